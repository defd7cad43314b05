"""How marks are laid onto the next revision's sheet: as the two were compared, else by their sizes."""

from __future__ import annotations

import pytest
from drawn_marks import near, similarities
from hypothesis import given
from hypothesis import strategies as st

from app.domain.files import SheetFacts
from app.domain.markup_placing import Laid, Page, by_size, laid_over
from app.domain.plane import Point, Similarity

#: The second is twice the first, the third seven times.
_TIMES = {"a": 1, "b": 2, "c": 7}
SIZES = {Page(file, page): SheetFacts(page, 10 * by, 20 * by) for file, by in _TIMES.items() for page in (0, 4)}
sizes = st.builds(SheetFacts, st.just(0), st.floats(10, 5000), st.floats(10, 5000), st.sampled_from([0, 90, 180, 270]))


def _displayed(sheet: SheetFacts, point: Point) -> Point:
    match sheet.rotation:
        case 90:
            return Point(sheet.height_pt - point.y, point.x)
        case 180:
            return Point(sheet.width_pt - point.x, sheet.height_pt - point.y)
        case 270:
            return Point(point.y, sheet.width_pt - point.x)
    return point


@given(sizes, sizes)
def test_the_middle_stays_the_middle_and_nothing_leaves_the_sheet(old: SheetFacts, new: SheetFacts) -> None:
    by = by_size(old, new)
    assert near(by.apply(old.width_pt / 2, old.height_pt / 2), Point(new.width_pt / 2, new.height_pt / 2))
    for corner in ((0, 0), (old.width_pt, old.height_pt)):
        x, y = by.apply(*corner)
        assert -1e-6 <= x <= new.width_pt + 1e-6
        assert -1e-6 <= y <= new.height_pt + 1e-6


@given(sizes, sizes, st.floats(0, 1), st.floats(0, 1))
def test_what_is_upright_on_the_screen_stays_upright(
    old: SheetFacts, new: SheetFacts, across: float, down: float
) -> None:
    by = by_size(old, new)
    here = Point(old.width_pt * across, old.height_pt * down)
    centres = [Point(sheet.width_pt / 2, sheet.height_pt / 2) for sheet in (old, new)]
    before = [a - b for a, b in zip(_displayed(old, here), _displayed(old, centres[0]), strict=True)]
    after = [a - b for a, b in zip(_displayed(new, by.apply(*here)), _displayed(new, centres[1]), strict=True)]
    assert after == pytest.approx([part * by.scale for part in before], abs=1e-6)


@given(sizes)
def test_the_same_size_is_the_same_place(sheet: SheetFacts) -> None:
    assert near(by_size(sheet, sheet).apply(12, 34), Point(12, 34))


def test_a_sheet_without_a_size_moves_nothing() -> None:
    assert by_size(SheetFacts(0, 0, 0), SheetFacts(0, 100, 100)) == Similarity()


@given(similarities, similarities)
def test_a_comparison_goes_before_the_size_and_a_direct_one_before_several(a: Similarity, b: Similarity) -> None:
    known = {(Page("a", 0), "b"): Laid(3, a), (Page("b", 3), "c"): Laid(1, b)}
    assert laid_over(["a", "b"], 0, known, SIZES) == (3, a)
    assert laid_over(["a", "b", "c"], 0, known, SIZES) == (1, Similarity().then(a).then(b))
    direct = Laid(2, Similarity(1, 2, 3, 4))
    assert laid_over(["a", "b", "c"], 0, {**known, (Page("a", 0), "c"): direct}, SIZES) == direct


def test_where_one_step_is_not_known_the_size_decides() -> None:
    known = {(Page("a", 0), "b"): Laid(0, Similarity(5))}
    assert laid_over(["a", "b", "c"], 0, known, SIZES) == (0, Similarity(7))
    assert laid_over(["a", None, "c"], 0, known, SIZES) == (0, Similarity(7))
    assert laid_over(["a", None], 0, known, SIZES) == (0, Similarity())
    assert laid_over(["a", "b"], 9, known, SIZES) == (9, Similarity())


def test_a_page_is_followed_also_where_it_is_not_known_how_it_lies() -> None:
    known = {(Page("a", 0), "b"): Laid(3), (Page("b", 3), "c"): Laid(4, Similarity(5))}
    assert laid_over(["a", "b", "c"], 0, known, SIZES) == (4, Similarity(7))


def test_the_same_bytes_are_the_same_sheet() -> None:
    assert laid_over(["a", "a"], 5, {}, {}) == (5, Similarity())
    assert laid_over(["a", "b", "a"], 5, {}, {}) == (5, Similarity())
