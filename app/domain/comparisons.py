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

#: Share of the telling words from which on two pages of sets are the same sheet.
_SAME_PAGE = 0.3


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

    Pages of a set that share most of the words that are rare in it belong together, the most alike first; what is left
    over is paired in its order, so that as many pairs come out as the shorter file has pages.
    """
    if not older or not newer:
        return []
    if len(older) == len(newer) == 1:
        return [(older[0].page, newer[0].page)]
    before, after = _telling_words(older), _telling_words(newer)
    alike = sorted(
        ((-_shared(a, b), abs(i - j), j, i) for i, a in enumerate(before) for j, b in enumerate(after)),
    )
    found: dict[int, int] = {}
    for score, _off, j, i in alike:
        if -score >= _SAME_PAGE and j not in found and i not in found.values():
            found[j] = i
    free = [i for i in range(len(older)) if i not in found.values()]
    found |= dict(zip((j for j in range(len(newer)) if j not in found), free, strict=False))
    return [(older[found[j]].page, newer[j].page) for j in sorted(found)]


def _telling_words(pages: Sequence[SheetFacts]) -> list[frozenset[str]]:
    """The words of each page that at most half of the pages have: frames and title blocks say the same on all."""
    words = [frozenset(page.text.casefold().split()) for page in pages]
    count = Counter(word for page in words for word in page)
    return [frozenset(word for word in page if 2 * count[word] <= len(pages)) for page in words]


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
