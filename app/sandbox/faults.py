"""Faults to order: which request goes wrong, and how. One small table of kinds, applied around the whole server."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PIECES = 20  # a slow answer comes in this many
_CAPTIVE_PORTAL = b"<!doctype html><html><head><title>Wi-Fi sign-in</title></head><body>Please sign in.</body></html>"
_EXPIRED_FILE = b"<?xml version='1.0'?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"


class Target(StrEnum):
    """``link`` is the first hop of a file, on Procore's own host; ``file`` the object store behind it."""

    FILE = "file"
    LINK = "link"
    LIST = "list"
    TOKEN = "token"


class Kind(StrEnum):
    STATUS = "status"  # an error answer instead
    TRUNCATE = "truncate"  # the connection ends before the announced length
    WRONG_LENGTH = "wrong_length"  # complete as HTTP, but a tenth of the body is missing
    HTML = "html"  # a captive portal's page, with status 200
    RESET = "reset"  # the connection is torn down (RST) half-way
    HANG = "hang"  # the request is carried out, its answer never comes
    SLOW = "slow"  # the body drips, over ``seconds``
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_FOREIGN = "redirect_foreign"
    EXPIRED = "expired"  # as if the signature, the token or the grant had expired


@dataclass(frozen=True, slots=True)
class Fault:
    """The ``nth`` matching request from now, and ``times`` in a row from there (0: for ever).

    ``path`` narrows to addresses that contain it. ``processed``: the server does the work and only the answer is
    lost; it matters for tokens, whose refresh token is dead all the same (contract §3.2).
    """

    match: Target
    kind: Kind
    nth: int = 1
    times: int = 1
    path: str = ""
    status: int = 500
    seconds: float = 5.0
    retry_after: int | None = None
    location: str = "http://plans.example/sheet.pdf"
    processed: bool = False

    @classmethod
    def from_json(cls, body: MutableMapping[str, Any]) -> Fault:
        """ValueError or TypeError where a member makes no sense."""
        members = dict(body)
        return cls(match=Target(members.pop("match")), kind=Kind(members.pop("kind")), **members)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request under way, as a fault sees it. ``drop`` closes the connection, with RST where asked."""

    scope: Scope
    receive: Receive
    send: Send
    app: ASGIApp
    drop: Callable[[Scope, bool], None]
    closing: asyncio.Event

    async def answer(self) -> tuple[Message, bytes]:
        """Let the server answer, and hold the answer back: its start, and its whole body."""
        start: Message = {}
        body = bytearray()

        async def keep(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                body.extend(message.get("body", b""))

        await self.app(self.scope, self.receive, keep)
        return start, bytes(body)

    async def reply(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        lines = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        lines.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": "http.response.start", "status": status, "headers": lines})
        await self.send({"type": "http.response.body", "body": body})


class FaultTable:
    """The faults that are ordered, with how often each has matched."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}
        self._faults: dict[int, Fault] = {}
        self._next = 1

    def add(self, fault: Fault) -> int:
        number = self._next
        self._next += 1
        self._faults[number] = fault
        self._seen[number] = 0
        return number

    def clear(self) -> None:
        self._faults.clear()
        self._seen.clear()

    def all(self) -> list[tuple[int, Fault, int]]:
        """Number, fault, and how many requests matched it so far."""
        return [(number, fault, self._seen.get(number, 0)) for number, fault in tuple(self._faults.items())]

    def due(self, host: str, scope: Scope) -> Fault | None:
        """The fault that this request meets; counts it for every fault that it matches."""
        if not self._faults:
            return None
        target, found = _target(host, scope), None
        for number, fault in tuple(self._faults.items()):
            if fault.match is not target or fault.path not in scope["path"]:
                continue
            self._seen[number] += 1
            started = self._seen[number] >= fault.nth
            over = fault.times > 0 and self._seen[number] >= fault.nth + fault.times
            if found is None and started and not over:
                found = fault
        return found


def _target(host: str, scope: Scope) -> Target | None:
    path = scope["path"]
    if host == "files":
        return Target.FILE
    if path.startswith("/api/v5/files/"):
        return Target.LINK
    if path == "/oauth/token":
        return Target.TOKEN
    return Target.LIST if path.startswith("/rest/") and scope["method"] == "GET" else None


