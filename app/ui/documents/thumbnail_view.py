"""The drawings as small pictures: number, title and state below each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.states import CacheState
from app.ui.documents import wording
from app.ui.documents.columns import shown_entry
from app.ui.documents.row_view import RowView
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, scaled_font, tokens, unit

if TYPE_CHECKING:
    from app.ui.documents.line_model import LineModel
    from app.ui.documents.nodes import Node, NodeId
    from app.ui.documents.pictures import Pictures

Index = QModelIndex | QPersistentModelIndex

#: In units of the grid.
_WIDTH, _HEIGHT, _PICTURE = 32, 29, 21
_SIGNS = {
    CacheState.DOWNLOADING: ("download", Tone.ACCENT),
    CacheState.WAITING: ("sheet-waiting", Tone.MUTED),
    CacheState.ABSENT: ("unlink", Tone.MUTED),
    CacheState.FAILED: ("sheet-failed", Tone.DANGER),
}


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints one drawing. Paper is white in both themes: it is a picture of paper."""

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(unit() * _WIDTH, unit() * _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node = index.internalPointer()
        drawing, entry = node.drawing, shown_entry(node)
        if drawing is None:
            return
        gap, scheme = unit(), tokens()
        card = option.rect.adjusted(gap // 2, gap // 2, -(gap // 2), -(gap // 2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        edge = scheme.accent if selected else scheme.border
        painter.setPen(QPen(QColor(edge), 2 if option.state & QStyle.StateFlag.State_HasFocus else 1))
        painter.setBrush(QColor(scheme.selection if selected else scheme.surface))
        painter.drawRoundedRect(card, 5, 5)
        inner = card.adjusted(gap, gap, -gap, -gap)
        room = QRect(inner.left(), inner.top(), inner.width(), gap * _PICTURE)
        picture = None if entry is None or entry.sha256 is None else self._pictures.get(entry.sha256)
        if picture is not None:
            shown = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(QPoint(0, 0), shown)
            place.moveCenter(room.center())
            painter.drawPixmap(place, picture)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(scheme.border))
            painter.drawRect(place)
        else:
            self._paint_placeholder(painter, room, drawing.number)
        self._paint_words(painter, inner.adjusted(0, room.height() + gap // 2, 0, 0), node)
        painter.restore()

    def _paint_placeholder(self, painter: QPainter, room: QRect, number: str) -> None:
        scheme = tokens()
        painter.setPen(QPen(QColor(scheme.border_strong), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(scheme.sunken))
        painter.drawRect(room)
        plain = painter.font()
        painter.setFont(scaled_font(plain, 1.4, bold=True))
        painter.setPen(scheme.color(Tone.MUTED))
        text = painter.fontMetrics().elidedText(number, Qt.TextElideMode.ElideRight, room.width() - unit())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(plain)

    def _paint_words(self, painter: QPainter, room: QRect, node: Node) -> None:
        drawing, entry, scheme = node.drawing, shown_entry(node), tokens()
        assert drawing is not None
        side = icon_size()
        line = QRect(room.left(), room.top(), room.width(), max(painter.fontMetrics().height(), side))
        sign = _SIGNS.get(entry.cache) if entry is not None else None
        if sign is not None:
            place = QRect(line.right() - side, line.top(), side, side)
            paint_icon(painter, place, sign[0], scheme.color(sign[1]))
        painter.setPen(scheme.color(Tone.MUTED if drawing.withdrawn is not None else Tone.TEXT))
        words = [drawing.number, wording.short_revision(entry) if entry is not None else ""]
        if drawing.withdrawn is not None:
            words.append(wording.withdrawn_label())
        self._line(painter, line.adjusted(0, 0, -side if sign else 0, 0), " · ".join(filter(None, words)), bold=True)
        painter.setPen(scheme.color(Tone.MUTED))
        self._line(painter, line.translated(0, line.height() + unit() // 3), drawing.title, bold=False)

    def _line(self, painter: QPainter, room: QRect, text: str, *, bold: bool) -> None:
        font = painter.font()
        font.setBold(bold)
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)


class ThumbnailView(RowView, QListView):
    """The same keys as in the tree."""

    def __init__(self, line: LineModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.thumbnails")
        self.rows = self._line = line
        self._chosen: list[NodeId] = []
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(ThumbnailDelegate(pictures, self))
        self.doubleClicked.connect(self.open_row)
        pictures.arrived.connect(self._arrived)
        line.modelAboutToBeReset.connect(self._remember)
        line.modelReset.connect(self._restore)

    def attach(self, *, shown: bool) -> None:
        """Follow the model while this view is shown, and not at all while it is not: nothing is laid out for nobody."""
        if shown and self.model() is not self._line:
            self.setModel(self._line)
            self.watch_selection()
        elif not shown:
            self.setModel(None)

    def chosen_indexes(self) -> list[QModelIndex]:
        return [] if self.model() is None else [one for one in self.selectedIndexes() if one.column() == 0]

    @Slot(object)
    def _arrived(self, _sha256s: object) -> None:
        self.viewport().update()

    @Slot()
    def _remember(self) -> None:
        self._chosen = [node.id for node in self.chosen_nodes()]
        self.restoring = True

    @Slot()
    def _restore(self) -> None:
        self.choose(self._chosen)
        self.restoring = False
