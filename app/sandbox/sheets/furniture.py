"""Furniture and fixtures by the use of a room, drawn thin under the text of a plan."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from .building import Level, Room
from .pen import FINE, HAIR, SHORT, THIN, Pen, Rect

if TYPE_CHECKING:
    from collections.abc import Callable


def draw_furniture(view: Pen, level: Level, gray: float = 0.25) -> None:
    for room in level.rooms:
        draw = _BY_NUMBER.get(room.number) or _BY_USE.get(room.use)
        if draw is not None:
            draw(view, room.main, gray)


def spread(box: Rect, dx: float, dy: float, margin: float = 0.0) -> list[tuple[float, float]]:
    """Positions on a centred grid about ``dx`` by ``dy`` inside a rectangle, at least one."""
    x0, y0, x1, y1 = box[0] + margin, box[1] + margin, box[2] - margin, box[3] - margin
    nx, ny = max(1, round((x1 - x0) / dx)), max(1, round((y1 - y0) / dy))
    return [(x0 + (i + 0.5) * (x1 - x0) / nx, y0 + (j + 0.5) * (y1 - y0) / ny) for j in range(ny) for i in range(nx)]


def fixtures(room: Room) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Water closets and lavatories of a washroom, as (x, y) at the wall; plumbing sheets use the same places."""
    x0, y0, x1, y1 = room.main
    if x1 - x0 < 2600 or y1 - y0 < 2600:
        return [(x0 + 600, y0 + 95)], [(x1 - 500, y1 - 95)]
    closets = [(x0 + 95, y) for y in _steps(y0 + 1900, y1 - 500, 1000)]
    lavatories = [(x1 - 95, y) for y in _steps(y0 + 2300, y1 - 700, 850)]
    return closets, lavatories


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(int((end - start) / step) + 1)]


def closet(view: Pen, x: float, y: float, face: str, gray: float = 0.0) -> None:
    """A water closet whose back is at (x, y), looking ``face``."""
    along = {"e": (1, 0), "w": (-1, 0), "n": (0, 1), "s": (0, -1)}[face]
    ax, ay = along
    view.rect(*_box(x + ax * 90, y + ay * 90, 180 if ax else 400, 400 if ax else 180), FINE, gray=gray)
    view.circle(x + ax * 420, y + ay * 420, 190, FINE, gray=gray, fill=1.0)
    view.circle(x + ax * 420, y + ay * 420, 130, HAIR, gray=gray)


def lavatory(view: Pen, x: float, y: float, face: str, gray: float = 0.0) -> None:
    ax, ay = {"e": (1, 0), "w": (-1, 0), "n": (0, 1), "s": (0, -1)}[face]
    view.rect(*_box(x + ax * 230, y + ay * 230, 460 if ax else 520, 520 if ax else 460), FINE, gray=gray, fill=1.0)
    view.circle(x + ax * 250, y + ay * 250, 160, FINE, gray=gray)
    view.circle(x + ax * 200, y + ay * 200, 22, HAIR, gray=gray)


def _box(x: float, y: float, w: float, h: float) -> Rect:
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def _class(view: Pen, box: Rect, gray: float) -> None:
    inner = (box[0] + 900, box[1] + 700, box[2] - 900, box[3] - 1900)
    for x, y in spread(inner, 1850, 1500):
        view.rect(*_box(x, y, 1200, 550), FINE, gray=gray, fill=1.0)
        for dx in (-300, 300):
            view.rect(*_box(x + dx, y - 420, 380, 330), FINE, gray=gray)
            view.line(x + dx - 190, y - 560, x + dx + 190, y - 560, FINE, gray=gray)
    x = (box[0] + box[2]) / 2
    view.rect(*_box(x + 1300, box[3] - 1300, 1500, 700), THIN, gray=gray, fill=1.0)
    view.rect(*_box(x - 600, box[3] - 140, 3000, 60), FINE, gray=gray)
    view.text(x - 600, box[3] - 420, "WB", 4.6, align="c", gray=gray)


def _office(view: Pen, box: Rect, gray: float) -> None:
    for x, y in spread(box, 3300, 3300, 200):
        view.rect(*_box(x - 500, y + 550, 1500, 700), FINE, gray=gray)
        view.rect(*_box(x + 500, y + 150, 550, 1500), FINE, gray=gray)
        view.circle(x - 350, y + 60, 230, FINE, gray=gray)
        view.arc(x - 350, y + 60, 290, 200, 140, FINE, gray=gray)


