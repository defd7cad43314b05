"""The window's program: application, loop, workspace and main window put together, and taken apart in order."""

from __future__ import annotations

import asyncio
import logging
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QProcess
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import __version__
from app.domain.failures import Failure, FailureCode, Reason
from app.settings import Settings
from app.ui import loop
from app.ui.ask import as_heading_and_lines
from app.ui.engine_bridge import EngineBridge
from app.ui.failure_words import explain
from app.ui.first_window import FirstWindow, raise_first_window
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.icons import application_icon
from app.ui.main_window import MainWindow
from app.ui.message_bar import Messages
from app.ui.network_hints import follow_network
from app.ui.news import News
from app.ui.overview import read_snapshot
from app.ui.pages import Parts
from app.ui.services import FAVOURITES, Services, SheetHit, Workspace
from app.ui.settings.keys import DEFAULTS, Key
from app.ui.sheet_links import Application
from app.ui.sorting import folded
from app.ui.tasks import Tasks
from app.ui.theme import ThemeChoice, ThemeSwitch
from app.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.drawings.render import Renderer
    from app.storage.store import Store
    from app.ui.document_tabs import DocumentsView
    from app.ui.sheet_tabs import SheetPage
    from app.ui.support_dialog import SupportTools
    from app.ui.viewer.places import Places
    from app.ui.viewer.tile_cache import TileCache
    from app.workspace import Workspace as OwnWorkspace

log = logging.getLogger(__name__)

#: Seconds after which a thread that computes lets another one have the interpreter. With Python's 5 ms the window's
#: slowest frames come 1.3 to 3 times as late while the engine runs at full speed.
_TURN = 0.0005
#: Sheets that are offered before anything is typed: of those gone to last, and of the favourites.
_LAST_SHEETS = 12
#: Exit codes, the same as those of the commands.
_DONE, _BUSY = 0, 4


def run(
    workspace: Workspace | None = None, *, opened: Callable[[MainWindow], object] | None = None, link: str = ""
) -> int:
    """Show the window until it is closed and return the exit code.

    Without ``workspace`` the one of the environment is opened, its engine started with its schedule, and both are
    closed at the end; a given one stays open. Where another window shows that one already, it is brought forward
    instead. ``opened`` is called once the window is shown. ``link``: a link to a sheet, which that window follows.
    """
    sys.setswitchinterval(_TURN)
    application = _application()
    theme, language = ThemeSwitch(application), LanguageSwitch(application)
    try:
        if workspace is not None:
            return loop.run(application, lambda: show(workspace, theme, language, opened))
        own = _open_workspace(language, link)
        if isinstance(own, int):
            return own
        try:
            return _run_first(own, application, theme, language, _following(application, link, opened))
        finally:
            own.close()
    except Failure as failure:
        _say_why(failure)
        return 1
    finally:
        language.close()


async def show(
    workspace: Workspace,
    theme: ThemeSwitch,
    language: LanguageSwitch,
    opened: Callable[[MainWindow], object] | None = None,
) -> int:
    """Build the window over ``workspace``, wait until the user closes it, and take everything apart again."""
    store = workspace.store
    theme.apply(ThemeChoice(store.preferences.get("theme", ThemeChoice.SYSTEM.value)))
    language.apply(LanguageChoice(store.preferences.get("language", LanguageChoice.SYSTEM.value)))
    messages = Messages()
    services = Services(
        workspace=workspace,
        bridge=EngineBridge(workspace.engine),
        tasks=Tasks(partial(_report, messages)),
        messages=messages,
        theme=theme,
        language=language,
    )
    # Read while the window is built: the database needs no interpreter for most of it.
    read = partial(read_snapshot, store, engine_alive=services.engine_alive())
    first = asyncio.get_running_loop().run_in_executor(None, read)
    sheets = _Sheets()
    parts = Parts(
        _make_documents, sheets.make, partial(find_sheets, workspace), partial(_support, workspace), start_demo
    )
    services.wheel.zooms = bool(store.preferences.get(Key.WHEEL_ZOOMS.value, DEFAULTS[Key.WHEEL_ZOOMS]))
    window = MainWindow(services, parts)
    deaf = follow_network(workspace.engine.network_changed)
    quitting = asyncio.Event()
    window.quit_requested.connect(quitting.set)
    window.restore_geometry(store.preferences.get("window", ""))
    tray = Tray(window, services)
    window.stays_in_tray = tray.stays
    News(services, tray, window, window)
    if not (store.preferences.get(Key.START_MINIMISED.value, DEFAULTS[Key.START_MINIMISED]) and tray.present):
        window.show()
    window.overview.begin(await first)
    window.restore_place(store.preferences.get("place", {}))
    _say_recovered(store, messages)
    if opened is not None:
        opened(window)
    await quitting.wait()
    deaf()
    tray.close()
    await _take_apart(window, services, sheets)
    return 0


