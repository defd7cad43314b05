"""The grid that sheets are drawn on: levels in steps of the square root of two, tiles of 512 device pixels.

Pure arithmetic, shared by the painters and the viewer: both must agree on it to the pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.plane import quarter_turns

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.plane import Similarity

TILE = 512
#: In place of a column and a row: the whole page as one picture.
WHOLE = -1
#: The lowest level still shows a letter page 19 pixels wide; the highest is 64 times life size on a dense screen.
LOWEST_LEVEL = -10
HIGHEST_LEVEL = 16


@dataclass(frozen=True, slots=True)
class Below:
    """An older page that lies under the one drawn; ``alignment`` leads from its page points to the other's."""

    path: Path
    page: int
    alignment: Similarity


@dataclass(frozen=True, slots=True)
class TileKey:
    """One picture of a page. ``rotation`` counts quarter turns clockwise on top of the page's own rotation.

    ``box``: in place of a level, the whole page as large as it fits into so many pixels. ``below``: drawn together with
    another page, as in ``compare_picture``: one byte a pixel.
    """

    path: Path
    page: int
    rotation: int
    level: int
    column: int = WHOLE
    row: int = WHOLE
    box: tuple[int, int] | None = None
    below: Below | None = None

    @property
    def whole(self) -> bool:
        """True where the picture shows all of the page."""
        return self.column == WHOLE


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on a page drawn ``page_width`` by ``page_height`` pixels large: offset and size in those pixels."""

    page_width: int
    page_height: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageInfo:
    """One page of a file: its size in points *as displayed* (its own rotation applied), and that rotation in quarter
    turns clockwise. ``count`` is the number of pages in the file."""

    path: Path
    page: int
    count: int
    width: float
    height: float
    rotation: int


def upright(info: PageInfo) -> Similarity:
    """From page points, of the page as it lies, to points as displayed."""
    turned = info.rotation % 2
    width, height = (info.height, info.width) if turned else (info.width, info.height)
    return quarter_turns(info.rotation, width, height)


def level_scale(level: int) -> float:
    """Device pixels per PDF point at a level."""
    return math.pow(2.0, level / 2)


def page_pixels(width: float, height: float, rotation: int, level: int) -> tuple[int, int]:
    """Size in device pixels of a page of ``width`` by ``height`` points as displayed, turned by ``rotation``."""
    if rotation % 2:
        width, height = height, width
    scale = level_scale(level)
    return max(1, math.ceil(width * scale)), max(1, math.ceil(height * scale))


def fitted(width: float, height: float, rotation: int, box: tuple[int, int]) -> tuple[int, int]:
    """Size in pixels of a page of ``width`` by ``height`` points, turned by ``rotation``, as large as ``box`` takes."""
    if rotation % 2:
        width, height = height, width
    scale = min(box[0] / width, box[1] / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def frame_of(key: TileKey, width: float, height: float) -> Frame | None:
    """The window that ``key`` names on a page of that size in points, or None where the tile lies outside it."""
    across, down = page_pixels(width, height, key.rotation, key.level)
    if key.box is not None:
        across, down = fitted(width, height, key.rotation, key.box)
    if key.whole:
        return Frame(across, down, 0, 0, across, down)
    left, top = key.column * TILE, key.row * TILE
    if not (0 <= left < across and 0 <= top < down):
        return None
    return Frame(across, down, left, top, min(TILE, across - left), min(TILE, down - top))
