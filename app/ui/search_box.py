"""The search box of the toolbar: looks like a field, and opens « Go to anything » (Ctrl+K)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.controls import Restyled
from app.ui.icons import icon
from app.ui.theme import Tokens, icon_size, unit


class SearchBox(Restyled, QPushButton):
    """A button, because the palette under it is where one types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("search"), "", parent)
        self.setObjectName("search_box")
        self.setIconSize(QSize(icon_size(self), icon_size(self)))
        self._retranslate()
        self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 44, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(unit(self) * 20, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setText(self.tr("Projects, sheets, actions…  (Ctrl+K)"))
        self.setToolTip(self.tr("Find a project, a sheet by number or title, an action or a setting"))
        self.setAccessibleName(self.tr("Go to anything"))

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QPushButton {{ background: {scheme.surface}; color: {scheme.muted}; text-align: left;"
            f" border: 1px solid {scheme.border_strong}; border-radius: 4px; padding: {gap // 2}px {gap}px; }}"
            f"QPushButton:hover {{ color: {scheme.text}; }}"
            f"QPushButton:focus {{ border: 2px solid {scheme.accent}; padding: {gap // 2 - 1}px {gap - 1}px; }}"
        )
