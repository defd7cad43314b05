"""When Procore last confirmed what is shown: quiet while fresh, amber after a day (SPEC §6, Freshness)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent

from app.ui.controls import PlainLabel
from app.ui.theme import Tone, tokens

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.status_text import Freshness


class FreshnessLabel(PlainLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.aged = False
        self.hide()

    def say(self, freshness: Freshness | None) -> None:
        self.aged = freshness is not None and freshness.aged
        self.setText(freshness.text if freshness is not None else "")
        self.setVisible(freshness is not None)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._restyle()
        super().changeEvent(event)

    def _restyle(self) -> None:
        color = tokens().color(Tone.WARNING if self.aged else Tone.MUTED).name()
        style = f"QLabel {{ color: {color}; font-weight: {600 if self.aged else 400}; }}"
        if style != self.styleSheet():  # setting one changes the palette again
            self.setStyleSheet(style)
