"""Procore's two request windows, 10 seconds and 60 minutes, in the server's own time (contract §5)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from app.sandbox.entities import Rules

SPIKE_SECONDS = 10
HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the request may go on, and the window nearest to exhaustion as its headers tell it."""

    allowed: bool
    limit: int
    remaining: int
    reset: int  # Unix seconds
    wait: int  # seconds until then

    def headers(self, retry_after: bool) -> dict[str, str]:
        headers = {
            "X-Rate-Limit-Limit": str(self.limit),
            "X-Rate-Limit-Remaining": str(self.remaining),
            "X-Rate-Limit-Reset": str(self.reset),
        }
        if not self.allowed and retry_after:
            headers["Retry-After"] = str(self.wait)
        return headers


@dataclass(slots=True)
class _Window:
    seconds: int
    start: float = 0.0
    used: int = 0

    def roll(self, now: float) -> None:
        # Also when the clock was set back: a window never lies in the future.
        if not self.start <= now < self.start + self.seconds:
            self.start, self.used = now, 0


class RateLimiter:
    """One bucket for the whole application, the strictest reading of an unclear rule (contract §5)."""

    def __init__(self) -> None:
        self._spike = _Window(SPIKE_SECONDS)
        self._hour = _Window(HOUR_SECONDS)

    def take(self, now: datetime, rules: Rules) -> Verdict:
        """Count one request, unless a window is used up."""
        moment = now.timestamp()
        windows = ((self._spike, rules.spike_limit), (self._hour, rules.hourly_limit))
        for window, _ in windows:
            window.roll(moment)
        allowed = all(window.used < limit for window, limit in windows)
        if allowed:
            for window, _ in windows:
                window.used += 1
        window, limit = min(windows, key=lambda pair: pair[1] - pair[0].used)
        reset = math.ceil(window.start + window.seconds)
        return Verdict(allowed, limit, max(0, limit - window.used), reset, max(1, math.ceil(reset - moment)))
