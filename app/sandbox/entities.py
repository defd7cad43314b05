"""What exists in a sandbox world: frozen records; the ``World`` replaces them whole when something changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class App:
    """The registered application: the one client id and secret the server knows."""

    client_id: str = "planrack-sandbox"
    client_secret: str = "sandbox-secret-not-for-production"
    name: str = "Planrack"


@dataclass(frozen=True, slots=True)
class User:
    id: int
    login: str
    name: str
    service: bool = False  # the account behind client credentials (contract §3.4); never offered for signing in


@dataclass(frozen=True, slots=True)
class Company:
    id: int
    name: str
    members: frozenset[int]
    installed: bool = True
    zone: str = "us02"


@dataclass(frozen=True, slots=True)
class Project:
    id: int
    company_id: int
    name: str
    created_at: datetime
    updated_at: datetime
    members: frozenset[int]
    active: bool = True
    number: str | None = None
    city: str = "Montréal"
    drawings_tool: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    id: int
    project_id: int
    name: str
    created_at: datetime
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Discipline:
    id: int
    project_id: int
    name: str
    position: int
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawingSet:
    id: int
    project_id: int
    name: str
    created_at: datetime
    date: date | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """``order``: the reviewed revisions, oldest first; deleted ones keep their place and are skipped when read."""

    id: int
    project_id: int
    area_id: int
    number: str
    title: str
    discipline_id: int | None = None
    obsolete: bool = False
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """``edition`` says how the sheet looks (what the source draws); ``version`` counts the files put behind it."""

    id: int
    drawing_id: int
    label: str
    edition: int
    created_at: datetime
    updated_at: datetime
    set_id: int | None = None
    drawing_date: date | None = None
    received_date: date | None = None
    reviewed: bool = True
    deleted_at: datetime | None = None
    public_markups: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Rules:
    """What can be tightened while the server runs: seconds and counts.

    ``order_base`` and ``order_descending``: how ``order_in_drawing`` counts, which Procore does not say (contract §9).
    """

    token_seconds: int = 5400
    code_seconds: int = 600
    file_url_seconds: int = 3600
    signature_seconds: int = 600
    file_bearer: bool = True  # the first file hop wants the bearer token (contract §10)
    spike_limit: int = 100  # requests in 10 seconds
    hourly_limit: int = 3600  # requests in 60 minutes
    retry_after: bool = True  # promised by some of Procore's pages, not by all (contract §5)
    page_default: int = 100
    page_cap: int = 2000
    order_base: int = 1
    order_descending: bool = False


class SheetSource(Protocol):
    """Where the PDF behind a revision comes from. The same arguments always give the same bytes."""

    def pdf(self, drawing: Drawing, revision: Revision) -> bytes: ...
