"""What Procore's listings said, row by row.

A listing is stored once it was read to its end, together with what was decided from it, and only where it differs from
what is stored: one that broke off changes nothing, and one that says nothing new writes one row (I4).
"""

from __future__ import annotations

import re
from dataclasses import fields
from sys import intern
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.bulk import bulk
from app.domain.plan import Observed
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.storage.column_types import Days, Times
from app.storage.database import among, plain_rows, send
from app.storage.schema import (
    links,
    listings,
    observed_areas,
    observed_disciplines,
    observed_revisions,
    observed_sets,
    quarantined_records,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.listing import Listing, Structure
    from app.domain.records import BadRecord
    from app.storage.database import Database

#: Every attribute of a revision but its identity and the signed address of its file, which is never stored.
_ATTRIBUTES = tuple(f.name for f in fields(RemoteRevision) if f.name not in ("id", "pdf_url"))

_QUARANTINE_LIMIT = 4000
_ADDRESS = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>]*", re.IGNORECASE)
#: So many changed rows are worth new figures for SQLite's query planner.
_WORTH_ANALYSING = 500


class Observations:
    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, link_id: int) -> Observed:
        """Everything that was said about a link, as the plan reads it."""
        with self._database.read() as connection:
            mine = (listings.c.link_id == link_id, listings.c.complete.is_(True))
            last = connection.execute(
                select(listings.c.full).where(*mine).order_by(listings.c.generation.desc()).limit(1)
            ).scalar_one_or_none()
            structure = connection.execute(
                select(func.max(listings.c.generation)).where(*mine, listings.c.structure.is_(True))
            ).scalar_one()
            with bulk():
                revisions, missing, touched = _revisions(connection, link_id)
            return Observed(
                revisions=revisions,
                present=frozenset(revisions.keys() - missing if missing else revisions),
                complete=bool(last),
                areas=tuple(RemoteArea(*r) for r in _newest(connection, observed_areas, _AREA, link_id, structure)),
                disciplines=tuple(
                    RemoteDiscipline(*r)
                    for r in _newest(connection, observed_disciplines, _DISCIPLINE, link_id, structure)
                ),
                sets=tuple(RemoteSet(*r) for r in _newest(connection, observed_sets, _SET, link_id, structure)),
                touched=touched,
            )

    def record(self, link_id: int, run_id: int | None, listing: Listing) -> None:
        """Store a listing alone. A run stores it with its decisions, see ``Holdings.follow``."""
        with self._database.write() as connection:
            write_listing(connection, link_id, run_id, listing)

    def put_aside(self, link_id: int, run_id: int | None, bad: Sequence[BadRecord], *, server_time: datetime) -> None:
        """Keep, for the support report, the records for which a listing was given up. Nothing else of it counts."""
        with self._database.write() as connection:
            row = insert(listings).values(link_id=link_id, run_id=run_id, server_time=server_time)
            _put_aside(connection, connection.execute(row.returning(listings.c.generation)).scalar_one(), bad)

    def records_put_aside(self, link_id: int) -> list[tuple[str, str, int]]:
        """Kind and problem of the records that did not decode, and of how many: their text is for nobody else."""
        told = (quarantined_records.c.kind, quarantined_records.c.problem)
        rows = select(*told, func.count()).join(listings).where(listings.c.link_id == link_id)
        with self._database.read() as connection:
            return [tuple(row) for row in connection.execute(rows.group_by(*told).order_by(*told))]

    def baseline_known(self, link_id: int) -> bool:
        """True once a complete listing was turned into decisions: what appears later is new (S33, S48)."""
        with self._database.read() as connection:
            return bool(connection.execute(select(links.c.baseline_known).where(links.c.id == link_id)).scalar())


def write_listing(connection: Connection, link_id: int, run_id: int | None, listing: Listing) -> None:
    """Store what a listing changes; inside a transaction."""
    generation = connection.execute(
        insert(listings)
        .values(
            link_id=link_id,
            run_id=run_id,
            full=listing.full,
            structure=listing.structure is not None,
            complete=True,
            server_time=listing.server_time,
        )
        .returning(listings.c.generation)
    ).scalar_one()
    if listing.structure is not None:
        _write_structure(connection, link_id, generation, listing.structure)
    for statement, touched in ((_UPSERT, False), (_UPSERT_TOUCHED, True)):
        rows = (
            _revision_row(link_id, revision, listing.touched.get(revision.id))
            for revision in listing.changed.values()
            if (revision.id in listing.touched) is touched
        )
        send(connection, statement, rows)
    _set_missing(connection, link_id, listing.gone, missing=True)
    _set_missing(connection, link_id, listing.back, missing=False)
    _put_aside(connection, generation, listing.bad)
    if len(listing.changed) >= _WORTH_ANALYSING:
        # Without figures SQLite reads all revisions of the project to show one drawing. Takes milliseconds.
        connection.exec_driver_sql("PRAGMA analysis_limit = 400")
        connection.exec_driver_sql("ANALYZE")


