"""Linked Procore accounts: signing in and out, the app that signs in, and which project is linked through which."""

from __future__ import annotations

import asyncio
import logging
import webbrowser
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from app.domain.events import AccountsChanged, ProjectsChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import LinkState, SyncInterval
from app.procore.http import answers, open_http
from app.procore.oauth import OAuth
from app.procore.pacer import Pacer
from app.procore.session import FreshToken, across_processes
from app.procore.tokens import AppKey, TokenStore, app_in_use
from app.sync.procore_connections import Connections
from app.sync.visible_projects import VisibleProjects, check_drawings
from app.sync.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    import httpx

    from app.domain.events import Event
    from app.domain.views import Account, AccountProjects, AppInUse, Link
    from app.procore.client import ProcoreClient
    from app.settings import Settings
    from app.storage.store import Store

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

#: The preference for how often a project that is newly linked is synced.
DEFAULT_INTERVAL = "default_interval"


class LinkedAccounts:
    """Every linked account of this data directory.

    The coroutines work in any event loop and leave nothing open behind; ``client_for`` is for the engine's loop and
    lives until ``aclose``. All of them raise ``Failure``. ``tell`` hears what changed, in the calling loop's thread.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        *,
        tokens: TokenStore | None = None,
        open_client: Callable[[str], httpx.AsyncClient] = open_http,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        waiting: Waiting | None = None,
        tell: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._tell = tell
        self._settings = settings
        self._store = store
        self._tokens = tokens or TokenStore(settings.login)
        self._open_client = open_client
        self._clock = clock
        self._waiting = waiting or Waiting()
        self._visible = VisibleProjects(settings, store, clock)
        self._lasting: Connections | None = None
        self._retired: Connections | None = None

    async def sign_in(
        self, *, account_id: int | None = None, open_browser: Callable[[str], object] = webbrowser.open
    ) -> Account:
        """Let a person sign in with the system browser, and link (or repair) that person's account.

        ``account_id`` is the account expected to come back; somebody else signing in becomes an account of their
        own, which the caller sees by its id. Accounts are told apart by Procore's user id, not by login.
        """
        if account_id is not None:
            await self._stored(self._store.accounts.get, account_id)
        await self._tokens.check()
        async with self._connected() as connections:
            grant = await connections.oauth.authorize(open_browser=open_browser)
            tokens = await connections.oauth.exchange(grant)
            user = await connections.client(FreshToken(tokens.access)).me()
            async with across_processes(self._lock(user.id)):
                await self._tokens.save(user.id, tokens)
                account = await self._stored(self._store.accounts.put, user.id, user.login, user.name)
        self._tell(AccountsChanged())
        return account

    async def sign_out(self, account_id: int) -> None:
        """Revoke the account's tokens (as far as Procore can be reached) and forget them. Links and files stay."""
        account = await self._stored(self._store.accounts.get, account_id)
        user_id = account.procore_user_id
        async with self._connected() as connections, across_processes(self._lock(user_id)):
            stored = await self._tokens.load(user_id)
            token = stored.refresh or (stored.tokens.access if stored.tokens else None)
            if token is not None:
                await _revoke(connections.oauth, token)
            await self._tokens.delete(user_id)
            await self._stored(self._store.accounts.set_signed_in, account_id, False)
        if self._lasting is not None:
            self._lasting.forget(account_id)
        self._tell(AccountsChanged())

    async def app_in_use(self) -> AppInUse:
        """Which app of Procore's signs people in here. Raises Failure(KEYRING)."""
        return await app_in_use(self._settings, self._tokens)

    async def keep_app(self, client_id: str, secret: str) -> None:
        """Use the organisation's own app from now on; its id and secret lie in the keyring alone (SPEC §9)."""
        await self._tokens.keep_app(AppKey(client_id, secret))

    async def forget_app(self) -> None:
        await self._tokens.keep_app(None)

    async def check_app(self) -> None:
        """Ask Procore whether it knows the app in use. Raises Failure where it does not, or cannot be asked."""
        async with self._connected() as connections:
            await connections.oauth.check_app()

    async def visible_projects(self, account_id: int | None = None) -> list[AccountProjects]:
        """What one account, or every account, can see; never empty without a reason (S16-S17)."""
        if account_id is None:
            accounts = await self._stored(self._store.accounts.list)
        else:
            accounts = [await self._stored(self._store.accounts.get, account_id)]
        async with self._connected() as connections:
            return [await self._visible.seen_by(account, connections) for account in accounts]

    async def connect(
        self, project_id: int, procore_project_id: int, *, account_id: int | None = None, company_id: int | None = None
    ) -> Link:
        """Link a project to a Procore project that an account can see and whose drawings it may read.

        Procore's server time at that moment becomes ``connected_at``, the lower bound of history (S51). Raises
        Failure(AUTH, NO_ACCOUNT), Failure(NOT_FOUND, NO_PROJECT_ACCESS), the company's own reason where
        ``company_id`` is given, or whatever kept Procore from being asked. That another project uses the same
        Procore project is for the caller to warn about (S28).
        """
        await self._stored(self._store.projects.get, project_id)
        accounts = await self._usable(account_id)
        async with self._connected() as connections:
            account, found = await self._visible.find(connections, accounts, procore_project_id, company_id)
            client = connections.client(connections.session(account))
            await check_drawings(client, found.company_id, found.id)
        interval = await self._stored(self._store.preferences.get, DEFAULT_INTERVAL, SyncInterval.HOUR.value)
        link = await self._stored(
            self._store.links.connect,
            project_id,
            account_id=account.id,
            company_id=found.company_id,
            company=found.company,
            procore_project_id=found.id,
            name=found.name,
            connected_at=client.server_time or self._clock(),
            interval=SyncInterval(interval),
        )
        self._tell(ProjectsChanged())
        return link

    async def transfer(self, project_id: int, account_id: int) -> Link:
        """Let another account carry a project's link, if it can read the drawings (S23). The ledger names both."""
        link = await self._stored(self._store.links.of_project, project_id)
        if link is None or link.state is LinkState.DISCONNECTED:
            raise Failure(FailureCode.NOT_FOUND, Reason.NOT_CONNECTED, technical="no link to transfer")
        (account,) = await self._usable(account_id)
        async with self._connected() as connections:
            client = connections.client(connections.session(account))
            await check_drawings(client, link.company_id, link.procore_project_id)
        await self._stored(self._store.links.set_account, link.id, account_id)
        if link.state is LinkState.ACCESS_LOST:
            await self._stored(self._store.links.set_state, link.id, LinkState.ACTIVE)
        self._tell(ProjectsChanged())
        return await self._stored(self._store.links.get, link.id)

    def client_for(self, account_id: int) -> ProcoreClient:
        """A client of the engine's loop for one account, counting from zero. Clients share connections, the gate of
        the rate limits, and per account the session. Raises Failure(NOT_FOUND)."""
        if self._lasting is None:
            self._lasting = self._open_connections()
        return self._lasting.client(self._lasting.session(self._store.accounts.get(account_id)))

    async def reachable(self) -> bool:
        """Whether Procore's API can be reached at all; with a connection of its own."""
        async with self._open_client(self._settings.api) as client:
            return await answers(client, self._settings.api)

    async def renew(self) -> None:
        """Open other connections for ``client_for`` (after the machine slept, or the network changed). Whoever still
        uses those of before may finish: they are closed with the next renewal. What the gate counted stays."""
        before, self._retired = self._retired, self._lasting
        if self._lasting is not None:
            fresh = self._open_connections()
            self._lasting = replace(fresh, pacer=self._lasting.pacer)
        if before is not None:
            await before.aclose()

    async def aclose(self) -> None:
        """Close what ``client_for`` opened, in the loop that used it; a token renewal under way is waited for."""
        open_ones = (self._lasting, self._retired)
        self._lasting = self._retired = None
        for connections in open_ones:
            if connections is not None:
                await connections.aclose()

    async def _usable(self, account_id: int | None) -> list[Account]:
        """The signed-in accounts to try. Raises Failure(AUTH) where there is none."""
        if account_id is not None:
            account = await self._stored(self._store.accounts.get, account_id)
            if not account.signed_in:
                raise Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED, {"login": account.login})
            return [account]
        accounts = await self._stored(self._store.accounts.list)
        usable = [account for account in accounts if account.signed_in]
        if not usable:
            raise Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED if accounts else Reason.NO_ACCOUNT)
        return usable

    def _lock(self, user_id: int) -> Path:
        return self._settings.home / f"tokens-{user_id}.lock"

    async def _stored(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A storage call, away from the loop."""
        return await asyncio.to_thread(call, *args, **kwargs)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[Connections]:
        """The engine's connections when running in its loop, so that one gate counts everything; else short-lived
        ones."""
        if self._lasting is not None and self._lasting.loop is asyncio.get_running_loop():
            yield self._lasting
            return
        connections = self._open_connections()
        try:
            yield connections
        finally:
            await connections.aclose()

    def _open_connections(self) -> Connections:
        login = self._open_client(self._settings.login)
        return Connections(
            loop=asyncio.get_running_loop(),
            settings=self._settings,
            store=self._store,
            tokens=self._tokens,
            clock=self._clock,
            lock=self._lock,
            api=self._open_client(self._settings.api),
            login=login,
            tell=self._tell,
            oauth=OAuth(login, self._settings, clock=self._clock, own_app=self._tokens.app),
            pacer=Pacer(
                clock=self._clock,
                monotonic=self._waiting.monotonic,
                sleep=self._waiting.sleep,
                random=self._waiting.random,
            ),
            waiting=self._waiting,
        )


async def _revoke(oauth: OAuth, token: str) -> None:
    try:
        await oauth.revoke(token)
    except Failure as failure:
        # Signing out must work offline too; the tokens are forgotten here either way.
        log.warning("tokens could not be revoked: %s", failure)
