"""Callouts on the page: seen under the pointer, or all of them; a click opens the sheet they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QApplication, QToolTip

from app.ui.controls import plain_tip
from app.ui.viewer.geometry import Box
from app.ui.viewer.text_layer import view_box

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from app.drawings.text import Rect
    from app.ui.viewer.geometry import Camera, Point
    from app.ui.viewer.view import SheetCanvas

_EDGE = QColor(11, 101, 128)  # paper is white in both themes
_FILL = QColor(11, 101, 128, 28)
_FILL_POINTED = QColor(11, 101, 128, 60)
#: Device pixels around a callout.
_ROOM = 3.0
#: Points beside a callout where it is still meant.
_REACH = 3.0


class LinkLayer:
    """A layer and a tool. ``boxes``: where each callout stands. ``tip`` gives the words for one, ``follow`` is called
    with the one that was clicked and whether it shall be a new tab."""

    def __init__(self, canvas: SheetCanvas, tip: Callable[[int], str], follow: Callable[[int, bool], object]) -> None:
        self._canvas = canvas
        self._tip = tip
        self._follow = follow
        self._boxes: Sequence[Rect] = ()
        self._pointed: int | None = None
        self._pressed: QPointF | None = None
        self._panning = False
        self.all_shown = False

    @property
    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self._pointed is not None else None

    @property
    def pointed(self) -> int | None:
        return self._pointed

    def box(self, callout: int) -> Rect:
        return self._boxes[callout]

    def show(self, boxes: Sequence[Rect]) -> None:
        self._boxes = boxes
        self._pointed = self._pressed = None
        self._canvas.repaint_box()

    def point_at(self, callout: int | None) -> None:
        """Mark one as if the pointer were over it."""
        if callout != self._pointed:
            before, self._pointed = self._pointed, callout
            for one in (before, callout):
                if one is not None and one < len(self._boxes):
                    box = self._boxes[one]
                    self._canvas.repaint_box(Box(box.left, box.top, box.right - box.left, box.bottom - box.top))

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        painter.setPen(QPen(_EDGE, 1.5))
        for nth, box in enumerate(self._boxes):
            if not (self.all_shown or nth == self._pointed):
                continue
            place = view_box(camera, box).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
            if place.intersects(exposed):
                painter.setBrush(_FILL_POINTED if nth == self._pointed else _FILL)
                painter.drawRoundedRect(place, _ROOM, _ROOM)
                painter.drawLine(place.bottomLeft() + QPointF(0, 2), place.bottomRight() + QPointF(0, 2))

    def press(self, at: Point, event: QMouseEvent) -> bool:
        if self._at(at) is None:
            return False
        self._pressed, self._panning = event.position(), False
        return True

    def move(self, at: Point, event: QMouseEvent) -> bool:
        if self._pressed is not None:
            return self._drag(event)
        pointed = self._at(at) if self._canvas.hands.tool is None else None
        if pointed != self._pointed:
            self.point_at(pointed)
            if pointed is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(
                    event.globalPosition().toPoint(), plain_tip(self._tip(pointed)), self._canvas.viewport()
                )
        return False

    def release(self, at: Point, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        callout = self._at(at)
        if pressed is not None and callout is not None and not self._panning:
            QToolTip.hideText()
            self._follow(callout, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        return pressed is not None

    def double_click(self, at: Point, event: QMouseEvent) -> bool:
        return self._at(at) is not None  # its first click has opened the sheet

    def key_press(self, event: QKeyEvent) -> bool:
        return False

    def let_go(self) -> None:
        self._pressed = None

    def _drag(self, event: QMouseEvent) -> bool:
        """A drag that begins on a callout pans, as everywhere."""
        assert self._pressed is not None
        moved = event.position() - self._pressed
        if self._panning or moved.manhattanLength() >= QApplication.startDragDistance():
            self._panning = True
            self._pressed = event.position()
            self._canvas.pan(-moved.x(), -moved.y())
        return True

    def _at(self, at: Point) -> int | None:
        if self._canvas.hands.tool is not None:
            return None
        near = [
            (box.distance(at.x, at.y), nth) for nth, box in enumerate(self._boxes) if box.distance(at.x, at.y) <= _REACH
        ]
        return min(near)[1] if near else None
