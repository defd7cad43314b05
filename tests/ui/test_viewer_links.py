"""Sheet numbers on a sheet lead to the sheets they name: by a click, by the keyboard, never to a wrong one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from sheet_world import BIG, PROJECT, World, drawing, entry, tree

from app.domain.access import discipline_folder
from app.domain.events import DocumentsChanged
from app.domain.states import AccessLevel, CacheState, Role, Withdrawal
from app.domain.views import Area, Discipline
from app.drawings.render import Renderer
from app.ui.viewer.geometry import Point
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.views import DocumentTree

PLAN, SECTION, WAITING, GONE = 1, 2, 3, 4


def project(folder: Path) -> DocumentTree:
    plan, section = folder / "od-lakehouse-A-101-2015-01-29.pdf", folder / "od-lakehouse-A-301-2015-01-29.pdf"
    plans = (drawing(PLAN, "A-101", "Basement", entry("0", id=10, current=True, path=plan)),)
    old, new = entry("0", id=20, path=section), entry("1", id=21, current=True, path=section)
    waiting = entry("0", id=30, current=True, cache=CacheState.WAITING, path=None)
    gone = entry("0", id=40, current=True, path=section)
    sections = (
        drawing(SECTION, "A-301", "Section", old, new),
        drawing(WAITING, "A-302", "Section", waiting),
        drawing(GONE, "A-305", "Section", gone, withdrawn=Withdrawal.OBSOLETE),
    )
    return tree(Area(1, "House", (Discipline(1, "Plans", plans), Discipline(2, "Sections", sections))))


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path, role: Role = Role.OWNER) -> None:
        self.qtbot = qtbot
        self.world = World(project(folder), role)
        self.renderer = Renderer()
        self.view = SheetView(self.world.services, self.renderer)
        qtbot.addWidget(self.view)
        self.view.resize(1100, 760)
        self.view.show()
        self.canvas, self.links, self.panel = self.view.canvas, self.view.links, self.view.links.panel

    def open(self) -> None:
        with self.qtbot.waitSignal(self.canvas.drawn, timeout=20_000):
            self.view.show_sheet(PROJECT, BIG + PLAN)
        self.qtbot.waitUntil(lambda: self.view.text.text is not None, timeout=20_000)

    def callout(self, target: int) -> QPoint:
        nth = next(nth for nth, one in enumerate(self.links.callouts) if BIG + target in one.drawings)
        return self.canvas.view_point(Point(*self.links._layer.box(nth).middle)).toPoint()

    def hover(self, at: QPoint) -> None:
        viewport = self.canvas.viewport()
        place = QPointF(at)
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, viewport.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(viewport, event)

    def named(self) -> set[int]:
        return {id - BIG for one in self.links.callouts for id in one.drawings}


@pytest.fixture
def desk(qtbot: QtBot, sheets_folder: Path) -> Iterator[Desk]:
    one = Desk(qtbot, sheets_folder)
    yield one
    QToolTip.hideText()
    one.view.close_sheet()
    one.renderer.close()
    one.world.close()


def test_a_click_on_a_callout_opens_the_current_revision_of_the_sheet_it_names(desk: Desk) -> None:
    desk.open()
    desk.qtbot.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.callout(SECTION))
    assert desk.view.drawing is not None
    assert desk.view.entry is not None
    assert (desk.view.drawing.number, desk.view.entry.id) == ("A-301", 21)


def test_ctrl_click_asks_for_another_tab_and_the_sheet_stays(desk: Desk) -> None:
    desk.open()
    with desk.qtbot.waitSignal(desk.view.tab_wanted) as wanted:
        desk.qtbot.mouseClick(
            desk.canvas.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            desk.callout(SECTION),
        )
    assert wanted.args == [PROJECT, BIG + SECTION]
    assert desk.view.drawing is not None
    assert desk.view.drawing.number == "A-101"


def test_the_pointer_over_a_callout_says_what_it_opens_and_what_must_be_known(desk: Desk) -> None:
    desk.open()
    desk.hover(desk.callout(SECTION))
    assert QToolTip.text().startswith("A-301  Section\nRevision 1, Current")
    assert desk.canvas.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    desk.hover(desk.callout(GONE))
    assert "Obsolete" in QToolTip.text() or "withdrawn" in QToolTip.text().lower()
    desk.hover(desk.callout(WAITING))
    assert "Waiting" in QToolTip.text() or "download" in QToolTip.text().lower()
    desk.hover(QPoint(3, 3))
    assert desk.canvas.viewport().cursor().shape() is not Qt.CursorShape.PointingHandCursor


def test_a_drag_that_begins_on_a_callout_pans(desk: Desk) -> None:
    desk.open()
    desk.canvas.set_zoom(2.0)
    desk.view.links._point_at(BIG + SECTION)
    before, at, viewport = desk.canvas.camera, desk.callout(SECTION), desk.canvas.viewport()
    desk.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    desk.qtbot.mouseMove(viewport, at + QPoint(30, 0))
    desk.qtbot.mouseMove(viewport, at + QPoint(60, 30))
    desk.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 30))
    assert desk.canvas.camera != before
    assert desk.view.drawing is not None
    assert desk.view.drawing.number == "A-101"


def test_a_key_marks_all_callouts_and_takes_the_marks_away(desk: Desk) -> None:
    desk.open()
    plain = desk.canvas.viewport().grab().toImage()
    desk.canvas.setFocus()
    desk.view.commands[SheetCommand.SHOW_LINKS].trigger()
    marked = desk.canvas.viewport().grab().toImage()
    at = desk.callout(SECTION)
    ring = [marked.pixelColor(at.x() + dx, at.y() + dy) for dx in range(-25, 26) for dy in range(-25, 26)]
    assert any(color.blue() > color.red() + 60 for color in ring)
    desk.view.commands[SheetCommand.SHOW_LINKS].trigger()
    assert desk.canvas.viewport().grab().toImage() == plain


def test_the_panel_lists_each_sheet_once_and_opens_it_from_the_keyboard(desk: Desk) -> None:
    desk.open()
    desk.view.commands[SheetCommand.LINKS].trigger()
    lines = [desk.panel.list.item(row).text().splitlines() for row in range(desk.panel.list.count())]
    assert [line[0] for line in lines] == ["A-301  Section", "A-302  Section", "A-305  Section"]
    assert lines[0][1] == "Revision 1, Current · named 3 time(s)"
    assert desk.links._layer.all_shown
    desk.qtbot.keyClick(desk.panel.list, Qt.Key.Key_Return)
    assert desk.view.drawing is not None
    assert desk.view.drawing.number == "A-301"


def test_a_sheet_chosen_in_the_panel_is_shown_where_it_is_named_one_place_after_the_other(desk: Desk) -> None:
    desk.open()
    seen = set()
    for _ in range(3):
        desk.panel.chosen.emit(BIG + SECTION)
        seen.add(desk.links._layer.pointed)
    assert len(seen) == 3


def test_what_the_member_may_not_see_does_not_exist_for_links(qtbot: QtBot, sheets_folder: Path) -> None:
    one = Desk(qtbot, sheets_folder, Role.VIEWER)
    one.world.levels = {
        discipline_folder(1, 1): AccessLevel.VIEW,
        discipline_folder(1, 2): AccessLevel.NONE,
    }
    one.open()
    assert one.named() == set()
    one.view.close_sheet()
    one.renderer.close()
    one.world.close()


def test_a_sheet_that_comes_later_becomes_a_link_without_opening_again(desk: Desk) -> None:
    whole = desk.world.documents.trees[PROJECT]
    [house] = whole.areas
    desk.world.documents.trees[PROJECT] = tree(replace(house, disciplines=house.disciplines[:1]))
    desk.open()
    assert desk.named() == set()
    desk.world.documents.trees[PROJECT] = whole
    desk.world.engine.tell(DocumentsChanged(PROJECT, frozenset()))
    desk.qtbot.waitUntil(lambda: desk.named() == {SECTION, WAITING, GONE})


def test_a_number_that_two_drawings_have_asks_which(desk: Desk) -> None:
    shown = desk.world.documents.trees[PROJECT]
    twin = drawing(9, "A-301", "Section of the garage")
    desk.world.documents.trees[PROJECT] = tree(*shown.areas, Area(2, "Garage", (Discipline(1, "Plans", (twin,)),)))
    desk.open()
    desk.qtbot.mouseClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.callout(SECTION))
    [menu] = [one for one in desk.view.findChildren(QMenu) if one.isVisible()]
    assert [action.text().split("  ")[1].split(" – ")[0] for action in menu.actions()] == [
        "Section",
        "Section of the garage",
    ]
    menu.actions()[0].trigger()
    menu.close()
    assert desk.view.drawing is not None
    assert desk.view.drawing.title == "Section"


def test_an_open_sheet_is_among_the_last_ones_and_can_be_starred(desk: Desk) -> None:
    desk.open()
    assert desk.world.shelf.opened == [(PROJECT, BIG + PLAN)]
    star = desk.view.commands[SheetCommand.STAR]
    assert not star.isChecked()
    star.trigger()
    assert desk.world.shelf.stars == [(PROJECT, BIG + PLAN)]
    desk.view.show_sheet(PROJECT, BIG + SECTION)
    assert not star.isChecked()
    desk.view.show_sheet(PROJECT, BIG + PLAN)
    assert star.isChecked()
    with desk.qtbot.waitSignal(desk.view.go_to_wanted):
        desk.view.commands[SheetCommand.GO_TO].trigger()
