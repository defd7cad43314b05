"""Paints the cells of the document tree that are more than text: folder state, cache glyph, the ⋯ button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QStaticText
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOption, QStyleOptionViewItem, QWidget

from app.domain.states import CacheState, SyncState
from app.ui.badge import Turning, paint_badge
from app.ui.controls import cell_inset, paint_focus
from app.ui.documents.cells import Cells, Role
from app.ui.documents.columns import Column
from app.ui.documents.nodes import Level
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens, unit

if TYPE_CHECKING:
    from app.ui.documents.nodes import Node

Index = QModelIndex | QPersistentModelIndex

_GLYPHS: dict[CacheState, tuple[str, Tone]] = {
    CacheState.HERE: ("sheet-here", Tone.MUTED),
    CacheState.WAITING: ("sheet-waiting", Tone.MUTED),
    CacheState.ABSENT: ("unlink", Tone.MUTED),
    CacheState.FAILED: ("sheet-failed", Tone.DANGER),
}
#: The one revision to build from has its colour among all others.
_TONES = {"revision-current": Tone.SUCCESS}
#: The cells in which something turns while it is under way.
_TURNS = (
    (Column.DATE, Role.SYNC_STATE, SyncState.RUNNING),
    (Column.STATUS, Role.CACHE, CacheState.DOWNLOADING),
)
_MARKED = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
#: Texts kept laid out: some screens of rows.
_LAID_OUT = 2000
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class Painted(Protocol):
    """The rows as they are painted, straight from the model's words: Qt would ask for eight roles of each cell at every
    step of a scroll."""

    def node(self, index: Index) -> Node: ...
    def cells(self, index: Index) -> Cells: ...
    def text(self, index: Index) -> str: ...


class Unfolding(Painted, Protocol):
    def is_unfolded(self, node: Node) -> bool: ...


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is the same for every cell of one painting."""

    gap: int
    icon: int
    inset: int
    height: int
    text: QColor
    muted: QColor
    font: QFont
    bold: QFont

    @staticmethod
    def of(widget: QWidget) -> _Measures:
        bold = QFont(widget.font())
        bold.setBold(True)
        scheme = tokens()
        return _Measures(
            unit(),
            icon_size(),
            cell_inset(widget),
            widget.fontMetrics().height(),
            scheme.color(Tone.TEXT),
            scheme.color(Tone.MUTED),
            QFont(widget.font()),
            bold,
        )


