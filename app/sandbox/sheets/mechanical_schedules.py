"""Mechanical schedules: M-601."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from .rosemont import basement, ground, second
from .services import diffusers
from .tables import Column, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet


def draw_mechanical_schedules(sheet: Sheet) -> str:
    page = sheet.pen
    units = [
        (
            "RTU-1",
            "GROUND, SECOND WEST",
            sheet.pick("4 250", "4 720"),
            "1 180",
            "350",
            sheet.pick("52.0", "58.5"),
            "78.0",
            sheet.pick("11.2", "14.9"),
            "600/3/60",
            sheet.pick("1 450", "1 620"),
            "VFD, ECONOMIZER",
        ),
        (
            "RTU-2",
            "GROUND, SECOND EAST",
            "4 600",
            "1 260",
            "350",
            "56.0",
            "84.0",
            "11.2",
            "600/3/60",
            "1 510",
            "VFD, ECONOMIZER",
        ),
        ("AHU-1", "BASEMENT", "1 900", "560", "250", "-", "41.0", "3.7", "600/3/60", "820", "HYDRONIC COIL"),
        (
            "ERV-1",
            "WASHROOMS, KITCHEN MAKE-UP",
            "1 350",
            "1 350",
            "200",
            "-",
            "22.0",
            "2.2",
            "600/3/60",
            "640",
            "WHEEL 78%",
        ),
    ]
    columns = (
        Column("TAG", 60, "c"),
        Column("SERVES", 170),
        Column("AIR L/s", 60, "r"),
        Column("O.A. L/s", 60, "r"),
        Column("E.S.P. Pa", 60, "r"),
        Column("COOL kW", 60, "r"),
        Column("HEAT kW", 60, "r"),
        Column("MOTOR kW", 66, "r"),
        Column("POWER", 80, "c"),
        Column("MASS kg", 60, "r"),
        Column("REMARKS", 150),
    )
    boxes = table(page, 90, 1650, "AIR HANDLING UNITS / CENTRALES DE TRAITEMENT D'AIR", columns, units, 20, 8)
    for row, box in zip(units, boxes, strict=True):
        sheet.anchor(f"unit {row[0]}", box)
    fans = [
        ("EF-1", "KITCHEN HOOD KH-1", "1 180", "375", "UPBLAST", "2.2", "600/3/60", "GREASE RATED"),
        ("EF-2", "WASHROOMS", "520", "200", "ROOF", "0.37", "120/1/60", "BACKDRAFT DAMPER"),
    ]
    if sheet.since(1):
        fans.append(("EF-3", "FUME HOOD 213", "330", "450", "HIGH PLUME", "1.1", "600/3/60", "STAINLESS, ADD. 1"))
    placed = table(
        page,
        90,
        boxes[-1][1] - 40,
        "FANS / VENTILATEURS",
        (
            Column("TAG", 60, "c"),
            Column("SERVES", 170),
            Column("AIR L/s", 60, "r"),
            Column("E.S.P. Pa", 60, "r"),
            Column("TYPE", 120),
            Column("MOTOR kW", 66, "r"),
            Column("POWER", 80, "c"),
            Column("REMARKS", 150),
        ),
        fans,
        20,
        8,
    )
    for fan, box in zip(fans, placed, strict=True):
        sheet.anchor(f"fan {fan[0]}", box)
    pumps = [
        (f"P-{i}", s, flow, head, "INLINE", kw, "600/3/60", "ECM" if i < 3 else "DUTY/STANDBY")
        for i, s, flow, head, kw in (
            (1, "HEATING LOOP", "6.2", "110", "2.2"),
            (2, "HEATING LOOP", "6.2", "110", "2.2"),
            (3, "BOILER B-1", "4.1", "45", "0.75"),
            (4, "BOILER B-2", "4.1", "45", "0.75"),
        )
    ]
    placed = table(
        page,
        90,
        placed[-1][1] - 40,
        "PUMPS / POMPES",
        (
            Column("TAG", 60, "c"),
            Column("SERVES", 170),
            Column("FLOW L/s", 60, "r"),
            Column("HEAD kPa", 60, "r"),
            Column("TYPE", 120),
            Column("MOTOR kW", 66, "r"),
            Column("POWER", 80, "c"),
            Column("REMARKS", 150),
        ),
        pumps,
        20,
        8,
    )
    boilers = [
        ("B-1", "CONDENSING, GAS", "176", "164", "80/60 °C", "Ø150", "120/1/60"),
        ("B-2", "CONDENSING, GAS", "176", "164", "80/60 °C", "Ø150", "120/1/60"),
    ]
    placed = table(
        page,
        90,
        placed[-1][1] - 40,
        "BOILERS / CHAUDIÈRES",
        (
            Column("TAG", 60, "c"),
            Column("TYPE", 170),
            Column("INPUT kW", 80, "r"),
            Column("OUTPUT kW", 80, "r"),
            Column("WATER", 100, "c"),
            Column("FLUE", 80, "c"),
            Column("POWER", 90, "c"),
        ),
        boilers,
        20,
        8,
    )
    terminals = _terminal_rows(sheet)
    half = (len(terminals) + 1) // 2
    for i, part in enumerate((terminals[:half], terminals[half:])):
        table(
            page,
            1090 + i * 410,
            1650,
            f"TERMINAL UNITS ({i + 1}/2)",
            (
                Column("TAG", 70, "c"),
                Column("ROOM", 140),
                Column("MAX", 46, "r"),
                Column("MIN", 46, "r"),
                Column("HEAT kW", 50, "r"),
                Column("INLET", 42, "c"),
            ),
            part,
            17,
            7.4,
        )
    grilles = [
        ("S1", "Square plaque, 600x600", "ACT"),
        ("S2", "Linear slot 2x25", "GWB"),
        ("R1", "Egg crate 600x600", "ACT"),
        ("R2", "Bar grille", "GWB"),
        ("X1", "Egg crate 300x300", "GWB"),
    ]
    low = table(
        page,
        90,
        placed[-1][1] - 40,
        "GRILLES AND DIFFUSERS",
        (Column("TYPE", 60, "c"), Column("DESCRIPTION", 300), Column("CEILING", 80, "c")),
        grilles,
        20,
        8,
    )
    numbered_notes(
        page,
        90,
        low[-1][1] - 30,
        "SCHEDULE NOTES",
        [
            "Motors premium efficiency; starters and VFD by mechanical, wiring by electrical. SEE E-601.",
            "Masses are operating masses for S-103.",
            "Sound: NC-35 in rooms, NC-40 in corridors.",
        ],
        620,
    )
    return "NONE"


def _terminal_rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """One line per terminal unit, numbered as the plans number them."""
    rows: list[tuple[str, ...]] = []
    for level in (basement(sheet.stage), ground(sheet.stage), second(sheet.stage)):
        number = 0
        for room_number, group in groupby([d for d in diffusers(level) if d.kind == "S"], key=lambda d: d.room):
            room = level.room(room_number)
            if room.use == "corridor":
                continue
            number += 1
            flow = 120 * len(list(group))
            rows.append(
                (
                    f"VAV-{room.number[0]}{number:02d}",
                    f"{room.number} {room.name}",
                    str(flow),
                    str(int(flow * 0.3)),
                    f"{flow * 0.012:.1f}",
                    "Ø200" if flow < 400 else "Ø300",
                )
            )
    return rows


DRAWERS: dict[str, Callable[[Sheet], str]] = {"M-601": draw_mechanical_schedules}
