"""The sheet page: opens the current revision, says what must be known, and why something cannot be shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QWidget
from sheet_world import BIG, PROJECT, World, entry, small_tree

from app.domain.events import DocumentsChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.sheet_links import SheetLink
from app.drawings.render import Renderer
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.views import Drawing

FILES = (
    "od-facility-A001-2019-07-30-r1.pdf",
    "od-facility-A001-2019-07-30-r2.pdf",
    "tiny-sample-plan.pdf",
    "od-lakehouse-A-102-2015-01-29.pdf",
    "tiny-layered-plan.pdf",
    "od-lakehouse-A-101-2015-01-29.pdf",
    "surround360-drawings.pdf",
    "bad/truncated.pdf",
)


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.world = World(small_tree([folder / name for name in FILES]))
        self.renderer = Renderer()
        self.view = SheetView(self.world.services, self.renderer)
        qtbot.addWidget(self.view)
        self.view.resize(900, 600)
        self.view.show()

    def open(self, drawing: int, entry: int | None = None) -> None:
        """Open a sheet that can be shown, and wait until it is."""
        with self.qtbot.waitSignal(self.view.canvas.drawn, timeout=20_000):
            self.view.show_sheet(PROJECT, BIG + drawing, entry)

    def tell(self, *drawings: int) -> None:
        self.world.engine.tell(DocumentsChanged(PROJECT, frozenset(drawings)))
        QCoreApplication.processEvents()

    @property
    def shown(self) -> int:
        assert self.view.entry is not None
        return self.view.entry.id

    @property
    def path(self) -> str:
        assert self.view.canvas.path is not None
        return self.view.canvas.path.relative_to(self.folder).as_posix()

    @property
    def stamp(self) -> str:
        return self.view.canvas._stamp


@pytest.fixture
def desk(qtbot: QtBot, sheets_folder: Path) -> Iterator[Desk]:
    one = Desk(qtbot, sheets_folder)
    yield one
    one.view.close_sheet()
    one.renderer.close()
    one.world.close()


def test_drawing_opens_its_current_revision_without_a_stamp(desk: Desk) -> None:
    desk.open(1)
    assert (desk.shown, desk.path, desk.stamp) == (12, FILES[2], "")
    assert desk.view.header.title.text() == "A-101  Ground floor plan"
    assert desk.view.header.freshness.text() == "Confirmed current 6 h ago"
    assert not desk.view.notice.isVisible()


def test_superseded_revision_carries_a_stamp_and_leads_back(desk: Desk) -> None:
    desk.open(1, 10)
    assert (desk.path, desk.stamp) == (FILES[0], "SUPERSEDED")
    assert "Revision 2 is the current one" in desk.view.notice.text
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.view.notice.to_current.click()
    assert (desk.shown, desk.stamp) == (12, "")


def test_original_is_stamped_and_reordered_is_explained_though_the_bytes_are_the_same(desk: Desk) -> None:
    desk.open(3)
    assert (desk.shown, desk.stamp) == (32, "")
    assert "reordered in Procore" in desk.view.notice.text
    desk.view.show_sheet(PROJECT, BIG + 3, 30)
    assert (desk.path, desk.stamp) == (FILES[4], "SUPERSEDED")


def test_revision_list_names_every_line(desk: Desk) -> None:
    desk.open(1)
    buttons = desk.view.header.revisions.buttons
    assert [button.text() for button in buttons] == [
        "+3",
        "Rev 0 · Superseded",
        "Rev 1 · Superseded",
        "Rev 2 · Current",
    ]
    assert [button.isChecked() for button in buttons] == [False, False, False, True]
    desk.qtbot.waitUntil(lambda: all(not button.visibleRegion().isEmpty() for button in buttons), timeout=20_000)
    assert not buttons[0].isEnabled()
    assert buttons[0].toolTip() == "3 older revisions are in Procore, not downloaded"
    assert "Revision 1 – Superseded" in buttons[2].accessibleName()
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        buttons[2].click()
    assert [button.isChecked() for button in desk.view.header.revisions.buttons] == [False, False, True, False]
    assert desk.shown == 11


def test_sheet_that_is_not_here_waits_goes_first_and_opens_by_itself(desk: Desk) -> None:
    desk.view.show_sheet(PROJECT, BIG + 4)
    assert desk.view.faces.absent.isVisible()
    assert desk.world.engine.preferred == [BIG + 41]

    def land(before: Drawing) -> Drawing:
        return replace(before, entries=(before.entries[0], entry("1", id=41, current=True, path=desk.folder / PLAN)))

    desk.world.change(BIG + 4, land)
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.tell(BIG + 4)
    assert (desk.shown, desk.path) == (41, PLAN)


def test_older_revision_in_place_of_a_missing_one_says_that_a_newer_is_known(desk: Desk) -> None:
    desk.view.show_sheet(PROJECT, BIG + 4)
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.view.faces.absent.button.click()
    assert (desk.shown, desk.stamp) == (40, "SUPERSEDED")
    assert "known but not downloaded yet" in desk.view.notice.text


def test_new_revision_supersedes_the_one_on_the_screen(desk: Desk) -> None:
    desk.open(2)
    assert desk.stamp == ""

    def revise(before: Drawing) -> Drawing:
        old = replace(before.entries[0], current=False)
        return replace(before, entries=(old, entry("B", id=21, current=True, path=desk.folder / PLAN)))

    desk.world.change(BIG + 2, revise)
    desk.tell(BIG + 2)
    assert (desk.shown, desk.stamp) == (20, "SUPERSEDED")
    assert desk.view.notice.isVisible()


def test_news_about_the_sheet_that_is_being_left_does_not_bring_it_back(desk: Desk) -> None:
    desk.open(1)
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000), desk.world.tasks.held():
        desk.view.show_sheet(PROJECT, BIG + 2)
        desk.tell(BIG + 1)
    assert desk.shown == 20


def test_failed_download_says_why(desk: Desk) -> None:
    desk.view.show_sheet(PROJECT, BIG + 5)
    assert desk.view.faces.absent.title.text() == "This sheet could not be downloaded"
    assert len(desk.view.faces.absent.text.text()) > 20
    assert not desk.view.faces.absent.button.isVisible()


def test_unreadable_file_says_why(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.view.canvas.failed, timeout=20_000):
        desk.view.show_sheet(PROJECT, BIG + 6)
    assert desk.view.faces.unreadable.isVisible()
    assert desk.view.faces.unreadable.title.text()


def test_unknown_drawing_says_so(desk: Desk) -> None:
    desk.view.show_sheet(PROJECT, BIG + 777)
    assert desk.view.faces.unreadable.isVisible()


def test_page_keys_walk_through_the_sheets_in_the_trees_order(desk: Desk) -> None:
    desk.open(1)
    with desk.qtbot.waitActive(desk.view):
        desk.view.activateWindow()
    desk.view.canvas.setFocus()
    for expected in (20, 32):
        with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
            desk.qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageDown)
        assert desk.shown == expected
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageUp)
    assert desk.shown == 20


def test_page_keys_first_walk_through_the_pages_of_a_file(desk: Desk) -> None:
    desk.open(4, 40)
    assert desk.view.header.page.text() == "Page 1 of 22"
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.view.commands[SheetCommand.NEXT_SHEET].trigger()
    assert (desk.shown, desk.view.canvas.page) == (40, 1)
    assert desk.view.header.page.text() == "Page 2 of 22"


def test_actions_that_cannot_run_say_why(desk: Desk) -> None:
    desk.open(1)
    previous = desk.view.commands[SheetCommand.PREVIOUS_SHEET]
    assert not previous.isEnabled()
    assert "first sheet" in previous.toolTip()
    assert desk.view.commands[SheetCommand.OLDER_REVISION].isEnabled()
    desk.view.show_sheet(PROJECT, BIG + 5)
    assert not desk.view.commands[SheetCommand.TURN].isEnabled()


def test_place_is_remembered_between_revisions_and_sheets(desk: Desk) -> None:
    desk.open(1, 10)
    desk.view.canvas.set_zoom(2.0)
    desk.view.canvas.pan(30, 40)
    left = desk.view.canvas.camera
    assert left is not None
    desk.open(1, 11)  # same size: the same spot of the other revision
    there = desk.view.canvas.camera
    assert there is not None
    assert (there.x, there.y, there.scale) == (left.x, left.y, left.scale)
    desk.open(2)
    desk.open(1, 10)
    assert desk.view.canvas.zoom == pytest.approx(2.0)


def test_tab_title_names_the_sheet(desk: Desk) -> None:
    titles: list[str] = []
    desk.view.title_changed.connect(titles.append)
    desk.open(1)
    desk.open(1, 10)
    assert titles == ["A-101", "A-101 (Revision 0)"]


def test_everything_that_takes_focus_has_a_name(desk: Desk) -> None:
    desk.open(1, 10)
    assert "superseded" in desk.view.canvas.accessibleName().casefold()
    for widget in desk.view.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() and widget.objectName() != "qt_scrollarea_viewport":
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name or widget.inherits("QScrollBar"), widget


PLAN = FILES[5]


def test_back_and_forward_lead_through_sheets_and_revisions(desk: Desk) -> None:
    back, forward = desk.view.commands[SheetCommand.BACK], desk.view.commands[SheetCommand.FORWARD]
    desk.open(1)
    assert not back.isEnabled()
    desk.open(1, 10)
    desk.open(2)
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        back.trigger()
    assert desk.shown == 10
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.qtbot.mouseClick(desk.view, Qt.MouseButton.BackButton)
    assert (desk.shown, back.isEnabled(), forward.isEnabled()) == (12, False, True)
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        forward.trigger()
    assert desk.shown == 10
    desk.open(3)  # from the middle of the trail: what came after is forgotten
    assert not forward.isEnabled()


def test_arrows_go_along_the_revisions_and_enter_opens_one(desk: Desk) -> None:
    desk.open(1)
    buttons = desk.view.header.revisions.buttons
    buttons[3].setFocus()
    desk.qtbot.keyClick(buttons[3], Qt.Key.Key_Left)
    assert buttons[2].hasFocus()
    assert desk.shown == 12
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        desk.qtbot.keyClick(buttons[2], Qt.Key.Key_Return)
    assert desk.shown == 11


def test_the_zoom_has_a_menu_of_sizes(desk: Desk) -> None:
    desk.open(1)
    menu = desk.view.header.zoom.menu()
    closest = menu.actions()[-1]
    closest.trigger()
    assert desk.view.canvas.zoom == pytest.approx(64.0)
    assert desk.view.header.zoom.text() == closest.text()
    assert closest.text().startswith("6")


def test_sheets_beside_are_drawn_ahead(desk: Desk) -> None:
    desk.open(1)
    beside = desk.folder / FILES[3]
    cache = desk.view.canvas._feed.cache
    desk.qtbot.waitUntil(lambda: cache.whole(beside, 0) is not None, timeout=20_000)


def test_a_sheet_that_cannot_be_drawn_in_time_can_be_tried_again(desk: Desk) -> None:
    desk.open(1)
    desk.view.canvas.failed.emit(Failure(FailureCode.CORRUPT, Reason.TOO_SLOW))
    face = desk.view.faces.unreadable
    assert face.title.text() == "This sheet takes too long to draw"
    assert face.button.text() == "Try again"
    with desk.qtbot.waitSignal(desk.view.canvas.drawn, timeout=20_000):
        face.button.click()
    assert desk.view.faces.shows_sheet
    desk.view.canvas.failed.emit(Failure(FailureCode.CORRUPT, Reason.PASSWORD))
    assert not face.button.isVisible()


def test_a_drawing_is_found_again_as_it_was_left(desk: Desk) -> None:
    desk.open(1)
    desk.view.canvas.turn()
    desk.view.canvas.set_zoom(2.0)
    left = desk.view.canvas.looked_at
    desk.open(2)
    desk.open(1)
    again = desk.view.canvas.looked_at
    assert left is not None
    assert again is not None
    assert (again.fit, again.camera.rotation, again.camera.scale) == (left.fit, 1, left.camera.scale)
    # Scroll bars and the rows above come and go between the two: a view's edge moves by as much.
    assert (again.camera.x, again.camera.y) == pytest.approx((left.camera.x, left.camera.y), abs=60)
    assert f"{PROJECT}:{BIG + 1}" in desk.world.preferences.values["sheet_places"]


def test_copied_link_leads_to_the_drawing_or_to_an_older_revision_of_it(desk: Desk) -> None:
    desk.open(1)
    shown = desk.view.entry
    assert shown is not None
    assert shown.current
    desk.view.copy_link()
    assert QGuiApplication.clipboard().text() == str(SheetLink(99, BIG + 1))
    older = next(one for one in desk.view.drawing.entries if not one.current)  # type: ignore[union-attr]
    desk.open(1, older.id)
    desk.view.copy_link()
    assert QGuiApplication.clipboard().text() == str(SheetLink(99, BIG + 1, older.procore_id))


def test_without_procore_there_is_nothing_to_link_to(desk: Desk) -> None:
    assert desk.view.why_no_link() == "No sheet is shown."
    unlinked = desk.world.documents.trees[PROJECT]
    desk.world.documents.trees[PROJECT] = replace(unlinked, project=replace(unlinked.project, link=None))
    desk.open(1)
    assert desk.view.why_no_link() == "This project is not connected to Procore."
