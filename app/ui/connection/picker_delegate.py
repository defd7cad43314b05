"""One line of the project picker: the name on the left, its company on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.connection.picker_model import Role
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens, unit

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_COMPANY_SHARE = 0.45


class PickerDelegate(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        name, plain.text = plain.text, ""
        style = plain.widget.style() if plain.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, plain.widget)
        painter.save()
        gap, metrics = unit(), plain.fontMetrics
        room = QRectF(plain.rect).adjusted(gap, 0, -gap, 0)
        beside = " · ".join(part for part in (index.data(Role.COMPANY), index.data(Role.LOGIN)) if part)
        beside = metrics.elidedText(beside, Qt.TextElideMode.ElideRight, int(room.width() * _COMPANY_SHARE))
        taken = metrics.horizontalAdvance(beside) + gap * 2
        if index.data(Role.USED_BY):
            side = float(icon_size())
            sign = QRectF(room.right() - taken - side + gap, room.center().y() - side / 2, side, side)
            paint_icon(painter, sign, "link", tokens().color(Tone.WARNING))
            taken += int(side) + gap
        painter.setPen(tokens().color(Tone.TEXT))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room.width() - taken))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.setPen(tokens().color(Tone.TEXT if plain.state & QStyle.StateFlag.State_Selected else Tone.MUTED))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), beside)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), round(unit() * 3.6)))
