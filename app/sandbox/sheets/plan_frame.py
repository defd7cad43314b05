"""The layout that every 1:100 plan shares: where the plan stands, its title, and the column of notes on its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pen import Pen
from .symbols import north_arrow, scale_bar, view_title
from .tables import numbered_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .paper import Sheet

PLAN_X, PLAN_Y, PLAN_SCALE = 262.0, 512.0, 100.0
NOTES_X, NOTES_TOP, NOTES_WIDTH = 1856.0, 1668.0, 418.0
STRIP_TOP, STRIP_WIDTH = 384.0, 1560.0
"""Top and width of the band under the plan that takes legends and small details, from PLAN_X on."""


def plan_view(sheet: Sheet) -> Pen:
    """The same place on every sheet, so that sheets can be laid over each other."""
    return sheet.pen.view(PLAN_X, PLAN_Y, PLAN_SCALE)


def finish_plan(sheet: Sheet, view: Pen, title: str, view_number: str = "1") -> None:
    """Title, graphic scale and north of a plan."""
    view_title(sheet.pen, PLAN_X, 408, view_number, title, "SCALE / ÉCHELLE  1:100", 560)
    scale_bar(Pen(sheet.pen.ink, PLAN_X + 1130, 404, view.k), 0, 0, 2500, 4)
    north_arrow(sheet.pen, PLAN_X + 1500, 418, 20)


def plan_notes(sheet: Sheet, title: str, notes: Sequence[str], added: Sequence[str] = ()) -> float:
    """The notes column; ``added[k]`` came with revision k + 1 and can be clouded as ``note new`` and ``note new k``."""
    shown = [*notes, *added[: sheet.stage]]
    boxes = numbered_notes(sheet.pen, NOTES_X, NOTES_TOP, title, shown, NOTES_WIDTH)
    for k, box in enumerate(boxes[len(notes) :], 1):
        sheet.anchor("note new", box)
        sheet.anchor(f"note new {k}", box)
    return boxes[-1][1] - 22
