"""The documents of a project as Qt sees them: folders and drawings, or all drawings in one line.

The nodes own the tree; this only translates and announces changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.documents.cells import Cells, Role, cell_roles
from app.ui.documents.columns import Column, column_name, discipline_of, order_of
from app.ui.documents.filters import Filter
from app.ui.documents.nodes import Forest, Level, Node, NodeId, drawing_id
from app.ui.documents.wording import sheet_name
from app.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence, Set
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, FolderStatus

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = len(Column)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _FLAGS | Qt.ItemFlag.ItemNeverHasChildren


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``flat``: all drawings in one line, by ``column``; else the folders, in Procore's order (S39)."""

    flat: bool = False
    column: Column = Column.NAME
    falling: bool = False


class DocumentsModel(QAbstractItemModel):
    """One Procore folder. ``show``, ``filter`` and ``arrange`` reset; ``update_drawings`` and ``update_status`` touch
    only their rows."""

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._tree: DocumentTree | None = None
        self._changed: Set[int] = frozenset()
        self._filter = Filter()
        self._arrangement = Arrangement()
        self._forest = Forest(None)
        self._titles_apart = False

    # ---- what is shown -------------------------------------------------------------------------------------------

    @property
    def tree(self) -> DocumentTree | None:
        return self._tree

    @property
    def wanted(self) -> Filter:
        """What the drawings are narrowed to."""
        return self._filter

    @property
    def arrangement(self) -> Arrangement:
        return self._arrangement

    @property
    def counts(self) -> tuple[int, int]:
        """Drawings shown, and drawings there are."""
        return len(self._forest.shown), len(self._forest.drawings)

    def show(self, tree: DocumentTree | None, forest: Forest | None = None, changed: Set[int] = frozenset()) -> None:
        """Show this snapshot in place of what was there. ``forest``: its nodes, where somebody made them already;
        ``changed``: Procore's ids of the drawings that changed since the member last looked."""
        self.beginResetModel()
        self._tree = tree
        self._changed = changed
        self._forest = forest or Forest(tree)
        self._arrange()
        self.endResetModel()

    def filter(self, wanted: Filter) -> None:
        """Show only the drawings that this admits."""
        if wanted != self._filter:
            self.beginResetModel()
            self._filter = wanted
            self._arrange()
            self.endResetModel()

    def arrange(self, arrangement: Arrangement) -> None:
        """Show folders or one line, in this order."""
        if arrangement != self._arrangement:
            self.beginResetModel()
            self._arrangement = arrangement
            self._arrange()
            self.endResetModel()

    def set_titles_apart(self, apart: bool) -> None:
        """Whether titles have a column of their own, or stand beside the numbers."""
        if apart != self._titles_apart:
            self._titles_apart = apart
            self._announce(self._forest.root)

    def update_status(self, status: FolderStatus) -> None:
        """The folder's state changed, nothing below it."""
        if self._tree is None or self._tree.status == status:
            return
        self._tree = replace(self._tree, status=status)
        for folder in self._forest.root.children:
            if folder.id.level is Level.FOLDER:
                self._touch(folder)

    def update_drawings(self, drawings: Sequence[Drawing]) -> bool:
        """Put in the new state of these drawings. False where one is unknown: then only a new snapshot helps."""
        nodes = [self._forest.by_id.get(drawing_id(drawing.procore_id)) for drawing in drawings]
        if self._tree is None or any(node is None for node in nodes):
            return False
        self._tree = _with_drawings(self._tree, {drawing.procore_id: drawing for drawing in drawings})
        moved = False
        for node, drawing in zip(nodes, drawings, strict=True):
            assert node is not None
            if node.drawing != drawing:
                moved = self._renew(node, drawing) or moved
        if moved:
            self.beginResetModel()
            self._arrange()
            self.endResetModel()
        return True

    def retranslate(self) -> None:
        """The language or the time of day changed: every word is asked for again."""
        for node in (*self._forest.by_id.values(), *self._forest.root.walk()):
            node.roles = None
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        self._announce(self._forest.root)

    # ---- from and to nodes ---------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node:
        """The node behind an index; the root behind an invalid one."""
        return index.internalPointer() if index.isValid() else self._forest.root

    def index_of(self, id: NodeId) -> QModelIndex:
        """Where a node is now; invalid when it is not shown. Unfolds the drawing that a revision belongs to."""
        found = self._forest.by_id.get(id)
        if id.level in (Level.ENTRY, Level.OLDER):
            parent = self._forest.by_id.get(drawing_id(id.key[0] or 0))
            found = next((child for child in parent.children if child.id == id), None) if parent else None
        return self._index(found) if found is not None and self._forest.is_shown(found) else QModelIndex()

    def folders(self) -> list[Node]:
        """The folders that are shown, the outer before those they hold."""
        return [node for node in self._forest.folders if self._forest.is_shown(node)]

    def drawing_nodes(self) -> list[Node]:
        """The drawings that are shown, in the order shown."""
        return list(self._forest.shown)

    def all_drawings(self) -> list[Node]:
        """Every drawing in the order of the folders, shown or not."""
        return list(self._forest.drawings)

    def drawing_ids(self) -> list[int]:
        """Procore's ids of the drawings shown, in the order shown."""
        return [node.drawing.procore_id for node in self._forest.shown if node.drawing is not None]

    # ---- QAbstractItemModel --------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        children = (parent.internalPointer() if parent.isValid() else self._forest.root).children
        if 0 <= row < len(children) and 0 <= column < _COLUMNS and parent.column() <= 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self.node(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return _COLUMNS

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        return parent.column() <= 0 and self.node(parent).has_children

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS if index.internalPointer().has_children else _LEAF

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._tree is None:
            return None
        node: Node = index.internalPointer()
        if role == Role.NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        value = self.cells(index).get((index.column(), role))
        return icon(value) if role == Qt.ItemDataRole.DecorationRole and isinstance(value, str) else value

    def cells(self, index: Index) -> Cells:
        """All roles of the row of a valid index. The text of a name is ``text``'s."""
        node: Node = index.internalPointer()
        if node.roles is None:
            assert self._tree is not None
            node.roles = cell_roles(node, self._tree, self._clock())
        return node.roles

    def text(self, index: Index) -> str:
        """What a cell says. A sheet's name has its title in it where that has no column of its own."""
        node: Node = index.internalPointer()
        if not self._titles_apart and index.column() == 0 and node.drawing and node.id.level is Level.DRAWING:
            return sheet_name(node.drawing)
        return str(self.cells(index).get((index.column(), Qt.ItemDataRole.DisplayRole), ""))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_name(Column(section))

    # ---- changes -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        admitted = self._admitted() if self._filter.narrows else None
        if self._arrangement.flat:
            self._forest.line_up(admitted, order_of(self._arrangement.column), falling=self._arrangement.falling)
        else:
            self._forest.arrange(admitted)

    def _admitted(self) -> Callable[[Node], bool]:
        asked, keys = self._filter.admits(self._changed), self._forest.keys

        def admitted(node: Node) -> bool:
            drawing = node.drawing
            assert drawing is not None
            return asked(drawing, discipline_of(node), keys(node))

        return admitted

    def _renew(self, node: Node, drawing: Drawing) -> bool:
        """Put in the new state of one drawing; True where it is shown now and was not, or the other way round."""
        self._forest.renamed(drawing)
        if self._forest.is_shown(node):
            self._replace(node, drawing)
            return self._filter.narrows and not self._admitted()(node)
        node.drawing, node.roles = drawing, None
        node.forget_children()
        return self._filter.narrows and self._admitted()(node)

    def _replace(self, node: Node, drawing: Drawing) -> None:
        before = node.drawing
        assert before is not None
        same_lines = [entry.id for entry in before.entries] == [entry.id for entry in drawing.entries] and bool(
            before.older_in_procore
        ) == bool(drawing.older_in_procore)
        if same_lines or not node.unfolded:
            node.drawing = drawing
            if node.unfolded:
                self._renew_lines(node, drawing)
            self._touch(node)
            return
        where = self._index(node)
        if node.children:
            self.beginRemoveRows(where, 0, len(node.children) - 1)
            node.children.clear()
            self.endRemoveRows()
        node.drawing = drawing
        count = len(drawing.entries) + bool(drawing.older_in_procore) if node.has_children else 0
        if count:
            self.beginInsertRows(where, 0, count - 1)
            node.forget_children()
            assert len(node.children) == count
            self.endInsertRows()
        self._touch(node)

    def _renew_lines(self, node: Node, drawing: Drawing) -> None:
        entries = {entry.id: entry for entry in drawing.entries}
        for line in node.children:
            line.drawing = drawing
            if line.entry is not None:
                line.entry = entries[line.entry.id]
            self._touch(line)

    def _touch(self, node: Node) -> None:
        node.roles = None
        first = self._index(node)
        self.dataChanged.emit(first, first.siblingAtColumn(_COLUMNS - 1))

    def _announce(self, node: Node) -> None:
        if not node.unfolded or not node.children:
            return
        parent = self._index(node)
        last = self.index(len(node.children) - 1, _COLUMNS - 1, parent)
        self.dataChanged.emit(self.index(0, 0, parent), last)
        for child in node.children:
            self._announce(child)

    def _index(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._forest.root else self.createIndex(node.row, 0, node)


def _with_drawings(tree: DocumentTree, changed: dict[int, Drawing]) -> DocumentTree:
    areas = tuple(
        replace(
            area,
            disciplines=tuple(
                replace(one, drawings=tuple(changed.get(drawing.procore_id, drawing) for drawing in one.drawings))
                if any(drawing.procore_id in changed for drawing in one.drawings)
                else one
                for one in area.disciplines
            ),
        )
        for area in tree.areas
    )
    return replace(tree, areas=areas)
