"""What talks to Procore in one event loop: two HTTP clients, one gate of the rate limits, and a session per account."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.events import AccountsChanged
from app.procore.client import ProcoreClient
from app.procore.http import CONNECTIONS
from app.procore.session import FreshToken, Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    import httpx

    from app.domain.events import Event
    from app.domain.views import Account
    from app.procore.oauth import OAuth
    from app.procore.pacer import Pacer
    from app.procore.tokens import TokenStore
    from app.settings import Settings
    from app.storage.store import Store
    from app.sync.waiting import Waiting


@dataclass
class Connections:
    """What belongs to one event loop: two HTTP clients, the gate, and a session per account."""

    loop: asyncio.AbstractEventLoop
    settings: Settings
    store: Store
    tokens: TokenStore
    clock: Callable[[], datetime]
    lock: Callable[[int], Path]
    api: httpx.AsyncClient
    login: httpx.AsyncClient
    oauth: OAuth
    pacer: Pacer
    waiting: Waiting
    tell: Callable[[Event], None]
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CONNECTIONS))
    sessions: dict[int, Session] = field(default_factory=dict)

    def client(self, tokens: Session | FreshToken) -> ProcoreClient:
        return ProcoreClient(
            self.api,
            self.settings.api,
            tokens,
            self.pacer,
            clock=self.clock,
            sleep=self.waiting.sleep,
            random=self.waiting.random,
            slots=self.slots,
        )

    def session(self, account: Account) -> Session:
        """One per account: renewals are shared by everybody who waits for one."""
        known = self.sessions.get(account.id)
        if known is None:
            known = self.sessions[account.id] = Session(
                account.procore_user_id,
                self.tokens,
                self.oauth,
                _Mark(self.store, account.id, self.tell),
                lock=self.lock(account.procore_user_id),
                clock=self.clock,
                monotonic=self.waiting.monotonic,
                sleep=self.waiting.sleep,
            )
        return known

    def forget(self, account_id: int) -> None:
        session = self.sessions.get(account_id)
        if session is not None:
            session.forget()

    async def aclose(self) -> None:
        for session in self.sessions.values():
            await session.aclose()
        await self.api.aclose()
        await self.login.aclose()


@dataclass(frozen=True, slots=True)
class _Mark:
    """The crash mark of one account, kept in the database."""

    store: Store
    account_id: int
    tell: Callable[[Event], None]

    def mark_refresh(self, started: bool) -> None:
        self.store.accounts.mark_refresh(self.account_id, started)

    def refresh_pending(self) -> bool:
        return self.store.accounts.refresh_pending(self.account_id)

    def signed_out(self) -> None:
        self.store.accounts.set_signed_in(self.account_id, False)
        self.tell(AccountsChanged())
