"""The document tree as plain nodes: who lies under whom. Words and pictures are the model's business."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.bulk import bulk
from app.domain.sheets import sheet_keys, sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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

    ``held``: all that lies in a folder, shown or not. ``folder``: the discipline that a drawing lies in, also where it
    is shown in one line with all others.
    """

    __slots__ = ("_children", "drawing", "entry", "folder", "held", "id", "name", "parent", "roles", "row")

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
        self.folder: Node | None = None
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
        if self.drawing is not None and self.id.level is Level.DRAWING:
            return len(self.drawing.entries) > 1 or self.drawing.older_in_procore > 0
        return bool(self._children)

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
    """All nodes of one snapshot. ``arrange`` decides which of them are shown, and under whom.

    Making it takes a moment for ten thousand drawings, so it is made where the snapshot is read; from then on it
    belongs to the model.
    """

    def __init__(self, tree: DocumentTree | None) -> None:
        self.root = Node(NodeId(Level.ROOT), None)
        #: Every drawing in the order of the folders, shown or not.
        self.drawings: list[Node] = []
        #: Every folder, the outer before those they hold.
        self.folders: list[Node] = []
        self._keys: dict[int, SheetKeys] = {}
        self._order: dict[int, SortKey] = {}
        self._top: list[Node] = []
        if tree is not None and tree.project.link is not None:
            with bulk():
                self._fill(tree, tree.project.link)
        #: The drawings that are shown, in the order shown.
        self.shown: list[Node] = []
        self.by_id = {node.id: node for node in (*self.folders, *self.drawings)}
        self.arrange(None)

    def arrange(self, admitted: Callable[[Node], bool] | None) -> None:
        """Show the folders with the drawings that are ``admitted`` (None: all, and empty folders too)."""
        self.shown = self.drawings if admitted is None else [one for one in self.drawings if admitted(one)]
        chosen = None if admitted is None else {id(one) for one in self.shown}
        for folder in reversed(self.folders):  # the deepest first
            shown = folder.held
            if chosen is not None:
                shown = [one for one in shown if (id(one) in chosen if one.drawing is not None else one.children)]
            folder.take(shown)
        self.root.take(self._top)

    def line_up(
        self, admitted: Callable[[Node], bool] | None, key: Callable[[Node], Any] | None, *, falling: bool
    ) -> None:
        """Show the drawings alone, in one line. Without ``key`` by their numbers."""
        shown = self.drawings if admitted is None else [one for one in self.drawings if admitted(one)]
        shown = sorted(shown, key=self._number, reverse=falling and key is None)
        if key is not None:
            shown.sort(key=key, reverse=falling)
        self.shown = shown
        self.root.take(shown)

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

    def renamed(self, drawing: Drawing) -> None:
        """A drawing's number or title may be another now."""
        self._keys.pop(drawing.procore_id, None)
        self._order.pop(drawing.procore_id, None)

    def make_ready(self) -> None:
        """Find out beforehand what a search and an order need, away from the window's thread."""
        for node in self.drawings:
            self.keys(node)
            self._number(node)

    def _number(self, node: Node) -> SortKey:
        drawing = node.drawing
        assert drawing is not None
        found = self._order.get(drawing.procore_id)
        if found is None:
            found = self._order[drawing.procore_id] = sort_key(drawing.number)
        return found

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
        return self.folders[-1]


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
