"""Pictures for one canvas: asked of the renderer, kept in the cache, told when they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from app.drawings.render import PageInfo, RenderedTile, RenderFailed
from app.ui.viewer.ahead import Travel, tiles_ahead
from app.ui.viewer.inbox import Inbox
from app.ui.viewer.picture import whole_page
from app.ui.viewer.tile_cache import TileCache

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.drawings.render import Renderer
    from app.drawings.tiles import TileKey
    from app.ui.viewer.geometry import Camera, Point
    from app.ui.viewer.picture import Picture


class Feed(QObject):
    """Of one page at a time; what comes late about another is kept, and not told. ``close`` it."""

    page_known = Signal(object)  # PageInfo
    came = Signal(object)  # TileKey of something of the page
    failed = Signal(object)  # Failure

    def __init__(self, renderer: Renderer, cache: TileCache | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = cache if cache is not None else TileCache()
        self.travel = Travel()
        self._inbox = Inbox(self)
        self._inbox.arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._channel = renderer.channel(self._inbox.put)
        self._of: tuple[Path, int] | None = None
        self._beside: list[tuple[Path, int]] = []
        self._colours: list[int] = []
        self.visible: list[TileKey] = []

    def open(self, path: Path, page: int) -> None:
        """Ask for the facts of a page, and for nothing of the one before."""
        self.forget()
        self._of = (path, page)
        self._channel.ask_page(path, page)

    def forget(self) -> None:
        """Nothing is shown any more."""
        self._of = None
        self._beside = []
        self.visible = []
        self._channel.retain(())
        self._channel.prefetch(())

    def set_beside(self, pages: Sequence[tuple[Path, int]]) -> None:
        self._beside = list(pages)

    def set_colours(self, colours: list[int]) -> None:
        """Of pages that are drawn together, also of those that came before."""
        self._colours = colours
        for image in self.cache.images():
            if image.format() == QImage.Format.Format_Indexed8:
                image.setColorTable(colours)

    def ask(self, picture: Picture, camera: Camera, pointer: Point, room: tuple[int, int]) -> None:
        """Have drawn what the camera sees, and afterwards what it may see next."""
        self.visible, wanted = picture.wanted(camera, pointer, room, self.cache)
        missing = [key for key in wanted if key not in self.cache]
        self._channel.retain(set(missing))
        self._channel.request(missing)
        ahead = tiles_ahead(picture, camera, self.travel, room)
        ahead += [whole_page(path, page, room) for path, page in self._beside]
        self._channel.prefetch([key for key in ahead if key not in self.cache])

    @property
    def anything_held(self) -> bool:
        """The page was looked at before: some of it can be shown at once."""
        return any(key in self.cache for key in self.visible)

    def close(self) -> None:
        """Ask for nothing any more."""
        self._channel.close()

    @Slot()
    def _receive(self) -> None:
        for delivery in self._inbox.take():
            match delivery:
                case PageInfo() if (delivery.path, delivery.page) == self._of:
                    self.page_known.emit(delivery)
                case RenderedTile():
                    self._keep(delivery)
                case RenderFailed() if (delivery.path, delivery.page) == self._of:
                    self.forget()
                    self.failed.emit(delivery.failure)
                case _:
                    pass  # about a page that was left meanwhile

    def _keep(self, tile: RenderedTile) -> None:
        form = QImage.Format.Format_RGB32 if tile.key.below is None else QImage.Format.Format_Indexed8
        image = QImage(tile.pixels, tile.width, tile.height, tile.stride, form).copy()
        if tile.key.below is not None:
            image.setColorTable(self._colours)
        self.cache.put(tile.key, image, visible=self.visible)
        if (tile.key.path, tile.key.page) == self._of:
            self.came.emit(tile.key)
