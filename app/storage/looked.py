"""Up to where each member has seen what changed in each project."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from app.storage.members import active_member
from app.storage.preferences import read_preference, write_preference

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from app.storage.database import Database


class LastLooked:
    """Of the active member. A change is unseen where its time is not before the mark."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, project_id: int) -> datetime | None:
        """None: this member never marked the project's changes as seen."""
        with self._database.read() as connection:
            stored = read_preference(connection, _key(connection, project_id), "")
        try:
            mark = datetime.fromisoformat(stored)
        except ValueError:
            return None
        return mark if mark.tzinfo is not None else None

    def set(self, project_id: int, until: datetime | None) -> None:
        """Everything before ``until`` is seen. None: nothing is."""
        value = None if until is None else until.isoformat()
        with self._database.write() as connection:
            write_preference(connection, _key(connection, project_id), value)


def _key(connection: Connection, project_id: int) -> str:
    return f"looked/{active_member(connection).id}/{project_id}"
