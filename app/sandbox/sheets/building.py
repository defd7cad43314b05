"""What a storey is: grid, rooms, doors, windows, and the walls that follow from them. Millimetres, y to the north.

Rooms are unions of rectangles that tile the floor. Walls are never drawn by hand: there is one wherever two different
rooms meet, so every sheet that shows the storey shows the same walls.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .pen import Rect

THICKNESS = {"exterior": 400.0, "concrete": 300.0, "block": 190.0, "stud": 130.0}
MASONRY = frozenset({"stair", "lift", "service", "shaft"})


@dataclass(frozen=True)
class Finish:
    floor: str
    base: str
    wall: str
    ceiling: str
    height: int | None


FINISHES: dict[str, Finish] = {
    "assembly": Finish("SV-1", "RB-1", "PT-1 / WP-1", "ACT-2", 3300),
    "cafe": Finish("CT-1", "CT-B", "PT-2", "GWB-2", 3000),
    "class": Finish("SV-1", "RB-1", "PT-1", "ACT-1", 2850),
    "corridor": Finish("TZ-1", "TZ-B", "PT-1 / WG-1", "ACT-1", 2700),
    "daycare": Finish("SV-2", "RB-1", "PT-3", "ACT-1", 2850),
    "dance": Finish("WF-1", "WB-1", "PT-1 / MR-1", "EXP", None),
    "gym": Finish("WF-2", "RB-2", "PT-1 / WP-1", "EXP", None),
    "hall": Finish("TZ-1", "TZ-B", "PT-2 / WD-1", "GWB-2", 3600),
    "kitchen": Finish("QT-1", "QT-B", "CT-W", "ACT-3", 2700),
    "library": Finish("CPT-1", "RB-1", "PT-2", "ACT-2", 3000),
    "lift": Finish("-", "-", "-", "-", None),
    "music": Finish("CPT-1", "RB-1", "AWP-1", "ACT-2", 3000),
    "office": Finish("CPT-1", "RB-1", "PT-1", "ACT-1", 2700),
    "service": Finish("CONC-S", "-", "PT-4", "EXP", None),
    "stair": Finish("RT-1", "RB-1", "PT-4", "EXP", None),
    "store": Finish("CONC-S", "RB-1", "PT-4", "EXP", None),
    "void": Finish("-", "-", "PT-2", "GWB-2", 3600),
    "wc": Finish("CT-1", "CT-B", "CT-W / PT-4", "GWB-1", 2550),
}


@dataclass(frozen=True)
class Room:
    number: str
    name: str
    french: str
    use: str
    rects: tuple[Rect, ...]

    @property
    def finish(self) -> Finish:
        return FINISHES[self.use]

    @property
    def main(self) -> Rect:
        """The largest rectangle: where furniture and the tag go."""
        return max(self.rects, key=lambda r: (r[2] - r[0]) * (r[3] - r[1]))

    @property
    def centre(self) -> tuple[float, float]:
        x0, y0, x1, y1 = self.main
        return (x0 + x1) / 2, (y0 + y1) / 2

    @property
    def area(self) -> float:
        """Square metres between wall axes."""
        return sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self.rects) / 1e6

    @property
    def masonry(self) -> bool:
        return self.use in MASONRY


@dataclass(frozen=True)
class Door:
    """A door in the wall through (x, y) running ``along`` h or v; the leaf opens to n, e, s or w."""

    tag: str
    x: float
    y: float
    along: str
    width: float
    to: str
    hinge: str = "low"
    kind: str = "leaf"
    """leaf, pair, folding, shutter, lift, cased or overhead."""


@dataclass(frozen=True)
class Window:
    mark: str
    x: float
    y: float
    along: str
    width: float


@dataclass(frozen=True)
class Wall:
    """A straight piece of wall on its axis; x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float
    kind: str

    @property
    def horizontal(self) -> bool:
        return self.y0 == self.y1

    @property
    def thickness(self) -> float:
        return THICKNESS[self.kind]

    @property
    def length(self) -> float:
        return (self.x1 - self.x0) + (self.y1 - self.y0)


@dataclass(frozen=True)
class Grid:
    xs: tuple[tuple[str, float], ...]
    ys: tuple[tuple[str, float], ...]

    @property
    def box(self) -> Rect:
        x, y = [v for _, v in self.xs], [v for _, v in self.ys]
        return min(x), min(y), max(x), max(y)

    def points(self) -> Iterable[tuple[str, str, float, float]]:
        for a, x in self.xs:
            for n, y in self.ys:
                yield a, n, x, y


