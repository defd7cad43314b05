"""The document tree as plain nodes: who lies under whom. Words and pictures are the model's business."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.bulk import bulk
from app.domain.sheets import sheet_keys, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.sheets import SheetKeys
    from app.domain.views import DocumentTree, Drawing, Entry, Link

SortKey = tuple[tuple[int, int, str], ...]


class Level(StrEnum):
    ROOT = "root"
    FOLDER = "folder"  # the Procore folder
    AREA = "area"
    DISCIPLINE = "discipline"
    DRAWING = "drawing"
    ENTRY = "entry"  # one revision of a drawing
    OLDER = "older"  # the line that says what is not downloaded (S50)


class NodeId(NamedTuple):
    """Identity across snapshots: ids of the records, never positions or names."""

    level: Level
    key: tuple[int | None, ...] = ()


#: Shared by all drawings: they hold nothing. Never written to.
_NOTHING: list[Any] = []


class Node:
    """``children`` of a drawing are made when they are first asked for: most drawings are never unfolded.

    ``held``: all that lies in a folder, shown or not. ``folder``: the discipline that a drawing and its revisions lie
    in. ``place``: of a folder, in the order of all.
    """

    __slots__ = ("_children", "drawing", "entry", "folder", "held", "id", "name", "parent", "place", "roles", "row")

    def __init__(
        self,
        id: NodeId,
        parent: Node | None,
        *,
        name: str | None = None,
        drawing: Drawing | None = None,
        entry: Entry | None = None,
    ) -> None:
        self.id = id
        self.parent = parent
        self.row = 0
        self.name = name
        self.drawing = drawing
        self.entry = entry
        #: What the model shows of this node, filled when it is first painted.
        self.roles: dict[tuple[int, int], object] | None = None
        self.folder: Node | None = None if parent is None else parent.folder
        self.place = 0
        if id.level is Level.DRAWING:
            self._children: list[Node] | None = None
            self.held: list[Node] = _NOTHING
        else:
            self._children = []
            self.held = []

    @property
    def children(self) -> list[Node]:
        if self._children is None:
            self.take(revision_nodes(self))
            assert self._children is not None
        return self._children

    @property
    def unfolded(self) -> bool:
        """False for a drawing whose revisions nobody has asked for yet."""
        return self._children is not None

    @property
    def has_children(self) -> bool:
        drawing = self.drawing
        if drawing is None or self.held is not _NOTHING:
            return bool(self._children)
        return len(drawing.entries) > 1 or drawing.older_in_procore > 0

    def take(self, children: list[Node]) -> None:
        """Show these, in this order, and nothing else. The list is kept: it may be ``held`` itself."""
        for row, child in enumerate(children):
            child.parent, child.row = self, row
        self._children = children

    def forget_children(self) -> None:
        """A drawing's revisions changed: make them again when they are asked for."""
        self._children = None

    def walk(self) -> Iterator[Node]:
        """This node and all that exists below it, in order; does not unfold drawings."""
        yield self
        for child in self._children or ():
            yield from child.walk()


