"""One sync run on the real store: what it promises when all is well, and when it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from procore_world import START, World, sheet, unreadable
from sync_desk import Desk, open_desk

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import CacheState, LinkState, RunOutcome, RunTrigger, SyncState, Withdrawal


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    world = World()
    world.publish(11, 1)
    world.publish(21, 2)
    world.publish(31, 3)
    opened = open_desk(tmp_path, world)
    yield opened
    opened.close()


async def test_a_first_sync_brings_every_current_sheet_and_turns_green(desk: Desk) -> None:
    report = await desk.sync()
    assert (report.outcome, report.files, report.added) == (RunOutcome.SYNCED, 3, 3)
    assert desk.status().state is SyncState.SYNCED
    assert [d.current.cache for d in desk.drawings().values() if d.current] == [CacheState.HERE] * 3
    entry = desk.drawings()["A-101"].current
    assert entry is not None
    assert entry.path is not None
    assert entry.path.read_bytes() == sheet(11)


async def test_the_watermark_is_procores_time_at_the_start_of_the_run(desk: Desk) -> None:
    started = desk.world.now

    def clock_goes_on(what: str) -> None:
        if what.startswith("file"):
            desk.world.now += timedelta(minutes=5)

    desk.world.before = clock_goes_on
    await desk.sync()
    assert desk.link().watermark == started


async def test_a_second_sync_downloads_nothing(desk: Desk) -> None:
    await desk.sync()
    report = await desk.sync()
    assert (report.outcome, report.files, report.bytes, report.added) == (RunOutcome.SYNCED, 0, 0, 0)
    assert len(desk.world.fetched) == 3


async def test_all_revisions_since_the_last_success_arrive_also_after_failures(desk: Desk) -> None:
    await desk.sync()
    desk.world.publish(12, 1)
    desk.world.broken[12] = Failure(FailureCode.CORRUPT, Reason.TRUNCATED)
    failed = await desk.sync()
    assert failed.outcome is RunOutcome.FAILED
    desk.world.publish(13, 1)
    desk.world.publish(14, 1)
    del desk.world.broken[12]
    await desk.sync()
    assert [e.procore_id for e in desk.drawings()["A-101"].entries] == [11, 12, 13, 14]
    assert desk.status().state is SyncState.SYNCED


async def test_failed_sync_keeps_watermark_and_what_it_downloaded(desk: Desk) -> None:
    await desk.sync()
    before = desk.link().watermark
    desk.world.publish(12, 1)
    desk.world.publish(22, 2)
    desk.world.broken[22] = unreadable("A-102")
    report = await desk.sync()
    assert report.failure is not None
    assert (report.outcome, report.failure.code) == (RunOutcome.FAILED, FailureCode.CORRUPT)
    assert desk.link().watermark == before
    first, second = desk.drawings()["A-101"].current, desk.drawings()["A-102"].current
    assert first is not None
    assert second is not None
    assert (first.procore_id, first.cache) == (12, CacheState.HERE)
    assert (second.procore_id, second.cache) == (22, CacheState.FAILED)
    assert second.problem is not None
    assert second.problem.reason == Reason.PASSWORD
    status = desk.status()
    assert status.state is SyncState.FAILED
    assert status.time == status.last_success


async def test_one_bad_sheet_fails_nobody_else(desk: Desk) -> None:
    desk.world.broken[21] = unreadable("A-102")
    report = await desk.sync()
    assert report.files == 2
    assert desk.status().here == 2


async def test_losing_the_network_stops_asking_and_keeps_the_rest(desk: Desk) -> None:
    for drawing in range(4, 40):
        desk.world.publish(drawing * 10 + 1, drawing)

    def away(what: str) -> None:
        if what.startswith("file"):
            raise Failure(FailureCode.NETWORK, Reason.OFFLINE)

    desk.world.before = away
    asked_before = desk.world.requests
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.NETWORK
    assert desk.world.requests - asked_before < 80
    assert all(d.current and d.current.cache is CacheState.WAITING for d in desk.drawings().values())
    desk.world.before = lambda what: None
    assert (await desk.sync()).outcome is RunOutcome.SYNCED


async def test_lost_access_keeps_everything_readable_and_comes_back(desk: Desk) -> None:
    await desk.sync()

    def refused(what: str) -> None:
        raise Failure(FailureCode.ACCESS_LOST)

    desk.world.before = refused
    await desk.sync()
    assert desk.link().state is LinkState.ACCESS_LOST
    assert desk.status().state is SyncState.ACCESS_LOST
    assert desk.status().here == 3
    desk.world.before = lambda what: None
    await desk.sync()
    assert desk.status().state is SyncState.SYNCED


async def test_a_listing_that_changes_while_being_paged_is_read_again(desk: Desk) -> None:
    moved = []

    def insert_once(what: str) -> None:
        if what == "revisions 2" and not moved:
            moved.append(True)
            desk.world.publish(5, 4)

    desk.world.before = insert_once
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert "A-104" in desk.drawings()


async def test_a_listing_that_always_names_a_revision_twice_is_complete(desk: Desk) -> None:
    desk.world.doubled.append(31)
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert len(desk.drawings()["A-103"].entries) == 1


async def test_a_listing_that_never_stands_still_withdraws_nothing(desk: Desk) -> None:
    await desk.sync()
    ids = iter(range(1000, 2000))

    def keeps_moving(what: str) -> None:
        if what == "revisions 2":
            desk.world.publish(next(ids), 9)

    desk.world.before = keeps_moving
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.reason is Reason.INCOMPLETE_LISTING
    assert all(d.withdrawn is None for d in desk.drawings().values())


async def test_a_sheet_that_procore_no_longer_lists_is_kept_and_labelled(desk: Desk) -> None:
    await desk.sync()
    del desk.world.revisions[31]
    report = await desk.sync()
    assert (report.outcome, report.withdrawn) == (RunOutcome.SYNCED, 1)
    gone = desk.drawings()["A-103"]
    assert gone.withdrawn is Withdrawal.MISSING
    assert gone.entries[0].cache is CacheState.HERE


async def test_an_empty_listing_of_a_large_project_is_not_believed(desk: Desk) -> None:
    for drawing in range(4, 80):
        desk.world.publish(drawing * 10 + 1, drawing)
    await desk.sync()
    kept = dict(desk.world.revisions)
    desk.world.revisions.clear()
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.reason is Reason.MANY_WITHDRAWN
    assert all(d.withdrawn is None for d in desk.drawings().values())
    desk.world.revisions.update(kept)
    assert (await desk.sync()).outcome is RunOutcome.SYNCED


async def test_a_lost_file_is_noticed_and_fetched_again(desk: Desk) -> None:
    await desk.sync()
    entry = desk.drawings()["A-101"].current
    assert entry is not None
    assert entry.path is not None
    entry.path.chmod(0o600)
    entry.path.unlink()
    report = await desk.sync()
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 1)
    assert entry.path.read_bytes() == sheet(11)


async def test_a_cancelled_run_says_so_and_keeps_what_landed(desk: Desk) -> None:
    running: asyncio.Task[RunReport]

    def cancel_at_the_second_file(what: str) -> None:
        if what == "file 21":
            running.cancel()

    desk.world.before = cancel_at_the_second_file
    running = asyncio.ensure_future(desk.sync())
    report = await running
    assert report.failure is not None
    assert (report.outcome, report.failure.code) == (RunOutcome.CANCELLED, FailureCode.CANCELLED)
    assert desk.status().state is SyncState.FAILED
    desk.world.before = lambda what: None
    fetched = list(desk.world.fetched)
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert sorted(desk.world.fetched) == sorted(set(desk.world.fetched)), "a finished file was downloaded twice"
    assert set(fetched) < set(desk.world.fetched)


async def test_a_run_ended_by_shutdown_is_interrupted(desk: Desk) -> None:
    def shutdown(what: str) -> None:
        if what == "sets":
            desk.stopping = True
            running.cancel()

    desk.world.before = shutdown
    running = asyncio.ensure_future(desk.sync())
    report = await running
    assert report.failure is not None
    assert report.failure.code is FailureCode.INTERRUPTED


async def test_a_kill_leaves_a_run_that_is_never_shown_as_running(desk: Desk) -> None:
    desk.store.runs.start(desk.link_id, trigger=RunTrigger.MANUAL, full=True, at=desk.now)
    status = desk.store.documents.status(desk.project_id, engine_alive=False).status
    assert status.state is SyncState.FAILED
    assert status.failure is not None
    assert status.failure.code == FailureCode.INTERRUPTED


async def test_an_incremental_sync_asks_only_for_what_changed(desk: Desk) -> None:
    await desk.sync()
    desk.world.now += timedelta(hours=3)
    desk.world.publish(12, 1)
    before = desk.world.requests
    report = await desk.sync(full=False, trigger=RunTrigger.SCHEDULE)
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 1)
    assert desk.world.requests - before == 3, "two pages and the deleted ones"
    assert desk.link().last_full_listing != desk.now


async def test_an_incremental_sync_reads_the_folders_when_a_new_one_is_named(desk: Desk) -> None:
    await desk.sync()
    desk.world.publish(41, 4, discipline_id=8, discipline="Structural")
    before = desk.world.requests
    await desk.sync(full=False, trigger=RunTrigger.SCHEDULE)
    assert desk.world.requests - before == 6
    assert "A-104" in desk.drawings()


async def test_a_drawing_that_was_obsolete_before_the_connection_is_not_shown(desk: Desk) -> None:
    desk.world.change(31, obsolete=True, current=False, updated_at=START - timedelta(days=1))
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert sorted(desk.drawings()) == ["A-101", "A-102"]
    assert desk.status().drawings == 2
    desk.world.change(31, obsolete=False, current=True)
    await desk.sync()
    assert desk.drawings()["A-103"].withdrawn is None


async def test_metadata_is_there_before_the_first_byte(desk: Desk) -> None:
    seen: list[int] = []

    def look(what: str) -> None:
        if what.startswith("file") and not seen:
            seen.append(len(desk.drawings()))

    desk.world.before = look
    await desk.sync()
    assert seen == [3]


@pytest.mark.parametrize("reason", [Reason.TRUNCATED, Reason.PASSWORD])
async def test_a_problem_goes_when_the_file_arrives(desk: Desk, reason: Reason) -> None:
    desk.world.broken[11] = Failure(FailureCode.CORRUPT, reason)
    await desk.sync()
    del desk.world.broken[11]
    await desk.sync()
    entry = desk.drawings()["A-101"].current
    assert entry is not None
    assert (entry.cache, entry.problem) == (CacheState.HERE, None)


async def test_a_file_replaced_by_one_of_the_same_size_is_found_once(desk: Desk) -> None:
    await desk.sync()
    other = sheet(11).replace(b"revision", b"REVISION")
    desk.world.files[11] = other
    desk.world.now += timedelta(hours=1)
    desk.world.change(11, updated_at=desk.world.now)
    report = await desk.sync()
    assert (report.outcome, report.files, report.changed) == (RunOutcome.SYNCED, 1, 1)
    entry = desk.drawings()["A-101"].current
    assert entry is not None and entry.path is not None
    assert entry.path.read_bytes() == other
    asked = desk.world.requests
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert desk.world.fetched.count(11) == 2
    assert desk.world.requests > asked


async def test_a_date_that_moved_for_no_reason_costs_one_question_and_no_download(desk: Desk) -> None:
    await desk.sync()
    desk.world.now += timedelta(hours=1)
    desk.world.change(11, updated_at=desk.world.now)
    asked: list[str] = []
    desk.world.before = lambda what: asked.append(what) if what.startswith("file") else None
    report = await desk.sync()
    assert (report.outcome, report.files, report.bytes) == (RunOutcome.SYNCED, 0, 0)
    await desk.sync()
    assert asked == ["file 11"]


async def test_a_change_with_a_reason_asks_nothing_of_the_file_host(desk: Desk) -> None:
    desk.world.publish(12, 1)
    await desk.sync()
    desk.world.now += timedelta(hours=1)
    moved = {"updated_at": desk.world.now}
    desk.world.change(11, order_in_drawing=2, current=True, **moved)
    desk.world.change(12, order_in_drawing=1, current=False, **moved)
    desk.world.change(21, title="Renamed", **moved)
    asked: list[str] = []
    desk.world.before = lambda what: asked.append(what) if what.startswith("file") else None
    report = await desk.sync()
    assert report.outcome is RunOutcome.SYNCED
    assert [what for what in asked if what != "file 11"] == []


async def test_a_listing_that_breaks_off_changes_nothing(desk: Desk) -> None:
    await desk.sync()
    before = desk.store.observations.load(desk.link_id), desk.store.holdings.load(desk.link_id)
    desk.world.publish(12, 1)
    desk.world.publish(41, 4)
    del desk.world.revisions[31]

    def break_off(what: str) -> None:
        if what == "revisions 2":
            raise Failure(FailureCode.NETWORK)

    desk.world.before = break_off
    assert (await desk.sync()).outcome is RunOutcome.FAILED
    assert (desk.store.observations.load(desk.link_id), desk.store.holdings.load(desk.link_id)) == before


async def test_a_mass_withdrawal_goes_through_once_it_was_confirmed(desk: Desk) -> None:
    for drawing in range(4, 80):
        desk.world.publish(drawing * 10 + 1, drawing)
    await desk.sync()
    for revision_id in [id for id in desk.world.revisions if id > 200]:
        del desk.world.revisions[revision_id]
    assert desk.store.withdrawals.accept(desk.link_id, at=desk.now) == 0, "nothing was asked yet"
    await desk.sync()
    question = desk.tree().question
    assert question is not None
    assert (len(question.numbers), question.numbers[0]) == (60, "A-120")
    assert (await desk.sync()).outcome is RunOutcome.FAILED
    assert desk.store.withdrawals.accept(desk.link_id, at=desk.now) == 60
    assert desk.tree().question is None
    report = await desk.sync()
    assert (report.outcome, report.withdrawn) == (RunOutcome.SYNCED, 60)
    assert desk.store.withdrawals.accepted(desk.link_id) == frozenset()


async def test_a_confirmation_is_not_one_for_a_later_larger_loss(desk: Desk) -> None:
    for drawing in range(4, 160):
        desk.world.publish(drawing * 10 + 1, drawing)
    await desk.sync()
    for revision_id in [id for id in desk.world.revisions if id > 1000]:
        del desk.world.revisions[revision_id]
    await desk.sync()
    desk.store.withdrawals.accept(desk.link_id, at=desk.now)
    desk.world.revisions.clear()
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.reason is Reason.MANY_WITHDRAWN
    question = desk.tree().question
    assert question is not None
    assert len(question.numbers) == 159
    assert all(d.withdrawn is None for d in desk.drawings().values())


async def test_a_question_is_closed_when_procore_lists_the_drawings_again(desk: Desk) -> None:
    for drawing in range(4, 80):
        desk.world.publish(drawing * 10 + 1, drawing)
    await desk.sync()
    kept = dict(desk.world.revisions)
    desk.world.revisions.clear()
    await desk.sync()
    assert desk.tree().question is not None
    desk.world.revisions.update(kept)
    await desk.sync()
    assert desk.tree().question is None
