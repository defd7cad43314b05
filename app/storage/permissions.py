"""What was set by hand about who may do what in a project's folders (S52-S53)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.access import Access, Folder
from app.domain.failures import Reason
from app.domain.roles import always_manages
from app.domain.states import AccessLevel, ChangeKind
from app.storage.ledger import write_note
from app.storage.members import active_member, all_members
from app.storage.projects import get_project
from app.storage.schema import permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.views import Member
    from app.storage.database import Database

#: By member's id and folder. None: nothing is set there, it is inherited.
LevelChanges: TypeAlias = "Mapping[tuple[int, Folder], AccessLevel | None]"


class Permissions:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def everyone(self, project_id: int) -> list[Access]:
        """Every member's access to a project, in the order in which they were added."""
        with self._database.read() as connection:
            members = all_members(connection)
            settings = _settings(connection, project_id)
        return [Access(member, settings.get(member.id, {}), _askable(members)) for member in members]

    def active(self, project_id: int) -> Access:
        """What the active member may do in a project."""
        with self._database.read() as connection:
            return active_access(connection, project_id)

    def actives(self, project_ids: Iterable[int]) -> dict[int, Access]:
        """What the active member may do in each of these projects."""
        with self._database.read() as connection:
            return {project_id: active_access(connection, project_id) for project_id in project_ids}

    def change(self, project_id: int, changes: LevelChanges, *, names: Mapping[Folder, str]) -> None:
        """Set or take back levels, all or nothing; the ledger records who did it. ``names``: the folders as people
        know them today.

        Raises Failure(NOT_ALLOWED) where the active member may not manage a folder, and for a member whose role
        always manages.
        """
        with self._database.write() as connection:
            project = get_project(connection, project_id)
            actor = active_access(connection, project_id)
            members = {member.id: member for member in all_members(connection)}
            before = _settings(connection, project_id)
            for (member_id, folder), level in changes.items():
                actor.require(AccessLevel.MANAGE, names.get(folder, project.name), folder)
                member = members.get(member_id)
                if member is None or always_manages(member.role):
                    raise actor.refusal(Reason.ROLE, project.name)
                was = before.get(member_id, {}).get(folder)
                if was is not level:
                    _write(connection, project_id, member_id, folder, level)
                    told = {"member": member.name, "folder": names.get(folder, project.name)}
                    write_note(
                        connection,
                        ChangeKind.PERMISSION,
                        at=self._clock(),
                        project_id=project_id,
                        before={**told, "level": was},
                        after={**told, "level": level, "by": actor.member.name},
                    )


def active_access(connection: Connection, project_id: int, member_id: int | None = None) -> Access:
    """See ``Permissions.active``; inside a transaction. ``member_id``: of somebody who did something while active."""
    everyone = all_members(connection)
    acting = (member for member in everyone if member.id == member_id)
    member = next(acting, None) or active_member(connection)
    settings = _settings(connection, project_id).get(member.id, {})
    return Access(member, settings, _askable(everyone))


def _askable(members: Iterable[Member]) -> tuple[str, ...]:
    return tuple(member.name for member in members if always_manages(member.role))


def _settings(connection: Connection, project_id: int) -> dict[int, dict[Folder, AccessLevel]]:
    rows = connection.execute(
        select(permissions.c.member_id, permissions.c.folder, permissions.c.level).where(
            permissions.c.project_id == project_id
        )
    )
    found: dict[int, dict[Folder, AccessLevel]] = {}
    for member_id, folder, level in rows:
        found.setdefault(member_id, {})[Folder(folder)] = level
    return found


def _write(connection: Connection, project_id: int, member_id: int, folder: Folder, level: AccessLevel | None) -> None:
    if level is None:
        connection.execute(
            delete(permissions).where(
                permissions.c.project_id == project_id,
                permissions.c.member_id == member_id,
                permissions.c.folder == folder,
            )
        )
        return
    row = insert(permissions).values(project_id=project_id, member_id=member_id, folder=folder, level=level)
    key = ["member_id", "project_id", "folder"]
    connection.execute(row.on_conflict_do_update(index_elements=key, set_={"level": row.excluded.level}))
