"""The runs that are under way: one for each project, one at a time for each Procore account, in turn."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from app.domain.events import Event, RunFinished, RunReport, RunStarted
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.states import RunTrigger
    from app.domain.views import Link, Project
    from app.storage.store import Store
    from app.sync.database import DatabaseCall
    from app.sync.services import RunParts, RunServices
    from app.sync.watch import Watch


class UnderWay:
    """In the engine's loop, except for ``running`` and ``downloading``. ``watch`` hears of every run, where the
    engine syncs by itself."""

    def __init__(
        self, store: Store, database: DatabaseCall, services: RunServices, tell: Callable[[Event], None]
    ) -> None:
        self._store = store
        self._database = database
        self._services = services
        self._tell = tell
        self._tasks: dict[int, asyncio.Task[RunReport]] = {}
        self._parts: dict[int, RunParts] = {}
        self._accounts: dict[int, asyncio.Lock] = {}
        self._cut_off: set[int] = set()
        self._stopping = False
        self.watch: Watch | None = None

    def running(self) -> frozenset[int]:
        """Projects whose run is under way, or waits for its turn."""
        return frozenset(project for project, task in self._tasks.copy().items() if not task.done())

    def downloading(self) -> frozenset[int]:
        """Revisions whose bytes are arriving now."""
        return frozenset().union(*(parts.fetching.downloading for parts in self._parts.copy().values()))

    def task(self, project_id: int, *, full: bool, trigger: RunTrigger) -> asyncio.Task[RunReport]:
        """The run of a project: the one it has (S38), or a new one. None begins while the engine stops."""
        if self._stopping:
            raise Failure(FailureCode.INTERRUPTED)
        task = self._tasks.get(project_id)
        if task is None or task.done():
            task = asyncio.get_running_loop().create_task(self._run(project_id, full=full, trigger=trigger))
            self._tasks[project_id] = task
        return task

    def begin(self, project_id: int, trigger: RunTrigger) -> None:
        self.task(project_id, full=False, trigger=trigger)

    def turn(self, account_id: int) -> asyncio.Lock:
        """One run at a time for each Procore account: they share its request limits and its tokens. First come, first
        served: a project that is due again waits behind those that waited."""
        return self._accounts.setdefault(account_id, asyncio.Lock())

    def cancel(self, project_id: int | None) -> None:
        for running, task in self._tasks.items():
            if project_id in (None, running):
                task.cancel()

    def prefer(self, revision_ids: tuple[int, ...]) -> None:
        for parts in self._parts.values():
            parts.fetching.preferred.update(revision_ids)

    async def ended(self, project_ids: list[int]) -> None:
        """Wait for what is under way of these projects."""
        under_way = [task for id, task in self._tasks.items() if id in project_ids and not task.done()]
        if under_way:
            await asyncio.wait(under_way)

    async def interrupt(self) -> frozenset[int]:
        cut_off = frozenset(self._parts)
        self._cut_off.update(cut_off)
        tasks = [self._tasks[project_id] for project_id in cut_off]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._cut_off.clear()
        return cut_off

    async def reachable(self) -> bool:
        return await self._services.reachable()

    async def renew(self) -> None:
        await self._services.renew()

    async def stop(self) -> None:
        """Interrupt everything and admit nothing more."""
        self._stopping = True
        tasks = [task for task in self._tasks.values() if not task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, project_id: int, *, full: bool, trigger: RunTrigger) -> RunReport:
        project = await self._database(self._store.projects.get, project_id)
        if project.link is None:
            raise Failure(FailureCode.NOT_FOUND, technical=f"project {project_id} is not linked")
        turn = self.turn(project.link.account_id)
        try:
            await turn.acquire()
        except asyncio.CancelledError:
            waiting = Failure(FailureCode.CANCELLED)
            return RunReport(project_id, project.name, RunOutcome.CANCELLED, waiting, full)
        try:
            report = await self._run_now(project, project.link, full=full, trigger=trigger)
        finally:
            turn.release()
        self._tell(RunFinished(project_id, report))
        return report

    async def _run_now(self, project: Project, link: Link, *, full: bool, trigger: RunTrigger) -> RunReport:
        watch = self.watch
        if watch is not None:
            watch.began(project.id)
            if project.connection is not None and trigger.asked_for and not await watch.may_try():
                return await watch.note_unreached(project, link, trigger)
        parts = await self._services.open_run(
            project, full=full, trigger=trigger, tell=self._tell, stopping=partial(self._is_cut_off, project.id)
        )
        self._parts[project.id] = parts
        self._tell(RunStarted(project.id, parts.started_at))
        ended = False
        try:
            report = await parts.run.execute()
            ended = True
        finally:
            del self._parts[project.id]
            if not ended:  # a defect of ours: the row must not stay "running"
                await asyncio.shield(asyncio.ensure_future(self._services.abandon_run(parts)))
        if watch is not None:
            answered = parts.run.api.server_time is not None
            unheard = await watch.ended(project.id, report.failure, answered=answered)
            if unheard and not trigger.asked_for:
                # Nobody asked for it and nobody answered: it did not happen. The machine is offline, that is all.
                await self._database(self._store.runs.withdraw, parts.run.run_id)
        return report

    def _is_cut_off(self, project_id: int) -> bool:
        return self._stopping or project_id in self._cut_off
