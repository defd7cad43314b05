"""Open sheets as tabs, in the main window beside the folder and in windows of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from app.ui.controls import literally, plain_tip
from app.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SheetPage(Protocol):
    """One open sheet as it is used here; it is also a QWidget."""

    title_changed: Any  # Signal: text of the tab
    sheet_changed: Any  # Signal: project id, Procore drawing id, entry id
    window_wanted: Any  # Signal: the same, for a window of its own
    tab_wanted: Any  # Signal: project id, Procore drawing id
    go_to_wanted: Any  # Signal: somebody wants to type where to go

    def show_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None: ...
    def focus_find(self) -> None: ...
    def mark_words(self, path: Path, page: int, words: str) -> None: ...
    def close_sheet(self) -> None: ...
    def copy_link(self) -> None: ...
    def why_no_link(self) -> str | None: ...


class SheetTabs(QTabWidget):
    """Opening a sheet is one action (S63): a sheet that is open already comes forward, another gets a tab. Tabs can be
    dragged into another order."""

    place_changed = Signal()  # another tab, or another sheet in it
    window_wanted = Signal(object, object, object)  # project id, Procore drawing id, entry id
    go_to_wanted = Signal()

    def __init__(self, make_sheet: Callable[[QWidget], SheetPage], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_sheet = make_sheet
        self._shown: dict[SheetPage, tuple[int, int]] = {}  # project, drawing: changes as one pages on
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)  # a number cut to … names no sheet: the row scrolls
        self.currentChanged.connect(self.place_changed)
        QShortcut(QKeySequence("Ctrl+W"), self, lambda: self.close_tab(self.currentIndex()))

    def open_sheets(self) -> list[tuple[int, int]]:
        """Project and drawing of every open sheet, in the order of the tabs."""
        places = {_widget(sheet): shown for sheet, shown in self._shown.items()}
        return [places[page] for page in map(self.widget, range(self.count())) if page in places]

    def current_sheet(self) -> tuple[int, int] | None:
        """Project and drawing of the sheet in front; None where that is the folder."""
        sheet = self.sheet_in_front
        return self._shown[sheet] if sheet is not None else None

    @property
    def sheet_in_front(self) -> SheetPage | None:
        """None where another page is."""
        page = self.currentWidget()
        return next((sheet for sheet in self._shown if _widget(sheet) is page), None)

    @property
    def title_in_front(self) -> str:
        """What the tab in front says; empty where there is none."""
        return self.tabText(self.currentIndex()).replace("&&", "&")

    def focus_content(self) -> None:
        """Give the keyboard to what is shown: else it would stay in the navigation, which marks another place."""
        if self.currentWidget() is not None:
            self.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Begin to find on the sheet in front."""
        sheet = self.sheet_in_front
        if sheet is not None:
            sheet.focus_find()

    @Slot()
    def copy_link(self) -> None:
        """Put a link to the sheet in front on the clipboard, if one can be made."""
        sheet = self.sheet_in_front
        if sheet is not None and sheet.why_no_link() is None:
            sheet.copy_link()

    @Slot(object, object, object)
    def open_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        """Bring a sheet forward: the current revision, or the entry asked for."""
        wanted = (project_id, drawing_id)
        sheet = next((one for one, shown in self._shown.items() if shown == wanted), None) or self._add_sheet()
        self._shown[sheet] = wanted
        self.setCurrentWidget(_widget(sheet))
        self.focus_content()
        sheet.show_sheet(project_id, drawing_id, entry_id)

    @Slot(int)
    def close_tab(self, place: int) -> None:
        """Close an open sheet; another page stays."""
        page: QWidget | None = self.widget(place)
        sheet = next((one for one in self._shown if _widget(one) is page), None)
        if sheet is not None and page is not None:
            del self._shown[sheet]
            sheet.close_sheet()
            self.removeTab(place)
            page.deleteLater()

    def close_all(self) -> None:
        """Let go of every sheet's file; before the renderer is closed."""
        for page in list(map(_widget, self._shown)):
            self.close_tab(self.indexOf(page))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for page in map(_widget, self._shown):
                button = self.tabBar().tabButton(self.indexOf(page), QTabBar.ButtonPosition.RightSide)
                self._name_button(button)
        super().changeEvent(event)

    def _add_sheet(self) -> SheetPage:
        sheet = self._make_sheet(self)
        page = _widget(sheet)
        place = self.addTab(page, icon("documents"), self.tr("Opening…"))
        self.tabBar().setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button(page))
        sheet.tab_wanted.connect(lambda project, drawing: self.open_sheet(project, drawing))
        sheet.title_changed.connect(lambda title: self._name(_widget(sheet), title))
        sheet.sheet_changed.connect(lambda project, drawing, _entry: self._follow(sheet, (project, drawing)))
        sheet.window_wanted.connect(self.window_wanted)
        sheet.go_to_wanted.connect(self.go_to_wanted)
        return sheet

    def _close_button(self, page: QWidget) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(icon("close"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it from the keyboard
        button.clicked.connect(lambda: self.close_tab(self.indexOf(page)))
        self._name_button(button)
        return button

    def _name_button(self, button: QWidget) -> None:
        button.setToolTip(self.tr("Close this sheet (Ctrl+W)"))
        button.setAccessibleName(self.tr("Close this sheet (Ctrl+W)"))

    def _follow(self, sheet: SheetPage, shown: tuple[int, int]) -> None:
        if sheet in self._shown:
            self._shown[sheet] = shown
            self.place_changed.emit()

    def _name(self, page: QWidget, title: str) -> None:
        place = self.indexOf(page)
        if place >= 0:
            self.setTabText(place, literally(title))
            self.setTabToolTip(place, plain_tip(title))
            self.place_changed.emit()


def _widget(page: object) -> QWidget:
    assert isinstance(page, QWidget)
    return page
