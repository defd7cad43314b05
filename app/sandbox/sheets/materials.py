"""How materials look where they are cut: concrete, earth, insulation, brick, wood, steel and so on."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from .pen import FINE, HAIR, THIN, Pen, Point, Rect, corners

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _inside(points: Sequence[Point], x: float, y: float) -> bool:
    odd = False
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            odd = not odd
    return odd


def _bounds(points: Sequence[Point]) -> Rect:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _scatter(points: Sequence[Point], area_per_dot: float) -> tuple[list[Point], Random]:
    """Places inside a polygon in page points; the same polygon always gives the same places."""
    x0, y0, x1, y1 = _bounds(points)
    rng = Random(f"{x0:.1f} {y0:.1f} {x1:.1f} {y1:.1f}")
    wanted = min(900, int((x1 - x0) * (y1 - y0) / area_per_dot) + 1)
    found = [(rng.uniform(x0, x1), rng.uniform(y0, y1)) for _ in range(wanted)]
    return [p for p in found if _inside(points, *p)], rng


def concrete(page: Pen, points: Sequence[Point]) -> None:
    places, rng = _scatter(points, 26.0)
    dots, stones = [], []
    for i, (x, y) in enumerate(places):
        if i % 6:
            dots.append((x, y, x + 0.5, y + 0.2))
            continue
        a, r = rng.uniform(0, 6.28), rng.uniform(1.2, 2.6)
        corner = [(x + r * math.cos(a + t), y + r * math.sin(a + t)) for t in (0.0, 2.0, 4.3)]
        if all(_inside(points, *c) for c in corner):
            stones += [(*corner[j], *corner[(j + 1) % 3]) for j in range(3)]
    page.lines(dots, 0.5)
    page.lines(stones, HAIR)


def sand(page: Pen, points: Sequence[Point]) -> None:
    places, _ = _scatter(points, 7.0)
    page.lines([(x, y, x + 0.4, y + 0.2) for x, y in places], 0.4)


def gravel(page: Pen, points: Sequence[Point]) -> None:
    places, rng = _scatter(points, 22.0)
    for x, y in places:
        page.circle(x, y, rng.uniform(0.9, 2.2), HAIR)


def earth(page: Pen, points: Sequence[Point]) -> None:
    x0, y0, x1, y1 = _bounds(points)
    out, size = [], 11.0
    for i in range(int((x1 - x0) / size) + 1):
        for j in range(int((y1 - y0) / size) + 1):
            x, y = x0 + i * size, y0 + j * size
            for t in (2.0, 4.5, 7.0):
                ends = ((x + t, y), (x + size, y + size - t)) if (i + j) % 2 else ((x + t, y + size), (x + size, y + t))
                if all(_inside(points, *e) for e in ends):
                    out.append((*ends[0], *ends[1]))
    page.lines(out, HAIR)


def batt(page: Pen, points: Sequence[Point]) -> None:
    """Mineral wool: the looped line, along the longer side."""
    x0, y0, x1, y1 = _bounds(points)
    tall = (y1 - y0) > (x1 - x0)
    span, length = (x1 - x0, y1 - y0) if tall else (y1 - y0, x1 - x0)
    r = max(1.2, min(span / 4.2, 12.0))
    count = max(1, int(length / (2 * r)))
    r = length / (2 * count)
    for i in range(count):
        at = (2 * i + 1) * r
        flip = i % 2 == 0
        if tall:
            page.arc(x1 - r if flip else x0 + r, y0 + at, r, -90 if flip else 90, 180, HAIR)
            page.line(x0 + r, y0 + at + r, x1 - r, y0 + at + r, HAIR)
        else:
            page.arc(x0 + at, y1 - r if flip else y0 + r, r, 0 if flip else 180, 180, HAIR)
            page.line(x0 + at + r, y0 + r, x0 + at + r, y1 - r, HAIR)


def rigid(page: Pen, points: Sequence[Point]) -> None:
    page.hatch(points, 5.0, 60, HAIR)
    page.hatch(points, 5.0, -60, HAIR)


def brick(page: Pen, points: Sequence[Point]) -> None:
    page.hatch(points, 3.4, 45, FINE)


def block(page: Pen, points: Sequence[Point]) -> None:
    page.hatch(points, 6.0, 45, HAIR)
    page.hatch(points, 6.0, -45, HAIR)


def steel(page: Pen, points: Sequence[Point]) -> None:
    page.hatch(points, 1.7, 45, FINE)


def wood(page: Pen, points: Sequence[Point]) -> None:
    x0, y0, x1, y1 = _bounds(points)
    if min(x1 - x0, y1 - y0) < 10:
        page.lines([(x0, y0, x1, y1), (x0, y1, x1, y0)], HAIR)
        return
    page.hatch(points, 3.0, 12, HAIR)


def plywood(page: Pen, points: Sequence[Point]) -> None:
    x0, y0, x1, y1 = _bounds(points)
    page.hatch(points, 1.6, 90 if (y1 - y0) > (x1 - x0) else 0, HAIR)


def gypsum(page: Pen, points: Sequence[Point]) -> None:
    places, _ = _scatter(points, 9.0)
    page.lines([(x, y, x + 0.3, y) for x, y in places], 0.4, gray=0.2)


def membrane(page: Pen, points: Sequence[Point]) -> None:
    page.path(points, w=0, fill=0.0)


def solid(page: Pen, points: Sequence[Point]) -> None:
    page.path(points, w=0, fill=0.55)


def glass(page: Pen, points: Sequence[Point]) -> None:
    page.path(points, w=0, fill=0.9)


def air(page: Pen, points: Sequence[Point]) -> None:
    del page, points


PATTERNS: dict[str, Callable[[Pen, Sequence[Point]], None]] = {
    "concrete": concrete,
    "sand": sand,
    "gravel": gravel,
    "earth": earth,
    "batt": batt,
    "rigid": rigid,
    "brick": brick,
    "block": block,
    "steel": steel,
    "wood": wood,
    "plywood": plywood,
    "gypsum": gypsum,
    "membrane": membrane,
    "solid": solid,
    "glass": glass,
    "air": air,
}


def cut(pen: Pen, outline: Sequence[Point] | Rect, material: str, w: float = THIN) -> None:
    """Draws a piece of ``material`` cut through: cleared, hatched, outlined. A rectangle may be four numbers."""
    first = outline[0]
    points = list(outline) if isinstance(first, tuple) else corners(tuple(outline))  # type: ignore[arg-type]
    at = [pen.pt(*p) for p in points]  # type: ignore[misc]
    page = pen.page
    page.path(at, w=0, close=True, fill=1.0)
    PATTERNS[material](page, at)
    if w > 0:
        page.path(at, w, close=True)
