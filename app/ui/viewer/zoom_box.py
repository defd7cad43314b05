"""Zoom to a box: drag around what is to fill the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from app.ui.theme import tokens
from app.ui.viewer.geometry import Box

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from app.ui.viewer.geometry import Camera, Point
    from app.ui.viewer.view import SheetCanvas

#: Logical pixels: less than this is a click, which comes closer by one step.
_CLICK = 6
_CLOSER = 2.0


class ZoomBox:
    """A tool for one drag: afterwards the hands have the sheet again. Esc puts it down."""

    def __init__(self, canvas: SheetCanvas) -> None:
        self._canvas = canvas
        self._from: Point | None = None
        self._to: Point | None = None
        canvas.add_layer(self)

    @property
    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor

    def press(self, at: Point, event: QMouseEvent) -> bool:
        self._from = self._to = at
        return True

    def move(self, at: Point, event: QMouseEvent) -> bool:
        if self._from is None:
            return False
        self._to = at
        self._canvas.repaint_box()
        return True

    def release(self, at: Point, event: QMouseEvent) -> bool:
        start, self._from = self._from, None
        if start is None:
            return False
        one, other = self._canvas.view_point(start), self._canvas.view_point(at)
        if (one - other).manhattanLength() < _CLICK:
            self._canvas.motion.zoom_by(_CLOSER, other)
        else:
            left, top = min(start.x, at.x), min(start.y, at.y)
            self._canvas.show_box(Box(left, top, abs(start.x - at.x), abs(start.y - at.y)))
        self._canvas.hands.take_up(None)
        return True

    def double_click(self, at: Point, event: QMouseEvent) -> bool:
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape:
            return False
        self._canvas.hands.take_up(None)
        return True

    def let_go(self) -> None:
        self._from = None
        self._canvas.repaint_box()

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        if self._from is None or self._to is None:
            return
        one, other = camera.page_to_view(self._from), camera.page_to_view(self._to)
        box = QRectF(min(one.x, other.x), min(one.y, other.y), abs(one.x - other.x), abs(one.y - other.y))
        colour = QColor(tokens(self._canvas.palette()).accent)
        painter.setPen(QPen(colour, 1.5 * self._canvas.devicePixelRatioF()))
        colour.setAlpha(36)
        painter.fillRect(box, colour)
        painter.drawRect(box)
