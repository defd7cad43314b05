from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMenu
from shell_world import LOGIN, FakeDocuments, FakeSheet, folder_status, many, pickable, project

from app.domain.events import AccountsChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import Role, SyncState
from app.ui.connection.card_state import Choice
from app.ui.connection.picker_dialog import PickerDialog
from app.ui.navigation import Place
from app.ui.palette import Palette
from app.ui.services import SheetHit
from app.ui.shell_actions import MENUS, TABLE, Command
from app.ui.shortcut_sheet import ShortcutSheet
from app.ui.support_dialog import SupportDialog
from app.ui.theme import DARK, Tone, tokens, unit

if TYPE_CHECKING:
    from shell_world import World

    from app.ui.main_window import MainWindow


@pytest.fixture
async def window(world: World) -> MainWindow:
    world.store.rows = many()
    window = await world.open()
    window.projects.select(1)
    return window


def words(world: World) -> list[str]:
    return [one.text if isinstance(one.text, str) else one.text() for one in world.messages.shown()]


async def test_navigation_names_both_groups_and_the_current_project(window: MainWindow) -> None:
    navigation = window.navigation
    assert navigation._organization.text() == "ORGANIZATION INFO"
    assert navigation._project.text() == "PROJECT INFO"
    assert navigation._name.text() == "Riverside Tower, phase 2"


async def test_documents_wait_for_a_project_and_say_so(world: World) -> None:
    window = await world.open()
    button = window.navigation._buttons[Place.DOCUMENTS]
    assert not button.isEnabled()
    assert button.toolTip() == "Select a project first."


async def test_documents_open_for_the_selected_project(window: MainWindow) -> None:
    window.navigation._buttons[Place.DOCUMENTS].click()
    page = window.tabs._documents
    assert isinstance(page, FakeDocuments)
    assert page.shown == [1]
    assert page.isVisible()


async def test_opening_a_sheet_again_brings_its_tab_forward(window: MainWindow) -> None:
    window.show_documents(1)
    page = window.tabs._documents
    for drawing in (101, 2**50, 101):
        page.open_requested.emit(1, drawing, None)
    assert [window.tabs.tabText(place) for place in range(window.tabs.count())] == [
        "Documents",
        "A-101",
        f"A-{2**50}",
    ]
    assert window.tabs.currentIndex() == 1


async def test_closed_tab_lets_go_of_its_sheet_and_the_folder_stays(window: MainWindow) -> None:
    window.show_documents(1)
    window.tabs.open_sheet(1, 101)
    sheet = window.tabs.currentWidget()
    assert isinstance(sheet, FakeSheet)
    window.tabs.close_tab(1)
    window.tabs.close_tab(0)
    assert sheet.closed
    assert window.tabs.count() == 1


async def test_every_command_is_in_a_menu_and_in_the_registry(window: MainWindow) -> None:
    in_menus = {entry for entries in MENUS.values() for entry in entries if entry}
    assert in_menus == set(Command) == {spec.id for spec in TABLE}
    for command in Command:
        assert window.registry[command].text()


async def test_archived_project_is_listed_apart_and_taken_out_again(world: World, window: MainWindow) -> None:
    window.registry[Command.ARCHIVE].trigger()
    await world.until(lambda: world.store.archived)
    await world.settle()
    assert "Riverside Tower, phase 2" not in [row.project.name for row in window.overview.snapshot.projects]
    window.projects.narrow.setCurrentIndex(window.projects.narrow.count() - 1)
    window.projects.select(1)
    assert window.projects.selected_project == 1
    assert window.registry[Command.SYNC].toolTip().endswith("This project is archived.")
    window.registry[Command.UNARCHIVE].trigger()
    await world.until(lambda: not world.store.archived)
    await world.settle()
    assert not window.registry[Command.UNARCHIVE].isEnabled()


async def test_shortcuts_are_unique(window: MainWindow) -> None:
    keys = [key.toString() for action in window.registry.all() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"F5", "Ctrl+R", "Ctrl+N", "F6", "Ctrl+K", "?"} <= set(keys)


