"""Similarities, polygons and simplified lines on the plane of a page."""

from __future__ import annotations

import pytest
from drawn_marks import near, points, similarities
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plane import (
    Point,
    Similarity,
    bounds_of,
    distance,
    distance_to_path,
    halfway,
    inside,
    path_length,
    signed_area,
    similarity,
    simplified,
    turned,
)

SQUARE = (Point(0, 0), Point(10, 0), Point(10, 10), Point(0, 10))


@given(similarities, points, points)
def test_lengths_are_scaled(one: Similarity, a: Point, b: Point) -> None:
    assert distance(one.apply(*a), one.apply(*b)) == pytest.approx(distance(a, b) * one.scale, abs=1e-6)


@given(points, st.floats(-360, 720))
def test_a_turn_is_a_similarity(point: Point, degrees: float) -> None:
    assert near(similarity(degrees).apply(*point), turned(point, degrees))


def test_quarter_turns_are_clockwise_as_seen_and_exact() -> None:
    assert [turned(Point(1, 0), degrees) for degrees in (0, 90, 180, 270, 360, -90)] == [
        (1, 0), (0, 1), (-1, 0), (0, -1), (1, 0), (0, -1),
    ]  # fmt: skip


@given(st.lists(points, min_size=1, max_size=60), st.floats(0, 200))
def test_a_simplified_line_keeps_its_ends_and_stays_close(path: list[Point], tolerance: float) -> None:
    fewer = simplified(path, tolerance)

    assert (fewer[0], fewer[-1]) == (path[0], path[-1])
    assert set(fewer) <= set(path)
    assert all(distance_to_path(point, fewer) <= tolerance + 1e-6 for point in path)


def test_a_straight_stroke_of_many_points_is_two() -> None:
    assert simplified([Point(x, x / 2) for x in range(5000)], 0.01) == (Point(0, 0), Point(4999, 2499.5))


def test_areas_have_the_sign_of_their_direction() -> None:
    assert (signed_area(SQUARE), signed_area(SQUARE[::-1]), signed_area(()), signed_area(SQUARE[:2])) == (
        100,
        -100,
        0,
        0,
    )


@given(similarities)
def test_areas_grow_with_the_square(one: Similarity) -> None:
    ring = [one.apply(*corner) for corner in SQUARE]
    assert signed_area(ring) == pytest.approx(100 * one.scale**2, rel=1e-6)
    assert inside(one.apply(5, 5), ring)
    assert not inside(one.apply(15, 5), ring)


@given(st.lists(points, min_size=2, max_size=20))
def test_halfway_is_as_far_from_both_ends(path: list[Point]) -> None:
    middle = halfway(path)
    assert distance_to_path(middle, path) < 1e-6
    assert bounds_of(path).grown(1e-6).contains(middle)
    assert path_length(path) >= distance(path[0], path[-1]) - 1e-6
