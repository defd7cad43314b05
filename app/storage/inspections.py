"""What is known of the pages of held files, and of which files it still has to be found out.

Nothing is queued: what is to be done follows from which rows are missing, so a killed program loses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.dialects import sqlite

from app.domain.files import BlobState, Uninspected
from app.storage.database import among, pairs
from app.storage.fetched import record_sheets
from app.storage.schema import blobs, contents, entries, inspections, revisions, sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from sqlalchemy import Select

    from app.domain.failures import Reason
    from app.domain.files import SheetFacts
    from app.storage.database import Database

#: Of the way of finding out. What another version found out is found out again.
VERSION = 2


class Inspections:
    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, limit: int) -> list[Uninspected]:
        """Held files of which too little is known: those of current revisions first, those that were never tried
        before those that failed."""
        unknown = or_(inspections.c.sha256.is_(None), inspections.c.done.is_(False))
        order = (_CURRENT.desc(), func.coalesce(inspections.c.attempts, 0), blobs.c.sha256)
        return self._files(_files().where(unknown).order_by(*order).limit(limit))

    def of(self, revision_ids: Collection[int]) -> list[Uninspected]:
        """The files of these revisions (Procore's ids), whatever is known of them."""
        asked = (
            select(contents.c.sha256)
            .join(revisions, revisions.c.id == contents.c.revision_id)
            .where(contents.c.current.is_(True), among(revisions.c.procore_id, revision_ids))
        )
        return self._files(_files().where(blobs.c.sha256.in_(asked)))

    def drawable(self) -> list[Uninspected]:
        """Every file that has previews unless somebody deleted them; those of current revisions first."""
        order = (_CURRENT.desc(), blobs.c.sha256)
        return self._files(_files().where(inspections.c.done.is_(True), inspections.c.previews > 0).order_by(*order))

    def texts(self, sha256: str) -> dict[int, str]:
        """What stands on the pages of a file, as far as it was read, by page from 0."""
        with self._database.read() as connection:
            return pairs(connection, select(sheets.c.page, sheets.c.text).where(sheets.c.sha256 == sha256))

    def record(
        self, sha256: str, sheets: Sequence[SheetFacts], *, attempts: int, previews: int, reason: Reason | None
    ) -> None:
        """Write what was found out, and with it the index of the text. Replaces what was known of the file."""
        with self._database.write() as connection:
            record_sheets(connection, sha256, sheets)
            connection.execute(_upsert(sha256, reason, attempts=attempts, done=True, previews=previews))

    def record_failure(self, sha256: str, *, attempts: int, reason: Reason | None, done: bool) -> None:
        """Nothing was found out this time. ``done``: and it is not tried again."""
        with self._database.write() as connection:
            connection.execute(_upsert(sha256, reason, attempts=attempts, done=done))

    def record_previews(self, sha256: str, count: int) -> None:
        """So many pages of an inspected file can be drawn."""
        with self._database.write() as connection:
            connection.execute(inspections.update().where(inspections.c.sha256 == sha256).values(previews=count))

    def _files(self, statement: Select[Any]) -> list[Uninspected]:
        with self._database.read() as connection:
            return [Uninspected(*row) for row in connection.execute(statement)]


_CURRENT = exists().where(
    contents.c.sha256 == blobs.c.sha256,
    contents.c.current.is_(True),
    entries.c.revision_id == contents.c.revision_id,
    entries.c.current.is_(True),
)


def _files() -> Select[Any]:
    known = and_(inspections.c.sha256 == blobs.c.sha256, inspections.c.version == VERSION)
    return (
        select(
            blobs.c.sha256,
            func.coalesce(inspections.c.attempts, 0),
            func.coalesce(inspections.c.done, 0) == 1,
            func.coalesce(inspections.c.previews, 0),
        )
        .select_from(blobs.outerjoin(inspections, known))
        .where(blobs.c.state == BlobState.HELD)
    )


def _upsert(sha256: str, reason: Reason | None, **facts: object) -> Any:
    row = {"version": VERSION, "reason": None if reason is None else reason.value, **facts}
    return sqlite.insert(inspections).values(sha256=sha256, **row).on_conflict_do_update(["sha256"], set_=row)
