"""A process that compares sheets, without the process."""

from __future__ import annotations

from app.domain.comparisons import Comparison, Trust
from app.domain.plane import Similarity


class AlikeSheets:
    """Finds every two sheets alike."""

    async def compare(self, *_pages: object) -> Comparison:
        return Comparison(Similarity(), Trust.SURE, 1.0)

    async def aclose(self) -> None:
        pass
