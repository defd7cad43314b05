"""The tools over a sheet, and how what they draw looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.ui.markups.markup_actions import BAR
from app.ui.markups.property_bar import PropertyBar, swatch
from app.ui.theme import icon_size, unit
from app.ui.tool_row import ToolRow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.ui.actions import Actions

#: Units: where a window is narrower, it is small altogether, and the sheet needs the row of looks for itself.
_WIDE = 140


class ToolBar(QWidget):
    """A button for every tool, and under them the looks; in a small window behind a button at the end."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markup.tools")
        self.properties = PropertyBar(self)
        self.tools = ToolRow(self)
        for command in BAR:
            self.tools.add_gap() if command is None else self.tools.add(actions[command], f"button.{command.value}")
        self.looks = QToolButton(self)
        self.looks.setObjectName("markup.looks")
        self.looks.setAutoRaise(True)
        self.looks.setCheckable(True)
        self.looks.setIconSize(QSize(icon_size(self), icon_size(self)))
        self.looks.clicked.connect(self._open_looks)
        self.looks.hide()
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setFrameShape(QFrame.Shape.StyledPanel)
        QHBoxLayout(self._popup)
        self.properties.colour_shown.connect(lambda colour: self.looks.setIcon(swatch(colour, icon_size(self))))
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(self.tools, 1)
        row.addWidget(self.looks)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(unit(self))
        self._column.addLayout(row)
        self._column.addWidget(self.properties)
        self._retranslate()

    def minimumSizeHint(self) -> QSize:
        """The looks never hold a window wide: they go behind their button."""
        hint = super().minimumSizeHint()
        return QSize(self.tools.minimumSizeHint().width() + self.looks.sizeHint().width() + unit(self), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        small = self.width() < unit(self) * _WIDE
        if small is self.looks.isHidden():
            self._put_looks(behind_button=small)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _put_looks(self, *, behind_button: bool) -> None:
        inside = self._popup.layout()
        assert inside is not None
        (inside if behind_button else self._column).addWidget(self.properties)
        self.properties.show()
        self.looks.setVisible(behind_button)
        self._popup.hide()

    @Slot()
    def _open_looks(self) -> None:
        self.looks.setChecked(False)
        self._popup.adjustSize()
        corner = self.looks.mapToGlobal(QPoint(self.looks.width() - self._popup.width(), self.looks.height()))
        self._popup.move(corner)
        self._popup.show()
        self._popup.focusNextChild()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Markup tools"))
        self.looks.setToolTip(self.tr("Colour, width and filling"))
        self.looks.setAccessibleName(self.tr("Colour, width and filling"))
        self._popup.setAccessibleName(self.tr("Colour, width and filling"))
