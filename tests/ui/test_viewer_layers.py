"""Layers are painted where they belong on the page, tools are asked before the hands, panels open and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.drawings.render import Renderer
from app.ui.viewer.geometry import Box, Cell, Point, cell_box
from app.ui.viewer.side_panels import SidePanels
from app.ui.viewer.view import SheetCanvas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from pytestqt.qtbot import QtBot

    from app.ui.viewer.geometry import Camera

PLAN = "od-lakehouse-A-101-2015-01-29.pdf"
BOX = Box(200, 200, 300, 200)


class Block:
    """A box of page points in plain red."""

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        one, other = (camera.page_to_view(Point(x, y)) for x, y in ((BOX.left, BOX.top), (BOX.right, BOX.bottom)))
        painter.fillRect(QRectF(one.x, one.y, other.x - one.x, other.y - one.y).normalized(), QColor("red"))


class Exposed:
    """Notes what is painted."""

    def __init__(self) -> None:
        self.areas: list[QRectF] = []

    def paint(self, painter: QPainter, camera: Camera, exposed: QRectF) -> None:
        self.areas.append(exposed)


class Recorder:
    """A tool that uses presses in ``BOX`` alone."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self) -> None:
        self.heard: list[str] = []

    def press(self, at: Point, event: QMouseEvent) -> bool:
        inside = BOX.left < at.x < BOX.right and BOX.top < at.y < BOX.bottom
        self.heard += ["press"] * inside
        return inside

    def move(self, at: Point, event: QMouseEvent) -> bool:
        self.heard.append("move")
        return True

    def release(self, at: Point, event: QMouseEvent) -> bool:
        self.heard.append("release")
        return True

    def double_click(self, at: Point, event: QMouseEvent) -> bool:
        self.heard.append("double")
        return True

    def key_press(self, event: QKeyEvent) -> bool:
        return False

    def let_go(self) -> None:
        self.heard.append("let go")


@pytest.fixture
def canvas(qtbot: QtBot, sheets_folder: Path) -> Iterator[SheetCanvas]:
    renderer = Renderer()
    one = SheetCanvas(renderer)
    qtbot.addWidget(one)
    one.resize(900, 600)
    one.show()
    with qtbot.waitSignal(one.drawn, timeout=20_000):
        one.open_page(sheets_folder / PLAN)
    yield one
    one.close_channel()
    renderer.close()


def middle(canvas: SheetCanvas) -> QPoint:
    return canvas.view_point(Point(BOX.left + BOX.width / 2, BOX.top + BOX.height / 2)).toPoint()


def red(canvas: SheetCanvas, at: QPoint) -> bool:
    return canvas.viewport().grab().toImage().pixelColor(at) == QColor("red")


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_layer_lies_at_its_place_on_the_page(canvas: SheetCanvas, turns: int) -> None:
    canvas.add_layer(Block())
    canvas.turn(turns)
    assert red(canvas, middle(canvas))
    canvas.show_box(BOX)
    assert red(canvas, middle(canvas))
    assert abs(middle(canvas).x() - canvas.viewport().width() / 2) < 3
    canvas.pan(40, 25)
    assert red(canvas, middle(canvas))


def test_only_the_place_of_a_tile_is_painted_when_it_comes(canvas: SheetCanvas, qtbot: QtBot) -> None:
    feed, layer = canvas._feed, Exposed()
    canvas.set_zoom(3.0)
    qtbot.waitUntil(lambda: all(key in feed.cache for key in feed.visible), timeout=20_000)
    canvas.close_channel()  # nothing else comes
    canvas.add_layer(layer)
    for _ in range(3):  # what is asked to be painted until here
        QApplication.processEvents()
    layer.areas.clear()
    camera, key = canvas.camera, feed.visible[0]
    assert camera is not None
    feed.came.emit(key)
    qtbot.waitUntil(lambda: bool(layer.areas))
    place = QRectF(*cell_box(camera, key.level, Cell(key.column, key.row)))
    assert all(place.adjusted(-1, -1, 1, 1).contains(area) for area in layer.areas)
    assert place.intersects(layer.areas[0])


def test_place_in_the_view_and_on_the_page_are_each_other_s_inverse(canvas: SheetCanvas) -> None:
    canvas.turn(1)
    canvas.set_zoom(1.3)
    there = canvas.page_point(canvas.view_point(Point(321.5, 456.25)))
    assert there is not None
    assert there == pytest.approx((321.5, 456.25))


def test_tool_gets_its_drag_and_leaves_the_rest_to_the_hands(canvas: SheetCanvas, qtbot: QtBot) -> None:
    tool = Recorder()
    canvas.hands.add(tool)
    canvas.show_box(BOX)
    canvas.zoom_by(0.5)
    camera = canvas.camera
    viewport, at = canvas.viewport(), middle(canvas)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(viewport, at + QPoint(20, 0))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at + QPoint(20, 0))
    assert tool.heard[0] == "press"
    assert "release" in tool.heard
    assert canvas.camera == camera
    corner = QPoint(5, 5)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=corner)
    qtbot.mouseMove(viewport, corner + QPoint(20, 10))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=corner + QPoint(20, 10))
    assert tool.heard.count("press") == 1
    assert canvas.camera != camera


def test_space_and_the_middle_button_pan_with_a_tool_in_hand(canvas: SheetCanvas, qtbot: QtBot) -> None:
    tool = Recorder()
    canvas.hands.take_up(tool)
    canvas.show_box(BOX)
    before, at, viewport = canvas.camera, middle(canvas), canvas.viewport()
    canvas.setFocus()
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
        qtbot.mousePress(viewport, button, pos=at)
        qtbot.mouseMove(viewport, at + QPoint(15, 15))
        qtbot.mouseRelease(viewport, button, pos=at + QPoint(15, 15))
        qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert "press" not in tool.heard
    assert canvas.camera != before


def test_tool_that_is_put_down_lets_go(canvas: SheetCanvas) -> None:
    tool = Recorder()
    canvas.hands.take_up(tool)
    canvas.hands.take_up(None)
    assert tool.heard == ["let go"]


class Words(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit(self)

    def take_focus(self) -> None:
        self.line.setFocus()


def test_one_panel_at_a_time_beside_the_sheet(qtbot: QtBot) -> None:
    sheet = QWidget()
    sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panels = SidePanels(sheet)
    qtbot.addWidget(panels)
    one, other = Words(), Words()
    panels.add("one", lambda: "One", one)
    panels.add("other", lambda: "Other", other)
    panels.show()
    assert not one.isVisible()
    panels.open_panel("one")
    assert one.isVisible()
    panels.toggle("other")
    assert (panels.open_key, one.isVisible(), other.isVisible()) == ("other", False, True)
    panels.toggle("other")
    assert (panels.open_key, other.isVisible()) == ("", False)
