"""The layers of a project's marks: names and colours. A mark names its layer; "" is always there and has no row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.states import AccessLevel, EntryKind
from app.storage.database import among, pairs
from app.storage.mark_access import require
from app.storage.permissions import active_access
from app.storage.projects import get_project
from app.storage.schema import annotation_table, drawings, entries, links, markup_layers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.engine import Connection

    from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class MarkupLayer:
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class LayerUse:
    """Marks on a layer, and on how many lines of revision lists they are."""

    marks: int
    sheets: int


@dataclass(frozen=True, slots=True)
class RemovedLayer:
    """``colour`` and ``position`` None: it was named by marks alone. ``moved``: marks that went to ``into``;
    ``removed``: those that were removed with it."""

    name: str
    colour: str | None
    position: int | None
    into: str
    moved: tuple[str, ...]
    removed: tuple[str, ...] = ()


class MarkupLayers:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def of_project(self, project_id: int) -> list[MarkupLayer]:
        """In the order in which they were made. A mark may name one that is not among them (of another machine)."""
        mine = select(markup_layers.c.name, markup_layers.c.colour).where(markup_layers.c.project_id == project_id)
        with self._database.read() as connection:
            return [MarkupLayer(*row) for row in connection.execute(mine.order_by(markup_layers.c.position))]

    def put(self, project_id: int, layer: MarkupLayer) -> None:
        """Add a layer, or give one another colour. Raises Failure(NOT_FOUND) and Failure(NOT_ALLOWED)."""
        with self._database.write(flushed=True) as connection:
            _require(connection, project_id)
            last = select(func.coalesce(func.max(markup_layers.c.position), 0)).where(
                markup_layers.c.project_id == project_id
            )
            row = insert(markup_layers).values(
                project_id=project_id,
                name=layer.name,
                colour=layer.colour,
                position=connection.execute(last).scalar_one() + 1,
            )
            connection.execute(row.on_conflict_do_update(["project_id", "name"], set_={"colour": row.excluded.colour}))

    def rename(self, project_id: int, name: str, new: str) -> None:
        """Give a layer another name, with all of its marks. Where there is one of that name, the two become one.

        Raises as ``put``.
        """
        with self._database.write(flushed=True) as connection:
            _require(connection, project_id)
            if new == name:
                return
            this = (markup_layers.c.project_id == project_id, markup_layers.c.name == name)
            taken = select(markup_layers.c.name).where(
                markup_layers.c.project_id == project_id, markup_layers.c.name == new
            )
            if not new or connection.execute(taken).first() is not None:
                connection.execute(delete(markup_layers).where(*this))
            else:
                connection.execute(update(markup_layers).where(*this).values(name=new))
            connection.execute(update(annotation_table).where(*_on_layer(project_id, name)).values(layer=new))

    def use_of(self, project_id: int, name: str) -> LayerUse:
        """What there is on a layer."""
        living = _on_layer(project_id, name, annotation_table.c.deleted_at.is_(None))
        counted = select(func.count(), func.count(annotation_table.c.entry_id.distinct())).where(*living)
        with self._database.read() as connection:
            return LayerUse(*connection.execute(counted).one())

    def remove(self, project_id: int, name: str, *, into: str | None = "") -> RemovedLayer:
        """Take a layer away. Its marks go to the layer ``into``; None: they are removed with it, but for those of an
        Original, which stay (S57) on the layer that is always there. Returns what ``put_back`` takes.

        Raises as ``put``; to remove marks, the member must be allowed to annotate in the folders of all of them.
        """
        with self._database.write(flushed=True) as connection:
            _require(connection, project_id)
            row = (markup_layers.c.project_id == project_id, markup_layers.c.name == name)
            look = select(markup_layers.c.colour, markup_layers.c.position).where(*row)
            layer = connection.execute(look).first()
            removed = self._remove_marks(connection, project_id, name) if into is None else ()
            target = into or ""
            marks = select(annotation_table.c.id).where(*_on_layer(project_id, name))
            moved = tuple(connection.execute(marks).scalars())
            _move(connection, moved, target)
            connection.execute(delete(markup_layers).where(*row))
        colour, position = (None, None) if layer is None else (layer.colour, layer.position)
        return RemovedLayer(name, colour, position, target, moved, removed)

    def put_back(self, project_id: int, removed: RemovedLayer) -> None:
        """Undo ``remove``, as far as nobody did anything else with the layer or its marks since. Raises as ``put``."""
        with self._database.write(flushed=True) as connection:
            _require(connection, project_id)
            if removed.colour is not None:
                row = insert(markup_layers).values(
                    project_id=project_id, name=removed.name, colour=removed.colour, position=removed.position
                )
                connection.execute(row.on_conflict_do_nothing())
            still = select(annotation_table.c.id).where(
                *_on_layer(project_id, removed.into), among(annotation_table.c.id, removed.moved)
            )
            _move(connection, tuple(connection.execute(still).scalars()), removed.name)
            back = update(annotation_table).where(among(annotation_table.c.id, removed.removed))
            connection.execute(back.values(deleted_at=None))

    def _remove_marks(self, connection: Connection, project_id: int, name: str) -> tuple[str, ...]:
        living = (
            select(annotation_table.c.id, annotation_table.c.entry_id)
            .join(entries, entries.c.id == annotation_table.c.entry_id)
            .where(*_on_layer(project_id, name, annotation_table.c.deleted_at.is_(None)))
            .where(entries.c.kind != EntryKind.ORIGINAL)
        )
        found: dict[str, int] = pairs(connection, living)
        if found:
            require(connection, found.values(), AccessLevel.ANNOTATE)
            gone = update(annotation_table).where(among(annotation_table.c.id, found))
            connection.execute(gone.values(deleted_at=self._clock()))
        return tuple(found)


def _require(connection: Connection, project_id: int) -> None:
    """Layers are one list for all folders: whoever may draw in any of them may have a say."""
    project = get_project(connection, project_id)
    access = active_access(connection, project_id)
    if not any(access.allows(AccessLevel.ANNOTATE, folder) for folder in access.settings):
        access.require(AccessLevel.ANNOTATE, project.name)


def _on_layer(project_id: int, name: str, *further: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return annotation_table.c.layer == name, annotation_table.c.entry_id.in_(_entries(project_id)), *further


def _move(connection: Connection, marks: Collection[str], layer: str) -> None:
    connection.execute(update(annotation_table).where(among(annotation_table.c.id, marks)).values(layer=layer))


def _entries(project_id: int) -> Select[tuple[int]]:
    return (
        select(entries.c.id)
        .join(drawings, drawings.c.id == entries.c.drawing_id)
        .join(links, links.c.id == drawings.c.link_id)
        .where(links.c.project_id == project_id)
    )
