"""Tools that draw: what is pressed, moved and clicked on a sheet becomes a mark.

Each shows its mark while it is made. Esc drops what is under way, and puts the tool down where nothing is.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.domain.markups import POINTS, RINGS, STROKES, WORDED, Geometry, MarkupKind
from app.domain.plane import Bounds, Point, bounds_of, distance, simplified, turned
from app.ui.markups.painting import PADDING, words_height, words_width
from app.ui.markups.wording import stamp_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.domain.markups import Markup
    from app.ui.markups.bench import Bench
    from app.ui.viewer.geometry import Point as ViewPoint

#: Logical pixels: a press and release closer together than this is a click; and how far a stroke may be simplified.
_CLICK = 4.0
_STROKE_TOLERANCE = 0.35
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: How wide a box for words is that was only clicked, in letters.
_LETTERS = 16


def constrained(start: Point, at: Point) -> Point:
    """The point nearest to ``at`` on a line from ``start`` that goes straight or at 45 degrees."""
    angle = round(math.degrees(math.atan2(at.y - start.y, at.x - start.x)) / 45) * 45
    along = turned(Point(1.0, 0.0), angle)
    reach = (at.x - start.x) * along.x + (at.y - start.y) * along.y
    return Point(start.x + along.x * reach, start.y + along.y * reach)


def squared(start: Point, at: Point) -> Point:
    """The corner of a square towards ``at``."""
    side = max(abs(at.x - start.x), abs(at.y - start.y))
    return Point(start.x + math.copysign(side, at.x - start.x), start.y + math.copysign(side, at.y - start.y))


def _shift(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


class DrawingTool:
    """What they have in common. ``cursor`` is part of the port ``Tool``."""

    cursor: Qt.CursorShape | None = Qt.CursorShape.CrossCursor

    def __init__(self, bench: Bench, kind: MarkupKind) -> None:
        self.bench = bench
        self.kind = kind

    def press(self, _at: ViewPoint, _event: QMouseEvent) -> bool:
        return True

    def move(self, _at: ViewPoint, _event: QMouseEvent) -> bool:
        return True

    def release(self, _at: ViewPoint, _event: QMouseEvent) -> bool:
        return True

    def double_click(self, _at: ViewPoint, _event: QMouseEvent) -> bool:
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape:
            return False
        if self.busy:
            self.drop()
        else:
            self.bench.put_down.emit()
        return True

    def let_go(self) -> None:
        self.leave()
        self.bench.released.emit()

    def leave(self) -> None:
        """Finish or drop what is in the making."""
        self.drop()

    @property
    def busy(self) -> bool:
        """True while a mark is in the making."""
        return False

    def drop(self) -> None:
        """Forget what is in the making."""
        self.bench.board.draft()

    def _is_click(self, one: Point, other: Point) -> bool:
        return distance(one, other) <= _CLICK * self.bench.points_per_pixel


class StrokeTool(DrawingTool):
    """Pen and highlighter: a line by hand; straight with Shift."""

    def __init__(self, bench: Bench, kind: MarkupKind) -> None:
        super().__init__(bench, kind)
        self._mark: Markup | None = None
        self._points: list[Point] = []

    @property
    def busy(self) -> bool:
        return self._mark is not None

    def drop(self) -> None:
        self._mark, self._points = None, []
        super().drop()

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        self._points = [Point(*at)]
        self._mark = self.bench.mark(self.kind, self._points)
        self.bench.board.draft([self._mark])
        return True

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._mark is not None:
            grown: Bounds | None = None
            if _shift(event):
                self._points = [self._points[0], constrained(self._points[0], Point(*at))]
            else:
                self._points.append(Point(*at))
                grown = bounds_of(self._points[-2:]).grown(self._mark.style.width)
            self._mark = _with_points(self._mark, self._points)
            self.bench.board.draft([self._mark], within=grown)
        return True

    def release(self, at: ViewPoint, event: QMouseEvent) -> bool:
        self.move(at, event)
        self._finish()
        return True

    def leave(self) -> None:
        self._finish()

    def _finish(self) -> None:
        mark, points = self._mark, self._points
        self._mark, self._points = None, []
        if mark is not None:
            line = simplified(points, _STROKE_TOLERANCE * self.bench.points_per_pixel)
            self.bench.add(_with_points(mark, line))


class SpanTool(DrawingTool):
    """From one point to another: lines, arrows, and all that has a box. By a drag, or by two clicks."""

    def __init__(self, bench: Bench, kind: MarkupKind) -> None:
        super().__init__(bench, kind)
        self._start: Point | None = None
        self._mark: Markup | None = None
        self._clicked = False  # once: the second click ends it

    @property
    def busy(self) -> bool:
        return self._start is not None

    def drop(self) -> None:
        self._start, self._mark, self._clicked = None, None, False
        super().drop()

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._start is None:
            self._start = Point(*at)
        return True

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._start is not None and not self._is_click(self._start, Point(*at)):
            end = self._end(Point(*at), event)
            self._mark = self._between(self._start, end)
            self.bench.board.draft([self._mark])
        return True

    def release(self, at: ViewPoint, event: QMouseEvent) -> bool:
        start = self._start
        if start is None:
            return True
        if self._is_click(start, Point(*at)):
            if self._clicked:
                self.drop()
            else:
                self._click(start)
            return True
        mark = self._between(start, self._end(Point(*at), event))
        self.drop()
        self._finish(mark)
        return True

    def _click(self, at: Point) -> None:
        """It was clicked and not dragged: another click ends it."""
        self._clicked = True

    def _finish(self, mark: Markup) -> None:
        self.bench.add(mark)

    def _end(self, at: Point, event: QMouseEvent) -> Point:
        assert self._start is not None
        if not _shift(event):
            return at
        lines = (MarkupKind.LINE, MarkupKind.ARROW)
        return constrained(self._start, at) if self.kind in lines else squared(self._start, at)

    def _between(self, start: Point, end: Point) -> Markup:
        mark = self._mark or self.bench.mark(self.kind, (start, end))
        return _with_points(mark, (start, end))


class WordsTool(SpanTool):
    """A box for words; their size by a drag, or as usual by a click."""

    def _click(self, at: Point) -> None:
        size = self.bench.styles.of(self.kind).font_size
        self._open(at, words_width("m" * _LETTERS, size) + 2 * PADDING, size * 1.25 + 2 * PADDING)

    def _open(self, at: Point, width: float, height: float) -> None:
        """The box with its top left corner, as seen, at a point."""
        along = turned(Point(width, height), -90.0 * self.bench.turns)
        mark = self._between(at, Point(at.x + along.x, at.y + along.y))
        self.drop()
        self._finish(mark)

    def _between(self, start: Point, end: Point) -> Markup:
        corners, rotation = self.bench.upright_box(start, end)
        mark = self._mark or self.bench.mark(self.kind, corners)
        return _with_points(mark, corners, rotation)

    def _finish(self, mark: Markup) -> None:
        self.bench.board.draft([mark])
        self.bench.words_wanted.emit(mark, True)


class CalloutTool(WordsTool):
    """Pressed where it points to, dragged or clicked to where its words are."""

    def _click(self, at: Point) -> None:
        self._clicked = True

    def _between(self, start: Point, end: Point) -> Markup:
        size = self.bench.styles.of(self.kind).font_size
        box = Point(words_width("m" * _LETTERS, size) + 2 * PADDING, size * 1.25 + 2 * PADDING)
        along = turned(box, -90.0 * self.bench.turns)
        away = turned(Point(end.x - start.x, end.y - start.y), 90.0 * self.bench.turns)
        if away.x < 0:  # to the left of what it points to: the box ends where the pointer is
            back = turned(Point(box.x, 0.0), -90.0 * self.bench.turns)
            end = Point(end.x - back.x, end.y - back.y)
        corners, rotation = self.bench.upright_box(end, Point(end.x + along.x, end.y + along.y))
        mark = self._mark or self.bench.mark(self.kind, (start, *corners))
        return _with_points(mark, (start, *corners), rotation)


class StampTool(WordsTool):
    """The stamp in use, as large as its words, in the middle of where one clicks."""

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        return True

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        self.bench.board.draft([self._stamp(Point(*at))])
        return True

    def release(self, at: ViewPoint, event: QMouseEvent) -> bool:
        mark = self._stamp(Point(*at))
        self._mark = None  # the next one is another
        self.bench.add(mark)
        return True

    def _stamp(self, at: Point) -> Markup:
        style = self.bench.styles.of(self.kind)
        text = stamp_words(style.stamp)
        half_width = words_width(text, style.font_size, bold=True) / 2 + 3 * PADDING
        if self._mark is None or self._mark.style != style:
            self._mark = self.bench.mark(self.kind, (at, at), text=text)
        half_height = words_height(self._mark, 1e6) / 2 + PADDING
        half = turned(Point(half_width, half_height), -90.0 * self.bench.turns)
        return self._between(Point(at.x - half.x, at.y - half.y), Point(at.x + half.x, at.y + half.y))


class PathTool(DrawingTool):
    """Corner by corner. Enter or a double click ends it, Backspace takes the last corner back."""

    def __init__(self, bench: Bench, kind: MarkupKind) -> None:
        super().__init__(bench, kind)
        self._points: list[Point] = []
        self._mark: Markup | None = None

    @property
    def busy(self) -> bool:
        return bool(self._points)

    def drop(self) -> None:
        self._points, self._mark = [], None
        super().drop()

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        point = self._next(Point(*at), event)
        if self.kind in RINGS and len(self._points) >= 3 and self._is_click(self._points[0], point):
            self._finish()
            return True
        if not self._points or not self._is_click(self._points[-1], point):
            self._points.append(point)
        self._show(point)
        return True

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._points:
            self._show(self._next(Point(*at), event))
        return True

    def double_click(self, at: ViewPoint, event: QMouseEvent) -> bool:
        self._finish()
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        if event.key() in _ENTER and self._points:
            self._finish()
            return True
        if event.key() == Qt.Key.Key_Backspace and self._points:
            self._points.pop()
            self._show(self._points[-1]) if self._points else self.drop()
            return True
        return super().key_press(event)

    def leave(self) -> None:
        self._finish()  # what was clicked is not lost because somebody looks elsewhere

    def _next(self, at: Point, event: QMouseEvent) -> Point:
        return constrained(self._points[-1], at) if self._points and _shift(event) else at

    def _show(self, at: Point) -> None:
        points = [*self._points, at]
        least = POINTS[self.kind][0]
        points += [at] * (least - len(points))  # a ring of two corners is a line there and back
        mark = self._mark or self.bench.mark(self.kind, points)
        self._mark = _with_points(mark, points)
        self.bench.board.draft([self._mark])

    def _finish(self) -> None:
        points, mark = self._points, self._mark
        self.drop()
        if mark is not None and len(points) >= POINTS[self.kind][0]:
            self.bench.add(_with_points(mark, points))


class CountTool(DrawingTool):
    """One dot for each thing. All that are counted in one go are one mark; Enter or Esc begins another."""

    def __init__(self, bench: Bench, kind: MarkupKind = MarkupKind.COUNT) -> None:
        super().__init__(bench, kind)
        self._id: str | None = None

    @property
    def busy(self) -> bool:
        return self._id is not None

    def drop(self) -> None:
        self._id = None
        super().drop()

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        mark = self._mark()
        if mark is None:
            mark = self.bench.mark(self.kind, (Point(*at),))
            self._id = mark.id
            self.bench.add(mark, again=False)
        else:
            self._change(mark, (*mark.geometry.points, Point(*at)))
        return True

    def double_click(self, at: ViewPoint, event: QMouseEvent) -> bool:
        return self.press(at, event)  # fast clicks count, too

    def key_press(self, event: QKeyEvent) -> bool:
        mark = self._mark()
        if event.key() in _ENTER and mark is not None:
            self.drop()
            self.bench.done.emit(self.kind)
            return True
        if event.key() == Qt.Key.Key_Backspace and mark is not None:
            if len(mark.geometry.points) > 1:
                self._change(mark, mark.geometry.points[:-1])
            else:
                self.bench.remove([mark])
                self.drop()
            return True
        return super().key_press(event)

    def _mark(self) -> Markup | None:
        """The count that goes on; None where it was taken back meanwhile."""
        return self.bench.board.get(self._id) if self._id is not None else None

    def _change(self, mark: Markup, points: tuple[Point, ...]) -> None:
        words = QCoreApplication.translate("MarkupSteps", "Count: {number}").format(number=len(points))
        self.bench.change(words, [_with_points(mark, points)])


class ScaleTool(DrawingTool):
    """The two ends of a length that is known: by a drag, or by two clicks."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, MarkupKind.LENGTH)
        self._start: Point | None = None

    @property
    def busy(self) -> bool:
        return self._start is not None

    def drop(self) -> None:
        self._start = None
        super().drop()

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._start is None:
            self._start = Point(*at)
        return True

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._start is not None:
            end = constrained(self._start, Point(*at)) if _shift(event) else Point(*at)
            self.bench.board.draft([self.bench.mark(MarkupKind.LINE, (self._start, end))])
        return True

    def release(self, at: ViewPoint, event: QMouseEvent) -> bool:
        start = self._start
        if start is None or self._is_click(start, Point(*at)):
            return True
        end = constrained(start, Point(*at)) if _shift(event) else Point(*at)
        self._start = None  # the line stays to be seen while its length is typed
        self.bench.points_picked.emit(start, end)
        return True

    def leave(self) -> None:
        self._start = None


