"""Sheets in tabs that can be reordered, and in windows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from sheet_world import FakePreferences

from app.ui.document_tabs import DocumentTabs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.ui.sheet_window import SheetWindow


class Folder(QWidget):
    open_requested = Signal(object, object, object)
    connect_requested = Signal(object)
    support_requested = Signal(object)
    changes_requested = Signal(object)
    history_requested = Signal(object)

    def focus_content(self) -> None: ...


class Sheet(QWidget):
    title_changed = Signal(str)
    sheet_changed = Signal(object, object, object)
    tab_wanted = Signal(object, object)
    window_wanted = Signal(object, object, object)
    go_to_wanted = Signal()
    closed: list[int]

    def __init__(self, closed: list[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._closed = closed
        self.drawing = 0
        self.finding = False

    def show_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        self.drawing = drawing_id
        self.title_changed.emit(f"A-{drawing_id}")

    def focus_find(self) -> None:
        self.finding = True

    def close_sheet(self) -> None:
        self._closed.append(self.drawing)


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.closed: list[int] = []
        self.preferences = FakePreferences()
        self.folder = Folder()
        self.tabs = DocumentTabs(self.folder, lambda parent: Sheet(self.closed, parent), self.preferences)  # type: ignore[arg-type]
        qtbot.addWidget(self.tabs)
        self.tabs.resize(800, 500)
        self.tabs.show()

    def window(self) -> SheetWindow:
        return self.tabs.windows[-1]

    def titles(self) -> list[str]:
        return [self.tabs.tabText(place) for place in range(self.tabs.count())]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    one = Desk(qtbot)
    yield one
    one.tabs.close_all()


def test_sheets_can_be_put_in_another_order_and_the_folder_stays_first(desk: Desk) -> None:
    for drawing in (1, 2, 3):
        desk.tabs.open_sheet(7, drawing)
    bar = desk.tabs.tabBar()
    bar.moveTab(3, 1)
    assert desk.titles() == ["Documents", "A-3", "A-1", "A-2"]
    bar.moveTab(0, 2)
    assert desk.titles()[0] == "Documents"
    bar.moveTab(2, 0)
    assert desk.titles()[0] == "Documents"
    assert sorted(desk.tabs.open_sheets()) == [(7, 1), (7, 2), (7, 3)]
    desk.tabs.close_tab(desk.titles().index("A-1"))
    assert desk.closed == [1]


def test_a_sheet_opens_in_a_window_of_its_own_that_closes_cleanly(desk: Desk) -> None:
    desk.tabs.open_sheet(7, 1)
    sheet = desk.tabs.sheet_in_front
    assert isinstance(sheet, Sheet)
    sheet.window_wanted.emit(7, 1, 12)
    window = desk.window()
    assert window.isVisible()
    assert window.windowTitle() == "A-1 – Planrack"
    window.tabs.open_sheet(7, 2)
    assert window.windowTitle() == "A-2 – Planrack"
    window.resize(640, 480)
    with desk.qtbot.waitSignal(window.closed):
        window.close()
    assert sorted(desk.closed) == [1, 2]
    assert desk.tabs.windows == ()
    assert desk.tabs.open_sheets() == [(7, 1)], "the tab stays"


def test_ampersand_in_a_drawing_number_is_shown_and_marks_no_key(desk: Desk) -> None:
    desk.tabs.open_window(7, 1)
    tabs = desk.window().tabs
    sheet = tabs.sheet_in_front
    assert isinstance(sheet, Sheet)
    sheet.title_changed.emit("A&E-1")
    assert tabs.tabText(0) == "A&&E-1", "Qt draws one of them, and no line under the E"
    assert tabs.title_in_front == "A&E-1"
    assert desk.window().windowTitle() == "A&E-1 – Planrack"


def test_the_next_window_has_the_size_of_the_last(desk: Desk) -> None:
    desk.tabs.open_window(7, 1)
    desk.window().resize(640, 480)
    desk.window().close()
    desk.tabs.open_window(7, 1)
    assert (desk.window().width(), desk.window().height()) == (640, 480)


def test_a_window_closes_with_its_last_tab(desk: Desk) -> None:
    desk.tabs.open_window(7, 1)
    window = desk.window()
    with desk.qtbot.waitSignal(window.closed):
        desk.qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
        window.tabs.close_tab(0)
    assert desk.tabs.windows == ()


def test_closing_all_closes_the_other_windows_too(desk: Desk) -> None:
    desk.tabs.open_sheet(7, 1)
    desk.tabs.open_window(7, 2)
    desk.tabs.open_window(7, 3)
    desk.tabs.close_all()
    assert sorted(desk.closed) == [1, 2, 3]
    assert desk.tabs.windows == ()


def test_find_works_in_the_other_window(desk: Desk) -> None:
    desk.tabs.open_window(7, 2)
    window = desk.window()
    window.activateWindow()
    window.tabs.focus_search()
    sheet = window.tabs.sheet_in_front
    assert isinstance(sheet, Sheet)
    assert sheet.finding


def test_the_other_window_speaks_the_language_chosen(desk: Desk) -> None:
    desk.tabs.open_window(7, 2)
    bar = desk.window().tabs.tabBar()
    button = bar.tabButton(0, bar.ButtonPosition.RightSide)
    assert button is not None
    button.setToolTip("")
    QApplication.sendEvent(desk.window(), QEvent(QEvent.Type.LanguageChange))
    assert button.toolTip() == "Close this sheet (Ctrl+W)"
