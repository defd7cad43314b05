"""A clock that only moves when somebody sleeps."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

START = datetime(2026, 10, 1, 12, 0, 0, tzinfo=UTC)


class PacedTime:
    """``server_ahead``: how far Procore's clock is ahead of ours. ``set_back``: seconds by which somebody set the wall
    clock back."""

    def __init__(self, *, server_ahead: float = 0.0) -> None:
        self.passed = 0.0
        self.set_back = 0.0
        self.sleeps: list[float] = []
        self._server_ahead = server_ahead

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed - self.set_back)

    def monotonic(self) -> float:
        return 1000.0 + self.passed

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)

    def server_now(self) -> datetime:
        return self.now() + timedelta(seconds=self._server_ahead)

    def rate_headers(self, limit: int, remaining: int, reset_in: float) -> dict[str, str]:
        return {
            "Date": format_datetime(self.server_now(), usegmt=True),
            "X-Rate-Limit-Limit": str(limit),
            "X-Rate-Limit-Remaining": str(remaining),
            "X-Rate-Limit-Reset": str(int((self.server_now() + timedelta(seconds=reset_in)).timestamp())),
        }
