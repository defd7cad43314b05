"""The window's end of a painter process: one job at a time, each with a time limit."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.failure_wire import failure_from_json
from app.drawings.worker_pool import worker_command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import IO, BinaryIO

#: Seconds for one picture or the facts of one page. Real ones take under one on a free machine.
TIME_LIMIT = 20.0
#: Seconds that a job which nobody wants any more may go on: the content of a page is read in one piece.
_GRACE = 2.0
_LOOK = 0.1
_LEAVE = 2.0
_PIPE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    header: dict[str, Any]
    body: bytes


class Painting:
    """Starts the process when it is first needed, and again after it died or was killed.

    ``ask`` belongs to one thread; ``stop`` and ``close`` may be called from any other.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or worker_command("--painter"))
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[Answer | None] = SimpleQueue()
        self._number = 0
        self._stopped = 0  # number of the last job that nobody wants
        self._until = 0.0
        self._closed = False

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def start(self) -> None:
        """Start the process if it is not there. Raises Failure(LOCAL_IO)."""
        with self._lock:
            if self._closed or (self._process is not None and self._process.poll() is None):
                return
            try:
                process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    bufsize=0,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise Failure(FailureCode.LOCAL_IO, technical=f"no painter: {error.strerror}") from error
            self._process, self._answers = process, SimpleQueue()
            assert process.stdout is not None
            _widen(process.stdout)
            # A thread of its own: a pipe cannot be waited for with a time limit on every system.
            threading.Thread(
                target=_collect, args=(process.stdout, self._answers), name="planrack-painter-answers", daemon=True
            ).start()

    def ask(self, job: Mapping[str, object], wanted: Callable[[], bool]) -> Answer | None:
        """The answer to a job; None where ``stop`` was called meanwhile. It is called once ``wanted()`` says no.

        Raises Failure: what the painter said, or CORRUPT with DRAWING_CRASHED or TOO_SLOW.
        """
        self.start()
        with self._lock:
            if self._closed or self._process is None:
                return None
            self._number += 1
            if not wanted():  # before the number was ours to stop
                return None
            self._until = time.monotonic() + self._time_limit
        self._send({**job, "n": self._number})
        answer = self._wait()
        if answer is None:
            return None
        if "failure" in answer.header:
            raise failure_from_json(answer.header["failure"])
        return None if "stopped" in answer.header else answer

    def stop(self) -> None:
        """Nobody wants what is being done; it ends soon, or its process does."""
        with self._lock:
            self._stopped = number = self._number
            self._until = min(self._until, time.monotonic() + _GRACE)
        self._send({"stop": number})

    def close(self) -> None:
        """End the process. Idempotent."""
        with self._lock:
            self._closed = True
        self._kill()

    def _wait(self) -> Answer | None:
        number, answers = self._number, self._answers
        while True:
            try:
                answer = answers.get(timeout=_LOOK)
            except Empty:
                if time.monotonic() < self._until:
                    continue
                self._kill()
                if self._stopped == number or self._closed:
                    return None
                limit = f"no answer within {self._time_limit:g} s"
                raise Failure(FailureCode.CORRUPT, Reason.TOO_SLOW, technical=limit) from None
            if answer is None:
                if self._closed:
                    return None
                code = self._kill()
                raise Failure(FailureCode.CORRUPT, Reason.DRAWING_CRASHED, technical=f"the painter ended with {code}")
            if answer.header["n"] == number:
                return answer

    def _send(self, line: Mapping[str, object]) -> None:
        with self._lock, contextlib.suppress(OSError, ValueError):  # a dead painter is seen by its missing answer
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.write(json.dumps(dict(line)).encode("ascii") + b"\n")

    def _kill(self) -> int | None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return None
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(_LEAVE)
        return None


def _widen(pipe: IO[bytes]) -> None:
    """A tile in one go, where the system allows it: else the painter waits for us sixteen times."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def _collect(pipe: BinaryIO, answers: SimpleQueue[Answer | None]) -> None:
    """Hand on what a painter says, and None when it ends."""
    with contextlib.suppress(OSError, ValueError, KeyError), open(pipe.fileno(), "rb", closefd=False) as stream:
        while line := stream.readline():
            header = json.loads(line)
            wanted = int(header["bytes"])
            body = stream.read(wanted) if wanted else b""
            if len(body) < wanted:
                break
            answers.put(Answer(header, body))
    pipe.close()
    answers.put(None)
