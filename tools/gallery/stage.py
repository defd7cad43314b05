"""The real window over the gallery's data directory. What would reach Procore, and the engine, only act their parts."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QDialog

from app.domain.states import AppSource, Role
from app.domain.views import Account, AccountProjects, AppInUse
from app.storage.store import Store
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.theme import ThemeChoice, ThemeSwitch
from app.window import show

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import TypeVar

    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget

    from app.domain.events import Event
    from app.domain.failures import Failure
    from app.ui.main_window import MainWindow
    from app.ui.services import Services
    from gallery.seeds import Seeds

    W = TypeVar("W", bound=QWidget)

#: Seconds; far more than anything here takes.
_PATIENCE = 20


class Stage:
    """``open`` shows the window; a screen then goes where it wants. ``close`` takes the window away, and puts back
    what was changed in the data directory."""

    def __init__(self, seeds: Seeds) -> None:
        self.seeds = seeds
        self.store = Store.open(seeds.settings)
        self.engine = StagedEngine()
        self.accounts = StagedAccounts(self.store)
        self._restore: list[Callable[[], object]] = []
        self._window: MainWindow | None = None
        self._showing: asyncio.Task[int] | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme = ThemeSwitch(application, ThemeChoice.LIGHT)
        self.language = LanguageSwitch(application, LanguageChoice.EN)

    @property
    def window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    @property
    def services(self) -> Services:
        return self.window._services

    async def open(self, language: LanguageChoice, theme: ThemeChoice, size: QSize) -> None:
        for key, value in (("language", language.value), ("theme", theme.value), ("place", {}), ("window", "")):
            self.store.preferences.set(key, value)
        workspace: Any = SimpleNamespace(
            settings=self.seeds.settings, store=self.store, engine=self.engine, accounts=self.accounts
        )
        opened: asyncio.Future[MainWindow] = asyncio.get_running_loop().create_future()
        self._showing = asyncio.ensure_future(show(workspace, self.theme, self.language, opened.set_result))
        await asyncio.wait((opened, self._showing), return_when=asyncio.FIRST_COMPLETED)
        self._window = opened.result()
        self._window.resize(size)
        await self.settle()

    async def close(self) -> None:
        """Take the window away; the stage may be opened again."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.done(0)
            elif widget is not self._window:
                widget.hide()
        self.engine.finish()
        self.accounts.reset()
        if self._window is not None and self._showing is not None:
            self.window.quit_requested.emit()
            await self._showing
            self._window = self._showing = None
        while self._restore:
            self._restore.pop()()

    def leave(self) -> None:
        """The end: close the data directory."""
        self.engine.close()
        self.store.close()
        self.language.close()

    # ---- what a screen may ask for -------------------------------------------------------------------------------

    async def settle(self, *, held: int = 0) -> None:
        """Until what was started is through. ``held``: so many tasks wait for the user, or for Procore."""
        async with asyncio.timeout(_PATIENCE):
            for _ in range(3):
                await asyncio.sleep(0.002)
                while self.services.tasks.running > held:  # noqa: ASYNC110 - there is no event for "all but some"
                    await asyncio.sleep(0.002)

    async def settled_layout(self) -> None:
        """After another size: until every layout has followed."""
        for _ in range(3):
            await asyncio.sleep(0)

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(_PATIENCE):
            while not true():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0.005)
        await asyncio.sleep(0)

    async def found(self, kind: type[W], name: str) -> W:
        """The widget of that name, once it is there and shown."""

        def shown() -> W | None:
            every = [one for top in QApplication.topLevelWidgets() for one in (top, *top.findChildren(kind, name))]
            return next((w for w in every if isinstance(w, kind) and w.objectName() == name and w.isVisible()), None)

        await self.until(shown)
        widget = shown()
        assert widget is not None
        return widget

    def puts_back(self, act: Callable[[], object]) -> None:
        """What undoes a change in the data directory, once the window is gone."""
        self._restore.append(act)

    async def work_as(self, role: Role) -> None:
        """Another member uses the window."""
        before = self.store.members.active()
        member = next(one for one in self.store.members.list() if one.role is role)
        self.store.members.use(member.id)
        self.puts_back(lambda: self.store.members.use(before.id))
        await self.window.overview.load()

    async def prefer(self, key: str, value: object) -> None:
        before: object = self.store.preferences.get(key, None)
        self.store.preferences.set(key, value)
        self.puts_back(lambda: self.store.preferences.set(key, before))
        await self.window.overview.load()

    async def sign_out(self) -> None:
        account = self.store.accounts.list()[0].id
        self.store.accounts.set_signed_in(account, False)
        self.puts_back(lambda: self.store.accounts.set_signed_in(account, True))
        await self.window.overview.load()

    async def without_projects(self) -> None:
        """As on the first day."""
        self.store.documents.statuses = lambda **_how: []  # type: ignore[method-assign]
        self.puts_back(lambda: delattr(self.store.documents, "statuses"))
        await self.window.overview.load()

    async def with_all_archived(self) -> None:
        for project in self.store.projects.list():
            self.store.projects.archive(project.id)
            self.puts_back(lambda id=project.id: self.store.projects.archive(id, False))  # type: ignore[misc]
        await self.window.overview.load()


