"""How runs ended, and the journal of their downloads."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from linked_world import START, connect, put_revision
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import JournalRow
from app.domain.records import RemoteRevision
from app.domain.states import RunOutcome, RunTrigger, SyncState, Withdrawal
from app.storage.journal import Advanced, Closed, Opened
from app.storage.runs import KEPT
from app.storage.schema import listings, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linked_world import World
    from sqlalchemy.engine import Connection

    from app.domain.views import FolderStatus
    from app.storage.database import Database
    from app.storage.store import Store


def test_a_run_is_unfinished_until_it_is_finished(world: World) -> None:
    run_id = world.store.runs.start(world.link.id, trigger=RunTrigger.SCHEDULE, full=False, at=START)
    last = world.store.runs.last(world.link.id)

    assert last is not None
    assert (last.id, last.started_at, last.finished_at, last.outcome) == (run_id, START, None, None)


def test_how_a_run_failed_is_kept_with_its_values(world: World) -> None:
    values = {"count": 3, "retry": START, "subject": "A-101"}
    world.run(RunOutcome.FAILED, Failure(FailureCode.CORRUPT, Reason.SHEETS_FAILED, values, technical="secret-ish"))
    last = world.store.runs.last(world.link.id)

    assert last is not None
    assert last.failure is not None
    assert (last.failure.code, last.failure.reason, last.failure.at) == ("corrupt", "sheets_failed", last.finished_at)
    assert last.failure.values == {"count": 3, "retry": str(START), "subject": "A-101"}


def test_runs_that_died_become_interrupted_failures(world: World, store: Store) -> None:
    _, other = connect(store, "Bridge", 30)
    finished = world.run()
    for link_id in (world.link.id, other.id):
        store.runs.start(link_id, trigger=RunTrigger.START, full=True, at=world.clock())
    at = world.clock.pass_(hours=8)

    assert store.runs.close_interrupted(at=at) == 2
    assert store.runs.close_interrupted(at=at) == 0
    last, before = store.runs.recent(world.link.id, 5)
    assert (last.outcome, last.finished_at) == (RunOutcome.FAILED, at)
    assert last.failure is not None
    assert last.failure.code == "interrupted"
    assert (before.id, before.outcome) == (finished, RunOutcome.SYNCED)


def test_a_run_whose_end_the_database_refuses_is_not_running(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    store = world.store
    world.run()
    run_id = store.runs.start(world.link.id, trigger=RunTrigger.SCHEDULE, full=True, at=world.clock())
    assert shown(world).state is SyncState.RUNNING
    report = RunReport(world.project.id, "", RunOutcome.FAILED, Failure(FailureCode.NETWORK), True, requests=7)
    with monkeypatch.context() as broken:
        broken.setattr(store.runs, "_database", Refusing(store.runs._database, begun=True))
        store.runs.finish(run_id, report, at=world.clock())
        status = shown(world)
        last = store.runs.last(world.link.id)

    assert (status.state, status.failures_in_a_row) == (SyncState.FAILED, 1)
    assert status.failure is not None
    assert status.failure.code == "network"
    assert last is not None
    assert (last.outcome, last.requests, last.finished_at) == (RunOutcome.FAILED, 7, world.clock())


def test_an_end_finds_the_room_that_the_log_took(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world.store.runs, "_database", Refusing(world.store.runs._database, folding_helps=True))
    run_id = world.run()
    last = world.store.runs.last(world.link.id)
    assert last is not None
    assert (last.id, last.outcome, world.store.runs._unrecorded) == (run_id, RunOutcome.SYNCED, {})


@pytest.mark.parametrize("another_run", [True, False])
def test_a_refused_end_is_recorded_when_the_database_is_well(
    world: World, monkeypatch: pytest.MonkeyPatch, another_run: bool
) -> None:
    runs_of = world.store.runs
    with monkeypatch.context() as broken:
        broken.setattr(runs_of, "_database", Refusing(runs_of._database))
        refused = world.run()
    if another_run:
        world.run()
    else:
        runs_of.record_ends()

    with world.store.holdings._database.read() as connection:
        ended = select(runs.c.outcome).where(runs.c.id == refused)
        assert connection.execute(ended).scalar_one() is RunOutcome.SYNCED
    assert runs_of.close_interrupted(at=world.clock()) == 0


def shown(world: World) -> FolderStatus:
    return world.store.documents.status(world.project.id, engine_alive=True).status


class Refusing:
    """A database that lets one run begin, and takes nothing else unless folding its log helps."""

    def __init__(self, database: Database, *, begun: bool = False, folding_helps: bool = False) -> None:
        self._folding_helps = folding_helps
        self._database = database
        self.read = database.read
        self._begun = begun

    @contextmanager
    def write(self) -> Iterator[Connection]:
        if self._begun:
            raise Failure(FailureCode.LOCAL_SPACE)
        self._begun = True
        with self._database.write() as connection:
            yield connection

    def fold(self) -> None:
        self._begun = not self._folding_helps


def test_failures_in_a_row_end_with_a_success(world: World) -> None:
    network = Failure(FailureCode.NETWORK)
    outcomes = [RunOutcome.FAILED, RunOutcome.SYNCED, RunOutcome.FAILED, RunOutcome.CANCELLED, RunOutcome.FAILED]
    counted = []
    for outcome in outcomes:
        world.run(outcome, None if outcome is RunOutcome.SYNCED else network)
        counted.append(world.store.runs.failures_in_a_row(world.link.id))

    assert counted == [1, 0, 1, 1, 2]


def test_the_last_success_outlives_later_failures(world: World) -> None:
    assert world.store.runs.last_success(world.link.id) is None
    world.run()
    completed = world.clock.now
    world.clock.pass_(hours=1)
    world.run(RunOutcome.FAILED, Failure(FailureCode.NETWORK))

    assert world.store.runs.last_success(world.link.id) == completed


def test_recent_runs_come_newest_first(world: World) -> None:
    ids = [world.run() for _ in range(4)]

    assert [run.id for run in world.store.runs.recent(world.link.id, 3)] == ids[:0:-1]


def test_old_runs_go_but_never_the_last_success(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.runs.KEPT", 5)
    success = world.run()
    for _ in range(8):
        world.run(RunOutcome.FAILED, Failure(FailureCode.NETWORK))

    assert len(world.store.runs.recent(world.link.id, 50)) == 6
    assert world.store.runs.recent(world.link.id, 50)[-1].id == success
    assert world.store.runs.failures_in_a_row(world.link.id) == 5
    assert KEPT >= 100


def test_listings_that_prove_nothing_any_more_go(world: World) -> None:
    for full in (True, False, False, True, False):
        run_id = world.store.runs.start(world.link.id, trigger=RunTrigger.SCHEDULE, full=full, at=world.clock())
        world.list_(RemoteRevision(1, 5), full=full, run_id=run_id)
        report = RunReport(world.project.id, "", RunOutcome.SYNCED, None, full)
        world.store.runs.finish(run_id, report, at=world.clock())
        before = world.store.observations.load(world.link.id)

    with world.store.holdings._database.read() as connection:
        assert connection.execute(select(func.count()).select_from(listings)).scalar() == 2
        assert connection.execute(select(func.count()).select_from(runs)).scalar() == 5
    assert before.present == {1}


def test_downloads_that_nobody_goes_on_with_are_forgotten_and_the_others_stay(world: World) -> None:
    """Of revision 11 the file was found in its place, 12 was withdrawn before its bytes came, 13 and 14 go on."""
    store = world.store
    world.hold_drawing(1, 11, 12, 13, 14)
    (sha256,) = world.fetch(11)
    rows = store.journal.note([Opened(world.link.id, id, f"{id}.part", 9) for id in (11, 12, 13, 14)])
    store.journal.note([Advanced(rows[0], 9, None, sha256), Advanced(rows[2], 9, None, "e" * 64)])
    world.apply(replace(put_revision(12, 1), withdrawn=Withdrawal.DELETED))
    for revision in (12, 13):
        store.holdings.note_problem(
            world.link.id, revision, Failure(FailureCode.CORRUPT), at=START, next_at=None, fingerprint="x"
        )

    assert store.journal.forget_dead() == 2
    store.holdings.forget_withdrawn_problems()
    assert [row.revision_id for row in store.journal.entries()] == [13, 14]
    assert list(store.holdings.problems(world.link.id)) == [13]


@pytest.mark.parametrize("size", [None, 5000])
def test_an_open_download_survives_with_what_is_durable(world: World, size: int | None) -> None:
    journal = world.store.journal
    (id,) = journal.note([Opened(world.link.id, 11, "one.part", size)])
    journal.note([Advanced(id, 4096, '"strong"')])

    assert journal.entries(world.link.id) == [JournalRow(id, world.link.id, 11, "one.part", size, 4096, '"strong"')]
    journal.note([Closed(id)])
    assert journal.entries() == []


def test_a_download_that_begins_again_has_nothing_durable(world: World) -> None:
    journal = world.store.journal
    (id,) = journal.note([Opened(world.link.id, 11, "one.part", 5000)])
    _, _, again = journal.note(
        [
            Advanced(id, 4096, '"strong"'),
            Advanced(id, 5000, None, "ab" * 32),
            Opened(world.link.id, 11, "two.part", 6000),
        ]
    )

    assert journal.entries() == [JournalRow(again, world.link.id, 11, "two.part", 6000, 0, None)]


def test_a_closed_number_is_never_given_again(world: World) -> None:
    journal = world.store.journal
    first, _ = journal.note([Opened(world.link.id, 11, "one.part", None), Closed(1)])
    assert journal.entries() == []

    assert journal.note([Opened(world.link.id, 12, "two.part", None)])[0] > first


def test_a_run_without_a_time_zone_is_refused(world: World) -> None:
    with pytest.raises(StatementError, match="time zone"):
        world.store.runs.start(
            world.link.id,
            trigger=RunTrigger.MANUAL,
            full=True,
            at=datetime(2026, 1, 1),  # noqa: DTZ001
        )
    assert world.store.runs.last(world.link.id) is None
