"""What mouse, wheel and keys do to a sheet: dragging, panning, zooming around the pointer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from app.ui.viewer.geometry import Point

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

    from app.ui.viewer.view import SheetCanvas

_NOTCH = 120  # Qt's units of one wheel click
_ZOOM_PER_NOTCH = 2.0 ** (1 / 3)
#: Logical pixels: one wheel click pans, and one arrow key press (ten times less with Shift).
_PAN_PER_NOTCH = 96
_PAN_PER_KEY = 80


class Hands:
    """Translates events of the canvas into its moves; every method says whether it used the event.

    ``wheel_zooms``: the wheel alone zooms and Ctrl+wheel pans, for those who are used to it.
    """

    def __init__(self, canvas: SheetCanvas) -> None:
        self._canvas = canvas
        self._last: QPointF | None = None
        self._space = False
        self.wheel_zooms = False

    def press(self, event: QMouseEvent) -> bool:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return False
        self._last = event.position()
        self._show_cursor()
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._last is None:
            return False
        moved = event.position() - self._last
        self._last = event.position()
        self._canvas.pan(-moved.x(), -moved.y())
        return True

    def release(self, _event: QMouseEvent) -> bool:
        if self._last is None:
            return False
        self._last = None
        self._show_cursor()
        return True

    def wheel(self, event: QWheelEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if control != self.wheel_zooms:
            turned = angle.y() or angle.x()
            self._canvas.zoom_by(math.pow(_ZOOM_PER_NOTCH, turned / _NOTCH), event.position())
            return True
        dx, dy = _distance(pixels, angle)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and dx == 0:
            dx, dy = dy, 0.0
        self._canvas.pan(-dx, -dy)
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_cursor()
            return True
        step = _PAN_PER_KEY / (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        moves = {
            Qt.Key.Key_Left: (-step, 0.0),
            Qt.Key.Key_Right: (step, 0.0),
            Qt.Key.Key_Up: (0.0, -step),
            Qt.Key.Key_Down: (0.0, step),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return False
        self._canvas.pan(*move)
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            return False
        self._space = False
        self._show_cursor()
        return True

    def let_go(self) -> None:
        """The canvas lost the focus or its sheet: nothing is held any more."""
        self._last = None
        self._space = False
        self._show_cursor()

    def pointer(self) -> Point:
        """Where sharpness should start: under the pointer, in the middle when it is elsewhere. Device pixels."""
        viewport = self._canvas.viewport()
        ratio = viewport.devicePixelRatioF()
        at = viewport.mapFromGlobal(self._canvas.cursor().pos())
        if not viewport.rect().contains(at):
            at = viewport.rect().center()
        return Point(at.x() * ratio, at.y() * ratio)

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._last is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        self._canvas.viewport().setCursor(shape)


def _distance(pixels: QPoint, angle: QPoint) -> tuple[float, float]:
    if not pixels.isNull():
        return float(pixels.x()), float(pixels.y())
    return angle.x() / _NOTCH * _PAN_PER_NOTCH, angle.y() / _NOTCH * _PAN_PER_NOTCH
