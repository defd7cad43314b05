"""How a mark looks. The painter works in page points; shapes come from the domain, so that screen and paper agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.domain import markup_shapes as shapes
from app.domain.markups import MEASURED, WORDED, MarkupKind
from app.domain.plane import Bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.markups import Markup
    from app.domain.plane import Point

#: Between the edge of a box and its words, and the least size of a measured value; as in print.
PADDING = 3.0
LABEL_SIZE = 10.0
#: Letters are measured at this size in pixels and scaled: a font knows whole pixels only.
_REFERENCE = 64
_PAPER = QColor(255, 255, 255)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What of a mark needs to be worked out only once."""

    markup: Markup
    line: QPainterPath
    heads: QPainterPath
    lines: tuple[str, ...]


class MarkPainter:
    """Remembers the paths of what it painted, until ``forget``."""

    def __init__(self) -> None:
        self._drawn: dict[str, _Drawn] = {}

    def forget(self) -> None:
        """Other marks will be painted from now on."""
        self._drawn.clear()

    def paint(self, painter: QPainter, markup: Markup, *, turns: int = 0) -> None:
        """Paint a mark on a page that is shown ``turns`` quarter turns clockwise."""
        painter.save()
        style = markup.style
        painter.setOpacity(style.opacity)
        if shapes.shines_through(markup):
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        drawn = self._drawing(markup)
        if markup.kind is MarkupKind.COUNT:
            _paint_dots(painter, markup, turns)
        else:
            _paint_line(painter, drawn)
        if markup.kind in WORDED:
            _paint_words(painter, drawn)
        painter.restore()

    def paint_value(self, painter: QPainter, markup: Markup, value: str, *, turns: int = 0) -> None:
        """Paint what a mark measures over it, on white, so that it can be read over the drawing."""
        painter.save()
        painter.setOpacity(markup.style.opacity)
        _paint_value(painter, markup, value, turns)
        painter.restore()

    def _drawing(self, markup: Markup) -> _Drawn:
        known = self._drawn.get(markup.id)
        if known is None or known.markup is not markup:
            known = self._drawn[markup.id] = _drawing(markup)
        return known


def reach(markup: Markup) -> Bounds:
    """The box that holds all that is painted of a mark, its value included, however the page is turned."""
    box = shapes.bounds(markup)
    if markup.kind in MEASURED and markup.kind is not MarkupKind.COUNT:
        at = shapes.label_position(markup.kind, markup.geometry)
        far = _label_size(markup) * 7
        return Bounds(
            min(box.left, at.x - far), min(box.top, at.y - far), max(box.right, at.x + far), max(box.bottom, at.y + far)
        )
    if markup.kind in WORDED:
        held = shapes.box_of(markup.kind, markup.geometry)
        over = 0.0 if held is None else words_height(markup, held.width) - held.height
        if over > 0:  # words may be longer than their box; it may be turned
            return box.grown(over)
    return box


def words_height(markup: Markup, width: float) -> float:
    """How high a box of this width must be for the words of a mark."""
    return len(_lines(markup, width)) * markup.style.font_size * shapes.LINE_HEIGHT + 2 * PADDING


