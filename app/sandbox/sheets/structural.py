"""Structural sheets: notes, foundation and framing plans, sections, schedules."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .details import draw_detail, draw_details
from .details_structural import details
from .materials import cut
from .pen import BOLD, CENTRE, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level
from .plan_frame import NOTES_X, PLAN_X, STRIP_TOP, STRIP_WIDTH, finish_plan, plan_notes, plan_view
from .rosemont import BASEMENT, DEPTH, GRID, GROUND, PARAPET, ROOF, SECOND, WIDTH, basement, ground
from .structure import (
    COLUMNS,
    FOOTINGS,
    JOISTS,
    LOBBY_VOID,
    OPENINGS,
    Beam,
    beam_rows,
    column_mark,
    edge_beams,
    footing_mark,
    girders,
)
from .symbols import (
    arrow,
    box_tag,
    callout,
    dimension_column,
    dimension_row,
    grid_bubble,
    leader,
    level_mark,
    scale_bar,
    section_mark,
    view_title,
)
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

_DESIGN = (
    ("Snow load", "Ss 2.6 kPa, Sr 0.4 kPa, Is 1.15"),
    ("Wind", "q50 0.42 kPa, Iw 1.15"),
    ("Seismic", "Sa(0.2) 0.60, site class C, IE 1.3, Rd 2.0 Ro 1.3"),
    ("Live load, assembly", "4.8 kPa"),
    ("Live load, library stacks", "7.2 kPa"),
    ("Live load, offices", "2.4 kPa"),
    ("Live load, mechanical", "7.2 kPa"),
    ("Roof", "1.0 kPa + drifts"),
    ("Soil bearing, SLS", "200 kPa, geotechnical report G-2514"),
    ("Frost depth", "1800"),
    ("Concrete, footings and walls", "30 MPa, class F-2"),
    ("Concrete, slabs", "25 MPa, class N"),
    ("Reinforcement", "CSA G30.18, 400R"),
    ("Structural steel, W", "CSA G40.21 350W"),
    ("HSS", "CSA G40.21 350W class C"),
    ("Bolts", "ASTM F3125 A325M, M20"),
)
_GENERAL = (
    (
        "GENERAL",
        (
            "Read with the architectural, mechanical and electrical drawings.",
            "Verify dimensions on site and report discrepancies.",
            "Temporary bracing is the contractor's responsibility until the structure is complete.",
            "Openings not shown require the engineer's approval.",
            "Construction loads shall not exceed the design loads.",
        ),
    ),
    (
        "FOUNDATIONS",
        (
            "Bear on undisturbed till; remove soft spots and replace with lean concrete.",
            "Protect bearing surfaces from frost and water.",
            "Backfill both sides evenly; brace basement walls until the ground floor is in place.",
            "Do not place footings above a slope of 7:10 from neighbouring footings.",
            "Perimeter drain 100 Ø, SEE 1/A-501 and P-101.",
        ),
    ),
    (
        "CONCRETE",
        (
            "CSA A23.1. Test one set of three cylinders each 50 m³ and each day.",
            "Clear cover: 75 against soil, 40 forms, 25 slabs.",
            "Laps: class B, 600 for 15M, 800 for 20M, 1100 for 25M.",
            "Construction joints: keyed, with dowels equal to the reinforcement.",
            "Saw-cut slabs on grade at 4500 maximum within 12 hours.",
            "Chamfer exposed edges 20.",
            "Housekeeping pads: 10M @ 300 each way.",
        ),
    ),
    (
        "STRUCTURAL STEEL",
        (
            "CSA S16. Shop drawings sealed by an engineer of Québec.",
            "Welding by firms certified to CSA W47.1 division 2.",
            "Connections: design for the reactions shown, minimum half of the uniform load capacity.",
            "Camber as shown on S-601.",
            "Paint: shop primer CISC/CPMA 2-75; galvanize exterior steel.",
            "Grout under base plates: non-shrink, 50 MPa.",
        ),
    ),
    (
        "STEEL DECK AND JOISTS",
        (
            "Deck 38 x 0.91, galvanized Z275; fasten at 300 to supports, side laps buttoned at 600.",
            "Joists CSA S16; bridging as per supplier, at third points minimum.",
            "Loads hung from joists only at panel points; more than 0.5 kN needs approval.",
            "Composite deck 76 x 0.91 with 65 topping, 152x152 MW18.7/18.7.",
        ),
    ),
    (
        "MASONRY",
        (
            "CSA S304. Block 15 MPa, mortar type S, grout 20 MPa.",
            "Vertical 15M @ 1200, at corners and jambs; joint reinforcement @ 400.",
            "Lintels: bond beam 2-15M, bearing 200.",
            "Control joints at 6000. SEE A-102.",
        ),
    ),
)


def draw_notes(sheet: Sheet) -> str:
    page = sheet.pen
    table(
        page,
        90,
        1650,
        "DESIGN CRITERIA / CRITÈRES DE CALCUL",
        (Column("ITEM", 190), Column("VALUE", 380)),
        _DESIGN,
        19,
        8,
    )
    tops = [1650.0, 1650.0, 1240.0]
    xs = (720.0, 1240.0, 90.0)
    for i, (title, notes) in enumerate(_GENERAL):
        column = (0, 0, 0, 1, 1, 1)[i]
        boxes = numbered_notes(page, xs[column], tops[column], title, notes, 480, 8.2)
        tops[column] = boxes[-1][1] - 30
    keyed_legend(
        page,
        90,
        1240,
        "STRUCTURAL ABBREVIATIONS",
        [
            ("B.E.", "Bottom elevation"),
            ("B.P.", "Base plate"),
            ("E.W.", "Each way"),
            ("H.E.F.", "Horizontal each face"),
            ("V.E.F.", "Vertical each face"),
            ("L.L.V.", "Long leg vertical"),
            ("T.O.C.", "Top of concrete"),
            ("T.O.S.", "Top of steel"),
            ("U/S", "Underside"),
            ("<->", "Span of deck"),
            ("(-xx)", "Top of steel below floor level, mm"),
        ],
        570,
        8.2,
    )
    _typical_bars(sheet)
    lap = [
        ("10M", "300", "400", "180"),
        ("15M", "440", "580", "260"),
        ("20M", "590", "770", "310"),
        ("25M", "920", "1200", "400"),
        ("30M", "1110", "1440", "510"),
    ]
    table(
        page,
        1780,
        1650,
        "BAR DEVELOPMENT AND LAPS, 30 MPa",
        (
            Column("BAR", 110, "c"),
            Column("DEVELOPMENT", 130, "r"),
            Column("CLASS B LAP", 130, "r"),
            Column("HOOK", 130, "r"),
        ),
        lap,
        19,
        8,
    )
    tests = [
        ("Bearing surfaces", "Each footing", "Geotechnical"),
        ("Concrete cylinders", "50 m³ or day", "Laboratory"),
        ("Bolting", "10% of joints", "Laboratory"),
        ("Welds, full penetration", "100% UT", "CWB inspector"),
        ("Deck fasteners", "Random", "Engineer"),
        ("Masonry grout", "One per storey", "Laboratory"),
    ]
    table(
        page,
        1780,
        1440,
        "INSPECTION AND TESTS",
        (Column("ITEM", 200), Column("FREQUENCY", 150), Column("BY", 150)),
        tests,
        19,
        8,
    )
    return "NONE"


def _typical_bars(sheet: Sheet) -> None:
    page = sheet.pen
    for i, title in enumerate(("TYPICAL CORNER BARS", "ADDED BARS AT OPENINGS", "SLAB CONTROL JOINT")):
        view = page.view(150 + i * 640, 330, 20)
        if i == 0:
            view.path(
                [(0, 0), (3400, 0), (3400, 600), (600, 600), (600, 3600), (0, 3600)], MEDIUM, close=True, fill=0.95
            )
            for d in (90, 510):
                view.path([(3400, d), (d, d), (d, 3600)], HEAVY)
            for k in range(10):
                for d in (90, 510):
                    view.circle(900 + k * 250, d + (30 if d < 300 else -30), 22, FINE, fill=0.0)
            leader(view, (500, 2200), (1500, 2600), "15M CORNER BARS, LAP 600", 8, 180)
        elif i == 1:
            view.rect(0, 0, 4200, 3600, MEDIUM, fill=0.95)
            view.rect(1300, 1000, 2900, 2600, HEAVY, fill=1.0)
            view.lines(
                [(1200, 200, 1200, 3400), (3000, 200, 3000, 3400), (300, 900, 3900, 900), (300, 2700, 3900, 2700)],
                HEAVY,
            )
            view.lines(
                [(900, 1400, 1700, 600), (2500, 600, 3300, 1400), (900, 2200, 1700, 3000), (2500, 3000, 3300, 2200)],
                HEAVY,
            )
            leader(view, (2900, 3000), (4500, 3300), "2-15M EACH SIDE, 600 PAST", 8, 110)
            leader(view, (3200, 1300), (4500, 1300), "1-15M DIAGONAL", 8, 110)
        else:
            cut(view, (0.0, 1200.0, 4200.0, 1700.0), "concrete", HEAVY)
            cut(view, (0.0, 600.0, 4200.0, 1200.0), "gravel")
            view.line(2100, 1700, 2100, 1560, CUT)
            view.line(0, 1430, 4200, 1430, THIN, HIDDEN)
            leader(view, (2100, 1640), (2600, 2500), "SAW CUT 25% OF DEPTH, FILL WITH SEALANT", 8, 200)
            leader(view, (1000, 1430), (1400, 2900), "WWM, CUT ALTERNATE WIRES", 8, 200)
        view_title(page, 110 + i * 640, 230, str(i + 1), title, "SCALE / ÉCHELLE  1:20", 460)


# -- plans -------------------------------------------------------------------------------------------------------------


def draw_foundation(sheet: Sheet) -> str:
    level = basement(sheet.stage)
    view = plan_view(sheet)
    draw_grid(view, level, 0.3)
    for grow, w, dash in ((600, THIN, HIDDEN), (150, HEAVY, ()), (-150, HEAVY, ()), (-600, THIN, HIDDEN)):
        view.rect(-grow, -grow, WIDTH + grow, DEPTH + grow, w, dash)
    for box in (
        (-150, -150, WIDTH + 150, 150),
        (-150, DEPTH - 150, WIDTH + 150, DEPTH + 150),
        (-150, 150, 150, DEPTH - 150),
        (WIDTH - 150, 150, WIDTH + 150, DEPTH - 150),
    ):
        view.hatch_rect(box, 3, 45, HAIR)
    for x0, y0, x1, y1 in OPENINGS:
        view.rect(x0 - 350, y0 - 350, x1 + 350, y1 + 350, THIN, HIDDEN)
        view.rect(x0, y0, x1, y1, HEAVY)
        view.rect(x0 + 200, y0 + 200, x1 - 200, y1 - 200, MEDIUM)
    view.text(25200, 21500, "PIT", 6, BOLD, "c")
    view.text(25200, 20900, "T.O.S. -5.100", 5.2, align="c")
    joints = [(x, 200.0, x, DEPTH - 200) for x in (3600, 10800, 18000, 25800, 33600, 40800, 47700)]
    joints += [(200.0, y, WIDTH - 200, y) for y in (2400, 7800, 13800, 18300, 22800, 28800)]
    view.lines(joints, FINE, SHORT, 0.5)
    for letter, number, x, y in level.columns():
        footing = FOOTINGS[footing_mark(letter, number, sheet.stage)]
        half = footing.size / 2
        view.rect(x - half, y - half, x + half, y + half, MEDIUM, HIDDEN)
        view.rect(x - 250, y - 250, x + 250, y + 250, MEDIUM, fill=1.0)
        view.rect(x - 100, y - 100, x + 100, y + 100, HEAVY, fill=0.2)
        box_tag(view, x + half + 500, y + half + 250, footing.mark, 6.2)
        view.text(x + 330, y - 700, column_mark(GRID, x, y), 5.4)
    sheet.anchor_in(view, "footing D5", (21600 - 1500, 10800 - 1500, 21600 + 2300, 10800 + 2100))
    _slab_mark(view, 11000, 14200, "125 SLAB ON GRADE", "T.O.C. -3.600")
    _slab_mark(view, 40500, 5500, "150 SLAB ON GRADE", "10M @ 300 E.W.")
    _slab_mark(view, 37000, 28200, "125 SLAB ON GRADE", "T.O.C. -3.600")
    for y in range(6):
        view.rect(
            31500 + y % 3 * 4200, 1500 + y // 3 * 5200, 34200 + y % 3 * 4200, 3300 + y // 3 * 5200, THIN, fill=0.96
        )
    view.text(34500, 4300, "HOUSEKEEPING PADS 100, SEE M-101", 5.6, align="c", mask=True)
    draw_grid_dimensions(view, level)
    _cuts(view)
    added = ["Addendum 1: footing at D/5 enlarged from F2 to F4 for the gallery column. SEE S-601."]
    low = plan_notes(
        sheet,
        "FOUNDATION NOTES",
        [
            "Top of basement slab -3.600 (44.650). Underside of exterior footings -4.250, interior -4.400.",
            "Strip footings: 900 x 350, 3-20M continuous, 15M @ 300 transverse. SEE 1/S-501.",
            "Walls: 300, 20M @ 300 V.E.F., 15M @ 300 H.E.F. SEE 2/S-501.",
            "Piers: 500 x 500, 8-20M, ties 10M @ 200.",
            "Control joints (short dashes): saw cut. SEE 3/S-001.",
            "Sleeves through footings and walls: SEE P-101 and E-101.",
            "Waterproof elevator pit with crystalline admixture and PVC waterstop.",
            "Centre footings on columns and walls unless dimensioned.",
        ],
        added,
    )
    rows = [
        (f.mark, f"{f.size} x {f.size} x {f.depth}", f.bars)
        for f in FOOTINGS.values()
        if f.mark != "F4" or sheet.since(1)
    ]
    table(
        sheet.pen,
        NOTES_X,
        low,
        "FOOTINGS (SEE S-601)",
        (Column("MARK", 60, "c"), Column("SIZE", 170), Column("BARS", 202)),
        rows,
        16,
        7.6,
    )
    _strip(sheet, (0, 1, 2))
    finish_plan(sheet, view, "FOUNDATION PLAN / PLAN DES FONDATIONS")
    return "1:100"


def _slab_mark(view: Pen, x: float, y: float, first: str, second: str) -> None:
    view.text(x, y, first, 6.6, BOLD, "c", mask=True)
    view.text(x, y - 420, second, 6.2, align="c", mask=True)


def _cuts(view: Pen) -> None:
    east, south = WIDTH + 78 / view.k, -66 / view.k
    section_mark(view, east, 24800, "1", "S-301", "n", (WIDTH + 600, 24800))
    section_mark(view, 33600, south, "2", "S-301", "e", (33600, -700))
    callout(view, 3600, south, "1", "S-501")
    view.line(3600, south + 13 / view.k, 3600, 0, FINE)
    callout(view, east, 8000, "2", "S-501")
    view.line(east - 13 / view.k, 8000, WIDTH, 8000, FINE)


def _strip(sheet: Sheet, chosen: tuple[int, ...]) -> None:
    """Small copies of typical details under a plan."""
    page = sheet.pen
    page.line(PLAN_X, STRIP_TOP, PLAN_X + STRIP_WIDTH, STRIP_TOP, MEDIUM)
    step = STRIP_WIDTH / len(chosen)
    for i, index in enumerate(chosen):
        left = PLAN_X + i * step
        draw_detail(sheet, details(sheet)[index], f"{i + 2}", (left, 40, left + step, STRIP_TOP - 6), 160)


def draw_framing(view: Pen, use: str, stage: int) -> None:
    """Girders, edge beams, joists and columns of one floor or of the roof."""
    mark, name, pitch = JOISTS[use]
    ys = sorted(y for _, y in GRID.ys)
    for (_, a), (_, b) in zip(GRID.xs, GRID.xs[1:], strict=False):
        count = round((b - a) / pitch)
        for low, high in itertools.pairwise(ys):
            xs = [a + (b - a) * i / count for i in range(1, count)]
            view.lines([(x, low + 150, x, high - 150) for x in xs if not _in_opening(x, (low + high) / 2)], FINE)
            x, y = (a + b) / 2, (low + high) / 2
            if high - low > 3500 and not _in_opening(x, y):
                view.line(a + 700, y - 500, b - 700, y - 500, FINE)
                arrow(view.page, view.pt(a + 1500, y - 500), view.pt(a + 700, y - 500), 4)
                arrow(view.page, view.pt(b - 1500, y - 500), view.pt(b - 700, y - 500), 4)
                view.text(
                    x,
                    y - 400,
                    f"{count - 1}-{mark} {name} @ {(b - a) / count:.0f}",
                    5.4 if view.k > 0.025 else 4.4,
                    align="c",
                    mask=True,
                )
    for beam in girders(use, stage) + edge_beams(use):
        _beam(view, beam)
    for x0, y0, x1, y1 in OPENINGS:
        view.rect(x0 + 100, y0 + 100, x1 - 100, y1 - 100, MEDIUM)
        view.lines([(x0 + 100, y0 + 100, x1 - 100, y1 - 100), (x0 + 100, y1 - 100, x1 - 100, y0 + 100)], FINE, HIDDEN)
    for _, _, x, y in GRID.points():
        view.lines(
            [(x - 130, y - 130, x - 130, y + 130), (x + 130, y - 130, x + 130, y + 130), (x - 130, y, x + 130, y)], CUT
        )


def _in_opening(x: float, y: float) -> bool:
    return any(x0 < x < x1 and y0 < y < y1 for x0, y0, x1, y1 in OPENINGS)


def _beam(view: Pen, beam: Beam) -> None:
    gap = 260.0
    if beam.y0 == beam.y1:
        view.line(beam.x0 + gap, beam.y0, beam.x1 - gap, beam.y0, CUT)
        view.text(
            (beam.x0 + beam.x1) / 2,
            beam.y0 + 2.4 / view.k,
            f"{beam.section} ({beam.mark})",
            5.4 if view.k > 0.025 else 4.6,
            BOLD,
            "c",
            mask=True,
        )
    else:
        view.line(beam.x0, beam.y0 + gap, beam.x0, beam.y1 - gap, CUT)
        view.text(
            beam.x0 - 2.4 / view.k,
            (beam.y0 + beam.y1) / 2,
            f"{beam.section} ({beam.mark})",
            5.4 if view.k > 0.025 else 4.6,
            BOLD,
            "c",
            90,
            mask=True,
        )


def draw_ground_framing(sheet: Sheet) -> str:
    view = plan_view(sheet)
    draw_level(view, ground(0), BACKGROUND)
    draw_grid(view, ground(0), 0.3)
    draw_framing(view, "floor", sheet.stage)
    draw_grid_dimensions(view, ground(0))
    _cuts(view)
    low = plan_notes(
        sheet,
        "FRAMING NOTES",
        [
            "Top of steel: 141 below finished floor (65 topping on 76 composite deck) unless noted ( ).",
            "Deck spans perpendicular to joists; three spans minimum.",
            "Shear studs 19 Ø x 115 on girders @ 300.",
            "Girder connections: double angles, bolts as S-601.",
            "Edge plate 10 bent, at slab perimeter. SEE 4/S-501.",
            "Trim openings larger than 300 with L 102x102x8. SEE 7/S-501.",
            "Braced bays: grid A and H between 2 and 3, grid 1 and 7 between D and E. SEE 1/S-301.",
            "Leave out masonry lintels until deflection of the dead load has taken place.",
            "Coordinate sleeves with M-102, P-102 and E-102.",
        ],
    )
    table(
        sheet.pen,
        NOTES_X,
        low,
        "BEAMS (SEE S-601)",
        (Column("MARK", 60, "c"), Column("SECTION", 170), Column("No.", 60, "r"), Column("MAX SPAN", 142, "r")),
        [(r[0], r[1], r[3], r[4]) for r in beam_rows(0) if r[2] != "ROOF"],
        16,
        7.6,
    )
    _strip(sheet, (3, 6, 5))
    finish_plan(sheet, view, "GROUND FLOOR FRAMING PLAN / CHARPENTE DU REZ-DE-CHAUSSÉE")
    return "1:100"


def draw_upper_framing(sheet: Sheet) -> str:
    page = sheet.pen
    second, roof = page.view(300, 948, 150), page.view(300, 138, 150)
    for view, use in ((second, "floor"), (roof, "roof")):
        draw_grid(view, ground(0), 0.3)
        draw_framing(view, use, sheet.stage)
        draw_grid_dimensions(view, ground(0))
    x0, y0, x1, y1 = LOBBY_VOID
    second.rect(x0 + 150, y0 + 150, x1 - 150, y1 - 150, MEDIUM, fill=1.0)
    second.lines([(x0, y0, x1, y1), (x0, y1, x1, y0)], FINE, HIDDEN)
    second.text((x0 + x1) / 2, (y0 + y1) / 2, "OPEN TO BELOW", 6.4, BOLD, "c", mask=True)
    wide = 5200.0 if not sheet.since(1) else 5800.0
    box = (9000 - wide / 2, 13600.0, 9000 + wide / 2, 16000.0)
    roof.rect(*box, HEAVY, fill=1.0)
    roof.lines([(box[0], box[1], box[2], box[3]), (box[0], box[3], box[2], box[1])], FINE, HIDDEN)
    roof.text(9000, 14700, f"RTU-1 {wide:.0f} x 2400", 4.8, BOLD, "c", mask=True)
    sheet.anchor_in(roof, "opening", (box[0] - 300, box[1] - 300, box[2] + 300, box[3] + 300))
    sheet.anchor_in(second, "beam E", (21900, 10300, 29700, 11600))
    roof.rect(22600, 3600, 29000, 12000, HEAVY, fill=1.0)
    roof.lines([(22600, 3600, 29000, 12000), (22600, 12000, 29000, 3600)], FINE, HIDDEN)
    roof.text(25800, 7700, "SKYLIGHT", 5.4, BOLD, "c", mask=True)
    view_title(page, 262, 893, "1", "SECOND FLOOR FRAMING PLAN", "SCALE / ÉCHELLE  1:150", 460)
    view_title(page, 262, 82, "2", "ROOF FRAMING PLAN", "SCALE / ÉCHELLE  1:150", 460)
    for y in (893, 82):
        scale_bar(Pen(page.ink, 950, y, second.k), 0, 0, 5000, 3)
    roof.text(9000, 28300, "SNOW DRIFT 4.1 kPa", 5, align="c", mask=True)
    boxes = numbered_notes(
        page,
        1500,
        1660,
        "FRAMING NOTES",
        [
            "SEE S-102 for general framing notes.",
            "Roof slopes 2% by tapered insulation; steel is level.",
            "Frame rooftop units on W200x27 between joists; SEE 8/S-501 and M-601 for masses.",
            "Guard posts at gallery: SEE 6/A-501; edge beam torsion bracing at 1800.",
            "Operable partition 106B: hang from W310x39, deflection L/720.",
            "Roof deck 38 x 0.91; diaphragm fasteners 36/7, side laps @ 300.",
            "Drift loads as hatched on the key diagram.",
            "Joist suppliers to design for net uplift of 0.8 kPa.",
        ],
        380,
    )
    rows = [r[:5] for r in beam_rows(sheet.stage)]
    table(
        page,
        1500,
        boxes[-1][1] - 30,
        "BEAMS (SEE S-601)",
        (
            Column("MARK", 60, "c"),
            Column("SECTION", 110),
            Column("LEVEL", 140),
            Column("No.", 50, "r"),
            Column("SPAN", 70, "r"),
        ),
        rows,
        17,
        7.8,
    )
    _load_diagram(page)
    return "1:150"


def _load_diagram(page: Pen) -> None:
    view = page.view(1520, 300, 400)
    view.rect(0, 0, WIDTH, DEPTH, HEAVY)
    for box, angle in (
        ((0, 0, WIDTH, 2500), 45),
        ((0, DEPTH - 2500, WIDTH, DEPTH), 45),
        ((6000, 13000, 12000, 19000), 135),
        ((33500, 13000, 40000, 19000), 135),
        ((23000, 19000, 27500, 24500), 60),
    ):
        view.hatch_rect(tuple(float(v) for v in box), 4, angle)  # type: ignore[arg-type]
        view.rect(*box, THIN)
    view_title(page, 1500, 220, "3", "SNOW ACCUMULATION DIAGRAM", "SCALE / ÉCHELLE  1:400", 380)
    for i, words in enumerate(
        (
            "PARAPET DRIFT  2.9 kPa, 2500 WIDE",
            "ROOFTOP UNITS  3.6 kPa",
            "ELEVATOR OVERRUN  4.1 kPa",
            "ELSEWHERE  2.4 kPa",
        )
    ):
        page.text(1920, 520 - i * 16, words, 7.6)


# -- sections and schedules --------------------------------------------------------------------------------------------


def draw_sections(sheet: Sheet) -> str:
    page = sheet.pen
    braced = page.view(250, 1120, 75)
    _frame(braced, [(n, y) for n, y in reversed(GRID.ys)], braces=((3, 4), (2, 3)))
    view_title(page, 200, 872, "1", "BRACED FRAME, GRID H / CADRE CONTREVENTÉ", "SCALE / ÉCHELLE  1:75", 560)
    frame = page.view(250, 310, 100)
    _frame(frame, list(GRID.xs), braces=((3, 4),))
    view_title(page, 200, 130, "2", "FRAME ON GRID 7 / CADRE, AXE 7", "SCALE / ÉCHELLE  1:100", 560)
    rows = [
        ("BR1", "HSS 127x127x8.0", "420 kN", "16 GUSSET, 8 mm FILLET"),
        ("BR2", "HSS 114x114x6.4", "290 kN", "12 GUSSET, 6 mm FILLET"),
        ("BR3", "HSS 102x102x6.4", "180 kN", "12 GUSSET, 6 mm FILLET"),
    ]
    table(
        page,
        1840,
        1650,
        "BRACES",
        (Column("MARK", 60, "c"), Column("SECTION", 140), Column("FORCE", 80, "r"), Column("CONNECTION", 170)),
        rows,
        18,
        7.8,
    )
    numbered_notes(
        page,
        1840,
        1530,
        "FRAME NOTES",
        [
            "Ductility: moderately ductile concentric braces, Rd 3.0 (optional Rd 2.0 designed).",
            "Gussets: keep 2t clear for out-of-plane buckling.",
            "Column splices 900 above floors.",
            "Base plates: SEE 5/S-501.",
            "Drag struts: continuous chords at each floor, weld 6-50@150.",
        ],
        450,
    )
    return "AS NOTED"


def _frame(view: Pen, lines: list[tuple[str, float]], braces: tuple[tuple[int, int], ...]) -> None:
    length = max(x for _, x in lines)
    storeys = (BASEMENT, GROUND, SECOND, ROOF)
    for name, x in lines:
        view.line(x, PARAPET + 500, x, PARAPET + 1500, FINE, CENTRE)
        grid_bubble(view, x, PARAPET + 1500 + 13 / view.k, name)
        view.rect(x - 110, BASEMENT + 40, x + 110, ROOF, MEDIUM, fill=1.0)
        view.lines([(x - 60, BASEMENT + 40, x - 60, ROOF), (x + 60, BASEMENT + 40, x + 60, ROOF)], HAIR)
        cut(view, (x - 250, BASEMENT - 300, x + 250, BASEMENT), "concrete", MEDIUM)
        cut(view, (x - 900, BASEMENT - 800, x + 900, BASEMENT - 300), "concrete", HEAVY)
    for height in storeys[1:]:
        for (_, a), (_, b) in itertools.pairwise(lines):
            view.rect(a + 110, height - 550, b - 110, height - 141, MEDIUM, fill=1.0)
            view.lines(
                [(a + 110, height - 535, b - 110, height - 535), (a + 110, height - 156, b - 110, height - 156)], HAIR
            )
        view.rect(-150, height - 141, length + 150, height, THIN, fill=0.8)
    cut(view, (-2600.0, BASEMENT - 125, length + 600, BASEMENT), "concrete")
    for i, j in braces:
        a, b = lines[i][1], lines[j][1]
        for n, (low, high) in enumerate(itertools.pairwise(storeys)):
            middle = (a + b) / 2
            view.lines([(a + 150, low + 250, middle, high - 560), (b - 150, low + 250, middle, high - 560)], CUT)
            view.path([(a + 110, low), (a + 700, low), (a + 110, low + 900)], THIN, close=True, fill=0.9)
            view.path([(b - 110, low), (b - 700, low), (b - 110, low + 900)], THIN, close=True, fill=0.9)
            box_tag(view, (a + middle) / 2, (low + high) / 2 - 200, f"BR{n + 1}", 6.4)
    for name, height in (("BASEMENT", BASEMENT), ("GROUND FLOOR", GROUND), ("SECOND FLOOR", SECOND), ("ROOF", ROOF)):
        level_mark(view, length + 1800, height, name, f"T.O.S. {(height - 141) / 1000:+.3f}", 50)
    dimension_column(view, list(storeys), -2000, None, 7)
    dimension_row(view, [x for _, x in lines], BASEMENT - 1500, BASEMENT - 900, 7)


def draw_details_sheet(sheet: Sheet) -> str:
    draw_details(sheet, details(sheet), 4, 2)
    return "AS NOTED"


def draw_schedules(sheet: Sheet) -> str:
    page = sheet.pen
    points = basement(0).columns()
    rows = []
    for mark, section in COLUMNS.items():
        mine = [f"{a}/{n}" for a, n, x, y in points if column_mark(GRID, x, y) == mark]
        plate = {"C1": "300x300x19", "C2": "400x400x25", "C3": "450x450x32", "C4": "350x350x22"}[mark]
        rows.append(
            (
                mark,
                section,
                str(len(mine)),
                plate,
                "4-M24" if mark in {"C1", "C4"} else "4-M30",
                ", ".join(mine[:9]) + (" ..." if len(mine) > 9 else ""),
            )
        )
    boxes = table(
        page,
        90,
        1650,
        "COLUMN SCHEDULE / POTEAUX",
        (
            Column("MARK", 60, "c"),
            Column("SECTION", 150),
            Column("No.", 50, "r"),
            Column("BASE PLATE", 120),
            Column("ANCHORS", 90, "c"),
            Column("LOCATION", 400),
        ),
        rows,
        20,
        8.4,
    )
    beams = beam_rows(sheet.stage)
    placed = table(
        page,
        90,
        boxes[-1][1] - 40,
        "BEAM SCHEDULE / POUTRES",
        (
            Column("MARK", 60, "c"),
            Column("SECTION", 150),
            Column("LEVEL", 200),
            Column("No.", 60, "r"),
            Column("MAX SPAN", 100, "r"),
            Column("CAMBER", 80, "r"),
            Column("REACTION kN", 110, "r"),
            Column("BOLTS", 110, "c"),
        ),
        beams,
        20,
        8.4,
    )
    for row, box in zip(beams, placed, strict=True):
        sheet.anchor(f"beam {row[0]}", box)
    footings = [
        (
            f.mark,
            f"{f.size} x {f.size}",
            f"{f.depth}",
            f.bars,
            str(sum(1 for a, n, *_ in points if footing_mark(a, n, sheet.stage) == f.mark)),
        )
        for f in FOOTINGS.values()
        if f.mark != "F4" or sheet.since(1)
    ]
    footings.append(("F10", "900 CONT.", "350", "3-20M CONT., 15M @ 300", "-"))
    placed = table(
        page,
        90,
        placed[-1][1] - 40,
        "FOOTING SCHEDULE / SEMELLES",
        (
            Column("MARK", 60, "c"),
            Column("SIZE", 180),
            Column("DEPTH", 100, "r"),
            Column("REINFORCEMENT", 330),
            Column("No.", 100, "r"),
        ),
        footings,
        20,
        8.4,
    )
    for row, box in zip(footings, placed, strict=True):
        sheet.anchor(f"footing {row[0]}", box)
    joists = [
        ("J1", "OWSJ 450", "1200", "6000", "8.4", "5.2", "GROUND, SECOND"),
        ("J1A", "OWSJ 450", "1200", "4800", "8.4", "5.2", "GROUND, SECOND"),
        ("J2", "OWSJ 400", "1500", "6000", "4.1", "3.9", "ROOF"),
        ("J2D", "OWSJ 400", "1500", "6000", "4.1", "6.2", "ROOF, DRIFT ZONES"),
    ]
    table(
        page,
        90,
        placed[-1][1] - 40,
        "JOIST SCHEDULE / POUTRELLES",
        (
            Column("MARK", 60, "c"),
            Column("DEPTH", 150),
            Column("SPACING", 100, "r"),
            Column("SPAN", 100, "r"),
            Column("DEAD kN/m", 110, "r"),
            Column("LIVE kN/m", 110, "r"),
            Column("LEVEL", 240),
        ),
        joists,
        20,
        8.4,
    )
    _column_diagram(sheet)
    return "NONE"


def _column_diagram(sheet: Sheet) -> None:
    page = sheet.pen
    x0, top, bottom = 1060.0, 1600.0, 330.0
    page.text(x0, top + 26, "COLUMN ELEVATIONS / ÉLÉVATIONS DES POTEAUX", 9.5, BOLD)
    heights = {
        name: bottom + 120 + (h - BASEMENT) * 0.085
        for name, h in (("BASEMENT", BASEMENT), ("GROUND FLOOR", GROUND), ("SECOND FLOOR", SECOND), ("ROOF", ROOF))
    }
    for name, y in heights.items():
        page.line(x0, y, x0 + 1180, y, FINE, CENTRE)
        page.text(x0, y + 4, name, 7.4, BOLD)
    for i, (mark, section) in enumerate(COLUMNS.items()):
        x = x0 + 210 + i * 265
        low, high = heights["BASEMENT"], heights["ROOF"]
        page.rect(x - 11, low, x + 11, high, HEAVY, fill=1.0)
        page.lines([(x - 7, low, x - 7, high), (x + 7, low, x + 7, high)], HAIR)
        page.rect(x - 40, low - 8, x + 40, low, HEAVY, fill=0.3)
        page.rect(x - 24, low - 60, x + 24, low - 8, MEDIUM, fill=0.9)
        page.rect(x - 80, low - 105, x + 80, low - 60, HEAVY, fill=0.9)
        page.lines([(x - 30, low - 45, x - 30, low + 6), (x + 30, low - 45, x + 30, low + 6)], MEDIUM)
        splice = heights["GROUND FLOOR"] + 76
        page.rect(x - 18, splice - 14, x + 18, splice + 14, MEDIUM, fill=0.85)
        page.text(x + 26, splice - 3, "SPLICE", 6.4)
        for y in list(heights.values())[1:]:
            page.rect(x + 11, y - 36, x + 70, y - 6, THIN)
            page.rect(x - 70, y - 36, x - 11, y - 6, THIN)
            page.circle(x + 18, y - 14, 1.8, FINE, fill=0.0)
            page.circle(x + 18, y - 27, 1.8, FINE, fill=0.0)
        page.text(x, high + 34, mark, 13, BOLD, "c")
        page.text(x + 20, (low + heights["GROUND FLOOR"]) / 2 + 40, section, 8, BOLD, angle=90)
        page.text(x, low - 122, "BASE PLATE, SEE 5/S-501", 6.6, align="c")


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    "S-001": draw_notes,
    "S-101": draw_foundation,
    "S-102": draw_ground_framing,
    "S-103": draw_upper_framing,
    "S-301": draw_sections,
    "S-501": draw_details_sheet,
    "S-601": draw_schedules,
}
