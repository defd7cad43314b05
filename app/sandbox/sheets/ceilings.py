"""The reflected ceiling plan and the roof plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pen import BOLD, CENTRE, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, corners
from .plan import Look, draw_grid, draw_grid_dimensions, draw_level
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, STRIP_WIDTH, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, SECTION_X, SECTION_Y, WIDTH, ceiling_height, ground
from .services import Device, diffusers, heads, luminaires, snapped
from .symbols import arrow, box_tag, callout, leader, section_mark
from .tables import keyed_legend

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level
    from .paper import Sheet

CEILINGS = {
    "ACT-1": "Acoustic tile 600 x 1200 x 16, NRC 0.70, 24 mm tee grid, white",
    "ACT-2": "Acoustic tile 600 x 1200 x 19, NRC 0.85, 15 mm tee grid, white",
    "ACT-3": "Vinyl faced washable tile 600 x 1200, aluminium grid",
    "GWB-1": "Gypsum board 13, moisture resistant, on furring, painted PT-4",
    "GWB-2": "Gypsum board 13 on suspended furring, painted PT-2, reveals at perimeter",
    "EXP": "Exposed structure, painted PT-5 where noted",
}
_NOTES = [
    "Ceiling heights are above finished floor, in millimetres.",
    "Centre ceiling grids in rooms unless dimensioned. No tile narrower than 150 at the perimeter.",
    "Luminaires, diffusers and sprinkler heads are shown for location. For types SEE E-201, M-102, FP-102.",
    "Sprinkler heads in tiles: centre of tile, tolerance 13.",
    "Provide 600 x 600 access doors in gypsum board ceilings at valves, dampers and junction boxes.",
    "Bulkheads: gypsum board 13 both faces on 92 studs, bottom at 2400 unless noted. SEE 5/A-501.",
    "Seismic restraint of ceilings, luminaires and ducts by the suppliers' engineer.",
    "Paint exposed structure, ducts and conduit in assembly rooms: PT-5 charcoal.",
]


def draw_ceiling_terminal(view: Pen, device: Device, gray: float = 0.0) -> None:
    x, y, r = device.x, device.y, 300.0
    box = (x - r, y - r, x + r, y + r)
    view.rect(*box, THIN, gray=gray, fill=1.0)
    if device.kind == "S":
        view.lines([(x - r, y - r, x + r, y + r), (x - r, y + r, x + r, y - r)], FINE, gray=gray)
        view.rect(x - r / 2, y - r / 2, x + r / 2, y + r / 2, FINE, gray=gray)
    elif device.kind == "R":
        view.line(x - r, y - r, x + r, y + r, FINE, gray=gray)
    else:
        view.hatch(corners(box), 2.2, 45, FINE, gray)


def draw_luminaire(view: Pen, device: Device, gray: float = 0.0, emergency: bool = False) -> None:
    x, y = device.x, device.y
    if device.kind == "A":
        x0, y0, x1, y1 = snapped(view, x, y)
        view.rect(x0, y0, x1, y1, THIN, gray=gray, fill=0.72 if emergency else 1.0)
        view.lines([(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)], FINE, gray=gray)
    elif device.kind == "B":
        view.circle(x, y, 110, THIN, gray=gray, fill=0.0 if emergency else 1.0)
        view.lines([(x - 190, y, x + 190, y), (x, y - 190, x, y + 190)], FINE, gray=gray)
    else:
        half = 1200 if device.kind == "C" else 620
        view.rect(x - half, y - 65, x + half, y + 65, THIN, gray=gray, fill=0.72 if emergency else 1.0)
        if device.kind == "D":
            view.line(x - half, y, x + half, y, FINE, gray=gray)


def _ceiling_finish(view: Pen, level: Level) -> None:
    for room in level.rooms:
        kind = room.finish.ceiling
        for box in room.rects:
            if kind.startswith("ACT"):
                view.hatch(corners(box), 600 * view.k, 0, HAIR, 0.45)
                view.hatch(corners(box), 1200 * view.k, 90, HAIR, 0.45)
            elif kind.startswith("GWB"):
                view.hatch(corners(box), 5.5, 45, HAIR, 0.75, (0.6, 3.0))


def _ceiling_tag(view: Pen, x: float, y: float, number: str, kind: str, height: int | None) -> None:
    page, (px, py) = view.page, view.pt(x, y)
    page.rect(px - 21, py - 11, px + 21, py + 11, THIN, fill=1.0)
    page.line(px - 21, py, px + 21, py, FINE)
    page.text(px, py + 2.8, kind, 6.2, BOLD, "c")
    page.text(px, py - 8.2, str(height) if height else "U/S DECK", 6.0, align="c")
    page.text(px, py + 14, number, 6.8, BOLD, "c", mask=True)


def draw_reflected(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = plan_view(sheet)
    _ceiling_finish(view, level)
    draw_grid(view, level)
    draw_level(view, level, Look(wall=HEAVY, line=FINE, gray=0.1, poche=False))
    for i, device in enumerate(luminaires(level)):
        draw_luminaire(view, device, emergency=i % 7 == 3)
    for device in diffusers(level):
        draw_ceiling_terminal(view, device)
    for device in heads(level):
        view.circle(device.x + 450, device.y - 450, 55, FINE, fill=0.0)
    for door in level.doors:
        if door.kind == "pair" and door.x > 100:
            _exit_sign(view, door.x, door.y + (500 if door.along == "h" else 0))
    for room in level.rooms:
        if room.use in {"lift", "stair"}:
            continue
        x, y = room.centre
        _ceiling_tag(view, x, y - 300, room.number, room.finish.ceiling, ceiling_height(room, sheet.stage))
    _bulkheads(view)
    draw_grid_dimensions(view, level)
    low = plan_notes(
        sheet,
        "REFLECTED CEILING NOTES",
        _NOTES,
        [
            "Addendum 1: ceiling of room 112 lowered to 2850 to clear the kitchen exhaust duct. SEE M-102.",
            "Addendum 2: re-centre ceilings of rooms 103, 104 and 105 after the partition moved. SEE A-102.",
        ],
    )
    low = keyed_legend(sheet.pen, NOTES_X, low, "CEILING TYPES", list(CEILINGS.items()), NOTES_WIDTH)
    _symbol_legend(sheet, low - 22)
    _bulkhead_detail(sheet)
    finish_plan(sheet, view, "GROUND FLOOR REFLECTED CEILING PLAN")
    staff, admin = level.room("115").main[2], level.room("103").main[1]
    sheet.anchor_in(view, "ceiling 115", (staff - 700, 11200, staff + 700, 16500))
    sheet.anchor_in(view, "ceiling 112", (31900, 12700, 34100, 14900))
    sheet.anchor_in(view, "ceiling 104", (14700, admin - 900, 21300, admin + 700))
    section_mark(view, SECTION_X, DEPTH + 136 / view.k, "1", "A-301", "w", (SECTION_X, DEPTH + 3400))
    callout(view, WIDTH + 78 / view.k, 14000, "5", "A-501")
    view.path([(WIDTH + 40 / view.k, 14000), (36200, 14000)], FINE, SHORT)
    return "1:100"


def _exit_sign(view: Pen, x: float, y: float) -> None:
    view.rect(x - 240, y - 110, x + 240, y + 110, THIN, fill=0.0)
    view.text(x, y - 60, "EXIT", 3.4, BOLD, "c", gray=1.0)


def _bulkheads(view: Pen) -> None:
    for box in ((21900, 2700, 29700, 3500), (21900, 15700, 29700, 16500), (30300, 11100, 31100, 16500)):
        view.rect(*box, THIN, HIDDEN, fill=1.0)
        view.text(
            (box[0] + box[2]) / 2,
            (box[1] + box[3]) / 2 - 90,
            "BULKHEAD 2700",
            4.8,
            align="c",
            angle=0 if box[2] - box[0] > 1500 else 90,
        )


def _symbol_legend(sheet: Sheet, top: float) -> None:
    page = sheet.pen
    page.text(NOTES_X, top - 10, "SYMBOLS / SYMBOLES", 9.5, BOLD)
    page.line(NOTES_X, top - 14, NOTES_X + NOTES_WIDTH, top - 14, MEDIUM)
    rows = (
        ("A", "Recessed LED 600 x 1200"),
        ("B", "LED downlight"),
        ("C", "Suspended linear LED 2400"),
        ("D", "Vapour-tight LED strip 1200"),
        ("S", "Supply diffuser 600 x 600"),
        ("R", "Return grille"),
        ("X", "Exhaust grille"),
    )
    for i, (kind, words) in enumerate(rows):
        y = top - 34 - i * 24
        view = page.view(NOTES_X + 38, y, 75)
        device = Device(kind, 0, 0, "")
        if kind in "SRX":
            draw_ceiling_terminal(view, device)
        elif kind == "A":
            view.rect(-600, -300, 600, 300, THIN)
            view.line(-600, 0, 600, 0, FINE)
        else:
            draw_luminaire(view, device)
        page.text(NOTES_X + 88, y - 2.5, words, 7.4)
    y = top - 34 - len(rows) * 24
    page.circle(NOTES_X + 38, y, 2.4, FINE, fill=0.0)
    page.text(NOTES_X + 88, y - 2.5, "Sprinkler head, concealed", 7.4)


def _bulkhead_detail(sheet: Sheet) -> None:
    page = sheet.pen
    page.text(PLAN_X, STRIP_TOP - 10, "CEILING EDGE CONDITIONS", 9.5, BOLD)
    page.line(PLAN_X, STRIP_TOP - 14, PLAN_X + STRIP_WIDTH, STRIP_TOP - 14, MEDIUM)
    titles = ("TYPE 1  TILE AT WALL", "TYPE 2  GYPSUM BULKHEAD", "TYPE 3  LIGHT COVE", "TYPE 4  CURTAIN POCKET")
    for i, title in enumerate(titles):
        view = page.view(PLAN_X + 40 + i * 390, 105, 10)
        view.rect(0, 0, 60, 780, THIN)
        view.hatch_rect((0, 0, 60, 780), 2.6, 45)
        level = 420 if i != 1 else 300
        view.rect(60, 300, 85, 330, THIN, fill=0.0)
        if i == 0:
            view.rect(60, level, 900, level + 19, THIN)
        else:
            drop = 420 + 60 * i
            view.path([(60, 640), (drop, 640), (drop, 300), (drop + 13, 300), (drop + 13, 653), (60, 653)], THIN)
            view.rect(drop + 13, 420, 900, 439, THIN)
            view.lines([(drop - 40, 330, drop - 40, 760), (drop - 40, 330, drop, 330)], FINE, SHORT)
        view.lines([(x, 440, x, 780) for x in (300, 820)], FINE)
        view.lines([(x - 15, 780, x + 15, 780) for x in (300, 820)], HEAVY)
        leader(view, (480, level + 10), (980, 640 - 40 * i), "HANGER WIRE 2.7 Ø @ 1200", 6.2, 88)
        leader(view, (88, 312), (980, 330), "EDGE ANGLE, ALUMINIUM" if i == 0 else "J-BEAD AND SEALANT", 6.2, 88)
        page.text(PLAN_X + 40 + i * 390, 84, title, 7.6, BOLD)


# -- roof --------------------------------------------------------------------------------------------------------------

DRAINS = (
    (7200, 8200),
    (18000, 8200),
    (33600, 8200),
    (44400, 8200),
    (7200, 24000),
    (18000, 24000),
    (33600, 24000),
    (44400, 24000),
)
UNITS = (
    ("RTU-1", 9000, 14800, 5200, 2400),
    ("RTU-2", 36800, 14800, 5200, 2400),
    ("ERV-1", 18200, 27400, 3400, 2000),
    ("EF-1", 11000, 11600, 1000, 1000),
    ("EF-2", 20400, 22300, 900, 900),
    ("CU-1", 28400, 21000, 1400, 900),
)
_ROOF_NOTES = [
    "Roof assembly R1: two-ply SBS, white cap sheet / protection board / tapered polyisocyanurate 150 / steel deck.",
    "Minimum slope to drains 1:50. Slopes and drains SEE P-501. Parapets SEE 2/A-501.",
    "Walkway pads 600 x 600 from roof hatch to all rooftop units.",
    "Curbs 350 high above membrane; coordinate sizes with M-601 and openings with S-103.",
    "Guards at roof edge where equipment is nearer than 2000.",
    "Overflow scuppers 300 x 150, invert 50 above drains.",
    "Prefinished steel cap flashing 0.76 mm, colour to match curtain wall.",
    "Anchors for window washing: by others, coordinate blocking.",
]


def draw_roof(sheet: Sheet) -> str:
    level = ground(0)
    view = plan_view(sheet)
    draw_grid(view, level)
    for grow, w in ((200, HEAVY), (-120, THIN), (-200, FINE)):
        view.rect(-grow, -grow, WIDTH + grow, DEPTH + grow, w)
    inner = (320.0, 320.0, WIDTH - 320, DEPTH - 320)
    view.hatch_rect(inner, 1000 * view.k, 0, HAIR, 0.8)
    _slopes(view)
    view.rect(22600, 3600, 29000, 12000, MEDIUM, fill=1.0)
    view.lines([(22600 + i * 800, 3600, 22600 + i * 800, 12000) for i in range(1, 8)], FINE)
    view.lines([(22600, 3600 + i * 1200, 29000, 3600 + i * 1200) for i in range(1, 7)], FINE)
    leader(view, (27600, 9000), (31200, 11600), "SKYLIGHT SK-1, 6400 x 8400\nALUMINIUM, TRIPLE GLAZED", 6.4)
    for tag, x, y, w, h in UNITS:
        view.rect(x - w / 2 - 150, y - h / 2 - 150, x + w / 2 + 150, y + h / 2 + 150, FINE, HIDDEN)
        view.rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2, MEDIUM, fill=1.0)
        view.lines([(x - w / 2, y - h / 2, x + w / 2, y + h / 2), (x - w / 2, y + h / 2, x + w / 2, y - h / 2)], HAIR)
        view.text(x, y - 90, tag, 7.0, BOLD, "c", mask=True)
    for i in range(34):
        view.rect(9000 + i * 900, 17900, 9600 + i * 900, 18500, FINE, fill=0.9)
    view.rect(1900, 21600, 2900, 22700, MEDIUM, fill=1.0)
    leader(view, (2800, 22400), (4200, 25200), "ROOF HATCH 900 x 1200\nOVER STAIR S1", 6.4)
    view.rect(23600, 19600, 26800, 23200, HEAVY, fill=1.0)
    view.text(25200, 21300, "ELEVATOR OVERRUN", 5.4, BOLD, "c")
    for sx in (3600, 14400, 25800, 37200, 47400):
        for edge in (0.0, DEPTH):
            view.rect(sx - 150, edge - 180, sx + 150, edge + 180, THIN, fill=0.0)
            view.text(sx, edge + (-800 if edge == 0 else 560), "SCUPPER", 4.8, align="c", mask=True)
    draw_grid_dimensions(view, level)
    for x, y, n in ((-1500, 12600, "2"), (15500, 33300, "2"), (17900, 5600, "7")):
        callout(view, x, y, n, "A-501")
    low = plan_notes(sheet, "ROOF NOTES / NOTES DE TOITURE", _ROOF_NOTES)
    keyed_legend(
        sheet.pen,
        NOTES_X,
        low,
        "LEGEND",
        [
            ("RD", "Roof drain, cast iron dome, 150 leader"),
            ("SC", "Overflow scupper"),
            ("RTU", "Rooftop unit on curb, SEE M-601"),
            ("EF", "Exhaust fan on curb"),
            ("CU", "Condensing unit on sleepers"),
            ("WP", "Walkway pads"),
        ],
        NOTES_WIDTH,
    )
    section_mark(view, SECTION_X, DEPTH + 136 / view.k, "1", "A-301", "w", (SECTION_X, DEPTH + 3400))
    section_mark(view, WIDTH + 78 / view.k, SECTION_Y, "2", "A-301", "n", (WIDTH + 600, SECTION_Y))
    finish_plan(sheet, view, "ROOF PLAN / PLAN DE TOITURE")
    return "1:100"


def _slopes(view: Pen) -> None:
    """Each drain gathers its quarter: valleys to the corners of its field, and an arrow with the slope."""
    xs, ys = (320.0, 12600.0, 25800.0, 39000.0, WIDTH - 320), (320.0, 16100.0, DEPTH - 320)
    for i, (dx, dy) in enumerate(DRAINS):
        left, right = xs[i % 4], xs[i % 4 + 1]
        low, high = ys[i // 4], ys[i // 4 + 1]
        view.lines([(dx, dy, x, y) for x in (left, right) for y in (low, high)], FINE, CENTRE, 0.35)
        view.circle(dx, dy, 260, THIN, fill=1.0)
        view.circle(dx, dy, 140, FINE)
        view.text(dx + 420, dy + 160, f"RD-{i + 1}", 6.2, BOLD, mask=True)
        for ax, ay, bx, by in ((dx, high - 1300, dx, dy + 1700), (left + 1300, dy, dx - 1300, dy)):
            view.line(ax, ay, bx, by, THIN)
            arrow(view.page, view.pt(ax, ay), view.pt(bx, by), 6)
        view.text(dx + 150, high - 2600, "2%", 6.0, mask=True)
    view.lines([(x, 320, x, DEPTH - 320) for x in xs[1:-1]], FINE, gray=0.35)
    view.line(320, ys[1], WIDTH - 320, ys[1], FINE, gray=0.35)
    box_tag(view, 12600, 3000, "RIDGE", 5.4)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-111": draw_reflected, "A-121": draw_roof}
