"""Choosing, moving, stretching and turning marks. It lies on the sheet always, after the tool in hand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.domain import markup_shapes as shapes
from app.domain.markups import BOXES, Geometry, MarkupKind
from app.domain.plane import Bounds, Point, bounds_of, distance, turned

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.domain.markup_shapes import Handle
    from app.domain.markups import Markup
    from app.ui.markups.bench import Bench
    from app.ui.viewer.geometry import Point as ViewPoint

#: Logical pixels: half a handle with the room around it, the handle to turn by over its box, a move that is meant.
GRAB = 7.0
TURN_REACH = 26.0
_MEANT = 3.0
_ANGLE_STEP = 15.0
_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


@dataclass(slots=True)
class _Hold:
    """What was pressed: a mark, a handle of one, the handle to turn it by, or the sheet beside."""

    start: Point
    marks: tuple[Markup, ...] = ()
    handle: Handle | None = None
    turning: bool = False
    moved: bool = False
    drafts: tuple[Markup, ...] = ()


class SelectTool:
    """``in_hand``: it was taken up, so that a drag beside the marks chooses those inside a box instead of panning."""

    def __init__(self, bench: Bench, *, in_hand: bool) -> None:
        self.cursor: Qt.CursorShape | None = None
        self.band: Bounds | None = None
        self._bench = bench
        self._in_hand = in_hand
        self._hold: _Hold | None = None

    # ---- the port ------------------------------------------------------------------------------------------------

    def press(self, at: ViewPoint, event: QMouseEvent) -> bool:
        point, board = Point(*at), self._bench.board
        grip = self._grip(point)
        if grip is not None:
            self._hold = grip
            return True
        under = board.at(point, self._bench.tolerance)
        more = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if under is not None:
            chosen = [one.id for one in board.selection]
            if more:
                board.select([id for id in chosen if id != under.id] if under.id in chosen else [*chosen, under.id])
            elif under.id not in chosen:
                board.select([under.id])
            self._hold = _Hold(point, tuple(board.selection))
            return True
        if not more:
            board.select(())
        if self._in_hand:
            self._hold = _Hold(point)
        return self._in_hand

    def move(self, at: ViewPoint, event: QMouseEvent) -> bool:
        point, hold = Point(*at), self._hold
        if hold is None:
            self._feel(point)
            return False
        if not hold.moved and distance(hold.start, point) < _MEANT * self._bench.points_per_pixel:
            return True
        hold.moved = True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not hold.marks:
            self.band = bounds_of((hold.start, point))
            self._bench.board.touched.emit(None)
        elif self._bench.locked is None:
            hold.drafts = self._changed(hold, point, keep=shift)
            self._bench.board.draft(hold.drafts)
        return True

    def release(self, at: ViewPoint, event: QMouseEvent) -> bool:
        if self._hold is not None and self._hold.moved:
            self.move(at, event)
        hold, self._hold = self._hold, None
        band, self.band = self.band, None
        board = self._bench.board
        if band is not None:
            inside = [one.id for one in board.within(band) if band.covers(board.reach_of(one.id))]
            more = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            board.select([*([one.id for one in board.selection] if more else []), *inside])
            board.touched.emit(None)
        if hold is not None and hold.drafts:
            self._bench.change(self._words(hold), hold.drafts)
        return hold is not None

    def double_click(self, at: ViewPoint, event: QMouseEvent) -> bool:
        under = self._bench.board.at(Point(*at), self._bench.tolerance)
        if under is None:
            return self._in_hand
        self._bench.board.select([under.id])
        self.edit_words()
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        selection = self._bench.board.selection
        if not selection:
            if event.key() == Qt.Key.Key_Escape and self._in_hand:
                self._bench.put_down.emit()
                return True
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.let_go()
            self._bench.board.select(())
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_words()
            return True
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & Qt.KeyboardModifier.AltModifier or self._bench.locked is not None:
            return False
        far = (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1) * self._bench.points_per_pixel
        way = turned(Point(step[0] * far, step[1] * far), -90.0 * self._bench.turns)
        moved = [_with(one, shapes.moved(one.geometry, *way)) for one in selection]
        self._bench.change(_moving(len(moved)), moved, merge="nudge")
        return True

    def let_go(self) -> None:
        self._hold = None
        if self.band is not None:
            self.band = None
            self._bench.board.touched.emit(None)
        self._bench.board.draft()
        if self._in_hand:
            self._bench.released.emit()

    # ---- what else can be asked ----------------------------------------------------------------------------------

    def edit_words(self) -> None:
        """Type the words of the mark that is chosen, where there is just one."""
        selection = self._bench.board.selection
        if len(selection) == 1 and self._bench.locked is None:
            self._bench.words_wanted.emit(selection[0], False)

    def step(self, by: int) -> bool:
        """Choose the next mark of the page; False past the last one."""
        board = self._bench.board
        here = [one.id for one in board.here()]
        chosen = [one.id for one in board.selection]
        at = here.index(chosen[-1 if by > 0 else 0]) + by if chosen else (0 if by > 0 else len(here) - 1)
        if not 0 <= at < len(here):
            board.select(())
            return False
        board.select([here[at]])
        return True

    # ---- how it is done ------------------------------------------------------------------------------------------

    def _grip(self, at: Point) -> _Hold | None:
        """The handle under the pointer, of the one mark that is chosen."""
        selection = self._bench.board.selection
        if len(selection) != 1 or self._bench.locked is not None:
            return None
        mark, near = selection[0], GRAB * self._bench.points_per_pixel
        turn = turn_handle(mark, TURN_REACH * self._bench.points_per_pixel)
        if turn is not None and distance(turn, at) <= near:
            return _Hold(at, (mark,), turning=True)
        handles = shapes.handles(mark.kind, mark.geometry)
        best = min(handles, key=lambda one: distance(one.at, at), default=None)
        if best is None or distance(best.at, at) > near:
            return None
        return _Hold(at, (mark,), handle=best)

    def _changed(self, hold: _Hold, at: Point, *, keep: bool) -> tuple[Markup, ...]:
        mark = hold.marks[0]
        if hold.turning:
            return (_with(mark, _turned(mark, hold.start, at, steps=keep)),)
        if hold.handle is not None:
            return (_with(mark, shapes.dragged(mark.kind, mark.geometry, hold.handle, at, keep_ratio=keep)),)
        dx, dy = at.x - hold.start.x, at.y - hold.start.y
        if keep:
            dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
        return tuple(_with(one, shapes.moved(one.geometry, dx, dy)) for one in hold.marks)

    def _words(self, hold: _Hold) -> str:
        if hold.turning:
            return QCoreApplication.translate("MarkupSteps", "Turn a markup")
        if hold.handle is not None:
            return QCoreApplication.translate("MarkupSteps", "Change the shape of a markup")
        return _moving(len(hold.drafts))

    def _feel(self, at: Point) -> None:
        """The pointer says what a press would do."""
        self.cursor = None
        grip = self._grip(at)
        if grip is not None:
            self.cursor = Qt.CursorShape.PointingHandCursor if grip.turning else Qt.CursorShape.SizeAllCursor
        elif self._bench.board.at(at, self._bench.tolerance) is not None:
            locked = self._bench.locked is not None
            self.cursor = Qt.CursorShape.PointingHandCursor if locked else Qt.CursorShape.SizeAllCursor
        elif self._in_hand:
            self.cursor = Qt.CursorShape.ArrowCursor


def turn_handle(markup: Markup, reach: float) -> Point | None:
    """Where a mark is taken hold of to be turned: over the middle of its upper edge; None for kinds without a box."""
    ring = shapes.corners(markup.kind, markup.geometry)
    if not ring or markup.kind not in {*BOXES, MarkupKind.CALLOUT}:
        return None
    middle = Point((ring[0].x + ring[1].x) / 2, (ring[0].y + ring[1].y) / 2)
    away = turned(Point(0.0, -reach), markup.geometry.rotation)
    return Point(middle.x + away.x, middle.y + away.y)


def _turned(markup: Markup, start: Point, at: Point, *, steps: bool) -> Geometry:
    box = shapes.box_of(markup.kind, markup.geometry)
    assert box is not None
    centre = box.centre
    angle = math.degrees(
        math.atan2(at.y - centre.y, at.x - centre.x) - math.atan2(start.y - centre.y, start.x - centre.x)
    )
    if steps:
        whole = round((markup.geometry.rotation + angle) / _ANGLE_STEP) * _ANGLE_STEP
        angle = whole - markup.geometry.rotation
    return shapes.rotated(markup.kind, markup.geometry, angle)


def _with(markup: Markup, geometry: Geometry) -> Markup:
    return replace(markup, geometry=geometry)


def _moving(count: int) -> str:
    return QCoreApplication.translate("MarkupSteps", "Move %n markup(s)", None, count)
