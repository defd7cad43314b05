"""Changed regions as boxes on a sheet, the chosen one in bold; and the points picked to align by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from app.ui.viewer.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from app.domain.comparisons import ChangedRegion
    from app.domain.plane import Similarity
    from app.ui.viewer.geometry import Camera

#: Neither red, blue nor grey, and dark enough on paper.
_GREEN = QColor(0, 122, 61)
_AROUND = 4  # device pixels between a change and its box
_CROSS = 14


class RegionLayer:
    """``regions`` in page points of the newer sheet; ``way`` leads from there to the sheet this lies on."""

    def __init__(self) -> None:
        self._regions: Sequence[ChangedRegion] = ()
        self._way: Similarity | None = None
        self._chosen = -1

    def show(self, regions: Sequence[ChangedRegion], way: Similarity | None = None) -> None:
        self._regions, self._way, self._chosen = regions, way, -1

    def choose(self, index: int) -> None:
        """-1 for none."""
        self._chosen = index

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, region in enumerate(self._regions):
            box = self._box(camera, region)
            chosen = index == self._chosen
            if box.intersects(exposed):
                painter.setPen(QPen(_GREEN, 5 if chosen else 1.5, Qt.PenStyle.SolidLine))
                painter.drawRect(box)

    def _box(self, camera: Camera, region: ChangedRegion) -> QRectF:
        corners = [
            (region.left + across * region.width, region.top + down * region.height)
            for across in (0, 1)
            for down in (0, 1)
        ]
        if self._way is not None:
            corners = [(at.x, at.y) for at in (self._way.apply(*corner) for corner in corners)]
        seen = [camera.page_to_view(Point(*corner)) for corner in corners]
        left, top = min(one.x for one in seen), min(one.y for one in seen)
        right, bottom = max(one.x for one in seen), max(one.y for one in seen)
        return QRectF(left, top, right - left, bottom - top).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


class PointLayer:
    """Numbered crosses where somebody clicked."""

    def __init__(self) -> None:
        self.points: Sequence[Point] = ()

    def paint(self, painter: QPainter, camera: Camera, _exposed: QRectF) -> None:
        painter.setPen(QPen(_GREEN, 3))
        for number, point in enumerate(self.points, 1):
            at = QPointF(*camera.page_to_view(point))
            painter.drawLine(at - QPointF(_CROSS, 0), at + QPointF(_CROSS, 0))
            painter.drawLine(at - QPointF(0, _CROSS), at + QPointF(0, _CROSS))
            painter.drawText(at + QPointF(_CROSS / 2, -_CROSS / 2), str(number))
