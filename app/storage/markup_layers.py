"""The layers of a project's marks: names and colours. A mark names its layer; "" is always there and has no row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.states import AccessLevel
from app.storage.permissions import active_access
from app.storage.projects import get_project
from app.storage.schema import annotation_table, drawings, entries, links, markup_layers

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

    from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class MarkupLayer:
    name: str
    colour: str


class MarkupLayers:
    def __init__(self, database: Database) -> None:
        self._database = database

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
            connection.execute(
                update(annotation_table)
                .where(annotation_table.c.layer == name, annotation_table.c.entry_id.in_(_entries(project_id)))
                .values(layer=new)
            )

    def remove(self, project_id: int, name: str) -> None:
        """Take a layer away; its marks go to the one that is always there. Raises as ``put``."""
        self.rename(project_id, name, "")


def _require(connection: Connection, project_id: int) -> None:
    """Layers are one list for all folders: whoever may draw in any of them may have a say."""
    project = get_project(connection, project_id)
    access = active_access(connection, project_id)
    if not any(access.allows(AccessLevel.ANNOTATE, folder) for folder in access.settings):
        access.require(AccessLevel.ANNOTATE, project.name)


def _entries(project_id: int) -> Select[tuple[int]]:
    return (
        select(entries.c.id)
        .join(drawings, drawings.c.id == entries.c.drawing_id)
        .join(links, links.c.id == drawings.c.link_id)
        .where(links.c.project_id == project_id)
    )
