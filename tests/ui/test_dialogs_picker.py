from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shell_world import LOGIN, NOW, account_projects, hidden_company, link, pickable

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.views import FailureNote
from app.ui.connection.picker_dialog import PickerDialog
from app.ui.connection.picker_model import PickerModel
from app.ui.i18n import LanguageSwitch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from shell_world import World

    Open = Callable[..., "asyncio.Future[PickerDialog]"]


@pytest.fixture
async def opened(world: World) -> AsyncIterator[Callable[..., object]]:
    """Opens a picker over ``world`` and waits until Procore has answered."""
    dialogs: list[PickerDialog] = []

    async def make(**options: object) -> PickerDialog:
        dialog = PickerDialog(world.services, world.messages, **options)  # type: ignore[arg-type]
        dialogs.append(dialog)
        dialog.open()
        await world.settle()
        return dialog

    yield make
    for dialog in dialogs:
        dialog.reject()


def press(dialog: PickerDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def listed(dialog: PickerDialog) -> list[str]:
    """The lines of the open list."""
    model = dialog.project.popup.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# -- the list ---------------------------------------------------------------------------------------------------------


def test_model_keeps_qts_rules(qapp: QApplication) -> None:
    model = PickerModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show([account_projects(30, 20)])
    model.search("block 3")
    model.only(1)
    assert model.rowCount() == 4  # 3, 13, 23 and 30


def test_hundred_are_shown_and_all_are_searched(english: LanguageSwitch) -> None:
    model = PickerModel()
    model.show([account_projects(143, 100)])
    assert model.rowCount() == 100
    assert model.count_text() == "100 of 143 shown. Type to search all of them."

    model.search("block 143")
    assert [model.index(0).data()] == ["Tower block 143"]
    assert model.count_text() == "1 match"


def test_words_match_name_and_company_in_any_order_without_accents(qapp: QApplication) -> None:
    model = PickerModel()
    projects = (pickable(1, "École Saint-Luc", "Granit inc."), pickable(2, "École du Lac"))
    model.show([account_projects(2, 2, projects=projects)])
    model.search("granit ecole")
    assert [model.index(row).data() for row in range(model.rowCount())] == ["École Saint-Luc"]


def test_used_project_is_marked_in_words(qapp: QApplication) -> None:
    model = PickerModel()
    model.show([account_projects(1, 1, projects=(pickable(1, "Tower", used_by="Harbour"),))])
    assert "Already connected to “Harbour”" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


# -- the dialog -------------------------------------------------------------------------------------------------------


async def test_projects_come_with_their_company_and_the_count(opened: Open) -> None:
    dialog = await opened()
    assert dialog.windowTitle() == "Select your Procore project"
    assert dialog._count.text().startswith("100 of 143 shown")
    assert dialog.project.isVisible()
    assert not dialog._connect.isEnabled()  # nothing is chosen for the user


async def test_typing_opens_the_list_and_enter_takes_the_marked_line(opened: Open) -> None:
    dialog = await opened()
    QTest.keyClicks(dialog.project, "block 12")
    assert dialog.project.popup.isVisible()
    assert listed(dialog)[:2] == ["Tower block 12", "Tower block 112"]
    QTest.keyClick(dialog.project.popup, Qt.Key.Key_Down)
    QTest.keyClick(dialog.project.popup, Qt.Key.Key_Return)
    assert not dialog.project.popup.isVisible()
    assert dialog.project.field.text() == "Tower block 112"
    assert dialog._chosen.text == f"Tower block 112\nNorthwind Builders · {LOGIN}"

    QTest.keyClick(dialog.project, Qt.Key.Key_Return)
    assert dialog.choice is not None
    assert (dialog.choice.project.name, dialog.choice.login) == ("Tower block 112", LOGIN)


@pytest.mark.parametrize("key, modifier", [("Down", "Alt"), ("F4", "No"), ("Down", "No")])
async def test_keys_of_a_drop_down_open_the_whole_list(opened: Open, key: str, modifier: str) -> None:
    dialog = await opened()
    QTest.keyClick(dialog.project, Qt.Key[f"Key_{key}"], Qt.KeyboardModifier[f"{modifier}Modifier"])
    assert dialog.project.popup.isVisible()
    assert len(listed(dialog)) == 100
    QTest.keyClick(dialog.project.popup, Qt.Key.Key_Escape)
    assert not dialog.project.popup.isVisible()
    assert dialog.isVisible()  # Escape closed the list, not the dialog


@pytest.mark.parametrize("where", ["field", "arrow"])
async def test_a_click_opens_the_list_and_another_takes_a_line(opened: Open, where: str) -> None:
    dialog = await opened()
    box = dialog.project
    if where == "field":
        QTest.mouseClick(box.field, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 8, box.height() // 2))
    assert box.popup.isVisible()
    third = box.popup.visualRect(box.popup.model().index(2, 0)).center()
    QTest.mouseClick(box.popup.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert dialog.project.choice is not None
    assert box.field.text() == "Tower block 3"
    assert dialog._connect.isEnabled()


async def test_a_chosen_project_is_marked_in_the_whole_list_when_it_opens_again(opened: Open) -> None:
    dialog = await opened()
    QTest.keyClicks(dialog.project, "block 7")
    QTest.keyClick(dialog.project.popup, Qt.Key.Key_Return)
    dialog.project.showPopup()
    assert len(listed(dialog)) == 100
    assert dialog.project.popup.currentIndex().data() == "Tower block 7"


async def test_what_is_typed_over_a_choice_gives_it_up(opened: Open) -> None:
    dialog = await opened()
    QTest.keyClicks(dialog.project, "block 7")
    QTest.keyClick(dialog.project.popup, Qt.Key.Key_Return)
    assert dialog._connect.isEnabled()
    QTest.keyClick(dialog.project, Qt.Key.Key_X)
    assert not dialog._connect.isEnabled()
    assert dialog._chosen.isHidden()
    assert dialog._count.text().startswith("No project or company of that name.")


async def test_a_name_typed_in_full_is_a_choice(opened: Open) -> None:
    dialog = await opened()
    QTest.keyClicks(dialog.project, "tower BLOCK 143")
    assert dialog.project.choice is not None
    assert dialog.project.choice.project.name == "Tower block 143"


async def test_connected_project_is_chosen_at_the_start(opened: Open) -> None:
    dialog = await opened(current=replace(link(1), procore_project_id=5007))
    assert dialog.project.field.text() == "Tower block 8"
    assert dialog._connect.isEnabled()


async def test_project_used_elsewhere_warns_and_names_the_other(world: World, opened: Open) -> None:
    world.accounts.visible = [account_projects(1, 1, projects=(pickable(1, "Tower", used_by="Harbour Clinic"),))]
    dialog = await opened()
    assert "“Harbour Clinic”" in dialog._used.text
    press(dialog, "picker.connect")
    assert dialog.choice is not None


async def test_hidden_company_is_named_with_reason_date_and_message(world: World, opened: Open) -> None:
    world.accounts.visible = [account_projects(3, 3, hidden=(hidden_company(),))]
    dialog = await opened()
    line = dialog._hidden._lines[0]
    assert line._name.text() == "Granit Construction inc."
    assert "Waiting for approval since 2026-11-17" in line._why.text()

    press(dialog, "picker.copy_message.21")
    assert "Granit Construction inc." in QGuiApplication.clipboard().text()


async def test_recheck_asks_procore_again(world: World, opened: Open) -> None:
    world.accounts.visible = [account_projects(0, 0, projects=(), hidden=(hidden_company(),))]
    dialog = await opened()
    assert dialog._reason.isVisible()
    world.accounts.visible = [account_projects(4, 4)]
    press(dialog, "picker.recheck")
    await world.settle()
    assert dialog.project.isVisible()
    assert world.accounts.asked == 2


async def test_both_remedies_for_a_missing_project_are_explained(opened: Open) -> None:
    dialog = await opened()
    dialog._missing.toggle.click()
    assert "confirms that this user has access" in dialog._missing.text
    assert "adds this user to the Procore project" in dialog._missing.text


@pytest.mark.parametrize("case", ["nothing", "hidden", "signed out", "no account"])
async def test_a_list_is_never_empty_without_a_reason(world: World, opened: Open, case: str) -> None:
    nothing = account_projects(0, 0, projects=())
    world.accounts.visible = {
        "nothing": [nothing],
        "hidden": [replace(nothing, hidden=(hidden_company(),))],
        "signed out": [replace(nothing, failure=FailureNote("auth", "sign_in_expired", {}, NOW))],
        "no account": [],
    }[case]
    dialog = await opened()
    assert dialog._reason.isVisible()
    assert dialog._reason.text
    assert not dialog._connect.isEnabled()


async def test_failure_of_the_listing_is_said_and_can_be_tried_again(world: World, opened: Open) -> None:
    world.accounts.failure = Failure(FailureCode.NETWORK, Reason.OFFLINE)
    dialog = await opened()
    assert "network" in dialog._reason.text.lower()
    world.accounts.failure = None
    press(dialog, "picker.recheck")
    await world.settle()
    assert dialog.project.isVisible()


async def test_accounts_can_be_looked_at_one_by_one(world: World, opened: Open) -> None:
    other = account_projects(2, 2, account_id=2, login="second@x", projects=(pickable(1, "A"), pickable(2, "B")))
    world.accounts.visible = [account_projects(3, 3), other]
    dialog = await opened()
    assert [dialog.accounts.itemText(place) for place in range(3)] == ["All accounts", LOGIN, "second@x"]
    assert dialog._model.rowCount() == 5
    dialog.accounts.setCurrentIndex(2)
    dialog.accounts.activated.emit(2)
    assert dialog._model.rowCount() == 2


async def test_signed_out_account_can_sign_in_again_from_here(world: World, opened: Open) -> None:
    out = account_projects(
        0, 0, account_id=2, login="old@x", projects=(), failure=FailureNote("auth", "sign_in_expired", {}, NOW)
    )
    world.accounts.visible = [account_projects(3, 3), out]
    dialog = await opened()
    assert dialog._problems.text.startswith("old@x: ")
    press(dialog, "picker.sign_in_again")
    await world.settle()
    assert world.accounts.sign_ins == [2]
    assert world.accounts.asked == 2


async def test_another_account_can_be_added(world: World, opened: Open) -> None:
    dialog = await opened()
    press(dialog, "picker.add_account")
    await world.settle()
    assert world.accounts.sign_ins == [None]
    assert dialog.project.isVisible()


async def test_closing_ends_a_sign_in_that_waits_for_the_browser(world: World, opened: Open) -> None:
    dialog = await opened()
    world.accounts.hold_sign_in = True
    press(dialog, "picker.add_account")
    await world.until(lambda: world.accounts.sign_ins)
    dialog.reject()
    await world.until(world.accounts.sign_in_cancelled.is_set)
    assert dialog.choice is None
