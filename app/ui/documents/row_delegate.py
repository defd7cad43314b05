"""Paints the cells of the document tree that are more than text: folder state, cache glyph, the ⋯ button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.states import CacheState, SyncState
from app.ui.badge import Turning, paint_badge
from app.ui.documents.cells import Cells, Role
from app.ui.documents.columns import Column
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens, unit

if TYPE_CHECKING:
    from app.ui.documents.tree_model import DocumentsModel

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

    def __init__(self, model: DocumentsModel, turning: Turning, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model  # PySide loses a reference to what ``index.model()`` answers
        self._turning = turning

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Straight from the model's words: Qt would ask for eight roles of each cell at every step of a scroll.
        model = self._model
        cells, column = model.cells(index), index.column()
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        room = QRectF(option.rect)
        room.setLeft(self._paint_sign(painter, room, cells, column))
        faded = cells.get((Column.NAME, Role.FADED)) or cells.get((column, Role.FADED))
        painter.setFont(self._font(option, bold=_is_folder(cells, column)))
        painter.setPen(tokens().color(Tone.MUTED if faded else Tone.TEXT))
        if cells.get((column, Role.MENU)):
            room.setRight(self.menu_rect(room).left())
            self._paint_menu(painter, option)
        room.setRight(room.right() - _inset(style, option))
        text = painter.fontMetrics().elidedText(model.text(index), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        if act := cells.get((column, Role.ACT)):
            self._paint_act(painter, self.act_rect(option, index), str(act))
        painter.restore()

    def _paint_sign(self, painter: QPainter, room: QRectF, cells: Cells, column: int) -> float:
        """The icon, badge or cache glyph at the beginning of a cell; returns where its text begins."""
        left = room.left() + unit() * 0.5
        state, cache = cells.get((column, Role.SYNC_STATE)), cells.get((column, Role.CACHE))
        picture = cells.get((column, Qt.ItemDataRole.DecorationRole))
        if state is None and cache is None and picture is None:
            return left
        side = icon_size() * (_GLYPH_SIZE if cache is not None else 1.0)
        sign = QRectF(left, room.center().y() - side / 2, side, side)
        if state is not None:
            paint_badge(painter, sign, SyncState(str(state)), angle=self._turning.angle)
        elif cache is not None:
            self._paint_cache(painter, sign, CacheState(str(cache)))
        else:  # never a QIcon with our painter: painting one from Python takes the painter apart
            paint_icon(painter, sign, str(picture), tokens().color(Tone.TEXT))
        return sign.right() + unit() * 0.75

    def _font(self, option: QStyleOptionViewItem, *, bold: bool) -> QFont:
        if not bold:
            return option.font
        font = QFont(option.font)
        font.setBold(True)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        extra = icon_size() + unit() * 2 if index.column() in (Column.STATUS, Column.DATE) else unit()
        return QSize(hint.width() + extra, max(hint.height(), unit() * 4))

    def act_rect(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        """Where the act of a row is: behind its text."""
        model = self._model
        metrics = QFontMetrics(option.font)
        room = QRectF(option.rect)
        begins = unit() * 0.5 + icon_size() + unit() * 0.75 + metrics.horizontalAdvance(model.text(index)) + unit() * 2
        act = model.cells(index).get((index.column(), Role.ACT), "")
        return QRectF(room.left() + begins, room.top(), metrics.horizontalAdvance(str(act)), room.height())

    def _paint_act(self, painter: QPainter, room: QRectF, act: str) -> None:
        font = painter.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(tokens().color(Tone.ACCENT))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), act)

    def _clicked_act(self, event: QEvent, option: QStyleOptionViewItem, index: Index) -> bool:
        if not index.data(Role.ACT) or not isinstance(event, QMouseEvent):
            return False
        released = event.type() == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton
        return released and self.act_rect(option, index).contains(event.position())

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


def _is_folder(cells: Cells, column: int) -> bool:
    return column == Column.NAME and (Column.DATE, Role.SYNC_STATE) in cells


def _inset(style: QStyle, option: QStyleOptionViewItem) -> int:
    return style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, option.widget) + 1
