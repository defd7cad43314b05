"""What people drew: read and written through the one door that knows the active member (S52).

A mark belongs to the entry it was drawn on and stays there, whatever a sync does meanwhile. Every call is one
transaction, and when it returns the mark is on the disk. Nothing is ever deleted: a mark that is removed keeps its row,
and what this version cannot read keeps it too (I10).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, bindparam, insert, select, type_coerce, update

from app.domain.failures import Failure, FailureCode
from app.domain.markup_shapes import markup_transformed
from app.domain.markups import (
    ListedMarkup,
    Markup,
    MarkupKind,
    MarkupStatus,
    NotAMarkup,
    UnreadableMarkup,
    geometry_from,
    geometry_json,
    style_from,
    style_json,
)
from app.domain.plane import Similarity
from app.domain.states import AccessLevel, Carried
from app.storage.database import among, pairs
from app.storage.mark_access import require, seen_lines
from app.storage.marked_sheets import Framed, placements
from app.storage.schema import annotation_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, RowMapping

    from app.storage.database import Database
    from app.storage.mark_access import MarkedLine

_ROW = (
    annotation_table.c.id,
    annotation_table.c.entry_id,
    annotation_table.c.page,
    annotation_table.c.layer,
    annotation_table.c.kind,
    # As text: one that was damaged must not hide all others.
    type_coerce(annotation_table.c.geometry, Text).label("geometry"),
    type_coerce(annotation_table.c.style, Text).label("style"),
    annotation_table.c.text,
    annotation_table.c.author,
    annotation_table.c.created_at,
    annotation_table.c.modified_at,
    annotation_table.c.status,
    annotation_table.c.source_annotation_id,
    annotation_table.c.carried,
    annotation_table.c.frame_entry_id,
    annotation_table.c.frame_file,
)
_OLDEST_FIRST = (annotation_table.c.created_at, annotation_table.c.id)


@dataclass(frozen=True, slots=True)
class SheetMarkups:
    """All marks of one entry, of all its pages, in the order in which they were drawn."""

    markups: tuple[Markup, ...]
    unreadable: tuple[UnreadableMarkup, ...] = ()
    #: The entries whose sheets marks that are to be checked come from, by mark; its own where its file was replaced.
    origins: Mapping[str, int] = field(default_factory=dict)


class Annotations:
    """``member_id``: who acts; None for the active member."""

    def __init__(self, database: Database, clock: Callable[[], datetime], member_id: int | None = None) -> None:
        self._database = database
        self._clock = clock
        self._member_id = member_id

    def acting(self, member_id: int | None) -> Annotations:
        """The same marks for who drew while active and is not any more: what was drawn is that member's."""
        return Annotations(self._database, self._clock, member_id)

    def of_entry(self, entry_id: int) -> SheetMarkups:
        """The marks of one line of a revision list. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED, NO_ACCESS)."""
        with self._database.read() as connection:
            require(connection, [entry_id], AccessLevel.VIEW, self._member_id)
            return self._read(connection, _living().where(annotation_table.c.entry_id == entry_id))

    def of_project(self, project_id: int, *, drawing_id: int | None = None) -> list[ListedMarkup]:
        """The marks of a project, or of one of its drawings (Procore's id), on all revisions; also those of a Procore
        project that it was connected to before. Sorted by number, revision, and time. What the active member does not
        see is left out, and so is what this version cannot read (see ``unreadable``). Raises Failure(NOT_FOUND), and
        Failure(NOT_ALLOWED, NO_ACCESS) for a member without any access."""
        with self._database.read() as connection:
            seen = seen_lines(connection, project_id, drawing_id, self._member_id)
            found = self._read(connection, _living().where(among(annotation_table.c.entry_id, seen)))
        by_entry: dict[int, list[Markup]] = {}
        for markup in found.markups:
            by_entry.setdefault(markup.entry_id, []).append(markup)
        return [_listed(line, markup) for entry, line in seen.items() for markup in by_entry.get(entry, ())]

    def unreadable(self, project_id: int) -> tuple[UnreadableMarkup, ...]:
        """What is stored for a project and cannot be shown by this version. Raises as ``of_project``."""
        with self._database.read() as connection:
            seen = seen_lines(connection, project_id, None, self._member_id)
            return self._read(connection, _living().where(among(annotation_table.c.entry_id, seen))).unreadable

    def add(self, markups: Sequence[Markup]) -> list[Markup]:
        """Store new marks, drawn by the active member now; returns them as stored. ``source_id`` and ``carried`` are
        the store's own and left aside. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        if not markups:
            return []
        with self._database.write(flushed=True) as connection:
            member = require(connection, {one.entry_id for one in markups}, AccessLevel.ANNOTATE, self._member_id)
            now = self._clock()
            added = [
                replace(one, author=member.name, created_at=now, modified_at=now, source_id=None, carried=None)
                for one in markups
            ]
            connection.execute(insert(annotation_table), [_new_row(one) for one in added])
        return added

    def change(self, markups: Sequence[Markup]) -> list[Markup]:
        """Store marks that were changed, also those that are removed at the moment; returns them as stored.

        The entry, the author and the time of drawing stay as they were, and what is to be checked stays so unless
        ``carried`` says otherwise. A carried mark that got another geometry, style
        or page stays where it was put; one that did not goes on following what is found out about how the two sheets
        lie. Raises Failure(NOT_FOUND), where any of them was never stored, and Failure(NOT_ALLOWED).
        """
        if not markups:
            return []
        with self._database.write(flushed=True) as connection:
            stored = self._stored(connection, [one.id for one in markups])
            now = self._clock()
            changed = [
                replace(
                    one,
                    entry_id=stored[one.id].entry_id,
                    author=stored[one.id].author,
                    created_at=stored[one.id].created_at,
                    modified_at=now,
                    source_id=stored[one.id].source_id,
                    carried=_doubted(one.carried, stored[one.id].carried),
                )
                for one in markups
            ]
            self._write(connection, [one for one in changed if _is_placed(one, stored[one.id])], _PLACED)
            self._write(connection, [one for one in changed if not _is_placed(one, stored[one.id])], _UNPLACED)
        return changed

    def confirm(self, markups: Sequence[Markup]) -> list[Markup]:
        """Carried marks were looked at: from now on each stays as it is given here. Author and times stay.

        Raises as ``change``.
        """
        if not markups:
            return []
        confirmed = [replace(one, carried=Carried.CONFIRMED) for one in markups]
        with self._database.write(flushed=True) as connection:
            self._stored(connection, [one.id for one in markups])
            self._write(connection, confirmed, _CONFIRMED)
        return confirmed

    def remove(self, ids: Collection[str]) -> None:
        """Take marks off their sheets; their rows stay. Discarding a carried one is the same.

        Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED).
        """
        self._mark_deleted(ids, deleted=True)

    def restore(self, ids: Collection[str]) -> None:
        """Put removed marks back, as they were. Raises as ``remove``."""
        self._mark_deleted(ids, deleted=False)

    def _mark_deleted(self, ids: Collection[str], *, deleted: bool) -> None:
        if not ids:
            return
        with self._database.write(flushed=True) as connection:
            require(connection, _entries_of(connection, ids).values(), AccessLevel.ANNOTATE, self._member_id)
            at = self._clock() if deleted else None
            connection.execute(update(annotation_table).where(among(annotation_table.c.id, ids)).values(deleted_at=at))

    def _stored(self, connection: Connection, ids: Collection[str]) -> dict[str, Markup]:
        """As they are now, for a member who may change them."""
        require(connection, _entries_of(connection, ids).values(), AccessLevel.ANNOTATE, self._member_id)
        found = self._read(connection, select(*_ROW).where(among(annotation_table.c.id, ids)))
        if found.unreadable:
            technical = f"{found.unreadable[0].id}: {found.unreadable[0].problem}"
            raise Failure(FailureCode.BUG, technical=f"a mark that cannot be read was to be changed: {technical}")
        return {one.id: one for one in found.markups}

    def _write(self, connection: Connection, markups: Sequence[Markup], columns: Sequence[str]) -> None:
        if markups:
            statement = update(annotation_table).where(annotation_table.c.id == bindparam("mark"))
            values = {name: bindparam(f"new_{name}", type_=annotation_table.c[name].type) for name in columns}
            rows = [_row(one) | {"frame_entry_id": None, "frame_file": None} for one in markups]
            connection.execute(
                statement.values(values),
                [{"mark": row["id"], **{f"new_{name}": row[name] for name in columns}} for row in rows],
            )

    def _read(self, connection: Connection, rows: Select[Any]) -> SheetMarkups:
        readable: list[Markup] = []
        framed: dict[str, Framed] = {}
        unreadable = []
        for row in connection.execute(rows.order_by(*_OLDEST_FIRST)).mappings():
            try:
                one = _markup(row)
            except NotAMarkup as problem:
                unreadable.append(UnreadableMarkup(row["id"], row["entry_id"], row["page"], str(problem)))
                continue
            readable.append(one)
            if row["frame_entry_id"] is not None:
                framed[one.id] = Framed(row["frame_entry_id"], one.entry_id, one.page, one.id, row["frame_file"])
        placed = placements(connection, set(framed.values()))
        markups = (_laid(one, *placed[framed[one.id]]) if one.id in framed else one for one in readable)
        return SheetMarkups(tuple(markups), tuple(unreadable), _origins(connection, readable, framed))


#: What ``change`` writes of a mark that stands where it is given, of one that goes on following its sheet, and what
#: ``confirm`` writes.
_UNPLACED = ("layer", "text", "modified_at", "status", "carried")
_CONFIRMED = ("geometry", "style", "page", "carried", "frame_entry_id", "frame_file")
_PLACED = ("kind", "layer", "text", "modified_at", "status", *_CONFIRMED)


def _origins(connection: Connection, markups: Sequence[Markup], framed: Mapping[str, Framed]) -> dict[str, int]:
    """See ``SheetMarkups``. One without a frame was looked at, which was taken back."""
    origins = {id: one.frame for id, one in framed.items()}
    sources = {
        one.id: one.source_id
        for one in markups
        if one.carried is Carried.TO_CHECK and one.id not in origins and one.source_id is not None
    }
    if sources:
        rows = select(annotation_table.c.id, annotation_table.c.entry_id)
        found: dict[str, int] = pairs(connection, rows.where(among(annotation_table.c.id, sources.values())))
        origins |= {id: found[source] for id, source in sources.items() if source in found}
    return origins


def _laid(one: Markup, page: int, by: Similarity) -> Markup:
    placed = one if by == Similarity() else markup_transformed(one, by)
    return placed if placed.page == page else replace(placed, page=page)


def _doubted(given: Carried | None, stored: Carried | None) -> Carried | None:
    """What came to be doubted meanwhile is not free of doubt by a change that knew nothing of it."""
    return stored if given is None else given


def _is_placed(one: Markup, before: Markup) -> bool:
    followed = (one.kind, one.page, one.geometry, one.style) == (
        before.kind,
        before.page,
        before.geometry,
        before.style,
    )
    return one.carried is not Carried.TO_CHECK or not followed


def _living() -> Select[Any]:
    return select(*_ROW).where(annotation_table.c.deleted_at.is_(None))


def _entries_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The entry of each mark, also of removed ones. Raises Failure(NOT_FOUND)."""
    wanted = set(ids)
    rows = select(annotation_table.c.id, annotation_table.c.entry_id).where(among(annotation_table.c.id, wanted))
    found: dict[str, int] = pairs(connection, rows)
    if len(found) < len(wanted):
        missing = min(wanted - found.keys())
        raise Failure(FailureCode.NOT_FOUND, values={"name": missing}, technical="no such annotation")
    return found