class StagedEngine:
    """Runs coroutines in a thread, as the engine does, and syncs in name only. ``tell`` sends an event."""

    alive = True

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._waiting: list[Future[Any]] = []
        self._listeners: list[Callable[[Event], None]] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="staged-engine", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def finish(self) -> None:
        """Whatever was begun ends."""
        self._running.clear()
        for future in self._waiting:
            future.cancel()
        self._waiting.clear()

    def alive_anywhere(self) -> bool:
        return True

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)

    def run(self, project_id: int, *events: Event) -> None:
        """From now on the project is being synced."""
        self._running.add(project_id)
        for event in events:
            self.tell(event)

    def running(self) -> frozenset[int]:
        return frozenset(self._running)

    def downloading(self) -> frozenset[int]:
        return frozenset()

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def sync(self, _project_ids: Sequence[int], **_how: Any) -> Future[list[Any]]:
        return self._begun()

    def verify(self, _project_id: int, *, repair: bool, progress: Callable[[int, int], object]) -> Future[Any]:
        progress(17, 45)
        return self._begun()

    def readiness(self, project_id: int, *, progress: Callable[[int, int], object]) -> Future[Any]:
        return self.verify(project_id, repair=False, progress=progress)

    def fetch_older(self, _project_id: int, _drawing_ids: object = None) -> Future[Any]:
        return self._begun()

    def cancel(self, project_id: int | None = None) -> None:
        pass

    def prefer(self, revision_ids: Sequence[int]) -> None:
        pass

    def set_bandwidth_cap(self, rate: int | None) -> None:
        pass

    def network_changed(self, online: bool | None) -> None:
        pass

    def _begun(self) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append(future)
        return future


class StagedAccounts:
    """Procore as the screens want it: ``visible`` projects, a ``failure``, or no answer at all (``silent``)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.reset()

    def reset(self) -> None:
        self.visible: list[AccountProjects] = []
        self.failure: Failure | None = None
        self.silent = False
        self.app = AppInUse(AppSource.ENVIRONMENT, "2f6c0c1e8b5d4a7e")

    async def sign_in(self, *, account_id: int | None = None) -> Account:
        await self._answer()
        return self._store.accounts.list()[0]

    async def visible_projects(self, account_id: int | None = None) -> list[AccountProjects]:
        await self._answer()
        return list(self.visible)

    async def app_in_use(self) -> AppInUse:
        return self.app

    async def _answer(self) -> None:
        if self.silent:
            await asyncio.Event().wait()
        if self.failure is not None:
            raise self.failure
