"""The engineers' sheets of the Annexe."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .ceilings import draw_ceiling_terminal, draw_luminaire
from .electrical import home_run, receptacle, wire
from .furniture import spread
from .mechanical import duct
from .pen import BOLD, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen
from .plan import (
    BACKGROUND,
    draw_grid,
    draw_grid_dimensions,
    draw_level,
    draw_room_tags,
)
from .services import Device, luminaires, receptacles
from .symbols import (
    arrow,
    box_tag,
    north_arrow,
    scale_bar,
    view_title,
)
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

from .annex import BASE, DEPTH, LEFT, RIGHT, WIDTH, annex_title, gymnasium


def draw_structure(sheet: Sheet) -> str:
    level = gymnasium(0)
    page = sheet.pen
    base, roof = page.view(*LEFT, BASE), page.view(*RIGHT, BASE)
    for view in (base, roof):
        draw_grid(view, level)
        draw_grid_dimensions(view, level)
    for grow, w, dash in ((600, THIN, HIDDEN), (150, HEAVY, ()), (-150, HEAVY, ()), (-600, THIN, HIDDEN)):
        base.rect(-grow, -grow, WIDTH + grow, DEPTH + grow, w, dash)
    base.lines([(6000 + d, 150, 6000 + d, DEPTH - 150) for d in (-450, 450)], THIN, HIDDEN)
    base.lines([(6000 + d, 150, 6000 + d, DEPTH - 150) for d in (-95, 95)], HEAVY)
    base.lines(
        [(x, 300, x, DEPTH - 300) for x in (3000, 12000, 18000)]
        + [(300, y, WIDTH - 300, y) for y in (5500, 11000, 16500)],
        FINE,
        SHORT,
    )
    for label, number, x, y in level.columns():
        if 0 < x < WIDTH and 0 < y < DEPTH and x != 6000:
            continue
        half = 900 if 0 < x < WIDTH else 1100
        base.rect(x - half, y - half, x + half, y + half, MEDIUM, HIDDEN)
        base.rect(x - 250, y - 250, x + 250, y + 250, MEDIUM, fill=0.9)
        box_tag(base, x + half + 350, y + half * 0.8, "F11" if half == 900 else "F12", 6)
        del label, number
    base.text(15000, 9000, "150 SLAB ON GRADE, 10M @ 300 E.W.", 7, BOLD, "c", mask=True)
    base.text(15000, 8350, "DEPRESS 95 FOR FLOOR WF-2", 6.4, align="c", mask=True)
    annex_title(sheet, base, LEFT[0], "1", "FOUNDATION PLAN")
    for y in (0.0, 5500.0, 11000.0, 16500.0, 22000.0):
        roof.line(6100, y, WIDTH - 100, y, CUT)
        roof.text(15000, y + 110, "LSJ-1  1100 DEEP, 18 000 SPAN", 5.6, BOLD, "c", mask=True)
        roof.line(100, y, 5900, y, HEAVY)
        roof.text(3000, y + 110, "W250x28", 5.4, BOLD, "c", mask=True)
    roof.lines([(x, 100, x, DEPTH - 100) for x in range(7500, 24000, 1500)], FINE)
    roof.lines([(x, 100, x, DEPTH - 100) for x in range(1500, 6000, 1500)], FINE)
    for x in (0, 6000, WIDTH):
        roof.line(x, 0, x, DEPTH, HEAVY)
    roof.lines(
        [(6000, 0, 12000, 5500), (12000, 0, 6000, 5500), (18000, 16500, WIDTH, DEPTH), (WIDTH, 16500, 18000, DEPTH)],
        THIN,
        HIDDEN,
    )
    for x, y in ((15000, 3300), (15000, 18700)):
        roof.rect(x - 1200, y - 500, x + 1200, y + 500, THIN, HIDDEN)
        roof.text(x, y - 80, "BACKSTOP 4.5 kN", 5, align="c", mask=True)
    arrow(page, roof.pt(9200, 8000), roof.pt(11500, 8000), 5)
    roof.line(9200, 8000, 11500, 8000, THIN)
    roof.text(10300, 8150, "DECK 76 ACOUSTIC", 5.4, align="c", mask=True)
    annex_title(sheet, roof, RIGHT[0], "2", "ROOF FRAMING PLAN")
    boxes = numbered_notes(
        page,
        180,
        490,
        "ANNEXE STRUCTURAL NOTES",
        [
            "SEE S-001 for general notes and loads.",
            "Footings on undisturbed till, 200 kPa; underside at -2.150, frost depth 1800.",
            "Walls: block 190, 15M @ 800, grouted at bars; bond beams at 2400 and at the top.",
            "Long span joists: camber 35, bridging by the supplier; hang backstops at panel points only.",
            "Expansion joint 25 at the link, all trades.",
        ],
        560,
        8,
    )
    del boxes
    table(
        page,
        860,
        490,
        "FOOTINGS AND JOISTS",
        (Column("MARK", 70, "c"), Column("SIZE", 200), Column("REINFORCEMENT / LOAD", 260)),
        [
            ("F11", "1800 x 1800 x 400", "8-20M E.W. BOT."),
            ("F12", "2200 x 2200 x 500", "10-20M E.W. BOT."),
            ("F13", "900 x 300 CONT.", "3-15M, 15M @ 400"),
            ("LSJ-1", "1100 DEEP, 5500 SPACING", "D 9.5, L 15.1 kN/m"),
            ("J3", "OWSJ 300 @ 1500", "D 3.2, L 4.1 kN/m"),
        ],
        20,
        8,
    )
    return f"1:{BASE}"


def draw_ventilation(sheet: Sheet) -> str:
    level = gymnasium(0)
    page = sheet.pen
    view = page.view(430, 560, 75)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level)
    for x in (9500.0, 20500.0):
        for y0, y1, d in ((1500.0, 8000.0, 450.0), (8000.0, 14500.0, 550.0), (14500.0, 20500.0, 450.0)):
            duct(view, (x - d / 2, y0, x + d / 2, y1), f"Ø{d:.0f}")
        for y in range(2400, 20500, 1800):
            for side in (-1, 1):
                view.line(x + side * 275, y, x + side * 900, y - 250, FINE)
                arrow(page, view.pt(x + side * 275, y), view.pt(x + side * 900, y - 250), 4)
    duct(view, (9225, 10700, 20775, 11300))
    view.text(18600, 11400, "1000x600", 5.2, BOLD, "c", mask=True)
    view.rect(13200, 9700, 16800, 12300, CUT, fill=1.0)
    view.lines([(13200, 9700, 16800, 12300), (13200, 12300, 16800, 9700)], HAIR)
    box_tag(view, 15000, 11000, "RTU-3 ABOVE", 8)
    duct(view, (3000, 1500, 3400, 12000), "400x250")
    for y in (3200, 9600):
        draw_ceiling_terminal(view, Device("S", 4600, y, "X05"))
        draw_ceiling_terminal(view, Device("X", 1400, y, "X05"))
        duct(view, (3400, y - 100, 4300, y + 100))
        duct(view, (1700, y - 900, 1950, y + 900), "", "X")
    draw_room_tags(view, level, french=False)
    draw_grid_dimensions(view, level)
    view_title(page, 330, 440, "1", "ANNEXE VENTILATION PLAN / VENTILATION DE L'ANNEXE", "SCALE / ÉCHELLE  1:75", 620)
    scale_bar(Pen(page.ink, 1040, 440, view.k), 0, 0, 2500, 3)
    north_arrow(page, 1330, 452, 20)
    boxes = numbered_notes(
        page,
        1560,
        1650,
        "VENTILATION NOTES",
        [
            "SEE M-102 for general notes and legend, M-501 for details.",
            "Textile ducts: 600 Pa rated, double suspension, colour by the architect.",
            "RTU-3 on curb, 900 kg, SEE S-151. CO2 control of outdoor air.",
            "Protect diffusers and thermostats with wire guards.",
            "Destratification fans: four, 1200 Ø, reversible.",
        ],
        620,
        8,
    )
    table(
        page,
        1560,
        boxes[-1][1] - 30,
        "ANNEXE EQUIPMENT",
        (
            Column("TAG", 70, "c"),
            Column("SERVES", 150),
            Column("AIR L/s", 80, "r"),
            Column("COOL kW", 80, "r"),
            Column("HEAT kW", 80, "r"),
            Column("POWER", 110, "c"),
        ),
        [
            ("RTU-3", "GYMNASIUM", "2 900", "38.0", "62.0", "600/3/60"),
            ("EF-4", "CHANGE ROOMS", "310", "-", "-", "120/1/60"),
            ("UH-1", "EQUIPMENT X03", "180", "-", "7.5", "600/3/60"),
            ("DF-1..4", "GYMNASIUM", "3 500", "-", "-", "120/1/60"),
        ],
        20,
        8,
    )
    return "1:75"


def draw_power(sheet: Sheet) -> str:
    level = gymnasium(0)
    page = sheet.pen
    power, light = page.view(*LEFT, BASE), page.view(*RIGHT, BASE)
    for view in (power, light):
        draw_level(view, level, BACKGROUND)
        draw_grid(view, level)
        draw_grid_dimensions(view, level)
        draw_room_tags(view, level, french=False)
    found = receptacles(level)
    for i, d in enumerate(found):
        receptacle(power, d.x, d.y, d.face, d.kind)
        if i % 4 == 0:
            home_run(
                power, d.x, d.y + (300 if d.y < 20000 else -300), 0, 1 if d.y < 11000 else -1, f"LP-X-{i + 1},{i + 3}"
            )
    power.rect(5600, 16200, 5800, 17000, HEAVY, fill=0.25)
    power.text(5400, 16500, "LP-X", 6, BOLD, "r", mask=True)
    for x, y in ((7000, 14300), (23000, 3000), (15000, 21000)):
        power.rect(x - 150, y + 1200, x + 150, y + 1500, MEDIUM, fill=1.0)
        power.text(x, y + 1280, "F", 5, BOLD, "c")
    for x, y in ((15000, 600), (15000, 21400)):
        power.rect(x - 900, y - 150, x + 900, y + 150, MEDIUM, fill=1.0)
        power.text(x, y - 60, "SCOREBOARD", 4.8, BOLD, "c")
    annex_title(sheet, power, LEFT[0], "1", "POWER AND SYSTEMS")
    places = [d for d in luminaires(level) if d.room != "X01"]
    for d in places:
        draw_luminaire(light, d)
    high = spread((6000, 0, WIDTH, DEPTH), 4000, 4000, 900)
    for hx, hy in high:
        light.circle(hx, hy, 330, MEDIUM, fill=1.0)
        light.circle(hx, hy, 200, FINE)
        light.text(hx + 450, hy + 200, "H1", 5, BOLD, mask=True)
    for a, b in itertools.pairwise(high):
        if a[1] == b[1]:
            wire(light, a, b, 0.1)
    for i in range(0, len(high), 4):
        home_run(light, high[i][0] - 300, high[i][1], -1, 0, f"LP-X-{2 + i}")
    light.text(6500, 15700, "$a $b", 8, BOLD)
    annex_title(sheet, light, RIGHT[0], "2", "LIGHTING")
    numbered_notes(
        page,
        180,
        490,
        "ANNEXE ELECTRICAL NOTES",
        [
            "SEE E-001 for symbols and E-201 for general lighting notes.",
            "Panel LP-X, 120/208 V, 100 A, fed from DP-2. SEE E-401 and E-601.",
            "High bays: guards, dimming 0-10 V, two zones, 500 lx.",
            "Fire alarm: two horn strobes 110 cd in the gymnasium.",
            "Wireless access points: two, with ball guards.",
        ],
        560,
        8,
    )
    table(
        page,
        860,
        490,
        "ANNEXE LUMINAIRES",
        (Column("TYPE", 60, "c"), Column("DESCRIPTION", 320), Column("W", 60, "r"), Column("QTY", 60, "r")),
        [
            ("H1", "LED high bay, IK10, wire guard, 5000 K", "165", str(len(high))),
            ("B1", "Downlight, wet location", "18", str(sum(d.kind == "B" for d in places))),
            ("D1", "Vapour-tight strip 1200", "35", str(sum(d.kind == "D" for d in places))),
            ("A1", "Recessed LED 600x1200", "38", str(sum(d.kind == "A" for d in places))),
        ],
        20,
        8,
    )
    return f"1:{BASE}"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"S-151": draw_structure, "M-151": draw_ventilation, "E-151": draw_power}
