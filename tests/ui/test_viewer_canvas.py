"""The canvas draws real sheets, keeps something on the screen, and obeys hands and keys."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from app.domain.failures import Reason
from app.drawings.render import Renderer
from app.drawings.tiles import TileKey
from app.ui.theme import LIGHT, build_palette
from app.ui.viewer.ahead import Travel, tiles_ahead
from app.ui.viewer.fitting import room
from app.ui.viewer.geometry import LARGEST_ZOOM, Camera, Point, Sheet, cells_in_view, level_for
from app.ui.viewer.minimap import Minimap
from app.ui.viewer.picture import Picture
from app.ui.viewer.tile_cache import TileCache
from app.ui.viewer.view import SheetCanvas
from app.ui.viewer.zoom_box import ZoomBox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

PLAN = "od-lakehouse-A-101-2015-01-29.pdf"


class Screen:
    """A canvas with a renderer of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.renderer = Renderer()
        self.cache = TileCache()
        self.canvas = SheetCanvas(self.renderer, self.cache)
        self.canvas.setPalette(build_palette(LIGHT))
        qtbot.addWidget(self.canvas)
        self.canvas.resize(900, 600)
        self.canvas.show()

    def open(self, name: str, page: int = 0) -> None:
        with self.qtbot.waitSignal(self.canvas.drawn, timeout=20_000):
            self.canvas.open_page(self.folder / name, page)
        self.settle()

    def settle(self) -> None:
        """Until every tile on the screen is sharp."""
        self.qtbot.waitUntil(lambda: all(key in self.cache for key in self.wanted()), timeout=20_000)

    def wanted(self) -> list[TileKey]:
        canvas = self.canvas
        assert canvas._picture is not None
        assert canvas.camera is not None
        return canvas._picture.wanted(canvas.camera, Point(0, 0), room(canvas), self.cache)[1]

    def ink(self) -> float:
        """The share of the view that is neither paper nor desk."""
        image = self.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        plain = {QColor("white").rgb(), QColor(LIGHT.sunken).rgb()}
        points = [(x, y) for y in range(0, image.height(), 3) for x in range(0, image.width(), 3)]
        return sum(image.pixel(x, y) not in plain for x, y in points) / len(points)

    def page_point(self, at: QPointF) -> Point:
        camera, ratio = self.canvas.camera, self.canvas.devicePixelRatioF()
        assert camera is not None
        return camera.view_to_page(Point(at.x() * ratio, at.y() * ratio))

    def wheel(self, at: QPointF, up: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        viewport = self.canvas.viewport()
        event = QWheelEvent(
            at,
            QPointF(viewport.mapToGlobal(at.toPoint())),
            QPoint(),
            QPoint(0, up * 120),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, event)
        self.rest()

    def rest(self) -> None:
        """Until a smooth move has arrived."""
        self.qtbot.waitUntil(lambda: not self.canvas.motion.running, timeout=20_000)


@pytest.fixture
def screen(qtbot: QtBot, sheets_folder: Path) -> Iterator[Screen]:
    one = Screen(qtbot, sheets_folder)
    yield one
    one.canvas.close_channel()
    one.renderer.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "planrack-render"]


def test_sheet_is_drawn_and_fits(screen: Screen) -> None:
    screen.open(PLAN)
    assert screen.ink() > 0.02
    camera = screen.canvas.camera
    assert camera is not None
    across, down = camera.canvas
    assert across <= camera.width
    assert down <= camera.height


def test_nothing_is_blank_while_sharp_tiles_come(screen: Screen) -> None:
    screen.open("od-oakfire-A010-2019-08-08.pdf")
    for move in (
        lambda: screen.canvas.set_zoom(2.0),
        lambda: screen.canvas.turn(1),
        lambda: screen.canvas.turn(2),
        lambda: screen.canvas.set_zoom(0.9),
    ):
        move()
        assert screen.ink() > 0.02  # before the render thread can have answered
    screen.settle()
    assert screen.ink() > 0.02


