"""Paints the cells of the project list that are more than text: the Procore badge, the state, the ⋯ button."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.states import SyncState
from app.ui.badge import Turning, paint_badge
from app.ui.icons import paint_icon
from app.ui.projects.list_model import COUNTED, Column, Role
from app.ui.theme import Tone, icon_size, scaled_font, tokens, unit

Index = QModelIndex | QPersistentModelIndex


class ProjectRowDelegate(QStyledItemDelegate):
    """``menu_clicked`` carries the index whose ⋯ was pressed."""

    menu_clicked = QtSignal(QModelIndex)

    def __init__(self, turning: Turning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turning = turning

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = index.column()
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        text, plain.text = plain.text, ""
        focused = bool(plain.state & QStyle.StateFlag.State_HasFocus)
        plain.state &= ~QStyle.StateFlag.State_HasFocus  # the row is what is chosen: Qt would frame one cell of it
        style = plain.widget.style() if plain.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column == Column.MENU:
            self._paint_menu(painter, plain)
        elif column == Column.INTEGRATIONS:
            self._paint_chip(painter, plain, text)
        elif column == Column.STATUS:
            self._paint_state(painter, plain, text, _state(index))
        else:
            self._paint_text(painter, plain, text, unit(), right=column in COUNTED)
        painter.restore()
        if focused:
            self._paint_focus(painter, plain)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        extra = icon_size() + unit() * 3 if index.column() == Column.STATUS else unit() * 2
        return QSize(hint.width() + extra, max(hint.height(), unit() * 5))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if index.column() == Column.MENU and isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
                self.menu_clicked.emit(model.index(index.row(), index.column()))
            return event.type() != QEvent.Type.MouseButtonPress
        return super().editorEvent(event, model, option, index)

    def _paint_menu(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        side = icon_size()
        center = QRectF(option.rect).center()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().sunken))
            painter.drawEllipse(center, side * 0.85, side * 0.85)
        area = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
        paint_icon(painter, area, "more", tokens().color(Tone.TEXT if hovered else Tone.MUTED))

    def _paint_chip(self, painter: QPainter, option: QStyleOptionViewItem, text: str) -> None:
        if not text:
            return
        scheme, gap = tokens(), unit()
        font = scaled_font(option.font, 0.92)
        painter.setFont(font)
        width = painter.fontMetrics().horizontalAdvance(text) + icon_size() + gap * 2.5
        height = painter.fontMetrics().height() + gap * 0.8
        rect = QRectF(option.rect.left() + gap * 0.75, option.rect.center().y() - height / 2, width, height)
        painter.setPen(QPen(scheme.color(Tone.ACCENT), 1))
        painter.setBrush(scheme.soft(Tone.ACCENT))
        painter.drawRoundedRect(rect, height / 2, height / 2)
        side = icon_size() * 0.85
        sign = QRectF(rect.left() + gap * 0.8, rect.center().y() - side / 2, side, side)
        paint_icon(painter, sign, "procore", scheme.color(Tone.ACCENT))
        painter.setPen(scheme.color(Tone.TEXT))
        painter.drawText(rect.adjusted(gap * 1.4 + side, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, text: str, state: SyncState | None) -> None:
        if state is None:
            return
        gap, side = unit(), float(icon_size())
        rect = QRectF(option.rect)
        sign = QRectF(rect.left() + gap * 0.75, rect.center().y() - side / 2, side, side)
        paint_badge(painter, sign, state, angle=self._turning.angle)
        self._paint_text(painter, option, text, gap * 1.75 + side)

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The keyboard acts here: a bar at the beginning of the cell."""
        rect = option.rect
        painter.fillRect(rect.left(), rect.top(), max(2, unit() // 3), rect.height(), tokens().color(Tone.ACCENT))

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, inset: float, *, right: bool = False
    ) -> None:
        room = QRectF(option.rect).adjusted(inset, 0, -(unit() if right else unit() / 2), 0)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(tokens().color(Tone.TEXT))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), shown)


def _state(index: Index) -> SyncState | None:
    value = index.data(Role.STATE)  # Qt hands a string enum back as a plain string
    return SyncState(value) if value else None