class DocumentRowDelegate(QStyledItemDelegate):
    """``menu_clicked`` carries the index whose ⋯ was pressed, ``act_clicked`` the one whose act was, ``fold_clicked``
    the drawing whose arrow was. ``unfolding``: the rows, where their arrows are the delegate's business."""

    menu_clicked = QtSignal(QModelIndex)
    act_clicked = QtSignal(QModelIndex)
    fold_clicked = QtSignal(QModelIndex)

    def __init__(self, rows: Painted, turning: Turning, parent: QWidget, *, unfolding: Unfolding | None = None) -> None:
        super().__init__(parent)
        self._rows = rows  # PySide loses a reference to what ``index.model()`` answers
        self._unfolding = unfolding
        self._turning = turning
        self._measures = _Measures.of(parent)
        self._laid_out: dict[tuple[str, int, bool], QStaticText] = {}

    def begin(self, widget: QWidget) -> None:
        """Called before a painting: what every cell of it has in common is found out once."""
        font = self._measures.font
        self._measures = _Measures.of(widget)
        if font != self._measures.font:
            self._laid_out.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, column, measures = self._rows, index.column(), self._measures
        cells = rows.cells(index)
        if option.state & _MARKED:
            style = option.widget.style() if option.widget else QApplication.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, option.rect)
        room = QRectF(option.rect)
        if column == Column.NAME and self._unfolding is not None:
            room.setLeft(self._paint_arrow(painter, option, index))
        room.setLeft(self._paint_sign(painter, room, cells, column))
        text = rows.text(index)
        if cells.get((column, Role.MENU)):
            room.setRight(self.menu_rect(room).left())
            self._paint_menu(painter, option)
        if not text:
            return
        room.setRight(room.right() - measures.inset)
        faded = cells.get((Column.NAME, Role.FADED)) or cells.get((column, Role.FADED))
        bold = bool(cells.get((column, Role.STRONG)))
        painter.setFont(measures.bold if bold else measures.font)
        painter.setPen(measures.muted if faded else measures.text)
        words = self._words(text, int(room.width()), bold=bold)
        if column == Column.SIZE:  # numbers stand below each other by their ends
            room.setLeft(room.right() - words.size().width())
        painter.drawStaticText(QPointF(room.left(), room.center().y() - measures.height / 2), words)
        if act := cells.get((column, Role.ACT)):
            self._paint_act(painter, self.act_rect(option, index), str(act))

    def _words(self, text: str, width: int, *, bold: bool) -> QStaticText:
        """A text as far as there is room, laid out once for all paintings: most of the time went there."""
        key = (text, width, bold)
        words = self._laid_out.get(key)
        if words is None:
            if len(self._laid_out) >= _LAID_OUT:
                self._laid_out.clear()
            if len(text) * self._measures.height > width:  # no letter is wider than its line is high
                metrics = QFontMetrics(self._measures.bold if bold else self._measures.font)
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            words = QStaticText(text)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.prepare(font=self._measures.bold if bold else self._measures.font)
            self._laid_out[key] = words
        return words

    def turning_columns(self, index: Index) -> list[Column]:
        """The cells of a row that are to be painted again at every tick."""
        cells = self._rows.cells(index)
        return [column for column, role, state in _TURNS if cells.get((column, role)) == state]

    def _paint_sign(self, painter: QPainter, room: QRectF, cells: Cells, column: int) -> float:
        """The icon, badge or cache glyph at the beginning of a cell; returns where its text begins."""
        measures = self._measures
        left = room.left() + measures.gap * 0.5
        state, cache = cells.get((column, Role.SYNC_STATE)), cells.get((column, Role.CACHE))
        picture = cells.get((column, Qt.ItemDataRole.DecorationRole))
        if state is None and cache is None and picture is None:
            return left
        side = measures.icon
        sign = QRectF(left, room.center().y() - side / 2, side, side)
        if state is not None:
            paint_badge(painter, sign, SyncState(str(state)), angle=self._turning.angle)
        elif cache is not None:
            self._paint_cache(painter, sign, CacheState(str(cache)))
        else:  # never a QIcon with our painter: painting one from Python takes the painter apart
            tone = _TONES.get(str(picture))
            faded = cells.get((Column.NAME, Role.FADED))
            color = tokens().color(tone) if tone else measures.muted if faded else measures.text
            paint_icon(painter, sign, str(picture), color)
        return left + side + measures.gap * 0.75

    def _paint_arrow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> float:
        """The arrow of a drawing with revisions; returns where the cell goes on, further in for a revision."""
        assert self._unfolding is not None
        node, place = self._rows.node(index), self.arrow_rect(option)
        if node.id.level is not Level.DRAWING:
            return place.right() + place.width()
        if node.has_children:
            arrow = QStyleOption()
            arrow.rect = place.toRect()
            arrow.palette = option.palette
            arrow.state = QStyle.StateFlag.State_Children | QStyle.StateFlag.State_Enabled
            if self._unfolding.is_unfolded(node):
                arrow.state |= QStyle.StateFlag.State_Open
            style = option.widget.style() if option.widget else QApplication.style()
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorBranch, arrow, painter, option.widget)
        return place.right()

    def arrow_rect(self, option: QStyleOptionViewItem) -> QRectF:
        """Where the arrow of a drawing is, in a line without folders."""
        return QRectF(option.rect.left(), option.rect.top(), self._measures.gap * 2 + 4, option.rect.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        extra = icon_size() + unit() * 2 if index.column() in (Column.STATUS, Column.DATE) else unit()
        return QSize(hint.width() + extra, max(hint.height(), unit() * 4))

    def act_rect(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        """Where the act of a row is: behind its text."""
        rows, measures = self._rows, self._measures
        metrics = QFontMetrics(option.font)
        room = QRectF(option.rect)
        begins = measures.gap * 3.25 + measures.icon + metrics.horizontalAdvance(rows.text(index))
        if self._unfolding is not None:
            begins += 2 * self.arrow_rect(option).width()
        act = rows.cells(index).get((index.column(), Role.ACT), "")
        return QRectF(room.left() + begins, room.top(), metrics.horizontalAdvance(str(act)), room.height())

    def _paint_act(self, painter: QPainter, room: QRectF, act: str) -> None:
        font = painter.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(tokens().color(Tone.ACCENT))
        painter.drawText(room, _MIDDLE, act)

    def _clicked_arrow(self, event: QEvent, option: QStyleOptionViewItem, index: Index) -> bool:
        if self._unfolding is None or index.column() != Column.NAME or not isinstance(event, QMouseEvent):
            return False
        pressed = event.type() == QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton
        here = self.arrow_rect(option).contains(event.position())
        return pressed and here and self._rows.node(index).has_children

    def _clicked_act(self, event: QEvent, option: QStyleOptionViewItem, index: Index) -> bool:
        if not index.data(Role.ACT) or not isinstance(event, QMouseEvent):
            return False
        released = event.type() == QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton
        return released and self.act_rect(option, index).contains(event.position())

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if self._clicked_arrow(event, option, index):
            self.fold_clicked.emit(model.index(index.row(), index.column(), index.parent()))
            return True
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

    def menu_corner(self, cell: QRect, index: Index) -> QPoint:
        """Where the menu of a row comes up: below its ⋯, or else its cell."""
        room = QRectF(cell)
        corner = self.menu_rect(room).bottomLeft() if index.data(Role.MENU) else room.bottomLeft()
        return corner.toPoint()

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
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = sign.adjusted(2, 2, -2, -2)
        width = max(1.5, ring.width() / 7)
        painter.setPen(QPen(QColor(scheme.border), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(scheme.color(Tone.ACCENT), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, round((90 - self._turning.angle) * 16), -100 * 16)
        painter.restore()