def test_tiles_lie_where_the_whole_page_lies(screen: Screen) -> None:
    # A scan: the hairlines of a drawn sheet are a pixel wide at every size, so that enlarged ones look darker.
    screen.open("od-lakehouse-scan-question-4.pdf")
    screen.canvas.set_zoom(1.5 * screen.canvas.zoom)
    blurred = screen.canvas.viewport().grab().toImage()
    screen.settle()
    sharp = screen.canvas.viewport().grab().toImage()
    same = sharp.rect()  # the scroll bars came meanwhile; nothing moved
    small = [
        image.copy(same).scaled(60, 40, mode=Qt.TransformationMode.SmoothTransformation) for image in (blurred, sharp)
    ]
    far_off = sum(
        abs(small[0].pixelColor(x, y).lightness() - small[1].pixelColor(x, y).lightness()) > 60
        for x in range(60)
        for y in range(40)
    )
    assert far_off < 25


def test_control_wheel_zooms_around_the_pointer_and_wheel_pans(screen: Screen) -> None:
    screen.open(PLAN)
    at = QPointF(420, 260)
    before, zoom = screen.page_point(at), screen.canvas.zoom
    screen.wheel(at, 6, Qt.KeyboardModifier.ControlModifier)
    assert screen.canvas.zoom == pytest.approx(zoom * 4)
    assert screen.page_point(at) == pytest.approx(before, abs=0.01)
    camera = screen.canvas.camera
    screen.wheel(at, -1)
    assert camera is not None
    assert screen.canvas.camera is not None
    assert screen.canvas.camera.y > camera.y
    screen.wheel(at, -1, Qt.KeyboardModifier.ShiftModifier)
    assert screen.canvas.camera.x > camera.x


