"""Immutable snapshots of what Planrack holds, as the window and the command line read them.

``storage`` builds them in one read transaction; nobody changes them. Sizes are bytes, times aware UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.states import EntryKind, LinkState

if TYPE_CHECKING:
    from datetime import date, datetime

    from app.domain.states import (
        AppSource,
        CacheState,
        ChangeKind,
        Role,
        RunOutcome,
        RunTrigger,
        SyncInterval,
        SyncState,
        Withdrawal,
    )


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str
    email: str
    role: Role


@dataclass(frozen=True, slots=True)
class Account:
    """A linked Procore account. ``signed_in`` False: its tokens are gone or refused, sign in again."""

    id: int
    login: str
    name: str | None
    procore_user_id: int
    signed_in: bool


@dataclass(frozen=True, slots=True)
class AppInUse:
    """The app that signs people in to Procore. Its secret is nobody's to see."""

    source: AppSource
    client_id: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """The connection of a project to a Procore project."""

    id: int
    project_id: int
    account_id: int
    login: str
    company_id: int
    company: str
    procore_project_id: int
    name: str
    state: LinkState
    connected_at: datetime  # Procore's server time: lower bound of history (S51)
    watermark: datetime | None  # Procore's server time (S48)
    last_full_listing: datetime | None  # this machine's time
    interval: SyncInterval
    paused: bool
    bid_until: datetime | None = None  # every five minutes until then, whatever the interval


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    name: str
    created_at: datetime
    archived: bool
    link: Link | None
    number: str = ""  # the company's own number for it, as people type it

    @property
    def connection(self) -> Link | None:
        """The link, as long as it is not disconnected: what can be synced."""
        return None if self.link is None or self.link.state is LinkState.DISCONNECTED else self.link


@dataclass(frozen=True, slots=True)
class FailureNote:
    """A stored failure: enough to write its text in any language (``failure_texts``)."""

    code: str
    reason: str | None
    values: dict[str, object]
    at: datetime


@dataclass(frozen=True, slots=True)
class Run:
    id: int
    link_id: int
    started_at: datetime
    finished_at: datetime | None
    full: bool
    outcome: RunOutcome | None
    failure: FailureNote | None
    trigger: RunTrigger | None = None
    seconds: float = 0.0
    files: int = 0
    bytes: int = 0  # received over the network
    requests: int = 0
    added: int = 0
    reordered: int = 0
    withdrawn: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """A revision that is not here, why, and when it is tried again (None: with the next sync that has a reason to)."""

    drawing_id: int  # Procore's
    number: str
    title: str
    revision: str
    failure: FailureNote
    attempts: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """The one icon and one time of a Procore folder (SPEC §6), with all that its tooltip and details need."""

    state: SyncState
    time: datetime | None  # the time shown beside the icon: its meaning depends on the state
    last_success: datetime | None
    failure: FailureNote | None
    next_attempt: datetime | None
    failures_in_a_row: int
    confirmed_at: datetime | None  # freshness: last time Procore confirmed the folder as current
    drawings: int
    revisions: int  # entries that count (an Original does not, S57)
    here: int  # of those, held and verified
    bytes: int
    offline: bool = False  # the engine finds no network: what is shown is what was confirmed before
    bid_until: datetime | None = None  # while bid mode is on


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    project: Project
    status: FolderStatus


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a drawing's revision list."""

    id: int
    procore_id: int
    revision_number: str
    kind: EntryKind
    current: bool
    cache: CacheState
    sha256: str | None
    bytes: int | None
    file: str | None  # where the bytes are: text, because a project has sixty thousand of them
    annotations: int
    drawing_date: date | None
    received_date: date | None
    updated_at: datetime | None
    drawing_set: str | None
    withdrawn: Withdrawal | None
    has_public_markups: bool
    pages: int | None
    problem: FailureNote | None
    next_at: datetime | None = None  # when a download that failed is tried again by itself
    to_check: int = 0  # of the annotations: carried from an earlier revision, and nobody confirmed them yet

    @property
    def path(self) -> Path | None:
        """The file with the bytes; None where they are not here."""
        return None if self.file is None else Path(self.file)

    @property
    def counts(self) -> bool:
        """An Original does not count (S57), nor does what Procore took back before its bytes were here."""
        return self.kind is not EntryKind.ORIGINAL and (self.withdrawn is None or self.sha256 is not None)


