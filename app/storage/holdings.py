"""What this machine holds for a link: the decisions, the lists, the bytes, and what is wrong with single revisions."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select, update

from app.domain.bulk import bulk
from app.domain.files import BlobState, StoredBlob
from app.domain.plan import Held, HeldDrawing, HeldEntry, HeldRevision
from app.domain.states import EntryKind, Wanted, Withdrawal
from app.storage.bookkeeping import new_identity, write_decisions
from app.storage.column_types import Days, Times
from app.storage.database import among, plain_rows
from app.storage.fetched import record_files, refuse_missing_files
from app.storage.known_files import held_lines, known_files, manifest_lines, record_known
from app.storage.ledger import write_lines
from app.storage.links import move_watermark, note_followed
from app.storage.manifest import LINE_BYTES
from app.storage.observations import write_listing
from app.storage.problems import clear, clear_withdrawn, load_problems, note
from app.storage.schema import (
    HERE,
    NEWEST,
    blobs,
    contents,
    drawings,
    entries,
    folder_names,
    observed_revisions,
    revisions,
)
from app.storage.withdrawals import close_question

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.failures import Failure
    from app.domain.files import FetchedFile, Problem
    from app.domain.listing import Listing
    from app.domain.plan import Bookkeeping
    from app.domain.states import FolderKind
    from app.storage.blobs import BlobStore
    from app.storage.database import Database


#: A manifest of this many bytes is never compacted.
_SMALL = 1024 * 1024


class Holdings:
    def __init__(
        self,
        database: Database,
        blob_store: BlobStore,
        clock: Callable[[], datetime],
        *,
        new_id: Callable[[], str] = new_identity,
    ) -> None:
        self._database = database
        self._blobs = blob_store
        self._clock = clock
        self._new_id = new_id

    def load(self, link_id: int) -> Held:
        """Everything held for a link, as the plan reads it. Quarantined bytes are not held."""
        with self._database.read() as connection, bulk():
            return Held(
                drawings=_drawings(connection, link_id),
                revisions=_revisions(connection, link_id),
                entries=_entries(connection, link_id),
                folders=_folder_names(connection, link_id),
            )

    def apply(self, link_id: int, run_id: int | None, operations: Sequence[Bookkeeping], *, at: datetime) -> None:
        """Make the bookkeeping of a plan true, with its ledger lines: all of it or nothing.

        Entries keep their ids and annotations; copies for new entries are made here. Raises Failure(BUG) for a plan
        that does not follow from what is held, and changes nothing then.
        """
        with self._database.write() as connection:
            self._decide(connection, link_id, run_id, operations, at)

    def follow(
        self,
        link_id: int,
        run_id: int | None,
        listing: Listing,
        operations: Sequence[Bookkeeping],
        *,
        at: datetime,
        in_sync: bool,
    ) -> None:
        """Make a listing known together with the decisions that follow from it: all of it or nothing. ``in_sync``:
        nothing is left to be done, so the watermark moves as well (I5)."""
        with self._database.write() as connection:
            write_listing(connection, link_id, run_id, listing)
            self._decide(connection, link_id, run_id, operations, at)
            close_question(connection, link_id)
            note_followed(connection, link_id, at=at if listing.full else None)
            if in_sync:
                move_watermark(connection, link_id, listing.server_time)

    def _decide(
        self, connection: Connection, link_id: int, run_id: int | None, operations: Sequence[Bookkeeping], at: datetime
    ) -> None:
        write_decisions(connection, link_id, operations, self._new_id)
        lines = [line for operation in operations for line in operation.ledger]
        write_lines(connection, link_id, run_id, lines, at=at)

    def commit_files(self, link_id: int, files: Sequence[FetchedFile], *, run_id: int | None = None) -> int:
        """Record fetched files whose bytes are in the blob store already: content rows, journal rows closed, problems
        cleared, in one transaction. Makes their names durable first, and the manifest's lines: files may be ahead of
        rows, never behind (I1).

        Other bytes than the ones held become a new content version; the older one stays, and the ledger says so.
        Returns how many were replaced in this way.
        """
        if not files:
            return 0
        refuse_missing_files(self._blobs, files)
        self._blobs.flush([file.sha256 for file in files])
        at = self._clock()
        with self._database.read() as connection:
            lines = manifest_lines(connection, link_id, files, at=at)
        self._blobs.manifest.append(lines)
        with self._database.write() as connection:
            replaced = record_files(connection, link_id, files, at=at)
            write_lines(connection, link_id, run_id, replaced, at=at)
        return len(replaced)

    def take_back(self, link_id: int, wanted: Mapping[int, int | None]) -> int:
        """Give revisions the bytes that lie in the blob store for them already, as the manifest knows: the database
        was restored or lost its last commits, or another link fetched the same revision (S28). ``wanted``: the size
        that Procore announces, by Procore's revision id.

        Sizes are compared now; the bytes count as unverified until they are read again. Returns how many revisions.
        """
        known = known_files(self._database, link_id, wanted, self._blobs)
        if known:
            with self._database.write() as connection:
                at = self._clock()
                replaced = record_known(connection, link_id, known, at=at)
                write_lines(connection, link_id, None, replaced, at=at)
        return len({file.line.revision_id for file in known})

    def write_manifest(self) -> None:
        """Begin the manifest from the database where there is none yet, and compact one that repeats itself."""
        manifest = self._blobs.manifest
        with self._database.read() as connection:
            known = connection.execute(select(func.count()).select_from(contents)).scalar_one()
            lines = [] if manifest.exists else held_lines(connection)
        manifest.append(lines)
        # Reading all of it takes a second for fifty thousand files: only where it must have grown by repetition.
        manifest.compact(at_least=max(_SMALL, 3 * LINE_BYTES * known))

    def mark_verified(self, sha256s: Iterable[str], *, at: datetime) -> None:
        """These files were read and hash to their names (I2)."""
        with self._database.write() as connection:
            connection.execute(
                update(blobs).where(among(blobs.c.sha256, sha256s)).values(verified_at=at, state=BlobState.HELD)
            )

    def least_verified(self, *, before: datetime, now: datetime, limit: int) -> list[StoredBlob]:
        """Held files that were not read since ``before``, the ones never read first. What was read after ``now`` is
        among them: the clock was wrong then or is now."""
        rows = (
            select(blobs.c.sha256, blobs.c.size, blobs.c.verified_at)
            .where(
                blobs.c.state == BlobState.HELD,
                or_(blobs.c.verified_at.is_(None), blobs.c.verified_at < before, blobs.c.verified_at > now),
            )
            .order_by(blobs.c.verified_at.is_not(None), blobs.c.verified_at, blobs.c.sha256)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [StoredBlob(*row) for row in connection.execute(rows)]

    def lost_files(self, link_id: int) -> list[str]:
        """Hashes of files that a link's newest contents name and that are not here, or not with their size (I1)."""
        named = (
            select(blobs.c.sha256, blobs.c.size)
            .distinct()
            .select_from(revisions.join(contents, NEWEST).join(blobs, HERE))
            .where(revisions.c.link_id == link_id)
        )
        with self._database.read() as connection:
            files = list(plain_rows(connection, named))
        return [sha256 for sha256, size in files if not self._blobs.has(sha256, size)]

    def mark_quarantined(self, sha256: str) -> None:
        """This file failed verification or is gone: it counts as not here until it is fetched again."""
        with self._database.write() as connection:
            connection.execute(update(blobs).where(blobs.c.sha256 == sha256).values(state=BlobState.QUARANTINED))

    def note_problem(
        self,
        link_id: int,
        revision_id: int,
        failure: Failure,
        *,
        at: datetime,
        next_at: datetime | None,
        fingerprint: str,
    ) -> None:
        """Remember why a revision could not be fetched, and when another try makes sense."""
        with self._database.write() as connection:
            note(connection, link_id, revision_id, failure, at=at, next_at=next_at, fingerprint=fingerprint)

    def clear_problem(self, link_id: int, revision_id: int) -> None:
        with self._database.write() as connection:
            clear(connection, link_id, [revision_id])

    def forget_withdrawn_problems(self) -> None:
        """Forget what is wrong with revisions that were withdrawn: they are not waited for. Not during a run."""
        with self._database.write() as connection:
            clear_withdrawn(connection)

    def problems(self, link_id: int) -> dict[int, Problem]:
        """Open problems by Procore's revision id."""
        with self._database.read() as connection:
            return load_problems(connection, link_id)

    def want_older(self, link_id: int, drawing_ids: Collection[int] | None) -> int:
        """Ask for the revisions from before the connection, of these drawings (Procore's ids) or of all of them (S50).
        Returns how many; the next sync fetches them. Drawings that are not shown (obsolete before the connection, S33)
        are left alone."""
        listed = exists().where(
            observed_revisions.c.link_id == revisions.c.link_id,
            observed_revisions.c.revision_id == revisions.c.procore_id,
            observed_revisions.c.published.is_(True),
            observed_revisions.c.deleted.is_(False),
        )
        asked = update(revisions).where(
            revisions.c.link_id == link_id,
            revisions.c.wanted == Wanted.OLDER,
            revisions.c.withdrawn.is_(None),
            listed,
        )
        issued = exists().where(entries.c.drawing_id == drawings.c.id)
        own = select(drawings.c.id).where(drawings.c.link_id == link_id, or_(drawings.c.withdrawn.is_(None), issued))
        if drawing_ids is not None:
            own = own.where(among(drawings.c.procore_id, drawing_ids))
        asked = asked.where(revisions.c.drawing_id.in_(own))
        with self._database.write() as connection:
            return connection.execute(asked.values(wanted=Wanted.REQUESTED)).rowcount


