"""Linked accounts against a Procore that answers over respx, a keyring in memory, and a real data directory."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
import respx

from app.domain.events import AccountsChanged, Event, ProjectsChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AppSource, ChangeKind, LinkState, SyncInterval
from app.domain.views import AppInUse
from app.procore.tokens import Tokens, TokenStore
from app.settings import Settings
from app.storage.store import Store
from app.sync.accounts import LinkedAccounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.views import Account

NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
DATE = "Thu, 01 Oct 2026 11:59:30 GMT"
API, LOGIN = "https://api.procore.com", "https://login.procore.com"
NOT_INSTALLED = {"errors": ["App is not connected to this company."]}


class Ring:
    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.entries[service, username]


class World:
    """A data directory with two Procore users, and what Procore shows to whoever asks."""

    def __init__(self, folder: Path, router: respx.MockRouter, port: int) -> None:
        self.now = NOW
        self.settings = Settings(folder, client_id="id-1", client_secret="hush", redirect_port=port, project_limit=3)
        self.store = Store.open(self.settings, clock=lambda: self.now, user="Olive")
        self.ring = Ring()
        self.tokens = TokenStore(LOGIN, open_keyring=lambda: self.ring)
        self.router = router
        self.told: list[Event] = []
        self.opened: list[httpx.AsyncClient] = []
        self.companies: list[dict[str, Any]] = []
        self.projects: dict[int, httpx.Response] = {}
        self.accounts = LinkedAccounts(
            self.settings,
            self.store,
            tokens=self.tokens,
            open_client=self.open_client,
            clock=lambda: self.now,
            tell=self.told.append,
        )
        router.get(f"{API}/rest/v1.0/companies").mock(
            side_effect=lambda request: httpx.Response(200, json=self.companies)
        )
        router.get(f"{API}/rest/v1.0/projects").mock(
            side_effect=lambda request: self.projects[int(request.url.params["company_id"])]
        )
        router.get(url__regex=rf"{API}/rest/v1.0/projects/\d+/drawing_areas").mock(
            return_value=httpx.Response(200, json=[{"id": 1, "name": "All"}], headers={"Date": DATE})
        )

    def open_client(self, origin: str) -> httpx.AsyncClient:
        client = httpx.AsyncClient(base_url=origin)
        self.opened.append(client)
        return client

    async def user(self, user_id: int = 7, login: str = "carl@example.com") -> Account:
        """Somebody who signed in an hour ago."""
        await self.tokens.save(user_id, Tokens(f"access-{user_id}", f"refresh-{user_id}", self.now, 5400))
        return self.store.accounts.put(user_id, login, None)

    def company(self, company_id: int, name: str, *projects: tuple[int, str, str | None]) -> None:
        self.companies.append({"id": company_id, "name": name})
        self.projects[company_id] = httpx.Response(
            200, json=[{"id": number, "name": title, "updated_at": moment} for number, title, moment in projects]
        )

    def closed_company(self, company_id: int, name: str, status: int, body: object = None) -> None:
        self.companies.append({"id": company_id, "name": name})
        self.projects[company_id] = httpx.Response(status, json=body or {})


@pytest.fixture
def world(tmp_path: Path, unused_tcp_port: int) -> Iterator[World]:
    with respx.mock(assert_all_called=False) as router:
        world = World(tmp_path, router, unused_tcp_port)
        yield world
        world.store.close()
        assert all(client.is_closed for client in world.opened), "a connection was left open"


@pytest.fixture
def unused_tcp_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def failing(call: Any) -> tuple[FailureCode, Reason | None]:
    with pytest.raises(Failure) as caught:
        await call
    return caught.value.code, caught.value.reason


def procore_signs_in(world: World, user_id: int, login: str) -> Any:
    """A browser whose user signs in as ``login``; Procore knows that user afterwards."""
    world.router.post(f"{LOGIN}/oauth/token").respond(
        json={"access_token": f"new-access-{user_id}", "refresh_token": f"new-refresh-{user_id}", "expires_in": 5400}
    )
    world.router.get(f"{API}/rest/v1.0/me").respond(json={"id": user_id, "login": login})
    world.router.route(host="127.0.0.1").pass_through()

    def browser(url: str) -> bool:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        answer = urlencode({"code": "c", "state": query["state"]})
        port = urlsplit(query["redirect_uri"]).port
        # Plain sockets: the router above belongs to the loop's thread.
        import urllib.request

        with urllib.request.urlopen(f"http://127.0.0.1:{port}/callback?{answer}", timeout=5) as page:
            page.read()
        return True

    return browser


async def test_a_link_and_a_sign_out_are_announced(world: World) -> None:
    account = await world.user()
    world.company(1, "Builder", (10, "School", None))
    project = world.store.projects.create("School")
    await world.accounts.connect(project.id, 10)
    assert world.told == [ProjectsChanged()]
    world.router.post(url__regex=r".*/oauth/revoke").mock(return_value=httpx.Response(200, json={}))
    await world.accounts.sign_out(account.id)
    assert world.told == [ProjectsChanged(), AccountsChanged()]


async def test_signing_in_links_the_account_and_keeps_its_tokens_in_the_keyring_only(world: World) -> None:
    account = await world.accounts.sign_in(open_browser=procore_signs_in(world, 7, "carl@example.com"))
    assert (account.login, account.procore_user_id, account.signed_in) == ("carl@example.com", 7, True)
    stored = await world.tokens.load(7)
    assert stored.refresh == "new-refresh-7"
    database = world.settings.database.read_bytes()
    wal = world.settings.database.with_name("planrack.db-wal")
    assert b"new-" not in database + (wal.read_bytes() if wal.exists() else b"")


async def test_signing_in_again_repairs_the_same_account_under_a_new_login_too(world: World) -> None:
    before = await world.user(7, "carl@example.com")
    world.store.accounts.set_signed_in(before.id, False)
    world.store.accounts.mark_refresh(before.id, True)
    browser = procore_signs_in(world, 7, "carl.new@example.com")
    after = await world.accounts.sign_in(account_id=before.id, open_browser=browser)
    assert (after.id, after.login, after.signed_in) == (before.id, "carl.new@example.com", True)
    assert not world.store.accounts.refresh_pending(after.id)


async def test_somebody_else_signing_in_becomes_an_account_of_their_own(world: World) -> None:
    before = await world.user(7, "carl@example.com")
    after = await world.accounts.sign_in(
        account_id=before.id, open_browser=procore_signs_in(world, 8, "dana@example.com")
    )
    assert after.id != before.id
    assert len(world.store.accounts.list()) == 2


async def test_a_keyring_that_fails_is_said_before_anybody_signs_in(world: World) -> None:
    class Broken(Ring):
        def get_password(self, service: str, username: str, /) -> str | None:
            raise RuntimeError("no service")

    accounts = LinkedAccounts(
        world.settings, world.store, tokens=TokenStore(open_keyring=Broken), open_client=world.open_client
    )
    opened = threading.Event()
    assert await failing(accounts.sign_in(open_browser=lambda url: opened.set())) == (
        FailureCode.KEYRING,
        Reason.KEYRING_ABSENT,
    )
    assert not opened.is_set()


async def test_signing_out_revokes_and_forgets_the_tokens(world: World) -> None:
    account = await world.user()
    revoked = world.router.post(f"{LOGIN}/oauth/revoke").respond(json={})
    await world.accounts.sign_out(account.id)
    assert parse_qs(revoked.calls.last.request.content.decode())["token"] == ["refresh-7"]
    assert world.ring.entries == {}
    assert not world.store.accounts.get(account.id).signed_in


async def test_signing_out_works_offline(world: World) -> None:
    account = await world.user()
    world.router.post(f"{LOGIN}/oauth/revoke").mock(side_effect=httpx.ConnectError("offline"))
    await world.accounts.sign_out(account.id)
    assert world.ring.entries == {}


async def test_projects_come_most_recently_active_first_then_by_name(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", "2026-01-01T00:00:00Z"), (2, "bridge", None), (3, "Arena", None))
    world.company(6, "Sud", (4, "School", "2026-05-01T00:00:00Z"))
    (seen,) = await world.accounts.visible_projects()
    assert [(project.name, project.company) for project in seen.projects] == [
        ("School", "Sud"),
        ("Tower", "Nord"),
        ("Arena", "Nord"),
        ("bridge", "Nord"),
    ]
    assert (seen.shown, seen.total) == (3, 4), "the limit cuts what is shown, not what can be searched"


async def test_a_company_without_the_app_is_named_with_its_reason_and_since_when(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.closed_company(6, "Sud", 403, NOT_INSTALLED)
    world.closed_company(7, "Est", 403, {"errors": "Forbidden"})
    (first,) = await world.accounts.visible_projects()
    world.now += timedelta(minutes=30)
    (seen,) = await world.accounts.visible_projects()
    assert seen.hidden == first.hidden
    assert [(hidden.company, hidden.reason, hidden.since) for hidden in seen.hidden] == [
        ("Est", "forbidden", NOW),
        ("Sud", "app_not_installed", NOW),
    ]
    assert [project.name for project in seen.projects] == ["Tower"]


async def test_a_company_that_was_approved_is_hidden_no_longer(world: World) -> None:
    await world.user()
    world.closed_company(6, "Sud", 403, NOT_INSTALLED)
    await world.accounts.visible_projects()
    world.companies.clear()
    world.company(6, "Sud", (4, "School", None))
    (seen,) = await world.accounts.visible_projects()
    assert (seen.hidden, seen.total) == ((), 1)


async def test_a_project_that_is_linked_already_names_ours(world: World) -> None:
    account = await world.user()
    world.company(5, "Nord", (1, "Tower", None), (2, "Bridge", None))
    ours = world.store.projects.create("Our tower")
    await world.accounts.connect(ours.id, 1, account_id=account.id)
    (seen,) = await world.accounts.visible_projects(account.id)
    assert {project.name: project.used_by for project in seen.projects} == {"Tower": "Our tower", "Bridge": None}


async def test_stored_limit_goes_before_the_usual_one(world: World) -> None:
    await world.user()
    world.company(5, "Nord", *((id, f"Tower {id}", None) for id in range(1, 6)))
    assert (await world.accounts.visible_projects())[0].shown == 3
    world.store.preferences.set("project_limit", 4)
    assert (await world.accounts.visible_projects())[0].shown == 4


async def test_app_in_use_is_told_without_its_secret(world: World) -> None:
    assert await world.accounts.app_in_use() == AppInUse(AppSource.ENVIRONMENT, "id-1")
    bare = LinkedAccounts(Settings(world.settings.home), world.store, tokens=world.tokens)
    assert await bare.app_in_use() == AppInUse(AppSource.NONE, None)
    await bare.keep_app("own", "hush")
    assert await bare.app_in_use() == AppInUse(AppSource.KEYRING, "own")
    await bare.forget_app()
    assert (await bare.app_in_use()).source is AppSource.NONE


async def test_a_signed_out_account_says_so_and_asks_nobody(world: World) -> None:
    account = await world.user()
    world.store.accounts.set_signed_in(account.id, False)
    (seen,) = await world.accounts.visible_projects()
    assert seen.failure is not None and (seen.failure.code, seen.failure.reason) == ("auth", "sign_in_expired")
    assert (seen.projects, seen.total) == ((), 0)
    assert world.router.calls.call_count == 0


async def test_an_account_whose_tokens_are_gone_is_signed_out(world: World) -> None:
    account = await world.user()
    world.ring.entries.clear()
    (seen,) = await world.accounts.visible_projects()
    assert seen.failure is not None and seen.failure.code == "auth"
    assert not world.store.accounts.get(account.id).signed_in


async def test_one_account_offline_or_signed_out_does_not_hide_the_other(world: World) -> None:
    carl = await world.user(7, "carl@example.com")
    await world.user(8, "dana@example.com")
    world.store.accounts.set_signed_in(carl.id, False)
    world.company(5, "Nord", (1, "Tower", None))
    first, second = await world.accounts.visible_projects()
    assert first.failure is not None
    assert second.failure is None and second.total == 1


async def test_being_offline_is_a_reason_of_the_account_and_forgets_no_hidden_company(world: World) -> None:
    await world.user()
    world.closed_company(6, "Sud", 403, NOT_INSTALLED)
    await world.accounts.visible_projects()
    world.router.get(f"{API}/rest/v1.0/companies").mock(side_effect=httpx.ConnectError("offline"))
    world.now += timedelta(minutes=30)
    (seen,) = await world.accounts.visible_projects()
    assert seen.failure is not None and (seen.failure.code, seen.failure.reason) == ("network", "offline")
    world.router.get(f"{API}/rest/v1.0/companies").respond(json=world.companies)
    (seen,) = await world.accounts.visible_projects()
    assert [hidden.since for hidden in seen.hidden] == [NOW]


async def test_connecting_records_procores_time_as_the_start_of_history(world: World) -> None:
    account = await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.company(6, "Sud", (4, "School", None))
    ours = world.store.projects.create("Our school")
    link = await world.accounts.connect(ours.id, 4)
    assert (link.account_id, link.company_id, link.company) == (account.id, 6, "Sud")
    assert (link.procore_project_id, link.name) == (4, "School")
    assert link.connected_at == datetime(2026, 10, 1, 11, 59, 30, tzinfo=UTC)


async def test_a_new_link_is_synced_as_often_as_the_settings_say_and_one_that_returns_as_before(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.store.preferences.set("default_interval", SyncInterval.FOUR_HOURS.value)
    ours = world.store.projects.create("Ours")
    link = await world.accounts.connect(ours.id, 1)
    assert link.interval is SyncInterval.FOUR_HOURS
    world.store.links.disconnect(link.id)
    world.store.preferences.set("default_interval", SyncInterval.MANUAL.value)
    assert (await world.accounts.connect(ours.id, 1)).interval is SyncInterval.FOUR_HOURS


async def test_connecting_finds_the_account_that_sees_the_project(world: World) -> None:
    await world.user(7, "carl@example.com")
    dana = await world.user(8, "dana@example.com")

    def seen_by(request: httpx.Request) -> httpx.Response:
        mine = request.headers["Authorization"] == "Bearer access-8"
        return httpx.Response(200, json=[{"id": 1, "name": "Tower"}] if mine else [])

    world.companies.append({"id": 5, "name": "Nord"})
    world.router.get(f"{API}/rest/v1.0/projects").mock(side_effect=seen_by)
    link = await world.accounts.connect(world.store.projects.create("Ours").id, 1)
    assert link.account_id == dana.id


async def test_a_project_nobody_sees_is_not_visible(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.closed_company(6, "Sud", 403, NOT_INSTALLED)
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.connect(ours.id, 99)) == (FailureCode.NOT_FOUND, Reason.NO_PROJECT_ACCESS)
    assert world.store.links.of_project(ours.id) is None


async def test_a_project_of_a_named_company_without_the_app_gives_that_reason(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.closed_company(6, "Sud", 403, NOT_INSTALLED)
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.connect(ours.id, 99, company_id=6)) == (FailureCode.APP_NOT_INSTALLED, None)


async def test_a_company_that_could_not_be_asked_is_no_proof_that_a_project_is_invisible(world: World) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.closed_company(6, "Sud", 404)
    world.projects[6] = httpx.Response(400, json={})
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.connect(ours.id, 99)) == (FailureCode.CONTRACT, None)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(403, (FailureCode.FORBIDDEN, None)), (404, (FailureCode.NOT_FOUND, Reason.NO_PROJECT_ACCESS))],
)
async def test_a_project_whose_drawings_may_not_be_read_is_not_linked(
    world: World, status: int, expected: tuple[FailureCode, Reason | None]
) -> None:
    await world.user()
    world.company(5, "Nord", (1, "Tower", None))
    world.router.get(f"{API}/rest/v1.0/projects/1/drawing_areas").respond(status, json={})
    world.router.get(url__regex=rf"{API}/rest/v1.0/projects/\d+/drawing_areas").respond(status, json={})
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.connect(ours.id, 1)) == expected
    assert world.store.links.of_project(ours.id) is None


async def test_connecting_without_an_account_asks_to_sign_in(world: World) -> None:
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.connect(ours.id, 1)) == (FailureCode.AUTH, Reason.NO_ACCOUNT)
    account = await world.user()
    world.store.accounts.set_signed_in(account.id, False)
    assert await failing(world.accounts.connect(ours.id, 1)) == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)


async def test_connecting_a_project_of_ours_that_does_not_exist_asks_nobody(world: World) -> None:
    await world.user()
    assert await failing(world.accounts.connect(404, 1)) == (FailureCode.NOT_FOUND, None)
    assert world.router.calls.call_count == 0


async def test_a_link_moves_to_another_account_and_the_ledger_names_both(world: World) -> None:
    await world.user(7, "carl@example.com")
    world.company(5, "Nord", (1, "Tower", None))
    ours = world.store.projects.create("Ours")
    link = await world.accounts.connect(ours.id, 1)
    world.store.links.set_state(link.id, LinkState.ACCESS_LOST)
    dana = await world.user(8, "dana@example.com")
    moved = await world.accounts.transfer(ours.id, dana.id)
    assert (moved.account_id, moved.login, moved.state) == (dana.id, "dana@example.com", LinkState.ACTIVE)
    (change,) = [c for c in world.store.ledger.changes(ours.id) if c.kind is ChangeKind.TRANSFERRED]
    assert (change.before, change.after) == ("carl@example.com", "dana@example.com")


async def test_a_link_does_not_move_to_an_account_without_access(world: World) -> None:
    carl = await world.user(7, "carl@example.com")
    world.company(5, "Nord", (1, "Tower", None))
    ours = world.store.projects.create("Ours")
    await world.accounts.connect(ours.id, 1)
    dana = await world.user(8, "dana@example.com")
    world.router.get(url__regex=rf"{API}/rest/v1.0/projects/\d+/drawing_areas").respond(403, json={})
    assert await failing(world.accounts.transfer(ours.id, dana.id)) == (FailureCode.FORBIDDEN, None)
    link = world.store.links.of_project(ours.id)
    assert link is not None and link.account_id == carl.id


async def test_a_project_without_a_link_cannot_be_moved(world: World) -> None:
    account = await world.user()
    ours = world.store.projects.create("Ours")
    assert await failing(world.accounts.transfer(ours.id, account.id)) == (FailureCode.NOT_FOUND, Reason.NOT_CONNECTED)


async def test_the_engines_clients_share_connections_and_count_their_own_requests(world: World) -> None:
    account = await world.user()
    one, other = world.accounts.client_for(account.id), world.accounts.client_for(account.id)
    await one.areas(5, 1)
    await world.accounts.visible_projects()
    assert (one.requests, other.requests) == (1, 0)
    assert len(world.opened) == 2, "in the engine's loop everything goes through one gate"
    await world.accounts.aclose()


async def test_after_signing_out_the_engines_client_has_no_token(world: World) -> None:
    account = await world.user()
    world.router.post(f"{LOGIN}/oauth/revoke").mock(side_effect=httpx.ConnectError("offline"))
    client = world.accounts.client_for(account.id)
    await client.areas(5, 1)
    await world.accounts.sign_out(account.id)
    assert await failing(client.areas(5, 1)) == (FailureCode.AUTH, Reason.SIGN_IN_EXPIRED)
    await world.accounts.aclose()


async def test_an_unknown_account_is_not_found(world: World) -> None:
    assert await failing(world.accounts.visible_projects(404)) == (FailureCode.NOT_FOUND, None)
    with pytest.raises(Failure):
        world.accounts.client_for(404)
    await world.accounts.aclose()


def test_every_command_may_use_a_loop_of_its_own(world: World) -> None:
    asyncio.run(world.user())
    world.company(5, "Nord", (1, "Tower", None))
    for _ in range(2):
        (seen,) = asyncio.run(world.accounts.visible_projects())
        assert seen.total == 1


@pytest.mark.parametrize(
    ("happens", "reachable"),
    [
        (httpx.Response(404), True),
        (httpx.Response(503), True),
        (httpx.ConnectError("no route"), False),
        (httpx.ReadTimeout("silence"), False),
    ],
)
async def test_whatever_answers_means_that_procore_can_be_reached(
    world: World, happens: httpx.Response | Exception, reachable: bool
) -> None:
    route = world.router.head(f"{API}/")
    if isinstance(happens, Exception):
        route.mock(side_effect=happens)
    else:
        route.mock(return_value=happens)
    assert await world.accounts.reachable() is reachable
    assert all(client.is_closed for client in world.opened)


async def test_renewed_connections_leave_those_in_use_alone_until_the_next_renewal(world: World) -> None:
    account = await world.user()
    world.accounts.client_for(account.id)
    before = list(world.opened)
    await world.accounts.renew()
    assert not any(client.is_closed for client in before)
    world.accounts.client_for(account.id)
    await world.accounts.renew()
    assert all(client.is_closed for client in before)
    await world.accounts.aclose()
    assert all(client.is_closed for client in world.opened)
