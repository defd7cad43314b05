"""The file client: keeps connections and carries out requests, each in the thread of its caller."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure
from app.sync.addresses import parse
from app.sync.connection import Connection, Limits, Stop, Stopped, connect
from app.sync.pace import Pace
from app.sync.proxies import SystemProxies

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    from app.sync.addresses import Address
    from app.sync.files import Head
    from app.sync.proxies import Proxy

_KEEP = 30.0  # seconds that an idle connection is kept


class Receiver(Protocol):
    """Takes one answer. What it raises ends the request and comes out of ``get`` unchanged."""

    def head(self, head: Head) -> bool:
        """Status and headers are here. False: the body is not wanted."""

    def chunk(self, data: memoryview) -> None:
        """The next bytes of the body, 256 KiB or more at a time where the network delivers that much in a second.
        The memory is used again afterwards."""

    def end(self) -> None:
        """The body is complete by HTTP's own framing. Not called where it was not wanted or was cut short."""


def system_trust() -> ssl.SSLContext:
    """Certificates verified by the system's own store on all three systems: company roots are common on sites."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class FileClient:
    """Safe to use from any thread. Make a new one after a wake-up or a change of network: proxies are read once."""

    def __init__(
        self,
        limits: Limits | None = None,
        pace: Pace | None = None,
        *,
        proxies: Callable[[Address], Proxy | None] | None = None,
        trust: Callable[[], ssl.SSLContext] = system_trust,
    ) -> None:
        self._limits = limits or Limits()
        self._pace = pace or Pace()
        self._proxies = proxies or SystemProxies()
        self._trust = trust
        self._tls: ssl.SSLContext | None = None
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, str, int], list[Connection]] = {}

    def get(self, url: str, headers: Mapping[str, str], receiver: Receiver, stop: Stop) -> None:
        """Send one GET with these headers, ``Host`` and ``Accept-Encoding: identity``; hand the answer to ``receiver``.

        Raises Failure(NETWORK) where the host cannot be reached or falls silent, Failure(CORRUPT, TRUNCATED) where the
        answer ends before its announced end, and Stopped after ``stop``; the receiver is not called again after that.
        """
        address = parse(url)
        stop.check()
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

    def close(self) -> None:
        """Close the connections that nobody uses."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for connection in (connection for connections in kept.values() for connection in connections):
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
        connection = connect(
            address,
            proxy=self._proxies(address),
            tls=self._context,
            limits=self._limits,
            pace=self._pace,
            stop=stop,
        )
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