def test_wheel_can_zoom_by_itself(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.hands.habit.zooms = True
    zoom = screen.canvas.zoom
    screen.wheel(QPointF(100, 100), 3)
    assert screen.canvas.zoom == pytest.approx(zoom * 2)


def test_zoom_ends_at_6400_percent_without_filling_memory(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(1_000)
    assert screen.canvas.zoom == pytest.approx(LARGEST_ZOOM)
    screen.settle()
    assert len(screen.wanted()) < 60
    assert screen.cache.bytes < 80_000_000


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_dragging_moves_the_sheet_with_the_pointer(screen: Screen, button: Qt.MouseButton) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(3.0)
    viewport = screen.canvas.viewport()
    held = screen.page_point(QPointF(300, 300))
    screen.qtbot.mousePress(viewport, button, pos=QPoint(300, 300))
    screen.qtbot.mouseMove(viewport, QPoint(340, 270))
    screen.qtbot.mouseRelease(viewport, button, pos=QPoint(340, 270))
    assert screen.page_point(QPointF(340, 270)) == pytest.approx(held, abs=0.5)


def test_arrow_keys_pan(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(3.0)
    before = screen.canvas.camera
    screen.qtbot.keyClick(screen.canvas, Qt.Key.Key_Right)
    screen.qtbot.keyClick(screen.canvas, Qt.Key.Key_Down)
    screen.rest()
    after = screen.canvas.camera
    assert before is not None
    assert after is not None
    assert (after.x - before.x, after.y - before.y) == pytest.approx((80, 80), abs=1)


def test_scroll_bars_and_camera_agree(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(3.0)
    bar = screen.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    camera = screen.canvas.camera
    assert camera is not None
    assert camera.y == pytest.approx(camera.canvas[1] - camera.height, abs=2)
    screen.canvas.pan(0, -100)
    assert bar.value() == pytest.approx(bar.maximum() - 100, abs=2)


def test_fitted_page_follows_the_windows_size(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.fit_width()
    screen.canvas.resize(1200, 500)
    QApplication.processEvents()
    camera = screen.canvas.camera
    assert camera is not None
    assert camera.canvas[0] == pytest.approx(camera.width, abs=1)
    screen.canvas.fit_page()
    camera = screen.canvas.camera
    assert camera is not None
    assert camera.canvas[1] <= camera.height


def test_panned_view_is_the_same_as_a_fresh_one(screen: Screen) -> None:
    # Panning moves painted pixels; an error of one pixel would pile up.
    screen.open(PLAN)
    screen.canvas.set_zoom(1.7)
    screen.settle()
    for step in ((-13, 5), (40, -22), (7, 31), (-3, 2)):
        screen.canvas.pan(*step)
        QApplication.processEvents()
    screen.settle()
    QApplication.processEvents()
    scrolled = screen.canvas.viewport().grab().toImage()
    screen.canvas.viewport().repaint()
    assert scrolled == screen.canvas.viewport().grab().toImage()


def test_stamp_stays_in_the_visible_corner_at_every_zoom(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_stamp("SUPERSEDED")

    def red() -> int:
        image = screen.canvas.viewport().grab().toImage()
        corner = [(x, y) for x in range(image.width() // 2, image.width(), 2) for y in range(0, image.height() // 2, 2)]
        colors = (image.pixelColor(x, y) for x, y in corner)
        return sum(color.red() > 150 and color.green() < 90 and color.blue() < 90 for color in colors)

    assert red() > 300
    screen.canvas.set_zoom(5.0)
    screen.canvas.pan(300, 300)
    assert red() > 300
    screen.canvas.set_stamp("")
    assert red() < 100


def test_view_is_kept_between_sheets_of_the_same_size(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(2.5)
    screen.canvas.pan(50, 60)
    view = screen.canvas.looked_at
    assert view is not None
    with screen.qtbot.waitSignal(screen.canvas.drawn, timeout=20_000):
        screen.canvas.open_page(screen.folder / "od-lakehouse-A-102-2015-01-29.pdf", view=view)
    after = screen.canvas.camera
    assert after is not None
    assert (after.x, after.y, after.scale) == (view.camera.x, view.camera.y, view.camera.scale)


def test_a_sheet_that_was_turned_and_fitted_is_so_again_and_the_next_one_is_not(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.turn()
    screen.canvas.fit_page()
    view = screen.canvas.looked_at
    screen.open("tiny-sample-plan.pdf")
    with screen.qtbot.waitSignal(screen.canvas.drawn, timeout=20_000):
        screen.canvas.open_page(screen.folder / PLAN, view=view)
    camera = screen.canvas.camera
    assert camera is not None
    assert camera.rotation == 1
    assert camera.canvas[1] <= camera.height
    screen.open(PLAN)
    assert screen.canvas.camera is not None
    assert screen.canvas.camera.rotation == 0


@pytest.mark.parametrize(
    ("name", "reason"), [("bad/truncated.pdf", Reason.TRUNCATED), ("bad/password-required.pdf", Reason.PASSWORD)]
)
def test_unreadable_file_is_told_not_shown(screen: Screen, name: str, reason: Reason) -> None:
    with screen.qtbot.waitSignal(screen.canvas.failed, timeout=20_000) as told:
        screen.canvas.open_page(screen.folder / name)
    assert told.args is not None
    assert told.args[0].reason is reason
    assert screen.canvas.camera is None


def test_late_answer_about_a_sheet_that_was_left_is_ignored(screen: Screen) -> None:
    screen.canvas.open_page(screen.folder / "bad/truncated.pdf")
    screen.open(PLAN)
    assert screen.canvas.path == screen.folder / PLAN
    assert screen.canvas.camera is not None


def test_two_hundred_drawings_leave_nothing_behind(screen: Screen) -> None:
    screen.open("tiny-sample-plan.pdf")
    for step in range(200):
        screen.canvas.set_zoom(0.5 + step % 9)
        screen.canvas.pan(step % 7, -(step % 5))
        QApplication.processEvents()
    screen.settle()
    assert screen.ink() > 0.0


def test_keys_that_come_quickly_add_up_and_a_hand_stops_them(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.set_zoom(4.0)
    before = screen.canvas.camera
    assert before is not None
    for _ in range(3):
        screen.qtbot.keyClick(screen.canvas, Qt.Key.Key_Left)
    assert screen.canvas.motion.running
    screen.rest()
    after = screen.canvas.camera
    assert after is not None
    assert before.x - after.x == pytest.approx(240, abs=1)
    screen.canvas.motion.zoom_by(4.0)
    screen.qtbot.mousePress(screen.canvas.viewport(), Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    assert not screen.canvas.motion.running
    assert screen.canvas.zoom < 16.0


def test_a_dragged_box_fills_the_view_and_the_hands_have_the_sheet_again(screen: Screen) -> None:
    screen.open(PLAN)
    canvas, viewport = screen.canvas, screen.canvas.viewport()
    canvas.hands.take_up(ZoomBox(canvas))
    corners = [screen.page_point(QPointF(200, 200)), screen.page_point(QPointF(400, 330))]
    screen.qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    screen.qtbot.mouseMove(viewport, QPoint(300, 300))
    screen.qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(400, 330))
    assert canvas.hands.tool is None
    seen = [canvas.view_point(corner) for corner in corners]
    across, down = abs(seen[0].x() - seen[1].x()), abs(seen[0].y() - seen[1].y())
    assert max(across / viewport.width(), down / viewport.height()) == pytest.approx(1, abs=0.05)


def test_escape_puts_the_box_down(screen: Screen) -> None:
    screen.open(PLAN)
    screen.canvas.hands.take_up(ZoomBox(screen.canvas))
    screen.qtbot.keyClick(screen.canvas, Qt.Key.Key_Escape)
    assert screen.canvas.hands.tool is None


def test_the_minimap_is_there_when_a_part_is_out_of_sight_and_moves_the_view(screen: Screen) -> None:
    minimap = Minimap(screen.canvas)
    screen.open(PLAN)
    assert not minimap.isVisible()
    screen.canvas.set_zoom(6.0)
    assert minimap.isVisible()
    screen.qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    camera = screen.canvas.camera
    assert camera is not None
    assert (camera.x, camera.y) == (0, 0)
    screen.qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=minimap.rect().center())
    camera = screen.canvas.camera
    assert camera is not None
    middle = ((camera.x + camera.width / 2) / camera.canvas[0], (camera.y + camera.height / 2) / camera.canvas[1])
    assert middle == pytest.approx((0.5, 0.5), abs=0.02)
    minimap.want(False)
    assert not minimap.isVisible()


def test_a_preview_stands_on_the_sheet_before_its_file_is_read(screen: Screen) -> None:
    preview = QImage(256, 165, QImage.Format.Format_RGB32)
    preview.fill(QColor("black"))
    with screen.qtbot.waitSignal(screen.canvas.drawn, timeout=20_000):
        screen.canvas.open_page(screen.folder / PLAN, preview=preview)
    assert screen.canvas.camera is None
    middle = screen.canvas.viewport().rect().center()
    assert screen.canvas.viewport().grab().toImage().pixelColor(middle) == QColor("black")
    screen.qtbot.waitUntil(lambda: screen.canvas.camera is not None, timeout=20_000)
    screen.settle()
    assert screen.ink() > 0.02


def test_what_lies_beside_is_drawn_ahead(screen: Screen) -> None:
    screen.open(PLAN)
    beside = screen.folder / "od-lakehouse-A-102-2015-01-29.pdf"
    screen.canvas.set_beside([(beside, 0)])
    screen.qtbot.waitUntil(lambda: screen.cache.whole(beside, 0) is not None, timeout=20_000)


def test_tiles_before_the_hand_are_likelier_than_those_behind() -> None:
    sheet = Sheet(2592, 1728)
    picture = Picture(Path("sheet.pdf"), 0, sheet)
    before = Camera(sheet, 900, 600, scale=4.0, x=3000, y=2000)
    travel = Travel()
    after = before.moved(60, 0)
    travel.note(before, after)
    ahead = tiles_ahead(picture, after, travel, (900, 600))
    seen = [cell.column for cell in cells_in_view(after, level_for(4.0))]
    assert ahead[0].column == max(seen) + 1
    assert all(key.column > max(seen) for key in ahead[:4])
    assert min(key.column for key in ahead) == min(seen) - 1, "a ring all around comes last"
    travel.note(after, after.zoomed(5.0, Point(450, 300)))
    assert any(key.level > level_for(4.0) for key in tiles_ahead(picture, after, travel, (900, 600)))


def tile(number: int) -> TileKey:
    from pathlib import PurePath

    return TileKey(PurePath("sheet.pdf"), 0, 0, 0, number, 0)  # type: ignore[arg-type]


@pytest.fixture
def picture() -> Callable[[], QImage]:
    return lambda: QImage(100, 100, QImage.Format.Format_RGB32)  # 40,000 bytes


def test_cache_lets_the_least_recently_used_go(picture: Callable[[], QImage]) -> None:
    cache = TileCache(budget=120_000)
    for number in range(3):
        cache.put(tile(number), picture())
    assert cache.get(tile(0)) is not None
    cache.put(tile(3), picture())
    assert [number for number in range(4) if tile(number) in cache] == [0, 2, 3]
    assert cache.bytes == 120_000


def test_cache_never_drops_what_is_on_the_screen(picture: Callable[[], QImage]) -> None:
    cache = TileCache(budget=40_000)
    visible = [tile(number) for number in range(4)]
    for key in visible:
        cache.put(key, picture(), visible=visible)
    for number in range(10, 30):
        cache.put(tile(number), picture(), visible=visible)
    assert all(key in cache for key in visible)
    assert cache.bytes <= 2 * 4 * 40_000
