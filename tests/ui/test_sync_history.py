"""« Sync history »: runs with their reasons, the chosen one in full, what is not here, and the way in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from news_world import BIG, NOW, NewsWorld
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shell_world import FakeSheet
from test_shell_accessibility import nameless

from app.domain.access import ROOT, discipline_folder
from app.domain.events import Phase, RunFinished, RunProgress, RunReport, RunStarted
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AccessLevel, RunOutcome, RunTrigger
from app.ui.history.dialog import HistoryDialog
from app.ui.i18n import LanguageChoice
from app.ui.shell_actions import MENUS, PROJECT_MENU, Command
from app.ui.support_dialog import SupportDialog

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from shell_world import World

    from app.ui.main_window import MainWindow


@pytest.fixture
async def past(world: World, tmp_path: Path) -> AsyncIterator[NewsWorld]:
    made = NewsWorld(world, tmp_path / "home")
    made.at = NOW - timedelta(days=1)
    made.run(files=4, bytes=4_100_000, requests=9, added=1, changed=3)
    made.at = NOW - timedelta(hours=2)
    made.run(RunOutcome.CANCELLED, Failure(FailureCode.CANCELLED), trigger=RunTrigger.MANUAL)
    made.at = NOW - timedelta(hours=1)
    made.run(RunOutcome.FAILED, Failure(FailureCode.NETWORK), requests=2)
    made.at = NOW
    yield made
    await made.close()


async def opened(past: NewsWorld, window: MainWindow | None = None) -> tuple[MainWindow, HistoryDialog]:
    window = window or await past.window()
    window.dialogs.open_history(past.project)
    await past.world.settle()
    (dialog,) = window.findChildren(HistoryDialog)
    return window, dialog


def rows(dialog: HistoryDialog) -> list[list[str]]:
    """Without the start, which reads as the machine's zone."""
    table = dialog.table
    return [[table.item(row, column).text() for column in range(1, 5)] for row in range(table.rowCount())]


def corrupt(past: NewsWorld, place: int, *, hours: float) -> None:
    """A sheet that could not be downloaded and is tried again later."""
    past.store.holdings.note_problem(
        past.link,
        BIG + place * 10,
        Failure(FailureCode.CORRUPT, Reason.NOT_A_PDF),
        at=NOW,
        next_at=NOW + timedelta(hours=hours),
        fingerprint="1",
    )


