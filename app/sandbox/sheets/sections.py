"""Building sections and wall sections, cut from the same storeys as the plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .details import Detail, draw_detail
from .elevations import LEVELS
from .materials import cut
from .paper import FIELD, Sheet
from .pen import BOLD, CENTRE, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, THIN, Pen
from .rosemont import BASEMENT, DEPTH, GRID, GROUND, PARAPET, ROOF, SECOND, SECTION_X, SECTION_Y, WIDTH, levels
from .symbols import box_tag, callout, dimension_column, grid_bubble, leader, level_mark, scale_bar, view_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level, Room

_STOREYS = ((BASEMENT, GROUND), (GROUND, SECOND), (SECOND, ROOF))


def rooms_along(level: Level, axis: str, at: float) -> list[tuple[float, float, Room]]:
    """The rooms a section plane passes: (start, end, room) along the plane; ``axis`` x cuts at constant x."""
    found = []
    for room in level.rooms:
        for x0, y0, x1, y1 in room.rects:
            low, high, a, b = (x0, x1, y0, y1) if axis == "x" else (y0, y1, x0, x1)
            if low < at < high:
                found.append((a, b, room))
    return sorted(found, key=lambda f: f[0])


def draw_section(view: Pen, axis: str, at: float, length: float, *, names: bool = True) -> None:
    """A section through all storeys at constant x or y; left is the lower coordinate."""
    view.path([(-3200, -120), (-200, -60)], CUT)
    view.path([(length + 200, -60), (length + 3200, -180)], CUT)
    for x0, x1 in ((-3200.0, -350.0), (length + 350.0, length + 3200.0)):
        cut(view, (x0, -1500.0, x1, -120.0), "earth", 0)
    view.hatch(
        [
            (-3200, BASEMENT - 700),
            (length + 3200, BASEMENT - 700),
            (length + 3200, BASEMENT - 950),
            (-3200, BASEMENT - 950),
        ],
        4,
        45,
        HAIR,
    )
    for level, (floor, above) in zip(levels(0), _STOREYS, strict=True):
        _storey(view, level, axis, at, floor, above, names)
    slab = 0.7
    for height, thick in ((BASEMENT, 125), (GROUND, 200), (SECOND, 140), (ROOF, 140)):
        view.rect(-150, height - thick, length + 150, height, HEAVY, fill=slab)
    for base in (GROUND, SECOND, ROOF):
        n = int(length / 1500)
        view.lines([(i * 1500.0 + 300, base - 140, i * 1500.0 + 300, base - 560) for i in range(n)], FINE)
        view.lines([(0, base - 560, length, base - 560), (0, base - 500, length, base - 500)], FINE)
    view.rect(-150, ROOF, length + 150, ROOF + 200, THIN, fill=1.0)
    view.hatch([(-150, ROOF), (length + 150, ROOF), (length + 150, ROOF + 200), (-150, ROOF + 200)], 3.2, 60, HAIR)
    for u, outside in ((0.0, -1), (length, 1)):
        view.rect(u - 200, GROUND, u + 200, PARAPET, HEAVY, fill=1.0)
        view.hatch_rect((u - 200, GROUND, u + 200, PARAPET), 2.2, 135)
        view.rect(u - 150, BASEMENT - 300, u + 150, GROUND, HEAVY, fill=0.85)
        view.rect(u - 600, BASEMENT - 650, u + 600, BASEMENT - 300, HEAVY, fill=0.85)
        view.rect(u - 260, PARAPET, u + 260, PARAPET + 70, MEDIUM, fill=0.35)
        view.circle(u + outside * 800, BASEMENT - 350, 90, THIN)
    for label, where in GRID.ys if axis == "x" else GRID.xs:
        view.line(where, PARAPET + 200, where, PARAPET + 1300, FINE, CENTRE, 0.4)
        grid_bubble(view, where, PARAPET + 1300 + 13 / view.k, label)
        view.rect(where - 500, BASEMENT - 600, where + 500, BASEMENT - 250, THIN, fill=0.85)


def _storey(view: Pen, level: Level, axis: str, at: float, floor: float, above: float, names: bool) -> None:
    spans = rooms_along(level, axis, at)
    for a, b, room in spans:
        height = room.finish.height
        if height and room.use not in {"void", "lift", "stair"}:
            view.lines(
                [
                    (a + 100, floor + height, b - 100, floor + height),
                    (a + 100, floor + height + 40, b - 100, floor + height + 40),
                ],
                FINE,
            )
            view.lines([(x, floor + height, x, above - 560) for x in (a + (b - a) / 4, a + (b - a) * 3 / 4)], HAIR)
        view.lines([(a, floor + 100, b, floor + 100)], HAIR, gray=0.5)
        _beyond(view, level, axis, at, a, b, floor)
        if room.use == "stair":
            flight = [floor + i * 175.0 for i in range(1, int((above - floor) / 175))]
            view.lines([(a + 150, y, (a + b) / 2 - 60, y) for y in flight[:12]], FINE)
            view.lines([((a + b) / 2 + 60, y, b - 150, y) for y in flight[12:]], FINE)
            view.rect(a + 150, flight[11] - 120, b - 150, flight[11], MEDIUM, fill=0.7)
            view.line(a + 150, floor + 1000, (a + b) / 2, floor + 1000, THIN)
        if names:
            middle = (a + b) / 2
            if (b - a) * view.k > 52:
                view.text(middle, floor + 1750, room.name, 6.8, BOLD, "c", mask=True)
            box_tag(view, middle, floor + 1300, room.number, 6.2)
    for a, _, room in spans[1:]:
        before = next(r for s, e, r in spans if e == a)
        if before is room:
            continue
        half = 95 if room.masonry or before.masonry else 65
        view.rect(a - half, floor, a + half, above - 200, MEDIUM, fill=0.45 if half == 65 else 1.0)
        if half == 95:
            view.hatch_rect((a - half, floor, a + half, above - 200), 2.6, 45)


def _beyond(view: Pen, level: Level, axis: str, at: float, a: float, b: float, floor: float) -> None:
    """Doors in walls parallel to the cut, seen beyond, drawn light."""
    along = "v" if axis == "x" else "h"
    for door in level.doors:
        place, line = (door.y, door.x) if along == "v" else (door.x, door.y)
        if door.along == along and a < place < b and 0 < abs(line - at) < 5000 and door.kind in {"leaf", "pair"}:
            view.rect(place - door.width / 2 - 50, floor, place + door.width / 2 + 50, floor + 2180, FINE, gray=0.45)
            view.rect(place - door.width / 2, floor, place + door.width / 2, floor + 2130, HAIR, gray=0.45)


def _levels(view: Pen, length: float) -> None:
    for name, height in LEVELS:
        level_mark(view, length + 2600, height, name, f"{'+' if height > 0 else ''}{height / 1000:.3f}", 64)
    dimension_column(view, [h for _, h in reversed(LEVELS)], -2300, None, 6.6)


def draw_building_sections(sheet: Sheet) -> str:
    page = sheet.pen
    cross, long = page.view(290, 1150, 100), page.view(290, 400, 100)
    draw_section(cross, "x", SECTION_X, DEPTH)
    draw_section(long, "y", SECTION_Y, WIDTH)
    _levels(cross, DEPTH)
    _levels(long, WIDTH)
    cross.rect(3600, ROOF - 200, 12000, ROOF + 260, MEDIUM, fill=1.0)
    cross.path([(3600, ROOF + 260), (7800, ROOF + 1500), (12000, ROOF + 260)], HEAVY)
    cross.lines(
        [(3600 + i * 1400, ROOF + 260, 3600 + i * 1400, ROOF + 260 + min(i, 6 - i) * 410) for i in range(1, 6)], THIN
    )
    leader(cross, (7800, ROOF + 1400), (13800, ROOF + 3300), "SKYLIGHT SK-1 OVER LOBBY, SEE A-121", 7.2, 180)
    leader(cross, (10800, SECOND + 900), (12900, SECOND + 2900), "GUARD, SEE 6/A-501", 7.2, 110)
    cross.line(10800, SECOND, 10800, SECOND + 1070, CUT)
    cross.rect(19900, BASEMENT - 1500, 22700, BASEMENT, MEDIUM, fill=1.0)
    cross.rect(19900, BASEMENT - 1500, 22700, ROOF + 1500, FINE, HIDDEN)
    leader(cross, (21300, BASEMENT - 1300), (25200, BASEMENT - 2400), "ELEVATOR PIT, WATERPROOFED, SEE S-101", 7.2, 190)
    leader(long, (2000, PARAPET - 300), (3400, PARAPET + 3400), "PARAPET, SEE 2/A-501", 7.2, 150)
    leader(long, (150, BASEMENT + 900), (3800, BASEMENT - 2300), "FOUNDATION WALL, SEE 1/A-501", 7.2, 180)
    leader(
        long, (30000, GROUND - 400), (33000, BASEMENT - 2300), "OPEN WEB STEEL JOISTS, SEE S-102 AND S-103", 7.2, 220
    )
    for x, y, number in ((-1000, PARAPET + 500, "2"), (-1300, -1000, "1"), (24000, ROOF + 1500, "7")):
        callout(long, x, y, number, "A-501")
    view_title(page, 250, 950, "1", "CROSS SECTION THROUGH LOBBY / COUPE TRANSVERSALE", "SCALE / ÉCHELLE  1:100", 620)
    view_title(
        page, 250, 190, "2", "LONGITUDINAL SECTION THROUGH STAIRS / COUPE LONGITUDINALE", "SCALE / ÉCHELLE  1:100", 700
    )
    scale_bar(Pen(page.ink, 1400, 190, cross.k), 0, 0, 2500, 4)
    _assemblies(sheet)
    return "1:100"


def _assemblies(sheet: Sheet) -> None:
    page = sheet.pen
    rows = (
        (
            "R1  ROOF",
            "2-ply SBS membrane; board 6; tapered polyisocyanurate 150; vapour retarder; steel deck 38 on joists",
        ),
        (
            "F1  FLOORS",
            "Finish as scheduled; concrete topping 65 on composite deck 76; joists 400; ceiling as scheduled",
        ),
        ("S1  SLAB", "Sealed concrete 125, 152x152 MW18.7; poly 0.25; XPS 50; crushed stone 150; compacted subgrade"),
        (
            "EW1  WALL",
            "Brick 90; air 25; mineral wool 100; AVB membrane; sheathing 13; steel stud 140 + batt; gypsum 16. RSI 5.6",
        ),
        (
            "EW2  BELOW GRADE",
            "Drainage board; XPS 75; dampproofing; concrete 300; furring 64; gypsum 16 where finished",
        ),
    )
    page.text(1500, 1620, "ASSEMBLIES / COMPOSITIONS", 9.5, BOLD)
    page.line(1500, 1616, 2290, 1616, MEDIUM)
    top = 1606.0
    for name, words in rows:
        page.text(1500, top - 8, name, 7.6, BOLD)
        top -= page.block(1610, top, words, 680, 7.6) + 10


# -- wall sections -----------------------------------------------------------------------------------------------------


def _wall(title: str, opening: bool, parapet: bool) -> Detail:
    """A full-height wall section; with ``opening`` it passes through windows."""
    pieces: list[tuple[str, tuple[float, float, float, float]]] = [
        ("gravel", (-700, BASEMENT - 800, 1400, BASEMENT - 650)),
        ("concrete", (-450, BASEMENT - 650, 450, BASEMENT - 300)),
        ("concrete", (-150, BASEMENT - 300, 150, -200)),
        ("concrete", (150, BASEMENT - 125, 1400, BASEMENT)),
        ("rigid", (150, BASEMENT - 175, 1400, BASEMENT - 125)),
        ("gravel", (150, BASEMENT - 325, 1400, BASEMENT - 175)),
        ("rigid", (-225, BASEMENT - 300, -150, 150)),
        ("earth", (-900, BASEMENT - 300, -225, -150)),
        ("concrete", (-150, -200, 1400, 0)),
        ("concrete", (150, SECOND - 140, 1400, SECOND)),
        ("concrete", (150, ROOF - 60, 1400, ROOF)),
        ("rigid", (150, ROOF, 1400, ROOF + 150)),
    ]
    spans = [(0.0, PARAPET)] if not opening else [(0.0, 900.0), (2800.0, SECOND + 900.0), (SECOND + 2800.0, PARAPET)]
    for low, high in spans:
        pieces += [
            ("brick", (-200, low, -110, high)),
            ("rigid", (-85, low, 15, high)),
            ("batt", (15, low, 150, min(high, ROOF))),
        ]
        pieces.append(("gypsum", (150, low, 170, min(high, ROOF - 300))))
    if opening:
        for base in (GROUND, SECOND):
            pieces += [
                ("solid", (-60, base + 900, 10, base + 970)),
                ("glass", (-35, base + 970, -15, base + 2730)),
                ("solid", (-60, base + 2730, 10, base + 2800)),
                ("wood", (100, base + 900, 260, base + 930)),
            ]
    lines = [((150.0, b - 560.0), (1400.0, b - 560.0)) for b in (SECOND, ROOF)] + [
        ((150.0, b - 500.0), (1400.0, b - 500.0)) for b in (SECOND, ROOF)
    ]
    lines += [((200.0 + i * 300, b - 500.0), (350.0 + i * 300, b - 140.0)) for b in (SECOND, ROOF) for i in range(4)]
    lines += [((350.0 + i * 300, b - 140.0), (500.0 + i * 300, b - 500.0)) for b in (SECOND, ROOF) for i in range(3)]
    lines += [((170.0, b + 2850.0), (1400.0, b + 2850.0)) for b in (GROUND, SECOND)]
    notes = [
        (-50, PARAPET + 20, "PREFINISHED CAP, SEE 2/A-501"),
        (700, ROOF + 150, "ROOF ASSEMBLY R1"),
        (900, ROOF - 300, "JOIST OWSJ, SEE S-103"),
        (800, SECOND + 2850, "CEILING, SEE A-111"),
        (-155, SECOND + 500, "FACE BRICK B1, TIES @ 600 x 400"),
        (-35, SECOND + 300, "MINERAL WOOL 100, AVB BEHIND"),
        (700, SECOND - 70, "65 TOPPING ON COMPOSITE DECK, F1"),
        (80, SECOND - 900, "FIRE STOP AT FLOOR EDGE"),
        (90, 1800 if not opening else 600, "STEEL STUD 140 + BATT, GYPSUM 16"),
        (-155, 150, "THROUGH-WALL FLASHING, SEE 1/A-501"),
        (800, -100, "SLAB 200 ON DECK, SEE S-102"),
        (-190, -1200, "XPS 75 + DRAINAGE BOARD"),
        (0, -2000, "CONCRETE 300, 20M @ 300 E.W."),
        (900, BASEMENT - 60, "SLAB ON GRADE S1"),
        (-650, BASEMENT - 480, "DRAIN 100 Ø IN STONE AND FABRIC"),
        (0, BASEMENT - 500, "FOOTING F10, SEE S-601"),
    ]
    if opening:
        notes += [(-20, 1900, "WINDOW W1, SEE 3/A-501"), (180, SECOND + 915, "ASH SILL")]
    if parapet:
        pieces.append(("wood", (-85, PARAPET - 90, 150, PARAPET)))
    return Detail(
        title,
        tuple(pieces),
        lines=tuple(lines),
        bold=(((-900.0, -150.0), (-225.0, -110.0)), ((-220.0, PARAPET + 30.0), (170.0, PARAPET + 5.0))),
        circles=((-600, BASEMENT - 500, 60),),
        notes=tuple(notes),
        columns=((-1050, (BASEMENT, 0, SECOND, ROOF, PARAPET)),),
        words=tuple((1050.0, h + 60.0, f"{n} {h:+d}") for n, h in LEVELS[1:]),
    )


def draw_wall_sections(sheet: Sheet) -> str:
    x0, y0, x1, y1 = FIELD
    step = (x1 - x0) / 4
    sections = (_wall("WALL SECTION AT WINDOW", True, True), _wall("WALL SECTION, SOLID", False, True))
    for i, detail in enumerate(sections):
        draw_detail(sheet, detail, str(i + 1), (x0 + i * step, y0, x0 + (i + 1) * step, y1), 196)
        sheet.pen.line(x0 + (i + 1) * step, y0, x0 + (i + 1) * step, y1, FINE)
    from_model = sheet.pen.view(x0 + 2 * step + 260, 930, 50)
    draw_section_bay(from_model)
    view_title(
        sheet.pen, x0 + 2 * step + 40, 560, "3", "SECTION AT ENTRANCE, LOBBY AND GALLERY", "SCALE / ÉCHELLE  1:50", 620
    )
    keyed = (
        ("EW1", "Face brick 90, air 25, mineral wool 100, AVB, stud 140, gypsum 16"),
        ("AVB", "Self-adhered air and vapour barrier, lapped 50 and rolled"),
        ("FS", "Fire stop, mineral wool 100 and sealant, ULC listed"),
    )
    top = 480.0
    for key, words in keyed:
        sheet.pen.text(x0 + 2 * step + 60, top, key, 8, BOLD)
        sheet.pen.text(x0 + 2 * step + 120, top, words, 8)
        top -= 16
    return "AS NOTED"


def draw_section_bay(view: Pen) -> None:
    """The lobby from the entrance to the corridor, grids 7 to 5, through vestibule and gallery."""
    length = 13200.0
    for base, thick in ((GROUND, 200.0), (ROOF, 140.0)):
        cut(view, (-200.0, base - thick, length, base), "concrete", HEAVY)
    cut(view, (10800.0, SECOND - 140, length, SECOND), "concrete", HEAVY)
    cut(view, (-150.0, -1400.0, 150.0, -200.0), "concrete", HEAVY)
    cut(view, (-100.0, ROOF, length, ROOF + 150.0), "rigid")
    for low, high in ((3080.0, SECOND), (SECOND + 3300.0, PARAPET)):
        cut(view, (-200.0, low, -110.0, high), "brick")
        cut(view, (-85.0, low, 15.0, high), "rigid")
        cut(view, (15.0, low, 150.0, high), "batt")
    view.rect(-60, SECOND, 20, SECOND + 3300, MEDIUM, fill=0.9)
    view.rect(-60, 2200, 20, 3080, MEDIUM, fill=0.9)
    view.rect(-60, 0, 20, 2200, THIN)
    view.rect(2370, 0, 2430, 3000, MEDIUM, fill=0.9)
    view.rect(-2900, 3080, -200, 3380, HEAVY, fill=0.85)
    view.rect(-2700, 0, -2560, 3080, MEDIUM, fill=0.8)
    view.path([(-4200, -120), (-200, -40)], CUT)
    cut(view, (-4200.0, -900.0, -350.0, -140.0), "earth", 0)
    view.lines([(150, b, length, b) for b in (3600, ROOF - 560, ROOF - 500)], FINE)
    view.rect(10800, SECOND, 10830, SECOND + 1070, MEDIUM, fill=0.9)
    view.rect(4800, ROOF - 140, 12000, ROOF + 300, MEDIUM, fill=1.0)
    view.path([(4800, ROOF + 300), (8400, ROOF + 1400), (12000, ROOF + 300)], HEAVY)
    for x, y, words in (
        (1200, 1300, "VESTIBULE 100"),
        (7000, 1300, "LOBBY 101"),
        (12000, SECOND + 1600, "GALLERY 201"),
        (6500, SECOND + 1500, "OPEN TO BELOW 202"),
    ):
        view.text(x, y, words, 8, BOLD, "c")
    dimension_column(view, [0, SECOND, ROOF, PARAPET], -4700, None, 7)
    leader(view, (-1500, 3300), (-1900, 5600), "CANOPY, SEE 3/A-202", 7.4, 120)
    leader(view, (0, SECOND + 1800), (1800, SECOND + 3000), "CURTAIN WALL CW2, SEE A-602", 7.4, 190)
    leader(view, (10815, SECOND + 900), (8900, SECOND + 300), "GUARD, SEE 6/A-501", 7.4, 120)
    leader(view, (8400, ROOF + 1300), (10500, ROOF + 2300), "SKYLIGHT SK-1, SEE A-121", 7.4, 190)
    leader(view, (1200, 0), (2600, -1100), "ENTRANCE MAT, DRAINED RECESS, SEE P-102", 7.4, 220)
    for label, y in (("7", 0), ("6", 4800), ("5", 10800)):
        view.line(y, PARAPET + 300, y, PARAPET + 1400, FINE, CENTRE)
        grid_bubble(view, y, PARAPET + 1400 + 13 / view.k, label)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-301": draw_building_sections, "A-302": draw_wall_sections}
