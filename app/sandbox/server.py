"""The running sandbox: two servers in one loop on a background thread, one for Procore's hosts, one for the objects."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import struct
import sys
import threading
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.sandbox import api, faults, scenarios
from app.sandbox.access import Gate
from app.sandbox.control import Control
from app.sandbox.filehost import FrontHost, ObjectStore
from app.sandbox.journal import Journal
from app.sandbox.limits import RateLimiter
from app.sandbox.oauth import LoginHost
from app.sandbox.signatures import Signer
from app.sandbox.tokens import TokenBook

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.sandbox.world import World

HOST = "127.0.0.1"
_LINGER_RESET = struct.pack("ii", 1, 0)
_NAMESPACE = uuid.UUID("6f6e1f2e-2a57-4f0c-9a58-0d8f8a4c7a11")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Origins without a trailing slash. ``login`` is the same server as ``api``; ``files`` is the object store."""

    api: str
    login: str
    files: str


class Sandbox:
    """A world and the servers that speak for it. Use as a context manager, or ``start`` and ``stop``.

    ``port`` 0 takes a free one. ``world``, ``tokens``, ``faults`` and ``journal`` may be used directly from a test.
    """

    def __init__(
        self,
        world: World | str = "demo",
        *,
        port: int = 0,
        files_port: int = 0,
        entropy: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.world = scenarios.build(world) if isinstance(world, str) else world
        self.tokens = TokenBook(self.world, entropy)
        self.faults = faults.FaultTable()
        self.journal = Journal()
        self._signer = Signer(self.world, entropy(32))
        self._ports = (port, files_port)
        self._addresses: Addresses | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = threading.Event()
        self._closing = asyncio.Event()

    @property
    def addresses(self) -> Addresses:
        """RuntimeError before ``start``."""
        if self._addresses is None:
            raise RuntimeError("the sandbox was not started")
        return self._addresses

    def start(self) -> Addresses:
        """Bind both ports and serve. OSError where a port is taken."""
        sockets = [_bound(self._ports[0])]
        try:
            sockets.append(_bound(self._ports[1]))
        except OSError:
            sockets[0].close()
            raise
        origins = [f"http://{HOST}:{one.getsockname()[1]}" for one in sockets]
        self._addresses = Addresses(api=origins[0], login=origins[0], files=origins[1])
        self._signer.front, self._signer.store = origins
        self._stopping.clear()
        self._closing = asyncio.Event()
        ready = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(sockets, ready)), name="sandbox", daemon=True
        )
        self._thread.start()
        ready.wait(30)
        return self._addresses

    def stop(self) -> None:
        """End both servers and their thread; safe to call twice. Requests that hang are let go."""
        thread, loop = self._thread, self._loop
        if thread is None:
            return
        self._stopping.set()
        if loop is not None and thread.is_alive():
            loop.call_soon_threadsafe(self._closing.set)
        thread.join(30)
        self._thread = self._loop = None

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # -- in the server's thread -------------------------------------------------------------------------------

    async def _serve(self, sockets: list[socket.socket], ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        servers = [
            _server(self._front("api", self._api_app()), self._closing),
            _server(self._front("files", self._files_app()), self._closing),
        ]
        running = [
            asyncio.create_task(server.serve(sockets=[one])) for server, one in zip(servers, sockets, strict=True)
        ]
        ready.set()
        ahead = asyncio.create_task(self._draw_ahead())
        await asyncio.gather(*running)
        # A sheet that cannot be drawn fails the request for it, not the server.
        await asyncio.gather(ahead, return_exceptions=True)

    async def _draw_ahead(self) -> None:
        if self.world.draw_ahead:
            pairs = [(self.world.drawings[one.drawing_id], one) for one in tuple(self.world.revisions.values())]
            await asyncio.to_thread(self.world.library.prepare, pairs, self._stopping)

    def _api_app(self) -> ASGIApp:
        gate = Gate(self.world, self.tokens, self._signer, RateLimiter())
        routes = [
            *LoginHost(self.world, self.tokens).routes(),
            *api.routes(gate),
            *FrontHost(self.world, self.tokens, self._signer).routes(),
            *Control(self.world, self.tokens, self.faults, self.journal).routes(),
        ]
        return Starlette(routes=routes, exception_handlers={404: _nothing_here})

    def _files_app(self) -> ASGIApp:
        return Starlette(routes=ObjectStore(self.world, self._signer).routes())

    def _front(self, host: str, app: ASGIApp) -> _Front:
        return _Front(self, host, app, self._closing)


class _Front:
    """Outermost layer of both servers: the journal, the faults, and the headers that every answer has."""

    def __init__(self, sandbox: Sandbox, host: str, app: ASGIApp, closing: asyncio.Event) -> None:
        self._sandbox = sandbox
        self._host = host
        self._app = app
        self._closing = closing
        self._answers = 0
        self.connections: dict[object, asyncio.Transport] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith("/control/"):
            await self._app(scope, receive, send)
            return
        note = self._sandbox.journal.note(self._host, scope)
        extra = self._headers()

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                note.status = message["status"]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        fault = self._sandbox.faults.due(self._host, scope)
        if fault is None:
            await self._app(scope, receive, answered)
        else:
            exchange = faults.Exchange(scope, receive, answered, self._app, self._drop, self._closing)
            await faults.apply(fault, exchange)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        self._answers += 1
        identity = uuid.uuid5(_NAMESPACE, f"{self._host}/{self._answers}")
        now = self._sandbox.world.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
        return [
            (b"date", now.encode()),
            (b"x-request-id", str(identity).encode()),
            (b"cache-control", b"no-store, must-revalidate, private, max-age=0"),
        ]

    def _drop(self, scope: Scope, reset: bool) -> None:
        transport = self.connections.get(scope["client"])
        if transport is None:
            return
        if reset:
            transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_RESET)
        transport.abort()


