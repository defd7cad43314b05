"""Sheets with all that goes out with them, read from the store; for a thread that may wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.issuing import issued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.issuing import Wanted
    from app.domain.markups import Markup
    from app.domain.measures import Calibration
    from app.domain.output import IssuedSheet
    from app.domain.texts import Language
    from app.storage.store import Store


def read_issued(store: Store, wanted: Sequence[Wanted], language: Language, *, markups: bool) -> list[IssuedSheet]:
    """What is here of ``wanted``, with its markups where they are to go along. Raises Failure(NOT_ALLOWED)."""
    drawn: dict[int, tuple[Markup, ...]] = {}
    scales: dict[tuple[int, int], Calibration] = {}
    for one in wanted if markups else ():
        if one.entry.annotations and one.is_here:
            drawn[one.entry.id] = store.annotations.of_entry(one.entry.id).markups
            found = store.calibrations.of_entry(one.entry.id)
            scales |= {(one.entry.id, page): scale for page, scale in found.items()}
    return issued(wanted, language, markups=drawn, calibrations=lambda entry, page: scales.get((entry, page)))
