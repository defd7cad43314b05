"""The window schedule: A-602."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .elevations import SILLS, window_front
from .pen import BOLD, FINE, MEDIUM, SHORT
from .rosemont import levels
from .symbols import dimension_column, dimension_row, hexagon_tag
from .tables import Column, keyed_legend, numbered_notes, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from .paper import Sheet

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


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-602": draw_windows}
