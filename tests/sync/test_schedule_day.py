"""Whole days of an engine that syncs by itself: virtual clocks, real store, real runs over a small world."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from procore_world import START, World
from sync_desk import Desk, open_desk
from test_engine_requests import WorldServices

from app.domain.events import Event, NetworkChanged, RunFinished
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.records import RemoteArea
from app.domain.states import RunOutcome, RunTrigger, SyncInterval, SyncState
from app.domain.views import FolderStatus, Project, Run
from app.sync.runtime import Engine
from app.sync.services import RunParts
from app.sync.waiting import Waiting

WITHIN = 30.0


class Services(WorldServices):
    """Runs over the desk's world, whose network can go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.network = True
        self.probes = 0
        self.renewed = 0
        self.server_time = START
        self.held: asyncio.Event | None = None
        desk.world.server_time = START
        desk.world.before = self._before

    async def reachable(self) -> bool:
        self.probes += 1
        return self.network

    async def renew(self) -> None:
        self.renewed += 1

    def go(self, *, online: bool) -> None:
        self.network = online
        self._desk.world.server_time = self.server_time if online else None

    def hold(self) -> None:
        """Procore does not answer any more."""
        self.held = asyncio.Event()
        held = self.held

        async def silent(company_id: int, project_id: int) -> list[RemoteArea]:
            held.set()
            await asyncio.Event().wait()
            return []

        self._desk.world.areas = silent  # type: ignore[method-assign]

    def release(self) -> None:
        self.held = None
        del self._desk.world.areas

    async def open_run(self, project: Project, **how: Any) -> RunParts:
        parts = await super().open_run(project, **how)
        parts.run.stopping = how["stopping"]
        return parts

    def _before(self, what: str) -> None:
        if not self.network:
            raise Failure(FailureCode.NETWORK, Reason.OFFLINE)


