"""A drawing with revisions in real files, whose comparisons are found out in this process."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from sheet_world import World, drawing, entry, tree

from app.domain.comparisons import Comparison, PagePair
from app.domain.failures import Failure
from app.domain.plane import Similarity
from app.domain.views import Area, Discipline, Drawing
from app.drawings.compare import compare_pages


class FakeComparisons:
    """Remembers what was compared; pictures in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[PagePair, Comparison] = {}
        self.page_pairs: list[tuple[int, int]] = [(0, 0)]

    def pages(self, _older: str, _newer: str) -> list[tuple[int, int]]:
        return self.page_pairs

    def get(self, pair: PagePair) -> Comparison | None:
        return self.known.get(pair)

    def picture(self, pair: PagePair, by_hand: Similarity | None = None) -> Path:
        return self.folder / f"{pair.older[:8]}-{pair.newer[:8]}-{pair.newer_page}-{abs(hash(by_hand))}.png"


class CompareWorld(World):
    def __init__(self, folder: Path, *files: Path) -> None:
        lines = [
            entry(str(place), id=10 + place, path=file, sha256=f"{place:064}", current=place == len(files) - 1)
            for place, file in enumerate(files)
        ]
        self.sheet: Drawing = drawing(1, "A-101", "Ground floor plan", *lines)
        super().__init__(tree(Area(1, "Building A", (Discipline(1, "Architectural", (self.sheet,)),))))
        self.comparisons = FakeComparisons(folder)
        self.services.store.comparisons = self.comparisons  # type: ignore[assignment]
        self.files = {line.sha256: line.path for line in lines}
        self.compared: list[tuple[PagePair, Similarity | None]] = []
        self.refusal: Failure | None = None
        self.engine.compare = self._compare  # type: ignore[attr-defined]

    def _compare(self, pair: PagePair, by_hand: Similarity | None = None) -> Future[Any]:
        self.compared.append((pair, by_hand))
        future: Future[Any] = Future()
        if self.refusal is not None:
            future.set_exception(self.refusal)
            return future
        older, newer = self.files[pair.older], self.files[pair.newer]
        assert older is not None and newer is not None
        found = compare_pages(
            (older, pair.older_page),
            (newer, pair.newer_page),
            picture=self.comparisons.picture(pair, by_hand),
            by_hand=by_hand,
        )
        self.comparisons.known[pair] = found
        future.set_result(found)
        return future
