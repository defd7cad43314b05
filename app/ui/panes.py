"""How the keyboard goes through the window: with F6 from one part to the next, with Tab within a part."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def cycle(panes: Sequence[QWidget | None], step: int) -> None:
    """Move the focus from the pane that has it by ``step`` panes; panes without anything to focus are passed over."""
    usable = [pane for pane in panes if pane is not None and pane.isVisible() and _first(pane) is not None]
    if not usable:
        return
    focused = QApplication.focusWidget()
    here = next((place for place, pane in enumerate(usable) if focused and pane.isAncestorOf(focused)), None)
    place = (here + step) % len(usable) if here is not None else 0
    target = _first(usable[place])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def in_order(*widgets: QWidget) -> None:
    """Tab goes through these as they are read, whatever was made first."""
    for one, other in pairwise(widgets):
        if one is not other:
            QWidget.setTabOrder(one, other)


def _first(pane: QWidget) -> QWidget | None:
    for child in pane.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
            return child
    return None
