"""The scroll bars of the canvas: they follow the camera, and lead it while somebody holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractScrollArea

    from app.ui.viewer.geometry import Camera

_STEPS = 12  # clicks on an arrow, from one end of the view to the other


class Bars(QObject):
    """``lead`` is called with the way, in device pixels, that the camera must go."""

    def __init__(self, area: QAbstractScrollArea, lead: Callable[[float, float], None]) -> None:
        super().__init__(area)
        self._area = area
        self._lead = lead
        self._camera: Camera | None = None
        self.placing = False
        for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
            bar.valueChanged.connect(self._moved)

    def place(self, camera: Camera | None) -> None:
        """Stand where ``camera`` is. A bar that comes or goes changes the size of the view at once."""
        ratio = self._area.devicePixelRatioF()
        self._camera = camera
        across, down = camera.canvas if camera else (0.0, 0.0)
        self.placing = True
        for bar, content, view, at in (
            (self._area.horizontalScrollBar(), across, camera.width if camera else 0, camera.x if camera else 0.0),
            (self._area.verticalScrollBar(), down, camera.height if camera else 0, camera.y if camera else 0.0),
        ):
            bar.setRange(0, max(0, int((content - view) / ratio)))
            bar.setPageStep(max(1, int(view / ratio)))
            bar.setSingleStep(max(1, int(view / ratio / _STEPS)))
            bar.setValue(round(at / ratio))
        self.placing = False

    def follow(self, camera: Camera) -> None:
        """The view became another because of the bars themselves: they stand right already."""
        self._camera = camera

    @property
    def to_be_laid_out(self) -> bool:
        """Qt lays out no scroll bar from within a resize: one may be lacking, or stand there for nothing."""
        bars = (self._area.horizontalScrollBar(), self._area.verticalScrollBar())
        return any((bar.maximum() > 0) != bar.isVisible() for bar in bars)

    @Slot()
    def lay_out(self) -> None:
        self._area.setVerticalScrollBarPolicy(self._area.verticalScrollBarPolicy())

    @Slot()
    def _moved(self) -> None:
        camera, ratio = self._camera, self._area.devicePixelRatioF()
        if camera is None or self.placing:
            return
        x, y = self._area.horizontalScrollBar().value() * ratio, self._area.verticalScrollBar().value() * ratio
        dx = x - camera.x if camera.canvas[0] > camera.width else 0.0
        dy = y - camera.y if camera.canvas[1] > camera.height else 0.0
        self._lead(dx, dy)
