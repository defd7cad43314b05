"""What the tools work with: the sheet under them, the marks on it, the style in use, and where finished marks go."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.plane import Bounds, Point, turned
from app.domain.states import Carried
from app.ui.markups import wording
from app.ui.markups.history import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.ui.markups.board import Board
    from app.ui.markups.history import Done, History
    from app.ui.markups.styles import Styles
    from app.ui.viewer.view import SheetCanvas

#: Logical pixels around a line within which it is hit.
_TOLERANCE = 6.0


def new_identity() -> str:
    return str(uuid.uuid4())


class Bench(QObject):
    """One per sheet view. ``locked``: why nothing may be drawn here; None when it may."""

    done = Signal(object)  # MarkupKind: a mark was finished with the tool in hand
    words_wanted = Signal(object, bool)  # Markup, new: its words are to be typed
    points_picked = Signal(object, object)  # the two ends of a known length
    put_down = Signal()  # whoever holds the tool wants it no more
    released = Signal()  # a tool let go, perhaps because another was taken up

    def __init__(
        self,
        canvas: SheetCanvas,
        board: Board,
        history: History,
        styles: Styles,
        identity: Callable[[], str] = new_identity,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.board = board
        self.history = history
        self.styles = styles
        self.layer = ""
        self.locked: str | None = None
        self._identity = identity

    # ---- the sheet -----------------------------------------------------------------------------------------------

    @property
    def turns(self) -> int:
        """Quarter turns clockwise by which page points are shown."""
        camera = self.canvas.camera
        return (camera.sheet.rotation + camera.rotation) % 4 if camera is not None else 0

    @property
    def points_per_pixel(self) -> float:
        """Page points under one logical pixel."""
        camera = self.canvas.camera
        return self.canvas.devicePixelRatioF() / camera.scale if camera is not None else 1.0

    @property
    def tolerance(self) -> float:
        """How near to a line a click hits it, in points."""
        return _TOLERANCE * self.points_per_pixel

    def seen(self) -> Bounds:
        """The part of the page that is on the screen."""
        rect = self.canvas.viewport().rect()
        corners = [self.canvas.page_point(at.toPointF()) for at in (rect.topLeft(), rect.bottomRight())]
        across = [at.x for at in corners if at is not None] or [0.0]
        down = [at.y for at in corners if at is not None] or [0.0]
        return Bounds(min(across), min(down), max(across), max(down))

    # ---- making and changing marks -------------------------------------------------------------------------------

    def mark(self, kind: MarkupKind, points: Sequence[Point], *, rotation: float = 0.0, text: str = "") -> Markup:
        """A new one in the style in use; it is nowhere yet."""
        assert self.board.entry is not None
        return Markup(
            id=self._identity(),
            entry_id=self.board.entry,
            page=self.board.page,
            layer=self.layer,
            kind=kind,
            geometry=Geometry(tuple(points), rotation),
            style=self.styles.of(kind),
            text=text,
        )

    def upright_box(self, one: Point, other: Point) -> tuple[tuple[Point, Point], float]:
        """Two opposite corners as seen, as a box and its rotation, so that words in it read upright."""
        middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
        rotation = -90.0 * self.turns % 360
        corners = turned(one, -rotation, middle), turned(other, -rotation, middle)
        left, right = sorted(corner.x for corner in corners)
        top, bottom = sorted(corner.y for corner in corners)
        return (Point(left, top), Point(right, bottom)), rotation

    def add(self, markup: Markup, *, again: bool = True) -> None:
        """Put a finished mark on the sheet. ``again``: its tool may be wanted once more."""
        self.board.draft()
        name = wording.kind_name(markup.kind)
        self.history.do(self.tr("Draw: {what}").format(what=name), [Edit(None, markup)])
        if again:
            self.done.emit(markup.kind)

    def change(self, text: str, markups: Sequence[Markup], *, merge: str = "") -> None:
        """Marks as they shall be. A carried one that somebody put elsewhere was looked at."""
        self.board.draft()
        edits = []
        for one in markups:
            before = self.board.get(one.id)
            if before is None:
                continue
            if before.carried is Carried.TO_CHECK and before.geometry != one.geometry:
                one = replace(one, carried=Carried.CONFIRMED)
            edits.append(Edit(before, one))
        self.history.do(text, edits, merge=merge)

    def remove(self, markups: Sequence[Markup], text: str | None = None) -> Done:
        """Also marks of other sheets."""
        self.board.draft()
        words = text or self.tr("Delete %n markup(s)", "", len(markups))
        return self.history.do(words, [Edit(one, None) for one in markups])

    def insert(self, markups: Sequence[Markup], *, by: float) -> None:
        """Copies of marks onto this page, moved by so much, chosen afterwards."""
        entry = self.board.entry
        if entry is None or not markups:
            return
        copies = [
            replace(
                one,
                id=self._identity(),
                entry_id=entry,
                page=self.board.page,
                geometry=Geometry(
                    tuple(Point(at.x + by, at.y + by) for at in one.geometry.points), one.geometry.rotation
                ),
                author="",
                created_at=None,
                modified_at=None,
                source_id=None,
                carried=None,
            )
            for one in markups
        ]
        self.history.do(self.tr("Paste %n markup(s)", "", len(copies)), [Edit(None, one) for one in copies])
        self.board.select([one.id for one in copies])
