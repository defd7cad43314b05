"""Paints the cells of the document tree that are more than text: folder state, cache glyph, the ⋯ button."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.states import CacheState, SyncState
from app.ui.badge import Turning, paint_badge
from app.ui.documents.cells import Role
from app.ui.documents.columns import Column
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens, unit

Index = QModelIndex | QPersistentModelIndex

_GLYPHS: dict[CacheState, tuple[str, Tone]] = {
    CacheState.HERE: ("sheet-here", Tone.MUTED),
    CacheState.WAITING: ("sheet-waiting", Tone.MUTED),
    CacheState.FAILED: ("sheet-failed", Tone.DANGER),
}
#: Cache glyphs are smaller than the folder's badge: another thing must look different (SPEC §6).
_GLYPH_SIZE = 0.82


class DocumentRowDelegate(QStyledItemDelegate):
    """``menu_clicked`` carries the index whose ⋯ was pressed, ``act_clicked`` the one whose act was."""

    menu_clicked = QtSignal(QModelIndex)
    act_clicked = QtSignal(QModelIndex)

    def __init__(self, turning: Turning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turning = turning

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the whole row shows where one is, not one cell of it
        if index.siblingAtColumn(Column.NAME).data(Role.FADED) or index.data(Role.FADED):
            muted = tokens().color(Tone.MUTED)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, muted)
        if index.data(Role.MENU):
            option.font.setBold(True)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Enums of text come out of Qt as plain text.
        state, cache, menu = index.data(Role.SYNC_STATE), index.data(Role.CACHE), index.data(Role.MENU)
        act = index.data(Role.ACT)
        if state is None and cache is None and not menu and act is None:
            super().paint(painter, option, index)
            return
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        if menu:
            plain.text = self._beside_menu(plain)
            self._paint_plain(painter, plain)
            self._paint_menu(painter, plain)
            return
        if act is not None:
            self._paint_plain(painter, plain)
            self._paint_act(painter, plain, act)
            return
        text, plain.text = plain.text, ""
        self._paint_plain(painter, plain)
        painter.save()
        side = icon_size() if state is not None else icon_size() * _GLYPH_SIZE
        room = QRectF(plain.rect)
        sign = QRectF(room.left() + unit() * 0.5, room.center().y() - side / 2, side, side)
        if state is not None:
            self._paint_state(painter, sign, SyncState(state))
        else:
            self._paint_cache(painter, sign, CacheState(cache))
        painter.setFont(plain.font)
        painter.setPen(plain.palette.color(QPalette.ColorRole.Text))
        room.setLeft(sign.right() + unit() * 0.75)
        shown = plain.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        extra = icon_size() + unit() * 2 if index.column() in (Column.STATUS, Column.DATE) else unit()
        return QSize(hint.width() + extra, max(hint.height(), unit() * 4))

    def act_rect(self, option: QStyleOptionViewItem, act: str) -> QRectF:
        """Where the act of a row is: behind its text. ``option`` is initialised."""
        style = option.widget.style() if option.widget else QApplication.style()
        room = QRectF(style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget))
        left = room.left() + option.fontMetrics.horizontalAdvance(option.text) + unit() * 2
        return QRectF(left, room.top(), option.fontMetrics.horizontalAdvance(act), room.height())

    def _paint_act(self, painter: QPainter, option: QStyleOptionViewItem, act: str) -> None:
        painter.save()
        font = option.font
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(tokens().color(Tone.ACCENT))
        painter.drawText(self.act_rect(option, act), int(Qt.AlignmentFlag.AlignVCenter), act)
        painter.restore()

    def _clicked_act(self, event: QEvent, option: QStyleOptionViewItem, index: Index) -> bool:
        act = index.data(Role.ACT)
        if act is None or event.type() != QEvent.Type.MouseButtonRelease or not isinstance(event, QMouseEvent):
            return False
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        return self.act_rect(plain, act).contains(event.position()) and event.button() is Qt.MouseButton.LeftButton

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if self._clicked_act(event, option, index):
            self.act_clicked.emit(model.index(index.row(), index.column(), index.parent()))
            return True
        if index.data(Role.MENU) and isinstance(event, QMouseEvent):
            on_button = self.menu_rect(QRectF(option.rect)).contains(event.position())
            if on_button and event.button() is Qt.MouseButton.LeftButton:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.menu_clicked.emit(model.index(index.row(), index.column(), index.parent()))
                return True
        return super().editorEvent(event, model, option, index)

    def menu_rect(self, cell: QRectF) -> QRectF:
        """Where the ⋯ button is in its cell."""
        side = min(cell.height(), icon_size() * 1.7)
        return QRectF(cell.right() - side - unit() * 0.5, cell.center().y() - side / 2, side, side)

    def _beside_menu(self, option: QStyleOptionViewItem) -> str:
        """The text, elided where the ⋯ button begins."""
        style = option.widget.style() if option.widget else QApplication.style()
        begins = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget).left()
        room = self.menu_rect(QRectF(option.rect)).left() - begins - unit()
        return option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, int(room))

    def _paint_plain(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)

    def _paint_menu(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        button = self.menu_rect(QRectF(option.rect))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().border), 1) if hovered else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().raised if hovered else tokens().surface))
        if hovered:
            painter.drawRoundedRect(button, 4, 4)
        inset = button.width() * 0.2
        sign = button.adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, sign, "more", tokens().color(Tone.TEXT))
        painter.restore()

    def _paint_state(self, painter: QPainter, sign: QRectF, state: SyncState) -> None:
        paint_badge(painter, sign, state, angle=self._turning.angle)

    def _paint_cache(self, painter: QPainter, sign: QRectF, state: CacheState) -> None:
        if state is CacheState.DOWNLOADING:
            self._paint_ring(painter, sign)
            return
        name, tone = _GLYPHS[state]
        paint_icon(painter, sign, name, tokens().color(tone))

    def _paint_ring(self, painter: QPainter, sign: QRectF) -> None:
        scheme = tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = sign.adjusted(2, 2, -2, -2)
        width = max(1.5, ring.width() / 7)
        painter.setPen(QPen(QColor(scheme.border), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(scheme.color(Tone.ACCENT), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, round((90 - self._turning.angle) * 16), -100 * 16)
