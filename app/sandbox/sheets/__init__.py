"""Generated construction drawings of one believable building, for the demonstration project and the tests.

``catalogue()`` lists the sheets, ``render_sheet()`` gives one as a vector PDF with a real text layer. Everything is
drawn from one model (``rosemont``), so that plans, schedules, sections and the engineers' sheets agree with each
other.
"""

from __future__ import annotations

from .catalogue import SheetSpec
from .drawing import catalogue, render_sheet

__all__ = ["SheetSpec", "catalogue", "render_sheet"]
