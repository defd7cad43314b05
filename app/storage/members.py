"""The people of this workspace, their roles, and the one who is using it now (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.roles import Act, may, may_give
from app.domain.states import ChangeKind, Role
from app.domain.views import Member
from app.storage.ledger import write_note
from app.storage.preferences import read_preference, write_preference
from app.storage.projects import all_projects
from app.storage.schema import members, permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.storage.database import Database

_ACTIVE = "active_member"
#: The highest id of somebody who was removed.
_LAST = "last_member"
_COLUMNS = (members.c.id, members.c.name, members.c.email, members.c.role)


class Members:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def list(self) -> list[Member]:
        """All members, in the order in which they were added."""
        with self._database.read() as connection:
            return all_members(connection)

    def active(self) -> Member:
        """Who is using this workspace: the member last chosen, at first its owner."""
        with self._database.read() as connection:
            return active_member(connection)

    def use(self, name_or_id: str | int) -> Member:
        """Make a member the active one. Raises Failure(NOT_FOUND)."""
        with self._database.write() as connection:
            member = _find(all_members(connection), str(name_or_id))
            write_preference(connection, _ACTIVE, member.id)
        return member

    def find(self, name_or_id: str | int) -> Member:
        """By id, else by name or address. Raises Failure(NOT_FOUND)."""
        return _find(self.list(), str(name_or_id))

    def add(self, name: str, email: str, role: Role) -> Member:
        """Raises Failure(NOT_ALLOWED) where the active member may not add somebody with this role."""
        with self._database.write() as connection:
            _require(connection, None, role)
            return _add(connection, name, email, role)

    def edit(self, id: int, *, name: str, email: str, role: Role) -> Member:
        """Change what is known of a member; a new role is written to the ledger of every project.

        Raises Failure(NOT_FOUND), and Failure(NOT_ALLOWED): the active member may not, or nobody would be the owner.
        """
        with self._database.write() as connection:
            was = _find(all_members(connection), str(id))
            _require(connection, was.role, role)
            if role is not Role.OWNER:
                _keep_an_owner(connection, was)
            # Where nobody was chosen yet, the owner works here: also after giving the ownership away.
            write_preference(connection, _ACTIVE, active_member(connection).id)
            connection.execute(update(members).where(members.c.id == id).values(name=name, email=email, role=role))
            if role is not was.role:
                self._note_role(connection, Member(id, name, email, was.role), role)
        return Member(id, name, email, role)

    def remove(self, id: int) -> Member:
        """Take a member out, with what was set for them; what they drew stays. Returns who it was.

        Raises as ``edit``, and Failure(NOT_ALLOWED, ACTIVE_MEMBER) for the one who is working here.
        """
        with self._database.write() as connection:
            was = _find(all_members(connection), str(id))
            _require(connection, was.role, None)
            _keep_an_owner(connection, was)
            if active_member(connection).id == id:
                raise _refusal(Reason.ACTIVE_MEMBER, was.name)
            connection.execute(delete(permissions).where(permissions.c.member_id == id))
            connection.execute(delete(members).where(members.c.id == id))
            write_preference(connection, _LAST, max(id, read_preference(connection, _LAST, 0)))
            self._note_role(connection, was, None)
        return was

    def _note_role(self, connection: Connection, was: Member, role: Role | None) -> None:
        """A role opens and closes folders in every project: each ledger says so."""
        by = active_member(connection).name
        for project in all_projects(connection, archived=True):
            write_note(
                connection,
                ChangeKind.PERMISSION,
                at=self._clock(),
                project_id=project.id,
                before={"member": was.name, "role": was.role},
                after={"member": was.name, "role": role, "by": by},
            )

    def ensure_owner(self, name: str) -> None:
        """A new data directory has one member, its owner."""
        with self._database.read() as connection:
            if all_members(connection):
                return
        with self._database.write() as connection:
            if not all_members(connection):
                _add(connection, name, "", Role.OWNER)


def all_members(connection: Connection) -> list[Member]:
    """See ``Members.list``; inside a transaction."""
    return [Member(*row) for row in connection.execute(select(*_COLUMNS).order_by(members.c.id))]


def active_member(connection: Connection) -> Member:
    """See ``Members.active``; inside a transaction."""
    everyone = all_members(connection)
    chosen = read_preference(connection, _ACTIVE, 0)
    owner = next(member for member in everyone if member.role is Role.OWNER)
    return next((member for member in everyone if member.id == chosen), owner)


def _require(connection: Connection, before: Role | None, after: Role | None) -> None:
    actor = active_member(connection)
    if not may(actor.role, Act.EDIT_MEMBERS):
        raise _refusal(Reason.ROLE, actor.name)
    if not may_give(actor.role, before, after):
        raise _refusal(Reason.OWNERS_ROLE, actor.name)


def _keep_an_owner(connection: Connection, leaving: Member) -> None:
    owners = {member.id for member in all_members(connection) if member.role is Role.OWNER}
    if owners == {leaving.id}:
        raise _refusal(Reason.LAST_OWNER, leaving.name)


def _refusal(reason: Reason, subject: str) -> Failure:
    return Failure(FailureCode.NOT_ALLOWED, reason, values={"subject": subject})


def _add(connection: Connection, name: str, email: str, role: Role) -> Member:
    # Never the id of somebody who was removed: people type them, and what each starred and looked at is kept by them.
    newest = connection.execute(select(func.coalesce(func.max(members.c.id), 0))).scalar_one()
    id = max(newest, read_preference(connection, _LAST, 0)) + 1
    connection.execute(insert(members).values(id=id, name=name, email=email, role=role))
    return Member(id, name, email, role)


def _find(everyone: Sequence[Member], called: str) -> Member:
    wanted = called.strip()
    folded = wanted.casefold()
    by_id = [member for member in everyone if str(member.id) == wanted]
    exact = [member for member in everyone if wanted in (member.name, member.email)]
    loose = [member for member in everyone if folded in (member.name.casefold(), member.email.casefold())]
    for member in (*by_id, *exact, *loose):
        return member
    raise Failure(FailureCode.NOT_FOUND, values={"name": wanted}, technical="no such member")
