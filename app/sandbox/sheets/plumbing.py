"""Plumbing plans and riser diagrams, and the sprinkler plan."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .ceilings import DRAINS
from .furniture import closet, draw_furniture, fixtures, lavatory
from .pen import BOLD, CENTRE, CUT, FINE, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, Point
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, basement, ground
from .services import heads
from .symbols import arrow, box_tag, callout, leader, round_tag, view_title
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level
    from .paper import Sheet

SAN = ((12.0, 2.0), CUT)
VENT = ((4.0, 3.0), THIN)
COLD = ((14.0, 2.5, 1.5, 2.5), MEDIUM)
HOT = ((14.0, 2.5, 1.5, 2.5, 1.5, 2.5), MEDIUM)
STORM = ((9.0, 2.0, 2.0, 2.0), CUT)
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


def _pipe(view: Pen, points: list[Point], style: tuple[tuple[float, ...], float], words: str = "") -> None:
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
        [
            "Addendum 1: grease interceptor moved from the kitchen floor to the west wall; sanitary from kitchen 110 re-routed."
        ],
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
        (9800, 13900, "FD-2"),
        (5900, 14200, "FD-3"),
        (46200, 12200, "FD-3"),
        (49500, 12300, "FD-3"),
        (25800, 1400, "FD-4"),
        (27600, 21000, "FD-1"),
    ):
        _floor_drain(view, fx, fy, name)
    for fx, fy in ((16000, 9000), (16000, 2000), (26000, 16200), (13000, 14600)):
        _cleanout(view, fx, fy)
    for fx, fy, angle in ((3600, 0, -90), (47000, 0, -90), (12600, DEPTH, 90), (40800, DEPTH, 90)):
        s = 1 if angle > 0 else -1
        view.path(
            [
                (fx, fy - s * 500),
                (fx, fy + s * 350),
                (fx - 150, fy + s * 200),
                (fx + 150, fy + s * 200),
                (fx, fy + s * 350),
            ],
            MEDIUM,
        )
        view.text(fx + 250, fy + s * 500, "HB", 5.2, BOLD, mask=True)
    for fx, number in ((39600, 1), (19200, 2)):
        view.rect(fx - 200, 19350, fx + 200, 19700, MEDIUM, fill=1.0)
        view.text(fx + 280, 19420, f"DF-{number}", 5, BOLD, mask=True)
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


# -- risers ------------------------------------------------------------------------------------------------------------


def draw_risers(sheet: Sheet) -> str:
    page = sheet.pen
    storeys = (("ROOF", 1380.0), ("SECOND FLOOR", 1130.0), ("GROUND FLOOR", 880.0), ("BASEMENT", 640.0))
    for name, y in storeys:
        page.line(90, y, 2270, y, FINE, CENTRE)
        page.text(92, y + 5, name, 8, BOLD)
    _sanitary_riser(page, storeys)
    _water_riser(page, storeys)
    _storm_riser(page, storeys)
    for x, n, title in (
        (110, "1", "SANITARY AND VENT RISER"),
        (900, "2", "DOMESTIC WATER RISER"),
        (1640, "4", "STORM RISER"),
    ):
        view_title(page, x, 520, n, title, "NOT TO SCALE", 520)
    _interceptor(page)
    rows = [
        ("WC-1", "24", "6", "4.0"),
        ("L-1", "22", "1", "1.0"),
        ("SHOWER", "8", "2", "2.0"),
        ("MS-1", "2", "3", "3.0"),
        ("SK-1", "3", "3", "3.0"),
        ("FD", "19", "2", "-"),
    ]
    table(
        page,
        1640,
        430,
        "FIXTURE UNITS",
        (
            Column("FIXTURE", 130),
            Column("No.", 90, "r"),
            Column("DRAIN F.U.", 110, "r"),
            Column("WATER F.U.", 110, "r"),
        ),
        rows,
        20,
        8,
    )
    numbered_notes(
        page,
        900,
        430,
        "RISER NOTES",
        [
            "Sizes in millimetres, nominal. Vents through roof 100, 3000 from air intakes.",
            "Stack bases: two 45° elbows and cleanout.",
            "Relief vent at every tenth branch interval.",
            "Insulate rain water leaders to the first horizontal run.",
            "Water: hydrostatic test 1 MPa for two hours.",
        ],
        600,
    )
    return "NOT TO SCALE"


def _sanitary_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    for k, x in enumerate((260.0, 520.0, 720.0)):
        page.line(x, 600, x, 1450, CUT)
        page.line(x + 46, 680, x + 46, 1390, THIN, SHORT)
        page.path([(x + 46, 1390), (x, 1410)], THIN, SHORT)
        page.text(x - 8, 1425, "VTR 100", 7, BOLD, "r")
        for name, y in storeys[1:]:
            count = 4 if k == 0 else 2
            page.line(x, y + 40, x - 30 - count * 30, y + 62, HEAVY)
            for i in range(count):
                fx = x - 36 - i * 30
                page.path([(fx, y + 46 + i * 4), (fx, y + 80), (fx + 6, y + 92)], MEDIUM)
                page.circle(fx, y + 84, 4, THIN)
                page.text(fx, y + 98, "WC" if i % 2 else "L", 5.6, align="c")
            page.path([(x - 20, y + 45), (x - 20, y + 120), (x + 46, y + 130)], THIN, SHORT)
            page.text(x + 6, y + 36, "100", 6.4)
            del name
        page.circle(x, 618, 5, THIN, fill=0.0)
        page.text(x + 10, 612, f"CO  STACK S-{k + 1}", 6.4)
    page.path([(260, 600), (780, 570), (840, 566)], CUT)
    arrow(page, (780, 570), (848, 565), 9)
    page.text(700, 552, "SAN 150 @ 1% TO SEWER", 7, BOLD)


def _water_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    for x, style, words in ((1010.0, COLD, "CW 75"), (1050.0, HOT, "HW 50"), (1090.0, HOT, "HWR 25")):
        page.line(x, 600, x, 1190, style[1], style[0])
        page.text(x + 4, 760, words, 6.6, BOLD, angle=90)
    for _, y in storeys[1:]:
        for k, (x, style) in enumerate(((1010.0, COLD), (1050.0, HOT))):
            level = y + 50 + k * 22
            page.line(x, level, 1500, level, style[1], style[0])
            page.path(
                [
                    (x + 60, level - 5),
                    (x + 60, level + 5),
                    (x + 72, level - 5),
                    (x + 72, level + 5),
                    (x + 60, level - 5),
                ],
                THIN,
            )
            for i in range(6):
                fx = 1170 + i * 56 + k * 10
                page.path([(fx, level), (fx, level + 50 - k * 16)], THIN)
                page.circle(fx, level + 53 - k * 16, 3, THIN)
        page.text(1480, y + 84, "WHA", 6)
    page.rect(930, 596, 985, 640, HEAVY, fill=1.0)
    page.text(957, 614, "BFP-1", 6.6, BOLD, "c")
    page.line(900, 618, 930, 618, CUT)
    page.path([(985, 618), (1010, 618)], CUT)
    page.circle(1060, 590, 16, HEAVY, fill=1.0)
    page.text(1060, 587, "WH", 6.4, BOLD, "c")
    page.text(905, 646, "100 ENTRY", 6.4)


def _storm_riser(page: Pen, storeys: tuple[tuple[str, float], ...]) -> None:
    del storeys
    for i in range(8):
        x = 1680 + i * 70
        page.path([(x - 14, 1392), (x - 8, 1380), (x + 8, 1380), (x + 14, 1392)], MEDIUM)
        page.line(x, 1380, x, 600, *reversed(STORM))
        page.text(x + 4, 1290, f"RWL-{i + 1} 150", 6.4, BOLD, angle=90)
        page.circle(x, 650, 4, THIN, fill=0.0)
    page.line(1660, 600, 2230, 580, *reversed(STORM))
    arrow(page, (2180, 582), (2250, 579), 9)
    page.text(1900, 562, "ST 250 @ 1%, SEE C-101", 7, BOLD)


def _interceptor(page: Pen) -> None:
    view = page.view(180, 130, 10)
    view.rect(0, 0, 1700, 750, HEAVY)
    view.rect(30, 30, 1670, 720, THIN)
    view.lines([(550, 30, 550, 560), (1150, 160, 1150, 720)], MEDIUM)
    view.lines([(-350, 560, 120, 560), (120, 560, 120, 300), (1580, 520, 2050, 520), (1580, 520, 1580, 200)], CUT)
    view.line(30, 590, 1670, 590, FINE, HIDDEN)
    view.rect(300, 750, 1400, 790, MEDIUM)
    leader(view, (850, 780), (2200, 860), "GAS TIGHT COVER, FLUSH", 7, 140)
    leader(view, (1150, 400), (2200, 650), "BAFFLES, STAINLESS", 7, 140)
    leader(view, (120, 450), (2200, 400), "FLOW CONTROL, VENTED", 7, 140)
    view_title(page, 110, 60, "3", "GREASE INTERCEPTOR GI-1, 95 L/min", "SCALE / ÉCHELLE  1:10", 520)


# -- sprinklers --------------------------------------------------------------------------------------------------------


def draw_sprinklers(sheet: Sheet) -> str:
    level = ground(0)
    view = plan_view(sheet)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    for y, size in ((18000.0, "100"), (9000.0, "65"), (25000.0, "65")):
        view.line(1800, y, 49200, y, CUT)
        view.text(13200, y + 120, f"MAIN {size}", 5.4, BOLD, "c", mask=True)
    view.lines([(26400, 9000, 26400, 25000)], CUT)
    places = heads(level)
    for d in places:
        main = min((9000.0, 18000.0, 25000.0), key=lambda y, at=d.y: abs(y - at))
        view.line(d.x, main, d.x, d.y, THIN)
        view.circle(d.x, d.y, 120, MEDIUM, fill=1.0)
        view.circle(d.x, d.y, 40, FINE, fill=0.0)
    for i, x in enumerate((3600, 10800, 18000, 33600, 40800, 47400)):
        view.text(x + 200, 12400, "25" if i % 2 else "32", 5, mask=True)
        view.text(x + 200, 21600, "32" if i % 2 else "25", 5, mask=True)
    view.rect(26900, 17300, 27900, 18700, HEAVY, fill=1.0)
    round_tag(view, 27400, 18000, "R1", 8, 6)
    leader(view, (27400, 17300), (31000, 15500), "RISER 150 FROM BASEMENT 005, FLOW SWITCH, TEST AND DRAIN", 6.4, 130)
    view.path([(26400, 9000), (26400, -700)], CUT)
    view.path([(26100, -700), (26700, -700)], HEAVY)
    view.text(26900, -1100, "FDC, STORZ 100", 5.6, BOLD, mask=True)
    draw_room_tags(view, level, french=False, size=6.0)
    draw_grid_dimensions(view, level)
    low = plan_notes(
        sheet,
        "SPRINKLER NOTES",
        [
            "NFPA 13-2022 and Construction Code of Québec. Hydraulic calculations by the contractor's engineer.",
            "Light hazard: 4.1 mm/min over 139 m², 20.9 m² per head. Storage and kitchen: ordinary hazard group 1, 6.1 mm/min.",
            "Heads: concealed in ceilings (QR, K80, 68 °C); upright where exposed; high temperature in boiler room.",
            "Centre heads in tiles. SEE A-111.",
            "Pipe: schedule 10 grooved 65 and above; schedule 40 threaded below.",
            "Seismic bracing per NFPA 13 chapter 18.",
            "Flow test: static 520 kPa, residual 440 kPa at 3 800 L/min, 2025-10-14.",
            "Fire department connection: within 45 m of hydrant. SEE C-101.",
        ],
    )
    rows = [
        (
            "Concealed pendent",
            "QR",
            "K80",
            "68 °C",
            str(sum(1 for d in places if level.room(d.room).finish.ceiling != "EXP")),
        ),
        ("Upright", "SR", "K80", "93 °C", str(sum(1 for d in places if level.room(d.room).finish.ceiling == "EXP"))),
    ]
    table(
        sheet.pen,
        NOTES_X,
        low,
        "HEADS",
        (
            Column("TYPE", 150),
            Column("RESPONSE", 70, "c"),
            Column("K", 60, "c"),
            Column("TEMP.", 70, "c"),
            Column("No.", 82, "r"),
        ),
        rows,
        18,
        7.8,
    )
    finish_plan(sheet, view, "GROUND FLOOR SPRINKLER PLAN / GICLEURS DU REZ-DE-CHAUSSÉE")
    areas = [
        ("DA-1", "LIBRARY 128", "LIGHT", "4.1", "139", "1 140", "310"),
        ("DA-2", "KITCHEN 110", "ORD. 1", "6.1", "139", "1 420", "385"),
        ("DA-3", "TABLE STORAGE 108", "ORD. 1", "6.1", "139", "1 380", "372"),
    ]
    table(
        sheet.pen,
        PLAN_X,
        STRIP_TOP,
        "HYDRAULIC DESIGN AREAS",
        (
            Column("AREA", 70, "c"),
            Column("LOCATION", 220),
            Column("HAZARD", 90, "c"),
            Column("mm/min", 80, "r"),
            Column("m²", 80, "r"),
            Column("L/min", 90, "r"),
            Column("kPa", 90, "r"),
        ),
        areas,
        20,
        8,
    )
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    "P-101": draw_basement_plumbing,
    "P-102": draw_ground_plumbing,
    "P-501": draw_risers,
    "FP-102": draw_sprinklers,
}
