"""Enlarged washrooms and stairs, and the architect's sketch of the reception counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .building import Level
from .furniture import draw_furniture, fixtures
from .materials import cut
from .pen import BOLD, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, Rect
from .plan import draw_level, floor_pattern
from .rosemont import BASEMENT, GROUND, ROOF, SECOND, ground, levels
from .symbols import (
    arrow,
    callout,
    dimension_column,
    dimension_row,
    door_tag,
    leader,
    level_mark,
    room_tag,
    round_tag,
    scale_bar,
    view_title,
)
from .tables import keyed_legend, numbered_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def draw_part(view: Pen, level: Level, box: Rect, rooms: tuple[str, ...]) -> None:
    """A rectangle of a storey at the view's scale: its walls and openings, and the fixtures of ``rooms``."""
    x0, y0 = view.pt(box[0], box[1])
    x1, y1 = view.pt(box[2], box[3])
    chosen = tuple(r for r in level.rooms if r.number in rooms)
    part = Level(level.key, level.name, level.french, level.elevation, level.grid, chosen, (), ())
    with view.ink.clipped((x0, y0, x1, y1)):
        for room in chosen:
            if room.use == "wc":
                floor_pattern(view, room, 300)
        draw_furniture(view, part, 0.0)
        draw_level(view, level)


def draw_enlarged(sheet: Sheet) -> str:
    page = sheet.pen
    _washrooms(sheet, page.view(160 - 16400 * 0.11339, 815 - 19200 * 0.11339, 25))
    _washroom_elevations(sheet)
    _stair_plans(sheet)
    _stair_section(sheet)
    notes = [
        "Mounting heights and clearances: CSA B651 and the Construction Code of Québec, section 3.8.",
        "Grab bars: stainless 38 Ø, on plywood blocking 19. Load 1.3 kN any direction.",
        "Mirrors: bottom at 1000 AFF; inclined mirror in accessible washrooms.",
        "Toilet partitions: solid phenolic 19, floor mounted, overhead braced.",
        "Stair: riser 175, run 280, nosing contrast 50, tactile strip 610 at top of each flight. SEE 8/A-501.",
        "Handrails both sides, continuous, extended 300 beyond top and bottom nosings.",
        "Tile layout: start full tile at the centre line of the room.",
    ]
    boxes = numbered_notes(page, 1970, 1660, "ENLARGED PLAN NOTES", notes, 320)
    legend = [
        ("A1", "Grab bar 760 x 760, L-shaped"),
        ("A2", "Grab bar 600 horizontal"),
        ("A3", "Toilet tissue dispenser, double"),
        ("A4", "Soap dispenser, automatic"),
        ("A5", "Hand dryer, recessed"),
        ("A6", "Mirror 600 x 900"),
        ("A7", "Baby change table"),
        ("A8", "Sanitary napkin disposal"),
        ("A9", "Coat hook"),
        ("A10", "Waste receptacle, recessed"),
    ]
    keyed_legend(page, 1970, boxes[-1][1] - 22, "WASHROOM ACCESSORIES", legend, 320)
    return "AS NOTED"