def drawing_tool(bench: Bench, kind: MarkupKind) -> DrawingTool:
    """The tool that draws marks of a kind."""
    if kind in STROKES:
        return StrokeTool(bench, kind)
    special: dict[MarkupKind, type[DrawingTool]] = {
        MarkupKind.TEXT: WordsTool,
        MarkupKind.CALLOUT: CalloutTool,
        MarkupKind.STAMP: StampTool,
        MarkupKind.COUNT: CountTool,
    }
    if kind in special:
        return special[kind](bench, kind)
    paths = (MarkupKind.POLYLINE, MarkupKind.LENGTH, *RINGS)
    return PathTool(bench, kind) if kind in paths else SpanTool(bench, kind)


def fitted(markup: Markup) -> Markup:
    """A mark with words whose box is as high as they need, its upper edge as seen where it was."""
    if markup.kind not in WORDED:
        return markup
    *tip, one, other = markup.geometry.points
    width, height = abs(other.x - one.x), abs(other.y - one.y)
    needed = words_height(markup, width)
    if needed <= height:
        return markup
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    shift = turned(Point(0.0, (needed - height) / 2), markup.geometry.rotation)
    centre = Point(middle.x + shift.x, middle.y + shift.y)
    corners = Point(centre.x - width / 2, centre.y - needed / 2), Point(centre.x + width / 2, centre.y + needed / 2)
    return _with_points(markup, (*tip, *corners), markup.geometry.rotation)


def _with_points(markup: Markup, points: tuple[Point, ...] | list[Point], rotation: float = 0.0) -> Markup:
    return replace(markup, geometry=Geometry(tuple(points), rotation))
