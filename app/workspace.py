"""Puts the product together over one data directory: store, engine, linked accounts. Nothing here decides anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.logs import open_log
from app.procore.http import open_http
from app.procore.tokens import TokenStore
from app.storage.store import Store, utc_now
from app.sync.accounts import LinkedAccounts
from app.sync.runtime import Engine
from app.sync.services import RunServices
from app.sync.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import httpx

    from app.procore.tokens import Keyring
    from app.settings import Settings
    from app.sync.database import DatabaseThread


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything that outlives a window or a command. The engine is made, not started."""

    settings: Settings
    store: Store
    engine: Engine
    accounts: LinkedAccounts
    _close_log: Callable[[], None]

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        keyring: Keyring | None = None,
        clock: Callable[[], datetime] = utc_now,
        waiting: Waiting | None = None,
        open_client: Callable[[str], httpx.AsyncClient] = open_http,
    ) -> Workspace:
        """Open the data directory. ``keyring``: another than the operating system's (the demo's, in memory).
        ``waiting`` and ``open_client``: for tests, which wait without time passing and give up early.

        Raises Failure(LOCAL_IO) where the directory or its database cannot be used.
        """
        store = Store.open(settings, clock=clock)
        close_log = open_log(settings)
        tokens = None if keyring is None else TokenStore(settings.login, open_keyring=lambda: keyring)
        waiting = waiting or Waiting()
        accounts = LinkedAccounts(
            settings,
            store,
            tokens=tokens,
            open_client=open_client,
            clock=clock,
            waiting=waiting,
            tell=lambda event: engine.tell(event),
        )

        def services(database: DatabaseThread) -> RunServices:
            return RunServices(settings, store, accounts, database, clock=clock, waiting=waiting)

        engine = Engine(settings, store, services, clock=clock, waiting=waiting)
        return cls(settings, store, engine, accounts, close_log)

    def close(self) -> None:
        """Stop the engine and close the store."""
        self.engine.stop()
        self.store.close()
        self._close_log()