def _washrooms(sheet: Sheet, view: Pen) -> None:
    level = ground(sheet.stage)
    box = (16300.0, 19200.0, 24500.0, 26300.0)
    draw_part(view, level, box, ("125", "126"))
    for number in ("125", "126"):
        room = level.room(number)
        x, y = room.centre
        room_tag(view, x + 300, y + 700, number, room.name, room.french, 9)
        view.circle(x + 350, y - 700, 750, FINE, HIDDEN)
        view.text(x + 350, y - 1250, "1500 Ø", 6, align="c", mask=True)
        closets, _ = fixtures(room)
        cx, cy = closets[-1]
        view.lines([(cx + 60, cy + 420, cx + 820, cy + 420), (cx - 20, cy - 250, cx - 20, cy + 350)], CUT)
        for i, (px, py) in enumerate(closets):
            round_tag(view, px + 1150, py + 330, "A3" if i % 2 else "A8", 8)
    for tag in ("125A", "126A"):
        door = level.door(tag)
        door_tag(view, door.x, door.y - 350, tag)
    dimension_row(view, [16800, 20400, 24000], 26700, 26300, 7)
    dimension_row(view, [16800, 18300, 20400, 21900, 24000], 18750, 19200, 7)
    dimension_column(view, [19800, *(y for _, y in fixtures(level.room("125"))[0]), 25800], 15700, 16300, 7)
    bar = sheet.pick("GRAB BARS A1 + A2 AT 840 AFF", "GRAB BARS A1 + A2 AT 750 AFF, 600 BEHIND BOWL (ADDENDUM 1)")
    leader(view, (17300, 25720), (25100, 25700), bar, 7.4, 128)
    leader(view, (19700, 23000), (25100, 23900), "QUARTZ COUNTER 600 DEEP AT 840 AFF, APRON 150", 7.4, 128)
    leader(view, (22000, 22200), (25100, 22100), "PHENOLIC PARTITION 19, DOORS 915 (ACCESSIBLE)", 7.4, 128)
    leader(view, (23500, 20500), (25100, 20500), "TRENCH DRAIN AND FD-1, SEE P-102", 7.4, 128)
    x, y = view.pt(25100, 25700)
    sheet.anchor("grab bar", (x - 6, y - 26, x + 132, y + 10))
    callout(view, 16000, 22500, "2", "A-401")
    view_title(sheet.pen, 110, 735, "1", "ENLARGED WASHROOMS 125 AND 126", "SCALE / ÉCHELLE  1:25", 520)
    scale_bar(Pen(sheet.pen.ink, 820, 850, view.k), 0, 0, 500, 4)


def _washroom_elevations(sheet: Sheet) -> None:
    page = sheet.pen
    for n, ox in ((0, 150.0), (1, 150.0)):
        view = page.view(ox, 440 - n * 330, 30)
        view.rect(0, 0, 6000, 2550, HEAVY)
        view.lines([(0, y, 6000, y) for y in range(100, 2100, 100)], HAIR, gray=0.6)
        view.lines([(x, 0, x, 2100) for x in range(0, 6000, 300)], HAIR, gray=0.6)
        view.line(0, 2100, 6000, 2100, THIN)
        if n == 0:
            for i in range(4):
                x = 1900 + i * 1000
                view.rect(x - 190, 0, x + 190, 400, MEDIUM, fill=1.0)
                view.rect(x - 230, 400, x + 230, 450, MEDIUM, fill=1.0)
                view.rect(x - 500, 300, x - 481, 2000, MEDIUM, fill=1.0)
                view.rect(x + 260, 650, x + 380, 800, THIN, fill=1.0)
            view.path([(4600, 840), (5360, 840), (5360, 1600)], CUT)
            dimension_column(view, [0, 450, 840], -250, 0, 7)
        else:
            view.rect(2000, 690, 5600, 840, MEDIUM, fill=1.0)
            for i in range(4):
                x = 2450 + i * 900
                view.rect(x - 300, 1000, x + 300, 1900, MEDIUM, fill=0.96)
                view.lines([(x - 150, 1300, x + 50, 1500), (x - 60, 1300, x + 140, 1500)], HAIR)
                view.path([(x, 840), (x, 960), (x + 90, 960)], MEDIUM)
                view.rect(x + 330, 1000, x + 430, 1250, THIN, fill=1.0)
            view.rect(600, 850, 1000, 1350, MEDIUM, fill=1.0)
            dimension_column(view, [0, 840, 1000, 1900], -250, 0, 7)
        dimension_column(view, [0, 2100, 2550], 6400, 6000, 7)
        leader(view, (5700, 1800), (6950, 2300), "CT-W GLAZED TILE TO 2100", 7.2, 120)
        leader(view, (3000, 2300), (6950, 2600), "PT-4 EPOXY PAINT", 7.2, 120)
        title = ("WASHROOM ELEVATION, CLOSETS", "WASHROOM ELEVATION, LAVATORIES")[n]
        view_title(page, 110, 398 - n * 330, "2" if n == 0 else "5", title, "SCALE / ÉCHELLE  1:30", 460)


