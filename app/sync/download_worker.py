"""The download worker: receives, hashes, checks and writes files in a process of its own, beside the window's.

In the engine's process each read and each hash would contend with the window for the interpreter's lock. What to fetch,
which headers go to which host, whether a redirect is followed: all of that stays with the engine (``downloads``),
which starts this program again with ``--download-worker`` and speaks ``download_wire`` over its two pipes. Addresses
and tokens come through the pipe only, and nothing is logged. The engine's death closes the pipe, and ends this at once.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode
from app.sync.connection import Limits, Stop, Stopped
from app.sync.download import Download
from app.sync.download_wire import Lines, line, of_failure, of_outcome, to_job
from app.sync.file_client import FileClient
from app.sync.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.sync.files import Job

_STDIN, _STDOUT = 0, 1
#: Where processors are short, the window goes first.
_POLITE = 5
_AT_ONCE = 1024 * 1024
#: Files made durable at the same time, while the connections go on with others.
_SEALERS = 8
_LOOK = 0.1  # seconds between two looks at the stop signal while room is being asked for


def main() -> int:
    """Serve the engine until its pipe closes."""
    if sys.platform != "win32":
        os.nice(_POLITE)
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the engine says what is to end
    answers_to = os.dup(_STDOUT)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, _STDOUT)  # whatever a library prints must not get between the answers
    os.close(silence)

    def say(data: bytes) -> None:
        try:
            while data:
                data = data[os.write(answers_to, data) :]
        except OSError:
            os._exit(0)

    worker = DownloadWorker(say)
    lines = Lines()
    while data := os.read(_STDIN, _AT_ONCE):
        for message in lines.take(data):
            worker.hear(message)
    # No thread may write another byte: the next engine may hold the data directory already.
    os._exit(0)


class DownloadWorker:
    """``say`` sends bytes to the engine; called from any thread, one call at a time."""

    def __init__(
        self, say: Callable[[bytes], None], open_client: Callable[[Limits, Pace], FileClient] = FileClient
    ) -> None:
        self._say = say
        self._open_client = open_client
        self._pace = Pace()
        self._client: FileClient | None = None
        self._jobs: SimpleQueue[tuple[int, Job] | None] = SimpleQueue()
        self._finished: SimpleQueue[tuple[int, Download] | None] = SimpleQueue()
        self._stops: dict[int, Stop] = {}
        self._grants: dict[int, threading.Event] = {}
        self._saying = threading.Lock()
        self._receivers: list[threading.Thread] = []
        self._sealers: list[threading.Thread] = []

    def hear(self, message: list[Any]) -> None:
        """Carry out one message of the engine's; returns at once."""
        match message:
            case ["get", id, members]:
                self._stops[id] = Stop()
                self._jobs.put((id, to_job(members)))
            case ["stop", id]:
                if id in self._stops:
                    self._stops[id].set()
            case ["granted", id]:
                self._grants[id].set()
            case ["rate", rate]:
                self._pace.limit(rate)
            case ["begin", connections, limits, rate]:
                self._pace.limit(rate)
                self._begin(connections, Limits(*limits))

    def close(self) -> None:
        """Give up what runs and end the threads."""
        for stop in tuple(self._stops.values()):
            stop.set()
        for _ in self._receivers:
            self._jobs.put(None)
        for thread in self._receivers:
            thread.join()
        for _ in self._sealers:
            self._finished.put(None)
        for thread in self._sealers:
            thread.join()
        if self._client is not None:
            self._client.close()

    def tell(self, what: str, id: int, *members: object) -> None:
        data = line(what, id, *members)
        with self._saying:
            self._say(data)

    def ask_for_room(self, id: int, size: int, stop: Stop) -> None:
        """Wait until the engine granted it. Raises Stopped where it did not."""
        granted = self._grants[id] = threading.Event()
        self.tell("room", id, size)
        while not granted.wait(_LOOK):
            stop.check()
        del self._grants[id]

    def _begin(self, connections: int, limits: Limits) -> None:
        self._client = self._open_client(limits, self._pace)
        self._receivers = [self._start(self._receive, f"planrack-receive-{n}") for n in range(connections)]
        self._sealers = [self._start(self._seal, f"planrack-seal-{n}") for n in range(_SEALERS)]

    def _start(self, target: Callable[[], None], name: str) -> threading.Thread:
        # Daemons: a name look-up that does not return must not keep the process.
        thread = threading.Thread(target=target, name=name, daemon=True)
        thread.start()
        return thread

    def _receive(self) -> None:
        assert self._client is not None
        while (found := self._jobs.get()) is not None:
            id, job = found
            stop = self._stops[id]
            download: Download | None = None
            try:
                stop.check()
                download = Download(job, _Engine(self, id, stop))
                self._client.get(job.url, download.headers(), download, stop)
            except Exception as error:  # noqa: BLE001 - it belongs to this job; the thread goes on with others
                self._give_up(id, download, error)
                continue
            if download.sealed:
                self._end(id, *of_outcome(download.outcome(), download.untold))
            else:
                self._finished.put((id, download))

    def _seal(self) -> None:
        while (found := self._finished.get()) is not None:
            id, download = found
            try:
                download.seal()
            except Exception as error:  # noqa: BLE001 - as above
                self._give_up(id, download, error)
            else:
                self._end(id, *of_outcome(download.outcome(), download.untold))

    def _give_up(self, id: int, download: Download | None, error: Exception) -> None:
        if download is not None:
            with contextlib.suppress(Failure):
                download.leave()
        if isinstance(error, Stopped):
            self._end(id, "stopped")
        elif isinstance(error, Failure):
            self._end(id, *of_failure(error))
        else:
            self._end(id, *of_failure(Failure(FailureCode.BUG, technical=f"download worker: {type(error).__name__}")))

    def _end(self, id: int, what: object, *members: object) -> None:
        del self._stops[id]
        self._grants.pop(id, None)
        self.tell(str(what), id, *members)


class _Engine:
    """The engine, as one download hears it (``Told``)."""

    def __init__(self, worker: DownloadWorker, id: int, stop: Stop) -> None:
        self._worker = worker
        self._id = id
        self._stop = stop

    def arrived(self, count: int) -> None:
        self._worker.tell("arrived", self._id, count)

    def durable(self, offset: int, etag: str | None) -> None:
        self._worker.tell("durable", self._id, offset, etag)

    def room(self, size: int) -> None:
        self._worker.ask_for_room(self._id, size, self._stop)


if __name__ == "__main__":
    sys.exit(main())
