"""Where a mark is on its sheet and what shape it has: outlines, hits, handles, and changes of its geometry.

Total and pure: a mark of any kind with the points that ``markups.POINTS`` asks for gives an answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.markups import BOXES, RINGS, STROKES, WORDED, Geometry, Heads, MarkupKind
from app.domain.plane import (
    Bounds,
    Point,
    between,
    bounds_of,
    distance,
    distance_to_path,
    halfway,
    inside,
    path_length,
    signed_area,
    similarity,
    turned,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.markups import Markup, Style
    from app.domain.plane import Similarity

#: Corners of an ellipse that is drawn as a polygon.
_ELLIPSE = 64
#: A count is a dot of this radius, in points at a width of one.
_COUNT_RADIUS = 4.0
_ARROW_LENGTH = 4.0  # times the width of the line
_ARROW_ANGLE = 25.0
_ARROW_LEAST = 8.0
#: Radius of a cloud's bumps at a width of one, and how many points each has.
_BUMP = 6.0
_BUMP_POINTS = 8
#: Lines of text stand this far apart, in font sizes.
LINE_HEIGHT = 1.25


# --- outlines -----------------------------------------------------------------------------------------------------


def box_of(kind: MarkupKind, geometry: Geometry) -> Bounds | None:
    """The box before its rotation, for kinds that have one."""
    if kind in BOXES:
        return bounds_of(geometry.points[:2])
    return bounds_of(geometry.points[1:3]) if kind is MarkupKind.CALLOUT else None


def corners(kind: MarkupKind, geometry: Geometry) -> tuple[Point, ...]:
    """The turned corners of the box, from its top left clockwise; () for kinds without one."""
    box = box_of(kind, geometry)
    if box is None:
        return ()
    upright = (
        Point(box.left, box.top),
        Point(box.right, box.top),
        Point(box.right, box.bottom),
        Point(box.left, box.bottom),
    )
    return tuple(turned(corner, geometry.rotation, box.centre) for corner in upright)


def outline(kind: MarkupKind, geometry: Geometry, style: Style) -> tuple[Point, ...]:
    """The line that is drawn; of closed shapes the ring, its first point not repeated. Of a count its points."""
    if kind is MarkupKind.ELLIPSE:
        return _ellipse(geometry)
    if kind is MarkupKind.CLOUD:
        return cloud_outline(corners(kind, geometry), style.width)
    return corners(kind, geometry) or geometry.points


def is_closed(kind: MarkupKind) -> bool:
    """True where the outline is a ring."""
    return kind in BOXES or kind in RINGS or kind is MarkupKind.CALLOUT


def leader(geometry: Geometry) -> tuple[Point, Point]:
    """The line of a callout, from its tip to the nearest middle of a side of its box."""
    ring = corners(MarkupKind.CALLOUT, geometry)
    tip = geometry.points[0]
    sides = [between(a, b) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)]
    return tip, min(sides, key=lambda side: distance(tip, side))


def cloud_outline(ring: Sequence[Point], width: float) -> tuple[Point, ...]:
    """A ring of bumps along a polygon, all of about one size, so that none is cut at a corner."""
    clockwise = tuple(ring) if signed_area(ring) >= 0 else tuple(reversed(ring))
    # Never so many bumps that a huge cloud with a hair line is slow to draw.
    chord = max(2 * _BUMP * max(0.5, math.sqrt(max(width, 0.0))), path_length((*clockwise, *clockwise[:1])) / 400)
    points: list[Point] = []
    for a, b in zip(clockwise, (*clockwise[1:], *clockwise[:1]), strict=True):
        bumps = max(1, round(distance(a, b) / chord))
        for index in range(bumps):
            points += _bump(between(a, b, index / bumps), between(a, b, (index + 1) / bumps))
    return tuple(points)


def _bump(a: Point, b: Point) -> list[Point]:
    """Half a circle to the left of the way from ``a`` to ``b``: outwards, on a ring that goes clockwise."""
    middle = between(a, b)
    return [turned(a, 180.0 * step / _BUMP_POINTS, middle) for step in range(_BUMP_POINTS)]


def _ellipse(geometry: Geometry) -> tuple[Point, ...]:
    box = bounds_of(geometry.points[:2])
    centre = box.centre
    angles = (2 * math.pi * step / _ELLIPSE for step in range(_ELLIPSE))
    ring = (
        Point(centre.x + math.cos(angle) * box.width / 2, centre.y + math.sin(angle) * box.height / 2)
        for angle in angles
    )
    return tuple(turned(point, geometry.rotation, centre) for point in ring)


def arrow_heads(kind: MarkupKind, geometry: Geometry, style: Style) -> tuple[tuple[Point, Point, Point], ...]:
    """Filled triangles, each from its tip. An arrow has one at its end unless its style says otherwise; a callout at
    its tip; lines and polylines where their style has them."""
    if kind is MarkupKind.CALLOUT:
        tip, foot = leader(geometry)
        return _head(foot, tip, style.width)
    heads = style.heads
    if kind is MarkupKind.ARROW and heads is Heads.NONE:
        heads = Heads.END
    if kind not in (MarkupKind.ARROW, MarkupKind.LINE, MarkupKind.POLYLINE):
        return ()
    first, second, *_ = points = geometry.points
    start = _head(second, first, style.width) if heads in (Heads.START, Heads.BOTH) else ()
    return start + (_head(points[-2], points[-1], style.width) if heads in (Heads.END, Heads.BOTH) else ())


def _head(from_: Point, tip: Point, width: float) -> tuple[tuple[Point, Point, Point], ...]:
    whole = distance(from_, tip)
    if not whole:
        return ()
    length = min(max(_ARROW_LEAST, _ARROW_LENGTH * width), whole)
    foot = between(tip, from_, length / whole)
    return ((tip, turned(foot, _ARROW_ANGLE, tip), turned(foot, -_ARROW_ANGLE, tip)),)


def count_radius(style: Style) -> float:
    """Of the dot at each point of a count."""
    return _COUNT_RADIUS * max(1.0, style.width)


def bounds(markup: Markup) -> Bounds:
    """The upright box that holds all that is drawn, with the width of its line."""
    kind, geometry, style = markup.kind, markup.geometry, markup.style
    drawn = [*outline(kind, geometry, style), *(point for head in arrow_heads(kind, geometry, style) for point in head)]
    if kind is MarkupKind.CALLOUT:
        drawn.append(geometry.points[0])
    return bounds_of(drawn).grown(count_radius(style) if kind is MarkupKind.COUNT else style.width / 2)


def label_position(kind: MarkupKind, geometry: Geometry) -> Point:
    """Where the words or the value of a mark stand: in a box or ring, halfway along a line."""
    box = box_of(kind, geometry)
    if box is not None:
        return box.centre
    if kind in RINGS:
        return _middle_of(geometry.points)
    return geometry.points[0] if kind is MarkupKind.COUNT else halfway(geometry.points)


def _middle_of(ring: Sequence[Point]) -> Point:
    """The centre of gravity; where that lies outside (an L, a U), a place on the widest part of the line through it."""
    box = bounds_of(ring)
    area = signed_area(ring)
    # A ring without an area worth the name has no centre of gravity that floating point could find.
    if abs(area) < 1e-9 * max(box.width * box.width, box.height * box.height, 1e-9):
        return box.centre
    x = y = 0.0
    first = ring[0]
    for a, b in pairwise(ring):
        part = (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y)
        x += (a.x + b.x - 2 * first.x) * part
        y += (a.y + b.y - 2 * first.y) * part
    centre = Point(first.x + x / (6 * area), first.y + y / (6 * area))
    if inside(centre, ring):
        return centre
    level = min(max(centre.y, box.top), box.bottom)  # of a ring that crosses itself it may lie anywhere
    crossings = sorted(
        a.x + (level - a.y) * (b.x - a.x) / (b.y - a.y)
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
        if (a.y > level) != (b.y > level)
    )
    spans = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not spans:
        return box.centre
    left, right = max(spans, key=lambda span: span[1] - span[0])
    return Point((left + right) / 2, level)


def text_lines(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """``text`` broken between words into lines that fit ``width``; a word that is wider than that is broken inside.
    ``measure``: how wide a line is, in the unit of ``width``."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if not line or measure(longer) <= width:
                line = longer
            else:
                lines.append(line)
                line = word
            while len(line) > 1 and measure(line) > width:
                fits = max(1, next((n for n in range(1, len(line)) if measure(line[: n + 1]) > width), len(line)))
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return tuple(lines)


