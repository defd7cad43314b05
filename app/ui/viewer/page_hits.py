"""Where what is looked for stands on the other pages of the open file: as the text that was stored says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.drawings.text_find import Searchable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.services import Services


class PageHits(QObject):
    """A file of one page has none. Pages are read once for each file, and counted off the UI thread."""

    counted = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._sha256: str | None = None
        self._pages: Mapping[int, Searchable] = {}
        self._counts: Mapping[int, int] = {}
        self._question: tuple[str, str | None] = ("", None)
        self._asked = 0  # a late answer never hides a newer question

    def look_for(self, typed: str, sha256: str | None) -> None:
        """``counted`` follows. ``sha256``: of the file; None where it has no other page."""
        if (typed, sha256) == self._question:
            return  # another page of the same file was opened
        self._question = typed, sha256
        self._asked += 1
        self._counts = {}
        if sha256 is not None and typed.strip():
            self._services.tasks.spawn(self._count(typed, sha256, self._asked), name="find on all pages")

    def before(self, page: int) -> int:
        return sum(count for one, count in self._counts.items() if one < page)

    def elsewhere(self, page: int) -> int:
        """On all pages but this one."""
        return sum(count for one, count in self._counts.items() if one != page)

    def beside(self, page: int, by: int) -> int | None:
        """The nearest page with hits in this direction, around at the ends; None: only ``page`` has some, or none."""
        others = sorted((one for one, count in self._counts.items() if count and one != page), reverse=by < 0)
        further = (one for one in others if (one - page) * by > 0)
        return next(further, others[0] if others else None)

    async def _count(self, typed: str, sha256: str, asked: int) -> None:
        if sha256 != self._sha256:
            pages = await self._services.read(self._read, sha256)
            if asked != self._asked:
                return
            self._sha256, self._pages = sha256, pages
        counts = await self._services.read(_counted, self._pages, typed)
        if asked == self._asked:
            self._counts = counts
            self.counted.emit()

    def _read(self, sha256: str) -> Mapping[int, Searchable]:
        texts = self._services.store.inspections.texts(sha256)
        return {page: Searchable(text) for page, text in texts.items()}


def _counted(pages: Mapping[int, Searchable], typed: str) -> dict[int, int]:
    return {page: len(text.find(typed)) for page, text in pages.items()}
