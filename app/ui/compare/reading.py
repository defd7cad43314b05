"""What is known of two revisions before anything is compared; read off the UI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.comparisons import PagePair, Trust

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.comparisons import Comparison
    from app.domain.plane import Similarity
    from app.storage.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """``pages``: which pages of the two files belong together, older page first. ``comparison`` None: to be found out.
    ``picture``: of both, where it is there."""

    pages: tuple[tuple[int, int], ...]
    pair: PagePair
    comparison: Comparison | None
    picture: Path | None

    @property
    def by_hand(self) -> Similarity | None:
        """How somebody laid them."""
        manual = self.comparison is not None and self.comparison.trust is Trust.MANUAL
        return self.comparison.alignment if manual and self.comparison is not None else None

    @property
    def whole(self) -> bool:
        """False where something has to be found out, or the picture drawn again."""
        aligned = self.comparison is not None and self.comparison.alignment is not None
        return self.comparison is not None and (self.picture is not None or not aligned)


def read_known(store: Store, older: str, newer: str, newer_page: int) -> Known:
    """``older``, ``newer``: hashes of the files. A page without a partner is compared with the first one that has."""
    pages = tuple(store.comparisons.pages(older, newer)) or ((0, 0),)
    before, after = next((both for both in pages if both[1] == newer_page), pages[0])
    pair = PagePair(older, before, newer, after)
    return known(store, pair, pages, store.comparisons.get(pair))


def known(store: Store, pair: PagePair, pages: tuple[tuple[int, int], ...], comparison: Comparison | None) -> Known:
    """With the picture, where it was drawn and nobody deleted it."""
    by_hand = comparison.alignment if comparison is not None and comparison.trust is Trust.MANUAL else None
    picture = store.comparisons.picture(pair, by_hand)
    return Known(pages, pair, comparison, picture if picture.is_file() else None)