def shines_through(markup: Markup) -> bool:
    """Colour laid over a drawing must not hide it; boxes with words of their own cover what is beneath."""
    filled = markup.style.fill is not None and markup.kind not in WORDED
    return markup.kind is MarkupKind.HIGHLIGHTER or filled


# --- hits ---------------------------------------------------------------------------------------------------------


def hit(markup: Markup, point: Point, tolerance: float) -> bool:
    """True where ``point`` is on the mark: on its line, give or take ``tolerance`` points, or inside where it is
    filled, has words, or is an area."""
    kind, geometry, style = markup.kind, markup.geometry, markup.style
    near = tolerance + style.width / 2
    line = outline(kind, geometry, style)
    if kind is MarkupKind.COUNT:
        return any(distance(point, one) <= tolerance + count_radius(style) for one in line)
    if kind is MarkupKind.CALLOUT and distance_to_path(point, leader(geometry)) <= near:
        return True
    if not is_closed(kind):
        return distance_to_path(point, line) <= near
    filled = style.fill is not None or kind in WORDED or kind is MarkupKind.AREA
    return (filled and inside(point, line)) or distance_to_path(point, (*line, *line[:1])) <= near


# --- changes ------------------------------------------------------------------------------------------------------


def moved(geometry: Geometry, dx: float, dy: float) -> Geometry:
    return replace(geometry, points=tuple(Point(point.x + dx, point.y + dy) for point in geometry.points))


