"""A sheet view over the fakes of ``sheet_world``, with hands that draw on it in page points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from sheet_world import BIG, PROJECT, World, small_tree

from app.domain.markups import Geometry, Markup, MarkupKind, Style
from app.domain.plane import Point
from app.domain.states import Role
from app.drawings.render import Renderer
from app.ui.markups.markup_actions import MarkupCommand
from app.ui.viewer.geometry import Point as ViewPoint
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

#: Entry 12 is the current revision of drawing 1; drawing 3 has an Original (30) and a reordered entry (32).
ENTRY = 12
_PLAN = "od-lakehouse-A-101-2015-01-29.pdf"
_LEFT = Qt.MouseButton.LeftButton


def mark(kind: MarkupKind, *points: tuple[float, float], id: str = "", **facts: Any) -> Markup:
    plain: dict[str, Any] = {"entry_id": ENTRY, "page": 0, "layer": "", "style": Style()}
    rotation = facts.pop("rotation", 0.0)
    places = tuple(Point(*point) for point in points)
    return Markup(id=id or str(points), kind=kind, geometry=Geometry(places, rotation), **(plain | facts))


class Hands:
    """Draw on the sheet that a view shows, in its page points."""

    view: SheetView

    @property
    def board(self) -> Any:
        return self.view.markups.board

    def act(self, command: MarkupCommand) -> None:
        """As by its button or key."""
        action = self.view.markups.actions[command]
        assert action.isEnabled(), action.toolTip()
        action.trigger()

    def place(self, x: float, y: float) -> QPoint:
        """The pixel of the viewport where a page point is seen."""
        return self.view.canvas.view_point(ViewPoint(x, y)).toPoint()

    def drag(self, *places: tuple[float, float], keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        last = self.begin(*places, keys=keys)
        QTest.mouseRelease(self.view.canvas.viewport(), _LEFT, keys, last)

    def begin(self, *places: tuple[float, float], keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QPoint:
        """Drag, and hold the button down; where that is."""
        viewport = self.view.canvas.viewport()
        first, *rest = [self.place(*one) for one in places]
        QTest.mousePress(viewport, _LEFT, keys, first)
        for at in rest:
            QTest.mouseMove(viewport, at)
        return rest[-1] if rest else first


class Drafter(Hands):
    """``close`` in the end."""

    def __init__(self, qtbot: QtBot, folder: Path, marks: Iterable[Markup] = (), role: Role = Role.OWNER) -> None:
        self.qtbot = qtbot
        self.world = World(small_tree([folder / _PLAN] * 8), role=role)
        self.world.markups.marks.update({one.id: one for one in marks})
        self.renderer = Renderer()
        self.view = SheetView(self.world.services, self.renderer)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()

    def open(self, drawing: int = 1, entry: int | None = None) -> None:
        """Open a sheet and wait until its page and its marks are there."""
        self.view.show_sheet(PROJECT, BIG + drawing, entry)
        shown = self.view.entry
        assert shown is not None
        ready = lambda: self.board.entry == shown.id and self.view.canvas.camera is not None  # noqa: E731
        self.qtbot.waitUntil(ready, timeout=20_000)

    def close(self) -> None:
        self.view.close_sheet()
        self.renderer.close()
        self.world.close()

    def page(self, at: QPoint) -> Point:
        """The page point under a pixel."""
        found = self.view.canvas.page_point(QPointF(at))
        assert found is not None
        return Point(*found)

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.drag((x, y), keys=keys)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view.canvas, key, keys)

    def type(self, text: str) -> None:
        """Into the field that is open on the sheet."""
        editor = self.view.markups.editor
        assert editor.isVisible()
        QTest.keyClicks(editor, text)
        editor.finish()

    def stored(self) -> list[Markup]:
        """What is kept of the entry that is shown, once everything is."""
        self.qtbot.waitUntil(lambda: self.view.markups.saver.waiting == 0)
        entry = self.board.entry
        return list(self.world.markups.of_entry(entry).markups)

    def near(self, one: Point, x: float, y: float) -> bool:
        """Within the two pixels that a mouse is exact to."""
        reach = 2 * self.view.markups.bench.points_per_pixel
        return abs(one.x - x) <= reach and abs(one.y - y) <= reach
