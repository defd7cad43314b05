"""The window over a real store and a real engine, from start to end, without a network."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.views import Match, SearchHit, SearchResults
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


def test_numbers_come_before_titles_whatever_project_they_are_in(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, closed = (workspace.store.projects.create(name) for name in ("Tower", "Depot", "Closed"))
    answers = {
        first.id: (hit(1, "A-101", Match.TITLE), hit(2, "A-102", Match.TEXT)),
        second.id: (hit(3, "E-3.01", Match.NUMBER),),
    }

    def search(project_id: int, query: str) -> SearchResults:
        if project_id == closed.id:
            raise Failure(FailureCode.NOT_ALLOWED, Reason.NO_ACCESS)
        return SearchResults(answers[project_id], more=False, unread=0)

    monkeypatch.setattr(workspace.store.shown, "search", search)
    found = find_sheets(workspace, "e31")
    assert [(one.number, one.project) for one in found] == [("E-3.01", "Depot"), ("A-101", "Tower")]


def hit(drawing_id: int, number: str, match: Match) -> SearchHit:
    return SearchHit(match, drawing_id, number, "Plan", False, drawing_id, "1", True, 0, "", None)