def _row(one: Markup) -> dict[str, Any]:
    return {
        "id": one.id,
        "page": one.page,
        "layer": one.layer,
        "kind": one.kind.value,
        "geometry": geometry_json(one.geometry),
        "style": style_json(one.style),
        "text": one.text,
        "modified_at": one.modified_at,
        "status": one.status.value,
        "carried": one.carried,
    }


def _new_row(one: Markup) -> dict[str, Any]:
    return {**_row(one), "entry_id": one.entry_id, "author": one.author, "created_at": one.created_at}


def _markup(row: RowMapping) -> Markup:
    """Raises NotAMarkup."""
    try:
        kind = MarkupKind(row["kind"])
    except ValueError:
        raise NotAMarkup(f"kind {row['kind']!r}") from None
    return Markup(
        id=row["id"],
        entry_id=row["entry_id"],
        page=row["page"],
        layer=row["layer"],
        kind=kind,
        geometry=geometry_from(kind, _json(row["geometry"])),
        style=style_from(_json(row["style"])),
        text=row["text"],
        author=row["author"],
        created_at=row["created_at"],
        modified_at=row["modified_at"],
        status=MarkupStatus.DONE if row["status"] == MarkupStatus.DONE else MarkupStatus.OPEN,
        source_id=row["source_annotation_id"],
        carried=row["carried"],
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _listed(line: MarkedLine, markup: Markup) -> ListedMarkup:
    return ListedMarkup(
        markup,
        line.drawing_id,
        line.number,
        line.title,
        line.revision_id,
        line.revision_number,
        line.kind,
        line.current,
        line.drawing_withdrawn or line.revision_withdrawn,
        line.annotate,
    )
