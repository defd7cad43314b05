"""The sheets each member went to last, and those that were starred: by project and Procore's id of the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.members import active_member
from app.storage.preferences import read_preference, write_preference

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from app.storage.database import Database

#: Project and drawing.
Place = tuple[int, int]
#: Kept for each member.
MOST_RECENT, MOST_STARRED = 30, 200
_RECENT, _STARRED = "sheets.recent", "sheets.starred"


class Shelf:
    """What is kept for the active member. Whether a sheet is still there, and may be seen, is for others to say."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recent(self) -> list[Place]:
        """Newest first."""
        with self._database.read() as connection:
            return _read(connection, _RECENT)

    def starred(self) -> list[Place]:
        """Newest first."""
        with self._database.read() as connection:
            return _read(connection, _STARRED)

    def note_opened(self, project_id: int, drawing_id: int) -> None:
        with self._database.write() as connection:
            _put_first(connection, _RECENT, (project_id, drawing_id), MOST_RECENT)

    def star(self, project_id: int, drawing_id: int, on: bool) -> None:
        """Give a sheet its star, or take it away."""
        with self._database.write() as connection:
            place = (project_id, drawing_id)
            if on:
                _put_first(connection, _STARRED, place, MOST_STARRED)
            else:
                _write(connection, _STARRED, [one for one in _read(connection, _STARRED) if one != place])


def _put_first(connection: Connection, what: str, place: Place, most: int) -> None:
    before = [one for one in _read(connection, what) if one != place]
    _write(connection, what, [place, *before][:most])


def _read(connection: Connection, what: str) -> list[Place]:
    stored: list[object] = read_preference(connection, _key(connection, what), [])
    places = []
    for one in stored:
        match one:  # another version may have stored it otherwise
            case [int(project_id), int(drawing_id)]:
                places.append((project_id, drawing_id))
    return places


def _write(connection: Connection, what: str, places: list[Place]) -> None:
    write_preference(connection, _key(connection, what), [list(place) for place in places])


def _key(connection: Connection, what: str) -> str:
    return f"{what}.{active_member(connection).id}"
