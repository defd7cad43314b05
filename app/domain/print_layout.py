"""How a sheet lies on paper: fitted, or to scale over as many papers as it needs. Pure; lengths are points.

A sheet is taken as it is shown: origin top left, its own rotation applied.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Tiles overlap by this much, to be glued: 10 mm.
OVERLAP = 72 / 25.4 * 10
#: More papers than this for one sheet nobody glues together: then the scale was a slip.
MOST_PAPERS = 100
#: No printer shows more, and a picture of a large sheet has its price.
FINEST = 400


@dataclass(frozen=True, slots=True)
class Placement:
    """The part of a sheet that lies on one paper: ``left``, ``top``, ``width``, ``height`` on the sheet, printed with
    its top left corner at ``x``, ``y`` of the printable area, ``scale`` times as large."""

    row: int
    column: int
    left: float
    top: float
    width: float
    height: float
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Layout:
    """``landscape``: the paper is turned. ``rows`` by ``columns`` papers; without placements they are too many."""

    landscape: bool
    scale: float
    rows: int
    columns: int
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of a placement as it is drawn: the whole sheet would be ``page_width`` by ``page_height`` pixels; offset
    and size of the strip in those."""

    page_width: int
    page_height: int
    left: int
    top: int
    width: int
    height: int


def laid_out(width: float, height: float, across: float, down: float, scale: float | None) -> Layout:
    """A sheet of ``width`` by ``height`` on paper whose printable area is ``across`` by ``down`` when upright.
    ``scale`` None: as large as it fits one paper. The paper is turned where that is better."""
    upright = _laid_out(width, height, across, down, scale, landscape=False)
    turned = _laid_out(width, height, down, across, scale, landscape=True)
    if scale is None:
        return turned if turned.scale > upright.scale else upright
    return turned if turned.rows * turned.columns < upright.rows * upright.columns else upright


def _laid_out(
    width: float, height: float, across: float, down: float, scale: float | None, *, landscape: bool
) -> Layout:
    fit = min(across / width, down / height)
    factor = fit if scale is None else scale
    columns, rows = _count(width * factor, across), _count(height * factor, down)
    if scale is None or (columns, rows) == (1, 1):
        x, y = (across - width * factor) / 2, (down - height * factor) / 2
        whole = Placement(0, 0, 0.0, 0.0, width, height, max(0.0, x), max(0.0, y), factor)
        return Layout(landscape, factor, 1, 1, (whole,))
    if rows * columns > MOST_PAPERS:
        return Layout(landscape, factor, rows, columns, ())
    placements = []
    for row in range(rows):
        for column in range(columns):
            left, top = column * (across - OVERLAP) / factor, row * (down - OVERLAP) / factor
            wide, high = min(across / factor, width - left), min(down / factor, height - top)
            placements.append(Placement(row, column, left, top, wide, high, 0.0, 0.0, factor))
    return Layout(landscape, factor, rows, columns, tuple(placements))


def _count(length: float, room: float) -> int:
    """So many papers lie beside each other."""
    if length <= room * (1 + 1e-9):
        return 1
    step = room - OVERLAP
    return MOST_PAPERS + 1 if step <= 0 else math.ceil((length - OVERLAP) / step - 1e-9)


def bands(width: float, height: float, placement: Placement, dots: float, most: int) -> tuple[Band, ...]:
    """The strips to draw of a placement on a printer of ``dots`` per inch, none of more than ``most`` pixels (or one
    row of them), from its top."""
    per_point = min(dots, FINEST) / 72 * placement.scale
    page = max(1, round(width * per_point)), max(1, round(height * per_point))
    left, top = math.floor(placement.left * per_point), math.floor(placement.top * per_point)
    right = min(page[0], math.ceil((placement.left + placement.width) * per_point))
    bottom = min(page[1], math.ceil((placement.top + placement.height) * per_point))
    high = max(1, most // max(1, right - left))
    return tuple(Band(*page, left, at, right - left, min(high, bottom - at)) for at in range(top, bottom, high))