def _stair_plans(sheet: Sheet) -> None:
    page = sheet.pen
    clear = sheet.pick("1285", "1310")
    for i, level in enumerate(levels(sheet.stage)):
        view = page.view(1300 + i * 216 + 28, 1210 - 19400 * 0.0567, 50)
        draw_part(view, level, (-450.0, 19200.0, 3300.0, 26250.0), ())
        view.text(1500, 18800, level.name, 7.4, BOLD, "c")
        dimension_row(view, [0, 1500, 3000], 26700, 26250, 6)
        if i == 0:
            dimension_column(view, [19800, 21350, 24430, 25800], -900, -450, 6)
    x, y = 1320.0, 1180.0
    page.text(x, y - 45, f"CLEAR WIDTH BETWEEN HANDRAILS {clear}", 7.6, BOLD)
    sheet.anchor("stair width", (x - 4, y - 49, x + 205, y - 36))
    view_title(page, 1290, 1070, "4", "STAIR S1, PLANS (S2 MIRRORED)", "SCALE / ÉCHELLE  1:50", 520)


def _stair_section(sheet: Sheet) -> None:
    page = sheet.pen
    view = page.view(1400, 340, 50)
    cut(view, (-300.0, BASEMENT - 300, 0.0, 0.0), "concrete", HEAVY)
    cut(view, (0.0, BASEMENT - 125, 6000.0, BASEMENT), "concrete", HEAVY)
    view.rect(-200, 0, 0, ROOF + 900, HEAVY, fill=1.0)
    view.hatch_rect((-200, 0, 0, ROOF + 900), 3, 45)
    view.rect(6000, BASEMENT, 6190, ROOF, HEAVY, fill=1.0)
    view.hatch_rect((6000, BASEMENT, 6190, ROOF), 3, 45)
    cut(view, (0.0, ROOF - 140, 6190.0, ROOF), "concrete", HEAVY)
    for floor, rise in ((BASEMENT, 3600), (GROUND, 4200)):
        steps = 12 if rise == 4200 else 10
        riser = rise / (2 * steps)
        for flight in range(2):
            points = []
            for i in range(steps + 1):
                along = 4450 - i * 280 if flight == 0 else 4450 - (steps - 1) * 280 + i * 280
                height = floor + (flight * steps + i) * riser
                points += [(along, height), (along, height + (riser if i < steps else 0))]
            view.path(points, MEDIUM if flight else THIN, gray=0 if flight else 0.35)
            rail = [(points[0][0], points[0][1] + 900), (points[-1][0], points[-1][1] + 900)]
            view.path(rail, MEDIUM if flight else THIN, gray=0 if flight else 0.35)
            view.lines([(px, py, px, py + 900) for px, py in points[::4]], FINE, gray=0 if flight else 0.4)
        middle = floor + rise / 2
        left = 4450 - steps * 280
        cut(view, (0.0, middle - 120, float(left), middle), "concrete", MEDIUM)
        cut(view, (4450.0, floor + rise - 140, 6000.0, floor + rise), "concrete", MEDIUM)
    for name, height in (("BASEMENT", BASEMENT), ("GROUND FLOOR", GROUND), ("SECOND FLOOR", SECOND), ("ROOF", ROOF)):
        level_mark(view, 7000, height, name, f"{height / 1000:+.3f}", 40)
    dimension_column(view, [BASEMENT, GROUND, SECOND, ROOF], -900, -300, 7)
    leader(view, (2600, 3600), (7300, 3000), "STEEL STAIR WITH PAN TREADS, SEE 8/A-501", 7.4, 150)
    leader(view, (700, 2080), (7300, 1700), "LANDING 120, SEE S-501", 7.4, 150)
    leader(view, (2000, -1700), (7300, -1500), "HANDRAIL 38 Ø BOTH SIDES", 7.4, 150)
    view_title(page, 1290, 90, "3", "STAIR S1, SECTION", "SCALE / ÉCHELLE  1:50", 420)
    scale_bar(Pen(page.ink, 1780, 90, view.k), 0, 0, 1000, 3)


