"""Construction details as data: cut pieces of material, lines, notes with leaders, dimensions; and how to draw one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .materials import cut
from .paper import FIELD, Sheet
from .pen import CUT, FINE, HEAVY, MEDIUM, MM, THIN, Pen, Point, Rect, corners
from .symbols import dimension_column, dimension_row, leader, level_mark, view_title

if TYPE_CHECKING:
    from collections.abc import Sequence

Piece = tuple[str, Rect | tuple[Point, ...]]
"""A material and its outline, in millimetres of the detail."""


_SCALES = (2, 2.5, 5, 7.5, 10, 15, 20, 25, 50, 100)


@dataclass(frozen=True)
class Detail:
    """``revised`` is the part to cloud when a revision changes the detail; without it, the whole drawing."""

    title: str
    pieces: tuple[Piece, ...] = ()
    lines: tuple[tuple[Point, ...], ...] = ()
    bold: tuple[tuple[Point, ...], ...] = ()
    dashed: tuple[tuple[Point, ...], ...] = ()
    circles: tuple[tuple[float, float, float], ...] = ()
    notes: tuple[tuple[float, float, str], ...] = ()
    rows: tuple[tuple[float, tuple[float, ...]], ...] = ()
    columns: tuple[tuple[float, tuple[float, ...]], ...] = ()
    levels: tuple[tuple[float, str, str], ...] = ()
    words: tuple[tuple[float, float, str], ...] = ()
    revised: Rect | None = None

    @property
    def bounds(self) -> Rect:
        points = [p for line in (*self.lines, *self.bold, *self.dashed) for p in line]
        for _, outline in self.pieces:
            points += outline if isinstance(outline[0], tuple) else corners(outline)
        points += [(x + s * r, y + s * r) for x, y, r in self.circles for s in (-1, 1)]
        points += [(x, y) for y, xs in self.rows for x in xs] + [(x, y) for x, ys in self.columns for y in ys]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return min(xs), min(ys), max(xs), max(ys)


def draw_details(sheet: Sheet, details: Sequence[Detail], across: int, down: int) -> None:
    """Fills the sheet with a ruled grid of details, numbered from the top left; each can be clouded as ``detail n``."""
    x0, y0, x1, y1 = FIELD
    width, height = (x1 - x0) / across, (y1 - y0) / down
    page = sheet.pen
    page.lines([(x0 + i * width, y0, x0 + i * width, y1) for i in range(1, across)], FINE)
    page.lines([(x0, y0 + j * height, x1, y0 + j * height) for j in range(1, down)], FINE)
    for i, detail in enumerate(details):
        left, low = x0 + (i % across) * width, y1 - (i // across + 1) * height
        draw_detail(sheet, detail, str(i + 1), (left, low, left + width, low + height))


def draw_detail(sheet: Sheet, detail: Detail, number: str, cell: Rect, notes_width: float = 176.0) -> None:
    """One detail in its cell, at the largest usual scale that fits."""
    page = sheet.pen
    left, low, right, high = cell
    x0, y0, x1, y1 = detail.bounds
    notes_width = notes_width if detail.notes else 0.0
    space, room = right - left - notes_width - 62, high - low - 104
    scale = next((s for s in _SCALES if (x1 - x0) * MM / s <= space and (y1 - y0) * MM / s <= room), _SCALES[-1])
    view_title(page, left + 14, low + 30, number, detail.title, f"SCALE / ÉCHELLE  1:{scale:g}", right - left - 40)
    k = MM / scale
    ox = left + 34 + (space - (x1 - x0) * k) / 2 - x0 * k
    oy = low + 68 + (room - (y1 - y0) * k) / 2 - y0 * k
    view = page.view(ox, oy, scale)
    draw_pieces(view, detail)
    _notes(view, detail, right - notes_width + 4, notes_width - 14, (low + 76, high - 26))
    sheet.anchor_in(view, f"detail {number}", detail.revised or detail.bounds)


def draw_pieces(view: Pen, detail: Detail) -> None:
    """The drawing itself, without notes and title."""
    for material, outline in detail.pieces:
        cut(view, outline, material, HEAVY if material in {"concrete", "steel"} else MEDIUM)
    for points in detail.lines:
        view.path(points, THIN)
    for points in detail.bold:
        view.path(points, CUT)
    for points in detail.dashed:
        view.path(points, THIN, (5.0, 2.5))
    for x, y, r in detail.circles:
        view.circle(x, y, r, THIN, fill=0.0 if r * view.k < 2.6 else None)
    for y, xs in detail.rows:
        dimension_row(view, xs, y, None, 7.0)
    for x, ys in detail.columns:
        dimension_column(view, ys, x, None, 7.0)
    for y, name, height in detail.levels:
        level_mark(view, detail.bounds[2], y, name, height, 60)
    for x, y, words in detail.words:
        view.text(x, y, words, 7.0, align="c", mask=True)


def _notes(view: Pen, detail: Detail, x: float, width: float, band: tuple[float, float]) -> None:
    """Notes in a column, from the top down in the order of their targets, so that leaders do not cross."""
    ordered = sorted(detail.notes, key=lambda n: (-n[1], n[0]))
    if not ordered:
        return
    drawn = [view.pt(0, n[1])[1] for n in ordered]
    gaps = max(1, len(ordered) - 1)
    top = min(band[1], drawn[0] + 24)
    gap = max(24.0, min(120.0, (top - max(band[0], drawn[-1] - 24)) / gaps))
    top = max(top, min(band[1], band[0] + gap * gaps))
    for i, (tx, ty, words) in enumerate(ordered):
        ex, ey = x, top - i * gap
        leader(view, (tx, ty), ((ex - view.ox) / view.k, (ey - view.oy) / view.k), words, 7.2, width)