async def test_f5_syncs_the_selected_project(world: World, window: MainWindow) -> None:
    window.registry[Command.SYNC].trigger()
    await world.settle()
    assert world.engine.synced == [(1,)]


async def test_sync_during_a_run_starts_no_second_one_but_shows_it(world: World, window: MainWindow) -> None:
    world.engine.now_running = {2}
    window.projects.select(2)
    window.registry[Command.SYNC].trigger()
    await world.settle()
    assert world.engine.synced == []
    assert window.tabs.isVisible()


async def test_disabled_action_says_why(window: MainWindow) -> None:
    window.projects.select(5)
    sync = window.registry[Command.SYNC]
    assert not sync.isEnabled()
    assert sync.toolTip().endswith("This project is not connected to Procore.")


async def test_role_without_sync_is_told_so(world: World) -> None:
    world.store.rows = many()
    world.store.everyone[0] = replace(world.store.everyone[0], role=Role.VIEWER)
    window = await world.open()
    window.projects.select(1)
    assert "Only those who manage" in window.registry[Command.SYNC].toolTip()
    assert not window.registry[Command.NEW_PROJECT].isEnabled()


async def test_failed_sync_stays_as_a_message_until_it_succeeds(world: World, window: MainWindow) -> None:
    world.finish_run(3, Failure(FailureCode.NETWORK, Reason.OFFLINE))
    await world.until(world.messages.shown)
    world.finish_run(3, Failure(FailureCode.SERVER))
    await world.until(lambda: "Procore" in words(world)[0])
    assert len(world.messages.shown()) == 1
    assert words(world)[0].startswith("Harbour Clinic\n")

    world.finish_run(3)
    await world.until(lambda: not world.messages.shown())


async def test_failed_sync_can_be_tried_again_from_its_message(world: World, window: MainWindow) -> None:
    world.finish_run(3, Failure(FailureCode.NETWORK, Reason.OFFLINE))
    await world.until(world.messages.shown)
    world.messages.shown()[0].buttons[0].run()
    await world.settle()
    assert world.engine.synced == [(3,)]


async def test_background_success_says_nothing_and_an_asked_one_sums_up(world: World, window: MainWindow) -> None:
    world.finish_run(1, added=3)
    await world.until(lambda: window.overview._gather.isActive())
    assert world.messages.shown() == []
    window.registry[Command.SYNC].trigger()
    await world.settle()
    world.finish_run(1, added=3, reordered=1)
    await world.until(world.messages.shown)
    assert words(world) == ["Riverside Tower, phase 2: synced, 3 new revisions, 1 reordered."]
    assert world.messages.shown()[0].tone is Tone.ACCENT


async def test_list_follows_the_engine(world: World, window: MainWindow) -> None:
    world.store.set_status(3, folder_status(SyncState.SYNCED))
    world.finish_run(3)
    await world.until(lambda: window.overview.snapshot.project(3).status.state is SyncState.SYNCED)
    assert window.projects.model.status(3).status.state is SyncState.SYNCED


async def test_archived_project_can_be_brought_back(world: World, window: MainWindow) -> None:
    window.registry[Command.ARCHIVE].trigger()
    await world.until(lambda: world.messages.shown())
    assert 1 not in [row.project.id for row in world.store.rows]
    world.messages.shown()[0].buttons[0].run()
    await world.settle()
    assert 1 in [row.project.id for row in world.store.rows]


async def test_dots_menu_offers_the_registrys_actions(window: MainWindow) -> None:
    window.projects.table.menu_requested.emit(3, window.mapToGlobal(window.rect().center()))
    menu = window.findChild(QMenu, "project_menu")
    assert menu is not None
    texts = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert texts == ["Open documents", "What changed", "Sync", "Sync history", "Permissions", "Edit project", "Archive"]
    assert window.current_project == 3
    menu.close()


