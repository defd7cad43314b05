"""The documents of a project as Qt sees them in their folders, narrowed by a filter.

The nodes own the tree; this only translates and announces changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ui.controls import plain_tip
from app.ui.documents.cells import Cells, Role, cell_roles
from app.ui.documents.columns import Column, column_name, discipline_of
from app.ui.documents.filters import Filter, Noted
from app.ui.documents.narrowing import narrowed
from app.ui.documents.nodes import Forest, Level, Node, NodeId, drawing_id, procore_id
from app.ui.documents.wording import sheet_name
from app.ui.icons import icon
from app.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, FolderStatus

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = len(Column)
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_NO_FLAGS = Qt.ItemFlag.NoItemFlags
_NOWHERE = QModelIndex()


class DocumentsModel(QAbstractItemModel):
    """One Procore folder. ``show`` and ``filter`` reset, the filter of many drawings some turns of the event loop later
    (``settle`` does not wait); ``update_drawings`` and ``update_status`` touch only their rows."""

    settled = Signal()  # what is shown is what the filter admits

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._tree: DocumentTree | None = None
        self._noted = Noted()
        self._filter = Filter()
        self._slices = Slices(self)
        self.forest = Forest(None)
        self._under_filter = False  # what is shown was arranged for one
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
    def noted(self) -> Noted:
        """What the member has to do with the drawings."""
        return self._noted

    @property
    def counts(self) -> tuple[int, int]:
        """Drawings shown, and drawings there are."""
        return len(self.forest.shown), len(self.forest.drawings)

    def show(self, tree: DocumentTree | None, forest: Forest | None = None, noted: Noted | None = None) -> None:
        """Show this snapshot in place of what was there. ``forest``: its nodes, where somebody made them already. Under
        a filter the drawings that were shown stay so until it was asked again."""
        same = tree is not None and self._tree is not None and tree.project.id == self._tree.project.id
        before = set(map(procore_id, self.forest.shown)) if same and self._filter.narrows else set()
        fresh = forest or Forest(tree)
        self._slices.drop()
        self.beginResetModel()
        self._tree = tree
        self._noted = noted or Noted()
        self.forest = fresh
        self._under_filter = self._filter.narrows
        if self._under_filter:
            fresh.arrange([node for node in fresh.drawings if procore_id(node) in before])
        self.endResetModel()
        self._narrow()

    def filter(self, wanted: Filter) -> None:
        """Show only the drawings that this admits."""
        if wanted != self._filter:
            self._filter = wanted
            self._narrow()

    def settle(self) -> None:
        """Show now what the filter admits."""
        self._slices.settle()

    def set_titles_apart(self, apart: bool) -> None:
        """Whether titles have a column of their own, or stand beside the numbers."""
        if apart != self._titles_apart:
            self._titles_apart = apart
            self._announce(self.forest.root)

    def update_status(self, status: FolderStatus) -> None:
        """The folder's state changed, nothing below it."""
        if self._tree is None or self._tree.status == status:
            return
        self._tree = replace(self._tree, status=status)
        for folder in self.forest.root.children:
            if folder.id.level is Level.FOLDER:
                self._touch(folder)

    def update_drawings(self, drawings: Sequence[Drawing]) -> bool:
        """Put in the new state of these drawings. False where one is unknown: then only a new snapshot helps."""
        nodes = [self.forest.by_id.get(drawing_id(drawing.procore_id)) for drawing in drawings]
        if self._tree is None or any(node is None for node in nodes):
            return False
        self._tree = _with_drawings(self._tree, {drawing.procore_id: drawing for drawing in drawings})
        moved = False
        for node, drawing in zip(nodes, drawings, strict=True):
            assert node is not None
            if node.drawing != drawing:
                moved = self._renew(node, drawing) or moved
        if moved or self._slices.busy:
            self._narrow()
        return True

    def retranslate(self) -> None:
        """The language or the time of day changed: every word is asked for again."""
        for node in (*self.forest.by_id.values(), *self.forest.root.walk()):
            node.roles = None
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        self._announce(self.forest.root)

    # ---- from and to nodes ---------------------------------------------------------------------------------------

    def node(self, index: Index) -> Node:
        """The node behind an index; the root behind an invalid one."""
        return index.internalPointer() if index.isValid() else self.forest.root

    def index_of(self, id: NodeId) -> QModelIndex:
        """Where a node is now; invalid when it is not shown. Unfolds the drawing that a revision belongs to."""
        found = self.forest.find(id)
        return self._index(found) if found is not None and self.forest.is_shown(found) else QModelIndex()

    def folders(self) -> list[Node]:
        """The folders that are shown, the outer before those they hold."""
        return [node for node in self.forest.folders if self.forest.is_shown(node)]

    def all_drawings(self) -> list[Node]:
        """Every drawing in the order of the folders, shown or not."""
        return list(self.forest.drawings)

    def drawing_ids(self) -> list[int]:
        """Procore's ids of the drawings shown, in the order shown."""
        return [node.drawing.procore_id for node in self.forest.shown if node.drawing is not None]

    # ---- QAbstractItemModel --------------------------------------------------------------------------------------

    # Views ask the next six once for every row that they lay out: hence so plainly written.

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        children = (parent.internalPointer() if parent.isValid() else self.forest.root).children
        if 0 <= row < len(children) and 0 <= column < _COLUMNS and parent.column() <= 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self.node(index).parent
        return self._index(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        return _COLUMNS

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        return (parent.internalPointer() if parent.isValid() else self.forest.root).has_children

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else _NO_FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._tree is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        return self.value(index, role)

    def value(self, index: Index, role: int) -> object:
        """What any row says in a role other than its text, also one that is not shown in its folder."""
        if role == Role.NODE:
            return index.internalPointer()
        found = self.cells(index).get((index.column(), role))
        if not isinstance(found, str):
            return found
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(found)
        return icon(found) if role == Qt.ItemDataRole.DecorationRole else found

    def cells(self, index: Index) -> Cells:
        """All roles of the row of a valid index. The text of a name is ``text``'s."""
        node: Node = index.internalPointer()
        if node.roles is None:
            assert self._tree is not None
            node.roles = cell_roles(node, self._tree, self._clock())
        return node.roles

    def text(self, index: Index) -> str:
        """What a cell says. The name of a sheet has its title in it where that has no column of its own, and the name
        of a revision has its labels."""
        return cell_text(index, self.cells(index), titles_apart=self._titles_apart)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.SIZE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return column_name(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    # ---- changes -------------------------------------------------------------------------------------------------

    def _narrow(self) -> None:
        """Find out what the filter admits; what was being found out for another one is dropped."""
        if self._filter.narrows:
            self._slices.start(narrowed(self.forest.drawings, self._admitted()), self._arrange)
        else:
            self._slices.drop()
            self._arrange(None)

    def _arrange(self, shown: list[Node] | None) -> None:
        under_filter = shown is not None
        if self._under_filter is not under_filter or (under_filter and shown != self.forest.shown):
            self._under_filter = under_filter
            self.beginResetModel()
            self.forest.arrange(shown)
            self.endResetModel()
        self.settled.emit()

    def _admitted(self) -> Callable[[Node], bool]:
        asked, keys = self._filter.admits(self._noted), self.forest.keys

        def admitted(node: Node) -> bool:
            drawing = node.drawing
            assert drawing is not None
            return asked(drawing, discipline_of(node), keys(node))

        return admitted

    def _renew(self, node: Node, drawing: Drawing) -> bool:
        """Put in the new state of one drawing; True where it is shown now and was not, or the other way round."""
        shown = self.forest.is_shown(node)
        if shown:
            self._replace(node, drawing)
        else:
            self.forest.renew(node, drawing)
            node.forget_children()
        return self._filter.narrows and self._admitted()(node) is not shown

    def _replace(self, node: Node, drawing: Drawing) -> None:
        before = node.drawing
        assert before is not None
        same_lines = [entry.id for entry in before.entries] == [entry.id for entry in drawing.entries] and bool(
            before.older_in_procore
        ) == bool(drawing.older_in_procore)
        if same_lines or not node.unfolded:
            self.forest.renew(node, drawing)
            if node.unfolded:
                self._renew_lines(node, drawing)
            self._touch(node)
            return
        where = self._index(node)
        if node.children:
            self.beginRemoveRows(where, 0, len(node.children) - 1)
            node.children.clear()
            self.endRemoveRows()
        self.forest.renew(node, drawing)
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
        return QModelIndex() if node is self.forest.root else self.createIndex(node.row, 0, node)


def cell_text(index: Index, cells: Cells, *, titles_apart: bool) -> str:
    """What the cell of a row says, of which these are the cells."""
    column = index.column()
    text = str(cells.get((column, Qt.ItemDataRole.DisplayRole), ""))
    if not titles_apart and column == Column.NAME:
        node: Node = index.internalPointer()
        if node.id.level is Level.DRAWING and node.drawing is not None:
            return sheet_name(node.drawing)
        if node.id.level is Level.ENTRY:
            return f"{text} – {cells[Column.TITLE, Qt.ItemDataRole.DisplayRole]}"
    return text


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