class Forest:
    """All nodes of one snapshot. ``arrange`` decides which of them are shown in the folders.

    Making it takes a moment for ten thousand drawings, so it is made where the snapshot is read; from then on it
    belongs to the models.
    """

    def __init__(self, tree: DocumentTree | None) -> None:
        self.root = Node(NodeId(Level.ROOT), None)
        #: Every drawing in the order of the folders, shown or not.
        self.drawings: list[Node] = []
        #: Every folder, the outer before those they hold.
        self.folders: list[Node] = []
        self._keys: dict[int, SheetKeys] = {}
        self._by_number: list[Node] | None = None
        self._top: list[Node] = []
        if tree is not None and tree.project.link is not None:
            with bulk():
                self._fill(tree, tree.project.link)
        #: The drawings that are shown, in the order of the folders.
        self.shown: list[Node] = []
        self.by_id = {node.id: node for node in (*self.folders, *self.drawings)}
        self.arrange(None)

    def arrange(self, shown: list[Node] | None) -> None:
        """Show the folders with these of the ``drawings``, in the same order (None: all, and empty folders too)."""
        self.shown = self.drawings if shown is None else shown
        left: dict[Node | None, list[Node]] = {}
        for node in self.shown:
            left.setdefault(node.folder, []).append(node)
        for folder in reversed(self.folders):  # the deepest first
            folder.roles = None  # they say how many are shown
            if shown is None:
                folder.take(folder.held)
            else:
                folder.take(left.get(folder) or [one for one in folder.held if one.drawing is None and one.children])
        self.root.take(self._top)

    @property
    def by_number(self) -> list[Node]:
        """Every drawing in the order of the numbers, as in a drawing log."""
        if self._by_number is None:
            self._by_number = sorted(self.drawings, key=_number)
        return self._by_number

    def find(self, id: NodeId) -> Node | None:
        """A node, shown or not. Makes the revisions of the drawing that one of them is asked for of."""
        if id.level not in (Level.ENTRY, Level.OLDER):
            return self.by_id.get(id)
        parent = self.by_id.get(drawing_id(id.key[0] or 0))
        return next((child for child in parent.children if child.id == id), None) if parent is not None else None

    def is_shown(self, node: Node) -> bool:
        while node is not self.root:
            above = node.parent
            if above is None or node.row >= len(above.children) or above.children[node.row] is not node:
                return False
            node = above
        return True

    def keys(self, node: Node) -> SheetKeys:
        """What a drawing is searched by."""
        drawing = node.drawing
        assert drawing is not None
        found = self._keys.get(drawing.procore_id)
        if found is None:
            found = self._keys[drawing.procore_id] = sheet_keys(drawing.number, drawing.title)
        return found

    def renew(self, node: Node, drawing: Drawing) -> None:
        """Another state of a drawing: its number or title may be another now."""
        if node.drawing is None or node.drawing.number != drawing.number:
            self._by_number = None
        self._keys.pop(drawing.procore_id, None)
        node.drawing, node.roles = drawing, None

    def make_ready(self) -> None:
        """Find out beforehand what a search and an order need, away from the window's thread."""
        for node in self.drawings:
            self.keys(node)
        self._by_number = self.by_number

    def _fill(self, tree: DocumentTree, link: Link) -> None:
        top = self._folder(NodeId(Level.FOLDER, (link.id,)), link.name)
        self._top = [top]
        with_areas = len(tree.areas) > 1  # S39
        for area in tree.areas:
            place = top
            if with_areas:
                place = self._folder(NodeId(Level.AREA, (area.id,)), area.name)
                top.held.append(place)
            for discipline in area.disciplines:
                node = self._folder(NodeId(Level.DISCIPLINE, (area.id, discipline.id)), discipline.name)
                place.held.append(node)
                for drawing in discipline.drawings:
                    sheet = Node(drawing_id(drawing.procore_id), node, drawing=drawing)
                    sheet.folder = node
                    node.held.append(sheet)
                self.drawings += node.held

    def _folder(self, id: NodeId, name: str | None) -> Node:
        self.folders.append(Node(id, self.root, name=name))
        self.folders[-1].place = len(self.folders)
        return self.folders[-1]


def _number(node: Node) -> SortKey:
    assert node.drawing is not None
    return sort_key(node.drawing.number)


def procore_id(node: Node) -> int:
    """Procore's id of a drawing."""
    assert node.drawing is not None
    return node.drawing.procore_id


def drawing_id(procore_id: int) -> NodeId:
    return NodeId(Level.DRAWING, (procore_id,))


def revision_nodes(node: Node) -> list[Node]:
    """The lines under a drawing: newest revision first, then what is not downloaded."""
    drawing = node.drawing
    if drawing is None or not node.has_children:
        return []
    lines = [
        Node(NodeId(Level.ENTRY, (drawing.procore_id, entry.id)), node, drawing=drawing, entry=entry)
        for entry in reversed(drawing.entries)
    ]
    if drawing.older_in_procore:
        lines.append(Node(NodeId(Level.OLDER, (drawing.procore_id,)), node, drawing=drawing))
    return lines
