"""Draws a storey from above: walls with poché, doors, windows, columns, stairs, grid and dimensions.

Architectural sheets draw it in full; engineers' sheets draw the same storey as a thin grey background.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .pen import BOLD, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, Rect, corners, text_width
from .symbols import arrow, dimension_column, dimension_row, door_tag, grid_lines, hexagon_tag, room_tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .building import Door, Level, Room, Wall, Window

_ORDER = ("stud", "block", "concrete", "exterior")


@dataclass(frozen=True)
class Look:
    """How dark and how heavy the storey is drawn."""

    wall: float = CUT
    line: float = THIN
    gray: float = 0.0
    poche: bool = True


ARCHITECT = Look()
BACKGROUND = Look(wall=MEDIUM, line=FINE, gray=0.58, poche=False)


def draw_level(view: Pen, level: Level, look: Look = ARCHITECT) -> None:
    """Walls, openings, columns, stairs and shafts; no text."""
    _walls(view, level, look)
    for window in level.windows:
        _window(view, level, window, look)
    for door in level.doors:
        _door(view, level, door, look)
    for room in level.rooms:
        if room.use == "stair":
            _stair(view, room, level, look)
        elif room.use == "lift":
            _lift(view, room, look)
    _columns(view, level, look)


def _rect(wall: Wall, level: Level) -> Rect:
    """The wall's footprint; its ends run on through the walls they meet, unless an opening is there."""
    t = wall.thickness / 2
    whole = any(w == wall for w in level.walls)
    ends = {(w.x0, w.y0) for w in level.walls} | {(w.x1, w.y1) for w in level.walls}
    low = t if whole or (wall.x0, wall.y0) in ends else 0.0
    high = t if whole or (wall.x1, wall.y1) in ends else 0.0
    if wall.horizontal:
        return wall.x0 - low, wall.y0 - t, wall.x1 + high, wall.y1 + t
    return wall.x0 - t, wall.y0 - low, wall.x1 + t, wall.y1 + high


def _walls(view: Pen, level: Level, look: Look) -> None:
    boxes = [(wall.kind, _rect(wall, level)) for wall in level.pieces]
    boxes.sort(key=lambda b: _ORDER.index(b[0]))
    # Outlines first and fills over them: what remains is the outline of the union, as CAD joins walls.
    for _, box in boxes:
        view.rect(*box, w=look.wall, gray=look.gray)
    shade = {"stud": 0.35, "block": 1.0, "concrete": 0.86, "exterior": 1.0}
    for kind, box in boxes:
        view.rect(*box, w=0, fill=shade[kind] if look.poche else 0.93)
    if not look.poche:
        return
    for kind, box in boxes:
        if kind == "block":
            view.hatch_rect(box, 2.6, 45, HAIR)
        elif kind == "concrete":
            view.hatch_rect(box, 3.2, 45, HAIR)
            view.hatch_rect(box, 3.2, 135, HAIR)
        elif kind == "exterior":
            view.hatch_rect(box, 1.9, 135, HAIR, 0.2)


def _window(view: Pen, level: Level, window: Window, look: Look) -> None:
    wall = level.wall_at(window.x, window.y, window.along)
    t, half = (wall.thickness if wall else 400.0) / 2, window.width / 2
    rows = ((-t, look.line), (-40.0, look.line), (40.0, look.line), (t, look.line))
    if window.along == "h":
        x0, x1, y = window.x - half, window.x + half, window.y
        for d, w in rows:
            view.line(x0, y + d, x1, y + d, w, gray=look.gray)
        view.lines([(x, y - t, x, y + t) for x in (x0, x1)], look.line, gray=look.gray)
        outside = -1 if y < 1000 else 1
        view.line(x0 - 80, y + outside * (t + 70), x1 + 80, y + outside * (t + 70), FINE, gray=look.gray)
    else:
        y0, y1, x = window.y - half, window.y + half, window.x
        for d, w in rows:
            view.line(x + d, y0, x + d, y1, w, gray=look.gray)
        view.lines([(x - t, y, x + t, y) for y in (y0, y1)], look.line, gray=look.gray)
        outside = -1 if x < 1000 else 1
        view.line(x + outside * (t + 70), y0 - 80, x + outside * (t + 70), y1 + 80, FINE, gray=look.gray)
    if window.mark.startswith("CW"):
        count = max(1, round(window.width / 1300))
        for i in range(1, count):
            step = window.width * i / count - half
            if window.along == "h":
                view.rect(
                    window.x + step - 32,
                    window.y - 75,
                    window.x + step + 32,
                    window.y + 75,
                    THIN,
                    gray=look.gray,
                    fill=0.3,
                )


