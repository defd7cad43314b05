"""Schedules of doors and room finishes, taken from the storeys that the plans draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .architectural import FLOOR_FINISHES
from .ceilings import CEILINGS
from .pen import BOLD, FINE, HAIR, MEDIUM, SHORT, THIN, Pen
from .rosemont import ceiling_height, levels
from .symbols import dimension_row, round_tag
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
        "AUTO OPERATOR"
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


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-601": draw_doors_and_finishes}
