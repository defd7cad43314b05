"""The site plan: property, buildings, paving, parking, grading, services, planting."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

from .pen import BOLD, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, PROPERTY, SHORT, THIN, Pen, Rect
from .rosemont import DEPTH, WIDTH
from .symbols import (
    arrow,
    box_tag,
    callout,
    dimension_column,
    dimension_row,
    leader,
    north_arrow,
    scale_bar,
    view_title,
)
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

_LOT: Rect = (-24000.0, -26000.0, 98000.0, 46000.0)
_ANNEXE: Rect = (57000.0, 4000.0, 81000.0, 26000.0)
_NOTES = [
    "Survey by Arpent & Nivellement inc., file 25-1187, 2025-09-18. Datum: geodetic, CGVD28.",
    "Locate all underground services before excavation (Info-Excavation).",
    "Municipal sidewalk, curb cuts and street repairs to city standards.",
    "Finished grades slope away from buildings 2% over 3000. Match existing at the property line.",
    "Pavement, curbs, trenches: SEE C-501. Foundation drains: SEE P-101.",
    "Silt fence and stabilized construction entrance for the duration of the work.",
    "Protect trees to remain with 1500 high fence at the drip line.",
    "Snow storage on the east lawn; do not store against trees.",
    "Site lighting poles: SEE E-101. Bases 600 Ø x 1800.",
]


def draw_site(sheet: Sheet) -> str:
    view = sheet.pen.view(478, 600, 200)
    with sheet.pen.ink.clipped((60, 36, 1890, 1330)):
        _contours(view)
        _streets(view)
    _lot(view)
    _paving(view)
    _parking(sheet, view)
    _services(sheet, view)
    _buildings(view)
    _planting(view)
    _spots(view)
    _setbacks(view)
    notes = list(_NOTES)
    if sheet.since(1):
        notes.append(
            "Addendum 1: two accessible stalls added near the link; storm invert lowered to clear the water service."
        )
    boxes = numbered_notes(sheet.pen, 1905, 1665, "SITE NOTES / NOTES D'IMPLANTATION", notes, 372)
    if sheet.since(1):
        sheet.anchor("note new", boxes[-1])
    legend = [
        ("CB / MH", "Catch basin / manhole, SEE 2/C-501"),
        ("SAN", "Sanitary sewer"),
        ("ST", "Storm sewer"),
        ("W", "Water main and service"),
        ("G", "Gas"),
        ("E", "Electrical duct bank"),
        ("48.25", "Finished grade, spot"),
        ("- - 48.0", "Existing contour, 250 mm interval"),
        ("LP", "Light pole 6 m"),
        ("BR", "Bicycle racks, 24 places"),
        ("HYD", "Fire hydrant"),
    ]
    low = keyed_legend(sheet.pen, 1905, boxes[-1][1] - 22, "LEGEND / LÉGENDE", legend, 372)
    stalls = 32 if not sheet.since(1) else 34
    rows = [
        ("Lot area", "8 784 m²"),
        ("Building footprint", "2 168 m² (24.7%)"),
        ("Paved area", "2 410 m²"),
        ("Green area", "47%, minimum 40%"),
        ("Parking", f"{stalls} stalls, {4 if sheet.since(1) else 2} accessible"),
        ("Bicycles", "24 outside, 40 in room 009"),
        ("Retention", "118 m³, 35 L/s/ha"),
    ]
    low = table(
        sheet.pen, 1905, low - 24, "SITE STATISTICS", (Column("ITEM", 160), Column("VALUE", 230)), rows, 18, 7.8
    )[-1][1]
    plants = [
        ("AR", "Acer rubrum", "60", "9"),
        ("TC", "Tilia cordata", "60", "7"),
        ("GT", "Gleditsia triacanthos", "70", "6"),
        ("AC", "Amelanchier canadensis", "200 cm", "12"),
        ("CS", "Cornus sericea", "60 cm", "48"),
    ]
    table(
        sheet.pen,
        1905,
        low - 24,
        "PLANT LIST",
        (Column("KEY", 50, "c"), Column("SPECIES", 200), Column("SIZE", 70, "r"), Column("No.", 70, "r")),
        plants,
        18,
        7.8,
    )
    view_title(sheet.pen, 120, 1340, "1", "SITE PLAN / PLAN D'IMPLANTATION", "SCALE / ÉCHELLE  1:200", 620)
    scale_bar(Pen(sheet.pen.ink, 900, 1345, view.k), 0, 0, 5000, 4)
    north_arrow(sheet.pen, 1500, 1370, 34)
    _drainage_table(sheet)
    return "1:200"


def _drainage_table(sheet: Sheet) -> None:
    storm = sheet.pick("44.620", "44.480 (ADD. 1)")
    rows = [
        ("MH-1", "48.10", "44.950", storm, "375 ST, 0.5%"),
        ("CB-1", "47.95", "45.700", "45.610", "300 ST, 1.0%"),
        ("CB-2", "47.92", "45.640", "45.520", "300 ST, 1.0%"),
        ("CB-3", "47.88", "45.580", "45.450", "300 ST, 1.0%"),
        ("SMH-1", "48.05", "43.900", "43.850", "200 SAN, 1.0%"),
    ]
    boxes = table(
        sheet.pen,
        120,
        1600,
        "STRUCTURES / REGARDS",
        (
            Column("No.", 70, "c"),
            Column("RIM", 80, "r"),
            Column("INV. IN", 90, "r"),
            Column("INV. OUT", 130, "r"),
            Column("PIPE OUT", 130),
        ),
        rows,
        19,
        8,
    )
    sheet.anchor("storm", boxes[0])
    loads = [
        ("L1", "N 34°12'05\" E", "72 000"),
        ("L2", "S 55°47'55\" E", "122 000"),
        ("L3", "S 34°12'05\" W", "72 000"),
        ("L4", "N 55°47'55\" W", "122 000"),
    ]
    table(
        sheet.pen,
        700,
        1600,
        "PROPERTY LINES",
        (Column("LINE", 60, "c"), Column("BEARING", 130, "c"), Column("LENGTH mm", 110, "r")),
        loads,
        19,
        8,
    )
    table(
        sheet.pen,
        1080,
        1600,
        "ZONING / ZONAGE",
        (Column("ITEM", 160), Column("REQUIRED", 120, "c"), Column("PROVIDED", 120, "c")),
        [
            ("Front setback", "6 000", "26 000"),
            ("Side setback", "4 500", "17 000"),
            ("Rear setback", "7 500", "14 200"),
            ("Height", "12.5 m", "9.3 m"),
            ("Parking", "30", "32+"),
        ],
        19,
        8,
    )


def _contours(view: Pen) -> None:
    for i in range(1, 15):
        base = -40000.0 + i * 6200
        points = []
        for j in range(41):
            x = -30000 + j * 3300
            points.append((x, base + 900 * math.sin(x / 15000 + i * 0.6) + 500 * math.sin(x / 6100 + i) + x * 0.06))
        view.path(points, FINE if i % 4 else THIN, SHORT, 0.5)
        if i % 4 == 0:
            view.text(points[3][0], points[3][1], f"{47 + i * 0.125:.2f}", 5.6, align="c", gray=0.4, mask=True)


def _streets(view: Pen) -> None:
    x0, y0, x1, _ = _LOT
    view.rect(x0 - 6000, y0 - 11500, x1 + 3000, y0 - 2800, THIN, fill=0.97)
    view.lines([(x0 - 6000, y0 - 7100, x1 + 3000, y0 - 7100)], FINE, (20, 8))
    view.rect(x0 - 6000, y0 - 2300, x1 + 3000, y0 - 700, FINE, fill=1.0)
    view.lines([(x0 - 6000 + i * 1500, y0 - 2300, x0 - 6000 + i * 1500, y0 - 700) for i in range(88)], HAIR, gray=0.5)
    view.text(40000, y0 - 6600, "BOULEVARD ROSEMONT", 13, BOLD, "c")
    view.text(-17000, y0 - 9800, "ASPHALT PAVEMENT (EXISTING)", 6, align="c")
    for offset, words in ((-4000, "W 200 (EX.)"), (-8200, "SAN 375 (EX.)"), (-9800, "ST 600 (EX.)")):
        view.line(x0 - 6000, y0 + offset, x1 + 3000, y0 + offset, MEDIUM, (12, 3, 3, 3), 0.3)
        view.text(78000, y0 + offset, words, 6, BOLD, "c", mask=True)
    for x in (-2000, 52000):
        view.circle(x, y0 - 8200, 600, MEDIUM, fill=1.0)
        view.text(x + 900, y0 - 8000, "MH (EX.)", 5.4)
    view.circle(30000, y0 - 1500, 400, HEAVY, fill=0.0)
    view.text(30600, y0 - 1300, "HYD", 6, BOLD, mask=True)


def _lot(view: Pen) -> None:
    x0, y0, x1, y1 = _LOT
    view.rect(x0, y0, x1, y1, CUT, PROPERTY)
    for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)):
        view.circle(x, y, 420, MEDIUM, fill=1.0)
        view.circle(x, y, 120, FINE, fill=0.0)
    view.text((x0 + x1) / 2, y1 + 700, "L2   S 55°47'55\" E   122 000", 7, BOLD, "c")
    view.text((x0 + x1) / 2 - 30000, y0 + 500, "L4   N 55°47'55\" W   122 000", 7, BOLD, "c", mask=True)
    view.text(x0 - 500, 8000, "L1   N 34°12'05\" E   72 000", 7, BOLD, "c", 90)
    view.text(x1 + 1100, 8000, "L3   S 34°12'05\" W   72 000", 7, BOLD, "c", 90)
    view.rect(x0 + 4500, y0 + 6000, x1 - 4500, y1 - 7500, THIN, HIDDEN)
    view.text(-12000, y0 + 6300, "SETBACK LINE", 5.4, mask=True)


def _paving(view: Pen) -> None:
    for box in (
        (23000.0, -26700.0, 28600.0, -200.0),
        (17000.0, -6000.0, 34600.0, -200.0),
        (-3000.0, 16400.0, -200.0, 20200.0),
        (51200.0, 20200.0, 57000.0, 31500.0),
    ):
        view.rect(*box, THIN, fill=1.0)
        view.hatch_rect(box, 1500 * view.k, 0, HAIR, 0.55)
        view.hatch_rect(box, 1500 * view.k, 90, HAIR, 0.55)
    for x in (18200, 20000, 31000, 32800):
        view.rect(x, -5200, x + 1100, -3000, THIN, fill=0.85)
    for i in range(12):
        view.line(36500 + i * 600, -5600, 36500 + i * 600, -3800, THIN)
    view.text(39800, -6400, "BR", 6, BOLD, "c")
    view.rect(36000, -3400, 50500, -400, THIN, SHORT)
    view.text(43200, -2100, "DAYCARE PLAY AREA, FENCED, SEE 6/C-501", 6, align="c", mask=True)


def _parking(sheet: Sheet, view: Pen) -> None:
    view.path(
        [(86000, -26700), (86000, 33500), (-6000, 33500), (-6000, 45000), (92500, 45000), (92500, -26700)], MEDIUM
    )
    view.hatch(
        [(86000, -26700), (86000, 33500), (-6000, 33500), (-6000, 39500), (92500, 39500), (92500, -26700)],
        16,
        0,
        HAIR,
        0.8,
    )
    count, first = 32, 2400.0
    accessible = {14, 15} if not sheet.since(1) else {14, 15, 16, 17}
    for i in range(count):
        x = first + i * 2700
        view.line(x, 39500, x, 45000, THIN)
        if i in accessible:
            view.circle(x + 1350, 42300, 620, MEDIUM)
            view.text(x + 1350, 41950, "BF", 6, BOLD, "c")
            view.hatch_rect((x + 2350, 39600, x + 2700, 44900), 3, 45, FINE)
    view.line(first + count * 2700, 39500, first + count * 2700, 45000, THIN)
    sheet.anchor_in(view, "accessible stalls", (first + 16 * 2700 - 100, 39300, first + 18 * 2700 + 100, 45200))
    for x in (4000, 30000, 60000, 80000):
        arrow(view.page, view.pt(x, 36500), view.pt(x + 4000, 36500), 9)
        view.line(x, 36500, x + 4000, 36500, MEDIUM)
    for x in (10000, 34000, 58000, 82000):
        view.circle(x, 45400, 300, MEDIUM, fill=0.0)
        view.text(x + 500, 45250, "LP", 5.4)
    dimension_row(view, [first, first + 2700, first + 5400], 38600, 39500, 6)
    dimension_column(view, [33500, 39500, 45000], -7800, -6000, 6.4)
    view.text(45000, 34700, "ASPHALT, SEE 1/C-501", 6.6, align="c", mask=True)
    leader(view, (87500, -20000), (80500, -17000), "CURB CUT 7000, CITY STANDARD", 6.6, 130)


def _services(sheet: Sheet, view: Pen) -> None:
    south = _LOT[1]
    runs = (
        ("SAN 200", [(16000, 0), (16000, south - 8200)], (14, 3)),
        ("W 150", [(37200, 0), (37200, south - 4000)], (14, 3, 2, 3)),
        ("ST 375", [(19000, 0), (19000, -16000), (8000, -20000), (8000, south - 9800)], (9, 3, 3, 3)),
        ("E 2-103", [(31000, 0), (31000, south - 700)], (6, 2)),
        ("G 60", [(46000, 0), (46000, south - 2600)], (10, 2, 2, 2, 2, 2)),
    )
    for words, points, dash in runs:
        view.path([(float(x), float(y)) for x, y in points], HEAVY, dash)
        x, y = points[0]
        view.text(x + 300, y - 10500, words, 6.2, BOLD, "c", 90, mask=True)
    basins = (("CB-1", 12000, 36500), ("CB-2", 44000, 36500), ("CB-3", 76000, 36500))
    view.path([(12000, 36500), (89200, 36500), (89200, -18000), (19000, -16000)], HEAVY, (9, 3, 3, 3))
    view.text(70000, 37200, "ST 300 @ 1.0%", 6.2, BOLD, "c", mask=True)
    view.text(60000, -16500, "ST 300 @ 1.0%", 6.2, BOLD, "c", mask=True)
    for name, x, y in basins:
        view.rect(x - 450, y - 450, x + 450, y + 450, MEDIUM, fill=1.0)
        view.line(x - 450, y - 450, x + 450, y + 450, FINE)
        view.text(x + 700, y + 500, name, 6, BOLD, mask=True)
    for name, x, y in (("MH-1", 19000, -16000), ("SMH-1", 16000, -21000)):
        view.circle(x, y, 650, HEAVY, fill=1.0)
        view.text(x + 900, y + 400, name, 6.2, BOLD, mask=True)
    invert = sheet.pick("INV. 44.620", "INV. 44.480")
    view.text(19900, -17600, invert, 5.8, mask=True)
    view.rect(90000, -8000, 94000, -2000, MEDIUM, fill=1.0)
    box_tag(view, 92000, -5000, "G-1", 6.4)


def _buildings(view: Pen) -> None:
    for box in ((0.0, 0.0, WIDTH, DEPTH), _ANNEXE, (51000.0, 16800.0, 57000.0, 19800.0)):
        view.rect(*box, CUT, fill=0.93)
        view.hatch_rect(box, 9, 45, HAIR, 0.6)
    view.rect(600, 600, WIDTH - 600, DEPTH - 600, FINE)
    for words, x, y, size in (
        ("ROSEMONT COMMUNITY CENTRE", 25500, 16600, 13),
        ("2 STOREYS + BASEMENT", 25500, 14900, 8),
        ("FFL 48.250 = 0.000", 25500, 13500, 8),
        ("ANNEXE", 69000, 15600, 12),
        ("GYMNASIUM, FFL 48.250", 69000, 14000, 7),
        ("LINK", 54000, 18000, 6),
    ):
        view.text(x, y, words, size, BOLD, "c", mask=True)
    for x, y in ((25800, 0), (0, 18300), (51000, 13000), (69000, 26000)):
        view.path([(x - 500, y - 700), (x + 500, y - 700), (x, y + 100)], w=0, close=True, fill=0.0)
    callout(view, 20500, -9000, "1", "A-201", 11)


def _planting(view: Pen) -> None:
    rng = Random(1187)
    places = (
        [(x, -22500.0) for x in range(-20000, 84000, 9000)]
        + [(-21000.0, y) for y in range(-15000, 42000, 8500)]
        + [(95300.0, y) for y in range(-15000, 42000, 8500)]
    )
    places += [
        (-13000, -9000),
        (-14500, 5000),
        (-12500, 14000),
        (55000, -4500),
        (64000, -6000),
        (75000, -5500),
        (62000, 30000),
        (71000, 29800),
    ]
    for i, (x, y) in enumerate(places):
        r = 1700 + rng.random() * 900
        view.circle(x, y, r, FINE, gray=0.2)
        spokes = [
            (x, y, x + r * math.cos(a), y + r * math.sin(a))
            for a in (k * math.pi / 6 + rng.random() * 0.3 for k in range(12))
        ]
        view.lines(spokes, HAIR, gray=0.4)
        view.circle(x, y, 150, THIN, fill=0.0)
        if i % 3 == 0:
            view.text(x + r * 0.8, y + r * 0.8, ("AR", "TC", "GT", "AC")[i // 3 % 4], 5.6, BOLD, mask=True)
    for x in range(1500, 21000, 1100):
        view.circle(x, -1500, 420, FINE, gray=0.35)


def _spots(view: Pen) -> None:
    for x, y, z in (
        (-2500, -2500, "48.05"),
        (53500, -2500, "48.02"),
        (-2500, 33000, "48.10"),
        (53500, 32600, "48.08"),
        (25800, -6800, "48.20"),
        (20000, -24500, "47.85"),
        (89300, -22000, "47.80"),
        (89300, 10000, "48.00"),
        (89300, 30000, "47.98"),
        (5000, 36300, "47.99"),
        (30000, 38800, "48.01"),
        (66000, 38800, "47.97"),
        (83500, 2500, "48.05"),
        (83500, 27500, "48.07"),
        (-18000, 20000, "48.15"),
        (68000, 500, "48.10"),
    ):
        view.lines([(x - 300, y - 300, x + 300, y + 300), (x - 300, y + 300, x + 300, y - 300)], THIN)
        view.text(x + 450, y + 200, z, 5.8, mask=True)


def _setbacks(view: Pen) -> None:
    x0, y0, x1, y1 = _LOT
    dimension_column(view, [y0, 0, DEPTH, y1], -9500, None, 6.6)
    dimension_row(view, [x0, 0, WIDTH, _ANNEXE[0], _ANNEXE[2], x1], 29000, None, 6.6)
    dimension_column(view, [_ANNEXE[1], _ANNEXE[3]], 83000, 81000, 6.6)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"C-101": draw_site}
