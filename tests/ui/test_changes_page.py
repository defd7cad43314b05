"""« What changed »: periods, filters, the mark of what was seen, the way to the sheet, and the reports."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from news_world import BIG, NOW, NewsWorld
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from shell_world import FakeSheet
from test_shell_accessibility import nameless

from app.domain.access import ROOT, discipline_folder
from app.domain.changes import Family, Period
from app.domain.events import RunFinished, RunReport
from app.domain.states import AccessLevel, ChangeKind, RunOutcome
from app.ui.i18n import LanguageChoice
from app.ui.navigation import Place
from app.ui.shell_actions import PROJECT_MENU, Command

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from PySide6.QtCore import QModelIndex
    from shell_world import World

    from app.ui.changes.page import ChangesPage
    from app.ui.main_window import MainWindow


@pytest.fixture
async def past(world: World, tmp_path: Path) -> AsyncIterator[NewsWorld]:
    made = NewsWorld(world, tmp_path / "home")
    yield made
    await made.close()


@pytest.fixture
async def window(past: NewsWorld) -> MainWindow:
    past.history()
    return await past.window()


@pytest.fixture
async def page(past: NewsWorld, window: MainWindow) -> ChangesPage:
    window.show_changes(past.project)
    await past.world.settle()
    return window.changes


def shown(page: ChangesPage) -> list[str]:
    """The rows as they read: a folder without its count, below it number and kind of its lines."""
    rows = []
    for group, found in enumerate(page.model.groups):
        folder = page.model.index(group, 0)
        rows.append(folder.data().partition("  (")[0])
        for line in range(len(found.changes)):
            first = page.model.index(line, 0, folder)
            rows.append(f"- {first.data().partition('  ')[0]} {first.siblingAtColumn(1).data()}".replace("  ", " "))
    return rows


async def choose(page: ChangesPage, period: Period) -> None:
    page.filters.choose(period)
    await rendered(page)


async def rendered(page: ChangesPage) -> None:
    """The filters are followed now, not after the moment that typing takes."""
    page._render()
    await page._services.tasks.settle()


def names_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def said(world: World) -> list[str]:
    return [one.text if isinstance(one.text, str) else one.text() for one in world.messages.shown()]


def row_of(page: ChangesPage, number: str) -> QModelIndex:
    for group, found in enumerate(page.model.groups):
        for line, change in enumerate(found.changes):
            if change.drawing == number:
                return page.model.index(line, 0, page.model.index(group, 0))
    raise AssertionError(f"{number} is not shown")


async def test_everything_since_the_connection_is_unseen_at_first_and_the_first_sync_is_no_news(
    page: ChangesPage,
) -> None:
    assert shown(page) == [
        "Architectural",
        "- A-101 New revision",
        "- A-104 New revision",
        "- A-901 Added",
        "Structural",
        "- S-102 New revision",
        "- S-105 Retitled",
        "Electrical",
        "- E-103 Made obsolete",
        "The project",
        "- Folder renamed",
        "- Connected",
    ]
    assert page.summary.text() == (
        "3 revised · 1 added · 1 withdrawn · 1 renamed · 1 folder or set renamed · 1 about the project"
    )
    first = row_of(page, "A-101")
    cells = [first.siblingAtColumn(column).data() for column in range(1, 5)]
    assert cells == ["New revision", "", "1", "Addendum 2"]
    assert row_of(page, "S-105").siblingAtColumn(2).data() == "Plan 4 → Level 2 framing, north"


async def test_a_period_counts_from_its_moment(page: ChangesPage) -> None:
    await choose(page, Period.LAST_SYNC)
    assert shown(page) == []
    assert page.empty.title.text().startswith("Nothing changed since ")
    assert "Procore was last read completely at" in page.empty.text.text()

    await choose(page, Period.WEEK)
    assert page.summary.text().startswith("3 revised · 1 added")
    await choose(page, Period.DATE)
    assert page.filters.day.isVisible()
    page.filters.day.setDate(QDate(2026, 11, 17))
    await rendered(page)
    assert shown(page) == ["Structural", "- S-105 Retitled", "The project", "- Folder renamed"]
    page.empty.button.click()
    await choose(page, Period.CONNECTION)
    assert not page.filters.day.isVisible()
    assert "1 about the project" in page.summary.text()


async def test_an_empty_period_leads_to_everything(page: ChangesPage) -> None:
    await choose(page, Period.LAST_SYNC)
    page.empty.button.click()
    await rendered(page)
    assert page.filters.chosen_period is Period.CONNECTION
    assert shown(page)


async def test_kind_discipline_and_text_narrow_the_list_and_can_be_cleared(page: ChangesPage) -> None:
    filters = page.filters
    filters.family.setCurrentIndex(filters.family.findText("Revised"))
    await rendered(page)
    assert page.summary.text() == "3 revised"
    filters.folder.setCurrentIndex(filters.folder.findText("Structural"))
    await rendered(page)
    assert shown(page) == ["Structural", "- S-102 New revision"]
    filters.text.setText("a901")
    await rendered(page)
    assert page.empty.title.text() == "No change matches the filters"
    page.empty.button.click()
    await rendered(page)
    filters.text.setText("a901")
    await rendered(page)
    assert shown(page) == ["Architectural", "- A-901 Added"]


async def test_a_choice_that_another_period_does_not_have_is_given_up(page: ChangesPage) -> None:
    page.filters.family.setCurrentIndex(page.filters.family.findText("Withdrawn"))
    await rendered(page)
    page.filters.day.setDate(QDate(2026, 11, 17))
    await choose(page, Period.DATE)
    assert page.filters.wanted.everything
    assert shown(page)[0] == "Structural"


async def test_the_period_of_the_last_time_is_the_first_of_the_next(
    past: NewsWorld, window: MainWindow, page: ChangesPage
) -> None:
    week = page.filters.period.findData(Period.WEEK)
    page.filters.period.setCurrentIndex(week)
    page.filters.period.activated.emit(week)
    await past.world.settle()
    other = past.store.projects.create("Depot").id
    await window.overview.load()
    window.show_changes(other)
    await past.world.settle()
    assert page.filters.chosen_period is Period.WEEK

    page.show_last_sync()  # a way to one sync is no choice for the next time
    window.show_changes(past.project)
    await past.world.settle()
    assert page.filters.chosen_period is Period.WEEK
    page.filters.period.activated.emit(page.filters.period.findData(Period.DATE))
    await past.world.settle()
    assert past.store.preferences.get("changes.period", "") == "week"


async def test_of_two_pickings_the_later_one_is_shown(past: NewsWorld, page: ChangesPage) -> None:
    before = shown(page)
    page.filters.text.setText("901")
    page._render()
    page.filters.text.clear()
    page._render()
    await past.world.settle()
    assert shown(page) == before


async def test_typing_filters_after_a_moment(past: NewsWorld, page: ChangesPage) -> None:
    QTest.keyClicks(page.filters.text, "901")
    await past.world.until(lambda: len(shown(page)) == 2)


async def test_the_mark_moves_only_when_told_and_can_be_taken_back(
    past: NewsWorld, window: MainWindow, page: ChangesPage
) -> None:
    window.show_projects()
    window.show_changes(past.project)
    await past.world.settle()
    assert len(shown(page)) > 5  # having been here is not having seen it

    assert "every member has their own mark" in page.mark.toolTip()
    page.mark.click()
    await past.world.settle()
    assert shown(page) == []
    assert not page.mark.isEnabled()
    assert page.mark.toolTip() == page.mark.accessibleDescription() == "You have marked everything as seen."

    (message,) = [one for one in past.world.messages.shown() if one.id == "changes.seen"]
    message.buttons[0].run()
    await past.world.settle()
    assert len(shown(page)) > 5


async def test_what_happens_after_the_mark_is_unseen_and_bold_elsewhere(past: NewsWorld, page: ChangesPage) -> None:
    page.mark.click()
    await past.world.settle()
    past.at = NOW + timedelta(hours=1)
    past.revise(6, "2")
    past.world.engine.tell(_finished(past))
    await past.world.settle()
    assert shown(page) == ["Architectural", "- A-107 New revision"]
    assert not (row_of(page, "A-107").data(Qt.ItemDataRole.FontRole) or page.font()).bold()

    await choose(page, Period.WEEK)
    bold = {number: row_of(page, number).data(Qt.ItemDataRole.FontRole) is not None for number in ("A-107", "A-101")}
    assert bold == {"A-107": True, "A-101": False}
    assert "not seen yet" in row_of(page, "A-107").data(Qt.ItemDataRole.AccessibleTextRole)


async def test_each_member_has_their_own_mark_and_sees_no_closed_folder(
    past: NewsWorld, window: MainWindow, page: ChangesPage
) -> None:
    page.mark.click()
    await past.world.settle()
    architectural = discipline_folder(1, 10)
    levels = {(past.luc.id, architectural): AccessLevel.NONE}
    past.store.permissions.change(past.project, levels, names={architectural: "Architectural"})
    past.store.members.use(past.luc.id)
    await window.overview.load()
    await past.world.settle()
    assert [row for row in shown(page) if not row.startswith("-")] == ["Structural", "Electrical", "The project"]
    assert "A-101" not in str(shown(page))


async def test_a_member_without_any_access_is_told_whom_to_ask(past: NewsWorld, window: MainWindow) -> None:
    levels = {(past.luc.id, ROOT): AccessLevel.NONE}
    past.store.permissions.change(past.project, levels, names={ROOT: "all"})
    past.store.members.use(past.luc.id)
    window.show_changes(past.project)
    await past.world.settle()
    assert "Olive" in window.changes.empty.text.text()
    assert not window.changes.mark.isVisible()
    assert not window.changes.filters.isVisible()


async def test_nothing_read_for_one_member_is_shown_to_the_next(
    past: NewsWorld, window: MainWindow, page: ChangesPage
) -> None:
    window.show_projects()
    past.world.bridge.projects_changed.emit()
    assert shown(page) == []
    window.show_changes(past.project)
    await past.world.settle()
    assert shown(page)


async def test_enter_opens_the_current_revision_and_folds_folders(
    past: NewsWorld, window: MainWindow, page: ChangesPage
) -> None:
    tree = page.tree
    tree.setFocus()
    folder = page.model.index(0, 0)
    tree.setCurrentIndex(folder)
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert not tree.isExpanded(folder)
    tree.setCurrentIndex(row_of(page, "A-104"))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    await past.world.settle()
    sheet = window.tabs.currentWidget()
    assert isinstance(sheet, FakeSheet)
    assert sheet.shown == [(past.project, BIG + 3, None)]
    assert window.navigation._buttons[Place.DOCUMENTS].isChecked()


async def test_a_line_about_the_project_opens_nothing(window: MainWindow, page: ChangesPage) -> None:
    project = page.model.index(len(page.model.groups) - 1, 0)
    page.tree.doubleClicked.emit(page.model.index(0, 0, project))
    assert window.pages.currentWidget() is page


async def test_navigation_keys_and_menus_lead_here(past: NewsWorld, window: MainWindow) -> None:
    assert Command.SHOW_CHANGES in PROJECT_MENU
    assert window.registry[Command.SHOW_CHANGES].shortcut().toString() == "Ctrl+3"
    button = window.navigation._buttons[Place.CHANGES]
    QTest.keyClick(button, Qt.Key.Key_Space)
    await past.world.settle()
    assert window.pages.currentWidget() is window.changes
    assert button.isChecked()
    window.focus_search()
    assert window.changes.filters.text.hasFocus()
    QTest.keyClick(window.changes.filters.text, Qt.Key.Key_Down)
    assert window.changes.tree.hasFocus()


async def test_the_message_after_a_sync_leads_to_what_it_brought(past: NewsWorld, window: MainWindow) -> None:
    window.commands.sync([past.project])
    past.at = NOW
    past.revise(6, "2")
    past.at = NOW - timedelta(minutes=1)
    past.run(files=1, added=1)
    past.world.engine.tell(_finished(past, added=1))
    await past.world.settle()
    (message,) = [one for one in past.world.messages.shown() if one.id == f"sync-{past.project}"]
    (button,) = message.buttons
    assert not isinstance(button.text, str)
    assert button.text() == "See what changed"
    button.run()
    await past.world.settle()
    await rendered(window.changes)
    assert shown(window.changes) == ["Architectural", "- A-107 New revision"]


async def test_a_sync_without_news_offers_nothing_to_see(past: NewsWorld, window: MainWindow) -> None:
    window.commands.sync([past.project])
    past.world.engine.tell(_finished(past))
    await past.world.settle()
    (message,) = [one for one in past.world.messages.shown() if one.id == f"sync-{past.project}"]
    assert message.buttons == ()


async def test_before_the_first_sync_and_without_a_connection_the_page_says_why_it_is_empty(
    past: NewsWorld, window: MainWindow
) -> None:
    other = past.store.projects.create("Depot").id
    await window.overview.load()
    window.show_changes(other)
    await past.world.settle()
    assert window.changes.empty.title.text() == "Not connected to Procore"
    window.changes.empty.button.click()
    assert window.pages.currentWidget() is window.form


async def test_language_and_names(past: NewsWorld, window: MainWindow, page: ChangesPage) -> None:
    assert _nameless(page) == []
    past.world.language.apply(LanguageChoice.FR)
    await past.world.settle()
    assert _nameless(page) == []
    assert shown(page)[:2] == ["Architectural", "- A-101 Nouvelle révision"]
    assert page.summary.text().startswith("3 révisés · 1 ajouté · 1 retiré")
    assert page.filters.period.itemText(0) == "Depuis ma dernière visite"
    assert page.mark.text() == "Tout marquer comme vu"
    assert page.tree.isExpanded(page.model.index(0, 0))
    assert page.model.headerData(5, Qt.Orientation.Horizontal) == "Quand"


async def test_many_lines_begin_folded(past: NewsWorld) -> None:
    for place in range(100, 520):
        past.add(place, f"A-{place}")
    past.at = NOW
    window = await past.window()
    window.show_changes(past.project)
    await past.world.settle()
    tree, model = window.changes.tree, window.changes.model
    assert [tree.isExpanded(model.index(row, 0)) for row in range(model.rowCount())] == [True, False, False, False]


# ---- reports ------------------------------------------------------------------------------------------------------


async def test_the_table_for_excel_has_what_is_shown_and_no_formula(
    past: NewsWorld, page: ChangesPage, tmp_path: Path
) -> None:
    for title in ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", 'comma, "quote"\nline'):
        past.tell(ChangeKind.RETITLED, 6, before="Plan", after=title)
    past.world.engine.tell(_finished(past))
    await past.world.settle()
    path = tmp_path / "Changes.csv"
    await page.save_to(path)

    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    assert head == ["Discipline", "Number", "Title", "Change", "Before", "After", "Revision", "Set", "When"]
    assert rows[0][:8] == ["Architectural", "A-101", "Plan 0", "New revision", "", "revision 1", "1", "Addendum 2"]
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert '\'=HYPERLINK("http://x")' in cells
    assert 'comma, "quote"\nline' in cells
    assert said(past.world) == [f"Saved: {path}"]


async def test_in_french_the_columns_are_separated_as_excel_expects_it_there(
    past: NewsWorld, page: ChangesPage, tmp_path: Path
) -> None:
    past.world.language.apply(LanguageChoice.FR)
    await past.world.settle()
    page.filters.family.setCurrentIndex(page.filters.family.findText("Ajoutés"))
    await rendered(page)
    await page.save_to(tmp_path / "a.csv")
    lines = (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].split(";")[:3] == ["Discipline", "Numéro", "Titre"]
    assert lines[1].startswith("Architectural;A-901;Door details, addendum 2;Ajouté;;A-901;0;Bid set;")
    assert len(lines) == 2


async def test_the_report_can_be_read_and_says_what_it_is_about(
    past: NewsWorld, page: ChangesPage, tmp_path: Path
) -> None:
    past.tell(ChangeKind.RETITLED, 6, before="Plan", after="<b>bold</b> & more")
    past.world.engine.tell(_finished(past))
    await past.world.settle()
    page.filters.text.setText("A")
    await rendered(page)
    path = tmp_path / "report.pdf"
    await page.save_to(path)
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    document.close()
    for words in (
        "What changed",
        "Project: Lakeside Clinic, bid 12",
        "Period: Since I last looked (since the connection",
        "Only: “A”",
        "Confirmed current",
        "Made by Planrack",
        "Door details, addendum 2",
        "Architectural",
    ):
        assert words in text
    assert "<b>bold</b> & more" in text.replace("\r\n", " ")


async def test_a_file_that_cannot_be_written_is_said_and_what_was_there_stays(
    past: NewsWorld, page: ChangesPage, tmp_path: Path
) -> None:
    for name in ("report.pdf", "table.csv"):
        path = tmp_path / "missing" / name
        await page.save_to(path)
        (message,) = past.world.messages.shown()
        assert f"{path} could not be saved (" in said(past.world)[0]
        assert message.stays
    full = tmp_path / "table.csv"
    full.mkdir()
    await page.save_to(full)
    assert "could not be saved" in said(past.world)[0]
    assert names_in(tmp_path) == ["home", "table.csv"]


async def test_export_asks_where_and_proposes_a_name(
    past: NewsWorld, page: ChangesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._as_pdf.trigger()
    await past.world.until(lambda: page.findChild(QFileDialog))
    chooser = page.findChild(QFileDialog)
    assert chooser.selectedFiles()[0].endswith("Lakeside Clinic_ bid 12 - What changed - 2026-11-20.pdf")
    chooser.reject()
    await past.world.settle()


async def test_what_shows_nothing_cannot_be_exported_and_says_so(page: ChangesPage) -> None:
    await choose(page, Period.LAST_SYNC)
    button = page.findChild(QPushButton, "changes.export")
    assert not button.isEnabled()
    assert button.toolTip() == "There is nothing to save: nothing is shown."
    assert Family.REVISED not in page.filters._families


def _nameless(page: ChangesPage) -> list[str]:
    """An empty state that is not shown has no words for its button yet."""
    return [one for one in nameless(page) if "EmptyState" not in one]


def _finished(past: NewsWorld, **counts: int) -> RunFinished:
    report = RunReport(past.project, "Lakeside Clinic", RunOutcome.SYNCED, None, True, **counts)  # type: ignore[arg-type]
    return RunFinished(past.project, report)
