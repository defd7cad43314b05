"""Turns files that lie in the blob store into rows: bytes, the version of a revision's content, its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import BlobState
from app.domain.plan import LedgerLine
from app.domain.states import ChangeKind
from app.storage.database import among, pairs
from app.storage.journal import close_transfers
from app.storage.problems import clear
from app.storage.schema import blobs, contents, drawings, revisions, sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.files import FetchedFile, SheetFacts
    from app.storage.blobs import BlobStore


def refuse_missing_files(store: BlobStore, files: Sequence[FetchedFile]) -> None:
    """A row must never name a file that is not there (I1). Raises Failure(LOCAL_IO, MISSING_FILE)."""
    for file in files:
        if not store.has(file.sha256, file.size):
            raise Failure(FailureCode.LOCAL_IO, Reason.MISSING_FILE, technical=f"no blob {file.sha256[:12]}")


def record_files(
    connection: Connection, link_id: int, files: Sequence[FetchedFile], *, at: datetime
) -> list[LedgerLine]:
    """Write the rows of fetched files; inside a transaction. Returns a line for each file that replaced another one
    behind the same revision."""
    own = select(revisions.c.procore_id, revisions.c.id).where(
        revisions.c.link_id == link_id, among(revisions.c.procore_id, [file.revision_id for file in files])
    )
    revision_ids: dict[int, int] = pairs(connection, own)
    lines = []
    for file in files:
        if file.revision_id not in revision_ids:
            raise Failure(FailureCode.BUG, technical=f"bytes for revision {file.revision_id}, which nobody wanted")
        _record_blob(connection, file, at)
        lines += record_content(connection, revision_ids[file.revision_id], file, at)
    close_transfers(connection, [file.journal_id for file in files if file.journal_id is not None])
    clear(connection, link_id, [file.revision_id for file in files])
    return lines


def record_sheets(connection: Connection, sha256: str, facts: Sequence[SheetFacts]) -> None:
    """Write what the pages of a file are; inside a transaction."""
    connection.execute(sheets.delete().where(sheets.c.sha256 == sha256))
    if facts:
        connection.execute(
            insert(sheets),
            [
                {
                    "sha256": sha256,
                    "page": fact.page,
                    "width_pt": fact.width_pt,
                    "height_pt": fact.height_pt,
                    "rotation": fact.rotation,
                    "text": fact.text,
                }
                for fact in facts
            ],
        )
    connection.execute(update(blobs).where(blobs.c.sha256 == sha256).values(pages=len(facts)))


def _record_blob(connection: Connection, file: FetchedFile, at: datetime) -> None:
    facts = {"size": file.size, "state": BlobState.HELD, "verified_at": at}
    if file.pages is not None:
        facts["pages"] = file.pages
    row = sqlite.insert(blobs).values(sha256=file.sha256, **facts)
    connection.execute(row.on_conflict_do_update(index_elements=["sha256"], set_=facts))


def record_content(connection: Connection, revision_id: int, file: FetchedFile, at: datetime) -> list[LedgerLine]:
    """Make a file the newest content of a revision (our row's id); inside a transaction. Returns the ledger's line
    where other bytes were held before."""
    facts = {
        "etag": file.etag,
        "pdf_size": file.announced_size,
        "updated_at": file.updated_at,
        "fetched_at": at,
    }
    mine = contents.c.revision_id == revision_id
    current = (mine, contents.c.current.is_(True))
    held = connection.execute(select(contents.c.sha256).where(*current)).scalar_one_or_none()
    if held == file.sha256:  # fetched again and still the same bytes: no new version
        connection.execute(update(contents).where(*current).values(**facts))
        return []
    connection.execute(update(contents).where(*current).values(current=False))
    newest = connection.execute(select(func.coalesce(func.max(contents.c.version), 0)).where(mine)).scalar_one()
    connection.execute(
        insert(contents).values(revision_id=revision_id, version=newest + 1, sha256=file.sha256, current=True, **facts)
    )
    if held is None:
        return []
    drawing = select(drawings.c.procore_id).join(revisions, revisions.c.drawing_id == drawings.c.id)
    drawing_id = connection.execute(drawing.where(revisions.c.id == revision_id)).scalar_one()
    return [LedgerLine(ChangeKind.REPLACED, drawing_id, file.revision_id, held, file.sha256)]
