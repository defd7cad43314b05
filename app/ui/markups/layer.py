"""Markups over the page of a sheet: all that is seen of them, what is chosen, and what is in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from app.domain import markup_shapes as shapes
from app.domain.plane import Bounds, Point
from app.ui.markups.mark_tiles import MarkTiles, transform
from app.ui.markups.select_tool import TURN_REACH, turn_handle

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTransform

    from app.domain.markups import Markup
    from app.ui.markups.board import Board
    from app.ui.viewer.geometry import Camera

#: Over paper, which is white in both themes.
_CHOSEN = QColor("#0b6580")
_TO_CHECK = QColor("#855600")
_PAPER = QColor(255, 255, 255)
#: Logical pixels.
_HANDLE = 4.0
_SIGN = 9.0
_AROUND = 4.0
#: How far around a mark something may be painted that belongs to it.
MARGIN = TURN_REACH + 2 * _HANDLE


class MarksLayer:
    """``value_of``: what a mark measures, in words; empty for those that do not. ``band``: the box that is drawn to
    choose what lies inside."""

    def __init__(self, board: Board, value_of: Callable[[Markup], str], band: Callable[[], Bounds | None]) -> None:
        self._board = board
        self._band = band
        self._tiles = MarkTiles(board, value_of)
        self.can_change = True

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        to_view = transform(camera)
        back, _possible = to_view.inverted()
        area = back.mapRect(exposed)
        margin = MARGIN * ratio / camera.scale
        box = Bounds(area.left(), area.top(), area.right(), area.bottom()).grown(margin)
        drafts = [one for one in self._board.drafts if one.page == self._board.page]
        turns = camera.sheet.rotation + camera.rotation
        self._tiles.paint(painter, camera, exposed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setTransform(to_view, combine=True)
        for one in drafts:
            self._tiles.paint_one(painter, one, turns)
        painter.restore()
        drafted = {one.id: one for one in drafts}
        for one in self._board.to_check(box):
            _paint_question(painter, to_view.mapRect(_rect(self._board.reach_of(one.id))), ratio)
        self._paint_selection(painter, to_view, camera, ratio, drafted)
        band = self._band()
        if band is not None:
            painter.setPen(QPen(_CHOSEN, ratio, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(_CHOSEN.red(), _CHOSEN.green(), _CHOSEN.blue(), 30))
            painter.drawRect(to_view.mapRect(_rect(band)))

    def forget(self) -> None:
        """Another sheet is shown."""
        self._tiles.forget()

    def renew(self) -> None:
        """What marks measure may be said in other words now."""
        self._tiles.renew()

    def _paint_selection(
        self, painter: QPainter, to_view: QTransform, camera: Camera, ratio: float, drafted: dict[str, Markup]
    ) -> None:
        selection = [drafted.get(one.id, one) for one in self._board.selection]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in selection:
            painter.setPen(QPen(_PAPER, 3 * ratio))
            frame = _frame(one, to_view, ratio)
            painter.drawPolygon(frame)
            painter.setPen(QPen(_CHOSEN, 1.5 * ratio, Qt.PenStyle.DashLine))
            painter.drawPolygon(frame)
        if len(selection) == 1 and self.can_change:
            _paint_handles(painter, selection[0], to_view, camera, ratio)


def _rect(box: Bounds) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _frame(markup: Markup, to_view: QTransform, ratio: float) -> QPolygonF:
    ring = shapes.corners(markup.kind, markup.geometry)
    if ring:
        return QPolygonF([to_view.map(QPointF(*corner)) for corner in ring])
    around = _AROUND * ratio
    return QPolygonF(to_view.mapRect(_rect(shapes.bounds(markup))).adjusted(-around, -around, around, around))


def _paint_handles(painter: QPainter, markup: Markup, to_view: QTransform, camera: Camera, ratio: float) -> None:
    side = _HANDLE * ratio
    painter.setPen(QPen(_CHOSEN, 1.5 * ratio))
    painter.setBrush(_PAPER)
    turn = turn_handle(markup, TURN_REACH * ratio / camera.scale)
    if turn is not None:
        ring = shapes.corners(markup.kind, markup.geometry)
        foot = Point((ring[0].x + ring[1].x) / 2, (ring[0].y + ring[1].y) / 2)
        painter.drawLine(to_view.map(QPointF(*foot)), to_view.map(QPointF(*turn)))
        painter.drawEllipse(to_view.map(QPointF(*turn)), side * 1.2, side * 1.2)
    for handle in shapes.handles(markup.kind, markup.geometry):
        at = to_view.map(QPointF(*handle.at))
        painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))


def _paint_question(painter: QPainter, box: QRectF, ratio: float) -> None:
    """A carried mark that nobody looked at: a dashed frame with a question mark at its corner."""
    around = _AROUND * ratio
    box = box.adjusted(-around, -around, around, around)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_PAPER, 3 * ratio))
    painter.drawRect(box)
    painter.setPen(QPen(_TO_CHECK, 1.5 * ratio, Qt.PenStyle.DashLine))
    painter.drawRect(box)
    sign = _SIGN * ratio
    painter.setPen(QPen(_PAPER, 1.5 * ratio))
    painter.setBrush(_TO_CHECK)
    painter.drawEllipse(box.topLeft(), sign, sign)
    font = QFont(painter.font())
    font.setPixelSize(round(sign * 1.5))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(_PAPER)
    disc = QRectF(box.left() - sign, box.top() - sign, 2 * sign, 2 * sign)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "?")
