"""Observe: read Procore's listings to the end and store what was seen, before anything is decided.

A listing that changed while it was being paged is thrown away and read again: only a complete one may later say that
something is gone (I4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import RunOutcome, RunTrigger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
    from app.domain.views import Link
    from app.procore.client import RevisionPage
    from app.storage.store import Store

#: A full listing at least this often: a reorder may bump no date, so only a full one is sure to see it (contract §9).
FULL_LISTING_EVERY = timedelta(hours=6)
#: How far an incremental listing reaches behind the watermark: writes that were under way when it was taken.
OVERLAP = timedelta(minutes=10)
#: A listing that keeps changing under us is read this often before the run gives up.
LISTING_TRIES = 3
#: More unreadable records than this share, and Procore speaks another language than we do: stop (class contract).
BAD_SHARE = 0.05

#: Runs somebody waits for, or that must be sure: always with a full listing.
_ALWAYS_FULL = frozenset({RunTrigger.CONNECT, RunTrigger.MANUAL, RunTrigger.COMMAND})


class DrawingsApi(Protocol):
    """The part of Procore that a listing reads. ``requests`` counts calls, ``server_time`` is the newest Date."""

    requests: int
    server_time: datetime | None

    async def areas(self, company_id: int, project_id: int) -> list[RemoteArea]: ...
    async def disciplines(self, company_id: int, project_id: int) -> list[RemoteDiscipline]: ...
    async def drawing_sets(self, company_id: int, project_id: int) -> list[RemoteSet]: ...
    def revision_pages(
        self, company_id: int, project_id: int, *, deleted: bool = False, updated_since: datetime | None = None
    ) -> AsyncIterator[RevisionPage]: ...
    async def revision(self, company_id: int, project_id: int, revision_id: int) -> RemoteRevision: ...
    def bearer_for(self, url: str) -> dict[str, str]: ...


@dataclass(slots=True)
class Listed:
    """What one observation brought. ``urls`` are signed, live for minutes and stay in memory."""

    server_time: datetime
    urls: dict[int, str] = field(repr=False, default_factory=dict)
    revisions: int = 0
    bad: int = 0


def full_listing_due(link: Link, *, trigger: RunTrigger, last: RunOutcome | None, now: datetime) -> bool:
    """Whether this run must read everything, or may ask only for what changed since the watermark."""
    if trigger in _ALWAYS_FULL or link.watermark is None or link.last_full_listing is None:
        return True
    if last is not RunOutcome.SYNCED:
        return True
    age = now - link.last_full_listing
    return age >= FULL_LISTING_EVERY or age < timedelta(0)  # the clock went back: trust nothing


async def observe(
    api: DrawingsApi,
    store: Store,
    link: Link,
    run_id: int,
    *,
    full: bool,
    database: Callable[..., Awaitable[object]],
    on_listed: Callable[[int], None],
) -> Listed:
    """Read areas, disciplines, sets, revisions (obsolete ones too) and deleted revisions, and store them.

    ``database`` runs a storage call outside the loop. Raises Failure(CONTRACT) where too many records make no sense
    or the listing would not stand still; whatever the API raises passes through.
    """
    company, project = link.company_id, link.procore_project_id
    areas = await api.areas(company, project)
    server_time = api.server_time
    if server_time is None:
        raise Failure(FailureCode.CONTRACT, technical="the answer carries no Date header")
    disciplines = await api.disciplines(company, project)
    sets = await api.drawing_sets(company, project)
    since = None if full or link.watermark is None else link.watermark - OVERLAP
    for _ in range(LISTING_TRIES):
        generation = await database(store.observations.begin, link.id, run_id, full=full, server_time=server_time)
        await database(store.observations.structure, generation, areas, disciplines, sets)
        listed = Listed(server_time)
        reader = _Reader(store, generation, database, listed, on_listed)
        steady = await reader.read(api.revision_pages(company, project, updated_since=since))
        steady &= await reader.read(api.revision_pages(company, project, deleted=True, updated_since=since))
        if steady:
            if listed.bad > BAD_SHARE * max(1, listed.bad + listed.revisions):
                raise Failure(
                    FailureCode.CONTRACT,
                    values={"count": listed.bad},
                    technical=f"{listed.bad} of {listed.bad + listed.revisions} records do not decode",
                )
            await database(store.observations.complete, generation)
            return listed
        on_listed(0)
    raise Failure(
        FailureCode.CONTRACT,
        Reason.INCOMPLETE_LISTING,
        technical=f"the listing changed while being read, {LISTING_TRIES} times in a row",
    )


class _Reader:
    """Pages to rows, one transaction a page."""

    def __init__(
        self,
        store: Store,
        generation: object,
        database: Callable[..., Awaitable[object]],
        listed: Listed,
        on_listed: Callable[[int], None],
    ) -> None:
        self._store = store
        self._generation = generation
        self._database = database
        self._listed = listed
        self._on_listed = on_listed

    async def read(self, pages: AsyncIterator[RevisionPage]) -> bool:
        """Store every page; False where the listing changed under way (total moved, rows doubled or lost)."""
        totals: set[int] = set()
        seen: set[int] = set()
        rows = bad_rows = 0
        async for page in pages:
            if page.total is not None:
                totals.add(page.total)
            rows += len(page.items) + len(page.bad)
            seen.update(r.id for r in page.items)
            await self._keep(page.items)
            bad_rows += len(page.bad)
            for bad in page.bad:
                await self._database(
                    self._store.observations.quarantine, self._generation, bad.kind, bad.text, bad.problem
                )
        self._listed.bad += bad_rows
        return totals <= {rows} and rows == len(seen) + bad_rows

    async def _keep(self, items: Sequence[RemoteRevision]) -> None:
        if not items:
            return
        await self._database(self._store.observations.add, self._generation, items)
        self._listed.revisions += len(items)
        self._listed.urls.update((r.id, r.pdf_url) for r in items if r.pdf_url)
        self._on_listed(self._listed.revisions)