def _drawings(connection: Connection, link_id: int) -> dict[int, HeldDrawing]:
    rows = connection.execute(
        select(
            drawings.c.procore_id,
            drawings.c.number,
            drawings.c.title,
            drawings.c.area_id,
            drawings.c.discipline_id,
            drawings.c.discipline,
            drawings.c.withdrawn,
        ).where(drawings.c.link_id == link_id)
    )
    return {row[0]: HeldDrawing(*row) for row in rows}


def _revisions(connection: Connection, link_id: int) -> dict[int, HeldRevision]:
    here = contents.join(blobs, HERE)
    rows = plain_rows(
        connection,
        select(
            revisions.c.procore_id,
            drawings.c.procore_id,
            revisions.c.wanted,
            revisions.c.revision_number,
            revisions.c.withdrawn,
            blobs.c.sha256,
            blobs.c.size,
            contents.c.pdf_size,
            contents.c.updated_at,
            contents.c.etag,
            revisions.c.drawing_date,
            revisions.c.received_date,
        )
        .select_from(revisions.join(drawings, drawings.c.id == revisions.c.drawing_id).outerjoin(here, NEWEST))
        .where(revisions.c.link_id == link_id),
    )
    days, times = Days(), Times()
    return {
        id: HeldRevision(
            id,
            drawing_id,
            _WANTED[wanted],
            intern(label),
            _WITHDRAWN[withdrawn],
            sha256,
            size,
            fetched_size,
            times[fetched_updated_at],
            etag,
            days[drawing_date],
            days[received_date],
        )
        for (
            id,
            drawing_id,
            wanted,
            label,
            withdrawn,
            sha256,
            size,
            fetched_size,
            fetched_updated_at,
            etag,
            drawing_date,
            received_date,
        ) in rows
    }


