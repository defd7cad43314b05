"""One window for each data directory: a second one raises the first and ends (ARCHITECTURE §2).

The window that holds the engine listens on a local socket named by its data directory, which only the same user of the
operating system may open. There is nothing to say over it: to be called is to be asked to come forward.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

_WITHIN_MS = 1000
_HELLO = b"raise\n"


def socket_name(home: Path) -> str:
    """The name of the socket of ``home``: short, as the operating systems want it, and the same for every spelling."""
    return "planrack-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]


def raise_first_window(home: Path) -> bool:
    """Ask the window that shows ``home`` to come forward. False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(home))
    if not socket.waitForConnected(_WITHIN_MS):
        return False
    socket.write(_HELLO)
    socket.waitForBytesWritten(_WITHIN_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for later windows. Make it only while holding the engine of ``home``; ``close`` it before letting go."""

    called = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Whoever holds the engine is the first: a socket that is still there belongs to a program that was killed.
        QLocalServer.removeServer(socket_name(home))
        self._server.listen(socket_name(home))

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.called.emit()


def bring_forward(window: QWidget) -> None:
    """Show ``window`` over the others, also from the task bar."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
