"""One HTTP/1.1 connection for fetching files, used by one thread at a time. HTTP's grammar is h11's.

Why not a whole HTTP client: a drawing is hashed and written as it arrives, and large reads straight into one buffer let
the socket, SHA-256 and the disk all run outside the interpreter lock. Measured: libcurl, which hands out 16 KiB at a
time, takes half as long again, and so does h11 where bodies go through it; h11's heads cost 3 %. TLS is verified by
the system's own store (``truststore``).
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import h11

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.files import Head, failure_from_network
from app.sync.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from app.sync.addresses import Address
    from app.sync.proxies import Proxy

_BUFFER = 512 * 1024
_ENOUGH = 256 * 1024  # bytes gathered before they are handed on
_PATIENCE = 1.0  # seconds after which fewer are handed on
_PIECE = 64 * 1024
_HEAD_LIMIT = 32 * 1024  # servers refuse to send half of that
_SLICE = 0.5  # seconds between looks at the stop signal while a socket is silent
_DRAIN = 64 * 1024  # an unwanted body up to this size is read away to keep the connection
_FIRST_TRY = 3.0  # seconds for an address while others are left (broken IPv6 must not cost the whole limit)
_NO_BODY = frozenset({204, 304})
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
#: Neither takes a descriptor of its own; plain ``select`` refuses those above 1023.
_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds. ``slow``: fewer than 1 KiB/s over this long ends the request, which can then be resumed."""

    connect: float = 10.0
    idle: float = 30.0
    slow: float = 60.0


class Stopped(Exception):
    """The request was given up by its caller."""


