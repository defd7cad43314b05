"""One gate in front of Procore's API: asks never exceed a window, and an overload is waited out once for everybody.

Procore limits two windows at once, 10 seconds and 60 minutes, and every answer tells limit, remaining and reset of
the one nearer to exhaustion (contract §5). The numbers may change at any time: they are read, never configured.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from itertools import count
from random import random as system_random
from time import monotonic as system_monotonic
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.procore.server_time import seconds_to_wait, seconds_until_reset

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

_SHORT_WINDOW = 15.0  # a reset farther away than this belongs to the hourly window
_FIRST_PAUSE = 5.0  # where a throttling answer names no time
_LONGEST_PAUSE = 300.0


class Priority(IntEnum):
    """Who goes first when the gate opens."""

    USER = 0  # somebody waits in front of a dialog
    LISTING = 1
    DETAIL = 2


#: What is left alone of a window, for those who go before: a share of its limit, and never more than so many requests.
#: Without it a long listing uses up a window just before somebody opens the project picker.
_KEPT_BACK = {Priority.USER: (0.0, 0), Priority.LISTING: (0.1, 5), Priority.DETAIL: (0.2, 10)}


@dataclass
class _Window:
    limit: int
    remaining: int
    reset: float  # monotonic seconds


@dataclass(order=True)
class _Waiter:
    rank: tuple[int, int]
    turn: asyncio.Event = field(compare=False, default_factory=asyncio.Event)


class Pacer:
    """State of the gate for one API host. All calls from one event loop.

    ``clock`` is wall time (only for what is shown to people and for servers without a ``Date``), ``monotonic`` is what
    waits are counted in, so a wall clock that jumps neither opens nor closes the gate.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = system_monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        random: Callable[[], float] = system_random,
    ) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._sleep = sleep
        self._random = random
        self._windows: dict[bool, _Window] = {}  # by "is the hourly one"
        self._closed_until = 0.0
        self._overloads = 0
        self._under_way = 0
        self._line: list[_Waiter] = []
        self._numbers = count()

    async def admit(self, priority: Priority = Priority.LISTING, *, patience: float | None = None) -> None:
        """Return when one more request may be sent; then ``done`` must be called once, however it ends.

        Raises Failure(THROTTLED) with ``retry_at`` at once where the wait would exceed ``patience`` seconds.
        Cancelling gives the place in the line up.
        """
        me = _Waiter((priority, next(self._numbers)))
        insort(self._line, me)
        try:
            while True:
                delay = self._delay(priority)
                if patience is not None and delay > patience:
                    raise self._throttled(delay)
                if self._line[0] is not me:
                    me.turn.clear()
                    await me.turn.wait()
                elif delay > 0:
                    await self._sleep(delay)
                else:
                    break
            self._take()
        finally:
            self._line.remove(me)
            if self._line:
                self._line[0].turn.set()

    def done(self, headers: Mapping[str, str] | None) -> None:
        """A request admitted before ended; ``headers`` of its answer, or None where none came."""
        self._under_way -= 1
        if headers is None:
            return
        limit, remaining = headers.get("X-Rate-Limit-Limit", ""), headers.get("X-Rate-Limit-Remaining", "")
        seconds = seconds_until_reset(headers, self._clock())
        if seconds is None or not limit.strip().isdecimal() or not remaining.strip().isdecimal():
            return
        self._observe(int(limit), int(remaining), seconds)

    def calm(self) -> None:
        """An answer came that was no complaint: the next overload starts from the shortest pause again."""
        self._overloads = 0

    def overloaded(self, headers: Mapping[str, str]) -> None:
        """An answer 429 or 503 came: close the gate for everybody until the time it names, plus up to 1 s.

        Several requests under way meet the same closed window; the pause grows only when a later one does.
        """
        now = self._monotonic()
        seconds = seconds_to_wait(headers, self._clock())
        if seconds is None:
            if now < self._closed_until:
                return
            seconds = min(_FIRST_PAUSE * 2**self._overloads, _LONGEST_PAUSE)
        if now >= self._closed_until:
            self._overloads += 1
        self._closed_until = max(self._closed_until, now + seconds + self._random())

    def _throttled(self, delay: float) -> Failure:
        at = self._clock() + timedelta(seconds=delay)
        return Failure(FailureCode.THROTTLED, technical=f"gate closed for {delay:.0f} s", retry_at=at)

    def opens_at(self, priority: Priority = Priority.LISTING) -> datetime | None:
        """When a request of this priority may be sent, by the wall clock; None where it may be sent now."""
        delay = self._delay(priority)
        return self._clock() + timedelta(seconds=delay) if delay > 0 else None

    def _delay(self, priority: Priority) -> float:
        now = self._monotonic()
        for window in self._windows.values():
            if now >= window.reset:
                # A new window began; nothing is known of it but its size, until an answer tells.
                window.remaining, window.reset = window.limit, float("inf")
        waits = [self._closed_until - now]
        waits += [
            window.reset - now
            for window in self._windows.values()
            if window.remaining <= _kept_back(priority, window.limit) and window.reset != float("inf")
        ]
        return max(0.0, *waits)

    def _take(self) -> None:
        self._under_way += 1
        for window in self._windows.values():
            window.remaining -= 1

    def _observe(self, limit: int, remaining: int, seconds: float) -> None:
        now = self._monotonic()
        hourly = self._is_hourly(limit, seconds)
        window = self._windows.get(hourly)
        reset = now + seconds + 0.05
        same = window is not None and window.limit == limit and abs(window.reset - reset) < 2.5
        if window is not None and same:
            # Answers overtake each other: within a window what is left only shrinks. Times are whole seconds, so
            # the latest reset seen is the one that is certainly not too early.
            window.remaining, window.reset = min(window.remaining, remaining), max(window.reset, reset)
        else:
            # Requests under way may not be counted in ``remaining`` yet.
            self._windows[hourly] = _Window(limit, remaining - self._under_way, reset)

    def _is_hourly(self, limit: int, seconds: float) -> bool:
        """Told apart by the distance of the reset; near the hour's end by the size already known."""
        if seconds > _SHORT_WINDOW:
            return True
        hour, short = self._windows.get(True), self._windows.get(False)
        return hour is not None and hour.limit == limit and (short is None or short.limit != limit)


def _kept_back(priority: Priority, limit: int) -> int:
    share, most = _KEPT_BACK[priority]
    return min(int(limit * share), most)
