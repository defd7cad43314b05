"""Open downloads: which part belongs to which revision, and how much of it survives a crash."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import and_, delete, exists, or_, select

from app.domain.files import BlobState, JournalRow
from app.storage.database import among
from app.storage.schema import blobs, contents, revisions, transfers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.interfaces import DBAPICursor

    from app.storage.database import Database

_COLUMNS = (
    transfers.c.id,
    transfers.c.link_id,
    transfers.c.revision_id,
    transfers.c.part,
    transfers.c.size,
    transfers.c.offset,
    transfers.c.etag,
    transfers.c.sha256,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A download whose first byte has not been asked for yet. A row that the revision has already begins again:
    nothing of an earlier part counts. To resume one, use the row from ``entries`` instead."""

    link_id: int
    revision_id: int
    part: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Advanced:
    """The first ``offset`` bytes of the part are durable: note it only after the fsync that made them so. With
    ``sha256`` the part is complete and checked: the next thing that happens to it is its name in the blob store."""

    id: int
    offset: int
    etag: str | None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """A download that ended for good."""

    id: int


Noted: TypeAlias = Opened | Advanced | Closed


class Journal:
    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, items: Sequence[Noted]) -> list[int]:
        """Note them in their order, in one transaction, and answer each with the id of its row."""
        # By the driver itself: two are noted for every file that arrives, and SQLAlchemy takes five times as long.
        with self._database.write() as connection, closing(connection.connection.cursor()) as cursor:
            return [_note(cursor, item) for item in items]

    def entries(self, link_id: int | None = None) -> list[JournalRow]:
        """Open downloads, oldest first."""
        rows = select(*_COLUMNS).order_by(transfers.c.id)
        if link_id is not None:
            rows = rows.where(transfers.c.link_id == link_id)
        with self._database.read() as connection:
            return [JournalRow(*row) for row in connection.execute(rows)]

    def forget_dead(self) -> int:
        """Remove the rows of downloads that nobody goes on with: of revisions that were withdrawn before their bytes
        came, and of files that were found whole in their place. Their parts are strays from then on. Not during a run.
        Returns how many.
        """
        this = and_(revisions.c.link_id == transfers.c.link_id, revisions.c.procore_id == transfers.c.revision_id)
        wanted = exists().where(this, revisions.c.withdrawn.is_(None))
        here = exists().where(
            this,
            contents.c.revision_id == revisions.c.id,
            contents.c.current.is_(True),
            contents.c.sha256 == transfers.c.sha256,
            blobs.c.sha256 == contents.c.sha256,
            blobs.c.state == BlobState.HELD,
        )
        with self._database.write() as connection:
            return connection.execute(delete(transfers).where(or_(~wanted, here))).rowcount


def close_transfers(connection: Connection, ids: Iterable[int]) -> None:
    """See ``Closed``; inside a transaction."""
    connection.execute(delete(transfers).where(among(transfers.c.id, ids)))


_OPEN = (
    "INSERT INTO transfers (link_id, revision_id, part, size, offset) VALUES (?, ?, ?, ?, 0) "
    "ON CONFLICT (link_id, revision_id) DO UPDATE SET "
    "part = excluded.part, size = excluded.size, offset = 0, etag = NULL, sha256 = NULL RETURNING id"
)
_ADVANCE = "UPDATE transfers SET offset = ?, etag = ?, sha256 = coalesce(?, sha256) WHERE id = ?"


_CLOSE = "DELETE FROM transfers WHERE id = ?"


def _note(cursor: DBAPICursor, item: Noted) -> int:
    if isinstance(item, Opened):
        cursor.execute(_OPEN, (item.link_id, item.revision_id, item.part, item.size))
        row = cursor.fetchone()
        assert row is not None, "RETURNING answers with one row"
        return int(row[0])
    if isinstance(item, Advanced):
        cursor.execute(_ADVANCE, (item.offset, item.etag, item.sha256, item.id))
    else:
        cursor.execute(_CLOSE, (item.id,))
    return item.id
