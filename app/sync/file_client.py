"""The file client: a few threads, each driving one kept connection. It holds the connections and starts requests."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

from app.domain.failures import Failure
from app.sync.addresses import parse
from app.sync.connection import Connection, Limits, Stop, Stopped, connect
from app.sync.proxies import SystemProxies
from app.sync.threads import Threads

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    from app.sync.addresses import Address
    from app.sync.files import Head, Receiver
    from app.sync.proxies import Proxy

_KEEP = 30.0  # seconds that an idle connection is kept
_UNWIND = 1.0  # seconds that a cancelled request may take to leave


def system_trust() -> ssl.SSLContext:
    """Certificates verified by the system's own store on all three systems: company roots are common on sites."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class ThreadedFileClient:
    """A ``FileClient``. ``parallel``: requests at once, equal to the threads and so to the connections.

    Make a new one after a wake-up or a change of network: proxies are read once.
    """

    def __init__(
        self,
        *,
        parallel: int = 8,
        limits: Limits | None = None,
        proxies: Callable[[Address], Proxy | None] | None = None,
        trust: Callable[[], ssl.SSLContext] = system_trust,
    ) -> None:
        self._limits = limits or Limits()
        self._proxies = proxies or SystemProxies()
        self._trust = trust
        self._tls: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str, int], list[Connection]] = {}
        self._running: set[Stop] = set()
        self._threads = Threads(parallel, "planrack-files")

    async def get(self, url: str, *, headers: Mapping[str, str], receiver: Receiver) -> None:
        address = parse(url)
        stop = Stop()
        self._running.add(stop)
        working = self._threads(self._exchange, address, headers, receiver, stop)
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            stop.set()
            working.add_done_callback(_look_at)
            if not stop.begun:
                working.cancel()
            await asyncio.wait([working], timeout=_UNWIND)
            raise
        except Stopped:
            raise asyncio.CancelledError("the file client was closed") from None
        finally:
            self._running.discard(stop)

    async def aclose(self) -> None:
        for stop in tuple(self._running):
            stop.set()
        # A thread in a slow name look-up is left to itself: it ends without touching anything of ours.
        await self._threads.aclose(_UNWIND)
        with self._lock:
            kept, self._kept = self._kept, {}
        for connection in (connection for connections in kept.values() for connection in connections):
            connection.close()

    # From here on: in a thread of the pool.

    def _exchange(self, address: Address, headers: Mapping[str, str], receiver: Receiver, stop: Stop) -> None:
        stop.begin()
        connection, head = self._ask(address, headers, stop)
        keep = False
        try:
            if receiver.head(head):
                connection.receive(receiver.chunk)
                receiver.end()
            else:
                connection.skip()
            connection.release()
            keep = connection.reusable
        finally:
            if keep:
                with self._lock:
                    self._kept.setdefault(address.origin, []).append(connection)
            else:
                connection.close()

    def _ask(self, address: Address, headers: Mapping[str, str], stop: Stop) -> tuple[Connection, Head]:
        kept = self._take_kept(address)
        if kept is not None:
            try:
                return kept, kept.ask(address, headers, stop)
            except Failure:
                kept.close()
                if kept.answered:
                    raise
                # The server closed the kept connection while our request was on its way: once more on a new one.
            except Stopped:
                kept.close()
                raise
        connection = connect(address, proxy=self._proxies(address), tls=self._context, limits=self._limits, stop=stop)
        try:
            return connection, connection.ask(address, headers, stop)
        except (Failure, Stopped):
            connection.close()
            raise

    def _take_kept(self, address: Address) -> Connection | None:
        while True:
            with self._lock:
                connections = self._kept.get(address.origin)
                if not connections:
                    return None
                connection = connections.pop()
            if time.monotonic() - connection.idle_since < _KEEP and connection.is_silent():
                return connection
            connection.close()

    def _context(self) -> ssl.SSLContext:
        with self._lock:
            if self._tls is None:
                self._tls = self._trust()
            return self._tls


def _look_at(working: asyncio.Future[None]) -> None:
    """The outcome of a request that was given up concerns nobody; asyncio would report it as forgotten."""
    if not working.cancelled():
        working.exception()
