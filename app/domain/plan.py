"""The two trees a sync compares, and the operations that make one follow the other.

*Observed* is what Procore's listings said last; *held* is what this machine has. ``sync.plan.plan`` is a pure
function from the two to operations; ``storage`` applies the operations on rows, ``sync`` carries out the fetches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from app.domain.files import KnownBytes
    from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
    from app.domain.states import ChangeKind, EntryKind, FetchReason, FolderKind, Wanted, Withdrawal


@dataclass(frozen=True, slots=True)
class Observed:
    """What Procore said, from all stored observations of one link.

    ``present``: revision ids that the latest full listing named, or anything newer. Only these are live.
    ``complete``: the listing this plan follows was a full one. Only then may absence mean withdrawal (I4).
    ``touched``: revisions whose ``updated_at`` moved while nothing else that is listed of them did, with the time it
    moved to: their file may be another one of the same size.
    """

    revisions: Mapping[int, RemoteRevision] = field(default_factory=dict)
    present: frozenset[int] = frozenset()
    complete: bool = False
    areas: tuple[RemoteArea, ...] = ()
    disciplines: tuple[RemoteDiscipline, ...] = ()
    sets: tuple[RemoteSet, ...] = ()
    touched: Mapping[int, datetime] = field(default_factory=dict)

    def issues(self, revision: RemoteRevision) -> bool:
        """Whether Procore issues it now."""
        return revision.published and not revision.deleted and revision.id in self.present


@dataclass(frozen=True, slots=True)
class HeldDrawing:
    procore_id: int
    number: str
    title: str
    area_id: int | None
    discipline_id: int | None
    discipline: str | None
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class HeldRevision:
    """The decision taken about one revision, and the content held for it (``sha256`` None: no bytes yet)."""

    procore_id: int
    drawing_id: int
    wanted: Wanted
    revision_number: str
    withdrawn: Withdrawal | None = None
    sha256: str | None = None
    size: int | None = None
    fetched_size: int | None = None  # Procore's pdf_size when these bytes were fetched
    fetched_updated_at: datetime | None = None  # Procore's updated_at when these bytes were fetched or last checked
    etag: str | None = None  # the file host's validator of these bytes
    drawing_date: date | None = None
    received_date: date | None = None


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """One line of a drawing's revision list. ``id`` None: a line that the plan adds."""

    id: int | None
    revision_id: int
    kind: EntryKind
    current: bool
    #: For a line that the plan adds or makes current: the entry whose annotations are copied to it.
    annotations_from: int | None = None
    #: True: the copies are marked "carried, to check" (a new revision); False: a reorder (S58).
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What this machine has for one link: drawings and revisions by Procore's ids, entries per drawing oldest first."""

    drawings: Mapping[int, HeldDrawing] = field(default_factory=dict)
    revisions: Mapping[int, HeldRevision] = field(default_factory=dict)
    entries: Mapping[int, tuple[HeldEntry, ...]] = field(default_factory=dict)
    folders: Mapping[tuple[FolderKind, int], str] = field(default_factory=dict)  # names as last recorded


@dataclass(frozen=True, slots=True)
class Policy:
    """What the link asks for. ``baseline_known``: a complete listing was already turned into decisions once, so any
    revision without a decision is new since the connection (S33, S48)."""

    connected_at: datetime
    baseline_known: bool
    mirrors_reorders: bool  # S55


@dataclass(frozen=True, slots=True)
class LedgerLine:
    kind: ChangeKind
    drawing_id: int | None
    revision_id: int | None = None
    before: object = None
    after: object = None


@dataclass(frozen=True, slots=True)
class PutDrawing:
    """Add a drawing, or change what is recorded of it (number, title, place, withdrawn)."""

    drawing: HeldDrawing
    ledger: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PutRevision:
    """Record the decision about a revision, or its withdrawal or new label. Never touches its content."""

    revision_id: int
    drawing_id: int
    wanted: Wanted
    revision_number: str
    withdrawn: Withdrawal | None
    ledger: tuple[LedgerLine, ...] = ()
    drawing_date: date | None = None
    received_date: date | None = None


@dataclass(frozen=True, slots=True)
class Arrange:
    """Give a drawing this revision list, oldest first. Entries with an id are kept with their annotations; entries
    of the drawing that are not listed do not exist: a plan never takes one away."""

    drawing_id: int
    entries: tuple[HeldEntry, ...]
    ledger: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class PutFolder:
    """Record the name of an area, a discipline or a set."""

    kind: FolderKind
    procore_id: int
    name: str
    ledger: tuple[LedgerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """Get the bytes of a revision. Smaller ``priority`` first. ``size``: announced bytes, where known."""

    revision_id: int
    drawing_id: int
    number: str
    size: int | None
    priority: int
    reason: FetchReason
    #: Procore's updated_at of what is fetched: recorded with the content.
    updated_at: datetime | None = None
    #: For ``CHECK``: the bytes held now. Where the file host still has the same, nothing is downloaded.
    held: KnownBytes | None = None


#: Applied by ``storage`` in one transaction, in this order.
Bookkeeping = PutFolder | PutDrawing | PutRevision | Arrange


@dataclass(frozen=True, slots=True)
class Plan:
    """Operations that make *held* follow *observed*. Empty means in sync."""

    bookkeeping: tuple[Bookkeeping, ...] = ()
    fetches: tuple[Fetch, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.bookkeeping or self.fetches)