@dataclass(frozen=True, slots=True)
class Drawing:
    id: int
    procore_id: int
    number: str
    title: str
    withdrawn: Withdrawal | None
    older_in_procore: int
    entries: tuple[Entry, ...]  # oldest first

    @property
    def current(self) -> Entry | None:
        """The entry Procore calls current, whether or not its bytes are here."""
        return next((entry for entry in reversed(self.entries) if entry.current), None)

    @property
    def shown(self) -> Entry | None:
        """What stands for it: the current entry; where there is none, because it was withdrawn, the last revision."""
        return self.current or next((one for one in reversed(self.entries) if one.kind is not EntryKind.ORIGINAL), None)


@dataclass(frozen=True, slots=True)
class Discipline:
    id: int | None  # None: « Sans discipline »
    name: str | None
    drawings: tuple[Drawing, ...]


@dataclass(frozen=True, slots=True)
class Area:
    id: int | None
    name: str
    disciplines: tuple[Discipline, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalQuestion:
    """A listing did not name these drawings any more, too many to be believed unasked. ``numbers`` are sorted."""

    link_id: int
    numbers: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """Everything under one Procore folder. With a single area its level is not shown (S39)."""

    project: Project
    status: FolderStatus
    areas: tuple[Area, ...]
    question: WithdrawalQuestion | None = None


class Match(StrEnum):
    """Where a sheet answers what was searched for, best first."""

    NUMBER = "number"
    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One sheet that answers a search. ``page`` counts from 0. ``snippet``: the text around the words that were
    found; they begin with ``MARK_START`` and end with ``MARK_END``. Without bytes here there is no path."""

    match: Match
    drawing_id: int  # Procore's
    number: str
    title: str
    withdrawn: bool
    revision_id: int  # Procore's
    revision_number: str
    current: bool
    page: int
    snippet: str
    path: Path | None
    project_id: int
    discipline: str | None
    entry_id: int
    sha256: str | None  # of the file behind ``path``


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What of all that is found is asked for: one discipline by its name; current revisions alone."""

    discipline: str | None = None
    current: bool = False


EVERYTHING = SearchFilter()


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What can be searched: the disciplines there are, by name; and how many files are here and not read yet."""

    disciplines: tuple[str, ...]
    unread: int


#: Around found words; control characters, so that no sheet can contain them by itself.
MARK_START, MARK_END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Best first. ``more``: there were more hits than are listed. ``unread``: files that are here and whose text is
    not known yet, so that nothing found does not mean that there is nothing."""

    hits: tuple[SearchHit, ...]
    more: bool
    unread: int


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the ledger, with the names of today. ``revision_id``: what the line is about; for a drawing that was
    added, the revision it came with. ``first``: the drawing was there when the project was connected."""

    at: datetime
    kind: ChangeKind
    drawing: str | None
    before: object
    after: object
    drawing_id: int | None = None  # Procore's
    title: str | None = None
    area: str | None = None  # only where the project has several
    discipline: str | None = None
    folder_order: int = 0  # of the folder among those of the project, as Procore orders them
    revision_id: int | None = None  # Procore's
    revision: str | None = None  # its label
    drawing_set: str | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class PickableProject:
    """A Procore project as the picker shows it (S25-S28). ``used_by``: our project that is linked to it already."""

    id: int
    name: str
    company_id: int
    company: str
    used_by: str | None = None


@dataclass(frozen=True, slots=True)
class HiddenCompanyView:
    """A company whose projects cannot be listed, and why (S8-S13). ``since``: first time this machine saw it."""

    company_id: int
    company: str
    reason: str  # FailureCode value
    since: datetime


@dataclass(frozen=True, slots=True)
class AccountProjects:
    """What one linked account can see. ``projects`` holds *all* of them, most recently active first, then by name;
    the first ``shown`` are displayed, type-ahead searches the rest too (S16-S17). ``failure``: the account could not
    be asked at all (signed out, offline); then the lists are empty and the reason is known."""

    account_id: int
    login: str
    shown: int
    total: int
    projects: tuple[PickableProject, ...]
    hidden: tuple[HiddenCompanyView, ...]
    failure: FailureNote | None = None
