"""The drawings as small pictures: number, title and state below each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPen
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
from app.ui.documents.nodes import Level
from app.ui.icons import paint_icon
from app.ui.row_keys import asks_for_menu, opens_row
from app.ui.theme import Tone, icon_size, scaled_font, tokens, unit

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.ui.documents.nodes import Node, NodeId
    from app.ui.documents.pictures import Pictures
    from app.ui.documents.tree_model import DocumentsModel

Index = QModelIndex | QPersistentModelIndex

#: In units of the grid.
_WIDTH, _HEIGHT, _PICTURE = 32, 32, 21
_SIGNS = {
    CacheState.DOWNLOADING: ("download", Tone.ACCENT),
    CacheState.WAITING: ("sheet-waiting", Tone.MUTED),
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


class ThumbnailView(QListView):
    """Shows the drawings of a model that has them in one line. The same keys as in the tree."""

    opened = Signal(object)  # Node
    menu_requested = Signal(object, QPoint)  # Node, global position
    current_changed = Signal(object)  # Node or None
    chosen_changed = Signal()

    def __init__(self, model: DocumentsModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.thumbnails")
        self._model = model
        self._chosen: list[NodeId] = []
        self._restoring = False
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
        self.doubleClicked.connect(self._open)
        pictures.arrived.connect(self._arrived)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)

    def attach(self, *, shown: bool) -> None:
        """Follow the model while this view is shown, and not at all while it is not: nothing is laid out for nobody."""
        if shown and self.model() is not self._model:
            self.setModel(self._model)
            self.selectionModel().currentRowChanged.connect(self._current_row_changed)
            self.selectionModel().selectionChanged.connect(self._selection_changed)
        elif not shown:
            self.setModel(None)

    def current_node(self) -> Node | None:
        index = self.currentIndex()
        return self._model.node(index) if index.isValid() else None

    def chosen_nodes(self) -> list[Node]:
        if self.model() is None:
            return []
        return [self._model.node(index) for index in sorted(self.selectionModel().selectedIndexes())]

    def choose(self, ids: Collection[NodeId]) -> None:
        """Select these drawings, as far as they are shown."""
        drawings = (id for id in ids if id.level is Level.DRAWING)
        indexes = [index for id in drawings if (index := self._model.index_of(id)).isValid()]
        if not indexes or self.model() is None:
            return
        selection = QItemSelection()
        for index in indexes:
            selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(indexes[0], flag.NoUpdate)
        self.selectionModel().select(selection, flag.ClearAndSelect)
        self.scrollTo(indexes[0])

    def show_node(self, id: NodeId) -> bool:
        if not self._model.index_of(id).isValid():
            return False
        self.choose([id])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if opens_row(event) and index.isValid():
            self._open(index)
            return
        if asks_for_menu(event) and index.isValid():
            corner = self.visualRect(index).bottomLeft()
            self.menu_requested.emit(self._model.node(index), self.viewport().mapToGlobal(corner))
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and index.isValid():
            self.menu_requested.emit(self._model.node(index), event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.model() is not None and not self.currentIndex().isValid() and self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.node(index))

    @Slot(object)
    def _arrived(self, _sha256s: object) -> None:
        self.viewport().update()

    @Slot()
    def _current_row_changed(self) -> None:
        if not self._restoring:
            self.current_changed.emit(self.current_node())

    @Slot()
    def _selection_changed(self) -> None:
        if not self._restoring:
            self.chosen_changed.emit()

    @Slot()
    def _remember(self) -> None:
        self._chosen = [node.id for node in self.chosen_nodes()]
        self._restoring = True

    @Slot()
    def _restore(self) -> None:
        if self.model() is not None:
            self.choose(self._chosen)
        self._restoring = False
