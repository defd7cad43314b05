"""Procore behind an httpx client, without a socket: the sandbox's own handlers, with faults in between.

Every request is looked at: who gets credentials (I7), and whether it was sent into a window that the engine had to know
as used up (I6).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from email.utils import format_datetime
from random import Random
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from weather import Weather

from app.sandbox import api
from app.sandbox.access import Gate
from app.sandbox.filehost import FrontHost, ObjectStore
from app.sandbox.limits import RateLimiter
from app.sandbox.oauth import LoginHost
from app.sandbox.signatures import Signer
from app.sandbox.tokens import TokenBook
from app.sandbox.world import World
from app.settings import PRODUCTION_API, PRODUCTION_LOGIN

FRONT = "https://storage.procore.com"
STORE = "https://s3.amazonaws.com"
_PORTAL = b"<!DOCTYPE html><html><title>Welcome to the site Wi-Fi</title></html>"
_STATUS = {"401": 401, "403": 403, "404": 404, "429": 429, "429 later": 429, "500": 500, "503": 503, "503 later": 503}


class MemoryProcore(httpx.AsyncBaseTransport):
    """``step`` is told of each hop. ``broken`` collects what a request did that none may do."""

    def __init__(self, world: World, weather: Weather, chance: Random, step: Callable[[str], None]) -> None:
        self.world = world
        self.broken: list[str] = []
        self.requests = 0
        #: By window (limit and reset): what the engine was told is left, and the requests it has sent since.
        self._told: dict[tuple[str, str], int] = {}
        self._spent: dict[tuple[str, str], int] = {}
        self._weather = weather
        self._chance = chance
        self._step = step
        self.tokens = TokenBook(world, chance.randbytes)
        self.limiter = RateLimiter()
        signer = Signer(world, b"simulation")
        signer.front, signer.store = FRONT, STORE
        gate = Gate(world, self.tokens, signer, self.limiter)
        self._routes: dict[str, list[Route]] = {
            PRODUCTION_API: [route for route in api.routes(gate) if "v1.0" in route.path],
            PRODUCTION_LOGIN: LoginHost(world, self.tokens).routes(),
            FRONT: FrontHost(world, self.tokens, signer).routes(),
            STORE: ObjectStore(world, signer).routes(),
        }

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        origin = f"{request.url.scheme}://{request.url.host}"
        port = "login" if origin == PRODUCTION_LOGIN else "api"
        self.requests += 1
        self.look_at(origin, request.headers)
        self._spent = {limit: count + 1 for limit, count in self._spent.items()}
        self._step(f"{port} asked {request.url.path}")
        await asyncio.sleep(self._chance.random() * 0.2)
        kind = self._weather.strikes(port)
        if kind == "offline":
            raise httpx.ConnectError("no route to host", request=request)
        if kind == "silent":
            await asyncio.sleep(30.0)
            raise httpx.ReadTimeout("no answer", request=request)
        if kind == "broken off":
            raise httpx.RemoteProtocolError("the server closed the connection", request=request)
        answer = await self.answer(
            origin, request.method, request.url.raw_path.decode(), request.headers.raw, await request.aread()
        )
        headers, content = dict(answer.headers), bytes(answer.body)
        if answer.status_code == 429:
            self._refused(headers)
        if kind == "answer lost":
            raise httpx.ReadError("reset", request=request)
        status, content = self._spoiled(kind, answer.status_code, headers, content)
        self._step(f"{port} answered {status}")
        self._tell(headers)
        if self._chance.random() < 0.3:
            await asyncio.sleep(self._chance.random() * 0.2)
        return httpx.Response(status, headers=headers, content=content)

    async def answer(
        self, origin: str, method: str, target: str, headers: list[tuple[bytes, bytes]], body: bytes = b""
    ) -> Response:
        """What the sandbox says."""
        path, _, query = target.partition("?")

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        scope: dict[str, Any] = {
            "type": "http",
            "method": method,
            "scheme": "https",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.lower(), value) for name, value in headers],
            "server": (origin.removeprefix("https://"), 443),
        }
        for route in self._routes.get(origin, ()):
            match, found = route.matches(scope)
            if match is Match.FULL:
                response: Response = await route.endpoint(Request(scope | found, receive))
                response.headers["Date"] = format_datetime(self.world.now(), usegmt=True)
                return response
        return Response(b"{}", 404)

    def look_at(self, origin: str, headers: httpx.Headers) -> None:
        """Credentials only to Procore's own hosts (I7)."""
        if "cookie" in headers:
            self.broken.append(f"I7: a cookie for {origin}")
        carries = [name for name in ("authorization", "procore-company-id") if name in headers]
        if carries and not origin.removeprefix("https://").endswith(".procore.com"):
            self.broken.append(f"I7: {carries} for {origin}")
        if not origin.startswith("https://"):
            self.broken.append(f"plain http to {origin}")

    def engine_starts(self) -> None:
        """A new program knows nothing of the windows."""
        self._told, self._spent = {}, {}

    def _tell(self, headers: dict[str, str]) -> None:
        """The engine hears what is left of a window."""
        if "x-rate-limit-reset" in headers:
            window = (headers["x-rate-limit-limit"], headers["x-rate-limit-reset"])
            self._told[window], self._spent[window] = int(headers["x-rate-limit-remaining"]), 0

    def _refused(self, headers: dict[str, str]) -> None:
        """A request came that the window has no place for: had the engine to know (I6)?"""
        window = (headers["x-rate-limit-limit"], headers["x-rate-limit-reset"])
        if window in self._told and self._spent[window] > self._told[window] >= 0:
            self.broken.append(f"I6: {self._spent[window]} requests, and {self._told[window]} were left of {window}")

    def _spoiled(self, kind: str, status: int, headers: dict[str, str], content: bytes) -> tuple[int, bytes]:
        if kind in _STATUS:
            headers.pop("Content-Length", None)
            if kind.endswith("later"):
                headers["Retry-After"] = str(self._chance.randint(1, 90))
            return _STATUS[kind], b'{"errors":["no"]}'
        match kind:
            case "not installed":
                return 403, b'{"errors":["App is not connected to this company."]}'
            case "invalid grant":
                return 400, b'{"error":"invalid_grant"}'
            case "redirect":
                headers["location"] = "https://portal.example/login"
                return 302, b""
            case "portal":
                headers["content-type"] = "text/html"
                return 200, _PORTAL
            case "nonsense":
                return status, b"what?"
            case "half a list":
                return status, content[: len(content) // 2]
            case "bad record" | "bad records" | "rows lost" | "rows doubled":
                return status, self._list_spoiled(kind, content)
        return status, content

    def _list_spoiled(self, kind: str, content: bytes) -> bytes:
        rows = json.loads(content)
        if not isinstance(rows, list) or not rows:
            return content
        victim = self._chance.randrange(len(rows))
        if kind == "rows lost":
            del rows[victim : victim + self._chance.randint(1, 3)]
        elif kind == "rows doubled":
            rows.insert(victim, rows[self._chance.randrange(len(rows))])
        else:
            for place in range(len(rows)) if kind == "bad records" else [victim]:
                rows[place] = {**rows[place], "updated_at": "yesterday", "date": "yesterday", "position": "first"}
        return json.dumps(rows).encode()
