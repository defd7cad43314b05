"""A drafting pen over a reportlab canvas: line weights, dashes, hatches and text.

Coordinates given to a pen are in its own units (a ``view`` scales millimetres to points); line weights, dash lengths,
text sizes and hatch spacings are always points on paper, because that is how a plotter sees them.
"""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfmetrics import stringWidth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Point = tuple[float, float]
Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1; y grows upwards, as PDF has it."""

HAIR, FINE, THIN, MEDIUM, HEAVY, CUT, FRAME = 0.2, 0.3, 0.5, 0.8, 1.2, 1.7, 2.6
SOLID: tuple[float, ...] = ()
HIDDEN = (5.0, 2.5)
SHORT = (2.5, 1.8)
CENTRE = (16.0, 3.0, 3.0, 3.0)
PROPERTY = (26.0, 4.0, 4.0, 4.0, 4.0, 4.0)
MM = 72.0 / 25.4

SANS, BOLD, OBLIQUE, MONO = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Courier"
_ROUND = 0.5522847498


class Ink:
    """The page's operator stream and the graphics state it is in, so that unchanged state is not repeated."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self._state: dict[str, str] = {}

    def put(self, operators: str) -> None:
        self.canvas.addLiteral(operators)

    def set(self, key: str, operator: str) -> None:
        if self._state.get(key) != operator:
            self._state[key] = operator
            self.canvas.addLiteral(operator)

    def stroke(self, weight: float, dash: Sequence[float], gray: float) -> None:
        self.set("w", f"{weight:.2f} w")
        self.set("d", f"[{' '.join(f'{d:g}' for d in dash)}] 0 d")
        self.set("G", f"{gray:.2f} G")

    def fill(self, gray: float) -> None:
        self.set("g", f"{gray:.2f} g")

    @contextmanager
    def clipped(self, box: Rect) -> Iterator[None]:
        """Only what is inside ``box`` (page points) is painted."""
        before = dict(self._state)
        self.put(f"q {box[0]:.2f} {box[1]:.2f} {box[2] - box[0]:.2f} {box[3] - box[1]:.2f} re W n")
        yield
        self.put("Q")
        self._state = before


