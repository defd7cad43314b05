"""Threads that the loop hands blocking work to: one queue entry out, one wake-up of the loop back.

Why not ``ThreadPoolExecutor``: its two futures per call, each with its own lock and condition, cost as much processor
time per file as sending the request and reading the head of the answer, and all of it in the interpreter lock.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

P = ParamSpec("P")
T = TypeVar("T")
_Job: TypeAlias = "Callable[[], None]"


class Elsewhere(Protocol):
    """Awaits ``function(*args, **kwargs)`` run in another thread; ``asyncio.to_thread`` is one. What was begun is
    finished though nobody waits any more."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


class Threads:
    """``count`` threads, started by the first call. All calls come from one loop."""

    def __init__(self, count: int, name: str) -> None:
        self._count = count
        self._name = name
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._outcomes: deque[_Job] = deque()
        self._called = False
        self._closed = False

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """Run ``function`` in one of the threads. Cancelling the future takes back what was not begun."""
        if self._closed:
            raise RuntimeError(f"{self._name} is closed")
        if not self._threads:
            self._start()
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()

        def job() -> None:
            if outcome.cancelled():
                return
            try:
                result = function(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - it belongs to whoever waits; the thread goes on
                self._tell(loop, partial(_fail, outcome, error))
            else:
                self._tell(loop, partial(_succeed, outcome, result))

        self._jobs.put(job)
        return outcome

    async def aclose(self, wait: float) -> None:
        """End the threads once nothing is left to do. Waits at most this long (seconds) for the last of them."""
        if self._closed:
            return
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)
        joined = asyncio.ensure_future(asyncio.to_thread(self._join))
        await asyncio.wait([joined], timeout=wait)

    def _start(self) -> None:
        for number in range(self._count):
            # Daemons: a thread in a name look-up that does not return must not keep the program alive.
            thread = threading.Thread(target=self._work, name=f"{self._name}-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            del job  # an idle thread must not keep what it did last alive

    def _join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _tell(self, loop: asyncio.AbstractEventLoop, outcome: _Job) -> None:
        self._outcomes.append(outcome)
        if not self._called:  # else the loop, once it looks, finds this one too
            self._called = True
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(self._settle)

    def _settle(self) -> None:
        self._called = False  # before looking: what comes after the last look calls again
        while self._outcomes:
            self._outcomes.popleft()()


def _succeed(outcome: asyncio.Future[T], result: T) -> None:
    if not outcome.done():
        outcome.set_result(result)


def _fail(outcome: asyncio.Future[T], error: BaseException) -> None:
    if not outcome.done():
        outcome.set_exception(error)
