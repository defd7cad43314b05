"""Points of a page and what is done with them: distances, boxes, similarities. Pure arithmetic.

Coordinates are page points: PDF points, origin top left of the page before any rotation, y downwards. Angles are
degrees clockwise as seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Point(NamedTuple):
    x: float
    y: float


class Bounds(NamedTuple):
    """An upright box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grown(self, by: float) -> Bounds:
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def contains(self, point: Point) -> bool:
        return self.left <= point.x <= self.right and self.top <= point.y <= self.bottom

    def covers(self, other: Bounds) -> bool:
        """True where ``other`` lies inside altogether."""
        return self.contains(Point(other.left, other.top)) and self.contains(Point(other.right, other.bottom))

    def touches(self, other: Bounds) -> bool:
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.top <= other.bottom
            and other.top <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Similarity:
    """Translation, uniform scale and rotation: ``x' = a·x - b·y + dx``, ``y' = b·x + a·y + dy``."""

    a: float = 1.0
    b: float = 0.0
    dx: float = 0.0
    dy: float = 0.0

    @property
    def scale(self) -> float:
        return math.hypot(self.a, self.b)

    @property
    def degrees(self) -> float:
        """Clockwise as seen, since y points down; above -180 up to 180."""
        return math.degrees(math.atan2(self.b, self.a))

    def apply(self, x: float, y: float) -> Point:
        return Point(self.a * x - self.b * y + self.dx, self.b * x + self.a * y + self.dy)

    def then(self, after: Similarity) -> Similarity:
        """This one first, ``after`` on what comes out."""
        turn = complex(self.a, self.b) * complex(after.a, after.b)
        return Similarity(turn.real, turn.imag, *after.apply(self.dx, self.dy))

    def inverse(self) -> Similarity:
        """The way back. The scale is never 0."""
        turn = 1 / complex(self.a, self.b)
        back = -turn * complex(self.dx, self.dy)
        return Similarity(turn.real, turn.imag, back.real, back.imag)


def quarter_turns(turns: int, width: float, height: float) -> Similarity:
    """From a page of that size to itself after so many clockwise quarter turns, top left corner at the origin again."""
    match turns % 4:
        case 1:
            return Similarity(0.0, 1.0, height, 0.0)
        case 2:
            return Similarity(-1.0, 0.0, width, height)
        case 3:
            return Similarity(0.0, -1.0, 0.0, width)
        case _:
            return Similarity()


def similarity(degrees: float, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> Similarity:
    """Turn clockwise and scale, both around the origin, then move. Quarter turns are exact."""
    cosine, sine = _direction(degrees)
    return Similarity(cosine * scale, sine * scale, dx, dy)


def turned(point: Point, degrees: float, around: Point = Point(0.0, 0.0)) -> Point:
    """``point`` turned clockwise around another one. Quarter turns are exact."""
    cosine, sine = _direction(degrees)
    x, y = point.x - around.x, point.y - around.y
    return Point(around.x + x * cosine - y * sine, around.y + x * sine + y * cosine)


def _direction(degrees: float) -> tuple[float, float]:
    quarters, rest = divmod(degrees % 360, 90)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters) % 4]
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)


def bounds_of(points: Iterable[Point]) -> Bounds:
    """The smallest box around points; at the origin where there are none."""
    held = tuple(points) or (Point(0.0, 0.0),)
    across = [point.x for point in held]
    down = [point.y for point in held]
    return Bounds(min(across), min(down), max(across), max(down))


def distance(a: Point, b: Point) -> float:
    return math.hypot(b.x - a.x, b.y - a.y)


def between(a: Point, b: Point, share: float = 0.5) -> Point:
    """The point that lies ``share`` of the way from ``a`` to ``b``."""
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


def distance_to_segment(point: Point, a: Point, b: Point) -> float:
    across, down = b.x - a.x, b.y - a.y
    squared = across * across + down * down
    if squared == 0:  # also where the squares are too small to be told from nothing
        return distance(point, a)
    share = ((point.x - a.x) * across + (point.y - a.y) * down) / squared
    return distance(point, between(a, b, min(1.0, max(0.0, share))))


def distance_to_path(point: Point, path: Sequence[Point]) -> float:
    """To the nearest place of a line through ``path``; endless where there is none."""
    if len(path) == 1:
        return distance(point, path[0])
    return min((distance_to_segment(point, a, b) for a, b in pairwise(path)), default=math.inf)


def path_length(path: Sequence[Point]) -> float:
    return sum(distance(a, b) for a, b in pairwise(path))


def halfway(path: Sequence[Point]) -> Point:
    """The middle of a line, measured along it."""
    left = path_length(path) / 2
    for a, b in pairwise(path):
        step = distance(a, b)
        if step >= left:
            return between(a, b, left / step) if step else a
        left -= step
    return path[-1] if path else Point(0.0, 0.0)


def signed_area(ring: Sequence[Point]) -> float:
    """Of a polygon; positive where its corners go clockwise as seen."""
    if not ring:
        return 0.0
    first = ring[0]  # measured from a corner: far from the origin the products would lose their last digits
    total = 0.0
    for a, b in pairwise(ring):
        total += (a.x - first.x) * (b.y - first.y) - (b.x - first.x) * (a.y - first.y)
    return total / 2


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """True where the point lies in the polygon (even-odd, as it is filled)."""
    result = False
    for a, b in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if (a.y > point.y) != (b.y > point.y) and point.x < a.x + (point.y - a.y) * (b.x - a.x) / (b.y - a.y):
            result = not result
    return result


def simplified(path: Sequence[Point], tolerance: float) -> tuple[Point, ...]:
    """The line through fewer points, nowhere further than ``tolerance`` from those left out; its ends stay."""
    if len(path) < 3:
        return tuple(path)
    kept = {0, len(path) - 1}
    open_parts = [(0, len(path) - 1)]  # a stack: a long stroke must not exhaust Python's own
    while open_parts:
        first, last = open_parts.pop()
        middle, furthest = 0, tolerance
        for index in range(first + 1, last):
            away = distance_to_segment(path[index], path[first], path[last])
            if away > furthest:
                middle, furthest = index, away
        if middle:
            kept.add(middle)
            open_parts += [(first, middle), (middle, last)]
    return tuple(path[index] for index in sorted(kept))
