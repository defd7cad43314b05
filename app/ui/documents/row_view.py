"""What every view of the drawings does in one way: which rows are current and chosen, opening them, their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Signal, Slot
from PySide6.QtGui import QContextMenuEvent

from app.ui.row_keys import asks_for_menu, opens_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QAbstractItemView

    from app.ui.documents.nodes import Node, NodeId

    _View = QAbstractItemView
else:
    _View = object

_FLAG = QItemSelectionModel.SelectionFlag


class Rows(Protocol):
    """A model whose rows are nodes."""

    def node(self, index: QModelIndex | QPersistentModelIndex) -> Node: ...
    def index_of(self, id: NodeId) -> QModelIndex: ...
    def index(self, row: int, column: int) -> QModelIndex: ...
    def rowCount(self) -> int: ...


class RowView(_View):
    """Mixin in front of a view class. Enter and double click open; the right button, the Menu key and Shift+F10 ask
    for the row's menu.

    Rows are known by id, so that what is chosen survives a reset of the model, and goes from one view to another.
    """

    opened = Signal(object)  # Node of a drawing or a revision
    older_requested = Signal(object)  # Node of the line that says what is not downloaded
    menu_requested = Signal(object, QPoint)  # Node, global position
    current_changed = Signal(object)  # Node or None

    #: Set before anything else.
    rows: Rows
    restoring = False

    def current_node(self) -> Node | None:
        index = self.currentIndex()
        return self.rows.node(index) if index.isValid() else None

    def chosen_nodes(self) -> list[Node]:
        """The rows that are selected, from the top."""
        return [self.rows.node(index) for index in sorted(self.chosen_indexes(), key=self.place)]

    def choose(self, ids: Collection[NodeId]) -> None:
        """Select these rows, as far as they are shown, make the first the current one and bring it into view."""
        indexes = [index for id in ids if (index := self.rows.index_of(id)).isValid()]
        if indexes and self.model() is not None:
            self._select(indexes, indexes[0])
            self.scrollTo(indexes[0])

    def show_node(self, id: NodeId) -> bool:
        """Select a row and bring it into view; False where it is not shown."""
        shown = self.rows.index_of(id).isValid()
        if shown:
            self.choose([id])
        return shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if opens_row(event) and index.isValid():
            self.open_row(index)
        elif asks_for_menu(event) and index.isValid():
            self.ask_menu(index, self.visualRect(index).bottomLeft())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and index.isValid():
            self.menu_requested.emit(self.rows.node(index), event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.model() is not None and not self.currentIndex().isValid() and self.rows.rowCount():
            # Screen readers say nothing in a list without a current row.
            self.setCurrentIndex(self.rows.index(0, 0))

    def open_row(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.node(index))

    def ask_menu(self, index: QModelIndex, corner: QPoint) -> None:
        """Ask for the menu of a row, to come up at ``corner`` of the viewport; the row is chosen if it was not."""
        if not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        self.menu_requested.emit(self.rows.node(index), self.viewport().mapToGlobal(corner))

    def chosen_indexes(self) -> list[QModelIndex]:
        """One for each row that is selected."""
        return [] if self.model() is None else self.selectionModel().selectedRows()

    def place(self, index: QModelIndex) -> tuple[int, ...]:
        """Where a row stands, for putting rows in order."""
        return (index.row(),)

    def watch_selection(self) -> None:
        """To be called for each selection model that the view gets."""
        self.selectionModel().currentRowChanged.connect(self._current_row_changed)

    def _select(self, indexes: Collection[QModelIndex], current: QModelIndex) -> None:
        selection = QItemSelection()
        for index in indexes:
            selection.select(index, index)
        self.selectionModel().setCurrentIndex(current, _FLAG.NoUpdate)
        self.selectionModel().select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)

    @Slot()
    def _current_row_changed(self) -> None:
        if not self.restoring:
            self.current_changed.emit(self.current_node())
