"""The scales of sheets, read and written as the marks are (see ``annotations``)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.measures import Calibration
from app.domain.states import AccessLevel
from app.storage.marked_sheets import Framed, nothing_compared, placements, require
from app.storage.schema import calibrations, drawings, entries, links

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from app.storage.database import Database
    from app.storage.marked_sheets import Alignments

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
    def __init__(
        self, database: Database, clock: Callable[[], datetime], alignments: Alignments = nothing_compared
    ) -> None:
        self._database = database
        self._clock = clock
        self._alignments = alignments

    def of_entry(self, entry_id: int) -> dict[int, Calibration]:
        """The scales of the pages of an entry, by page. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        with self._database.read() as connection:
            require(connection, [entry_id], AccessLevel.VIEW)
            found = self._read(connection, calibrations.c.entry_id == entry_id)
        return {one.page: one for one in found}

    def of_project(self, project_id: int) -> dict[tuple[int, int], Calibration]:
        """All scales of a project by entry and page, to go with ``Annotations.of_project``, which knows who looks."""
        mine = (
            select(entries.c.id)
            .join(drawings, drawings.c.id == entries.c.drawing_id)
            .join(links, links.c.id == drawings.c.link_id)
            .where(links.c.project_id == project_id)
        )
        with self._database.read() as connection:
            found = self._read(connection, calibrations.c.entry_id.in_(mine))
        return {(one.entry_id, one.page): one for one in found}

    def put(self, calibration: Calibration) -> Calibration:
        """Set the scale of a page, by the active member now, and return it as stored. ``carried`` is left aside: who
        sets a scale answers for it. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        with self._database.write() as connection:
            member = require(connection, [calibration.entry_id], AccessLevel.ANNOTATE)
            stored = replace(calibration, author=member.name, at=self._clock(), carried=None)
            row = {column.name: getattr(stored, column.name) for column in _COLUMNS} | {"frame_entry_id": None}
            connection.execute(insert(calibrations).values(row).on_conflict_do_update(["entry_id", "page"], set_=row))
        return stored

    def remove(self, entry_id: int, page: int) -> None:
        """The page has no scale any more. Raises as ``put``."""
        with self._database.write() as connection:
            require(connection, [entry_id], AccessLevel.ANNOTATE)
            connection.execute(
                delete(calibrations).where(calibrations.c.entry_id == entry_id, calibrations.c.page == page)
            )

    def _read(self, connection: Connection, condition: ColumnElement[bool]) -> list[Calibration]:
        rows: list[tuple[Any, ...]] = [
            tuple(row) for row in connection.execute(select(*_COLUMNS, calibrations.c.frame_entry_id).where(condition))
        ]
        found = {Calibration(*row): frame for *row, frame in rows}
        framed = {one: Framed(frame, one.entry_id, one.page) for one, frame in found.items() if frame is not None}
        placed = placements(connection, set(framed.values()), self._alignments)
        return [
            replace(one, metres_per_point=one.metres_per_point / placed[framed[one]].scale) if one in framed else one
            for one in found
        ]
