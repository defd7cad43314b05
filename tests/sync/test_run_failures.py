"""What a run makes of failures: which it believes, which it comes back to, and when; never a false green."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from procore_world import World, sheet
from sync_desk import Desk, open_desk

from app.domain.events import Event, RunProgress
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Problem
from app.domain.records import BadRecord
from app.domain.states import CacheState, LinkState, RunOutcome, RunTrigger, SyncState, Withdrawal

BROKEN = Failure(FailureCode.CORRUPT, Reason.TRUNCATED)
REFUSALS = [FailureCode.ACCESS_LOST, FailureCode.APP_NOT_INSTALLED, FailureCode.FORBIDDEN]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three sheets, synced; then a new revision of the first is published."""
    world = World()
    for drawing in (1, 2, 3):
        world.publish(drawing * 10 + 1, drawing)
    opened = open_desk(tmp_path, world)
    yield opened
    opened.close()


async def new_revision(desk: Desk) -> None:
    await desk.sync()
    desk.world.publish(12, 1)


async def run(desk: Desk, trigger: RunTrigger, *, after: timedelta) -> Failure | None:
    """The failure of a run that begins so much later."""
    desk.now += after - timedelta(hours=1)
    return (await desk.sync(trigger=trigger)).failure


def problem(desk: Desk) -> Problem:
    (found,) = desk.store.holdings.problems(desk.link_id).values()
    return found


def asked(desk: Desk) -> Callable[[], list[str]]:
    """What is asked from now on."""
    seen: list[str] = []
    desk.world.before = seen.append
    return lambda: seen


# -- back-off of a sheet -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("failure", [BROKEN, Failure(FailureCode.SERVER), Failure(FailureCode.FORBIDDEN)])
async def test_a_sheet_that_fails_by_itself_is_noted_with_its_next_try(desk: Desk, failure: Failure) -> None:
    desk.world.publish(41, 4)
    desk.world.broken[21] = failure
    await desk.sync()
    noted = problem(desk)
    assert (noted.revision_id, noted.code, noted.attempts) == (21, failure.code, 1)
    assert noted.next_at == desk.now + timedelta(minutes=5)


@pytest.mark.parametrize("trigger", [RunTrigger.SCHEDULE, RunTrigger.START, RunTrigger.WAKE, RunTrigger.NETWORK])
async def test_a_run_of_its_own_leaves_a_bad_sheet_alone_and_stays_red(desk: Desk, trigger: RunTrigger) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    await desk.sync()
    watermark, noted, success = desk.link().watermark, problem(desk), desk.status().last_success
    del desk.world.broken[12]
    seen = asked(desk)
    failure = await run(desk, trigger, after=timedelta(minutes=4))
    assert failure is not None
    assert (failure.code, failure.reason, failure.retry_at) == (BROKEN.code, BROKEN.reason, noted.next_at)
    assert "file 12" not in seen()
    status = desk.status()
    assert (status.state, status.time) == (SyncState.FAILED, success)
    assert desk.link().watermark == watermark
    assert problem(desk) == noted, "a sheet that was not tried did not fail again"
    assert await run(desk, trigger, after=timedelta(minutes=2)) is None
    desk.world.before = lambda what: None
    assert desk.status().state is SyncState.SYNCED
    assert desk.store.holdings.problems(desk.link_id) == {}


@pytest.mark.parametrize("trigger", [RunTrigger.MANUAL, RunTrigger.COMMAND])
async def test_a_run_that_somebody_asked_for_tries_it_at_once(desk: Desk, trigger: RunTrigger) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    await desk.sync()
    del desk.world.broken[12]
    assert await run(desk, trigger, after=timedelta(seconds=1)) is None


