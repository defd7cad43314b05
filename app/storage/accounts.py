"""Linked Procore accounts, without their secrets, and the companies that hide their projects from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.failures import Failure, FailureCode
from app.domain.views import Account, HiddenCompanyView
from app.storage.database import pairs
from app.storage.schema import accounts, hidden_companies, links

if TYPE_CHECKING:
    import builtins
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from app.storage.database import Database

_COLUMNS = (accounts.c.id, accounts.c.login, accounts.c.name, accounts.c.procore_user_id, accounts.c.signed_in)
_LISTED = accounts.c.removed.is_(False)


class Accounts:
    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def list(self) -> list[Account]:
        """Linked accounts, oldest first. Signed-out ones are among them."""
        with self._database.read() as connection:
            rows = connection.execute(select(*_COLUMNS).where(_LISTED).order_by(accounts.c.id))
            return [Account(*row) for row in rows]

    def get(self, account_id: int) -> Account:
        """Raises Failure(NOT_FOUND). An account that was removed but is still named by a link is found."""
        with self._database.read() as connection:
            account = _one(connection, accounts.c.id == account_id)
        if account is None:
            raise Failure(FailureCode.NOT_FOUND, values={"name": str(account_id)}, technical="no such account")
        return account

    def find(self, login: str) -> Account | None:
        """By login, whatever its case."""
        wanted = login.strip().casefold()
        return next((account for account in self.list() if account.login.casefold() == wanted), None)

    def put(self, procore_user_id: int, login: str, name: str | None) -> Account:
        """Add the account of a Procore user who just signed in, or refresh what is known of it."""
        row = insert(accounts).values(procore_user_id=procore_user_id, login=login, name=name, signed_in=True)
        with self._database.write() as connection:
            connection.execute(
                row.on_conflict_do_update(
                    index_elements=["procore_user_id"],
                    set_={
                        "login": login,
                        "name": name,
                        "signed_in": True,
                        "removed": False,
                        "refresh_pending": False,
                    },
                )
            )
            account = _one(connection, accounts.c.procore_user_id == procore_user_id)
        assert account is not None
        return account

    def set_signed_in(self, account_id: int, signed_in: bool) -> None:
        self._change(account_id, signed_in=signed_in)

    def remove(self, account_id: int) -> None:
        """Forget an account. Where a link names it, it is only hidden: the link goes on telling whose it was."""
        with self._database.write() as connection:
            connection.execute(delete(hidden_companies).where(hidden_companies.c.account_id == account_id))
            this = accounts.c.id == account_id
            if connection.execute(select(exists().where(links.c.account_id == account_id))).scalar():
                connection.execute(update(accounts).where(this).values(signed_in=False, removed=True))
            else:
                connection.execute(delete(accounts).where(this))

    def mark_refresh(self, account_id: int, started: bool) -> None:
        """Set before a refresh token is exchanged, cleared after the new one is stored: Procore may already count
        the old one as used when the process dies in between."""
        self._change(account_id, refresh_pending=started)

    def refresh_pending(self, account_id: int) -> bool:
        with self._database.read() as connection:
            marked = connection.execute(select(accounts.c.refresh_pending).where(accounts.c.id == account_id))
            return bool(marked.scalar())

    def note_hidden(
        self, account_id: int, companies: Iterable[tuple[int, str, str]]
    ) -> builtins.list[HiddenCompanyView]:
        """Record which companies (id, name, reason) hide their projects now, and since when each of them does."""
        seen = {company_id: (company, reason) for company_id, company, reason in companies}
        mine = hidden_companies.c.account_id == account_id
        now = self._clock()
        with self._database.write() as connection:
            since = pairs(connection, select(hidden_companies.c.company_id, hidden_companies.c.since).where(mine))
            connection.execute(delete(hidden_companies).where(mine))
            views = [
                HiddenCompanyView(company_id, company, reason, since.get(company_id, now))
                for company_id, (company, reason) in seen.items()
            ]
            if views:
                connection.execute(
                    insert(hidden_companies),
                    [
                        {
                            "account_id": account_id,
                            "company_id": view.company_id,
                            "company": view.company,
                            "reason": view.reason,
                            "since": view.since,
                        }
                        for view in views
                    ],
                )
        return sorted(views, key=lambda view: (view.company.casefold(), view.company_id))

    def _change(self, account_id: int, **values: bool) -> None:
        with self._database.write() as connection:
            connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))


def _one(connection: Connection, condition: ColumnElement[bool]) -> Account | None:
    row = connection.execute(select(*_COLUMNS).where(condition)).one_or_none()
    return None if row is None else Account(*row)
