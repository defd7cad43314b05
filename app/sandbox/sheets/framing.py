"""Foundation and framing plans."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .details import draw_detail
from .details_structural import details
from .pen import BOLD, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, corners
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level
from .plan_frame import NOTES_X, PLAN_X, STRIP_TOP, STRIP_WIDTH, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, GRID, WIDTH, basement, ground
from .structure import (
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
    scale_bar,
    section_mark,
    view_title,
)
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


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
    joints: list[tuple[float, float, float, float]] = [
        (x, 200.0, x, DEPTH - 200) for x in (3600, 10800, 18000, 25800, 33600, 40800, 47700)
    ]
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
    roof.text(9000, 30700, "SNOW DRIFT 4.1 kPa", 5, align="c", mask=True)
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
        view.hatch_rect(box, 4, angle)
        view.path(corners(box), THIN, close=True)
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


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    "S-101": draw_foundation,
    "S-102": draw_ground_framing,
    "S-103": draw_upper_framing,
}
