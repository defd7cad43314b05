from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon
from shell_world import NOW, many, project

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import ChangeKind, SyncState
from app.domain.views import Change
from app.ui.news import News, news
from app.ui.tray import Tray, TrayState, tray_state

if TYPE_CHECKING:
    from shell_world import World

    from app.ui.main_window import MainWindow


class FakeNotifier:
    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.go: Callable[[], object] = lambda: None

    def notify(self, title: str, text: str, go: Callable[[], object]) -> None:
        self.shown.append((title, text))
        self.go = go


class Elsewhere(QObject):
    """A window nobody looks at."""

    def __init__(self) -> None:
        super().__init__()
        self.active = False
        self.went: list[tuple[str, int]] = []

    def isActiveWindow(self) -> bool:
        return self.active

    def show_documents(self, project_id: int) -> None:
        self.went.append(("documents", project_id))

    def show_connection(self, project_id: int) -> None:
        self.went.append(("connection", project_id))


def change(kind: ChangeKind, drawing: str) -> Change:
    return Change(NOW, kind, drawing, None, None)


@pytest.fixture
async def window(world: World) -> MainWindow:
    world.store.rows = [project(1, "Tower", SyncState.SYNCED), project(2, "Depot", SyncState.SYNCED)]
    return await world.open()


@pytest.fixture
def listening(world: World, window: MainWindow) -> tuple[FakeNotifier, Elsewhere]:
    notifier, elsewhere = FakeNotifier(), Elsewhere()
    News(world.services, notifier, elsewhere, window)
    return notifier, elsewhere


async def test_sync_with_news_names_the_sheets_and_leads_to_them(
    world: World, listening: tuple[FakeNotifier, Elsewhere]
) -> None:
    notifier, elsewhere = listening
    revised = [change(ChangeKind.REVISED, number) for number in ("A-101", "A-102", "E-201", "A-101")]
    world.store.changes = [replace(one, drawing_set="Addendum 4") for one in revised]
    world.finish_run(1, added=4)
    await world.until(lambda: notifier.shown)
    assert notifier.shown == [("Tower", "3 sheets revised: A-101, A-102, E-201 – Addendum 4")]
    notifier.go()
    assert elsewhere.went == [("documents", 1)]


async def test_sync_without_news_says_nothing(world: World, listening: tuple[FakeNotifier, Elsewhere]) -> None:
    notifier, _ = listening
    world.finish_run(1)
    await world.settle()
    assert notifier.shown == []


async def test_failure_that_waits_for_a_person_is_told_once_until_a_sync_succeeds(
    world: World, listening: tuple[FakeNotifier, Elsewhere]
) -> None:
    notifier, elsewhere = listening
    expired = Failure(FailureCode.AUTH, Reason.SIGN_IN_EXPIRED, {"login": "sam"})
    for _ in range(2):
        world.finish_run(1, expired)
        await world.settle()
    assert len(notifier.shown) == 1
    assert notifier.shown[0][0].startswith("Tower: ")
    notifier.go()
    assert elsewhere.went == [("connection", 1)]
    world.finish_run(1)
    await world.settle()
    world.finish_run(1, expired)
    await world.until(lambda: len(notifier.shown) == 2)


@pytest.mark.parametrize(
    "code", [FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.SERVER, FailureCode.CANCELLED]
)
async def test_what_is_tried_again_by_itself_is_never_notified(
    world: World, listening: tuple[FakeNotifier, Elsewhere], code: FailureCode
) -> None:
    notifier, _ = listening
    world.finish_run(1, Failure(code))
    await world.settle()
    assert notifier.shown == []


async def test_off_means_off_and_a_window_that_is_looked_at_is_enough(
    world: World, listening: tuple[FakeNotifier, Elsewhere]
) -> None:
    notifier, elsewhere = listening
    world.store.changes = [change(ChangeKind.ADDED, "A-101")]
    elsewhere.active = True
    world.finish_run(1, added=1)
    await world.settle()
    elsewhere.active = False
    world.store.values["notifications"] = False
    world.finish_run(1, added=1)
    await world.settle()
    assert notifier.shown == []


def test_many_sheets_are_counted_and_the_first_named() -> None:
    changes = [change(ChangeKind.ADDED, f"A-{n}") for n in range(100, 112)]
    changes.append(change(ChangeKind.REVISED, "A-100"))
    assert news(changes).endswith("A-100, A-101, A-102, A-103 and 8 more")
    assert "\n" not in news(changes)
    assert news([change(ChangeKind.RETITLED, "A-1")]) == ""


async def test_tray_shows_the_worst_of_all_projects(world: World, window: MainWindow) -> None:
    snapshot = await window.overview.load()
    assert tray_state(snapshot) is TrayState.SYNCED
    offline = replace(snapshot.projects[0], status=replace(snapshot.projects[0].status, offline=True))
    assert tray_state(replace(snapshot, projects=(offline,))) is TrayState.OFFLINE
    running = project(3, "Running", SyncState.RUNNING)
    assert tray_state(replace(snapshot, projects=(offline, running))) is TrayState.SYNCING
    failed = project(4, "Failed", SyncState.FAILED)
    assert tray_state(replace(snapshot, projects=(running, failed))) is TrayState.ATTENTION
    out = replace(snapshot.accounts[0], signed_in=False)
    assert tray_state(replace(snapshot, accounts=(out,))) is TrayState.ATTENTION
    assert tray_state(replace(snapshot, projects=())) is TrayState.NOTHING


async def test_tray_pauses_and_resumes_every_project(world: World, window: MainWindow) -> None:
    tray = Tray(window, world.services)
    await window.overview.load()
    assert tray.pause.text() == "Pause syncing"
    assert tray.last.text() == "Last sync: 6 h ago"
    tray.pause.trigger()
    await world.settle()
    assert all(row.project.link is not None and row.project.link.paused for row in world.store.rows)
    assert tray.pause.text() == "Resume syncing"
    tray.pause.trigger()
    await world.settle()
    assert not any(row.project.link is not None and row.project.link.paused for row in world.store.rows)
    tray.close()


async def test_closing_with_a_tray_goes_on_and_says_so_once(
    world: World, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _icon: None)  # there is none where tests run
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, title, *_rest: told.append(title))
    tray = Tray(window, world.services)
    assert tray.stays()
    assert tray.stays()
    assert told == ["Planrack keeps syncing"]
    world.store.values["tray"] = False
    assert not tray.stays()
    tray.close()


async def test_without_a_tray_closing_ends_the_program(
    world: World, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    tray = Tray(window, world.services)
    assert not tray.stays()
    tray.close()


async def test_menu_of_the_tray_syncs_and_opens(world: World, window: MainWindow) -> None:
    world.store.rows = many()
    await window.overview.load()
    tray = Tray(window, world.services)
    tray.sync.trigger()
    await world.settle()
    assert world.engine.synced
    window.hide()
    tray.open.trigger()
    assert window.isVisible()
    tray.close()
