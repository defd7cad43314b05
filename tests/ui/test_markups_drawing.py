"""Every kind of mark is drawn by mouse, kept as it is drawn, taken back and put there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markup_world import ENTRY, Drafter, mark
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from app.domain.events import DocumentsChanged
from app.domain.failures import Failure, FailureCode
from app.domain.markups import BOXES, RINGS, MarkupKind
from app.domain.plane import Point
from app.domain.states import Role
from app.ui.markups import styles
from app.ui.markups.markup_actions import TOOLS, MarkupCommand
from app.ui.markups.painting import MarkPainter, reach
from app.ui.markups.tools import constrained, squared
from app.ui.theme import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

COMMANDS = {kind: command for command, kind in TOOLS.items()}
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drafter(qtbot: QtBot, sheets_folder: Path) -> Iterator[Drafter]:
    one = Drafter(qtbot, sheets_folder)
    one.open()
    yield one
    one.close()


def draw(drafter: Drafter, kind: MarkupKind) -> None:
    """As people do it."""
    drafter.act(COMMANDS[kind])
    if kind is MarkupKind.STAMP:
        drafter.click(500, 300)
    elif kind is MarkupKind.COUNT:
        for at in ((300, 300), (400, 320), (500, 300)):
            drafter.click(*at)
    elif kind in RINGS or kind in (MarkupKind.POLYLINE, MarkupKind.LENGTH):
        for at in ((300, 300), (600, 320), (580, 500)):
            drafter.click(*at)
        drafter.key(Qt.Key.Key_Return)
    else:
        drafter.drag((300, 300), (400, 360), (600, 500))
    if kind in (MarkupKind.TEXT, MarkupKind.CALLOUT):
        drafter.type("see 4/A-501")


@pytest.mark.parametrize("kind", list(MarkupKind))
def test_every_kind_is_drawn_kept_taken_back_and_put_there_again(drafter: Drafter, kind: MarkupKind) -> None:
    draw(drafter, kind)
    (kept,) = drafter.stored()
    assert (kept.kind, kept.entry_id, kept.page) == (kind, ENTRY, 0)
    first = kept.geometry.points[0]
    if kind not in BOXES:
        assert drafter.near(first, 300, 300)

    while drafter.view.markups.history.undo_text is not None:
        drafter.act(MarkupCommand.UNDO)
    assert drafter.stored() == []
    while drafter.view.markups.history.redo_text is not None:
        drafter.act(MarkupCommand.REDO)
    (again,) = drafter.stored()
    assert (again.id, again.geometry, again.text) == (kept.id, kept.geometry, kept.text)

    drafter.open(2)
    drafter.open(1)
    assert [one.id for one in drafter.board.here()] == [kept.id]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("zoom", [0.2, 1.0, 4.0])
def test_what_is_drawn_lies_under_the_pointer_however_the_sheet_is_turned(
    drafter: Drafter, turns: int, zoom: float
) -> None:
    drafter.view.canvas.turn(turns)
    drafter.view.canvas.set_zoom(zoom)
    middle = drafter.view.canvas.viewport().rect().center()
    pixels = [middle + QPoint(-60, -40), middle + QPoint(0, 10), middle + QPoint(70, 50)]
    places = [drafter.page(at) for at in pixels]
    drafter.act(MarkupCommand.RECTANGLE)
    drafter.drag(*places)
    (kept,) = drafter.stored()
    for at, pixel in zip(kept.geometry.points, (pixels[0], pixels[-1]), strict=True):
        assert drafter.place(*at) == pixel


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_words_read_upright_however_the_sheet_is_turned(drafter: Drafter, turns: int) -> None:
    drafter.view.canvas.turn(turns)
    middle = drafter.view.canvas.viewport().rect().center()
    drafter.act(MarkupCommand.TEXT)
    corners = [drafter.page(middle + QPoint(-80, -20)), drafter.page(middle + QPoint(80, 20))]
    drafter.drag(*corners)
    drafter.type("upright")
    (kept,) = drafter.stored()
    assert (kept.geometry.rotation + 90 * drafter.view.markups.bench.turns) % 360 == 0
    one, other = kept.geometry.points
    reach = 160 * drafter.view.markups.bench.points_per_pixel
    assert other.x - one.x == pytest.approx(reach, rel=0.05)


def test_shift_keeps_lines_straight_and_boxes_square(drafter: Drafter) -> None:
    assert constrained(Point(0, 0), Point(100, 8)) == Point(100, 0)
    assert constrained(Point(0, 0), Point(100, 90)) == pytest.approx(Point(95, 95))
    assert squared(Point(0, 0), Point(-30, 80)) == Point(-80, 80)
    drafter.act(MarkupCommand.RECTANGLE)
    drafter.drag((300, 300), (500, 350), keys=SHIFT)
    (kept,) = drafter.stored()
    one, other = kept.geometry.points
    assert other.x - one.x == pytest.approx(other.y - one.y)


def test_backspace_takes_the_last_corner_back_and_escape_drops_the_stroke_then_the_tool(drafter: Drafter) -> None:
    drafter.act(MarkupCommand.POLYLINE)
    for at in ((300, 300), (400, 300), (500, 420)):
        drafter.click(*at)
    drafter.key(Qt.Key.Key_Backspace)
    drafter.key(Qt.Key.Key_Return)
    (kept,) = drafter.stored()
    assert len(kept.geometry.points) == 2

    drafter.act(MarkupCommand.POLYLINE)
    drafter.click(300, 500)
    drafter.key(Qt.Key.Key_Escape)
    assert drafter.board.drafts == ()
    assert drafter.view.canvas.hands.tool is not None
    drafter.key(Qt.Key.Key_Escape)
    assert drafter.view.canvas.hands.tool is None
    assert len(drafter.stored()) == 1


def test_tool_stays_in_hand_where_that_is_wanted(drafter: Drafter) -> None:
    draw(drafter, MarkupKind.RECTANGLE)
    assert drafter.view.canvas.hands.tool is None
    assert [one.kind for one in drafter.board.selection] == [MarkupKind.RECTANGLE]
    drafter.view.markups.properties.keep.setChecked(True)
    draw(drafter, MarkupKind.RECTANGLE)
    assert drafter.view.canvas.hands.tool is not None
    assert drafter.board.selection == []


def test_click_into_another_field_ends_a_path_and_loses_nothing(drafter: Drafter) -> None:
    drafter.act(MarkupCommand.POLYGON)
    for at in ((300, 300), (400, 300), (400, 420)):
        drafter.click(*at)
    drafter.view.canvas.hands.let_go()
    (kept,) = drafter.stored()
    assert len(kept.geometry.points) == 3


# --- choosing and changing ----------------------------------------------------------------------------------------

TWO = (
    mark(MarkupKind.RECTANGLE, (300, 300), (400, 360), id="one"),
    mark(MarkupKind.RECTANGLE, (500, 300), (600, 360), id="two"),
)


@pytest.fixture
def marked(qtbot: QtBot, sheets_folder: Path) -> Iterator[Drafter]:
    one = Drafter(qtbot, sheets_folder, TWO)
    one.open()
    yield one
    one.close()


def chosen(drafter: Drafter) -> list[str]:
    return [one.id for one in drafter.board.selection]


def test_marks_are_chosen_by_click_band_tab_and_all_at_once(marked: Drafter) -> None:
    marked.click(350, 300)
    assert chosen(marked) == ["one"]
    marked.click(550, 300, SHIFT)
    assert chosen(marked) == ["one", "two"]
    marked.click(450, 330)  # beside them
    assert chosen(marked) == []

    marked.act(MarkupCommand.SELECT)
    marked.drag((280, 280), (420, 380))
    assert chosen(marked) == ["one"]
    marked.view.canvas.setFocus()
    marked.key(Qt.Key.Key_Tab)
    assert chosen(marked) == ["two"]
    marked.key(Qt.Key.Key_Tab)  # past the last one: on to the next control
    assert chosen(marked) == []
    marked.act(MarkupCommand.SELECT_ALL)
    assert chosen(marked) == ["one", "two"]


def test_mark_is_moved_by_the_mouse_and_nudged_in_one_step(marked: Drafter) -> None:
    marked.drag((350, 300), (360, 310), (390, 340))
    kept = {one.id: one for one in marked.stored()}
    assert marked.near(kept["one"].geometry.points[0], 340, 340)
    before = kept["one"].geometry
    for _ in range(3):
        marked.key(Qt.Key.Key_Right)
    assert {one.id: one for one in marked.stored()}["one"].geometry != before
    marked.act(MarkupCommand.UNDO)
    assert {one.id: one for one in marked.stored()}["one"].geometry == before


def test_mark_is_stretched_and_turned_by_its_handles(marked: Drafter) -> None:
    marked.click(350, 300)
    marked.drag((400, 360), (420, 380), (450, 400))
    kept = {one.id: one for one in marked.stored()}["one"]
    assert kept.geometry.points[0] == Point(300, 300)
    assert marked.near(kept.geometry.points[1], 450, 400)

    handle = 26 * marked.view.markups.bench.points_per_pixel
    marked.drag((375, 300 - handle), (430, 320), (375 + 90, 350), keys=SHIFT)
    assert {one.id: one for one in marked.stored()}["one"].geometry.rotation == pytest.approx(90)


def test_marks_are_copied_onto_another_sheet_and_duplicated_beside(marked: Drafter) -> None:
    marked.act(MarkupCommand.SELECT_ALL)
    marked.act(MarkupCommand.COPY)
    marked.act(MarkupCommand.DUPLICATE)
    assert len(marked.stored()) == 4
    marked.open(2)
    marked.act(MarkupCommand.PASTE)
    copies = marked.stored()
    assert [one.geometry for one in copies] == [one.geometry for one in TWO]
    assert not {one.id for one in copies} & {one.id for one in TWO}
    assert {one.entry_id for one in copies} == {marked.board.entry}
    marked.act(MarkupCommand.DELETE)
    assert marked.stored() == []
    marked.act(MarkupCommand.UNDO)
    assert len(marked.stored()) == 2


def test_words_are_edited_in_place_and_looks_change_for_what_is_chosen(marked: Drafter) -> None:
    marked.click(350, 300)
    marked.act(MarkupCommand.EDIT_TEXT)
    marked.type("check on site")
    marked.view.markups.properties.chosen.emit({"colour": styles.INKS[1], "width": 6.0})
    kept = {one.id: one for one in marked.stored()}["one"]
    assert (kept.text, kept.style.colour, kept.style.width) == ("check on site", styles.INKS[1], 6.0)
    draw(marked, MarkupKind.RECTANGLE)  # and for the next one of its kind
    assert marked.stored()[-1].style.width == 6.0
    assert marked.world.preferences.values["markups.styles"]["rectangle"]["width"] == 6.0


def test_mark_drawn_while_documents_change_stays_on_its_entry(marked: Drafter) -> None:
    draw(marked, MarkupKind.CLOUD)
    marked.world.engine.tell(DocumentsChanged(7, frozenset()))
    marked.qtbot.waitUntil(lambda: len(marked.board.here()) == 3)
    assert {one.entry_id for one in marked.stored()} == {ENTRY}


# --- what cannot be done ------------------------------------------------------------------------------------------


def test_without_access_to_annotate_tools_say_why_and_marks_stay_where_they_are(
    qtbot: QtBot, sheets_folder: Path
) -> None:
    drafter = Drafter(qtbot, sheets_folder, TWO, role=Role.VIEWER)
    drafter.open()
    action = drafter.view.markups.actions[MarkupCommand.CLOUD]
    assert not action.isEnabled()
    assert "Olive Owner" in action.toolTip()
    drafter.drag((350, 300), (360, 310), (390, 340))
    assert chosen(drafter) == ["one"]  # looked at, not moved
    assert drafter.stored() == list(TWO)
    assert not drafter.view.markups.actions[MarkupCommand.DELETE].isEnabled()
    drafter.close()


def test_original_keeps_its_marks_untouched(drafter: Drafter) -> None:
    drafter.open(3, 30)
    action = drafter.view.markups.actions[MarkupCommand.PEN]
    assert not action.isEnabled()
    assert "Original" in action.toolTip()
    drafter.open(3, 32)
    assert action.isEnabled()


def test_mark_that_cannot_be_saved_stays_is_told_and_is_saved_later(drafter: Drafter) -> None:
    drafter.world.markups.failure = Failure(FailureCode.LOCAL_SPACE)
    draw(drafter, MarkupKind.CLOUD)
    note = drafter.view.markups.note
    drafter.qtbot.waitUntil(note.isVisible)
    assert len(drafter.board.here()) == 1
    drafter.open(2)
    drafter.open(1)
    assert len(drafter.board.here()) == 1  # also after a look elsewhere
    drafter.world.markups.failure = None
    note._again.click()
    drafter.qtbot.waitUntil(lambda: not note.isVisible())
    assert len(drafter.stored()) == 1


def test_closing_saves_what_waits(qtbot: QtBot, sheets_folder: Path) -> None:
    drafter = Drafter(qtbot, sheets_folder)
    drafter.open()
    drafter.world.markups.failure = Failure(FailureCode.LOCAL_SPACE)
    draw(drafter, MarkupKind.PEN)
    drafter.qtbot.waitUntil(drafter.view.markups.note.isVisible)
    drafter.world.markups.failure = None
    drafter.close()
    assert len(drafter.world.markups.marks) == 1


# --- how it looks -------------------------------------------------------------------------------------------------


def test_colours_can_be_read() -> None:
    assert min(contrast(colour, "#ffffff") for colour in styles.INKS) >= 4.5
    assert min(contrast(colour, "#000000") for colour in styles.LIGHTS) >= 4.5


@pytest.mark.parametrize("kind", list(MarkupKind))
@pytest.mark.parametrize("turns", [0, 1])
def test_everything_that_is_painted_lies_within_reach(drafter: Drafter, kind: MarkupKind, turns: int) -> None:
    drafter.view.canvas.turn(turns)
    draw(drafter, kind)
    (kept,) = drafter.stored()
    value = "12'-6 1/2\"" if kind in (MarkupKind.LENGTH, MarkupKind.AREA, MarkupKind.PERIMETER) else ""
    image = QImage(1400, 1400, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    MarkPainter().paint(painter, kept, turns=drafter.view.markups.bench.turns)
    if value:
        MarkPainter().paint_value(painter, kept, value, turns=drafter.view.markups.bench.turns)
    box = reach(kept)
    painter.fillRect(int(box.left) - 1, int(box.top) - 1, int(box.width) + 3, int(box.height) + 3, QColor("white"))
    painter.end()
    blank = QImage(image.size(), image.format())
    blank.fill(QColor("white"))
    assert image == blank


def test_every_control_has_a_name(drafter: Drafter) -> None:
    draw(drafter, MarkupKind.AREA)
    for bar in (drafter.view.markups.tool_bar, drafter.view.markups.properties):
        assert bar.isVisible()
        for one in bar.findChildren(QWidget):
            if isinstance(one, (QAbstractButton, QComboBox)) and one.isVisible():
                face = QAccessible.queryAccessibleInterface(one)
                assert face.text(QAccessible.Text.Name), one.objectName()


def test_keys_are_each_other_s_own_and_not_the_sheet_s(drafter: Drafter) -> None:
    view = drafter.view
    keys = [
        key.toString()
        for actions in (view.commands, view.markups.actions)
        for one in actions.all()
        for key in one.shortcuts()
    ]
    assert len(keys) == len(set(keys))
    assert CONTROL  # Ctrl combinations are among them
