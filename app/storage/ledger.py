"""What Procore changed, and what was done to a connection: with before and after, for good (SPEC §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, insert, select

from app.domain.views import Change
from app.storage.schema import drawings, ledger, links

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.plan import LedgerLine
    from app.domain.states import ChangeKind
    from app.storage.database import Database


class Ledger:
    def __init__(self, database: Database) -> None:
        self._database = database

    def changes(self, project_id: int, since: datetime | None = None) -> list[Change]:
        """The lines of a project, oldest first, from ``since`` on. Drawings are named by their number of today."""
        lines = (
            select(ledger.c.at, ledger.c.kind, drawings.c.number, ledger.c.before, ledger.c.after, ledger.c.drawing_id)
            .join_from(
                ledger,
                drawings,
                and_(drawings.c.link_id == ledger.c.link_id, drawings.c.procore_id == ledger.c.drawing_id),
                isouter=True,
            )
            .where(ledger.c.project_id == project_id)
            .order_by(ledger.c.at, ledger.c.id)
        )
        if since is not None:
            lines = lines.where(ledger.c.at >= since)
        with self._database.read() as connection:
            return [Change(*row) for row in connection.execute(lines)]

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
