"""How marks of one sheet are laid onto the sheet of a newer revision: as the two were compared, else by their sizes.

Pure. A similarity here leads from page points of the older sheet to page points of the newer one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.domain.plane import Point, Similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.files import SheetFacts


class SheetPair(NamedTuple):
    """A page of one file and the page of another one that follows it. Pages count from 0."""

    old: str  # SHA-256
    old_page: int
    new: str
    new_page: int


def by_size(old: SheetFacts, new: SheetFacts) -> Similarity:
    """As large as fits and in the middle, upright as both are displayed: a sheet plotted on larger paper."""
    old_width, old_height = _displayed(old)
    new_width, new_height = _displayed(new)
    if min(old_width, old_height, new_width, new_height) <= 0:
        return Similarity()
    scale = min(new_width / old_width, new_height / old_height)
    fitted = Similarity((new_width - old_width * scale) / 2, (new_height - old_height * scale) / 2, scale)
    return _display(old).then(fitted).then(_display(new).inverse())


def laid_over(
    sheets: Sequence[tuple[str, int] | None], aligned: Callable[[SheetPair], Similarity | None], size: Similarity
) -> Similarity:
    """From the first of ``sheets`` to the last, through those between that a mark was copied along; each a file and a
    page, None where the file is not here. ``size``: what holds as long as nothing better is known."""
    first, last = sheets[0], sheets[-1]
    if first is not None and last is not None:
        direct = _step(first, last, aligned)
        if direct is not None:
            return direct
    whole = Similarity()
    for old, new in pairwise(sheets):
        step = None if old is None or new is None else _step(old, new, aligned)
        if step is None:
            return size
        whole = whole.then(step)
    return whole


def _step(
    old: tuple[str, int], new: tuple[str, int], aligned: Callable[[SheetPair], Similarity | None]
) -> Similarity | None:
    return Similarity() if old == new else aligned(SheetPair(*old, *new))


def _displayed(sheet: SheetFacts) -> tuple[float, float]:
    size = (sheet.width_pt, sheet.height_pt)
    return (size[1], size[0]) if sheet.rotation % 180 else size


def _display(sheet: SheetFacts) -> Similarity:
    """From page points to the page as it is displayed, its own rotation applied."""
    turn = sheet.rotation % 360
    moved = {90: Point(sheet.height_pt, 0), 180: Point(sheet.width_pt, sheet.height_pt), 270: Point(0, sheet.width_pt)}
    dx, dy = moved.get(turn, Point(0, 0))
    return Similarity(dx, dy, 1.0, turn if turn in moved else 0)
