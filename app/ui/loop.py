"""Qt's event loop as asyncio's, behind one module so that the way it is done can change in one place (qasync).

Rules that come with it: no ``.exec()`` inside a coroutine, the program ends when its main coroutine returns and not
when the last window closes, and everything is shut down by that coroutine: ``aboutToQuit`` fires several times.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import qasync

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from contextvars import Context

    from PySide6.QtWidgets import QApplication, QDialog

T = TypeVar("T")


def run(application: QApplication, main: Callable[[], Coroutine[object, object, T]]) -> T:
    """Run ``main()`` to its end with Qt's events in between and return its result."""
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: new_loop(application)) as runner:
        return runner.run(main())


class _Loop(qasync.QEventLoop):  # type: ignore[misc]
    """Qt hands out what is ready whenever it processes events, also once the loop was told to stop: qasync does so
    itself before it returns. A task that goes on then must find its loop as at any other time."""

    def call_later(
        self, delay: float, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        handle: asyncio.Handle = super().call_later(delay, self._call, callback, args, context=context)
        return handle

    def _call(self, callback: Callable[..., object], args: tuple[object, ...]) -> None:
        if asyncio._get_running_loop() is not None:
            callback(*args)
            return
        asyncio._set_running_loop(self)
        try:
            callback(*args)
        finally:
            asyncio._set_running_loop(None)


def new_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """An asyncio loop that is driven by ``application``."""
    loop: asyncio.AbstractEventLoop = _Loop(application)
    return loop


async def finished(dialog: QDialog) -> int:
    """Open ``dialog`` window-modally and await its result, without a nested event loop; 0 if it is destroyed first."""
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def arrived(result: int) -> None:
        if not future.done():
            future.set_result(result)

    dialog.finished.connect(arrived)
    dialog.destroyed.connect(lambda: arrived(0))
    dialog.open()
    return await future
