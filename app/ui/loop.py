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

    from PySide6.QtWidgets import QApplication, QDialog

T = TypeVar("T")


def run(application: QApplication, main: Callable[[], Coroutine[object, object, T]]) -> T:
    """Run ``main()`` to its end with Qt's events in between and return its result."""
    application.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: new_loop(application)) as runner:
        return runner.run(main())


def new_loop(application: QApplication) -> asyncio.AbstractEventLoop:
    """An asyncio loop that is driven by ``application``."""
    loop: asyncio.AbstractEventLoop = qasync.QEventLoop(application)
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
