"""Puts a sheet together: content, border, title block, revision clouds, and out as PDF bytes."""

from __future__ import annotations

import io
from datetime import date as Day
from datetime import timedelta
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from . import (
    annex,
    annex_trades,
    architectural,
    ceilings,
    civil,
    details_architectural,
    details_civil,
    electrical,
    elevations,
    enlarged,
    framing,
    general,
    lighting,
    mechanical,
    mechanical_schedules,
    plumbing,
    risers,
    schedules,
    sections,
    sprinklers,
    structural,
    structural_notes,
    window_schedule,
)
from .catalogue import SHEETS, SheetSpec, spec_of
from .paper import FIRM, PAPER_HEIGHT, PAPER_WIDTH, Issue, Sheet, draw_border, draw_title_block
from .pen import Ink
from .revisions import PAST_NAMES, draw_changes
from .rosemont import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_DRAWERS: dict[str, Callable[[Sheet], str]] = {
    **annex.DRAWERS,
    **annex_trades.DRAWERS,
    **architectural.DRAWERS,
    **ceilings.DRAWERS,
    **civil.DRAWERS,
    **details_architectural.DRAWERS,
    **details_civil.DRAWERS,
    **electrical.DRAWERS,
    **elevations.DRAWERS,
    **enlarged.DRAWERS,
    **framing.DRAWERS,
    **general.DRAWERS,
    **lighting.DRAWERS,
    **mechanical.DRAWERS,
    **mechanical_schedules.DRAWERS,
    **plumbing.DRAWERS,
    **risers.DRAWERS,
    **schedules.DRAWERS,
    **sections.DRAWERS,
    **sprinklers.DRAWERS,
    **structural.DRAWERS,
    **structural_notes.DRAWERS,
    **window_schedule.DRAWERS,
}


def catalogue() -> tuple[SheetSpec, ...]:
    """Every sheet of the project, in the order of the drawing list."""
    return SHEETS


def render_sheet(
    number: str,
    revision: int,
    *,
    label: str = "0",
    set_name: str = "",
    date: str = "2026-03-02",
    history: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """The PDF of one sheet; the same arguments always give the same bytes.

    ``revision`` counts from 0. Beyond the last state in the catalogue the content stays and only the title block moves
    on, as on a sheet re-issued unchanged. ``label``, ``set_name`` and ``date`` (ISO) fill the newest line of the
    revision table; ``history`` gives the earlier ones as (label, set name, date), oldest first, and is made up where
    it is short. Raises ``KeyError`` for a number that is not in the catalogue, ``ValueError`` for a negative
    revision.
    """
    if revision < 0:
        raise ValueError("revisions count from 0")
    spec = spec_of(number)
    issues = [_past(i, revision, label, date, history) for i in range(revision)]
    mark = label if label != "0" or revision == 0 else str(revision)
    issues.append(Issue(mark, set_name or _default_name(revision), date))

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAPER_WIDTH, PAPER_HEIGHT), pageCompression=1, invariant=1)
    canvas.setTitle(f"{spec.number} {spec.title}")
    canvas.setAuthor(FIRM)
    canvas.setSubject(f"{PROJECT} - revision {mark}")
    sheet = Sheet(Ink(canvas), spec, revision, issues)
    scale = _DRAWERS[number](sheet)
    draw_border(sheet)
    draw_title_block(sheet, scale)
    draw_changes(sheet)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _past(index: int, revision: int, label: str, date: str, history: Sequence[tuple[str, str, str]]) -> Issue:
    if index < len(history):
        return Issue(*history[index])
    lettered = label == chr(ord("A") + revision)
    earlier = Day.fromisoformat(date) - timedelta(days=21 * (revision - index))
    return Issue(chr(ord("A") + index) if lettered else str(index), _default_name(index), earlier.isoformat())


def _default_name(index: int) -> str:
    return PAST_NAMES[index] if index < len(PAST_NAMES) else f"Re-issue {index}"
