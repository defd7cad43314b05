"""« Documents » and the sheets that are open: the folder is the first tab and stays, each sheet is one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.icons import icon
from app.ui.sheet_tabs import SheetTabs
from app.ui.sheet_window import SheetWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.sheet_tabs import SheetPage

_GEOMETRY = "sheet_window"


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


class Preferences(Protocol):
    """The store's, as far as the place of the windows goes."""

    def get(self, key: str, default: str) -> str: ...
    def set(self, key: str, value: object) -> None: ...


class DocumentTabs(SheetTabs):
    """The folder before the sheets; and the windows that sheets were opened in."""

    connect_requested = Signal(object)  # project id
    support_requested = Signal()
    changes_requested = Signal(object)  # project id
    history_requested = Signal(object)  # project id

    def __init__(
        self,
        documents: DocumentsView,
        make_sheet: Callable[[QWidget], SheetPage],
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(make_sheet, parent)
        self.setObjectName("document_tabs")
        self._documents = documents
        self._preferences = preferences
        self._windows: list[SheetWindow] = []
        self.addTab(_widget(documents), icon("folder"), "")
        self.tabBar().setAutoHide(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it would pass the focus to its bar, also where that is hidden
        self.tabBar().tabMoved.connect(self._keep_folder_first)
        self.window_wanted.connect(self.open_window)
        documents.open_requested.connect(self.open_sheet)
        documents.connect_requested.connect(self.connect_requested)
        documents.changes_requested.connect(self.changes_requested)
        documents.history_requested.connect(self.history_requested)
        documents.support_requested.connect(lambda _project: self.support_requested.emit())
        self._retranslate()

    @property
    def windows(self) -> tuple[SheetWindow, ...]:
        """The other windows with sheets, the newest last."""
        return tuple(self._windows)

    def show_project(self, project_id: int) -> None:
        """Bring the folder of a project forward."""
        self._documents.show_project(project_id)
        self.setCurrentIndex(0)

    def open_permissions(self) -> None:
        """Who may do what in the project that is shown."""
        self._documents.open_permissions()

    def discipline_of(self, drawing_id: int) -> str | None:
        """The folder a drawing of the project shown lies in, as far as it is read."""
        return self._documents.discipline_of(drawing_id)

    def show_drawing(self, drawing_id: int) -> None:
        """Bring the folder forward, at a drawing."""
        self.setCurrentIndex(0)
        self._documents.show_drawing(drawing_id)
        self._documents.focus_content()

    def focus_content(self) -> None:
        if self.currentIndex() == 0:
            self._documents.focus_content()
        else:
            super().focus_content()

    def focus_search(self) -> None:
        if self.currentIndex() == 0:
            self._documents.focus_filter()
        else:
            super().focus_search()

    @Slot(object, object, object)
    def open_window(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        """Show a sheet in a window of its own, where further ones get tabs."""
        window = SheetWindow(self._make_sheet, self._preferences.get(_GEOMETRY, ""))
        window.closed.connect(lambda: self._forget(window))
        window.tabs.window_wanted.connect(self.open_window)
        window.tabs.go_to_wanted.connect(self.go_to_wanted)
        self._windows.append(window)
        window.tabs.open_sheet(project_id, drawing_id, entry_id)
        window.show()

    def close_all(self) -> None:
        """Also the other windows, with their sheets."""
        super().close_all()
        for window in self.windows:
            window.close()

    def _forget(self, window: SheetWindow) -> None:
        if window in self._windows:
            self._windows.remove(window)
            self._preferences.set(_GEOMETRY, window.stored_geometry())

    @Slot(int, int)
    def _keep_folder_first(self, _from: int, _to: int) -> None:
        at = self.indexOf(_widget(self._documents))
        if at != 0:
            self.tabBar().moveTab(at, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setTabText(0, self.tr("Documents"))
        self.setTabToolTip(0, self.tr("Documents"))  # it may be cut short among many sheets
        self.setAccessibleName(self.tr("Documents and open sheets"))
        self.tabBar().setAccessibleName(self.tr("Documents and open sheets"))


def _widget(page: object) -> QWidget:
    assert isinstance(page, QWidget)
    return page
