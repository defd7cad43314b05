"""The window's program: application, loop, workspace and main window put together, and taken apart in order."""

from __future__ import annotations

import asyncio
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import __version__, support_report
from app.domain.failures import Failure
from app.settings import Settings
from app.ui import loop
from app.ui.engine_bridge import EngineBridge
from app.ui.failure_words import explain
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.icons import application_icon
from app.ui.main_window import MainWindow, Parts
from app.ui.message_bar import Messages
from app.ui.services import Services, SheetHit, Workspace
from app.ui.sorting import folded
from app.ui.support_dialog import SupportTools
from app.ui.tasks import Tasks
from app.ui.theme import ThemeChoice, ThemeSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.views import Drawing
    from app.drawings.render import Renderer
    from app.ui.document_tabs import DocumentsView, SheetPage
    from app.ui.viewer.tile_cache import TileCache

log = logging.getLogger(__name__)


def run(workspace: Workspace | None = None, *, opened: Callable[[MainWindow], object] | None = None) -> int:
    """Show the window until it is closed and return the exit code.

    Without ``workspace`` the one of the environment is opened, its engine started with its schedule, and both are
    closed at the end; a given one stays open. ``opened`` is called once the window is shown.
    """
    application = _application()
    theme, language = ThemeSwitch(application), LanguageSwitch(application)
    try:
        shown, close = (workspace, _nothing) if workspace is not None else _open_workspace()
    except Failure as failure:
        _say_why(failure)
        return 1
    try:
        return loop.run(application, lambda: show(shown, theme, language, opened))
    finally:
        close()


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
    sheets = _Sheets()
    parts = Parts(_make_documents, sheets.make, partial(find_sheets, workspace), _support(workspace))
    window = MainWindow(services, parts)
    quitting = asyncio.Event()
    window.quit_requested.connect(quitting.set)
    window.restore_geometry(store.preferences.get("window", ""))
    window.show()
    await window.overview.load()
    window.show_projects()
    if opened is not None:
        opened(window)
    await quitting.wait()
    await _take_apart(window, services, sheets)
    return 0


def find_sheets(workspace: Workspace, text: str) -> list[SheetHit]:
    """Sheets of every project whose number or title holds all the words of ``text``."""
    words = folded(text).split()
    hits = []
    for project in workspace.store.projects.list():
        if project.link is None:
            continue
        tree = workspace.store.documents.tree(project.id, engine_alive=workspace.engine.alive_anywhere())
        drawings = [drawing for area in tree.areas for one in area.disciplines for drawing in one.drawings]
        hits += [
            SheetHit(project.id, drawing.procore_id, drawing.number, drawing.title, project.name)
            for drawing in drawings
            if _matches(drawing, words)
        ]
    return hits


def _matches(drawing: Drawing, words: list[str]) -> bool:
    number = folded(drawing.number)
    bare = "".join(char for char in number if char.isalnum())
    text = f"{number} {bare} {folded(drawing.title)}"
    return all(word in text for word in words)


def _application() -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    QCoreApplication.setApplicationName("Planrack")
    QCoreApplication.setApplicationVersion(__version__)
    application.setDesktopFileName("planrack")
    application.setWindowIcon(application_icon())
    return application


def _open_workspace() -> tuple[Workspace, Callable[[], object]]:
    from app.workspace import Workspace as Opened

    opened = Opened.open(Settings.from_environment())
    opened.engine.start(schedule=True)
    return opened, opened.close


def _make_documents(services: Services, parent: QWidget) -> DocumentsView:
    # Only now: nobody needs the tree before a project is opened.
    from app.ui.documents.page import DocumentsPage

    return DocumentsPage(services, parent)


class _Sheets:
    """Makes the views of sheets; they share one renderer and one cache, which exist from the first sheet on."""

    def __init__(self) -> None:
        self._shared: tuple[Renderer, TileCache] | None = None

    def make(self, services: Services, parent: QWidget) -> SheetPage:
        from app.drawings.render import Renderer
        from app.ui.viewer.tile_cache import TileCache
        from app.ui.viewer.window import SheetView

        if self._shared is None:
            self._shared = (Renderer(), TileCache())
        renderer, cache = self._shared
        return SheetView(services, renderer, cache, parent)

    def close(self) -> None:
        """Close the files and end the render thread; every view has let go before."""
        if self._shared is not None:
            self._shared[0].close()
            self._shared = None


def _support(workspace: Workspace) -> SupportTools:
    return SupportTools(
        diagnostics=partial(support_report.diagnostics, workspace),
        write_report=partial(support_report.write_report, workspace),
    )


async def _take_apart(window: MainWindow, services: Services, sheets: _Sheets) -> None:
    """Stop listening, end the tasks, remember the place of the window, and let it go while the loop still runs."""
    services.bridge.close()
    await services.tasks.close()
    services.store.preferences.set("window", window.stored_geometry())
    window.hide()
    window.close_sheets()
    sheets.close()
    window.deleteLater()
    await asyncio.sleep(0)


def _report(messages: Messages, problem: BaseException) -> None:
    if not isinstance(problem, Failure):
        log.error("a task of the window failed", exc_info=problem)
    messages.fail(problem)


def _say_why(failure: Failure) -> None:
    """The workspace cannot be opened: there is no window yet to say it in."""
    told = explain(failure)
    box = QMessageBox(QMessageBox.Icon.Critical, "Planrack", told.title)
    box.setInformativeText(f"{told.message}\n{told.remedy}")
    box.exec()


def _nothing() -> None:
    """The caller owns the workspace."""
