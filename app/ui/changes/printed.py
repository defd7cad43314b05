"""The report of what changed on paper: a table for each folder, its heads on every page.

Drawn row by row: a text document of Qt's needs half a minute for ten thousand lines, and holds the window up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QIODevice

_RESOLUTION = 300
_MARGIN_MM = 20.0
#: Of the columns, in percent: tables of several disciplines stand under each other.
WIDTHS = (9, 21, 13, 14, 14, 7, 10, 12)
_PAD = 0.35  # of a line, around the text of a cell
_WRAPPED = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
_INK, _MUTED, _BAND, _RULE = (QColor(color) for color in ("#000000", "#444444", "#e8edf1", "#d3dae1"))


def begin(file: QIODevice, title: str) -> QPdfWriter | None:
    """A document on Letter, the paper of North American offices; wide, for before and after side by side. None where
    there is no such page."""
    writer = QPdfWriter(file)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("Planrack")
    size, lies = QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Landscape
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    laid = writer.setPageLayout(QPageLayout(size, lies, margins, QPageLayout.Unit.Millimeter))
    return writer if laid else None


class Printer:
    """Fills the pages of ``writer`` from top to bottom. False from ``begin`` of a painter is a full disk."""

    def __init__(self, writer: QPdfWriter) -> None:
        self._writer = writer
        self._painter = QPainter()
        self.started = self._painter.begin(writer)
        self._width = float(writer.width())
        self._foot = QFontMetricsF(_font(8), writer).height()
        self._height = writer.height() - 2 * self._foot
        self._y = 0.0
        self._page = 1

    def end(self) -> bool:
        self._number()
        return self._painter.end()

    def line(self, text: str, points: float, *, bold: bool = False, muted: bool = False, space: float = 0.0) -> None:
        """A paragraph over the whole width; ``space`` above it, in lines."""
        font = _font(points, bold=bold)
        metrics = QFontMetricsF(font, self._writer)
        height = _height(metrics, self._width, text)
        if self._y:
            self._y += space * metrics.height()
        self._need(height)
        self._painter.setFont(font)
        self._painter.setPen(_MUTED if muted else _INK)
        self._painter.drawText(QRectF(0, self._y, self._width, height), _WRAPPED, text)
        self._y += height

    def table(self, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A heading and its table. The heading never stands alone at the foot of a page."""
        big, head, plain = _font(11, bold=True), _font(8, bold=True), _font(8)
        metrics = QFontMetricsF(plain, self._writer)
        self._need(QFontMetricsF(big, self._writer).height() * 2 + 5 * metrics.height())
        self.line(title, 11, bold=True, space=0.8)
        self._heads(heads, head)
        for cells in rows:
            height = self._row_height(cells, metrics)
            if self._y + height > self._height:
                self._next()
                self._heads(heads, head)
            self._painter.setFont(plain)
            self._row(cells, height, _PAD * metrics.height())
            self._painter.fillRect(QRectF(0, self._y - 2, self._width, 2), _RULE)

    def _heads(self, cells: Sequence[str], font: QFont) -> None:
        metrics = QFontMetricsF(font, self._writer)
        height = self._row_height(cells, metrics)
        self._painter.fillRect(QRectF(0, self._y, self._width, height), _BAND)
        self._painter.setFont(font)
        self._painter.setPen(_INK)
        self._row(cells, height, _PAD * metrics.height())

    def _row(self, cells: Sequence[str], height: float, pad: float) -> None:
        left, inside = 0.0, height - 2 * pad
        for text, share in zip(cells, WIDTHS, strict=True):
            width = self._width * share / 100
            if text:
                self._painter.drawText(QRectF(left + pad, self._y + pad, width - 2 * pad, inside), _WRAPPED, text)
            left += width
        self._y += height

    def _row_height(self, cells: Sequence[str], metrics: QFontMetricsF) -> float:
        pad = _PAD * metrics.height()
        most = metrics.height()
        for text, share in zip(cells, WIDTHS, strict=True):
            if text:
                most = max(most, _height(metrics, self._width * share / 100 - 2 * pad, text))
        # A cell that no page holds is cut: it would be drawn on no page at all.
        return min(most + 2 * pad, self._height - 3 * metrics.height())

    def _need(self, height: float) -> None:
        if self._y and self._y + height > self._height:
            self._next()

    def _next(self) -> None:
        self._number()
        self._writer.newPage()
        self._page += 1
        self._y = 0.0

    def _number(self) -> None:
        self._painter.setFont(_font(8))
        self._painter.setPen(_MUTED)
        foot = QRectF(0, self._height + self._foot, self._width, self._foot)
        self._painter.drawText(foot, _RIGHT, str(self._page))


def _height(metrics: QFontMetricsF, width: float, text: str) -> float:
    # Most cells are one line: measuring that costs a fraction of wrapping it.
    if "\n" not in text and metrics.horizontalAdvance(text) < width:
        return metrics.height()
    room = QRectF(0, 0, width, 1e6)
    return metrics.boundingRect(room, _WRAPPED, text).height()


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPointSizeF(points)
    font.setBold(bold)
    return font
