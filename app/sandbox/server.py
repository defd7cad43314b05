"""The running sandbox: two servers in one loop on a background thread, one for Procore's hosts, one for the objects."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse

from app.sandbox import api, faults, scenarios
from app.sandbox.access import Gate
from app.sandbox.control import Control
from app.sandbox.filehost import FrontHost, ObjectStore
from app.sandbox.front import Front
from app.sandbox.journal import Journal
from app.sandbox.limits import RateLimiter
from app.sandbox.oauth import LoginHost
from app.sandbox.signatures import Signer
from app.sandbox.tokens import TokenBook
from app.sandbox.wire import HOST, bound, server

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from types import TracebackType

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from app.sandbox.world import World


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
        sockets = [bound(self._ports[0])]
        try:
            sockets.append(bound(self._ports[1]))
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
            server(self._front("api", self._api_app()), self._closing),
            server(self._front("files", self._files_app()), self._closing),
        ]
        running = [asyncio.create_task(each.serve(sockets=[one])) for each, one in zip(servers, sockets, strict=True)]
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

    def _front(self, host: str, app: ASGIApp) -> Front:
        return Front(host, app, world=self.world, journal=self.journal, table=self.faults, closing=self._closing)


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


def announcement(sandbox: Sandbox) -> dict[str, str]:
    """Where it is, and the app that it knows."""
    addresses, app = sandbox.addresses, sandbox.world.app
    return {
        "api": addresses.api,
        "login": addresses.login,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "control": f"{addresses.api}/control",
    }


def _announce(sandbox: Sandbox, json_output: bool) -> None:
    facts = announcement(sandbox)
    if json_output:
        lines = [json.dumps(facts)]
    else:
        width = max(len(name) for name in facts)
        lines = ["Procore sandbox, until Ctrl+C:", *(f"  {name:<{width}}  {value}" for name, value in facts.items())]
    print(*lines, sep="\n", file=sys.stdout, flush=True)
