"""Marks through syncs: what people drew stays where it was drawn, and follows to what is current (SPEC §7, S57-S60)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from procore_world import START, World, sheet, unreadable
from sync_desk import Desk, open_desk

from app.domain.failures import Failure, FailureCode
from app.domain.files import SheetFacts
from app.domain.markups import Geometry, Markup, MarkupKind, Style
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.domain.states import Carried, EntryKind
from app.domain.views import Entry

NUMBER = "A-101"


@pytest.fixture
async def desk(tmp_path: Path) -> Iterator[Desk]:
    """One drawing with one revision, 11, which is here; others say which way Procore counts."""
    world = World()
    world.publish(11, 1)
    for other in (21, 22, 23):
        world.publish(other, 2)
    for other in (31, 32, 33):
        world.publish(other, 3)
    opened = open_desk(tmp_path, world)
    await opened.sync()
    yield opened
    opened.close()


def _entries(desk: Desk, revision: int) -> list[Entry]:
    return [entry for entry in desk.drawings()[NUMBER].entries if entry.procore_id == revision]


def _entry(desk: Desk, revision: int) -> int:
    (entry,) = _entries(desk, revision)
    return entry.id


def _draw(desk: Desk, entry_id: int, text: str = "check", **changes: object) -> Markup:
    facts: dict[str, object] = {
        "layer": "",
        "kind": MarkupKind.RECTANGLE,
        "geometry": Geometry((Point(100, 200), Point(300, 250))),
        "style": Style(),
    }
    (stored,) = desk.store.annotations.add([Markup(str(uuid.uuid4()), entry_id, 0, text=text, **(facts | changes))])
    return stored


def _marks(desk: Desk, entry_id: int) -> list[Markup]:
    return list(desk.store.annotations.of_entry(entry_id).markups)


def _texts(desk: Desk, revision: int) -> list[str]:
    return sorted(mark.text for mark in _marks(desk, _entry(desk, revision)))


def _measure(desk: Desk, revision: int, width: float, height: float, rotation: int = 0) -> None:
    """Its file was read: the size of its page is known."""
    sha256 = hashlib.sha256(sheet(revision)).hexdigest()
    facts = SheetFacts(0, width, height, rotation)
    desk.store.inspections.record(sha256, [facts], attempts=1, previews=0, reason=None)


async def test_a_new_revision_gets_copies_to_be_checked_and_the_old_one_keeps_its_own(desk: Desk) -> None:
    old = _entry(desk, 11)
    drawn = _draw(desk, old)
    desk.store.annotations.remove([_draw(desk, old, "rubbed out").id])
    desk.world.publish(12, 1)
    await desk.sync()

    (copy,) = _marks(desk, _entry(desk, 12))
    assert (copy.source_id, copy.carried) == (drawn.id, Carried.TO_CHECK)
    assert replace(copy, id=drawn.id, entry_id=old, source_id=None, carried=None) == drawn
    assert _marks(desk, old) == [drawn]


async def test_what_happens_to_the_source_later_does_not_touch_the_copy(desk: Desk) -> None:
    drawn = _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    await desk.sync()
    (copy,) = _marks(desk, _entry(desk, 12))
    desk.store.annotations.change([replace(drawn, text="other")])
    desk.store.annotations.remove([drawn.id])
    await desk.sync()

    assert _marks(desk, _entry(desk, 12)) == [copy]


async def test_copies_are_made_once_however_often_a_sync_is_repeated_or_fails(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    desk.world.broken[12] = unreadable(NUMBER)
    for _ in range(3):
        await desk.sync()
    assert _texts(desk, 12) == ["check"]  # it is current and not here: the marks wait for it

    desk.world.broken.clear()
    await desk.sync()
    await desk.sync(full=False)
    assert _texts(desk, 12) == ["check"]


async def test_marks_follow_through_revisions_that_nobody_checked_between(desk: Desk) -> None:
    first = _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    await desk.sync()
    (second,) = _marks(desk, _entry(desk, 12))
    _draw(desk, _entry(desk, 12), "new here")
    desk.world.publish(13, 1)
    await desk.sync()

    third, new = sorted(_marks(desk, _entry(desk, 13)), key=lambda mark: mark.text)
    assert (second.source_id, third.source_id, new.text) == (first.id, second.id, "new here")
    assert (third.created_at, third.author, third.carried) == (first.created_at, first.author, Carried.TO_CHECK)


async def test_what_was_discarded_is_not_carried_further(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    await desk.sync()
    desk.store.annotations.remove([mark.id for mark in _marks(desk, _entry(desk, 12))])
    desk.world.publish(13, 1)
    await desk.sync()

    assert (_texts(desk, 11), _texts(desk, 12), _texts(desk, 13)) == (["check"], [], [])


async def test_several_revisions_at_once_carry_the_marks_to_the_current_one(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    desk.world.publish(13, 1)
    await desk.sync()

    assert (_texts(desk, 12), _texts(desk, 13)) == ([], ["check"])


async def test_a_revision_that_becomes_current_after_it_arrived_gets_the_marks_then(desk: Desk) -> None:
    desk.world.publish(12, 1)
    desk.world.change(12, current=False)
    desk.world.change(11, current=True)
    await desk.sync()
    _draw(desk, _entry(desk, 11))
    assert _texts(desk, 12) == []

    desk.world.change(11, current=False)
    desk.world.change(12, current=True)
    await desk.sync()
    await desk.sync()

    (copy,) = _marks(desk, _entry(desk, 12))
    assert copy.carried is Carried.TO_CHECK


async def test_a_flag_that_goes_back_and_forth_doubles_nothing_and_brings_nothing_back(desk: Desk) -> None:
    kept = _draw(desk, _entry(desk, 11), "kept")
    _draw(desk, _entry(desk, 11), "discarded")
    desk.world.publish(12, 1)
    await desk.sync()
    desk.store.annotations.remove([mark.id for mark in _marks(desk, _entry(desk, 12)) if mark.text == "discarded"])
    _draw(desk, _entry(desk, 12), "of the second")
    desk.world.change(11, current=True)
    desk.world.change(12, current=False)
    await desk.sync()
    assert _texts(desk, 11) == ["discarded", "kept"]  # it has its own
    _draw(desk, _entry(desk, 11), "drawn meanwhile")

    desk.world.change(11, current=False)
    desk.world.change(12, current=True)
    await desk.sync()

    assert _texts(desk, 12) == ["drawn meanwhile", "kept", "of the second"]
    assert kept in _marks(desk, _entry(desk, 11))


async def test_a_drawing_that_was_obsolete_when_its_revision_came_has_the_marks_when_it_is_back(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.change(11, obsolete=True)
    await desk.sync()
    desk.world.publish(12, 1, obsolete=True)
    await desk.sync()
    desk.world.change(11, obsolete=False)
    desk.world.change(12, obsolete=False)
    await desk.sync()

    assert [entry.current for entry in _entries(desk, 12)] == [True]
    assert _texts(desk, 12) == ["check"]


async def test_a_current_revision_that_is_taken_back_leaves_its_marks_to_the_one_before(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    desk.world.publish(13, 1)
    await desk.sync()
    _draw(desk, _entry(desk, 13), "only there")
    desk.world.change(13, deleted=True, current=False)
    desk.world.change(12, current=True)
    await desk.sync()

    assert _texts(desk, 12) == _texts(desk, 13) == ["check", "only there"]


async def test_a_reorder_copies_marks_unchecked_and_leaves_the_original_untouched(desk: Desk) -> None:
    desk.world.publish(12, 1)
    desk.world.publish(13, 1)
    await desk.sync()
    drawn = _draw(desk, _entry(desk, 12))
    scale = desk.store.calibrations.put(Calibration(_entry(desk, 12), 0, 0.03, LengthUnit.FEET, deviation=0.001))
    desk.world.now += timedelta(minutes=1)
    desk.world.change(12, order_in_drawing=3, current=True, updated_at=desk.world.now)
    desk.world.change(13, order_in_drawing=2, current=False)
    await desk.sync()
    await desk.sync()

    original, reordered = _entries(desk, 12)
    assert (original.kind, reordered.kind, reordered.current) == (EntryKind.ORIGINAL, EntryKind.REORDERED, True)
    (copy,) = _marks(desk, reordered.id)
    assert (copy.source_id, copy.carried, copy.author, copy.created_at) == (drawn.id, None, "owner", drawn.created_at)
    assert _marks(desk, original.id) == [drawn]
    assert _texts(desk, 13) == []
    assert desk.store.calibrations.of_entry(reordered.id) == {0: replace(scale, entry_id=reordered.id)}


async def test_a_mark_drawn_while_a_sync_replaces_the_revision_stays_where_it_was_drawn(desk: Desk) -> None:
    old = _entry(desk, 11)
    desk.world.publish(12, 1)
    desk.world.before = lambda what: _draw(desk, old, what) and None

    await desk.sync()

    before = [text for text in _texts(desk, 11) if not text.startswith("file")]
    assert "file 12" in _texts(desk, 11)
    assert _texts(desk, 12) == before  # drawn until the listing was decided upon
    assert all(mark.entry_id == old for mark in _marks(desk, old))


async def test_copies_are_laid_onto_a_larger_sheet_once_its_size_is_known_until_somebody_moves_them(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    _measure(desk, 11, 1728, 1296)
    desk.world.publish(12, 1)
    await desk.sync()
    new = _entry(desk, 12)
    (copy,) = _marks(desk, new)
    assert copy.geometry.points == (Point(100, 200), Point(300, 250))

    _measure(desk, 12, 3456, 2592)
    (copy,) = _marks(desk, new)
    assert copy.geometry.points == (Point(200, 400), Point(600, 500))

    desk.store.annotations.change([replace(copy, text="still where it was laid")])
    by_hand = replace(copy, geometry=Geometry((Point(1, 2), Point(3, 4))), carried=Carried.CONFIRMED)
    desk.store.annotations.change([by_hand])
    assert [mark.geometry for mark in _marks(desk, new)] == [by_hand.geometry]
    desk.world.publish(13, 1)
    await desk.sync()
    _measure(desk, 13, 1728, 1296)
    (third,) = _marks(desk, _entry(desk, 13))
    assert third.geometry.points == (Point(0.5, 1), Point(1.5, 2))


async def test_copies_of_unchecked_copies_are_laid_from_the_sheet_they_were_drawn_on(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    _measure(desk, 11, 1000, 500)
    for revision in (12, 13):
        desk.world.publish(revision, 1)
        await desk.sync()
    _measure(desk, 12, 4000, 2000)
    _measure(desk, 13, 2000, 1000)

    (second,), (third,) = _marks(desk, _entry(desk, 12)), _marks(desk, _entry(desk, 13))
    assert second.geometry.points == (Point(400, 800), Point(1200, 1000))
    assert third.geometry.points == (Point(200, 400), Point(600, 500))


async def test_a_confirmed_copy_stays_as_it_was_seen(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    await desk.sync()
    new = _entry(desk, 12)
    seen = _marks(desk, new)
    desk.store.annotations.confirm(seen)
    _measure(desk, 11, 1728, 1296)
    _measure(desk, 12, 3456, 2592)

    assert _marks(desk, new) == [replace(mark, carried=Carried.CONFIRMED) for mark in seen]


async def test_a_scale_is_carried_to_be_verified_and_follows_the_size_of_the_paper(desk: Desk) -> None:
    old = _entry(desk, 11)
    put = desk.store.calibrations.put(Calibration(old, 0, 0.03, LengthUnit.FEET, '1/8" = 1\'-0"', deviation=0.001))
    _measure(desk, 11, 1728, 1296)
    desk.world.publish(12, 1)
    await desk.sync()
    _measure(desk, 12, 3456, 2592)
    new = _entry(desk, 12)

    (carried,) = desk.store.calibrations.of_entry(new).values()
    assert carried == replace(put, entry_id=new, metres_per_point=0.015, deviation=None, carried=Carried.TO_CHECK)
    assert not carried.verified
    assert desk.store.calibrations.of_entry(old) == {0: put}

    verified = desk.store.calibrations.put(replace(carried, deviation=0.002))
    assert desk.store.calibrations.of_entry(new) == {0: verified}
    assert (verified.carried, verified.verified) == (None, True)


async def test_marks_stay_readable_and_listed_when_the_project_is_connected_elsewhere(desk: Desk) -> None:
    drawn = _draw(desk, _entry(desk, 11))
    link = desk.link()
    desk.store.links.disconnect(desk.link_id)
    assert [one.markup for one in desk.store.annotations.of_project(desk.project_id)] == [drawn]
    desk.store.links.connect(
        desk.project_id,
        account_id=link.account_id,
        company_id=1,
        company="Builder",
        procore_project_id=3,
        name="Another",
        connected_at=START,
    )

    (listed,) = desk.store.annotations.of_project(desk.project_id)
    assert (listed.markup, listed.number, listed.revision_id, listed.current) == (drawn, NUMBER, 11, True)
    assert _same(desk, drawn)


def _same(desk: Desk, drawn: Markup) -> bool:
    return desk.store.annotations.of_entry(drawn.entry_id).markups == (drawn,)


async def test_a_page_that_the_new_file_does_not_have_loses_no_mark(desk: Desk) -> None:
    _draw(desk, _entry(desk, 11))
    third = _draw(desk, _entry(desk, 11), "on page 3")
    desk.store.annotations.change([replace(third, page=2)])
    desk.world.publish(12, 1)
    await desk.sync()
    _measure(desk, 11, 1000, 500)
    _measure(desk, 12, 2000, 1000)

    assert sorted((mark.page, mark.text) for mark in _marks(desk, _entry(desk, 12))) == [(0, "check"), (2, "on page 3")]


async def test_a_sync_that_dies_with_its_decisions_unwritten_carries_the_marks_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = _draw(desk, _entry(desk, 11))
    desk.world.publish(12, 1)
    full = Failure(FailureCode.LOCAL_SPACE)

    def refused(*_given: object) -> None:
        raise full

    with monkeypatch.context() as broken:
        broken.setattr("app.storage.bookkeeping.copy_marks", refused)
        report = await desk.sync()
        assert report.failure is full
        assert _entries(desk, 12) == []
    await desk.sync()

    (copy,) = _marks(desk, _entry(desk, 12))
    assert copy.source_id == drawn.id
