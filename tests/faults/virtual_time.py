"""Time that passes only where somebody waits for it: both clocks of an engine, and of the sandbox it talks to."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta

START = datetime(2026, 4, 6, 13, 0, tzinfo=UTC)


class VirtualTime:
    """Read from several threads. ``skew`` is what this machine's wall clock is wrong by; the sandbox's is right."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._passed = 0.0
        self._lock = threading.Lock()
        self.skew = timedelta()
        self.waits: list[float] = []

    def true_time(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def now(self) -> datetime:
        return self.true_time() + self.skew

    def monotonic(self) -> float:
        return self._passed

    def pass_by(self, **amount: float) -> None:
        """``pass_by(minutes=10)``: nobody waited, it just got later."""
        with self._lock:
            self._passed += timedelta(**amount).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.pass_by(seconds=seconds)
        await asyncio.sleep(0)
