"""Numbers and titles of all drawings, kept between two key presses: reading them takes longer than finding in them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from app.domain.access import Folder, discipline_folder
from app.domain.sheets import SheetKeys, sheet_keys, sort_key
from app.storage.database import plain_rows
from app.storage.schema import drawings

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

#: Keys to compare and to sort by are made once for a name, also where the rows are read again.
_keys = lru_cache(65_536)(sheet_keys)
_order = lru_cache(65_536)(sort_key)


class Named(NamedTuple):
    """A drawing as it is found by its name."""

    project_id: int
    number: str
    title: str
    discipline: str | None
    keys: SheetKeys
    order: tuple[tuple[int, int, str], ...]


class Place(NamedTuple):
    """Where drawings lie that are seen, or are not, together."""

    folder: Folder
    discipline: str | None


#: The drawings of a link by their rows' ids.
Names = dict[Place, dict[int, Named]]


class DrawingNames:
    """Safe to use from any thread: what is kept is replaced as a whole."""

    def __init__(self) -> None:
        self._kept: tuple[int, dict[int, Names]] = (-1, {})

    def of(self, connection: Connection, links: dict[int, int], moment: int) -> list[Names]:
        """The drawings of these links (with their projects). ``moment``: of the database, asked for before the
        transaction began; what was read at the same one is not read again."""
        known = self._kept[1] if self._kept[0] == moment else {}
        missing = [id for id in links if id not in known]
        if missing:
            known = known | {id: _read(connection, id, links[id]) for id in missing}
            self._kept = (moment, known)
        return [known[id] for id in links]


def _read(connection: Connection, link_id: int, project_id: int) -> Names:
    found: Names = {}
    places: dict[tuple[int | None, int | None, str | None], dict[int, Named]] = {}
    rows = select(
        drawings.c.id,
        drawings.c.number,
        drawings.c.title,
        drawings.c.area_id,
        drawings.c.discipline_id,
        drawings.c.discipline,
    ).where(drawings.c.link_id == link_id)
    for id, number, title, area_id, discipline_id, discipline in plain_rows(connection, rows):
        key = (area_id, discipline_id, discipline)
        if key not in places:
            place = Place(discipline_folder(area_id, discipline_id), discipline)
            places[key] = found.setdefault(place, {})
        places[key][id] = Named(project_id, number, title, discipline, _keys(number, title), _order(number))
    return found
