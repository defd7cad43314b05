"""One page as it is put together from tiles: which are needed, and how what is there is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.drawings.tiles import TileKey
from app.ui.viewer import geometry

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.viewer.geometry import Box, Camera, Cell, Point, Sheet
    from app.ui.viewer.tile_cache import TileCache

_FALLBACK_LEVELS = 3
_PAPER = QColor(255, 255, 255)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a file. The camera says what of it is seen; the painter works in device pixels of the view."""

    path: Path
    page: int
    sheet: Sheet

    @property
    def preview(self) -> TileKey:
        """The whole page, small. Always upright: it is turned while it is painted, so that a turned sheet is not
        blank for a moment."""
        return TileKey(self.path, self.page, 0, geometry.preview_level(self.sheet))

    def wanted(self, camera: Camera, pointer: Point) -> tuple[list[TileKey], list[TileKey]]:
        """The tiles on the screen, and everything worth having, most urgent first: the whole page small, then sharp
        tiles from the pointer outwards, then a ring around the view."""
        level = geometry.level_for(camera.scale)
        cells = geometry.nearest_first(geometry.cells_in_view(camera, level), camera, level, pointer)
        visible = [self._key(camera, level, cell) for cell in cells]
        if self._preview_suffices(level):
            return visible, [self.preview]
        shown = set(cells)
        around = geometry.cells_in_view(camera, level, ring=1)
        ring = [self._key(camera, level, cell) for cell in around if cell not in shown]
        return visible, [self.preview, *visible, *ring]

    def paint(self, painter: QPainter, cache: TileCache, camera: Camera, exposed: QRectF) -> None:
        """Draw the part of the page inside ``exposed``; where sharp tiles are lacking, the next best that is held."""
        box = _rect(geometry.page_box(camera))
        painter.setClipRect(exposed)
        painter.fillRect(box, _PAPER)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        level = geometry.level_for(camera.scale)
        cells = _within(exposed, camera, level)
        if any(self._key(camera, level, cell) not in cache for cell in cells):
            self._paint_preview(painter, cache, camera, box)
            if not self._preview_suffices(level):
                held = cache.levels(self.path, self.page, camera.rotation) - {level}
                nearest = sorted(held, key=lambda one: (abs(one - level), -one))[:_FALLBACK_LEVELS]
                for other in reversed(nearest):  # the nearest on top
                    self._paint_level(painter, cache, camera, other, _within(exposed, camera, other))
        self._paint_level(painter, cache, camera, level, cells)

    def _preview_suffices(self, level: int) -> bool:
        """At the level of the small picture, and one below, it is sharp by itself."""
        return self.preview.level - 1 <= level <= self.preview.level

    def _key(self, camera: Camera, level: int, cell: Cell) -> TileKey:
        return TileKey(self.path, self.page, camera.rotation, level, cell.column, cell.row)

    def _paint_level(self, painter: QPainter, cache: TileCache, camera: Camera, level: int, cells: list[Cell]) -> None:
        for cell in cells:
            image = cache.get(self._key(camera, level, cell))
            if image is not None:
                painter.drawImage(_rect(geometry.cell_box(camera, level, cell)), image)

    def _paint_preview(self, painter: QPainter, cache: TileCache, camera: Camera, box: QRectF) -> None:
        image = cache.get(self.preview)
        if image is None:
            return
        painter.save()
        painter.translate(box.center())
        painter.rotate(90 * camera.rotation)
        size = box.size().transposed() if camera.rotation % 2 else box.size()
        painter.drawImage(QRectF(-size.width() / 2, -size.height() / 2, size.width(), size.height()), image)
        painter.restore()


def _within(exposed: QRectF, camera: Camera, level: int) -> list[Cell]:
    cells = geometry.cells_in_view(camera, level)
    return [cell for cell in cells if exposed.intersects(_rect(geometry.cell_box(camera, level, cell)))]


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
