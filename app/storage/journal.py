"""Open downloads: which part belongs to which revision, and how much of it survives a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.files import JournalRow
from app.storage.database import among
from app.storage.schema import transfers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

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


class Journal:
    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, link_id: int, revision_id: int, part: str, size: int | None) -> int:
        """Record a download before its first byte is asked for; returns the row's id.

        A row that the revision has already begins again: nothing of an earlier part counts. To resume one, use the
        row from ``entries`` instead.
        """
        row = insert(transfers).values(link_id=link_id, revision_id=revision_id, part=part, size=size, offset=0)
        again = row.on_conflict_do_update(
            index_elements=["link_id", "revision_id"],
            set_={"part": part, "size": size, "offset": 0, "etag": None, "sha256": None},
        )
        with self._database.write() as connection:
            id: int = connection.execute(again.returning(transfers.c.id)).scalar_one()
        return id

    def progress(self, id: int, offset: int, etag: str | None) -> None:
        """The first ``offset`` bytes of the part are durable: call it only after the fsync that made them so."""
        with self._database.write() as connection:
            connection.execute(update(transfers).where(transfers.c.id == id).values(offset=offset, etag=etag))

    def landed(self, id: int, sha256: str, size: int, etag: str | None) -> None:
        """The part is complete and checked: the next thing that happens to it is its name in the blob store."""
        with self._database.write() as connection:
            connection.execute(
                update(transfers).where(transfers.c.id == id).values(sha256=sha256, offset=size, etag=etag)
            )

    def close(self, ids: Iterable[int]) -> None:
        """Forget downloads that ended for good."""
        with self._database.write() as connection:
            close_transfers(connection, ids)

    def entries(self, link_id: int | None = None) -> list[JournalRow]:
        """Open downloads, oldest first."""
        rows = select(*_COLUMNS).order_by(transfers.c.id)
        if link_id is not None:
            rows = rows.where(transfers.c.link_id == link_id)
        with self._database.read() as connection:
            return [JournalRow(*row) for row in connection.execute(rows)]


def close_transfers(connection: Connection, ids: Iterable[int]) -> None:
    """See ``Journal.close``; inside a transaction."""
    connection.execute(delete(transfers).where(among(transfers.c.id, ids)))