class _Connection(H11Protocol):
    """Remembers its transport under the peer's address, so that a fault can tear this very connection down."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._known().setdefault(self.client, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._known().pop(self.client, None)

    def _known(self) -> dict[object, asyncio.Transport]:
        front: Any = self.config.app
        return front.connections  # type: ignore[no-any-return]


class _Server(uvicorn.Server):
    """Ends at once: uvicorn's own loop and farewell look around every tenth of a second only."""

    ended: asyncio.Event

    async def main_loop(self) -> None:
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await asyncio.sleep(0)
        tasks = set(self.server_state.tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=1)
            for task in late:
                task.cancel()
        await asyncio.gather(*(server.wait_closed() for server in self.servers))


def _server(front: _Front, ended: asyncio.Event) -> _Server:
    server = _Server(
        uvicorn.Config(
            front,
            http=_Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            date_header=False,  # the world has its own clock
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=30,
        )
    )
    server.ended = ended
    return server


def _bound(port: int) -> socket.socket:
    # With the protocol named: asyncio switches Nagle's algorithm off only for such sockets, else 40 ms per answer.
    one = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        one.bind((HOST, port))
        one.listen(128)  # so that a client may connect as soon as start() returned
    except OSError:
        one.close()
        raise
    return one


async def _nothing_here(request: Request, error: Exception) -> Response:
    return JSONResponse({"message": "The path was not found.", "exception": "RoutingError"}, status_code=404)


def run_forever(port: int = 0, scenario: str = "demo", json_output: bool = False) -> None:
    """Serve until Ctrl+C or SIGTERM. With ``json_output`` the first line on stdout tells a program where and how."""
    sandbox = Sandbox(scenario, port=port)
    ended = threading.Event()
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda number, frame: ended.set())
    with sandbox:
        _announce(sandbox, json_output)
        while not ended.wait(0.5):  # a wait without an end cannot be interrupted on Windows
            pass


def _announce(sandbox: Sandbox, json_output: bool) -> None:
    addresses, app = sandbox.addresses, sandbox.world.app
    facts = {
        "api": addresses.api,
        "login": addresses.login,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "control": f"{addresses.api}/control",
    }
    if json_output:
        lines = [json.dumps(facts)]
    else:
        width = max(len(name) for name in facts)
        lines = ["Procore sandbox, until Ctrl+C:", *(f"  {name:<{width}}  {value}" for name, value in facts.items())]
    print(*lines, sep="\n", file=sys.stdout, flush=True)
