"""Schedules of doors, room finishes and windows, taken from the storeys that the plans draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .architectural import FLOOR_FINISHES
from .ceilings import CEILINGS
from .elevations import SILLS, window_front
from .pen import BOLD, FINE, HAIR, MEDIUM, SHORT, THIN, Pen
from .rosemont import ceiling_height, levels
from .symbols import dimension_column, dimension_row, hexagon_tag, round_tag
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Door, Level, Room
    from .paper import Sheet

_DOOR_COLUMNS = (
    Column("No.", 36),
    Column("ROOM", 112),
    Column("TYPE", 26, "c"),
    Column("WIDTH", 34, "r"),
    Column("HEIGHT", 34, "r"),
    Column("THK", 24, "r"),
    Column("MAT.", 30, "c"),
    Column("GLASS", 34, "c"),
    Column("FRAME|TYPE", 34, "c"),
    Column("FRAME|MAT.", 34, "c"),
    Column("FIRE|RATING", 40, "c"),
    Column("HDW|SET", 28, "c"),
    Column("REMARKS", 76),
)
_ROOM_COLUMNS = (
    Column("No.", 36),
    Column("ROOM / LOCAL", 116),
    Column("FLOOR", 44, "c"),
    Column("BASE", 36, "c"),
    Column("WALLS", 72, "c"),
    Column("CEILING", 44, "c"),
    Column("HEIGHT", 36, "r"),
    Column("AREA m²", 40, "r"),
    Column("REMARKS", 88),
)
WALL_FINISHES = [
    ("PT-1", "Paint, eggshell, warm white, low VOC"),
    ("PT-2", "Paint, eggshell, accent"),
    ("PT-3", "Paint, washable satin, soft green"),
    ("PT-4", "Epoxy paint, semi-gloss, white"),
    ("PT-5", "Dry fall paint, charcoal"),
    ("CT-W", "Glazed ceramic wall tile 100 x 300, to 2100"),
    ("WP-1", "Birch plywood wainscot 19, to 1200"),
    ("WG-1", "Wall guard, stainless, to 1200"),
    ("WD-1", "Ash slat acoustic panel"),
    ("AWP-1", "Fabric acoustic wall panel 50"),
    ("MR-1", "Mirror 6, safety backed"),
]
_HARDWARE = [
    ("H1", "Passage: lever, hinges 3, stop, silencers"),
    ("H2", "Office: lever lock, hinges 3, stop, coat hook"),
    ("H3", "Classroom: classroom security lock, hinges 3, closer, kick plate"),
    ("H4", "Storage: storeroom lock, hinges 3, closer, stop"),
    ("H5", "Exit: rim panic device, closer, threshold, weatherstrip, contact"),
    ("H6", "Pair: vertical rods, closers 2, coordinator, astragal"),
    ("H7", "Washroom: push/pull, closer, kick plates, deadbolt"),
    ("H8", "Automatic operator, actuators 2, electric strike"),
    ("H9", "Stair: mortise lock, closer, hold-open on fire alarm, seals"),
]


def room_of(level: Level, door: Door) -> Room:
    return level.room(door.tag[:-1])


def door_row(level: Level, door: Door) -> tuple[str, ...]:
    """One line of the door schedule."""
    room = room_of(level, door)
    outside = level.wall_at(door.x, door.y, door.along)
    exterior = outside is not None and outside.kind in {"exterior", "concrete"}
    if door.kind == "cased":
        return (
            door.tag,
            room.name,
            "-",
            f"{door.width:.0f}",
            "2400",
            "-",
            "-",
            "-",
            "F4",
            "GWB",
            "-",
            "-",
            "CASED OPENING",
        )
    if door.kind == "folding":
        return (
            door.tag,
            room.name,
            "OP",
            f"{door.width:.0f}",
            "3300",
            "100",
            "ST",
            "-",
            "-",
            "AL",
            "-",
            "BY MFR",
            "STC 52, SEE K1",
        )
    if door.kind == "shutter":
        return (
            door.tag,
            room.name,
            "RS",
            f"{door.width:.0f}",
            "1200",
            "-",
            "SS",
            "-",
            "F3",
            "SS",
            "45 MIN",
            "BY MFR",
            "COUNTER AT 900",
        )
    if door.kind == "lift":
        return (
            door.tag,
            room.name,
            "EL",
            f"{door.width:.0f}",
            "2130",
            "-",
            "SS",
            "-",
            "-",
            "SS",
            "1.5 H",
            "BY MFR",
            "BY ELEVATOR",
        )
    kind = (
        "C"
        if exterior and room.use == "hall"
        else "B"
        if room.use in {"class", "library", "corridor", "hall", "daycare", "office"}
        else "A"
    )
    material = "AL" if kind == "C" else "HM" if exterior or room.masonry or room.use in {"store", "stair"} else "WD"
    rating = (
        "45 MIN"
        if room.masonry or room.use == "stair"
        else "20 MIN"
        if room.use in {"class", "assembly", "library"}
        else "-"
    )
    width = f"2x{door.width / 2:.0f}" if door.kind == "pair" else f"{door.width:.0f}"
    frame = "F2" if door.kind == "pair" else "F1"
    remark = (
        "ACCESSIBLE OPERATOR"
        if door.tag in {"100A", "100B", "113A"}
        else "HOLD-OPEN"
        if door.kind == "pair" and not exterior
        else ""
    )
    return (
        door.tag,
        room.name,
        kind,
        width,
        "2130",
        "45",
        material,
        "GL-2" if kind != "A" else "-",
        frame,
        "AL" if kind == "C" else "HM",
        rating,
        _hardware(room, door, exterior),
        remark,
    )


def _hardware(room: Room, door: Door, exterior: bool) -> str:
    if door.tag in {"100A", "100B"}:
        return "H8"
    if exterior:
        return "H5"
    if room.use == "stair":
        return "H9"
    if door.kind == "pair":
        return "H6"
    return {"wc": "H7", "class": "H3", "daycare": "H3", "office": "H2", "store": "H4", "service": "H4"}.get(
        room.use, "H1"
    )


def draw_doors_and_finishes(sheet: Sheet) -> str:
    page = sheet.pen
    doors = [(level, door) for level in levels(sheet.stage) for door in level.doors]
    rows = [door_row(level, door) for level, door in doors]
    half = (len(rows) + 1) // 2
    x = 76.0
    for i, part in enumerate((rows[:half], rows[half:])):
        boxes = table(
            page, x + i * 560, 1672, f"DOOR SCHEDULE / BORDEREAU DES PORTES ({i + 1}/2)", _DOOR_COLUMNS, part, 13.4, 6.6
        )
        for row, box in zip(part, boxes, strict=True):
            sheet.anchor(f"door {row[0]}", box)
    rooms = [(level, room) for level in levels(sheet.stage) for room in level.rooms]
    lines = [_room_row(room, sheet) for _, room in rooms]
    split = (len(lines) + 1) // 2
    for i, part in enumerate((lines[:split], lines[split:])):
        boxes = table(page, 1212 + i * 532, 1672, f"ROOM FINISH SCHEDULE ({i + 1}/2)", _ROOM_COLUMNS, part, 13.4, 6.6)
        for row, box in zip(part, boxes, strict=True):
            sheet.anchor(f"room {row[0]}", box)
    _door_types(page, 90, 640)
    hardware = list(_HARDWARE)
    if sheet.since(2):
        hardware.append(("H10", "As H3 with magnetic hold-open and contact (Addendum 2), door 112B"))
    low = keyed_legend(page, 640, 880, "HARDWARE SETS / QUINCAILLERIE", hardware, 500)
    if sheet.since(2):
        sheet.anchor("hardware", (640, low, 1140, low + 12))
    notes = numbered_notes(
        page,
        640,
        low - 24,
        "DOOR NOTES",
        [
            "Verify openings on site before fabrication.",
            "WD = solid core ash veneer; HM = hollow metal; AL = aluminium.",
            "GL-2: tempered 6 mm; fire rated doors: ceramic 5 mm.",
            "Undercut 13 at doors marked on M-102.",
            "Keying: construction cores, grand master. SEE hardware sets.",
            "Door types and frames: SEE 4/A-501.",
        ],
        500,
    )
    del notes
    keyed_legend(page, 1212, 800, "FLOOR FINISHES", list(FLOOR_FINISHES.items()), 330)
    keyed_legend(page, 1576, 800, "WALL FINISHES", WALL_FINISHES, 330)
    keyed_legend(page, 1940, 800, "CEILINGS", list(CEILINGS.items()), 330)
    return "NONE"


def _room_row(room: Room, sheet: Sheet) -> tuple[str, ...]:
    finish = room.finish
    floor, wall, remark = finish.floor, finish.wall, ""
    if room.number == "115" and sheet.since(1):
        floor, remark = "SV-1", "REVISED ADD. 1"
    if room.number == "112" and sheet.since(2):
        wall, remark = "PT-2 / CT-W", "REVISED ADD. 2"
    height = ceiling_height(room, sheet.stage)
    return (
        room.number,
        room.name,
        floor,
        finish.base,
        wall,
        finish.ceiling,
        str(height) if height else "-",
        f"{room.area:.1f}",
        remark,
    )


def _door_types(page: Pen, x: float, top: float) -> None:
    page.text(x - 14, top - 10 + 250, "DOOR AND FRAME TYPES / TYPES DE PORTES ET CADRES", 9.5, BOLD)
    page.line(x - 14, top - 14 + 250, x + 510, top - 14 + 250, MEDIUM)
    for i, (name, words) in enumerate(
        (("A", "FLUSH"), ("B", "VISION PANEL"), ("C", "FULL GLASS"), ("PAIR", "2 LEAVES"))
    ):
        view = page.view(x + i * 130, top + 20, 35)
        width = 915 if i < 3 else 1525
        view.rect(-50, 0, width + 50, 2180, MEDIUM)
        view.rect(0, 0, width, 2130, THIN)
        if i == 1:
            view.rect(580, 900, 780, 1900, THIN, fill=0.93)
        elif i == 2:
            view.rect(130, 300, 785, 2000, THIN, fill=0.93)
        elif i == 3:
            view.line(width / 2, 0, width / 2, 2130, THIN)
            for left in (430, 945):
                view.rect(left, 900, left + 150, 1900, FINE, fill=0.93)
        view.circle(width * 0.88 if i < 3 else width * 0.45, 1000, 30, THIN)
        dimension_row(view, [0, width], -260, -40, 6)
        round_tag(page, x + i * 130 + 30, top - 30, name, 9 if len(name) == 1 else 13, 6.4)
        page.text(x + i * 130 + 46, top - 32, words, 6.6)
    for i, (name, words) in enumerate(
        (("F1", "PRESSED STEEL"), ("F2", "PAIR"), ("F3", "COUNTER SHUTTER"), ("F4", "CASED OPENING"))
    ):
        view = page.view(x + i * 130, top - 290, 35)
        width = 915 if i in {0, 3} else 1525
        view.path(
            [(-50, 0), (-50, 2180), (width + 50, 2180), (width + 50, 0), (width, 0), (width, 2130), (0, 2130), (0, 0)],
            MEDIUM,
            close=True,
            fill=0.93,
        )
        if i == 2:
            view.rect(-50, 900, width + 50, 960, THIN, fill=0.8)
        view.rect(0, 0, width, 2130, HAIR, SHORT)
        dimension_row(view, [-50, 0, width, width + 50], -260, -40, 5.2)
        round_tag(page, x + i * 130 + 30, top - 340, name, 10, 6.4)
        page.text(x + i * 130 + 46, top - 342, words, 6.6)


_WINDOW_COLUMNS = (
    Column("MARK", 50, "c"),
    Column("WIDTH", 56, "r"),
    Column("HEIGHT", 56, "r"),
    Column("SILL AFF", 56, "r"),
    Column("QTY", 40, "r"),
    Column("OPERATION", 120),
    Column("FRAME", 130),
    Column("GLAZING", 250),
    Column("U-VALUE|W/m²K", 62, "c"),
    Column("REMARKS", 190),
)


def draw_windows(sheet: Sheet) -> str:
    page = sheet.pen
    found = [w for level in levels(sheet.stage) for w in level.windows]
    marks = sorted({w.mark for w in found})
    rows = []
    for mark in marks:
        mine = [w for w in found if w.mark == mark]
        sill, height = SILLS[mark]
        wide = mark.startswith("CW")
        glass = "Triple 6 low-e / 13 Ar / 6 / 13 Ar / 6 low-e"
        if mark == "W2":
            glass = sheet.pick(glass, "Triple as W1, laminated inner lite (ADD. 1)")
        rows.append(
            (
                mark,
                f"{mine[0].width:.0f}",
                f"{height}",
                f"{sill}",
                str(len(mine)),
                "Fixed" if wide or mark == "W3" else "Fixed over awning",
                "Aluminium curtain wall 152" if wide else "Aluminium, thermal break 76",
                glass,
                "1.10" if wide else "1.20",
                "SEE 3/A-202" if wide else "SEE 3/A-501",
            )
        )
    boxes = table(page, 96, 1650, "WINDOW SCHEDULE / BORDEREAU DES FENÊTRES", _WINDOW_COLUMNS, rows, 20, 8)
    for row, box in zip(rows, boxes, strict=True):
        sheet.anchor(f"window {row[0]}", box)
    x = 170.0
    for mark in ("W1", "W2", "W3", "CW1"):
        view = page.view(x, 830, 20)
        width = next(w.width for w in found if w.mark == mark)
        sill, height = SILLS[mark]
        window_front(view, width / 2, 0, mark, width, MEDIUM)
        view.lines([(-500, 0, width + 500, 0)], FINE, SHORT)
        view.line(-300, 0, width + 300, 0, MEDIUM)
        dimension_row(view, [0, width], -420, -120, 7)
        dimension_column(view, [0, sill, sill + height] if sill else [0, height], -420, -80, 7)
        hexagon_tag(view, width / 2, sill + height + 500, mark, 14)
        page.text(x + width * view.k / 2, 740, f"TYPE {mark}", 10, BOLD, "c")
        x += width * view.k + 190
    view = page.view(300, 190, 30)
    window_front(view, 3800, 0, "CW2", 7600, MEDIUM)
    dimension_row(view, [i * 950 for i in range(9)], -380, -80, 7)
    dimension_row(view, [0, 7600], -700, None, 7)
    dimension_column(view, [0, 990, 2574, 3300], -420, -80, 7)
    hexagon_tag(view, 3800, 3700, "CW2", 16)
    page.text(300 + 3800 * view.k, 96, "TYPE CW2, CURTAIN WALL AT GALLERY", 10, BOLD, "c")
    notes = [
        "Dimensions are nominal to face of frame. Verify rough openings on site.",
        "Glass: CSA A440.4 installation; tempered where within 900 of doors and 450 of floors.",
        "Bird friendly frit pattern 50 x 50 on surface 1 to CSA A460.",
        "Air and water tests on site: one window of each type and one curtain wall bay.",
        "For sill, jamb and head SEE 3/A-501. For curtain wall anchors SEE S-501.",
        "Insect screens at awning sashes. Limiters at 100 on the second floor.",
    ]
    if sheet.since(1):
        notes.append("Addendum 1: type W2 with laminated inner lite at daycare, stairs and multipurpose rooms.")
    placed = numbered_notes(page, 1330, 640, "WINDOW NOTES", notes, 460)
    if sheet.since(1):
        sheet.anchor("note new", placed[-1])
    keyed_legend(
        page,
        1830,
        640,
        "GLASS TYPES",
        [
            ("GL-1", "Triple sealed unit, low-e on 2 and 5, argon"),
            ("GL-2", "Tempered 6"),
            ("GL-3", "Laminated 6.4"),
            ("GL-4", "Ceramic 5, 45 min"),
            ("GL-5", "Spandrel, frit on 4, insulated"),
        ],
        440,
    )
    return "AS NOTED"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-601": draw_doors_and_finishes, "A-602": draw_windows}
