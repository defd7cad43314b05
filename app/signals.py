"""Ctrl+C and SIGTERM close the window as its own button does: runs are wound up, nothing is left behind.

Python runs its signal handlers between bytecodes, and there are none while Qt waits for events. So the signal also
writes into a socket that Qt listens to, and the answer to that is a little Python.
"""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from PySide6.QtWidgets import QWidget

_ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def close_on_signals() -> Iterator[Callable[[QWidget], None]]:
    """Gives the function to call with the window once it is shown. Main thread only; the former handlers come back
    at the end."""
    woken, waker = socket.socketpair()
    woken.setblocking(False)
    waker.setblocking(False)
    former = {number: signal.getsignal(number) for number in _ENDING}
    former_waker = signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)

    def watch(window: QWidget) -> None:
        notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, window)
        notifier.activated.connect(lambda: woken.recv(64))

        def close(_number: int, _frame: FrameType | None) -> None:
            window.close()

        for number in _ENDING:
            signal.signal(number, close)

    try:
        yield watch
    finally:
        signal.set_wakeup_fd(former_waker)
        for number, handler in former.items():
            signal.signal(number, handler)
        woken.close()
        waker.close()
