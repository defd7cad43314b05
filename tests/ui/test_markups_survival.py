"""Ways in which a mark could be lost between windows, profiles and steps that are taken back (I10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markup_world import ENTRY, Drafter, mark
from sheet_world import BIG, PROJECT

from app.domain.failures import Failure, FailureCode
from app.domain.markups import MarkupKind
from app.ui.markups.markup_actions import MarkupCommand
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BOX = mark(MarkupKind.RECTANGLE, (300, 300), (400, 360), id="box", text="as drawn")


@pytest.fixture
def drafter(qtbot: QtBot, sheets_folder: Path) -> Iterator[Drafter]:
    one = Drafter(qtbot, sheets_folder, (BOX,))
    one.open()
    yield one
    one.close()


@pytest.fixture
def other(drafter: Drafter) -> Iterator[SheetView]:
    """A second window on the same sheet."""
    view = SheetView(drafter.world.services, drafter.renderer)
    drafter.qtbot.addWidget(view)
    view.show_sheet(PROJECT, BIG + 1)
    drafter.qtbot.waitUntil(lambda: view.markups.board.entry == ENTRY and view.canvas.camera is not None)
    yield view
    view.close_sheet()


def recolour(view: SheetView) -> None:
    box = view.markups.board.get("box")
    assert box is not None
    view.markups.bench.change("Look", [replace(box, style=replace(box.style, colour="#1557b0"))])


def test_undo_in_one_window_leaves_what_was_changed_in_the_other(drafter: Drafter, other: SheetView) -> None:
    board = other.markups.board
    recolour(drafter.view)
    drafter.qtbot.waitUntil(lambda: board.get("box").style.colour == "#1557b0")
    other.markups.bench.change("Text", [replace(board.get("box"), text="four anchors")])
    drafter.qtbot.waitUntil(lambda: drafter.board.get("box").text == "four anchors")
    drafter.act(MarkupCommand.UNDO)
    (kept,) = drafter.stored()
    assert (kept.text, kept.style) == ("four anchors", BOX.style)
    drafter.act(MarkupCommand.REDO)
    (kept,) = drafter.stored()
    assert (kept.text, kept.style.colour) == ("four anchors", "#1557b0")


def test_mark_that_was_deleted_in_the_other_window_is_not_there_by_an_older_undo_and_comes_back_whole(
    drafter: Drafter, other: SheetView
) -> None:
    recolour(drafter.view)
    drafter.qtbot.waitUntil(lambda: other.markups.board.get("box").style.colour == "#1557b0")
    other.markups.bench.remove([other.markups.board.get("box")])
    drafter.qtbot.waitUntil(lambda: drafter.board.get("box") is None)
    drafter.act(MarkupCommand.UNDO)
    assert drafter.stored() == []
    assert drafter.board.get("box") is None
    other.markups.history.undo()
    drafter.qtbot.waitUntil(lambda: drafter.board.get("box") is not None)
    assert drafter.board.get("box").style.colour == "#1557b0"


def test_steps_of_one_sheet_are_not_those_of_another_and_wait_for_its_return(drafter: Drafter) -> None:
    recolour(drafter.view)
    drafter.open(2)
    assert not drafter.view.markups.actions[MarkupCommand.UNDO].isEnabled()
    drafter.open(1)
    drafter.act(MarkupCommand.UNDO)
    (kept,) = drafter.stored()
    assert kept.style == BOX.style


def test_what_could_not_be_saved_is_saved_for_who_drew_it(drafter: Drafter) -> None:
    markups = drafter.world.markups
    markups.failure = Failure(FailureCode.LOCAL_SPACE)
    recolour(drafter.view)
    drafter.qtbot.waitUntil(lambda: drafter.view.markups.saver.failure is not None)
    markups.failure = None
    drafter.view.markups.saver.member_id = 2  # somebody else is active by now
    drafter.view.markups.saver.retry()
    drafter.stored()
    assert set(markups.members) == {1}
    recolour_back = replace(drafter.board.get("box"), text="by the other")
    drafter.view.markups.bench.change("Text", [recolour_back])
    drafter.stored()
    assert markups.members[-1] == 2


def test_giving_up_what_cannot_be_saved_forgets_the_steps_of_all_sheets(drafter: Drafter) -> None:
    """A step that made a mark which was never stored must not be redone as if it had been."""
    drafter.world.markups.failure = Failure(FailureCode.LOCAL_SPACE)
    drafter.act(MarkupCommand.RECTANGLE)
    drafter.drag((500, 300), (520, 320), (600, 360))
    drafter.qtbot.waitUntil(lambda: drafter.view.markups.saver.failure is not None)
    drafter.open(2)
    drafter.view.markups.note.given_up.emit()
    drafter.view.markups.saver.give_up()
    drafter.world.markups.failure = None
    drafter.open(1)
    assert not drafter.view.markups.actions[MarkupCommand.UNDO].isEnabled()
    assert [one.id for one in drafter.stored()] == ["box"]
