"""OAuth 2.0 with Procore: the authorization address, the token endpoint, and signing in through the browser (S24).

PKCE is sent although nothing says that Procore checks it (contract §3.1): a server that does not know it ignores it.
Secrets go into form bodies only, never into an address.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import secrets
import webbrowser
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import msgspec

from app.domain.failures import Failure, FailureCode, Reason
from app.procore import daemon
from app.procore.errors import About, failure_from_exception, failure_from_response, unreadable
from app.procore.loopback import Redirect
from app.procore.tokens import AppKey, Tokens

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from app.settings import Settings

log = logging.getLogger(__name__)

SIGN_IN_LIMIT = 300.0  # seconds a person has for signing in
_UNKNOWN_LIFETIME = 900  # the shortest lifetime that was ever announced (contract §3.2)


@dataclass(frozen=True, slots=True)
class Grant:
    """An authorization code and the PKCE verifier that belongs to it. Single use."""

    code: str = field(repr=False)
    verifier: str = field(repr=False)


class _Answer(msgspec.Struct):
    access_token: str
    expires_in: int | None = None
    refresh_token: str | None = None


class OAuth:
    """The login host's endpoints for one configured app.

    ``http`` belongs to the caller. Everything raises Failure: CONFIGURATION without (valid) credentials, AUTH where
    the grant is refused, NETWORK, THROTTLED, SERVER or CONTRACT otherwise. Nothing here tries twice.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        settings: Settings,
        *,
        clock: Callable[[], datetime],
        own_app: Callable[[], Awaitable[AppKey | None]] | None = None,
    ) -> None:
        """``own_app``: the organisation's own app, asked only where the environment names none."""
        self._http = http
        self._settings = settings
        self._clock = clock
        self._own_app = own_app

    async def check_app(self) -> None:
        """Ask Procore whether it knows the app. Raises Failure(CONFIGURATION, WRONG_CREDENTIALS) where it does not."""
        try:
            # The app is looked at before the token, and this is no token of anybody's.
            await self.refresh("planrack-asks-about-its-app")
        except httpx.HTTPError as error:
            raise failure_from_exception(error) from error
        except Failure as failure:
            if failure.code is not FailureCode.AUTH:
                raise

    def _address(self, client_id: str, state: str, verifier: str) -> str:
        """The address for the browser. It holds ``state``: not for logs."""
        digest = hashlib.sha256(verifier.encode("ascii")).digest()
        query = httpx.QueryParams(
            {
                "response_type": "code",
                "client_id": client_id,
                "redirect_uri": self._settings.redirect_uri,
                "state": state,
                "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii"),
                "code_challenge_method": "S256",
            }
        )
        return f"{self._settings.login}/oauth/authorize?{query}"

    async def authorize(
        self, *, open_browser: Callable[[str], object] = webbrowser.open, limit: float = SIGN_IN_LIMIT
    ) -> Grant:
        """Let the person sign in with the system browser and return what Procore sent back.

        Raises Failure(CONFIGURATION, PORT_TAKEN), Failure(AUTH, SIGN_IN_REFUSED | SIGN_IN_TIMEOUT). However it ends,
        the port is free again afterwards.
        """
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
        url = self._address((await self._credentials())[0], state, verifier)
        async with Redirect(self._settings.redirect_port, state) as redirect:
            # The browser's command may run until the browser is closed, so nobody waits for it; the page is served
            # meanwhile.
            browser = daemon.start(lambda: open_browser(url), name="browser")
            browser.add_done_callback(_note_browser)
            try:
                async with asyncio.timeout(limit):
                    return Grant(await redirect.code(), verifier)
            except TimeoutError as error:
                raise Failure(FailureCode.AUTH, Reason.SIGN_IN_TIMEOUT) from error
            finally:
                browser.cancel()

    async def exchange(self, grant: Grant) -> Tokens:
        """Turn an authorization code into tokens."""
        form = {
            "grant_type": "authorization_code",
            "code": grant.code,
            "redirect_uri": self._settings.redirect_uri,
            "code_verifier": grant.verifier,
        }
        return await self._token(form, About.EXCHANGE, previous=None)

    async def refresh(self, refresh_token: str) -> Tokens:
        """Trade a refresh token for a new pair. The old one is dead from now on, whatever comes back (contract §3.2).

        httpx errors come through unchanged: only the caller can tell a request that never left from a lost answer.
        """
        form = {
            "grant_type": "refresh_token",
            "refresh_token": refresh_token,
            "redirect_uri": self._settings.redirect_uri,
        }
        return await self._token(form, About.REFRESH, previous=refresh_token)

    async def revoke(self, token: str) -> None:
        """Kill an access or refresh token, and with it the whole grant."""
        client_id, client_secret = await self._credentials()
        form = {"token": token, "client_id": client_id, "client_secret": client_secret}
        try:
            response = await self._http.post(f"{self._settings.login}/oauth/revoke", data=form)
        except httpx.HTTPError as error:
            raise failure_from_exception(error) from error
        if response.status_code != 200:
            raise failure_from_response(response, About.REFRESH, now=self._clock())

    async def _token(self, form: dict[str, str], about: About, *, previous: str | None) -> Tokens:
        client_id, client_secret = await self._credentials()
        data = {**form, "client_id": client_id, "client_secret": client_secret}
        try:
            response = await self._http.post(f"{self._settings.login}/oauth/token", data=data)
        except httpx.HTTPError as error:
            if about is About.REFRESH:
                raise
            raise failure_from_exception(error) from error
        if response.status_code != 200:
            raise failure_from_response(response, about, now=self._clock())
        try:
            answer = msgspec.json.decode(response.content, type=_Answer)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise unreadable(response) from error
        lifetime = answer.expires_in if answer.expires_in and answer.expires_in > 0 else _UNKNOWN_LIFETIME
        return Tokens(answer.access_token, answer.refresh_token or previous, self._clock(), lifetime)

    async def _credentials(self) -> tuple[str, str]:
        """As ``tokens.app_in_use`` says."""
        client_id, client_secret = self._settings.client_id, self._settings.client_secret
        if not client_id or not client_secret:
            own = await self._own_app() if self._own_app is not None and not (client_id or client_secret) else None
            if own is not None:
                return own.client_id, own.secret
            missing = "PLANRACK_CLIENT_ID" if not client_id else "PLANRACK_CLIENT_SECRET"
            raise Failure(
                FailureCode.CONFIGURATION, Reason.NO_CREDENTIALS, {"name": missing}, technical=f"{missing} is not set"
            )
        return client_id, client_secret


def _note_browser(browser: asyncio.Future[object]) -> None:
    """A browser that cannot be opened is no failure yet: the person may open the address by hand."""
    if browser.cancelled():
        return
    error = browser.exception()
    if error is not None:
        log.warning("the browser could not be opened: %s", type(error).__name__)
    elif browser.result() is False:
        log.warning("no browser was found to sign in with")
