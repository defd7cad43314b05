"""One sync of one link: observe, plan, execute, finish (ARCHITECTURE §4).

The watermark moves only at the end of a run after which nothing is left to do, and only to Procore's own time at the
start of that run (S48). Whatever happens before, what was downloaded stays.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.events import DocumentsChanged, Phase, RunReport, Waits
from app.domain.failures import NOT_THE_ITEMS_FAULT, Failure, FailureCode, Reason
from app.domain.listing import followed
from app.domain.plan import Arrange, Policy
from app.domain.states import ChangeKind, EntryKind, FetchReason, LinkState, RunOutcome
from app.sync.backoff import attempts, fingerprint, left_alone, next_try
from app.sync.batch import CommitBatch
from app.sync.listing import DrawingsApi, observe, refuse_nonsense
from app.sync.plan import missing_drawings, plan, too_many_missing
from app.sync.reorders import mirrors_reorders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from app.domain.events import Event
    from app.domain.files import Problem
    from app.domain.listing import Listing
    from app.domain.plan import Fetch, Held, Observed, Plan
    from app.domain.views import Link, Project
    from app.storage.store import Store
    from app.sync.database import DatabaseCall
    from app.sync.fetching import Fetching, ItemOutcome
    from app.sync.progress import Progress


#: What the reader is told as changed.
_CHANGES = frozenset(
    {
        ChangeKind.RENUMBERED,
        ChangeKind.RETITLED,
        ChangeKind.MOVED,
        ChangeKind.RELABELLED,
        ChangeKind.RENAMED,
        ChangeKind.REDATED,
        ChangeKind.RESTORED,
        ChangeKind.REPLACED,
    }
)
#: Refusals that concern the whole project: believed only when the project itself answers so too.
_REFUSED = frozenset({FailureCode.ACCESS_LOST, FailureCode.APP_NOT_INSTALLED, FailureCode.FORBIDDEN})
#: Only another listing tells what became of such a sheet.
_LIST_AGAIN = frozenset({FailureCode.GONE, FailureCode.CHANGED})
#: A wait for Procore's limits is shown from this length on.
_WORTH_TELLING = timedelta(seconds=3)


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


class ProjectApi(DrawingsApi, Protocol):
    """What a run asks Procore."""

    async def project(self, company_id: int, project_id: int) -> None:
        """Returns where the project is visible; raises the Failure of the refusal where it is not."""

    def waits_until(self) -> datetime | None:
        """When the next request may be sent, where Procore asked to wait."""


@dataclass(frozen=True, slots=True)
class _Step:
    """What a listing left to be done. All else of a large project is let go of before the downloads begin."""

    server_time: datetime
    fetches: tuple[Fetch, ...]
    urls: Mapping[int, str] = field(repr=False)
    in_sync: bool


@dataclass(slots=True)
class SyncRun:
    """One run. ``execute`` never raises but for cancellation's own sake: it reports."""

    store: Store
    project: Project
    link: Link
    run_id: int
    api: ProjectApi
    fetching: Fetching
    full: bool
    progress: Progress
    database: DatabaseCall
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    tell: Callable[[Event], None]
    #: Set before the run's task is cancelled because the program ends: then it was interrupted, not cancelled.
    stopping: Callable[[], bool]
    #: Also try the sheets that failed before and whose time has not come: somebody asked for this run.
    everything: bool = True
    counts: Counts = field(default_factory=Counts)
    #: What did not come in this run, by revision; ``_left_alone``: what was not even tried.
    _failed: dict[int, tuple[Fetch, Failure]] = field(default_factory=dict)
    _left_alone: dict[int, tuple[Fetch, Failure]] = field(default_factory=dict)
    _problems: dict[int, Problem] = field(default_factory=dict)
    _listed_again: bool = False

    async def execute(self) -> RunReport:
        started = self.monotonic()
        failure: Failure | None = None
        self.progress.waits = self._waits
        reporting = asyncio.ensure_future(self.progress.report())
        try:
            failure = await self._synchronise_or_be_refused()
        except Failure as problem:
            failure = problem
        except asyncio.CancelledError:
            failure = Failure(FailureCode.INTERRUPTED if self.stopping() else FailureCode.CANCELLED)
        finally:
            reporting.cancel()
        report = self._report(failure, self.monotonic() - started)
        await asyncio.shield(asyncio.ensure_future(self._close(report)))
        return report

    async def _synchronise_or_be_refused(self) -> Failure | None:
        """One stray refusal changes nothing: the project itself is asked, and where it answers, all is tried again."""
        try:
            return await self._synchronise()
        except Failure as refusal:
            if refusal.code not in _REFUSED or self.link.state is not LinkState.ACTIVE:
                raise
            await self.api.project(self.link.company_id, self.link.procore_project_id)
        try:
            return await self._synchronise()
        except Failure as again:
            if again.code not in _REFUSED:
                raise
            # The project is there, and what is in it is not: a matter of permissions, not of access.
            raise Failure(FailureCode.FORBIDDEN, values=again.values, technical=again.technical) from again

    async def _synchronise(self) -> Failure | None:
        """All of a run; the failure of the sheets that did not come. Raises what ended it before its end."""
        self.progress.start_phase(Phase.LISTING)
        await self._notice_lost_files()
        self._problems = await self.database(self.store.holdings.problems, self.link.id)
        step = await self._follow_listing()
        if not self._listed_again and any(f.code in _LIST_AGAIN for _, f in self._failed.values()):
            self._listed_again = self.full = True
            self.progress.start_phase(Phase.LISTING)
            step = await self._follow_listing()
        if step.in_sync:
            return None  # the watermark moved with the listing
        left = await self._what_is_left()
        if left.fetches and not left.bookkeeping and not self._lacking:
            # A verification put files aside while this run was under way: they belong to it now.
            await self._download(left.fetches, step.urls)
            left = await self._what_is_left()
        if self._lacking:
            return _what_to_report(self._lacking)
        if left:
            raise Failure(FailureCode.BUG, technical=f"{len(left.bookkeeping)} + {len(left.fetches)} operations left")
        await self.database(self.store.links.set_watermark, self.link.id, step.server_time)
        return None

    async def _follow_listing(self) -> _Step:
        """Observe, plan, and fetch what is planned, as far as it comes."""
        step = await self._observe_and_decide()
        fetches = await self._take_back(step.fetches)
        await self._forget_problems_but_of(fetches)
        await self._download(fetches, step.urls)
        return step

    @property
    def _lacking(self) -> list[tuple[Fetch, Failure]]:
        return [*self._failed.values(), *self._left_alone.values()]

    async def _what_is_left(self) -> Plan:
        self.progress.start_phase(Phase.FINISHING)
        return plan(*await self._trees(), self._policy(baseline_known=True))

    async def _forget_problems_but_of(self, fetches: Iterable[Fetch]) -> None:
        """A sheet that is not wanted any more has no failure to show, and nothing to wait for."""
        for revision_id in self._problems.keys() - {fetch.revision_id for fetch in fetches}:
            del self._problems[revision_id]
            await self.database(self.store.holdings.clear_problem, self.link.id, revision_id)

    async def _notice_lost_files(self) -> None:
        """A held revision whose file is gone or has another size is not held (I1): it is fetched again."""
        for sha256 in await self.database(self.store.holdings.lost_files, self.link.id):
            await self.database(self.store.holdings.mark_quarantined, sha256)

    async def _observe_and_decide(self) -> _Step:
        """Store what is listed now and what is decided from it, in one transaction; until then nothing changes."""
        known, held = await self._trees()
        listed = await observe(self.api, self.link, known, held, full=self.full, on_listed=self.progress.set_listed)
        listing = listed.listing
        self.full = listing.full
        await self._refuse_nonsense(listing)
        baseline_known = await self.database(self.store.observations.baseline_known, self.link.id)
        planned = plan(followed(known, listing), held, self._policy(baseline_known=baseline_known))
        await self._guard(planned, held)
        await self.database(
            self.store.holdings.follow,
            self.link.id,
            self.run_id,
            listing,
            planned.bookkeeping,
            at=self.now(),
            in_sync=not planned,
        )
        self.counts.note(planned)
        self.tell(DocumentsChanged(self.project.id, frozenset()))
        urls = {f.revision_id: url for f in planned.fetches if (url := listed.urls.get(f.revision_id)) is not None}
        return _Step(listing.server_time, planned.fetches, urls, in_sync=not planned)

    async def _refuse_nonsense(self, listing: Listing) -> None:
        try:
            refuse_nonsense(listing)
        except Failure:
            observations, bad = self.store.observations, listing.bad
            await self.database(observations.put_aside, self.link.id, self.run_id, bad, server_time=listing.server_time)
            raise

    async def _guard(self, planned: Plan, held: Held) -> None:
        """Much of a project gone at once is a broken listing until a person says otherwise (I4)."""
        confirmed = await self.database(self.store.withdrawals.accepted, self.link.id)
        if too_many_missing(planned, held, confirmed=confirmed):
            missing = missing_drawings(planned)
            await self.database(self.store.withdrawals.ask, self.link.id, missing, at=self.now())
            raise Failure(FailureCode.CONTRACT, Reason.MANY_WITHDRAWN, values={"count": len(missing)})

    async def _take_back(self, fetches: tuple[Fetch, ...]) -> tuple[Fetch, ...]:
        """What is on this disk already, though the database forgot it, is not downloaded again."""
        wanted = {f.revision_id: f.size for f in fetches if f.reason is not FetchReason.CHECK}
        if not wanted or not await self.database(self.store.holdings.take_back, self.link.id, wanted):
            return fetches
        return plan(*await self._trees(), self._policy(baseline_known=True)).fetches

    async def _download(self, fetches: Sequence[Fetch], urls: Mapping[int, str]) -> None:
        """Fetch these, but for the sheets that failed in this run already or are left alone. What does not come is in
        ``_failed``."""
        now = self.now()
        self._left_alone = {}
        if not self.everything:
            self._left_alone = {f.revision_id: (f, why) for f, why in left_alone(fetches, self._problems, now)}
        self._failed = {
            fetch.revision_id: (fetch, before[1])
            for fetch in fetches
            if (before := self._failed.get(fetch.revision_id)) is not None and before[1].code not in _LIST_AGAIN
        }
        fetches = [f for f in fetches if f.revision_id not in self._failed and f.revision_id not in self._left_alone]
        self.progress.set_work(len(fetches), sum(f.size or 0 for f in fetches))
        if not fetches:
            return
        batch = CommitBatch(self.store, self.link.id, self.run_id, self.database, landed=self._landed)

        async def done(fetch: Fetch, outcome: ItemOutcome) -> None:
            if isinstance(outcome, Failure):
                self._failed[fetch.revision_id] = (fetch, await self._noted(fetch, outcome))
                self.progress.file_failed()
                return
            self.counts.files += not outcome.unchanged
            self.progress.file_done()
            await batch.add(fetch, outcome)

        try:
            await self.fetching.run(fetches, urls, done, on_bytes=self.progress.add_bytes)
        finally:
            # Also after a cancellation: what is on disk must not be downloaded twice.
            await asyncio.shield(asyncio.ensure_future(batch.close()))
            self.counts.changed += batch.replaced

    def _landed(self, drawings: frozenset[int]) -> None:
        self.tell(DocumentsChanged(self.project.id, drawings))

    async def _noted(self, fetch: Fetch, failure: Failure) -> Failure:
        """Remember what is the sheet's own failure, once it is certain, and when it is tried again by itself."""
        if failure.code in NOT_THE_ITEMS_FAULT or (failure.code in _LIST_AGAIN and not self._listed_again):
            return failure
        now = self.now()
        next_at = next_try(failure, attempts(fetch, self._problems.get(fetch.revision_id)), now)
        await self.database(
            self.store.holdings.note_problem,
            self.link.id,
            fetch.revision_id,
            failure,
            at=now,
            next_at=next_at,
            fingerprint=fingerprint(fetch),
        )
        self._landed(frozenset({fetch.drawing_id}))
        return replace(failure, retry_at=next_at)

    def _waits(self) -> Waits | None:
        """What the run waits for: at a file's gate, or at Procore's own."""
        until = self.api.waits_until()
        # The shorter ones are the ordinary pace of a listing.
        paced = None if until is None or until - self.now() < _WORTH_TELLING else Waits(FailureCode.THROTTLED, until)
        return self.fetching.waits or paced

    async def _close(self, report: RunReport) -> None:
        failure = report.failure
        if failure is not None and failure.code in (FailureCode.ACCESS_LOST, FailureCode.APP_NOT_INSTALLED):
            # Where the database refuses it, the next run is refused like this one. The run ends in any case (S61).
            with contextlib.suppress(Failure):
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
        observed = await self.database(self.store.observations.load, self.link.id)
        return observed, await self.database(self.store.holdings.load, self.link.id)

    def _policy(self, *, baseline_known: bool) -> Policy:
        return Policy(self.link.connected_at, baseline_known, mirrors_reorders(self.project.created_at))


def _what_to_report(failed: Sequence[tuple[Fetch, Failure]]) -> Failure:
    """The one failure of a run in which some sheets failed: their own where there is one kind, else the commonest."""
    codes = [failure.code for _, failure in failed]
    commonest = max(sorted(set(codes)), key=codes.count)
    first = next(failure for _, failure in failed if failure.code is commonest)
    numbers = sorted(fetch.number for fetch, failure in failed if failure.code is commonest)
    values = {
        **first.values,
        "count": len(failed),
        "subject": ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else ""),
    }
    reason = first.reason if len(failed) == 1 else Reason.SHEETS_FAILED
    next_tries = [failure.retry_at for _, failure in failed if failure.retry_at is not None]
    return Failure(commonest, reason, values=values, technical=first.technical, retry_at=min(next_tries, default=None))