class Stop:
    """Lets another thread end a request: wakes a waiting socket, and is looked at between reads."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None

    def set(self) -> None:
        with self._lock:
            self._stopped.set()
            if self._socket is not None:
                # Not SSLSocket.shutdown: that takes the TLS object away under the reading thread.
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def watch(self, sock: socket.socket | None) -> None:
        with self._lock:
            self._socket = sock
        self.check()

    def pause(self, seconds: float) -> None:
        """Wait so long, or until the request is given up."""
        self._stopped.wait(seconds)
        self.check()

    def check(self) -> None:
        if self._stopped.is_set():
            raise Stopped


class Connection:
    """An open connection to one origin. After an exception it is good for nothing but ``close``."""

    def __init__(self, sock: socket.socket, host: str, limits: Limits, pace: Pace | None = None) -> None:
        self._pace = pace or Pace()
        self._socket = sock
        self._socket.setblocking(False)
        self._selector = _Selector()
        self._selector.register(sock, selectors.EVENT_READ)
        self._host = host
        self._limits = limits
        self._protocol = h11.Connection(h11.CLIENT)
        self._piece = memoryview(bytearray(_PIECE))
        self._view = memoryview(bytearray(_BUFFER))
        self._length: int | None = None
        self._stop = Stop()
        self._slow_since = time.monotonic()
        self._slow_bytes = 0
        self.reusable = False
        self.idle_since = 0.0
        #: Whether anything of the present answer came: where not, a kept connection was closed meanwhile.
        self.answered = False

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.close()

    def is_silent(self) -> bool:
        """True where nothing came in since the last answer. Anything there is a goodbye or nonsense."""
        try:
            self._socket.recv(1)
        except _NOT_YET:
            return True
        except OSError:
            return False
        return False

    def release(self) -> None:
        """The present request is over: its stop signal no longer concerns this connection."""
        self._stop.watch(None)
        self.idle_since = time.monotonic()

    def ask(self, address: Address, headers: Mapping[str, str], stop: Stop) -> Head:
        """Send the GET and read the head of the answer."""
        self._stop = stop
        stop.watch(self._socket)
        plain = [("Host", address.authority), ("Accept-Encoding", "identity")]
        return self._exchange("GET", address.target, [*plain, *headers.items()])

    def tunnel(self, authority: str, authorization: str | None) -> Head:
        """Ask a proxy to connect through to ``authority``."""
        headers = [("Host", authority)]
        if authorization is not None:
            headers.append(("Proxy-Authorization", authorization))
        return self._exchange("CONNECT", authority, headers)

    def receive(self, deliver: Callable[[memoryview], None]) -> None:
        """Hand the whole body to ``deliver``. What came before a failure is handed on first."""
        self._slow_since, self._slow_bytes = time.monotonic(), 0
        gathered = _Gathered(self._view, deliver)
        try:
            if self._length is not None:
                self._receive_exactly(self._length, gathered)
            else:
                while isinstance(event := self._event(), h11.Data):
                    gathered.take(memoryview(event.data))
                self.reusable = self._protocol.states == {h11.CLIENT: h11.DONE, h11.SERVER: h11.DONE}
        except Failure:
            gathered.hand_on()
            raise
        gathered.hand_on()

    def skip(self) -> None:
        """Leave a body that nobody wants: read a short one away, else give the connection up."""
        if self._length is not None and self._length <= _DRAIN:
            self.receive(lambda data: None)

    def _exchange(self, method: str, target: str, headers: list[tuple[str, str]]) -> Head:
        self.answered = self.reusable = False
        self._protocol = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD_LIMIT)
        request = self._protocol.send(h11.Request(method=method, target=target, headers=headers))
        self._protocol.send(h11.EndOfMessage())
        assert request is not None
        with self._network():
            # A request is far smaller than a socket's buffer, and the one before was answered: it goes out at once.
            self._socket.sendall(request)
        self._stop.check()
        self._slow_since, self._slow_bytes = time.monotonic(), 0
        answer = self._event()
        while isinstance(answer, h11.InformationalResponse):
            answer = self._event()
        assert isinstance(answer, h11.Response)
        head = _head(answer)
        announced = head.status not in _NO_BODY and "transfer-encoding" not in head.headers
        self._length = int(head.headers["content-length"]) if announced and "content-length" in head.headers else None
        return head

    def _event(self) -> object:
        """What comes next by HTTP's grammar. Raises Failure for anything that is not HTTP or ends too early."""
        while True:
            ended = False
            try:
                event = self._protocol.next_event()
                if event is not h11.NEED_DATA:
                    return event
                count = self._receive_some(self._piece)
                ended = not count
                self._protocol.receive_data(bytes(self._piece[:count]))
                if ended:
                    return self._protocol.next_event()
            except h11.RemoteProtocolError as error:
                raise (self._cut() if ended else self._broken("not an HTTP answer")) from error

    def _receive_exactly(self, left: int, gathered: _Gathered) -> None:
        """A body of known length goes past h11, which copies each byte three times under the interpreter lock."""
        came_with_the_head = memoryview(self._protocol.trailing_data[0])
        surplus = len(came_with_the_head) > left
        gathered.take(came_with_the_head[:left])
        left -= min(left, len(came_with_the_head))
        while left:
            count = self._receive_some(gathered.room[:left])
            if not count:
                raise self._cut()
            left -= count
            gathered.add(count)
        self.reusable = not surplus and self._protocol.our_state is h11.DONE

    def _receive_some(self, view: memoryview) -> int:
        silent_since = time.monotonic()
        with self._network():
            while True:
                self._stop.check()
                try:
                    count = self._socket.recv_into(view[: self._pace.most])
                except _NOT_YET as error:
                    self._wait(isinstance(error, ssl.SSLWantWriteError), silent_since)
                    continue
                break
        self._stop.check()
        self.answered = self.answered or count > 0
        self._mind_the_pace(count)
        if wait := self._pace.take(count):
            self._stop.pause(wait)
        return count

    def _wait(self, to_write: bool, silent_since: float) -> None:
        """Until the socket has something, for one slice at most."""
        self._selector.modify(self._socket, selectors.EVENT_WRITE if to_write else selectors.EVENT_READ)
        if not self._selector.select(_SLICE) and time.monotonic() - silent_since > self._limits.idle:
            raise TimeoutError

    def _mind_the_pace(self, count: int) -> None:
        self._slow_bytes += count
        now = time.monotonic()
        if now - self._slow_since >= self._limits.slow:
            if self._slow_bytes < 1024 * self._limits.slow:
                raise Failure(FailureCode.NETWORK, technical=f"{self._host}: slower than 1 KiB/s")
            self._slow_since, self._slow_bytes = now, 0

    @contextlib.contextmanager
    def _network(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._stop.check()  # a stopped socket fails in many ways; the stop is the reason
            raise failure_from_network(error, self._host) from error

    def _cut(self) -> Failure:
        if not self.answered:
            return Failure(FailureCode.NETWORK, technical=f"{self._host}: closed without an answer")
        return Failure(FailureCode.CORRUPT, Reason.TRUNCATED, technical=f"{self._host}: the answer ended early")

    def _broken(self, what: str) -> Failure:
        return Failure(FailureCode.NETWORK, technical=f"{self._host}: {what}")


class _Gathered:
    """Bytes of the body on their way to the receiver: few large pieces instead of many small ones."""

    def __init__(self, view: memoryview, deliver: Callable[[memoryview], None]) -> None:
        self._view = view
        self._deliver = deliver
        self._count = 0
        self._since = time.monotonic()

    @property
    def room(self) -> memoryview:
        return self._view[self._count :]

    def add(self, count: int) -> None:
        self._count += count
        if self._count >= _ENOUGH or time.monotonic() - self._since > _PATIENCE:
            self.hand_on()

    def take(self, data: memoryview) -> None:
        while data:
            count = min(len(data), len(self.room))
            self.room[:count] = data[:count]
            data = data[count:]
            self.add(count)

    def hand_on(self) -> None:
        if self._count:
            count, self._count = self._count, 0
            self._deliver(self._view[:count])
        self._since = time.monotonic()


def _head(answer: h11.Response) -> Head:
    headers: dict[str, str] = {}
    for raw_name, raw_value in answer.headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return Head(answer.status_code, headers)


def connect(
    address: Address,
    *,
    proxy: Proxy | None,
    tls: Callable[[], ssl.SSLContext],
    limits: Limits,
    pace: Pace,
    stop: Stop,
) -> Connection:
    """Open a connection to the address's origin, through ``proxy`` where given, with verified TLS for https."""
    sock: socket.socket | None = None
    opened = False
    try:
        sock = _dial(*(address.origin[1:] if proxy is None else (proxy.host, proxy.port)), limits.connect, stop)
        stop.watch(sock)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(limits.connect)
        if proxy is not None:
            _tunnel(sock, address, proxy, limits, stop)
        if address.scheme == "https":
            sock.settimeout(limits.connect)
            sock = tls().wrap_socket(sock, server_hostname=address.host)
            stop.watch(sock)
        opened = True
        return Connection(sock, address.host, limits, pace)
    except OSError as error:
        stop.check()
        raise failure_from_network(error, address.host) from error
    finally:
        if not opened and sock is not None:
            sock.close()


def _dial(host: str, port: int, limit: float, stop: Stop) -> socket.socket:
    deadline = time.monotonic() + limit
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    stop.check()
    failed: OSError = socket.gaierror(socket.EAI_NONAME, "no address")
    for index, (family, kind, protocol, _, target) in enumerate(found):
        left = deadline - time.monotonic()
        if left <= 0:
            break
        sock = socket.socket(family, kind, protocol)
        sock.settimeout(left if index == len(found) - 1 else min(left, _FIRST_TRY))
        try:
            stop.watch(sock)
            sock.connect(target)
        except OSError as error:
            failed = error
            sock.close()
            stop.check()
        except Stopped:
            sock.close()
            raise
        else:
            return sock
    raise failed


def _tunnel(sock: socket.socket, address: Address, proxy: Proxy, limits: Limits, stop: Stop) -> None:
    host = f"[{address.host}]" if ":" in address.host else address.host
    status = Connection(sock, proxy.host, limits).tunnel(f"{host}:{address.port}", proxy.authorization).status
    if status != 200:
        raise Failure(FailureCode.NETWORK, technical=f"the proxy {proxy.host} answered {status}", status=status)
