"""What a run talks to, put together: the account's client, the transfer, the journal, a progress meter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome
from app.drawings.worker_pool import PdfWorkers
from app.storage.journal import Advanced, Closed, Opened
from app.sync.addresses import AddressRules
from app.sync.downloads import WorkerDownloads
from app.sync.facts import LANES
from app.sync.fetching import PARALLEL, Fetching
from app.sync.grouped import Grouped
from app.sync.listing import full_listing_due
from app.sync.pace import usable_rate
from app.sync.progress import Progress
from app.sync.run import SyncRun
from app.sync.space import SpaceBudget
from app.sync.transfer import Transfer
from app.sync.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.events import Event
    from app.domain.files import Depth, Inspection
    from app.domain.states import RunTrigger
    from app.domain.views import Project
    from app.settings import Settings
    from app.storage.journal import Noted
    from app.storage.store import Store
    from app.sync.accounts import LinkedAccounts
    from app.sync.database import DatabaseCall
    from app.sync.transfer import Landed


#: The preference: bytes a second for all downloads together, as many as come where there is none.
BANDWIDTH_CAP = "bandwidth_cap"


@dataclass(frozen=True, slots=True)
class RunParts:
    """One run and the parts of it the engine reaches into."""

    run: SyncRun
    fetching: Fetching
    started_at: datetime


class RunServices:
    """Builds runs; owns what outlives them: the file client and the PDF workers, both made for the first run."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        accounts: LinkedAccounts,
        database: DatabaseCall,
        *,
        clock: Callable[[], datetime],
        waiting: Waiting | None = None,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._database = database
        self._clock = clock
        self._waiting = waiting or Waiting()
        self._rules = AddressRules.of(settings)
        self._space = SpaceBudget(store.blobs.free_bytes, store.blobs.disk_bytes)
        self._downloads = WorkerDownloads(connections=PARALLEL, limits=self._waiting.files)
        self._downloads.limit(usable_rate(store.preferences.get(BANDWIDTH_CAP, None)))
        self._workers: PdfWorkers | None = None
        self._readers = PdfWorkers(LANES, background=True)

    async def open_run(
        self,
        project: Project,
        *,
        full: bool,
        trigger: RunTrigger,
        tell: Callable[[Event], None],
        stopping: Callable[[], bool],
    ) -> RunParts:
        """Record the start of a run and put its parts together. Raises Failure where it cannot even start."""
        link = project.connection
        if link is None:
            raise Failure(FailureCode.NOT_FOUND, technical=f"project {project.id} is not linked")
        started_at = self._clock()
        last = await self._database(self._store.runs.last, link.id)
        full = full or full_listing_due(
            link, trigger=trigger, last=None if last is None else last.outcome, now=started_at
        )
        api = self._accounts.client_for(link.account_id)
        journal = {row.revision_id: row for row in await self._database(self._store.journal.entries, link.id)}
        fetching = Fetching(
            Transfer(
                downloads=self._downloads,
                blobs=self._store.blobs,
                journal=LinkJournal(self._store, link.id, self._database),
                rules=self._rules,
                bearer_for=partial(api.bearer_for, company_id=link.company_id),
                inspect=self._pdf_workers().check,
                space=self._space,
                clock=self._clock,
            ),
            partial(api.revision, link.company_id, link.procore_project_id),
            journal,
            waiting=self._waiting,
            clock=self._clock,
            # The others are being noted, inspected, made durable and renamed while the connections are busy.
            parallel=4 * PARALLEL,
        )
        run_id = await self._database(self._store.runs.start, link.id, trigger=trigger, full=full, at=started_at)
        run = SyncRun(
            store=self._store,
            project=project,
            link=link,
            run_id=run_id,
            api=api,
            fetching=fetching,
            full=full,
            progress=Progress(project.id, clock=self._waiting.monotonic, tell=tell),
            database=self._database,
            now=self._clock,
            monotonic=self._waiting.monotonic,
            tell=tell,
            stopping=stopping,
            everything=trigger.asked_for,
        )
        return RunParts(run, fetching, started_at)

    async def abandon_run(self, parts: RunParts) -> None:
        """Record that a run ended by a defect of ours."""
        run = parts.run
        failure = Failure(FailureCode.BUG, technical="the run ended unexpectedly")
        report = RunReport(run.project.id, run.project.name, RunOutcome.FAILED, failure, run.full)
        await self._database(self._store.runs.finish, run.run_id, report, at=self._clock())

    async def inspect(self, path: Path, depth: Depth, *, prefix: Path, longest: int, most: int) -> Inspection:
        """What the pages of a file are, found out by a process that takes what the machine has left over. Raises
        Failure(CORRUPT)."""
        return await self._readers.inspect(path, depth, prefix=prefix, longest=longest, most=most)

    def comparing_worker(self, background: bool) -> PdfWorkers:
        """A process of its own that compares sheets; whoever asked closes it."""
        return PdfWorkers(1, background=background)

    async def reachable(self) -> bool:
        """Whether Procore's host answers anything at all."""
        return await self._accounts.reachable()

    def limit_bandwidth(self, rate: int | None) -> None:
        """See ``Engine.set_bandwidth_cap``; in the engine's thread."""
        self._downloads.limit(rate)

    async def renew(self) -> None:
        """Let the next run open its own connections. Only between runs."""
        await self._downloads.renew()
        await self._accounts.renew()

    async def close(self) -> None:
        """Close clients and workers."""
        await self._downloads.aclose()
        if self._workers is not None:
            await self._workers.aclose()
        await self._readers.aclose()
        await self._accounts.aclose()

    def _pdf_workers(self) -> PdfWorkers:
        if self._workers is None:
            self._workers = PdfWorkers()
        return self._workers


class LinkJournal:
    """The download journal of one link. What several downloads note at the same time is one transaction."""

    def __init__(self, store: Store, link_id: int, database: DatabaseCall) -> None:
        self._store = store
        self._link_id = link_id
        self._database = database
        self._note: Grouped[Noted, int] = Grouped(lambda items: database(store.journal.note, items))

    async def open(self, revision_id: int, part: str, size: int | None) -> int:
        return await self._note(Opened(self._link_id, revision_id, part, size))

    async def progress(self, journal_id: int, offset: int, etag: str | None) -> None:
        await self._note(Advanced(journal_id, offset, etag))

    async def landed(self, files: Sequence[Landed]) -> None:
        await self._database(
            self._store.journal.note, [Advanced(file.journal_id, file.size, file.etag, file.sha256) for file in files]
        )

    async def close(self, journal_id: int) -> None:
        await self._note(Closed(journal_id))
