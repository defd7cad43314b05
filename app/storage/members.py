"""The people of this workspace, and the one who is using it now (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from app.domain.failures import Failure, FailureCode
from app.domain.states import Role
from app.domain.views import Member
from app.storage.preferences import read_preference, write_preference
from app.storage.schema import members

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from app.storage.database import Database

_ACTIVE = "active_member"
_COLUMNS = (members.c.id, members.c.name, members.c.email, members.c.role)


class Members:
    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self) -> list[Member]:
        """All members, in the order in which they were added."""
        with self._database.read() as connection:
            return _all(connection)

    def active(self) -> Member:
        """Who is using this workspace: the member last chosen, at first its owner."""
        with self._database.read() as connection:
            everyone = _all(connection)
            chosen = read_preference(connection, _ACTIVE, 0)
        owner = next(member for member in everyone if member.role is Role.OWNER)
        return next((member for member in everyone if member.id == chosen), owner)

    def use(self, name_or_id: str | int) -> Member:
        """Make a member the active one. Raises Failure(NOT_FOUND)."""
        with self._database.write() as connection:
            member = _find(_all(connection), str(name_or_id).strip())
            write_preference(connection, _ACTIVE, member.id)
        return member

    def add(self, name: str, email: str, role: Role) -> Member:
        with self._database.write() as connection:
            return _add(connection, name, email, role)

    def ensure_owner(self, name: str) -> None:
        """A new data directory has one member, its owner."""
        with self._database.read() as connection:
            if _all(connection):
                return
        with self._database.write() as connection:
            if not _all(connection):
                _add(connection, name, "", Role.OWNER)


def _all(connection: Connection) -> list[Member]:
    return [Member(*row) for row in connection.execute(select(*_COLUMNS).order_by(members.c.id))]


def _add(connection: Connection, name: str, email: str, role: Role) -> Member:
    row = insert(members).values(name=name, email=email, role=role).returning(members.c.id)
    return Member(connection.execute(row).scalar_one(), name, email, role)


def _find(everyone: list[Member], wanted: str) -> Member:
    folded = wanted.casefold()
    by_id = [member for member in everyone if str(member.id) == wanted]
    exact = [member for member in everyone if wanted in (member.name, member.email)]
    loose = [member for member in everyone if folded in (member.name.casefold(), member.email.casefold())]
    for member in (*by_id, *exact, *loose):
        return member
    raise Failure(FailureCode.NOT_FOUND, values={"name": wanted}, technical="no such member")
