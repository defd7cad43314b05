"""Signing in over real sockets: the browser is a function that asks the loopback page itself."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import threading
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
import respx
from paced_time import START

from app.domain.failures import Failure, FailureCode, Reason
from app.procore.oauth import Grant, OAuth
from app.procore.tokens import AppKey
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

LOGIN = "https://login.procore.com"
TOKEN = f"{LOGIN}/oauth/token"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, client_id="id-1", client_secret="hush", redirect_port=free_port())


@pytest.fixture
async def oauth(settings: Settings) -> AsyncIterator[OAuth]:
    async with httpx.AsyncClient() as http:
        yield OAuth(http, settings, clock=lambda: START)


class Browser:
    """Follows the sign-in page back to ``localhost`` with what Procore would add; remembers the pages it was shown."""

    def __init__(self, *visits: Callable[[dict[str, str], int], str]) -> None:
        self._visits = visits
        self.pages: list[tuple[int, str]] = []
        self.url = ""
        self.thread = ""

    def __call__(self, url: str) -> bool:
        self.url, self.thread = url, threading.current_thread().name
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        port = urlsplit(query["redirect_uri"]).port or 0
        with httpx.Client(trust_env=False) as http:
            for visit in self._visits:
                try:
                    answer = http.get(visit(query, port), timeout=5)
                except httpx.HTTPError:
                    return True  # the page is gone: the sign-in ended
                self.pages.append((answer.status_code, answer.text))
        return True


def back(host: str = "127.0.0.1", path: str = "/callback", **changes: str) -> Callable[[dict[str, str], int], str]:
    def address(query: dict[str, str], port: int) -> str:
        answer = {"code": "the-code", "state": query["state"], **changes}
        return f"http://{host}:{port}{path}?{urlencode({k: v for k, v in answer.items() if v})}"

    return address


async def refused(oauth: OAuth, browser: Callable[[str], object], **more: float) -> tuple[FailureCode, Reason | None]:
    with pytest.raises(Failure) as caught:
        await oauth.authorize(open_browser=browser, **more)
    return caught.value.code, caught.value.reason


async def test_the_code_comes_back_through_the_loopback_page(oauth: OAuth, settings: Settings) -> None:
    browser = Browser(back())
    grant = await oauth.authorize(open_browser=browser)
    assert grant.code == "the-code"
    address, query = urlsplit(browser.url), parse_qs(urlsplit(browser.url).query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{LOGIN}/oauth/authorize"
    assert query["response_type"] == ["code"] and query["client_id"] == ["id-1"]
    assert query["redirect_uri"] == [f"http://localhost:{settings.redirect_port}/callback"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(grant.verifier.encode()).digest()).decode().rstrip("=")
    assert query["code_challenge"] == [challenge] and query["code_challenge_method"] == ["S256"]
    assert "hush" not in browser.url


async def test_the_browser_is_opened_away_from_the_loop(oauth: OAuth) -> None:
    browser = Browser(back())
    await oauth.authorize(open_browser=browser)
    assert browser.thread not in ("", threading.current_thread().name)


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
async def test_localhost_may_also_mean_the_ipv6_loopback(oauth: OAuth) -> None:
    assert (await oauth.authorize(open_browser=Browser(back("[::1]")))).code == "the-code"


async def test_a_page_in_both_languages_says_that_it_may_be_closed(oauth: OAuth) -> None:
    done = threading.Event()
    browser = Browser(back())

    def open_and_tell(url: str) -> bool:
        browser(url)
        done.set()
        return True

    await oauth.authorize(open_browser=open_and_tell)
    await asyncio.to_thread(done.wait, 5)
    ((status, page),) = browser.pages
    assert status == 200
    assert "You can close this page" in page and "Vous pouvez fermer cette page" in page


@pytest.mark.parametrize(
    "wrong",
    [
        back(state="forged"),
        back(state=""),
        back(state="é"),
        back(path="/other"),
        back(path="/favicon.ico"),
        back(code=""),
    ],
)
async def test_what_is_not_our_answer_gets_an_error_page_and_the_wait_goes_on(
    oauth: OAuth, wrong: Callable[[dict[str, str], int], str]
) -> None:
    browser = Browser(wrong, back())
    assert (await oauth.authorize(open_browser=browser)).code == "the-code"
    assert browser.pages[0][0] in (400, 404)


async def test_declining_is_told_apart_and_needs_the_right_state(oauth: OAuth) -> None:
    browser = Browser(back(error="access_denied", code="", state="forged"), back(error="access_denied", code=""))
    assert await refused(oauth, browser) == (FailureCode.AUTH, Reason.SIGN_IN_REFUSED)
    assert browser.pages[0][0] == 400


async def test_an_app_that_procore_does_not_know_is_a_matter_of_configuration(oauth: OAuth) -> None:
    browser = Browser(back(error="unauthorized_client", code=""))
    assert await refused(oauth, browser) == (FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS)


async def test_nobody_signing_in_ends_the_wait(oauth: OAuth) -> None:
    assert await refused(oauth, lambda url: True, limit=0.05) == (FailureCode.AUTH, Reason.SIGN_IN_TIMEOUT)


async def test_a_browser_that_cannot_be_opened_leaves_the_address_usable(oauth: OAuth) -> None:
    def broken(url: str) -> bool:
        raise OSError("no browser")

    assert await refused(oauth, broken, limit=0.05) == (FailureCode.AUTH, Reason.SIGN_IN_TIMEOUT)


async def test_a_browser_command_that_runs_on_does_not_hold_the_sign_in(oauth: OAuth) -> None:
    closed = threading.Event()
    browser = Browser(back())

    def runs_until_closed(url: str) -> bool:
        browser(url)
        return closed.wait(30)

    assert (await oauth.authorize(open_browser=runs_until_closed)).code == "the-code"
    closed.set()


async def test_a_silent_connection_does_not_hold_the_sign_in(oauth: OAuth, settings: Settings) -> None:
    """Browsers open connections in advance and say nothing on them."""
    silent: list[socket.socket] = []
    browser = Browser(back())

    def with_silence(url: str) -> bool:
        silent.append(socket.create_connection(("127.0.0.1", settings.redirect_port)))
        return browser(url)

    assert (await oauth.authorize(open_browser=with_silence)).code == "the-code"
    for connection in silent:
        connection.close()


@pytest.mark.parametrize(
    "noise", [b"\r\n\r\n", b"\x16\x03\x01\x02\r\n\r\n", b"POST /callback HTTP/1.1\r\n\r\n", b"x" * 40_000]
)
async def test_noise_on_the_port_changes_nothing(oauth: OAuth, settings: Settings, noise: bytes) -> None:
    browser = Browser(back())

    def with_noise(url: str) -> bool:
        with socket.create_connection(("127.0.0.1", settings.redirect_port)) as connection:
            connection.sendall(noise)
        return browser(url)

    assert (await oauth.authorize(open_browser=with_noise)).code == "the-code"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_a_taken_port_is_named(oauth: OAuth, settings: Settings, address: str) -> None:
    if address == "::1" and not has_ipv6():
        pytest.skip("this machine has no IPv6 loopback")
    opened: list[str] = []
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as other:
        other.bind((address, settings.redirect_port))
        other.listen()
        with pytest.raises(Failure) as caught:
            await oauth.authorize(open_browser=opened.append)
    assert (caught.value.code, caught.value.reason) == (FailureCode.CONFIGURATION, Reason.PORT_TAKEN)
    assert caught.value.values == {"port": settings.redirect_port}
    assert opened == [], "nobody is sent to sign in for nothing"


async def test_the_port_is_free_again_however_it_ended(oauth: OAuth) -> None:
    await refused(oauth, lambda url: True, limit=0.02)
    assert (await oauth.authorize(open_browser=Browser(back()))).code == "the-code"
    assert (await oauth.authorize(open_browser=Browser(back()))).code == "the-code"


async def test_cancelling_closes_the_page(oauth: OAuth, settings: Settings) -> None:
    opened = threading.Event()
    signing_in = asyncio.create_task(oauth.authorize(open_browser=lambda url: opened.set()))
    await asyncio.to_thread(opened.wait, 5)
    signing_in.cancel()
    with pytest.raises(asyncio.CancelledError):
        await signing_in
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", settings.redirect_port), timeout=1)


@pytest.mark.parametrize(("client_id", "secret"), [(None, "x"), ("x", None), (None, None)])
async def test_without_credentials_nothing_is_opened(tmp_path: Path, client_id: str | None, secret: str | None) -> None:
    settings = Settings(home=tmp_path, client_id=client_id, client_secret=secret, redirect_port=free_port())
    async with httpx.AsyncClient() as http:
        oauth = OAuth(http, settings, clock=lambda: START)
        found = await refused(oauth, lambda url: pytest.fail("opened"))
        assert found == (FailureCode.CONFIGURATION, Reason.NO_CREDENTIALS)


async def test_own_app_is_used_where_the_environment_names_none(tmp_path: Path) -> None:
    asked: list[str] = []

    async def own() -> AppKey:
        asked.append("keyring")
        return AppKey("own-id", "own-secret")

    async with httpx.AsyncClient() as http:
        for settings, expected in (
            (Settings(home=tmp_path), ["own-id"]),
            (Settings(home=tmp_path, client_id="id-1", client_secret="hush"), ["id-1"]),
        ):
            with respx.mock:
                route = respx.post(TOKEN).respond(json={"access_token": "a"})
                await OAuth(http, settings, clock=lambda: START, own_app=own).refresh("r")
                assert parse_qs(route.calls[0].request.content.decode())["client_id"] == expected
    assert asked == ["keyring"]


@pytest.mark.parametrize(
    ("status", "error", "known"),
    [(400, "invalid_grant", True), (401, "invalid_grant", True), (401, "invalid_client", False)],
)
async def test_procore_is_asked_whether_it_knows_the_app(oauth: OAuth, status: int, error: str, known: bool) -> None:
    with respx.mock:
        respx.post(TOKEN).respond(status, json={"error": error})
        if known:
            await oauth.check_app()
            return
        with pytest.raises(Failure) as caught:
            await oauth.check_app()
    assert (caught.value.code, caught.value.reason) == (FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS)


async def test_app_that_cannot_be_asked_about_is_a_failure_of_the_network(oauth: OAuth) -> None:
    with respx.mock:
        respx.post(TOKEN).mock(side_effect=httpx.ConnectError("no route"))
        with pytest.raises(Failure) as caught:
            await oauth.check_app()
    assert caught.value.code is FailureCode.NETWORK


async def test_a_code_is_exchanged_in_a_form_body(oauth: OAuth, settings: Settings) -> None:
    with respx.mock:
        route = respx.post(TOKEN).respond(
            json={
                "access_token": "a",
                "token_type": "bearer",
                "expires_in": 5400,
                "refresh_token": "r",
                "created_at": 1,
            }
        )
        tokens = await oauth.exchange(Grant("the-code", "the-verifier"))
    assert (tokens.access, tokens.refresh, tokens.lifetime, tokens.obtained_at) == ("a", "r", 5400, START)
    request = route.calls.last.request
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.url.query == b""
    assert {name: values[0] for name, values in parse_qs(request.content.decode()).items()} == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": settings.redirect_uri,
        "code_verifier": "the-verifier",
        "client_id": "id-1",
        "client_secret": "hush",
    }


async def test_a_refresh_sends_the_token_and_keeps_it_if_no_other_comes(oauth: OAuth) -> None:
    with respx.mock:
        route = respx.post(TOKEN).respond(json={"access_token": "a2"})
        tokens = await oauth.refresh("r1")
    assert (tokens.access, tokens.refresh) == ("a2", "r1")
    assert tokens.lifetime == 900, "an unknown lifetime is taken as a short one"
    form = parse_qs(route.calls.last.request.content.decode())
    assert form["grant_type"] == ["refresh_token"] and form["refresh_token"] == ["r1"]


async def test_an_old_code_means_that_the_sign_in_did_not_work(oauth: OAuth) -> None:
    with respx.mock:
        respx.post(TOKEN).respond(400, json={"error": "invalid_grant", "error_description": "expired"})
        with pytest.raises(Failure) as caught:
            await oauth.exchange(Grant("old", "v"))
    assert (caught.value.code, caught.value.reason) == (FailureCode.AUTH, Reason.SIGN_IN_REFUSED)


async def test_an_exchange_offline_is_offline(oauth: OAuth) -> None:
    with respx.mock:
        respx.post(TOKEN).mock(side_effect=httpx.ConnectError("x"))
        with pytest.raises(Failure) as caught:
            await oauth.exchange(Grant("c", "v"))
    assert (caught.value.code, caught.value.reason) == (FailureCode.NETWORK, Reason.OFFLINE)


@pytest.mark.parametrize(("body", "code"), [("<html>hotel</html>", FailureCode.NETWORK), ("{}", FailureCode.CONTRACT)])
async def test_an_answer_that_is_no_token_is_no_token(oauth: OAuth, body: str, code: FailureCode) -> None:
    with respx.mock:
        respx.post(TOKEN).respond(200, text=body)
        with pytest.raises(Failure) as caught:
            await oauth.refresh("r1")
    assert caught.value.code is code


async def test_revoking_tells_procore_which_app_it_was(oauth: OAuth) -> None:
    with respx.mock:
        route = respx.post(f"{LOGIN}/oauth/revoke").respond(json={})
        await oauth.revoke("r1")
    assert parse_qs(route.calls.last.request.content.decode())["token"] == ["r1"]
