"""Where luminaires, diffusers, sprinkler heads and receptacles are: one answer for every sheet that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .furniture import spread

if TYPE_CHECKING:
    from .building import Level, Room
    from .pen import Pen, Rect

_BARE = frozenset({"lift", "void", "stair"})


@dataclass(frozen=True)
class Device:
    """Something in or under the ceiling, or on a wall."""

    kind: str
    x: float
    y: float
    room: str
    face: str = ""


def luminaires(level: Level) -> list[Device]:
    """A recessed 600 x 1200, B downlight, C suspended linear, D vapour-tight strip."""
    found = []
    for room in level.rooms:
        if room.use in _BARE and room.use != "stair":
            continue
        kind, dx, dy = _lighting(room)
        for box in room.rects:
            found += [Device(kind, x, y, room.number) for x, y in spread(box, dx, dy, 250)]
    return found


def _lighting(room: Room) -> tuple[str, float, float]:
    ceiling = room.finish.ceiling
    if ceiling == "GWB-2":
        return "B", 2100, 2100
    if ceiling == "GWB-1":
        return "B", 1700, 1700
    if room.use in {"store", "service", "stair"}:
        return "D", 3200, 2900
    if ceiling in {"EXP", "ACT-2"}:
        return "C", 3000, 2400
    return "A", 2700, 2400


def diffusers(level: Level) -> list[Device]:
    """Supply (S), return (R) and exhaust (X) terminals."""
    found = []
    for room in level.rooms:
        if room.use in _BARE or room.area < 7:
            continue
        kind = "X" if room.use in {"wc", "kitchen"} else "S"
        pitch = 4200 if room.area > 60 else 3600
        for x0, y0, x1, y1 in room.rects:
            if (x1 - x0) * (y1 - y0) < 6e6:
                continue
            places = spread((x0, y0, x1, y1), pitch, pitch, 300)
            found += [Device(kind, min(x + 900, x1 - 480), min(y + 500, y1 - 480), room.number) for x, y in places]
        if kind == "S" and room.area > 20:
            x0, y0, x1, y1 = room.main
            found.append(Device("R", x0 + (x1 - x0) * 0.22, y0 + (y1 - y0) * 0.78, room.number))
    return found


def heads(level: Level) -> list[Device]:
    return [
        Device("H", x, y, room.number)
        for room in level.rooms
        if room.use not in {"lift", "void"}
        for box in room.rects
        for x, y in spread(box, 3600, 3300)
    ]


def receptacles(level: Level) -> list[Device]:
    """Duplex receptacles about every 3.4 m along the walls of occupied rooms, clear of doors and columns."""
    found = []
    for room in level.rooms:
        if room.use in _BARE:
            continue
        x0, y0, x1, y1 = room.main
        for face, fixed, low, high in (("n", y0, x0, x1), ("s", y1, x0, x1), ("e", x0, y0, y1), ("w", x1, y0, y1)):
            count = max(1, round((high - low) / 3400))
            for i in range(count):
                at = low + (i + 0.5) * (high - low) / count + 320
                x, y = (at, fixed) if face in "ns" else (fixed, at)
                if not _blocked(level, x, y, face):
                    found.append(
                        Device("W" if room.use in {"wc", "kitchen", "service"} else "D", x, y, room.number, face)
                    )
    return found


def _blocked(level: Level, x: float, y: float, face: str) -> bool:
    along = "h" if face in "ns" else "v"
    for door in level.doors:
        at, line, here, mine = (door.x, door.y, x, y) if along == "h" else (door.y, door.x, y, x)
        if door.along == along and line == mine and abs(at - here) < door.width / 2 + 350:
            return True
    return any(abs(cx - x) < 320 and abs(cy - y) < 320 for _, _, cx, cy in level.columns())


def snapped(view: Pen, x: float, y: float) -> Rect:
    """The 1200 x 600 ceiling tile that holds (x, y), in step with the hatched ceiling grid of the page."""
    px, py = view.pt(x, y)
    w, h = 1200 * view.k, 600 * view.k
    left, low = px // w * w, py // h * h
    return (
        (left - view.ox) / view.k,
        (low - view.oy) / view.k,
        (left + w - view.ox) / view.k,
        (low + h - view.oy) / view.k,
    )
