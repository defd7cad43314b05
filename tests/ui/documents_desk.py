"""The Documents page over a whole Planrack: real store, real engine, and a sandbox as a real server."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.sandbox import scenarios
from app.sandbox.browser_stand_in import allow
from app.sandbox.faults import Fault, Kind, Target
from app.sandbox.library import object_key
from app.sandbox.server import Sandbox
from app.settings import Settings
from app.sync.waiting import Waiting
from app.ui.documents.nodes import drawing_id
from app.ui.documents.page import DocumentsPage
from app.ui.engine_bridge import EngineBridge
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.message_bar import Messages
from app.ui.services import Services
from app.ui.tasks import Tasks
from app.ui.theme import ThemeChoice, ThemeSwitch
from app.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.views import Drawing, FolderStatus
    from app.sandbox.world import World
    from app.ui.documents.nodes import Node, NodeId

#: Seconds for any one thing to happen, on a slow machine.
_PATIENCE = 40.0


class MemoryKeyring:
    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._entries.pop((service, username), None)


class _Haste:
    """A clock of its own for pauses between tries: they pass as soon as somebody waits for them."""

    def __init__(self) -> None:
        self._slept = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self._slept

    async def sleep(self, seconds: float) -> None:
        self._slept += seconds
        await asyncio.sleep(0)


class Desk:
    """Use ``open`` and ``close``. The project is linked and was never synced."""

    page: DocumentsPage
    project_id: int

    def __init__(self, home: Path, scenario: str = "tiny", prepare: Callable[[World], object] | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.sandbox = Sandbox(scenarios.build(scenario))
        if prepare is not None:
            prepare(self.world)
        addresses = self.sandbox.start()
        settings = Settings(
            home=home,
            api=addresses.api,
            login=addresses.login,
            client_id=self.world.app.client_id,
            client_secret=self.world.app.client_secret,
            redirect_port=_free_port(),
        )
        haste = _Haste()
        waiting = Waiting(sleep=haste.sleep, monotonic=haste.monotonic, random=lambda: 0.5)
        self.workspace = Workspace.open(settings, keyring=MemoryKeyring(), waiting=waiting)
        self.workspace.engine.start()
        self.problems: list[BaseException] = []
        self.opened_urls: list[str] = []
        self.language = LanguageSwitch(application, LanguageChoice.EN)
        self.messages = Messages()
        self.services = Services(
            workspace=self.workspace,
            bridge=EngineBridge(self.workspace.engine),
            tasks=Tasks(self.problems.append),
            messages=self.messages,
            theme=ThemeSwitch(application, ThemeChoice.LIGHT),
            language=self.language,
            open_url=self.opened_urls.append,
        )

    @property
    def world(self) -> World:
        return self.sandbox.world

    async def open(self) -> Desk:
        accounts = self.workspace.accounts
        await self.services.on_engine(accounts.sign_in(open_browser=partial(allow, timeout=_PATIENCE)))
        (seen,) = await self.services.on_engine(accounts.visible_projects())
        project = self.workspace.store.projects.create("House")
        self.project_id = project.id
        await self.services.on_engine(accounts.connect(project.id, seen.projects[0].id))
        self.page = DocumentsPage(self.services)
        self.page.resize(1300, 800)
        self.page.show()
        self.page.show_project(project.id)
        await self.until(lambda: self.page.model.tree is not None)
        return self

    async def close(self) -> None:
        self.workspace.engine.cancel()
        self.services.bridge.close()
        await self.services.tasks.close()
        self.page.hide()
        self.page.deleteLater()
        self.messages.deleteLater()
        self.language.close()
        await asyncio.to_thread(self.workspace.close)
        await asyncio.to_thread(self.sandbox.stop)
        assert self.problems == []

    async def until(self, true: Callable[[], object]) -> None:
        """Until ``true()``, and what followed from it in the same moment."""
        async with asyncio.timeout(_PATIENCE):
            while not true():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0.005)
        for _ in range(4):
            await asyncio.sleep(0)

    async def synced(self) -> None:
        """By the button, until the folder says that the run has ended and every sheet is shown."""
        before = self._last_run()
        self.page.header.sync.click()
        await self.until(lambda: self._last_run() != before and not self.page.running())
        await self.until(lambda: self.page.model.tree is not None and self.page.model.tree.status == self.status())

    def status(self) -> FolderStatus:
        return self.workspace.store.documents.status(self.project_id, engine_alive=True).status

    def _last_run(self) -> object:
        with suppress(IndexError):
            run = self.workspace.store.runs.recent(self._link_id(), 1)[0]
            return (run.id, run.finished_at) if run.finished_at is not None else None
        return None

    def _link_id(self) -> int:
        link = self.workspace.store.links.of_project(self.project_id)
        assert link is not None
        return link.id

    # ---- the page ------------------------------------------------------------------------------------------------

    def node(self, number: str) -> Node:
        return next(node for node in self.page.model.all_drawings() if node.drawing and node.drawing.number == number)

    def drawing(self, number: str) -> Drawing:
        drawing = self.node(number).drawing
        assert drawing is not None
        return drawing

    def numbers(self) -> list[str]:
        """Of the drawings that are shown."""
        return [node.drawing.number for node in self.page.model.forest.shown if node.drawing is not None]

    def revisions(self, number: str) -> list[str]:
        return [entry.revision_number for entry in self.drawing(number).entries]

    def menu(self, ids: Sequence[NodeId]) -> dict[str, QAction]:
        """The actions of the menu of these rows, by name."""
        page = self.page
        if not page.work.busy:
            page.work.dismiss()  # what is told next is about what is chosen now
        page.tree.choose(ids)
        page.tree.menu_requested.emit(page.model.node(page.model.index_of(ids[0])), QPoint(5, 5))
        menu = page.findChildren(QMenu, "documents.menu")[-1]
        found = {action.objectName().removeprefix("documents.menu."): action for action in menu.findChildren(QAction)}
        menu.hide()
        return found

    def folder_menu(self) -> dict[str, QAction]:
        return self.menu([self.page.model.folders()[0].id])

    def ids(self, *numbers: str) -> list[NodeId]:
        return [drawing_id(self.drawing(number).procore_id) for number in numbers]

    async def told(self) -> str:
        """What came of the act under way."""
        await self.until(lambda: not self.page.work.busy and not self.page.work.note.isHidden())
        return self.page.work.text

    # ---- Procore -------------------------------------------------------------------------------------------------

    def publish(self, number: str, label: str, *, days_ago: int = 0) -> int:
        drawing = self.world.drawing(number)
        return self.world.publish(drawing.id, label, at=self.world.now() - timedelta(days=days_ago)).id

    def break_file(self, revision_id: int, kind: Kind = Kind.STATUS) -> None:
        path = object_key(self.world.revision(revision_id))
        self.sandbox.faults.add(Fault(Target.FILE, kind, times=0, path=path, seconds=_PATIENCE))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
