"""What differs between two sheets, and how the older one lies on the newer one.

*Page points*: PDF points, origin top left of the page before any rotation, y downwards; markups are kept in them too.
"""

from __future__ import annotations

import cmath
import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.plane import Similarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.files import SheetFacts
    from app.domain.plane import Point

#: Likeness of their words below which two pages of sets are not the same sheet.
_SAME_PAGE = 0.1
#: Files with more pages than this are no sets of sheets: their pages are paired in order.
_LONGEST = 200


def from_two_pairs(older: tuple[Point, Point], newer: tuple[Point, Point]) -> Similarity | None:
    """What lays the two older points onto the two newer ones; None where two points of a page are the same."""
    before = complex(*older[1]) - complex(*older[0])
    after = complex(*newer[1]) - complex(*newer[0])
    if abs(before) < 1e-6 or abs(after) < 1e-6:
        return None
    turn = after / before
    moved = complex(*newer[0]) - turn * complex(*older[0])
    return Similarity(turn.real, turn.imag, moved.real, moved.imag)


def snapped(found: Similarity, *, degrees: float, scale: float) -> Similarity:
    """``found`` with an exact quarter turn, and an exact scale of 1, where it is within so much of them."""
    turn = complex(found.a, found.b)
    size, angle = cmath.polar(turn)
    if abs(size - 1) <= scale:
        size = 1.0
    quarters = round(angle / (math.pi / 2))
    if abs(math.degrees(angle) - 90 * quarters) <= degrees:
        turn = (1, 1j, -1, -1j)[quarters % 4] * size
    else:
        turn = cmath.rect(size, angle)
    return Similarity(turn.real, turn.imag, found.dx, found.dy)


class Trust(StrEnum):
    """How far an alignment can be believed. Stored: the values never change."""

    SURE = "sure"
    DOUBTFUL = "doubtful"  # little of the two sheets agrees: perhaps only their frames
    NONE = "none"  # nothing agrees beyond chance: the sheets are not laid on each other
    MANUAL = "manual"  # laid by hand


@dataclass(frozen=True, slots=True)
class ChangedRegion:
    """A box around what changed, in page points of the newer sheet; ``added`` and ``removed`` ink in square points."""

    left: float
    top: float
    width: float
    height: float
    added: float
    removed: float

    @property
    def area(self) -> float:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two pages compared. ``alignment`` leads from page points of the older page to those of the newer one; None where
    none can be trusted, and then there are no regions and no picture. ``agreement``: how much more ink of the two lies
    on each other than chance explains, 0 to 1. ``regions``: the largest first; ``found``: how many there were."""

    alignment: Similarity | None
    trust: Trust
    agreement: float
    regions: tuple[ChangedRegion, ...] = ()
    found: int = 0

    @property
    def same(self) -> bool:
        """Nothing that can be seen differs."""
        return self.alignment is not None and not self.regions


@dataclass(frozen=True, slots=True)
class PagePair:
    """What is compared: pages (counted from 0) of the files with these hashes."""

    older: str
    older_page: int
    newer: str
    newer_page: int


def pair_pages(older: Sequence[SheetFacts], newer: Sequence[SheetFacts]) -> list[tuple[int, int]]:
    """Which page of the older file belongs to which of the newer one, in the order of the newer file.

    Pages of a set belong together by the words they share, rare ones above all, in the order in which both files have
    them: a sheet that was put in between moves the others on. What is left over is paired in its order, so that as many
    pairs come out as the shorter file has pages.
    """
    if not older or not newer:
        return []
    found = {} if max(len(older), len(newer)) > _LONGEST else _in_order(_alike(older, newer))
    taken = set(found.values())
    free = [place for place in range(len(older)) if place not in taken]
    found |= dict(zip((place for place in range(len(newer)) if place not in found), free, strict=False))
    return [(older[found[place]].page, newer[place].page) for place in sorted(found)]


def _alike(older: Sequence[SheetFacts], newer: Sequence[SheetFacts]) -> list[list[float]]:
    """For each older page, its likeness to each newer one, 0 to 1."""
    before, after = ([frozenset(page.text.casefold().split()) for page in pages] for pages in (older, newer))
    count = Counter(word for page in (*before, *after) for word in page)
    weight = {word: math.log((len(before) + len(after) + 1) / many) for word, many in count.items()}

    def weigh(words: frozenset[str]) -> float:
        return sum(weight[word] for word in words)

    return [[weigh(one & other) / (weigh(one | other) or 1.0) for other in after] for one in before]


def _in_order(alike: list[list[float]]) -> dict[int, int]:
    """Newer page to older page: the pairs, none crossing another, that are most alike together."""
    rows, columns = len(alike), len(alike[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _SAME_PAGE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    found: dict[int, int] = {}
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found[j] = i
            i, j = i + 1, j + 1
    return found