def start_demo() -> bool:
    """Start the demo in a process, with a window and a data directory, of its own."""
    frozen = getattr(sys, "frozen", False)
    started = QProcess.startDetached(sys.executable, ["demo"] if frozen else ["-m", "app", "demo"])
    return bool(started[0] if isinstance(started, tuple) else started)


def find_sheets(workspace: Workspace, text: str) -> list[SheetHit]:
    """Sheets of every project that ``text`` may mean by number or title, those whose number it is part of first; for
    no text those that the member went to last, then the favourites; after ``FAVOURITES`` of these alone."""
    names = {project.id: project.name for project in workspace.store.projects.list()}
    shelf = workspace.store.shelf
    if not text:
        recent = _shelved(workspace, names, shelf.recent()[:_LAST_SHEETS])
        starred = _shelved(workspace, names, shelf.starred()[:_LAST_SHEETS])
        return [*(replace(one, recent=True) for one in recent), *(replace(one, starred=True) for one in starred)]
    if text.startswith(FAVOURITES):
        words = folded(text.removeprefix(FAVOURITES)).split()
        starred = [replace(one, starred=True) for one in _shelved(workspace, names, shelf.starred())]
        return [one for one in starred if all(word in folded(f"{one.number} {one.title}") for word in words)]
    found = workspace.store.shown.search_all(names, text, on_sheets=False)
    return [
        SheetHit(hit.project_id, hit.drawing_id, hit.number, hit.title, names[hit.project_id]) for hit in found.hits
    ]


def _shelved(workspace: Workspace, names: dict[int, str], places: Sequence[tuple[int, int]]) -> list[SheetHit]:
    hits = []
    for project_id, drawing_id in places:
        try:
            drawing = workspace.store.shown.drawing(project_id, drawing_id) if project_id in names else None
        except Failure:  # it is gone, or no longer for the active member
            continue
        if drawing is not None:
            hits.append(SheetHit(project_id, drawing_id, drawing.number, drawing.title, names[project_id]))
    return hits


def _application() -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else Application(sys.argv[:1])
    QCoreApplication.setApplicationName("Planrack")
    QCoreApplication.setApplicationVersion(__version__)
    application.setDesktopFileName("app.planrack.Planrack")
    application.setWindowIcon(application_icon())
    return application


def _open_workspace(language: LanguageSwitch, link: str) -> OwnWorkspace | int:
    """The workspace of the environment with its engine started; or the exit code where it is not ours to have."""
    from app.workspace import Workspace as Opened

    settings = Settings.from_environment()
    if raise_first_window(settings.home, link):
        return _DONE
    opened = Opened.open(settings)
    language.apply(LanguageChoice(opened.store.preferences.get("language", LanguageChoice.SYSTEM.value)))
    while True:
        try:
            opened.engine.start(schedule=True)
            return opened
        except Failure as failure:
            if failure.code is not FailureCode.ENGINE_BUSY:
                opened.close()
                raise
        # Either a window that has just been opened, or a command: only a window can be brought forward.
        code = _DONE if raise_first_window(settings.home, link) else _BUSY
        if code == _DONE or not _ask_to_retry():
            opened.close()
            return code


def _run_first(
    workspace: OwnWorkspace,
    application: QApplication,
    theme: ThemeSwitch,
    language: LanguageSwitch,
    opened: Callable[[MainWindow], object] | None,
) -> int:
    """Show the window and let later ones bring it forward."""
    first = FirstWindow(workspace.settings.home)

    def shown(window: MainWindow) -> None:
        first.called.connect(window.come_forward)
        first.link_called.connect(window.links.follow)
        if opened is not None:
            opened(window)

    try:
        return loop.run(application, lambda: show(workspace, theme, language, shown))
    finally:
        first.close()


