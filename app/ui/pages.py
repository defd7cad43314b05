"""The pages of the main window, each built when somebody first goes there: the start is the faster for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.document_tabs import DocumentTabs
from app.ui.projects.page import ProjectsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.changes.page import ChangesPage
    from app.ui.document_tabs import DocumentsView
    from app.ui.finding.page import SearchPage
    from app.ui.main_window import MainWindow
    from app.ui.overview import Snapshot
    from app.ui.people.members_page import MembersPage
    from app.ui.projects.form import ProjectForm
    from app.ui.services import FindSheets, Services
    from app.ui.settings.page import SettingsPage
    from app.ui.sheet_tabs import SheetPage
    from app.ui.support_dialog import SupportTools


@dataclass(frozen=True, slots=True)
class Parts:
    """What the window shows but does not build itself. The makers are called at the first use."""

    make_documents: Callable[[Services, QWidget], DocumentsView]
    make_sheet: Callable[[Services, QWidget], SheetPage]
    find_sheets: FindSheets
    support: Callable[[], SupportTools]
    start_demo: Callable[[], bool] = lambda: False


class Pages(QStackedWidget):
    """Builds the pages and connects what they ask for with the window that does it."""

    def __init__(self, services: Services, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._services = services
        self._parts = parts
        self._window = window
        self._form: ProjectForm | None = None
        self._tabs: DocumentTabs | None = None
        self._members: MembersPage | None = None
        self._changes: ChangesPage | None = None
        self._settings: SettingsPage | None = None
        self._search: SearchPage | None = None
        self.projects = ProjectsPage(services.clock, window)
        self.projects.create_requested.connect(lambda: window.edit_project(None))
        self.projects.welcome.connect_requested.connect(window.connect_first_project)
        self.projects.welcome.create_requested.connect(lambda: window.edit_project(None))
        self.projects.welcome.demo_requested.connect(window.start_demo)
        self.projects.opened.connect(window.show_documents)
        self.projects.selected.connect(window.select)
        self.projects.menu_requested.connect(window.show_project_menu)
        self.addWidget(self.projects)

    @property
    def form(self) -> ProjectForm:
        if self._form is None:
            from app.ui.projects.form import ProjectForm

            self._form = ProjectForm(self._services, self._window)
            self._form.closed.connect(self._window.arrive_at_projects)
            self._form.saved.connect(self._window.note_saved)
            self._form.folder_requested.connect(self._window.show_documents)
            self._form.support_requested.connect(self._window.dialogs.open_support)
            self._form.history_requested.connect(self._window.dialogs.open_history)
            self.addWidget(self._form)
        return self._form

    @property
    def tabs(self) -> DocumentTabs:
        """« Documents » and the open sheets."""
        if self._tabs is None:
            documents = self._parts.make_documents(self._services, self._window)
            make_sheet = partial(self._parts.make_sheet, self._services)
            self._tabs = DocumentTabs(documents, make_sheet, self._services.store.preferences, self._window)
            self._tabs.connect_requested.connect(self._window.go_to_connection)
            self._tabs.support_requested.connect(self._window.dialogs.open_support)
            self._tabs.changes_requested.connect(self._window.show_changes)
            self._tabs.history_requested.connect(self._window.dialogs.open_history)
            self._tabs.place_changed.connect(self._window.show_path)
            self._tabs.place_changed.connect(self._window.registry.refresh)
            self._tabs.go_to_wanted.connect(self._window.dialogs.open_palette)
            self.addWidget(self._tabs)
        return self._tabs

    @property
    def members(self) -> MembersPage:
        if self._members is None:
            from app.ui.people.members_page import MembersPage

            self._members = MembersPage(self._services, self._window)
            self._members.changed.connect(self._window.overview.refresh)
            self.addWidget(self._members)
        return self._members

    @property
    def changes(self) -> ChangesPage:
        if self._changes is None:
            from app.ui.changes.page import ChangesPage

            self._changes = ChangesPage(self._services, self._window)
            self._changes.open_requested.connect(self._window.open_sheet)
            self._changes.connect_requested.connect(self._window.go_to_connection)
            self.addWidget(self._changes)
        return self._changes

    @property
    def search(self) -> SearchPage:
        if self._search is None:
            from app.ui.finding.page import SearchPage

            self._search = SearchPage(self._services, self._window)
            self._search.open_requested.connect(self._window.open_found)
            self.addWidget(self._search)
        return self._search

    @property
    def settings(self) -> SettingsPage:
        if self._settings is None:
            from app.ui.settings.page import SettingsPage

            self._settings = SettingsPage(self._services, self._window)
            self._settings.general.theme_chosen.connect(self._window.commands.choose)
            self._settings.general.language_chosen.connect(self._window.commands.choose)
            self._settings.sync.projects_requested.connect(self._window.show_projects)
            self._settings.members.members_requested.connect(self._window.show_members)
            self._settings.saved.connect(self._window.overview.refresh)
            self.addWidget(self._settings)
        return self._settings

    # What is in front, without building what is not there.

    @property
    def form_in_front(self) -> ProjectForm | None:
        return self._form if self._form is not None and self.currentWidget() is self._form else None

    @property
    def tabs_in_front(self) -> DocumentTabs | None:
        return self._tabs if self._tabs is not None and self.currentWidget() is self._tabs else None

    @property
    def changes_in_front(self) -> ChangesPage | None:
        return self._changes if self._changes is not None and self.currentWidget() is self._changes else None

    @property
    def settings_in_front(self) -> SettingsPage | None:
        return self._settings if self._settings is not None and self.currentWidget() is self._settings else None

    @property
    def search_in_front(self) -> SearchPage | None:
        return self._search if self._search is not None and self.currentWidget() is self._search else None

    def focus_search(self) -> None:
        """Give the keyboard to the search field of the page in front, if it has one."""
        if self.currentWidget() is self.projects:
            self.projects.focus_search()
        elif (tabs := self.tabs_in_front) is not None:
            tabs.focus_search()
        elif (changes := self.changes_in_front) is not None:
            changes.focus_filter()
        elif (search := self.search_in_front) is not None:
            search.focus_content()

    def open_sheets(self) -> list[tuple[int, int]]:
        return self._tabs.open_sheets() if self._tabs is not None else []

    def close_sheets(self) -> None:
        """Let go of every open sheet, before the renderer is closed."""
        if self._tabs is not None:
            self._tabs.close_all()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        self.projects.show_statuses((*snapshot.projects, *snapshot.archived), snapshot.member.role)
        if self._members is not None:
            self._members.show_members(snapshot)
