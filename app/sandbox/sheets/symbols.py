"""Drafting symbols: dimensions, grid bubbles, callouts, tags, leaders, revision clouds.

Positions are in the pen's own units, sizes in points on paper.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .pen import (
    BOLD,
    CENTRE,
    FINE,
    HEAVY,
    MEDIUM,
    OBLIQUE,
    SANS,
    THIN,
    Pen,
    Point,
    Rect,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_TICK = 3.2


def dimension_row(pen: Pen, xs: Sequence[float], y: float, feet: float | None = None, size: float = 6.0) -> None:
    """A horizontal dimension string at height ``y``; extension lines start near ``feet`` (same units)."""
    page = pen.page
    at = [pen.pt(x, y) for x in xs]
    level = at[0][1]
    foot = level if feet is None else pen.pt(0, feet)[1]
    toward = 0 if feet is None else math.copysign(1, foot - level)
    page.line(at[0][0] - 5, level, at[-1][0] + 5, level, FINE)
    if toward:
        page.lines([(x, foot - toward * 4, x, level - toward * 4) for x, _ in at], FINE)
    page.lines([(x - _TICK, level - _TICK, x + _TICK, level + _TICK) for x, _ in at], MEDIUM)
    for (a, _), (b, _), one, two in zip(at, at[1:], xs, xs[1:], strict=False):
        words = f"{round(abs(two - one))}"
        lift = 1.8 if b - a > text_width(words, size) + 4 else 8.2
        page.text((a + b) / 2, level + lift, words, size, align="c")


def dimension_column(pen: Pen, ys: Sequence[float], x: float, feet: float | None = None, size: float = 6.0) -> None:
    """A vertical dimension string at ``x``, read from the right."""
    page = pen.page
    at = [pen.pt(x, y) for y in ys]
    place = at[0][0]
    foot = place if feet is None else pen.pt(feet, 0)[0]
    toward = 0 if feet is None else math.copysign(1, foot - place)
    page.line(place, at[0][1] - 5, place, at[-1][1] + 5, FINE)
    if toward:
        page.lines([(foot - toward * 4, y, place - toward * 4, y) for _, y in at], FINE)
    page.lines([(place - _TICK, y - _TICK, place + _TICK, y + _TICK) for _, y in at], MEDIUM)
    for (_, a), (_, b), one, two in zip(at, at[1:], ys, ys[1:], strict=False):
        words = f"{round(abs(two - one))}"
        lift = 1.8 if abs(b - a) > text_width(words, size) + 4 else 8.2
        page.text(place - lift, (a + b) / 2, words, size, align="c", angle=90)


def grid_bubble(pen: Pen, x: float, y: float, label: str, r: float = 13.0) -> None:
    px, py = pen.pt(x, y)
    pen.page.circle(px, py, r, MEDIUM, fill=1.0)
    size = 11.0 if len(label) < 3 else 8.5
    pen.page.text(px, py - size * 0.36, label, size, BOLD, "c")


def grid_lines(
    pen: Pen,
    xs: Sequence[tuple[str, float]],
    ys: Sequence[tuple[str, float]],
    box: Rect,
    gray: float = 0.45,
) -> None:
    """Column grid through ``box`` (the building) with bubbles on the top and the left."""
    x0, y0, x1, y1 = box
    reach = 108 / pen.k
    pen.lines([(x, y0 - 22 / pen.k, x, y1 + reach) for _, x in xs], FINE, CENTRE, gray)
    pen.lines([(x0 - reach, y, x1 + 22 / pen.k, y) for _, y in ys], FINE, CENTRE, gray)
    for label, x in xs:
        grid_bubble(pen, x, y1 + reach + 13 / pen.k, label)
    for label, y in ys:
        grid_bubble(pen, x0 - reach - 13 / pen.k, y, label)


def callout(pen: Pen, x: float, y: float, view: str, sheet: str, r: float = 13.0) -> None:
    """A detail or section bubble: view number over sheet number (``3/A-301`` in the text layer)."""
    px, py = pen.pt(x, y)
    page = pen.page
    page.circle(px, py, r, MEDIUM, fill=1.0)
    page.line(px - r, py, px + r, py, THIN)
    page.text(px, py + 2.6, view, 8.0, BOLD, "c")
    page.text(px, py - 8.0, sheet, 6.3, BOLD, "c")


def section_mark(
    pen: Pen, x: float, y: float, view: str, sheet: str, look: str, tail: tuple[float, float] | None = None
) -> None:
    """A section bubble with its filled arrow looking n, e, s or w, and the cut line towards ``tail``."""
    px, py = pen.pt(x, y)
    page = pen.page
    turn = {"e": 0.0, "n": 90.0, "w": 180.0, "s": 270.0}[look]
    a = math.radians(turn)
    tip = (px + 23 * math.cos(a), py + 23 * math.sin(a))
    side = [(px + 15 * math.cos(a + s), py + 15 * math.sin(a + s)) for s in (math.pi / 2.4, -math.pi / 2.4)]
    page.path([side[0], tip, side[1]], w=0, close=True, fill=0.0)
    if tail is not None:
        tx, ty = pen.pt(*tail)
        page.line(px, py, tx, ty, HEAVY, (18.0, 4.0, 4.0, 4.0))
    callout(page, px, py, view, sheet)


def detail_area(pen: Pen, box: Rect, view: str, sheet: str, corner: tuple[float, float]) -> None:
    """A dashed rounded frame around what an enlarged drawing shows, with its bubble at ``corner``."""
    x0, y0 = pen.pt(box[0], box[1])
    x1, y1 = pen.pt(box[2], box[3])
    page, r, dash = pen.page, 8.0, (6.0, 2.5)
    page.lines(
        [(x0 + r, y0, x1 - r, y0), (x0 + r, y1, x1 - r, y1), (x0, y0 + r, x0, y1 - r), (x1, y0 + r, x1, y1 - r)],
        MEDIUM,
        dash,
    )
    for cx, cy, start in ((x1 - r, y1 - r, 0), (x0 + r, y1 - r, 90), (x0 + r, y0 + r, 180), (x1 - r, y0 + r, 270)):
        page.arc(cx, cy, r, start, 90, MEDIUM)
    bx, by = pen.pt(*corner)
    nx, ny = min(max(bx, x0), x1), min(max(by, y0), y1)
    page.line(nx, ny, bx, by, THIN)
    callout(page, bx, by, view, sheet)


def leader(pen: Pen, target: Point, elbow: Point, words: str, size: float = 6.2, width: float = 170.0) -> None:
    """A note with an arrow; the text starts at the elbow, away from the target. Elbow in the pen's units."""
    tx, ty = pen.pt(*target)
    ex, ey = pen.pt(*elbow)
    right = ex >= tx
    page = pen.page
    shelf = ex - 9 if right else ex + 9
    page.path([(tx, ty), (shelf, ey), (ex - 2 if right else ex + 2, ey)], FINE)
    arrow(page, (shelf, ey), (tx, ty))
    page.block(ex, ey + size * 0.82, words, width, size, align="l" if right else "r")


