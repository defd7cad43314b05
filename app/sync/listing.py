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
    from collections.abc import AsyncIterator, Callable, Sequence

    from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
    from app.domain.views import Link
    from app.procore.client import RevisionPage
    from app.storage.store import Store
    from app.sync.database import DatabaseCall

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


@dataclass(frozen=True, slots=True)
class Listed:
    """What one observation brought. ``urls`` are signed, live for minutes and stay in memory. ``full`` also where an
    incremental listing was asked for and was not enough."""

    server_time: datetime
    full: bool
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
    database: DatabaseCall,
    on_listed: Callable[[int], None],
) -> Listed:
    """Read areas, disciplines, sets, revisions (obsolete ones too) and deleted revisions, and store them.

    An incremental listing reads the folders only when a revision names one that is not known: two requests where
    nothing changed. Where Procore's clock stands before the watermark it becomes a full one: what changes by such a
    clock is older than the watermark. ``database`` runs a storage call outside the loop. Raises Failure(CONTRACT)
    where too many records make no sense or the listing would not stand still; whatever the API raises passes through.
    """
    company, project = link.company_id, link.procore_project_id
    structure = await _structure(api, company, project) if full else None
    since = None if full or link.watermark is None else link.watermark - OVERLAP
    known = await database(store.observations.folders, link.id)
    server_time = api.server_time
    #: Listed as both on the last try too: then it is this server's way, not a change.
    always_both: frozenset[int] = frozenset()
    for _ in range(LISTING_TRIES):
        listing = _Listing(api, store, link.id, run_id, database, on_listed, full=full, server_time=server_time)
        if structure is not None:
            await listing.keep_structure(structure)
        live = await listing.read(api.revision_pages(company, project, updated_since=since))
        server_time = listing.listed.server_time
        if since is not None and link.watermark is not None and server_time < link.watermark:
            return await observe(api, store, link, run_id, full=True, database=database, on_listed=on_listed)
        deleted = await listing.read(api.revision_pages(company, project, deleted=True, updated_since=since))
        # Deleted after its page was read: all behind it moved up a place, and one may have slipped between two pages,
        # though the total stayed the same where another was added meanwhile.
        both = live.seen & deleted.seen
        if live.steady and deleted.steady and both <= always_both:
            if structure is None and not listing.folders <= known:
                await listing.keep_structure(await _structure(api, company, project))
            return await listing.complete()
        always_both = both
        on_listed(0)
    raise Failure(
        FailureCode.CONTRACT,
        Reason.INCOMPLETE_LISTING,
        technical=f"the listing changed while being read, {LISTING_TRIES} times in a row",
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The revisions of one list. Not ``steady``: it changed under way (total moved, rows doubled or lost)."""

    seen: frozenset[int]
    steady: bool


@dataclass(frozen=True, slots=True)
class _Structure:
    areas: list[RemoteArea]
    disciplines: list[RemoteDiscipline]
    sets: list[RemoteSet]


async def _structure(api: DrawingsApi, company: int, project: int) -> _Structure:
    return _Structure(
        await api.areas(company, project),
        await api.disciplines(company, project),
        await api.drawing_sets(company, project),
    )


class _Listing:
    """One generation: pages to rows, one transaction a page. ``server_time``: Procore's clock at the start of the
    run, or None to take it from the first answer."""

    def __init__(
        self,
        api: DrawingsApi,
        store: Store,
        link_id: int,
        run_id: int,
        database: DatabaseCall,
        on_listed: Callable[[int], None],
        *,
        full: bool,
        server_time: datetime | None,
    ) -> None:
        self._api = api
        self._observations = store.observations
        self._link_id = link_id
        self._run_id = run_id
        self._database = database
        self._on_listed = on_listed
        self._full = full
        self._server_time = server_time
        self._generation: int | None = None
        self._urls: dict[int, str] = {}
        self._revisions = 0
        self._bad = 0
        #: ("area" | "set" | "discipline", id) of every folder a revision names.
        self.folders: set[tuple[str, int]] = set()

    @property
    def listed(self) -> Listed:
        if self._server_time is None:
            raise Failure(FailureCode.CONTRACT, technical="the answers carry no Date header")
        return Listed(self._server_time, self._full, self._urls, self._revisions, self._bad)

    async def keep_structure(self, structure: _Structure) -> None:
        await self._database(
            self._observations.structure,
            await self._opened(),
            structure.areas,
            structure.disciplines,
            structure.sets,
        )

    async def read(self, pages: AsyncIterator[RevisionPage]) -> _Read:
        """Store every page."""
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
                generation = await self._opened()
                await self._database(self._observations.quarantine, generation, bad.kind, bad.text, bad.problem)
        self._bad += bad_rows
        return _Read(frozenset(seen), totals <= {rows} and rows == len(seen) + bad_rows)

    async def complete(self) -> Listed:
        """Declare the generation whole. Raises Failure(CONTRACT) where too much of it could not be read."""
        if self._bad > BAD_SHARE * max(1, self._bad + self._revisions):
            raise Failure(
                FailureCode.CONTRACT,
                values={"count": self._bad},
                technical=f"{self._bad} of {self._bad + self._revisions} records do not decode",
            )
        await self._database(self._observations.complete, await self._opened())
        return self.listed

    async def _opened(self) -> int:
        if self._generation is None:
            if self._server_time is None:
                self._server_time = self._api.server_time
            server_time = self.listed.server_time
            self._generation = await self._database(
                self._observations.begin, self._link_id, self._run_id, full=self._full, server_time=server_time
            )
        return self._generation

    async def _keep(self, items: Sequence[RemoteRevision]) -> None:
        generation = await self._opened()
        if not items:
            return
        await self._database(self._observations.add, generation, items)
        self._revisions += len(items)
        self._urls.update((r.id, r.pdf_url) for r in items if r.pdf_url)
        for revision in items:
            named = {"area": revision.area_id, "set": revision.set_id, "discipline": revision.discipline_id}
            self.folders.update((kind, id) for kind, id in named.items() if id is not None)
        self._on_listed(self._revisions)
