"""The one page Planrack serves: where Procore sends the browser back after signing in (``/callback``).

Listens on 127.0.0.1 and ::1, because a browser may take either for ``localhost``; never on another address. Requests
that are not ours (another path, a wrong state) get a plain page and change nothing.
"""

from __future__ import annotations

import asyncio
import errno
import hmac
import socket
import sys
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from types import TracebackType

PATH = "/callback"
_LONGEST_HEAD = 16 * 1024
_PATIENCE = 10.0  # seconds for one request: browsers open connections in advance and leave them silent
_ABSENT = frozenset({errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.ENOTSUP, errno.EPROTONOSUPPORT})


class Redirect:
    """``async with Redirect(port, state) as redirect: code = await redirect.code()``.

    Entering raises Failure(CONFIGURATION, PORT_TAKEN). Leaving closes the port and every connection.
    """

    def __init__(self, port: int, state: str) -> None:
        self._port = port
        self._state = state
        self._servers: list[asyncio.Server] = []
        self._talks: set[asyncio.Task[object]] = set()
        self._outcome: asyncio.Future[str]

    async def __aenter__(self) -> Redirect:
        self._outcome = asyncio.get_running_loop().create_future()
        sockets = _listen(self._port)
        for listening in sockets:
            self._servers.append(await asyncio.start_server(self._talk, sock=listening, limit=_LONGEST_HEAD))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()
        if self._outcome.done() and not self._outcome.cancelled():
            self._outcome.exception()  # looked at, so that nothing is reported when nobody waited for it

    async def code(self) -> str:
        """The authorization code. Raises Failure(AUTH, SIGN_IN_REFUSED) or Failure(CONFIGURATION, …)."""
        return await asyncio.shield(self._outcome)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # a stream callback always runs in a task
        self._talks.add(task)
        outcome: str | Failure | None = None
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                status, page, outcome = self._answer(head)
                writer.write(_response(status, page))
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ConnectionError):
            pass  # this connection is of no use; a code that was already read is
        finally:
            self._talks.discard(task)
            writer.close()
            self._settle(outcome)
        with suppress(ConnectionError):
            await writer.wait_closed()

    def _settle(self, outcome: str | Failure | None) -> None:
        if outcome is None or self._outcome.done():
            return
        if isinstance(outcome, Failure):
            self._outcome.set_exception(outcome)
        else:
            self._outcome.set_result(outcome)

    def _answer(self, head: bytes) -> tuple[HTTPStatus, str, str | Failure | None]:
        """The page for a request, and what it means for the sign-in (None: nothing)."""
        method, _, rest = head.split(b"\r\n", 1)[0].decode("latin-1").partition(" ")
        target = urlsplit(rest.rpartition(" ")[0])
        if method != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED, _NOT_OURS, None
        if target.path != PATH:
            return HTTPStatus.NOT_FOUND, _NOT_OURS, None
        query = parse_qs(target.query)
        given = query.get("state", [""])[0]
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._state.encode("ascii")):
            return HTTPStatus.BAD_REQUEST, _NOT_OURS, None
        if "error" in query:
            return HTTPStatus.OK, _REFUSED, _refusal(query["error"][0])
        code = query.get("code", [""])[0]
        if not code:
            return HTTPStatus.BAD_REQUEST, _NOT_OURS, None
        return HTTPStatus.OK, _DONE, code


def _refusal(word: str) -> Failure:
    known = word if len(word) <= 40 and word.replace("_", "").isalpha() else "unknown"
    if known in ("invalid_client", "unauthorized_client"):
        return Failure(FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS, technical=f"authorize: {known}")
    return Failure(FailureCode.AUTH, Reason.SIGN_IN_REFUSED, technical=f"authorize: {known}")


def _listen(port: int) -> list[socket.socket]:
    """Both loopback addresses, or only the first where this machine has no IPv6.

    Somebody else on either of them is a failure: the browser could take the code there.
    """
    listening = [_bind(socket.AF_INET, "127.0.0.1", port)]
    try:
        listening.append(_bind(socket.AF_INET6, "::1", port))
    except OSError as error:
        if error.errno not in _ABSENT:
            listening[0].close()
            raise _port_taken(port, error) from error
    except Failure:
        listening[0].close()
        raise
    return listening


def _bind(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind((address, port))
        listening.setblocking(False)
    except OSError as error:
        listening.close()
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise _port_taken(port, error) from error
        raise
    return listening


def _port_taken(port: int, error: OSError) -> Failure:
    name = errno.errorcode.get(error.errno or 0, "error")
    return Failure(FailureCode.CONFIGURATION, Reason.PORT_TAKEN, {"port": port}, technical=f"port {port}: {name}")


def _response(status: HTTPStatus, page: str) -> bytes:
    body = page.encode("utf-8")
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


def _page(english: str, french: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Planrack</title>'
        "<style>body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem;"
        "color-scheme:light dark}</style>"
        f'<h1>Planrack</h1><p>{english}</p><p lang="fr-CA">{french}</p></html>'
    )


_DONE = _page(
    "You are signed in to Procore. You can close this page.",
    "Vous êtes connecté à Procore. Vous pouvez fermer cette page.",
)
_REFUSED = _page(
    "Procore did not sign you in. You can close this page and try again in Planrack.",
    "Procore n’a pas ouvert de session. Vous pouvez fermer cette page et réessayer dans Planrack.",
)
_NOT_OURS = _page(
    "This page is not part of a sign-in that is under way.",
    "Cette page n’appartient à aucune connexion en cours.",
)
