"""What the engine tells the window and the command line: immutable, cheap, at most ten progress events a second."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.failures import Failure, FailureCode
    from app.domain.states import RunOutcome


class Phase(StrEnum):
    LISTING = "listing"
    DOWNLOADING = "downloading"
    FINISHING = "finishing"


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run ended. ``seconds`` is monotonic time; ``bytes`` were received over the network."""

    project_id: int
    project: str
    outcome: RunOutcome
    failure: Failure | None
    full: bool
    requests: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    added: int = 0
    reordered: int = 0
    withdrawn: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class RunStarted:
    project_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Waits:
    """A run stands still: for the network, because a host asked for it (throttled), or for the disk (local_*).
    ``until``: when it tries again by itself."""

    code: FailureCode
    until: datetime


@dataclass(frozen=True, slots=True)
class RunProgress:
    """``rate`` in bytes per second; ``seconds_left`` None while it cannot be trusted."""

    project_id: int
    phase: Phase
    listed: int
    files_done: int
    files_total: int
    files_failed: int
    bytes_done: int
    bytes_total: int
    rate: float
    seconds_left: float | None
    waits: Waits | None = None


@dataclass(frozen=True, slots=True)
class DocumentsChanged:
    """Rows of a project's tree changed. ``drawings`` empty: the whole tree (after a listing)."""

    project_id: int
    drawings: frozenset[int]  # Procore drawing ids


@dataclass(frozen=True, slots=True)
class SheetsRead:
    """Sizes, text and small pictures of these files are known now, or as far as they can be."""

    sha256s: frozenset[str]


@dataclass(frozen=True, slots=True)
class SheetsCompared:
    """It is known now how pages of these two files lie on each other."""

    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class RunFinished:
    project_id: int
    report: RunReport


@dataclass(frozen=True, slots=True)
class AccountsChanged:
    """An account was added, signed out, or needs a new sign-in."""


@dataclass(frozen=True, slots=True)
class ProjectsChanged:
    """A project was created, renamed, linked or unlinked."""


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The engine lost the network, or has it back: the folders say so (``FolderStatus.offline``)."""

    online: bool


Event = (
    RunStarted
    | RunProgress
    | DocumentsChanged
    | SheetsRead
    | SheetsCompared
    | RunFinished
    | AccountsChanged
    | ProjectsChanged
    | NetworkChanged
)
