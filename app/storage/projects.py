"""Projects: what people name, and what a Procore project can be linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.views import Link, Project
from app.storage.schema import accounts, links, projects

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from app.storage.database import Database

#: In the order of ``views.Project`` without its link.
_PROJECT = (projects.c.id, projects.c.name, projects.c.created_at, projects.c.archived, projects.c.number)
#: In the order of ``views.Link``.
LINK_COLUMNS = (
    links.c.id,
    links.c.project_id,
    links.c.account_id,
    accounts.c.login,
    links.c.company_id,
    links.c.company,
    links.c.procore_project_id,
    links.c.name,
    links.c.state,
    links.c.connected_at,
    links.c.watermark,
    links.c.last_full_listing,
    links.c.interval,
    links.c.paused,
    links.c.bid_until,
)


class Projects:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def create(self, name: str, created_at: datetime | None = None, *, number: str = "") -> Project:
        """Add a project. ``created_at`` decides whether reorders are mirrored (S55)."""
        values = {"name": name, "created_at": created_at or self._clock(), "number": number}
        row = insert(projects).values(values).returning(*_PROJECT)
        with self._database.write() as connection:
            return _project(connection.execute(row).one())

    def list(self, archived: bool = False) -> list[Project]:
        """All projects, archived ones only where asked for, in the order of their creation here."""
        with self._database.read() as connection:
            return all_projects(connection, archived=archived)

    def find(self, name_or_id: str) -> Project:
        """By id, else by exact name, else by name in any case; projects in use before archived ones.

        Raises Failure(NOT_FOUND), with the ids and AMBIGUOUS_NAME where several fit equally well.
        """
        wanted = name_or_id.strip()
        everything = self.list(archived=True)
        exact = [project for project in everything if project.name == wanted]
        loose = [project for project in everything if project.name.casefold() == wanted.casefold()]
        best = [project for project in everything if str(project.id) == wanted]
        for fitting in (exact, loose):
            best = best or [one for one in fitting if not one.archived] or fitting
        if not best:
            raise _not_found(wanted)
        if len(best) > 1:
            values = {"name": wanted, "ids": ", ".join(str(project.id) for project in best)}
            raise Failure(FailureCode.NOT_FOUND, Reason.AMBIGUOUS_NAME, values=values)
        return best[0]

    def get(self, id: int) -> Project:
        """Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            return get_project(connection, id)

    def rename(self, id: int, name: str) -> Project:
        """Raises Failure(NOT_FOUND)."""
        return self._change(id, name=name)

    def renumber(self, id: int, number: str) -> Project:
        """Give it another number; an empty one is none. Raises Failure(NOT_FOUND)."""
        return self._change(id, number=number)

    def archive(self, id: int, archived: bool = True) -> Project:
        """Put a project away, or take it out again. Raises Failure(NOT_FOUND)."""
        return self._change(id, archived=archived)

    def _change(self, id: int, **values: object) -> Project:
        with self._database.write() as connection:
            connection.execute(update(projects).where(projects.c.id == id).values(**values))
            return get_project(connection, id)


def get_project(connection: Connection, id: int) -> Project:
    """See ``Projects.get``; inside a transaction."""
    found = _select(connection, projects.c.id == id)
    if not found:
        raise _not_found(str(id))
    return found[0]


def all_projects(connection: Connection, *, archived: bool) -> builtins.list[Project]:
    """See ``Projects.list``; inside a transaction."""
    return _select(connection, *(() if archived else (projects.c.archived.is_(False),)))


def _select(connection: Connection, *conditions: ColumnElement[bool]) -> builtins.list[Project]:
    """Projects, each with its newest link."""
    other = links.alias()
    newest = select(func.max(other.c.id)).where(other.c.project_id == projects.c.id).scalar_subquery()
    source = projects.outerjoin(links, links.c.id == newest).outerjoin(accounts, accounts.c.id == links.c.account_id)
    rows = connection.execute(
        select(*_PROJECT, *LINK_COLUMNS).select_from(source).where(*conditions).order_by(projects.c.id)
    )
    return [_project(row) for row in rows]


def _project(row: Sequence[Any]) -> Project:
    id, name, created_at, archived, number, *linked = row
    link = Link(*linked) if linked and linked[0] is not None else None
    return Project(id, name, created_at, archived, link, number)


def _not_found(wanted: str) -> Failure:
    return Failure(FailureCode.NOT_FOUND, values={"name": wanted}, technical="no such project")