@dataclass(frozen=True)
class Level:
    key: str
    name: str
    french: str
    elevation: int
    grid: Grid
    rooms: tuple[Room, ...]
    doors: tuple[Door, ...]
    windows: tuple[Window, ...]
    outer: str = "exterior"

    def room(self, number: str) -> Room:
        return next(r for r in self.rooms if r.number == number)

    def door(self, tag: str) -> Door:
        return next(d for d in self.doors if d.tag == tag)

    @cached_property
    def walls(self) -> tuple[Wall, ...]:
        """Wall axes, merged into the longest straight pieces of one kind, before openings are cut."""
        return tuple(self._edges(True) + self._edges(False))

    @cached_property
    def pieces(self) -> tuple[Wall, ...]:
        """Walls with their openings cut out."""
        return tuple(piece for wall in self.walls for piece in self._cut(wall))

    def wall_at(self, x: float, y: float, along: str) -> Wall | None:
        """The wall that an opening at (x, y) sits in."""
        for wall in self.walls:
            if along == "h" and wall.horizontal and wall.y0 == y and wall.x0 <= x <= wall.x1:
                return wall
            if along == "v" and not wall.horizontal and wall.x0 == x and wall.y0 <= y <= wall.y1:
                return wall
        return None

    def columns(self) -> list[tuple[str, str, float, float]]:
        """Column positions: every grid crossing inside the floor plate, except inside open voids and shafts."""
        bare = [r for room in self.rooms if room.use in {"void", "lift", "gym"} for r in room.rects]
        return [
            (a, n, x, y)
            for a, n, x, y in self.grid.points()
            if not any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in bare)
        ]

    def _edges(self, horizontal: bool) -> list[Wall]:
        rects = [(r, room) for room in self.rooms for r in room.rects]
        xs = sorted({v for r, _ in rects for v in (r[0], r[2])})
        ys = sorted({v for r, _ in rects for v in (r[1], r[3])})

        def holder(x: float, y: float) -> Room | None:
            return next((room for (x0, y0, x1, y1), room in rects if x0 < x < x1 and y0 < y < y1), None)

        across, run = (ys, xs) if horizontal else (xs, ys)
        found: list[Wall] = []
        for i, line in enumerate(across):
            before = (across[i - 1] + line) / 2 if i else line - 1
            after = (line + across[i + 1]) / 2 if i + 1 < len(across) else line + 1
            start, kind = 0.0, ""
            for a, b in [*itertools.pairwise(run), (run[-1], run[-1])]:
                middle = (a + b) / 2
                here = ""
                if a != b:
                    one = holder(middle, before) if horizontal else holder(before, middle)
                    two = holder(middle, after) if horizontal else holder(after, middle)
                    here = self._kind(one, two)
                if here != kind:
                    if kind:
                        found.append(
                            Wall(start, line, a, line, kind) if horizontal else Wall(line, start, line, a, kind)
                        )
                    start, kind = a, here
        return found

    def _kind(self, one: Room | None, two: Room | None) -> str:
        if one is two:
            return ""
        if one is None or two is None:
            return self.outer
        return "block" if one.masonry or two.masonry else "stud"

    def _cut(self, wall: Wall) -> list[Wall]:
        low, high = (wall.x0, wall.x1) if wall.horizontal else (wall.y0, wall.y1)
        gaps = []
        openings: list[Door | Window] = [*self.doors, *self.windows]
        for opening in openings:
            if self._sits(opening, wall):
                at = opening.x if wall.horizontal else opening.y
                gaps.append((at - opening.width / 2, at + opening.width / 2))
        pieces, start = [], low
        for a, b in [*sorted(gaps), (high, high)]:
            if a > start:
                ends = (start, wall.y0, a, wall.y0) if wall.horizontal else (wall.x0, start, wall.x0, a)
                pieces.append(Wall(*ends, wall.kind))
            start = max(start, b)
        return pieces

    @staticmethod
    def _sits(opening: Door | Window, wall: Wall) -> bool:
        if (opening.along == "h") != wall.horizontal:
            return False
        if wall.horizontal:
            return opening.y == wall.y0 and wall.x0 <= opening.x <= wall.x1
        return opening.x == wall.x0 and wall.y0 <= opening.y <= wall.y1
