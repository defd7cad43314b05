"""The text of the pages one view shows, read by the render thread; the last ones are kept."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.drawings.render import RenderFailed
from app.drawings.text import PageText
from app.ui.viewer.inbox import Inbox

if TYPE_CHECKING:
    from pathlib import Path

    from app.drawings.render import Renderer

_KEPT = 8


class TextPages(QObject):
    """``close`` before the renderer is closed."""

    ready = Signal(object)  # PageText of the page asked for last
    failed = Signal()  # it cannot be read: the canvas says why

    def __init__(self, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inbox = Inbox(self)
        self._inbox.arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._channel = renderer.channel(self._inbox.put)
        self._kept: OrderedDict[tuple[Path, int], PageText] = OrderedDict()
        self._wanted: tuple[Path, int] | None = None

    def ask(self, path: Path, page: int) -> None:
        """``ready`` follows, at once for a page that is kept."""
        self._wanted = (path, page)
        known = self._kept.get(self._wanted)
        if known is None:
            self._channel.ask_text(path, page)
        else:
            self._kept.move_to_end(self._wanted)
            self.ready.emit(known)

    def forget(self) -> None:
        """Nothing is shown: what was asked for matters no more."""
        self._wanted = None

    def close(self) -> None:
        self._wanted = None
        self._channel.close()

    @Slot()
    def _receive(self) -> None:
        for delivery in self._inbox.take():
            if isinstance(delivery, PageText):
                self._keep(delivery)
            elif isinstance(delivery, RenderFailed) and (delivery.path, delivery.page) == self._wanted:
                self.failed.emit()

    def _keep(self, text: PageText) -> None:
        key = (text.path, text.page)
        self._kept[key] = text
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if key == self._wanted:
            self.ready.emit(text)
