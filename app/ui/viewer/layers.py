"""What others put on a sheet: layers painted over its page, and tools that take the mouse in place of the hands.

The canvas knows neither markups nor links nor comparisons; it asks these, in the order in which they were added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from app.ui.viewer.geometry import Camera, Point


class Layer(Protocol):
    """Painted over the page and under the stamp."""

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        """Draw what lies inside ``exposed``. The painter works in device pixels of the view, as ``camera`` does, and is
        clipped to ``exposed``; its state is put back afterwards. Whatever is drawn must move with the page: a pan moves
        pixels that were painted before."""


class Tool(Protocol):
    """``at`` is in page points, also outside the page. A method that returns a bool says whether it used the event; one
    that nobody uses is the hands' (a left drag pans). A drag belongs to whoever used its press, until the release."""

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """How the pointer looks at the place it moved to last; None leaves it to the others."""

    def press(self, at: Point, event: QMouseEvent) -> bool: ...
    def move(self, at: Point, event: QMouseEvent) -> bool:
        """Also without a button pressed."""

    def release(self, at: Point, event: QMouseEvent) -> bool: ...
    def double_click(self, at: Point, event: QMouseEvent) -> bool: ...
    def key_press(self, event: QKeyEvent) -> bool: ...
    def let_go(self) -> None:
        """The canvas lost the focus, its sheet, or this tool: finish or drop what is under way."""
