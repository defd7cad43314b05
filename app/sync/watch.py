"""What makes the engine sync by itself: it looks at the clocks and the network, and starts what ``scheduler`` says.

Offline is a state, not a failure: while nothing answers, no run is begun, the host is asked now and then whether it can
be reached, and only an attempt that stays undone too long is recorded as failed. Everything runs in the engine's loop.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Protocol

from app.domain.events import NetworkChanged, RunFinished, RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import LinkState, RunOutcome, RunTrigger
from app.storage.folder_status import OFFLINE
from app.sync.gates import DISKS_FAULT
from app.sync.scheduler import HEARTBEAT, Candidate, Reading, Scheduler, missed, slept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import Event
    from app.domain.views import Link, Project
    from app.storage.store import Store
    from app.sync.database import DatabaseCall
    from app.sync.waiting import Waiting

log = logging.getLogger(__name__)

#: Seconds between two looks at what is due.
LOOK_EVERY = 20.0
#: Seconds between two tries to reach Procore while offline: doubling from the first to the last.
FIRST_PROBE, LAST_PROBE = 1.0, 60.0
#: So many bytes more than a full disk had are worth another run, where nobody knows how many it takes.
_MORE_ROOM = 1024 * 1024


class Runs(Protocol):
    """The engine's side."""

    def running(self) -> frozenset[int]: ...

    def begin(self, project_id: int, trigger: RunTrigger) -> None:
        """Start a run, unless the project has one."""

    async def interrupt(self) -> frozenset[int]:
        """End what is under way as interrupted, and answer which projects that were."""

    async def reachable(self) -> bool:
        """Whether Procore's host answers anything at all."""

    async def renew(self) -> None:
        """Trust no connection that is open."""


