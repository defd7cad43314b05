"""The folder of a project as people see it: areas, disciplines, drawings and their revision lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, select

from app.domain.access import discipline_folder
from app.domain.bulk import bulk
from app.domain.failures import Failure, FailureCode
from app.domain.files import HeldFile
from app.domain.sheets import sort_key
from app.domain.states import CacheState, Carried, EntryKind, LinkState, Withdrawal
from app.domain.views import DocumentTree, Drawing, Entry, FailureNote, ProjectStatus
from app.storage.column_types import Days, Times
from app.storage.database import pairs, plain_rows
from app.storage.folder_status import NO_FOLDER, as_seen, folder_statuses
from app.storage.folders import Folders
from app.storage.problems import load_problems, sheet_problems
from app.storage.projects import all_projects, get_project
from app.storage.schema import (
    HERE,
    NEWEST,
    annotation_table,
    blobs,
    contents,
    drawings,
    entries,
    links,
    observed_revisions,
    observed_sets,
    revisions,
)
from app.storage.withdrawals import open_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from app.domain.access import Access, Folder
    from app.domain.files import Problem
    from app.domain.views import FolderStatus, Project, SheetProblem
    from app.storage.blobs import BlobStore
    from app.storage.database import Database
    from app.storage.folders import Placed
    from app.storage.runs import Runs

_KINDS = {kind.value: kind for kind in EntryKind}


class Documents:
    def __init__(self, database: Database, blob_store: BlobStore, runs: Runs, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._runs = runs
        self._blobs = blob_store
        self._clock = clock

    def statuses(self, *, engine_alive: bool, archived: bool = False) -> list[ProjectStatus]:
        """Every project with the state of its folder. ``engine_alive``: an engine holds this data directory, so an
        unfinished run is a running one (S61)."""
        with self._database.read() as connection:
            projects = all_projects(connection, archived=archived)
            return self._statuses(connection, projects, engine_alive)

    def status(self, project_id: int, *, engine_alive: bool) -> ProjectStatus:
        """Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            project = get_project(connection, project_id)
            return self._statuses(connection, [project], engine_alive)[0]

    def as_seen(self, statuses: Iterable[ProjectStatus], access: Mapping[int, Access]) -> list[ProjectStatus]:
        """The same with the numbers of the folders that the access to each project lets be seen."""
        with self._database.read() as connection:
            return [
                one
                if one.project.link is None or access[one.project.id].everything
                else replace(one, status=as_seen(connection, one.project.link, one.status, access[one.project.id]))
                for one in statuses
            ]

    def tree(self, project_id: int, *, engine_alive: bool, downloading: frozenset[int] = frozenset()) -> DocumentTree:
        """Everything under the project's folder, as of one moment. ``downloading``: Procore's revision ids that are
        being fetched now. Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            project = get_project(connection, project_id)
            (shown,) = self._statuses(connection, [project], engine_alive)
            if project.link is None:
                return DocumentTree(project, shown.status, ())
            with bulk():
                placed = self._drawings(connection, project.link.id, downloading, drawings.c.link_id == project.link.id)
                areas = Folders(connection, project.link.id).arrange(placed)
            question = open_question(connection, project.link.id)
        return DocumentTree(project, shown.status, areas, question)

    def drawing(
        self, project_id: int, procore_drawing_id: int, *, downloading: frozenset[int] = frozenset()
    ) -> Drawing:
        """One drawing of the tree again, after it changed. Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            link = get_project(connection, project_id).link
            if link is not None:
                this = and_(drawings.c.link_id == link.id, drawings.c.procore_id == procore_drawing_id)
                for *_place, drawing in self._drawings(connection, link.id, downloading, this):
                    return drawing
        raise _no_drawing(procore_drawing_id)

    def folder_of(self, project_id: int, procore_drawing_id: int) -> Folder:
        """Where a drawing lies. Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            link = get_project(connection, project_id).link
            if link is not None:
                this = and_(drawings.c.link_id == link.id, drawings.c.procore_id == procore_drawing_id)
                place = connection.execute(select(drawings.c.area_id, drawings.c.discipline_id).where(this)).first()
                if place is not None:
                    return discipline_folder(*place)
        raise _no_drawing(procore_drawing_id)

    def problems(self, project_id: int) -> list[SheetProblem]:
        """The revisions of a project that are not here for a reason of their own, by number."""
        with self._database.read() as connection:
            link = get_project(connection, project_id).link
            return [] if link is None else sheet_problems(connection, link.id)

    def files(self, project_id: int | None) -> list[HeldFile]:
        """The newest bytes of every revision, of one project or of all, sorted by number: what ``verify`` checks.
        Those that failed before are among them until they are fetched again."""
        rows = (
            select(
                revisions.c.procore_id,
                drawings.c.number,
                blobs.c.sha256,
                blobs.c.size,
                links.c.project_id,
                links.c.id,
            )
            .select_from(
                contents.join(blobs, blobs.c.sha256 == contents.c.sha256)
                .join(revisions, revisions.c.id == contents.c.revision_id)
                .join(drawings, drawings.c.id == revisions.c.drawing_id)
                .join(links, links.c.id == revisions.c.link_id)
            )
            .where(contents.c.current.is_(True))
        )
        if project_id is not None:
            rows = rows.where(links.c.project_id == project_id)
        with self._database.read() as connection:
            found = [HeldFile(*row) for row in connection.execute(rows)]
        return sorted(found, key=lambda file: (file.project_id, sort_key(file.number), file.procore_id))

    def projects_with(self, sha256: str) -> list[int]:
        """The projects in which the newest bytes of some revision are these."""
        holding = (
            select(links.c.project_id)
            .select_from(
                contents.join(revisions, revisions.c.id == contents.c.revision_id).join(
                    links, links.c.id == revisions.c.link_id
                )
            )
            .where(contents.c.sha256 == sha256, contents.c.current.is_(True))
        )
        with self._database.read() as connection:
            return sorted(set(connection.execute(holding).scalars()))

    def _statuses(self, connection: Connection, projects: Sequence[Project], engine_alive: bool) -> list[ProjectStatus]:
        linked = [project.link for project in projects if project.link is not None]
        by_link: dict[int, FolderStatus] = {}
        if linked:
            by_link = folder_statuses(
                connection, linked, engine_alive=engine_alive, now=self._clock(), as_ended=self._runs.as_ended
            )
        return [
            ProjectStatus(project, NO_FOLDER if project.link is None else by_link[project.link.id])
            for project in projects
        ]

    def _drawings(
        self, connection: Connection, link_id: int, downloading: frozenset[int], condition: ColumnElement[bool]
    ) -> list[Placed]:
        older = _older_in_procore(connection, condition)
        lists = self._entries(connection, link_id, downloading, condition)
        rows = connection.execute(
            select(
                drawings.c.area_id,
                drawings.c.discipline_id,
                drawings.c.discipline,
                drawings.c.id,
                drawings.c.procore_id,
                drawings.c.number,
                drawings.c.title,
                drawings.c.withdrawn,
            ).where(condition)
        )
        return [
            (
                area_id,
                discipline_id,
                discipline,
                Drawing(id, procore_id, number, title, gone, older.get(procore_id, 0), tuple(lists.get(id, ()))),
            )
            for area_id, discipline_id, discipline, id, procore_id, number, title, gone in rows
            # Obsolete before the connection: nothing of it was ever issued here (S33).
            if gone is None or id in lists
        ]

    def _entries(
        self, connection: Connection, link_id: int, downloading: frozenset[int], condition: ColumnElement[bool]
    ) -> dict[int, list[Entry]]:
        marks = _annotation_counts(connection, condition)
        problems = load_problems(connection, link_id)
        state = connection.execute(select(links.c.state).where(links.c.id == link_id)).scalar_one()
        archive = state is LinkState.DISCONNECTED
        sets: dict[int, str] = pairs(
            connection,
            select(observed_sets.c.set_id, observed_sets.c.name).where(observed_sets.c.link_id == link_id),
        )
        days, times = Days(), Times()
        lists: dict[int, list[Entry]] = {}
        for (
            drawing_id,
            id,
            procore_id,
            label,
            kind,
            current,
            withdrawn,
            sha256,
            size,
            pages,
            drawing_date,
            received_date,
            updated_at,
            set_id,
            public_markups,
        ) in plain_rows(connection, _entry_rows(condition)):
            problem = problems.get(procore_id)
            marked, to_check = marks.get(id, (0, 0))
            lists.setdefault(drawing_id, []).append(
                Entry(
                    id,
                    procore_id,
                    label,
                    _KINDS[kind],
                    current == 1,
                    _cache_state(sha256, procore_id in downloading, problem, archive),
                    sha256,
                    size,
                    None if sha256 is None else self._blobs.file(sha256),
                    marked,
                    days[drawing_date],
                    days[received_date],
                    times[updated_at],
                    sets.get(set_id),
                    None if withdrawn is None else Withdrawal(withdrawn),
                    public_markups == 1,
                    pages,
                    None if problem is None else _note(problem),
                    None if problem is None else problem.next_at,
                    to_check,
                )
            )
        return lists


def _no_drawing(procore_id: int) -> Failure:
    return Failure(FailureCode.NOT_FOUND, values={"name": str(procore_id)}, technical="no such drawing")


def _cache_state(sha256: str | None, downloading: bool, problem: Problem | None, archive: bool) -> CacheState:
    if sha256 is not None:
        return CacheState.HERE
    if archive:  # whatever went wrong before: nothing is tried again
        return CacheState.ABSENT
    if downloading:  # also while a failed one is tried again
        return CacheState.DOWNLOADING
    return CacheState.WAITING if problem is None else CacheState.FAILED


def _note(problem: Problem) -> FailureNote:
    reason = None if problem.reason is None else problem.reason.value
    return FailureNote(problem.code.value, reason, dict(problem.values), problem.at)


def _entry_rows(condition: ColumnElement[bool]) -> Any:
    source = (
        entries.join(drawings, drawings.c.id == entries.c.drawing_id)
        .join(revisions, revisions.c.id == entries.c.revision_id)
        .outerjoin(contents, NEWEST)
        .outerjoin(blobs, HERE)
        .outerjoin(
            observed_revisions,
            and_(
                observed_revisions.c.link_id == revisions.c.link_id,
                observed_revisions.c.revision_id == revisions.c.procore_id,
            ),
        )
    )
    return (
        select(
            entries.c.drawing_id,
            entries.c.id,
            revisions.c.procore_id,
            revisions.c.revision_number,
            entries.c.kind,
            entries.c.current,
            revisions.c.withdrawn,
            blobs.c.sha256,
            blobs.c.size,
            blobs.c.pages,
            observed_revisions.c.drawing_date,
            observed_revisions.c.received_date,
            observed_revisions.c.updated_at,
            observed_revisions.c.set_id,
            observed_revisions.c.has_public_markups,
        )
        .select_from(source)
        .where(condition)
        .order_by(drawings.c.procore_id, entries.c.position)  # as two indexes have them: nothing is sorted
    )


def _annotation_counts(connection: Connection, condition: ColumnElement[bool]) -> dict[int, tuple[int, int]]:
    """By entry: how many annotations it has, and how many of them are carried and to be checked."""
    counts = (
        select(
            annotation_table.c.entry_id,
            func.count(),
            func.count().filter(annotation_table.c.carried == Carried.TO_CHECK),
        )
        .select_from(
            annotation_table.join(entries, entries.c.id == annotation_table.c.entry_id).join(
                drawings, drawings.c.id == entries.c.drawing_id
            )
        )
        .where(condition, annotation_table.c.deleted_at.is_(None))
        .group_by(annotation_table.c.entry_id)
    )
    return {entry: (every, to_check) for entry, every, to_check in connection.execute(counts)}


def _older_in_procore(connection: Connection, condition: ColumnElement[bool]) -> dict[int, int]:
    """The hole that is shown (S50): published revisions of each drawing that its list does not have."""
    listed = exists().where(entries.c.revision_id == revisions.c.id)
    counts = (
        select(drawings.c.procore_id, func.count())
        .select_from(
            drawings.join(
                observed_revisions,
                and_(
                    observed_revisions.c.link_id == drawings.c.link_id,
                    observed_revisions.c.drawing_id == drawings.c.procore_id,
                ),
            ).outerjoin(
                revisions,
                and_(
                    revisions.c.link_id == observed_revisions.c.link_id,
                    revisions.c.procore_id == observed_revisions.c.revision_id,
                ),
            )
        )
        .where(
            condition,
            observed_revisions.c.published.is_(True),
            observed_revisions.c.deleted.is_(False),
            revisions.c.withdrawn.is_(None),
            ~listed,
        )
        .group_by(drawings.c.procore_id)
    )
    return pairs(connection, counts)
