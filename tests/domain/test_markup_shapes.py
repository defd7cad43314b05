"""Shapes of marks: whatever is drawn can be hit, moved, turned and resized, and stays what it is."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from drawn_marks import geometries, marks, near, points, similarities, styles
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.markup_shapes import (
    Handle,
    arrow_heads,
    bounds,
    cloud_outline,
    corners,
    dragged,
    handles,
    hit,
    label_position,
    leader,
    markup_transformed,
    moved,
    outline,
    rotated,
    text_lines,
    transformed,
)
from app.domain.markups import BOXES, MEASURED, RINGS, STROKES, Geometry, Heads, Markup, MarkupKind, Style
from app.domain.plane import Point, Similarity, distance, inside


@given(marks())
def test_what_is_drawn_is_inside_its_bounds_and_is_hit(markup: Markup) -> None:
    box = bounds(markup).grown(1e-6)
    drawn = outline(markup.kind, markup.geometry, markup.style)
    assert all(box.contains(point) for point in drawn)
    for point in drawn[:: 1 + len(drawn) // 20]:
        assert hit(markup, point, 0.5)
    assert not hit(markup, Point(box.right + 20, box.bottom + 20), 5)


@given(marks())
def test_a_label_stands_within_its_mark(markup: Markup) -> None:
    assert bounds(markup).grown(1e-3).contains(label_position(markup.kind, markup.geometry))


@given(marks(), similarities)
def test_the_outline_moves_with_the_mark(markup: Markup, by: Similarity) -> None:
    assume(markup.kind is not MarkupKind.CLOUD)  # its bumps have a size of their own
    after = markup_transformed(markup, by)
    for was, now in zip(
        outline(markup.kind, markup.geometry, markup.style),
        outline(after.kind, after.geometry, after.style),
        strict=True,
    ):
        assert distance(by.apply(*was), now) < 1e-5
    if markup.kind is MarkupKind.CALLOUT:
        assert near(by.apply(*markup.geometry.points[0]), after.geometry.points[0])


@given(marks(), similarities)
def test_laying_a_mark_elsewhere_and_back_changes_nothing(markup: Markup, by: Similarity) -> None:
    back = markup_transformed(markup_transformed(markup, by), by.inverse())

    assert all(distance(a, b) < 1e-5 for a, b in zip(markup.geometry.points, back.geometry.points, strict=True))
    turn = (back.geometry.rotation - markup.geometry.rotation) % 360
    assert min(turn, 360 - turn) < 1e-6
    assert back.style.font_size == pytest.approx(markup.style.font_size)
    assert replace(back, geometry=markup.geometry, style=markup.style) == markup


@given(st.data(), st.floats(-1000, 1000), st.floats(-1000, 1000))
def test_moving_is_a_similarity(data: st.DataObject, dx: float, dy: float) -> None:
    kind = data.draw(st.sampled_from(MarkupKind))
    geometry = data.draw(geometries(kind))
    by = transformed(kind, geometry, Similarity(dx=dx, dy=dy))
    assert all(near(a, b) for a, b in zip(moved(geometry, dx, dy).points, by.points, strict=True))


@given(st.data(), st.floats(-720, 720))
def test_turning_there_and_back_is_nothing(data: st.DataObject, degrees: float) -> None:
    kind = data.draw(st.sampled_from(MarkupKind))
    geometry = data.draw(geometries(kind))
    around = data.draw(st.none() | points)
    back = rotated(kind, rotated(kind, geometry, degrees, around), -degrees, around)
    if around is None and kind not in BOXES:
        return  # the middle of what was turned is another one
    assert all(distance(a, b) < 1e-5 for a, b in zip(geometry.points, back.points, strict=True))


@given(st.data(), points)
def test_a_dragged_handle_is_where_it_was_put_and_what_lies_across_stays(data: st.DataObject, to: Point) -> None:
    kind = data.draw(st.sampled_from(sorted(BOXES | {MarkupKind.CALLOUT})))
    geometry = data.draw(geometries(kind))
    taken = data.draw(st.sampled_from([one for one in handles(kind, geometry) if one.of_box and one.index % 2 == 0]))
    across = next(one.at for one in handles(kind, geometry) if one.of_box and one.index == (taken.index + 4) % 8)

    after = [one.at for one in handles(kind, dragged(kind, geometry, taken, to)) if one.of_box]

    assert min(distance(one, to) for one in after) < 1e-5
    assert min(distance(one, across) for one in after) < 1e-5


@given(st.data(), points)
def test_a_corner_of_a_line_or_ring_goes_where_it_is_dragged_and_the_others_stay(
    data: st.DataObject, to: Point
) -> None:
    kind = data.draw(st.sampled_from(sorted(set(MarkupKind) - BOXES - STROKES)))
    geometry = data.draw(geometries(kind))
    taken = data.draw(st.sampled_from([one for one in handles(kind, geometry) if not one.of_box]))
    after = dragged(kind, geometry, taken, to)
    assert after.points[taken.index] == to
    assert [p for i, p in enumerate(after.points) if i != taken.index] == [
        p for i, p in enumerate(geometry.points) if i != taken.index
    ]


def test_a_box_keeps_its_ratio_where_that_is_asked_for() -> None:
    wide = Geometry((Point(0, 0), Point(20, 10)))
    corner = Handle(4, Point(20, 10), of_box=True)
    after = dragged(MarkupKind.RECTANGLE, wide, corner, Point(60, 15), keep_ratio=True)
    assert after.points == (Point(0, 0), Point(60, 30))


def test_a_stroke_is_stretched_by_the_box_around_it() -> None:
    stroke = Geometry((Point(0, 0), Point(5, 2), Point(10, 10)))
    corner = next(one for one in handles(MarkupKind.PEN, stroke) if one.index == 4)
    assert dragged(MarkupKind.PEN, stroke, corner, Point(20, 5)).points == (Point(0, 0), Point(10, 1), Point(20, 5))
    flat = Geometry((Point(0, 0), Point(10, 0)))
    assert dragged(MarkupKind.PEN, flat, corner, Point(20, 5)).points == (Point(0, 0), Point(20, 0))


@given(geometries(MarkupKind.CLOUD), st.floats(0, 50))
def test_a_cloud_bumps_outwards_all_around(geometry: Geometry, width: float) -> None:
    ring = corners(MarkupKind.CLOUD, geometry)
    sides = [distance(a, b) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    assume(min(sides) > 1)

    cloud = cloud_outline(ring, width)

    assert len(cloud) <= 8 * (420 + 4)
    assert all(any(distance(corner, point) < 1e-5 for point in cloud) for corner in ring)
    centre = label_position(MarkupKind.CLOUD, geometry)
    shrunk = [Point(centre.x + (p.x - centre.x) * 0.999, centre.y + (p.y - centre.y) * 0.999) for p in ring]
    assert not any(inside(point, shrunk) for point in cloud)


@given(geometries(MarkupKind.POLYLINE), styles)
def test_arrow_heads_point_along_the_line(geometry: Geometry, style: Style) -> None:
    assume(min(distance(a, b) for a, b in zip(geometry.points, geometry.points[1:], strict=False)) > 1e-3)
    heads = arrow_heads(MarkupKind.POLYLINE, geometry, style)
    count = {Heads.NONE: 0, Heads.START: 1, Heads.END: 1, Heads.BOTH: 2}
    assert len(heads) == count[style.heads]
    for tip, left, right in heads:
        assert tip in (geometry.points[0], geometry.points[-1])
        assert distance(tip, left) == pytest.approx(distance(tip, right))
        assert distance(tip, left) <= max(8.0, 4 * style.width) + 1e-6


def test_an_arrow_has_a_head_by_itself_and_a_line_has_none() -> None:
    line = Geometry((Point(0, 0), Point(100, 0)))
    assert arrow_heads(MarkupKind.LINE, line, Style()) == ()
    ((tip, *_),) = arrow_heads(MarkupKind.ARROW, line, Style())
    assert tip == Point(100, 0)
    assert arrow_heads(MarkupKind.ARROW, Geometry((Point(0, 0), Point(0, 0))), Style()) == ()


def test_a_callout_points_from_the_nearest_side_of_its_box() -> None:
    callout = Geometry((Point(50, 100), Point(0, 0), Point(100, 20)))
    assert leader(callout) == (Point(50, 100), Point(50, 20))
    markup = Markup("1", 1, 0, "", MarkupKind.CALLOUT, callout)
    assert hit(markup, Point(50, 60), 1)
    assert hit(markup, Point(50, 10), 1)
    assert not hit(markup, Point(20, 60), 1)
    turned = rotated(MarkupKind.CALLOUT, callout, 90)
    assert (turned.points, turned.rotation) == (callout.points, 90)


@pytest.mark.parametrize(
    ("kind", "style", "hits"),
    [
        (MarkupKind.RECTANGLE, Style(), False),
        (MarkupKind.RECTANGLE, Style(fill="#ffff00"), True),
        (MarkupKind.TEXT, Style(), True),
        (MarkupKind.STAMP, Style(), True),
        (MarkupKind.CLOUD, Style(), False),
    ],
)
def test_the_inside_is_hit_where_there_is_something_to_see(kind: MarkupKind, style: Style, hits: bool) -> None:
    box = Geometry((Point(0, 0), Point(200, 100)), 30)
    assert hit(Markup("1", 1, 0, "", kind, box, style), Point(100, 50), 2) is hits


def test_the_label_of_a_ring_that_is_not_convex_stands_inside() -> None:
    u_shape = [Point(*p) for p in ((0, 0), (10, 0), (10, 90), (90, 90), (90, 0), (100, 0), (100, 100), (0, 100))]
    for kind in RINGS & MEASURED:
        assert inside(label_position(kind, Geometry(tuple(u_shape))), u_shape)


@given(st.text(st.sampled_from("ab \n"), max_size=60), st.integers(1, 12))
def test_lines_of_text_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = text_lines(text, width, len)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line.rstrip()) <= width for line in lines)
    assert math.inf > len(lines) >= text.strip("\n").count("\n") + 1
