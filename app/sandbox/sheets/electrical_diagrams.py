"""Electrical legend, one-line diagram and panel schedules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pen import BOLD, CUT, FINE, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen
from .rosemont import levels
from .symbols import box_tag, view_title
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def draw_legend(sheet: Sheet) -> str:
    page = sheet.pen
    groups = (
        (
            "POWER",
            (
                ("o=", "Duplex receptacle 15 A, 450 AFF"),
                ("o= GFI", "Receptacle, ground fault"),
                ("o= WP", "Receptacle, weatherproof in use"),
                ("(J)", "Junction box"),
                ("[M]", "Motor connection"),
                ("[/]", "Disconnect switch, fused"),
                ("[VFD]", "Variable frequency drive by mechanical"),
                ("[FB]", "Floor box, power and data"),
                ("[##]", "Panelboard, surface or recessed"),
                ("-->", "Home run, panel and circuits"),
            ),
        ),
        (
            "LIGHTING",
            (
                ("$", "Switch, single pole, 1100 AFF"),
                ("$3", "Switch, three way"),
                ("$os", "Wall sensor, dual technology"),
                ("$a", "Dimmer, zone a"),
                ("(OS)", "Ceiling occupancy sensor"),
                ("(PC)", "Photocell"),
                ("A1", "Luminaire type, SEE E-201"),
                ("EXIT", "Exit sign, running man"),
                ("o-o", "Emergency remote heads"),
                ("[INV]", "Central inverter"),
            ),
        ),
        (
            "FIRE ALARM",
            (
                ("(S)", "Smoke detector, photoelectric"),
                ("(H)", "Heat detector, 57 °C"),
                ("[F]", "Manual pull station, 1150 AFF"),
                ("[HS]", "Horn strobe, candela as noted"),
                ("[FS]", "Flow switch"),
                ("[TS]", "Tamper switch"),
                ("[DH]", "Door hold-open"),
                ("[FACP]", "Fire alarm control panel"),
                ("[ANN]", "Annunciator at entrance"),
                ("(DD)", "Duct detector"),
            ),
        ),
        (
            "SYSTEMS",
            (
                ("/\\", "Data outlet, 2 x Cat 6A"),
                ("[AP]", "Wireless access point, ceiling"),
                ("[CR]", "Card reader"),
                ("[DC]", "Door contact"),
                ("[ES]", "Electric strike"),
                ("[CAM]", "Camera, dome, PoE"),
                ("(SP)", "Ceiling speaker"),
                ("[V]", "Volume control"),
                ("[CLK]", "Clock, PoE"),
                ("[TV]", "Display outlet, HDMI and data"),
            ),
        ),
    )
    for i, (title, rows) in enumerate(groups):
        x, top = 90 + i * 545, 1650.0
        table(page, x, top, title, (Column("SYMBOL", 120, "c"), Column("DESCRIPTION", 390)), rows, 26, 9)
    numbered_notes(
        page,
        90,
        1270,
        "GENERAL ELECTRICAL NOTES",
        [
            "Work to the Canadian Electrical Code, Québec amendments (C22.10), and the requirements of the utility.",
            "Drawings are diagrammatic; route to suit structure, ducts and ceilings. Do not scale.",
            "Voltage: 347/600 V three phase service, 120/208 V for receptacles and systems.",
            "Conductors: copper, RW90-XLPE in conduit; AC90 permitted for final 3 m to luminaires.",
            "Minimum No. 12 AWG; voltage drop 3% branch, 2% feeder.",
            "Identify panels, feeders, junction boxes; typed directories.",
            "Fire stop all penetrations of fire separations.",
            "Seismic restraints for equipment above 20 kg.",
            "Short circuit, coordination and arc flash study by the contractor; labels on all panels.",
            "Test: megger feeders, verify fire alarm to CAN/ULC-S537.",
        ],
        760,
        8.4,
    )
    abbreviations = (
        ("A", "Ampere"),
        ("AFF", "Above finished floor"),
        ("ATS", "Automatic transfer switch"),
        ("BKR", "Breaker"),
        ("C", "Conduit"),
        ("CCT", "Circuit"),
        ("DP", "Distribution panel"),
        ("EMT", "Electrical metallic tubing"),
        ("FACP", "Fire alarm control panel"),
        ("GFI", "Ground fault interrupter"),
        ("GND", "Ground"),
        ("LP", "Lighting and power panel"),
        ("MDP", "Main distribution panel"),
        ("N", "Neutral"),
        ("NL", "Night light"),
        ("SPD", "Surge protective device"),
        ("T", "Transformer"),
        ("WP", "Weatherproof"),
    )
    for i in range(2):
        table(
            page,
            960 + i * 330,
            1270,
            "ABBREVIATIONS" if not i else "(CONTINUED)",
            (Column("SHORT", 80, "c"), Column("MEANING", 230)),
            abbreviations[i * 9 : i * 9 + 9],
            20,
            8.4,
        )
    loads = (
        ("Lighting", "19.4", "0.9"),
        ("Receptacles", "62.0", "0.5"),
        ("Ventilation", "61.5", "0.8"),
        ("Pumps", "5.9", "1.0"),
        ("Kitchen", "48.0", "0.7"),
        ("Elevator", "15.0", "1.0"),
        ("Electric vehicle stations", "28.8", "1.0"),
        ("Spare 25%", "60.0", "1.0"),
    )
    table(
        page,
        1640,
        1270,
        "LOAD SUMMARY",
        (Column("LOAD", 240), Column("kW CONNECTED", 130, "r"), Column("DEMAND", 110, "r")),
        loads,
        20,
        8.4,
    )
    _conduit_sections(page)
    return "NONE"


def _conduit_sections(page: Pen) -> None:
    view = page.view(150, 300, 20)
    view.rect(0, 0, 2400, 1500, HEAVY)
    view.hatch_rect((0, 0, 2400, 1500), 7, 45, FINE, 0.5)
    view.rect(500, 300, 1900, 1000, MEDIUM, fill=1.0)
    for i in range(4):
        for j in range(2):
            view.circle(700 + i * 330, 480 + j * 330, 110, MEDIUM, fill=0.92)
    view.line(500, 1250, 1900, 1250, THIN, HIDDEN)
    view_title(page, 110, 210, "1", "DUCT BANK UNDER PAVEMENT", "SCALE / ÉCHELLE  1:20", 480)
    view = page.view(900, 300, 20)
    view.rect(0, 0, 3200, 2400, MEDIUM)
    for i, (x, h, name) in enumerate(
        ((200, 1000, "DP-1"), (900, 1000, "LP-1A"), (1600, 1000, "LP-1B"), (2300, 700, "INV-1"))
    ):
        view.rect(x, 900, x + 550, 900 + h, HEAVY, fill=0.95)
        view.text(x + 275, 900 + h / 2, name, 8, BOLD, "c")
        view.lines([(x + 275, 900 + h, x + 275, 2400)], MEDIUM)
        del i
    view.line(-200, 0, 3400, 0, CUT)
    view_title(page, 860, 210, "2", "ELECTRICAL ROOM 117, ELEVATION", "SCALE / ÉCHELLE  1:20", 480)


def _breaker(page: Pen, x: float, y: float, words: str) -> None:
    page.rect(x - 5, y - 9, x + 5, y + 9, MEDIUM, fill=1.0)
    page.text(x + 9, y - 3, words, 6.8)


def draw_one_line(sheet: Sheet) -> str:
    page = sheet.pen
    page.line(330, 1540, 330, 1420, CUT)
    page.text(345, 1535, "UTILITY SERVICE 347/600 V, 3 PH, 4 W, 800 A", 8.4, BOLD)
    page.text(345, 1522, "2 x (4-350 kcmil + GND IN 103 CONDUIT), SEE C-101", 7.4)
    page.circle(330, 1470, 16, HEAVY, fill=1.0)
    page.text(330, 1467, "kWh", 7, BOLD, "c")
    _breaker(page, 330, 1430, "800A/3P, 65 kA")
    page.line(200, 1400, 1500, 1400, 3.4)
    page.text(206, 1408, "MDP  347/600 V, 800 A, SPD", 9, BOLD)
    size = sheet.pick("100 kW / 125 kVA", "125 kW / 156 kVA (ADD. 1)")
    feeder = sheet.pick("4-3/0 AWG, 53C", "4-250 kcmil, 63C (ADD. 1)")
    drops = (
        (260, "RTU-1", "40A", "3-8 AWG, 21C"),
        (430, "RTU-2", "30A", "3-10 AWG, 21C"),
        (600, "ELEVATOR", "50A", "3-6 AWG, 27C"),
        (770, "DP-1", "225A", "4-4/0 AWG, 63C"),
        (980, "T-1", "150A", "3-1/0 AWG, 53C"),
        (1400, "ATS-1", "200A", "4-3/0 AWG, 53C"),
    )
    for x, name, trip, cable in drops:
        page.line(x, 1400, x, 1190, HEAVY)
        _breaker(page, x, 1370, f"{trip}/3P")
        page.text(x + 5, 1240, cable, 6.6, angle=90)
        if name == "T-1":
            for dy in (0, -20):
                page.circle(x, 1180 + dy, 14, MEDIUM)
            page.text(x + 22, 1166, "T-1  112.5 kVA, 600-120/208 V, K-13", 7.4, BOLD)
            page.line(x, 1146, x, 1080, HEAVY)
        else:
            page.rect(x - 48, 1150, x + 48, 1190, HEAVY, fill=1.0)
            page.text(x, 1167, name, 8, BOLD, "c")
    page.line(700, 1080, 1190, 1080, 3.0)
    page.text(706, 1088, "DP-2  120/208 V, 400 A", 8.4, BOLD)
    page.text(1000, 1092, f"FEEDER: {feeder}", 7.4)
    sheet.anchor("feeder", (995, 1087, 1190, 1102))
    for i, name in enumerate(("LP-BA", "LP-1A", "LP-1B", "LP-2A", "LP-2B")):
        x = 720 + i * 105
        page.line(x, 1080, x, 940, HEAVY)
        _breaker(page, x, 1040, "100A/3P")
        page.rect(x - 38, 896, x + 38, 940, HEAVY, fill=1.0)
        page.text(x, 916, name, 8, BOLD, "c")
        page.text(x, 903, "SEE E-601", 5.6, align="c")
        page.text(x + 5, 955, "4-1 AWG, 41C", 6, angle=90)
    page.line(1400, 1150, 1400, 1010, HEAVY)
    page.line(1448, 1170, 1670, 1170, HEAVY)
    page.circle(1700, 1170, 30, CUT, fill=1.0)
    page.text(1700, 1164, "G", 16, BOLD, "c")
    page.text(1745, 1178, f"GENERATOR G-1, {size}", 8.4, BOLD)
    page.text(1745, 1165, "NATURAL GAS, ENCLOSED, LEVEL 2, SEE C-101", 7.4)
    sheet.anchor("generator", (1740, 1172, 1980, 1190))
    page.line(1300, 1010, 1680, 1010, 3.0)
    page.text(1306, 1018, "DP-E  347/600 V, EMERGENCY", 8.4, BOLD)
    for i, name in enumerate(("LP-E", "SP-1", "FACP", "INV-1")):
        x = 1340 + i * 95
        page.line(x, 1010, x, 900, HEAVY)
        _breaker(page, x, 980, "30A")
        page.rect(x - 34, 860, x + 34, 900, HEAVY, fill=1.0)
        page.text(x, 876, name, 8, BOLD, "c")
    page.lines([(250, 1400, 250, 1440), (240, 1440, 260, 1440), (244, 1445, 256, 1445), (248, 1450, 252, 1450)], MEDIUM)
    view_title(page, 150, 790, "1", "ONE-LINE DIAGRAM / SCHÉMA UNIFILAIRE", "NOT TO SCALE", 560)
    _alarm_riser(page)
    numbered_notes(
        page,
        1640,
        620,
        "DIAGRAM NOTES",
        [
            "Interrupting ratings: 65 kA at MDP, 22 kA at 600 V panels, 10 kA at 208 V panels.",
            "Ground: 2/0 AWG to water entry and two plates. SEE P-101.",
            "ATS: four pole, 200 A, closed transition, bypass.",
            "Provide two empty 53 conduits from MDP to the roof for photovoltaics (alternate 3).",
            "Provide metering CTs for energy reporting on RTU, kitchen, vehicle stations.",
            "Feeder sizes are for copper, 75 °C.",
        ],
        620,
        8.2,
    )
    return "NOT TO SCALE"


def _alarm_riser(page: Pen) -> None:
    storeys = [(level.name, 190.0 + i * 170, len(level.rooms)) for i, level in enumerate(levels(0))]
    page.rect(200, 170, 270, 250, CUT, fill=1.0)
    page.text(235, 214, "FACP", 10, BOLD, "c")
    page.line(320, 200, 320, 640, HEAVY)
    for name, y, count in storeys:
        page.text(90, y + 62, name, 7.6, BOLD)
        page.line(320, y + 30, 1500, y + 30, MEDIUM)
        page.line(320, y + 80, 1500, y + 80, MEDIUM, SHORT)
        for i in range(min(18, count // 2)):
            x = 380 + i * 62
            page.circle(x, y + 30, 11, THIN, fill=1.0)
            page.text(x, y + 27, "H" if i % 5 == 4 else "S", 8, BOLD, "c")
            page.rect(x - 12, y + 70, x + 12, y + 90, THIN, fill=1.0)
            page.text(x, y + 76.5, "HS" if i % 3 else "F", 7.4, BOLD, "c")
        page.text(1510, y + 28, "EOL", 6.8)
        page.text(1510, y + 78, "EOL", 6.8)
    page.line(270, 210, 320, 210, HEAVY)
    page.rect(200, 290, 270, 330, HEAVY, fill=1.0)
    page.text(235, 306, "ANN", 8, BOLD, "c")
    page.line(235, 250, 235, 290, MEDIUM)
    view_title(page, 150, 90, "2", "FIRE ALARM RISER / SCHÉMA D'ALARME INCENDIE", "NOT TO SCALE", 560)


_LOADS = (
    "RECEPTACLES {}",
    "RECEPTACLES {}",
    "DATA RACK {}",
    "LIGHTING {}",
    "COUNTER GFI {}",
    "PROJECTOR {}",
    "HAND DRYER {}",
    "UNIT HEATER {}",
)


def _panel_rows(name: str, stage: int, rooms: list[str]) -> list[tuple[str, ...]]:
    """21 rows of two circuits: number, load, watts, breaker, phase, breaker, watts, load, number."""
    rows: list[tuple[str, ...]] = []
    for i in range(21):
        odd, even = 2 * i + 1, 2 * i + 2
        cells = []
        for circuit in (odd, even):
            room = rooms[(circuit * 3) % len(rooms)]
            words = _LOADS[(circuit * 5 + len(name)) % len(_LOADS)].format(room)
            watts, trip = str(400 + (circuit * 137) % 1100), "15A"
            if circuit > 36 or (name == "LP-2A" and circuit == 12 and stage < 1):
                words, watts, trip = "SPARE" if circuit < 40 else "SPACE", "-", "15A" if circuit < 40 else "-"
            if name == "LP-1A" and circuit == 7 and stage >= 1:
                words, watts, trip = "RECEPTACLES 115, 117 (ADD. 1)", "1200", "20A"
            if name == "LP-2A" and circuit == 12 and stage >= 1:
                words, watts, trip = "FUME HOOD FX-1 213 (ADD. 1)", "900", "20A"
            cells.append((words, watts, trip))
        (w1, p1, t1), (w2, p2, t2) = cells
        rows.append((str(odd), w1, p1, t1, "ABC"[i % 3], t2, p2, w2, str(even)))
    return rows


def draw_panels(sheet: Sheet) -> str:
    page = sheet.pen
    columns = (
        Column("CCT", 28, "c"),
        Column("LOAD", 172),
        Column("W", 38, "r"),
        Column("BKR", 32, "c"),
        Column("PH", 22, "c"),
        Column("BKR", 32, "c"),
        Column("W", 38, "r"),
        Column("LOAD", 172),
        Column("CCT", 28, "c"),
    )
    below, first, upper = levels(sheet.stage)
    panels = (("LP-BA", below), ("LP-1A", first), ("LP-1B", first), ("LP-2A", upper), ("LP-2B", upper), ("LP-E", first))
    for i, (name, level) in enumerate(panels):
        rooms = [r.number for r in level.rooms if r.use not in {"lift", "stair", "void"}]
        x, top = 86 + (i % 3) * 738, 1655 - (i // 3) * 760
        boxes = table(page, x, top - 48, f"PANEL {name}", columns, _panel_rows(name, sheet.stage, rooms), 17.5, 7.4)
        page.text(x, top - 14, f"{name}   120/208 V, 3 PH, 4 W   MAIN LUGS 225 A   10 kA   {level.name}", 8.4, BOLD)
        page.text(x, top - 28, "SURFACE, DOOR IN DOOR, SPD TYPE 2" if i % 2 else "RECESSED, DOOR IN DOOR", 7.4)
        watts = sum(float(r[c]) for r in _panel_rows(name, sheet.stage, rooms) for c in (2, 6) if r[c] != "-")
        box_tag(page, x + 130, boxes[-1][1] - 16, f"CONNECTED {watts / 1000:.1f} kW", 7.6)
        box_tag(page, x + 330, boxes[-1][1] - 16, f"DEMAND {watts / 1400:.1f} kW, {watts / 1400 / 0.36:.0f} A", 7.6)
        for row, box in zip(_panel_rows(name, sheet.stage, rooms), boxes, strict=True):
            sheet.anchor(f"panel {name} {row[0]}", (box[0], box[1], box[0] + 270, box[3]))
            sheet.anchor(f"panel {name} {row[8]}", (box[0] + 292, box[1], box[2], box[3]))
    return "NONE"


DIAGRAMS: dict[str, Callable[[Sheet], str]] = {"E-001": draw_legend, "E-401": draw_one_line, "E-601": draw_panels}
