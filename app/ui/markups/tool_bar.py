"""The row of tools over a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui.markups.markup_actions import BAR
from app.ui.theme import icon_size, unit

if TYPE_CHECKING:
    from app.ui.actions import Actions


class ToolBar(QWidget):
    """A button for every tool."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markup.tools")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for command in BAR:
            if command is None:
                row.addSpacing(unit(self))
                continue
            button = QToolButton(self)
            button.setDefaultAction(actions[command])
            button.setObjectName(f"button.{command.value}")
            button.setAutoRaise(True)
            button.setIconSize(QSize(icon_size(self), icon_size(self)))
            row.addWidget(button)
        row.addStretch(1)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Markup tools"))
