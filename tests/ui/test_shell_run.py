"""The window over a real store and a real engine, from start to end, without a network."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.settings import Settings
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.theme import ThemeChoice, ThemeSwitch
from app.window import find_sheets, show
from app.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from app.ui.main_window import MainWindow


class NoKeyring:
    def get_password(self, service: str, username: str, /) -> str | None:
        return None

    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise AssertionError("nothing is stored here")

    def delete_password(self, service: str, username: str, /) -> None:
        raise AssertionError("nothing is stored here")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.open(Settings(home=tmp_path), keyring=NoKeyring())
    opened.engine.start()
    yield opened
    opened.close()


async def shown(workspace: Workspace, qapp: QApplication, act: object) -> LanguageSwitch:
    language = LanguageSwitch(qapp, LanguageChoice.EN)
    assert await show(workspace, ThemeSwitch(qapp), language, act) == 0  # type: ignore[arg-type]
    language.close()
    return language


async def test_window_opens_shows_the_projects_and_ends_when_it_is_closed(
    workspace: Workspace, qapp: QApplication
) -> None:
    workspace.store.projects.create("Riverside Tower")
    seen: list[str] = []

    def act(window: MainWindow) -> None:
        seen.append(window.projects.model.index(0, 0).data())
        window.close()

    before = {thread.name for thread in threading.enumerate()}
    await shown(workspace, qapp, act)
    assert seen == ["Riverside Tower"]
    assert not any(name == "planrack-render" for name in {t.name for t in threading.enumerate()} - before)


async def test_stored_choices_are_taken_up_at_the_next_start(workspace: Workspace, qapp: QApplication) -> None:
    workspace.store.preferences.set("language", "fr")
    workspace.store.preferences.set("theme", "dark")
    seen: list[str] = []

    def act(window: MainWindow) -> None:
        seen.append(window.projects._create.text())
        window.close()

    language = await shown(workspace, qapp, act)
    assert seen == ["+Créer un nouveau projet"]
    assert language.choice is LanguageChoice.FR
    ThemeSwitch(qapp, ThemeChoice.LIGHT)


async def test_place_of_the_window_is_kept(workspace: Workspace, qapp: QApplication) -> None:
    def act(window: MainWindow) -> None:
        window.close()

    await shown(workspace, qapp, act)
    assert workspace.store.preferences.get("window", "")


async def test_documents_page_opens_inside_the_window(workspace: Workspace, qapp: QApplication) -> None:
    project = workspace.store.projects.create("Riverside Tower")

    def act(window: MainWindow) -> None:
        window.show_documents(project.id)
        assert window.tabs.isVisible()
        window.close()

    await shown(workspace, qapp, act)


def test_sheets_are_searched_over_linked_projects_only(workspace: Workspace) -> None:
    workspace.store.projects.create("Riverside Tower")
    assert find_sheets(workspace, "a-101") == []


def test_before_anything_is_typed_the_last_sheets_and_favourites_are_offered_as_far_as_they_are_there(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = workspace.store.projects.create("Tower")
    shelf = workspace.store.shelf
    shelf.star(project.id, 1, True)
    shelf.star(project.id, 2, True)
    for drawing in (2, 3, 4):
        shelf.note_opened(project.id, drawing)
    shelf.note_opened(999, 5)

    def drawing(project_id: int, drawing_id: int) -> SimpleNamespace:
        if drawing_id == 3:
            raise Failure(FailureCode.NOT_ALLOWED, Reason.NO_ACCESS)
        return SimpleNamespace(number=f"A-{drawing_id}", title="Plan")

    monkeypatch.setattr(workspace.store.shown, "drawing", drawing)
    found = find_sheets(workspace, "")
    assert [one.number for one in found if one.recent] == ["A-4", "A-2"]
    assert [one.number for one in found if one.starred] == ["A-2", "A-1"]
    assert [one.number for one in find_sheets(workspace, "*")] == ["A-2", "A-1"]
    assert [one.number for one in find_sheets(workspace, "* a-1 plan")] == ["A-1"]
