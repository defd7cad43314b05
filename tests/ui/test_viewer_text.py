"""Text on an open sheet is found, selected and copied; a picture says that it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from sheet_world import BIG, PROJECT, World, small_tree

from app.drawings.render import Renderer
from app.ui.viewer.geometry import Point
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.drawings.text import PageText, Rect

PLAN, SCAN, NOTES = 1, 2, 3
FILES = {
    12: "od-lakehouse-A-601-2014-11-18.pdf",
    20: "od-lakehouse-scan-question-4.pdf",
    32: "va-building28-finish-plan.pdf",
    40: "surround360-drawings.pdf",
}


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        files = [folder / name for name in (FILES[12], FILES[12], FILES[12], FILES[20], FILES[32], "", FILES[40])]
        self.world = World(small_tree(files))
        self.renderer = Renderer()
        self.view = SheetView(self.world.services, self.renderer)
        qtbot.addWidget(self.view)
        self.view.resize(1000, 700)
        self.view.show()
        self.canvas, self.bar, self.layer = self.view.canvas, self.view.text.bar, self.view.text._layer

    def open(self, drawing: int, entry: int | None = None) -> None:
        with self.qtbot.waitSignals([self.canvas.drawn, self.view.text.text_changed], timeout=20_000):
            self.view.show_sheet(PROJECT, BIG + drawing, entry)
        self.qtbot.waitUntil(lambda: self.view.text.text is not None, timeout=20_000)
        self.canvas.setFocus()

    @property
    def text(self) -> PageText:
        assert self.view.text.text is not None
        return self.view.text.text

    def find(self, words: str) -> None:
        self.view.focus_find()
        self.bar.field.clear()
        self.qtbot.keyClicks(self.bar.field, words)

    def place(self, at: int) -> QPoint:
        return self.canvas.view_point(Point(*self.text.box(at).middle)).toPoint()

    def where(self, word: str) -> tuple[int, int]:
        start = self.text.text.index(word)
        return start, start + len(word)

    def drag(self, start: QPoint, end: QPoint) -> None:
        viewport = self.canvas.viewport()
        self.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
        self.qtbot.mouseMove(viewport, (start + end) / 2)
        self.qtbot.mouseMove(viewport, end)
        self.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def copied(self) -> str:
        QGuiApplication.clipboard().clear()
        self.view.commands[SheetCommand.COPY_TEXT].trigger()
        return QGuiApplication.clipboard().text()


@pytest.fixture
def desk(qtbot: QtBot, sheets_folder: Path) -> Iterator[Desk]:
    one = Desk(qtbot, sheets_folder)
    yield one
    one.view.close_sheet()
    one.renderer.close()
    one.world.close()


def current_place(desk: Desk) -> QRectF:
    box: Rect = desk.layer.hits[desk.layer.current][0]
    one = desk.canvas.view_point(Point(box.left, box.top))
    other = desk.canvas.view_point(Point(box.right, box.bottom))
    return QRectF(one, other).normalized()


def test_hits_are_counted_while_one_types_and_the_first_is_brought_into_view(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("stone ledge")
    assert len(desk.layer.hits) > 8
    assert desk.bar.count.text() == f"{desk.layer.current + 1} of {len(desk.layer.hits)}"
    place = current_place(desk)
    assert QRectF(desk.canvas.viewport().rect()).contains(place)
    assert min(place.width(), place.height()) >= 7, "large enough to be read"


def test_enter_goes_through_all_hits_and_around(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("anchor bolts")
    count, first = len(desk.layer.hits), desk.layer.current
    seen = set()
    for _ in range(count):
        seen.add(desk.layer.current)
        assert QRectF(desk.canvas.viewport().rect()).contains(current_place(desk).center())
        desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return)
    assert seen == set(range(count))
    assert desk.layer.current == first
    desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert desk.layer.current == (first - 1) % count
    desk.view.commands[SheetCommand.FIND_NEXT].trigger()
    assert desk.layer.current == first


def test_find_goes_over_all_pages_of_a_file(desk: Desk) -> None:
    desk.open(4, 40)
    word = max((one for one in desk.text.text.split() if one.isalpha()), key=len)
    own = desk.text.text.casefold().count(word.casefold())
    # What was stored says that the word stands twice on the third page, and nowhere else.
    desk.world.texts["0" * 64] = {0: desk.text.text, 1: "nothing", 2: f"{word} and {word}"}
    desk.find(word)
    desk.qtbot.waitUntil(lambda: desk.bar.count.text() == f"1 of {own + 2}")
    for _ in range(own - 1):
        desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return)
    with desk.qtbot.waitSignal(desk.canvas.page_shown, timeout=20_000):
        desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return)
    assert desk.canvas.page == 2
    desk.qtbot.waitUntil(lambda: desk.view.text.text is not None and desk.text.page == 2, timeout=20_000)
    with desk.qtbot.waitSignal(desk.canvas.page_shown, timeout=20_000):
        desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.qtbot.waitUntil(lambda: desk.view.text.text is not None and desk.text.page == 0, timeout=20_000)
    assert desk.layer.current == own - 1  # the last one of the page before
    assert desk.bar.count.text() == f"{own} of {own + 2}"


def test_what_is_not_there_is_said_and_nothing_can_be_stepped_to(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("zebra")
    assert desk.bar.count.text() == "Not found on this sheet"
    assert not desk.bar.next.isEnabled()
    assert "Not found" in desk.bar.next.toolTip()


def test_escape_closes_the_bar_and_takes_the_marks_away(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("slab")
    desk.qtbot.keyClick(desk.bar.field, Qt.Key.Key_Escape)
    assert not desk.bar.isVisible()
    assert desk.layer.hits == []


def test_the_current_hit_looks_different_from_the_others(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("stone ledge")
    before = desk.canvas.viewport().grab(current_place(desk).toAlignedRect()).toImage()
    desk.layer.current = -1
    desk.canvas.repaint_box()
    assert desk.canvas.viewport().grab(current_place_of(desk, 0)).toImage() != before


def current_place_of(desk: Desk, nth: int) -> object:
    desk.layer.current = nth
    place = current_place(desk).toAlignedRect()
    desk.layer.current = -1
    return place


def test_words_stay_found_from_sheet_to_sheet(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("a")
    on_plan = len(desk.layer.hits)
    desk.open(NOTES)
    assert 0 < len(desk.layer.hits) != on_plan
    assert desk.bar.isVisible()


def test_a_picture_says_that_it_has_no_text(desk: Desk) -> None:
    desk.open(SCAN)
    desk.find("anything")
    assert desk.bar.count.text() == "This sheet is a picture: it has no text to find."
    select = desk.view.commands[SheetCommand.SELECT_TEXT]
    assert not select.isEnabled()
    assert "picture" in select.toolTip()


def test_what_a_search_found_is_marked_when_the_sheet_opens(desk: Desk) -> None:
    desk.view.mark_words(desk.folder / FILES[12], 0, "slab ledge")
    desk.open(PLAN)
    desk.qtbot.waitUntil(lambda: len(desk.layer.hits) > 0, timeout=20_000)
    marked = {desk.text.text[desk.text.nearest(*boxes[0].middle) or 0].upper() for boxes in desk.layer.hits}
    assert desk.bar.field.text() == "slab ledge"
    assert marked <= set("SLABEDG")


def test_what_was_found_on_another_page_of_the_file_is_marked_there(desk: Desk) -> None:
    desk.open(NOTES)
    desk.view.mark_words(desk.folder / FILES[32], 1, "room")
    desk.qtbot.waitUntil(lambda: len(desk.layer.hits) > 0, timeout=20_000)
    assert desk.canvas.page == 1
    desk.find("finish")
    assert desk.bar.field.text() == "finish"


def test_a_drag_over_a_line_selects_it_and_it_copies_as_it_reads(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("continous (typ.)")
    desk.view.commands[SheetCommand.SELECT_TEXT].trigger()
    desk.canvas.zoom_by(3)
    start, end = desk.where("CONTINOUS (TYP.)")
    desk.canvas.pan(*(desk.place(start) - desk.canvas.viewport().rect().center()).toTuple())
    desk.drag(desk.place(start), desk.place(end - 1))
    assert desk.copied() == "CONTINOUS (TYP.)"
    assert len(desk.layer.selected) == 1


def test_a_drag_beside_the_text_selects_all_in_the_box(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("continous (typ.)")
    desk.view.commands[SheetCommand.SELECT_TEXT].trigger()
    start, end = desk.where("(2) #4 BARS IN FOOTINGS -\nCONTINOUS (TYP.)")
    whole = desk.text.outline(start, end)
    assert whole is not None
    corners = [(whole.left - 8, whole.top - 3), (whole.right + 8, whole.bottom + 3)]
    one, other = (desk.canvas.view_point(Point(*corner)).toPoint() for corner in corners)
    desk.drag(one, other)
    assert desk.copied() == "(2) #4 BARS IN FOOTINGS -\nCONTINOUS (TYP.)"


def test_a_double_click_selects_a_word_and_escape_lets_it_go(desk: Desk) -> None:
    desk.open(PLAN)
    desk.find("continous")
    select = desk.view.commands[SheetCommand.SELECT_TEXT]
    select.trigger()
    start, _ = desk.where("CONTINOUS")
    desk.qtbot.mouseDClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.place(start + 2))
    assert desk.copied() == "CONTINOUS"
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.copied() == ""
    assert select.isChecked()
    desk.qtbot.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert not select.isChecked()


def test_all_text_of_a_sheet_can_be_copied(desk: Desk) -> None:
    desk.open(PLAN)
    desk.view.commands[SheetCommand.SELECT_ALL].trigger()
    copied = desk.copied()
    assert "A-601" in copied
    assert "STONE LEDGE" in copied


def test_another_tool_taken_up_leaves_no_selection(desk: Desk) -> None:
    desk.open(PLAN)
    desk.view.commands[SheetCommand.SELECT_ALL].trigger()
    desk.canvas.hands.take_up(None)
    desk.qtbot.waitUntil(lambda: not desk.view.commands[SheetCommand.SELECT_TEXT].isChecked())
    assert desk.layer.selected == []
