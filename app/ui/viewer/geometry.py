"""Where things are on a sheet and on the screen. Pure arithmetic, no widgets.

*Page points*: PDF points, origin top left of the page before any rotation (markups are kept in them).
*Canvas*: device pixels, origin top left of the turned and scaled page. *View*: device pixels of the viewport.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.domain.plane import Point as Point  # for all that asks here where things are
from app.drawings.tiles import HIGHEST_LEVEL, LOWEST_LEVEL, TILE, page_pixels

POINTS_PER_INCH = 72
#: 6400 %: the most a sheet is enlarged; and the least, so that no sheet is ever lost as a dot.
LARGEST_ZOOM = 64.0
SMALLEST_ZOOM = 0.01
#: A level this much too coarse is still drawn as it is (2 %): nobody sees it, and fit-to-window stays on one level.
_SLACK = 0.02


class Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Cell(NamedTuple):
    """One tile of a level."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as displayed: size in points with its own rotation applied, and that rotation in quarter turns."""

    width: float
    height: float
    rotation: int = 0


@dataclass(frozen=True, slots=True)
class Camera:
    """What of a sheet is seen: ``scale`` device pixels per point, ``rotation`` quarter turns clockwise that the user
    added, ``x``/``y`` the canvas pixel at the view's top left corner, view size in device pixels."""

    sheet: Sheet
    width: int
    height: int
    scale: float = 1.0
    rotation: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def canvas(self) -> tuple[float, float]:
        """Size of the turned, scaled page in device pixels."""
        across, down = _turned(self.sheet.width, self.sheet.height, self.rotation)
        return across * self.scale, down * self.scale

    def page_to_view(self, point: Point) -> Point:
        """From page points to view pixels."""
        upright = _unrotated(self.sheet)
        x, y = _turn(point, upright, self.sheet.rotation + self.rotation)
        return Point(x * self.scale - self.x, y * self.scale - self.y)

    def view_to_page(self, point: Point) -> Point:
        """From view pixels to page points (also outside the page)."""
        turned = Point((point.x + self.x) / self.scale, (point.y + self.y) / self.scale)
        turns = self.sheet.rotation + self.rotation
        size = _turned(*_unrotated(self.sheet), turns)
        return _turn(turned, size, -turns)

    def moved(self, dx: float, dy: float) -> Camera:
        """The camera moved over the sheet by so many pixels, as far as that goes."""
        return settled(replace(self, x=self.x + dx, y=self.y + dy))

    def zoomed(self, scale: float, anchor: Point) -> Camera:
        """Another scale with the point of the sheet under ``anchor`` (view pixels) staying where it is."""
        factor = scale / self.scale
        x = (self.x + anchor.x) * factor - anchor.x
        y = (self.y + anchor.y) * factor - anchor.y
        return settled(replace(self, scale=scale, x=x, y=y))

    def turned(self, turns: int) -> Camera:
        """Turned clockwise around the middle of the view."""
        middle = Point(self.width / 2, self.height / 2)
        page = self.view_to_page(middle)
        camera = replace(self, rotation=(self.rotation + turns) % 4)
        there = camera.page_to_view(page)
        return settled(replace(camera, x=camera.x + there.x - middle.x, y=camera.y + there.y - middle.y))

    def resized(self, width: int, height: int) -> Camera:
        """Another view size, the same point in the middle."""
        x = self.x + (self.width - width) / 2
        y = self.y + (self.height - height) / 2
        return settled(replace(self, width=width, height=height, x=x, y=y))

    def cropped(self, width: int, height: int) -> Camera:
        """Another view size, the same point in the top left corner: a scroll bar came or went."""
        return settled(replace(self, width=width, height=height))


def settled(camera: Camera) -> Camera:
    """The camera inside its limits: a sheet smaller than the view is centred, a larger one fills it."""
    across, down = camera.canvas
    return replace(camera, x=_inside(camera.x, across, camera.width), y=_inside(camera.y, down, camera.height))


def fit_scale(sheet: Sheet, rotation: int, width: int, height: int) -> float:
    """The scale at which the whole page fits into so many pixels."""
    across, down = _turned(sheet.width, sheet.height, rotation)
    return min(max(1, width) / across, max(1, height) / down)


def width_scale(sheet: Sheet, rotation: int, width: int, *, margin: int = 0) -> float:
    """The scale at which the page is as wide as the view."""
    across, _ = _turned(sheet.width, sheet.height, rotation)
    return max(1, width - 2 * margin) / across


def bounded_scale(scale: float, life_size: float) -> float:
    """``scale`` within 1 % and 6400 % of ``life_size`` (device pixels per point at 100 %)."""
    return min(max(scale, life_size * SMALLEST_ZOOM), life_size * LARGEST_ZOOM)


