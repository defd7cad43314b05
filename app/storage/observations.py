"""What Procore's listings said, row by row, with the listing that said it last.

A listing is a *generation*. Rows carry the newest generation that named them, so what a complete full listing did not
name is told from what an interrupted one did not reach (I4).
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.plan import Observed
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
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
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.storage.database import Database

#: Every attribute of a revision but its identity and the signed address of its file, which is never stored.
_ATTRIBUTES = tuple(f.name for f in fields(RemoteRevision) if f.name not in ("id", "pdf_url"))
_REVISION = (observed_revisions.c.revision_id, *(observed_revisions.c[name] for name in _ATTRIBUTES))

_QUARANTINE_LIMIT = 4000
_ADDRESS = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>]*", re.IGNORECASE)


class Observations:
    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, link_id: int, run_id: int | None, *, full: bool, server_time: datetime) -> int:
        """Open a listing; returns its generation. ``server_time`` is Procore's clock at its start (S48)."""
        row = insert(listings).values(link_id=link_id, run_id=run_id, full=full, server_time=server_time)
        with self._database.write() as connection:
            generation: int = connection.execute(row.returning(listings.c.generation)).scalar_one()
        return generation

    def add(self, generation: int, revisions: Sequence[RemoteRevision]) -> None:
        """Store what a page of the listing said, in one transaction. Newer words replace older ones."""
        if not revisions:
            return
        with self._database.write() as connection:
            link_id = _link_of(connection, generation)
            for deleted in (False, True):
                rows = [_revision_row(link_id, generation, r) for r in revisions if r.deleted is deleted]
                if rows:
                    connection.execute(_UPSERT_DELETED if deleted else _UPSERT, rows)

    def structure(
        self,
        generation: int,
        areas: Sequence[RemoteArea],
        disciplines: Sequence[RemoteDiscipline],
        sets: Sequence[RemoteSet],
    ) -> None:
        """Store the folders and sets of the project; ``load`` gives only the newest structure."""
        with self._database.write() as connection:
            seen = {"link_id": _link_of(connection, generation), "generation": generation}
            _put(
                connection,
                observed_areas,
                "area_id",
                [{**seen, "area_id": a.id, "name": a.name, "position": a.position} for a in areas],
            )
            _put(
                connection,
                observed_disciplines,
                "discipline_id",
                [{**seen, "discipline_id": d.id, "name": d.name, "position": d.position} for d in disciplines],
            )
            _put(
                connection,
                observed_sets,
                "set_id",
                [{**seen, "set_id": s.id, "name": s.name, "date": s.date, "position": s.position} for s in sets],
            )
            connection.execute(update(listings).where(listings.c.generation == generation).values(structure=True))

    def quarantine(self, generation: int, kind: str, text: str, problem: str) -> None:
        """Put aside a record that does not decode.

        If it can still be told which revision it is about, that one counts as seen: unreadable is not absent.
        Addresses are cut out of the text, they may be signed (I7).
        """
        shown = _ADDRESS.sub("[address]", text)[:_QUARANTINE_LIMIT]
        with self._database.write() as connection:
            connection.execute(
                insert(quarantined_records).values(generation=generation, kind=kind, text=shown, problem=problem)
            )
            revision_id = _id_in(text)
            if "revision" in kind and revision_id is not None:
                link_id = _link_of(connection, generation)
                connection.execute(
                    update(observed_revisions)
                    .where(observed_revisions.c.link_id == link_id, observed_revisions.c.revision_id == revision_id)
                    .values(generation=generation)
                )

    def complete(self, generation: int) -> None:
        """The listing reached its end: from now on its silence means something."""
        with self._database.write() as connection:
            connection.execute(update(listings).where(listings.c.generation == generation).values(complete=True))
            if connection.execute(select(listings.c.full).where(listings.c.generation == generation)).scalar():
                # Without figures SQLite reads all revisions of the project to show one drawing. Takes milliseconds.
                connection.exec_driver_sql("PRAGMA analysis_limit = 400")
                connection.exec_driver_sql("ANALYZE")

    def load(self, link_id: int) -> Observed:
        """Everything that was said about a link, as the plan reads it."""
        with self._database.read() as connection:
            mine = listings.c.link_id == link_id
            whole = (listings.c.full.is_(True), listings.c.complete.is_(True))
            newest = select(func.max(listings.c.generation)).where(mine)
            last, proof, structure = connection.execute(
                select(
                    newest.scalar_subquery(),
                    newest.where(*whole).scalar_subquery(),
                    newest.where(listings.c.structure.is_(True)).scalar_subquery(),
                )
            ).one()
            rows = connection.execute(
                select(observed_revisions.c.generation, *_REVISION).where(observed_revisions.c.link_id == link_id)
            )
            revisions: dict[int, RemoteRevision] = {}
            present = set()
            for generation, *attributes in rows:
                revision = RemoteRevision(*attributes)
                revisions[revision.id] = revision
                if generation >= (proof or 0):
                    present.add(revision.id)
            return Observed(
                revisions=revisions,
                present=frozenset(present),
                complete=proof is not None and proof == last,
                areas=tuple(RemoteArea(*r) for r in _newest(connection, observed_areas, _AREA, link_id, structure)),
                disciplines=tuple(
                    RemoteDiscipline(*r)
                    for r in _newest(connection, observed_disciplines, _DISCIPLINE, link_id, structure)
                ),
                sets=tuple(RemoteSet(*r) for r in _newest(connection, observed_sets, _SET, link_id, structure)),
            )

    def folders(self, link_id: int) -> frozenset[tuple[str, int]]:
        """("area" | "discipline" | "set", Procore id) of every folder that a listing ever named."""
        tables = (("area", observed_areas), ("discipline", observed_disciplines), ("set", observed_sets))
        with self._database.read() as connection:
            return frozenset(
                (kind, id)
                for kind, table in tables
                for id in connection.execute(select(table.c[f"{kind}_id"]).where(table.c.link_id == link_id)).scalars()
            )

    def baseline_known(self, link_id: int) -> bool:
        """True once a complete listing was turned into decisions: what appears later is new (S33, S48)."""
        with self._database.read() as connection:
            return bool(connection.execute(select(links.c.baseline_known).where(links.c.id == link_id)).scalar())

    def set_baseline_known(self, link_id: int) -> None:
        with self._database.write() as connection:
            connection.execute(update(links).where(links.c.id == link_id).values(baseline_known=True))


