"""What is found and what is selected in the text of a page, painted over it.

Paper is white in both themes, so the colours are the same in both. The current hit has a frame of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPen

from app.ui.viewer.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from app.drawings.text import Rect
    from app.ui.viewer.geometry import Camera

_HIT = QColor(255, 214, 0, 110)
_HIT_EDGE = QColor(150, 105, 0)
_CURRENT = QColor(255, 140, 0, 120)
_CURRENT_EDGE = QColor(120, 30, 0)
_SELECTED = QColor(30, 110, 200, 90)
#: Device pixels around what is found, the width of the frame of the current one, and the least side of a mark: it is
#: seen also on a sheet that is shown whole.
_ROOM, _FRAME, _LEAST = 1.5, 3.0, 9.0


class TextLayer:
    """``hits``: the boxes of each hit. ``current``: which of them, or -1. ``selected``: boxes of the selection.
    ``band``: the box that is being dragged."""

    def __init__(self) -> None:
        self.hits: Sequence[Sequence[Rect]] = ()
        self.current = -1
        self.selected: Sequence[Rect] = ()
        self.band: Rect | None = None

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        painter.setPen(QPen(_HIT_EDGE, 1.0))
        painter.setBrush(_HIT)
        for nth, boxes in enumerate(self.hits):
            if nth != self.current:
                _paint(painter, camera, exposed, boxes)
        if 0 <= self.current < len(self.hits):
            painter.setPen(QPen(_CURRENT_EDGE, _FRAME))
            painter.setBrush(_CURRENT)
            _paint(painter, camera, exposed, self.hits[self.current], room=_FRAME)
        painter.setPen(QPen(_SELECTED, 0))
        painter.setBrush(_SELECTED)
        _paint(painter, camera, exposed, self.selected, room=0.0)
        if self.band is not None:
            painter.setPen(QPen(_SELECTED.darker(), 1.0))
            painter.setBrush(QColor(0, 0, 0, 0))
            _paint(painter, camera, exposed, [self.band], room=0.0)


def view_box(camera: Camera, box: Rect) -> QRectF:
    """Where a box of page points lies in the view, in device pixels."""
    one, other = camera.page_to_view(Point(box.left, box.top)), camera.page_to_view(Point(box.right, box.bottom))
    return QRectF(one.x, one.y, other.x - one.x, other.y - one.y).normalized()


def _paint(painter: QPainter, camera: Camera, exposed: QRectF, boxes: Sequence[Rect], *, room: float = _ROOM) -> None:
    for box in boxes:
        place = view_box(camera, box)
        across, down = (max(room, (_LEAST - side) / 2 if room else 0.0) for side in (place.width(), place.height()))
        place.adjust(-across, -down, across, down)
        if place.intersects(exposed):
            painter.drawRect(place)
