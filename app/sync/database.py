"""The engine's door to storage: every call runs in one thread of its own, in order, outside the loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

P = ParamSpec("P")
T = TypeVar("T")


class DatabaseCall(Protocol):
    """Awaits ``function(*args, **kwargs)`` run elsewhere. Cancelling the wait does not stop the statement: every
    storage call is a whole transaction and safe to finish unseen."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


class DatabaseThread:
    """One worker thread: SQLite has one writer anyway, and one thread keeps the order of what was asked."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="planrack-database")

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        call = partial(function, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._executor, call)

    def close(self) -> None:
        """Wait for what was asked, then end the thread."""
        self._executor.shutdown(wait=True)