def draw_sketch(sheet: Sheet) -> str:
    """The reception counter, loosely drawn as a sketch would be."""
    page = sheet.pen
    plan = page.view(260, 1080, 15)
    plan.path([(0, 0), (5200, 0), (5200, 700), (3600, 700), (3600, 650), (0, 650)], HEAVY, close=True, fill=0.97)
    plan.path([(0, 0), (0, -2400), (650, -2400), (650, 0)], HEAVY, close=True, fill=0.97)
    plan.lines([(0, 420, 3600, 420), (3600, 0, 3600, 700)], THIN)
    plan.rect(3650, 60, 5150, 640, FINE, HIDDEN)
    for x in (900, 2300, 4400):
        plan.circle(x, -700, 270, THIN)
        plan.arc(x, -700, 340, 200, 140, MEDIUM)
        plan.rect(x - 260, 120, x + 260, 330, THIN)
    dimension_row(plan, [0, 3600, 5200], 1000, 700, 8)
    dimension_column(plan, [-2400, 0, 650], -350, 0, 8)
    leader(plan, (4400, 400), (5900, 900), "ACCESSIBLE PORTION, TOP AT 860, KNEE SPACE 700 HIGH x 480 DEEP", 8.5, 260)
    leader(plan, (1800, 560), (5900, 300), "TRANSACTION LEDGE, QUARTZ 20, AT 1070", 8.5, 260)
    leader(plan, (300, -1600), (5900, -600), "RETURN WITH LOCKABLE DRAWERS, BIRCH 19", 8.5, 260)
    leader(plan, (2300, 220), (5900, -1300), "CABLE GROMMETS 60 Ø, SEE E-102", 8.5, 260)
    view_title(page, 200, 560, "1", "RECEPTION COUNTER, PLAN", "SCALE / ÉCHELLE  1:15", 560)
    section = page.view(1700, 780, 10)
    for outline, material in (
        ((0, 0, 20, 1050), "plywood"),
        ((20, 0, 500, 100), "wood"),
        ((-60, 1050, 340, 1070), "concrete"),
        ((20, 720, 640, 740), "concrete"),
        ((20, 600, 560, 620), "plywood"),
        ((540, 100, 560, 720), "plywood"),
    ):
        cut(section, outline, material, MEDIUM)
    section.line(-500, 0, 1000, 0, CUT)
    section.rect(120, 1035, 150, 1050, THIN, fill=0.3)
    dimension_column(section, [0, 740, 1070], -420, -80, 8)
    dimension_row(section, [0, 640], -150, 0, 8)
    leader(section, (10, 500), (900, 1250), "BIRCH PLYWOOD 19, ASH VENEER FACE, VERTICAL GRAIN", 8.5, 150)
    leader(section, (135, 1042), (900, 950), "LED STRIP 3000 K, SEE E-201", 8.5, 150)
    leader(section, (300, 50), (900, 300), "RECESSED TOE KICK, STAINLESS", 8.5, 150)
    view_title(page, 1520, 560, "2", "COUNTER SECTION", "SCALE / ÉCHELLE  1:10", 560)
    page.text(200, 1600, "SK-01  RECEPTION COUNTER, REPLACES DETAIL IN ROOM 102 (A-102, KEYNOTE K2)", 14, BOLD)
    page.text(200, 1576, "For coordination with the millworker. Not in the contract until issued by change order.", 9)
    _axonometric_counter(page)
    return "AS NOTED"


def _axonometric_counter(page: Pen) -> None:
    def at(x: float, y: float, z: float) -> tuple[float, float]:
        return 620 + (x * 0.866 - y * 0.866) * 0.13, 190 + (x * 0.5 + y * 0.5) * 0.13 * 0.62 + z * 0.13

    def box(x0: float, y0: float, z0: float, x1: float, y1: float, z1: float) -> None:
        page.path([at(x0, y0, z0), at(x1, y0, z0), at(x1, y0, z1), at(x0, y0, z1)], MEDIUM, close=True, fill=0.95)
        page.path([at(x1, y0, z0), at(x1, y1, z0), at(x1, y1, z1), at(x1, y0, z1)], MEDIUM, close=True, fill=0.88)
        page.path([at(x0, y0, z1), at(x1, y0, z1), at(x1, y1, z1), at(x0, y1, z1)], MEDIUM, close=True, fill=1.0)

    box(0, 650, 0, 650, 3000, 740)
    box(0, 0, 0, 3600, 650, 1070)
    box(3600, 0, 0, 5200, 700, 860)
    page.lines([(*at(x, 0, 40), *at(x, 0, 1030)) for x in range(100, 3600, 90)], HAIR, gray=0.4)
    arrow(page, (900, 190), at(4400, 0, 500), 7)
    page.line(900, 190, *at(4400, 0, 500), FINE, SHORT)
    page.text(904, 182, "KNEE SPACE", 8, BOLD)
    view_title(page, 200, 100, "3", "VIEW FROM LOBBY", "NOT TO SCALE", 460)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-401": draw_enlarged, "SK-01": draw_sketch}
