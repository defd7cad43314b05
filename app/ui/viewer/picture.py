"""One page as it is put together: which pictures of it are needed, and how what is there is drawn.

A page that is seen whole is one picture, drawn for exactly that size. Otherwise it is tiles, and the whole page lies
underneath until they are there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.drawings.tiles import TileKey
from app.ui.viewer import geometry

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from app.drawings.tiles import Below
    from app.ui.viewer.geometry import Box, Camera, Cell, Point, Sheet
    from app.ui.viewer.tile_cache import TileCache

_FALLBACK_LEVELS = 3
_PAPER = QColor(255, 255, 255)
#: A whole page lies under tiles well enough with this part of the pixels it would have alone.
_COARSE = 0.5


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a file. The camera says what of it is seen; the painter works in device pixels of the view. ``room``:
    the pixels a fitted page may take. ``stand_in``: a small picture, until a better one is there. ``below``: an older
    page to be drawn together with it."""

    path: Path
    page: int
    sheet: Sheet
    stand_in: QImage | None = None
    below: Below | None = None

    def wanted(
        self, camera: Camera, pointer: Point, room: tuple[int, int], cache: TileCache
    ) -> tuple[list[TileKey], list[TileKey]]:
        """What makes up the screen, and all that is needed for it, most urgent first: tiles from the pointer outwards,
        before them or after them something to lie underneath."""
        if fits(camera, room):
            return [self.whole(camera, room)], [self.whole(camera, room)]
        level = geometry.level_for(camera.scale)
        cells = geometry.nearest_first(geometry.cells_in_view(camera, level), camera, level, pointer)
        visible = [self.tile(camera, level, cell) for cell in cells]
        under = cache.whole(self.path, self.page)
        if under is not None and max(under.width(), under.height()) >= _COARSE * max(room):
            return visible, visible
        whole = self.whole(camera, room)
        return visible, [*visible, whole] if self.stand_in is not None else [whole, *visible]

    def whole(self, camera: Camera, room: tuple[int, int]) -> TileKey:
        """The page as large as the room. Always upright: it is turned while it is painted, so that a turned sheet is
        not blank for a moment."""
        return whole_page(self.path, self.page, (room[1], room[0]) if camera.rotation % 2 else room, self.below)

    def tile(self, camera: Camera, level: int, cell: Cell) -> TileKey:
        return TileKey(self.path, self.page, camera.rotation, level, cell.column, cell.row, below=self.below)

    def paint(
        self, painter: QPainter, cache: TileCache, camera: Camera, exposed: QRectF, room: tuple[int, int]
    ) -> None:
        """Draw the part of the page inside ``exposed``; where what is wanted lacks, the next best that is held."""
        box = _rect(geometry.page_box(camera))
        painter.setClipRect(exposed)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        exact = cache.get(self.whole(camera, room)) if fits(camera, room) else None
        if exact is not None:  # no paper beneath: it may be a pixel wider, and would look out beside the sheet's border
            paint_whole(painter, camera, box, exact)
            return
        painter.fillRect(box, _PAPER)
        level = geometry.level_for(camera.scale)
        cells = _within(exposed, camera, level)
        if any(self.tile(camera, level, cell) not in cache for cell in cells):
            under = cache.whole(self.path, self.page) or self.stand_in
            if under is not None:
                paint_whole(painter, camera, box, under)
            held = cache.levels(self.path, self.page, camera.rotation) - {level}
            nearest = sorted(held, key=lambda one: (abs(one - level), -one))[:_FALLBACK_LEVELS]
            for other in reversed(nearest):  # the nearest on top
                self._paint_level(painter, cache, camera, other, _within(exposed, camera, other))
        self._paint_level(painter, cache, camera, level, cells)

    def _paint_level(self, painter: QPainter, cache: TileCache, camera: Camera, level: int, cells: list[Cell]) -> None:
        for cell in cells:
            image = cache.get(self.tile(camera, level, cell))
            if image is not None:
                painter.drawImage(_rect(geometry.cell_box(camera, level, cell)), image)


def whole_page(path: Path, page: int, box: tuple[int, int], below: Below | None = None) -> TileKey:
    """An upright page as large as it fits."""
    return TileKey(path, page, 0, 0, box=box, below=below)


def fits(camera: Camera, room: tuple[int, int]) -> bool:
    """True where the whole page is seen, fitted or smaller."""
    across, down = camera.canvas
    return across <= room[0] + 1 and down <= room[1] + 1


def paint_whole(painter: QPainter, camera: Camera, box: QRectF, image: QImage) -> None:
    """Draw an upright picture of the page into ``box``, turned as the camera is."""
    painter.save()
    painter.translate(box.center())
    painter.rotate(90 * camera.rotation)
    size = box.size().transposed() if camera.rotation % 2 else box.size()
    corner = QPointF(-size.width() / 2, -size.height() / 2)
    if abs(image.width() - size.width()) <= 1 and abs(image.height() - size.height()) <= 1:
        painter.drawImage(corner, image)  # pixel by pixel: scaling by one would blur all of it
    else:
        painter.drawImage(QRectF(corner, size), image)
    painter.restore()


def _within(exposed: QRectF, camera: Camera, level: int) -> list[Cell]:
    cells = geometry.cells_in_view(camera, level)
    return [cell for cell in cells if exposed.intersects(_rect(geometry.cell_box(camera, level, cell)))]


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
