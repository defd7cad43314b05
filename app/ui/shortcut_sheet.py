"""The sheet of shortcuts that ? opens: every action of the registry that has keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.ui.actions import plain_text
from app.ui.controls import Heading, PlainLabel, Restyled, ring_on_focus, without_icons
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.ui.actions import Actions
    from app.ui.theme import Tokens


class ShortcutSheet(QDialog):
    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcut_sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        gap = unit(self)
        title = Heading(self, factor=1.25)
        title.setText(self.tr("Keyboard shortcuts"))
        inner = QWidget(self)
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(gap * 3)
        grid.setVerticalSpacing(gap)
        for row, (text, keys) in enumerate(self._lines(actions)):
            grid.addWidget(PlainLabel(inner, text), row, 0)
            grid.addWidget(_Keys(keys, inner), row, 1)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        ring_on_focus(scroll)
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.addWidget(title)
        column.addWidget(scroll)
        column.addWidget(buttons)
        without_icons(self)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 62, unit(self) * 96).boundedTo(self.screen().availableGeometry().size() * 0.9)

    def _lines(self, actions: Actions) -> list[tuple[str, str]]:
        native = QKeySequence.SequenceFormat.NativeText
        lines = [
            (plain_text(action), " · ".join(keys.toString(native) for keys in action.shortcuts()))
            for action in actions.all()
            if action.shortcuts()
        ]
        lines.append((self.tr("Menu of the selected line"), QKeySequence("Shift+F10").toString(native)))
        lines.append((self.tr("Open the selected line"), QKeySequence("Enter").toString(native)))
        return lines


class _Keys(Restyled, QLabel):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        return (
            f"QLabel {{ background: {scheme.sunken}; border: 1px solid {scheme.border}; border-radius: 3px;"
            f" padding: 2px {unit(self)}px; }}"
        )
