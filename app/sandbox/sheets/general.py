"""Cover sheet with the drawing list, and the sheet of code review, abbreviations and symbols."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .catalogue import SHEETS
from .materials import PATTERNS, cut
from .paper import FIRM, Sheet
from .pen import BOLD, CUT, FINE, HAIR, HEAVY, MEDIUM, OBLIQUE, THIN, Pen, Point
from .rosemont import ADDRESS, PARAPET, PROJECT, PROJET, SECOND, WIDTH, ground, levels, second
from .symbols import (
    box_tag,
    callout,
    cloud,
    delta,
    dimension_row,
    door_tag,
    grid_bubble,
    hexagon_tag,
    leader,
    level_mark,
    north_arrow,
    room_tag,
    section_mark,
)
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

_LIST = (
    Column("SHEET", 62),
    Column("TITLE / TITRE", 268),
    Column("DISCIPLINE", 104),
    Column("AREA", 84),
    Column("REV.", 34, "c"),
)


def draw_cover(sheet: Sheet) -> str:
    page = sheet.pen
    page.text(110, 1600, PROJECT.upper(), 52, BOLD)
    page.text(112, 1548, PROJET, 30, OBLIQUE)
    page.line(110, 1526, 1560, 1526, CUT)
    for i, words in enumerate(ADDRESS):
        page.text(112, 1500 - i * 18, words, 13)
    page.text(112, 1450, f"{FIRM}    Project 2514-RCC", 13, BOLD)
    _axonometric(page)
    rows = [(s.number, s.title, s.discipline or "-", s.area, str(min(sheet.stage, s.revisions - 1))) for s in SHEETS]
    boxes = table(page, 1700, 1660, "DRAWING LIST / LISTE DES DESSINS", _LIST, rows, 19.5, 8.2)
    for row, box in zip(rows, boxes, strict=True):
        sheet.anchor(f"list {row[0]}", box)
    _location(page)
    areas = [
        (
            level.name,
            f"{sum(r.area for r in level.rooms):.0f} m² gross, {len(level.rooms)} rooms, {len(level.doors)} doors",
        )
        for level in levels(sheet.stage)
    ]
    low = keyed_wide(page, 700, 560, "BUILDING AREAS / SUPERFICIES", areas)
    alternates = [
        "Alternate 1: quartz counters in place of solid surface.",
        "Alternate 2: operable partition 106B, manual.",
    ]
    if sheet.since(1):
        alternates.append("Alternate 3 (Addendum 1): photovoltaic ready conduits and roof pads, SEE E-401.")
    placed = numbered_notes(page, 700, low - 24, "SEPARATE AND ALTERNATE PRICES", alternates, 420)
    sheet.anchor("alternates", placed[-1])
    numbered_notes(
        page,
        1160,
        560,
        "TENDER NOTES / NOTES DE SOUMISSION",
        [
            "Site visit: by appointment, two visits planned.",
            "Questions in writing, until seven days before closing.",
            "Addenda form part of the contract documents.",
            "Drawings and specifications (devis) are complementary.",
            "In case of conflict the more stringent requirement applies.",
            "Hazardous materials: none expected, new construction.",
            "Work hours: 7:00 to 19:00, Monday to Friday.",
        ],
        440,
    )
    return "NONE"


def keyed_wide(page: Pen, x: float, top: float, title: str, rows: list[tuple[str, str]]) -> float:
    page.text(x, top - 10, title, 9.5, BOLD)
    page.line(x, top - 14, x + 420, top - 14, MEDIUM)
    for i, (key, words) in enumerate(rows):
        page.text(x + 2, top - 30 - i * 15, key, 8, BOLD)
        page.text(x + 120, top - 30 - i * 15, words, 8)
    return top - 30 - len(rows) * 15


def _axonometric(page: Pen) -> None:
    """The building seen from the south-west, with the windows of the model."""

    def at(x: float, y: float, z: float) -> Point:
        return 620 + (x * 0.82 - y * 0.92) * 0.0158, 720 + (x * 0.26 + y * 0.36) * 0.0158 + z * 0.0185

    def quad(points: list[tuple[float, float, float]], fill: float, w: float = THIN) -> None:
        page.path([at(*p) for p in points], w, close=True, fill=fill)

    depth = 31800.0
    quad([(57000, 6000, 0), (57000, 6000, 7500), (81000, 6000, 7500), (81000, 6000, 0)], 0.95)
    quad([(57000, 28000, 7500), (81000, 28000, 7500), (81000, 6000, 7500), (57000, 6000, 7500)], 1.0)
    quad([(57000, 28000, 0), (57000, 28000, 7500), (57000, 6000, 7500), (57000, 6000, 0)], 0.84)
    quad([(0, 0, 0), (WIDTH, 0, 0), (WIDTH, 0, PARAPET), (0, 0, PARAPET)], 0.95, HEAVY)
    quad([(0, 0, 0), (0, depth, 0), (0, depth, PARAPET), (0, 0, PARAPET)], 0.82, HEAVY)
    quad([(0, 0, PARAPET), (WIDTH, 0, PARAPET), (WIDTH, depth, PARAPET), (0, depth, PARAPET)], 1.0, HEAVY)
    inset = 500.0
    quad(
        [
            (inset, inset, PARAPET - 600),
            (WIDTH - inset, inset, PARAPET - 600),
            (WIDTH - inset, depth - inset, PARAPET - 600),
            (inset, depth - inset, PARAPET - 600),
        ],
        0.97,
        FINE,
    )
    for y in range(24):
        page.line(*at(0, y * 1300, 200), *at(0, y * 1300, PARAPET - 500), HAIR, gray=0.7)
    for z in range(500, PARAPET - 500, 340):
        page.line(*at(0, 0, z), *at(WIDTH, 0, z), HAIR, gray=0.72)
        page.line(*at(0, 0, z), *at(0, depth, z), HAIR, gray=0.6)
    for level, base in ((ground(0), 0), (second(0), SECOND)):
        for w in level.windows:
            low, high = (base, base + 3300) if w.mark.startswith("CW") else (base + 900, base + 2800)
            a, b = -w.width / 2, w.width / 2
            if w.along == "h" and w.y == 0:
                quad([(w.x + a, 0, low), (w.x + b, 0, low), (w.x + b, 0, high), (w.x + a, 0, high)], 0.55)
                page.line(*at(w.x, 0, low), *at(w.x, 0, high), FINE, gray=1.0)
            elif w.along == "v" and w.x == 0:
                quad([(0, w.y + a, low), (0, w.y + b, low), (0, w.y + b, high), (0, w.y + a, high)], 0.45)
    quad([(24300, 0, 0), (27300, 0, 0), (27300, 0, 2900), (24300, 0, 2900)], 0.4)
    quad([(21600, -2600, 3300), (30000, -2600, 3300), (30000, 0, 3300), (21600, 0, 3300)], 1.0, MEDIUM)
    quad([(21600, -2600, 3000), (30000, -2600, 3000), (30000, -2600, 3300), (21600, -2600, 3300)], 0.7, MEDIUM)
    for x in (22000, 29600):
        page.line(*at(x, -2500, 0), *at(x, -2500, 3000), MEDIUM)
    for bx, by, wide, deep in ((7000, 13500, 5200, 2400), (34500, 13500, 5200, 2400), (16500, 26400, 3400, 2000)):
        _roof_box(quad, bx, by, wide, deep, PARAPET - 600, 1700)
    _roof_box(quad, 22600, 4600, 6400, 7000, PARAPET - 600, 900)
    for i, (x, y) in enumerate(
        (
            (-6000, -3500),
            (4000, -4500),
            (13000, -4500),
            (37000, -4500),
            (46000, -4500),
            (-6500, 9000),
            (-6500, 20000),
            (-6500, 31000),
        )
    ):
        foot, crown = at(x, y, 0), at(x, y, 3200 + i % 3 * 500)
        page.line(*foot, *crown, MEDIUM)
        for dx, dy, r in ((0, 16, 22), (-13, 4, 15), (14, 6, 16)):
            page.circle(crown[0] + dx, crown[1] + dy, r, FINE, gray=0.3, fill=0.93)


def _roof_box(quad: Callable[..., None], x: float, y: float, w: float, d: float, base: float, height: float) -> None:
    top = base + height
    quad([(x, y, base), (x + w, y, base), (x + w, y, top), (x, y, top)], 0.9)
    quad([(x, y, base), (x, y + d, base), (x, y + d, top), (x, y, top)], 0.75)
    quad([(x, y, top), (x + w, y, top), (x + w, y + d, top), (x, y + d, top)], 1.0)


def _location(page: Pen) -> None:
    x, y, w, h = 110.0, 150.0, 500.0, 400.0
    page.text(x, y + h + 10, "LOCATION / PLAN DE LOCALISATION", 9.5, BOLD)
    page.rect(x, y, x + w, y + h, MEDIUM)
    columns, rows = (0.0, 78.0, 150.0, 232.0, 318.0, 402.0, 500.0), (0.0, 96.0, 190.0, 300.0, 400.0)
    for a, b in itertools.pairwise(columns):
        for c, d in itertools.pairwise(rows):
            page.rect(x + a + 7, y + c + 7, x + b - 7, y + d - 7, THIN, fill=0.95)
            for k in range(int((b - a - 20) / 15)):
                page.rect(x + a + 11 + k * 15, y + c + 11, x + a + 22 + k * 15, y + c + 36, HAIR, gray=0.5)
                page.rect(x + a + 11 + k * 15, y + d - 36, x + a + 22 + k * 15, y + d - 11, HAIR, gray=0.5)
    page.rect(x + 160, y + 108, x + 308, y + 180, HEAVY, fill=0.35)
    page.text(x + 234, y + 140, "SITE", 13, BOLD, "c", gray=1.0)
    page.text(x + 250, y + 93, "BOULEVARD ROSEMONT", 7, BOLD, "c")
    page.text(x + 250, y + 187, "RUE DU CORDEAU", 6.2, align="c")
    page.text(x + 152, y + 250, "AVENUE DE L'ÉQUERRE", 6.2, align="c", angle=90)
    page.text(x + 320, y + 250, "AVENUE DU COMPAS", 6.2, align="c", angle=90)
    north_arrow(page, x + w - 36, y + h - 40, 20)


# -- G-002 -------------------------------------------------------------------------------------------------------------

_ABBREVIATIONS = """\
AB anchor bolt|ACT acoustic ceiling tile|AFF above finished floor|AL aluminium|ALT alternate|ARCH architectural|
AVB air and vapour barrier|BF barrier free|BLDG building|BM beam|BOT bottom|BRG bearing|CB catch basin|CI cast iron|
CJ control joint|CL centre line|CLG ceiling|CLR clear|CMU concrete masonry unit|CO cleanout|COL column|CONC concrete|
CONT continuous|CPT carpet|CT ceramic tile|CW curtain wall; cold water|DF drinking fountain|DIA diameter|
DIM dimension|DN down|DP distribution panel|DR door|DWG drawing|EA each|EF exhaust fan; each face|EJ expansion joint|
EL elevation|ELEC electrical|EQ equal|EW each way|EX existing|EXP exposed|EXT exterior|FD floor drain; fire damper|
FDC fire department connection|FEC fire extinguisher cabinet|FFL finished floor level|FHC fire hose cabinet|
FIN finish|FRR fire resistance rating|FTG footing|GA gauge|GALV galvanized|GB grab bar|GL glass; grid line|
GWB gypsum wall board|HB hose bib|HC hollow core|HDW hardware|HM hollow metal|HP high point|
HSS hollow structural section|HVAC heating, ventilation, air conditioning|HW hot water|ID inside diameter|
IFC issued for construction|INSUL insulation|INT interior|INV invert|JAN janitor|JT joint|LAV lavatory|
LP low point; lighting panel|MAX maximum|MECH mechanical|MFR manufacturer|MH manhole; mounting height|MIN minimum|
MTL metal|NIC not in contract|NO number|NRC noise reduction coefficient|NTS not to scale|OC on centre|
OD outside diameter|OH overhead|OPNG opening|OWSJ open web steel joist|PL plate; property line|PLAM plastic laminate|
PLYWD plywood|PT paint; pressure treated|QTY quantity|RAD radius|RB rubber base|RCP reflected ceiling plan|
RD roof drain|REINF reinforcement|REQD required|RO rough opening|RTU rooftop unit|RWL rain water leader|SAN sanitary|
SCH schedule|SIM similar|SPEC specification (devis)|SS stainless steel|ST steel; storm|STC sound transmission class|
STRUCT structural|SV sheet vinyl|T/O top of|TYP typical|TZ terrazzo|UL ULC listed|UNO unless noted otherwise|
UR urinal|U/S underside|VB vapour barrier|VCT vinyl tile|VIF verify in field|W/ with|WC water closet|WD wood|
WP weatherproof; waterproofing|WWM welded wire mesh"""
_CODE = (
    ("Code", "Construction Code of Québec, Chapter I, Building; NBC as modified"),
    ("Major occupancy", "Group A, Division 2 (assembly)"),
    ("Building height", "2 storeys and basement"),
    ("Building area", "1 622 m² (main), 528 m² (annexe)"),
    ("Streets faced", "2"),
    ("Classification", "3.2.2.24  Group A-2, up to 6 storeys, sprinklered"),
    ("Construction", "Non-combustible"),
    ("Floor assemblies", "1 h fire separation"),
    ("Supporting structure", "1 h"),
    ("Roof", "Rating waived (sprinklered)"),
    ("Sprinklers", "Throughout, NFPA 13. SEE FP-102"),
    ("Standpipe", "Not required"),
    ("Fire alarm", "Single stage, addressable. SEE E-102"),
    ("Emergency lighting", "10 lx average, 30 min. SEE E-201"),
    ("Occupant load, ground", "486 persons"),
    ("Occupant load, second", "318 persons"),
    ("Exit width", "6.1 mm per person level, 8 mm on stairs"),
    ("Travel distance", "45 m maximum, 38 m provided"),
    ("Water closets", "W: 9 required, 10 provided. M: 5 required, 8 provided"),
    ("Barrier-free", "Section 3.8, all storeys, elevator"),
    ("Energy", "RSI 5.6 walls, RSI 7.0 roof, U 1.2 windows"),
)


def draw_code(sheet: Sheet) -> str:
    page = sheet.pen
    rows = [(a, b) for a, b in _CODE]
    table(
        page,
        90,
        1650,
        "CODE REVIEW / ÉTUDE DE CODE",
        (Column("ITEM", 150), Column("REQUIREMENT AND PROVISION", 430)),
        rows,
        19,
        8,
    )
    _abbreviations(page, 90, 1190)
    _symbols(page, 740, 1650)
    numbered_notes(
        page,
        1640,
        1650,
        "GENERAL REQUIREMENTS",
        [
            "Drawings of all disciplines are to be read together. The contractor coordinates the work of all trades.",
            "Dimensions govern over scale. Metric units throughout; elevations in metres.",
            "Geodetic datum: ground floor 0.000 = 48.250.",
            "Mark-ups, sketches and supplementary instructions are kept with the record drawings on site.",
            "Shop drawings: submit in PDF, allow ten working days.",
            "Substitutions: only before the date in the tender documents.",
            "Protect existing trees and municipal sidewalks. SEE C-101.",
            "Fire stopping: one manufacturer for the whole project.",
            "Seismic category C: restrain all non-structural components.",
            "Commissioning: by an independent agent, contractor to assist.",
        ],
        640,
    )
    keyed_legend(
        page,
        1640,
        1350,
        "FIRE SEPARATIONS (ALSO SEE A-101 TO A-103)",
        [
            ("1 h", "Exit stairs S1 and S2, elevator, service rooms, floors"),
            ("45 min", "Doors in 1 h separations"),
            ("20 min", "Corridor doors of assembly and class rooms"),
            ("2 h", "Firewall between main building and link to annexe"),
        ],
        640,
    )
    occupants = [
        (level.name, r.number, r.name, f"{r.area:.1f}", _load(r.use), f"{max(1, round(r.area / float(_load(r.use))))}")
        for level in levels(0)[1:]
        for r in level.rooms
        if r.use not in {"stair", "lift", "void", "corridor", "wc", "service"}
    ]
    table(
        page,
        1640,
        1220,
        "OCCUPANT LOAD BY ROOM",
        (
            Column("STOREY", 120),
            Column("No.", 60),
            Column("ROOM", 200),
            Column("AREA m²", 80, "r"),
            Column("m²/PERSON", 80, "r"),
            Column("PERSONS", 80, "r"),
        ),
        occupants,
        17,
        7.6,
    )
    return "NONE"


def _load(use: str) -> str:
    return {
        "assembly": "0.95",
        "cafe": "1.20",
        "class": "1.85",
        "daycare": "2.75",
        "dance": "1.85",
        "hall": "3.70",
        "library": "5.60",
        "music": "1.85",
        "kitchen": "9.30",
        "store": "46.0",
    }.get(use, "9.30")


def _abbreviations(page: Pen, x: float, top: float) -> None:
    page.text(x, top - 10, "ABBREVIATIONS / ABRÉVIATIONS", 9.5, BOLD)
    page.line(x, top - 14, x + 580, top - 14, MEDIUM)
    items = [entry.strip().split(" ", 1) for entry in _ABBREVIATIONS.split("|")]
    per = (len(items) + 2) // 3
    for i, (short, words) in enumerate(items):
        cx, cy = x + (i // per) * 196, top - 30 - (i % per) * 21.5
        page.text(cx, cy, short, 8, BOLD)
        page.text(cx + 46, cy, words, 7.4)


def _symbols(page: Pen, x: float, top: float) -> None:
    page.text(x, top - 10, "DRAWING SYMBOLS / SYMBOLES", 9.5, BOLD)
    page.line(x, top - 14, x + 820, top - 14, MEDIUM)
    places = [(x + 60 + (i // 8) * 420, top - 70 - (i % 8) * 92) for i in range(16)]
    draw: list[tuple[Callable[[float, float], None], str]] = [
        (
            lambda a, b: section_mark(page, a, b, "1", "A-301", "e", (a, b + 34)),
            "Building section: view 1 on sheet A-301",
        ),
        (lambda a, b: callout(page, a, b, "2", "A-501"), "Detail: view 2 on sheet A-501"),
        (lambda a, b: callout(page, a, b, "1", "A-201"), "Elevation: view 1 on sheet A-201"),
        (lambda a, b: grid_bubble(page, a, b, "D"), "Column grid"),
        (lambda a, b: room_tag(page, a, b, "128", "LIBRARY", "Bibliothèque"), "Room name and number"),
        (lambda a, b: door_tag(page, a, b, "128A"), "Door, SEE A-601"),
        (lambda a, b: hexagon_tag(page, a, b, "W1", 11), "Window type, SEE A-602"),
        (lambda a, b: box_tag(page, a, b, "P3", 8), "Partition type, SEE A-102"),
        (lambda a, b: delta(page, a, b, "1"), "Revision"),
        (lambda a, b: cloud(page, (a - 34, b - 16, a + 34, b + 16)), "Revised area of the drawing"),
        (lambda a, b: level_mark(page, a - 30, b, "GROUND FLOOR", "0.000", 20), ""),
        (lambda a, b: dimension_row(page, [a - 40, a + 40], b, b + 20, 7), "Dimension, millimetres"),
        (lambda a, b: north_arrow(page, a, b, 20), "North"),
        (lambda a, b: leader(page, (a - 30, b - 14), (a + 14, b + 8), "NOTE", 7), "Note with leader"),
        (lambda a, b: page.lines([(a - 40, b, a + 40, b)], FINE, (16, 3, 3, 3)), "Centre line, grid line"),
        (lambda a, b: page.lines([(a - 40, b, a + 40, b)], THIN, (5, 2.5)), "Hidden or above"),
    ]
    for (a, b), (symbol, words) in zip(places, draw, strict=True):
        symbol(a, b)
        page.text(a + 90, b - 3, words, 8.2)
    _materials(page, x, top - 820)


def _materials(page: Pen, x: float, top: float) -> None:
    page.text(x, top - 10, "MATERIALS / MATÉRIAUX", 9.5, BOLD)
    page.line(x, top - 14, x + 820, top - 14, MEDIUM)
    names = [n for n in PATTERNS if n not in {"air", "membrane"}]
    for i, name in enumerate(names):
        a, b = x + (i % 4) * 205, top - 110 - (i // 4) * 110
        cut(page, (a, b, a + 170, b + 62), name)
        page.text(a, b - 14, name.upper(), 7.8, BOLD)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"G-001": draw_cover, "G-002": draw_code}
