"""The document tree as Qt sees it. The nodes own the tree; this only translates and announces changes."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.documents.cells import Role, cell_roles
from app.ui.documents.nodes import Level, Node, NodeId, build, drawing_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, FolderStatus

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    NAME = 0
    REVISION = 1
    SET = 2
    STATUS = 3
    DATE = 4


class DocumentsModel(QAbstractItemModel):
    """One Procore folder. ``show`` resets; ``update_drawings`` and ``update_status`` touch only their rows."""

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._tree: DocumentTree | None = None
        self._typed = ""
        self._root = build(None)
        self._drawings: dict[NodeId, Node] = {}

    # ---- what is shown -------------------------------------------------------------------------------------------

    @property
    def tree(self) -> DocumentTree | None:
        return self._tree

    @property
    def typed(self) -> str:
        return self._typed

    def show(self, tree: DocumentTree | None) -> None:
        """Show this snapshot in place of what was there."""
        self._tree = tree
        self._rebuild()

    def filter(self, typed: str) -> None:
        """Show only drawings that answer to what was typed."""
        if typed.strip() != self._typed:
            self._typed = typed.strip()
            self._rebuild()

    def update_status(self, status: FolderStatus) -> None:
        """The folder's state changed, nothing below it."""
        if self._tree is None or self._tree.status == status:
            return
        self._tree = replace(self._tree, status=status)
        for folder in self._root.children:
            self._touch(folder)

    def update_drawings(self, drawings: Sequence[Drawing]) -> bool:
        """Put in the new state of these drawings. False where one is unknown: then only a new snapshot helps."""
        if self._tree is None or any(not self._knows(drawing) for drawing in drawings):
            return False
        changed = {drawing.procore_id: drawing for drawing in drawings}
        self._tree = _with_drawings(self._tree, changed)
        for drawing in drawings:
            node = self._drawings.get(drawing_id(drawing.procore_id))
            if node is not None and node.drawing != drawing:
                self._replace(node, drawing)
        return True

    def retranslate(self) -> None:
        """The language or the time of day changed: every word is asked for again."""
        for node in self._root.walk():
            node.roles = None
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._announce(self._root)

    # ---- from and to nodes ---------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node:
        """The node behind an index; the root behind an invalid one."""
        return index.internalPointer() if index.isValid() else self._root

    def index_of(self, id: NodeId) -> QModelIndex:
        """Where a node is now; invalid when it is not shown. Unfolds the drawing that a revision belongs to."""
        if id.level in (Level.ENTRY, Level.OLDER):
            parent = self._drawings.get(drawing_id(id.key[0] or 0))
            found = next((child for child in parent.children if child.id == id), None) if parent else None
        else:
            found = self._drawings.get(id) or next((node for node in self._root.walk() if node.id == id), None)
        return self._index(found) if found is not None else QModelIndex()

    def drawing_ids(self) -> list[int]:
        """Procore's ids of the drawings shown, in the order shown."""
        return [node.drawing.procore_id for node in self._drawings.values() if node.drawing is not None]

    # ---- QAbstractItemModel --------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if column < 0 or column >= len(Column) or row < 0 or (parent.isValid() and parent.column() != 0):
            return QModelIndex()
        children = self.node(parent).children
        return self.createIndex(row, column, children[row]) if row < len(children) else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self.node(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(Column)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        return parent.column() <= 0 and self.node(parent).has_children

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if self.node(index).has_children else flags | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._tree is None:
            return None
        node = self.node(index)
        if role == Role.NODE:
            return node
        if node.roles is None:
            node.roles = cell_roles(node, self._tree, self._clock())
        return node.roles.get((index.column(), role))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            QCoreApplication.translate("Documents", "Name"),
            QCoreApplication.translate("Documents", "Revision"),
            QCoreApplication.translate("Documents", "Set"),
            QCoreApplication.translate("Documents", "Status"),
            QCoreApplication.translate("Documents", "Date"),
        )[section]

    # ---- changes -------------------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._root = build(self._tree, self._typed)
        self._drawings = {node.id: node for node in self._root.walk() if node.id.level is Level.DRAWING}
        self.endResetModel()

    def _knows(self, drawing: Drawing) -> bool:
        """Known, or hidden by the filter: either way no new row is needed."""
        if drawing_id(drawing.procore_id) in self._drawings:
            return True
        return (
            bool(self._typed)
            and self._tree is not None
            and any(
                one.procore_id == drawing.procore_id
                for area in self._tree.areas
                for discipline in area.disciplines
                for one in discipline.drawings
            )
        )

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
        self.dataChanged.emit(first, first.siblingAtColumn(len(Column) - 1))

    def _announce(self, node: Node) -> None:
        if not node.unfolded or not node.children:
            return
        parent = self._index(node)
        last = self.index(len(node.children) - 1, len(Column) - 1, parent)
        self.dataChanged.emit(self.index(0, 0, parent), last)
        for child in node.children:
            self._announce(child)

    def _index(self, node: Node) -> QModelIndex:
        return QModelIndex() if node is self._root else self.createIndex(node.row, 0, node)


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
