"""The engine: one thread with its own loop, one at a time on a data directory; told what to do, telling what it does.

The window and the command line call from their own threads; nothing of theirs is ever called but the subscribers,
in the engine's thread.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import RunOutcome, RunTrigger
from app.storage.folder_status import OFFLINE
from app.storage.store import utc_now
from app.sync.checks import Checks, nobody
from app.sync.comparing import Comparing
from app.sync.database import DatabaseThread
from app.sync.facts import FactFinder
from app.sync.housekeeping import settle
from app.sync.lock import EngineLock
from app.sync.pace import usable_rate
from app.sync.services import BANDWIDTH_CAP
from app.sync.under_way import UnderWay
from app.sync.upkeep import Upkeep
from app.sync.waiting import Waiting
from app.sync.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine, Sequence
    from concurrent.futures import Future
    from datetime import datetime

    from app.domain.comparisons import Comparison, PagePair
    from app.domain.events import Event, RunReport
    from app.domain.plane import Similarity
    from app.settings import Settings
    from app.storage.store import Store
    from app.sync.checks import Counts
    from app.sync.readiness import Readiness
    from app.sync.services import RunServices
    from app.sync.verification import Verified

T = TypeVar("T")

#: Seconds after the start before anything is done that nobody asked for.
SETTLE = 3.0
#: Seconds a stop may take before the thread is left behind; the commit protocol makes that safe.
STOP_WITHIN = 5.0


class Engine:
    """Runs syncs. ``services`` makes what builds the runs; ``clock`` is wall time, ``waiting`` how the schedule
    waits."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        services: Callable[[DatabaseThread], RunServices],
        *,
        clock: Callable[[], datetime] = utc_now,
        waiting: Waiting | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._waiting = waiting or Waiting()
        self._lock = EngineLock(settings)
        self._database = DatabaseThread()
        self._services = services(self._database)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._subscribers: list[Callable[[Event], None]] = []
        self._runs = UnderWay(store, self._database, self._services, self.tell)
        self._by_itself: list[asyncio.Task[None]] = []
        self._facts = FactFinder(store, self._database, inspect=self._services.inspect, tell=self.tell)
        self._comparing = Comparing(
            store,
            self._database,
            worker=self._services.comparing_worker,
            busy=lambda: bool(self.running()),
            tell=self.tell,
        )
        self._checks = Checks(store, self._sync_anew, clock=clock, tell=self.tell)

    # -- life ---------------------------------------------------------------------------------------------

    def start(self, *, schedule: bool = False) -> None:
        """Take the data directory, settle what a killed run left, and start the thread.

        Raises Failure(ENGINE_BUSY), or that of a data directory that cannot be written to. ``schedule``: also sync by
        itself (S37).
        """
        self._lock.acquire()
        try:
            self._store.runs.close_interrupted(at=self._clock())
            self._store.preferences.set(OFFLINE, False)  # whatever an engine that was killed found
        except Failure:
            self._lock.release()
            raise
        ready = threading.Event()
        self._thread = threading.Thread(target=self._main, args=(ready,), name="planrack-engine", daemon=True)
        self._thread.start()
        ready.wait()
        if schedule:
            self._call(self._start_scheduler)
        else:
            self.submit(self._settle())

    def stop(self) -> None:
        """Interrupt what runs (parts are kept), close everything, release the data directory."""
        if self._thread is None or self._loop is None:
            return
        asyncio.run_coroutine_threadsafe(self._wind_down(), self._loop)
        self._thread.join(STOP_WITHIN)
        self._thread = None
        self._database.close()
        self._lock.release()

    @property
    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def alive_anywhere(self) -> bool:
        """Whether a run recorded as unfinished may really be running: here, or in another process (S61)."""
        return self.alive or self._lock.held_by_another()

    # -- what is asked of it ------------------------------------------------------------------------------

    def submit(self, coroutine: Coroutine[Any, Any, T]) -> Future[T]:
        """Run a coroutine in the engine's loop (sign-in, listing Procore projects)."""
        assert self._loop is not None, "the engine is not started"
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def sync(
        self, project_ids: Sequence[int], *, full: bool = False, trigger: RunTrigger = RunTrigger.MANUAL
    ) -> Future[list[RunReport]]:
        """Sync projects and report on each. A project that is being synced starts no second run: its report is
        that of the run under way (S38)."""
        return self.submit(self._sync(list(project_ids), full=full, trigger=trigger))

    def verify(
        self, project_id: int | None = None, *, repair: bool = False, progress: Counts = nobody
    ) -> Future[Verified]:
        """Read the files of a project, or of all, again; ``repair``: and download what was bad. Cancelling the answer
        ends the reading. ``progress`` is called in the thread that reads."""
        return self.submit(self._checks.verify(project_id, repair=repair, progress=progress))

    def readiness(self, project_id: int, *, progress: Counts = nobody) -> Future[Readiness]:
        """Is a project ready for site? Reads all of its files."""
        return self.submit(self._checks.readiness(project_id, progress))

    def fetch_older(
        self,
        project_id: int,
        drawing_ids: Collection[int] | None = None,
        *,
        trigger: RunTrigger = RunTrigger.MANUAL,
    ) -> Future[tuple[int, RunReport]]:
        """Ask for the revisions from before the connection, of some drawings (Procore's ids) or of the whole project,
        and sync (S50). Answers how many were asked for, and how the sync ended. Cancelling the answer cancels that
        sync; what was asked for comes with the next one."""
        return self.submit(self._fetch_older(project_id, drawing_ids, trigger))

    def read_sheets(self, *, within: float) -> Future[None]:
        """Find out sizes, text and pictures of the sheets that are here, for at most so many seconds. An engine with
        its schedule does so by itself."""
        return self.submit(self._facts.work_off(within))

    def compare(self, pair: PagePair, by_hand: Similarity | None = None) -> Future[Comparison]:
        """Compare two pages now, laid ``by_hand`` or automatically; what was found out is kept in the store. Cancelling
        the answer ends the work."""
        return self.submit(self._comparing.compare(pair, by_hand))

    def cancel(self, project_id: int | None = None) -> None:
        """Cancel the run of a project, or all runs. Returns at once; RunFinished follows."""
        self._call(self._runs.cancel, project_id)

    def prefer(self, revision_ids: Sequence[int]) -> None:
        """What the user is waiting for goes before the rest."""
        self._call(self._runs.prefer, tuple(revision_ids))
        self._call(self._facts.prefer, tuple(revision_ids))

    def set_bandwidth_cap(self, rate: int | None) -> None:
        """Download at most ``rate`` bytes a second from now on, and after the next start too; None: as many as come."""
        rate = usable_rate(rate)
        self._store.preferences.set(BANDWIDTH_CAP, rate)
        self._call(self._services.limit_bandwidth, rate)

    def network_changed(self, online: bool | None) -> None:
        """What the operating system says about the network; None where it does not know. Only a hint."""
        self._call(self._hint, online)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """``callback`` gets every event, in the engine's thread; it must return at once. Returns the unsubscriber."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def tell(self, event: Event) -> None:
        """Hand an event to every subscriber, in the thread of the caller."""
        for callback in tuple(self._subscribers):
            callback(event)

    def running(self) -> frozenset[int]:
        """Projects whose run is under way."""
        return self._runs.running()

    def downloading(self) -> frozenset[int]:
        """Revisions whose bytes are arriving now."""
        return self._runs.downloading()

    # -- in the engine's thread ---------------------------------------------------------------------------

    def _main(self, ready: threading.Event) -> None:
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(ready.set)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(self._loop.shutdown_default_executor())
            self._loop.close()

    def _call(self, function: Callable[..., object], *args: object) -> None:
        if self._loop is not None and self.alive:
            self._loop.call_soon_threadsafe(function, *args)

    async def _sync(self, project_ids: list[int], *, full: bool, trigger: RunTrigger) -> list[RunReport]:
        tasks = [self._runs.task(project_id, full=full, trigger=trigger) for project_id in project_ids]
        return [await asyncio.shield(task) for task in tasks]

    async def _fetch_older(
        self, project_id: int, drawing_ids: Collection[int] | None, trigger: RunTrigger
    ) -> tuple[int, RunReport]:
        project = await self._database(self._store.projects.get, project_id)
        if project.link is None:
            raise Failure(FailureCode.NOT_FOUND, Reason.NOT_CONNECTED, values={"subject": project.name})
        if project.link.last_full_listing is None:  # nobody knows yet what there is to ask for
            (first,) = await self._sync([project_id], full=True, trigger=trigger)
            if first.outcome is not RunOutcome.SYNCED:
                return 0, first
        # Never in the middle of a run: it would find more to do than it planned.
        async with self._runs.turn(project.link.account_id):
            requested = await self._database(self._store.holdings.want_older, project.link.id, drawing_ids)
        (report,) = await self._sync_anew([project_id], full=False, trigger=trigger)
        return requested, report

    async def _sync_anew(self, project_ids: list[int], *, full: bool, trigger: RunTrigger) -> list[RunReport]:
        """Sync with runs that begin now: what is under way was planned before the need for these arose. Who gives up
        the answer gives up the runs."""
        await self._runs.ended(project_ids)
        try:
            return await self._sync(project_ids, full=full, trigger=trigger)
        except asyncio.CancelledError:
            for project_id in project_ids:
                self._runs.cancel(project_id)
            raise

    async def _settle(self) -> None:
        await self._database(settle, self._store, now=self._clock())

    def _start_scheduler(self) -> None:
        assert self._loop is not None
        watch = Watch(self._store, self._database, self._runs, clock=self._clock, waiting=self._waiting, tell=self.tell)
        self._runs.watch = watch
        upkeep = Upkeep(
            self._store,
            self._database,
            busy=lambda: bool(self.running()),
            clock=self._clock,
            tell=self.tell,
        )
        self.subscribe(self._facts.notice)
        self.subscribe(self._comparing.notice)
        works = (watch.run, self._settle, upkeep.run, self._facts.run, self._comparing.run)
        self._by_itself = [self._loop.create_task(self._later(work)) for work in works]

    async def _later(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """The window opens first, and wants the processor for itself."""
        await self._waiting.sleep(SETTLE)
        await work()

    def _hint(self, online: bool | None) -> None:
        if self._runs.watch is not None:
            self._runs.watch.network_changed(online)

    async def _wind_down(self) -> None:
        """Nothing more is admitted, what runs is cut off, then whatever else waits; then the connections close."""
        try:
            await self._runs.stop()
            others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for other in others:
                other.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await self._comparing.aclose()
            await self._services.close()
        finally:
            asyncio.get_running_loop().stop()