async def test_theme_and_language_switch_at_once_and_are_remembered(world: World, window: MainWindow) -> None:
    window.registry[Command.THEME_DARK].trigger()
    window.registry[Command.LANGUAGE_FR].trigger()
    await world.settle()
    assert tokens() is DARK
    assert window.navigation._organization.text() == "INFO ORGANISATION"
    assert window.registry[Command.SYNC].text() == "&Synchroniser"
    assert world.store.values["theme"] == "dark"
    assert world.store.values["language"] == "fr"


async def test_f6_goes_round_the_panes(window: MainWindow) -> None:
    window.activateWindow()
    window.projects.table.setFocus()
    visited = []
    for _ in range(3):
        window.cycle_panes(1)
        focused = QApplication.focusWidget()
        panes = (window.navigation, window.projects, window.status)
        visited.append(next(i for i, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)))
    assert sorted(visited) == [0, 1, 2]


async def test_palette_finds_actions_projects_and_sheets(world: World, window: MainWindow) -> None:
    world.sheets = [SheetHit(1, 101, "A-101", "Ground floor", "Riverside")]
    window.dialogs.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.field.setText("harbour")
    assert palette.shown()[0].text == "Harbour Clinic"
    palette.field.setText("a-101")
    await world.until(lambda: any(entry.icon == "documents" for entry in palette.shown()))
    sheet = next(entry for entry in palette.shown() if entry.text.startswith("A-101"))
    palette._show([sheet])
    palette._run()
    await world.settle()
    assert window.tabs.tabText(1) == "A-101"


async def test_palette_begins_with_the_last_sheets_and_favourites_in_groups(world: World, window: MainWindow) -> None:
    def find(text: str) -> list[SheetHit]:
        starred = SheetHit(7, 2, "A-102", "Roof", "Harbour Clinic", starred=True)
        return [starred] if text else [SheetHit(7, 1, "A-101", "Plan", "Harbour Clinic", recent=True), starred]

    window.dialogs._parts = replace(window.dialogs._parts, find_sheets=find)
    window.dialogs.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    await world.until(lambda: any(one.heading for one in palette.shown()))
    shown = [one.text for one in palette.shown()]
    assert shown[:5] == ["Last sheets", "A-101  Plan", "Favourite sheets", "A-102  Roof", "Everything else"]
    assert palette.list.currentIndex().row() == 1
    for row in (3, 5):  # a heading is passed over
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
        assert palette.list.currentIndex().row() == row
    palette._show([one for one in palette.shown() if one.text == "Favourite sheets" and not one.heading])
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    await world.until(lambda: [one.text for one in palette.shown()] == ["A-102  Roof"])
    palette.reject()


async def test_favourites_that_come_late_leave_the_chosen_row_where_it_is(world: World, window: MainWindow) -> None:
    world.sheets = [SheetHit(7, 1, "A-101", "Plan", "Harbour Clinic", starred=True)]
    window.dialogs.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    chosen = palette.list.currentIndex().data()
    assert not any(one.heading for one in palette.shown())
    await world.until(lambda: any(one.heading for one in palette.shown()))
    assert palette.list.currentIndex().data() == chosen
    palette.reject()


async def test_palette_greys_what_cannot_run_and_says_why(world: World, window: MainWindow) -> None:
    window.projects.select(5)
    window.dialogs.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.field.setText("sync")
    entry = next(one for one in palette.shown() if one.text == "Sync")
    assert not entry.enabled
    assert entry.hint == "This project is not connected to Procore."
    palette._show([entry])
    palette._run()
    assert world.engine.synced == []
    palette.reject()


async def test_shortcut_sheet_lists_every_action_with_keys(window: MainWindow) -> None:
    window.dialogs.open_shortcuts()
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    listed = {text for text, _keys in sheet._lines(window.registry)}
    assert {"Sync", "Go to anything", "Next pane", "Keyboard shortcuts"} <= listed
    sheet.reject()


