"""Drawn tiles kept in memory, bounded in bytes; what is on screen is never thrown away."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage

    from app.drawings.tiles import TileKey

BUDGET = 256 * 1024 * 1024


class TileCache:
    """Least recently used pictures go first. Used in the UI thread; several canvases may share one."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._images: OrderedDict[TileKey, QImage] = OrderedDict()
        self.bytes = 0

    def get(self, key: TileKey) -> QImage | None:
        """The picture, which counts as used now."""
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def __contains__(self, key: object) -> bool:
        return key in self._images

    def __len__(self) -> int:
        return len(self._images)

    def put(self, key: TileKey, image: QImage, *, visible: Collection[TileKey] = ()) -> None:
        """Keep ``image``; the oldest go until the budget holds. The ``visible`` ones stay, and room for as much again,
        however small the budget: a cache that cannot hold the screen would draw it for ever."""
        old = self._images.pop(key, None)
        if old is not None:
            self.bytes -= old.sizeInBytes()
        self._images[key] = image
        self.bytes += image.sizeInBytes()
        on_screen = sum(self._images[one].sizeInBytes() for one in visible if one in self._images)
        limit = max(self._budget, 2 * on_screen)
        if self.bytes > limit:
            self._evict(limit, {key, *visible})

    def images(self) -> Iterator[QImage]:
        """All that are held."""
        return iter(self._images.values())

    def levels(self, path: Path, page: int, rotation: int) -> set[int]:
        """Levels of a page of which any tile is held (whole pages apart)."""
        wanted = (path, page, rotation)
        return {key.level for key in self._images if not key.whole and (key.path, key.page, key.rotation) == wanted}

    def whole(self, path: Path, page: int) -> QImage | None:
        """The largest picture of a whole page that is held."""
        held = [key for key in self._images if key.whole and (key.path, key.page) == (path, page)]
        best = max(held, key=lambda key: self._images[key].width(), default=None)
        return self.get(best) if best is not None else None

    def _evict(self, limit: int, kept: Collection[TileKey]) -> None:
        for key in list(self._images):
            if self.bytes <= limit:
                return
            if key not in kept:
                self.bytes -= self._images.pop(key).sizeInBytes()