_AREA = ("area_id", "name", "position")
_DISCIPLINE = ("discipline_id", "name", "position")
_SET = ("set_id", "name", "date", "position")


def _revisions(connection: Connection, link_id: int) -> tuple[dict[int, RemoteRevision], set[int], dict[int, datetime]]:
    """The revisions, the ids of those that are listed no more, and the touched ones."""
    columns = [observed_revisions.c[name] for name in ("missing", "touched_at", "revision_id", *_ATTRIBUTES)]
    rows = plain_rows(connection, select(*columns).where(observed_revisions.c.link_id == link_id))
    revisions: dict[int, RemoteRevision] = {}
    missing: set[int] = set()
    touched: dict[int, datetime] = {}
    days, times = Days(), Times()
    for (
        is_missing,
        touched_at,
        id,
        drawing_id,
        number,
        title,
        label,
        drawing_date,
        received_date,
        updated_at,
        current,
        obsolete,
        deleted,
        published,
        status,
        *places,
        discipline,
        discipline_position,
        public_markups,
    ) in rows:
        revisions[id] = RemoteRevision(
            id,
            drawing_id,
            # The same words stand in many rows, and in what is listed next.
            intern(number),
            intern(title),
            intern(label),
            days[drawing_date],
            days[received_date],
            times[updated_at],
            current == 1,
            obsolete == 1,
            deleted == 1,
            published == 1,
            status and intern(status),
            *(*places, discipline and intern(discipline), discipline_position, public_markups == 1),
        )
        if is_missing:
            missing.add(id)
        if touched_at is not None:
            moved_to = times[touched_at]
            assert moved_to is not None
            touched[id] = moved_to
    return revisions, missing, touched


def _upsert_revisions(*changed: str) -> sqlite.Insert:
    row = sqlite.insert(observed_revisions)
    return row.on_conflict_do_update(
        index_elements=["link_id", "revision_id"], set_={name: row.excluded[name] for name in changed}
    )


_UPSERT = _upsert_revisions(*_ATTRIBUTES)
_UPSERT_TOUCHED = _upsert_revisions("touched_at", *_ATTRIBUTES)


def _revision_row(link_id: int, revision: RemoteRevision, touched_at: datetime | None) -> dict[str, Any]:
    row = {name: getattr(revision, name) for name in _ATTRIBUTES}
    row |= {"link_id": link_id, "revision_id": revision.id, "touched_at": touched_at}
    return row


def _set_missing(connection: Connection, link_id: int, revision_ids: Collection[int], *, missing: bool) -> None:
    if revision_ids:
        connection.execute(
            update(observed_revisions)
            .where(observed_revisions.c.link_id == link_id, among(observed_revisions.c.revision_id, revision_ids))
            .values(missing=missing)
        )


def _write_structure(connection: Connection, link_id: int, generation: int, structure: Structure) -> None:
    """The folders and sets of the project; ``load`` gives only the newest structure."""
    seen = {"link_id": link_id, "generation": generation}
    _put(
        connection,
        observed_areas,
        "area_id",
        [{**seen, "area_id": a.id, "name": a.name, "position": a.position} for a in structure.areas],
    )
    _put(
        connection,
        observed_disciplines,
        "discipline_id",
        [{**seen, "discipline_id": d.id, "name": d.name, "position": d.position} for d in structure.disciplines],
    )
    _put(
        connection,
        observed_sets,
        "set_id",
        [{**seen, "set_id": s.id, "name": s.name, "date": s.date, "position": s.position} for s in structure.sets],
    )


def _put_aside(connection: Connection, generation: int, bad: Iterable[BadRecord]) -> None:
    """Addresses are cut out of the text, they may be signed (I7)."""
    rows = [
        {
            "generation": generation,
            "kind": record.kind,
            "text": _ADDRESS.sub("[address]", record.text)[:_QUARANTINE_LIMIT],
            "problem": record.problem,
        }
        for record in bad
    ]
    if rows:
        connection.execute(insert(quarantined_records), rows)


def _put(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    row = sqlite.insert(table)
    changed = {name: row.excluded[name] for name in rows[0] if name not in ("link_id", key)}
    connection.execute(row.on_conflict_do_update(index_elements=["link_id", key], set_=changed), rows)


def _newest(
    connection: Connection, table: Table, names: Iterable[str], link_id: int, generation: int | None
) -> Iterable[Any]:
    columns = [table.c[name] for name in names]
    named = select(*columns).where(table.c.link_id == link_id, table.c.generation == generation)
    return connection.execute(named.order_by(table.c.position.is_(None), table.c.position, columns[0]))
