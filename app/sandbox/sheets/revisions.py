"""What each addendum changed, sheet by sheet, and how a change is shown: a cloud and a delta.

The content of a change lives where it is drawn (``rosemont`` for the building, the discipline's module for the rest);
this table says on which sheets it must be clouded and under which named place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .symbols import cloud, delta

if TYPE_CHECKING:
    from .paper import Sheet
    from .pen import Rect

PAST_NAMES = ("Bid Set", "Addendum 1", "Addendum 2")
"""Names of earlier issues when the caller gives no history."""


@dataclass(frozen=True)
class Change:
    """At ``revision`` the place ``anchor`` of a sheet changed, and why."""

    revision: int
    anchor: str
    note: str


CHANGES: dict[str, tuple[Change, ...]] = {
    "G-001": (Change(1, "list A-111", "Drawing list re-issued"), Change(1, "alternates", "Alternate prices added")),
    "C-101": (
        Change(1, "accessible stalls", "Two accessible stalls added"),
        Change(1, "storm", "Storm sewer invert revised"),
        Change(1, "note new", "Note added"),
    ),
    "A-101": (Change(1, "wall 004", "Partition 004/005 moved 600"), Change(1, "note new", "Note added")),
    "A-102": (
        Change(1, "wall 115", "Partition 115/117 moved 600"),
        Change(1, "door 107A", "Door 107A becomes a pair"),
        Change(1, "note new 1", "Note added"),
        Change(2, "wall 104", "Partition 103/104/105 moved 600"),
        Change(2, "door 112B", "Door 112B added"),
        Change(2, "note new 2", "Note added"),
    ),
    "A-103": (
        Change(1, "wall 213", "Partition 213/214 moved 600"),
        Change(1, "door 211B", "Door 211B added"),
        Change(1, "note new", "Note added"),
    ),
    "A-111": (
        Change(1, "ceiling 115", "Ceiling follows partition"),
        Change(1, "ceiling 112", "Ceiling height in café 3000 to 2850"),
        Change(2, "ceiling 104", "Ceiling follows partition"),
        Change(2, "note new", "Note added"),
    ),
    "A-201": (Change(1, "canopy", "Canopy lengthened 1200"), Change(1, "brick note", "Brick colour revised")),
    "A-401": (Change(1, "grab bar", "Grab bars revised"), Change(1, "stair width", "Clear stair width revised")),
    "A-501": (
        Change(1, "detail 2", "Parapet insulation 125 to 150"),
        Change(1, "detail 5", "Acoustic sealant added"),
        Change(2, "detail 3", "Sill flashing end dam added"),
        Change(2, "detail 1", "Drainage board added"),
    ),
    "A-601": (
        Change(1, "door 107A", "Door 107A becomes a pair"),
        Change(1, "door 211B", "Door 211B added"),
        Change(1, "room 115", "Floor of staff room revised"),
        Change(2, "door 112B", "Door 112B added"),
        Change(2, "room 112", "Café wall finish revised"),
        Change(2, "hardware", "Hardware note added"),
    ),
    "A-602": (Change(1, "window W2", "Glazing of W2 revised"), Change(1, "note new", "Note added")),
    "S-101": (
        Change(1, "footing D5", "Footing F2 at D/5 becomes F4"),
        Change(1, "note new", "Note added"),
    ),
    "S-103": (Change(1, "opening", "Roof opening for RTU-1 enlarged"), Change(1, "beam E", "Beams at opening revised")),
    "S-501": (Change(1, "detail 1", "Dowels 15M@300 to 15M@250"), Change(1, "detail 4", "Weld size revised")),
    "S-601": (Change(1, "footing F4", "Footing F4 added"), Change(1, "beam B7", "Beam B7 revised")),
    "M-102": (
        Change(1, "duct 115", "Branch to 115 follows partition"),
        Change(1, "kitchen", "Kitchen exhaust 450x300 to 500x350"),
        Change(2, "duct 104", "Diffusers follow partition"),
        Change(2, "note new", "Note added"),
    ),
    "M-103": (Change(1, "duct 213", "Fume exhaust added in 213"), Change(1, "note new", "Note added")),
    "M-601": (Change(1, "unit RTU-1", "RTU-1 capacity revised"), Change(1, "fan EF-3", "EF-3 added")),
    "P-102": (Change(1, "kitchen", "Grease interceptor moved"), Change(1, "note new", "Note added")),
    "E-102": (
        Change(1, "room 115", "Receptacles follow partition"),
        Change(1, "panel", "Panel LP-1A relocated"),
        Change(2, "door 112B", "Door contact at 112B added"),
        Change(2, "room 104", "Receptacles follow partition"),
    ),
    "E-201": (Change(1, "room 115", "Luminaires follow partition"), Change(1, "note new", "Note added")),
    "E-401": (Change(1, "generator", "Generator 100 kW to 125 kW"), Change(1, "feeder", "Feeder to DP-2 revised")),
    "E-601": (Change(1, "panel LP-1A 7", "Circuit 7 revised"), Change(1, "panel LP-2A 12", "Circuit 12 added")),
    "A-151": (Change(1, "door X03A", "Door X03A widened"), Change(1, "note new", "Note added")),
}


def draw_changes(sheet: Sheet) -> None:
    """Clouds the changes of the revision being drawn and keeps the deltas of earlier ones."""
    for change in CHANGES.get(sheet.spec.number, ()):
        if change.revision > sheet.revision:
            continue
        x0, y0, x1, y1 = _room_for_a_cloud(sheet.anchors[change.anchor])
        mark = sheet.issues[change.revision].label
        if change.revision == sheet.revision:
            cloud(sheet.pen, (x0, y0, x1, y1))
            delta(sheet.pen, x1 + 13, y1 + 9, mark)
        else:
            delta(sheet.pen, x1 + 6, y1 + 4, mark, 7.5)


def _room_for_a_cloud(box: Rect) -> Rect:
    x0, y0, x1, y1 = box
    grow_x, grow_y = max(5.0, (34.0 - (x1 - x0)) / 2), max(2.0, (18.0 - (y1 - y0)) / 2)
    return x0 - grow_x, y0 - grow_y, x1 + grow_x, y1 + grow_y
