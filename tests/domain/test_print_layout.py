"""A sheet on paper: nothing is left out, nothing is printed at another scale than was asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.print_layout import FINEST, MOST_PAPERS, OVERLAP, Layout, bands, laid_out

LETTER = (576.0, 756.0)  # within margins of a quarter inch
ARCH_D = (2592.0, 1728.0)
SIZES = st.floats(50, 5000)


def covers(layout: Layout, width: float, height: float) -> bool:
    """Every point of the sheet lies on some paper."""
    for row in range(layout.rows):
        here = [one for one in layout.placements if one.row == row]
        reach = 0.0
        for one in sorted(here, key=lambda one: one.left):
            if one.left > reach + 1e-6:
                return False
            reach = one.left + one.width
        if reach < width - 1e-6:
            return False
    down = sorted((one for one in layout.placements if one.column == 0), key=lambda one: one.top)
    reach = 0.0
    for one in down:
        if one.top > reach + 1e-6:
            return False
        reach = one.top + one.height
    return reach >= height - 1e-6


def test_large_sheet_is_fitted_on_turned_paper() -> None:
    layout = laid_out(*ARCH_D, *LETTER, None)
    (one,) = layout.placements
    assert layout.landscape
    assert one.scale == pytest.approx(756 / 2592)
    assert (one.x, one.y) == pytest.approx((0, (576 - 1728 * 756 / 2592) / 2))


def test_sheet_in_its_own_size_takes_several_papers_that_overlap() -> None:
    layout = laid_out(*ARCH_D, *LETTER, 1.0)
    assert (layout.rows, layout.columns) == (3, 4) if layout.landscape else (3, 5)
    first, second = layout.placements[0], layout.placements[1]
    assert first.left + first.width - second.left == pytest.approx(OVERLAP)
    assert covers(layout, *ARCH_D)


def test_sheet_that_fits_at_its_scale_stands_in_the_middle_of_one_paper() -> None:
    layout = laid_out(288, 288, *LETTER, 1.0)
    (one,) = layout.placements
    assert (one.x, one.y, one.scale) == (144, 234, 1.0)


@given(SIZES, SIZES, st.floats(200, 3000), st.floats(200, 3000), st.none() | st.floats(0.05, 4))
def test_every_sheet_lies_on_its_papers_whole(
    width: float, height: float, across: float, down: float, scale: float | None
) -> None:
    layout = laid_out(width, height, across, down, scale)
    if layout.rows * layout.columns > MOST_PAPERS:
        assert layout.placements == ()
        return
    room = (down, across) if layout.landscape else (across, down)
    assert covers(layout, width, height)
    assert scale is None or layout.scale == scale
    for one in layout.placements:
        assert one.x + one.width * one.scale <= room[0] + 1e-6
        assert one.y + one.height * one.scale <= room[1] + 1e-6


@given(SIZES, SIZES, st.floats(0.2, 2), st.floats(72, 1200), st.integers(1000, 4_000_000))
def test_bands_follow_each_other_and_stay_small(
    width: float, height: float, scale: float, dots: float, most: int
) -> None:
    layout = laid_out(width, height, *LETTER, scale)
    for one in layout.placements[:3]:
        strips = bands(width, height, one, dots, most)
        assert all(strip.width * strip.height <= max(most, strip.width) for strip in strips)
        for upper, lower in pairwise(strips):
            assert upper.top + upper.height == lower.top
        assert all(strip.top + strip.height <= strip.page_height for strip in strips)
        assert strips[0].page_width <= round(width * scale * FINEST / 72) + 1