_AREA = ("area_id", "name", "position")
_DISCIPLINE = ("discipline_id", "name", "position")
_SET = ("set_id", "name", "date", "position")


def _upsert_revisions(*changed: str) -> sqlite.Insert:
    row = sqlite.insert(observed_revisions)
    return row.on_conflict_do_update(
        index_elements=["link_id", "revision_id"], set_={name: row.excluded[name] for name in changed}
    )


_UPSERT = _upsert_revisions("generation", *_ATTRIBUTES)
#: A deleted revision may be listed with half of what was known of it; the rest stays as it was.
_UPSERT_DELETED = _upsert_revisions("generation", "deleted")


def _revision_row(link_id: int, generation: int, revision: RemoteRevision) -> dict[str, Any]:
    row = {name: getattr(revision, name) for name in _ATTRIBUTES}
    row |= {"link_id": link_id, "generation": generation, "revision_id": revision.id}
    return row


def _link_of(connection: Connection, generation: int) -> int:
    link = select(listings.c.link_id).where(listings.c.generation == generation)
    link_id: int = connection.execute(link).scalar_one()
    return link_id


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


def _id_in(text: str) -> int | None:
    try:
        record = json.loads(text)
    except ValueError:
        return None
    found = record.get("id") if isinstance(record, dict) else None
    return found if type(found) is int else None  # not a bool
