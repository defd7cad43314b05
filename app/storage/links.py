"""Connections of projects to Procore projects, and how far each of them is known to be complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, insert, or_, select, update

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import ChangeKind, LinkState, SyncInterval
from app.domain.views import Link
from app.storage.ledger import write_note
from app.storage.projects import LINK_COLUMNS, all_projects
from app.storage.schema import accounts, links

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from app.domain.views import Project
    from app.storage.database import Database


class Links:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def connect(
        self,
        project_id: int,
        *,
        account_id: int,
        company_id: int,
        company: str,
        procore_project_id: int,
        name: str,
        connected_at: datetime,
        interval: SyncInterval = SyncInterval.HOUR,
    ) -> Link:
        """Connect a project, and write that to the ledger. ``interval``: of a link that is new.

        The same Procore project again (after a disconnection): the old link comes back to life with its history and
        its first ``connected_at``, so nothing that was issued in between is missed (S49). Another Procore project:
        Failure(NOT_ALLOWED, ALREADY_LINKED) unless the present link was disconnected before.
        """
        with self._database.write() as connection:
            was = _newest(connection, project_id)
            same = was is not None and (was.company_id, was.procore_project_id) == (company_id, procore_project_id)
            if was is not None and not same and was.state is not LinkState.DISCONNECTED:
                raise Failure(FailureCode.NOT_ALLOWED, Reason.ALREADY_LINKED, values={"name": was.name})
            if was is not None and same:
                link_id = was.id
                back = update(links).where(links.c.id == link_id)
                connection.execute(
                    back.values(account_id=account_id, company=company, name=name, state=LinkState.ACTIVE)
                )
            else:
                link_id = connection.execute(
                    insert(links)
                    .values(
                        project_id=project_id,
                        account_id=account_id,
                        company_id=company_id,
                        company=company,
                        procore_project_id=procore_project_id,
                        name=name,
                        state=LinkState.ACTIVE,
                        connected_at=connected_at,
                        interval=interval,
                    )
                    .returning(links.c.id)
                ).scalar_one()
            link = _one(connection, link_id)
            if was is None or not same or was.state is LinkState.DISCONNECTED:
                after = {"project": link.name, "login": link.login}
                write_note(connection, ChangeKind.CONNECTED, at=self._clock(), link_id=link_id, after=after)
        return link

    def get(self, link_id: int) -> Link:
        """Raises Failure(NOT_FOUND)."""
        with self._database.read() as connection:
            return _one(connection, link_id)

    def of_project(self, project_id: int) -> Link | None:
        """The newest link of a project, also a disconnected one: its ``state`` tells."""
        with self._database.read() as connection:
            return _newest(connection, project_id)

    def using(self, company_id: int, procore_project_id: int) -> list[Project]:
        """Projects that are connected to this Procore project already (S28)."""
        with self._database.read() as connection:
            linked = all_projects(connection, archived=True)
        return [
            project
            for project in linked
            if project.link is not None
            and project.link.state is not LinkState.DISCONNECTED
            and (project.link.company_id, project.link.procore_project_id) == (company_id, procore_project_id)
        ]

    def set_state(self, link_id: int, state: LinkState) -> None:
        self._set(link_id, state=state)

    def set_interval(self, link_id: int, interval: SyncInterval) -> None:
        self._set(link_id, interval=interval)

    def set_paused(self, link_id: int, paused: bool) -> None:
        self._set(link_id, paused=paused)

    def set_bid_until(self, link_id: int, until: datetime | None) -> None:
        """Sync every five minutes until then; None ends it. Whoever asks for it wants syncs: a pause ends."""
        if until is None:
            self._set(link_id, bid_until=None)
        else:
            self._set(link_id, bid_until=until, paused=False)

    def set_account(self, link_id: int, account_id: int) -> None:
        """Move the connection to another Procore account; the ledger records both logins (S23)."""
        with self._database.write() as connection:
            was = _one(connection, link_id)
            if was.account_id == account_id:
                return
            connection.execute(update(links).where(links.c.id == link_id).values(account_id=account_id))
            login = _one(connection, link_id).login
            now = self._clock()
            write_note(connection, ChangeKind.TRANSFERRED, at=now, link_id=link_id, before=was.login, after=login)

    def disconnect(self, link_id: int) -> None:
        """End a connection. Everything that was synced stays readable; the ledger records it."""
        with self._database.write() as connection:
            was = _one(connection, link_id)
            if was.state is LinkState.DISCONNECTED:
                return
            connection.execute(update(links).where(links.c.id == link_id).values(state=LinkState.DISCONNECTED))
            before = {"project": was.name, "login": was.login}
            write_note(connection, ChangeKind.DISCONNECTED, at=self._clock(), link_id=link_id, before=before)

    def set_watermark(self, link_id: int, watermark: datetime) -> None:
        """Procore's server time up to which the link is known complete (S48, I5). Never moves back."""
        with self._database.write() as connection:
            move_watermark(connection, link_id, watermark)

    def _set(self, link_id: int, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(update(links).where(links.c.id == link_id).values(**values))


def move_watermark(connection: Connection, link_id: int, watermark: datetime) -> None:
    """See ``Links.set_watermark``; inside a transaction."""
    behind = or_(links.c.watermark.is_(None), links.c.watermark < watermark)
    connection.execute(update(links).where(links.c.id == link_id, behind).values(watermark=watermark))


def note_followed(connection: Connection, link_id: int, *, at: datetime | None) -> None:
    """A listing was turned into decisions: what appears later is new (S33), and the project can be reached. ``at``:
    when a full one was. Inside a transaction."""
    mine = update(links).where(links.c.id == link_id)
    connection.execute(mine.values(baseline_known=True))
    connection.execute(mine.where(links.c.state == LinkState.ACCESS_LOST).values(state=LinkState.ACTIVE))
    if at is not None:
        connection.execute(mine.values(last_full_listing=at))


def _select() -> Select[Any]:
    return select(*LINK_COLUMNS).join_from(links, accounts)


def _one(connection: Connection, link_id: int) -> Link:
    row = connection.execute(_select().where(links.c.id == link_id)).one_or_none()
    if row is None:
        raise Failure(FailureCode.NOT_FOUND, values={"name": str(link_id)}, technical="no such link")
    return Link(*row)


def _newest(connection: Connection, project_id: int) -> Link | None:
    newest = select(func.max(links.c.id)).where(links.c.project_id == project_id).scalar_subquery()
    row = connection.execute(_select().where(links.c.id == newest)).one_or_none()
    return None if row is None else Link(*row)
