"""Long reading and writing in a thread, that ends when nobody waits for it any more."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def in_thread(function: Callable[[Callable[[], bool]], T]) -> T:
    """Call ``function`` in a thread and hand it the question whether to stop: yes once the wait is cancelled."""
    stop = threading.Event()
    try:
        return await asyncio.to_thread(function, stop.is_set)
    finally:
        stop.set()
