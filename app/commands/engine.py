"""Using the workspace's engine for the length of one command: start it, wait for it, stop it.

Waiting happens in short steps: on some systems a plain wait cannot be interrupted by Ctrl+C.
"""

from __future__ import annotations

import signal
import threading
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from app.commands.words import CANCELLING
from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence
    from concurrent.futures import Future
    from types import FrameType
    from typing import Any

    from app.commands.program import Invocation
    from app.domain.events import RunReport
    from app.settings import Settings
    from app.sync.accounts import LinkedAccounts
    from app.sync.runtime import Engine

T = TypeVar("T")
_STEP = 0.2  # seconds between looks at the keyboard


@contextmanager
def engine_running(call: Invocation) -> Iterator[Engine]:
    """The started engine. Raises Failure(ENGINE_BUSY) where another process's engine holds the data directory."""
    engine = call.workspace.engine
    with terminating_interrupts():
        engine.start()
        try:
            yield engine
        finally:
            engine.stop()


def run_sync(call: Invocation, engine: Engine, project_ids: Sequence[int], *, full: bool) -> list[RunReport]:
    """Sync and wait for the reports. Ctrl+C cancels the runs and still returns how they ended."""
    from app.domain.states import RunTrigger

    return wait_or_cancel(call, engine, engine.sync(project_ids, full=full, trigger=RunTrigger.COMMAND))


def wait_or_cancel(call: Invocation, engine: Engine, future: Future[T]) -> T:
    """Wait for what syncs; Ctrl+C cancels its runs and still returns how they ended."""
    try:
        return wait(future)
    except KeyboardInterrupt:
        call.note(call.say(CANCELLING))
        engine.cancel(None)
        return wait(future)


def read_on(engine: Engine, seconds: float) -> None:
    """Give the engine some time to read the sheets that are here; Ctrl+C is the end of it."""
    reading = engine.read_sheets(within=seconds)
    try:
        wait(reading)
    except KeyboardInterrupt:
        reading.cancel()


def on_accounts(call: Invocation, ask: Callable[[LinkedAccounts], Coroutine[Any, Any, T]]) -> T:
    """Carry out one request of the linked accounts in an event loop of its own, without the engine or its lock."""
    import asyncio

    return asyncio.run(ask(call.workspace.accounts))


@contextmanager
def terminating_interrupts() -> Iterator[None]:
    """Treat a polite request to end (SIGTERM) as Ctrl+C: runs end as cancelled and no lock is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def wait(future: Future[T]) -> T:
    """The future's result; KeyboardInterrupt gets through."""
    while True:
        try:
            return future.result(timeout=_STEP)
        except NotYet:
            if future.done():
                raise
        except CancelledError:
            raise Failure(FailureCode.CANCELLED) from None


def engine_lives(settings: Settings) -> bool:
    """True while some process's engine holds the data directory. Looks by taking the lock for an instant, so ask
    only where the answer matters."""
    from app.sync.lock import EngineLock

    return EngineLock(settings).held_by_another()