async def test_find_goes_to_the_field_of_the_page_shown(window: MainWindow) -> None:
    window.activateWindow()
    window.focus_search()
    assert QApplication.focusWidget() is window.projects.search


async def test_typing_a_question_mark_into_a_field_opens_nothing(window: MainWindow) -> None:
    window.activateWindow()
    window.focus_search()
    QTest.keyClicks(window.projects.search, "?")
    assert window.projects.search.text() == "?"
    assert window.findChild(ShortcutSheet) is None


async def test_status_line_answers_the_four_questions(window: MainWindow) -> None:
    assert window.status.texts() == (
        "estimator@northwind.example",
        "Confirmed current 6 h ago",
        "Syncing École Saint-Luc",
        "2 projects need attention",
    )


async def test_window_remembers_its_place(window: MainWindow) -> None:
    window.resize(window.width(), 700)
    stored = window.stored_geometry()
    window.resize(window.width(), 560)
    window.restore_geometry(stored)
    assert window.height() == 700
    window.restore_geometry("not a geometry")
    assert window.height() != 700


async def test_quit_waits_for_whoever_runs_the_program(window: MainWindow) -> None:
    quits: list[bool] = []
    window.quit_requested.connect(lambda: quits.append(True))
    window.registry[Command.QUIT].trigger()
    await asyncio.sleep(0)
    assert quits == [True]
    assert window.isVisible()


async def test_keys_reach_the_window(world: World, window: MainWindow) -> None:
    window.activateWindow()
    window.projects.table.setFocus()
    QTest.keySequence(window.projects.table, QKeySequence("Ctrl+K"))
    palette = window.findChild(Palette)
    assert palette is not None
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not any(one.isVisible() for one in window.findChildren(QDialog))


async def test_project_that_disappears_is_no_longer_current(world: World, window: MainWindow) -> None:
    world.store.rows = [project(9, "Other")]
    await window.overview.load()
    assert window.navigation._name.text() == "Other"


async def test_only_one_place_is_marked_after_going_to_documents(window: MainWindow) -> None:
    window.activateWindow()
    navigation = window.navigation
    QTest.mouseClick(navigation._buttons[Place.PROJECTS], Qt.MouseButton.LeftButton)
    window.show_documents(1)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.tabs.isAncestorOf(focused)
    assert [place for place, button in navigation._buttons.items() if button.isChecked()] == [Place.DOCUMENTS]


async def test_documents_page_leads_to_support(window: MainWindow, world: World) -> None:
    window.show_documents(1)
    window.tabs._documents.support_requested.emit(1)
    assert window.findChild(SupportDialog, "support") is not None
    await world.settle()


async def test_window_fits_small_screens_and_is_not_held_wide_by_long_texts(window: MainWindow, world: World) -> None:
    world.store.known_accounts = [replace(world.store.known_accounts[0], login="x" * 120 + "@example.com")]
    world.engine.tell(AccountsChanged())
    await world.until(lambda: window.status.texts()[0].startswith("xxx"))
    window.show_documents(1)
    window.resize(window.minimumSize())
    assert window.size() == window.minimumSize()
    assert window.minimumSizeHint().width() <= window.minimumWidth() <= 1000


async def test_first_size_gives_the_sheets_room_within_the_screen(window: MainWindow) -> None:
    window.restore_geometry("")
    screen = window.screen().availableGeometry()
    assert window.width() == min(183 * unit(window), screen.width())
    assert window.height() == min(123 * unit(window), screen.height())


async def test_status_line_names_the_account_after_a_sign_in(window: MainWindow, world: World) -> None:
    world.store.known_accounts = []
    world.engine.tell(AccountsChanged())
    await world.until(lambda: window.status.texts()[0] == "No Procore account")
    await asyncio.wrap_future(world.engine.submit(world.accounts.sign_in()))
    world.engine.tell(AccountsChanged())
    await world.until(lambda: window.status.texts()[0] == "new@northwind.example")


