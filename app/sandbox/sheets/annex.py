"""The Annexe, a small gymnasium linked to the main building: its storey and the architect's sheets."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .building import Door, Grid, Level, Room, Window
from .ceilings import draw_ceiling_terminal, draw_luminaire
from .furniture import draw_furniture
from .materials import cut
from .pen import BOLD, CENTRE, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, THIN, Pen
from .plan import (
    ARCHITECT,
    BACKGROUND,
    draw_door_tags,
    draw_grid,
    draw_grid_dimensions,
    draw_level,
    draw_opening_dimensions,
    draw_room_tags,
    draw_window_tags,
)
from .schedules import door_row
from .services import Device, luminaires
from .symbols import (
    box_tag,
    callout,
    dimension_column,
    grid_bubble,
    leader,
    level_mark,
    north_arrow,
    scale_bar,
    section_mark,
    view_title,
)
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


WIDTH, DEPTH, EAVES = 24000.0, 22000.0, 7500
GRID = Grid(
    xs=(("J", 0), ("K", 6000), ("L", 12000), ("M", 18000), ("N", 24000)),
    ys=(("13", 0), ("12", 5500), ("11", 11000), ("10", 16500), ("9", 22000)),
)
LEFT, RIGHT, BASE = (205.0, 650.0), (1322.0, 650.0), 75


@lru_cache(maxsize=4)
def gymnasium(stage: int = 0) -> Level:
    rooms = (
        Room("X01", "GYMNASIUM", "Gymnase", "gym", ((6000, 0, 24000, 22000),)),
        Room("X02", "LINK LOBBY", "Hall de liaison", "corridor", ((0, 12800, 6000, 15800),)),
        Room("X03", "EQUIPMENT", "Équipement", "store", ((0, 15800, 6000, 22000),)),
        Room("X04", "WOMEN'S CHANGE", "Vestiaire femmes", "wc", ((0, 6400, 6000, 12800),)),
        Room("X05", "MEN'S CHANGE", "Vestiaire hommes", "wc", ((0, 0, 6000, 6400),)),
    )
    wide = 1830 if stage < 1 else 2440
    doors = (
        Door("X01A", 6000, 14300, "v", 1830, "e", "low", "pair"),
        Door("X01B", 24000, 3000, "v", 1830, "e", "low", "pair"),
        Door("X01C", 15000, 22000, "h", 1830, "n", "low", "pair"),
        Door("X02A", 0, 14300, "v", 1830, "e", "low", "pair"),
        Door("X03A", 6000, 19000, "v", wide, "e", "low", "pair"),
        Door("X04A", 4500, 12800, "h", 915, "s"),
        Door("X05A", 6000, 4000, "v", 915, "w"),
    )
    windows = tuple(Window("W3", x, y, "h", 1500) for x in (8500, 10500, 20000, 22000) for y in (0, 22000))
    windows += tuple(Window("W3", 24000, y, "v", 1500) for y in (8000, 13800, 19000))
    return Level("annexe", "ANNEXE FLOOR", "Annexe", 0, GRID, rooms, doors, windows)


def annex_title(sheet: Sheet, view: Pen, x: float, number: str, title: str) -> None:
    view_title(sheet.pen, x - 30, 555, number, title, f"SCALE / ÉCHELLE  1:{BASE}", 460)
    scale_bar(Pen(sheet.pen.ink, x + 500, 555, view.k), 0, 0, 2500, 3)
    north_arrow(sheet.pen, x + 860, 566, 18)


def _court(view: Pen) -> None:
    x0, y0, x1, y1 = 8000.0, 2000.0, 22000.0, 20000.0
    view.hatch_rect((6000, 0, 24000, 22000), 320 * view.k, 90, HAIR, 0.85)
    view.rect(x0, y0, x1, y1, MEDIUM, gray=0.3)
    middle = (y0 + y1) / 2
    view.line(x0, middle, x1, middle, THIN, gray=0.3)
    view.circle(15000, middle, 1800, THIN, gray=0.3)
    for y, s in ((y0, 1), (y1, -1)):
        view.rect(15000 - 2450, min(y, y + s * 5800), 15000 + 2450, max(y, y + s * 5800), THIN, gray=0.3)
        view.arc(15000, y + s * 5800, 1800, 0 if s > 0 else 180, 180, THIN, gray=0.3)
        view.arc(15000, y + s * 1575, 6250, 12 if s > 0 else 192, 156, THIN, gray=0.3)
        view.line(15000 - 900, y + s * 1200, 15000 + 900, y + s * 1200, HEAVY)


def draw_plans(sheet: Sheet) -> str:
    level = gymnasium(sheet.stage)
    page = sheet.pen
    plan, ceiling = page.view(*LEFT, BASE), page.view(*RIGHT, BASE)
    _court(plan)
    draw_furniture(plan, level, 0.3)
    draw_grid(plan, level)
    draw_level(plan, level, ARCHITECT)
    draw_grid_dimensions(plan, level)
    draw_opening_dimensions(plan, level)
    draw_door_tags(plan, level)
    draw_window_tags(plan, level)
    draw_room_tags(plan, level)
    section_mark(plan, 12000, -2300, "2", "A-251", "e", (12000, -600))
    callout(plan, 26800, 11000, "1", "A-251")
    sheet.anchor_in(plan, "door X03A", (5200, 17300, 8900, 20700))
    leader(plan, (500, 14300), (2600, 17500), "LINK, FIREWALL 2 h, SEE A-102", 6.6, 80)
    annex_title(sheet, plan, LEFT[0], "1", "FLOOR PLAN / PLAN")

    draw_grid(ceiling, level)
    draw_level(ceiling, level, BACKGROUND)
    for device in luminaires(level):
        draw_luminaire(ceiling, device)
    ceiling.lines([(6000, y, 24000, y) for y in (5500, 11000, 16500)], HEAVY, HIDDEN)
    ceiling.lines([(9000, y, 9000, y + 5500) for y in (0, 5500, 11000, 16500)], FINE, CENTRE)
    for x, y in ((10000, 8200), (20000, 8200), (10000, 13800), (20000, 13800)):
        draw_ceiling_terminal(ceiling, Device("S", x, y, "X01"))
    for room in level.rooms:
        box_tag(ceiling, *room.centre, f"{room.number}  {room.finish.ceiling}  {room.finish.height or 'U/S DECK'}", 6.4)
    draw_grid_dimensions(ceiling, level)
    annex_title(sheet, ceiling, RIGHT[0], "2", "REFLECTED CEILING PLAN")

    notes = [
        "SEE A-102 for general notes, partition types and keynotes.",
        "Gymnasium floor WF-2: 22 maple on resilient subfloor, game lines in three colours.",
        "Wall pads to 1830 behind baselines. Volleyball sleeves at grid 11.",
        "Basketball backstops: two, folding, hung from L 152x102 between joists. SEE S-151.",
        "Acoustic deck and wall panels above 3000.",
    ]
    if sheet.since(1):
        notes.append("Addendum 1: door X03A widened to 2440 for the stage carts.")
    boxes = numbered_notes(page, 180, 490, "ANNEXE NOTES", notes, 560, 8)
    if sheet.since(1):
        sheet.anchor("note new", boxes[-1])
    rows = [door_row(level, d)[:13] for d in level.doors]
    columns = (
        Column("No.", 44),
        Column("ROOM", 130),
        Column("TYPE", 36, "c"),
        Column("WIDTH", 54, "r"),
        Column("HEIGHT", 46, "r"),
        Column("THK", 32, "r"),
        Column("MAT.", 40, "c"),
        Column("GLASS", 44, "c"),
        Column("FRAME", 44, "c"),
        Column("MAT.", 40, "c"),
        Column("RATING", 54, "c"),
        Column("HDW", 40, "c"),
        Column("REMARKS", 110),
    )
    table(page, 860, 490, "ANNEXE DOOR SCHEDULE", columns, rows, 18, 7.6)
    finishes = [
        (r.number, r.name, r.finish.floor, r.finish.base, r.finish.wall, r.finish.ceiling, f"{r.area:.1f}")
        for r in level.rooms
    ]
    table(
        page,
        860,
        280,
        "ANNEXE ROOM FINISHES",
        (
            Column("No.", 44),
            Column("ROOM", 150),
            Column("FLOOR", 60, "c"),
            Column("BASE", 60, "c"),
            Column("WALLS", 100, "c"),
            Column("CEILING", 70, "c"),
            Column("AREA m²", 70, "r"),
        ),
        finishes,
        18,
        7.6,
    )
    return f"1:{BASE}"


def draw_elevations(sheet: Sheet) -> str:
    page = sheet.pen
    level = gymnasium(0)
    east, section, south = page.view(260, 1180, 100), page.view(1300, 1180, 75), page.view(260, 420, 75)
    for view, length, along, edge in ((east, DEPTH, "v", WIDTH), (south, WIDTH, "h", 0.0)):
        view.rect(-200, -200, length + 200, EAVES + 600, HEAVY, fill=1.0)
        view.lines([(-200, y, length + 200, y) for y in range(300, 3000, 170)], HAIR, gray=0.6)
        view.lines([(x * 300.0, 3000, x * 300.0, EAVES + 200) for x in range(int(length / 300) + 1)], HAIR, gray=0.55)
        view.lines([(-200, 3000, length + 200, 3000), (-200, EAVES + 200, length + 200, EAVES + 200)], MEDIUM)
        for w in level.windows:
            if w.along == along and (w.y if along == "h" else w.x) == edge:
                u = w.x if along == "h" else w.y
                view.rect(u - 750, 3600, u + 750, 6200, MEDIUM, fill=0.92)
                view.lines([(u, 3600, u, 6200), (u - 750, 5000, u + 750, 5000)], THIN)
        for d in level.doors:
            if d.along == along and (d.y if along == "h" else d.x) == edge:
                u = d.x if along == "h" else d.y
                view.rect(u - 915, 0, u + 915, 2150, MEDIUM, fill=0.97)
                view.line(u, 0, u, 2150, THIN)
        view.path([(-2500, -160), (-200, -60), (length + 200, -60), (length + 2500, -160)], CUT)
        for label, at in GRID.ys if along == "v" else GRID.xs:
            view.line(at, EAVES + 700, at, EAVES + 1700, FINE, CENTRE)
            grid_bubble(view, at, EAVES + 1700 + 13 / view.k, label)
        for name, height in (("T.O. PARAPET", EAVES + 600), ("U/S DECK", 6900), ("FLOOR", 0)):
            level_mark(view, length + 1500, height, name, f"{height / 1000:+.3f}", 40)
    _section(section)
    view_title(page, 200, 1010, "1", "EAST ELEVATION / ÉLÉVATION EST", "SCALE / ÉCHELLE  1:100", 520)
    view_title(page, 1240, 1010, "2", "CROSS SECTION / COUPE TRANSVERSALE", "SCALE / ÉCHELLE  1:75", 520)
    view_title(page, 200, 260, "3", "SOUTH ELEVATION / ÉLÉVATION SUD", "SCALE / ÉCHELLE  1:75", 520)
    leader(east, (11000, 5500), (13500, -2300), "PREFINISHED STEEL CLADDING M1, VERTICAL RIB 38", 7.2, 200)
    leader(south, (3000, 1500), (4200, -1900), "FACE BRICK B1, SEE A-201", 7.2, 200)
    leader(south, (16000, EAVES + 500), (12200, EAVES + 3200), "CAP FLASHING M2, SEE 2/A-501", 7.2, 200)
    keyed_legend(
        page,
        1500,
        760,
        "ASSEMBLIES",
        [
            ("R2", "Two-ply SBS, polyisocyanurate 150, vapour retarder, acoustic steel deck 76"),
            ("EW3", "Steel cladding, girts 150 + mineral wool, AVB, block 190"),
            ("EW4", "Brick 90, air 25, mineral wool 100, AVB, block 190"),
            ("F2", "Maple on resilient sleepers 95, slab 150, XPS 50"),
            ("FW", "Firewall 2 h, block 190 grouted, both sides of the link"),
        ],
        640,
        8,
    )
    return "AS NOTED"


def _section(view: Pen) -> None:
    cut(view, (-200.0, -150.0, WIDTH + 200, 0.0), "concrete", HEAVY)
    cut(view, (-200.0, -450.0, WIDTH + 200, -150.0), "gravel")
    for x in (0.0, WIDTH):
        cut(view, (x - 150, -1800.0, x + 150, -150.0), "concrete", HEAVY)
        cut(view, (x - 600, -2150.0, x + 600, -1800.0), "concrete", HEAVY)
        cut(view, (x - 200, 0.0, x + 200, EAVES + 600.0), "block", HEAVY)
    cut(view, (5905.0, 0.0, 6095.0, 6900.0), "block", MEDIUM)
    cut(view, (-200.0, 6976.0, WIDTH + 200, 7126.0), "rigid")
    view.rect(-200, 6900, WIDTH + 200, 6976, MEDIUM, fill=0.6)
    view.lines([(0, 3000, 6000, 3000), (0, 3040, 6000, 3040)], THIN)
    top, bottom = 6850.0, 5750.0
    view.lines([(6200, top, WIDTH - 250, top), (6900, bottom, WIDTH - 950, bottom)], CUT)
    panels = 14
    xs = [6200 + i * (WIDTH - 6450) / panels for i in range(panels + 1)]
    view.lines(
        [(xs[i], top if i % 2 == 0 else bottom, xs[i + 1], bottom if i % 2 == 0 else top) for i in range(panels)],
        MEDIUM,
    )
    view.text(15000, 2600, "GYMNASIUM X01", 9, BOLD, "c")
    view.text(3000, 1500, "CHANGE X04", 8, BOLD, "c")
    view.rect(14100, 3050, 15900, 4100, MEDIUM)
    view.rect(14700, 3200, 15300, 3650, THIN)
    view.lines([(14500, 4100, 13800, 5750), (15500, 4100, 16200, 5750)], THIN)
    view.line(14800, 3050, 15200, 3050, HEAVY)
    dimension_column(view, [0, 3050, 5750, 6900, EAVES + 600], -1600, -200, 7)
    leader(view, (18000, 6300), (19800, 4700), "LONG SPAN JOIST 1100 DEEP, SEE S-151", 7.2, 130)
    leader(view, (10000, 20), (9000, -1500), "WF-2 MAPLE FLOOR, F2", 7.2, 150)
    for label, at in GRID.xs:
        view.line(at, EAVES + 700, at, EAVES + 1500, FINE, CENTRE)
        grid_bubble(view, at, EAVES + 1500 + 13 / view.k, label)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-151": draw_plans, "A-251": draw_elevations}