class Day:
    """An engine whose time passes only while its schedule sleeps. ``plan`` says what happens when (monotonic seconds
    since the start)."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.services = Services(desk)
        desk.store.documents._clock = lambda: desk.now
        self.monotonic = 0.0
        self.plan: list[tuple[float, Callable[[], object]]] = []
        self.events: list[Event] = []
        self._until = 0.0
        self._reached = threading.Event()
        self._go_on = asyncio.Event()
        random = Random(1)
        waiting = Waiting(sleep=self.sleep, monotonic=lambda: self.monotonic, random=random.random)
        self.engine = Engine(
            desk.store._settings,
            desk.store,
            lambda database: self.services,  # type: ignore[arg-type, return-value]
            clock=lambda: desk.now,
            waiting=waiting,
        )
        self.engine.subscribe(self.events.append)

    async def sleep(self, seconds: float) -> None:
        running = self.engine.running()
        if running and self.services.held is None:
            await self.engine._runs.ended(list(running))
        elif running and self.services.held is not None:
            await self.services.held.wait()
        while self.monotonic >= self._until:
            self._go_on.clear()
            self._reached.set()
            await self._go_on.wait()
        end = self.monotonic + seconds
        while self.plan and self.plan[0][0] <= end:
            at, happens = self.plan.pop(0)
            self._pass(max(at - self.monotonic, 0.0))
            happens()
        self._pass(end - self.monotonic)

    def machine_sleeps(self, seconds: float) -> None:
        self.desk.now += timedelta(seconds=seconds)

    def live(self, hours: float) -> None:
        """Let the program run on for so long."""
        self._reached.clear()
        self._until += hours * 3600
        if not self.engine.alive:
            self.engine.start(schedule=True)
        else:
            self.engine.submit(self._wake_up()).result(WITHIN)
        assert self._reached.wait(WITHIN)

    def runs(self) -> list[Run]:
        return list(reversed(self.desk.store.runs.recent(self.desk.link_id, 500)))

    def outcomes(self) -> list[str]:
        return [run.outcome.value if run.failure is None else run.failure.code for run in self.runs() if run.outcome]

    def status(self) -> FolderStatus:
        return self.desk.status()

    def close(self) -> None:
        self.engine.stop()
        self.desk.close()

    def _pass(self, seconds: float) -> None:
        self.monotonic += seconds
        self.desk.now += timedelta(seconds=seconds)

    async def _wake_up(self) -> None:
        self._go_on.set()


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    world = World()
    world.publish(11, 1)
    desk = open_desk(tmp_path, world)
    desk.now = datetime.fromisoformat("2026-03-02T08:00:00Z")
    made = Day(desk)
    yield made
    made.close()


def interval(day: Day, chosen: SyncInterval) -> None:
    day.desk.store.links.set_interval(day.desk.link_id, chosen)


def gaps(runs: list[Run]) -> list[float]:
    starts = [run.started_at for run in runs]
    return [(later - earlier).total_seconds() for earlier, later in pairwise(starts)]


def test_a_working_day_is_a_run_for_every_interval(day: Day) -> None:
    day.live(12)
    assert set(day.outcomes()) == {"synced"}
    assert 11 <= len(day.runs()) <= 14
    assert min(gaps(day.runs())) >= 3240
    assert max(gaps(day.runs())) <= 3960 + 30
    assert len(set(gaps(day.runs()))) > 5  # not on the dot
    assert day.services.triggers[0] is RunTrigger.START
    assert day.services.probes == 1  # a network that answers is not asked again


def test_an_hour_without_network_is_no_failure(day: Day) -> None:
    interval(day, SyncInterval.QUARTER_HOUR)
    day.live(1)
    before = day.status()
    day.services.go(online=False)
    day.live(0.9)
    offline = day.status()
    assert (offline.state, offline.last_success) == (SyncState.SYNCED, before.last_success)
    assert (offline.offline, before.offline) == (True, False)
    assert NetworkChanged(False) in day.events
    count = len(day.runs())
    day.services.go(online=True)
    day.live(0.05)
    assert day.status().offline is False
    assert len(day.runs()) == count + 1
    assert day.services.triggers[-1] is RunTrigger.NETWORK
    assert set(day.outcomes()) == {"synced"}
    assert day.services.renewed == 1


def test_a_night_without_network_is_one_failure_with_its_reason(day: Day) -> None:
    day.live(0.5)
    day.services.go(online=False)
    day.live(6)
    status = day.status()
    assert (status.state, status.offline, status.failures_in_a_row) == (SyncState.FAILED, True, 1)
    assert status.failure is not None
    assert (status.failure.code, status.failure.reason) == ("network", "offline")
    assert day.outcomes() == ["synced", "network"]
    assert day.services.probes < 6 * 3600 / 25  # one a minute at most, but for the first


def test_a_program_that_starts_without_network_begins_no_run(day: Day) -> None:
    day.services.go(online=False)
    day.live(0.5)
    assert day.runs() == []
    assert (day.status().state, day.status().offline) == (SyncState.NEVER, True)
    assert day.services.triggers == []


def test_a_network_that_flaps_for_hours_starts_no_run_per_flap(day: Day) -> None:
    random = Random(5)
    at = 100.0
    for flap in range(400):
        day.plan.append((at, lambda up=bool(flap % 2): day.services.go(online=up)))  # type: ignore[misc]
        at += random.uniform(1, 80)
    day.live(5)
    assert len(day.runs()) <= 5 * 3600 / 300
    day.services.go(online=True)
    day.live(1.2)
    assert day.status().state is SyncState.SYNCED


def test_a_full_disk_is_tried_ever_less_often_and_room_is_noticed_within_a_minute(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 0

    def full_disk(what: str) -> None:
        if not free:
            raise Failure(FailureCode.LOCAL_SPACE)

    monkeypatch.setattr(type(day.desk.store.blobs), "free_bytes", lambda blobs: free)
    day.desk.world.before = full_disk
    day.live(3)
    assert set(day.outcomes()) == {"local_space"}
    assert max(gaps(day.runs())[:3]) <= 90
    assert min(gaps(day.runs())[-2:]) > 1000
    free = 64 * 1024 * 1024
    day.live(0.03)
    assert day.outcomes()[-1] == "synced"


def test_a_sleep_is_followed_by_one_run_over_new_connections(day: Day) -> None:
    interval(day, SyncInterval.FOUR_HOURS)
    day.live(1)
    day.machine_sleeps(3 * 3600)
    day.live(0.5)
    assert day.services.triggers == [RunTrigger.START, RunTrigger.WAKE]
    assert day.services.renewed == 1
    assert day.services.probes == 2


def test_waking_without_network_waits_for_it_and_is_one_run(day: Day) -> None:
    day.live(0.3)
    day.services.go(online=False)
    day.machine_sleeps(9 * 3600)
    day.plan.append((day.monotonic + 90, lambda: day.services.go(online=True)))
    day.live(0.2)
    assert day.outcomes() == ["synced", "synced"]


def test_sleep_under_a_run_makes_it_failed_and_another_follows(day: Day) -> None:
    day.services.hold()
    day.live(0.01)
    assert day.status().state is SyncState.RUNNING
    day.machine_sleeps(3600)
    day.services.release()
    day.live(0.05)
    assert day.outcomes() == ["interrupted", "synced"]
    assert day.services.triggers == [RunTrigger.START, RunTrigger.WAKE]
    assert day.services.renewed == 1


def test_a_sync_by_hand_without_network_fails_at_once_and_says_why(day: Day) -> None:
    day.live(0.1)
    day.services.go(online=False)
    day.live(1.2)
    assert day.status().offline
    began = len(day.services.triggers)
    (report,) = day.engine.sync([day.desk.project_id]).result(WITHIN)
    assert report.outcome is RunOutcome.FAILED
    assert report.failure is not None
    assert (report.failure.code, report.failure.reason) == (FailureCode.NETWORK, Reason.OFFLINE)
    assert len(day.services.triggers) == began
    assert day.outcomes()[-1] == "network"
    assert any(isinstance(event, RunFinished) and event.report is report for event in day.events)


def test_a_sync_by_hand_finds_out_that_the_network_is_back(day: Day) -> None:
    day.services.go(online=False)
    day.live(0.2)
    day.services.go(online=True)
    (report,) = day.engine.sync([day.desk.project_id]).result(WITHIN)
    assert report.outcome is RunOutcome.SYNCED
    assert not day.status().offline


def test_a_hint_is_looked_into_and_not_believed(day: Day) -> None:
    day.live(0.1)
    day.engine.network_changed(False)  # wrong
    day.live(0.1)
    assert not day.status().offline
    day.services.go(online=False)
    day.live(1.2)
    probes = day.services.probes
    day.engine.network_changed(True)  # wrong as well: asked at once, and still away
    day.live(0.002)
    assert day.services.probes > probes
    assert day.status().offline


def test_a_captive_portal_is_a_failure_with_its_own_reason(day: Day) -> None:
    day.live(0.1)

    def portal(what: str) -> None:
        raise Failure(FailureCode.NETWORK, Reason.CAPTIVE_PORTAL, status=200)

    day.desk.world.before = portal
    day.live(2.5)
    assert day.status().failure is not None
    assert day.status().failure.reason == "captive_portal"  # type: ignore[union-attr]
    assert not day.status().offline
    assert len(day.runs()) <= 4


def test_bid_mode_runs_every_five_minutes_until_its_time(day: Day) -> None:
    interval(day, SyncInterval.TWELVE_HOURS)
    day.desk.store.links.set_bid_until(day.desk.link_id, day.desk.now + timedelta(hours=1))
    day.live(0.9)
    assert day.status().bid_until is not None
    during = len(day.runs())
    assert 10 <= during <= 13
    day.live(4)
    assert day.status().bid_until is None
    assert len(day.runs()) <= during + 2


def test_a_pause_lasts_until_it_is_ended(day: Day) -> None:
    links = day.desk.store.links
    links.set_paused(day.desk.link_id, True)
    day.live(2)
    day.machine_sleeps(3600)
    day.live(2)
    assert day.runs() == []
    links.set_paused(day.desk.link_id, False)
    day.live(0.05)
    assert len(day.runs()) == 1


def test_what_the_end_of_the_program_cut_off_goes_on_at_the_next_start(day: Day) -> None:
    interval(day, SyncInterval.TWELVE_HOURS)
    store = day.desk.store
    store.runs.start(day.desk.link_id, trigger=RunTrigger.SCHEDULE, full=True, at=day.desk.now - timedelta(minutes=5))
    day.live(0.05)
    assert day.outcomes() == ["interrupted", "synced"]


def test_an_engine_that_stopped_leaves_nothing(day: Day) -> None:
    before = set(threading.enumerate())
    day.services.hold()
    day.live(0.01)
    assert day.engine.running()
    loop = day.engine._loop
    assert loop is not None
    day.engine.stop()
    day.desk.database.close()  # the runs of this world have a thread of their own for it
    assert not asyncio.all_tasks(loop)
    assert loop.is_closed()
    assert {thread for thread in set(threading.enumerate()) - before if thread.is_alive()} == set()
    assert not day.engine._lock._lock.is_locked
    assert day.outcomes() == ["interrupted"]
