"""Links to sheets in the window: copied, followed, refused with a notice; nothing else comes of them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from sheet_world import BIG, drawing, entry, link
from shell_world import project

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.sheet_links import SheetLink
from app.domain.states import EntryKind, LinkState, SyncState
from app.ui.first_window import FirstWindow, raise_first_window
from app.ui.sheet_links import Target, find_target, link_in
from app.ui.shell_actions import Command

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot
    from shell_world import FakeSheet, World

    from app.domain.views import Drawing
    from app.ui.main_window import MainWindow

pytestmark = pytest.mark.usefixtures("english")

PROCORE = 99
SHEET = drawing(
    4,
    "A-104",
    "Roof plan",
    entry("1", id=41, kind=EntryKind.ORIGINAL),
    replace(entry("1", id=42), procore_id=BIG + 41),
    entry("2", id=43, current=True),
)


class Shelf:
    """As much of a store as links look at: projects, and the drawings a member sees in them."""

    def __init__(self, *projects: Any) -> None:
        self.drawings: dict[tuple[int, int], Drawing | Failure] = {}
        self.projects = SimpleNamespace(list=lambda archived: list(projects))
        self.shown = SimpleNamespace(drawing=self._drawing)

    def _drawing(self, project_id: int, drawing_id: int) -> Drawing:
        found = self.drawings.get((project_id, drawing_id), Failure(FailureCode.NOT_FOUND))
        if isinstance(found, Failure):
            raise found
        return found


def shelf(*ids: int, state: LinkState = LinkState.ACTIVE) -> Any:
    linked = link(procore_project_id=PROCORE, state=state)
    return Shelf(*(SimpleNamespace(id=id, name=f"Bid {id}", archived=False, link=linked) for id in ids))


def target(store: Any, revision: int | None = None, preferred: int | None = None) -> Target | str | None:
    return find_target(store, SheetLink(PROCORE, SHEET.procore_id, revision), preferred)


def test_current_revision_is_shown_where_the_link_names_none() -> None:
    store = shelf(1)
    store.drawings[1, SHEET.procore_id] = SHEET
    assert target(store) == Target(1, SHEET.procore_id, None, revision_missing=False)


def test_reordered_revision_is_shown_where_it_is_now() -> None:
    store = shelf(1)
    store.drawings[1, SHEET.procore_id] = SHEET
    assert target(store, BIG + 41) == Target(1, SHEET.procore_id, 42, revision_missing=False)


def test_revision_that_is_not_here_gives_way_to_the_current_one() -> None:
    store = shelf(1)
    store.drawings[1, SHEET.procore_id] = SHEET
    assert target(store, 5) == Target(1, SHEET.procore_id, None, revision_missing=True)


def test_of_several_projects_the_one_in_use_is_taken_else_one_that_has_the_sheet() -> None:
    store = shelf(1, 2, 3)
    store.drawings[2, SHEET.procore_id] = store.drawings[3, SHEET.procore_id] = SHEET
    assert [target(store, preferred=one).project_id for one in (None, 1, 3)] == [2, 2, 3]  # type: ignore[union-attr]


def test_ended_link_still_leads_to_what_is_kept() -> None:
    store = shelf(1, state=LinkState.DISCONNECTED)
    store.drawings[1, SHEET.procore_id] = SHEET
    assert isinstance(target(store), Target)


def test_sheet_in_a_folder_without_access_is_refused() -> None:
    store = shelf(1)
    store.drawings[1, SHEET.procore_id] = Failure(FailureCode.NOT_ALLOWED, Reason.NO_ACCESS)
    with pytest.raises(Failure) as refused:
        target(store)
    assert refused.value.reason is Reason.NO_ACCESS


def test_unknown_sheet_and_unknown_project_are_told_apart() -> None:
    assert target(shelf(1)) == "Bid 1"
    assert target(shelf()) is None


@pytest.fixture
async def window(world: World) -> MainWindow:
    world.store.rows = [project(1, "Tower", SyncState.SYNCED)]
    return await world.open()


async def follow(world: World, window: MainWindow, text: str) -> list[str]:
    """What the window says after following ``text``."""
    window.links.follow(text)
    await world.settle()
    return [str(one.text() if callable(one.text) else one.text) for one in world.services.messages.shown()]


def sheet_in_front(window: MainWindow) -> FakeSheet:
    return window.tabs.sheet_in_front  # type: ignore[return-value]


async def test_link_opens_its_sheet(world: World, window: MainWindow) -> None:
    found = shelf(1)
    found.drawings[1, SHEET.procore_id] = SHEET
    world.store.projects.list, world.store.shown = found.projects.list, found.shown
    assert await follow(world, window, str(SheetLink(PROCORE, SHEET.procore_id, BIG + 41))) == []
    assert sheet_in_front(window).shown == [(1, SHEET.procore_id, 42)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("planrack://open?project=1", "does not name a sheet"),
        ("planrack://sync?project=99&drawing=1", "does not name a sheet"),
        ("planrack://open?project=98&drawing=1", "is not linked here"),
        ("planrack://open?project=99&drawing=1", "is not in “Bid 1”"),
    ],
)
async def test_link_to_nothing_is_told_and_leaves_everything_as_it_was(
    world: World, window: MainWindow, text: str, said: str
) -> None:
    found = shelf(1)
    world.store.projects.list, world.store.shown = found.projects.list, found.shown
    before = window.pages.currentWidget()
    (message,) = await follow(world, window, text)
    assert said in message
    assert window.pages.currentWidget() is before
    (message,) = await follow(world, window, text)  # a second try takes its place


async def test_refusal_is_told_in_the_words_of_every_refusal(world: World, window: MainWindow) -> None:
    found = shelf(1)
    found.drawings[1, 4] = Failure(FailureCode.NOT_ALLOWED, Reason.NO_ACCESS, values={"subject": "A-104"})
    world.store.projects.list, world.store.shown = found.projects.list, found.shown
    (message,) = await follow(world, window, "planrack://open?project=99&drawing=4")
    assert "A-104" in message


async def test_link_can_be_copied_once_a_sheet_is_in_front(world: World, window: MainWindow) -> None:
    action = window.registry[Command.COPY_LINK]
    assert not action.isEnabled()
    assert "Open a sheet first." in action.toolTip()
    window.open_sheet(1, 5)
    assert action.isEnabled()
    action.trigger()
    assert sheet_in_front(window).links_copied == 1
    window.show_projects()
    assert not action.isEnabled()


def test_running_window_is_told_the_link(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    text = "planrack://open?project=7&drawing=3"
    with qtbot.waitSignal(first.link_called, timeout=5000) as told, qtbot.assertNotEmitted(first.called):
        assert raise_first_window(tmp_path, text + "\nraise\n")
    assert told.args == [f"{text} raise"]  # one line, whatever was in it
    first.close()


def test_endless_link_is_cut_to_what_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstWindow(tmp_path)
    with qtbot.waitSignal(first.link_called, timeout=5000) as told:
        assert raise_first_window(tmp_path, "planrack://open?project=7&x=" + "é" * 9000 + "&drawing=3")
    assert told.args is not None
    assert 2000 < len(told.args[0]) < 9000
    first.close()


def test_event_of_the_system_carries_a_link_or_something_else() -> None:
    assert link_in(QFileOpenEvent(QUrl("planrack://open?project=7&drawing=3"))) == "planrack://open?project=7&drawing=3"
    assert link_in(QFileOpenEvent(QUrl("file:///tmp/a.pdf"))) is None
    assert link_in(QEvent(QEvent.Type.ApplicationActivate)) is None
