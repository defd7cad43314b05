"""What was drawn since the backup is saved from the damaged database that the backup replaces (I10)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from linked_world import World, connect

from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.storage.store import Store

if TYPE_CHECKING:
    from linked_world import HandClock

    from app.settings import Settings

PAGE = 4096
COUNT = 400


def _marks(entry: int, name: str, count: int) -> list[Markup]:
    stroke = Geometry(tuple(Point(x, x) for x in range(40)))
    return [Markup(f"{name}-{number}", entry, 0, "", MarkupKind.PEN, stroke, text=name) for number in range(count)]


@pytest.fixture
def damaged(settings: Settings, clock: HandClock) -> dict[str, Markup]:
    """A data directory whose database is damaged in the middle: what was on its one sheet, by id."""
    store = Store.open(settings, clock=clock, user="ana")
    world = World(store, clock, *connect(store))
    world.hold_drawing(1, 50)
    (before, *_rest) = store.annotations.add(_marks(1, "before", COUNT))
    store.back_up()
    clock.pass_(hours=1)
    store.annotations.change([replace(before, text="changed since")])
    store.annotations.remove(["before-1"])
    store.annotations.add(_marks(1, "since", COUNT))
    store.calibrations.put(Calibration(1, 0, 0.05, LengthUnit.METRES))
    world.hold_drawing(2, 60)
    store.annotations.add(_marks(2, "on a new sheet", 1))
    found = {mark.id: mark for mark in store.annotations.of_entry(1).markups}
    store.close()
    _break(settings)
    return found


def _break(settings: Settings) -> None:
    """One page of strokes, in the middle of them."""
    with closing(sqlite3.connect(settings.database)) as database:
        (text,) = database.execute("SELECT id FROM annotations WHERE id = 'since-100'").fetchone()
    content = bytearray(settings.database.read_bytes())
    place = content.index(text.encode()) // PAGE * PAGE
    content[place : place + PAGE] = b"\xa5" * PAGE
    settings.database.write_bytes(bytes(content))
    settings.database.with_name("planrack.db-suspect").touch()


def test_marks_drawn_since_the_backup_are_saved(
    settings: Settings, clock: HandClock, damaged: dict[str, Markup]
) -> None:
    store = Store.open(settings, clock=clock)
    try:
        assert store.recovered is not None
        found = {mark.id: mark for mark in store.annotations.of_entry(1).markups}
        scales = store.calibrations.of_entry(1)
        assert store.annotations.of_entry(1).unreadable == ()
    finally:
        store.close()

    lost = damaged.keys() - found.keys()
    assert len(lost) < 60, "more than what was on a page"
    assert {"since-0", f"since-{COUNT - 1}"} <= found.keys(), "from both ends"
    assert {id: found[id] for id in damaged.keys() - lost} == {id: damaged[id] for id in damaged.keys() - lost}
    assert found["before-0"].text == "changed since"
    assert "before-1" not in found
    assert found.keys() <= damaged.keys()
    assert [scale.metres_per_point for scale in scales.values()] == [0.05]


def test_nothing_is_saved_twice(settings: Settings, clock: HandClock, damaged: dict[str, Markup]) -> None:
    Store.open(settings, clock=clock).close()
    settings.database.with_name("planrack.db-recovered").write_text("")  # a crash before that was noted
    store = Store.open(settings, clock=clock)
    try:
        found = store.annotations.of_entry(1).markups
        assert len({mark.id for mark in found}) == len(found)
        assert store.recovered is not None
    finally:
        store.close()


def test_a_database_of_which_nothing_can_be_read_is_no_hindrance(
    settings: Settings, clock: HandClock, damaged: dict[str, Markup]
) -> None:
    settings.database.write_bytes(b"SQLite format 3\0" + b"\xff" * 20_000)
    store = Store.open(settings, clock=clock)
    try:
        assert len(store.annotations.of_entry(1).markups) == COUNT
    finally:
        store.close()


def test_nothing_comes_from_what_was_damaged_before_the_backup_was_written(
    settings: Settings, clock: HandClock, damaged: dict[str, Markup]
) -> None:
    store = Store.open(settings, clock=clock)
    World(store, clock, *connect(store)).hold_drawing(3, 70)  # its entry has the number of one that was damaged
    clock.pass_(days=1)
    store.back_up()
    store.close()
    settings.database.unlink()
    store = Store.open(settings, clock=clock)
    try:
        assert store.recovered is not None
        assert store.annotations.of_entry(2).markups == ()
    finally:
        store.close()
