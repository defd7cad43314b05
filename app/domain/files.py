"""What is known of the bytes on this machine: fetched files, their sheets, open downloads, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from app.domain.failures import FailureCode, Reason


class BlobState(StrEnum):
    """Whether the bytes behind a hash may be shown. Stored: the values never change."""

    HELD = "held"
    QUARANTINED = "quarantined"  # failed verification: counts as not here until it is fetched again


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One page of a file. ``page`` counts from 0; size in points, as the page lies before ``rotation`` (degrees)."""

    page: int
    width_pt: float
    height_pt: float
    rotation: int = 0
    text: str = ""


class Depth(StrEnum):
    """How much of a PDF is looked at. Each asks less of the parser than the one before."""

    PREVIEWS = "previews"  # all there is, and small pictures of the pages
    TEXT = "text"
    SIZES = "sizes"  # no page is loaded


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about a file. ``previews``: pages of which a picture exists, or could if the disk let it."""

    pages: tuple[SheetFacts, ...]
    previews: int = 0


@dataclass(frozen=True, slots=True)
class Uninspected:
    """A held file that may have to be looked at. ``attempts``: how often that was tried; ``known``: its pages are;
    ``previews``: how many pictures of it there should be."""

    sha256: str
    attempts: int
    known: bool
    previews: int


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A verified file that lies in the blob store already and now gets its rows.

    ``updated_at`` and ``announced_size`` are what Procore said of the revision when these bytes were asked for: a
    later difference means that the file was replaced behind the same revision. ``updated_at`` None: nobody knows.
    ``pages``: where their number is known.
    """

    revision_id: int
    sha256: str
    size: int
    etag: str | None = None
    updated_at: datetime | None = None
    announced_size: int | None = None
    journal_id: int | None = None
    pages: int | None = None
    #: The file host was asked and still has the bytes that are held: nothing was downloaded or read.
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class KnownBytes:
    """What is held for a revision, with the file host's validator (``etag``) for it."""

    sha256: str
    size: int
    etag: str | None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A download that was begun. ``offset``: bytes of the part known to be durable; ``etag``: strong validator.

    ``sha256``: the file was complete and checked; ``offset`` is its size then. Where the blob of that name is there,
    only its rows are missing.
    """

    id: int
    link_id: int
    revision_id: int
    part: str
    size: int | None
    offset: int
    etag: str | None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class WantedFile:
    """One revision whose bytes are to be fetched. ``size`` and ``updated_at`` are what Procore announced.

    ``fresh``: the URL was asked for again just now, so a refusal is the file host's last word. ``resume``: the journal
    row of an earlier download of this revision, whose part may be gone on with. ``held``: download only where the
    file host has other bytes than these.
    """

    revision_id: int
    number: str
    url: str = field(repr=False)  # signed (contract §10)
    size: int | None = None
    updated_at: datetime | None = None
    fresh: bool = False
    resume: JournalRow | None = None
    held: KnownBytes | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a revision's bytes are not here. ``attempts`` counts tries with the same ``fingerprint``: when the item
    itself changes, it starts again. ``next_at`` None: not before the item changes or the user asks."""

    revision_id: int
    code: FailureCode
    reason: Reason | None
    values: Mapping[str, object]
    attempts: int
    at: datetime
    next_at: datetime | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class HeldFile:
    """What ``verify`` checks: the newest content of one revision. ``procore_id``: Procore's revision id."""

    procore_id: int
    number: str
    sha256: str
    size: int
    project_id: int
    link_id: int


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """One file of the blob store. ``verified_at`` None: not read since it was taken back without a download."""

    sha256: str
    size: int
    verified_at: datetime | None
