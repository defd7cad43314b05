"""Sockets, connections and uvicorn, as the sandbox needs them."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from app.sandbox.front import Front

HOST = "127.0.0.1"


class Connection(H11Protocol):
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


class Server(uvicorn.Server):
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


def server(front: Front, ended: asyncio.Event) -> Server:
    """A quiet HTTP/1.1 server for the application; it serves until ``ended`` is set."""
    one = Server(
        uvicorn.Config(
            front,
            http=Connection,
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
    one.ended = ended
    return one


def bound(port: int) -> socket.socket:
    """A listening socket on the loopback address; port 0 takes a free one. OSError where the port is taken."""
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
