"""The Documents page follows its project: first sight, syncs, failures, and who may do what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from sheet_world import BIG, NOW, PROJECT, World, entry, small_tree, status, tree

from app.domain.events import (
    DocumentsChanged,
    Phase,
    ProjectsChanged,
    RunFinished,
    RunProgress,
    RunReport,
    RunStarted,
    Waits,
)
from app.domain.failures import Failure, FailureCode
from app.domain.states import Role, RunOutcome, SyncState
from app.domain.views import FailureNote, WithdrawalQuestion
from app.ui.documents.columns import Column
from app.ui.documents.nodes import Level, NodeId, drawing_id
from app.ui.documents.page import DocumentsPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from app.domain.events import Event
    from app.domain.views import DocumentTree, Drawing

FOLDER = NodeId(Level.FOLDER, (3,))


class Stage:
    """A page over a world, shown."""

    def __init__(self, qtbot: QtBot, shown: DocumentTree | None, role: Role = Role.OWNER) -> None:
        self.world = World(shown, role)
        self.page = DocumentsPage(self.world.services)
        qtbot.addWidget(self.page)
        self.page.resize(1100, 600)
        self.page.show()
        self.page.show_project(PROJECT if shown is not None else None)

    def tell(self, event: Event) -> None:
        """As the engine thread would; returns when the window has heard it."""
        self.world.engine.tell(event)
        QCoreApplication.processEvents()

    def status_of(self, id: int) -> object:
        return self.page.model.index_of(drawing_id(id)).siblingAtColumn(Column.STATUS).data()


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Callable[..., Stage]]:
    made: list[Stage] = []

    def make(shown: DocumentTree | None = None, role: Role = Role.OWNER) -> Stage:
        made.append(Stage(qtbot, shown, role))
        return made[-1]

    yield make
    for one in made:
        one.world.close()


def progress(**changes: object) -> RunProgress:
    plain = RunProgress(PROJECT, Phase.DOWNLOADING, 9, 3, 9, 0, 10, 30, 5.0, 4.0)
    return replace(plain, **changes)  # type: ignore[arg-type]


def report() -> RunReport:
    return RunReport(PROJECT, "Clinic", RunOutcome.SYNCED, None, False)


def test_page_shows_name_freshness_and_tree(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    assert one.page.header.title.text() == "Lakeside Clinic, bid 12"
    assert one.page.header.freshness.text() == "Confirmed current 6 h ago"
    assert not one.page.header.freshness.aged
    assert one.page.tree.isVisible()
    assert not one.page.failure.isVisible()


def test_freshness_ages_while_the_page_stands_open(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.world.now = NOW + timedelta(hours=19)
    one.page._minute.timeout.emit()
    assert one.page.header.freshness.text() == "Confirmed current 25 h ago"
    assert one.page.header.freshness.aged


def test_no_project_unlinked_project_and_never_synced_project_say_so(stage: Callable[..., Stage]) -> None:
    assert stage(None).page.empty.title.text() == "No project chosen"
    unlinked = stage(tree(linked=None))
    assert unlinked.page.empty.title.text() == "Not connected to Procore"
    asked: list[int] = []
    unlinked.page.connect_requested.connect(asked.append)
    unlinked.page.empty.button.click()
    assert asked == [PROJECT]
    never = stage(tree(state=status(SyncState.NEVER, time=None, last_success=None, confirmed_at=None)))
    never.page.empty.button.click()
    assert never.world.engine.synced == [PROJECT]


def test_connecting_is_offered_only_to_owners(stage: Callable[..., Stage]) -> None:
    one = stage(tree(linked=None), Role.ADMINISTRATOR)
    assert not one.page.empty.button.isVisible()
    assert "owner" in one.page.empty.text.text()


def test_project_that_gets_connected_shows_its_folder(stage: Callable[..., Stage]) -> None:
    one = stage(tree(linked=None))
    one.world.documents.trees[PROJECT] = small_tree()
    one.tell(ProjectsChanged())
    assert one.page.tree.isVisible()


def test_viewer_cannot_sync_and_reads_why(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree(), Role.VIEWER)
    one.page.sync()
    assert one.world.engine.synced == []
    assert not one.page.header.sync.isEnabled()
    assert "Ask: Olive Owner" in one.page.header.sync.toolTip()


def test_folder_menu_syncs(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.page.tree.menu_requested.emit(one.page.model.node(one.page.model.index_of(FOLDER)), QPoint(5, 5))
    menu = one.page.findChild(QMenu, "documents.menu")
    assert menu is not None
    (action,) = [one for one in menu.actions() if one.objectName() == "documents.menu.sync"]
    action.trigger()
    menu.close()
    assert one.world.engine.synced == [PROJECT]


def test_folder_menu_says_when_it_is_synced_and_only_managers_change_it(stage: Callable[..., Stage]) -> None:
    for role, may_change in ((Role.ADMINISTRATOR, True), (Role.VIEWER, False)):
        one = stage(small_tree(), role)
        one.page.tree.menu_requested.emit(one.page.model.node(one.page.model.index_of(FOLDER)), QPoint(5, 5))
        menu = one.page.findChild(QMenu, "documents.menu")
        assert menu is not None
        actions = {action.objectName(): action for action in menu.actions()}
        assert actions["documents.menu.bid"].isEnabled() is may_change
        assert actions["documents.menu.pause"].isEnabled() is may_change
        intervals = menu.findChild(QMenu, "documents.menu.interval")
        assert intervals is not None
        assert intervals.menuAction().isEnabled() is may_change
        assert [choice.isChecked() for choice in intervals.actions()].count(True) == 1
        menu.close()


def test_offline_the_page_says_what_it_shows(stage: Callable[..., Stage]) -> None:
    shown = small_tree()
    one = stage(replace(shown, status=replace(shown.status, offline=True, confirmed_at=NOW - timedelta(hours=6))))
    assert one.page.header.freshness.text() == "Offline – showing what was confirmed 6 h ago"
    assert not one.page.header.freshness.aged


def test_sync_during_a_run_brings_it_into_view_instead(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.world.engine.now_running.add(PROJECT)
    one.tell(RunStarted(PROJECT, NOW))
    one.page.sync()
    assert one.world.engine.synced == []
    assert one.page.strip.isVisible()


def test_sync_by_hand_lists_everything(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.page.sync()
    assert one.world.engine.full == [True]


def test_refused_sync_is_said(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.world.engine.refusal = Failure(FailureCode.ENGINE_BUSY)
    one.page.sync()
    assert len(one.world.messages) == 1


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (FailureCode.NETWORK, "Waiting for the network"),
        (FailureCode.THROTTLED, "Procore asked us to wait until"),
        (FailureCode.LOCAL_SPACE, "The disk is full"),
        (FailureCode.LOCAL_IO, "The disk cannot be used"),
    ],
)
def test_strip_says_what_a_run_waits_for(stage: Callable[..., Stage], code: FailureCode, words: str) -> None:
    one = stage(small_tree())
    one.page.strip.show_progress(progress(waits=Waits(code, NOW)))
    assert one.page.strip.accessibleName().startswith(words)
    assert "3 of 9" in one.page.strip.accessibleName()
    one.page.strip.show_progress(progress())
    assert one.page.strip.accessibleName().startswith("3 of 9")


def test_strip_shows_a_run_from_start_to_end_and_cancels_it(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.world.engine.now_running.add(PROJECT)
    one.tell(RunStarted(PROJECT, NOW))
    one.tell(progress())
    assert "3 of 9" in one.page.strip.accessibleName()
    one.page.strip._cancel.click()
    assert one.world.engine.cancelled == [PROJECT]
    one.world.engine.now_running.clear()
    one.tell(RunFinished(PROJECT, report()))
    assert not one.page.strip.isVisible()


def test_other_projects_runs_are_not_shown(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.tell(progress(project_id=PROJECT + 1))
    assert not one.page.strip.isVisible()


def test_page_opened_during_a_run_shows_it_at_once(stage: Callable[..., Stage], qtbot: QtBot) -> None:
    one = stage(small_tree())
    one.page.show_project(None)
    one.tell(progress())
    one.page.show_project(PROJECT)
    assert "3 of 9" in one.page.strip.accessibleName()


def test_landed_sheet_is_read_alone(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    reads = one.world.documents.tree_reads
    assert one.status_of(BIG + 4) == "Downloading"

    def land(before: Drawing) -> Drawing:
        return replace(before, entries=(before.entries[0], entry("1", id=41, current=True)))

    one.world.change(BIG + 4, land)
    one.tell(DocumentsChanged(PROJECT, frozenset({BIG + 4})))
    assert one.status_of(BIG + 4) == "On this computer"
    assert one.world.documents.tree_reads == reads


def test_whole_tree_is_read_after_a_listing(stage: Callable[..., Stage]) -> None:
    one = stage(tree(state=status(SyncState.NEVER, time=None)))
    one.world.documents.trees[PROJECT] = small_tree()
    one.tell(DocumentsChanged(PROJECT, frozenset()))
    assert one.page.model.drawing_ids()[:1] == [BIG + 1]
    assert one.page.tree.isVisible()


def test_failure_says_reason_remedy_and_next_attempt(stage: Callable[..., Stage]) -> None:
    note = FailureNote("network", "offline", {}, NOW - timedelta(minutes=20))
    one = stage(small_tree(state=status(SyncState.FAILED, failure=note, failures_in_a_row=3)))
    text = one.page.failure._note.text
    assert "Sync failed (20 min ago)" in text
    assert "Next attempt" in text
    asked: list[int] = []
    one.page.support_requested.connect(asked.append)
    one.page.failure._support.click()
    assert asked == [PROJECT]  # S62: after three failures in a row


def test_what_failed_is_listed_and_leads_to_the_sheet(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree(state=status(SyncState.FAILED)))
    banner = one.page.failure
    banner._which.setChecked(True)
    assert banner._list.count() == 1
    item = banner._list.item(0)
    assert item.text().startswith("E-3.02 Lighting plan, level 3, Revision 0\n")
    banner._list.itemActivated.emit(item)
    node = one.page.tree.current_node()
    assert node is not None
    assert node.id == drawing_id(BIG + 5)


def test_every_place_shows_the_folders_state(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.page.tree.show_node(FOLDER)
    assert one.page.banner.accessibleName().startswith("Procore folder Lakeside Clinic. Synced")
    one.page.tree.show_node(drawing_id(BIG + 4))
    assert one.page.banner.isVisible()
    assert one.page.banner.accessibleName().startswith("Electrical, part of the Procore folder Lakeside Clinic")
    assert "Synced" in one.page.banner.accessibleName()


def test_nothing_moves_under_the_pointer_when_a_row_is_chosen(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    tree = one.page.tree
    opened: list[tuple[object, ...]] = []
    one.page.open_requested.connect(lambda *what: opened.append(what))
    before = tree.geometry()
    for id in (FOLDER, drawing_id(BIG + 1), drawing_id(BIG + 4)):
        tree.show_node(id)
        QCoreApplication.processEvents()
        assert tree.geometry() == before
    tree.clearSelection()
    row = tree.visualRect(one.page.model.index_of(drawing_id(BIG + 1))).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(tree.viewport(), Qt.MouseButton.LeftButton, pos=row)
        QCoreApplication.processEvents()
    assert opened == [(PROJECT, BIG + 1, None)]


def test_long_text_of_an_empty_state_is_shown_in_full(stage: Callable[..., Stage]) -> None:
    one = stage(tree(linked=None))
    text = one.page.empty.text
    assert text.height() > text.fontMetrics().height() * 1.9  # two lines at least
    assert text.height() >= text.heightForWidth(text.width())


def test_keyboard_goes_to_the_tree_as_soon_as_there_is_one(stage: Callable[..., Stage]) -> None:
    one = stage(tree(state=status(SyncState.NEVER, time=None)))
    one.page.activateWindow()
    QCoreApplication.processEvents()
    one.page.show_project(None)
    one.page.focus_content()
    one.world.documents.trees[PROJECT] = small_tree()
    one.page.show_project(PROJECT)
    assert one.page.tree.hasFocus()


def test_drawing_and_revision_open_with_64_bit_ids(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    opened: list[tuple[object, ...]] = []
    one.page.open_requested.connect(lambda *what: opened.append(what))
    for id in (drawing_id(BIG + 1), NodeId(Level.ENTRY, (BIG + 1, 10))):
        index = one.page.model.index_of(id)
        one.page.tree.doubleClicked.emit(index)
    assert opened == [(PROJECT, BIG + 1, None), (PROJECT, BIG + 1, 10)]


def test_filter_without_hits_offers_to_clear_it(stage: Callable[..., Stage]) -> None:
    one = stage(small_tree())
    one.page.header.filter.setText("zzz")
    assert one.page.empty.title.text() == "No drawing matches “zzz”"
    one.page.empty.button.click()
    assert one.page.tree.isVisible()
    one.page.header.filter.setText("a102")
    assert one.page.show_drawing(BIG + 4)
    assert one.page.header.filter.text() == ""


def test_everything_that_takes_focus_has_a_name(stage: Callable[..., Stage]) -> None:
    note = FailureNote("network", "offline", {}, NOW)
    one = stage(small_tree(state=status(SyncState.FAILED, failure=note, failures_in_a_row=3)))
    one.tell(progress())
    for widget in one.page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() and widget.objectName() != "qt_scrollarea_viewport":
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name or widget.inherits("QScrollBar") or widget.inherits("QHeaderView"), widget


def _question(*numbers: str) -> WithdrawalQuestion:
    return WithdrawalQuestion(3, numbers or ("A-101", "A-102", "A-103", "A-104", "A-105", "A-106"), NOW)


def test_a_mass_withdrawal_is_a_question_on_the_page(stage: Callable[..., Stage]) -> None:
    one = stage(replace(small_tree(), question=_question()))
    banner = one.page.withdrawal
    assert banner.isVisible()
    assert ": A-101, A-102, A-103, A-104, A-105 …" in banner._note.text
    assert "until then nothing is changed" in banner._note.text.lower()
    banner._accept.setFocus()
    QTest.keyClick(banner._accept, Qt.Key.Key_Space)
    assert len(one.world.withdrawals.accepted) == 1
    assert one.world.engine.synced == [PROJECT]


def test_not_now_puts_this_question_off_and_no_other(stage: Callable[..., Stage]) -> None:
    one = stage(replace(small_tree(), question=_question()))
    banner = one.page.withdrawal
    QTest.keyClick(banner._later, Qt.Key.Key_Space)
    assert not banner.isVisible()
    one.page._minute.timeout.emit()
    assert not banner.isVisible()
    banner.show_question(replace(_question("A-1"), asked_at=NOW + timedelta(hours=1)), may_answer=True)
    assert banner.isVisible()
    assert one.world.withdrawals.accepted == []


def test_who_may_not_manage_documents_is_not_asked(stage: Callable[..., Stage]) -> None:
    one = stage(replace(small_tree(), question=_question()), Role.VIEWER)
    assert not one.page.withdrawal.isVisible()


def test_a_question_that_is_settled_goes(stage: Callable[..., Stage]) -> None:
    one = stage(replace(small_tree(), question=_question()))
    one.world.documents.trees[PROJECT] = small_tree()
    one.tell(DocumentsChanged(PROJECT, frozenset()))
    assert not one.page.withdrawal.isVisible()
