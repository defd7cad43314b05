"""OAuth 2.0 as Procore offers it: authorize, token, token info, revoke (contract §3)."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlencode

from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app.sandbox import pages
from app.sandbox.tokens import Challenge, Denied

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from app.sandbox.entities import User
    from app.sandbox.tokens import Access, TokenBook
    from app.sandbox.world import World

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
_LOCALHOST = re.compile(r"http://localhost(:\d{1,5})?(/[^#\s]*)?\Z")
_CARRIED = ("response_type", "client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method")


class LoginHost:
    """The sign-in host. Its answers are never cached and never carry a rate limit."""

    def __init__(self, world: World, tokens: TokenBook) -> None:
        self._world = world
        self._tokens = tokens

    def routes(self) -> list[Route]:
        return [
            Route("/oauth/authorize", self.show, methods=["GET"]),
            Route("/oauth/authorize", self.decide, methods=["POST"]),
            Route("/oauth/token", self.token, methods=["POST"]),
            # The JavaScript SDK asks with POST, the reference says GET.
            Route("/oauth/token/info", self.info, methods=["GET", "POST"]),
            Route("/oauth/revoke", self.revoke, methods=["POST"]),
        ]

    # -- the browser's part -----------------------------------------------------------------------------------

    async def show(self, request: Request) -> Response:
        asked = dict(request.query_params)
        try:
            self._check_authorization(asked)
        except Denied as denied:
            return HTMLResponse(pages.refused(denied.description), status_code=denied.status)
        hidden = {name: asked[name] for name in _CARRIED if name in asked}
        return HTMLResponse(pages.consent(self._world.app.name, self._people(), hidden))

    async def decide(self, request: Request) -> Response:
        """The form's answer. Without a decision it counts as "Allow"; without a user, as the first one."""
        try:
            asked = dict(request.query_params) | await parameters(request)
            self._check_authorization(asked)
            user = self._chosen(asked.get("user"))
        except Denied as denied:
            return HTMLResponse(pages.refused(denied.description), status_code=denied.status)
        redirect_uri = asked["redirect_uri"]
        if asked.get("decision", "allow") != "allow":
            answer = {"error": "access_denied", "error_description": "The user denied the request."}
        else:
            answer = {"code": self._tokens.grant_code(user.id, redirect_uri, _challenge(asked))}
            if redirect_uri == OUT_OF_BAND:
                return HTMLResponse(pages.code_shown(answer["code"]))
        if redirect_uri == OUT_OF_BAND:
            return HTMLResponse(pages.refused(answer["error_description"]))
        if "state" in asked:
            answer["state"] = asked["state"]
        joint = "&" if "?" in redirect_uri else "?"
        return RedirectResponse(f"{redirect_uri}{joint}{urlencode(answer)}", status_code=302)

    def _check_authorization(self, asked: Mapping[str, str]) -> None:
        if asked.get("client_id") != self._world.app.client_id:
            raise Denied("invalid_client", "No application has this client id.", 401)
        redirect_uri = asked.get("redirect_uri", "")
        if redirect_uri != OUT_OF_BAND and not _LOCALHOST.match(redirect_uri):
            raise Denied("invalid_request", "This redirect URI is not registered for the application.")
        if asked.get("response_type") != "code":
            raise Denied("unsupported_response_type", "The response type must be code.")
        if asked.get("code_challenge_method", "plain") not in ("plain", "S256"):
            raise Denied("invalid_request", "The code challenge method must be plain or S256.")

    def _people(self) -> list[User]:
        return [user for user in self._world.users.values() if not user.service]

    def _chosen(self, login: str | None) -> User:
        people = self._people()
        for user in people:
            if login in (None, user.login):
                return user
        raise Denied("access_denied", "Nobody here has this login.")

    # -- the application's part -------------------------------------------------------------------------------

    async def token(self, request: Request) -> Response:
        try:
            # The older SDK puts its parameters in the query.
            asked = dict(request.query_params) | await parameters(request)
            self._check_client(request, asked)
            return self._token_answer(self._grant(asked))
        except Denied as denied:
            return denial(denied)

    def _grant(self, asked: Mapping[str, str]) -> Access:
        kind = asked.get("grant_type")
        if kind == "authorization_code":
            code, redirect_uri = _needed(asked, "code"), _needed(asked, "redirect_uri")
            return self._tokens.redeem(code, redirect_uri, asked.get("code_verifier"))
        if kind == "refresh_token":
            return self._tokens.refresh(_needed(asked, "refresh_token"))
        if kind == "client_credentials":
            for user in self._world.users.values():
                if user.service:
                    return self._tokens.service(user.id)
            raise Denied("unauthorized_client", "The application has no service account here.")
        raise Denied("unsupported_grant_type", "The grant type is not supported.")

    def _token_answer(self, access: Access) -> Response:
        body: dict[str, object] = {
            "access_token": access.token,
            "token_type": "bearer",
            "expires_in": self._world.rules.token_seconds,
            "created_at": int(access.created_at.timestamp()),
        }
        if access.refresh is not None:
            body["refresh_token"] = access.refresh
        return JSONResponse(body)

    async def info(self, request: Request) -> Response:
        access = self._tokens.find(bearer_token(request) or "")
        if access is None or not self._tokens.valid(access):
            return denial(Denied("invalid_token", "The access token is invalid or has expired.", 401))
        left = access.expires_at - self._world.now()
        return JSONResponse(
            {
                "resource_owner_id": access.user_id,
                "scopes": ["public"],
                "expires_in_seconds": int(left.total_seconds()),
                "application": {"uid": self._world.app.client_id},
                "created_at": int(access.created_at.timestamp()),
            }
        )

    async def revoke(self, request: Request) -> Response:
        try:
            asked = dict(request.query_params) | await parameters(request)
            self._check_client(request, asked)
        except Denied as denied:
            return denial(denied)
        self._tokens.revoke(asked.get("token", ""))
        return JSONResponse({})

    def _check_client(self, request: Request, asked: Mapping[str, str]) -> None:
        basic = _basic_credentials(request)
        client_id, secret = basic or (asked.get("client_id", ""), asked.get("client_secret", ""))
        app = self._world.app
        known = hmac.compare_digest(client_id.encode(), app.client_id.encode())
        if not (hmac.compare_digest(secret.encode(), app.client_secret.encode()) and known):
            raise Denied("invalid_client", "The client id or the client secret is wrong.", 401)


def denial(denied: Denied) -> Response:
    return JSONResponse({"error": denied.error, "error_description": denied.description}, status_code=denied.status)


def bearer_token(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


async def parameters(request: Request) -> dict[str, str]:
    """The body as text parameters, in any of the three encodings Procore accepts. Denied(invalid_request)."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        async with request.form() as form:
            return {name: value for name, value in form.items() if isinstance(value, str)}
    content = await request.body()
    if not content.strip():
        return {}
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Denied("invalid_request", "The body is neither a form nor a JSON object.")
    return {str(name): str(value) for name, value in body.items() if value is not None}


def _needed(asked: Mapping[str, str], name: str) -> str:
    if not asked.get(name):
        raise Denied("invalid_request", f"The parameter {name} is missing.")
    return asked[name]


def _challenge(asked: Mapping[str, str]) -> Challenge | None:
    value = asked.get("code_challenge")
    return Challenge(value, asked.get("code_challenge_method", "plain")) if value else None


def _basic_credentials(request: Request) -> tuple[str, str] | None:
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return unquote(client_id), unquote(secret)
