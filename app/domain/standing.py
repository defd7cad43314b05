"""What a revision is to its drawing: what people build from, or something that must not be taken for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.states import EntryKind

if TYPE_CHECKING:
    from app.domain.views import Drawing, Entry


class Standing(StrEnum):
    CURRENT = "current"
    SUPERSEDED = "superseded"
    ORIGINAL = "original"  # S57
    WITHDRAWN = "withdrawn"  # Procore took it back, or the drawing whose last revision it is


def standing(drawing: Drawing, entry: Entry) -> Standing:
    """Of one entry of ``drawing``. Nothing took the place of the last revision of a drawing that was withdrawn: it is
    neither current nor superseded."""
    if entry.kind is EntryKind.ORIGINAL:
        return Standing.ORIGINAL
    last = drawing.shown
    if entry.withdrawn is not None or (drawing.withdrawn is not None and last is not None and last.id == entry.id):
        return Standing.WITHDRAWN
    return Standing.CURRENT if entry.current else Standing.SUPERSEDED
