"""Tab and Shift+Tab pressed on a screen until the focus is where it began."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTextBrowser,
    QWidget,
)

from app.ui.viewer.view import SheetCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

_Tab = Qt.Key.Key_Tab
#: What has places of its own for Tab: links of a text, the parts of a date, the marks on a sheet. So many at most.
_WITHIN = (QTextBrowser, QDateTimeEdit, SheetCanvas)
_MOST_WITHIN = 300
#: Kinds of controls whose ring was compared in this process: the style draws it, not the screen.
_ringed: set[str] = set()
#: Logical pixels: what begins so near to the same height is on one line.
_LINE = 14


def stuck(shown: QWidget) -> list[str]:
    """What Tab does not reach, reaches in a strange order, or does not leave; what takes the focus and does not show
    it. The focus is put back. The window must be the active one."""
    window, before = shown.window(), QApplication.focusWidget()
    stops = [one for one in window.findChildren(QWidget) if _is_stop(one, window)]
    if not stops:
        return []
    found: list[str] = []
    hidden: list[str] = []
    forth, comes_back = _pressed(stops[0], Qt.KeyboardModifier.NoModifier, len(stops), hidden)
    if not comes_back:
        return [f"Tab does not come back to where it began; it ends with {', '.join(map(_named, forth[-3:]))}"]
    back, comes_back = _pressed(stops[0], Qt.KeyboardModifier.ShiftModifier, len(stops), hidden)
    if not comes_back:
        found.append(f"Shift+Tab does not come back; it ends with {', '.join(map(_named, back[-3:]))}")
    elif {id(one) for one in forth} != {id(one) for one in back}:
        odd = {_named(one) for one in forth} ^ {_named(one) for one in back}
        found.append(f"Shift+Tab goes another way than Tab: {sorted(odd)}")
    reached = {id(one) for one in forth}
    found += [
        f"{_named(one)} is not reached by Tab"
        for one in stops
        if one.isEnabled() and id(one) not in reached | _led(forth)
    ]
    found += list(_backwards(forth))
    found += hidden
    if before is not None:
        before.setFocus()
    return found


def stays_on_escape(shown: QWidget) -> list[str]:
    """A dialog that Esc does not close, if need be after it has put down what is in hand."""
    if not isinstance(shown, QDialog):
        return []
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    if shown.isVisible():
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    return ["Esc does not close it"] if shown.isVisible() else []


def _is_stop(one: QWidget, window: QWidget) -> bool:
    if not (one.isVisible() and one.isEnabled() and one.window() is window) or one.focusProxy() is not None:
        return False
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(one, QLabel)


def _pressed(first: QWidget, way: Qt.KeyboardModifier, stops: int, hidden: list[str]) -> tuple[list[QWidget], bool]:
    """Where the focus was, from ``first`` on, and whether it came back. ``hidden`` gets what looks with the focus as it
    does without."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, _Tab, way)  # rings are drawn from the first key on; where it leads is as good a beginning
    at = QApplication.focusWidget()
    visited: list[QWidget] = []
    within = 0
    while at is not None and not any(one is at for one in visited):
        visited.append(at)
        kind, before = type(at).__name__, at
        looked = None if kind in _ringed else _looks(at)
        QTest.keyClick(at, _Tab, way)
        while isinstance(before, _WITHIN) and QApplication.focusWidget() is before and within < _MOST_WITHIN:
            within += 1
            QTest.keyClick(before, _Tab, way)
        at = QApplication.focusWidget()
        if looked is not None and at is not before:
            _ringed.add(kind)
            if looked == _looks(before):
                hidden.append(f"{_named(before)} does not show that it has the focus")
    # Of buttons that go together only the chosen one is come back to.
    round_from = next((place for place, one in enumerate(visited) if one is at), 0)
    return visited[round_from:], at is not None and (at is not visited[-1] or stops == 1)


def _looks(one: QWidget) -> QImage:
    return one.grab().toImage()


def _led(visited: list[QWidget]) -> set[int]:
    """What arrow keys reach from a button of the same group."""
    groups = {id(one.group()): one.group() for one in visited if isinstance(one, QAbstractButton) and one.group()}
    alike = [one for group in groups.values() if group.exclusive() for one in group.buttons()]
    alike += [
        other
        for one in visited
        if isinstance(one, QAbstractButton) and one.autoExclusive() and one.parentWidget() is not None
        for other in one.parentWidget().findChildren(QAbstractButton)
    ]
    return {id(one) for one in alike}


def _backwards(visited: list[QWidget]) -> Iterator[str]:
    """Neighbours within one part of the screen go down and, on a line, to the right."""
    for one, other in pairwise(visited):
        if one.parentWidget() is not other.parentWidget() or isinstance(one.parentWidget(), QDialogButtonBox):
            continue  # the desktop says how the buttons of a dialog stand
        a, b = one.mapToGlobal(QPoint(0, 0)), other.mapToGlobal(QPoint(0, 0))
        middle_a, middle_b = a.y() + one.height() // 2, b.y() + other.height() // 2
        same_line = abs(middle_a - middle_b) <= _LINE
        if (same_line and b.x() < a.x()) or (not same_line and b.y() < a.y() and b.x() <= a.x() + one.width()):
            yield f"Tab goes back from {_named(one)} to {_named(other)}"


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"
