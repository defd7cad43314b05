"""Marks and scales whose sheet becomes another one.

Lines of a revision list inherit copies: by a reorder (S58), or as a new revision (SPEC §7). A copy is a new thing with
the author and the times of what it is a copy of. Rows are copied as they are stored, also those that this version
cannot read. Where a file is replaced behind a revision, its marks stay and are to be checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, select, update

from app.domain.states import Carried, EntryKind
from app.storage.database import among, pairs
from app.storage.schema import annotation_table, calibrations, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection


class Inheritance(NamedTuple):
    """``carried``: the two are different revisions, so the copies are to be checked."""

    source: int
    target: int
    carried: bool


def copy_marks(connection: Connection, inheritances: Sequence[Inheritance], new_id: Callable[[], str]) -> None:
    """Give entries what they inherit; inside a transaction. An entry that holds a mark already, or a copy of it or of
    what it is a copy of, gets no other one, not even where it was removed there: what was discarded stays discarded.
    """
    if not inheritances:
        return
    _copy_annotations(connection, inheritances, new_id)
    _copy_calibrations(connection, inheritances)


def doubt_marks(connection: Connection, replaced: Mapping[int, str]) -> None:
    """Revisions (our rows' ids) have other bytes from now on; given are those before. Inside a transaction.

    What was drawn on the ones before is to be checked, and its geometry stays that of those bytes until somebody looked
    at it. An Original keeps its marks as they are (S57).
    """
    if not replaced:
        return
    lines = select(entries.c.id, entries.c.revision_id, entries.c.kind).where(among(entries.c.revision_id, replaced))
    found = connection.execute(lines).all()
    rows = [{"line": id, "before": replaced[revision]} for id, revision, _ in found]
    drawn_on = [row for row, (*_, kind) in zip(rows, found, strict=True) if kind is not EntryKind.ORIGINAL]
    for table in (annotation_table, calibrations):
        framed = (table.c.frame_entry_id == bindparam("line"), table.c.frame_file.is_(None))
        own = (table.c.entry_id == bindparam("line"), table.c.frame_entry_id.is_(None))
        file: dict[str, Any] = {"frame_file": bindparam("before")}
        unverified: dict[str, Any] = {"deviation": None} if table is calibrations else {}
        doubt = {"carried": Carried.TO_CHECK, "frame_entry_id": table.c.entry_id, **file, **unverified}
        if rows:
            connection.execute(update(table).where(*framed).values(file), rows)
        if drawn_on:
            connection.execute(update(table).where(*own).values(doubt), drawn_on)


def _copy_annotations(connection: Connection, inheritances: Sequence[Inheritance], new_id: Callable[[], str]) -> None:
    rows = _rows(connection, annotation_table, {one.source for one in inheritances}, annotation_table.c.created_at)
    if not rows:
        return
    roots = _Roots(connection)
    copies = []
    for one in inheritances:
        living = [row for row in rows.get(one.source, ()) if row["deleted_at"] is None]
        present = roots.of_entry(one.target) if living else set()
        for row in living:
            if roots.of(row["id"]) not in present:
                copies.append({**_inherited(row, one), "id": new_id(), "source_annotation_id": row["id"]})
    if copies:
        connection.execute(insert(annotation_table), copies)


def _copy_calibrations(connection: Connection, inheritances: Sequence[Inheritance]) -> None:
    """A page that has a scale keeps it. One that was carried is to be verified on the new sheet."""
    rows = _rows(connection, calibrations, {n for one in inheritances for n in one[:2]}, calibrations.c.page)
    if not rows:
        return
    copies = []
    for one in inheritances:
        present = {row["page"] for row in rows.get(one.target, ())}
        for row in rows.get(one.source, ()):
            if row["page"] not in present:
                verified = {"deviation": None} if one.carried else {}
                copies.append({**_inherited(row, one), **verified})
    if copies:
        connection.execute(insert(calibrations), copies)


def _inherited(row: dict[str, Any], one: Inheritance) -> dict[str, Any]:
    """What belongs to the sheet stays in the frame of the sheet it was last laid down on by hand."""
    if not one.carried:
        return {**row, "entry_id": one.target}
    frame = one.source if row["frame_entry_id"] is None else row["frame_entry_id"]
    return {**row, "entry_id": one.target, "carried": Carried.TO_CHECK, "frame_entry_id": frame}


def _rows(connection: Connection, table: Table, entry_ids: set[int], order: Any) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    wanted = select(table).where(among(table.c.entry_id, entry_ids)).order_by(order)
    for row in connection.execute(wanted).mappings():
        found.setdefault(row["entry_id"], []).append(dict(row))
    return found


class _Roots:
    """What each mark goes back to, through all the copies that were made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sources: dict[str, str | None] = {}

    def of(self, mark: str) -> str:
        seen = set()
        while mark not in seen:
            seen.add(mark)
            source = self._source(mark)
            if source is None:
                break
            mark = source
        return mark

    def of_entry(self, entry_id: int) -> set[str]:
        held = select(annotation_table.c.id, annotation_table.c.source_annotation_id).where(
            annotation_table.c.entry_id == entry_id
        )
        here: dict[str, str | None] = pairs(self._connection, held)
        self._sources.update(here)
        return {self.of(mark) for mark in here}

    def _source(self, mark: str) -> str | None:
        if mark not in self._sources:
            one = select(annotation_table.c.source_annotation_id).where(annotation_table.c.id == mark)
            self._sources[mark] = self._connection.execute(one).scalar()
        return self._sources[mark]
