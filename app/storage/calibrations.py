"""The scales of sheets, read and written as the marks are (see ``annotations``)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from app.domain.access import discipline_folder
from app.domain.measures import Calibration
from app.domain.states import AccessLevel
from app.storage.database import among
from app.storage.mark_access import require
from app.storage.marked_sheets import Framed, placements
from app.storage.permissions import active_access
from app.storage.schema import calibrations, drawings, entries, links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from app.storage.database import Database

#: In the order of ``measures.Calibration``.
_COLUMNS = (
    calibrations.c.entry_id,
    calibrations.c.page,
    calibrations.c.metres_per_point,
    calibrations.c.unit,
    calibrations.c.name,
    calibrations.c.deviation,
    calibrations.c.author,
    calibrations.c.at,
    calibrations.c.carried,
)


class Calibrations:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of_entry(self, entry_id: int) -> dict[int, Calibration]:
        """The scales of the pages of an entry, by page. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        with self._database.read() as connection:
            require(connection, [entry_id], AccessLevel.VIEW)
            return self._pages(connection, entry_id)

    def of_project(self, project_id: int) -> dict[tuple[int, int], Calibration]:
        """The scales of a project by entry and page, as far as the active member sees their sheets."""
        mine = (
            select(entries.c.id, drawings.c.area_id, drawings.c.discipline_id)
            .join(drawings, drawings.c.id == entries.c.drawing_id)
            .join(links, links.c.id == drawings.c.link_id)
            .where(links.c.project_id == project_id, entries.c.id.in_(select(calibrations.c.entry_id)))
        )
        with self._database.read() as connection:
            access = active_access(connection, project_id)
            seen = {
                entry
                for entry, area_id, discipline_id in connection.execute(mine)
                if access.allows(AccessLevel.VIEW, discipline_folder(area_id, discipline_id))
            }
            found = self._read(connection, among(calibrations.c.entry_id, seen))
        return {(one.entry_id, one.page): one for one in found}

    def put(self, calibration: Calibration) -> Calibration:
        """Set the scale of a page, by the active member now, and return it as stored. ``carried`` is left aside: who
        sets a scale answers for it. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        with self._database.write(flushed=True) as connection:
            member = require(connection, [calibration.entry_id], AccessLevel.ANNOTATE)
            stored = replace(calibration, author=member.name, at=self._clock(), carried=None)
            self._write(connection, stored.entry_id, {**self._pages(connection, stored.entry_id), stored.page: stored})
        return stored

    def remove(self, entry_id: int, page: int) -> None:
        """The page has no scale any more. Raises as ``put``."""
        with self._database.write(flushed=True) as connection:
            require(connection, [entry_id], AccessLevel.ANNOTATE)
            pages = self._pages(connection, entry_id)
            self._write(connection, entry_id, {place: one for place, one in pages.items() if place != page})

    def _pages(self, connection: Connection, entry_id: int) -> dict[int, Calibration]:
        found = self._read(connection, calibrations.c.entry_id == entry_id)
        return {one.page: one for one in found}

    def _write(self, connection: Connection, entry_id: int, pages: Mapping[int, Calibration]) -> None:
        """All scales of an entry, as they are known now: a carried one may have been on another page before."""
        connection.execute(delete(calibrations).where(calibrations.c.entry_id == entry_id))
        if pages:
            names = [column.name for column in _COLUMNS]
            connection.execute(
                insert(calibrations), [{name: getattr(one, name) for name in names} for one in pages.values()]
            )

    def _read(self, connection: Connection, condition: ColumnElement[bool]) -> list[Calibration]:
        """Those that were set on their sheet come last: they hold where two are of one page."""
        rows: list[tuple[Any, ...]] = [
            tuple(row)
            for row in connection.execute(
                select(*_COLUMNS, calibrations.c.frame_entry_id, calibrations.c.frame_file).where(condition)
            )
        ]
        own = [Calibration(*row) for *row, frame, _file in rows if frame is None]
        carried = {
            Framed(frame, row[0], row[1], file=file): Calibration(*row)
            for *row, frame, file in rows
            if frame is not None
        }
        placed = placements(connection, carried.keys())
        laid = (
            replace(one, page=placed[framed][0], metres_per_point=one.metres_per_point / placed[framed][1].scale)
            for framed, one in carried.items()
        )
        return [*laid, *own]
