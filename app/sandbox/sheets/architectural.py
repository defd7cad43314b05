"""Architectural floor plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .furniture import draw_furniture
from .materials import cut
from .pen import BOLD, FINE, HAIR, HIDDEN, MEDIUM, SHORT, Pen, Rect
from .plan import (
    ARCHITECT,
    draw_door_tags,
    draw_grid,
    draw_grid_dimensions,
    draw_level,
    draw_opening_dimensions,
    draw_room_tags,
    draw_window_tags,
    floor_pattern,
)
from .plan_frame import NOTES_WIDTH, NOTES_X, PLAN_X, STRIP_TOP, STRIP_WIDTH, finish_plan, plan_notes, plan_view
from .rosemont import DEPTH, SECTION_X, SECTION_Y, WIDTH, basement, ground, second
from .symbols import (
    box_tag,
    callout,
    detail_area,
    dimension_column,
    dimension_row,
    leader,
    round_tag,
    section_mark,
)
from .tables import keyed_legend

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Level
    from .paper import Sheet


def paving(view: Pen, box: Rect) -> None:
    view.rect(*box, FINE, SHORT, 0.4)
    view.hatch_rect(box, 8.5, 0, HAIR, 0.65)
    view.hatch_rect(box, 8.5, 90, HAIR, 0.65)


# -- floor plans -------------------------------------------------------------------------------------------------------

_GENERAL = [
    "All dimensions are in millimetres, to grid line or to face of stud unless noted otherwise.",
    "Verify all dimensions on site before fabrication. Report discrepancies to the architect.",
    "For door and room finish schedules SEE A-601. For windows and curtain walls SEE A-602.",
    "For enlarged washroom and stair plans SEE A-401. For reflected ceiling plan SEE A-111.",
    "All interior partitions are type P2 unless noted otherwise. Partitions run to underside of structure.",
    "Provide continuous plywood blocking behind all wall mounted fixtures, grab bars and millwork.",
    "Fire separations: stair shafts 1 h, service rooms 1 h, elevator 1 h. Seal all penetrations (ULC listed system).",
    "Concrete block walls: control joints at 6000 max and at each side of openings wider than 1800. SEE S-501.",
    "Slope floors 1:50 to floor drains in washrooms, kitchen, janitor and service rooms. SEE P-102.",
    "Coordinate openings in slabs with structural and mechanical drawings. SEE S-102, M-102.",
    "Item marked N.I.C. is not in contract (hors contrat); provide services as shown.",
    "Flooring transitions at doors occur under the centre line of the leaf.",
]
_KEYNOTES = [
    ("K1", "Operable partition, STC 52, top hung. Support from steel above, SEE S-103."),
    ("K2", "Reception counter, quartz top, accessible portion at 860 AFF. SEE SK-01."),
    ("K3", "Recessed entrance mat, aluminium frame, over drained recess."),
    ("K4", "Rolling counter shutter, stainless steel, 45 min rating."),
    ("K5", "Steel guard and tempered glass, 1070 high. SEE 6/A-501."),
    ("K6", "Fire extinguisher, recessed cabinet (FEC)."),
    ("K7", "Fixed bench, ash, on steel brackets at 900."),
    ("K8", "Drinking fountain with bottle filler, barrier free."),
]
FLOOR_FINISHES = {
    "CONC-S": "Sealed concrete, dust proofed",
    "CPT-1": "Carpet tile 500 x 500, quarter turn",
    "CT-1": "Porcelain tile 300 x 300, epoxy grout",
    "QT-1": "Quarry tile 150 x 150, slip resistant",
    "RT-1": "Rubber stair treads and landings, contrasting nosing",
    "SV-1": "Sheet vinyl, heat welded, homogeneous",
    "SV-2": "Sheet vinyl, cushioned, heat welded",
    "TZ-1": "Terrazzo, epoxy, zinc strips at 1200",
    "WF-1": "Maple sprung floor on sleepers, 57 strips",
    "WF-2": "Maple sports floor, anchored, EN 14904",
}
_LIFE_SAFETY = [
    ("S1, S2", "Exit stairs, 1 h separation, doors 45 min with closer and vision panel"),
    ("EXIT", "Exit width required 2 x 1100, provided 2 x 1830. Travel distance 38 m, max 45 m (sprinklered)"),
    ("FEC", "Fire extinguisher cabinet, max travel distance 25 m"),
    ("BF", "Barrier-free path of travel: clear width 1100, doors 850 clear, thresholds 13 max"),
]
_PARTITIONS: tuple[tuple[str, str, tuple[tuple[float, str], ...]], ...] = (
    ("P1", "16 GWB / 92 steel stud @ 400 / 16 GWB", ((16, "gypsum"), (92, "air"), (16, "gypsum"))),
    ("P2", "P1 + 89 acoustic batt, STC 48", ((16, "gypsum"), (92, "batt"), (16, "gypsum"))),
    ("P3", "2x16 GWB / 152 stud + batt / 2x16 GWB, 1 h, STC 55", ((32, "gypsum"), (152, "batt"), (32, "gypsum"))),
    ("P4", "190 concrete block, painted, 1 h", ((190, "block"),)),
    ("P5", "190 block / 22 furring / 16 GWB", ((190, "block"), (22, "air"), (16, "gypsum"))),
    (
        "EW1",
        "90 brick / 25 air / 100 rigid / AVB / 140 stud / 16 GWB",
        ((90, "brick"), (25, "air"), (100, "rigid"), (140, "batt"), (16, "gypsum")),
    ),
)


def _partition_types(sheet: Sheet) -> None:
    page, x, top = sheet.pen, PLAN_X, STRIP_TOP
    page.text(x, top - 10, "PARTITION AND WALL TYPES / TYPES DE CLOISONS ET DE MURS", 9.5, BOLD)
    page.line(x, top - 14, x + STRIP_WIDTH, top - 14, MEDIUM)
    page.text(x + STRIP_WIDTH, top - 10, "1:5", 7.5, align="r")
    step = STRIP_WIDTH / len(_PARTITIONS)
    for i, (mark, words, layers) in enumerate(_PARTITIONS):
        view = page.view(x + i * step + 38, top - 258, 5)
        level = 0.0
        for thick, material in layers:
            cut(view, (0.0, level, 330.0, level + thick), material)
            level += thick
        view.lines([(0, -14, 0, level + 14), (330, -14, 330, level + 14)], FINE, SHORT)
        dimension_column(view, [0, level], -26, 0, 5.8)
        box_tag(page, x + i * step + 20, top - 30, mark, 8.5)
        page.block(x + i * step + 14, top - 270, words, step - 40, 7.0)


def _floor(sheet: Sheet, level: Level, general: list[str], added: list[str], keynotes: list[tuple[str, str]]) -> Pen:
    view = plan_view(sheet)
    for room in level.rooms:
        if room.finish.floor in {"CT-1", "QT-1"}:
            floor_pattern(view, room, 300)
        elif room.finish.floor == "TZ-1":
            floor_pattern(view, room, 1200, 0, 0.75)
    draw_furniture(view, level, 0.3)
    draw_grid(view, level)
    draw_level(view, level, ARCHITECT)
    draw_grid_dimensions(view, level)
    draw_opening_dimensions(view, level)
    _interior_dimensions(view, level)
    draw_door_tags(view, level)
    draw_window_tags(view, level)
    draw_room_tags(view, level)
    low = plan_notes(sheet, "GENERAL NOTES / NOTES GÉNÉRALES", general, added)
    low = keyed_legend(sheet.pen, NOTES_X, low, "KEYNOTES / NOTES REPÈRES", keynotes, NOTES_WIDTH)
    low = keyed_legend(sheet.pen, NOTES_X, low - 22, "FIRE AND LIFE SAFETY", _LIFE_SAFETY, NOTES_WIDTH)
    used = sorted({r.finish.floor for r in level.rooms} - {"-"})
    keyed_legend(
        sheet.pen, NOTES_X, low - 22, "FLOOR FINISHES (SEE A-601)", [(k, FLOOR_FINISHES[k]) for k in used], NOTES_WIDTH
    )
    _partition_types(sheet)
    finish_plan(sheet, view, f"{level.name} PLAN / {level.french.upper()}")
    return view


def _interior_dimensions(view: Pen, level: Level) -> None:
    """Two strings through the building, one on each side of the corridor."""
    for y in (7800.0, 24700.0):
        stops = sorted({w.x0 for w in level.walls if not w.horizontal and w.y0 <= y <= w.y1})
        if len(stops) > 2:
            dimension_row(view, stops, y, None, 5.2)
    for x in (14900.0, 47400.0):
        stops = sorted({w.y0 for w in level.walls if w.horizontal and w.x0 <= x <= w.x1})
        if len(stops) > 2:
            dimension_column(view, stops, x, None, 5.2)


def _sections(view: Pen, level: Level) -> None:
    north, south, east = DEPTH + 136 / view.k, -66 / view.k, WIDTH + 78 / view.k
    section_mark(view, SECTION_X, north, "1", "A-301", "w", (SECTION_X, DEPTH + 3400))
    section_mark(view, SECTION_X, south, "1", "A-301", "w", (SECTION_X, -1150))
    section_mark(view, east, SECTION_Y, "2", "A-301", "n", (WIDTH + 600, SECTION_Y))
    section_mark(view, 10800, south, "1", "A-302", "e", (10800, 300))
    section_mark(view, east, 28900, "2", "A-302", "n", (WIDTH - 300, 28900))
    if level.key != "basement":
        callout(view, 33600, south, "1", "A-201")
        callout(view, east, 12000, "1", "A-202")


def draw_basement(sheet: Sheet) -> str:
    level = basement(sheet.stage)
    notes = [
        *_GENERAL[:2],
        "Foundation walls: 300 cast concrete. SEE S-101 and 1/A-501.",
        *_GENERAL[5:8],
        "Housekeeping pads 100 high under floor mounted equipment, sized 150 beyond the base. SEE 3/S-501.",
        "For door and room finish schedules SEE A-601.",
    ]
    added = ["Partition between 004 and 005 moved: maintain 1000 clear in front of switchboard. SEE E-401."]
    view = _floor(sheet, level, notes, added, _KEYNOTES[5:])
    _sections(view, level)
    x = next(r.rects[0][2] for r in level.rooms if r.number == "004")
    sheet.anchor_in(view, "wall 004", (x - 500, 10900, x + 500, 16600))
    detail_area(view, (-200, 19500, 3200, 26100), "4", "A-401", (-2300, 23600))
    leader(view, (15800, 150), (14200, -3600), "FOUNDATION WALL\nSEE 1/A-501", width=110)
    return "1:100"


def draw_ground(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = plan_view(sheet)
    paving(view, (21400, -2000, 30200, -250))
    paving(view, (-2200, 16600, -250, 20000))
    paving(view, (WIDTH + 250, 16600, WIDTH + 2000, 20000))
    added = [
        "Addendum 1: partition 115/117 to be P3, continuous to underside of deck. Door 107A to be a pair, SEE A-601.",
        "Addendum 2: door 112B with electromagnetic hold-open tied to the fire alarm. SEE E-102.",
    ]
    view = _floor(sheet, level, _GENERAL, added, _KEYNOTES)
    _sections(view, level)
    detail_area(view, (16600, 19600, 24200, 26000), "1", "A-401", (24900, 27400))
    detail_area(view, (-200, 19500, 3200, 26100), "4", "A-401", (-2300, 23600))
    staff, admin = level.room("115").main[2], level.room("103").main[1]
    sheet.anchor_in(view, "wall 115", (staff - 450, 10900, staff + 450, 16600))
    sheet.anchor_in(view, "door 107A", (12400, 9600, 14300, 11500))
    sheet.anchor_in(view, "wall 104", (14600, admin - 700, 21400, admin + 500))
    sheet.anchor_in(view, "door 112B", (32200, 15700, 33800, 17300))
    for key, x, y in (
        ("K1", 6500, 8800),
        ("K2", 18200, 13300),
        ("K3", 27400, 1700),
        ("K4", 9600, 11600),
        ("K6", 31200, 17300),
        ("K7", 22600, 9600),
        ("K8", 39600, 19300),
    ):
        round_tag(view, x, y, key)
    return "1:100"


def draw_second(sheet: Sheet) -> str:
    level = second(sheet.stage)
    view = plan_view(sheet)
    x0, y0, x1, y1 = level.room("202").main
    view.lines([(x0, y0, x1, y1), (x0, y1, x1, y0)], FINE, HIDDEN, 0.3)
    added = ["Addendum 1: partition 213/214 moved 600 west; door 211B added for a second means of egress. SEE A-601."]
    view = _floor(sheet, level, _GENERAL, added, [*_KEYNOTES[:1], *_KEYNOTES[4:]])
    _sections(view, level)
    detail_area(view, (-200, 19500, 3200, 26100), "4", "A-401", (-2300, 23600))
    lab = level.room("213").main[2]
    sheet.anchor_in(view, "wall 213", (lab - 450, 10900, lab + 450, 16600))
    sheet.anchor_in(view, "door 211B", (32700, 15700, 34500, 17300))
    round_tag(view, 25800, 11300, "K5")
    round_tag(view, 39600, 19300, "K8")
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {
    "A-101": draw_basement,
    "A-102": draw_ground,
    "A-103": draw_second,
}
