"""Plumbing plans."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .ceilings import DRAINS
from .furniture import closet, draw_furniture, fixtures, lavatory
from .pen import BOLD, CUT, FINE, HEAVY, MEDIUM, THIN, Pen, Point
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, basement, ground
from .symbols import arrow, box_tag, callout, leader
from .tables import Column, keyed_legend, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level
    from .paper import Sheet


Style = tuple[tuple[float, ...], float]
"""Dash pattern and weight of a pipe."""
SAN: Style = ((12.0, 2.0), CUT)
VENT: Style = ((4.0, 3.0), THIN)
COLD: Style = ((14.0, 2.5, 1.5, 2.5), MEDIUM)
HOT: Style = ((14.0, 2.5, 1.5, 2.5, 1.5, 2.5), MEDIUM)
STORM: Style = ((9.0, 2.0, 2.0, 2.0), CUT)
_LEGEND = [
    ("SAN", "Sanitary drain, below floor"),
    ("V", "Vent"),
    ("CW", "Domestic cold water"),
    ("HW", "Domestic hot water"),
    ("HWR", "Hot water recirculation"),
    ("ST", "Storm drain / rain water leader"),
    ("FD", "Floor drain with trap primer"),
    ("CO", "Cleanout, flush"),
    ("WHA", "Water hammer arrester"),
    ("HB", "Hose bib, non-freeze"),
    ("GI", "Grease interceptor, SEE 3/P-501"),
]
_NOTES = [
    "National Plumbing Code, Québec edition. Verify inverts on site before starting. SEE C-101.",
    "Sanitary and storm drains below slab: PVC DWV, slope 2% to 75, 1% from 100.",
    "Water: copper type L, insulated 25 (cold: vapour sealed). Valve every branch.",
    "Fixtures and rough-in heights: SEE A-401 and fixture schedule on P-501.",
    "Cleanouts at every change of direction and at 15 m.",
    "Trap primers on all floor drains; electronic, in janitor 109.",
    "Sleeves through foundation walls and footings: SEE S-101.",
    "Fire stop all floor penetrations (ULC).",
]


def _pipe(view: Pen, points: list[Point], style: Style, words: str = "") -> None:
    dash, w = style
    view.path(points, w, dash)
    if words:
        (x0, y0), (x1, y1) = max(pairwise(points), key=lambda s: abs(s[1][0] - s[0][0]) + abs(s[1][1] - s[0][1]))
        tall = abs(y1 - y0) > abs(x1 - x0)
        view.text(
            (x0 + x1) / 2, (y0 + y1) / 2 + (0 if tall else 90), words, 5.2, BOLD, "c", 90 if tall else 0, mask=True
        )


def _floor_drain(view: Pen, x: float, y: float, words: str = "FD") -> None:
    view.circle(x, y, 190, MEDIUM, fill=1.0)
    view.lines([(x - 130, y - 130, x + 130, y + 130), (x - 130, y + 130, x + 130, y - 130)], FINE)
    view.text(x + 260, y + 160, words, 5, BOLD, mask=True)


def _cleanout(view: Pen, x: float, y: float) -> None:
    view.circle(x, y, 130, MEDIUM, fill=0.0)
    view.text(x + 200, y + 120, "CO", 4.8, BOLD, mask=True)


def _washroom(view: Pen, level: Level, number: str, collector: float) -> None:
    """Fixtures of one washroom with their branches; drains run to the collector line at ``x = collector``."""
    room = level.room(number)
    closets, lavatories = fixtures(room)
    many = len(closets) > 1
    for x, y in closets:
        closet(view, x, y, "e" if many else "n")
        _pipe(view, [(x + 250, y), (x + 60, y - 60)], SAN)
    for x, y in lavatories:
        lavatory(view, x, y, "w" if many else "s")
    if many:
        wall, top = closets[0][0] + 60, closets[-1][1]
        _pipe(view, [(wall, top + 200), (wall, room.main[1] - 900), (collector, room.main[1] - 900)], SAN, "SAN 100")
        far = lavatories[0][0] - 120
        _pipe(view, [(far, lavatories[-1][1]), (far, room.main[1] + 600), (wall, room.main[1] + 600)], SAN, "SAN 75")
        _pipe(view, [(wall + 180, top + 300), (wall + 180, room.main[1] + 500)], VENT, "V 50")
        _pipe(view, [(far - 200, lavatories[-1][1]), (far - 200, room.main[1] - 600)], COLD, "CW 32")
        _pipe(view, [(far - 380, lavatories[-1][1]), (far - 380, room.main[1] - 450)], HOT, "HW 25")
    _floor_drain(view, *((room.centre[0], room.centre[1] - 1200) if many else (room.centre[0], room.centre[1])), "FD-1")


def _plan(sheet: Sheet, level: Level, added: list[str]) -> Pen:
    view = plan_view(sheet)
    draw_furniture(view, level, 0.72)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    draw_grid_dimensions(view, level)
    low = plan_notes(sheet, "PLUMBING NOTES", _NOTES, added)
    keyed_legend(sheet.pen, NOTES_X, low, "LEGEND / LÉGENDE", _LEGEND, NOTES_WIDTH)
    for i, (x, y) in enumerate(DRAINS):
        view.circle(x + 500, y, 170, HEAVY, fill=1.0)
        view.text(x + 750, y + 120, f"RWL-{i + 1} 150", 5, BOLD, mask=True)
    return view


def _mains(view: Pen, y: float) -> None:
    for k, (style, words) in enumerate(((COLD, "CW 75"), (HOT, "HW 50"), (HOT, "HWR 25"))):
        _pipe(view, [(2400, y + k * 260), (46800, y + k * 260)], style, words)


def draw_ground_plumbing(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = _plan(
        sheet,
        level,
        ["Addendum 1: grease interceptor moved to the west wall of the kitchen; sanitary from 110 re-routed."],
    )
    _mains(view, 17200)
    for number, at in (("125", 16000.0), ("126", 16000.0), ("113", 16000.0), ("114", 16000.0)):
        _washroom(view, level, number, at)
    _pipe(view, [(16000, 18900), (16000, -2600)], SAN, "SAN 150 @ 1%")
    arrow(view.page, view.pt(16000, -1800), view.pt(16000, -2700), 8)
    view.text(16300, -2500, "TO MUNICIPAL SEWER, SEE C-101", 5.6, BOLD, mask=True)
    _pipe(view, [(37000, 15000), (37000, 16200), (20000, 16200), (16000, 16200)], SAN, "SAN 100")
    x, y = (8700.0, 13400.0) if not sheet.since(1) else (7900.0, 11700.0)
    view.rect(x - 550, y - 400, x + 550, y + 400, HEAVY, fill=1.0)
    view.line(x - 150, y - 400, x - 150, y + 400, THIN)
    box_tag(view, x, y, "GI-1", 6)
    sheet.anchor_in(view, "kitchen", (x - 750, y - 650, x + 750, y + 650))
    _pipe(view, [(11600, 15600), (x, 15600), (x, y + 400)], SAN, "SAN 75 GREASE")
    _pipe(view, [(x + 550, y), (13000, y), (13000, 16000), (16000, 16000)], SAN, "SAN 100")
    for fx, fy, name in (
        (11200, 12000, "FD-2"),
        (5900, 14200, "FD-3"),
        (46200, 12200, "FD-3"),
        (49500, 12300, "FD-3"),
        (24200, 1100, "FD-4"),
        (27600, 21000, "FD-1"),
    ):
        _floor_drain(view, fx, fy, name)
    for fx, fy in ((16000, 9000), (16000, 2000), (26000, 16200), (13000, 14600)):
        _cleanout(view, fx, fy)
    for fx, face, s in ((3600, 0.0, -1), (47000, 0.0, -1), (12600, DEPTH, 1), (40800, DEPTH, 1)):
        view.path(
            [
                (fx, face - s * 500),
                (fx, face + s * 350),
                (fx - 150, face + s * 200),
                (fx + 150, face + s * 200),
                (fx, face + s * 350),
            ],
            MEDIUM,
        )
        view.text(fx + 250, face + s * 500, "HB", 5.2, BOLD, mask=True)
    for fx, tag in ((39600, 1), (19200, 2)):
        view.rect(fx - 200, 19350, fx + 200, 19700, MEDIUM, fill=1.0)
        view.text(fx + 280, 19420, f"DF-{tag}", 5, BOLD, mask=True)
    lavatory(view, 6700, 14600, "w")
    view.text(6300, 15100, "MS-1", 5, BOLD, "c", mask=True)
    for fx in (41400, 42100):
        view.rect(fx - 280, 16200, fx + 280, 16700, MEDIUM, fill=1.0)
    view.text(41750, 15800, "SK-2", 5, BOLD, "c", mask=True)
    for fx, fy in ((30600, 10100), (31500, 10100)):
        lavatory(view, fx, fy + 600, "s")
    _pipe(view, [(17100, 17200), (19900, 17200)], COLD)
    draw_room_tags(view, level, french=False, size=6.0)
    callout(view, 8200, -66 / view.k, "1", "P-501")
    finish_plan(sheet, view, "GROUND FLOOR PLUMBING PLAN / PLOMBERIE DU REZ-DE-CHAUSSÉE")
    _fixture_table(sheet)
    return "1:100"


def _fixture_table(sheet: Sheet) -> None:
    rows = [
        ("WC-1", "Water closet, floor, flush valve sensor 4.8 L", "100", "-", "32", "-"),
        ("L-1", "Lavatory, undercounter, sensor faucet", "38", "38", "13", "13"),
        ("SK-1", "Kitchen sink, three compartments", "50", "38", "20", "20"),
        ("SK-2", "Staff sink, single, stainless", "38", "38", "13", "13"),
        ("MS-1", "Mop sink, floor, terrazzo 600x600", "75", "38", "20", "20"),
        ("DF-1", "Drinking fountain and bottle filler", "38", "38", "13", "-"),
        ("FD-1", "Floor drain 75, nickel bronze", "75", "38", "-", "-"),
        ("HB-1", "Hose bib, non-freeze, vacuum breaker", "-", "-", "20", "-"),
    ]
    table(
        sheet.pen,
        PLAN_X,
        STRIP_TOP,
        "PLUMBING FIXTURES / APPAREILS",
        (
            Column("TAG", 60, "c"),
            Column("DESCRIPTION", 330),
            Column("DRAIN", 60, "c"),
            Column("VENT", 60, "c"),
            Column("COLD", 60, "c"),
            Column("HOT", 60, "c"),
        ),
        rows,
        20,
        8,
    )
    valves = [
        ("BV", "Ball valve, bronze, lead free"),
        ("CV", "Check valve"),
        ("PRV", "Pressure reducing valve, 550 kPa"),
        ("BFP", "Backflow preventer, RP, CSA B64.4"),
        ("TMV", "Thermostatic mixing valve, 49 °C"),
    ]
    table(
        sheet.pen,
        PLAN_X + 720,
        STRIP_TOP,
        "VALVES / ROBINETTERIE",
        (Column("TAG", 70, "c"), Column("DESCRIPTION", 330)),
        valves,
        20,
        8,
    )


def draw_basement_plumbing(sheet: Sheet) -> str:
    level = basement(0)
    view = _plan(sheet, level, [])
    _mains(view, 17400)
    for number in ("012", "013"):
        room = level.room(number)
        x0, y0, x1, y1 = room.main
        for i in range(4):
            y = y0 + 900 + i * 1150
            view.rect(x1 - 1000, y, x1 - 80, y + 1000, MEDIUM, fill=1.0)
            view.lines([(x1 - 1000, y, x1 - 80, y + 1000), (x1 - 1000, y + 1000, x1 - 80, y)], FINE)
            _floor_drain(view, x1 - 540, y + 500, "")
            if i:
                closet(view, x0 + 95, y, "e")
        _pipe(view, [(x1 - 540, y1 - 600), (x1 - 540, y0 - 900), (16000, y0 - 900)], SAN, "SAN 100")
        del y1
    _pipe(view, [(49000, 8200), (49000, 15800), (16000, 15800)], SAN, "SAN 100")
    _pipe(view, [(16000, 20000), (16000, -2600)], SAN, "SAN 150 @ 1%, INV. -5.050")
    _pipe(view, [(1000, 29500), (1000, 1000), (19000, 1000), (19000, -2600)], STORM, "ST 200 @ 1%")
    _pipe(view, [(50000, 29500), (50000, 1000), (19000, 1000)], STORM, "ST 250 @ 1%")
    for x, y in DRAINS:
        _pipe(view, [(x + 500, y), (x + 500, 1000 if y < 16000 else 30600)], STORM)
    _pipe(view, [(1000, 30600), (50000, 30600)], STORM, "ST 200 @ 1%")
    x0 = level.room("005").main[0]
    view.rect(x0 + 700, 11300, x0 + 1700, 13300, HEAVY, fill=1.0)
    box_tag(view, x0 + 1200, 12300, "BFP-1", 6)
    _pipe(view, [(x0 + 1200, 11300), (x0 + 1200, -2600)], COLD, "WATER ENTRY 100")
    _pipe(view, [(x0 + 1200, 13300), (x0 + 1200, 17400)], COLD, "CW 75")
    for i in range(2):
        view.circle(47500 + i * 1700, 11900, 650, HEAVY, fill=1.0)
        box_tag(view, 47500 + i * 1700, 11900, f"WH-{i + 1}", 6)
    _pipe(view, [(47500, 12550), (47500, 17660)], HOT, "HW 50")
    view.rect(23200, 13200, 24800, 14600, HEAVY, fill=1.0)
    view.circle(24000, 13900, 450, MEDIUM)
    leader(view, (24000, 13300), (26200, 12200), "SUMP PIT AND DUPLEX PUMPS SP-1", 6, 120)
    for x, y in (
        (46000, 5000),
        (35000, 5000),
        (33000, 12000),
        (18000, 22000),
        (45800, 22000),
        (16000, 12000),
        (16000, 6000),
    ):
        _floor_drain(view, x, y, "FD-3")
    for x, y in ((16000, 15800), (30000, 15800), (1000, 16000), (50000, 16500)):
        _cleanout(view, x, y)
    draw_room_tags(view, level, french=False, size=6.2)
    callout(view, 8200, -66 / view.k, "2", "P-501")
    finish_plan(sheet, view, "BASEMENT PLUMBING PLAN / PLOMBERIE DU SOUS-SOL")
    _fixture_table(sheet)
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"P-101": draw_basement_plumbing, "P-102": draw_ground_plumbing}
