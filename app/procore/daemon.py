"""Calls that may never return (a locked keyring's prompt, a browser command), kept away from the loop and from exit."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def start(call: Callable[[], T], *, name: str) -> asyncio.Future[T]:
    """Run ``call`` in a daemon thread of its own; the future gets its result or exception.

    Not the loop's executor: a thread that hangs there would keep the program from ending. Giving the future up
    leaves the thread to finish unseen.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = call()
        except Exception as raised:  # noqa: BLE001 - handed over to whoever awaits the future
            error = raised
        try:
            loop.call_soon_threadsafe(settle, result, error)
        except RuntimeError:
            return  # the loop closed meanwhile: nobody waits any more

    threading.Thread(target=run, name=name, daemon=True).start()
    return future
