"""The members page and the profile at the foot of the navigation (S4), over a real store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from people_world import POWER, People
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from shell_world import FakeSheet

from app.domain.access import ROOT
from app.domain.states import AccessLevel, Role
from app.drawings.render import Renderer
from app.ui.documents.page import DocumentsPage
from app.ui.i18n import LanguageChoice
from app.ui.main_window import MainWindow
from app.ui.navigation import Place
from app.ui.pages import Parts
from app.ui.people.member_dialog import MemberDialog
from app.ui.people.permissions_dialog import PermissionsDialog
from app.ui.shell_actions import PROJECT_MENU, Command
from app.ui.viewer.window import SheetView
from app.window import find_sheets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from shell_world import World

    from app.ui.people.members_page import MembersPage


@pytest.fixture
async def people(world: World, tmp_path: Path) -> AsyncIterator[People]:
    made = People(world, tmp_path / "home")
    yield made
    await world.tasks.settle()
    made.close()


@pytest.fixture
async def window(people: People) -> AsyncIterator[MainWindow]:
    def documents(services: object, parent: QWidget) -> DocumentsPage:
        return DocumentsPage(people.services, parent)

    parts = Parts(documents, FakeSheet, lambda _text: [], people.world.support)  # type: ignore[arg-type]
    shown = MainWindow(people.services, parts)
    shown.resize(1180, 760)
    shown.show()
    await shown.overview.load()
    people.world._window = shown  # who closes it in the end
    yield shown
    await people.world.tasks.settle()


async def members(window: MainWindow) -> MembersPage:
    window.show_members()
    return window.members


def select(page: MembersPage, name: str) -> None:
    (item,) = page.list.findItems(name, Qt.MatchFlag.MatchExactly)
    page.list.setCurrentItem(item)


def lines(page: MembersPage) -> list[list[str]]:
    items = [page.list.topLevelItem(row) for row in range(page.list.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item is not None]


def member_dialog(page: MembersPage) -> MemberDialog:
    found = page.findChild(MemberDialog)
    assert isinstance(found, MemberDialog)
    return found


async def work_as(window: MainWindow, people: People, member_id: int) -> None:
    window.navigation.profile.chosen.emit(member_id)
    await people.world.until(
        lambda: window.overview.snapshot is not None and window.overview.snapshot.member.id == member_id
    )
    await at_rest(window, people)


async def at_rest(window: MainWindow, people: People) -> None:
    """Until what a change set going has come to its end: nothing is left for after the test."""
    await people.world.tasks.settle()
    await people.world.until(lambda: not window.overview._gather.isActive() and not people.world.tasks.running)


async def test_members_are_listed_with_role_and_you(window: MainWindow) -> None:
    page = await members(window)
    assert lines(page) == [["Olive", "", "Owner", "You"], ["Luc", "luc@example.com", "Collaborator", ""]]


async def test_a_member_is_added_by_keyboard_and_needs_a_name(window: MainWindow, people: People) -> None:
    page = await members(window)
    page.add.setFocus()
    QTest.keyClick(page.add, Qt.Key.Key_Space)
    dialog = member_dialog(page)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    await people.world.tasks.settle()
    assert dialog.problem.text == "Give the member a name."
    dialog.name.setText("Zoé")
    dialog.email.setText("zoe@example.com")
    dialog.role.setCurrentIndex(dialog.role.findData(Role.VIEWER.value))
    QTest.keyClick(dialog.email, Qt.Key.Key_Return)
    await people.world.until(lambda: len(lines(page)) == 3)
    assert lines(page)[-1] == ["Zoé", "zoe@example.com", "Viewer", ""]
    await at_rest(window, people)


async def test_a_co_owner_is_made_and_unmade(window: MainWindow, people: People) -> None:
    page = await members(window)
    for role in (Role.CO_OWNER, Role.COLLABORATOR):
        select(page, "Luc")
        QTest.keyClick(page.list, Qt.Key.Key_Return)
        dialog = member_dialog(page)
        dialog.role.setCurrentIndex(dialog.role.findData(role.value))
        dialog.save()
        await people.world.tasks.settle()
        await people.world.until(lambda wanted=role: people.store.members.find("Luc").role is wanted)
        await window.overview.load()
    await at_rest(window, people)


async def test_the_only_owner_stays(window: MainWindow, people: People) -> None:
    page = await members(window)
    select(page, "Olive")
    assert not page.remove.isEnabled() and "must always be an owner" in page.remove.toolTip()
    page.edit.click()
    dialog = member_dialog(page)
    dialog.role.setCurrentIndex(dialog.role.findData(Role.VIEWER.value))
    dialog.save()
    await people.world.tasks.settle()
    assert "only owner" in dialog.problem.text
    assert people.store.members.find("Olive").role is Role.OWNER
    dialog.reject()
    await at_rest(window, people)


@pytest.mark.parametrize("answer", ["remove", "keep"])
async def test_removing_asks_first(window: MainWindow, people: People, answer: str) -> None:
    page = await members(window)
    select(page, "Luc")
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    await people.world.until(lambda: page.findChild(QMessageBox) is not None)
    box = page.findChild(QMessageBox)
    assert box is not None and "markups are kept" in box.informativeText()
    button = box.findChild(QPushButton, f"ask.{answer}")
    assert button is not None
    button.click()
    await people.world.tasks.settle()
    assert [one.name for one in people.store.members.list()] == (["Olive"] if answer == "remove" else ["Olive", "Luc"])
    await at_rest(window, people)


async def test_whoever_may_not_change_members_reads_why(window: MainWindow, people: People) -> None:
    page = await members(window)
    await work_as(window, people, people.luc.id)
    assert "Ask: Olive" in page.refusal.text
    for button in (page.add, page.edit, page.remove):
        assert not button.isEnabled() and button.toolTip() == button.accessibleDescription() != ""
    select(page, "Olive")
    assert page.use.isEnabled()
    await at_rest(window, people)


async def test_the_profile_is_named_and_switched_in_the_navigation(window: MainWindow, people: People) -> None:
    profile = window.navigation.profile
    assert profile.accessibleName() == "Profile: Olive · Owner"
    assert "no passwords" in profile.toolTip()
    menu = profile.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    choices = [action for action in menu.actions() if action.isCheckable()]
    assert [(action.text(), action.isChecked()) for action in choices] == [
        ("Olive · Owner", True),
        ("Luc · Collaborator", False),
    ]
    choices[1].trigger()
    await people.world.until(lambda: profile.accessibleName() == "Profile: Luc · Collaborator")
    assert people.store.members.active().id == people.luc.id
    menu.actions()[-1].trigger()
    assert window.members.isVisible()
    await at_rest(window, people)


async def test_another_profile_sees_its_own_folders_and_no_open_sheet(window: MainWindow, people: People) -> None:
    people.store.permissions.change(people.project, {(people.luc.id, POWER): AccessLevel.NONE}, names={})
    window.show_documents(people.project)
    await people.world.tasks.settle()
    page = window.tabs.widget(0)
    assert isinstance(page, DocumentsPage)
    assert page.model.drawing_ids() == [10, 30, 20]
    window.tabs.open_sheet(people.project, 30)
    assert window.tabs.count() == 2

    await work_as(window, people, people.luc.id)
    await people.world.until(lambda: page.model.drawing_ids() == [10, 20])
    assert window.tabs.count() == 1
    assert not page.header.sync.isEnabled()
    await at_rest(window, people)


async def test_without_any_access_the_folder_says_whom_to_ask(window: MainWindow, people: People) -> None:
    people.store.permissions.change(people.project, {(people.luc.id, ROOT): AccessLevel.NONE}, names={})
    people.store.members.use(people.luc.id)
    await window.overview.load()
    window.show_documents(people.project)
    page = window.tabs.widget(0)
    assert isinstance(page, DocumentsPage)
    await people.world.until(lambda: page.empty.isVisible())
    assert page.empty.title.text() == "No access to Tower"
    assert "Olive" in page.empty.text.text()
    await at_rest(window, people)


async def test_permissions_open_from_the_icon_and_the_menu(window: MainWindow, people: People) -> None:
    window.show_documents(people.project)
    page = window.tabs.widget(0)
    assert isinstance(page, DocumentsPage)
    await people.world.until(lambda: page.header.permissions.isVisible())
    assert page.header.permissions.accessibleName() == "Permissions"
    QTest.keyClick(page.header.permissions, Qt.Key.Key_Space)
    await people.world.until(lambda: page.findChild(PermissionsDialog) is not None)
    dialog = page.findChild(PermissionsDialog)
    assert isinstance(dialog, PermissionsDialog)
    dialog.reject()
    await at_rest(window, people)


async def test_permissions_open_from_the_projects_menu_and_from_anywhere(window: MainWindow, people: People) -> None:
    window.projects.select(people.project)
    action = window.registry[Command.PERMISSIONS]
    assert action.isEnabled() and Command.PERMISSIONS in PROJECT_MENU
    action.trigger()
    await people.world.until(lambda: window.tabs.widget(0).findChild(PermissionsDialog) is not None)
    dialog = window.tabs.widget(0).findChild(PermissionsDialog)
    assert isinstance(dialog, PermissionsDialog)
    dialog.reject()
    await at_rest(window, people)


async def test_a_closed_sheet_is_not_found_by_going_to_anything_and_says_so_when_opened(
    window: MainWindow, people: People
) -> None:
    people.store.permissions.change(people.project, {(people.luc.id, POWER): AccessLevel.NONE}, names={})
    workspace = people.services.workspace
    assert [hit.number for hit in find_sheets(workspace, "plan")] == ["A-101", "P-101", "S-101"]
    people.store.members.use(people.luc.id)
    assert [hit.number for hit in find_sheets(workspace, "plan")] == ["A-101", "S-101"]

    renderer = Renderer()
    sheet = SheetView(people.services, renderer)
    try:
        sheet.show_sheet(people.project, 30)
        await people.world.tasks.settle()
        assert sheet.faces.unreadable.title.text() == "No access to P-101"
        assert "Olive" in sheet.faces.unreadable.text.text()
        assert sheet.drawing is None
    finally:
        sheet.close_sheet()
        renderer.close()
        sheet.deleteLater()
    await at_rest(window, people)


async def test_the_page_speaks_french_as_soon_as_it_is_chosen(window: MainWindow, people: People) -> None:
    page = await members(window)
    people.world.language.apply(LanguageChoice.FR)
    await people.world.until(lambda: page.add.text() == "Ajouter un membre")
    assert lines(page)[0][2:] == ["Propriétaire", "Vous"]
    assert window.navigation.profile.accessibleName() == "Profil\u00a0: Olive · Propriétaire"
    window.navigation.set_place(Place.MEMBERS)
    people.world.language.apply(LanguageChoice.EN)
    await at_rest(window, people)