class Pen:
    """Draws in its own coordinates: page = origin + scale * point."""

    def __init__(self, ink: Ink, ox: float = 0.0, oy: float = 0.0, k: float = 1.0) -> None:
        self.ink, self.ox, self.oy, self.k = ink, ox, oy, k

    @property
    def page(self) -> Pen:
        """The same ink in page points."""
        return Pen(self.ink)

    def view(self, ox: float, oy: float, scale: float) -> Pen:
        """A pen whose unit is a millimetre of building at ``1:scale``, with its origin at (ox, oy) of this pen."""
        px, py = self.pt(ox, oy)
        return Pen(self.ink, px, py, MM / scale)

    def pt(self, x: float, y: float) -> Point:
        return self.ox + x * self.k, self.oy + y * self.k

    # -- strokes ---------------------------------------------------------------------------------------------------

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
    ) -> None:
        self.lines(((x0, y0, x1, y1),), w, dash, gray)

    def lines(
        self,
        segments: Iterable[tuple[float, float, float, float]],
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
    ) -> None:
        ox, oy, k = self.ox, self.oy, self.k
        parts = [f"{ox + a * k:.2f} {oy + b * k:.2f} m {ox + c * k:.2f} {oy + d * k:.2f} l" for a, b, c, d in segments]
        if parts:
            self.ink.stroke(w, dash, gray)
            self.ink.put(" ".join(parts) + " S")

    def path(
        self,
        points: Sequence[Point],
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
        close: bool = False,
        fill: float | None = None,
    ) -> None:
        """A polyline or polygon; ``w == 0`` fills without an outline."""
        ox, oy, k = self.ox, self.oy, self.k
        nodes = [f"{ox + x * k:.2f} {oy + y * k:.2f}" for x, y in points]
        self._paint(nodes[0] + " m " + " ".join(f"{n} l" for n in nodes[1:]), w, dash, gray, close, fill)

    def rect(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
        fill: float | None = None,
    ) -> None:
        a, b = self.pt(x0, y0)
        width, height = (x1 - x0) * self.k, (y1 - y0) * self.k
        self._paint(f"{a:.2f} {b:.2f} {width:.2f} {height:.2f} re", w, dash, gray, False, fill)

    def circle(
        self,
        x: float,
        y: float,
        r: float,
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
        fill: float | None = None,
    ) -> None:
        cx, cy = self.pt(x, y)
        r *= self.k
        c = r * _ROUND
        f = "{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format
        body = " ".join(
            (
                f"{cx + r:.2f} {cy:.2f} m",
                f(cx + r, cy + c, cx + c, cy + r, cx, cy + r),
                f(cx - c, cy + r, cx - r, cy + c, cx - r, cy),
                f(cx - r, cy - c, cx - c, cy - r, cx, cy - r),
                f(cx + c, cy - r, cx + r, cy - c, cx + r, cy),
            )
        )
        self._paint(body, w, dash, gray, True, fill)

    def arc(
        self,
        x: float,
        y: float,
        r: float,
        start: float,
        sweep: float,
        w: float = THIN,
        dash: Sequence[float] = SOLID,
        gray: float = 0.0,
    ) -> None:
        """A circular arc; angles in degrees, counter-clockwise from east."""
        cx, cy = self.pt(x, y)
        r *= self.k
        pieces = max(1, math.ceil(abs(sweep) / 90.0))
        step = math.radians(sweep) / pieces
        handle = 4.0 / 3.0 * math.tan(step / 4.0) * r
        a = math.radians(start)
        out = [f"{cx + r * math.cos(a):.2f} {cy + r * math.sin(a):.2f} m"]
        for _ in range(pieces):
            b = a + step
            x1, y1 = cx + r * math.cos(a) - handle * math.sin(a), cy + r * math.sin(a) + handle * math.cos(a)
            x2, y2 = cx + r * math.cos(b) + handle * math.sin(b), cy + r * math.sin(b) - handle * math.cos(b)
            out.append(f"{x1:.2f} {y1:.2f} {x2:.2f} {y2:.2f} {cx + r * math.cos(b):.2f} {cy + r * math.sin(b):.2f} c")
            a = b
        self.ink.stroke(w, dash, gray)
        self.ink.put(" ".join(out) + " S")

    def _paint(self, body: str, w: float, dash: Sequence[float], gray: float, close: bool, fill: float | None) -> None:
        if w > 0:
            self.ink.stroke(w, dash, gray)
        if fill is None:
            self.ink.put(f"{body} {'s' if close else 'S'}")
            return
        self.ink.fill(fill)
        self.ink.put(f"{body} {('b' if close else 'B') if w > 0 else 'f'}")

    # -- hatches ---------------------------------------------------------------------------------------------------

    def hatch(
        self,
        outline: Sequence[Point],
        spacing: float = 4.0,
        angle: float = 45.0,
        w: float = HAIR,
        gray: float = 0.0,
        dash: Sequence[float] = SOLID,
    ) -> None:
        """Parallel lines inside a polygon, in step with every other hatch of the page."""
        a = math.radians(angle)
        ca, sa = math.cos(a), math.sin(a)
        turned = [(x * ca + y * sa, y * ca - x * sa) for x, y in (self.pt(*p) for p in outline)]
        low, high = min(p[1] for p in turned), max(p[1] for p in turned)
        out: list[tuple[float, float, float, float]] = []
        edges = list(zip(turned, turned[1:] + turned[:1], strict=True))
        level = math.ceil(low / spacing) * spacing
        while level < high:
            cuts = sorted(
                x0 + (level - y0) * (x1 - x0) / (y1 - y0)
                for (x0, y0), (x1, y1) in edges
                if (y0 <= level) != (y1 <= level)
            )
            for left, right in zip(cuts[::2], cuts[1::2], strict=False):
                out.append(
                    (left * ca - level * sa, level * ca + left * sa, right * ca - level * sa, level * ca + right * sa)
                )
            level += spacing
        self.page.lines(out, w, dash, gray)

    def hatch_rect(
        self, box: Rect, spacing: float = 4.0, angle: float = 45.0, w: float = HAIR, gray: float = 0.0
    ) -> None:
        self.hatch(corners(box), spacing, angle, w, gray)

    # -- text ------------------------------------------------------------------------------------------------------

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 6.5,
        font: str = SANS,
        align: str = "l",
        angle: float = 0.0,
        gray: float = 0.0,
        mask: bool = False,
    ) -> None:
        """One line of text with its baseline at (x, y); ``align`` l, c or r; ``mask`` clears the paper behind it."""
        px, py = self.pt(x, y)
        width = stringWidth(words, font, size)
        back = {"l": 0.0, "c": width / 2, "r": width}[align]
        a = math.radians(angle)
        ca, sa = math.cos(a), math.sin(a)
        px, py = px - back * ca, py - back * sa
        if mask:
            box = [(-1.0, -size * 0.28), (width + 1.0, -size * 0.28), (width + 1.0, size * 0.85), (-1.0, size * 0.85)]
            self.page.path([(px + u * ca - v * sa, py + u * sa + v * ca) for u, v in box], w=0, fill=1.0)
        self.ink.fill(gray)
        line = self.ink.canvas.beginText()
        line.setTextTransform(ca, sa, -sa, ca, px, py)
        line.setFont(font, size)
        line.textOut(words)
        self.ink.canvas.drawText(line)

    def block(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        size: float = 6.5,
        font: str = SANS,
        leading: float = 1.32,
        align: str = "l",
    ) -> float:
        """Wrapped text from the top left corner (x, y), ``width`` in points; returns the height used, in points."""
        page = self.page
        px, py = self.pt(x, y)
        rows = wrap(words, width, font, size)
        for i, row in enumerate(rows):
            page.text(px, py - size - i * size * leading, row, size, font, align)
        return len(rows) * size * leading


def wrap(words: str, width: float, font: str = SANS, size: float = 6.5) -> list[str]:
    """Lines no wider than ``width`` points; a longer word stands alone."""
    rows: list[str] = []
    for paragraph in words.split("\n"):
        row = ""
        for word in paragraph.split():
            longer = f"{row} {word}" if row else word
            if row and stringWidth(longer, font, size) > width:
                rows.append(row)
                row = word
            else:
                row = longer
        rows.append(row)
    return rows


def corners(box: Rect) -> list[Point]:
    x0, y0, x1, y1 = box
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def text_width(words: str, size: float, font: str = SANS) -> float:
    return float(stringWidth(words, font, size))