async def test_standard_buttons_of_dialogs_have_no_icons(window: MainWindow, world: World) -> None:
    window.dialogs.open_shortcuts()
    window.dialogs.open_support()
    window.dialogs.open_about()
    picker = PickerDialog(world.services, window)
    picker.open()
    await world.settle()
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 4
    for dialog in dialogs:
        (box,) = dialog.findChildren(QDialogButtonBox)
        standard = [one for one in box.buttons() if box.standardButton(one) != QDialogButtonBox.StandardButton.NoButton]
        assert standard
        assert all(button.icon().isNull() for button in standard), dialog.objectName()
        dialog.reject()


async def test_search_box_of_the_toolbar_opens_the_palette(window: MainWindow) -> None:
    window.search.click()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.reject()


async def test_palette_offers_what_was_chosen_before_first(window: MainWindow, world: World) -> None:
    window.dialogs.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    palette.field.setText("harbour")
    palette._run()
    await world.settle()
    window.dialogs.open_palette()
    again = next(one for one in window.findChildren(Palette) if one is not palette)
    assert again.shown()[0].text == "Harbour Clinic"
    assert [entry.text for entry in again.shown()].count("Harbour Clinic") == 1
    again.reject()


async def test_breadcrumb_tells_the_way_and_leads_back(window: MainWindow) -> None:
    assert not window.breadcrumb.isVisible()
    window.show_documents(1)
    assert window.breadcrumb.texts() == ["Projects", "Riverside Tower, phase 2", "Documents"]
    window.tabs.open_sheet(1, 101)
    way = ["Projects", "Riverside Tower, phase 2", "Documents", "Architectural", "A-101"]
    assert window.breadcrumb.texts() == way
    window.breadcrumb.follow(3)
    page = window.tabs._documents
    assert isinstance(page, FakeDocuments)
    assert page.drawings_shown == [101]
    assert window.breadcrumb.texts() == way[:3]
    window.breadcrumb.follow(0)
    assert window.projects.isVisible()


async def test_breadcrumb_of_the_form_names_the_project(window: MainWindow, world: World) -> None:
    window.edit_project(1)
    await world.settle()
    assert window.breadcrumb.texts() == ["Projects", "Riverside Tower, phase 2", "Edit project"]
    window.edit_project(None)
    assert window.breadcrumb.texts() == ["Projects", "New project"]
    await world.settle()


async def test_place_and_open_sheets_come_back(world: World, window: MainWindow) -> None:
    window.show_documents(1)
    window.tabs.open_sheet(1, 101)
    stored = window.stored_place()
    window.tabs.close_all()
    window.show_projects()
    window.restore_place(stored)
    assert window.tabs.isVisible()
    assert window.tabs.open_sheets() == [(1, 101)]
    world.store.rows = []
    window.overview.refresh()
    await world.until(lambda: window.overview.snapshot is not None and not window.overview.snapshot.projects)
    window.restore_place(stored)
    assert window.projects.isVisible()
    window.restore_place({"documents": True, "project": "x", "sheets": 3})
    assert window.projects.isVisible()


async def test_welcome_leads_through_sign_in_and_choice_to_the_folder(world: World) -> None:
    window = await world.open()
    window.projects.welcome.connect_button.click()
    await world.until(lambda: window.form.findChild(PickerDialog) is not None)
    picker = window.form.findChild(PickerDialog)
    assert isinstance(picker, PickerDialog)
    await world.until(lambda: picker._model.rowCount())
    picker.reject()
    await world.settle()
    window.form._choose_now(Choice(1, LOGIN, pickable(7, "Riverside Tower")))
    assert window.form.name.text() == "Riverside Tower"
    window.form._save.click()
    await world.until(lambda: window.tabs.isVisible())
    assert world.accounts.connected[0][1] == 7


async def test_demo_is_started_from_the_welcome(world: World) -> None:
    window = await world.open()
    window.projects.welcome.demo_button.click()
    assert world.demos == 1
    assert "demo" in words(world)[0]
