"""A row of tool buttons that never squeezes what stands beside it: what has no room is in a menu at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.ui.controls import FlatButton
from app.ui.panes import in_order
from app.ui.theme import unit

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QResizeEvent

#: What is seen at least: so many buttons.
_LEAST = 4


class ToolRow(QWidget):
    """Filled from the left, in the order of need: the last ones go into the menu first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QToolButton] = []  # those that may go into the menu
        self._fixed: list[QWidget] = []
        self._gaps = 0
        self._last: QWidget | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.more = FlatButton(self, "more")
        self.more.setObjectName("tools.more")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu)
        self.more.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # … says it already
        self.more.hide()
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._retranslate()

    def add(self, action: QAction, name: str) -> None:
        button = FlatButton(self)
        button.setDefaultAction(action)
        button.setObjectName(name)
        self._buttons.append(button)
        self._insert(button)

    def add_fixed(self, widget: QWidget) -> None:
        """What always stays in the row."""
        self._fixed.append(widget)
        self._insert(widget)

    def add_gap(self) -> None:
        self._gaps += 1
        self._row.insertSpacing(self._row.indexOf(self.more), unit(self))

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        side = self.more.sizeHint()
        fixed = self._needed() - sum(one.sizeHint().width() for one in self._buttons)
        return QSize(min(self._needed(), fixed + (_LEAST + 1) * side.width()), side.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something in it became wider, or is not needed now
            self.updateGeometry()
            self._fit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _insert(self, widget: QWidget) -> None:
        in_order(self._last or widget, widget, self.more)
        self._last = widget
        self._row.insertWidget(self._row.indexOf(self.more), widget)

    def _needed(self) -> int:
        """The width with everything in the row."""
        shown = [*self._buttons, *(one for one in self._fixed if not one.isHidden())]
        widths = [one.sizeHint().expandedTo(one.minimumSize()).width() for one in shown]
        return sum(widths) + self._gaps * unit(self)

    def _fit(self) -> None:
        over = self._needed() - self.width()
        put_away: list[QToolButton] = []
        if over > 0:
            over += self.more.sizeHint().width()
            for button in reversed(self._buttons):
                if over <= 0:
                    break
                put_away.insert(0, button)
                over -= button.sizeHint().width()
        for button in self._buttons:
            if button.isHidden() is not (button in put_away):
                button.setVisible(button not in put_away)
        if [one.defaultAction() for one in put_away] != self._menu.actions():
            self._menu.clear()
            self._menu.addActions([one.defaultAction() for one in put_away])
            self.more.setVisible(bool(put_away))

    def _retranslate(self) -> None:
        self.more.setToolTip(self.tr("More tools"))
        self.more.setAccessibleName(self.tr("More tools"))
