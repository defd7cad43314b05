"""How the engine waits: at a closed gate, between two tries, for a silent file host."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.sync.connection import Limits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


@dataclass(frozen=True, slots=True)
class Waiting:
    """``sleep`` and ``monotonic`` belong together: the first moves the second on. ``random`` is from 0 to 1."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    monotonic: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random
    files: Limits = field(default_factory=Limits)
