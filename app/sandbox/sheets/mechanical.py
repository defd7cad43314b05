"""Ventilation and heating plans."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .ceilings import draw_ceiling_terminal
from .details import draw_detail, draw_details
from .details_mechanical import details
from .pen import BOLD, CUT, FINE, HAIR, HEAVY, MEDIUM, THIN, Pen, Rect
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, STRIP_WIDTH, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, WIDTH, basement, ground, second
from .services import Device, diffusers
from .symbols import box_tag, callout, leader, round_tag
from .tables import keyed_legend

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level, Room
    from .paper import Sheet


_MAIN_Y, _RETURN_Y, _RISER_X = 18850.0, 17650.0, 23300.0
_NOTES = [
    "Duct sizes are clear inside, width x depth in millimetres. Low pressure class 500 Pa, seal class B.",
    "Flexible duct: 1500 maximum, insulated, at diffusers only. SEE 1/M-501.",
    "Fire dampers at 1 h separations, with access door. SEE 4/M-501.",
    "Thermostats at 1200 AFF, coordinate with E-102.",
    "Balance to the flows shown, tolerance 5%. Flows in L/s.",
    "Ceiling diffusers: coordinate with A-111. Transfer openings above doors marked T.",
    "Hydronic piping: copper type L to 50, steel schedule 40 above. Slope to drains, vents at high points.",
    "Equipment: SEE M-601. Roof openings: SEE A-121 and S-103.",
]
_LEGEND = [
    ("SA", "Supply air duct"),
    ("RA", "Return air duct (shaded)"),
    ("EA", "Exhaust duct (hatched)"),
    ("FD", "Fire damper with access door"),
    ("VD", "Volume damper"),
    ("VAV", "Variable volume terminal, SEE 2/M-501"),
    ("T", "Thermostat / sensor"),
    ("HWS/R", "Heating water supply / return"),
    ("FTR", "Finned tube radiation under windows"),
]


def duct(view: Pen, box: Rect, words: str = "", kind: str = "S") -> None:
    """A straight run seen from above."""
    view.rect(*box, HEAVY, fill={"S": 1.0, "R": 0.88, "X": 1.0}[kind])
    if kind == "X":
        view.hatch_rect(box, 3.4, 135, HAIR)
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if words:
        tall = box[3] - box[1] > box[2] - box[0]
        view.text(
            x + (1.9 / view.k if tall else 0),
            y - (0 if tall else 1.9 / view.k),
            words,
            5.2,
            BOLD,
            "c",
            90 if tall else 0,
        )


def _mains(view: Pen) -> None:
    """Supply and return mains over the corridor, stepping down away from the riser."""
    east = ((23700, 31000, 900), (31000, 40000, 700), (40000, 48600, 500))
    west = ((16000, 22900, 900), (9000, 16000, 700), (2200, 9000, 500))
    for a, b, w in (*east, *west):
        duct(view, (a, _MAIN_Y - w / 2, b, _MAIN_Y + w / 2), f"{w}x400")
    for a, b, w in ((24000, 34000, 700), (34000, 46800, 500), (12500, 22600, 700), (3200, 12500, 500)):
        duct(view, (a, _RETURN_Y - w / 2, b, _RETURN_Y + w / 2), f"{w}x400", "R")
    for x, y, words in ((_RISER_X, _MAIN_Y, "SA"), (_RISER_X, _RETURN_Y, "RA")):
        view.rect(x - 400, y - 450, x + 400, y + 450, CUT, fill=1.0)
        view.lines([(x - 400, y - 450, x + 400, y + 450), (x - 400, y + 450, x + 400, y - 450)], THIN)
        view.text(x, y + 550, words, 5.4, BOLD, "c", mask=True)


def _branches(view: Pen, level: Level, terminals: list[Device]) -> None:
    number, taken = 0, list[tuple[bool, float]]()
    for room_number, group in groupby([d for d in terminals if d.kind == "S"], key=lambda d: d.room):
        room, mine = level.room(room_number), list(group)
        if room.use == "corridor":
            continue
        number += 1
        x = _free_spine(room, mine, taken)
        taken.append((room.centre[1] < _MAIN_Y, x))
        _branch(view, room, mine, x, f"VAV-{level.room(room_number).number[0]}{number:02d}")


def _free_spine(room: Room, mine: list[Device], taken: list[tuple[bool, float]]) -> float:
    """Where the spine of a room runs: near its diffusers, but not over another spine on the same side."""
    south = room.centre[1] < _MAIN_Y
    xs = sorted(d.x for d in mine)
    wanted = xs[len(xs) // 2] - (1150 if len(xs) > 1 else 0)
    low, high = room.main[0] + 500, room.main[2] - 500
    for step in (0, 1000, -1000, 2000, -2000, 3000, -3000):
        x = wanted + step
        if low <= x <= high and not any(side == south and abs(x - other) < 950 for side, other in taken):
            return x
    return wanted


def _branch(view: Pen, room: Room, mine: list[Device], x: float, tag: str) -> None:
    """A spine from the main into one room, its terminal unit, and run-outs to the diffusers."""
    south = room.centre[1] < _MAIN_Y
    far = min(d.y for d in mine) if south else max(d.y for d in mine)
    width = min(500, 200 + 50 * len(mine))
    near = _MAIN_Y - 300 if south else _MAIN_Y + 300
    low, high = (far, near) if south else (near, far)
    rows = sorted({round(d.y) for d in mine})
    for y in rows:
        reach = [d for d in mine if round(d.y) == y]
        for d in reach:
            if abs(d.x - x) > 400:
                a, b = sorted((x, d.x))
                view.rect(a, y - 100, b, y + 100, MEDIUM, fill=1.0)
                view.text((a + b) / 2, y + 150, "Ø200", 4.6, align="c", mask=True)
    size = f"{width}x300"
    duct(view, (x - width / 2, low - 100, x + width / 2, high), "" if high - low < 2500 else size)
    unit = near - 1700 if south else near + 900
    view.rect(x - 420, unit, x + 420, unit + 800, HEAVY, fill=1.0)
    view.lines([(x - 420, unit, x + 420, unit + 800)], FINE)
    view.text(x, unit + 880, tag, 4.8, BOLD, "c", mask=True)
    view.line(x - width / 2 - 120, unit - 250, x + width / 2 + 120, unit - 100, MEDIUM)
    sx, sy = room.main[0] + 350, room.main[1] + (room.main[3] - room.main[1]) * 0.62
    round_tag(view, sx, sy, "T", 4.4, 5)
    for d in mine:
        draw_ceiling_terminal(view, d)
        view.text(d.x, d.y + 380, f"{110 + int(d.x) % 5 * 10}", 4.8, align="c", mask=True)


def _exhaust(view: Pen, level: Level, terminals: list[Device]) -> None:
    for room_number, group in groupby([d for d in terminals if d.kind == "X"], key=lambda d: d.room):
        mine, room = list(group), level.room(room_number)
        _x0, _y0, x1, y1 = room.main
        rx, ry = x1 - 550, y1 - 550
        low, high = min(d.y for d in mine), max(d.y for d in mine)
        x = mine[0].x
        if high - low > 500:
            duct(view, (x - 125, low, x + 125, ry + 125), "", "X")
        duct(view, (min(x, rx) - 125, ry - 125, max(x, rx) + 125, ry + 125), "", "X")
        view.rect(rx - 220, ry - 220, rx + 220, ry + 220, HEAVY, fill=1.0)
        view.lines([(rx - 220, ry - 220, rx + 220, ry + 220)], THIN)
        view.text(rx, ry - 520, "EA UP", 4.8, BOLD, "c", mask=True)
        for d in mine:
            draw_ceiling_terminal(view, d)
            view.text(d.x, d.y + 380, "75", 4.8, align="c", mask=True)


def _radiation(view: Pen, level: Level) -> None:
    """Finned tubes under windows and the two-pipe loop along the outside walls."""
    inset = 420.0
    for k, dash in ((0.0, (10.0, 2.0)), (160.0, (4.0, 2.0, 1.0, 2.0))):
        d = inset + k
        view.rect(d, d, WIDTH - d, DEPTH - d, THIN, dash)
    for w in level.windows:
        if w.mark.startswith("CW"):
            continue
        half = w.width / 2
        if w.along == "h":
            y = 300 if w.y < 100 else DEPTH - 300
            view.rect(w.x - half, y - 70, w.x + half, y + 70, THIN, fill=1.0)
            view.lines(
                [(w.x - half + i * 100, y - 70, w.x - half + i * 100, y + 70) for i in range(1, int(w.width / 100))],
                HAIR,
            )
        else:
            x = 300 if w.x < 100 else WIDTH - 300
            view.rect(x - 70, w.y - half, x + 70, w.y + half, THIN, fill=1.0)
            view.lines(
                [(x - 70, w.y - half + i * 100, x + 70, w.y - half + i * 100) for i in range(1, int(w.width / 100))],
                HAIR,
            )
    for x in (5400, 19800, 35400, 46200):
        view.text(x, 700, "HWS/HWR 25", 4.8, align="c", mask=True)
        view.text(x, DEPTH - 900, "HWS/HWR 25", 4.8, align="c", mask=True)


def _ventilation(sheet: Sheet, level: Level, added: list[str]) -> Pen:
    view = plan_view(sheet)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    terminals = diffusers(level)
    if level.windows:
        _radiation(view, level)
    _mains(view)
    _branches(view, level, terminals)
    _exhaust(view, level, terminals)
    for d in terminals:
        if d.kind == "R" or (d.kind == "S" and level.room(d.room).use == "corridor"):
            draw_ceiling_terminal(view, d)
    draw_room_tags(view, level, french=False, size=6.2)
    draw_grid_dimensions(view, level)
    low = plan_notes(sheet, "VENTILATION NOTES", _NOTES, added)
    keyed_legend(sheet.pen, NOTES_X, low, "LEGEND / LÉGENDE", _LEGEND, NOTES_WIDTH)
    return view


def _strip(sheet: Sheet, chosen: tuple[int, ...]) -> None:
    page = sheet.pen
    page.line(PLAN_X, STRIP_TOP, PLAN_X + STRIP_WIDTH, STRIP_TOP, MEDIUM)
    step = STRIP_WIDTH / len(chosen)
    for i, index in enumerate(chosen):
        left = PLAN_X + i * step
        draw_detail(sheet, details()[index], f"{i + 2}", (left, 40, left + step, STRIP_TOP - 6), 160)


def draw_basement_air(sheet: Sheet) -> str:
    view = _ventilation(sheet, basement(0), [])
    for i, tag in enumerate(("B-1", "B-2")):
        x = 43200 + i * 3600
        view.rect(x - 900, 12200, x + 900, 14800, HEAVY, fill=1.0)
        view.circle(x, 13500, 600, MEDIUM)
        box_tag(view, x, 13500, tag, 7)
        view.rect(x - 250, 14800, x + 250, 15600, MEDIUM, fill=0.9)
    for i in range(4):
        x = 33000 + i * 3300
        view.circle(x, 2200, 350, HEAVY, fill=1.0)
        view.path([(x, 2550), (x + 300, 2030), (x - 300, 2030)], THIN, close=True)
        box_tag(view, x, 1400, f"P-{i + 1}", 6)
    for y, w in ((2900, CUT), (3200, HEAVY), (3500, CUT), (3800, HEAVY)):
        view.line(31000, y, 46000, y, w, (14, 3) if w == CUT else (5, 2, 1, 2))
        view.line(46000, y, 46000 + (y - 2900), 12200, w, (14, 3) if w == CUT else (5, 2, 1, 2))
    view.rect(34000, 5600, 41500, 8600, HEAVY, fill=1.0)
    view.lines([(36000, 5600, 36000, 8600), (38000, 5600, 38000, 8600), (39600, 5600, 39600, 8600)], MEDIUM)
    box_tag(view, 37000, 7100, "AHU-1", 8)
    leader(view, (40500, 8600), (46600, 9700), "AIR HANDLER AHU-1, SEE M-601", 6.4, 120)
    finish_plan(sheet, view, "BASEMENT VENTILATION PLAN")
    _strip(sheet, (4, 5, 6))
    return "1:100"


def draw_ground_air(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = _ventilation(
        sheet,
        level,
        [
            "Addendum 1: kitchen exhaust 500x350, welded black steel, clear of the lowered café ceiling.",
            "Addendum 2: branch of rooms 103, 104 and 105 re-balanced after the partition moved.",
        ],
    )
    size = sheet.pick("450x300", "500x350")
    half = 225 if size.startswith("450") else 250
    view.rect(7600, 15000, 12000, 16200, CUT, (8, 2))
    view.text(9800, 15900, "KITCHEN HOOD KH-1, 3600", 5, BOLD, "c", mask=True)
    duct(view, (9800 - half, 11600, 9800 + half, 15000), size, "X")
    view.rect(9800 - 350, 11000, 9800 + 350, 11600, HEAVY, fill=1.0)
    view.text(9800, 11100, "UP TO EF-1", 4.8, BOLD, "c")
    sheet.anchor_in(view, "kitchen", (9300, 11600, 10300, 14900))
    x0, _, x1, _ = level.room("115").main
    sheet.anchor_in(view, "duct 115", (x0 + 300, 12200, x1 - 200, 15300))
    admin = level.room("103").main[1]
    sheet.anchor_in(view, "duct 104", (14900, admin - 2700, 21300, admin + 1300))
    callout(view, WIDTH + 78 / view.k, 15000, "1", "M-501")
    finish_plan(sheet, view, "GROUND FLOOR VENTILATION PLAN / VENTILATION DU REZ-DE-CHAUSSÉE")
    _strip(sheet, (0, 1, 3))
    return "1:100"


def draw_second_air(sheet: Sheet) -> str:
    level = second(sheet.stage)
    view = _ventilation(sheet, level, ["Addendum 1: fume hood exhaust FX-1, 250 stainless, to roof. SEE M-601 (EF-3)."])
    x1 = level.room("213").main[2]
    if sheet.since(1):
        view.rect(x1 - 2400, 11100, x1 - 900, 11900, CUT, fill=1.0)
        view.text(x1 - 1650, 11400, "FX-1", 5.6, BOLD, "c")
        duct(view, (x1 - 1775, 11900, x1 - 1525, 13600), "", "X")
        view.circle(x1 - 1650, 13900, 300, HEAVY, fill=1.0)
        view.text(x1 - 1650, 14300, "Ø250 UP", 4.8, BOLD, "c", mask=True)
    sheet.anchor_in(view, "duct 213", (x1 - 2600, 10950, x1 - 700, 14700))
    view.rect(17200, 27000, 22800, 30400, HEAVY, fill=1.0)
    view.lines([(18900, 27000, 18900, 30400), (20900, 27000, 20900, 30400)], MEDIUM)
    view.circle(21900, 28700, 700, MEDIUM)
    box_tag(view, 19900, 28700, "ERV-1", 8)
    finish_plan(sheet, view, "SECOND FLOOR VENTILATION PLAN / VENTILATION DU DEUXIÈME ÉTAGE")
    _strip(sheet, (0, 2, 7))
    return "1:100"


def draw_mechanical_details(sheet: Sheet) -> str:
    draw_details(sheet, details(), 4, 2)
    return "NOT TO SCALE"


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    "M-101": draw_basement_air,
    "M-102": draw_ground_air,
    "M-103": draw_second_air,
    "M-501": draw_mechanical_details,
}
