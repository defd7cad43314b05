"""An event loop in which time passes only where nothing else is to be done, and no thread exists.

What asyncio would hand to a thread is done here, by the loop itself, at once or a little later: the order of everything
follows from the seed. Tasks are numbered, as sets of them are walked in the order of their hashes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import count
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

#: Turns of the loop in one stretch after which the engine counts as hanging.
_TOO_LONG = 200_000
#: How often a call that belongs to a thread is done at once.
_AT_ONCE = 0.8


class Hang(AssertionError):
    """Nothing can ever happen again, or nothing comes to an end."""


class _Task(asyncio.Task):  # type: ignore[type-arg]
    _numbers = count()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._number = next(self._numbers)
        super().__init__(*args, **kwargs)

    def __hash__(self) -> int:
        return self._number


class VirtualLoop(asyncio.BaseEventLoop):
    """``step`` is told the name of each call that would go to a thread, right before it; what it raises, is raised."""

    def __init__(self, chance: Random, step: Callable[[str], None]) -> None:
        super().__init__()
        self._selector = self
        self._chance = chance
        self._step = step
        self._passed = 0.0
        self._turns = 0
        self._halted = False
        self._lines: dict[object, deque[tuple[asyncio.Future[Any], Callable[[], Any]]]] = {}
        self.set_task_factory(lambda loop, coro, **known: _Task(coro, loop=loop, **known))
        self.set_exception_handler(lambda loop, context: None)

    # -- for the story -----------------------------------------------------------------------------------------

    def until(self, awaitable: Coroutine[Any, Any, T] | asyncio.Task[T]) -> T:
        """Run until this is done, or until ``halt`` is called: then asyncio.InvalidStateError."""
        task = awaitable if isinstance(awaitable, asyncio.Task) else self.create_task(awaitable)
        task.add_done_callback(lambda done: self.stop())
        self._turns = 0
        while not (task.done() or self._halted):
            self.run_forever()
        return task.result()

    def turn(self) -> None:
        """Whatever is ready, once."""
        self._turns = 0
        self.call_soon(self.stop)
        self.run_forever()

    def halt(self) -> None:
        """Stop where it stands; ``forget`` makes it ready again."""
        self._halted = True
        self.stop()

    def pass_by(self, seconds: float) -> None:
        """Nobody waited, it just got later. Only while nothing runs."""
        self._passed += seconds

    def forget(self) -> None:
        """Whatever was to happen does not."""
        self._stopping = self._halted = False
        self._lines.clear()
        self._ready.clear()  # type: ignore[attr-defined]
        self._scheduled.clear()  # type: ignore[attr-defined]

    # -- asyncio -----------------------------------------------------------------------------------------------

    def time(self) -> float:
        return self._passed

    def select(self, timeout: float | None) -> list[object]:
        self._turns += 1
        if timeout is None:
            raise Hang("nothing can ever happen again")
        if self._turns > _TOO_LONG:
            raise Hang("this never comes to an end")
        self._passed += timeout
        return []

    def close(self) -> None:
        self._selector = None  # type: ignore[assignment]
        super().close()

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        future = self.create_future()
        line = self._lines.setdefault(executor, deque())
        if not line and self._chance.random() < _AT_ONCE:
            self._do(future, partial(func, *args))
        else:
            line.append((future, partial(func, *args)))
            if len(line) == 1:
                self.call_later(self._chance.random() * 0.02, self._drain, executor)
        return future

    def _drain(self, executor: object) -> None:
        line = self._lines.get(executor)
        while line:
            future, call = line.popleft()
            if not future.cancelled():
                self._do(future, call)

    def _do(self, future: asyncio.Future[Any], call: partial[Any]) -> None:
        self._step(_name(call))
        try:
            result = call()
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits
            future.set_exception(error)
        else:
            future.set_result(result)

    def _process_events(self, events: object) -> None:
        """There are none: no socket, no signal."""

    def _write_to_self(self) -> None:
        """Nobody sleeps who had to be woken."""


def _name(call: partial[Any]) -> str:
    """The function in the middle of partials, and of the contexts that ``asyncio.to_thread`` wraps it in."""
    function: Any = call
    while isinstance(function, partial):
        inner = function.func
        function = function.args[0] if getattr(inner, "__name__", "") == "run" and function.args else inner
    return str(getattr(function, "__qualname__", type(function).__name__))