async def test_runs_are_listed_newest_first_with_reason_and_counts(past: NewsWorld) -> None:
    _window, dialog = await opened(past)
    assert rows(dialog) == [
        ["By schedule", "Failed: No connection to Procore", "1 min 1 s", ""],
        ["By hand", "Stopped by hand", "1 min 1 s", ""],
        ["By schedule", "Synced", "1 min 1 s", "1 new, 3 changed"],
        ["First sync after connecting", "Synced", "1 min 1 s", "nothing new"],
    ]
    spoken = dialog.table.item(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Synced" in spoken
    assert "4 files · 4.1 MB · 9 requests to Procore" in spoken
    dialog.reject()


async def test_the_newest_run_is_explained_and_the_keyboard_chooses_others(past: NewsWorld) -> None:
    _window, dialog = await opened(past)
    detail = dialog.detail
    assert detail.title.text().startswith("Failed, ")
    assert "No connection to Procore" in detail.note.text
    assert detail.next.isVisible()
    assert not detail.hint.isVisible()
    assert dialog.table.hasFocus() or dialog.focusWidget() is dialog.table
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    assert detail.title.text().startswith("Synced, ")
    assert detail.facts.text() == "4 files · 4.1 MB · 9 requests to Procore"
    assert not detail.next.isVisible()
    dialog.reject()


async def test_the_code_for_support_names_code_and_counts_and_nothing_private(past: NewsWorld) -> None:
    _window, dialog = await opened(past)
    dialog.detail.copy.click()
    code = QGuiApplication.clipboard().text()
    assert code == f"{(NOW - timedelta(hours=1)).isoformat()} · failed · network · requests=2 files=0 bytes=0"
    dialog.reject()


async def test_sheets_that_are_not_here_are_listed_with_reason_and_next_try(past: NewsWorld) -> None:
    corrupt(past, 3, hours=2)
    corrupt(past, 0, hours=-1)
    window, dialog = await opened(past)
    sheets = dialog.detail.sheets
    texts = [sheets.item(row).text() for row in range(sheets.count())]
    assert [text.partition("\n")[0] for text in texts] == ["A-101 Plan 0, revision 0", "A-104 Plan 3, revision 0"]
    assert texts[0].endswith("Tried 1 time. Next try: with the next sync.")
    assert "Next try: 2026-11-20" in texts[1]
    sheets.itemActivated.emit(sheets.item(1))
    sheet = window.tabs.currentWidget()
    assert isinstance(sheet, FakeSheet)
    assert sheet.shown == [(past.project, BIG + 3, None)]
    assert not dialog.isVisible()


async def test_sheets_of_closed_folders_are_not_named(past: NewsWorld) -> None:
    corrupt(past, 0, hours=2)
    corrupt(past, 1, hours=2)
    folder = discipline_folder(1, 10)
    past.store.permissions.change(past.project, {(past.luc.id, folder): AccessLevel.NONE}, names={folder: "A"})
    past.store.members.use(past.luc.id)
    _window, dialog = await opened(past)
    assert [dialog.detail.sheets.item(row).text()[:5] for row in range(dialog.detail.sheets.count())] == ["S-102"]
    dialog.reject()


async def test_who_has_no_access_is_told_whom_to_ask(past: NewsWorld) -> None:
    past.store.permissions.change(past.project, {(past.luc.id, ROOT): AccessLevel.NONE}, names={ROOT: "all"})
    past.store.members.use(past.luc.id)
    _window, dialog = await opened(past)
    assert not dialog.table.isVisible()
    assert "Olive" in dialog.empty.text.text()
    dialog.reject()


async def test_after_three_failures_a_support_report_is_offered(past: NewsWorld) -> None:
    for hours in (40, 30):
        past.at = NOW - timedelta(minutes=hours)
        past.run(RunOutcome.FAILED, Failure(FailureCode.NETWORK))
    past.at = NOW
    window, dialog = await opened(past)
    assert "3 syncs failed in a row" in dialog.detail.hint.text
    dialog.detail.support.click()
    await past.world.settle()
    (support,) = window.findChildren(SupportDialog)
    support.reject()
    dialog.reject()


async def test_a_running_sync_is_on_top_with_its_progress_and_ends_there(past: NewsWorld) -> None:
    window, dialog = await opened(past)
    run_id = past.store.runs.start(past.link, trigger=RunTrigger.MANUAL, full=True, at=NOW)
    past.world.engine.tell(RunStarted(past.project, NOW))
    await past.world.until(lambda: dialog.table.rowCount() == 5)
    assert rows(dialog)[0][:2] == ["By hand", "Running"]
    assert dialog.detail.title.text().startswith("Running, ")
    past.world.engine.tell(RunProgress(past.project, Phase.DOWNLOADING, 40, 3, 9, 0, 10, 100, 5.0, None))
    await past.world.until(lambda: "3 of 9 sheets" in rows(dialog)[0][1])

    report = RunReport(past.project, "", RunOutcome.SYNCED, None, True, seconds=4.0)
    past.store.runs.finish(run_id, report, at=NOW + timedelta(seconds=4))
    past.world.engine.tell(RunFinished(past.project, report))
    await past.world.until(lambda: rows(dialog)[0][1] == "Synced")
    assert rows(dialog)[0] == ["By hand", "Synced", "4 s", "nothing new"]
    dialog.reject()
    assert window.isVisible()


async def test_a_run_whose_program_died_is_never_shown_as_running(past: NewsWorld) -> None:
    past.store.runs.start(past.link, trigger=RunTrigger.MANUAL, full=True, at=NOW)
    past.world.engine.alive = False
    _window, dialog = await opened(past)
    assert rows(dialog)[0][1] == "Interrupted"
    dialog.reject()


async def test_an_older_run_stays_chosen_when_a_new_one_comes(past: NewsWorld) -> None:
    _window, dialog = await opened(past)
    dialog.table.setCurrentCell(2, 0)
    title = dialog.detail.title.text()
    past.run()
    past.world.engine.tell(RunStarted(past.project, NOW))
    await past.world.until(lambda: dialog.table.rowCount() == 5)
    assert (dialog.table.currentRow(), dialog.detail.title.text()) == (3, title)
    dialog.reject()


async def test_without_a_connection_there_is_a_reason(past: NewsWorld) -> None:
    window = await past.window()
    window.dialogs.open_history(past.store.projects.create("Depot").id)
    await past.world.settle()
    (dialog,) = window.findChildren(HistoryDialog)
    assert dialog.empty.title.text() == "Not connected to Procore"
    dialog.reject()


async def test_menus_and_the_status_line_lead_here(past: NewsWorld) -> None:
    window = await past.window()
    assert Command.SYNC_HISTORY in PROJECT_MENU
    assert Command.SYNC_HISTORY in MENUS["sync"]
    window.registry[Command.SYNC_HISTORY].trigger()
    window.status.attention_pressed.emit()
    await past.world.settle()
    assert len(window.findChildren(HistoryDialog)) == 2
    for dialog in window.findChildren(HistoryDialog):
        dialog.reject()


async def test_language_and_names_of_the_history(past: NewsWorld) -> None:
    corrupt(past, 0, hours=2)
    _window, dialog = await opened(past)
    assert [one for one in nameless(dialog) if "EmptyState" not in one] == []
    past.world.language.apply(LanguageChoice.FR)
    await past.world.settle()
    assert rows(dialog)[1][:2] == ["À la main", "Arrêtée à la main"]
    assert dialog.windowTitle() == "Historique des synchronisations"
    assert dialog.detail.support.text() == "Préparer un rapport pour le support"
    assert dialog.detail.title.text().startswith("Échec, ")
    dialog.reject()
