"""The document tree as plain nodes: who lies under whom. Words and pictures are the model's business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.sheets import answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.views import Discipline, DocumentTree, Drawing, Entry


class Level(StrEnum):
    ROOT = "root"
    FOLDER = "folder"  # the Procore folder
    AREA = "area"
    DISCIPLINE = "discipline"
    DRAWING = "drawing"
    ENTRY = "entry"  # one revision of a drawing
    OLDER = "older"  # the line that says what is not downloaded (S50)


@dataclass(frozen=True, slots=True)
class NodeId:
    """Identity across snapshots: ids of the records, never positions or names."""

    level: Level
    key: tuple[int | None, ...] = ()


class Node:
    """``children`` of a drawing are made when they are first asked for: most drawings are never unfolded."""

    __slots__ = ("_children", "drawing", "entry", "id", "name", "parent", "roles", "row")

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
        self._children: list[Node] | None = None if id.level is Level.DRAWING else []

    @property
    def children(self) -> list[Node]:
        if self._children is None:
            self._children = []
            for child in revision_nodes(self):
                self.append(child)
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

    def append(self, child: Node) -> None:
        child.parent, child.row = self, len(self.children)
        self.children.append(child)

    def forget_children(self) -> None:
        """A drawing's revisions changed: make them again when they are asked for."""
        self._children = None

    def walk(self) -> Iterator[Node]:
        """This node and all that exists below it, in order; does not unfold drawings."""
        yield self
        for child in self._children or ():
            yield from child.walk()


def build(tree: DocumentTree | None, typed: str = "") -> Node:
    """The nodes of a snapshot, with only the drawings that answer to what was ``typed`` and the folders they are in."""
    root = Node(NodeId(Level.ROOT), None)
    if tree is None or tree.project.link is None:
        return root
    link = tree.project.link
    folder = Node(NodeId(Level.FOLDER, (link.id,)), root, name=link.name)
    root.append(folder)
    with_areas = len(tree.areas) > 1  # S39
    for area in tree.areas:
        place = folder
        if with_areas:
            place = Node(NodeId(Level.AREA, (area.id,)), folder, name=area.name)
        for discipline in area.disciplines:
            node = _discipline(place, area.id, discipline, typed.strip())
            if node.children or not typed:
                place.append(node)
        if with_areas and (place.children or not typed):
            folder.append(place)
    return root


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


def _discipline(place: Node, area: int | None, discipline: Discipline, typed: str) -> Node:
    node = Node(NodeId(Level.DISCIPLINE, (area, discipline.id)), place, name=discipline.name)
    for drawing in discipline.drawings:
        if not typed or answers(typed, drawing.number, drawing.title):
            node.append(Node(drawing_id(drawing.procore_id), node, drawing=drawing))
    return node
