"""The tree itself: keeps what is unfolded, selected and in view by id, whatever the model does beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTreeView, QWidget

from app.domain.states import CacheState, SyncState
from app.ui.badge import Turning
from app.ui.controls import ListHeader
from app.ui.documents.cells import Role
from app.ui.documents.nodes import Level, Node, NodeId
from app.ui.documents.row_delegate import DocumentRowDelegate
from app.ui.documents.tree_model import Column, DocumentsModel
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Up to this many drawings the disciplines are unfolded at first sight.
_UNFOLD_UP_TO = 40
#: Widths in units. What does not fit beside a readable name is left out, the least needed first.
_NAME_WIDTH = 34
_WIDTHS = {Column.REVISION: 11, Column.SET: 20, Column.STATUS: 22, Column.DATE: 24}
_LEFT_OUT = (Column.SET, Column.STATUS, Column.REVISION)
_FOLDERS = (Level.FOLDER, Level.AREA, Level.DISCIPLINE)


class DocumentsTree(QTreeView):
    """Enter and double click open; the right button, the Menu key, Shift+F10 and ⋯ ask for the row's menu."""

    opened = Signal(object)  # Node of a drawing or a revision
    menu_requested = Signal(object, QPoint)  # Node, global position
    current_changed = Signal(object)  # Node or None

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.tree")
        self._model = model
        self._unfolded: set[NodeId] = set()
        self._seen_project: int | None = None
        self._current: NodeId | None = None
        self._top: tuple[NodeId, int] | None = None
        self._restoring = False
        self.turning = Turning(self)
        self.turning.ticked.connect(self._turn)
        delegate = DocumentRowDelegate(self.turning, self)
        delegate.menu_clicked.connect(self._menu_of)
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._set_up()
        self.expanded.connect(self._unfold)
        self.collapsed.connect(self._fold)
        self.doubleClicked.connect(self._open)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._watch)
        self.selectionModel().currentRowChanged.connect(self._current_row_changed)

    def current_node(self) -> Node | None:
        index = self.currentIndex()
        return self._model.node(index) if index.isValid() else None

    def show_node(self, id: NodeId) -> bool:
        """Select a row and bring it into view; False where it is not shown."""
        index = self._model.index_of(id)
        if not index.isValid():
            return False
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
            return
        shift_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if (event.key() == Qt.Key.Key_Menu or shift_f10) and index.isValid():
            self._menu_of(index)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and index.isValid():
            self.menu_requested.emit(self._model.node(index), event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.rowCount():
            # Screen readers say nothing in a tree without a current row.
            self.setCurrentIndex(self._model.index(0, 0))

    def _set_up(self) -> None:
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(unit(self) * 2 + 4)
        inset = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1  # that of its cells
        header = ListHeader(self, inset=inset)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, unit(self) * width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - unit(self) * _NAME_WIDTH
        wanted = {column: self.columnWidth(column) or unit(self) * width for column, width in _WIDTHS.items()}
        for column in _LEFT_OUT:
            hidden = sum(wanted.values()) > room
            self.setColumnHidden(column, hidden)
            if hidden:
                del wanted[column]
        super().resizeEvent(event)

    # ---- opening and menus ---------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node.id.level in _FOLDERS:
            first = index.siblingAtColumn(Column.NAME)
            self.setExpanded(first, not self.isExpanded(first))
        elif node.id.level is not Level.OLDER:
            self.opened.emit(node)

    @Slot(QModelIndex)
    def _menu_of(self, index: QModelIndex) -> None:
        index = index.siblingAtColumn(Column.NAME)
        cell = QRectF(self.visualRect(index))
        corner = self._delegate.menu_rect(cell).bottomLeft() if index.data(Role.MENU) else cell.bottomLeft()
        self.setCurrentIndex(index)
        self.menu_requested.emit(self._model.node(index), self.viewport().mapToGlobal(corner.toPoint()))

    @Slot()
    def _current_row_changed(self) -> None:
        if not self._restoring:
            self.current_changed.emit(self.current_node())

    # ---- what survives a reset -----------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        if not self._restoring:
            self._unfolded.add(self._model.node(index).id)

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        if not self._restoring:
            self._unfolded.discard(self._model.node(index).id)

    @Slot()
    def _remember(self) -> None:
        node = self.current_node()
        if node is not None:
            self._current = node.id
        top = self.indexAt(QPoint(1, 1))
        self._top = (self._model.node(top).id, self.visualRect(top).top()) if top.isValid() else None
        self._restoring = True

    @Slot()
    def _restore(self) -> None:
        tree = self._model.tree
        if tree is not None and tree.project.id != self._seen_project:
            self._seen_project = tree.project.id
            self._unfolded = set()
            self._current = self._top = None
            self._unfold_at_first_sight()
        self._restoring = True
        for id in self._to_unfold():
            self.setExpanded(self._model.index_of(id), True)
        if self._current is not None:
            index = self._model.index_of(self._current)
            if index.isValid():
                self.setCurrentIndex(index)
        self._scroll_back()
        self._restoring = False
        self._watch()
        self.current_changed.emit(self.current_node())

    def _to_unfold(self) -> list[NodeId]:
        """While a filter is on, every folder is open: a hit must be seen. What the user unfolded comes back after."""
        if self._model.typed:
            return [node.id for node in self._folders()]
        return [id for id in self._unfolded if self._model.index_of(id).isValid()]

    def _unfold_at_first_sight(self) -> None:
        few = len(self._model.drawing_ids()) <= _UNFOLD_UP_TO
        for node in self._folders():
            if few or node.id.level is not Level.DISCIPLINE:
                self._unfolded.add(node.id)

    def _folders(self) -> Iterator[Node]:
        root = self._model.node(QModelIndex())
        return (node for node in root.walk() if node.id.level in _FOLDERS)

    def _scroll_back(self) -> None:
        if self._top is None:
            return
        index = self._model.index_of(self._top[0])
        if index.isValid():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - self._top[1])

    # ---- turning arrows ------------------------------------------------------------------------------------------

    @Slot()
    def _watch(self) -> None:
        """The clock ticks while the folder syncs; sheets are downloading only then."""
        tree = self._model.tree
        self.turning.set_running(tree is not None and tree.status.state is SyncState.RUNNING)

    @Slot()
    def _turn(self) -> None:
        index = self.indexAt(QPoint(1, 1))
        bottom = self.viewport().rect().bottom()
        while index.isValid() and self.visualRect(index).top() <= bottom:
            for column, role, turning in (
                (Column.DATE, Role.SYNC_STATE, SyncState.RUNNING),
                (Column.STATUS, Role.CACHE, CacheState.DOWNLOADING),
            ):
                cell = index.siblingAtColumn(column)
                if cell.data(role) == turning:  # Qt hands enums of text out as plain text
                    self.viewport().update(self.visualRect(cell))
            index = self.indexBelow(index)
