"""Writes the decisions of a plan: drawings, revisions, revision lists, and the annotations that move with them.

Sixty thousand operations are one transaction of a few statements each sent for many rows; nothing goes row by row.
"""

from __future__ import annotations

import uuid
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects import sqlite

from app.domain.failures import Failure, FailureCode
from app.domain.plan import Arrange, PutDrawing, PutFolder, PutRevision
from app.storage.carrying import Inheritance, copy_marks
from app.storage.database import among, pairs, send
from app.storage.schema import drawings, entries, folder_names, revisions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from app.domain.plan import Bookkeeping


_MOVE = (
    update(entries)
    .where(entries.c.id == bindparam("entry"))
    .values(
        {
            name: bindparam(f"new_{name}", type_=entries.c[name].type)
            for name in ("drawing_id", "revision_id", "kind", "position", "current")
        }
    )
)


def new_identity() -> str:
    """An identity for an annotation."""
    return str(uuid.uuid4())


def write_decisions(
    connection: Connection, link_id: int, operations: Sequence[Bookkeeping], new_id: Callable[[], str]
) -> None:
    """Apply the operations of one plan; inside a transaction. Within a kind they apply in their order, and drawings
    come before their revisions and these before the lists that name them."""
    _put_folders(connection, link_id, [op for op in operations if isinstance(op, PutFolder)])
    _put_drawings(connection, link_id, [op for op in operations if isinstance(op, PutDrawing)])
    _put_revisions(connection, link_id, [op for op in operations if isinstance(op, PutRevision)])
    _arrange(connection, link_id, [op for op in operations if isinstance(op, Arrange)], new_id)


def _put_folders(connection: Connection, link_id: int, operations: Sequence[PutFolder]) -> None:
    if operations:
        row = sqlite.insert(folder_names)
        named = row.on_conflict_do_update(
            index_elements=["link_id", "kind", "procore_id"], set_={"name": row.excluded.name}
        )
        rows = [
            {"link_id": link_id, "kind": op.kind, "procore_id": op.procore_id, "name": op.name} for op in operations
        ]
        connection.execute(named, rows)


def _put_drawings(connection: Connection, link_id: int, operations: Sequence[PutDrawing]) -> None:
    rows = (
        {
            "link_id": link_id,
            "procore_id": op.drawing.procore_id,
            "number": op.drawing.number,
            "title": op.drawing.title,
            "area_id": op.drawing.area_id,
            "discipline_id": op.drawing.discipline_id,
            "discipline": op.drawing.discipline,
            "withdrawn": op.drawing.withdrawn,
        }
        for op in operations
    )
    _upsert(connection, drawings, rows)


def _put_revisions(connection: Connection, link_id: int, operations: Sequence[PutRevision]) -> None:
    drawing_ids = _own_ids(connection, drawings, link_id, {op.drawing_id for op in operations})
    rows = (
        {
            "link_id": link_id,
            "procore_id": op.revision_id,
            "drawing_id": drawing_ids[op.drawing_id],
            "wanted": op.wanted,
            "revision_number": op.revision_number,
            "withdrawn": op.withdrawn,
            "drawing_date": op.drawing_date,
            "received_date": op.received_date,
        }
        for op in operations
    )
    _upsert(connection, revisions, rows)


def _upsert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    row = sqlite.insert(table)
    changed = {name: row.excluded[name] for name in first if name not in ("link_id", "procore_id")}
    put = row.on_conflict_do_update(index_elements=["link_id", "procore_id"], set_=changed)
    send(connection, put, chain([first], rows))


def _arrange(connection: Connection, link_id: int, operations: Sequence[Arrange], new_id: Callable[[], str]) -> None:
    if not operations:
        return
    drawing_ids = _own_ids(connection, drawings, link_id, {op.drawing_id for op in operations})
    named = {entry.revision_id for op in operations for entry in op.entries}
    revision_ids = _own_ids(connection, revisions, link_id, named)
    _refuse_losses(connection, set(drawing_ids.values()), operations)
    # The write lock is ours, so the next ids are known and nothing must be read back row by row.
    next_id = int(connection.execute(select(func.coalesce(func.max(entries.c.id), 0))).scalar_one()) + 1
    kept, added = [], []
    inheritances: list[Inheritance] = []
    for op in operations:
        for position, entry in enumerate(op.entries):
            row = {
                "drawing_id": drawing_ids[op.drawing_id],
                "revision_id": revision_ids[entry.revision_id],
                "kind": entry.kind,
                "position": position,
                "current": entry.current,
            }
            if entry.annotations_from is not None:
                target = next_id if entry.id is None else entry.id
                inheritances.append(Inheritance(entry.annotations_from, target, entry.carried))
            if entry.id is None:
                added.append({"id": next_id, **row})
                next_id += 1
            else:
                kept.append({"entry": entry.id, **{f"new_{name}": value for name, value in row.items()}})
    if kept:
        connection.execute(_MOVE, kept)
    if added:
        connection.execute(insert(entries), added)
    copy_marks(connection, inheritances, new_id)


def _refuse_losses(connection: Connection, drawing_ids: Iterable[int], operations: Sequence[Arrange]) -> None:
    """A revision list only grows: a plan that leaves a line out was made from something else than what is held, and
    would strand its annotations (I10)."""
    held = select(entries.c.id).where(among(entries.c.drawing_id, drawing_ids))
    present = set(connection.execute(held).scalars())
    listed = {entry.id for op in operations for entry in op.entries if entry.id is not None}
    if present != listed:
        technical = f"revision lists leave out {len(present - listed)} entries and name {len(listed - present)} unknown"
        raise Failure(FailureCode.BUG, technical=technical)


def _own_ids(connection: Connection, table: Table, link_id: int, procore_ids: set[int]) -> dict[int, int]:
    """Our ids by Procore's. All of them must be known: the plan puts a thing before it refers to it."""
    if not procore_ids:
        return {}
    known = select(table.c.procore_id, table.c.id).where(
        table.c.link_id == link_id, among(table.c.procore_id, procore_ids)
    )
    found: dict[int, int] = pairs(connection, known)
    if len(found) != len(procore_ids):
        missing = sorted(procore_ids - found.keys())[:5]
        raise Failure(FailureCode.BUG, technical=f"{table.name} without a row: {missing}")
    return found