def arrow(page: Pen, origin: Point, tip: Point, size: float = 5.0) -> None:
    """A filled arrow head at ``tip``, in page points."""
    a = math.atan2(tip[1] - origin[1], tip[0] - origin[0])
    wings = [(tip[0] - size * math.cos(a + s), tip[1] - size * math.sin(a + s)) for s in (0.28, -0.28)]
    page.path([tip, *wings], w=0, close=True, fill=0.0)


def level_mark(pen: Pen, x: float, y: float, name: str, elevation: str, reach: float = 40.0) -> None:
    """An elevation target with name and height at the right end of a level line."""
    px, py = pen.pt(x, y)
    page = pen.page
    page.line(px - reach, py, px + 92, py, THIN, CENTRE)
    page.circle(px + 8, py, 5.0, THIN, fill=1.0)
    page.path([(px + 8, py), (px + 13, py), (px + 8, py + 5)], w=0, fill=0.0)
    page.path([(px + 8, py), (px + 3, py), (px + 8, py - 5)], w=0, fill=0.0)
    page.text(px + 17, py + 2.5, name, 6.2, BOLD)
    page.text(px + 17, py - 7.5, elevation, 6.0)


def view_title(pen: Pen, x: float, y: float, view: str, title: str, scale: str, width: float = 330.0) -> None:
    """The title under a drawing: bubble, underlined title, scale."""
    px, py = pen.pt(x, y)
    page = pen.page
    page.circle(px + 13, py, 13, MEDIUM, fill=1.0)
    page.text(px + 13, py - 4.5, view, 12, BOLD, "c")
    page.text(px + 33, py + 4, title, 11, BOLD)
    page.line(px + 26, py, px + width, py, HEAVY)
    page.text(px + 33, py - 9.5, scale, 6.8)


def room_tag(
    pen: Pen, x: float, y: float, number: str, name: str, french: str, size: float = 6.8, below: str = ""
) -> None:
    px, py = pen.pt(x, y)
    page = pen.page
    page.text(px, py + size + 3.5, name, size, BOLD, "c", mask=True)
    if french:
        page.text(px, py + 2.5, french, size * 0.8, OBLIQUE, "c", mask=True)
    width = max(22.0, text_width(number, size + 0.6, BOLD) + 8)
    page.rect(px - width / 2, py - 11.5, px + width / 2, py - 1.5, THIN, fill=1.0)
    page.text(px, py - 9.2, number, size + 0.4, BOLD, "c")
    if below:
        page.text(px, py - 19, below, size * 0.78, SANS, "c", mask=True)


