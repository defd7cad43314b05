"""What mouse, wheel and keys do to a sheet: the tools on it are asked first, then it is dragged, panned, zoomed.

The middle button and a drag with Space pan whatever tool is in hand.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt

from app.ui.services import Wheel
from app.ui.viewer.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

    from app.ui.viewer.layers import Tool
    from app.ui.viewer.view import SheetCanvas

_NOTCH = 120  # Qt's units of one wheel click
_ZOOM_PER_NOTCH = 2.0 ** (1 / 3)
#: Logical pixels: one wheel click pans, and one arrow key press (ten times less with Shift).
_PAN_PER_NOTCH = 96
_PAN_PER_KEY = 80


class Hands:
    """Translates events of the canvas into its moves; every method says whether it used the event.

    ``habit`` is what the user chose; whoever has the choice puts it in.
    """

    def __init__(self, canvas: SheetCanvas) -> None:
        self._canvas = canvas
        self._last: QPointF | None = None
        self._space = False
        self._standing: list[Tool] = []
        self._in_hand: Tool | None = None
        self._dragging: Tool | None = None
        self.habit = Wheel()

    @property
    def tool(self) -> Tool | None:
        """The one that was taken up."""
        return self._in_hand

    def add(self, tool: Tool) -> None:
        """A tool that always lies on the sheet, asked after the one in hand."""
        self._standing.append(tool)
        self._canvas.viewport().setMouseTracking(True)

    def take_up(self, tool: Tool | None) -> None:
        """Take a tool in hand in place of the one before; None puts it down."""
        if tool is self._in_hand:
            return
        if self._in_hand is not None:
            self._in_hand.let_go()
        if self._dragging is self._in_hand:
            self._dragging = None
        self._in_hand = tool
        self._canvas.viewport().setMouseTracking(tool is not None or bool(self._standing))
        self._show_cursor()

    def press(self, event: QMouseEvent) -> bool:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not self._space:
            at = self._page_point(event)
            self._dragging = next((tool for tool in self._tools() if at is not None and tool.press(at, event)), None)
            if self._dragging is not None:
                self._show_cursor()
                return True
        if not left and event.button() != Qt.MouseButton.MiddleButton:
            return False
        self._canvas.motion.stop()
        self._last = event.position()
        self._show_cursor()
        return True

    def move(self, event: QMouseEvent) -> bool:
        if self._last is not None:
            moved = event.position() - self._last
            self._last = event.position()
            self._canvas.pan(-moved.x(), -moved.y())
            return True
        at = self._page_point(event)
        asked = [self._dragging] if self._dragging is not None else list(self._tools())
        used = at is not None and any(tool.move(at, event) for tool in asked)
        self._show_cursor()
        return used

    def release(self, event: QMouseEvent) -> bool:
        if self._last is not None:
            self._last = None
            self._show_cursor()
            return True
        at, tool, self._dragging = self._page_point(event), self._dragging, None
        used = tool is not None and at is not None and tool.release(at, event)
        self._show_cursor()
        return used

    def double_click(self, event: QMouseEvent) -> bool:
        at = self._page_point(event)
        return at is not None and any(tool.double_click(at, event) for tool in self._tools())

    def wheel(self, event: QWheelEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        angle, pixels = event.angleDelta(), event.pixelDelta()
        if control != self.habit.zooms:
            turned = angle.y() or angle.x()
            factor = math.pow(_ZOOM_PER_NOTCH, turned / _NOTCH)
            if pixels.isNull():
                self._canvas.motion.zoom_by(factor, event.position())
            else:  # a touchpad, which is smooth by itself
                self._canvas.zoom_by(factor, event.position())
            return True
        dx, dy = _distance(pixels, angle)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and dx == 0:
            dx, dy = dy, 0.0
        (self._canvas.motion.pan if pixels.isNull() else self._canvas.pan)(-dx, -dy)
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if any(tool.key_press(event) for tool in self._tools()):
            return True
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
        self._canvas.motion.pan(*move)
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
        self._dragging = None
        for tool in self._tools():
            tool.let_go()
        self._show_cursor()

    def pointer(self) -> Point:
        """Where sharpness should start: under the pointer, in the middle when it is elsewhere. Device pixels."""
        viewport = self._canvas.viewport()
        ratio = viewport.devicePixelRatioF()
        at = viewport.mapFromGlobal(self._canvas.cursor().pos())
        if not viewport.rect().contains(at):
            at = viewport.rect().center()
        return Point(at.x() * ratio, at.y() * ratio)

    def _tools(self) -> Iterator[Tool]:
        if self._in_hand is not None:
            yield self._in_hand
        yield from self._standing

    def _page_point(self, event: QMouseEvent) -> Point | None:
        return self._canvas.page_point(event.position())

    def _show_cursor(self) -> None:
        shape = next((tool.cursor for tool in self._tools() if tool.cursor is not None), Qt.CursorShape.ArrowCursor)
        if self._last is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space:
            shape = Qt.CursorShape.OpenHandCursor
        self._canvas.viewport().setCursor(shape)


def _distance(pixels: QPoint, angle: QPoint) -> tuple[float, float]:
    if not pixels.isNull():
        return float(pixels.x()), float(pixels.y())
    return angle.x() / _NOTCH * _PAN_PER_NOTCH, angle.y() / _NOTCH * _PAN_PER_NOTCH
