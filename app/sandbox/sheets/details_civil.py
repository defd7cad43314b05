"""The civil engineer's details: C-501."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .details import Detail, draw_details

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


_CIVIL = (
    Detail(
        "ASPHALT PAVEMENT AND CURB",
        pieces=(
            ("solid", (0.0, 720.0, 1000.0, 760.0)),
            ("solid", (0.0, 660.0, 1000.0, 720.0)),
            ("gravel", (0.0, 460.0, 1000.0, 660.0)),
            ("sand", (0.0, 160.0, 1250.0, 460.0)),
            ("earth", (0.0, 0.0, 1600.0, 160.0)),
            (
                "concrete",
                ((1000.0, 460.0), (1250.0, 460.0), (1250.0, 910.0), (1080.0, 910.0), (1060.0, 760.0), (1000.0, 760.0)),
            ),
            ("earth", (1250.0, 460.0, 1600.0, 890.0)),
        ),
        notes=(
            (300, 740, "40 SURFACE COURSE ESG-10"),
            (350, 690, "60 BASE COURSE ESG-14"),
            (400, 560, "200 CRUSHED STONE MG-20, 98% MPM"),
            (500, 300, "300 SUB-BASE MG-56"),
            (1150, 850, "CAST CURB 35 MPa, JOINTS @ 3000"),
            (1400, 880, "TOPSOIL 150 AND SOD"),
            (700, 80, "COMPACTED SUBGRADE 95%"),
        ),
        columns=((-60, (160, 460, 660, 760)),),
        rows=((960, (1080, 1250)),),
    ),
    Detail(
        "CATCH BASIN",
        pieces=(
            ("earth", (0.0, 300.0, 500.0, 2900.0)),
            ("earth", (1700.0, 300.0, 2200.0, 2900.0)),
            ("concrete", (500.0, 300.0, 640.0, 2600.0)),
            ("concrete", (1560.0, 300.0, 1700.0, 2600.0)),
            ("concrete", (450.0, 150.0, 1750.0, 300.0)),
            ("concrete", (640.0, 2600.0, 820.0, 2800.0)),
            ("concrete", (1380.0, 2600.0, 1560.0, 2800.0)),
            ("steel", (760.0, 2800.0, 1440.0, 2900.0)),
            ("gravel", (300.0, 0.0, 1900.0, 150.0)),
        ),
        bold=(((1560.0, 1100.0), (2300.0, 1060.0)), ((1560.0, 1400.0), (2300.0, 1360.0))),
        dashed=(((640.0, 1100.0), (1560.0, 1100.0)),),
        notes=(
            (1100, 2850, "CAST IRON GRATE, ADJUSTABLE FRAME"),
            (730, 2700, "PRECAST RINGS, MAX 300"),
            (570, 2000, "PRECAST 900 Ø, CSA A257.4"),
            (2000, 1240, "PVC DR-35 300, FLEXIBLE JOINT"),
            (1100, 900, "SUMP 600"),
            (1100, 220, "BASE SLAB 150"),
            (1100, 70, "150 CRUSHED STONE"),
        ),
        columns=((-120, (300, 1100, 2900)),),
        rows=((-160, (640, 1560)),),
    ),
    Detail(
        "PIPE TRENCH",
        pieces=(
            ("earth", (0.0, 0.0, 450.0, 2200.0)),
            ("earth", (1650.0, 0.0, 2100.0, 2200.0)),
            ("sand", (450.0, 900.0, 1650.0, 1900.0)),
            ("gravel", (450.0, 150.0, 1650.0, 900.0)),
            ("solid", (450.0, 1900.0, 1650.0, 1990.0)),
            ("gravel", (450.0, 0.0, 1650.0, 150.0)),
        ),
        circles=((1050, 450, 190), (1050, 450, 170)),
        dashed=(((450.0, 1300.0), (1650.0, 1300.0)),),
        notes=(
            (1000, 1950, "PAVEMENT, SEE 1/C-501"),
            (900, 1600, "BACKFILL MG-112, 95% MPM"),
            (1500, 1300, "WARNING TAPE 300 ABOVE PIPE"),
            (1300, 700, "SURROUND, CLEAN STONE 5-20"),
            (1220, 450, "PIPE AS SHOWN ON C-101"),
            (1300, 70, "BEDDING 150"),
        ),
        rows=((-150, (450, 1650)),),
        columns=((-120, (150, 900, 1900)),),
    ),
    Detail(
        "ACCESSIBLE RAMP AND TACTILE STRIP",
        pieces=(
            (
                "concrete",
                (
                    (0.0, 500.0),
                    (900.0, 500.0),
                    (2700.0, 350.0),
                    (3400.0, 350.0),
                    (3400.0, 500.0),
                    (2700.0, 500.0),
                    (900.0, 650.0),
                    (0.0, 650.0),
                ),
            ),
            ("gravel", ((0.0, 300.0), (3400.0, 150.0), (3400.0, 350.0), (2700.0, 350.0), (900.0, 500.0), (0.0, 500.0))),
        ),
        bold=(((0.0, 1300.0), (3400.0, 1300.0)), ((0.0, 2200.0), (3400.0, 2200.0))),
        lines=tuple(((2200.0 + i * 90, 1300.0), (2200.0 + i * 90, 2200.0)) for i in range(8)),
        notes=(
            (450, 600, "CONCRETE WALK 150, BROOM FINISH"),
            (1800, 560, "SLOPE 8.3% MAX"),
            (2500, 1700, "TACTILE STRIP 610, CAST IRON"),
            (1200, 1750, "RAMP, WIDTH 1500 (PLAN)"),
            (1500, 330, "200 CRUSHED STONE MG-20"),
        ),
        rows=((2330, (0, 2200, 2830)), (60, (0, 900, 2700, 3400))),
    ),
    Detail(
        "TREE PLANTING",
        pieces=(
            ("earth", (0.0, 0.0, 700.0, 900.0)),
            ("earth", (2300.0, 0.0, 3000.0, 900.0)),
            ("sand", ((700.0, 0.0), (2300.0, 0.0), (2300.0, 850.0), (700.0, 850.0))),
            ("gypsum", (700.0, 850.0, 2300.0, 930.0)),
            ("wood", (1440.0, 500.0, 1560.0, 2400.0)),
        ),
        circles=((1500, 2500, 620), (1250, 2700, 380), (1800, 2750, 350)),
        bold=(((1100.0, 100.0), (1100.0, 1900.0)), ((1900.0, 100.0), (1900.0, 1900.0))),
        lines=(((1100.0, 1700.0), (1440.0, 1800.0)), ((1900.0, 1700.0), (1560.0, 1800.0))),
        notes=(
            (1600, 2700, "TREE AS LISTED, 60 CALIPER"),
            (1250, 1750, "TIES, REMOVE AFTER 2 YEARS"),
            (1900, 1300, "TWO STAKES, CEDAR"),
            (1500, 890, "MULCH 80, CLEAR OF TRUNK"),
            (1100, 400, "PLANTING SOIL, 3 PARTS TOPSOIL / 1 COMPOST"),
        ),
        rows=((-180, (700, 2300)),),
        columns=((-130, (0, 850)),),
    ),
    Detail(
        "CHAIN LINK FENCE",
        pieces=(
            ("concrete", (150.0, 0.0, 450.0, 900.0)),
            ("concrete", (2550.0, 0.0, 2850.0, 900.0)),
            ("steel", (275.0, 100.0, 325.0, 2400.0)),
            ("steel", (2675.0, 100.0, 2725.0, 2400.0)),
        ),
        bold=(((300.0, 2380.0), (2700.0, 2380.0)), ((300.0, 960.0), (2700.0, 960.0)), ((0.0, 900.0), (3000.0, 900.0))),
        lines=tuple(
            ((300.0 + i * 120, 960.0), (min(2700.0, 300.0 + i * 120 + 1420), min(2380.0, 960.0 + 2400 - i * 120)))
            for i in range(20)
        )
        + tuple(
            ((2700.0 - i * 120, 960.0), (max(300.0, 2700.0 - i * 120 - 1420), min(2380.0, 960.0 + 2400 - i * 120)))
            for i in range(20)
        ),
        notes=(
            (1500, 2380, "TOP RAIL 42 Ø"),
            (1500, 1700, "MESH 50, 3.5 Ø, VINYL COATED BLACK"),
            (2700, 1500, "POST 60 Ø @ 2400"),
            (300, 500, "CONCRETE PIER 300 Ø x 900"),
        ),
        rows=((-160, (300, 2700)),),
        columns=((-60, (0, 900, 2400)),),
    ),
)


def draw_civil_details(sheet: Sheet) -> str:
    draw_details(sheet, _CIVIL, 3, 2)
    return "AS NOTED"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"C-501": draw_civil_details}