def door_tag(pen: Pen, x: float, y: float, tag: str) -> None:
    px, py = pen.pt(x, y)
    half = text_width(tag, 5.4, BOLD) / 2 + 2.2
    pen.page.path(
        [
            (px - half - 3, py),
            (px - half, py + 4.3),
            (px + half, py + 4.3),
            (px + half + 3, py),
            (px + half, py - 4.3),
            (px - half, py - 4.3),
        ],
        THIN,
        close=True,
        fill=1.0,
    )
    pen.page.text(px, py - 2.0, tag, 5.4, BOLD, "c")


def hexagon_tag(pen: Pen, x: float, y: float, tag: str, r: float = 7.5) -> None:
    px, py = pen.pt(x, y)
    points = [(px + r * math.cos(math.radians(a)), py + r * math.sin(math.radians(a))) for a in range(0, 360, 60)]
    pen.page.path(points, THIN, close=True, fill=1.0)
    pen.page.text(px, py - 2.0, tag, 5.6, BOLD, "c")


def round_tag(pen: Pen, x: float, y: float, tag: str, r: float = 6.5, size: float = 5.4) -> None:
    px, py = pen.pt(x, y)
    pen.page.circle(px, py, r, THIN, fill=1.0)
    pen.page.text(px, py - size * 0.36, tag, size, BOLD, "c")


def box_tag(pen: Pen, x: float, y: float, tag: str, size: float = 5.4) -> None:
    px, py = pen.pt(x, y)
    half = text_width(tag, size, BOLD) / 2 + 2.5
    pen.page.rect(px - half, py - size * 0.75, px + half, py + size * 0.75, FINE, fill=1.0)
    pen.page.text(px, py - size * 0.36, tag, size, BOLD, "c")


def delta(page: Pen, x: float, y: float, mark: str, r: float = 9.0) -> None:
    """A revision triangle, in page points."""
    page.path([(x, y + r), (x + r * 0.95, y - r * 0.62), (x - r * 0.95, y - r * 0.62)], MEDIUM, close=True, fill=1.0)
    size = 7.5 if len(mark) == 1 else 5.4
    page.text(x, y - size * 0.42, mark, size, BOLD, "c")


def cloud(page: Pen, box: Rect, w: float = 1.5) -> None:
    """A revision cloud around ``box``, in page points: arcs bulging outwards along the four sides."""
    x0, y0, x1, y1 = box
    for ax, ay, bx, by in ((x0, y0, x1, y0), (x1, y0, x1, y1), (x1, y1, x0, y1), (x0, y1, x0, y0)):
        length = math.hypot(bx - ax, by - ay)
        bumps = max(2, round(length / 17.0))
        chord = length / bumps
        heading = math.atan2(by - ay, bx - ax)
        for i in range(bumps):
            sx, sy = ax + (bx - ax) * i / bumps, ay + (by - ay) * i / bumps
            mx, my = sx + chord / 2 * math.cos(heading), sy + chord / 2 * math.sin(heading)
            # The centre sits a little inside the box, so that each bump is less than a half circle.
            r = chord * 0.56
            inset = math.sqrt(r * r - chord * chord / 4)
            cx, cy = mx - inset * math.sin(heading), my + inset * math.cos(heading)
            half = math.degrees(math.asin(chord / 2 / r))
            page.arc(cx, cy, r, math.degrees(heading) - 90 - half, 2 * half, w)


def north_arrow(page: Pen, x: float, y: float, r: float = 24.0, turn: float = 18.0) -> None:
    page.circle(x, y, r, MEDIUM, fill=1.0)
    a = math.radians(90 + turn)
    tip = (x + r * math.cos(a), y + r * math.sin(a))
    left = (x + r * 0.8 * math.cos(a + 2.55), y + r * 0.8 * math.sin(a + 2.55))
    right = (x + r * 0.8 * math.cos(a - 2.55), y + r * 0.8 * math.sin(a - 2.55))
    page.path([tip, left, (x, y)], MEDIUM, close=True, fill=0.0)
    page.path([tip, right, (x, y)], MEDIUM, close=True, fill=1.0)
    page.text(x + (r + 8) * math.cos(a), y + (r + 8) * math.sin(a) - 4, "N", 10, BOLD, "c")


def scale_bar(pen: Pen, x: float, y: float, step: float, count: int = 4) -> None:
    """A graphic scale; ``step`` in the pen's millimetres. The first step is split in four."""
    page, px, py = pen.page, *pen.pt(x, y)
    unit = step * pen.k
    for i in range(4):
        page.rect(px + i * unit / 4, py, px + (i + 1) * unit / 4, py + 4, FINE, fill=0.0 if i % 2 else 1.0)
    for i in range(1, count):
        page.rect(px + i * unit, py, px + (i + 1) * unit, py + 4, FINE, fill=0.0 if i % 2 else 1.0)
    for i in range(count + 1):
        page.text(px + i * unit, py + 7, f"{i * step / 1000:g}", 5.8, align="c")
    page.text(px + count * unit + 10, py + 7, "m", 5.8)
