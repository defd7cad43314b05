"""The whole product in one go, for somebody who has no Procore account: sandbox, sign-in, link, first sync, window.

Nothing of the user's is touched: the data directory is one of its own inside the usual one, made anew each time, and
tokens are kept in memory.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.demo import DemoSummary
from app.commands.engine import run_sync, terminating_interrupts
from app.commands.progress import shown_progress
from app.commands.words import DEMO_KEYRING, DEMO_STARTS, DEMO_WINDOW
from app.display import has_display
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome
from app.settings import Settings
from app.storage.failures import os_failures
from app.sync.lock import EngineLock

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.commands.program import Invocation
    from app.domain.events import RunReport
    from app.domain.views import Project
    from app.sandbox.server import Sandbox
    from app.ui.main_window import MainWindow
    from app.workspace import Workspace

#: Tells a folder that may be emptied from one that happens to have the same name.
_MARK = ".planrack-demo"


def run(call: Invocation, *, headless: bool) -> DemoSummary:
    """Carry out the demo; see ``RunDemo``. Without a display it is always headless."""
    from app.sandbox.server import Sandbox
    from app.workspace import Workspace

    headless = headless or not has_display(call.program.environment, sys.platform)
    home = call.settings.home / "demo"
    call.note(call.say(DEMO_STARTS, home=home))
    call.note(call.say(DEMO_KEYRING))
    with terminating_interrupts(), Sandbox("demo") as sandbox:
        settings = demo_settings(sandbox, home)
        empty_home(settings)
        workspace = Workspace.open(settings, keyring=MemoryKeyring())
        try:
            project = linked_project(workspace)
            workspace.engine.start(schedule=not headless)
            report = _first_sync(call, workspace, project)
            pictures = _pictures(workspace, project) if headless else _window(call, workspace)
            return _summary(workspace, project, report, pictures)
        finally:
            workspace.close()


def linked_project(workspace: Workspace) -> Project:
    """Sign in as the sandbox's first user, and link a new project to the building it knows best."""
    from app.sandbox.browser_stand_in import allow
    from app.sandbox.rosemont_scenario import PROJECT

    async def link() -> int:
        await workspace.accounts.sign_in(open_browser=allow)
        (seen,) = await workspace.accounts.visible_projects()
        building = next(item for item in seen.projects if item.name == PROJECT)
        project = workspace.store.projects.create(building.name)
        await workspace.accounts.connect(project.id, building.id, company_id=building.company_id)
        return project.id

    return workspace.store.projects.get(asyncio.run(link()))


def _first_sync(call: Invocation, workspace: Workspace, project: Project) -> RunReport:
    with shown_progress(call, workspace.engine, [project]):
        (report,) = run_sync(call, workspace.engine, [project.id], full=False)
    if report.outcome is not RunOutcome.SYNCED:
        raise report.failure or Failure(FailureCode.CANCELLED)
    return report


def _window(call: Invocation, workspace: Workspace) -> tuple[Path, ...]:
    from app import window
    from app.signals import close_on_signals

    call.note(call.say(DEMO_WINDOW))
    with close_on_signals() as watch:
        window.run(workspace, opened=watch)
    return ()


def _pictures(workspace: Workspace, project: Project) -> tuple[Path, ...]:
    """The real window, drawn into memory."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app import screenshots, window

    taken: asyncio.Future[list[Path]]
    tree = workspace.store.documents.tree(project.id, engine_alive=True)

    def opened(shown: MainWindow) -> None:
        nonlocal taken
        taken = asyncio.ensure_future(screenshots.take(shown, tree, workspace.settings.home / "screenshots"))
        taken.add_done_callback(lambda _done: shown.close())

    window.run(workspace, opened=opened)
    return tuple(taken.result())


def _summary(workspace: Workspace, project: Project, report: RunReport, pictures: tuple[Path, ...]) -> DemoSummary:
    status = workspace.store.documents.status(project.id, engine_alive=True).status
    return DemoSummary(
        home=workspace.settings.home,
        project=project.name,
        state=status.state.value,
        drawings=status.drawings,
        revisions=status.revisions,
        bytes=status.bytes,
        seconds=report.seconds,
        screenshots=pictures,
    )


class MemoryKeyring:
    """Tokens for the length of this process."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._entries.pop((service, username), None)


def demo_settings(sandbox: Sandbox, home: Path) -> Settings:
    addresses, app = sandbox.addresses, sandbox.world.app
    return Settings(
        home=home,
        api=addresses.api,
        login=addresses.login,
        client_id=app.client_id,
        client_secret=app.client_secret,
        redirect_port=_free_port(),
    )


def empty_home(settings: Settings) -> None:
    """A fresh data directory, marked as the demo's own.

    Raises Failure(ENGINE_BUSY) while another demo uses it, Failure(CONFIGURATION) for a folder that no demo made, and
    Failure(LOCAL_SPACE / LOCAL_IO) for the disk.
    """
    home = settings.home
    with os_failures():
        if home.exists():
            if any(home.iterdir()) and not (home / _MARK).exists():
                what = f"{home} is not a demo's"
                raise Failure(FailureCode.CONFIGURATION, values={"name": str(home)}, technical=what)
            lock = EngineLock(settings)
            lock.acquire()
            lock.release()
            shutil.rmtree(home, onerror=_writable_then_again)
        home.mkdir(parents=True)
        (home / _MARK).touch()


def _writable_then_again(function: Callable[[str], Any], path: str, _error: object) -> None:
    """Drawings are read-only files, which Windows does not remove."""
    Path(path).chmod(stat.S_IWRITE)
    function(path)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
