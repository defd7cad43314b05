"""Elevations: the four faces of the building, drawn from the same windows and doors as the plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .pen import CENTRE, CUT, FINE, HAIR, HEAVY, HIDDEN, MEDIUM, SHORT, THIN, Pen, Rect
from .rosemont import BASEMENT, DEPTH, GRID, GROUND, PARAPET, ROOF, SECOND, SECTION_X, WIDTH, ground, second
from .symbols import (
    callout,
    dimension_column,
    grid_bubble,
    hexagon_tag,
    leader,
    level_mark,
    scale_bar,
    section_mark,
    view_title,
)
from .tables import keyed_legend, numbered_notes

if TYPE_CHECKING:
    from collections.abc import Callable

    from .building import Door, Level, Window
    from .paper import Sheet

LEVELS = (
    ("PARAPET", PARAPET),
    ("ROOF", ROOF),
    ("SECOND FLOOR", SECOND),
    ("GROUND FLOOR", GROUND),
    ("BASEMENT", BASEMENT),
)
SILLS = {"W1": (900, 1900), "W2": (900, 1500), "W3": (450, 2500), "CW1": (0, 3300), "CW2": (0, 3300)}
"""Sill height above floor and height of a window type, millimetres."""
_MATERIALS = [
    ("B1", "Face brick, Norman 90 x 57 x 290, charcoal iron spot, running bond, mortar grey"),
    ("B2", "Face brick as B1, soldier course"),
    ("M1", "Prefinished steel panel 0.76, concealed fasteners, corten tone"),
    ("M2", "Prefinished steel cap flashing, black"),
    ("C1", "Architectural concrete, sandblasted, clear sealer"),
    ("G1", "Curtain wall, aluminium, clear anodized, triple glazed"),
    ("G2", "Spandrel glass, ceramic frit"),
    ("W1", "Cedar soffit 19 x 89, tongue and groove, oiled"),
]
_NOTES = [
    "Grades shown are finished grades at the face of the wall. SEE C-101.",
    "Control joints in brick at 7500 maximum, aligned with window jambs.",
    "Weep holes at 600 above every flashing and lintel.",
    "For window types and glazing SEE A-602. For details SEE A-501 and A-302.",
    "Samples: brick panel 1200 x 1200 on site before ordering, for the architect's approval.",
    "Bird friendly glazing (CSA A460) on all glass below 16 m.",
]


@dataclass(frozen=True)
class Face:
    """One side of the building: how plan coordinates become left-to-right along it."""

    name: str
    french: str
    along: str
    edge: float
    length: float
    mirrored: bool

    def u(self, x: float, y: float) -> float:
        at = x if self.along == "h" else y
        return self.length - at if self.mirrored else at

    def windows(self, level: Level) -> list[Window]:
        return [w for w in level.windows if w.along == self.along and (w.y if self.along == "h" else w.x) == self.edge]

    def doors(self, level: Level) -> list[Door]:
        return [d for d in level.doors if d.along == self.along and (d.y if self.along == "h" else d.x) == self.edge]


SOUTH = Face("SOUTH ELEVATION", "ÉLÉVATION SUD", "h", 0.0, WIDTH, False)
NORTH = Face("NORTH ELEVATION", "ÉLÉVATION NORD", "h", DEPTH, WIDTH, True)
EAST = Face("EAST ELEVATION", "ÉLÉVATION EST", "v", WIDTH, DEPTH, False)
WEST = Face("WEST ELEVATION", "ÉLÉVATION OUEST", "v", 0.0, DEPTH, True)


def _brickwork(view: Pen, box: Rect, course: float) -> None:
    x0, y0, x1, y1 = box
    count = int((y1 - y0) / course)
    view.lines([(x0, y0 + i * course, x1, y0 + i * course) for i in range(1, count)], HAIR, gray=0.68)
    bond = course * 3.4
    joints = []
    for i in range(0, count, 2):
        shift = bond / 2 if i % 4 else 0.0
        n = int((x1 - x0 - shift) / bond)
        joints += [
            (x0 + shift + j * bond, y0 + i * course, x0 + shift + j * bond, y0 + (i + 1) * course)
            for j in range(1, n + 1)
        ]
    view.lines(joints, HAIR, gray=0.72)


def window_front(view: Pen, u: float, base: float, mark: str, width: float, w: float = THIN) -> Rect:
    """A window as seen from outside; returns its rectangle."""
    sill, height = SILLS[mark]
    box = (u - width / 2, base + sill, u + width / 2, base + sill + height)
    view.rect(*box, MEDIUM, fill=1.0)
    view.rect(box[0] + 60, box[1] + 60, box[2] - 60, box[3] - 60, w, fill=0.94)
    panes = max(1, round(width / (1000 if mark.startswith("CW") else 1300)))
    view.lines([(box[0] + width * i / panes, box[1], box[0] + width * i / panes, box[3]) for i in range(1, panes)], w)
    splits = (0.3, 0.78) if mark.startswith("CW") else (0.3,)
    view.lines([(box[0], box[1] + height * s, box[2], box[1] + height * s) for s in splits], w)
    x, y, s = box[0] + width * 0.3, box[1] + height * 0.45, min(width, height) * 0.12
    view.lines([(x + d, y, x + d + s, y + s) for d in (0, s * 0.7, s * 1.4)], HAIR, gray=0.4)
    if not mark.startswith("CW"):
        view.rect(box[0] - 90, box[1] - 110, box[2] + 90, box[1], w, fill=1.0)
        view.lines(
            [(box[0] - 60 + i * 80, box[3], box[0] - 60 + i * 80, box[3] + 240) for i in range(int(width / 80) + 2)],
            HAIR,
            gray=0.5,
        )
    return box


def _door_front(view: Pen, u: float, base: float, door: Door) -> None:
    half = door.width / 2
    view.rect(u - half - 50, base, u + half + 50, base + 2200, MEDIUM, fill=1.0)
    leaves = 2 if door.kind == "pair" else 1
    width = door.width / leaves
    for i in range(leaves):
        left = u - half + i * width
        view.rect(left, base, left + width, base + 2150, THIN)
        view.rect(left + 130, base + 300, left + width - 130, base + 2000, FINE, fill=0.94)
        hinge = left if i == 0 else left + width
        latch = left + width if i == 0 else left
        view.lines([(latch, base, hinge, base + 1075), (hinge, base + 1075, latch, base + 2150)], HAIR, SHORT)


def draw_face(view: Pen, face: Face, *, canopy: float = 0.0, course: float = 171.0, tags: bool = True) -> None:
    """One elevation on its own ground line; ``canopy`` is the length of the entrance canopy, 0 for none."""
    length = face.length
    view.rect(-200, 300, length + 200, PARAPET, HEAVY, fill=1.0)
    _brickwork(view, (-200, 300, length + 200, PARAPET - 450), course)
    view.rect(-200, -250, length + 200, 300, THIN, fill=0.93)
    view.rect(-200, PARAPET - 450, length + 200, PARAPET, THIN, fill=0.97)
    view.lines([(x * 600.0, PARAPET - 450, x * 600.0, PARAPET) for x in range(int(length / 600) + 1)], HAIR, gray=0.5)
    view.rect(-240, PARAPET - 60, length + 240, PARAPET + 40, MEDIUM, fill=0.35)
    view.lines(
        [(-200, SECOND - 120, length + 200, SECOND - 120), (-200, SECOND + 120, length + 200, SECOND + 120)], FINE
    )
    for level, base in ((ground(0), GROUND), (second(0), SECOND)):
        for window in face.windows(level):
            u = face.u(window.x, window.y)
            box = window_front(view, u, base, window.mark, window.width)
            if tags:
                hexagon_tag(view, u, box[1] + (box[3] - box[1]) * 0.56, window.mark)
        for door in face.doors(level):
            _door_front(view, face.u(door.x, door.y), base, door)
    joints = [i * length / 7 + 260 for i in range(1, 7)]
    view.lines([(x, 300, x, PARAPET - 450) for x in joints], FINE, SHORT)
    if canopy:
        middle = face.u(25800, 0)
        view.rect(middle - canopy / 2, 3080, middle + canopy / 2, 3380, HEAVY, fill=0.85)
        view.lines(
            [
                (middle - canopy / 2 + i * 150, 3080, middle - canopy / 2 + i * 150, 3180)
                for i in range(int(canopy / 150))
            ],
            HAIR,
        )
        for x in (middle - canopy / 2 + 500, middle + canopy / 2 - 500):
            view.rect(x - 70, 0, x + 70, 3080, MEDIUM, fill=0.8)
    _ground_line(view, length)


def _ground_line(view: Pen, length: float) -> None:
    points = [(-3200.0, -120.0), (-200.0, -60.0), (length + 200.0, -60.0), (length + 3200.0, -180.0)]
    view.path(points, CUT)
    view.hatch([*points, (length + 3200, -420), (-3200, -420)], 4.0, 45, HAIR)
    view.lines(
        [
            (-200, -60, -200, BASEMENT - 300),
            (length + 200, -60, length + 200, BASEMENT - 300),
            (-200, BASEMENT, length + 200, BASEMENT),
        ],
        FINE,
        HIDDEN,
    )
    view.path(
        [
            (-600, BASEMENT - 300),
            (-600, BASEMENT - 650),
            (length + 600, BASEMENT - 650),
            (length + 600, BASEMENT - 300),
            (-600, BASEMENT - 300),
        ],
        FINE,
        HIDDEN,
    )


def _frame(view: Pen, face: Face, off: float = 2600.0) -> None:
    """Grid bubbles above, level marks on the right, storey heights on the left."""
    lines = GRID.xs if face.along == "h" else GRID.ys
    for label, at in lines:
        u = face.length - at if face.mirrored else at
        view.line(u, PARAPET + 200, u, PARAPET + 1300, FINE, CENTRE, 0.4)
        grid_bubble(view, u, PARAPET + 1300 + 13 / view.k, label)
    for name, height in LEVELS if off else ():
        shown = f"{'+' if height > 0 else ''}{height / 1000:.3f} ({48.25 + height / 1000:.2f})"
        level_mark(view, face.length + off, height, name, shown, 64)
    dimension_column(view, [h for _, h in reversed(LEVELS)], -2300, None, 6.6)


def draw_north_south(sheet: Sheet) -> str:
    page = sheet.pen
    long = 9200.0 if sheet.since(1) else 8000.0
    south, north = page.view(250, 1130, 100), page.view(250, 400, 100)
    for view, face, canopy in ((south, SOUTH, long), (north, NORTH, 0.0)):
        draw_face(view, face, canopy=canopy)
        _frame(view, face)
    view_title(page, 250, 930, "1", f"{SOUTH.name} / {SOUTH.french}", "SCALE / ÉCHELLE  1:100", 560)
    view_title(page, 250, 200, "2", f"{NORTH.name} / {NORTH.french}", "SCALE / ÉCHELLE  1:100", 560)
    for y in (930, 200):
        scale_bar(Pen(page.ink, 1400, y, south.k), 0, 0, 2500, 4)
    brick = sheet.pick("B1  FACE BRICK, CHARCOAL", "B1  FACE BRICK, LIGHT GREY, SEE SAMPLE (ADDENDUM 1)")
    leader(south, (8300, 7600), (5600, 11900), brick, 7.2, 200)
    px, py = south.pt(5600, 11900)
    sheet.anchor("brick note", (px - 196, py - 10, px + 4, py + 12))
    leader(south, (26500, 3200), (31500, -2600), f"CANOPY, STEEL AND CEDAR, {long:.0f} LONG", 7.2, 220)
    sheet.anchor_in(south, "canopy", (25800 - long / 2, 2900, 25800 + long / 2, 3550))
    leader(south, (20000, PARAPET - 200), (18300, 11900), "M1  STEEL PANEL PARAPET", 7.2, 160)
    leader(south, (44000, 100), (41000, -2600), "C1  SANDBLASTED CONCRETE BASE", 7.2, 180)
    leader(north, (20000, PARAPET - 200), (17600, 11900), "M1  STEEL PANEL PARAPET", 7.2, 160)
    leader(north, (6700, 4700), (5200, -2600), "B2  SOLDIER COURSE AT FLOOR LINE", 7.2, 180)
    leader(north, (33000, 1900), (33500, -2600), "W1  WINDOW, SEE A-602", 7.2, 180)
    callout(south, -1100, PARAPET + 900, "2", "A-501")
    section_mark(south, SECTION_X, PARAPET + 3100, "1", "A-301", "w", (SECTION_X, PARAPET + 300))
    section_mark(south, 10800, PARAPET + 3100, "1", "A-302", "e", (10800, PARAPET + 300))
    boxes = numbered_notes(page, 1975, 1668, "ELEVATION NOTES", _NOTES, 320)
    keyed_legend(page, 1975, boxes[-1][1] - 24, "EXTERIOR MATERIALS", _MATERIALS, 320)
    return "1:100"


def draw_east_west(sheet: Sheet) -> str:
    page = sheet.pen
    east, west = page.view(170, 1130, 100), page.view(1220, 1130, 100)
    for view, face, number, x, off in ((east, EAST, "1", 130, 0.0), (west, WEST, "2", 1180, 1500.0)):
        draw_face(view, face)
        _frame(view, face, off)
        view_title(page, x, 930, number, f"{face.name} / {face.french}", "SCALE / ÉCHELLE  1:100", 560)
    leader(east, (14000, 7600), (11500, -2400), "B1  FACE BRICK", 7.2, 160)
    leader(east, (18300, 1500), (20500, -2400), "EXIT DOOR 120B, SEE A-601", 7.2, 180)
    leader(west, (13500, 1500), (15000, -2400), "EXIT DOOR 120A, SEE A-601", 7.2, 180)
    section_mark(east, 28900, PARAPET + 3100, "2", "A-302", "n", (28900, PARAPET + 300))

    bay = page.view(300 - 21600 * 0.0567, 270, 50)
    bay.rect(21000, 0, 30600, PARAPET, HEAVY, fill=1.0)
    _brickwork(bay, (21000, 300, 30600, PARAPET - 450), 85.5)
    bay.rect(21000, PARAPET - 450, 30600, PARAPET, THIN, fill=0.97)
    bay.rect(20950, PARAPET - 60, 30650, PARAPET + 40, MEDIUM, fill=0.35)
    for window in SOUTH.windows(ground(0)) + SOUTH.windows(second(0)):
        if 21600 < window.x < 30000:
            base = GROUND if window.mark == "CW1" else SECOND
            box = window_front(bay, window.x, base, window.mark, window.width)
            hexagon_tag(bay, window.x, box[1] + 1500, window.mark)
    bay.rect(24300, 0, 27300, 3000, MEDIUM, fill=0.96)
    _door_front(bay, 25800, 0, ground(0).door("100A"))
    bay.rect(21200, 3080, 30400, 3380, HEAVY, fill=0.85)
    bay.lines([(21200 + i * 90, 3080, 21200 + i * 90, 3180) for i in range(102)], HAIR)
    bay.text(25800, 3170, "CENTRE COMMUNAUTAIRE DE ROSEMONT", 9, "Helvetica-Bold", "c", mask=True)
    bay.path([(20400, 0), (31200, 0)], CUT)
    dimension_column(bay, [0, 3080, SECOND, ROOF, PARAPET], 20300, None, 6.8)
    leader(bay, (27600, 3250), (32000, 3600), "CANOPY: W250 FRAME, CEDAR SOFFIT W1, LED STRIP", 7.2, 180)
    leader(bay, (28600, 6200), (32000, 6400), "G1  CURTAIN WALL, SEE CW2/A-602", 7.2, 180)
    leader(bay, (25200, 1200), (32000, 1500), "ALUMINIUM DOORS 100A, OPERATOR AND SIGNAGE", 7.2, 180)
    leader(bay, (30300, 8000), (32000, 8300), "CONTROL JOINT AT JAMB", 7.2, 180)
    view_title(page, 250, 130, "3", "ENTRANCE BAY / TRAVÉE D'ENTRÉE", "SCALE / ÉCHELLE  1:50", 560)
    scale_bar(Pen(page.ink, 960, 130, bay.k), 0, 0, 1000, 4)
    boxes = numbered_notes(page, 1260, 760, "ELEVATION NOTES", _NOTES, 460)
    keyed_legend(page, 1790, 760, "EXTERIOR MATERIALS", _MATERIALS, 460)
    _lintels(sheet, boxes[-1][1] - 60)
    return "AS NOTED"


def _lintels(sheet: Sheet, top: float) -> None:
    rows = [
        ("L1", "L 102 x 102 x 9.5 GALV., OPENINGS TO 1500, BEARING 150"),
        ("L2", "L 152 x 102 x 12.7 GALV., OPENINGS TO 2400, BEARING 200"),
        ("L3", "W200 x 27 + PLATE 10 x 290, ABOVE 2400, SEE S-501"),
    ]
    keyed_legend(sheet.pen, 1260, top, "LOOSE LINTELS IN BRICK", rows, 460)


DRAWERS: dict[str, Callable[[Sheet], str]] = {"A-201": draw_north_south, "A-202": draw_east_west}
