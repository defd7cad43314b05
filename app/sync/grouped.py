"""What waits right now is done in one go: one transaction, one trip to another thread, for all of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from app.domain.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

T = TypeVar("T")
R = TypeVar("R")


class Grouped(Generic[T, R]):
    """``work`` gets what was asked for since its last call, in the order of asking, and answers each in that order:
    a result, or the Failure of that one. What it raises, all of them meet.

    It is durable when the call returns. Whoever is cancelled while waiting: the work is done all the same.
    """

    def __init__(self, work: Callable[[list[T]], Awaitable[Sequence[R | Failure]]]) -> None:
        self._work = work
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, item: T) -> R:
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._working is None:
            self._working = asyncio.ensure_future(self._drain())
        return await answer

    async def _drain(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._do(group)
        finally:
            self._working = None

    async def _do(self, group: list[tuple[T, asyncio.Future[R]]]) -> None:
        results: Sequence[R | Failure]
        try:
            results = await self._work([item for item, _ in group])
        except BaseException as error:
            for _, answer in group:
                _fail(answer, error)
            if not isinstance(error, Exception):
                raise
            return
        for (_, answer), result in zip(group, results, strict=True):
            if isinstance(result, Failure):
                _fail(answer, result)
            elif not answer.done():
                answer.set_result(result)


def _fail(answer: asyncio.Future[R], error: BaseException) -> None:
    if answer.done():
        return
    if isinstance(error, asyncio.CancelledError):
        answer.cancel()
    else:
        answer.set_exception(error)
