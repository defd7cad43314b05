"""The drawings in one line: as a table, which lays out what is on the screen and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.states import SyncState
from app.ui.badge import Turning
from app.ui.controls import ListHeader, cell_inset
from app.ui.documents.column_layout import ColumnLayout
from app.ui.documents.columns import Column
from app.ui.documents.line_model import LineModel, Order
from app.ui.documents.nodes import Level
from app.ui.documents.row_delegate import DocumentRowDelegate
from app.ui.documents.row_view import RowView
from app.ui.theme import unit

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.ui.documents.nodes import NodeId
    from app.ui.documents.tree_model import DocumentsModel


class DocumentsList(RowView, QTableView):
    """Right and Left unfold and fold the revisions of a drawing, as its arrow does; a column's head puts in order."""

    def __init__(self, line: LineModel, documents: DocumentsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.list")
        self.rows = self._line = line
        self._documents = documents
        self._chosen: list[NodeId] = []
        self._current: NodeId | None = None
        self._top: NodeId | None = None
        self._scrolled = 0
        self.turning = Turning(self)
        self.turning.ticked.connect(self._turn)
        self._delegate = DocumentRowDelegate(line, self.turning, self, unfolding=line)
        self._delegate.act_clicked.connect(self.open_row)
        self._delegate.fold_clicked.connect(self._fold_clicked)
        self.setModel(line)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self.columns = ColumnLayout(self, self.horizontalHeader(), line, with_discipline=True)
        self.columns.use({}, ())
        self.doubleClicked.connect(self.open_row)
        line.modelAboutToBeReset.connect(self._remember)
        line.modelReset.connect(self._restore)
        documents.dataChanged.connect(self._watch)
        self.watch_selection()

    def show_order(self) -> None:
        """Say in the head by what the drawings are put in order."""
        order = self._line.order
        way = Qt.SortOrder.DescendingOrder if order.falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(order.column, way)

    @Slot(QModelIndex)
    def open_row(self, index: QModelIndex) -> None:
        node = self._line.node(index)
        (self.older_requested if node.id.level is Level.OLDER else self.opened).emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Right and index.isValid():
            self.unfold(index, True)
        elif event.key() == Qt.Key.Key_Left and index.isValid():
            self.unfold(index, False)
        else:
            super().keyPressEvent(event)

    def unfold(self, index: QModelIndex, unfolded: bool) -> None:
        """Show the revisions of a drawing, or fold them; a revision that is folded gives its place to its drawing."""
        drawing = self._line.drawing_of(index)
        if not drawing.isValid():
            return
        if not unfolded and self._line.node(index).id.level is not Level.DRAWING:
            self.setCurrentIndex(drawing)
        self._line.unfold(self._line.node(drawing), unfolded)
        self._span_older()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier  # of all rows, not of this one
        return super().moveCursor(action, modifiers).siblingAtColumn(Column.NAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.columns.fit(event.size().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin(self)
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit_rows()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        header = ListHeader(self, inset=cell_inset(self))
        self.setHorizontalHeader(header)  # which takes the arrow and the clicks from it
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._order_by)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.show_order()

    def _fit_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(max(self.fontMetrics().height() + 2, unit() * 4))

    @Slot(int)
    def _order_by(self, section: int) -> None:
        before, column = self._line.order, Column(section)
        self._line.sort_by(Order(column, before.column is column and not before.falling))
        self.show_order()

    @Slot(QModelIndex)
    def _fold_clicked(self, index: QModelIndex) -> None:
        self.unfold(index, not self._line.is_unfolded(self._line.node(index)))

    @Slot()
    def _remember(self) -> None:
        node = self.current_node()
        self._current = node.id if node is not None else self._current
        self._chosen = [node.id for node in self.chosen_nodes()]
        top = self.indexAt(QPoint(1, 1))
        self._top = self._line.node(top).id if top.isValid() else None
        self._scrolled = self.visualRect(top).top() if top.isValid() else 0
        self.restoring = True

    @Slot()
    def _restore(self) -> None:
        current = self._line.index_of(self._current) if self._current is not None else QModelIndex()
        chosen = [one for id in self._chosen if (one := self._line.index_of(id)).isValid()]
        if current.isValid() or chosen:
            self._select(chosen or [current], current if current.isValid() else chosen[0])
        top = self._line.index_of(self._top) if self._top is not None else QModelIndex()
        if top.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(top.row()) - self._scrolled)
        self._span_older()
        self.restoring = False
        self._watch()
        self.current_changed.emit(self.current_node())

    def _span_older(self) -> None:
        self.clearSpans()
        for row in self._line.older_rows():
            self.setSpan(row, Column.NAME, 1, len(Column))

    @Slot()
    def _watch(self) -> None:
        """The clock ticks while the folder syncs and somebody sees it; sheets are downloading only then."""
        tree = self._documents.tree
        running = tree is not None and tree.status.state is SyncState.RUNNING
        self.turning.set_running(running and bool(self._line.rowCount()))

    @Slot()
    def _turn(self) -> None:
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else self._line.rowCount() - 1) + 1):
            index = self._line.index(row, Column.NAME)
            for column in self._delegate.turning_columns(index) if index.isValid() else ():
                self.viewport().update(self.visualRect(index.siblingAtColumn(column)))