def level_for(scale: float) -> int:
    """The coarsest level that is sharp at ``scale``."""
    level = math.ceil(2 * math.log2(scale / (1 + _SLACK)))
    return min(max(level, LOWEST_LEVEL), HIGHEST_LEVEL)


def cells_in_view(camera: Camera, level: int, *, ring: int = 0) -> list[Cell]:
    """Tiles of ``level`` that the view shows, plus ``ring`` tiles around; row by row."""
    across, down = page_pixels(camera.sheet.width, camera.sheet.height, camera.rotation, level)
    shown, shown_down = camera.canvas
    ratio_x, ratio_y = across / shown, down / shown_down
    first_column = math.floor(max(0.0, camera.x * ratio_x) / TILE) - ring
    first_row = math.floor(max(0.0, camera.y * ratio_y) / TILE) - ring
    last_column = math.ceil(min(across, (camera.x + camera.width) * ratio_x) / TILE) - 1 + ring
    last_row = math.ceil(min(down, (camera.y + camera.height) * ratio_y) / TILE) - 1 + ring
    columns = range(max(0, first_column), min(last_column, (across - 1) // TILE) + 1)
    rows = range(max(0, first_row), min(last_row, (down - 1) // TILE) + 1)
    return [Cell(column, row) for row in rows for column in columns]


def nearest_first(cells: list[Cell], camera: Camera, level: int, pointer: Point) -> list[Cell]:
    """The cells by their distance from the pointer, so that sharpness spreads from where one looks."""

    def distance(cell: Cell) -> float:
        box = cell_box(camera, level, cell)
        return math.hypot(box.left + box.width / 2 - pointer.x, box.top + box.height / 2 - pointer.y)

    return sorted(cells, key=distance)


def cell_box(camera: Camera, level: int, cell: Cell) -> Box:
    """Where a tile of ``level`` lies in the view. Edges fall on whole pixels, shared by neighbours: no seams."""
    across, down = page_pixels(camera.sheet.width, camera.sheet.height, camera.rotation, level)
    shown, shown_down = camera.canvas
    ratio_x, ratio_y = shown / across, shown_down / down
    left = _whole(cell.column * TILE * ratio_x - camera.x)
    top = _whole(cell.row * TILE * ratio_y - camera.y)
    right = _whole(min(across, (cell.column + 1) * TILE) * ratio_x - camera.x)
    bottom = _whole(min(down, (cell.row + 1) * TILE) * ratio_y - camera.y)
    return Box(left, top, right - left, bottom - top)


def framed(camera: Camera, box: Box, life_size: float) -> Camera:
    """The camera that shows a box in page points as large as it fits, in the middle of the view."""
    corners = [camera.page_to_view(Point(x, y)) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across = max(at.x for at in corners) - min(at.x for at in corners)
    down = max(at.y for at in corners) - min(at.y for at in corners)
    factor = min(camera.width / max(across, 1e-6), camera.height / max(down, 1e-6))
    middle = Point(box.left + box.width / 2, box.top + box.height / 2)
    scale = bounded_scale(camera.scale * factor, life_size)
    zoomed = replace(camera, scale=scale)
    at = zoomed.page_to_view(middle)
    return zoomed.moved(at.x - camera.width / 2, at.y - camera.height / 2)


def page_box(camera: Camera) -> Box:
    """Where the page lies in the view, on whole pixels."""
    across, down = camera.canvas
    left, top = _whole(-camera.x), _whole(-camera.y)
    return Box(left, top, _whole(across - camera.x) - left, _whole(down - camera.y) - top)


def _whole(value: float) -> int:
    # Not ``round``: it rounds halves to even, so that moving by one pixel could move an edge by none or by two.
    return math.floor(value + 0.5)


def _inside(offset: float, content: float, view: int) -> float:
    if content <= view:
        return (content - view) / 2
    return min(max(offset, 0.0), content - view)


def _turned(width: float, height: float, turns: int) -> tuple[float, float]:
    return (height, width) if turns % 2 else (width, height)


def _unrotated(sheet: Sheet) -> tuple[float, float]:
    return _turned(sheet.width, sheet.height, sheet.rotation)


def _turn(point: Point, size: tuple[float, float], turns: int) -> Point:
    """``point`` of a page of that size after so many clockwise quarter turns of the page."""
    width, height = size
    match turns % 4:
        case 1:
            return Point(height - point.y, point.x)
        case 2:
            return Point(width - point.x, height - point.y)
        case 3:
            return Point(point.y, width - point.x)
        case _:
            return point
