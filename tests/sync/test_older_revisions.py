"""Fetch older revisions (S50): what was before the connection comes when it is asked for, at its place in the order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from procore_world import START, World
from sync_desk import Desk, open_desk

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import CacheState, EntryKind, RunOutcome, SyncState

LONG_AGO = START - timedelta(days=90)


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    """A-101 with three revisions, A-102 with two and A-103 with one; only the last of each is here."""
    world = World()
    for drawing, revisions in ((1, (11, 12, 13)), (2, (21, 22)), (3, (31,))):
        for revision in revisions:
            world.publish(revision, drawing, updated_at=LONG_AGO)
    opened = open_desk(tmp_path, world)
    await opened.sync()
    return opened


@pytest.fixture(autouse=True)
def closed(desk: Desk) -> Iterator[None]:
    yield
    desk.close()


def listed(desk: Desk, number: str) -> list[tuple[int, bool]]:
    return [(entry.procore_id, entry.current) for entry in desk.drawings()[number].entries]


def older(desk: Desk, number: str) -> int:
    return desk.drawings()[number].older_in_procore


async def test_by_themselves_they_are_shown_and_not_fetched(desk: Desk) -> None:
    assert sorted(desk.world.fetched) == [13, 22, 31]
    assert (older(desk, "A-101"), older(desk, "A-102"), older(desk, "A-103")) == (2, 1, 0)


async def test_asked_for_they_stand_before_the_present_ones_in_procores_order(desk: Desk) -> None:
    assert desk.store.holdings.want_older(desk.link_id, None) == 3
    report = await desk.sync(full=False)
    assert (report.outcome, report.files, report.added) == (RunOutcome.SYNCED, 3, 3)
    assert listed(desk, "A-101") == [(11, False), (12, False), (13, True)]
    assert listed(desk, "A-102") == [(21, False), (22, True)]
    assert (older(desk, "A-101"), older(desk, "A-102")) == (0, 0)
    entries = [entry for drawing in desk.drawings().values() for entry in drawing.entries]
    assert {entry.cache for entry in entries} == {CacheState.HERE}
    assert {entry.kind for entry in entries} == {EntryKind.NORMAL}


async def test_of_one_drawing_only_its_own_come(desk: Desk) -> None:
    assert desk.store.holdings.want_older(desk.link_id, [1]) == 2
    await desk.sync(full=False)
    assert sorted(desk.world.fetched[3:]) == [11, 12]
    assert older(desk, "A-102") == 1


async def test_between_revisions_that_are_here_they_take_their_place(desk: Desk) -> None:
    """Since the connection Procore put a revision before ones that are older: the list follows its order."""
    desk.world.change(13, order_in_drawing=4)
    desk.world.publish(14, 1, order_in_drawing=2)
    for revision, order in ((11, 1), (12, 3)):
        desk.world.change(revision, order_in_drawing=order)
    desk.world.change(13, current=True)
    desk.world.change(14, current=False)
    await desk.sync()
    assert listed(desk, "A-101") == [(14, False), (13, True)]
    desk.store.holdings.want_older(desk.link_id, [1])
    await desk.sync()
    assert listed(desk, "A-101") == [(11, False), (14, False), (12, False), (13, True)]
    assert {entry.kind for entry in desk.drawings()["A-101"].entries} == {EntryKind.NORMAL}


async def test_with_the_smallest_number_newest_they_still_stand_first(tmp_path: Path) -> None:
    world = World()
    for revision, order in ((11, 3), (12, 2), (13, 1)):
        world.publish(revision, 1, updated_at=LONG_AGO, order_in_drawing=order)
    desk = open_desk(tmp_path / "other", world)
    await desk.sync()
    desk.store.holdings.want_older(desk.link_id, None)
    await desk.sync()
    found = listed(desk, "A-101")
    desk.close()
    assert found == [(11, False), (12, False), (13, True)]


async def test_the_entry_that_was_here_keeps_its_identity(desk: Desk) -> None:
    was = desk.drawings()["A-101"].current
    desk.store.holdings.want_older(desk.link_id, None)
    await desk.sync()
    now = desk.drawings()["A-101"].current
    assert was is not None and now is not None
    assert (now.id, now.procore_id, now.sha256) == (was.id, was.procore_id, was.sha256)


async def test_asking_twice_asks_for_nothing_more(desk: Desk) -> None:
    assert desk.store.holdings.want_older(desk.link_id, None) == 3
    assert desk.store.holdings.want_older(desk.link_id, None) == 0
    await desk.sync()
    report = await desk.sync()
    assert (report.files, report.added) == (0, 0)


async def test_one_that_cannot_be_fetched_keeps_the_folder_from_green_until_it_can(desk: Desk) -> None:
    desk.world.broken[12] = Failure(FailureCode.CORRUPT, Reason.TRUNCATED, values={"subject": "A-101"})
    desk.store.holdings.want_older(desk.link_id, None)
    report = await desk.sync()
    assert (report.outcome, report.files) == (RunOutcome.FAILED, 2)
    assert desk.status().state is SyncState.FAILED
    assert listed(desk, "A-101") == [(11, False), (12, False), (13, True)]
    desk.world.broken.clear()
    await desk.sync()
    assert desk.status().state is SyncState.SYNCED


async def test_what_procore_withdrew_meanwhile_is_not_asked_for(desk: Desk) -> None:
    desk.world.change(11, deleted=True)
    await desk.sync()
    assert desk.store.holdings.want_older(desk.link_id, [1]) == 1


async def test_drawings_that_were_obsolete_before_the_connection_are_left_alone(tmp_path: Path) -> None:
    world = World()
    world.publish(11, 1, updated_at=LONG_AGO)
    for revision in (41, 42):
        world.publish(revision, 4, updated_at=LONG_AGO)
        world.change(revision, obsolete=True, current=False)
    world.change(41, obsolete=True)
    desk = open_desk(tmp_path / "other", world)
    await desk.sync()
    asked = desk.store.holdings.want_older(desk.link_id, None)
    await desk.sync()
    found = sorted(desk.drawings())
    desk.close()
    assert (asked, found, world.fetched) == (0, ["A-101"], [11])