def _tables(view: Pen, box: Rect, gray: float) -> None:
    for x, y in spread(box, 2500, 2500, 500):
        view.circle(x, y, 610, FINE, gray=gray)
        for dx, dy in ((880, 0), (-880, 0), (0, 880), (0, -880)):
            view.rect(*_box(x + dx, y + dy, 380, 380), FINE, gray=gray)


def _assembly(view: Pen, box: Rect, gray: float) -> None:
    inner = (box[0] + 900, box[1] + 900, box[2] - 900, box[3] - 2600)
    for x, y in spread(inner, 620, 950):
        view.rect(*_box(x, y, 440, 430), HAIR, gray=gray)
        view.line(x - 220, y - 175, x + 220, y - 175, HAIR, gray=gray)
    view.rect(box[0] + 900, box[3] - 1700, box[2] - 900, box[3] - 300, FINE, SHORT, gray)
    view.text((box[0] + box[2]) / 2, box[3] - 1100, "PORTABLE STAGE (N.I.C.)", 4.8, align="c", gray=gray)


def _conference(view: Pen, box: Rect, gray: float) -> None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    long, deep = (box[2] - box[0]) - 2800, min(1500.0, (box[3] - box[1]) - 3000)
    view.rect(*_box(x, y, long, deep), FINE, gray=gray)
    for i in range(int(long / 750)):
        cx = x - long / 2 + 500 + i * 750
        for side in (1, -1):
            view.rect(*_box(cx, y + side * (deep / 2 + 320), 430, 430), FINE, gray=gray)


def _library(view: Pen, box: Rect, gray: float) -> None:
    for x, y in spread((box[0] + 700, box[1] + 3300, box[2] - 5600, box[3] - 700), 1800, 3800):
        view.rect(*_box(x, y, 560, 3300), FINE, gray=gray)
        view.line(x, y - 1650, x, y + 1650, HAIR, gray=gray)
        view.lines([(x - 280, y - 1650 + i * 412, x + 280, y - 1650 + i * 412) for i in range(1, 8)], HAIR, gray=gray)
    _tables(view, (box[2] - 5200, box[1] + 3000, box[2] - 400, box[3] - 400), gray)
    view.rect(box[0] + 1400, box[1] + 1200, box[0] + 3900, box[1] + 1900, THIN, gray=gray)


def _daycare(view: Pen, box: Rect, gray: float) -> None:
    _tables(view, (box[0] + 600, box[1] + 600, (box[0] + box[2]) / 2, box[3] - 600), gray)
    for x, y in spread(((box[0] + box[2]) / 2 + 900, box[1] + 1200, box[2] - 900, box[3] - 2500), 1500, 900):
        view.rect(*_box(x, y, 1250, 560), HAIR, gray=gray)
    view.rect(box[2] - 4200, box[3] - 700, box[2] - 1400, box[3] - 250, FINE, gray=gray)


def _kitchen(view: Pen, box: Rect, gray: float) -> None:
    x0, y0, x1, y1 = box
    view.rect(x0 + 200, y1 - 850, x1 - 200, y1 - 150, THIN, gray=gray)
    view.rect(x0 + 200, y0 + 400, x0 + 900, y1 - 850, THIN, gray=gray)
    view.rect(x0 + 1900, y0 + 2100, x1 - 1500, y0 + 3100, THIN, gray=gray)
    for i in range(5):
        x = x0 + 600 + i * 950
        view.rect(x, y1 - 800, x + 800, y1 - 200, FINE, gray=gray)
        if i < 2:
            view.lines([(x, y1 - 800, x + 800, y1 - 200), (x, y1 - 200, x + 800, y1 - 800)], HAIR, gray=gray)
        else:
            for dx, dy in ((200, -350), (600, -350), (200, -650), (600, -650)):
                view.circle(x + dx, y1 + dy + 0, 110, HAIR, gray=gray)
    for i in range(3):
        view.rect(x0 + 260, y0 + 700 + i * 1200, x0 + 840, y0 + 1700 + i * 1200, FINE, gray=gray)


def _dance(view: Pen, box: Rect, gray: float) -> None:
    view.lines([(box[0] + 300, y, box[2] - 300, y) for y in _steps(box[1] + 300, box[3] - 300, 300)], HAIR, gray=0.72)
    view.line(box[0] + 600, box[3] - 450, box[2] - 600, box[3] - 450, THIN, gray=gray)
    view.text(box[0] + 2400, box[3] - 900, "BARRE / MIRROR MR-1", 4.8, align="c", gray=gray, mask=True)


