"""Aligning by hand: two points on the older sheet, the same two on the newer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.comparisons import from_two_pairs
from app.ui.compare.region_layer import PointLayer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.ui.viewer.geometry import Point
    from app.ui.viewer.view import SheetCanvas

_NEEDED = 2


class PickTool:
    """Takes the points of one sheet; a third click begins again with it."""

    def __init__(self, canvas: SheetCanvas, picked: Callable[[], None]) -> None:
        self._canvas = canvas
        self._picked = picked
        self.points: list[Point] = []
        self.layer = PointLayer()
        canvas.add_layer(self.layer)

    @property
    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.CrossCursor

    def clear(self) -> None:
        self.points = []
        self._show()

    def add(self, at: Point) -> None:
        self.points = [*self.points, at] if len(self.points) < _NEEDED else [at]
        self._show()
        self._picked()

    def press(self, at: Point, _event: QMouseEvent) -> bool:
        self.add(at)
        return True

    def move(self, _at: Point, _event: QMouseEvent) -> bool:
        return False

    def release(self, _at: Point, _event: QMouseEvent) -> bool:
        return True

    def double_click(self, _at: Point, _event: QMouseEvent) -> bool:
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        """Enter takes the middle of the view: for the keyboard, which brings the place there with the arrows."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or self._canvas.camera is None:
            return False
        at = self._canvas.page_point(self._canvas.viewport().rect().center().toPointF())
        if at is not None:
            self.add(at)
        return True

    def let_go(self) -> None:
        """The points stay: the next one is on the other sheet."""

    def _show(self) -> None:
        self.layer.points = self.points
        self._canvas.repaint_box()


class AligningByHand(QObject):
    """``begin``, clicks, ``aligned``. ``step`` says what is wanted next."""

    aligned = Signal(object)  # Similarity, from page points of the older sheet to the newer one's
    step_changed = Signal()
    _picked = Signal()

    def __init__(self, older: SheetCanvas, newer: SheetCanvas, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvases = older, newer
        self.older, self.newer = (PickTool(canvas, self._picked.emit) for canvas in self._canvases)
        self.under_way = False
        self._picked.connect(self._look)

    def begin(self) -> None:
        self.under_way = True
        for canvas, tool in zip(self._canvases, (self.older, self.newer), strict=True):
            tool.clear()
            canvas.hands.take_up(tool)
        self.step_changed.emit()

    def end(self) -> None:
        """Put the tools down, finished or not."""
        self.under_way = False
        for canvas, tool in zip(self._canvases, (self.older, self.newer), strict=True):
            tool.clear()
            canvas.hands.take_up(None)

    def step(self) -> str:
        """What to do now."""
        older, newer = len(self.older.points), len(self.newer.points)
        if older == 0 and newer == 0:
            return self.tr("Click a point that both sheets have, such as a grid crossing, on the older sheet.")
        if newer < min(1, older):
            return self.tr("Click the same point on the newer sheet.")
        if older < _NEEDED:
            return self.tr("Click a second point, far from the first, on the older sheet.")
        if newer < _NEEDED:
            return self.tr("Click the same second point on the newer sheet.")
        return self.tr("Two points of one sheet are at the same place. Click two that are far from each other.")

    def _look(self) -> None:
        if len(self.older.points) == len(self.newer.points) == _NEEDED:
            found = from_two_pairs(_two(self.older.points), _two(self.newer.points))
            if found is not None:
                self.end()
                self.aligned.emit(found)
                return
        self.step_changed.emit()


def _two(points: list[Point]) -> tuple[Point, Point]:
    return points[0], points[1]
