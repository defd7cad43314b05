"""The engine's side of the download worker: starts it, hands it jobs, and survives its death."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from app.domain.failures import Failure, FailureCode
from app.sync.connection import Limits
from app.sync.download_wire import Lines, line, of_job, of_limits, to_outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from app.sync.files import Complete, Declined, Job, Told

#: Seconds that a cancelled download may take to leave.
_UNWIND = 1.0
#: Seconds without a download after which the worker is let go: it costs memory, and a new one reads proxies anew.
_IDLE = 60.0
_LEAVE = 2.0


class Channel(Protocol):
    """A worker that runs, and the way to it."""

    def send(self, data: bytes) -> None: ...

    async def close(self) -> None:
        """End the worker. ``ended`` is not called for it."""


#: Starts a worker; ``heard`` gets what it says, ``ended`` once why it is no more. Both in the loop.
Start: TypeAlias = "Callable[[Callable[[bytes], None], Callable[[str], None]], Awaitable[Channel]]"


class WorkerDownloads:
    """``Downloads`` in a process of its own, started when first needed and again after it died.

    ``connections``: downloads at once; more may be asked for, so that the next one is at hand. Belongs to one loop.
    """

    def __init__(self, *, connections: int = 8, limits: Limits | None = None, start: Start | None = None) -> None:
        self._connections = connections
        self._limits = limits or Limits()
        self._start = start or start_process
        self._rate: int | None = None
        self._ids = itertools.count()
        self._open: dict[int, _Open] = {}
        self._channel: Channel | None = None
        self._starting = asyncio.Lock()
        self._unsent: list[bytes] = []
        self._idle: asyncio.TimerHandle | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._closed = False

    async def get(self, job: Job, told: Told) -> Complete | Declined:
        if self._channel is None:
            await self._begin()
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        id = next(self._ids)
        entry = self._open[id] = _Open(told, asyncio.get_running_loop().create_future())
        self._send(line("get", id, of_job(job)))
        try:
            return await entry.outcome
        except asyncio.CancelledError:
            if not self._closed:
                entry.outcome = asyncio.get_running_loop().create_future()
                self._send(line("stop", id))
                await asyncio.wait([entry.outcome], timeout=_UNWIND)
                entry.look_away()
            raise
        finally:
            del self._open[id]
            if not self._open and not self._closed:
                self._idle = asyncio.get_running_loop().call_later(_IDLE, self._let_go)

    def limit(self, rate: int | None) -> None:
        """Receive at most ``rate`` bytes a second from now on, all downloads together; None: as many as come."""
        self._rate = rate
        if self._channel is not None:
            self._send(line("rate", rate))

    async def renew(self) -> None:
        """Let the worker go; the next download starts another one, which reads proxies anew. Only between downloads."""
        channel, self._channel = self._channel, None
        if channel is not None:
            await channel.close()

    async def aclose(self) -> None:
        self._closed = True
        if self._idle is not None:
            self._idle.cancel()
        for entry in self._open.values():
            entry.outcome.cancel()
        await self.renew()
        await asyncio.gather(*self._leaving)

    async def _begin(self) -> None:
        async with self._starting:
            if self._closed:
                raise Failure(FailureCode.CANCELLED, technical="the downloads are closed")
            if self._channel is not None:
                return
            lines = Lines()
            self._channel = await self._start(lambda data: self._hear(lines.take(data)), self._ended)
            self._channel.send(line("begin", self._connections, of_limits(self._limits), self._rate))

    def _let_go(self) -> None:
        leaving = asyncio.ensure_future(self.renew())
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    def _send(self, data: bytes) -> None:
        if not self._unsent:
            asyncio.get_running_loop().call_soon(self._flush)
        self._unsent.append(data)

    def _flush(self) -> None:
        unsent, self._unsent = self._unsent, []
        if self._channel is not None and unsent:
            self._channel.send(b"".join(unsent))

    def _hear(self, messages: list[list[Any]]) -> None:
        for what, id, *members in messages:
            entry = self._open.get(id)
            if entry is None:
                continue  # given up too long ago
            try:
                match what:
                    case "arrived":
                        entry.told.arrived(*members)
                    case "durable":
                        entry.told.durable(*members)
                    case "room":
                        entry.told.room(*members)
                        self._send(line("granted", id))
                    case "stopped":
                        entry.end(entry.refused or Failure(FailureCode.CANCELLED))
                    case "complete":
                        entry.told.arrived(members.pop(0))
                        entry.end(entry.refused or to_outcome(what, members))
                    case _:
                        entry.end(entry.refused or to_outcome(what, members))
            except Failure as failure:
                entry.refused = failure
                if what == "complete":
                    entry.end(failure)
                else:
                    self._send(line("stop", id))

    def _ended(self, why: str) -> None:
        self._channel = None
        self._unsent.clear()
        for entry in self._open.values():
            entry.end(entry.refused or Failure(FailureCode.NETWORK, technical=f"the download worker ended: {why}"))


@dataclass(slots=True)
class _Open:
    """A download under way. ``refused``: why the engine ended it, to be said once the worker has let go of it."""

    told: Told
    outcome: asyncio.Future[Complete | Declined]
    refused: Failure | None = None

    def end(self, outcome: Complete | Declined | Failure) -> None:
        if self.outcome.done():
            return
        if isinstance(outcome, Failure):
            self.outcome.set_exception(outcome)
        else:
            self.outcome.set_result(outcome)

    def look_away(self) -> None:
        """Nobody asks for the outcome any more; asyncio would report it as forgotten."""
        if self.outcome.done() and not self.outcome.cancelled():
            self.outcome.exception()


def worker_command() -> tuple[str, ...]:
    """How this program starts itself as a download worker."""
    if getattr(sys, "frozen", False):
        return sys.executable, "--download-worker"
    # -P: a folder named "app" where the program was started must not be taken for ours.
    return sys.executable, "-P", "-m", "app.sync.download_worker"


async def start_process(heard: Callable[[bytes], None], ended: Callable[[str], None]) -> Channel:
    """A ``Start``: the worker as a process. Raises Failure(LOCAL_IO) where the system starts none."""
    loop = asyncio.get_running_loop()
    try:
        _, protocol = await loop.subprocess_exec(
            lambda: _Process(heard, ended),
            *worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise Failure(FailureCode.LOCAL_IO, technical=f"no download worker: {error.strerror}") from error
    return protocol


class _Process(asyncio.SubprocessProtocol):
    def __init__(self, heard: Callable[[bytes], None], ended: Callable[[str], None]) -> None:
        self._transport: asyncio.SubprocessTransport
        self._heard = heard
        self._ended = ended
        self._gone = asyncio.Event()
        self._closing = False

    @property
    def pid(self) -> int | None:
        return self._transport.get_pid()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def send(self, data: bytes) -> None:
        stdin = self._transport.get_pipe_transport(0)
        if stdin is not None and not stdin.is_closing():
            cast("asyncio.WriteTransport", stdin).write(data)

    async def close(self) -> None:
        self._closing = True
        stdin = self._transport.get_pipe_transport(0)
        if stdin is not None:
            stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE):
                await self._gone.wait()
        if not self._gone.is_set():
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()
            await self._gone.wait()

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._heard(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """The process has ended and all it said was heard."""
        self._gone.set()
        self._transport.close()
        if not self._closing:
            self._ended(str(self._transport.get_returncode()))
