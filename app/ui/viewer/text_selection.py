"""The tool that selects text: along the lines where the drag begins on text, else all in a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.drawings.text import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.drawings.text import PageText
    from app.ui.viewer.geometry import Point
    from app.ui.viewer.text_layer import TextLayer

#: Points beside a letter where a drag still begins on it.
_REACH = 2.0


class TextSelection:
    """``changed`` is called after every step: the layer looks different now; ``left`` after it was let go."""

    def __init__(self, layer: TextLayer, changed: Callable[[], object], left: Callable[[], object]) -> None:
        self._layer = layer
        self._changed = changed
        self._left = left
        self._text: PageText | None = None
        self._begun: Point | None = None
        self._anchor: int | None = None  # a letter; None while a box is dragged
        self._chosen: Sequence[int] = ()
        self._flows = False
        self._over_text = False

    @property
    def cursor(self) -> Qt.CursorShape | None:
        return Qt.CursorShape.IBeamCursor if self._over_text else Qt.CursorShape.CrossCursor

    @property
    def empty(self) -> bool:
        return not self._chosen

    def show_text(self, text: PageText | None) -> None:
        """Another page: nothing of it is selected."""
        self._text = text
        self._begun = None
        self._choose(())

    def select_all(self) -> None:
        if self._text is not None:
            self._flows = False
            self._choose([at for at in range(len(self._text.text)) if self._text.drawn(at)])

    def clear(self) -> None:
        self._choose(())

    def as_read(self) -> str:
        """The selected text, for the clipboard."""
        if self._text is None or not self._chosen:
            return ""
        if self._flows:
            return self._text.text[self._chosen[0] : self._chosen[-1] + 1]
        return self._text.as_read(self._chosen)

    def press(self, at: Point, event: QMouseEvent) -> bool:
        if self._text is None:
            return False
        self._begun = at
        self._anchor = self._text.nearest(at.x, at.y, _REACH)
        self._choose(())
        return True

    def move(self, at: Point, event: QMouseEvent) -> bool:
        if self._text is None:
            return False
        if self._begun is None:
            self._over_text = self._text.nearest(at.x, at.y, _REACH) is not None
            return False
        self._drag(self._text, self._begun, at)
        return True

    def release(self, at: Point, event: QMouseEvent) -> bool:
        self._begun = None
        self._layer.band = None
        self._changed()
        return True

    def double_click(self, at: Point, event: QMouseEvent) -> bool:
        """Select a word."""
        letter = self._text.nearest(at.x, at.y, _REACH) if self._text is not None else None
        if self._text is not None and letter is not None:
            self._flows = True
            self._choose(range(*self._text.word(letter)))
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or self.empty:
            return False
        self.clear()
        return True

    def let_go(self) -> None:
        """What is selected stays; a drag ends."""
        self._begun = None
        self._layer.band = None
        self._left()

    def _drag(self, text: PageText, begun: Point, at: Point) -> None:
        if self._anchor is not None:
            letter = text.nearest(at.x, at.y)
            if letter is not None:
                self._flows = True
                self._choose(range(min(self._anchor, letter), max(self._anchor, letter) + 1))
            return
        self._layer.band = Rect(min(begun.x, at.x), min(begun.y, at.y), max(begun.x, at.x), max(begun.y, at.y))
        self._flows = False
        self._choose(text.inside(self._layer.band))

    def _choose(self, places: Sequence[int]) -> None:
        self._chosen = places
        self._layer.selected = [] if self._text is None else _boxes(self._text, places)
        self._changed()


def _boxes(text: PageText, places: Sequence[int]) -> list[Rect]:
    """One box for each run of neighbours; a blank between two of them breaks no run."""
    boxes: list[Rect] = []
    start = 0
    for nth, place in enumerate(places):
        last = nth + 1 == len(places)
        if last or text.text[place + 1 : min(places[nth + 1], place + 3)].strip() or places[nth + 1] > place + 2:
            boxes += text.boxes(places[start], place + 1)
            start = nth + 1
    return boxes
