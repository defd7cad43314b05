"""The ribbon over the corner of a sheet that must not be taken for the current one (S63)."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

_RED = QColor(179, 38, 30, 225)
_PAPER = QColor(255, 255, 255)
_SMALLEST, _LARGEST = 15.0, 34.0


def paint_stamp(painter: QPainter, sheet: QRectF, text: str) -> None:
    """Draw ``text`` across the top right corner of ``sheet`` (the visible part of it, in the painter's units).

    It stays in the visible corner at every zoom: whoever sees any part of the sheet sees the stamp.
    """
    side = min(sheet.width(), sheet.height())
    if side < 40:
        return
    height = min(max(side / 16, _SMALLEST), _LARGEST)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(height * 0.62)))
    font.setBold(True)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
    long = QFontMetricsF(font).horizontalAdvance(text) + height * 2
    # The ribbon crosses the corner at 45 degrees: its middle lies half its length, along both edges, from the corner.
    reach = (long / 2 + height / 2) * 0.7071
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(sheet, Qt.ClipOperation.IntersectClip)
    painter.translate(QPointF(sheet.right() - reach, sheet.top() + reach))
    painter.rotate(45)
    band = QRectF(-long, -height / 2, long * 2, height)
    painter.fillRect(band, _RED)
    painter.setPen(QPen(_PAPER, max(1.0, height / 22)))
    inset = height * 0.12
    painter.drawLine(QPointF(-long, band.top() + inset), QPointF(long, band.top() + inset))
    painter.drawLine(QPointF(-long, band.bottom() - inset), QPointF(long, band.bottom() - inset))
    painter.setFont(font)
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
