"""One window for each data directory: a second one raises the first and ends (ARCHITECTURE §2).

The window that holds the engine listens on a local socket named by its data directory, which only the same user of the
operating system may open. What is said over it is one line: to come forward, or to show where a link leads.
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
_RAISE, _OPEN = "raise", "open "
#: Bytes of a line, and characters of a link in it. A link that is cut there is refused for its length afterwards.
_LONGEST, _LONGEST_LINK = 16_384, 4_000


def socket_name(home: Path) -> str:
    """The name of the socket of ``home``: short, as the operating systems want it, and the same for every spelling."""
    return "planrack-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]


def raise_first_window(home: Path, link: str = "") -> bool:
    """Ask the window that shows ``home`` to come forward, and to follow ``link``. False where there is none."""
    socket = QLocalSocket()
    socket.connectToServer(socket_name(home))
    if not socket.waitForConnected(_WITHIN_MS):
        return False
    line = f"{_OPEN}{' '.join(link.split())[:_LONGEST_LINK]}" if link else _RAISE
    socket.write(f"{line}\n".encode())
    socket.waitForBytesWritten(_WITHIN_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for later windows. Make it only while holding the engine of ``home``; ``close`` it before letting go."""

    called = Signal()  # to come forward
    link_called = Signal(str)  # and to follow this link

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
            caller.setReadBufferSize(_LONGEST)
            caller.readyRead.connect(self._listen)
            caller.disconnected.connect(caller.deleteLater)
            self._hear(caller)  # what was said may be there before the connection is taken up

    @Slot()
    def _listen(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        if not caller.canReadLine():
            return
        line = bytes(caller.readLine(_LONGEST).data()).decode(errors="replace").strip()
        caller.disconnectFromServer()
        if line.startswith(_OPEN):
            self.link_called.emit(line.removeprefix(_OPEN))
        else:
            self.called.emit()


def bring_forward(window: QWidget) -> None:
    """Show ``window`` over the others, also from the task bar."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