def _wc(view: Pen, box: Rect, gray: float) -> None:
    room = Room("", "", "", "wc", (box,))
    closets, lavatories = fixtures(room)
    x0, y0, x1, y1 = box
    if len(closets) == 1:
        closet(view, *closets[0], "n", gray)
        lavatory(view, *lavatories[0], "s", gray)
        view.circle((x0 + x1) / 2, (y0 + y1) / 2, 750, FINE, SHORT, gray)
        return
    for x, y in closets:
        closet(view, x, y, "e", gray)
        view.line(x0 + 60, y + 500, x0 + 1500, y + 500, THIN, gray=gray)
        view.line(x0 + 1500, y + 500, x0 + 1500, y + 200, THIN, gray=gray)
        view.line(x0 + 1500, y + 200, x0 + 950, y + 40, FINE, gray=gray)
    view.line(x0 + 60, closets[0][1] - 500, x0 + 1500, closets[0][1] - 500, THIN, gray=gray)
    view.rect(x1 - 620, lavatories[0][1] - 450, x1 - 65, lavatories[-1][1] + 450, FINE, gray=gray)
    for x, y in lavatories:
        lavatory(view, x, y, "w", gray)


def _store(view: Pen, box: Rect, gray: float) -> None:
    x0, y0, x1, y1 = box
    view.rect(x0 + 200, y0 + 250, x0 + 750, y1 - 1400, FINE, gray=gray)
    view.lines([(x0 + 200, y, x0 + 750, y) for y in _steps(y0 + 250, y1 - 1400, 900)], HAIR, gray=gray)
    if x1 - x0 > 5000:
        for x, _ in spread((x0 + 1800, y0, x1 - 1200, y1), 2300, y1 - y0):
            view.rect(x - 450, y0 + 1700, x + 450, y1 - 2600, FINE, gray=gray)
            view.lines([(x - 450, y, x + 450, y) for y in _steps(y0 + 1700, y1 - 2600, 900)], HAIR, gray=gray)


def _service(view: Pen, box: Rect, gray: float) -> None:
    rng = Random(f"{box}")
    x0, y0, x1, y1 = box
    if (x1 - x0) * (y1 - y0) < 24e6:
        view.rect(x0 + 150, y0 + 500, x0 + 500, y1 - 1200, FINE, gray=gray)
        return
    for x, y in spread((x0 + 600, y0 + 600, x1 - 600, y1 - 1300), 4300, 3600):
        w, h = rng.choice(((2200, 1100), (1500, 1500), (2800, 1000), (1100, 900)))
        view.rect(*_box(x, y, w, h), THIN, gray=gray)
        view.rect(*_box(x, y, w + 300, h + 300), FINE, SHORT, gray)
        view.lines(
            [(x - w / 2, y - h / 2, x + w / 2, y + h / 2), (x - w / 2, y + h / 2, x + w / 2, y - h / 2)],
            HAIR,
            gray=gray,
        )


def _reception(view: Pen, box: Rect, gray: float) -> None:
    x0, y0, x1, _ = box
    view.path([(x1 - 900, y0 + 300), (x1 - 900, y0 + 1150), (x1 - 4600, y0 + 1150)], THIN, gray=gray)
    view.rect(x1 - 4600, y0 + 1300, x1 - 1600, y0 + 1900, THIN, gray=gray)
    for i in range(3):
        view.circle(x1 - 4000 + i * 1000, y0 + 2300, 230, FINE, gray=gray)
    view.rect(x0 + 250, y0 + 900, x0 + 700, y0 + 3300, FINE, gray=gray)


def _lobby(view: Pen, box: Rect, gray: float) -> None:
    for x, y in spread((box[0] + 700, box[1] + 1200, box[0] + 2600, box[3] - 3600), 1900, 2600):
        view.rect(*_box(x, y, 1700, 650), FINE, gray=gray)
        view.rect(*_box(x, y + 200, 1700, 200), FINE, gray=gray)
    view.rect(*_box(box[2] - 1100, box[1] + 6200, 900, 2600), FINE, gray=gray)


_BY_USE: dict[str, Callable[[Pen, Rect, float], None]] = {
    "assembly": _assembly,
    "cafe": _tables,
    "class": _class,
    "dance": _dance,
    "daycare": _daycare,
    "kitchen": _kitchen,
    "library": _library,
    "music": _tables,
    "office": _office,
    "service": _service,
    "store": _store,
    "wc": _wc,
}
_BY_NUMBER: dict[str, Callable[[Pen, Rect, float], None]] = {
    "101": _lobby,
    "102": _reception,
    "105": _conference,
    "203": _conference,
    "224": _conference,
}
