"""The search page asks while one types, shows only the answer to what stands there, and opens what was found."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from sheet_world import World
from shell_world import World as Shell

from app.domain.events import SheetsRead
from app.domain.views import MARK_END, MARK_START, Match, SearchFilter, SearchHit, SearchResults, SearchScope
from app.ui.finding.model import marked_places, plain
from app.ui.finding.page import SearchPage
from app.ui.navigation import Place
from app.ui.shell_actions import Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TOWER, DEPOT = 1, 2


def hit(id: int, number: str, match: Match = Match.TEXT, *, project: int = TOWER, **facts: Any) -> SearchHit:
    told: dict[str, Any] = {
        "title": "Plan", "withdrawn": False, "revision_id": id, "revision_number": "2", "current": True, "page": 0,
        "snippet": f"see {MARK_START}fire{MARK_END} damper", "path": None, "discipline": "Electrical", "entry_id": id,
        "sha256": None,
    }  # fmt: skip
    return SearchHit(match=match, drawing_id=id, number=number, project_id=project, **(told | facts))


class Library:
    """In place of the store's search."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[SearchHit, ...]] = {}
        self.asked: list[tuple[tuple[int, ...], str, int, SearchFilter]] = []
        self.scope = SearchScope(("Architecture", "Electrical"), 0)
        self.more = False

    def search_all(self, projects: Iterable[int], typed: str, *, limit: int, only: SearchFilter) -> SearchResults:
        self.asked.append((tuple(projects), typed, limit, only))
        return SearchResults(self.answers.get(typed, ())[:limit], self.more, 0)

    def search_scope(self, _projects: Iterable[int]) -> SearchScope:
        return self.scope


