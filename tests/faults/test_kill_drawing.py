"""``kill -9`` while somebody draws: every stroke that was stored is there afterwards, as it was stored."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sync_desk import connect

from app.domain.plan import Arrange, HeldDrawing, HeldEntry, PutDrawing, PutRevision
from app.domain.states import EntryKind, Wanted
from app.settings import Settings
from app.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROUNDS = 6
#: Draws, changes and removes for as long as it lives, and says after each act what is stored by it.
_DRAWS = """
import itertools, pathlib, sys
from dataclasses import replace
from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.plane import Point
from app.settings import Settings
from app.storage.store import Store

annotations = Store.open(Settings(pathlib.Path(sys.argv[1]))).annotations
points = tuple(Point(x, x % 7) for x in range(200))
for number in itertools.count():
    id = f"{sys.argv[2]}-{number}"
    (mark,) = annotations.add([Markup(id, 1, 0, "", MarkupKind.PEN, Geometry(points), text="drawn")])
    print(id, "drawn", flush=True)
    if number % 3 == 1:
        annotations.change([replace(mark, text="changed")])
        print(id, "changed", flush=True)
    if number % 3 == 2:
        annotations.remove([id])
        print(id, "removed", flush=True)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = Store.open(Settings(tmp_path), user="ana")
    _project, link = connect(store)
    drawing = PutDrawing(HeldDrawing(1, "A-101", "Plan", 1, 7, "Architecture"))
    revision = PutRevision(50, 1, Wanted.AT_CONNECTION, "0", None)
    entry = HeldEntry(None, 50, EntryKind.NORMAL, current=True)
    store.holdings.apply(link, None, (drawing, revision, Arrange(1, (entry,))), at=NOW)
    store.close()
    return tmp_path


def test_no_stored_stroke_is_lost_by_a_kill(home: Path, report_figure: Callable[[str], None]) -> None:
    chance = random.Random(20260302)
    told: dict[str, str | None] = {}
    for round_ in range(ROUNDS):
        command = [sys.executable, "-c", _DRAWS, str(home), str(round_)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as drawing:
            assert drawing.stdout is not None
            lines = [drawing.stdout.readline() for _ in range(chance.randint(1, 60))]
            drawing.kill()
            lines += [line for line in drawing.stdout if line.endswith("\n")]
        told |= dict(line.split() for line in lines)

        store = Store.open(Settings(home))
        assert store.recovered is None
        found = {mark.id: mark.text for mark in store.annotations.of_entry(1).markups}
        store.close()
        # What was in hand may be stored and not told.
        last = lines[-1].split()[0]
        in_hand = {last, f"{round_}-{int(last.partition('-')[2]) + 1}"}
        stored = {id: _TEXTS[what] for id, what in told.items() if what is not None}
        assert {id: text for id, text in stored.items() if text and id not in in_hand} == {
            id: text for id, text in found.items() if id not in in_hand
        }
        assert stored[last] is None or found.get(last) in (stored[last], *_AFTER[stored[last]])
        for id in in_hand:
            told[id] = next((what for what, text in _TEXTS.items() if text == found.get(id)), None)
    report_figure(f"kill -9 while drawing: {ROUNDS} kills, {len(told)} strokes told as stored, none lost")


#: The words of a mark after each act; None: it is off the sheet.
_TEXTS = {"drawn": "drawn", "changed": "changed", "removed": None}
#: What the act in hand may have made of it.
_AFTER: dict[str | None, tuple[str | None, ...]] = {"drawn": ("changed", None), "changed": ()}
