"""How values lie in SQLite: STRICT tables know INTEGER, REAL, TEXT, BLOB and ANY, everything else is spelled here.

Times are fixed-width ISO text in UTC, so that text order is time order and a person with the ``sqlite3`` tool can read
the database.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy.types import Integer, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

E = TypeVar("E", bound=StrEnum)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, e.g. ``2026-03-01T14:05:09.120000Z``. A naive one is refused: nobody knows what it means."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar date, e.g. ``2026-03-01``."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Choice(TypeDecorator[E], Generic[E]):
    """A member of one enum, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[E]) -> None:
        super().__init__()
        self.choices = choices
        self._members = {member.value: member for member in choices}

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else self._members[value]


class Json(TypeDecorator[Any]):
    """Any JSON value; Python's ``None`` is SQL's NULL. What JSON does not know (a time in a failure's values) is
    stored as its text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, default=str)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Days(dict[str | None, date | None]):
    """Reads stored days, each different one once: for the tables of which every row is read in every sync."""

    def __missing__(self, text: str | None) -> date | None:
        self[text] = day = None if text is None else date.fromisoformat(text)
        return day


class Times(dict[str | None, datetime | None]):
    """Reads stored times, each different one once."""

    def __missing__(self, text: str | None) -> datetime | None:
        self[text] = moment = None if text is None else datetime.fromisoformat(text)
        return moment
