"""Power and systems plans."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from .electrical_diagrams import DIAGRAMS
from .pen import BOLD, CUT, FINE, HEAVY, MEDIUM, THIN, Pen
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, finish_plan, plan_notes, plan_view
from .rosemont import basement, ground, second
from .services import Device, receptacles
from .symbols import arrow, box_tag, leader
from .tables import Column, keyed_legend, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level, Room
    from .paper import Sheet


_NOTES = [
    "Canadian Electrical Code C22.10 (Québec). Minimum conduit 21, EMT, concealed in finished rooms.",
    "Receptacles at 450 AFF; above counters 1100; switches 1100; pull stations 1150.",
    "Home runs: 3 circuits maximum per conduit, separate neutrals, bond in every conduit.",
    "GFCI (W) within 1500 of sinks and outdoors. Tamper resistant (D) throughout the daycare and classrooms.",
    "Data outlets: two Cat 6A to telecom room of the storey, maximum 90 m.",
    "Fire alarm: class B, SEE riser on E-401. Coordinate hold-opens with A-601.",
    "Panels and circuits: SEE E-601. One-line diagram: SEE E-401. Legend: SEE E-001.",
    "Coordinate mechanical equipment with M-601; provide disconnects within sight.",
]
_TURN = {"n": (0.0, 1.0), "s": (0.0, -1.0), "e": (1.0, 0.0), "w": (-1.0, 0.0)}


def receptacle(view: Pen, x: float, y: float, face: str, kind: str = "D") -> None:
    """A duplex receptacle on the wall at (x, y); W is ground-fault protected."""
    ux, uy = _TURN[face]
    cx, cy = x + ux * 230, y + uy * 230
    view.circle(cx, cy, 115, THIN, fill=1.0)
    for side in (-45, 45):
        view.line(
            cx - uy * side - ux * 150,
            cy + ux * side - uy * 150,
            cx - uy * side + ux * 150,
            cy + ux * side + uy * 150,
            THIN,
        )
    if kind == "W":
        view.text(cx + ux * 260, cy + uy * 260 - 60, "GFI", 3.8, align="c")


def data_outlet(view: Pen, x: float, y: float, face: str) -> None:
    ux, uy = _TURN[face]
    cx, cy = x + ux * 120, y + uy * 120
    view.path(
        [(cx - uy * 130, cy + ux * 130), (cx + uy * 130, cy - ux * 130), (cx + ux * 230, cy + uy * 230)],
        THIN,
        close=True,
        fill=0.0,
    )


def wire(view: Pen, a: tuple[float, float], b: tuple[float, float], bulge: float = 0.16, w: float = FINE) -> None:
    """A curved circuit line between two devices, as drafters draw wiring."""
    (x0, y0), (x1, y1) = a, b
    length = math.hypot(x1 - x0, y1 - y0)
    if length < 1:
        return
    nx, ny = -(y1 - y0) * bulge, (x1 - x0) * bulge
    steps = 7
    points = []
    for i in range(steps + 1):
        t = i / steps
        swell = 4 * t * (1 - t)
        points.append((x0 + (x1 - x0) * t + nx * swell, y0 + (y1 - y0) * t + ny * swell))
    view.path(points, w)


def home_run(view: Pen, x: float, y: float, ux: float, uy: float, words: str) -> None:
    """An arrow towards the panel with the circuit numbers."""
    ex, ey = x + ux * 1300, y + uy * 1300
    view.line(x, y, ex, ey, MEDIUM)
    arrow(view.page, view.pt(x, y), view.pt(ex, ey), 6)
    for i in range(3):
        t = 0.45 + i * 0.09
        px, py = x + ux * 1300 * t, y + uy * 1300 * t
        view.line(
            px - uy * 110 - ux * 60, py + ux * 110 - uy * 60, px + uy * 110 + ux * 60, py - ux * 110 + uy * 60, THIN
        )
    view.text(
        ex + ux * 120,
        ey + uy * 120 + (60 if uy >= 0 else -260),
        words,
        5.0,
        BOLD,
        "c" if ux == 0 else ("l" if ux > 0 else "r"),
        mask=True,
    )


def _power(view: Pen, level: Level, panel: str) -> None:
    circuit = 1
    for number, group in groupby(receptacles(level), key=lambda d: d.room):
        mine = list(group)
        room = level.room(number)
        for d in mine:
            receptacle(view, d.x, d.y, d.face, d.kind)
        spots = [(d.x + _TURN[d.face][0] * 230, d.y + _TURN[d.face][1] * 230) for d in mine]
        for a, b in pairwise(spots):
            if math.dist(a, b) < 9000:
                wire(view, a, b, 0.1)
        x, y = spots[0]
        south = room.centre[1] < 18300
        home_run(view, x, y + (150 if south else -150), 0, 1 if south else -1, f"{panel}-{circuit},{circuit + 2}")
        circuit += 2 if room.area < 40 else 4
        _data(view, room, mine)


def _data(view: Pen, room: Room, mine: list[Device]) -> None:
    if room.use not in {"office", "class", "library", "daycare", "music"}:
        return
    for d in mine[:: 2 if room.area < 60 else 3]:
        shift = 420
        x, y = (d.x + shift, d.y) if d.face in "ns" else (d.x, d.y + shift)
        data_outlet(view, x, y, d.face)


def _alarm(view: Pen, level: Level) -> None:
    """Detectors, pull stations at exits, horn strobes, card readers."""
    for room in level.rooms:
        if room.use in {"lift", "void"}:
            continue
        x, y = room.centre
        view.circle(x + 900, y + 900, 170, THIN, fill=1.0)
        view.text(x + 900, y + 830, "H" if room.use in {"kitchen", "service"} else "S", 5, BOLD, "c")
        if room.area > 40:
            view.rect(x - 1200, y + 760, x - 900, y + 1040, THIN, fill=1.0)
            view.text(x - 1050, y + 830, "HS", 3.8, BOLD, "c")
    for door in level.doors:
        wall = level.wall_at(door.x, door.y, door.along)
        if wall is None or wall.kind not in {"exterior", "concrete"}:
            continue
        dx, dy = (
            (door.width / 2 + 400, 350 * (1 if door.y < 100 else -1))
            if door.along == "h"
            else (350 * (1 if door.x < 100 else -1), door.width / 2 + 400)
        )
        view.rect(door.x + dx - 150, door.y + dy - 150, door.x + dx + 150, door.y + dy + 150, MEDIUM, fill=1.0)
        view.text(door.x + dx, door.y + dy - 70, "F", 5, BOLD, "c")
        box_tag(
            view,
            door.x + dx * (1 if door.along == "v" else -1),
            door.y + dy * (-1 if door.along == "v" else 1),
            "CR",
            4.4,
        )


def _panel(view: Pen, x: float, y: float, name: str, along: str = "v") -> None:
    w, h = (150, 560) if along == "v" else (560, 150)
    view.rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2, HEAVY, fill=0.25)
    view.text(
        x + (180 if along == "v" else 0),
        y + (0 if along == "v" else 160),
        name,
        5.2,
        BOLD,
        "l" if along == "v" else "c",
        mask=True,
    )


def _plan(sheet: Sheet, level: Level, panel: str, added: list[str]) -> Pen:
    view = plan_view(sheet)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    _power(view, level, panel)
    _alarm(view, level)
    draw_room_tags(view, level, french=False, size=6.0)
    draw_grid_dimensions(view, level)
    low = plan_notes(sheet, "ELECTRICAL NOTES", _NOTES, added)
    _equipment(sheet, low)
    return view


def _equipment(sheet: Sheet, top: float) -> None:
    keyed_legend(
        sheet.pen,
        NOTES_X,
        top,
        "SYMBOLS (ALSO SEE E-001)",
        [
            ("DUPLEX", "15 A 125 V receptacle; GFI ground fault"),
            ("TRIANGLE", "Data outlet, 2 x Cat 6A"),
            ("S / H", "Smoke / heat detector"),
            ("HS", "Horn strobe 95 cd"),
            ("F", "Manual pull station"),
            ("CR", "Card reader"),
            ("3,5,7", "Home run, circuits of the panel named"),
        ],
        NOTES_WIDTH,
    )
    rows = [
        ("B-1, B-2", "120/1/60", "0.4", "15 A", "TOGGLE"),
        ("P-1, P-2", "600/3/60", "2.2", "15 A", "30 A"),
        ("RTU-1", "600/3/60", "15", "40 A", "60 A"),
        ("RTU-2", "600/3/60", "11", "30 A", "60 A"),
        ("EF-1", "600/3/60", "2.2", "15 A", "30 A"),
        ("KH-1", "120/1/60", "0.8", "15 A", "TOGGLE"),
        ("ELEVATOR", "600/3/60", "15", "50 A", "60 A"),
        ("SP-1", "208/1/60", "1.1", "15 A", "30 A"),
    ]
    table(
        sheet.pen,
        PLAN_X,
        STRIP_TOP,
        "MECHANICAL EQUIPMENT CONNECTIONS",
        (
            Column("TAG", 110),
            Column("POWER", 110, "c"),
            Column("kW", 70, "r"),
            Column("BREAKER", 90, "c"),
            Column("DISCONNECT", 110, "c"),
        ),
        rows,
        20,
        8,
    )
    heights = [
        ("Receptacle", "450"),
        ("Receptacle at counter", "1100"),
        ("Switch", "1100"),
        ("Thermostat", "1200"),
        ("Pull station", "1150"),
        ("Horn strobe", "2250"),
        ("Card reader", "1100"),
        ("Data outlet", "450"),
    ]
    table(
        sheet.pen,
        PLAN_X + 560,
        STRIP_TOP,
        "MOUNTING HEIGHTS, CENTRE AFF",
        (Column("DEVICE", 200), Column("mm", 90, "r")),
        heights,
        20,
        8,
    )


def draw_basement_power(sheet: Sheet) -> str:
    level = basement(0)
    view = _plan(sheet, level, "LP-BA", [])
    for i, name in enumerate(("MDP", "DP-1", "DP-2", "ATS-1", "T-1")):
        x = 30700 + i * 1000
        view.rect(x - 380, 11100, x + 380, 11900, CUT, fill=1.0)
        view.text(x, 11400, name, 5.2, BOLD, "c")
    _panel(view, 30250, 14500, "LP-BA")
    view.lines([(31000, 11000, 31000, -2500), (31250, 11000, 31250, -2500)], MEDIUM)
    leader(view, (31000, -1600), (33000, -2200), "2-103 CONCRETE ENCASED, UTILITY SERVICE 600 V, SEE C-101", 6.2, 170)
    finish_plan(sheet, view, "BASEMENT POWER PLAN / ALIMENTATION DU SOUS-SOL")
    return "1:100"


def draw_ground_power(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = _plan(
        sheet,
        level,
        "LP-1A",
        [
            "Addendum 1: panel LP-1A relocated with partition 115/117.",
            "Addendum 2: door 112B with magnetic hold-open and contact, tied to the fire alarm.",
        ],
    )
    x0 = level.room("117").main[0]
    _panel(view, x0 + 200, 14600, "LP-1A")
    _panel(view, x0 + 200, 13400, "LP-1B")
    sheet.anchor_in(view, "panel", (x0 - 100, 12900, x0 + 1500, 15100))
    if sheet.since(2):
        view.rect(33700, 16250, 34000, 16550, MEDIUM, fill=1.0)
        view.text(33850, 16330, "DH", 4.2, BOLD, "c")
        box_tag(view, 32300, 16300, "DC", 4.6)
        wire(view, (33850, 16250), (34500, 14800))
        view.text(34600, 14500, "TO FACP", 4.8, BOLD)
    sheet.anchor_in(view, "door 112B", (31900, 15900, 34400, 17200))
    _, b0, a1, b1 = level.room("115").main
    sheet.anchor_in(view, "room 115", (a1 - 900, b0 + 500, a1 + 100, b1 - 500))
    admin = level.room("103").main[1]
    sheet.anchor_in(view, "room 104", (14700, admin - 900, 21300, admin + 900))
    for x in (18200, 19400):
        view.rect(x - 130, 14000, x + 130, 14260, THIN, fill=1.0)
        view.text(x, 14060, "FB", 3.8, BOLD, "c")
    finish_plan(sheet, view, "GROUND FLOOR POWER AND SYSTEMS PLAN")
    return "1:100"


def draw_second_power(sheet: Sheet) -> str:
    level = second(0)
    view = _plan(sheet, level, "LP-2A", [])
    _panel(view, 26600, 21800, "LP-2A")
    _panel(view, 26600, 20800, "LP-2B")
    finish_plan(sheet, view, "SECOND FLOOR POWER AND SYSTEMS PLAN")
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    **DIAGRAMS,
    "E-101": draw_basement_power,
    "E-102": draw_ground_power,
    "E-103": draw_second_power,
}
