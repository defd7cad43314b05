"""The main window: it puts navigation, pages, messages, status line and actions together, and decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import Actions
from app.ui.breadcrumb import Breadcrumb
from app.ui.commands import Commands
from app.ui.controls import TopBar
from app.ui.first_window import bring_forward
from app.ui.icons import application_icon
from app.ui.navigation import Navigation, Place
from app.ui.overview import Overview
from app.ui.pages import Pages
from app.ui.panes import cycle
from app.ui.search_box import SearchBox
from app.ui.settings.subjects import Subject
from app.ui.sheet_links import LinkOpening
from app.ui.shell_actions import ARCHIVED_MENU, MENUS, PROJECT_MENU, TABLE, TOOLBAR, menu_title
from app.ui.shell_dialogs import ShellDialogs
from app.ui.status_line import StatusLine, needing_attention
from app.ui.theme import unit
from app.ui.whereabouts import path_to_here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QCloseEvent

    from app.domain.access import Access
    from app.domain.views import Member, SearchHit
    from app.ui.changes.page import ChangesPage
    from app.ui.document_tabs import DocumentTabs
    from app.ui.overview import Snapshot
    from app.ui.pages import Parts
    from app.ui.people.members_page import MembersPage
    from app.ui.projects.form import ProjectForm
    from app.ui.projects.page import ProjectsPage
    from app.ui.services import Services
    from app.ui.settings.page import SettingsPage


#: Width and height in units of the grid: 1280 × 860 and 840 × 560 pixels with the usual font.
_FIRST = (183, 123)
_SMALLEST = (120, 80)


class MainWindow(QMainWindow):
    """Closing it asks whoever runs the program to end: ``quit_requested``. The window itself stays until then."""

    quit_requested = Signal()

    #: Whether closing the window leaves the program running; set by whoever has a tray.
    stays_in_tray: Callable[[], bool] = staticmethod(lambda: False)

    def __init__(self, services: Services, parts: Parts) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(application_icon())
        self._services = services
        self._parts = parts
        self._seen_access: tuple[Member, Mapping[int, Access]] | None = None
        self._project: int | None = None
        self.overview = Overview(services, self)
        self.navigation = Navigation(self)
        self.status = StatusLine(services.clock, services.bridge.progress, self)
        self.registry = Actions(TABLE, self)
        self.search = SearchBox(self)
        self.breadcrumb = Breadcrumb(self)
        self.dialogs = ShellDialogs(services, parts, self)
        self.pages = Pages(services, parts, self)
        self._menus: dict[str, QMenu] = {}
        self._toolbar = TopBar(self)
        self.setMinimumSize(
            QSize(unit(self) * _SMALLEST[0], unit(self) * _SMALLEST[1]).boundedTo(self.screen().availableSize())
        )
        self._lay_out()
        self._wire()
        self.links = LinkOpening(services, self, self)
        self.commands = Commands(self.registry, services, self.overview, self)
        self.registry.install(self)
        self._retranslate()
        self.navigation.set_place(Place.PROJECTS)

    @property
    def current_project(self) -> int | None:
        return self._project

    @property
    def projects(self) -> ProjectsPage:
        return self.pages.projects

    @property
    def form(self) -> ProjectForm:
        return self.pages.form

    @property
    def tabs(self) -> DocumentTabs:
        return self.pages.tabs

    @property
    def members(self) -> MembersPage:
        return self.pages.members

    @property
    def changes(self) -> ChangesPage:
        return self.pages.changes

    @property
    def settings(self) -> SettingsPage:
        return self.pages.settings

    def show_changes(self, project_id: int, *, last_sync: bool = False) -> None:
        self._go(lambda: self._show_changes(project_id, last_sync))

    def show_members(self) -> None:
        self._go(self._show_members)

    def show_search(self) -> None:
        self._go(self._show_search)

    def show_projects(self) -> None:
        self._go(self.arrive_at_projects)

    def show_documents(self, project_id: int) -> None:
        self._go(lambda: self._show_documents(project_id))

    def show_permissions(self, project_id: int) -> None:
        def arrive() -> None:
            self._show_documents(project_id)
            self.tabs.open_permissions()

        self._go(arrive)

    def edit_project(self, project_id: int | None) -> None:
        self._go(lambda: self._show_form(project_id))

    def connect_first_project(self) -> None:
        """From nothing to a connected project: sign in, choose, save, and see its folder."""
        self._go(lambda: self._show_form(None, integrations=True))
        self.form.begin_connection()

    def show_connection(self, project_id: int) -> None:
        """The Procore card of a project."""
        self._go(lambda: self._show_form(project_id, integrations=True))

    def come_forward(self) -> None:
        """Show the window over the others, wherever it was."""
        bring_forward(self)

    def show_settings(self, subject: Subject | None = None) -> None:
        self._go(lambda: self._show_settings(subject))

    def stored_place(self) -> dict[str, object]:
        """Where the user is and how the lists look, for ``restore_place`` of the next start."""
        return {
            "documents": self.pages.tabs_in_front is not None,
            "project": self._project,
            "sheets": [list(one) for one in self.pages.open_sheets()],
            "projects": self.projects.stored_view(),
        }

    def restore_place(self, stored: Mapping[str, object]) -> None:
        """Go where the user was when the window was closed, as far as that is still there; else to the projects."""
        view, project_id, sheets = stored.get("projects"), stored.get("project"), stored.get("sheets")
        if isinstance(view, dict):
            self.projects.restore_view(view)
        snapshot = self.overview.snapshot
        known = snapshot is not None and isinstance(project_id, int) and snapshot.project(project_id) is not None
        if not (known and stored.get("documents") and isinstance(project_id, int)):
            self.arrive_at_projects()
            return
        self._show_documents(project_id)
        for sheet in sheets if isinstance(sheets, list) else ():
            match sheet:
                case [int(project), int(drawing)] if project == project_id:
                    self.tabs.open_sheet(project, drawing)

    def focus_search(self) -> None:
        self.pages.focus_search()

    def copy_link(self) -> None:
        if self.pages.tabs_in_front is not None:
            self.tabs.copy_link()

    def why_no_link(self) -> str | None:
        """The reason why there is nothing a link could lead to."""
        tabs = self.pages.tabs_in_front
        sheet = tabs.sheet_in_front if tabs is not None else None
        return self.tr("Open a sheet first.") if sheet is None else sheet.why_no_link()

    def cycle_panes(self, step: int) -> None:
        cycle([self.navigation, self._services.messages, self.pages.currentWidget(), self.status], step)

    def restore_geometry(self, stored: object) -> None:
        """Take the size and place of last time, as ``stored_geometry`` gave it."""
        if not (isinstance(stored, str) and self.restoreGeometry(QByteArray.fromBase64(stored.encode()))):
            self.resize(self._first_size())

    def _first_size(self) -> QSize:
        """Room for a sheet beside the navigation, within what the screen has to give."""
        wanted = QSize(unit(self) * _FIRST[0], unit(self) * _FIRST[1])
        return wanted.boundedTo(self.screen().availableGeometry().size())

    def stored_geometry(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button leaves Planrack in the tray where it stays there; Quit and signals end it."""
        event.ignore()
        leave = self.hide if event.spontaneous() and self.stays_in_tray() else self.quit_requested.emit
        self._go(leave)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(gap, gap // 2, gap, 0)
        strip.addWidget(self._services.messages)
        column.addLayout(strip)
        column.addWidget(self.breadcrumb)
        column.addWidget(self.pages, 1)
        center = QWidget(self)
        row = QHBoxLayout(center)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.navigation.setFixedWidth(gap * 26)
        row.addWidget(self.navigation)
        row.addWidget(content, 1)
        self.setCentralWidget(center)
        self.setStatusBar(self.status)
        self._toolbar.setObjectName("toolbar")
        self._toolbar.setMovable(False)
        self._toolbar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(self._toolbar)
        for command in TOOLBAR:
            self._toolbar.addAction(self.registry[command]) if command else self._toolbar.addSeparator()
        room = QWidget(self)
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._toolbar.addWidget(room)
        self._toolbar.addWidget(self.search)
        for name, entries in MENUS.items():
            self._menus[name] = self.registry.fill(self.menuBar().addMenu(""), entries)

    def _wire(self) -> None:
        self.overview.changed.connect(self._show_snapshot)
        self.overview.progressed.connect(lambda _progress: self.status.show_progress())
        self.navigation.chosen.connect(self._navigate)
        self.navigation.profile.chosen.connect(lambda member_id: self.members.use_profile(member_id))
        self.pages.currentChanged.connect(self.show_path)
        self.pages.currentChanged.connect(self.registry.refresh)
        self.search.clicked.connect(self.dialogs.open_palette)
        self.status.connection_pressed.connect(self.go_to_connection)
        for pressed in (self.status.freshness_pressed, self.status.running_pressed):
            pressed.connect(self.show_projects)
        self.status.attention_pressed.connect(self._show_what_failed)

    def _go(self, arrive: Callable[[], object]) -> None:
        """Leave the form first, which may ask about what is unsaved; then ``arrive``."""
        form = self.pages.form_in_front
        if form is None or not form.dirty:
            arrive()
            return

        async def leave() -> None:
            if await form.may_leave():
                arrive()
            else:
                self.navigation.set_place(Place.PROJECTS)

        self._services.tasks.spawn(leave(), name="leave the form")

    def arrive_at_projects(self) -> None:
        self.pages.setCurrentWidget(self.projects)
        self.navigation.set_place(Place.PROJECTS)
        self.projects.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.overview.refresh()

    def _show_members(self) -> None:
        if self.overview.snapshot is not None:
            self.members.show_members(self.overview.snapshot)
        self.pages.setCurrentWidget(self.members)
        self.navigation.set_place(Place.MEMBERS)
        self.members.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_documents(self, project_id: int) -> None:
        self.select(project_id)
        self.projects.select(project_id)
        self.tabs.show_project(project_id)
        self.pages.setCurrentWidget(self.tabs)
        self.tabs.focus_content()
        self.navigation.set_place(Place.DOCUMENTS)

    def _show_search(self) -> None:
        projects = self.overview.snapshot.projects if self.overview.snapshot is not None else ()
        linked = {one.project.id: one.project.name for one in projects if one.project.link is not None}
        self.pages.search.show_projects(linked, self._project)
        self.pages.setCurrentWidget(self.pages.search)
        self.pages.search.focus_content()
        self.navigation.set_place(Place.SEARCH)

    @Slot(object, str)
    def open_found(self, hit: SearchHit, words: str) -> None:
        """The sheet that a search found, with what was found marked on it."""
        self._show_documents(hit.project_id)
        self.tabs.open_sheet(hit.project_id, hit.drawing_id, None if hit.current else hit.entry_id)
        sheet = self.tabs.sheet_in_front
        if sheet is not None and hit.path is not None and words:
            sheet.mark_words(hit.path, hit.page, words)

    def _show_changes(self, project_id: int, last_sync: bool) -> None:
        self.select(project_id)
        self.projects.select(project_id)
        self.changes.show_project(project_id)
        if last_sync:
            self.changes.show_last_sync()
        self.pages.setCurrentWidget(self.changes)
        self.changes.focus_content()
        self.navigation.set_place(Place.CHANGES)

    @Slot(object, object)
    def open_sheet(self, project_id: int, drawing_id: int) -> None:
        self._show_documents(project_id)
        self.tabs.open_sheet(project_id, drawing_id)

    @Slot()
    def _show_what_failed(self) -> None:
        """The history of the one project that needs attention; where several do, the list of projects."""
        broken = needing_attention(self.overview.snapshot) if self.overview.snapshot is not None else []
        if len(broken) == 1:
            self.dialogs.open_history(broken[0].project.id)
        else:
            self.show_projects()

    def _show_form(self, project_id: int | None, *, integrations: bool = False) -> None:
        if project_id is not None:
            self.projects.select(project_id)
        self.pages.setCurrentWidget(self.form)
        self.navigation.set_place(Place.PROJECTS)
        self.form.edit(project_id, integrations=integrations)
        self.show_path()

    def start_demo(self) -> None:
        messages = self._services.messages
        if self._parts.start_demo():
            messages.inform(lambda: self.tr("The demo is being prepared; its window opens in a moment."), id="demo")
        else:
            messages.warn(
                lambda: self.tr("The demo could not be started. Try “planrack demo” in a terminal."), id="demo"
            )

    def _show_settings(self, subject: Subject | None) -> None:
        self.pages.setCurrentWidget(self.settings)
        self.navigation.set_place(Place.SETTINGS)
        if subject is not None:
            self.settings.show_subject(subject)
        self.settings.focus_content()

    @Slot()
    def show_path(self) -> None:
        self.breadcrumb.show_path(path_to_here(self))

    def go_to_sheet(self, project_id: int, drawing_id: int, entry_id: int | None) -> None:
        """The current revision of a drawing, or the entry asked for."""

        def arrive() -> None:
            self._show_documents(project_id)
            self.tabs.open_sheet(project_id, drawing_id, entry_id)

        self._go(arrive)

    @Slot()
    def go_to_connection(self) -> None:
        if self._project is not None:
            self._go(lambda: self._show_form(self._project, integrations=True))
        else:
            self.show_settings(Subject.ACCOUNTS)

    @Slot(object)
    def _navigate(self, place: Place) -> None:
        if place is Place.PROJECTS:
            self.show_projects()
        elif place is Place.MEMBERS:
            self.show_members()
        elif place is Place.SEARCH:
            self.show_search()
        elif place is Place.SETTINGS:
            self.show_settings()
        elif self._project is not None:
            show = self.show_changes if place is Place.CHANGES else self.show_documents
            show(self._project)

    @Slot(object)
    def select(self, project_id: int | None) -> None:
        self._project = project_id
        snapshot = self.overview.snapshot
        if snapshot is not None:
            self._show_current(snapshot)

    @Slot(int)
    def note_saved(self, project_id: int) -> None:
        self._project = project_id
        self.overview.refresh()

    @Slot(object)
    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self.pages.show_snapshot(snapshot)
        self.navigation.profile.show_profile(snapshot.member, snapshot.everyone)
        self._show_current(snapshot)
        self._follow_access(snapshot)

    def _follow_access(self, snapshot: Snapshot) -> None:
        """Another profile, or other permissions: what is shown is read again, and a newcomer finds no open sheet."""
        before, self._seen_access = self._seen_access, (snapshot.member, snapshot.access)
        if before is None or before == self._seen_access:
            return
        if before[0].id != snapshot.member.id:
            self.dialogs.forget_recent()  # it names sheets
            self.pages.close_sheets()
        self._services.bridge.projects_changed.emit()

    def _show_current(self, snapshot: Snapshot) -> None:
        project = snapshot.project(self._project)
        self.navigation.set_project(project.project.name if project is not None else None)
        self.status.show_snapshot(snapshot, self._project)
        self.registry.refresh()
        self.show_path()

    @Slot(int, QPoint)
    def show_project_menu(self, project_id: int, position: QPoint) -> None:
        self.select(project_id)
        project = self.overview.snapshot.project(project_id) if self.overview.snapshot is not None else None
        archived = project is not None and project.project.archived
        menu = self.registry.fill(QMenu(self), ARCHIVED_MENU if archived else PROJECT_MENU)
        menu.setObjectName("project_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def _retranslate(self) -> None:
        self.dialogs.forget_recent()  # it is in the words of the other language
        self.setWindowTitle(self.tr("Planrack"))
        self._toolbar.setWindowTitle(self.tr("Toolbar"))
        self.registry.retranslate()
        for name, menu in self._menus.items():
            menu.setTitle(menu_title(name))
        self.show_path()
