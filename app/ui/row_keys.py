"""The keys that every list of rows answers to: the two that open a row, and the two that ask for its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


def opens_row(event: QKeyEvent) -> bool:
    """Enter, of either key pad."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def asks_for_menu(event: QKeyEvent) -> bool:
    """The Menu key, or Shift+F10 where a keyboard has none."""
    shift_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or shift_f10
