"""A workspace without database, network or threads of its own: what the shell of the window talks to."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.access import Access, Folder
from app.domain.events import RunFinished, RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.states import AccessLevel, AppSource, LinkState, Role, RunOutcome, SyncInterval, SyncState
from app.domain.views import (
    Account,
    AccountProjects,
    AppInUse,
    Change,
    FailureNote,
    FolderStatus,
    HiddenCompanyView,
    Link,
    Member,
    PickableProject,
    Project,
    ProjectStatus,
)
from app.settings import Settings
from app.ui.engine_bridge import EngineBridge
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.main_window import MainWindow
from app.ui.message_bar import Messages
from app.ui.pages import Parts
from app.ui.services import Services, SheetHit
from app.ui.support_dialog import ReportFile, SupportTools
from app.ui.tasks import Tasks
from app.ui.theme import ThemeChoice, ThemeSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from app.domain.events import Event

#: Seconds; far more than anything here takes.
_PATIENCE = 20
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
LOGIN = "estimator@northwind.example"


def folder_status(state: SyncState = SyncState.NEVER, **changes: Any) -> FolderStatus:
    """What a folder in ``state`` plausibly looks like."""
    hours = {SyncState.SYNCED: 6, SyncState.RUNNING: 0.1, SyncState.FAILED: 30}.get(state, 50)
    success = None if state is SyncState.NEVER else NOW - timedelta(hours=max(hours, 6))
    failed = FailureNote("network", "offline", {}, NOW - timedelta(hours=1))
    plain = FolderStatus(
        state=state,
        time=NOW - timedelta(minutes=6) if state is SyncState.RUNNING else success,
        last_success=success,
        failure=failed if state in (SyncState.FAILED, SyncState.ACCESS_LOST) else None,
        next_attempt=NOW + timedelta(hours=3),
        failures_in_a_row=1 if state is SyncState.FAILED else 0,
        confirmed_at=success,
        drawings=412,
        revisions=530,
        here=530,
        bytes=1_200_000_000,
    )
    return replace(plain, **changes)


def link(project_id: int, *, name: str = "Riverside Tower", **changes: Any) -> Link:
    plain = Link(
        id=project_id * 10,
        project_id=project_id,
        account_id=1,
        login=LOGIN,
        company_id=11,
        company="Northwind Builders",
        procore_project_id=900 + project_id,
        name=name,
        state=LinkState.ACTIVE,
        connected_at=NOW - timedelta(days=60),
        watermark=None,
        last_full_listing=None,
        interval=SyncInterval.FOUR_HOURS,
        paused=False,
    )
    return replace(plain, **changes)


def project(
    id: int, name: str, state: SyncState | None = None, *, linked: Link | None = None, days: int = 90
) -> ProjectStatus:
    """``state`` None: not connected to Procore."""
    connection = linked or (link(id) if state is not None else None)
    return ProjectStatus(
        Project(id, name, NOW - timedelta(days=days), False, connection),
        folder_status(state or SyncState.NEVER),
    )


def many() -> list[ProjectStatus]:
    """One project of every kind."""
    return [
        project(1, "Riverside Tower, phase 2", SyncState.SYNCED, days=200),
        project(2, "École Saint-Luc", SyncState.RUNNING, linked=link(2, name="École Saint-Luc – agrandissement")),
        project(3, "Harbour Clinic", SyncState.FAILED, linked=link(3, name="Harbour Clinic"), days=20),
        project(4, "Depot 10", SyncState.NEVER, linked=link(4, name="Depot 10"), days=2),
        project(5, "Depot 9", days=400),
        project(6, "Old Mill Lofts", SyncState.ACCESS_LOST, linked=link(6, name="Old Mill"), days=900),
    ]


def pickable(id: int, name: str, company: str = "Northwind Builders", used_by: str | None = None) -> PickableProject:
    return PickableProject(id, name, 11, company, used_by)


def account_projects(count: int = 143, shown: int = 100, **changes: Any) -> AccountProjects:
    plain = AccountProjects(
        account_id=1,
        login=LOGIN,
        shown=shown,
        total=count,
        projects=tuple(pickable(5000 + n, f"Tower block {n + 1}") for n in range(count)),
        hidden=(),
    )
    return replace(plain, **changes)


def hidden_company(id: int = 21, company: str = "Granit Construction inc.") -> HiddenCompanyView:
    return HiddenCompanyView(id, company, FailureCode.APP_NOT_INSTALLED.value, NOW - timedelta(days=3))


class FakeEngine:
    """Runs submitted coroutines in a thread with its own loop, as the engine does; syncs only in name."""

    def __init__(self) -> None:
        self.alive = True
        self.now_running: set[int] = set()
        self.synced: list[tuple[int, ...]] = []
        self.cancelled: list[int | None] = []
        self.caps: list[int | None] = []
        self._listeners: list[Callable[[Event], None]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-engine", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def alive_anywhere(self) -> bool:
        return self.alive

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def sync(self, project_ids: Sequence[int], **_how: Any) -> Future[list[RunReport]]:
        self.synced.append(tuple(project_ids))
        future: Future[list[RunReport]] = Future()
        future.set_result([])
        return future

    def running(self) -> frozenset[int]:
        return frozenset(self.now_running)

    def downloading(self) -> frozenset[int]:
        return frozenset()

    def set_bandwidth_cap(self, rate: int | None) -> None:
        self.caps.append(rate)

    def cancel(self, project_id: int | None = None) -> None:
        self.cancelled.append(project_id)

    def network_changed(self, online: bool | None) -> None:
        pass


class FakeStore:
    """The tables the shell reads, as plain lists."""

    def __init__(self, projects: Sequence[ProjectStatus], role: Role) -> None:
        self.rows = list(projects)
        self.archived: list[ProjectStatus] = []
        self.everyone = [
            Member(1, "Sam", "sam@example.com", role),
            Member(2, "Olive Owner", "olive@example.com", Role.OWNER),
        ]
        self.known_accounts = [Account(1, LOGIN, "Sam", 77, True)]
        self.values: dict[str, Any] = {}
        self.levels: dict[Folder, AccessLevel] = {}
        self.disconnected: list[int] = []
        self.documents = SimpleNamespace(statuses=self._statuses, status=self._status)
        self.members = SimpleNamespace(active=lambda: self.everyone[0], list=lambda: list(self.everyone))
        self.permissions = SimpleNamespace(
            active=self.access, actives=lambda ids: {project_id: self.access(project_id) for project_id in ids}
        )
        self.accounts = SimpleNamespace(list=lambda: list(self.known_accounts))
        self.projects = SimpleNamespace(
            create=self._create, rename=self._rename, renumber=self._renumber, archive=self._archive
        )
        self.links = SimpleNamespace(
            disconnect=self._disconnect,
            set_interval=self._set_interval,
            set_paused=self._set_paused,
            set_bid_until=self._set_bid_until,
        )
        self.changes: list[Change] = []
        self.shown = SimpleNamespace(
            changes=lambda _project_id, _since: list(self.changes), statuses=self._statuses, status=self._status
        )
        self.preferences = SimpleNamespace(get=self.values.get, set=self.values.__setitem__)

    def access(self, _project_id: int) -> Access:
        """What was set for the active member (``levels``) holds in every project."""
        return Access(self.everyone[0], dict(self.levels), ("Olive Owner",))

    def replace_project(self, id: int, **changes: Any) -> None:
        self.rows = [
            replace(row, project=replace(row.project, **changes)) if row.project.id == id else row for row in self.rows
        ]

    def set_status(self, id: int, status: FolderStatus) -> None:
        self.rows = [replace(row, status=status) if row.project.id == id else row for row in self.rows]

    def names(self) -> list[str]:
        return [row.project.name for row in self.rows]

    def _statuses(self, *, engine_alive: bool, archived: bool = False) -> list[ProjectStatus]:
        return [*self.rows, *self.archived] if archived else list(self.rows)

    def _status(self, project_id: int, *, engine_alive: bool) -> ProjectStatus:
        for row in self.rows:
            if row.project.id == project_id:
                return row
        raise Failure(FailureCode.NOT_FOUND)

    def _create(self, name: str, *, number: str = "") -> Project:
        row = project(100 + len(self.rows), name, days=0)
        self.rows.append(replace(row, project=replace(row.project, number=number)))
        return row.project

    def _rename(self, id: int, name: str) -> None:
        self.replace_project(id, name=name)

    def _renumber(self, id: int, number: str) -> None:
        self.replace_project(id, number=number)

    def _archive(self, id: int, archived: bool = True) -> None:
        source, target = (self.rows, self.archived) if archived else (self.archived, self.rows)
        for row in list(source):
            if row.project.id == id:
                source.remove(row)
                target.append(replace(row, project=replace(row.project, archived=archived)))

    def _disconnect(self, link_id: int) -> None:
        self.disconnected.append(link_id)
        self.replace_project(link_id // 10, link=replace(link(link_id // 10), state=LinkState.DISCONNECTED))

    def _set_interval(self, link_id: int, interval: SyncInterval) -> None:
        self.replace_project(link_id // 10, link=replace(link(link_id // 10), interval=interval))

    def _set_paused(self, link_id: int, paused: bool) -> None:
        self.replace_project(link_id // 10, link=replace(link(link_id // 10), paused=paused))

    def _set_bid_until(self, link_id: int, until: datetime | None) -> None:
        self.replace_project(link_id // 10, link=replace(link(link_id // 10), bid_until=until))


class FakeAccounts:
    """Procore as the linked accounts see it."""

    def __init__(self, store: FakeStore) -> None:
        self._store = store
        self.visible: list[AccountProjects] = [account_projects()]
        self.failure: Failure | None = None
        self.sign_ins: list[int | None] = []
        self.hold_sign_in = False
        self.app = AppInUse(AppSource.ENVIRONMENT, "env-id")
        self.kept: list[tuple[str, str]] = []
        self.sign_in_cancelled = threading.Event()
        self.connected: list[tuple[int, int]] = []
        self.transferred: list[tuple[int, int]] = []
        self.asked = 0

    async def sign_in(self, *, account_id: int | None = None) -> Account:
        self.sign_ins.append(account_id)
        if self.hold_sign_in:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.sign_in_cancelled.set()
                raise
        self._fail()
        account = Account(len(self._store.known_accounts) + 1, "new@northwind.example", None, 78, True)
        self._store.known_accounts = [*(a for a in self._store.known_accounts if a.signed_in), account]
        return account

    async def visible_projects(self, account_id: int | None = None) -> list[AccountProjects]:
        self.asked += 1
        self._fail()
        return list(self.visible)

    async def connect(
        self, project_id: int, procore_project_id: int, *, account_id: int | None = None, company_id: int | None = None
    ) -> Link:
        self._fail()
        self.connected.append((project_id, procore_project_id))
        made = link(project_id)
        self._store.replace_project(project_id, link=made)
        return made

    async def app_in_use(self) -> AppInUse:
        return self.app

    async def keep_app(self, client_id: str, secret: str) -> None:
        self._fail()
        self.kept.append((client_id, secret))
        self.app = AppInUse(AppSource.KEYRING, client_id)

    async def forget_app(self) -> None:
        self.app = AppInUse(AppSource.NONE, None)

    async def check_app(self) -> None:
        self._fail()

    async def sign_out(self, account_id: int) -> None:
        self._store.known_accounts = [
            replace(one, signed_in=False) if one.id == account_id else one for one in self._store.known_accounts
        ]

    async def transfer(self, project_id: int, account_id: int) -> Link:
        self.transferred.append((project_id, account_id))
        return link(project_id)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


class FakeDocuments(QWidget):
    """In place of the page of the folder."""

    open_requested = Signal(object, object, object)
    connect_requested = Signal(object)
    support_requested = Signal(object)
    changes_requested = Signal(object)
    history_requested = Signal(object)

    def __init__(self, _services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: list[int] = []
        self.permissions_opened = 0
        self.drawings_shown: list[int] = []
        self.field = QLineEdit(self)
        self.field.setAccessibleName("Filter")
        QVBoxLayout(self).addWidget(self.field)

    def show_project(self, project_id: int) -> None:
        self.shown.append(project_id)

    def show_drawing(self, procore_drawing_id: int) -> bool:
        self.drawings_shown.append(procore_drawing_id)
        return True

    def discipline_of(self, procore_drawing_id: int) -> str | None:
        return "Architectural"

    def focus_filter(self) -> None:
        self.field.setFocus()

    def open_permissions(self) -> None:
        self.permissions_opened += 1

    def focus_content(self) -> None:
        self.field.setFocus()


class FakeSheet(QWidget):
    """In place of an open sheet."""

    title_changed = Signal(str)
    sheet_changed = Signal(object, object, object)
    tab_wanted = Signal(object, object)
    go_to_wanted = Signal()
    window_wanted = Signal(object, object, object)

    def __init__(self, _services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: list[tuple[int, int, int | None]] = []
        self.finding = False
        self.marked: tuple[Path, int, str] | None = None
        self.closed = False
        self.links_copied = 0
        QVBoxLayout(self).addWidget(QLabel("sheet", self))

    def show_sheet(self, project_id: int, drawing_id: int, entry_id: int | None = None) -> None:
        self.shown.append((project_id, drawing_id, entry_id))
        self.title_changed.emit(f"A-{drawing_id}")

    def focus_find(self) -> None:
        self.finding = True

    def mark_words(self, path: Path, page: int, words: str) -> None:
        self.marked = (path, page, words)

    def close_sheet(self) -> None:
        self.closed = True

    def copy_link(self) -> None:
        self.links_copied += 1

    def why_no_link(self) -> str | None:
        return None


class World:
    """Services and, once asked for, a window over the fakes. ``await close()`` in the end."""

    def __init__(self, projects: Sequence[ProjectStatus] = (), *, role: Role = Role.OWNER) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.now = NOW
        self.engine = FakeEngine()
        self.store = FakeStore(projects, role)
        self.accounts = FakeAccounts(self.store)
        self.sheets: list[SheetHit] = []
        self.reports: list[Path] = []
        self.demos = 0
        self.problems: list[BaseException] = []
        self.messages = Messages()
        self.tasks = Tasks(self.problems.append)
        self.bridge = EngineBridge(self.engine)
        self.theme = ThemeSwitch(application, ThemeChoice.LIGHT)
        self.language = LanguageSwitch(application, LanguageChoice.EN)
        workspace = SimpleNamespace(
            settings=Settings(home=Path("nowhere")), store=self.store, engine=self.engine, accounts=self.accounts
        )
        self.services = Services(
            workspace=workspace,
            bridge=self.bridge,
            tasks=self.tasks,
            messages=self.messages,
            theme=self.theme,
            language=self.language,
            clock=lambda: self.now,
        )
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    async def open(self) -> MainWindow:
        """The window, shown, with its first snapshot."""
        self._window = MainWindow(
            self.services,
            Parts(FakeDocuments, FakeSheet, lambda text: list(self.sheets), self.support, self._start_demo),
        )
        self._window.resize(1180, 760)
        self._window.show()
        await self._window.overview.load()
        return self._window

    def _start_demo(self) -> bool:
        self.demos += 1
        return True

    def support(self) -> SupportTools:
        files = (ReportFile("diagnostics.json", b'{"version": "1"}'), ReportFile("logs/planrack.log", b"one line"))
        return SupportTools(files=lambda: files, save=lambda _files, path: self.reports.append(path))

    def finish_run(self, project_id: int, failure: Failure | None = None, **counts: int) -> None:
        """The engine says that a run has ended."""
        outcome = RunOutcome.SYNCED if failure is None else RunOutcome.FAILED
        name = next(row.project.name for row in self.store.rows if row.project.id == project_id)
        report = RunReport(project_id, name, outcome, failure, True, **counts)
        self.engine.tell(RunFinished(project_id, report))

    async def settle(self) -> None:
        """Until every queued event and every task is through; not while a question is open.

        (Never ``processEvents`` inside a coroutine.)
        """
        async with asyncio.timeout(_PATIENCE):
            for _ in range(4):
                await asyncio.sleep(0)
                await self.tasks.settle()

    async def until(self, true: Callable[[], object]) -> None:
        """Until ``true()``, and what followed from it in the same moment."""
        async with asyncio.timeout(_PATIENCE):
            while not true():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0.005)
        for _ in range(4):
            await asyncio.sleep(0)

    async def close(self) -> None:
        self.bridge.close()
        await self.tasks.close()
        if self._window is not None:
            self._window.pages.close_sheets()
            self._window.hide()
            self._window.deleteLater()
        else:
            self.messages.deleteLater()
        self.engine.close()
        self.language.close()
