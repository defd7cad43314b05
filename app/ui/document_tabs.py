"""« Documents » and the sheets that are open: the folder is the first tab and stays, each sheet is one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from app.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable


class DocumentsView(Protocol):
    """The page of the folder as it is used here; it is also a QWidget."""

    open_requested: Any  # Signal: project id, Procore drawing id, entry id or None for the current revision
    connect_requested: Any  # Signal: project id
    support_requested: Any  # Signal: project id
    changes_requested: Any  # Signal: project id
    history_requested: Any  # Signal: project id

    def show_project(self, project_id: int) -> None: ...
    def focus_filter(self) -> None: ...
    def open_permissions(self) -> None: ...
    def focus_content(self) -> None: ...
    def show_drawing(self, procore_drawing_id: int) -> bool: ...
    def discipline_of(self, procore_drawing_id: int) -> str | None: ...


class SheetPage(Protocol):
    """One open sheet as it is used here; it is also a QWidget."""

    title_changed: Any  # Signal: text of the tab
    sheet_changed: Any  # Signal: project id, Procore drawing id, entry id
    tab_wanted: Any  # Signal: project id, Procore drawing id

    def show_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None: ...
    def focus_find(self) -> None: ...
    def close_sheet(self) -> None: ...


class DocumentTabs(QTabWidget):
    """Opening a sheet is one action (S63): a sheet that is open already comes forward, another gets a tab."""

    connect_requested = Signal(object)  # project id
    support_requested = Signal()
    changes_requested = Signal(object)  # project id
    history_requested = Signal(object)  # project id
    place_changed = Signal()  # another tab, or another sheet in it

    def __init__(
        self, documents: DocumentsView, make_sheet: Callable[[QWidget], SheetPage], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("document_tabs")
        self._documents = documents
        self._make_sheet = make_sheet
        self._shown: dict[SheetPage, tuple[int, int]] = {}  # project, drawing: changes as one pages on
        self.setDocumentMode(True)
        self.setMovable(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.addTab(_widget(documents), icon("folder"), "")
        self.tabBar().setAutoHide(True)
        documents.open_requested.connect(self.open_sheet)
        documents.connect_requested.connect(self.connect_requested)
        documents.changes_requested.connect(self.changes_requested)
        documents.history_requested.connect(self.history_requested)
        documents.support_requested.connect(lambda _project: self.support_requested.emit())
        self.currentChanged.connect(self.place_changed)
        QShortcut(QKeySequence("Ctrl+W"), self, lambda: self.close_tab(self.currentIndex()))
        self._retranslate()

    def show_project(self, project_id: int) -> None:
        """Bring the folder of a project forward."""
        self._documents.show_project(project_id)
        self.setCurrentIndex(0)

    def open_permissions(self) -> None:
        """Who may do what in the project that is shown."""
        self._documents.open_permissions()

    def open_sheets(self) -> list[tuple[int, int]]:
        """Project and drawing of every open sheet, in the order of the tabs."""
        places = {_widget(sheet): shown for sheet, shown in self._shown.items()}
        return [places[page] for page in map(self.widget, range(self.count())) if page in places]

    def current_sheet(self) -> tuple[int, int] | None:
        """Project and drawing of the sheet in front; None where that is the folder."""
        page = self.currentWidget()
        return next((shown for sheet, shown in self._shown.items() if _widget(sheet) is page), None)

    def discipline_of(self, drawing_id: int) -> str | None:
        """The folder a drawing of the project shown lies in, as far as it is read."""
        return self._documents.discipline_of(drawing_id)

    def show_drawing(self, drawing_id: int) -> None:
        """Bring the folder forward, at a drawing."""
        self.setCurrentIndex(0)
        self._documents.show_drawing(drawing_id)
        self._documents.focus_content()

    def focus_content(self) -> None:
        """Give the keyboard to what is shown: else it would stay in the navigation, which marks another place."""
        if self.currentIndex() == 0:
            self._documents.focus_content()
        else:
            self.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object, object)
    def open_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        """Bring a sheet forward: the current revision, or the entry asked for."""
        wanted = (project_id, drawing_id)
        sheet = next((one for one, shown in self._shown.items() if shown == wanted), None) or self._add_sheet()
        self._shown[sheet] = wanted
        self.setCurrentWidget(_widget(sheet))
        self.focus_content()
        sheet.show_sheet(project_id, drawing_id, entry_id)

    def focus_search(self) -> None:
        if self.currentIndex() == 0:
            self._documents.focus_filter()
        for sheet in self._shown:
            if _widget(sheet) is self.currentWidget():
                sheet.focus_find()

    @Slot(int)
    def close_tab(self, place: int) -> None:
        """Close an open sheet; the folder stays."""
        page: QWidget | None = self.widget(place)
        sheet = next((one for one in self._shown if _widget(one) is page), None)
        if sheet is not None and page is not None:
            del self._shown[sheet]
            sheet.close_sheet()
            self.removeTab(place)
            page.deleteLater()

    def close_all(self) -> None:
        """Let go of every sheet's file; before the renderer is closed."""
        for place in reversed(range(1, self.count())):
            self.close_tab(place)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _add_sheet(self) -> SheetPage:
        sheet = self._make_sheet(self)
        page = _widget(sheet)
        place = self.addTab(page, icon("documents"), self.tr("Opening…"))
        self.tabBar().setTabButton(place, QTabBar.ButtonPosition.RightSide, self._close_button(page))
        sheet.tab_wanted.connect(lambda project, drawing: self.open_sheet(project, drawing))
        sheet.title_changed.connect(lambda title: self._name(_widget(sheet), title))
        sheet.sheet_changed.connect(lambda project, drawing, _entry: self._follow(sheet, (project, drawing)))
        return sheet

    def _close_button(self, page: QWidget) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIcon(icon("close"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it from the keyboard
        button.setToolTip(self.tr("Close this sheet (Ctrl+W)"))
        button.setAccessibleName(self.tr("Close this sheet (Ctrl+W)"))
        button.clicked.connect(lambda: self.close_tab(self.indexOf(page)))
        return button

    def _follow(self, sheet: SheetPage, shown: tuple[int, int]) -> None:
        if sheet in self._shown:
            self._shown[sheet] = shown
            self.place_changed.emit()

    def _name(self, page: QWidget, title: str) -> None:
        place = self.indexOf(page)
        if place > 0:
            self.setTabText(place, title)
            self.setTabToolTip(place, title)
            self.place_changed.emit()

    def _retranslate(self) -> None:
        self.setTabText(0, self.tr("Documents"))
        self.setTabToolTip(0, self.tr("Documents"))  # it may be cut short among many sheets
        self.setAccessibleName(self.tr("Documents and open sheets"))
        self.tabBar().setAccessibleName(self.tr("Documents and open sheets"))


def _widget(page: object) -> QWidget:
    assert isinstance(page, QWidget)
    return page
