"""Observe: read Procore's listings to the end, before anything is decided.

A listing that changed while it was being paged is thrown away and read again: only a complete one may later say that
something is gone (I4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.listing import Reading, Structure
from app.domain.states import FolderKind, RunOutcome, Wanted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence, Set

    from app.domain.listing import Listing
    from app.domain.plan import Held, Observed
    from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
    from app.domain.states import RunTrigger
    from app.domain.views import Link
    from app.procore.client import Page

#: A full listing at least this often: a reorder may bump no date, so only a full one is sure to see it (contract §9).
FULL_LISTING_EVERY = timedelta(hours=6)
#: How far an incremental listing reaches behind the watermark: writes that were under way when it was taken.
OVERLAP = timedelta(minutes=10)
#: A listing that keeps changing under us is read this often before the run gives up.
LISTING_TRIES = 3
#: More unreadable records than this share, and Procore speaks another language than we do: stop (class contract).
BAD_SHARE = 0.05


class DrawingsApi(Protocol):
    """The part of Procore that a listing reads. ``requests`` counts calls, ``server_time`` is the newest Date."""

    requests: int
    server_time: datetime | None

    async def areas(self, company_id: int, project_id: int) -> list[RemoteArea]: ...
    async def disciplines(self, company_id: int, project_id: int) -> list[RemoteDiscipline]: ...
    async def drawing_sets(self, company_id: int, project_id: int) -> list[RemoteSet]: ...
    def revision_pages(
        self, company_id: int, project_id: int, *, deleted: bool = False, updated_since: datetime | None = None
    ) -> AsyncIterator[Page[RemoteRevision]]: ...
    async def revision(self, company_id: int, project_id: int, revision_id: int) -> RemoteRevision: ...
    def bearer_for(self, url: str) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """What one observation brought. ``urls`` are signed, live for minutes and stay in memory; only those of revisions
    whose file may be asked for."""

    listing: Listing
    urls: Mapping[int, str] = field(repr=False, default_factory=dict)


def full_listing_due(link: Link, *, trigger: RunTrigger, last: RunOutcome | None, now: datetime) -> bool:
    """Whether this run must read everything, or may ask only for what changed since the watermark."""
    if trigger.asked_for or link.watermark is None or link.last_full_listing is None:
        return True
    if last is not RunOutcome.SYNCED:
        return True
    age = now - link.last_full_listing
    return age >= FULL_LISTING_EVERY or age < timedelta(0)  # the clock went back: trust nothing


async def observe(
    api: DrawingsApi,
    link: Link,
    known: Observed,
    held: Held,
    *,
    full: bool,
    on_listed: Callable[[int], None],
) -> Listed:
    """Read areas, disciplines, sets, revisions (obsolete ones too) and deleted revisions, and compare them with what
    was ``known``. Stores nothing: a listing that breaks off leaves no trace (I4).

    An incremental listing reads the folders only when a revision names one that is not known: two requests where
    nothing changed. Where Procore's clock stands before the watermark it becomes a full one: what changes by such a
    clock is older than the watermark. Raises Failure(CONTRACT) where the listing would not stand still; whatever the
    API raises passes through.
    """
    company, project = link.company_id, link.procore_project_id
    structure = await _structure(api, company, project) if full else None
    since = None if full or link.watermark is None else link.watermark - OVERLAP
    server_time = api.server_time
    #: Listed as both on the last try too: then it is this server's way, not a change.
    always_both: Set[int] = frozenset()
    #: Likewise rows that come twice, where every row that the server counts came.
    live_before: _Read | None = None
    deleted_before: _Read | None = None
    for _ in range(LISTING_TRIES):
        pages = _Pages(api, known, held, on_listed, server_time)
        live = await pages.read(api.revision_pages(company, project, updated_since=since))
        server_time = pages.began
        if since is not None and link.watermark is not None and server_time < link.watermark:
            return await observe(api, link, known, held, full=True, on_listed=on_listed)
        deleted = await pages.read(api.revision_pages(company, project, deleted=True, updated_since=since))
        # Deleted after its page was read: all behind it moved up a place, and one may have slipped between two pages,
        # though the total stayed the same where another was added meanwhile.
        both = live.seen & deleted.seen
        if live.stands(live_before) and deleted.stands(deleted_before) and both <= always_both:
            if structure is None and not pages.folders <= held.folders.keys():
                structure = await _structure(api, company, project)
            listing = pages.reading.close(full=full, server_time=server_time, structure=structure)
            return Listed(listing, pages.urls)
        always_both, live_before, deleted_before = both, live, deleted
        on_listed(0)
    raise Failure(
        FailureCode.CONTRACT,
        Reason.INCOMPLETE_LISTING,
        technical=f"the listing changed while being read, {LISTING_TRIES} times in a row",
    )


def refuse_nonsense(listing: Listing) -> None:
    """Raises Failure(CONTRACT) where too much of a listing could not be read."""
    bad = len(listing.bad)
    if bad > BAD_SHARE * max(1, bad + listing.count):
        technical = f"{bad} of {bad + listing.count} records do not decode"
        raise Failure(FailureCode.CONTRACT, values={"count": bad}, technical=technical)


@dataclass(frozen=True, slots=True)
class _Read:
    """The revisions of one list, in so many ``rows``. Not ``counted``: the server's total moved, or rows are lost."""

    seen: Set[int]
    rows: int
    counted: bool

    def stands(self, before: _Read | None) -> bool:
        """Whether it did not change under way, which doubles rows: unless it is like the one ``before``."""
        return self.counted and (self.rows == len(self.seen) or self == before)


