"""Permissions while they are being edited: what is stored, what was changed, and what would follow. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.access import Access, Folder, FolderLine, folder_lines, upwards
from app.domain.roles import always_manages
from app.domain.states import AccessLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class PermissionData:
    """``actor``: who is editing. ``folders``: those that the actor sees, in the order of the tree."""

    project_id: int
    project: str
    folders: tuple[FolderLine, ...]
    everyone: tuple[Access, ...]
    actor: Access


def load_permissions(store: Store, project_id: int, *, engine_alive: bool) -> PermissionData:
    """Raises Failure(NOT_FOUND)."""
    tree, actor = store.shown.tree(project_id, engine_alive=engine_alive)
    everyone = tuple(store.permissions.everyone(project_id))
    return PermissionData(project_id, tree.project.name, folder_lines(tree, everyone), everyone, actor)


class PermissionDraft:
    """Edits over what is stored. ``changes`` is what Save writes."""

    def __init__(self, data: PermissionData) -> None:
        self.data = data
        self._stored = {access.member.id: access for access in data.everyone}
        self._edited: dict[tuple[int, Folder], AccessLevel | None] = {}
        self._now = dict(self._stored)

    @property
    def changes(self) -> Mapping[tuple[int, Folder], AccessLevel | None]:
        return {key: level for key, level in self._edited.items() if self._stored_level(*key) is not level}

    @property
    def dirty(self) -> bool:
        return bool(self.changes)

    def access(self, member_id: int) -> Access:
        """A member's access as it would be after Save."""
        return self._now[member_id]

    def inherited(self, member_id: int, folder: Folder) -> AccessLevel:
        """What would hold at ``folder`` if nothing were set there."""
        access = self.access(member_id)
        above = {place: access.settings[place] for place in upwards(folder) if place in access.settings}
        above.pop(folder, None)
        return replace(access, settings=above).effective(folder).level

    def set(self, member_id: int, folder: Folder, level: AccessLevel | None) -> None:
        """None: inherit."""
        self._edited[member_id, folder] = level
        access = self._now[member_id]
        settings = {place: set_here for place, set_here in access.settings.items() if place != folder}
        if level is not None:
            settings[folder] = level
        self._now[member_id] = replace(access, settings=settings)

    def by_role(self, member_id: int) -> bool:
        """True for a member whose role always manages: nothing can be set."""
        return always_manages(self._stored[member_id].member.role)

    def may_set(self, folder: Folder) -> bool:
        return self.data.actor.allows(AccessLevel.MANAGE, folder)

    @property
    def read_only(self) -> bool:
        """True where there is no folder at all that the actor manages."""
        return not any(self.may_set(line.folder) for line in self.data.folders)

    def touched(self, member_id: int) -> bool:
        """Whether something is set for this member."""
        return bool(self.access(member_id).settings)

    def _stored_level(self, member_id: int, folder: Folder) -> AccessLevel | None:
        return self._stored[member_id].settings.get(folder)