async def apply(fault: Fault, exchange: Exchange) -> None:
    """Let the request go wrong in the fault's way."""
    if fault.processed and fault.kind in _ANSWERS_ITSELF:
        await exchange.answer()
    await _KINDS[fault.kind](fault, exchange)


async def _status(fault: Fault, exchange: Exchange) -> None:
    headers = {"Content-Type": "application/json"}
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    body = json.dumps({"errors": f"Ordered fault: {fault.status}"}).encode()
    await exchange.reply(fault.status, headers, body)


async def _truncate(fault: Fault, exchange: Exchange) -> None:
    start, body = await exchange.answer()
    await exchange.send(start)
    await exchange.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    await _drop(exchange, reset=False)


async def _wrong_length(fault: Fault, exchange: Exchange) -> None:
    start, body = await exchange.answer()
    short = body[: len(body) - max(1, len(body) // 10)]
    lines = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
    lines.append((b"content-length", str(len(short)).encode()))
    await exchange.send({**start, "headers": lines})
    await exchange.send({"type": "http.response.body", "body": short})


async def _html(fault: Fault, exchange: Exchange) -> None:
    await exchange.reply(200, {"Content-Type": "text/html; charset=utf-8"}, _CAPTIVE_PORTAL)


async def _reset(fault: Fault, exchange: Exchange) -> None:
    start, body = await exchange.answer()
    if exchange.scope["path"].startswith("/pro-core.com/"):
        await exchange.send(start)
        await exchange.send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
    await _drop(exchange, reset=True)


async def _hang(fault: Fault, exchange: Exchange) -> None:
    await exchange.answer()
    ends = {asyncio.create_task(_gone(exchange.receive)), asyncio.create_task(exchange.closing.wait())}
    _, waiting = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    await _drop(exchange, reset=False)


async def _slow(fault: Fault, exchange: Exchange) -> None:
    start, body = await exchange.answer()
    await exchange.send(start)
    step = max(1, -(-len(body) // _PIECES))
    for first in range(0, len(body), step):
        if exchange.closing.is_set():
            await _drop(exchange, reset=False)
            return
        await exchange.send({"type": "http.response.body", "body": body[first : first + step], "more_body": True})
        await asyncio.sleep(fault.seconds / _PIECES)
    await exchange.send({"type": "http.response.body", "body": b""})


async def _redirect_loop(fault: Fault, exchange: Exchange) -> None:
    query = exchange.scope["query_string"].decode("latin-1")
    await exchange.reply(302, {"Location": f"{exchange.scope['path']}?{query}"})


async def _redirect_foreign(fault: Fault, exchange: Exchange) -> None:
    await exchange.reply(302, {"Location": fault.location})


async def _expired(fault: Fault, exchange: Exchange) -> None:
    if fault.match in (Target.FILE, Target.LINK):
        await exchange.reply(403, {"Content-Type": "application/xml"}, _EXPIRED_FILE)
    elif fault.match is Target.TOKEN:
        body = {"error": "invalid_grant", "error_description": "The grant is invalid, expired or revoked."}
        await exchange.reply(400, {"Content-Type": "application/json"}, json.dumps(body).encode())
    else:
        body = {"errors": "Your access token has expired, please use your refresh token to obtain a fresh token."}
        await exchange.reply(401, {"Content-Type": "application/json"}, json.dumps(body).encode())


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _drop(exchange: Exchange, *, reset: bool) -> None:
    await asyncio.sleep(0.02)  # let what was sent leave first
    exchange.drop(exchange.scope, reset)
    await asyncio.sleep(0.02)  # until the server has noticed, so that it does not try to finish the answer


_KINDS: dict[Kind, Callable[[Fault, Exchange], Awaitable[None]]] = {
    Kind.STATUS: _status,
    Kind.TRUNCATE: _truncate,
    Kind.WRONG_LENGTH: _wrong_length,
    Kind.HTML: _html,
    Kind.RESET: _reset,
    Kind.HANG: _hang,
    Kind.SLOW: _slow,
    Kind.REDIRECT_LOOP: _redirect_loop,
    Kind.REDIRECT_FOREIGN: _redirect_foreign,
    Kind.EXPIRED: _expired,
}
_ANSWERS_ITSELF = frozenset({Kind.STATUS, Kind.HTML, Kind.REDIRECT_LOOP, Kind.REDIRECT_FOREIGN, Kind.EXPIRED})
