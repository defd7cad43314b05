"""The sprinkler plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pen import BOLD, CUT, FINE, HEAVY, MEDIUM, THIN
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_X, PLAN_X, STRIP_TOP, finish_plan, plan_notes, plan_view
from .rosemont import ground
from .services import heads
from .symbols import leader, round_tag
from .tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def draw_sprinklers(sheet: Sheet) -> str:
    level = ground(0)
    view = plan_view(sheet)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    for y, size in ((18000.0, "100"), (9000.0, "65"), (25000.0, "65")):
        view.line(1800, y, 49200, y, CUT)
        view.text(13200, y + 120, f"MAIN {size}", 5.4, BOLD, "c", mask=True)
    view.lines([(26400, 9000, 26400, 25000)], CUT)
    places = heads(level)
    for d in places:
        main = 9000.0 if d.y < 13500 else 18000.0 if d.y < 21500 else 25000.0
        view.line(d.x, main, d.x, d.y, THIN)
        view.circle(d.x, d.y, 120, MEDIUM, fill=1.0)
        view.circle(d.x, d.y, 40, FINE, fill=0.0)
    for i, x in enumerate((3600, 10800, 18000, 33600, 40800, 47400)):
        view.text(x + 200, 12400, "25" if i % 2 else "32", 5, mask=True)
        view.text(x + 200, 21600, "32" if i % 2 else "25", 5, mask=True)
    view.rect(26900, 17300, 27900, 18700, HEAVY, fill=1.0)
    round_tag(view, 27400, 18000, "R1", 8, 6)
    leader(view, (27400, 17300), (31000, 15500), "RISER 150 FROM BASEMENT 005, FLOW SWITCH, TEST AND DRAIN", 6.4, 130)
    view.path([(26400, 9000), (26400, -700)], CUT)
    view.path([(26100, -700), (26700, -700)], HEAVY)
    view.text(26900, -1100, "FDC, STORZ 100", 5.6, BOLD, mask=True)
    draw_room_tags(view, level, french=False, size=6.0)
    draw_grid_dimensions(view, level)
    low = plan_notes(
        sheet,
        "SPRINKLER NOTES",
        [
            "NFPA 13-2022 and Construction Code of Québec. Hydraulic calculations by the contractor's engineer.",
            "Light hazard: 4.1 mm/min over 139 m², 20.9 m² per head. Storage, kitchen: ordinary hazard 1, 6.1 mm/min.",
            "Heads: concealed in ceilings (QR, K80, 68 °C); upright where exposed; high temperature in boiler room.",
            "Centre heads in tiles. SEE A-111.",
            "Pipe: schedule 10 grooved 65 and above; schedule 40 threaded below.",
            "Seismic bracing per NFPA 13 chapter 18.",
            "Flow test: static 520 kPa, residual 440 kPa at 3 800 L/min, 2025-10-14.",
            "Fire department connection: within 45 m of hydrant. SEE C-101.",
        ],
    )
    rows = [
        (
            "Concealed pendent",
            "QR",
            "K80",
            "68 °C",
            str(sum(1 for d in places if level.room(d.room).finish.ceiling != "EXP")),
        ),
        ("Upright", "SR", "K80", "93 °C", str(sum(1 for d in places if level.room(d.room).finish.ceiling == "EXP"))),
    ]
    table(
        sheet.pen,
        NOTES_X,
        low,
        "HEADS",
        (
            Column("TYPE", 150),
            Column("RESPONSE", 70, "c"),
            Column("K", 60, "c"),
            Column("TEMP.", 70, "c"),
            Column("No.", 82, "r"),
        ),
        rows,
        18,
        7.8,
    )
    finish_plan(sheet, view, "GROUND FLOOR SPRINKLER PLAN / GICLEURS DU REZ-DE-CHAUSSÉE")
    areas = [
        ("DA-1", "LIBRARY 128", "LIGHT", "4.1", "139", "1 140", "310"),
        ("DA-2", "KITCHEN 110", "ORD. 1", "6.1", "139", "1 420", "385"),
        ("DA-3", "TABLE STORAGE 108", "ORD. 1", "6.1", "139", "1 380", "372"),
    ]
    table(
        sheet.pen,
        PLAN_X,
        STRIP_TOP,
        "HYDRAULIC DESIGN AREAS",
        (
            Column("AREA", 70, "c"),
            Column("LOCATION", 220),
            Column("HAZARD", 90, "c"),
            Column("mm/min", 80, "r"),
            Column("m²", 80, "r"),
            Column("L/min", 90, "r"),
            Column("kPa", 90, "r"),
        ),
        areas,
        20,
        8,
    )
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"FP-102": draw_sprinklers}
