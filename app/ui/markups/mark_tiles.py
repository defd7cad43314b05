"""Pictures of the marks of a page, by squares of the screen: a mark is painted when it appears, not at every move.

A picture is transparent and laid over the sheet. Colour that shines through multiplies what is beneath, which no
transparent picture can do: such marks have pictures of their own, on white, that multiply as their marks would. Both
kinds lie over each other by turns, no more of them than it takes for any two marks that meet to be seen as they were
drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from app.domain import markup_shapes as shapes
from app.domain.plane import Bounds
from app.ui.markups.painting import MarkPainter
from app.ui.viewer.geometry import Point as ViewPoint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.markups import Markup
    from app.ui.markups.board import Board
    from app.ui.viewer.geometry import Camera, Sheet

#: Side of a square in device pixels: a few new ones at once are painted well within a frame.
SIDE = 256
#: Bytes of pictures that are kept at least while they are not seen.
_KEPT = 64 * 2**20
#: Smoothed edges end outside of a mark's own.
_EDGE = 2


class _Frame(NamedTuple):
    """Pictures of another frame are of no use. ``part``: where between two pixels the page begins."""

    sheet: Sheet
    page: int
    scale: float
    rotation: int
    part: tuple[float, float]


class _Act(NamedTuple):
    """Something to be painted of a mark: its shape, or its value, which covers what is beneath."""

    shines: bool
    markup: Markup
    value: str


@dataclass(slots=True)
class _Tile:
    version: tuple[int, int]
    acts: list[_Act]
    pictures: list[tuple[QPoint, QImage, bool]]

    @property
    def size(self) -> int:
        return sum(image.sizeInBytes() for _, image, _ in self.pictures)


class MarkTiles:
    """``value_of``: what a mark measures, in words; ``renew`` when it says something else."""

    def __init__(self, board: Board, value_of: Callable[[Markup], str]) -> None:
        self._board = board
        self._value_of = value_of
        self._painter = MarkPainter()
        self._frame: _Frame | None = None
        self._tiles: dict[tuple[int, int], _Tile] = {}
        self._renewed = 0

    def forget(self) -> None:
        """Another sheet is shown."""
        self._painter.forget()
        self._tiles.clear()

    def renew(self) -> None:
        """Values may be others."""
        self._renewed += 1

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        """Paint the marks of the board inside ``exposed``. The painter works in device pixels of the view."""
        whole = math.floor(camera.x), math.floor(camera.y)
        frame = _Frame(
            camera.sheet, self._board.page, camera.scale, camera.rotation, (camera.x - whole[0], camera.y - whole[1])
        )
        if frame != self._frame:
            self._frame = frame
            self._tiles.clear()
        # From page points to pixels that stay where they are on the sheet.
        to_canvas = transform(camera) * QTransform.fromTranslate(*whole)
        area = exposed.translated(*whole).toAlignedRect()
        turns = camera.sheet.rotation + camera.rotation
        painter.save()
        for place in _places(area):
            for at, image, shines in self._tile(place, to_canvas, turns).pictures:
                mode = QPainter.CompositionMode
                painter.setCompositionMode(mode.CompositionMode_Multiply if shines else mode.CompositionMode_SourceOver)
                painter.drawImage(at - QPoint(*whole), image)
        painter.restore()
        self._tidy()

    def paint_one(self, painter: QPainter, markup: Markup, turns: int) -> None:
        """Paint a mark that changes too quickly for pictures. The painter works in page points."""
        for act in self._acts([markup]):
            self._paint_act(painter, act, turns)

    def _acts(self, markups: Iterable[Markup]) -> list[_Act]:
        acts = []
        for one in markups:
            acts.append(_Act(shapes.shines_through(one), one, ""))
            value = self._value_of(one)
            if value:
                acts.append(_Act(False, one, value))
        return acts

    def _paint_act(self, painter: QPainter, act: _Act, turns: int) -> None:
        if act.value:
            self._painter.paint_value(painter, act.markup, act.value, turns=turns)
        else:
            self._painter.paint(painter, act.markup, turns=turns)

    def _tile(self, place: tuple[int, int], to_canvas: QTransform, turns: int) -> _Tile:
        version = (self._board.version, self._renewed)
        tile = self._tiles.pop(place, None)
        if tile is None or tile.version != version:
            rect = QRect(place[0] * SIDE, place[1] * SIDE, SIDE, SIDE)
            back, _possible = to_canvas.inverted()
            box = back.mapRect(QRectF(rect).adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE))
            within = self._board.within(Bounds(box.left(), box.top(), box.right(), box.bottom()))
            acts = self._acts(one for one in within if self._board.shows(one))
            if tile is not None and tile.acts == acts:
                tile.version = version
            else:
                tile = _Tile(version, acts, self._pictures(acts, rect, to_canvas, turns))
        self._tiles[place] = tile  # those used last are at the end
        return tile

    def _pictures(
        self, acts: list[_Act], rect: QRect, to_canvas: QTransform, turns: int
    ) -> list[tuple[QPoint, QImage, bool]]:
        made = []
        for level, together in enumerate(self._levels(acts)):
            box = QRectF()
            for act in together:
                within = self._board.reach_of(act.markup.id)
                box = box.united(to_canvas.mapRect(QRectF(within.left, within.top, within.width, within.height)))
            # A straight line has no area, and its width is not part of it: nothing less than a pixel is cut off.
            around = box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE).toAlignedRect().intersected(rect)
            if around.isEmpty():
                continue
            image = QImage(around.size(), QImage.Format.Format_ARGB32_Premultiplied)
            shines = level % 2 == 0
            image.fill(Qt.GlobalColor.white if shines else Qt.GlobalColor.transparent)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setTransform(to_canvas * QTransform.fromTranslate(-around.x(), -around.y()))
            for act in together:
                self._paint_act(painter, act, turns)
            painter.end()
            made.append((around.topLeft(), image, shines))
        return made

    def _levels(self, acts: list[_Act]) -> list[list[_Act]]:
        """What is painted together, from below; by turns what shines through and what does not. Each is as low as it
        can be over all that it meets of what was drawn before."""
        levels: list[list[_Act]] = []
        boxes: list[list[Bounds]] = []
        for act in acts:
            own = level = 0 if act.shines else 1
            box = self._board.reach_of(act.markup.id)
            for nth in range(len(levels) - 1, own, -1):
                if any(box.touches(other) for other in boxes[nth]):
                    level = nth if nth % 2 == own else nth + 1
                    break
            while len(levels) <= level:
                levels.append([])
                boxes.append([])
            levels[level].append(act)
            boxes[level].append(box)
        return levels

    def _tidy(self) -> None:
        held = sum(tile.size for tile in self._tiles.values())
        while held > _KEPT and len(self._tiles) > 1:
            oldest = next(iter(self._tiles))
            held -= self._tiles.pop(oldest).size


def transform(camera: Camera) -> QTransform:
    """From page points to device pixels of the view."""
    origin, right, down = (camera.page_to_view(ViewPoint(x, y)) for x, y in ((0, 0), (1, 0), (0, 1)))
    return QTransform(right.x - origin.x, right.y - origin.y, down.x - origin.x, down.y - origin.y, origin.x, origin.y)


def _places(area: QRect) -> list[tuple[int, int]]:
    columns = range(area.left() // SIDE, area.right() // SIDE + 1)
    rows = range(area.top() // SIDE, area.bottom() // SIDE + 1)
    return [(column, row) for row in rows for column in columns]