class Watch:
    def __init__(
        self,
        store: Store,
        database: DatabaseCall,
        runs: Runs,
        *,
        clock: Callable[[], datetime],
        waiting: Waiting,
        tell: Callable[[Event], None],
    ) -> None:
        self._store = store
        self._database = database
        self._runs = runs
        self._clock = clock
        self._waiting = waiting
        self._tell = tell
        self._reading = self._read()
        self._scheduler = Scheduler(waiting.random, self._reading)
        self._starting = True
        self._look_at = 0.0
        #: None: not known.
        self._online: bool | None = None
        self._offline_since = self._reading.wall
        self._tries = 0
        self._probe_at = 0.0
        self._nudge: RunTrigger | None = None
        #: Projects whose last run found the disk full, with the free bytes that are worth another one.
        self._short_of_room: dict[int, int] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self._look()
            except Failure as failure:  # storage refused: the next look may find it well again
                log.warning("nothing was looked at: %s", failure)
            pause = HEARTBEAT
            if self._online is False:
                pause = min(max(self._probe_at - self._waiting.monotonic(), 0.1), HEARTBEAT)
            before = self._read()
            woke = slept(self._reading, before, before.monotonic - self._reading.monotonic)
            await self._waiting.sleep(pause)
            self._reading = self._read()
            if woke or slept(before, self._reading, pause):
                await self._woken()

    def network_changed(self, online: bool | None) -> None:
        """What the operating system believes. It is often wrong, so it only makes the next look a closer one."""
        if online is None or online is self._online:
            return
        if self._online is False:
            self._tries, self._probe_at = 0, self._waiting.monotonic()
        else:
            self._online, self._look_at = None, 0.0

    async def may_try(self) -> bool:
        """For a run that a person asked for: False where Procore cannot be reached now."""
        return self._online is not False or await self._probe()

    def began(self, project_id: int) -> None:
        """A run begins, whoever asked for it."""
        self._scheduler.started(project_id, self._read())

    async def ended(self, project_id: int, failure: Failure | None, *, answered: bool) -> bool:
        """A run ended. ``answered``: Procore said something in it. Answers whether it came to nothing for no other
        reason than that there is no network."""
        lost = failure is not None and _no_network(failure)
        # A file's own trouble with the disk has its own next try.
        refused = failure is not None and failure.code in DISKS_FAULT and failure.retry_at is None
        self._scheduler.ended(project_id, spoilt=lost or refused)
        if refused:
            self._scheduler.nudge([project_id], RunTrigger.SCHEDULE)
        self._note_room(project_id, failure)
        if lost and answered:  # gone in the middle: tried again as soon as it is back
            self._scheduler.nudge([project_id], RunTrigger.NETWORK)
            self._online = None if self._online else self._online
        elif lost or answered:
            await self._become(online=answered)
        return lost and not answered

    async def note_unreached(self, project: Project, link: Link, trigger: RunTrigger) -> RunReport:
        """Record an attempt that could not even begin for want of a network."""
        failure = Failure(FailureCode.NETWORK, Reason.OFFLINE, technical="Procore's host cannot be reached")
        report = RunReport(project.id, project.name, RunOutcome.FAILED, failure, full=False)
        at = self._clock()
        run_id = await self._database(self._store.runs.start, link.id, trigger=trigger, full=False, at=at)
        await self._database(self._store.runs.finish, run_id, report, at=at)
        return report

    async def _look(self) -> None:
        if self._online is False and self._waiting.monotonic() >= self._probe_at:
            await self._probe()
        if self._waiting.monotonic() < self._look_at:
            return
        self._look_at = self._waiting.monotonic() + LOOK_EVERY
        await self._database(self._store.runs.record_ends)
        self._look_for_room()
        found = await self._database(self._candidates)
        if self._nudge is not None:
            self._scheduler.nudge((one.project_id for _, _, one in found), self._nudge)
            self._nudge = None
        if self._online is not False:
            await self._start([one for _, _, one in found])
        if self._online is False:
            for project, link, one in found:
                running = project.id in self._runs.running()
                if not running and missed(one, self._clock(), self._offline_since):
                    report = await self.note_unreached(project, link, RunTrigger.SCHEDULE)
                    self._tell(RunFinished(project.id, report))

    def _note_room(self, project_id: int, failure: Failure | None) -> None:
        self._short_of_room.pop(project_id, None)
        if failure is None or failure.code is not FailureCode.LOCAL_SPACE:
            return
        needed = failure.values.get("needed")
        with contextlib.suppress(Failure):  # a disk that is gone: the schedule tries again
            enough = needed if isinstance(needed, int) else self._store.blobs.free_bytes() + _MORE_ROOM
            self._short_of_room[project_id] = enough

    def _look_for_room(self) -> None:
        """Once somebody freed enough of a full disk, the queue goes on by itself, and soon."""
        free = self._store.blobs.free_bytes() if self._short_of_room else 0
        for project_id in [project_id for project_id, enough in self._short_of_room.items() if free >= enough]:
            del self._short_of_room[project_id]
            self._scheduler.relieved(project_id)

    async def _start(self, candidates: list[Candidate]) -> None:
        due = self._scheduler.due(candidates, self._runs.running(), self._read())
        if due and self._online is None and not await self._probe():
            return
        for start in due:
            at_start = self._starting and start.trigger is RunTrigger.SCHEDULE
            self._runs.begin(start.project_id, RunTrigger.START if at_start else start.trigger)
        self._starting = False

    async def _woken(self) -> None:
        """The machine slept: what was under way is cut off, and no connection from before is worth anything (S61)."""
        log.info("the machine slept")
        for project_id in await self._runs.interrupt():
            self._scheduler.interrupted(project_id)
        await self._runs.renew()
        self._nudge, self._look_at = RunTrigger.WAKE, 0.0
        if self._online is False:
            self._offline_since, self._tries, self._probe_at = self._clock(), 0, 0.0
        else:
            self._online = None

    async def _probe(self) -> bool:
        online = await self._runs.reachable()
        await self._become(online=online)
        return online

    async def _become(self, *, online: bool) -> None:
        was, self._online = self._online, online
        if online:
            self._tries = 0
        else:
            wait = min(FIRST_PROBE * 2.0 ** min(self._tries, 10), LAST_PROBE)
            self._probe_at = self._waiting.monotonic() + wait * (0.5 + self._waiting.random() / 2)
            self._tries += 1
        if online is (was is not False):
            return
        log.info("online again" if online else "offline")
        if online:
            self._nudge, self._look_at = self._nudge or RunTrigger.NETWORK, 0.0
            if not self._runs.running():
                await self._runs.renew()
        else:
            self._offline_since = self._clock()
        try:
            await self._database(self._store.preferences.set, OFFLINE, not online)
        except Failure as failure:
            log.warning("not recorded: %s", failure)
        self._tell(NetworkChanged(online))

    def _candidates(self) -> list[tuple[Project, Link, Candidate]]:
        """Every project that is to be kept in sync. One that lost its access is not asked about again by itself
        (failure class ``access_lost``): its state says so, and a sync by hand finds out whether access is back."""
        found = []
        for project in self._store.projects.list():
            link = project.link
            if link is None or link.state is not LinkState.ACTIVE:
                continue
            last = self._store.runs.last(link.id)
            code = None if last is None or last.failure is None else last.failure.code
            one = Candidate(
                project.id,
                link.interval,
                link.paused,
                link.bid_until,
                None if last is None else last.started_at,
                spoilt=code == FailureCode.NETWORK.value,
                cut_off=code == FailureCode.INTERRUPTED.value,
            )
            found.append((project, link, one))
        return found

    def _read(self) -> Reading:
        return Reading(self._clock(), self._waiting.monotonic())


def _no_network(failure: Failure) -> bool:
    """Nothing answered: no proxy, no captive portal, no host that cannot be trusted. Those need somebody."""
    return failure.code is FailureCode.NETWORK and failure.reason in (None, Reason.OFFLINE) and failure.status is None
