"""What Procore says, as plain facts: one frozen record per thing seen in a listing.

Ids are Procore's (64-bit). Times are aware UTC in *Procore's* clock. A member that Procore left out or sent as null
is ``None``: the contract declares nothing as required (contract §7, §8).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RemoteUser:
    """The person signed in to Procore (``GET /me``)."""

    id: int
    login: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteCompany:
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class RemoteProject:
    id: int
    name: str
    company_id: int
    company: str
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RemoteArea:
    id: int
    name: str
    position: int = 0  # place in Procore's listing: areas carry no number of their own


@dataclass(frozen=True, slots=True)
class RemoteDiscipline:
    id: int
    name: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RemoteSet:
    id: int
    name: str
    date: date | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RemoteRevision:
    """One issued state of a drawing. Identity is ``id``, never the free label ``revision_number`` (S48)."""

    id: int
    drawing_id: int
    number: str = ""
    title: str = ""
    revision_number: str = ""
    drawing_date: date | None = None
    received_date: date | None = None
    updated_at: datetime | None = None
    current: bool = False
    obsolete: bool = False
    deleted: bool = False
    published: bool = True
    status: str | None = None
    position: int | None = None
    order_in_drawing: int | None = None
    pdf_size: int | None = None
    area_id: int | None = None
    set_id: int | None = None
    discipline_id: int | None = None
    discipline: str | None = None
    discipline_position: int | None = None
    has_public_markups: bool = False
    #: Signed and short-lived: held in memory for one run, never stored, never logged (contract §10).
    pdf_url: str | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """One record of a listing that does not decode. ``text`` is redacted and cut. ``id``: what it is about, where that
    much can be told: what is unreadable is not absent (I4)."""

    kind: str
    problem: str
    text: str
    id: int | None = None
