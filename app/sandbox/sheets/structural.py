"""Structural sections, details and schedules."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .details import draw_details
from .details_structural import details
from .materials import cut
from .pen import BOLD, CENTRE, CUT, FINE, HAIR, HEAVY, MEDIUM, THIN, Pen
from .rosemont import BASEMENT, GRID, GROUND, PARAPET, ROOF, SECOND, basement
from .structure import (
    COLUMNS,
    FOOTINGS,
    beam_rows,
    column_mark,
    footing_mark,
)
from .symbols import (
    box_tag,
    dimension_column,
    dimension_row,
    grid_bubble,
    level_mark,
    view_title,
)
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


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
    "S-301": draw_sections,
    "S-501": draw_details_sheet,
    "S-601": draw_schedules,
}
