"""One sync of one link: observe, plan, execute, finish (ARCHITECTURE §4).

The watermark moves only at the end of a run after which nothing is left to do, and only to Procore's own time at the
start of that run (S48). Whatever happens before, what was downloaded stays.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.events import DocumentsChanged, Phase, RunReport
from app.domain.failures import NOT_THE_ITEMS_FAULT, Failure, FailureCode, Reason
from app.domain.plan import Arrange, Policy
from app.domain.states import ChangeKind, EntryKind, LinkState, RunOutcome
from app.sync.batch import CommitBatch
from app.sync.listing import observe
from app.sync.plan import gone_missing, plan, too_many_missing
from app.sync.reorders import mirrors_reorders

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.domain.events import Event
    from app.domain.plan import Fetch, Held, Observed, Plan
    from app.domain.views import Link, Project
    from app.storage.store import Store
    from app.sync.database import DatabaseCall
    from app.sync.fetching import Fetching, ItemOutcome
    from app.sync.listing import DrawingsApi, Listed
    from app.sync.progress import Progress


@dataclass(slots=True)
class Counts:
    """What a run did, for its report."""

    files: int = 0
    added: int = 0
    reordered: int = 0
    withdrawn: int = 0
    changed: int = 0

    def note(self, planned: Plan) -> None:
        """Count what the bookkeeping of a plan changes for the reader."""
        for op in planned.bookkeeping:
            if isinstance(op, Arrange):
                fresh = [e.kind for e in op.entries if e.id is None]
                self.added += fresh.count(EntryKind.NORMAL)
                self.reordered += fresh.count(EntryKind.REORDERED)
            kinds = [line.kind for line in op.ledger]
            self.withdrawn += sum(k in (ChangeKind.OBSOLETED, ChangeKind.DELETED) for k in kinds)
            self.changed += sum(k in _CHANGES for k in kinds)


_CHANGES = frozenset(
    {
        ChangeKind.RENUMBERED,
        ChangeKind.RETITLED,
        ChangeKind.MOVED,
        ChangeKind.RELABELLED,
        ChangeKind.RENAMED,
        ChangeKind.RESTORED,
        ChangeKind.REPLACED,
    }
)


@dataclass(slots=True)
class SyncRun:
    """One run. ``execute`` never raises but for cancellation's own sake: it reports."""

    store: Store
    project: Project
    link: Link
    run_id: int
    api: DrawingsApi
    fetching: Fetching
    full: bool
    progress: Progress
    database: DatabaseCall
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    tell: Callable[[Event], None]
    #: Set before the run's task is cancelled because the program ends: then it was interrupted, not cancelled.
    stopping: Callable[[], bool]
    counts: Counts = field(default_factory=Counts)

    async def execute(self) -> RunReport:
        started = self.monotonic()
        failure: Failure | None = None
        reporting = asyncio.ensure_future(self.progress.report())
        try:
            await self._synchronise()
        except Failure as problem:
            failure = problem
        except asyncio.CancelledError:
            failure = Failure(FailureCode.INTERRUPTED if self.stopping() else FailureCode.CANCELLED)
        finally:
            reporting.cancel()
        report = self._report(failure, self.monotonic() - started)
        await asyncio.shield(asyncio.ensure_future(self._close(report)))
        return report

    async def _synchronise(self) -> None:
        self.progress.start_phase(Phase.LISTING)
        await self._notice_lost_files()
        listed = await observe(
            self.api,
            self.store,
            self.link,
            self.run_id,
            full=self.full,
            database=self.database,
            on_listed=self.progress.set_listed,
        )
        self.full = listed.full
        planned = await self._take_back(await self._plan_and_note(listed))
        left = await self._carry_out(planned, listed)
        if left.fetches and not left.bookkeeping:
            # A verification put files aside while this run was under way: they belong to it now.
            left = await self._carry_out(left, listed)
        if left:
            raise Failure(FailureCode.BUG, technical=f"{len(left.bookkeeping)} + {len(left.fetches)} operations left")
        await self.database(self.store.links.set_watermark, self.link.id, listed.server_time)

    async def _carry_out(self, planned: Plan, listed: Listed) -> Plan:
        """Fetch what is planned; what is left to do then. Raises the failure of a sheet that did not come."""
        problem = await self._download(planned, listed)
        self.progress.start_phase(Phase.FINISHING)
        if problem is not None:
            raise problem
        return plan(*await self._trees(), self._policy(baseline_known=True))

    async def _notice_lost_files(self) -> None:
        """A held revision whose file is gone or has another size is not held (I1): it is fetched again."""
        held = await self._held()
        for sha256, size in {(r.sha256, r.size) for r in held.revisions.values() if r.sha256 is not None}:
            if size is None or not self.store.blobs.has(sha256, size):
                await self.database(self.store.holdings.mark_quarantined, sha256)

    async def _plan_and_note(self, listed: Listed) -> Plan:
        observed, held = await self._trees()
        known = await self.database(self.store.observations.baseline_known, self.link.id)
        planned = plan(observed, held, self._policy(baseline_known=known))
        if too_many_missing(planned, held):
            raise Failure(FailureCode.CONTRACT, Reason.MANY_WITHDRAWN, values={"count": gone_missing(planned)})
        await self.database(self.store.holdings.apply, self.link.id, self.run_id, planned.bookkeeping, at=self.now())
        await self.database(self.store.observations.set_baseline_known, self.link.id)
        if self.full:
            await self.database(self.store.links.set_last_full_listing, self.link.id, self.now())
        if self.link.state is LinkState.ACCESS_LOST:
            await self.database(self.store.links.set_state, self.link.id, LinkState.ACTIVE)
        self.counts.note(planned)
        self.tell(DocumentsChanged(self.project.id, frozenset()))
        return planned

    async def _take_back(self, planned: Plan) -> Plan:
        """What is on this disk already, though the database forgot it, is not downloaded again."""
        wanted = {fetch.revision_id: fetch.size for fetch in planned.fetches}
        if not wanted or not await self.database(self.store.holdings.take_back, self.link.id, wanted):
            return planned
        return plan(*await self._trees(), self._policy(baseline_known=True))

    async def _download(self, planned: Plan, listed: Listed) -> Failure | None:
        """Fetch what the plan asks for; the failure that the run must report, if any."""
        self.progress.set_work(len(planned.fetches), sum(f.size or 0 for f in planned.fetches))
        if not planned.fetches:
            return None
        batch = CommitBatch(self.store, self.link.id, self.run_id, self.database, landed=self._landed)
        failed: list[tuple[Fetch, Failure]] = []

        async def done(fetch: Fetch, outcome: ItemOutcome) -> None:
            if isinstance(outcome, Failure):
                failed.append((fetch, outcome))
                self.progress.file_failed()
                if outcome.code not in NOT_THE_ITEMS_FAULT:
                    await self._note_problem(fetch, outcome)
                return
            self.counts.files += 1
            self.progress.file_done()
            await batch.add(fetch, outcome)

        try:
            await self.fetching.run(planned.fetches, listed.urls, done, on_bytes=self.progress.add_bytes)
        finally:
            # Also after a cancellation: what is on disk must not be downloaded twice.
            await asyncio.shield(asyncio.ensure_future(batch.close()))
            self.counts.changed += batch.replaced
        return _what_to_report(failed)

    def _landed(self, drawings: frozenset[int]) -> None:
        self.tell(DocumentsChanged(self.project.id, drawings))

    async def _note_problem(self, fetch: Fetch, failure: Failure) -> None:
        await self.database(
            self.store.holdings.note_problem,
            self.link.id,
            fetch.revision_id,
            failure,
            at=self.now(),
            next_at=failure.retry_at,
            fingerprint=str(fetch.size),
        )
        self._landed(frozenset({fetch.drawing_id}))

    async def _close(self, report: RunReport) -> None:
        failure = report.failure
        if failure is not None and failure.code in (FailureCode.ACCESS_LOST, FailureCode.APP_NOT_INSTALLED):
            await self.database(self.store.links.set_state, self.link.id, LinkState.ACCESS_LOST)
        await self.database(self.store.runs.finish, self.run_id, report, at=self.now())

    def _report(self, failure: Failure | None, seconds: float) -> RunReport:
        outcome = RunOutcome.SYNCED
        if failure is not None:
            outcome = RunOutcome.CANCELLED if failure.code is FailureCode.CANCELLED else RunOutcome.FAILED
        return RunReport(
            project_id=self.project.id,
            project=self.project.name,
            outcome=outcome,
            failure=failure,
            full=self.full,
            requests=self.api.requests + self.fetching.requests,
            files=self.counts.files,
            bytes=self.progress.bytes_done,
            seconds=round(seconds, 3),
            added=self.counts.added,
            reordered=self.counts.reordered,
            withdrawn=self.counts.withdrawn,
            changed=self.counts.changed,
        )

    async def _trees(self) -> tuple[Observed, Held]:
        return await self.database(self.store.observations.load, self.link.id), await self._held()

    async def _held(self) -> Held:
        return await self.database(self.store.holdings.load, self.link.id)

    def _policy(self, *, baseline_known: bool) -> Policy:
        return Policy(self.link.connected_at, baseline_known, mirrors_reorders(self.project.created_at))


def _what_to_report(failed: Sequence[tuple[Fetch, Failure]]) -> Failure | None:
    """The one failure of a run in which some sheets failed: their own where there is one kind, else the commonest."""
    if not failed:
        return None
    codes = [failure.code for _, failure in failed]
    commonest = max(sorted(set(codes)), key=codes.count)
    first = next(failure for _, failure in failed if failure.code is commonest)
    numbers = sorted(fetch.number for fetch, failure in failed if failure.code is commonest)
    values = {"count": len(failed), "subject": ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")}
    reason = first.reason if len(failed) == 1 else Reason.SHEETS_FAILED
    return Failure(commonest, reason, values=values, technical=first.technical, retry_at=first.retry_at)
