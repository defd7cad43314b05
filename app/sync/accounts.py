"""Linked Procore accounts: signing in and out, what each of them can see, and which project is linked through which.

Answers "why is my project not in the list?" (S8-S17): a company that hides its projects is named with its reason, and
an account that could not be asked at all says why.
"""

from __future__ import annotations

import asyncio
import logging
import webbrowser
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from app.domain.events import AccountsChanged, ProjectsChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AppSource, LinkState, SyncInterval
from app.domain.views import AccountProjects, AppInUse, FailureNote, PickableProject
from app.procore.client import ProcoreClient
from app.procore.http import CONNECTIONS, answers, open_http
from app.procore.oauth import OAuth
from app.procore.pacer import Pacer
from app.procore.session import FreshToken, Session, across_processes
from app.procore.tokens import AppKey, TokenStore
from app.sync.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    import httpx

    from app.domain.events import Event
    from app.domain.records import RemoteCompany, RemoteProject
    from app.domain.views import Account, Link
    from app.settings import Settings
    from app.storage.store import Store

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

#: The preference for how often a project that is newly linked is synced.
DEFAULT_INTERVAL = "default_interval"

#: Nothing can be concluded from these: the project may well be visible.
_UNDECIDED = frozenset(
    {FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.SERVER, FailureCode.AUTH, FailureCode.CONTRACT}
)


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
        self._lasting: _Connections | None = None
        self._retired: _Connections | None = None

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
        if self._settings.client_id and self._settings.client_secret:
            return AppInUse(AppSource.ENVIRONMENT, self._settings.client_id)
        own = await self._tokens.app()
        return AppInUse(AppSource.NONE, None) if own is None else AppInUse(AppSource.KEYRING, own.client_id)

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
            return [await self._seen_by(account, connections) for account in accounts]

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
            account, found = await self._find(connections, accounts, procore_project_id, company_id)
            client = connections.client(connections.session(account))
            await _check_drawings(client, found.company_id, found.id)
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
            await _check_drawings(client, link.company_id, link.procore_project_id)
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

    async def _seen_by(self, account: Account, connections: _Connections) -> AccountProjects:
        if not account.signed_in:
            return self._unseen(account, Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED))
        client = connections.client(connections.session(account))
        try:
            companies = await client.companies()
            answers = await _projects_by_company(client, companies)
        except Failure as failure:
            return self._unseen(account, failure)
        refused = [(company, answer) for company, answer in answers if isinstance(answer, Failure)]
        for _, why in refused:
            offline = why.code is FailureCode.NETWORK and len(refused) == len(answers)
            if offline or why.code is FailureCode.AUTH:
                return self._unseen(account, why)
        hidden = await self._stored(
            self._store.accounts.note_hidden,
            account.id,
            [(company.id, company.name, why.code.value) for company, why in refused],
        )
        seen = [project for _, answer in answers if not isinstance(answer, Failure) for project in answer]
        projects = await self._stored(self._pickable, sorted(seen, key=_most_recent_first))
        limit = await self._stored(self._store.preferences.get, "project_limit", self._settings.project_limit)
        shown = min(limit, len(projects))
        return AccountProjects(account.id, account.login, shown, len(projects), projects, tuple(hidden))

    def _unseen(self, account: Account, failure: Failure) -> AccountProjects:
        reason = None if failure.reason is None else failure.reason.value
        note = FailureNote(failure.code.value, reason, dict(failure.values), self._clock())
        return AccountProjects(account.id, account.login, 0, 0, (), (), note)

    def _pickable(self, projects: Sequence[RemoteProject]) -> tuple[PickableProject, ...]:
        """With the name of the project of ours that uses each of them already (S28)."""
        used = {
            (ours.link.company_id, ours.link.procore_project_id): ours.name
            for ours in self._store.projects.list(archived=True)
            if ours.link is not None and ours.link.state is not LinkState.DISCONNECTED
        }
        return tuple(
            PickableProject(p.id, p.name, p.company_id, p.company, used.get((p.company_id, p.id))) for p in projects
        )

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

    async def _find(
        self,
        connections: _Connections,
        accounts: Sequence[Account],
        procore_project_id: int,
        company_id: int | None,
    ) -> tuple[Account, RemoteProject]:
        """The first account that sees the project, and the project."""
        undecided: Failure | None = None
        for account in accounts:
            client = connections.client(connections.session(account))
            try:
                companies = await client.companies()
            except Failure as failure:
                undecided = undecided or failure
                continue
            if company_id is not None:
                companies = [company for company in companies if company.id == company_id]
            for _, answer in await _projects_by_company(client, companies):
                if not isinstance(answer, Failure):
                    found = next((project for project in answer if project.id == procore_project_id), None)
                    if found is not None:
                        return account, found
                elif company_id is not None or answer.code in _UNDECIDED:
                    undecided = undecided or answer
        raise undecided or Failure(
            FailureCode.NOT_FOUND,
            Reason.NO_PROJECT_ACCESS,
            {"subject": procore_project_id},
            technical="no linked account lists this project",
        )

    def _lock(self, user_id: int) -> Path:
        return self._settings.home / f"tokens-{user_id}.lock"

    async def _stored(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A storage call, away from the loop."""
        return await asyncio.to_thread(call, *args, **kwargs)

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[_Connections]:
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

    def _open_connections(self) -> _Connections:
        login = self._open_client(self._settings.login)
        return _Connections(
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


@dataclass
class _Connections:
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


async def _projects_by_company(
    client: ProcoreClient, companies: Sequence[RemoteCompany]
) -> list[tuple[RemoteCompany, list[RemoteProject] | Failure]]:
    """The projects of each company, or why it does not show them. The client's own slots bound how many at once."""

    async def ask(company: RemoteCompany) -> tuple[RemoteCompany, list[RemoteProject] | Failure]:
        try:
            return company, await client.projects(company.id, company.name)
        except Failure as failure:
            return company, failure

    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(ask(company)) for company in companies]
    return [task.result() for task in asked]


async def _check_drawings(client: ProcoreClient, company_id: int, procore_project_id: int) -> None:
    """Read the drawing areas: every project has one, and a tool that is off or hidden shows here, not at the first
    sync (S14-S15)."""
    try:
        await client.areas(company_id, procore_project_id)
    except Failure as failure:
        if failure.code is FailureCode.ACCESS_LOST:
            raise Failure(
                FailureCode.NOT_FOUND,
                Reason.NO_PROJECT_ACCESS,
                {"subject": procore_project_id},
                technical=failure.technical,
                status=failure.status,
            ) from failure
        raise


async def _revoke(oauth: OAuth, token: str) -> None:
    try:
        await oauth.revoke(token)
    except Failure as failure:
        # Signing out must work offline too; the tokens are forgotten here either way.
        log.warning("tokens could not be revoked: %s", failure)


def _most_recent_first(project: RemoteProject) -> tuple[float, str, int]:
    moment = project.updated_at.timestamp() if project.updated_at is not None else float("-inf")
    return -moment, project.name.casefold(), project.id