def _door(view: Pen, level: Level, door: Door, look: Look) -> None:
    turned = _Turned(view, door)
    half, gray = door.width / 2, look.gray
    wall = level.wall_at(door.x, door.y, door.along)
    t = (wall.thickness if wall else 130.0) / 2
    line = max(look.line, FINE)
    turned.line(-half, -t, -half, t, line, gray)
    turned.line(half, -t, half, t, line, gray)
    if door.kind in {"leaf", "pair"}:
        leaves = ((-1 if door.hinge == "low" else 1, door.width),) if door.kind == "leaf" else ((-1, half), (1, half))
        for side, width in leaves:
            turned.leaf(side * half, t, width, -side, look)
    elif door.kind == "folding":
        step = door.width / 18
        points = [(-half + i * step, (110 if i % 2 else -110)) for i in range(19)]
        turned.path(points, line, gray)
        turned.line(-half, 0, half, 0, FINE, gray, HIDDEN)
    elif door.kind == "shutter":
        turned.line(-half, t, half, t, line, gray)
        turned.line(-half, -t, half, -t, line, gray)
        turned.line(-half, 0, half, 0, FINE, gray, SHORT)
        turned.line(-half, t + 300, half, t + 300, FINE, gray)
    elif door.kind == "lift":
        turned.line(-half, -t, half, -t, line, gray)
        turned.line(-half - 500, t + 40, 0, t + 40, MEDIUM, gray)
        turned.line(-half - 500, t + 90, half, t + 90, line, gray)
    elif door.kind == "overhead":
        turned.line(-half, t, half, t, line, gray)
        turned.path([(-half, t), (-half, t + 2600), (half, t + 2600), (half, t)], FINE, gray, HIDDEN)
    else:
        turned.line(-half, 0, half, 0, FINE, gray, SHORT)


class _Turned:
    """Door coordinates: u along the wall, v to the side the door opens to."""

    def __init__(self, view: Pen, door: Door) -> None:
        self.view, self.door = view, door
        self.sign = 1 if door.to in {"n", "e"} else -1

    def at(self, u: float, v: float) -> tuple[float, float]:
        if self.door.along == "h":
            return self.door.x + u, self.door.y + v * self.sign
        return self.door.x + v * self.sign, self.door.y + u

    def line(
        self, u0: float, v0: float, u1: float, v1: float, w: float, gray: float, dash: tuple[float, ...] = ()
    ) -> None:
        self.view.line(*self.at(u0, v0), *self.at(u1, v1), w, dash, gray)

    def path(self, points: Sequence[tuple[float, float]], w: float, gray: float, dash: tuple[float, ...] = ()) -> None:
        self.view.path([self.at(*p) for p in points], w, dash, gray)

    def leaf(self, hinge: float, v: float, width: float, toward: int, look: Look) -> None:
        """A leaf standing open at a right angle, and its swing."""
        thick = 45 * toward
        points = [(hinge, v), (hinge, v + width), (hinge + thick, v + width), (hinge + thick, v)]
        self.view.path([self.at(*p) for p in points], max(look.line, THIN), gray=look.gray, close=True, fill=1.0)
        x, y = self.at(hinge, v)
        if self.door.along == "h":
            closed = 0.0 if toward > 0 else 180.0
            opened = 90.0 * self.sign
        else:
            closed = 90.0 * toward
            opened = 0.0 if self.sign > 0 else 180.0
        sweep = (opened - closed + 180) % 360 - 180
        self.view.arc(x, y, width, closed, sweep, FINE, gray=look.gray)


def _stair(view: Pen, room: Room, level: Level, look: Look) -> None:
    """A dog-leg stair across a 3.0 by 6.0 m shaft, entered at its south end."""
    x0, y0, x1, _y1 = room.main
    left, right, middle = x0 + 150, x1 - 150, (x0 + x1) / 2
    first, going, count = y0 + 1550, 280.0, 11
    ys = [first + i * going for i in range(count + 1)]
    view.lines([(left, y, middle - 60, y) for y in ys], FINE, gray=look.gray)
    view.lines([(middle + 60, y, right, y) for y in ys], FINE, gray=look.gray)
    view.rect(middle - 60, first - 80, middle + 60, ys[-1] + 80, look.line, gray=look.gray, fill=1.0)
    view.line(middle, first - 80, middle, ys[-1] + 80, FINE, gray=look.gray)
    if level.key != "second":
        view.lines(
            [(left, ys[6], middle - 60, ys[7] + 100), (left, ys[6] - 120, middle - 60, ys[7] - 20)],
            THIN,
            gray=look.gray,
        )
    words = "DN" if level.key == "second" else "UP"
    ux = (left + middle) / 2
    view.path([(ux, y0 + 900), (ux, ys[-1] + 500)], FINE, gray=look.gray)
    arrow(view.page, view.pt(ux, y0 + 900), view.pt(ux, ys[-1] + 500), 4.5)
    view.text(ux, y0 + 620, words, 5.6, BOLD, "c", gray=look.gray)


def _lift(view: Pen, room: Room, look: Look) -> None:
    x0, y0, x1, y1 = room.main
    cab = (x0 + 330, y0 + 330, x1 - 330, y1 - 600)
    view.rect(*cab, look.line, gray=look.gray)
    view.lines([(cab[0], cab[1], cab[2], cab[3]), (cab[0], cab[3], cab[2], cab[1])], FINE, gray=look.gray)
    view.rect(cab[0] + 300, cab[3] + 90, cab[2] - 300, cab[3] + 260, FINE, gray=look.gray)


