"""Two canvases that look at the same place: where one goes, the other goes, through the alignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.viewer.geometry import Point

if TYPE_CHECKING:
    from app.domain.plane import Similarity
    from app.ui.viewer.view import SheetCanvas


class LinkedViews(QObject):
    """``alignment`` leads from page points of ``older`` to those of ``newer``; None lets each go its own way."""

    def __init__(self, older: SheetCanvas, newer: SheetCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._older, self._newer = older, newer
        self._alignment: Similarity | None = None
        self._leading = False
        older.looked.connect(lambda: self._follow(self._older))
        newer.looked.connect(lambda: self._follow(self._newer))

    def link(self, alignment: Similarity | None) -> None:
        """From now on; the older one goes where the newer one is."""
        self._alignment = alignment
        self._follow(self._newer)

    def _follow(self, leader: SheetCanvas) -> None:
        if self._alignment is None or self._leading:
            return
        follower = self._newer if leader is self._older else self._older
        way = self._alignment if leader is self._older else self._alignment.inverse()
        camera, other = leader.camera, follower.camera
        if camera is None or other is None or not follower.isVisible():
            return
        middle = camera.view_to_page(Point(camera.width / 2, camera.height / 2))
        turns = camera.sheet.rotation + camera.rotation - round(way.degrees / 90) - other.sheet.rotation
        self._leading = True
        try:
            follower.look_at(Point(*way.apply(*middle)), camera.scale / way.scale, turns)
        finally:
            self._leading = False
