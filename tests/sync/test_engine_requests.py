"""What the window asks of a running engine beside a sync: older revisions, verification, ready for site."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alike_sheets import AlikeSheets
from procore_world import START, World
from sync_desk import Desk, open_desk

from app.domain.events import DocumentsChanged, Event, RunFinished, RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth, Inspection, SheetFacts
from app.domain.states import RunOutcome, RunTrigger, SyncState
from app.domain.views import Project
from app.storage.blobs import BlobStore
from app.sync.lock import EngineLock
from app.sync.runtime import Engine
from app.sync.services import BANDWIDTH_CAP, RunParts
from app.sync.verification import Verified, verify

WITHIN = 20.0


class WorldServices:
    """Builds runs over the desk's world."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.triggers: list[RunTrigger] = []
        self.caps: list[int | None] = []

    async def open_run(
        self,
        project: Project,
        *,
        full: bool,
        trigger: RunTrigger,
        tell: Callable[[Event], None],
        stopping: Callable[[], bool],
    ) -> RunParts:
        self.triggers.append(trigger)
        run = self._desk.prepared(full=full, trigger=trigger, tell=tell)
        return RunParts(run, run.fetching, self._desk.now)

    def limit_bandwidth(self, rate: int | None) -> None:
        self.caps.append(rate)

    async def abandon_run(self, parts: RunParts) -> None:
        raise AssertionError("no run of these tests ends by a defect")

    async def inspect(self, path: Path, depth: Depth, **_: object) -> Inspection:
        return Inspection((SheetFacts(0, 612.0, 792.0),))

    def comparing_worker(self, _background: bool) -> AlikeSheets:
        return AlikeSheets()

    async def close(self) -> None:
        pass


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A-101 with an older revision from before the connection; A-102 with none. Not synced yet."""
    world = World()
    world.publish(11, 1, updated_at=START - timedelta(days=9))
    world.publish(12, 1)
    world.publish(21, 2)
    opened = open_desk(tmp_path, world)
    opened.now = datetime.now(UTC)
    return opened


@pytest.fixture
def services(desk: Desk) -> WorldServices:
    return WorldServices(desk)


@pytest.fixture
def engine(desk: Desk, services: WorldServices) -> Iterator[Engine]:
    made = Engine(desk.store._settings, desk.store, lambda database: services, clock=lambda: desk.now)  # type: ignore[arg-type, return-value]
    made.start()
    yield made
    made.stop()
    desk.close()


def test_an_engine_that_cannot_start_leaves_the_data_directory_to_the_next(
    desk: Desk, services: WorldServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = desk.store._settings
    engine = Engine(settings, desk.store, lambda database: services, clock=lambda: desk.now)  # type: ignore[arg-type, return-value]

    def refuse(*, at: datetime) -> None:
        raise Failure(FailureCode.LOCAL_SPACE)

    with monkeypatch.context() as patched, pytest.raises(Failure):
        patched.setattr(desk.store.runs, "close_interrupted", refuse)
        engine.start()
    assert not engine.alive
    EngineLock(settings).acquire()
    desk.close()


def synced(engine: Engine, desk: Desk) -> RunReport:
    (report,) = engine.sync([desk.project_id], full=True).result(WITHIN)
    return report


def listed(desk: Desk, number: str) -> list[int]:
    return [entry.procore_id for entry in desk.drawings()[number].entries]


def damage(desk: Desk, number: str) -> None:
    entry = desk.drawings()[number].current
    assert entry is not None and entry.path is not None
    entry.path.chmod(0o600)
    entry.path.write_bytes(b"x" * entry.path.stat().st_size)


def test_older_revisions_are_asked_for_and_fetched(engine: Engine, desk: Desk, services: WorldServices) -> None:
    synced(engine, desk)
    assert listed(desk, "A-101") == [12]
    requested, report = engine.fetch_older(desk.project_id, [1], trigger=RunTrigger.COMMAND).result(WITHIN)
    assert (requested, report.outcome, report.files) == (1, RunOutcome.SYNCED, 1)
    assert listed(desk, "A-101") == [11, 12]
    assert services.triggers[-1] is RunTrigger.COMMAND


def test_of_a_project_that_was_never_listed_they_are_fetched_too(engine: Engine, desk: Desk) -> None:
    requested, report = engine.fetch_older(desk.project_id).result(WITHIN)
    assert (requested, report.outcome) == (1, RunOutcome.SYNCED)
    assert listed(desk, "A-101") == [11, 12]


def test_a_first_listing_that_fails_is_the_answer(engine: Engine, desk: Desk) -> None:
    def refuse(what: str) -> None:
        raise Failure(FailureCode.NETWORK, Reason.OFFLINE)

    desk.world.before = refuse
    requested, report = engine.fetch_older(desk.project_id).result(WITHIN)
    assert (requested, report.outcome) == (0, RunOutcome.FAILED)


def test_asked_for_while_a_sync_runs_they_come_with_the_next_one(
    engine: Engine, desk: Desk, services: WorldServices
) -> None:
    synced(engine, desk)
    desk.world.publish(22, 2)
    fetching, go_on = threading.Event(), threading.Event()

    def hold(what: str) -> None:
        if what == "file 22":
            fetching.set()
            go_on.wait(WITHIN)

    desk.world.before = hold
    running = engine.sync([desk.project_id], full=True)
    assert fetching.wait(WITHIN)
    older = engine.fetch_older(desk.project_id)
    go_on.set()
    assert running.result(WITHIN)[0].outcome is RunOutcome.SYNCED
    requested, report = older.result(WITHIN)
    assert (requested, report.files) == (1, 1)
    assert len(services.triggers) == 3
    assert listed(desk, "A-101") == [11, 12]


def test_who_gives_up_the_older_revisions_gives_up_their_sync(engine: Engine, desk: Desk) -> None:
    synced(engine, desk)
    fetching, go_on, ended = threading.Event(), threading.Event(), threading.Event()
    reports: list[RunReport] = []

    def hold(what: str) -> None:
        if what == "file 11":
            fetching.set()
            go_on.wait(WITHIN)

    def hear(event: Event) -> None:
        if isinstance(event, RunFinished):
            reports.append(event.report)
            ended.set()

    desk.world.before = hold
    engine.subscribe(hear)
    older = engine.fetch_older(desk.project_id)
    assert fetching.wait(WITHIN)
    older.cancel()
    go_on.set()
    assert ended.wait(WITHIN)
    assert reports[0].outcome is RunOutcome.CANCELLED
    assert engine.running() == frozenset()
    synced(engine, desk)
    assert listed(desk, "A-101") == [11, 12]  # what was asked for is still wanted


def test_a_project_without_a_connection_has_nothing_older(engine: Engine, desk: Desk) -> None:
    project = desk.store.projects.create("Alone")
    with pytest.raises(Failure) as caught:
        engine.fetch_older(project.id).result(WITHIN)
    assert caught.value.reason is Reason.NOT_CONNECTED


def test_damage_is_told_and_repaired_on_demand(engine: Engine, desk: Desk) -> None:
    synced(engine, desk)
    damage(desk, "A-102")
    events: list[Event] = []
    engine.subscribe(events.append)
    found = engine.verify(desk.project_id).result(WITHIN)
    assert [(bad.number, bad.problem) for bad in found.bad] == [("A-102", Reason.HASH_MISMATCH)]
    assert events == [DocumentsChanged(desk.project_id, frozenset())]
    assert desk.status().state is SyncState.FAILED

    repaired = engine.verify(desk.project_id, repair=True).result(WITHIN)
    assert repaired == Verified(2, 2, (), 1)
    assert desk.status().state is SyncState.SYNCED


def test_what_is_found_damaged_while_a_sync_runs_is_fetched_by_that_sync(
    engine: Engine, desk: Desk, services: WorldServices
) -> None:
    synced(engine, desk)
    desk.world.publish(22, 2)
    damage(desk, "A-101")
    fetching, go_on = threading.Event(), threading.Event()

    def hold(what: str) -> None:
        if what == "file 22":
            fetching.set()
            go_on.wait(WITHIN)

    desk.world.before = hold
    running = engine.sync([desk.project_id], full=True)
    assert fetching.wait(WITHIN)
    found = verify(desk.store, desk.project_id, clock=lambda: desk.now)
    go_on.set()
    (report,) = running.result(WITHIN)
    assert [bad.number for bad in found.bad] == ["A-101"]
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 2)
    assert desk.status().state is SyncState.SYNCED


def test_a_repair_that_has_nothing_to_do_syncs_nothing(engine: Engine, desk: Desk, services: WorldServices) -> None:
    synced(engine, desk)
    assert engine.verify(repair=True).result(WITHIN) == Verified(2, 2)
    assert len(services.triggers) == 1


def test_ready_for_site_is_answered_from_the_files_themselves(engine: Engine, desk: Desk) -> None:
    synced(engine, desk)
    ready = engine.readiness(desk.project_id).result(WITHIN)
    assert (ready.is_ready, ready.sheets, ready.ready) == (True, 2, 2)
    damage(desk, "A-102")
    not_ready = engine.readiness(desk.project_id).result(WITHIN)
    assert (not_ready.is_ready, not_ready.ready) == (False, 1)
    assert [lack.number for lack in not_ready.lacking] == ["A-102"]


def test_a_verification_that_is_no_longer_wanted_stops_reading(
    engine: Engine, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced(engine, desk)
    reading, stopped = threading.Event(), threading.Event()

    def read_on(self: BlobStore, sha256: str, on_chunk: Callable[[int], object]) -> None:
        reading.set()
        try:
            while True:
                on_chunk(1)
        finally:
            stopped.set()

    monkeypatch.setattr(BlobStore, "check", read_on)
    answer = engine.verify(desk.project_id)
    assert reading.wait(WITHIN)
    answer.cancel()
    assert stopped.wait(WITHIN)
    with pytest.raises(CancelledError):
        answer.result(WITHIN)


def test_an_engine_that_stops_leaves_no_thread_that_reads(
    desk: Desk, services: WorldServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(threading.enumerate())
    engine = Engine(desk.store._settings, desk.store, lambda database: services, clock=lambda: desk.now)  # type: ignore[arg-type, return-value]
    engine.start(schedule=True)
    synced(engine, desk)
    reading = threading.Event()

    def read_on(self: BlobStore, sha256: str, on_chunk: Callable[[int], object]) -> None:
        reading.set()
        while True:
            on_chunk(1000)

    monkeypatch.setattr(BlobStore, "check", read_on)
    answer = engine.verify(desk.project_id)
    assert reading.wait(WITHIN)
    engine.stop()
    assert answer.cancelled() or answer.exception(0) is not None
    desk.close()
    assert {thread for thread in set(threading.enumerate()) - before if thread.is_alive()} == set()


def test_a_bandwidth_cap_holds_now_and_after_the_next_start(
    engine: Engine, desk: Desk, services: WorldServices
) -> None:
    engine.set_bandwidth_cap(500_000)
    assert desk.store.preferences.get(BANDWIDTH_CAP, None) == 500_000
    engine.set_bandwidth_cap(None)
    synced(engine, desk)  # in order: the engine's thread has heard both
    assert services.caps == [500_000, None]
    assert desk.store.preferences.get(BANDWIDTH_CAP, None) is None
