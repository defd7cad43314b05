"""The lighting plan."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from .ceilings import draw_luminaire
from .pen import BOLD, MEDIUM, THIN
from .plan import BACKGROUND, draw_grid, draw_grid_dimensions, draw_level, draw_room_tags
from .plan_frame import NOTES_X, PLAN_X, STRIP_TOP, finish_plan, plan_notes, plan_view
from .rosemont import ground
from .services import luminaires
from .tables import Column, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

from .electrical import home_run, wire


def draw_lighting(sheet: Sheet) -> str:
    level = ground(sheet.stage)
    view = plan_view(sheet)
    draw_level(view, level, BACKGROUND)
    draw_grid(view, level, 0.4)
    circuit = 2
    for number, group in groupby(luminaires(level), key=lambda d: d.room):
        mine, room = list(group), level.room(number)
        for i, d in enumerate(mine):
            draw_luminaire(view, d, emergency=i % 6 == 2)
        for a, b in pairwise(mine):
            wire(view, (a.x, a.y), (b.x, b.y), 0.12)
        south = room.centre[1] < 18300
        first = mine[-1] if south else mine[0]
        home_run(view, first.x + 500, first.y + (300 if south else -300), 0, 1 if south else -1, f"LP-1B-{circuit}")
        view.text(first.x - 700, first.y + 300, f"{first.kind}1", 4.8, BOLD, "c", mask=True)
        circuit += 2
    for door in level.doors:
        if door.kind not in {"leaf", "pair"} or door.tag[-1] != "A":
            continue
        sign = 1 if door.to in {"n", "e"} else -1
        sx, sy = (
            (door.x + door.width / 2 + 260, door.y + 330 * sign)
            if door.along == "h"
            else (door.x + 330 * sign, door.y + door.width / 2 + 260)
        )
        view.text(sx, sy - 80, "$", 8, BOLD, "c")
        view.text(sx + 160, sy - 160, "os" if level.room(door.tag[:-1]).use in {"wc", "store", "office"} else "a", 4)
    for x, y in ((1200, 18300), (49800, 18300), (25800, 3400), (25800, 16000), (13500, 17300), (39600, 17300)):
        view.rect(x - 300, y - 130, x + 300, y + 130, THIN, fill=0.0)
        view.text(x, y - 60, "EXIT", 4.2, BOLD, "c", gray=1.0)
    for x, y in ((6000, 18300), (20400, 18300), (31000, 18300), (44000, 18300), (33600, 6000), (8000, 22400)):
        view.circle(x - 190, y, 140, THIN, fill=1.0)
        view.circle(x + 190, y, 140, THIN, fill=1.0)
        view.line(x - 60, y, x + 60, y, MEDIUM)
    draw_room_tags(view, level, french=False, size=6.0)
    draw_grid_dimensions(view, level)
    low = plan_notes(
        sheet,
        "LIGHTING NOTES",
        [
            "Luminaires in ceilings: coordinate with A-111. Shaded luminaires on emergency circuit LP-E.",
            "Occupancy sensors (os): dual technology, 20 min, manual on.",
            "Daylight zones: dim within 5 m of windows, photocell per facade.",
            "Emergency: 10 lx average on the path of travel, 30 min. Inverter INV-1 in room 117.",
            "0-10 V dimming in assembly rooms, classrooms and library; scenes at the door.",
            "Exit signs: running man, LED, ULC 572.",
            "Commission controls and submit a report by zone.",
        ],
        ["Addendum 1: luminaires of rooms 115 and 117 re-centred after the partition moved. SEE A-111."],
    )
    rows = [
        ("A1", "Recessed LED 600x1200, 4000 K, 38 W"),
        ("B1", "Downlight Ø150, 3500 K, 18 W"),
        ("C1", "Suspended linear 2400, direct/indirect, 62 W"),
        ("D1", "Vapour-tight strip 1200, 35 W"),
        ("EX", "Exit sign, LED 2 W"),
        ("EM", "Remote heads 2 x 6 W"),
    ]
    table(
        sheet.pen,
        NOTES_X,
        low,
        "LUMINAIRE SCHEDULE",
        (Column("TYPE", 50, "c"), Column("DESCRIPTION", 382)),
        rows,
        18,
        7.8,
    )
    x0, _, x1, _ = level.room("115").main
    sheet.anchor_in(view, "room 115", (x0 + 500, 11300, x1 - 200, 15600))
    finish_plan(sheet, view, "GROUND FLOOR LIGHTING PLAN / ÉCLAIRAGE DU REZ-DE-CHAUSSÉE")
    counts = [
        (room.number, room.name, kind + "1", str(len(list(g))))
        for (room, kind), g in groupby(((level.room(d.room), d.kind) for d in luminaires(level)), key=lambda p: p)
        if len(room.rects) == 1
    ][:24]
    for i in range(3):
        table(
            sheet.pen,
            PLAN_X + i * 420,
            STRIP_TOP,
            "LUMINAIRES BY ROOM" if not i else "(CONTINUED)",
            (Column("No.", 60, "c"), Column("ROOM", 190), Column("TYPE", 60, "c"), Column("QTY", 60, "r")),
            counts[i * 8 : i * 8 + 8],
            20,
            8,
        )
    return "1:100"


DRAWERS: dict[str, Callable[[Sheet], str]] = {"E-201": draw_lighting}