def rotated(kind: MarkupKind, geometry: Geometry, degrees: float, around: Point | None = None) -> Geometry:
    """Turned clockwise around a point, or around its own middle. The tip of a callout stays where it points to."""
    box = box_of(kind, geometry)
    centre = around or (bounds_of(geometry.points).centre if box is None else box.centre)
    if kind is MarkupKind.CALLOUT and around is None:
        return replace(geometry, rotation=(geometry.rotation + degrees) % 360)
    back = turned(centre, degrees)
    return transformed(kind, geometry, similarity(degrees, 1.0, centre.x - back.x, centre.y - back.y))


def transformed(kind: MarkupKind, geometry: Geometry, by: Similarity) -> Geometry:
    """Through a similarity. Boxes stay boxes: what turns is their rotation."""
    box = box_of(kind, geometry)
    if box is None:
        return replace(geometry, points=tuple(by.apply(*point) for point in geometry.points))
    centre = by.apply(*box.centre)
    corners = tuple(
        Point(centre.x + (point.x - box.centre.x) * by.scale, centre.y + (point.y - box.centre.y) * by.scale)
        for point in geometry.points[-2:]
    )
    tip = tuple(by.apply(*point) for point in geometry.points[:-2])
    return Geometry((*tip, *corners), (geometry.rotation + by.degrees) % 360)


def markup_transformed(markup: Markup, by: Similarity) -> Markup:
    """As ``transformed``; letters grow with their box, lines keep their width."""
    style = (
        replace(markup.style, font_size=markup.style.font_size * by.scale) if markup.kind in WORDED else markup.style
    )
    return replace(markup, geometry=transformed(markup.kind, markup.geometry, by), style=style)


@dataclass(frozen=True, slots=True)
class Handle:
    """What can be taken hold of. ``index``: of the point of the geometry, or 0 to 7 around a box from its top left
    clockwise (odd ones are the middles of its sides). ``of_box`` says which; a callout has both."""

    index: int
    at: Point
    of_box: bool


def handles(kind: MarkupKind, geometry: Geometry) -> tuple[Handle, ...]:
    """Eight around a box or a stroke, one at every corner of other kinds."""
    if kind in STROKES:
        return _around(corners(MarkupKind.RECTANGLE, Geometry(_two_corners(bounds_of(geometry.points)))))
    ring = corners(kind, geometry)
    points = geometry.points[:1] if kind is MarkupKind.CALLOUT else () if ring else geometry.points
    return tuple(Handle(index, point, of_box=False) for index, point in enumerate(points)) + _around(ring)


def _around(ring: tuple[Point, ...]) -> tuple[Handle, ...]:
    sides = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    places = [place for a, b in sides for place in (a, between(a, b))]
    return tuple(Handle(index, place, of_box=True) for index, place in enumerate(places))


def dragged(kind: MarkupKind, geometry: Geometry, handle: Handle, to: Point, *, keep_ratio: bool = False) -> Geometry:
    """The geometry after ``handle`` was moved to a point. The side or corner across stays where it is."""
    if not handle.of_box:
        points = list(geometry.points)
        points[handle.index] = to
        return replace(geometry, points=tuple(points))
    if kind in STROKES:
        stroke = bounds_of(geometry.points)
        return _stretched(geometry, stroke, _dragged_box(stroke, handle.index, to, keep_ratio))
    box = box_of(kind, geometry)
    if box is None:
        return geometry
    # Dragged in the box's own frame, then put so that what lies across has not moved on the sheet.
    new = _dragged_box(box, handle.index, turned(to, -geometry.rotation, box.centre), keep_ratio)
    centre = turned(new.centre, geometry.rotation, box.centre)
    shift = Point(centre.x - new.centre.x, centre.y - new.centre.y)
    placed = tuple(Point(corner.x + shift.x, corner.y + shift.y) for corner in _two_corners(new))
    return replace(geometry, points=(*geometry.points[:-2], *placed))


def _dragged_box(box: Bounds, index: int, to: Point, keep_ratio: bool) -> Bounds:
    left, top, right, bottom = box
    if index in (0, 6, 7):
        left = to.x
    if index in (2, 3, 4):
        right = to.x
    if index in (0, 1, 2):
        top = to.y
    if index in (4, 5, 6):
        bottom = to.y
    if keep_ratio and index % 2 == 0 and box.width and box.height:
        scale = max(abs(right - left) / box.width, abs(bottom - top) / box.height)
        across, down = math.copysign(box.width * scale, right - left), math.copysign(box.height * scale, bottom - top)
        left, right = (right - across, right) if index in (0, 6) else (left, left + across)
        top, bottom = (bottom - down, bottom) if index in (0, 2) else (top, top + down)
    return bounds_of((Point(left, top), Point(right, bottom)))


def _stretched(geometry: Geometry, box: Bounds, new: Bounds) -> Geometry:
    across = new.width / box.width if box.width else 1.0
    down = new.height / box.height if box.height else 1.0
    points = (
        Point(new.left + (point.x - box.left) * across, new.top + (point.y - box.top) * down)
        for point in geometry.points
    )
    return replace(geometry, points=tuple(points))


def _two_corners(box: Bounds) -> tuple[Point, Point]:
    return Point(box.left, box.top), Point(box.right, box.bottom)
