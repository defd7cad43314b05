"""What the store knows of the marks of one sheet, read in one go off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.domain.states import AccessLevel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.access import Access
    from app.domain.markups import Markup, UnreadableMarkup
    from app.domain.measures import Calibration
    from app.storage.markup_layers import MarkupLayer
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """``refusal``: why the active member, of ``member_id``, may not draw here. ``origins``: see ``SheetMarkups``."""

    markups: tuple[Markup, ...] = ()
    unreadable: tuple[UnreadableMarkup, ...] = ()
    scales: Mapping[int, Calibration] = field(default_factory=dict)
    layers: tuple[MarkupLayer, ...] = ()
    refusal: Failure | None = None
    member_id: int | None = None
    origins: Mapping[str, int] = field(default_factory=dict)


def read_record(store: Store, project_id: int, drawing_id: int, number: str, entry_id: int) -> SheetRecord:
    """Raises Failure, but not for want of access: then there is nothing to be seen, and the reason."""
    access = store.permissions.active(project_id)
    refusal = _refusal(access, store, project_id, drawing_id, number)
    layers = tuple(store.markup_layers.of_project(project_id))
    try:
        marks = store.annotations.of_entry(entry_id)
        scales = store.calibrations.of_entry(entry_id)
    except Failure as failure:
        if failure.code is not FailureCode.NOT_ALLOWED:
            raise
        return SheetRecord(layers=layers, refusal=failure)
    member_id = access.member.id
    return SheetRecord(marks.markups, marks.unreadable, scales, layers, refusal, member_id, marks.origins)


def _refusal(access: Access, store: Store, project_id: int, drawing_id: int, number: str) -> Failure | None:
    try:
        access.require(AccessLevel.ANNOTATE, number, store.documents.folder_of(project_id, drawing_id))
    except Failure as failure:
        return failure
    return None