def _entries(connection: Connection, link_id: int) -> dict[int, tuple[HeldEntry, ...]]:
    rows = plain_rows(
        connection,
        select(drawings.c.procore_id, entries.c.id, revisions.c.procore_id, entries.c.kind, entries.c.current)
        .select_from(
            entries.join(drawings, drawings.c.id == entries.c.drawing_id).join(
                revisions, revisions.c.id == entries.c.revision_id
            )
        )
        .where(drawings.c.link_id == link_id)
        .order_by(entries.c.drawing_id, entries.c.position),
    )
    lists: dict[int, list[HeldEntry]] = {}
    for drawing_id, id, revision_id, kind, current in rows:
        lists.setdefault(drawing_id, []).append(HeldEntry(id, revision_id, _KINDS[kind], current == 1))
    return {drawing_id: tuple(listed) for drawing_id, listed in lists.items()}


def _folder_names(connection: Connection, link_id: int) -> dict[tuple[FolderKind, int], str]:
    names = select(folder_names.c.kind, folder_names.c.procore_id, folder_names.c.name)
    rows = connection.execute(names.where(folder_names.c.link_id == link_id))
    return {(kind, id): name for kind, id, name in rows}


_WANTED = {member.value: member for member in Wanted}
_WITHDRAWN: dict[str | None, Withdrawal | None] = {None: None, **{member.value: member for member in Withdrawal}}
_KINDS = {member.value: member for member in EntryKind}
