"""The tree itself, and the same rows in one line: keeps what is unfolded, selected and in view by id, whatever the
model does beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyle, QTreeView, QWidget

from app.domain.states import CacheState, SyncState
from app.ui.badge import Turning
from app.ui.controls import ListHeader
from app.ui.documents.cells import Role
from app.ui.documents.columns import ALWAYS, LEFT_OUT, NAME_WITH_TITLE, WIDTHS, Column, column_name
from app.ui.documents.nodes import Level, Node, NodeId
from app.ui.documents.row_delegate import DocumentRowDelegate
from app.ui.documents.tree_model import Arrangement, DocumentsModel
from app.ui.row_keys import asks_for_menu, opens_row
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: Up to this many drawings the disciplines are unfolded at first sight.
_UNFOLD_UP_TO = 40
#: Rows unfolded in one turn of the loop: some milliseconds of the view's own work.
_ROWS_AT_ONCE = 400
_FOLDERS = (Level.FOLDER, Level.AREA, Level.DISCIPLINE)


class DocumentsTree(QTreeView):
    """Enter and double click open; the right button, the Menu key, Shift+F10 and ⋯ ask for the row's menu.

    The rows that are chosen are known by id, and shared with whoever shows the same model in another way.
    """

    opened = Signal(object)  # Node of a drawing or a revision
    older_requested = Signal(object)  # Node of the line that says what is not downloaded
    menu_requested = Signal(object, QPoint)  # Node, global position
    current_changed = Signal(object)  # Node or None
    chosen_changed = Signal()
    columns_changed = Signal()
    arrangement_wanted = Signal(object)  # Arrangement

    def __init__(self, model: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.tree")
        self._model = model
        self._unfolded: set[NodeId] = set()
        self._chosen: list[NodeId] = []
        self._put_away: set[Column] = set()  # by the user
        self._to_come: list[NodeId] = []
        self._unfolding = QTimer(self)
        self._unfolding.setInterval(0)
        self._unfolding.timeout.connect(self._unfold_some)
        self._seen_project: int | None = None
        self._current: NodeId | None = None
        self._top: tuple[NodeId, int] | None = None
        self._restoring = False
        self._fitting = False
        self._widths: dict[Column, int] = {}
        self.turning = Turning(self)
        self.turning.ticked.connect(self._turn)
        delegate = DocumentRowDelegate(model, self.turning, self)
        delegate.menu_clicked.connect(self._menu_of)
        delegate.act_clicked.connect(self._open)
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
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def current_node(self) -> Node | None:
        index = self.currentIndex()
        return self._model.node(index) if index.isValid() else None

    def chosen_nodes(self) -> list[Node]:
        """The rows that are selected, from the top."""
        rows = self.selectionModel().selectedRows()
        return [self._model.node(index) for index in sorted(rows, key=self._place)]

    def choose(self, ids: Collection[NodeId]) -> None:
        """Select these rows, as far as they are shown, and make the first the current one."""
        indexes = [index for id in ids if (index := self._model.index_of(id)).isValid()]
        if not indexes:
            return
        selection = QItemSelection()
        for index in indexes:
            selection.select(index, index)
        rows = QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | rows)

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
        if opens_row(event) and index.isValid():
            self._open(index)
            return
        if asks_for_menu(event) and index.isValid():
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setIndentation(unit(self) * 2 + 4)
        inset = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1  # that of its cells
        header = ListHeader(self, inset=inset)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setHeader(header)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(unit(self) * 8)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._column_menu)
        header.sectionClicked.connect(self._column_clicked)
        header.sectionResized.connect(self._column_resized)
        self.use_columns({}, ())
        self.show_arrangement()

    # ---- columns -------------------------------------------------------------------------------------------------

    def use_columns(self, widths: Mapping[str, int], hidden: Collection[str]) -> None:
        """Take widths (in units of the grid) and the columns that the user put away, both by name in code."""
        self._put_away = {column for column in Column if column.name in hidden and column not in ALWAYS}
        for column, width in WIDTHS.items():
            wanted = widths.get(column.name, width)
            self.setColumnWidth(column, unit(self) * min(max(wanted, 8), 200))
        self._fit_columns(self.viewport().width())

    def columns(self) -> tuple[dict[str, int], list[str]]:
        """What ``use_columns`` takes. A column that was made no wider or narrower is not among the widths."""
        widths = {column: round(self._wanted_width(column) / unit(self)) for column in Column}
        changed = {column.name: width for column, width in widths.items() if width != WIDTHS[column]}
        return changed, sorted(column.name for column in self._put_away)

    def show_arrangement(self) -> None:
        """Follow the model: folders, or one line with an order that the header shows and changes."""
        arrangement = self._model.arrangement
        header = self.header()
        header.setSectionsClickable(arrangement.flat)
        header.setSortIndicatorShown(arrangement.flat)
        order = Qt.SortOrder.DescendingOrder if arrangement.falling else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(arrangement.column, order)
        self._fit_columns(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_columns(event.size().width())
        super().resizeEvent(event)

    def _wanted_width(self, column: Column) -> int:
        stretched = Column.NAME if self.isColumnHidden(Column.TITLE) else Column.TITLE
        if column is stretched or self.isColumnHidden(column):
            return self._widths.get(column, unit(self) * WIDTHS[column])
        return self.columnWidth(column)

    def _fit_columns(self, room: int) -> None:
        gap = unit(self)
        wanted = {column: self._wanted_width(column) for column in Column}
        wanted[Column.NAME] = gap * NAME_WITH_TITLE
        self._widths |= {column: wanted[column] for column in Column if column is not Column.NAME}
        gone = set(self._put_away)
        if not self._model.arrangement.flat:
            gone.add(Column.DISCIPLINE)
        for column in LEFT_OUT:
            if sum(width for one, width in wanted.items() if one not in gone) <= room:
                break
            gone.add(column)
        apart = Column.TITLE not in gone
        header = self.header()
        self._fitting = True
        for column in Column:
            if self.isColumnHidden(column) is not (column in gone):
                self.setColumnHidden(column, column in gone)
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(Column.TITLE, modes.Stretch if apart else modes.Interactive)
        header.setSectionResizeMode(Column.NAME, modes.Interactive if apart else modes.Stretch)
        self._fitting = False
        self._model.set_titles_apart(apart)

    @Slot(QPoint)
    def _column_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("documents.columns")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            if column not in ALWAYS and (column is not Column.DISCIPLINE or self._model.arrangement.flat):
                action = menu.addAction(column_name(column))
                action.setObjectName(f"documents.columns.{column.name.lower()}")
                action.setCheckable(True)
                action.setChecked(column not in self._put_away)
                action.toggled.connect(lambda shown, column=column: self._put_column(column, shown=shown))
        menu.popup(self.header().mapToGlobal(at))

    def _put_column(self, column: Column, *, shown: bool) -> None:
        self._put_away = self._put_away - {column} if shown else self._put_away | {column}
        self._fit_columns(self.viewport().width())
        self.columns_changed.emit()

    @Slot(int)
    def _column_clicked(self, section: int) -> None:
        before, column = self._model.arrangement, Column(section)
        if before.flat:
            self.arrangement_wanted.emit(Arrangement(True, column, before.column is column and not before.falling))

    @Slot()
    def _column_resized(self) -> None:
        if not self._fitting and self.isVisible():
            self.columns_changed.emit()

    # ---- opening and menus ---------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        if node.id.level in _FOLDERS:
            first = index.siblingAtColumn(Column.NAME)
            self.setExpanded(first, not self.isExpanded(first))
        elif node.id.level is Level.OLDER:
            self.older_requested.emit(node)
        else:
            self.opened.emit(node)

    @Slot(QModelIndex)
    def _menu_of(self, index: QModelIndex) -> None:
        index = index.siblingAtColumn(Column.NAME)
        cell = QRectF(self.visualRect(index))
        corner = self._delegate.menu_rect(cell).bottomLeft() if index.data(Role.MENU) else cell.bottomLeft()
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self.menu_requested.emit(self._model.node(index), self.viewport().mapToGlobal(corner.toPoint()))

    @Slot()
    def _current_row_changed(self) -> None:
        if not self._restoring:
            self.current_changed.emit(self.current_node())

    @Slot()
    def _selection_changed(self) -> None:
        if not self._restoring:
            self.chosen_changed.emit()

    def _place(self, index: QModelIndex) -> tuple[int, ...]:
        rows = []
        while index.isValid():
            rows.append(index.row())
            index = index.parent()
        return tuple(reversed(rows))

    # ---- what survives a reset -----------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _unfold(self, index: QModelIndex) -> None:
        node = self._model.node(index)
        last = len(node.children) - 1
        if node.drawing is not None and last >= 0 and node.children[last].id.level is Level.OLDER:
            self.setFirstColumnSpanned(last, index, True)
        if not self._restoring:
            self._unfolded.add(node.id)

    @Slot(QModelIndex)
    def _fold(self, index: QModelIndex) -> None:
        if not self._restoring:
            self._unfolded.discard(self._model.node(index).id)

    @Slot()
    def _remember(self) -> None:
        node = self.current_node()
        if node is not None:
            self._current = node.id
        self._chosen = [self._model.node(index).id for index in self.selectionModel().selectedRows()]
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
        self._to_come = self._to_unfold()
        self.executeDelayedItemsLayout()  # what is unfolded from here on is laid out alone, not with everything
        self._unfold_some()
        self._restoring = True
        self._restore_current()
        self._scroll_back()
        self._restoring = False
        self._watch()
        self.current_changed.emit(self.current_node())
        self.chosen_changed.emit()

    def _restore_current(self) -> None:
        index = self._model.index_of(self._current) if self._current is not None else QModelIndex()
        if len(self._chosen) > 1:
            self.choose(self._chosen)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag
            alone = flag.ClearAndSelect | flag.Rows
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate if len(self._chosen) > 1 else alone)

    @Slot()
    def _unfold_some(self) -> None:
        """Unfold what is to be unfolded, some hundred rows in each turn of the loop."""
        self._restoring, before = True, self._restoring
        rows = 0
        while self._to_come and rows < _ROWS_AT_ONCE:
            index = self._model.index_of(self._to_come.pop(0))
            if index.isValid() and not self.isExpanded(index):
                self.setExpanded(index, True)
                rows += self._model.rowCount(index)
        self._restoring = before
        if self._to_come:
            self._unfolding.start()
        else:
            self._unfolding.stop()

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
            for column, role, turning in (
                (Column.DATE, Role.SYNC_STATE, SyncState.RUNNING),
                (Column.STATUS, Role.CACHE, CacheState.DOWNLOADING),
            ):
                cell = index.siblingAtColumn(column)
                if cell.data(role) == turning:  # Qt hands enums of text out as plain text
                    self.viewport().update(self.visualRect(cell))
            index = self.indexBelow(index)
