"""Turns files that lie in the blob store into rows: bytes, the version of a revision's content, its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import BlobState
from app.domain.plan import LedgerLine
from app.domain.states import ChangeKind
from app.storage.carrying import doubt_marks
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
    for file in files:
        if file.revision_id not in revision_ids:
            raise Failure(FailureCode.BUG, technical=f"bytes for revision {file.revision_id}, which nobody wanted")
    _record_blobs(connection, files, at)
    lines = record_contents(connection, [(revision_ids[file.revision_id], file) for file in files], at)
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


def _record_blobs(connection: Connection, files: Sequence[FetchedFile], at: datetime) -> None:
    read = [file for file in files if not file.unchanged]
    if not read:
        return
    row = sqlite.insert(blobs)
    new = row.excluded
    facts = {
        "size": new.size,
        "state": new.state,
        "verified_at": new.verified_at,
        "pages": func.coalesce(new.pages, blobs.c.pages),
    }
    connection.execute(
        row.on_conflict_do_update(index_elements=["sha256"], set_=facts),
        [
            {"sha256": f.sha256, "size": f.size, "state": BlobState.HELD, "verified_at": at, "pages": f.pages}
            for f in read
        ],
    )


def record_contents(connection: Connection, found: Sequence[tuple[int, FetchedFile]], at: datetime) -> list[LedgerLine]:
    """Make each file the newest content of a revision (our row's id); inside a transaction. Returns the ledger's line
    for each revision that had other bytes before."""
    ids = [id for id, _ in found]
    if len(set(ids)) < len(ids):  # one revision twice: one after the other
        return [line for one in found for line in record_contents(connection, [one], at)]
    mine = among(contents.c.revision_id, ids)
    current = contents.c.current.is_(True)
    held: dict[int, str] = pairs(connection, select(contents.c.revision_id, contents.c.sha256).where(mine, current))
    counted = select(contents.c.revision_id, func.max(contents.c.version)).where(mine)
    newest: dict[int, int] = pairs(connection, counted.group_by(contents.c.revision_id))
    # Fetched again and still the same bytes: no new version.
    same = [{"mine": id, **_facts(file, at)} for id, file in found if held.get(id) == file.sha256]
    other = [(id, file) for id, file in found if held.get(id) != file.sha256]
    if same:
        own = update(contents).where(contents.c.revision_id == bindparam("mine"), current)
        connection.execute(own, same)
    if not other:
        return []
    connection.execute(
        update(contents).where(among(contents.c.revision_id, [id for id, _ in other]), current).values(current=False)
    )
    rows = [
        {"revision_id": id, "version": newest.get(id, 0) + 1, "sha256": file.sha256, "current": True} | _facts(file, at)
        for id, file in other
    ]
    connection.execute(insert(contents), rows)
    replaced = [(id, file) for id, file in other if id in held]
    doubt_marks(connection, {id: held[id] for id, _ in replaced})
    drawing_ids = _drawings_of(connection, [id for id, _ in replaced])
    return [
        LedgerLine(ChangeKind.REPLACED, drawing_ids[id], file.revision_id, held[id], file.sha256)
        for id, file in replaced
    ]


def _facts(file: FetchedFile, at: datetime) -> dict[str, object]:
    return {"etag": file.etag, "pdf_size": file.announced_size, "updated_at": file.updated_at, "fetched_at": at}


def _drawings_of(connection: Connection, revision_ids: Sequence[int]) -> dict[int, int]:
    if not revision_ids:
        return {}
    drawing = select(revisions.c.id, drawings.c.procore_id).join(drawings, revisions.c.drawing_id == drawings.c.id)
    return pairs(connection, drawing.where(among(revisions.c.id, revision_ids)))