async def test_a_sheet_that_procore_replaced_is_tried_at_once(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    await desk.sync()
    del desk.world.broken[12]
    desk.world.change(12, updated_at=desk.world.now + timedelta(minutes=1))
    assert await run(desk, RunTrigger.SCHEDULE, after=timedelta(seconds=1)) is None


async def test_the_waits_grow_with_every_try(desk: Desk) -> None:
    desk.world.broken[21] = BROKEN
    waits = []
    for _ in range(4):
        await desk.sync(trigger=RunTrigger.SCHEDULE)
        next_at = problem(desk).next_at
        assert next_at is not None
        waits.append(next_at - desk.now)
    assert waits == [timedelta(minutes=minutes) for minutes in (5, 10, 20, 40)]


async def test_the_others_come_while_one_is_left_alone(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    await desk.sync()
    desk.world.publish(22, 2)
    failure = await run(desk, RunTrigger.SCHEDULE, after=timedelta(minutes=1))
    assert failure is not None
    second = desk.drawings()["A-102"].current
    assert second is not None
    assert (second.procore_id, second.cache) == (22, CacheState.HERE)


async def test_a_sheet_that_is_withdrawn_meanwhile_has_no_problem_left(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    await desk.sync()
    desk.world.change(12, deleted=True, current=False)
    desk.world.change(11, current=True)
    assert await run(desk, RunTrigger.SCHEDULE, after=timedelta(minutes=1)) is None
    assert desk.store.holdings.problems(desk.link_id) == {}
    assert desk.status().state is SyncState.SYNCED


@pytest.mark.parametrize("code", [FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.LOCAL_SPACE])
async def test_what_is_not_the_sheets_fault_is_not_held_against_it(desk: Desk, code: FailureCode) -> None:
    await new_revision(desk)
    desk.world.broken[12] = Failure(code)
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.code is code
    assert desk.store.holdings.problems(desk.link_id) == {}
    del desk.world.broken[12]
    assert await run(desk, RunTrigger.SCHEDULE, after=timedelta(seconds=1)) is None


# -- gone and changed ----------------------------------------------------------------------------------------------


async def test_a_file_that_vanished_with_its_revision_is_withdrawn_by_the_same_run(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.publish(22, 2)
    desk.world.broken[12] = Failure(FailureCode.GONE)

    def deleted_after_the_listing(what: str) -> None:
        if what == "file 12" and 12 in desk.world.revisions:
            del desk.world.revisions[12]
            desk.world.change(11, current=True)

    desk.world.before = deleted_after_the_listing
    report = await desk.sync(full=False, trigger=RunTrigger.SCHEDULE)
    assert (report.outcome, report.full) == (RunOutcome.SYNCED, True)
    assert desk.store.holdings.problems(desk.link_id) == {}
    first = desk.drawings()["A-101"].current
    assert first is not None
    assert first.procore_id == 11


async def test_a_file_that_vanished_while_its_revision_is_listed_is_a_problem_of_the_sheet(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.broken[12] = Failure(FailureCode.GONE)
    seen = asked(desk)
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.GONE
    assert seen().count("revisions 1") == 2, "listed again, once"
    assert problem(desk).code is FailureCode.GONE
    assert all(drawing.withdrawn is None for drawing in desk.drawings().values())
    before = len(seen())
    await run(desk, RunTrigger.SCHEDULE, after=timedelta(minutes=1))
    assert seen()[before:].count("revisions 1") == 1, "a sheet that is left alone is no reason to list again"


async def test_a_drawing_whose_file_and_revision_vanished_is_withdrawn(desk: Desk) -> None:
    desk.world.broken[31] = Failure(FailureCode.GONE)

    def deleted(what: str) -> None:
        if what == "file 31":
            desk.world.revisions.pop(31, None)

    desk.world.before = deleted
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert desk.drawings()["A-103"].withdrawn is Withdrawal.MISSING
    assert desk.status().state is SyncState.SYNCED


async def test_a_file_that_was_replaced_after_the_listing_is_planned_again(desk: Desk) -> None:
    await new_revision(desk)
    replaced: list[bool] = []

    def grown(what: str) -> None:
        if what == "file 12" and not replaced:
            replaced.append(True)
            raise Failure(FailureCode.CORRUPT, Reason.WRONG_LENGTH)
        if what == "revision":
            desk.world.change(12, pdf_size=len(sheet(12)) + 1)

    desk.world.before = grown
    report = await desk.sync()
    assert report.outcome is RunOutcome.SYNCED, report.failure
    assert desk.world.revisions[12].pdf_size == len(sheet(12)) + 1
    assert desk.world.fetched.count(12) == 1


# -- refusals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", REFUSALS)
async def test_one_stray_refusal_changes_nothing(desk: Desk, code: FailureCode) -> None:
    await new_revision(desk)
    refused: list[bool] = []

    def once(what: str) -> None:
        if what == "revisions 2" and not refused:
            refused.append(True)
            raise Failure(code)

    desk.world.before = once
    assert (await desk.sync()).outcome is RunOutcome.SYNCED
    assert desk.link().state is LinkState.ACTIVE


@pytest.mark.parametrize("code", REFUSALS[:2])
async def test_a_refusal_that_the_project_confirms_is_lost_access(desk: Desk, code: FailureCode) -> None:
    await new_revision(desk)

    def refuse(what: str) -> None:
        seen.append(what)
        raise Failure(code)

    seen: list[str] = []
    desk.world.before = refuse
    report = await desk.sync()
    assert report.failure is not None
    assert (report.failure.code, seen) == (code, ["areas", "project"])
    assert (desk.link().state, desk.status().here) == (LinkState.ACCESS_LOST, 3)
    await desk.sync()
    assert seen[2:] == ["areas"], "what is known to be lost needs no second word"


@pytest.mark.parametrize("code", REFUSALS)
async def test_drawings_that_are_refused_in_a_visible_project_are_forbidden_and_not_lost(
    desk: Desk, code: FailureCode
) -> None:
    await new_revision(desk)

    def refuse(what: str) -> None:
        if what != "project":
            raise Failure(code)

    desk.world.before = refuse
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.FORBIDDEN
    assert desk.link().state is LinkState.ACTIVE


async def test_a_network_that_goes_while_a_refusal_is_confirmed_leaves_the_link_as_it_was(desk: Desk) -> None:
    await new_revision(desk)

    def refuse(what: str) -> None:
        raise Failure(FailureCode.NETWORK if what == "project" else FailureCode.ACCESS_LOST)

    desk.world.before = refuse
    report = await desk.sync()
    assert report.failure is not None
    assert report.failure.code is FailureCode.NETWORK
    assert desk.link().state is LinkState.ACTIVE


# -- records that make no sense ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("bad", "ends"), [(1, None), (2, None), (3, FailureCode.CONTRACT)])
async def test_more_than_a_twentieth_of_nonsense_ends_the_run_before_it_concludes_anything(
    desk: Desk, bad: int, ends: FailureCode | None
) -> None:
    for drawing in range(4, 42):
        desk.world.publish(drawing * 10 + 1, drawing)
    await desk.sync()
    watermark = desk.link().watermark
    del desk.world.revisions[31]
    desk.world.bad = [BadRecord("drawing revision", "number: expected str", "{}", 900 + n) for n in range(bad)]
    report = await desk.sync()
    assert (None if report.failure is None else report.failure.code) is ends
    assert (desk.drawings()["A-103"].withdrawn is None) is (ends is not None)
    assert ends is None or desk.link().watermark == watermark


# -- what is told --------------------------------------------------------------------------------------------------


async def test_failures_are_counted_and_cancelled_runs_are_not(desk: Desk) -> None:
    await new_revision(desk)
    desk.world.broken[12] = BROKEN
    counted = []
    for trigger in (RunTrigger.SCHEDULE, RunTrigger.SCHEDULE, RunTrigger.MANUAL):
        await run(desk, trigger, after=timedelta(minutes=1))
        counted.append(desk.status().failures_in_a_row)
    assert counted == [1, 2, 3], "a run that left a sheet alone failed too"
    del desk.world.broken[12]
    await desk.sync()
    assert desk.status().failures_in_a_row == 0


async def test_a_run_that_waits_says_for_what(desk: Desk) -> None:
    events: list[Event] = []
    run = desk.prepared(full=True, trigger=RunTrigger.MANUAL, tell=events.append)

    def away_at_first(what: str) -> None:
        if what.startswith("file") and desk.time.passed < 1:
            raise Failure(FailureCode.NETWORK)
        if desk.time.passed >= 1 and not desk.world.fetched:
            run.progress.tell_now()

    desk.world.before = away_at_first
    assert (await run.execute()).outcome is RunOutcome.SYNCED
    told = [event.waits for event in events if isinstance(event, RunProgress) and event.waits is not None]
    assert told[0].code is FailureCode.NETWORK
    last = [event for event in events if isinstance(event, RunProgress)][-1]
    assert last.waits is None
