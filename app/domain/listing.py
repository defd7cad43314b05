"""One reading of Procore's listings, and what is known after it. Pure.

Most of a listing says what is known already. ``Reading`` keeps only what differs, so that a project of any size costs
no more memory and no more writing than its changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.domain.plan import Observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.records import BadRecord, RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet


@dataclass(frozen=True, slots=True)
class Structure:
    """The folders and sets of a project."""

    areas: tuple[RemoteArea, ...] = ()
    disciplines: tuple[RemoteDiscipline, ...] = ()
    sets: tuple[RemoteSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing that was read to its end changes in what is known of a link.

    ``server_time``: Procore's clock at its start (S48). ``gone`` and ``back``: revisions that a full listing does not
    name any more, and ones that are named again. ``structure`` None: it was not asked for.
    """

    full: bool
    server_time: datetime
    count: int = 0  # revisions it named
    changed: Mapping[int, RemoteRevision] = field(default_factory=dict)
    touched: Mapping[int, datetime] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()
    structure: Structure | None = None
    bad: tuple[BadRecord, ...] = ()


class Reading:
    """A listing while it is being read: compares each page with what was known before, ``known``."""

    def __init__(self, known: Observed) -> None:
        self._known = known
        self._changed: dict[int, RemoteRevision] = {}
        self._touched: dict[int, datetime] = {}
        self._bad: list[BadRecord] = []
        self.seen: set[int] = set()

    def add(self, revisions: Iterable[RemoteRevision]) -> None:
        """What a page says. Newer words replace older ones."""
        known = self._known.revisions
        for listed in revisions:
            self.seen.add(listed.id)
            was = self._changed.get(listed.id) or known.get(listed.id)
            if was == listed:
                continue
            now = listed
            if was is not None and listed.deleted:
                # A deleted revision may be listed with half of what was known of it; the rest stays as it was.
                now = replace(was, deleted=True)
            elif was is not None and listed.updated_at is not None and _only_touched(was, listed):
                self._touched[listed.id] = listed.updated_at
            if now != was:
                self._changed[now.id] = now

    def put_aside(self, records: Iterable[BadRecord]) -> None:
        """Records that do not decode: unreadable is not absent."""
        for bad in records:
            self._bad.append(bad)
            if bad.id is not None:
                self.seen.add(bad.id)

    @property
    def bad(self) -> tuple[BadRecord, ...]:
        return tuple(self._bad)

    def differs(self, revision_id: int) -> bool:
        """Whether something else is known of a revision now than before."""
        return revision_id in self._changed

    def close(self, *, full: bool, server_time: datetime, structure: Structure | None) -> Listing:
        """The whole listing. To be called only where it was read to its end: a full one's silence means something."""
        present = self._known.present
        return Listing(
            full,
            server_time,
            len(self.seen),
            self._changed,
            self._touched,
            present - self.seen if full else frozenset(),
            frozenset(self.seen & self._known.revisions.keys() - present),
            structure,
            self.bad,
        )


def followed(known: Observed, listing: Listing) -> Observed:
    """What is known after a listing that was compared with ``known``."""
    structure = listing.structure or Structure(known.areas, known.disciplines, known.sets)
    revisions = {**known.revisions, **listing.changed} if listing.changed else known.revisions
    fresh = listing.changed.keys() - known.revisions.keys()
    present = known.present
    if listing.gone or listing.back or fresh:
        present = (known.present - listing.gone) | listing.back | fresh
    return Observed(
        revisions,
        present,
        listing.full,
        structure.areas,
        structure.disciplines,
        structure.sets,
        {**known.touched, **listing.touched} if listing.touched else known.touched,
    )


def _only_touched(was: RemoteRevision, now: RemoteRevision) -> bool:
    """True where the time of the last change moved and nothing else that is listed tells why. The size is no reason:
    it speaks of the file itself."""
    return was.updated_at != now.updated_at and was == replace(now, updated_at=was.updated_at, pdf_size=was.pdf_size)
