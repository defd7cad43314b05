"""The panels beside a sheet: at most one is open, the others are one key or click away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.controls import FlatButton, Heading
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Callable


class Panel(Protocol):
    """What may lie beside a sheet; it is also a QWidget."""

    def take_focus(self) -> None:
        """It was opened by somebody: put the keyboard where work begins."""


class SidePanels(QSplitter):
    """The sheet, and to its right the open panel under its name."""

    opened = Signal(str)  # key of the panel, empty when none is open any more

    def __init__(self, sheet: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._titles: dict[str, Callable[[], str]] = {}
        self._panels: dict[str, Panel] = {}
        self._open = ""
        self._heading = Heading(self)
        self._close = FlatButton(self, "close")
        self._close.clicked.connect(self.close_panel)
        self._stack = QStackedWidget(self)
        self._frame = QFrame(self)
        top = QHBoxLayout()
        top.addWidget(self._heading, 1)
        top.addWidget(self._close)
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(unit(self), 0, 0, 0)
        column.setSpacing(unit(self))
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self.addWidget(sheet)
        self.addWidget(self._frame)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self._frame.hide()
        self._sheet = sheet
        self._retranslate()

    @property
    def open_key(self) -> str:
        """Key of the panel that is open, or an empty text."""
        return self._open

    def add(self, key: str, title: Callable[[], str], panel: Panel) -> None:
        """``title`` gives the words in the language shown now."""
        assert isinstance(panel, QWidget)
        self._titles[key] = title
        self._panels[key] = panel
        self._stack.addWidget(panel)

    def open_panel(self, key: str) -> None:
        """Show a panel and give it the keyboard."""
        panel = self._panels[key]
        assert isinstance(panel, QWidget)
        changed, self._open = key != self._open, key
        self._stack.setCurrentWidget(panel)
        self._heading.setText(self._titles[key]())
        self._frame.show()
        panel.take_focus()
        if changed:
            self.opened.emit(key)

    def toggle(self, key: str) -> None:
        """Open a panel, or close it where it is open."""
        if self._open == key:
            self.close_panel()
        else:
            self.open_panel(key)

    def close_panel(self) -> None:
        """Give the room and the keyboard back to the sheet."""
        if not self._open:
            return
        self._open = ""
        self._frame.hide()
        self._sheet.setFocus()
        self.opened.emit("")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._close.setToolTip(self.tr("Close this panel"))
        self._close.setAccessibleName(self.tr("Close this panel"))
        if self._open:
            self._heading.setText(self._titles[self._open]())
