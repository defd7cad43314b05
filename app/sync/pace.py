"""The bandwidth cap: how long to wait after bytes came, so that no more come than are allowed."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Unused time is not saved up beyond this (seconds): a pause must not be followed by a flood.
_BURST = 0.1
_LEAST_READ = 4096


def usable_rate(value: object) -> int | None:
    """A bandwidth cap as it was stored; None, no limit, for what makes no sense."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


class Pace:
    """One for all connections together; safe to use from any thread. Unlimited until told otherwise."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._rate: int | None = None
        #: When everything taken so far will have been paid for.
        self._paid_at = 0.0

    def limit(self, rate: int | None) -> None:
        """Allow ``rate`` bytes a second from now on; None: as many as come."""
        with self._lock:
            self._rate = rate
            self._paid_at = self._monotonic()

    @property
    def most(self) -> int | None:
        """The most that may be read at once; None where nothing is limited."""
        return None if self._rate is None else max(_LEAST_READ, int(self._rate * _BURST))

    def take(self, count: int) -> float:
        """``count`` bytes came: seconds to wait before asking for more."""
        if self._rate is None:
            return 0.0
        with self._lock:
            if self._rate is None:
                return 0.0
            now = self._monotonic()
            self._paid_at = max(self._paid_at, now - _BURST) + count / self._rate
            return max(0.0, self._paid_at - now)
