"""The window's coroutines: one place that starts them, keeps them alive, and reports how they fail."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine


class Tasks:
    """Owner of every task the window starts.

    The event loop keeps only weak references, and a forgotten task swallows its exception: so nobody calls
    ``create_task`` but this. Cancellation is not an error and is not reported.
    """

    def __init__(self, report: Callable[[BaseException], None]) -> None:
        self._report = report
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    def spawn(self, coroutine: Coroutine[Any, Any, Any], *, name: str | None = None) -> asyncio.Task[Any] | None:
        """Start ``coroutine`` in the running loop; None (and not started) once the window is closing or its loop,
        whose timers outlive it by a moment, has stopped."""
        loop = asyncio._get_running_loop()
        if self._closed or loop is None:
            coroutine.close()
            return None
        task = loop.create_task(coroutine, name=name)
        self._running.add(task)
        task.add_done_callback(self._done)
        return task

    @property
    def running(self) -> int:
        return len(self._running)

    async def settle(self) -> None:
        """Wait until nothing that was started is still going, including what those start in turn."""
        while self._running:
            await asyncio.wait(set(self._running))
            await asyncio.sleep(0)

    async def close(self) -> None:
        """Refuse new tasks, cancel the running ones and wait for them."""
        self._closed = True
        tasks = set(self._running)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        problem = task.exception()
        if problem is not None:
            self._report(problem)
