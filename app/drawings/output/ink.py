"""What a markup looks like, as PDF drawing operators. Pure: coordinates in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import stringWidth

from app.domain import markup_shapes as shapes
from app.domain.markups import WORDED, MarkupKind
from app.domain.plane import Bounds, Point, bounds_of, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.markups import Markup

#: The name of the font in the resources of whatever holds this ink, and the measure of its letters.
FONT, BOLD = "PrHelv", "PrHelvB"
_MEASURES = {FONT: "Helvetica", BOLD: "Helvetica-Bold"}
_LABEL_SIZE = 10.0
_PADDING = 3.0
_WHITE = "#ffffff"
#: Distance of the control points of a quarter circle, in radii.
_ROUND = 0.5523


@dataclass(frozen=True, slots=True)
class Paper:
    """Where page points lie in a PDF's own space: the top left corner of its crop box, y upwards. ``rotation``: quarter
    turns clockwise by which the page is shown; what has no turn of its own is written so that it reads upright."""

    left: float
    top: float
    rotation: int = 0

    @property
    def upright(self) -> float:
        """Degrees clockwise of words that shall read upright."""
        return -90.0 * self.rotation

    def at(self, point: Point) -> tuple[float, float]:
        return self.left + point.x, self.top - point.y


@dataclass(slots=True)
class Ink:
    """Operators for one mark, or for one dot of a count; ``bounds`` holds all of it, in page points."""

    paper: Paper
    operators: list[str] = field(default_factory=list)
    _points: list[Point] = field(default_factory=list)
    _reach: float = 0.0

    @property
    def content(self) -> bytes:
        return "\n".join(self.operators).encode("latin-1")

    @property
    def bounds(self) -> Bounds:
        return bounds_of(self._points).grown(self._reach + 1.0)

    def put(self, operator: str) -> None:
        self.operators.append(operator)

    def stroke_with(self, colour: str, width: float) -> None:
        self.put(f"{_rgb(colour)} RG {_number(width)} w 1 J 1 j")
        self._reach = max(self._reach, width)

    def fill_with(self, colour: str) -> None:
        self.put(f"{_rgb(colour)} rg")

    def path(self, points: Sequence[Point], *, closed: bool, paint: str) -> None:
        """``paint``: the operator that ends the path (``S``, ``f``, ``B``)."""
        self._points += points
        if len(points) == 1:  # a dot: a line of no length with round ends
            points = [points[0], points[0]]
        for index, point in enumerate(points):
            x, y = self.paper.at(point)
            self.put(f"{_number(x)} {_number(y)} {'l' if index else 'm'}")
        self.put(f"h {paint}" if closed else paint)

    def disc(self, centre: Point, radius: float, paint: str) -> None:
        self._points += [Point(centre.x - radius, centre.y - radius), Point(centre.x + radius, centre.y + radius)]
        x, y = self.paper.at(centre)
        k = radius * _ROUND
        self.put(f"{_number(x + radius)} {_number(y)} m")
        for (ax, ay), (bx, by), (cx, cy) in (
            ((radius, k), (k, radius), (0, radius)),
            ((-k, radius), (-radius, k), (-radius, 0)),
            ((-radius, -k), (-k, -radius), (0, -radius)),
            ((k, -radius), (radius, -k), (radius, 0)),
        ):
            places = (x + ax, y + ay, x + bx, y + by, x + cx, y + cy)
            self.put(" ".join(map(_number, places)) + " c")
        self.put(f"h {paint}")

    def words(
        self,
        lines: Sequence[str],
        box: Bounds,
        rotation: float,
        size: float,
        *,
        font: str = FONT,
        centred: bool = False,
    ) -> None:
        """``lines`` in a box that is turned clockwise around its middle; from its top, or around its middle."""
        step = size * shapes.LINE_HEIGHT
        top = box.centre.y - step * len(lines) / 2 if centred else box.top + _PADDING
        cosine, sine = _direction(rotation)
        self.put("BT")
        self.put(f"/{font} {_number(size)} Tf")
        for index, line in enumerate(lines):
            long = width_of(line, size, font)
            left = box.centre.x - long / 2 if centred else box.left + _PADDING
            # The foot of the letters lies about a quarter of their size over the end of the line.
            foot = turned(Point(left, top + step * index + size), rotation, box.centre)
            x, y = self.paper.at(foot)
            matrix = " ".join(map(_number, (cosine, -sine, sine, cosine, x, y)))
            self.put(f"{matrix} Tm ({escaped(line)}) Tj")
            end = turned(Point(left + long, top + step * (index + 1)), rotation, box.centre)
            self._points += [foot, end]
        self.put("ET")


def width_of(text: str, size: float, font: str = FONT) -> float:
    """How long a line of text is, in points."""
    return float(stringWidth(printable(text), _MEASURES[font], size))


def printable(text: str) -> str:
    """``text`` in the letters that every reader has (Windows' Western ones); the words of a mark are kept whole
    elsewhere in its annotation."""
    return text.encode("cp1252", "replace").decode("cp1252")


def drawn(markup: Markup, paper: Paper, label: str = "") -> Ink:
    """All of a mark. ``label``: the value of a measurement."""
    ink = Ink(paper)
    kind, geometry, style = markup.kind, markup.geometry, markup.style
    ink.put("/PrState gs")
    ink.stroke_with(style.colour, style.width)
    if kind is MarkupKind.COUNT:
        for number, point in enumerate(geometry.points, 1):
            _dot(ink, markup, point, number)
        return ink
    if style.fill is not None:
        ink.fill_with(style.fill)
    closed = shapes.is_closed(kind)
    line = shapes.outline(kind, geometry, style)
    if kind is not MarkupKind.TEXT or style.fill is not None or style.width > 0:
        ink.path(line, closed=closed, paint="B" if closed and style.fill is not None else "S")
    if kind is MarkupKind.CALLOUT:
        ink.path(shapes.leader(geometry), closed=False, paint="S")
    ink.fill_with(style.colour)
    for head in shapes.arrow_heads(kind, geometry, style):
        ink.path(head, closed=True, paint="f")
    if kind in WORDED:
        _write(ink, markup)
    elif label:
        _label(ink, markup, label)
    return ink


def dots(markup: Markup, paper: Paper) -> list[tuple[Point, Ink]]:
    """The dots of a count, each alone."""
    result = []
    for number, point in enumerate(markup.geometry.points, 1):
        ink = Ink(paper)
        ink.put("/PrState gs")
        ink.stroke_with(markup.style.colour, markup.style.width)
        _dot(ink, markup, point, number)
        result.append((point, ink))
    return result


def _dot(ink: Ink, markup: Markup, point: Point, number: int) -> None:
    radius = shapes.count_radius(markup.style)
    ink.fill_with(markup.style.colour)
    ink.disc(point, radius, "B")
    ink.fill_with(_WHITE)
    size = radius * (1.1 if number < 100 else 0.8)
    box = Bounds(point.x - radius, point.y - radius, point.x + radius, point.y + radius)
    ink.words([str(number)], box, ink.paper.upright, size, font=BOLD, centred=True)


def _write(ink: Ink, markup: Markup) -> None:
    kind, geometry, style = markup.kind, markup.geometry, markup.style
    box = shapes.box_of(kind, geometry)
    if box is None:
        return
    stamp = kind is MarkupKind.STAMP
    font = BOLD if stamp else FONT
    room = box.width - 2 * _PADDING
    lines = shapes.text_lines(markup.text, room, lambda line: width_of(line, style.font_size, font))
    ink.words(lines, box, geometry.rotation, style.font_size, font=font, centred=stamp)


def _label(ink: Ink, markup: Markup, label: str) -> None:
    """On white, so that it can be read over the drawing."""
    at = shapes.label_position(markup.kind, markup.geometry)
    size = max(_LABEL_SIZE, markup.style.font_size * 0.8)
    lines = label.splitlines()
    wide = max(width_of(line, size) for line in lines) / 2 + _PADDING
    high = len(lines) * size * shapes.LINE_HEIGHT / 2 + 1
    box = Bounds(at.x - wide, at.y - high, at.x + wide, at.y + high)
    ink.put("/PrSolid gs")
    ink.fill_with(_WHITE)
    corners = (box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)
    ink.path([turned(Point(*one), ink.paper.upright, at) for one in corners], closed=True, paint="f")
    ink.fill_with(markup.style.colour)
    ink.words(lines, box, ink.paper.upright, size, centred=True)


def _direction(degrees: float) -> tuple[float, float]:
    along = turned(Point(1.0, 0.0), degrees)
    return along.x, along.y


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of ``#rrggbb``, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _rgb(colour: str) -> str:
    return " ".join(map(_number, rgb(colour)))


def _number(value: float) -> str:
    """Never in exponents, which PDF does not know."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def escaped(text: str) -> str:
    """``text`` as a PDF string holds it, between its brackets."""
    raw = printable(text).encode("cp1252").decode("latin-1")
    return raw.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").replace("\r", " ").replace("\n", " ")
