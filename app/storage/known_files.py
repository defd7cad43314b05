"""Files that the manifest knows and the database does not, and how the one is made to follow the other.

A database that was restored from an older copy, or begun anew, lacks rows for files that are here. They are found by
Procore's ids, never by a name or a size alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.files import BlobState, FetchedFile
from app.storage.database import among, pairs
from app.storage.fetched import record_contents
from app.storage.manifest import ManifestLine
from app.storage.problems import clear
from app.storage.schema import NEWEST, blobs, contents, links, revisions, transfers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.plan import LedgerLine
    from app.storage.blobs import BlobStore
    from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file that is here for a revision. ``revision``: our row's id. ``version``: None where only the newest content
    row of the revision has lost its bytes. ``verified``: the bytes were read just now."""

    revision: int
    line: ManifestLine
    verified: bool
    version: int | None = None
    newest: bool = True


def manifest_lines(
    connection: Connection, link_id: int, files: Sequence[FetchedFile], *, at: datetime
) -> list[ManifestLine]:
    """What the manifest shall say of files that were fetched for a link."""
    company_id, procore_project_id = _procore_ids(connection, link_id)
    return [
        ManifestLine(
            company_id,
            procore_project_id,
            file.revision_id,
            file.sha256,
            file.size,
            file.announced_size,
            file.updated_at,
            file.etag,
            at,
        )
        for file in files
    ]


def held_lines(connection: Connection) -> list[ManifestLine]:
    """What the manifest would say had it been written from the beginning: every version of every revision."""
    rows = connection.execute(
        select(
            links.c.company_id,
            links.c.procore_project_id,
            revisions.c.procore_id,
            blobs.c.sha256,
            blobs.c.size,
            contents.c.pdf_size,
            contents.c.updated_at,
            contents.c.etag,
            contents.c.fetched_at,
        )
        .select_from(
            contents.join(blobs, blobs.c.sha256 == contents.c.sha256)
            .join(revisions, revisions.c.id == contents.c.revision_id)
            .join(links, links.c.id == revisions.c.link_id)
        )
        .order_by(contents.c.revision_id, contents.c.version)
    )
    return [ManifestLine(*row) for row in rows]


def known_files(
    database: Database, link_id: int, wanted: Mapping[int, int | None], store: BlobStore
) -> list[KnownFile]:
    """The files that are here for revisions of a link, in the order in which they were fetched. ``wanted``: the size
    that Procore announces now, by Procore's revision id.

    Only where the newest file of a revision is here: an older version must not come to look like the present one.
    Reads files, of those that failed before every byte: no transaction is open meanwhile.
    """
    with database.read() as connection:
        own = _owned(connection, link_id, wanted)
        place = _procore_ids(connection, link_id)
    versions: dict[int, dict[str, ManifestLine]] = {}
    for line in store.manifest.lines():
        if line.revision_id in own and (line.company_id, line.procore_project_id) == place:
            mine = versions.setdefault(line.revision_id, {})
            mine.pop(line.sha256, None)  # fetched once more: now the newest
            mine[line.sha256] = line
    stored = {line.sha256 for mine in versions.values() for line in mine.values()}
    with database.read() as connection:
        states: dict[str, BlobState] = pairs(
            connection, select(blobs.c.sha256, blobs.c.state).where(among(blobs.c.sha256, stored))
        )
    found = []
    for revision_id, mine in versions.items():
        rows, lines = own[revision_id], list(mine.values())
        if rows.content is not None:  # the older versions are written down already
            lines = lines[-1:]
        if rows.held and (rows.content == lines[-1].sha256 or lines[-1].announced_size != wanted[revision_id]):
            continue  # not what replaces it
        here = [file for line in lines if (file := _known(rows.id, line, states.get(line.sha256), store)) is not None]
        if here and here[-1].line is lines[-1]:
            found += _numbered(here) if rows.content is None else here
    return found


def record_known(connection: Connection, link_id: int, known: Sequence[KnownFile], *, at: datetime) -> list[LedgerLine]:
    """Write the rows of files that are here already; inside a transaction. Sixty thousand are a few statements.
    Returns a line for each file that replaces another one behind the same revision."""
    row = sqlite.insert(blobs).on_conflict_do_nothing(index_elements=["sha256"])
    connection.execute(
        row,
        [
            {
                "sha256": file.line.sha256,
                "size": file.line.size,
                "state": BlobState.HELD,
                "verified_at": at if file.verified else None,
            }
            for file in known
        ],
    )
    read = [file.line.sha256 for file in known if file.verified]
    connection.execute(update(blobs).where(among(blobs.c.sha256, read)).values(state=BlobState.HELD, verified_at=at))
    new = [_content_row(file) for file in known if file.version is not None]
    if new:
        connection.execute(insert(contents), new)
    lines = []
    for file in known:
        if file.version is None:
            line = file.line
            fetched = FetchedFile(
                line.revision_id, line.sha256, line.size, line.etag, line.updated_at, line.announced_size
            )
            lines += record_contents(connection, [(file.revision, fetched)], line.fetched_at)
    revision_ids = {file.line.revision_id for file in known}
    connection.execute(
        delete(transfers).where(transfers.c.link_id == link_id, among(transfers.c.revision_id, revision_ids))
    )
    clear(connection, link_id, revision_ids)
    return lines


def _content_row(file: KnownFile) -> dict[str, Any]:
    line = file.line
    return {
        "revision_id": file.revision,
        "version": file.version,
        "sha256": line.sha256,
        "etag": line.etag,
        "pdf_size": line.announced_size,
        "updated_at": line.updated_at,
        "fetched_at": line.fetched_at,
        "current": file.newest,
    }


def _numbered(files: list[KnownFile]) -> list[KnownFile]:
    return [replace(file, version=version, newest=version == len(files)) for version, file in enumerate(files, start=1)]


def _procore_ids(connection: Connection, link_id: int) -> tuple[int, int]:
    row = connection.execute(select(links.c.company_id, links.c.procore_project_id).where(links.c.id == link_id)).one()
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the database knows of a revision: our id, the hash of its newest content, whether those bytes are here."""

    id: int
    content: str | None
    held: bool


def _owned(connection: Connection, link_id: int, revision_ids: Iterable[int]) -> dict[int, _Rows]:
    rows = connection.execute(
        select(revisions.c.procore_id, revisions.c.id, contents.c.sha256, blobs.c.state)
        .select_from(revisions.outerjoin(contents, NEWEST).outerjoin(blobs, blobs.c.sha256 == contents.c.sha256))
        .where(revisions.c.link_id == link_id, among(revisions.c.procore_id, revision_ids))
    )
    return {procore_id: _Rows(id, sha256, state is BlobState.HELD) for procore_id, id, sha256, state in rows}


def _known(revision: int, line: ManifestLine, state: BlobState | None, store: BlobStore) -> KnownFile | None:
    if not store.has(line.sha256, line.size):
        return None
    if state is BlobState.QUARANTINED:
        # It failed before: this time only its bytes are proof.
        return KnownFile(revision, line, True) if store.check(line.sha256) is None else None
    return KnownFile(revision, line, False)