def _following(
    application: QApplication, link: str, opened: Callable[[MainWindow], object] | None
) -> Callable[[MainWindow], object]:
    """``opened``, and then ``link`` and those that the system hands over as events, from the start on."""
    given = [link] if link else []
    if isinstance(application, Application):
        application.link_called.connect(given.append)

    def shown(window: MainWindow) -> None:
        if isinstance(application, Application):
            application.link_called.disconnect()
            application.link_called.connect(window.links.follow)
        if opened is not None:
            opened(window)
        for one in given:
            window.links.follow(one)

    return shown


def _ask_to_retry() -> bool:
    """The engine of this data folder runs in a command: the user waits for it, or gives up."""
    box = busy_box()
    try:
        box.exec()
        return box.clickedButton() is box.defaultButton()
    finally:
        box.deleteLater()


def busy_box() -> QMessageBox:
    """Says that a command holds the data folder; its default button tries again."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "Planrack",
        QCoreApplication.translate("Start", "Planrack is busy in the command line"),
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "Start",
            "A sync started from the command line is using the same data folder."
            " Wait until it has ended, then try again.",
        )
    )
    as_heading_and_lines(box)
    retry = box.addButton(QCoreApplication.translate("Start", "Try again"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(QCoreApplication.translate("Start", "Quit"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(retry)
    box.setEscapeButton(leave)
    return box


def _make_documents(services: Services, parent: QWidget) -> DocumentsView:
    # Only now: nobody needs the tree before a project is opened.
    from app.ui.documents.page import DocumentsPage

    return DocumentsPage(services, parent)


class _Sheets:
    """Makes the views of sheets; they share one renderer, one cache and what is known of places, which exist from the
    first sheet on."""

    def __init__(self) -> None:
        self._shared: tuple[Renderer, TileCache, Places] | None = None

    def make(self, services: Services, parent: QWidget) -> SheetPage:
        from app.drawings.render import Renderer
        from app.ui.compare.opening import CompareOpener
        from app.ui.viewer.places import Places
        from app.ui.viewer.tile_cache import TileCache
        from app.ui.viewer.window import SheetView

        if self._shared is None:
            self._shared = (Renderer(), TileCache(), Places(services.store.preferences))
        renderer, cache, places = self._shared
        view = SheetView(services, renderer, cache, parent, places=places)
        CompareOpener(view, services, renderer)
        return view

    def close(self) -> None:
        """End the painters and remember the places; every view has let go before."""
        if self._shared is not None:
            renderer, _cache, places = self._shared
            renderer.close()
            places.save()
            self._shared = None


def _support(workspace: Workspace) -> SupportTools:
    # Only now: the start of the window is the faster for it.
    from app import support_report
    from app.ui.support_dialog import SupportTools

    return SupportTools(
        files=partial(support_report.report_files, workspace),
        save=support_report.write_files,
    )


async def _take_apart(window: MainWindow, services: Services, sheets: _Sheets) -> None:
    """Stop listening, end the tasks, remember the place of the window, and let it go while the loop still runs."""
    services.bridge.close()
    await services.tasks.close()
    services.store.preferences.set("window", window.stored_geometry())
    services.store.preferences.set("place", window.stored_place())
    window.hide()
    window.pages.close_sheets()
    sheets.close()
    window.deleteLater()
    await asyncio.sleep(0)


def _report(messages: Messages, problem: BaseException) -> None:
    if not isinstance(problem, Failure):
        log.error("a task of the window failed", exc_info=problem)
    messages.fail(problem)


def _say_recovered(store: Store, messages: Messages) -> None:
    """A damaged database was replaced, at this start or by a command before it: said once, and not lost on the way."""
    notice = store.recovery_notice()
    if notice is None:
        return
    reason = None if notice.reason is None else Reason(notice.reason)
    messages.fail(Failure(FailureCode(notice.code), reason, values=notice.values), id="recovery")
    store.dismiss_recovery_notice()


def _say_why(failure: Failure) -> None:
    """The workspace cannot be opened: there is no window yet to say it in."""
    told = explain(failure)
    box = QMessageBox(QMessageBox.Icon.Critical, "Planrack", told.title)
    box.setInformativeText(f"{told.message}\n{told.remedy}")
    as_heading_and_lines(box)
    box.exec()
