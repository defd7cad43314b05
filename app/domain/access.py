"""Which folders of a project a member sees, and what may be done there (S52-S53). Pure: windows and commands ask here.

A level is set for a member at a folder and holds for everything below it, unless something else is set there. Folders
are known by Procore's ids: a rename or a new place in the list changes nothing, and a folder that is new inherits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.roles import ROLE_LEVELS, always_manages
from app.domain.states import AccessLevel, CacheState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.domain.views import Area, DocumentTree, FolderStatus, Member

#: ``root``, ``area:<id>`` or ``area:<id>/discipline:<id>``; ``none`` where Procore has no id (« Sans discipline »).
Folder = NewType("Folder", str)

#: The Procore folder of the project itself.
ROOT = Folder("root")


def area_folder(area_id: int | None) -> Folder:
    return Folder(f"area:{_id(area_id)}")


def discipline_folder(area_id: int | None, discipline_id: int | None) -> Folder:
    return Folder(f"{area_folder(area_id)}/discipline:{_id(discipline_id)}")


def upwards(folder: Folder) -> Iterator[Folder]:
    """``folder`` and those it lies in, the nearest first."""
    yield folder
    area, slash, _discipline = folder.partition("/")
    if slash:
        yield Folder(area)
    if folder != ROOT:
        yield ROOT


class Cause(StrEnum):
    """Why a member's access to a folder is what it is."""

    ROLE = "role"
    SET = "set"  # at this very folder
    INHERITED = "inherited"


@dataclass(frozen=True, slots=True)
class Effective:
    """``source``: the folder where it was set; None where the role alone decides."""

    level: AccessLevel
    cause: Cause
    source: Folder | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """One member in one project. ``settings``: what was set by hand. ``ask``: names of those who may change it."""

    member: Member
    settings: Mapping[Folder, AccessLevel]
    ask: tuple[str, ...] = ()

    def effective(self, folder: Folder = ROOT) -> Effective:
        """The level at ``folder``, and its cause. The most specific setting wins; a managing role is never limited."""
        role = self.member.role
        if not always_manages(role):
            for place in upwards(folder):
                if place in self.settings:
                    cause = Cause.SET if place == folder else Cause.INHERITED
                    return Effective(self.settings[place], cause, place)
        return Effective(ROLE_LEVELS[role], Cause.ROLE)

    def allows(self, level: AccessLevel, folder: Folder = ROOT) -> bool:
        return self.effective(folder).level.covers(level)

    @property
    def manages(self) -> bool:
        """True for who may sync, verify, fetch older revisions and set permissions in the whole project."""
        return self.allows(AccessLevel.MANAGE)

    @property
    def anything(self) -> bool:
        """False where there is no folder at all that this member may look into."""
        return any(self.allows(AccessLevel.VIEW, folder) for folder in (ROOT, *self.settings))

    @property
    def everything(self) -> bool:
        """True where no folder, present or to come, is closed to this member."""
        return all(self.allows(AccessLevel.VIEW, folder) for folder in (ROOT, *self.settings))

    def require(self, level: AccessLevel, subject: str, folder: Folder = ROOT) -> None:
        """Raises Failure(NOT_ALLOWED) with the reason that says what is missing, and whom to ask."""
        if self.allows(level, folder):
            return
        reason = Reason.MANAGE_NEEDED if level is AccessLevel.MANAGE else Reason.ANNOTATE_NEEDED
        raise self.refusal(reason if self.allows(AccessLevel.VIEW, folder) else Reason.NO_ACCESS, subject)

    def refusal(self, reason: Reason, subject: str) -> Failure:
        values = {"subject": subject, "member": self.member.name, "people": ", ".join(self.ask)}
        return Failure(FailureCode.NOT_ALLOWED, reason, values=values)


@dataclass(frozen=True, slots=True)
class FolderLine:
    """One folder of a list that says who may do what. ``name`` None: « Sans discipline », or an area without one."""

    folder: Folder
    name: str | None
    depth: int


def folder_lines(tree: DocumentTree, everyone: Iterable[Access]) -> tuple[FolderLine, ...]:
    """Areas are a level of their own where the tree shows them (S39), or where something is set for one."""
    touched = {folder for access in everyone for folder in access.settings}
    root = tree.project.name if tree.project.link is None else tree.project.link.name
    lines = [FolderLine(ROOT, root, 0)]
    known = {ROOT}
    for area in tree.areas:
        own = area_folder(area.id)
        with_area = len(tree.areas) > 1 or own in touched
        if with_area:
            lines.append(FolderLine(own, area.name or None, 1))
        for part in area.disciplines:
            folder = discipline_folder(area.id, part.id)
            if folder not in known:  # disciplines that Procore names without an id are one folder
                known.add(folder)
                lines.append(FolderLine(folder, part.name, 2 if with_area else 1))
    return tuple(lines)


def visible(tree: DocumentTree, access: Access) -> DocumentTree:
    """``tree`` as its member sees it: a folder without access is not there, and nothing of it is counted."""
    if access.everything:
        return tree
    areas = tuple(shown for area in tree.areas if (shown := _visible_area(area, access)).disciplines)
    # The question of a mass withdrawal names drawings of all folders.
    return replace(tree, areas=areas, status=_counted(tree.status, areas), question=None)


def _visible_area(area: Area, access: Access) -> Area:
    seen = tuple(one for one in area.disciplines if access.allows(AccessLevel.VIEW, discipline_folder(area.id, one.id)))
    return area if len(seen) == len(area.disciplines) else replace(area, disciplines=seen)


def _counted(status: FolderStatus, areas: tuple[Area, ...]) -> FolderStatus:
    """The folder's one state with the numbers of what is shown (as ``storage.folder_status`` counts them)."""
    drawings = [drawing for area in areas for part in area.disciplines for drawing in part.drawings]
    entries = [entry for drawing in drawings for entry in drawing.entries]
    counted = [entry for entry in entries if entry.counts]
    sizes = {entry.sha256: entry.bytes or 0 for entry in entries if entry.sha256 is not None}
    return replace(
        status,
        drawings=len(drawings),
        revisions=len(counted),
        here=sum(entry.cache is CacheState.HERE for entry in counted),
        bytes=sum(sizes.values()),
    )


def _id(value: int | None) -> str:
    return "none" if value is None else str(value)
