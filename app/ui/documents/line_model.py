"""The drawings of a project in one line, in an order that can be chosen; a drawing's revisions follow it on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from app.ui.documents.columns import Column, order_of
from app.ui.documents.narrowing import ordered
from app.ui.documents.nodes import Level, Node, NodeId, drawing_id, procore_id
from app.ui.documents.tree_model import DocumentsModel, cell_text
from app.ui.slices import Slices

if TYPE_CHECKING:
    from app.ui.documents.cells import Cells
    from app.ui.documents.nodes import Forest

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = len(Column)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Order:
    """By which column; equal ones by their numbers."""

    column: Column = Column.NAME
    falling: bool = False


class LineModel(QAbstractTableModel):
    """Shows what ``documents`` shows, while somebody looks (``follow``). A new order of many drawings comes some turns
    of the event loop later; until then the last one stays."""

    def __init__(self, documents: DocumentsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self._followed = False
        self._with_revisions = False
        self._order = Order()
        self._slices = Slices(self)
        #: Every drawing of ``_forest`` in the order wanted; the order before, until that is known.
        self._line: list[Node] = []
        self._forest: Forest | None = None
        self._rows: list[Node] = []
        self._places: dict[Node, int] | None = None
        self._unfolded: set[NodeId] = set()
        self._titles_apart = False
        documents.modelReset.connect(self._follow_documents)
        documents.dataChanged.connect(self._touch)
        documents.rowsInserted.connect(self._revisions_changed)
        documents.rowsRemoved.connect(self._revisions_changed)

    @property
    def order(self) -> Order:
        return self._order

    def follow(self, *, shown: bool, revisions: bool = False) -> None:
        """Show the drawings, with the ``revisions`` of those that are unfolded or without; or nothing at all, so that
        nothing is laid out for nobody."""
        if (shown, revisions) != (self._followed, self._with_revisions):
            self._followed, self._with_revisions = shown, revisions
            self._follow_documents()

    def sort_by(self, order: Order) -> None:
        if order != self._order:
            self._order = order
            self._put_in_order()

    def settle(self) -> None:
        """Put in order now what is to be put in order."""
        self._slices.settle()

    def set_titles_apart(self, apart: bool) -> None:
        """See ``DocumentsModel.set_titles_apart``."""
        if apart != self._titles_apart:
            self._titles_apart = apart
            self._announce()

    # ---- revisions below their drawing ---------------------------------------------------------------------------

    def is_unfolded(self, node: Node) -> bool:
        return node.id in self._unfolded

    def unfold(self, node: Node, unfolded: bool) -> None:
        """Show the revisions of a drawing below it, or no longer."""
        row = self._place(node)
        if row is None or unfolded is self.is_unfolded(node) or not node.has_children:
            return
        last = row + len(node.children)
        if unfolded:
            self._unfolded.add(node.id)
            self.beginInsertRows(QModelIndex(), row + 1, last)
            self._rows[row + 1 : row + 1] = node.children
            self._places = None
            self.endInsertRows()
        else:
            self._unfolded.discard(node.id)
            self.beginRemoveRows(QModelIndex(), row + 1, last)
            del self._rows[row + 1 : last + 1]
            self._places = None
            self.endRemoveRows()

    def older_rows(self) -> list[int]:
        """The rows that say what is not downloaded."""
        if not self._unfolded:
            return []
        return [row for row, node in enumerate(self._rows) if node.id.level is Level.OLDER]

    # ---- from and to nodes ---------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node:
        """The node behind a valid index."""
        node: Node = index.internalPointer()
        return node

    def index_of(self, id: NodeId) -> QModelIndex:
        """Where a drawing is now, or a revision that is unfolded; invalid when it is not shown."""
        node = self._documents.forest.find(id)
        row = None if node is None else self._place(node)
        return QModelIndex() if row is None else self.index(row, 0)

    def drawing_of(self, index: Index) -> QModelIndex:
        """The row of the drawing that a revision belongs to."""
        drawing = self.node(index).drawing
        return QModelIndex() if drawing is None else self.index_of(drawing_id(drawing.procore_id))

    # ---- QAbstractTableModel -------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if 0 <= row < len(self._rows) and 0 <= column < _COLUMNS and not parent.isValid():
            return self.createIndex(row, column, self._rows[row])
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else _COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._documents.tree is None:
            return None
        return self.text(index) if role == Qt.ItemDataRole.DisplayRole else self._documents.value(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._documents.headerData(section, orientation, role)

    def cells(self, index: Index) -> Cells:
        return self._documents.cells(index)

    def text(self, index: Index) -> str:
        return cell_text(index, self.cells(index), titles_apart=self._titles_apart)

    # ---- changes -------------------------------------------------------------------------------------------------

    @Slot()
    def _follow_documents(self) -> None:
        forest = self._documents.forest
        if not self._followed:
            self._slices.drop()
            self._forest, self._line = None, []
            self._show_rows()
        elif forest is self._forest:
            self._show_rows()
        else:
            before = {procore_id(node): place for place, node in enumerate(self._line)}
            self._forest = forest
            self._line = sorted(forest.by_number, key=lambda node: before.get(procore_id(node), len(before)))
            if not self._put_in_order():
                self._show_rows()

    def _put_in_order(self) -> bool:
        """Find out the order wanted; True where it is known at once, and shown."""
        if self._forest is None:
            return False
        by_number, key = self._forest.by_number, order_of(self._order.column)
        if key is None:
            self._slices.drop()
            self._use(by_number[::-1] if self._order.falling else by_number)
        else:
            self._slices.start(ordered(by_number, key, falling=self._order.falling), self._use)
        return not self._slices.busy

    def _use(self, line: list[Node]) -> None:
        self._line = line
        self._show_rows()

    def _show_rows(self) -> None:
        self.beginResetModel()
        self._rows = self._shown_rows()
        self._places = None
        self.endResetModel()

    def _shown_rows(self) -> list[Node]:
        shown, line = self._documents.forest.shown, self._line
        if len(shown) < len(line):
            chosen = set(shown)
            line = [node for node in line if node in chosen]
        if not self._with_revisions or not self._unfolded:
            return list(line)
        rows: list[Node] = []
        for node in line:
            rows.append(node)
            if node.id in self._unfolded:
                rows += node.children
        return rows

    @Slot(QModelIndex, QModelIndex)
    def _touch(self, first: QModelIndex, last: QModelIndex) -> None:
        if not self._rows:
            return
        if first.row() != last.row():
            self._announce()
            return
        row = self._place(self._documents.node(first))
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, _COLUMNS - 1))

    @Slot(QModelIndex)
    def _revisions_changed(self, parent: QModelIndex) -> None:
        if self._followed and self._documents.node(parent).id in self._unfolded:
            self._show_rows()

    def _announce(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _COLUMNS - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)

    def _place(self, node: Node) -> int | None:
        if self._places is None:
            self._places = {node: row for row, node in enumerate(self._rows)}
        return self._places.get(node)
