"""What the user chose while the program ran, as JSON values by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.storage.schema import preferences

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from app.storage.database import Database

T = TypeVar("T")


class Preferences:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: T) -> T:
        """The stored value, or ``default`` where there is none or its kind is another than the default's."""
        with self._database.read() as connection:
            return read_preference(connection, key, default)

    def set(self, key: str, value: object) -> None:
        """Store any JSON value. ``None`` brings the default back."""
        with self._database.write() as connection:
            write_preference(connection, key, value)


def read_preference(connection: Connection, key: str, default: T) -> T:
    """See ``Preferences.get``; inside a transaction."""
    value = connection.execute(select(preferences.c.value).where(preferences.c.key == key)).scalar()
    # A value that an older or newer version stored otherwise must not break the start of the program.
    if value is None or (default is not None and not isinstance(value, type(default))):
        return default
    found: T = value
    return found


def write_preference(connection: Connection, key: str, value: object) -> None:
    """See ``Preferences.set``; inside a transaction."""
    row = insert(preferences).values(key=key, value=value)
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))