async def _structure(api: DrawingsApi, company: int, project: int) -> Structure:
    return Structure(
        tuple(await api.areas(company, project)),
        tuple(await api.disciplines(company, project)),
        tuple(await api.drawing_sets(company, project)),
    )


class _Pages:
    """Reads pages as they come and keeps of them what is new."""

    def __init__(
        self,
        api: DrawingsApi,
        known: Observed,
        held: Held,
        on_listed: Callable[[int], None],
        server_time: datetime | None,
    ) -> None:
        self._api = api
        self._server_time = server_time
        self.reading = Reading(known)
        self.urls: dict[int, str] = {}
        #: Every folder and set that a revision names of which something is new.
        self.folders: set[tuple[FolderKind, int]] = set()
        self._held = held.revisions
        self._on_listed = on_listed
        self._count = 0

    @property
    def began(self) -> datetime:
        """Procore's clock at the start of the run, else that of its first page."""
        if self._server_time is None:
            raise Failure(FailureCode.CONTRACT, technical="the answers carry no Date header")
        return self._server_time

    async def read(self, pages: AsyncIterator[Page[RemoteRevision]]) -> _Read:
        totals: set[int] = set()
        seen: set[int] = set()
        rows = bad_rows = 0
        async for page in pages:
            self._server_time = self._server_time or self._api.server_time
            if page.total is not None:
                totals.add(page.total)
            rows += len(page.items) + len(page.bad)
            bad_rows += len(page.bad)
            seen.update([r.id for r in page.items])
            self.reading.add(page.items)
            self.reading.put_aside(page.bad)
            self._note(page.items)
        return _Read(seen, rows - bad_rows, totals <= {rows})

    def _note(self, items: Sequence[RemoteRevision]) -> None:
        for revision in items:
            new = self.reading.differs(revision.id)
            if revision.pdf_url and (new or self._is_lacking(revision.id)):
                self.urls[revision.id] = revision.pdf_url
            if not new:
                continue
            for kind, id in (
                (FolderKind.AREA, revision.area_id),
                (FolderKind.SET, revision.set_id),
                (FolderKind.DISCIPLINE, revision.discipline_id),
            ):
                if id is not None:
                    self.folders.add((kind, id))
        self._count += len(items)
        self._on_listed(self._count)

    def _is_lacking(self, revision_id: int) -> bool:
        held = self._held.get(revision_id)
        return held is None or (held.sha256 is None and held.wanted is not Wanted.OLDER)
