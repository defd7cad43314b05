"""Small pictures of sheets for lists: read and decoded away from the window's thread, kept up to a number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.events import SheetsRead
    from app.ui.services import Services

#: Some 250 pictures of 256 pixels.
BUDGET = 64 * 1024 * 1024
#: Read and decoded in one go: what is wanted most is shown soon, and what was scrolled past is left out.
_AT_ONCE = 12


class Pictures(QObject):
    """``get`` answers at once with what is here, and asks for the rest; ``arrived`` tells what came."""

    arrived = Signal(object)  # frozenset of hashes

    def __init__(self, services: Services, parent: QObject | None = None, *, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._services = services
        self._budget = budget
        self._kept: OrderedDict[str, QPixmap] = OrderedDict()
        self._bytes = 0
        self._lacking: set[str] = set()  # looked for, not there yet
        self._wanted: OrderedDict[str, None] = OrderedDict()
        self._reading = False
        services.bridge.sheets_read.connect(self._sheets_read)

    @property
    def bytes(self) -> int:
        """What the pictures take in memory."""
        return self._bytes

    def get(self, sha256: str) -> QPixmap | None:
        """The picture of a file's first page, None while there is none."""
        found = self._kept.get(sha256)
        if found is not None:
            self._kept.move_to_end(sha256)
        elif sha256 not in self._lacking:
            self._wanted[sha256] = None
            self._wanted.move_to_end(sha256)  # what was asked for last is what is looked at
            self._start()
        return found

    @Slot(object)
    def _sheets_read(self, event: SheetsRead) -> None:
        fresh = self._lacking & event.sha256s
        self._lacking -= fresh
        if fresh:
            self.arrived.emit(frozenset(fresh))  # whoever shows them asks again

    def _start(self) -> None:
        if not self._reading:
            self._reading = True
            self._services.tasks.spawn(self._read_wanted(), name="pictures")

    async def _read_wanted(self) -> None:
        try:
            while self._wanted:
                asked = [self._wanted.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wanted)))]
                images = await self._services.read(self._read, asked)
                for sha256, image in images.items():
                    self._keep(sha256, image)
                while len(self._wanted) > 10 * _AT_ONCE:
                    self._wanted.popitem(last=False)
                self.arrived.emit(frozenset(images))
        finally:
            self._reading = False

    def _read(self, sha256s: Sequence[str]) -> dict[str, QImage]:
        """In a thread. An empty image: there is none."""
        images = {}
        for sha256 in sha256s:
            path = self._services.store.previews.path(sha256)
            images[sha256] = QImage() if path is None else QImage(str(path))
        return images

    def _keep(self, sha256: str, image: QImage) -> None:
        if image.isNull():
            self._lacking.add(sha256)
            return
        pixmap = QPixmap.fromImage(image)
        self._kept[sha256] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > self._budget and len(self._kept) > 1:
            self._bytes -= _size(self._kept.popitem(last=False)[1])


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8
