"""How marks of one sheet are laid onto the sheet of a newer revision: as the two were compared, else by their sizes.

Pure. A similarity here leads from page points of the older sheet to page points of the newer one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.domain.plane import Similarity, quarter_turns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.domain.files import SheetFacts


class Page(NamedTuple):
    """A page (from 0) of the file with this SHA-256."""

    file: str
    page: int


class Laid(NamedTuple):
    """Where a page went in a newer file. ``by`` None: the two belong together, and how they lie is not known."""

    page: int
    by: Similarity | None = None


def laid_over(
    files: Sequence[str | None],
    page: int,
    compared: Mapping[tuple[Page, str], Laid],
    sizes: Mapping[Page, SheetFacts],
) -> tuple[int, Similarity]:
    """The page of the last of ``files`` that a page of the first became, and how it is laid onto it, through those
    between that marks were copied along. None: a file that is not here."""
    first, last = files[0], files[-1]
    if first is None or last is None:
        return page, Similarity()
    start = Page(first, page)
    direct = Laid(page, Similarity()) if first == last else compared.get((start, last))
    if direct is not None and direct.by is not None:
        return direct.page, direct.by
    followed = _followed(files, page, compared)
    if followed.by is not None:
        return followed.page, followed.by
    there = Page(last, followed.page if direct is None else direct.page)
    return there.page, by_size(sizes[start], sizes[there]) if start in sizes and there in sizes else Similarity()


def _followed(files: Sequence[str | None], page: int, compared: Mapping[tuple[Page, str], Laid]) -> Laid:
    """Step by step; the page is followed also where it is not known how it lies."""
    whole: Similarity | None = Similarity()
    for older, newer in pairwise(files):
        if older is not None and older == newer:
            continue
        step = None if older is None or newer is None else compared.get((Page(older, page), newer))
        page = page if step is None else step.page
        whole = None if whole is None or step is None or step.by is None else whole.then(step.by)
    return Laid(page, whole)


def by_size(old: SheetFacts, new: SheetFacts) -> Similarity:
    """As large as fits and in the middle, upright as both are displayed: a sheet plotted on larger paper."""
    old_width, old_height = _displayed(old)
    new_width, new_height = _displayed(new)
    if min(old_width, old_height, new_width, new_height) <= 0:
        return Similarity()
    scale = min(new_width / old_width, new_height / old_height)
    fitted = Similarity(scale, 0.0, (new_width - old_width * scale) / 2, (new_height - old_height * scale) / 2)
    return _upright(old).then(fitted).then(_upright(new).inverse())


def _displayed(sheet: SheetFacts) -> tuple[float, float]:
    size = (sheet.width_pt, sheet.height_pt)
    return (size[1], size[0]) if sheet.rotation % 180 else size


def _upright(sheet: SheetFacts) -> Similarity:
    """From page points to the page as it is displayed, its own rotation applied."""
    return quarter_turns(sheet.rotation // 90, sheet.width_pt, sheet.height_pt)
