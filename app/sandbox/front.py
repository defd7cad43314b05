"""What every answer of the sandbox passes through: the journal, the ordered faults, and the headers that all have."""

from __future__ import annotations

import socket
import struct
import uuid
from typing import TYPE_CHECKING

from app.sandbox import faults

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from app.sandbox.journal import Journal
    from app.sandbox.world import World

_LINGER_RESET = struct.pack("ii", 1, 0)
_NAMESPACE = uuid.UUID("6f6e1f2e-2a57-4f0c-9a58-0d8f8a4c7a11")


class Front:
    """Outermost layer of a server. ``connections``: the open ones by their peer's address, for faults to tear down."""

    def __init__(
        self,
        host: str,
        app: ASGIApp,
        *,
        world: World,
        journal: Journal,
        table: faults.FaultTable,
        closing: asyncio.Event,
    ) -> None:
        self._host = host
        self._app = app
        self._world = world
        self._journal = journal
        self._table = table
        self._closing = closing
        self._answers = 0
        self.connections: dict[object, asyncio.Transport] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].startswith("/control/"):
            await self._app(scope, receive, send)
            return
        note = self._journal.note(self._host, scope)
        extra = self._headers()

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                note.status = message["status"]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        fault = self._table.due(self._host, scope)
        if fault is None:
            await self._app(scope, receive, answered)
        else:
            exchange = faults.Exchange(scope, receive, answered, self._app, self._drop, self._closing)
            await faults.apply(fault, exchange)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        self._answers += 1
        identity = uuid.uuid5(_NAMESPACE, f"{self._host}/{self._answers}")
        now = self._world.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
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
