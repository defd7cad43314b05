"""Searching 8,000 sheets: what a key press in the search page costs, beside the bare question to the index.

    python -m benchmarks.search [FOLDER]

FOLDER keeps the filled store for the next time. Each query is asked as the window asks it (numbers, titles and text,
the first page of results with snippets, what the member may see) and as plain SQL to SQLite's FTS5 index (the best
rows with their snippets, no join). Processor time of one thread, side by side in one run; the limit is 50 ms.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.files import SheetFacts
from app.storage.search import FIRST
from benchmarks.figures import Figure, alone, sized
from benchmarks.synced_store import open_store, synced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.storage.store import Store

DRAWINGS, REVISIONS = sized(4_000, 200), 2
ROUNDS, _LIMIT = sized(40, 3), 50.0
QUERIES = (
    "e31", "A-2", "a", "plan", "plan 12", "gypsum wallb", '"gypsum wallboard"', "wall", "w", "concrete foo",
    "escalier beton", "MECANIQUE", "typ", "zanzibar", "fire damper in ceiling",
)  # fmt: skip
_WORDS = str.split(
    "wall typ see concrete door steel plan detail gypsum wallboard ceiling floor footing slab beam column fire damper"
    " escalier béton mécanique électrique plafond cloison étage fenêtre porte isolant bardage verify dimension"
    " contractor provide install existing new in to of and the with above below each side"
)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", help="keeps the filled store for the next time")
    return parser


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    gc.set_threshold(100_000, 20, 20)  # as the window sets it
    with tempfile.TemporaryDirectory() as scratch:
        store = open_store(options.folder or Path(scratch))
        try:
            project = store.projects.list()[0].id if store.projects.list() else filled(store)
            store.shown.search_scope([project])  # as the page does when it is opened
            print(f"{DRAWINGS} drawings, {DRAWINGS * REVISIONS} sheets with text; {ROUNDS} x each, in turns")
            taken = [compare(store, project, query) for query in QUERIES]
        finally:
            store.close()
    halves, lates, plain = zip(*taken, strict=True)
    yield Figure("first hits, slowest query, 95th", max(lates), "ms", most=_LIMIT)
    yield Figure(
        "first hits, median query", statistics.median(halves), "ms", "bare FTS5", statistics.median(plain), _LIMIT
    )


def compare(store: Store, project: int, query: str) -> tuple[float, float, float]:
    """Tell both times of a query; answers our median and 95th, and the bare median."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        ours.append(took(lambda: store.shown.search_all([project], query, limit=FIRST)))
        bare.append(took(lambda: asked_plainly(store, query)))
    found = store.shown.search_all([project], query, limit=FIRST)
    half, late = quantiles(ours)
    other, _ = quantiles(bare)
    more = "+" if found.more else " "
    print(
        f"  {query!r:28} {len(found.hits):3}{more} hits  p50 {half:6.1f}  p95 {late:6.1f} ms   index {other:6.1f} ms"
        f"   x{half / max(other, 0.01):5.1f}"
    )
    return half, late, other


def asked_plainly(store: Store, query: str) -> None:
    words = " ".join(f'"{word}"' for word in query.replace('"', " ").split()) + "*"
    with store._database.read() as connection:
        connection.exec_driver_sql(
            "SELECT rowid, snippet(sheet_text, 0, '[', ']', '…', 12) FROM sheet_text WHERE sheet_text MATCH ?"
            " ORDER BY rank LIMIT ?",
            (words, FIRST),
        ).all()


def took(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    return (time.thread_time() - before) * 1000


def quantiles(times: list[float]) -> tuple[float, float]:
    """The median, and what 95 of a hundred do not exceed."""
    in_order = sorted(times)
    return in_order[len(in_order) // 2], in_order[math.ceil(len(in_order) * 0.95) - 1]


def filled(store: Store) -> int:
    """A project that was synced, with other words on each of its sheets: frequent ones are on all of them."""
    dice = random.Random(7)
    project, files = synced(store, DRAWINGS, REVISIONS, own_files=True)
    for file in files:
        facts = [SheetFacts(0, 3024.0, 2160.0, 0, text_of_sheet(dice))]
        store.inspections.record(file.sha256, facts, attempts=1, previews=0, reason=None)
    return project


def text_of_sheet(dice: random.Random) -> str:
    """Some 3,000 characters: words as often as the first of a list are, dimensions, tags, callouts."""
    weights = [1 / (nth + 1) for nth in range(len(_WORDS))]
    words = dice.choices(_WORDS, weights, k=350)
    words += [f"{dice.randint(0, 40)}'-{dice.randint(0, 11)}\"" for _ in range(60)]
    words += [f"{dice.choice('ABCDEFGH')}{dice.randint(100, 999)}{dice.choice('abcdefghij')}" for _ in range(40)]
    words += [f"{dice.randint(1, 9)}/{dice.choice('ASMEP')}-{dice.randint(100, 699)}" for _ in range(20)]
    dice.shuffle(words)
    return "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))


if __name__ == "__main__":
    alone(options, figures)
