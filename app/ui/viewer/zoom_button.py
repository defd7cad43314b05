"""How large the sheet is shown, and a menu of other sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui import dates
from app.ui.viewer.sheet_actions import ZOOM_MENU

if TYPE_CHECKING:
    from app.ui.actions import Actions

_PERCENT = (25, 50, 100, 200, 400, 800, 1600, 3200, 6400)


class ZoomButton(QToolButton):
    """``chosen``: 1.0 is the printed size."""

    chosen = Signal(float)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom: float | None = None
        self.setObjectName("sheet.zoom")
        self.setAutoRaise(True)
        # Fusion puts the arrow into the lower corner, apart from the words.
        self.setStyleSheet("QToolButton::menu-indicator { subcontrol-position: center right; }")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("6 400 %") + 2 * self.fontMetrics().height())
        menu = QMenu(self)
        actions.fill(menu, ZOOM_MENU)
        self._sizes = [(percent, menu.addAction("")) for percent in _PERCENT]
        for percent, action in self._sizes:
            action.triggered.connect(lambda _checked=False, zoom=percent / 100: self.chosen.emit(zoom))
        self.setMenu(menu)
        self.show_zoom(None)

    @Slot(float)
    def show_zoom(self, zoom: float | None) -> None:
        """None while no sheet is shown."""
        self._zoom = zoom
        for percent, action in self._sizes:
            action.setText(self._words(percent))
        self.setEnabled(zoom is not None)
        if zoom is None:
            self.setText("")
            self.setAccessibleName(self.tr("Zoom"))
            self.setToolTip(self.tr("No sheet is shown."))
            return
        words = self._words(round(zoom * 100))
        self.setText(words)
        self.setAccessibleName(self.tr("Zoom {percent}").format(percent=words))
        self.setToolTip(self.tr("Other sizes"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_zoom(self._zoom)
        super().changeEvent(event)

    def _words(self, percent: int) -> str:
        return self.tr("{percent} %").format(percent=dates.number(percent))
