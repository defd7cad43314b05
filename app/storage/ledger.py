"""What Procore changed, and what was done to a connection: with before and after, for good (SPEC §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, insert, or_, select

from app.domain.states import ChangeKind, Wanted
from app.domain.views import Change
from app.storage.folders import Folders
from app.storage.schema import (
    drawings,
    entries,
    ledger,
    links,
    observed_revisions,
    observed_sets,
    revisions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Row
    from sqlalchemy.sql.elements import ColumnElement

    from app.domain.plan import LedgerLine
    from app.storage.database import Database
    from app.storage.folders import FolderName, Place


class Ledger:
    def __init__(self, database: Database) -> None:
        self._database = database

    def changes(self, project_id: int, since: datetime | None = None) -> list[Change]:
        """The lines of a project, oldest first, from ``since`` on, with the names of today."""
        lines = _lines(project_id)
        if since is not None:
            lines = lines.where(ledger.c.at >= since)
        with self._database.read() as connection:
            rows = connection.execute(lines).all()
            names = {link: _folder_names(connection, link, rows) for link in {row.link_id for row in rows}}
        return [_change(row, names[row.link_id].get(_place(row), _NO_FOLDER)) for row in rows]

    def changed_drawings(self, project_id: int, since: datetime | None) -> frozenset[int]:
        """Procore's ids of the drawings with a line from ``since`` on (None: since the connection). What was there when
        the project was connected is not among them."""
        found = (
            select(ledger.c.drawing_id)
            .join_from(ledger, drawings, _same_drawing())
            .where(ledger.c.project_id == project_id, ~_first())
            .distinct()
        )
        if since is not None:
            found = found.where(ledger.c.at >= since)
        with self._database.read() as connection:
            return frozenset(connection.execute(found).scalars())

    def note(
        self,
        kind: ChangeKind,
        *,
        at: datetime,
        project_id: int | None = None,
        link_id: int | None = None,
        before: object = None,
        after: object = None,
    ) -> None:
        """Write one line about a project or about its link. One of the two is enough."""
        with self._database.write() as connection:
            write_note(connection, kind, at=at, project_id=project_id, link_id=link_id, before=before, after=after)


def write_note(
    connection: Connection,
    kind: ChangeKind,
    *,
    at: datetime,
    project_id: int | None = None,
    link_id: int | None = None,
    before: object = None,
    after: object = None,
) -> None:
    """See ``Ledger.note``; inside a transaction."""
    if project_id is None:
        if link_id is None:
            raise ValueError("a ledger line is about a project or a link")
        project_id = project_of(connection, link_id)
    line = {"project_id": project_id, "link_id": link_id, "at": at, "kind": kind, "before": before, "after": after}
    connection.execute(insert(ledger), [line])


def write_lines(
    connection: Connection, link_id: int, run_id: int | None, lines: Sequence[LedgerLine], *, at: datetime
) -> None:
    """Append what a plan says that Procore changed; inside a transaction."""
    if not lines:
        return
    project_id = project_of(connection, link_id)
    rows = [
        {
            "project_id": project_id,
            "link_id": link_id,
            "run_id": run_id,
            "at": at,
            "kind": line.kind,
            "drawing_id": line.drawing_id,
            "revision_id": line.revision_id,
            "before": line.before,
            "after": line.after,
        }
        for line in lines
    ]
    connection.execute(insert(ledger), rows)


def project_of(connection: Connection, link_id: int) -> int:
    """The project that a link belongs to."""
    project_id: int = connection.execute(select(links.c.project_id).where(links.c.id == link_id)).scalar_one()
    return project_id


_NO_FOLDER: FolderName = (None, None, 0)


def _lines(project_id: int) -> Select[Any]:
    """A drawing that was added stands with the revision it came with; the ledger has none for it."""
    came_with = (
        select(revisions.c.procore_id)
        .join_from(revisions, entries, entries.c.revision_id == revisions.c.id)
        .where(entries.c.drawing_id == drawings.c.id, ledger.c.kind == ChangeKind.ADDED)
        .order_by(entries.c.position)
        .limit(1)
        .correlate(drawings, ledger)
        .scalar_subquery()
    )
    revision_id = func.coalesce(ledger.c.revision_id, came_with)
    return (
        select(
            ledger.c.link_id,
            ledger.c.at,
            ledger.c.kind,
            drawings.c.number,
            ledger.c.before,
            ledger.c.after,
            ledger.c.drawing_id,
            drawings.c.title,
            drawings.c.area_id,
            drawings.c.discipline_id,
            drawings.c.discipline,
            revision_id.label("revision_id"),
            revisions.c.revision_number,
            observed_sets.c.name.label("drawing_set"),
            _first().label("first"),
        )
        .select_from(
            ledger.outerjoin(drawings, _same_drawing())
            .outerjoin(revisions, and_(revisions.c.link_id == ledger.c.link_id, revisions.c.procore_id == revision_id))
            .outerjoin(
                observed_revisions,
                and_(observed_revisions.c.link_id == ledger.c.link_id, observed_revisions.c.revision_id == revision_id),
            )
            .outerjoin(
                observed_sets,
                and_(
                    observed_sets.c.link_id == ledger.c.link_id, observed_sets.c.set_id == observed_revisions.c.set_id
                ),
            )
        )
        .where(ledger.c.project_id == project_id)
        .order_by(ledger.c.at, ledger.c.id)
    )


def _same_drawing() -> ColumnElement[bool]:
    return and_(drawings.c.link_id == ledger.c.link_id, drawings.c.procore_id == ledger.c.drawing_id)


def _first() -> ColumnElement[bool]:
    """The line says that a drawing was added which was there when the project was connected: it has a revision of that
    time, or none since."""

    def has(wanted: Wanted) -> ColumnElement[bool]:
        held = exists().where(revision.c.drawing_id == drawings.c.id, revision.c.wanted == wanted)
        return held.correlate(drawings)

    revision = revisions.alias()
    return and_(ledger.c.kind == ChangeKind.ADDED, or_(has(Wanted.AT_CONNECTION), ~has(Wanted.SINCE_CONNECTION)))


def _folder_names(connection: Connection, link_id: int | None, rows: Sequence[Row[Any]]) -> dict[Place, FolderName]:
    if link_id is None:
        return {}
    return Folders(connection, link_id).named({_place(row) for row in rows if row.link_id == link_id and row.number})


def _place(row: Row[Any]) -> Place:
    return row.area_id, row.discipline_id, row.discipline


def _change(row: Row[Any], folder: FolderName) -> Change:
    return Change(
        row.at,
        row.kind,
        row.number,
        row.before,
        row.after,
        drawing_id=row.drawing_id,
        title=row.title,
        area=folder[0],
        discipline=folder[1],
        folder_order=folder[2],
        revision_id=row.revision_id,
        revision=row.revision_number,
        drawing_set=row.drawing_set,
        first=bool(row.first),
    )