class Desk:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.library = Library()
        self.world = World()
        self.world.services.store.shown = self.library  # type: ignore[misc, assignment]
        self.page = SearchPage(self.world.services)
        qtbot.addWidget(self.page)
        self.page.resize(1000, 700)
        self.page.show()
        self.page.show_projects({TOWER: "Tower", DEPOT: "Depot"}, TOWER)

    def type(self, words: str) -> None:
        """Type, and wait for what is found."""
        before = len(self.library.asked)
        self.page.field.setText(words)
        self.qtbot.waitUntil(lambda: len(self.library.asked) > before)

    @property
    def rows(self) -> list[str]:
        model = self.page.model
        return [model.data(model.index(row)) for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    one = Desk(qtbot)
    one.library.answers = {
        "fire": (hit(1, "A-101"), hit(2, "E-3.01", current=False, page=3)),
        "a101": (hit(1, "A-101", Match.NUMBER, snippet=""),),
    }
    yield one
    one.world.close()


def test_results_follow_what_is_typed(desk: Desk) -> None:
    assert desk.page.empty.isVisible()
    desk.type("fire")
    assert desk.rows == ["A-101  Plan", "E-3.01  Plan"]
    assert desk.page.count.text() == "2 sheet(s) found"
    desk.type("a101")
    assert desk.rows == ["A-101  Plan"]
    desk.page.field.clear()
    desk.qtbot.waitUntil(lambda: desk.rows == [])
    assert desk.page.empty.title.text() == "Search every sheet"


def test_enter_opens_what_is_chosen_with_the_words_to_mark_and_a_number_marks_nothing(desk: Desk) -> None:
    desk.type("fire")
    desk.qtbot.keyClick(desk.page.field, Qt.Key.Key_Down)
    with desk.qtbot.waitSignal(desk.page.open_requested) as opened:
        desk.qtbot.keyClick(desk.page.field, Qt.Key.Key_Return)
    assert (opened.args[0].drawing_id, opened.args[1]) == (2, "fire")
    desk.type("a101")
    with desk.qtbot.waitSignal(desk.page.open_requested) as opened:
        desk.qtbot.keyClick(desk.page.field, Qt.Key.Key_Return)
    assert (opened.args[0].drawing_id, opened.args[1]) == (1, "")


def test_what_a_hit_is_stands_under_its_name(desk: Desk) -> None:
    desk.page.project.setCurrentIndex(0)
    desk.type("fire")
    facts = desk.page.model.facts(desk.page.model.hits[1])
    assert facts == "Revision 2 · Superseded · Page 4 · Not on this computer yet · Electrical · Tower"
    told = desk.page.model.data(desk.page.model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("see fire damper")


def test_filters_are_asked_with_the_words(desk: Desk) -> None:
    desk.type("fire")
    assert desk.library.asked[-1] == ((TOWER,), "fire", 30, SearchFilter())
    desk.page.discipline.setCurrentText("Electrical")
    desk.page.current.setChecked(True)
    assert desk.library.asked[-1][3] == SearchFilter("Electrical", True)
    desk.page.project.setCurrentIndex(0)
    assert desk.library.asked[-1][0] == (TOWER, DEPOT)


def test_more_than_the_first_are_shown_when_asked_and_a_new_question_begins_anew(desk: Desk) -> None:
    desk.library.more = True
    desk.library.answers["wall"] = tuple(hit(id, f"A-{id}") for id in range(100, 150))
    desk.type("wall")
    assert len(desk.rows) == 30
    assert "first 30" in desk.page.count.text()
    desk.page.more.click()
    assert len(desk.rows) == 50
    desk.type("fire")
    assert desk.library.asked[-1][2] == 30


def test_nothing_found_names_the_words_and_what_may_help(desk: Desk) -> None:
    desk.type("zebra")
    assert desk.page.empty.title.text() == "Nothing found for “zebra”"
    assert "fewer words" in desk.page.empty.text.text()


def test_files_that_are_not_read_yet_are_told_until_they_are(desk: Desk) -> None:
    desk.library.scope = SearchScope((), 12)
    desk.page._rescope()
    assert desk.page.unread.text.startswith("12 file(s)")
    desk.library.scope = SearchScope((), 0)
    desk.page._later.setInterval(1)
    desk.world.engine.tell(SheetsRead(frozenset({"0"})))
    desk.qtbot.waitUntil(lambda: not desk.page.unread.isVisible())


def test_another_profile_sees_nothing_of_what_was_found(desk: Desk) -> None:
    desk.type("fire")
    desk.library.answers = {}
    desk.world.bridge.projects_changed.emit()
    QCoreApplication.processEvents()
    assert desk.rows == []


async def test_a_late_answer_never_hides_a_newer_question(world: Shell, qtbot: QtBot) -> None:
    window = await world.open()
    held, library = threading.Event(), Library()
    library.answers = {"old": (hit(1, "OLD-1"),), "new": (hit(2, "NEW-1"),)}

    def search_all(projects: Iterable[int], typed: str, **how: Any) -> SearchResults:
        if typed == "old":
            held.wait(20)
        return library_search(projects, typed, **how)

    library_search = library.search_all
    services = window._services
    services.store.shown = SimpleNamespace(search_all=search_all, search_scope=library.search_scope)  # type: ignore[misc]
    page = SearchPage(services)
    qtbot.addWidget(page)
    page.show_projects({TOWER: "Tower"}, TOWER)
    page.field.setText("old")
    page._ask_again()
    page.field.setText("new")
    page._ask_again()
    held.set()
    await services.tasks.settle()
    assert [one.number for one in page.model.hits] == ["NEW-1"]


async def test_the_page_is_one_key_away_and_marked_in_the_navigation(world: Shell) -> None:
    window = await world.open()
    window._services.store.shown.search_scope = Library().search_scope  # type: ignore[method-assign]
    window.registry[Command.SEARCH].trigger()
    assert window.pages.search_in_front is not None
    button = window.findChild(QWidget, f"navigation.{Place.SEARCH.value}")
    assert button is not None
    assert button.isChecked()  # type: ignore[attr-defined]


def test_what_was_found_is_told_from_what_stands_around() -> None:
    snippet = f"…of {MARK_START}fire{MARK_END} and {MARK_START}smoke{MARK_END}"
    assert plain(snippet) == "…of fire and smoke"
    assert [plain(snippet)[at : at + length] for at, length in marked_places(snippet)] == ["fire", "smoke"]


def test_an_older_revision_that_was_found_is_opened_itself_with_its_words(world_window: Any, tmp_path: Path) -> None:
    window = world_window
    old = hit(5, "A-101", current=False, path=tmp_path / "a.pdf", page=2, entry_id=77)
    window.open_found(old, "fire")
    sheet = window.tabs.sheet_in_front
    assert sheet.shown[-1] == (TOWER, 5, 77)
    assert sheet.marked == (tmp_path / "a.pdf", 2, "fire")
    window.open_found(hit(6, "A-102", Match.NUMBER), "")
    assert window.tabs.sheet_in_front.shown[-1] == (TOWER, 6, None)
    assert window.tabs.sheet_in_front.marked is None


@pytest.fixture
async def world_window(world: Shell) -> Any:
    return await world.open()
