"""Pixels and page points agree, at every zoom and rotation."""

from __future__ import annotations

import math

import pytest

from app.drawings.tiles import TILE, level_scale
from app.ui.viewer.geometry import (
    Box,
    Camera,
    Cell,
    Point,
    Sheet,
    bounded_scale,
    cell_box,
    cells_in_view,
    fit_scale,
    level_for,
    nearest_first,
    page_box,
    settled,
    width_scale,
)

ARCH_E1 = Sheet(3024, 2160)


def camera(sheet: Sheet = ARCH_E1, **changes: float) -> Camera:
    values = {"width": 1200, "height": 800, "scale": 2.0, "x": 700.0, "y": 300.0} | changes
    return Camera(sheet, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("own", range(4))
@pytest.mark.parametrize("added", range(4))
def test_page_points_survive_the_way_to_the_screen_and_back(own: int, added: int) -> None:
    view = camera(Sheet(3024, 2160, own), rotation=added)
    for point in (Point(0, 0), Point(144, 72), Point(2000.5, 12.25)):
        there = view.page_to_view(point)
        assert view.view_to_page(there) == pytest.approx(point)


def test_corner_of_a_turned_page_lands_where_a_clockwise_turn_puts_it() -> None:
    sheet = Sheet(300, 200)
    for turns, corner in enumerate([Point(0, 0), Point(200, 0), Point(300, 200), Point(0, 300)]):
        view = Camera(sheet, 100, 100, scale=1.0, rotation=turns)
        assert view.page_to_view(Point(0, 0)) == corner


def test_pages_own_rotation_counts_like_the_users() -> None:
    # Displayed as 200 x 300, so 300 x 200 before its own quarter turn.
    view = Camera(Sheet(200, 300, 1), 100, 100, scale=1.0)
    assert view.page_to_view(Point(0, 0)) == Point(200, 0)
    assert view.page_to_view(Point(300, 200)) == Point(0, 300)


def test_zoom_keeps_the_point_under_the_pointer() -> None:
    view = camera()
    anchor = Point(311, 517)
    before = view.view_to_page(anchor)
    assert view.zoomed(7.3, anchor).view_to_page(anchor) == pytest.approx(before)


def test_turning_keeps_the_middle_of_the_view() -> None:
    view = camera(scale=4.0, x=3000.0, y=3000.0)
    middle = Point(600, 400)
    assert view.turned(1).view_to_page(middle) == pytest.approx(view.view_to_page(middle))
    assert view.turned(1).turned(3) == view


def test_small_sheet_is_centred_and_large_one_fills_the_view() -> None:
    small = settled(camera(scale=0.1, x=999.0, y=999.0))
    box = page_box(small)
    assert (box.left, box.top) == (round((1200 - 302.4) / 2), round((800 - 216) / 2))
    large = settled(camera(x=99_999.0, y=-50.0))
    assert (large.x, large.y) == (6048 - 1200, 0)


def test_fit_shows_all_of_the_page_and_touches_one_side() -> None:
    for turns in range(4):
        scale = fit_scale(ARCH_E1, turns, 1200, 800)
        across, down = camera(scale=scale, rotation=turns).canvas
        assert across <= 1200.001
        assert down <= 800.001
        assert math.isclose(across, 1200) or math.isclose(down, 800)
    assert width_scale(ARCH_E1, 0, 1200) == pytest.approx(1200 / 3024)


def test_zoom_stays_within_one_and_6400_percent() -> None:
    life_size = 96 / 72
    assert bounded_scale(1e9, life_size) == pytest.approx(64 * life_size)
    assert bounded_scale(1e-9, life_size) == pytest.approx(0.01 * life_size)
    assert bounded_scale(2.0, life_size) == 2.0


@pytest.mark.parametrize("scale", [0.04, 0.3, 0.7072, 1.0, 1.3333, 2.0, 5.1, 85.3, 170.0])
def test_level_is_sharp_but_not_wasteful(scale: float) -> None:
    level = level_for(scale)
    assert level_scale(level) >= scale / 1.021
    assert level_scale(level - 1) < scale / 1.019


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("scale", [0.11, 1.0, 2.37, 40.0])
def test_tiles_cover_the_visible_page_without_gap_or_overlap(turns: int, scale: float) -> None:
    view = settled(camera(scale=scale, rotation=turns, x=scale * 900, y=scale * 640))
    level = level_for(scale)
    cells = cells_in_view(view, level)
    boxes = {cell: cell_box(view, level, cell) for cell in cells}
    seen = _clip(page_box(view), view)
    assert sum(b.width * b.height for b in (_clip(box, view) for box in boxes.values())) == seen.width * seen.height
    for cell, box in boxes.items():
        right = boxes.get(Cell(cell.column + 1, cell.row))
        below = boxes.get(Cell(cell.column, cell.row + 1))
        assert right is None or right.left == box.right
        assert below is None or below.top == box.bottom


def test_number_of_tiles_follows_the_view_not_the_sheet() -> None:
    for scale in (1.0, 10.0, 85.0):
        cells = cells_in_view(settled(camera(scale=scale, x=scale * 800, y=scale * 800)), level_for(scale))
        assert len(cells) <= (1200 * 1.45 // TILE + 2) * (800 * 1.45 // TILE + 2)


def test_ring_adds_neighbours_but_nothing_outside_the_page() -> None:
    view = settled(camera(x=0.0, y=0.0))
    level = level_for(view.scale)
    inner, outer = cells_in_view(view, level), cells_in_view(view, level, ring=1)
    assert set(inner) < set(outer)
    assert min(cell.column for cell in outer) == 0
    assert max(cell.column for cell in outer) == max(cell.column for cell in inner) + 1


def test_tiles_are_asked_for_from_the_pointer_outwards() -> None:
    view = settled(camera())
    level = level_for(view.scale)
    cells = nearest_first(cells_in_view(view, level), view, level, Point(10, 10))
    box = cell_box(view, level, cells[0])
    assert box.left <= 10 <= box.right
    assert box.top <= 10 <= box.bottom


def _clip(box: Box, view: Camera) -> Box:
    left, top = max(0, box.left), max(0, box.top)
    return Box(left, top, max(0, min(view.width, box.right) - left), max(0, min(view.height, box.bottom) - top))
