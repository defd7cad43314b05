"""The comparison of two revisions: what is painted, what is said, where the keys lead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from compare_world import CompareWorld
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from sheet_world import BIG, PROJECT
from shiboken6 import isValid

from app.domain.comparisons import Trust
from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.render import Renderer
from app.ui.compare.compare_actions import CompareCommand
from app.ui.compare.opening import CompareOpener, comparable
from app.ui.compare.window import CompareWindow
from app.ui.viewer.geometry import Point
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.view import SheetCanvas
from app.ui.viewer.window import SheetView

sys.path.insert(0, str(Path(__file__).parents[1] / "drawings"))
from compare_sheets import FILL, WALL, Plan, write

OLD = Plan(fill=0.2)
NEW = Plan(wall=True, note="12'-8\"")


class Desk:
    def __init__(self, qtbot: QtBot, folder: Path, *plans: Plan) -> None:
        files = [write(folder / f"{place}.pdf", plan) for place, plan in enumerate(plans)]
        self.qtbot = qtbot
        self.world = CompareWorld(folder, *files)
        self.renderer = Renderer()
        self.window = CompareWindow(self.world.services, self.renderer)
        self.window.resize(1200, 800)
        self.window.show()
        self.faces = self.window.faces

    def compare(self, older: int = 0, newer: int = 1) -> None:
        entries = self.world.sheet.entries
        self.window.compare(self.world.sheet, entries[older], entries[newer])
        if self.window.comparison is not None and self.window.comparison.alignment is not None:
            self.settle(self.faces.overlay)

    def settle(self, *canvases: SheetCanvas) -> None:
        """Until the canvases know their pages and all that they asked for is drawn."""
        for canvas in canvases:
            self.qtbot.waitUntil(
                lambda canvas=canvas: (
                    canvas.camera is not None and all(key in canvas._feed.cache for key in canvas._feed.visible)
                ),
                timeout=20_000,
            )

    def colour(self, canvas: SheetCanvas, box: tuple[int, int, int, int]) -> QColor:
        """In the middle of a box of the sheet, in page points."""
        middle = Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        return canvas.viewport().grab().toImage().pixelColor(canvas.view_point(middle).toPoint())

    def press(self, command: CompareCommand) -> None:
        self.window.commands[command].trigger()

    def close(self) -> None:
        if isValid(self.window):
            self.window.done(1)
        self.renderer.close()
        self.world.close()


@pytest.fixture
def open_desk(qtbot: QtBot, tmp_path: Path, english: object) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(*plans: Plan) -> Desk:
        desks.append(Desk(qtbot, tmp_path, *plans))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def reddish(colour: QColor) -> bool:
    return colour.red() > colour.blue() + 60


def bluish(colour: QColor) -> bool:
    return colour.blue() > colour.red() + 60


def test_what_is_gone_is_red_and_what_is_new_is_blue_until_they_are_swapped(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    overlay = desk.faces.overlay
    assert reddish(desk.colour(overlay, FILL))
    overlay.look_at(Point(*WALL[:2]), 8.0, 0)
    desk.settle(overlay)
    corner = (WALL[0], WALL[1], WALL[0], WALL[1])
    assert bluish(desk.colour(overlay, corner))
    desk.press(CompareCommand.SWAP)
    assert reddish(desk.colour(overlay, corner))
    assert "red" in {swatch.accessibleName() for swatch in desk.faces.sides._swatches[1:2]}


def test_the_slider_leaves_one_of_the_two(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.faces.balance.setValue(100)
    assert desk.colour(desk.faces.overlay, FILL).lightness() > 250
    desk.faces.balance.setValue(0)
    assert reddish(desk.colour(desk.faces.overlay, FILL))


def test_what_is_known_is_not_found_out_again(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.compare()
    assert len(desk.world.compared) == 1
    for picture in desk.world.comparisons.folder.glob("*.png"):
        picture.unlink()
    desk.compare()
    assert len(desk.world.compared) == 2, "a picture that somebody deleted is drawn again"


def test_the_precomputed_picture_is_there_at_once(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.renderer.close()  # nothing is drawn any more
    desk.window.compare(desk.world.sheet, *desk.world.sheet.entries)
    picture = desk.faces.overlay.viewport().grab().toImage()
    reds = sum(
        reddish(picture.pixelColor(x, y)) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    )
    assert reds > 10


def test_changes_are_listed_by_size_and_gone_through_with_the_keys(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    rows = desk.faces.regions.list
    assert [rows.item(row).text().split(",")[0] for row in range(rows.count())] == [
        "1.  Removed", "2.  Added", "3.  Changed",
    ]  # fmt: skip
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_N)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_N)
    assert rows.currentRow() == 1
    camera = desk.faces.overlay.camera
    assert camera is not None
    seen = camera.view_to_page(Point(camera.width / 2, camera.height / 2))
    assert WALL[0] <= seen.x <= WALL[2] and abs(seen.y - WALL[1]) < 10
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert rows.currentRow() == 2, "from the first to the last"


def test_side_by_side_goes_together(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.press(CompareCommand.BESIDE)
    left, right = desk.faces.left, desk.faces.right
    desk.settle(left, right)
    right.look_at(Point(700, 200), 3.0, 0)
    assert left.camera is not None and right.camera is not None
    assert left.camera.scale == pytest.approx(3.0)
    middle = left.camera.view_to_page(Point(left.camera.width / 2, left.camera.height / 2))
    assert middle == pytest.approx((700, 200), abs=1)
    left.turn()
    assert right.camera.rotation == 1


def test_the_place_stays_from_one_way_of_looking_to_another(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.press(CompareCommand.BESIDE)
    desk.settle(desk.faces.left, desk.faces.right)
    desk.press(CompareCommand.OVERLAY)
    desk.faces.overlay.look_at(Point(700, 200), 2.0, 1)
    desk.press(CompareCommand.BESIDE)
    camera = desk.faces.right.camera
    assert camera is not None
    assert (camera.scale, camera.rotation) == (pytest.approx(2.0), 1)


def test_blinking_says_which_of_the_two_is_seen(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.press(CompareCommand.BLINK)
    dark = desk.colour(desk.faces.overlay, FILL)
    assert dark.lightness() < 90 and dark.saturation() < 10
    assert desk.faces.sides._names[0].font().bold()
    desk.window._blink_once()
    assert desk.colour(desk.faces.overlay, FILL).lightness() > 250
    assert not desk.faces.sides._names[0].font().bold()
    desk.press(CompareCommand.OVERLAY)
    assert not desk.window._blink.isActive()


def test_sheets_that_do_not_fit_are_not_laid_on_each_other(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    desk = open_desk(OLD, Plan(seed=2, frame_only=True))
    blank = desk.world.files[f"{1:064}"]
    assert blank is not None
    blank.unlink()
    write_dots(blank)
    desk.compare()
    assert desk.window.comparison is not None
    assert desk.window.comparison.trust is Trust.NONE
    assert "could not be aligned automatically" in desk.faces.note.text
    assert desk.faces.to_hand.isVisible()
    assert desk.faces.beside
    overlay = desk.window.commands[CompareCommand.OVERLAY]
    assert not overlay.isEnabled() and "not aligned" in overlay.toolTip()


def write_dots(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(1224, 792))
    for place in range(12):
        canvas.circle(100 + 83 * place, 60 + 47 * place, 9, fill=1)
    canvas.showPage()
    canvas.save()


def test_two_points_on_each_sheet_align_them_by_hand(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_A)
    left, right = desk.faces.left, desk.faces.right
    desk.settle(left, right)
    assert "on the older sheet" in desk.faces.note.text
    for canvas, at in ((left, (200, 200)), (right, (210, 200)), (left, (900, 600)), (right, (910, 600))):
        place = canvas.view_point(Point(*at)).toPoint()
        desk.qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert not desk.window.by_hand.under_way
    found = desk.window.comparison
    assert found is not None and found.alignment is not None
    assert found.trust is Trust.MANUAL
    assert found.alignment.dx == pytest.approx(10, abs=3)
    assert desk.world.compared[-1][1] == found.alignment
    desk.press(CompareCommand.ALIGN_AGAIN)
    assert desk.window.comparison is not None
    assert desk.window.comparison.trust is Trust.SURE


def test_escape_leaves_the_aligning_and_then_the_window(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.compare()
    desk.press(CompareCommand.ALIGN)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    assert desk.window.isVisible() and not desk.window.by_hand.under_way
    with desk.qtbot.waitSignal(desk.window.finished):
        desk.qtbot.keyClick(desk.window, Qt.Key.Key_Escape)


def test_the_same_file_twice_needs_no_comparing(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    entries = desk.world.sheet.entries
    desk.window.compare(desk.world.sheet, entries[0], entries[0])
    assert desk.world.compared == []
    assert desk.faces.waiting.title.text() == "The same file"


def test_equal_sheets_are_said_to_be_equal(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, OLD)
    desk.compare()
    assert desk.faces.note.text == "Nothing that can be seen changed."
    assert not desk.window.commands[CompareCommand.NEXT].isEnabled()


def test_another_revision_can_be_chosen_and_the_older_one_stays_on_its_side(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW, Plan())
    desk.compare(1, 2)
    box = desk.faces.sides.older
    box.setCurrentIndex(box.findData(10))
    box.activated.emit(box.currentIndex())
    assert desk.world.compared[-1][0].older == f"{0:064}"
    desk.window.compare(desk.world.sheet, desk.world.sheet.entries[2], desk.world.sheet.entries[1])
    assert (desk.faces.sides.older.currentData(), desk.faces.sides.newer.currentData()) == (11, 12)
    assert "Revision 1 and Revision 2" in desk.window.windowTitle()


def test_pages_of_a_set_can_be_chosen(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    for place, plans in enumerate(((OLD, Plan(seed=5)), (NEW, Plan(seed=5, wall=True)))):
        path = desk.world.files[f"{place:064}"]
        assert path is not None
        write(path, *plans)
    desk.world.comparisons.page_pairs = [(0, 0), (1, 1)]
    desk.compare()
    assert desk.faces.page.isVisible()
    desk.faces.page.setCurrentIndex(1)
    desk.faces.page.activated.emit(1)
    assert desk.world.compared[-1][0].newer_page == 1
    assert desk.faces.regions.list.count() == 1


def test_a_sheet_that_cannot_be_drawn_says_why(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(OLD, NEW)
    desk.world.refusal = Failure(FailureCode.CORRUPT, Reason.PARSER_CRASHED)
    desk.compare()
    assert desk.faces.waiting.isVisible()
    assert desk.faces.waiting.text.text()


def test_the_key_on_an_open_sheet_compares_with_the_revision_before(
    open_desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    desk = open_desk(OLD, NEW)
    view = SheetView(desk.world.services, desk.renderer)
    qtbot.addWidget(view)
    opener = CompareOpener(view, desk.world.services, desk.renderer)
    view.resize(900, 600)
    view.show()
    with qtbot.waitSignal(view.canvas.drawn, timeout=20_000):
        view.show_sheet(PROJECT, BIG + 1)
    assert view.commands[SheetCommand.COMPARE].isEnabled()
    view.commands[SheetCommand.COMPARE].trigger()
    assert opener.window is not None
    assert opener.window.comparison is not None
    with qtbot.waitSignal(opener.window.finished):
        view.close_sheet()
    assert opener.window is None


def test_a_sheet_with_one_revision_cannot_be_compared(open_desk: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = open_desk(OLD)
    view = SheetView(desk.world.services, desk.renderer)
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(view.canvas.drawn, timeout=20_000):
        view.show_sheet(PROJECT, BIG + 1)
    compare = view.commands[SheetCommand.COMPARE]
    assert not compare.isEnabled() and "No other revision" in compare.toolTip()
    assert comparable(desk.world.sheet, desk.world.sheet.entries[0]) is None
    view.close_sheet()
