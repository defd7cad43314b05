"""A further window with sheets, for a second screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.sheet_tabs import SheetTabs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from app.ui.sheet_tabs import SheetPage

_SIZE = QSize(1200, 800)


class SheetWindow(QWidget):
    """Closes with its last tab, and lets go of its sheets when it is closed."""

    closed = Signal()

    def __init__(self, make_sheet: Callable[[QWidget], SheetPage], geometry: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("sheet_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tabs = SheetTabs(make_sheet, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.tabs.place_changed.connect(self._follow)
        QShortcut(QKeySequence("Ctrl+F"), self, self.tabs.focus_search)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.tabs.copy_link)
        if not geometry or not self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii"))):
            self.resize(_SIZE)
        self._follow()

    def stored_geometry(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.tabs.place_changed.disconnect(self._follow)
        self.tabs.close_all()
        self.closed.emit()
        super().closeEvent(event)

    @Slot()
    def _follow(self) -> None:
        if not self.tabs.count() and self.isVisible():
            self.close()
            return
        name = self.tabs.title_in_front
        self.setWindowTitle(f"{name} – Planrack" if name else "Planrack")
