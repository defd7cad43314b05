"""The state of a pretended Procore: who and what exists, and everything that people there can change.

Records are frozen and replaced whole, listings are taken as tuples: a test may change the world from its own thread
while the server answers from another.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from app.sandbox.entities import App, Area, Company, Discipline, Drawing, DrawingSet, Project, Revision, Rules, User
from app.sandbox.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from app.sandbox.entities import SheetSource

T = TypeVar("T")

#: Ids of newer regions do not fit in 32 bits (contract §1); a project with such an id gets such ids throughout.
_WIDE = 1 << 32


def utc_now() -> datetime:
    return datetime.now(UTC)


class Unknown(LookupError):
    """Nothing in this world answers to that id or name."""


class World:
    """Everything the server knows. ``now()`` is the *server's* clock: ``shift`` moves it away from this machine's."""

    def __init__(self, source: SheetSource, *, clock: Callable[[], datetime] = utc_now, app: App | None = None) -> None:
        self.app = app or App()
        self.rules = Rules()
        self.library = Library(source)
        self.offset = timedelta()
        self.draw_ahead = False  # let the server draw every sheet before it is asked for
        self._clock = clock
        self._ids = count(1_000_001)
        self._wide_ids = count(562_949_955_000_001)
        self.users: dict[int, User] = {}
        self.companies: dict[int, Company] = {}
        self.projects: dict[int, Project] = {}
        self.areas: dict[int, Area] = {}
        self.disciplines: dict[int, Discipline] = {}
        self.sets: dict[int, DrawingSet] = {}
        self.drawings: dict[int, Drawing] = {}
        self.revisions: dict[int, Revision] = {}
        self._revisions_of: dict[int, tuple[int, ...]] = {}

    # -- time and rules ---------------------------------------------------------------------------------------

    def now(self) -> datetime:
        return self._clock() + self.offset

    def shift(self, seconds: float) -> None:
        """Move the server's clock by so many seconds, also backwards."""
        self.offset += timedelta(seconds=seconds)

    def set_rules(self, **changes: Any) -> None:
        """Change any member of ``Rules``. TypeError for a name that is none."""
        self.rules = replace(self.rules, **changes)

    # -- building ---------------------------------------------------------------------------------------------

    def add_user(self, login: str, name: str, *, service: bool = False) -> User:
        user = User(next(self._ids), login, name, service)
        self.users[user.id] = user
        return user

    def add_company(
        self, name: str, members: Sequence[User], *, id: int | None = None, installed: bool = True
    ) -> Company:
        company = Company(id or next(self._ids), name, frozenset(user.id for user in members), installed)
        self.companies[company.id] = company
        return company

    def add_project(
        self,
        company: Company,
        name: str,
        members: Sequence[User],
        *,
        created_at: datetime,
        updated_at: datetime | None = None,
        id: int | None = None,
        active: bool = True,
        number: str | None = None,
    ) -> Project:
        project = Project(
            id=id or self._new_id(company.id),
            company_id=company.id,
            name=name,
            created_at=created_at,
            updated_at=updated_at or created_at,
            members=frozenset(user.id for user in members),
            active=active,
            number=number,
        )
        self.projects[project.id] = project
        return project

    def add_area(self, project: Project, name: str, description: str | None = None) -> Area:
        area = Area(self._new_id(project.id), project.id, name, project.created_at, description)
        self.areas[area.id] = area
        return area

    def add_discipline(self, project: Project, name: str, abbreviations: tuple[str, ...] = ()) -> Discipline:
        position = len(self.disciplines_of(project.id))
        discipline = Discipline(self._new_id(project.id), project.id, name, position, abbreviations)
        self.disciplines[discipline.id] = discipline
        return discipline

    def add_set(self, project: Project, name: str, *, at: datetime, date: date | None = None) -> DrawingSet:
        position = len(self.sets_of(project.id))
        drawing_set = DrawingSet(self._new_id(project.id), project.id, name, at, date, position)
        self.sets[drawing_set.id] = drawing_set
        return drawing_set

    def add_drawing(self, area: Area, number: str, title: str, discipline: Discipline | None = None) -> Drawing:
        drawing = Drawing(
            id=self._new_id(area.project_id),
            project_id=area.project_id,
            area_id=area.id,
            number=number,
            title=title,
            discipline_id=discipline.id if discipline else None,
        )
        self.drawings[drawing.id] = drawing
        self._revisions_of[drawing.id] = ()
        return drawing

    def publish(
        self,
        drawing_id: int,
        label: str,
        *,
        set_id: int | None = None,
        drawing_date: date | None = None,
        received_date: date | None = None,
        reviewed: bool = True,
        public_markups: bool = False,
        edition: int | None = None,
        at: datetime | None = None,
        content: bytes | None = None,
    ) -> Revision:
        """Add a revision at the end of its drawing. Not ``reviewed``: uploaded only, not yet part of the order."""
        drawing = self.drawing(drawing_id)
        earlier = self.revisions_of(drawing.id)
        at = at or self.now()
        revision = Revision(
            id=self._new_id(drawing.project_id),
            drawing_id=drawing.id,
            label=label,
            edition=max((one.edition for one in earlier), default=-1) + 1 if edition is None else edition,
            created_at=at,
            updated_at=at,
            set_id=set_id,
            drawing_date=drawing_date,
            received_date=received_date,
            reviewed=reviewed,
            public_markups=public_markups,
        )
        if content is not None:
            self.library.give(revision, content)
        self.revisions[revision.id] = revision
        self._revisions_of[drawing.id] = (*self._revisions_of[drawing.id], revision.id)
        if reviewed:
            self.drawings[drawing.id] = replace(drawing, order=(*drawing.order, revision.id))
        self._touch_project(drawing.project_id, at)
        return revision

    # -- what people change -----------------------------------------------------------------------------------

    def review(self, revision_id: int) -> None:
        """Publish an uploaded revision: it enters the order at the end, and its ``updated_at`` moves."""
        revision = self.revision(revision_id)
        drawing = self.drawing(revision.drawing_id)
        if revision.reviewed:
            return
        self.revisions[revision.id] = replace(revision, reviewed=True, updated_at=self.now())
        self.drawings[drawing.id] = replace(drawing, order=(*drawing.order, revision.id))

    def reorder(self, drawing_id: int, order: Sequence[int], *, bump: bool = False) -> None:
        """Put the published revisions in a new order. ValueError unless ``order`` names each of them (contract §9).

        ``bump`` False: no ``updated_at`` moves, the harder of the two unknown behaviours (contract §9).
        """
        drawing = self.drawing(drawing_id)
        live = self.live_order(drawing)
        if sorted(order) != sorted(live):
            raise ValueError("must be the complete list of reviewed and published revision ids")
        deleted = tuple(one for one in drawing.order if one not in live)
        self.drawings[drawing.id] = replace(drawing, order=(*deleted, *order))
        if bump:
            self._touch_revisions(drawing.id)

    def set_obsolete(self, drawing_id: int, obsolete: bool = True, *, bump: bool = True) -> None:
        self._change_drawing(drawing_id, bump, obsolete=obsolete)

    def rename(
        self, drawing_id: int, *, number: str | None = None, title: str | None = None, bump: bool = True
    ) -> None:
        drawing = self.drawing(drawing_id)
        self._change_drawing(
            drawing_id,
            bump,
            number=drawing.number if number is None else number,
            title=drawing.title if title is None else title,
        )

    def move(
        self, drawing_id: int, *, discipline_id: int | None = None, area_id: int | None = None, bump: bool = True
    ) -> None:
        """Give the drawing that discipline (None: none at all) and, where given, that area."""
        drawing = self.drawing(drawing_id)
        self._change_drawing(drawing_id, bump, discipline_id=discipline_id, area_id=area_id or drawing.area_id)

    def relabel(self, revision_id: int, label: str) -> None:
        self._change_revision(revision_id, label=label)

    def delete(self, revision_id: int, deleted: bool = True) -> None:
        self._change_revision(revision_id, deleted_at=self.now() if deleted else None)

    def delete_drawing(self, drawing_id: int, deleted: bool = True) -> None:
        for revision in self.revisions_of(drawing_id):
            self.delete(revision.id, deleted)

    def replace_file(self, revision_id: int, content: bytes | None = None) -> None:
        """Put another PDF behind the same revision: the given bytes, or the sheet as its next edition draws it."""
        revision = self.revision(revision_id)
        changed = replace(revision, version=revision.version + 1, updated_at=self.now())
        if content is None:
            changed = replace(changed, edition=revision.edition + 1)
        else:
            self.library.give(changed, content)
        self.revisions[revision.id] = changed

    def edit_revision(self, revision_id: int, **changes: Any) -> None:
        """Set members of a revision as Procore's own edit form would (label, dates, set)."""
        self._change_revision(revision_id, **changes)

    def install(self, company_id: int, installed: bool = True) -> None:
        self.companies[company_id] = replace(self.company(company_id), installed=installed)

    def set_access(self, user_id: int, project_id: int, allowed: bool) -> None:
        """Let a user see a project, or take that away; the company stays visible to them."""
        project = self.project(project_id)
        members = project.members | {user_id} if allowed else project.members - {user_id}
        self.projects[project.id] = replace(project, members=members)

    def set_drawings_tool(self, project_id: int, enabled: bool) -> None:
        self.projects[project_id] = replace(self.project(project_id), drawings_tool=enabled)

    # -- looking up -------------------------------------------------------------------------------------------

    def user(self, reference: int | str) -> User:
        return _find(self.users, reference, lambda user: user.login)

    def company(self, reference: int | str) -> Company:
        return _find(self.companies, reference, lambda company: company.name)

    def project(self, reference: int | str) -> Project:
        return _find(self.projects, reference, lambda project: project.name)

    def drawing(self, reference: int | str) -> Drawing:
        """By id, or by number where a test would rather write A-101."""
        return _find(self.drawings, reference, lambda drawing: drawing.number)

    def revision(self, revision_id: int) -> Revision:
        return _find(self.revisions, revision_id, lambda revision: None)

    def areas_of(self, project_id: int) -> tuple[Area, ...]:
        return tuple(area for area in tuple(self.areas.values()) if area.project_id == project_id)

    def disciplines_of(self, project_id: int) -> tuple[Discipline, ...]:
        return tuple(one for one in tuple(self.disciplines.values()) if one.project_id == project_id)

    def sets_of(self, project_id: int) -> tuple[DrawingSet, ...]:
        return tuple(one for one in tuple(self.sets.values()) if one.project_id == project_id)

    def drawings_of(self, project_id: int) -> tuple[Drawing, ...]:
        return tuple(one for one in tuple(self.drawings.values()) if one.project_id == project_id)

    def revisions_of(self, drawing_id: int) -> tuple[Revision, ...]:
        return tuple(self.revisions[one] for one in self._revisions_of[drawing_id])

    def live_order(self, drawing: Drawing) -> tuple[int, ...]:
        """The published revisions that are not deleted, oldest first."""
        return tuple(one for one in drawing.order if self.revisions[one].deleted_at is None)

    def current_of(self, drawing: Drawing) -> Revision | None:
        order = self.live_order(drawing)
        return self.revisions[order[-1]] if order else None

    def exists(self, drawing: Drawing) -> bool:
        """False once every revision of the drawing is deleted."""
        return any(revision.deleted_at is None for revision in self.revisions_of(drawing.id))

    def sees(self, user: User, project: Project) -> bool:
        return user.id in project.members and user.id in self.companies[project.company_id].members

    # -- small steps ------------------------------------------------------------------------------------------

    def _new_id(self, neighbour: int) -> int:
        return next(self._wide_ids if neighbour >= _WIDE else self._ids)

    def _change_drawing(self, drawing_id: int, bump: bool, **changes: Any) -> None:
        self.drawings[drawing_id] = replace(self.drawing(drawing_id), **changes)
        if bump:
            self._touch_revisions(drawing_id)

    def _change_revision(self, revision_id: int, **changes: Any) -> None:
        self.revisions[revision_id] = replace(self.revision(revision_id), updated_at=self.now(), **changes)

    def _touch_revisions(self, drawing_id: int) -> None:
        for revision in self.revisions_of(drawing_id):
            self._change_revision(revision.id)

    def _touch_project(self, project_id: int, at: datetime) -> None:
        project = self.projects[project_id]
        self.projects[project_id] = replace(project, updated_at=max(project.updated_at, at))


def _find(records: dict[int, T], reference: int | str, name: Callable[[T], str | None]) -> T:
    if isinstance(reference, int):
        if reference in records:
            return records[reference]
    else:
        for record in tuple(records.values()):
            if name(record) == reference:
                return record
    raise Unknown(f"nothing here is called {reference!r}")
