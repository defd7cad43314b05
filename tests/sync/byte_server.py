"""A server on loopback that says exactly the bytes a test wants, and remembers every request."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    connection: int


#: Given the request, the bytes to send; ``...`` closes the connection, ``None`` waits until the client goes away.
Script = Callable[[Asked], Iterable[bytes | None]]


@dataclass
class ByteServer:
    requests: list[Asked] = field(default_factory=list)
    scripts: dict[str, Script] = field(default_factory=dict)
    waiting: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str = "/sheet.pdf") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, *answers: bytes | Script) -> None:
        """Answer the first request for ``path`` with the first of these, and so on; the last one stays."""
        left = list(answers)

        def script(asked: Asked) -> Iterable[bytes | None]:
            answer = left.pop(0) if len(left) > 1 else left[0]
            return answer(asked) if callable(answer) else [answer]

        self.scripts[path] = script

    def close(self) -> None:
        for sock in (self._listener, *self._connections):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection, len(self._connections)))
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        with connection:
            waiting = b""
            while True:
                while b"\r\n\r\n" not in waiting:
                    try:
                        data = connection.recv(65_536)
                    except OSError:
                        return
                    if not data:
                        return
                    waiting += data
                head, _, waiting = waiting.partition(b"\r\n\r\n")
                line, *lines = head.decode("latin-1").split("\r\n")
                asked = Asked(line.split(" ")[1], dict(text.split(": ", 1) for text in lines), number)
                self.requests.append(asked)
                try:
                    for piece in self.scripts[asked.path.split("?")[0]](asked):
                        if piece is None:
                            self.waiting.set()
                            connection.recv(1)
                            return
                        if piece == CLOSE:
                            return
                        connection.sendall(piece)
                except OSError:
                    return


CLOSE = b""


def answer(body: bytes = b"", status: str = "200 OK", length: int | None = -1, **headers: str) -> bytes:
    """The bytes of an answer. ``length``: what Content-Length says; -1 the truth, None nothing."""
    lines = [f"HTTP/1.1 {status}"]
    if length is not None:
        lines.append(f"Content-Length: {len(body) if length == -1 else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(*pieces: bytes, end: bool = True) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + (b"0\r\n\r\n" if end else b"")


def redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=location)


def ranged(body: bytes, etag: str = '"v1"') -> Script:
    """A host that honours ``Range`` with ``If-Range``."""

    def script(asked: Asked) -> list[bytes]:
        wanted = asked.headers.get("Range")
        if wanted is None or asked.headers.get("If-Range") != etag:
            return [answer(body, ETag=etag)]
        start = int(wanted.removeprefix("bytes=").rstrip("-"))
        span = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return [answer(body[start:], "206 Partial Content", ETag=etag, Content_Range=span)]

    return script