def words_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the longest line of ``text`` is, in points."""
    metrics = _metrics(bold=bold)
    return max(metrics.horizontalAdvance(line) for line in text.splitlines() or [""]) * size / _REFERENCE


def polygon(points: Sequence[Point], *, closed: bool) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    if len(points) == 1:  # a dot: round ends make it one
        path.lineTo(points[0].x + 0.01, points[0].y)
    if closed:
        path.closeSubpath()
    return path


def _drawing(markup: Markup) -> _Drawn:
    kind, geometry, style = markup.kind, markup.geometry, markup.style
    line, heads = QPainterPath(), QPainterPath()
    if kind is not MarkupKind.COUNT:
        line = polygon(shapes.outline(kind, geometry, style), closed=shapes.is_closed(kind))
    if kind is MarkupKind.CALLOUT:
        line.addPath(polygon(shapes.leader(geometry), closed=False))
    for head in shapes.arrow_heads(kind, geometry, style):
        heads.addPath(polygon(head, closed=True))
    box = shapes.box_of(kind, geometry) if kind in WORDED else None
    return _Drawn(markup, line, heads, _lines(markup, box.width) if box is not None else ())


def _lines(markup: Markup, width: float) -> tuple[str, ...]:
    size = markup.style.font_size
    metrics = _metrics(bold=markup.kind is MarkupKind.STAMP)
    room = (width - 2 * PADDING) * _REFERENCE / size
    return shapes.text_lines(markup.text, room, metrics.horizontalAdvance)


@cache
def _metrics(*, bold: bool = False) -> QFontMetricsF:
    """Of thousands of marks each asks for its words; making them takes longer than asking."""
    return QFontMetricsF(_font(bold=bold))


@cache
def _font(*, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(_REFERENCE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # its letters are painted at every size
    font.setBold(bold)
    return font


def _pen(painter: QPainter, markup: Markup) -> QPen:
    """As wide as it is on the paper, but never thinner than one pixel."""
    width = markup.style.width
    pen = QPen(QColor(markup.style.colour), width)
    scale = math.sqrt(abs(painter.worldTransform().determinant()))
    if 0 < width * scale < 1:
        pen.setWidth(1)
        pen.setCosmetic(True)
    if width <= 0:
        pen.setStyle(Qt.PenStyle.NoPen)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _paint_line(painter: QPainter, drawn: _Drawn) -> None:
    style = drawn.markup.style
    if drawn.markup.kind is MarkupKind.CALLOUT or style.fill is None or not shapes.is_closed(drawn.markup.kind):
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(QColor(style.fill))
    if drawn.markup.kind is MarkupKind.CALLOUT and style.fill is not None:
        ring = shapes.corners(MarkupKind.CALLOUT, drawn.markup.geometry)
        painter.fillPath(polygon(ring, closed=True), QColor(style.fill))
    painter.setPen(_pen(painter, drawn.markup))
    painter.drawPath(drawn.line)
    if not drawn.heads.isEmpty():
        painter.fillPath(drawn.heads, QColor(style.colour))


def _paint_dots(painter: QPainter, markup: Markup, turns: int) -> None:
    radius = shapes.count_radius(markup.style)
    for number, point in enumerate(markup.geometry.points, 1):
        painter.save()
        painter.translate(*point)
        painter.rotate(-90 * turns)
        painter.setPen(QPen(_PAPER, radius / 8))
        painter.setBrush(QColor(markup.style.colour))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        size = radius * (1.1 if number < 100 else 0.8)
        _write(painter, (str(number),), QRectF(-radius, -radius, 2 * radius, 2 * radius), size, _PAPER, bold=True)
        painter.restore()


def _paint_words(painter: QPainter, drawn: _Drawn) -> None:
    markup = drawn.markup
    box = shapes.box_of(markup.kind, markup.geometry)
    if box is None or not markup.text:
        return
    painter.save()
    painter.translate(*box.centre)
    painter.rotate(markup.geometry.rotation)
    area = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
    stamp = markup.kind is MarkupKind.STAMP
    _write(painter, drawn.lines, area, markup.style.font_size, QColor(markup.style.colour), bold=stamp, centred=stamp)
    painter.restore()


def _paint_value(painter: QPainter, markup: Markup, value: str, turns: int) -> None:
    size = _label_size(markup)
    lines = tuple(value.splitlines())
    wide = words_width(value, size) + 2 * PADDING
    high = len(lines) * size * shapes.LINE_HEIGHT + 2
    painter.save()
    painter.translate(*shapes.label_position(markup.kind, markup.geometry))
    painter.rotate(-90 * turns)
    box = QRectF(-wide / 2, -high / 2, wide, high)
    painter.fillRect(box, _PAPER)
    _write(painter, lines, box, size, QColor(markup.style.colour))
    painter.restore()


def _label_size(markup: Markup) -> float:
    return max(LABEL_SIZE, markup.style.font_size * 0.8)


def _write(
    painter: QPainter,
    lines: tuple[str, ...],
    box: QRectF,
    size: float,
    colour: QColor,
    *,
    bold: bool = False,
    centred: bool = True,
) -> None:
    """``lines`` in the middle of ``box``, or from its top left."""
    metrics = _metrics(bold=bold)
    scale = size / _REFERENCE
    step = _REFERENCE * shapes.LINE_HEIGHT
    painter.save()
    painter.setFont(_font(bold=bold))
    painter.setPen(colour)
    painter.translate(box.center().x() if centred else box.left() + PADDING, box.center().y() if centred else box.top())
    painter.scale(scale, scale)
    top = -step * len(lines) / 2 if centred else PADDING / scale
    for row, line in enumerate(lines):
        left = -metrics.horizontalAdvance(line) / 2 if centred else 0.0
        foot = top + step * row + (step + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, foot), line)
    painter.restore()