def _columns(view: Pen, level: Level, look: Look) -> None:
    for _, _, x, y in level.columns():
        if look.poche:
            view.rect(x - 150, y - 150, x + 150, y + 150, MEDIUM, fill=0.0)
        else:
            view.rect(x - 150, y - 150, x + 150, y + 150, THIN, gray=look.gray, fill=0.75)


# -- annotation ------------------------------------------------------------------------------------------------------


def draw_grid(view: Pen, level: Level, gray: float = 0.4) -> None:
    grid_lines(view, level.grid.xs, level.grid.ys, level.grid.box, gray)


def draw_grid_dimensions(view: Pen, level: Level) -> None:
    """Bay and overall dimensions on the top and on the left, between building and bubbles."""
    x0, y0, x1, y1 = level.grid.box
    xs, ys = [x for _, x in level.grid.xs], sorted(y for _, y in level.grid.ys)
    off = 1 / view.k
    dimension_row(view, xs, y1 + 62 * off, y1 + 12 * off, 6.4)
    dimension_row(view, [x0, x1], y1 + 84 * off, None, 6.8)
    dimension_column(view, ys, x0 - 62 * off, x0 - 12 * off, 6.4)
    dimension_column(view, [y0, y1], x0 - 84 * off, None, 6.8)


def draw_opening_dimensions(view: Pen, level: Level) -> None:
    """Window and door positions along the north, south, west and east faces."""
    x0, y0, x1, y1 = level.grid.box
    off = 1 / view.k
    for edge, y, foot in ((y0, y0 - 44 * off, y0 - 12 * off), (y1, y1 + 38 * off, y1 + 12 * off)):
        stops = sorted(
            {
                x0,
                x1,
                *(
                    e
                    for w in level.windows
                    if w.along == "h" and w.y == edge
                    for e in (w.x - w.width / 2, w.x + w.width / 2)
                ),
            }
        )
        if len(stops) > 2:
            dimension_row(view, stops, y, foot, 5.2)
    for edge, x, foot in ((x0, x0 - 38 * off, x0 - 12 * off), (x1, x1 + 44 * off, x1 + 12 * off)):
        stops = sorted(
            {
                y0,
                y1,
                *(
                    e
                    for w in level.windows
                    if w.along == "v" and w.x == edge
                    for e in (w.y - w.width / 2, w.y + w.width / 2)
                ),
            }
        )
        if len(stops) > 2:
            dimension_column(view, stops, x, foot, 5.2)


def draw_room_tags(
    view: Pen, level: Level, *, french: bool = True, size: float = 6.8, skip: frozenset[str] = frozenset()
) -> None:
    for room in level.rooms:
        if room.use == "lift" or room.number in skip:
            continue
        x, y = room.centre
        width = (room.main[2] - room.main[0]) * view.k - 16
        fitting = min(size, size * width / max(1.0, text_width(room.name, size, BOLD)))
        if room.use == "stair":
            y = room.main[1] + (room.main[3] - room.main[1]) * 0.5
            fitting = min(fitting, 5.6)
        area = f"{room.area:.1f} m²" if french and room.use not in {"stair", "void"} and width > 60 else ""
        room_tag(
            view, x, y, room.number, room.name, room.french if french and width > 60 else "", max(4.6, fitting), area
        )


def draw_door_tags(view: Pen, level: Level) -> None:
    off = 9.5 / view.k
    for door in level.doors:
        if door.along == "h":
            down = 1 if door.to == "n" else -1
            door_tag(view, door.x, door.y - down * off, door.tag)
        else:
            left = 1 if door.to == "e" else -1
            door_tag(view, door.x - left * off * 1.75, door.y, door.tag)


def draw_window_tags(view: Pen, level: Level) -> None:
    x0, y0, _x1, _y1 = level.grid.box
    off = 22 / view.k
    for window in level.windows:
        if window.along == "h":
            hexagon_tag(view, window.x, window.y + (-off if window.y == y0 else off), window.mark)
        else:
            hexagon_tag(view, window.x + (-off if window.x == x0 else off), window.y, window.mark)


def floor_pattern(view: Pen, room: Room, spacing: float, angle: float = 0.0, gray: float = 0.65) -> None:
    """Tile joints over a room's floor; ``spacing`` in millimetres."""
    for box in room.rects:
        view.hatch(corners(box), spacing * view.k, angle, HAIR, gray)
        view.hatch(corners(box), spacing * view.k, angle + 90, HAIR, gray)


def outline(view: Pen, level: Level, w: float = HEAVY, dash: tuple[float, ...] = (), grow: float = 0.0) -> None:
    x0, y0, x1, y1 = level.grid.box
    view.rect(x0 - grow, y0 - grow, x1 + grow, y1 + grow, w, dash)
