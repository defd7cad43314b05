"""The drawings in their folders: what is unfolded, selected and in view is kept by id, whatever the model does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from app.domain.states import SyncState
from app.ui.badge import Turning
from app.ui.controls import ListHeader, cell_inset
from app.ui.documents.column_layout import ColumnLayout
from app.ui.documents.columns import Column
from app.ui.documents.nodes import Level, NodeId
from app.ui.documents.row_delegate import DocumentRowDelegate
from app.ui.documents.row_view import RowView
from app.ui.theme import unit

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from app.ui.documents.tree_model import DocumentsModel

#: Up to this many drawings the disciplines are unfolded at first sight.
_UNFOLD_UP_TO = 40
#: Rows unfolded in one turn of the loop: some milliseconds of the view's own work.
_ROWS_AT_ONCE = 400
_FOLDERS = (Level.FOLDER, Level.AREA, Level.DISCIPLINE)


class DocumentsTree(RowView, QTreeView):
    """Folders unfold instead of opening; a click on ⋯ asks for the row's menu too."""

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.tree")
        self.rows = self._model = model
        self._unfolded: set[NodeId] = set()
        self._chosen: list[NodeId] = []
        self._to_come: list[NodeId] = []
        self._unfolding = QTimer(self)
        self._unfolding.setInterval(0)
        self._unfolding.timeout.connect(self._unfold_some)
        self._seen_project: int | None = None
        self._current: NodeId | None = None
        self._top: tuple[NodeId, int] | None = None
        self._stale = False  # the model was reset while nobody looked
        self.turning = Turning(self)
        self.turning.ticked.connect(self._turn)
        self._delegate = DocumentRowDelegate(model, self.turning, self)
        self._delegate.menu_clicked.connect(self._menu_clicked)
        self._delegate.act_clicked.connect(self.open_row)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.columns = ColumnLayout(self, self.header(), model, with_discipline=False)
        self.columns.use({}, ())
        self.expanded.connect(self._unfold)
        self.collapsed.connect(self._fold)
        self.doubleClicked.connect(self.open_row)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._watch)
        self.watch_selection()

    def place(self, index: QModelIndex) -> tuple[int, ...]:
        rows = []
        while index.isValid():
            rows.append(index.row())
            index = index.parent()
        return tuple(reversed(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.columns.fit(event.size().width())
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin(self)
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Qt compares the pixels of a step with a number of rows, and paints everything anew for steps that are larger.
        height = self.viewport().height()
        step = max(1, height // max(1, self.rowHeight(self.indexAt(QPoint(1, 1)))))
        while step < abs(dy) < height // 3:
            part = step if dy > 0 else -step
            super().scrollContentsBy(0, part)
            dy -= part
        super().scrollContentsBy(dx, dy)

    def _set_up(self) -> None:
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(unit(self) * 2 + 4)
        header = ListHeader(self, inset=cell_inset(self))
        header.setSectionsClickable(False)
        self.setHeader(header)

    # ---- opening and menus ---------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def open_row(self, index: QModelIndex) -> None:
        node = self.rows.node(index)
        if node.id.level in _FOLDERS:
            first = index.siblingAtColumn(Column.NAME)
            self.setExpanded(first, not self.isExpanded(first))
        elif node.id.level is Level.OLDER:
            self.older_requested.emit(node)
        else:
            self.opened.emit(node)

    def ask_menu(self, index: QModelIndex, corner: QPoint) -> None:
        self._menu_clicked(index)

    @Slot(QModelIndex)
    def _menu_clicked(self, index: QModelIndex) -> None:
        index = index.siblingAtColumn(Column.NAME)
        super().ask_menu(index, self._delegate.menu_corner(self.visualRect(index), index))

    # ---- what survives a reset -----------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        node = self.rows.node(index)
        last = len(node.children) - 1
        if node.drawing is not None and last >= 0 and node.children[last].id.level is Level.OLDER:
            self.setFirstColumnSpanned(last, index, True)
        if not self.restoring:
            self._unfolded.add(node.id)

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        if not self.restoring:
            self._unfolded.discard(self.rows.node(index).id)

    @Slot()
    def _remember(self) -> None:
        node = self.current_node()
        if node is not None:
            self._current = node.id
        self._chosen = [self.rows.node(index).id for index in self.selectionModel().selectedRows()]
        top = self.indexAt(QPoint(1, 1))
        self._top = (self._model.node(top).id, self.visualRect(top).top()) if top.isValid() else None
        self.restoring = True

    @Slot()
    def _restore(self) -> None:
        self._stale = not self.isVisible()
        if self._stale:  # nothing is laid out for nobody
            self.restoring = False
            return
        tree = self._model.tree
        if tree is not None and tree.project.id != self._seen_project:
            self._seen_project = tree.project.id
            self._unfolded = set()
            self._current = self._top = None
            self._unfold_at_first_sight()
        self.restoring = True
        self._to_come = self._to_unfold()
        self.executeDelayedItemsLayout()  # what is unfolded from here on is laid out alone, not with everything
        self._unfold_some()
        self.restoring = True
        self._restore_current()
        self._scroll_back()
        self.restoring = False
        self._watch()
        self.current_changed.emit(self.current_node())

    def _restore_current(self) -> None:
        index = self._model.index_of(self._current) if self._current is not None else QModelIndex()
        chosen = [one for id in self._chosen if (one := self._model.index_of(id)).isValid()]
        if index.isValid() or chosen:
            current = index if index.isValid() else chosen[0]
            self._select(chosen if len(chosen) > 1 else [current], current)

    @Slot()
    def _unfold_some(self) -> None:
        """Unfold what is to be unfolded, some hundred rows in each turn of the loop."""
        self.restoring, before = True, self.restoring
        rows = 0
        while self._to_come:
            index = self._model.index_of(self._to_come[0])
            more = self._model.rowCount(index) if index.isValid() else 0
            if rows and rows + more > _ROWS_AT_ONCE:
                break
            rows += more
            self._to_come.pop(0)
            if index.isValid() and not self.isExpanded(index):
                self.setExpanded(index, True)
        if self._to_come:
            self._unfolding.start()
        elif self._unfolding.isActive():
            self._unfolding.stop()
            self._restore_current()  # what was current, and at the top, may only be there now
            self._scroll_back()
        self.restoring = before

    def _to_unfold(self) -> list[NodeId]:
        """While a filter is on, every folder is open: a hit must be seen. What the user unfolded comes back after."""
        if self._model.wanted.narrows:
            return [node.id for node in self._model.folders()]
        folders = [node.id for node in self._model.folders() if node.id in self._unfolded]
        return [*folders, *(id for id in self._unfolded if id.level not in _FOLDERS)]

    def _unfold_at_first_sight(self) -> None:
        few = self._model.counts[1] <= _UNFOLD_UP_TO
        for node in self._model.folders():
            if few or node.id.level is not Level.DISCIPLINE:
                self._unfolded.add(node.id)

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
            for column in self._delegate.turning_columns(index):
                self.viewport().update(self.visualRect(index.siblingAtColumn(column)))
            index = self.indexBelow(index)
