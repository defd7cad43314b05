"""Procore's JSON turned into domain records, one record at a time.

The contract declares nothing as required and observed answers differ from it (contract §7, §8), so members may be
missing, null, or a number where a string was promised. What identifies a record must be right; if it is not, that one
record becomes a ``BadRecord`` and the others go on.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from sys import intern
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from app.domain.bulk import bulk
from app.domain.failures import Failure, FailureCode
from app.domain.records import (
    BadRecord,
    RemoteArea,
    RemoteCompany,
    RemoteDiscipline,
    RemoteProject,
    RemoteRevision,
    RemoteSet,
    RemoteUser,
)
from app.procore.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Callable

#: As much of a bad record as is kept for the support report.
LONGEST_EXCERPT = 500
_LARGEST = 2**63 - 1  # what a database column holds
_Number = int | float | str | None
_Word = str | int | float | None

T = TypeVar("T")
R = TypeVar("R", bound=msgspec.Struct)


class Kind(Generic[T]):
    """One kind of record: how to decode it and how to read it as a domain record."""

    def __init__(self, name: str, record: type[R], read: Callable[[R], T]) -> None:
        self.name = name
        one = msgspec.json.Decoder(record)
        many = msgspec.json.Decoder(list[record])  # type: ignore[valid-type]
        self._one: Callable[[bytes | msgspec.Raw], T] = lambda data: read(one.decode(data))
        self._many: Callable[[bytes], list[T]] = lambda data: [read(item) for item in many.decode(data)]

    def decode(self, data: bytes) -> T:
        """One record alone. Raises Failure(CONTRACT)."""
        try:
            return self._one(data)
        except ValueError as error:  # msgspec's errors are ValueErrors, and so are ours
            raise Failure(FailureCode.CONTRACT, technical=f"{self.name}: {_problem(error)}") from error

    def decode_list(self, data: bytes) -> tuple[list[T], list[BadRecord]]:
        """A page of records and those of it that do not decode. Raises Failure(CONTRACT) where it is no list."""
        try:
            with bulk():
                return self._many(data), []
        except ValueError:
            return self._record_by_record(data)

    def _record_by_record(self, data: bytes) -> tuple[list[T], list[BadRecord]]:
        try:
            raws = _RAWS.decode(data)
        except ValueError as error:
            raise Failure(FailureCode.CONTRACT, technical=f"{self.name}: no list: {_problem(error)}") from error
        items: list[T] = []
        bad: list[BadRecord] = []
        for raw in raws:
            try:
                items.append(self._one(raw))
            except ValueError as error:
                bad.append(BadRecord(self.name, _problem(error), _excerpt(raw), _id_in(raw)))
        return items, bad


_RAWS = msgspec.json.Decoder(list[msgspec.Raw])


def _problem(error: ValueError) -> str:
    """What is wrong, without the values: msgspec names types and places only."""
    return redact(str(error))[:200]


def _excerpt(raw: msgspec.Raw) -> str:
    # Redacted before it is cut: half a token is still a token.
    return redact(bytes(raw).decode("utf-8", "replace"))[:LONGEST_EXCERPT]


def _id_in(raw: msgspec.Raw) -> int | None:
    try:
        return _identity(_IDENTITY.decode(raw).id, "id")
    except ValueError:
        return None


class _User(msgspec.Struct):
    id: _Number = None
    login: str | None = None
    name: str | None = None


class _Company(msgspec.Struct):
    id: _Number = None
    name: _Word = None


class _Project(msgspec.Struct):
    id: _Number = None
    name: _Word = None
    display_name: _Word = None
    updated_at: str | None = None


class _Area(msgspec.Struct):
    id: _Number = None
    name: _Word = None


class _Discipline(msgspec.Struct):
    id: _Number = None
    name: _Word = None
    position: _Number = None


class _Set(msgspec.Struct):
    id: _Number = None
    name: _Word = None
    date: str | None = None
    position: _Number = None


class _Reference(msgspec.Struct):
    id: _Number = None


_IDENTITY = msgspec.json.Decoder(_Reference)


class _Revision(msgspec.Struct):
    id: _Number = None
    drawing_id: _Number = None
    number: _Word = None
    drawing_number: _Word = None
    title: _Word = None
    revision_number: _Word = None
    drawing_date: str | None = None
    received_date: str | None = None
    updated_at: str | None = None
    current: bool | None = None
    obsolete: bool | None = None
    status: str | None = None
    reviewed: bool | None = None
    published: bool | None = None
    position: _Number = None
    order_in_drawing: _Number = None
    pdf_url: str | None = None
    pdf_size: _Number = None
    drawing_area: _Reference | int | str | None = None
    drawing_area_id: _Number = None
    drawing_set: _Reference | int | str | None = None
    drawing_set_id: _Number = None
    discipline: _Discipline | str | None = None
    has_public_markup_layer_elements: bool | None = None


#: The contract does not say which values ``status`` has (contract §13). Only these say clearly "not issued yet";
#: anything else counts as published, because ``is_reviewed=true`` is asked for as well.
_UNPUBLISHED = frozenset({"unpublished", "draft", "in_review", "pending_review", "ready_for_review"})


def _user(raw: _User) -> RemoteUser:
    identity = _identity(raw.id, "id")
    return RemoteUser(identity, raw.login or str(identity), raw.name)


def _company(raw: _Company) -> RemoteCompany:
    identity = _identity(raw.id, "id")
    return RemoteCompany(identity, _text(raw.name) or str(identity))


def _area(raw: _Area) -> RemoteArea:
    return RemoteArea(_identity(raw.id, "id"), _text(raw.name))


def _discipline(raw: _Discipline) -> RemoteDiscipline:
    return RemoteDiscipline(_identity(raw.id, "id"), _text(raw.name), _whole(raw.position, "position"))


def _drawing_set(raw: _Set) -> RemoteSet:
    position = _whole(raw.position, "position")
    return RemoteSet(_identity(raw.id, "id"), _text(raw.name), _date(raw.date, "date"), position)


def _revision(raw: _Revision) -> RemoteRevision:
    discipline = raw.discipline
    named = _Discipline(name=discipline) if isinstance(discipline, str) else discipline or _Discipline()
    return RemoteRevision(
        id=_identity(raw.id, "id"),
        drawing_id=_identity(raw.drawing_id, "drawing_id"),
        number=_text(raw.number) or _text(raw.drawing_number),
        title=_text(raw.title),
        revision_number=_text(raw.revision_number),
        drawing_date=_date(raw.drawing_date, "drawing_date"),
        received_date=_date(raw.received_date, "received_date"),
        updated_at=_moment(raw.updated_at, "updated_at"),
        current=raw.current is True,
        obsolete=raw.obsolete is True,
        published=_published(raw),
        status=raw.status and intern(raw.status),
        position=_whole(raw.position, "position"),
        order_in_drawing=_whole(raw.order_in_drawing, "order_in_drawing"),
        pdf_size=_size(raw.pdf_size),
        area_id=_referred(raw.drawing_area, raw.drawing_area_id, "drawing_area"),
        set_id=_referred(raw.drawing_set, raw.drawing_set_id, "drawing_set"),
        discipline_id=_whole(named.id, "discipline.id"),
        discipline=_text(named.name) or None,
        discipline_position=_whole(named.position, "discipline.position"),
        has_public_markups=raw.has_public_markup_layer_elements is True,
        pdf_url=raw.pdf_url or None,
    )


def _published(raw: _Revision) -> bool:
    if raw.reviewed is False or raw.published is False:
        return False
    return (raw.status or "").strip().lower().replace(" ", "_") not in _UNPUBLISHED


def _identity(value: _Number, name: str) -> int:
    number = _whole(value, name)
    if number is None or number <= 0:
        raise ValueError(f"no valid `{name}`")
    return number


def _whole(value: _Number, name: str) -> int | None:
    """A whole number, also as a decimal string: a recorded answer has ``"position": "0"`` (contract §8.1)."""
    if isinstance(value, str):
        if not value.strip():
            return None
        try:
            number = int(value) if len(value) <= 20 else _LARGEST + 1
        except ValueError:
            raise ValueError(f"`{name}` is not a whole number") from None
    elif isinstance(value, float):
        if not value.is_integer():
            raise ValueError(f"`{name}` is not a whole number")
        number = int(value)
    elif value is None:
        return None
    else:
        number = value
    if abs(number) > _LARGEST:
        raise ValueError(f"`{name}` is too large")
    return number


def _size(value: _Number) -> int | None:
    """``pdf_size`` is the only check Procore offers; zero or less is no announcement."""
    size = _whole(value, "pdf_size")
    return size if size is not None and size > 0 else None


def _referred(value: _Reference | int | str | None, flat: _Number, name: str) -> int | None:
    """Areas and sets come nested as ``{id}`` (contract §8.5); a flat id is understood as well."""
    nested = value.id if isinstance(value, _Reference) else value
    return _whole(flat if nested is None else nested, name)


def _text(value: _Word) -> str:
    # The same words stand in many records, and in what is stored of the listing before.
    return "" if value is None else intern(str(value).strip())


def _date(value: str | None, name: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise ValueError(f"`{name}` is not a date") from None


def _moment(value: str | None, name: str) -> datetime | None:
    """An aware UTC time. Procore's times are UTC (contract §4), so one without an offset is read as UTC."""
    if not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"`{name}` is not a time") from None


USER: Kind[RemoteUser] = Kind("user", _User, _user)
COMPANY: Kind[RemoteCompany] = Kind("company", _Company, _company)
AREA: Kind[RemoteArea] = Kind("area", _Area, _area)
DISCIPLINE: Kind[RemoteDiscipline] = Kind("discipline", _Discipline, _discipline)
SET: Kind[RemoteSet] = Kind("drawing_set", _Set, _drawing_set)
REVISION: Kind[RemoteRevision] = Kind("revision", _Revision, _revision)


def projects_of(company_id: int, company: str) -> Kind[RemoteProject]:
    """Projects listed for one company: the company asked for is the one they are reached through (contract §1)."""

    def project(raw: _Project) -> RemoteProject:
        identity = _identity(raw.id, "id")
        return RemoteProject(
            id=identity,
            name=_text(raw.name) or _text(raw.display_name) or str(identity),
            company_id=company_id,
            company=company,
            updated_at=_moment(raw.updated_at, "updated_at"),
        )

    return Kind("project", _Project, project)
