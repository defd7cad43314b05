"""Smooth moves: what keys and wheel ask for is covered in a few frames, at the pace of the display."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtWidgets import QStyle

if TYPE_CHECKING:
    from app.ui.viewer.view import SheetCanvas

#: Seconds in which two thirds of the way are covered: quick enough to feel like the hand, slow enough to be followed.
_PACE = 0.045
_SLOWEST, _FASTEST = 30.0, 240.0  # frames a second that a display is believed to show
_NEAR = 0.5  # logical pixels
_NEAR_ZOOM = 0.002


class Motion(QObject):
    """Moves add up: three clicks of the wheel lead three clicks far, however quickly they come. Whoever takes hold of
    the sheet stops it. Where the system wants no animation, every move is made at once."""

    def __init__(self, canvas: SheetCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._way = QPointF()
        self._zoom: float | None = None  # to be reached
        self._at = QPointF()
        self._since = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._move)

    @property
    def running(self) -> bool:
        return self._frames.isActive()

    def pan(self, dx: float, dy: float) -> None:
        """Look so many logical pixels further right and down."""
        if not self._animated():
            self._canvas.pan(dx, dy)
            return
        self._way += QPointF(dx, dy)
        self._start()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Come closer around a point of the viewport, by default its middle."""
        at = at if at is not None else QPointF(self._canvas.viewport().rect().center())
        wanted = self._canvas.bounded_zoom((self._zoom or self._canvas.zoom) * factor)
        if not self._animated():
            self._canvas.set_zoom(wanted, at)
            return
        self._zoom, self._at = wanted, at
        self._canvas.aim(wanted, at)
        self._start()

    def stop(self) -> None:
        """Stay where the sheet is now."""
        self._frames.stop()
        self._way = QPointF()
        if self._zoom is not None:
            self._zoom = None
            self._canvas.aim(None, self._at)

    def _start(self) -> None:
        if self._frames.isActive() or self._canvas.camera is None:
            return
        rate = min(max(self._canvas.screen().refreshRate(), _SLOWEST), _FASTEST)
        self._frames.start(max(1, int(1000 / rate)))
        self._since.start()

    @Slot()
    def _move(self) -> None:
        share = 1 - math.exp(-self._since.restart() / 1000 / _PACE)
        if self._canvas.camera is None:
            self.stop()
            return
        if self._zoom is not None:
            self._step_zoom(self._zoom, share)
        if not self._way.isNull():
            self._step_pan(share)
        if self._zoom is None and self._way.isNull():
            self._frames.stop()

    def _step_zoom(self, goal: float, share: float) -> None:
        left = math.log(goal / self._canvas.zoom)
        if abs(left) <= _NEAR_ZOOM:
            self._zoom = None
            self._canvas.aim(None, self._at)
            self._canvas.set_zoom(goal, self._at)
            return
        self._canvas.set_zoom(self._canvas.zoom * math.exp(left * share), self._at)

    def _step_pan(self, share: float) -> None:
        ratio = self._canvas.devicePixelRatioF()
        step = self._way if self._way.manhattanLength() <= 2 * _NEAR else self._way * share
        # Whole device pixels, and what is left over stays to be gone: else a slow end would never arrive.
        dx, dy = _outwards(step.x() * ratio) / ratio, _outwards(step.y() * ratio) / ratio
        self._canvas.pan(dx, dy)
        self._way -= QPointF(dx, dy)
        if self._way.manhattanLength() < _NEAR:
            self._way = QPointF()

    def _animated(self) -> bool:
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return bool(self._canvas.style().styleHint(hint, None, self._canvas))


def _outwards(value: float) -> int:
    return math.ceil(value) if value > 0 else math.floor(value)
