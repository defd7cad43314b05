"""General structural notes: S-001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .materials import cut
from .pen import CUT, FINE, HEAVY, HIDDEN, MEDIUM, THIN
from .symbols import (
    leader,
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


DRAWERS: dict[str, Callable[[Sheet], str]] = {"S-001": draw_notes}
