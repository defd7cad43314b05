"""On which lines of revision lists a member may draw, and on which the marks are seen (S52)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from app.domain.access import discipline_folder
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.sheets import sort_key
from app.domain.states import AccessLevel
from app.storage.database import among
from app.storage.permissions import active_access
from app.storage.projects import get_project
from app.storage.schema import annotation_table, drawings, entries, links, revisions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from app.domain.access import Access, Folder
    from app.domain.states import EntryKind, Withdrawal
    from app.domain.views import Member


class _Place(NamedTuple):
    project_id: int
    folder: Folder
    number: str


def require(
    connection: Connection, entry_ids: Iterable[int], level: AccessLevel, member_id: int | None = None
) -> Member:
    """The active member, or the one of this id, who has ``level`` in the folders of all these entries.

    Raises Failure(NOT_FOUND) for an entry that is not there, and Failure(NOT_ALLOWED).
    """
    accesses: dict[int, Access] = {}
    wanted = set(entry_ids)
    if not wanted:
        raise Failure(FailureCode.BUG, technical="no entry named")
    for place in _places(connection, wanted):
        access = accesses.get(place.project_id) or active_access(connection, place.project_id, member_id)
        accesses[place.project_id] = access
        access.require(level, place.number, place.folder)
    return next(iter(accesses.values())).member


def _places(connection: Connection, entry_ids: set[int]) -> set[_Place]:
    where = (
        select(entries.c.id, links.c.project_id, drawings.c.area_id, drawings.c.discipline_id, drawings.c.number)
        .select_from(
            entries.join(drawings, drawings.c.id == entries.c.drawing_id).join(links, links.c.id == drawings.c.link_id)
        )
        .where(among(entries.c.id, entry_ids))
    )
    found = {
        id: _Place(project_id, discipline_folder(area_id, discipline_id), number)
        for id, project_id, area_id, discipline_id, number in connection.execute(where)
    }
    missing = entry_ids - found.keys()
    if missing:
        raise Failure(FailureCode.NOT_FOUND, values={"name": str(min(missing))}, technical="no such entry")
    return set(found.values())


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line of a revision list, as far as a listed mark needs it."""

    entry_id: int
    area_id: int | None
    discipline_id: int | None
    drawing_id: int
    number: str
    title: str
    revision_id: int
    revision_number: str
    kind: EntryKind
    current: bool
    drawing_withdrawn: Withdrawal | None
    revision_withdrawn: Withdrawal | None
    annotate: bool = False


def seen_lines(
    connection: Connection, project_id: int, drawing_id: int | None, member_id: int | None
) -> dict[int, MarkedLine]:
    """Those that have marks and that the member sees, by entry, by number and in the order of their lists."""
    project = get_project(connection, project_id)
    access = active_access(connection, project_id, member_id)
    if not access.anything:
        raise access.refusal(Reason.NO_ACCESS, project.name)
    seen = {}
    for line in _lines(connection, project_id, drawing_id):
        level = access.effective(discipline_folder(line.area_id, line.discipline_id)).level
        if level.covers(AccessLevel.VIEW):
            seen[line.entry_id] = replace(line, annotate=level.covers(AccessLevel.ANNOTATE))
    return seen


def _lines(connection: Connection, project_id: int, drawing_id: int | None) -> list[MarkedLine]:
    rows = (
        select(
            entries.c.id,
            drawings.c.area_id,
            drawings.c.discipline_id,
            drawings.c.procore_id,
            drawings.c.number,
            drawings.c.title,
            revisions.c.procore_id,
            revisions.c.revision_number,
            entries.c.kind,
            entries.c.current,
            drawings.c.withdrawn,
            revisions.c.withdrawn,
        )
        .select_from(
            entries.join(drawings, drawings.c.id == entries.c.drawing_id)
            .join(links, links.c.id == drawings.c.link_id)
            .join(revisions, revisions.c.id == entries.c.revision_id)
        )
        .where(links.c.project_id == project_id, entries.c.id.in_(select(annotation_table.c.entry_id)))
        .order_by(entries.c.drawing_id, entries.c.position)
    )
    if drawing_id is not None:
        rows = rows.where(drawings.c.procore_id == drawing_id)
    return sorted((MarkedLine(*tuple(row)) for row in connection.execute(rows)), key=lambda line: sort_key(line.number))
