from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QMessageBox, QPushButton, QScrollBar, QToolButton, QWidget
from shell_world import LOGIN, account_projects, folder_status, link, many, pickable, project

from app.domain.events import NetworkChanged
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import LinkState, Role, SyncInterval, SyncState
from app.ui.connection.bid_dialog import closings
from app.ui.connection.card_state import Barrier, Choice, Face, card_state
from app.ui.connection.picker_dialog import PickerDialog

if TYPE_CHECKING:
    from shell_world import World

    from app.domain.views import Project
    from app.ui.projects.form import ProjectForm

CHOICE = Choice(1, LOGIN, pickable(7, "Riverside Tower"))


async def editing(world: World, project_id: int | None = 1) -> ProjectForm:
    window = await world.open()
    window.edit_project(project_id)
    await world.settle()
    return window.form


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


async def picker(world: World) -> PickerDialog:
    await world.until(lambda: world.window.form.findChild(PickerDialog) is not None)
    dialog = world.window.form.findChild(PickerDialog)
    assert isinstance(dialog, PickerDialog)
    await world.until(lambda: dialog._model.rowCount())
    return dialog


async def answer(world: World, name: str) -> None:
    await world.until(lambda: world.window.form.findChild(QMessageBox, "ask") is not None)
    button(world.window.form, f"ask.{name}").click()
    await world.settle()


# -- the decision -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "barrier"),
    [
        (Role.OWNER, None),
        (Role.CO_OWNER, None),
        (Role.ADMINISTRATOR, Barrier.ROLE),
        (Role.COLLABORATOR, Barrier.ROLE),
        (Role.VIEWER, Barrier.ROLE),
    ],
)
def test_only_owners_may_connect(role: Role, barrier: Barrier | None) -> None:
    assert card_state(integration=True, role=role, manages=True, link=None, status=None).barrier is barrier


def test_administrator_may_sync_but_not_disconnect() -> None:
    state = card_state(integration=True, role=Role.ADMINISTRATOR, manages=True, link=link(1), status=None)
    assert (state.may_sync, state.may_disconnect) == (True, False)


def test_integration_that_is_off_locks_the_card_for_the_owner_too() -> None:
    state = card_state(integration=False, role=Role.OWNER, manages=True, link=link(1), status=None)
    assert (state.barrier, state.may_sync) == (Barrier.INTEGRATION_OFF, False)


def test_choice_is_pending_until_it_is_saved_and_a_lost_link_can_be_made_again() -> None:
    pending = card_state(integration=True, role=Role.OWNER, manages=True, link=None, status=None, pending=CHOICE)
    gone = replace(link(1), state=LinkState.DISCONNECTED)
    assert pending.face is Face.PENDING
    assert card_state(integration=True, role=Role.OWNER, manages=True, link=gone, status=None).face is Face.OFFER


# -- the form ---------------------------------------------------------------------------------------------------------


async def test_new_project_needs_a_name_and_is_created_by_save(world: World) -> None:
    form = await editing(world, None)
    save = button(form, "project_form.save")
    assert not save.isEnabled()

    form.name.setText("  Depot 11 ")
    save.click()
    await world.until(lambda: not form.isVisible())

    assert world.store.names() == ["Depot 11"]
    assert world.window.current_project == world.store.rows[0].project.id


async def test_number_is_saved_with_the_project_and_can_be_changed(world: World) -> None:
    form = await editing(world, None)
    form.name.setText("Depot 11")
    form.number.setText(" 24-118 ")
    button(form, "project_form.save").click()
    await world.until(lambda: not form.isVisible())
    made = world.store.rows[0].project
    assert made.number == "24-118"

    world.window.edit_project(made.id)
    await world.until(lambda: form.number.text() == "24-118")
    assert not form.dirty
    form.number.setText("24-119")
    assert form.dirty
    button(form, "project_form.save").click()
    await world.until(lambda: world.store.rows[0].project.number == "24-119")


async def test_disconnected_project_leads_to_its_archive_and_offers_to_connect_again(world: World) -> None:
    gone = link(1, state=LinkState.DISCONNECTED)
    world.store.rows = [project(1, "Tower", SyncState.DISCONNECTED, linked=gone)]
    form = await editing(world)
    form.tabs.setCurrentIndex(1)
    assert "Riverside Tower (Northwind Builders)" in form.card._offer._archive.text
    assert button(form, "integration.connect").isVisible()
    button(form, "integration.archive").click()
    await world.until(lambda: world.window.tabs.isVisible())


async def test_rename_is_saved_and_cancel_without_changes_asks_nothing(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    form.name.setText("Riverside")
    button(form, "project_form.save").click()
    await world.until(lambda: "Riverside" in world.store.names() and not form.isVisible())

    world.window.edit_project(1)
    await world.settle()
    button(form, "project_form.cancel").click()
    await world.until(lambda: not form.isVisible())


async def test_leaving_with_something_unsaved_asks_and_staying_keeps_it(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    form.name.setText("Half typed")

    world.window.show_projects()
    await answer(world, "stay")

    assert form.isVisible()
    assert form.name.text() == "Half typed"


async def test_leaving_without_saving_drops_the_choice(world: World) -> None:
    world.store.rows = many()
    form = await editing(world, 5)
    form._pending = CHOICE
    button(form, "project_form.cancel").click()
    await answer(world, "leave")
    await world.until(lambda: not form.isVisible())
    assert world.accounts.connected == []
    assert not form.dirty


async def test_form_that_is_left_while_its_project_is_made_gives_the_next_one_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.store.rows = many()
    form = await editing(world, None)
    made, create = threading.Event(), world.store.projects.create

    def slowly(name: str, *, number: str = "") -> Project:
        made.wait(20)
        return create(name, number=number)

    monkeypatch.setattr(world.store.projects, "create", slowly)
    form.name.setText("Depot 11")
    form._pending = CHOICE
    button(form, "project_form.save").click()
    world.window.edit_project(5)
    await world.until(lambda: form.findChild(QMessageBox, "ask") is not None)
    button(form, "ask.leave").click()
    await world.until(lambda: form.project_id == 5 and form.name.text() == "Depot 9")
    made.set()
    await world.settle()

    assert "Depot 11" in world.store.names()
    assert form.isVisible()
    assert (form.project_id, form.name.text(), form.dirty) == (5, "Depot 9", False)
    assert world.accounts.connected == []  # the choice was dropped
    model = world.window.projects.table.model()
    await world.until(lambda: "Depot 11" in [model.index(row, 0).data() for row in range(model.rowCount())])


async def test_closing_the_window_asks_about_what_is_unsaved(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    quits: list[bool] = []
    world.window.quit_requested.connect(lambda: quits.append(True))
    form.name.setText("Half typed")
    world.window.close()
    await answer(world, "stay")
    assert quits == []
    world.window.close()
    await answer(world, "leave")
    await world.until(lambda: quits)


async def test_connect_opens_the_picker_and_save_connects_and_syncs(world: World) -> None:
    world.store.rows = many()
    form = await editing(world, 5)
    button(form, "integration.connect").click()
    dialog = await picker(world)
    dialog.project.search("tower block 140")
    button(dialog, "picker.connect").click()
    await world.until(lambda: form.dirty)
    assert world.accounts.connected == []  # S29: nothing before SAVE
    assert button(form, "integration.drop").isVisibleTo(form.card)

    button(form, "project_form.save").click()
    await world.until(lambda: world.engine.synced)

    assert world.accounts.connected == [(5, 5139)]
    assert world.engine.synced == [(5,)]


async def test_connect_signs_in_first_where_no_account_is_signed_in(world: World) -> None:
    world.store.rows = many()
    world.store.known_accounts = []
    form = await editing(world, 5)
    button(form, "integration.connect").click()
    dialog = await picker(world)
    assert world.accounts.sign_ins == [None]
    dialog.reject()


async def test_sign_in_in_the_browser_can_be_cancelled(world: World) -> None:
    world.store.rows = many()
    world.store.known_accounts = []
    world.accounts.hold_sign_in = True
    form = await editing(world, 5)
    form.tabs.setCurrentIndex(1)
    button(form, "integration.connect").click()
    cancel = button(form, "integration.cancel_sign_in")
    await world.until(cancel.isVisible)
    cancel.click()
    await world.until(lambda: not cancel.isVisible())
    await world.until(world.accounts.sign_in_cancelled.is_set)
    assert button(form, "integration.connect").isVisible()


async def test_failed_sign_in_is_said_in_the_form(world: World) -> None:
    world.store.rows = many()
    world.store.known_accounts = []
    world.accounts.failure = Failure(FailureCode.AUTH, Reason.SIGN_IN_REFUSED)
    form = await editing(world, 5)
    button(form, "integration.connect").click()
    await world.until(lambda: form.problem.text)
    assert world.problems == []


async def test_connection_that_fails_keeps_the_choice_and_says_why(world: World) -> None:
    world.store.rows = many()
    form = await editing(world, 5)
    form._pending = CHOICE
    form._render()
    world.accounts.failure = Failure(FailureCode.NETWORK, Reason.OFFLINE)
    button(form, "project_form.save").click()
    await world.until(lambda: form.problem.text)
    assert form.isVisible()
    assert form.dirty


async def test_connected_card_names_project_user_status_and_freshness(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    form.tabs.setCurrentIndex(1)
    panel = form.card._connected
    assert panel._project.text() == "Riverside Tower (Northwind Builders)"
    assert panel._user.text() == LOGIN
    assert panel._status.text().startswith("Synced, ")
    assert panel._fresh.text() == "Confirmed current 6 h ago"


async def test_sync_on_the_card_starts_a_full_sync(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    button(form, "integration.sync").click()
    await world.until(lambda: world.engine.synced == [(1,)])


async def test_go_to_folder_opens_the_documents(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    button(form, "integration.folder").click()
    await world.until(lambda: world.window.tabs.isVisible())


async def test_disconnect_asks_and_says_that_everything_stays(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    button(form, "integration.disconnect").click()
    await world.until(lambda: form.findChild(QMessageBox, "ask") is not None)
    box = form.findChild(QMessageBox, "ask")
    assert isinstance(box, QMessageBox)
    assert "stays readable" in box.informativeText()
    await answer(world, "stay")
    assert world.store.disconnected == []

    button(form, "integration.disconnect").click()
    await answer(world, "disconnect")
    await world.until(lambda: world.store.disconnected == [10])
    assert world.engine.cancelled == [1]
    await world.until(lambda: form.card._state is not None and form.card._state.face is Face.OFFER)


async def test_another_user_takes_the_connection_over(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    form._transfer_to(None)
    await world.settle()
    assert world.accounts.transferred == [(1, 2)]
    assert any("new@northwind.example" in str(one.text()) for one in world.messages.shown() if callable(one.text))


async def test_interval_is_stored_at_once(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    combo = form.card._connected.interval
    combo.activated.emit(combo.findData(SyncInterval.MANUAL.value))
    await world.until(lambda: world.store.rows[0].project.link.interval is SyncInterval.MANUAL)


async def test_the_card_leads_to_the_syncs_of_its_project(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    asked: list[int] = []
    form.history_requested.disconnect(world.window.dialogs.open_history)  # here are no syncs to show
    form.history_requested.connect(asked.append)
    button(form, "integration.history").click()
    assert asked == [1]


async def test_the_card_follows_the_network(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    world.store.set_status(1, folder_status(SyncState.SYNCED, offline=True))
    world.engine.tell(NetworkChanged(False))
    await world.until(lambda: form._data.project.status.offline)
    await world.settle()
    shown = [label.text() for label in form.card.findChildren(QLabel) if label.isVisibleTo(form.card)]
    assert any("ffline" in text for text in shown), shown


async def test_pause_is_stored_at_once(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    form.card._connected.pause.click()
    await world.until(lambda: world.store.rows[0].project.link.paused)


async def test_bid_mode_is_chosen_in_a_dialog_and_ended_there(world: World) -> None:
    world.store.rows = many()
    form = await editing(world)
    button(form, "integration.bid").click()
    await world.until(lambda: form.findChild(QDialog, "bid") is not None)
    dialog = form.findChild(QDialog, "bid")
    button(dialog, "bid.start").click()
    await world.until(lambda: world.store.rows[0].project.link.bid_until is not None)
    assert world.store.rows[0].project.link.bid_until in closings(world.now)
    await world.until(lambda: form.findChild(QDialog, "bid") is None)


async def test_members_who_are_no_owners_see_the_card_read_only_with_the_reason(world: World) -> None:
    world.store.rows = many()
    world.store.everyone[0] = replace(world.store.everyone[0], role=Role.VIEWER)
    form = await editing(world)
    assert form.name.isReadOnly()
    assert "Olive Owner" in form.card.barrier.text
    assert not button(form, "integration.sync").isEnabled()
    assert button(form, "integration.sync").toolTip()
    assert not button(form, "integration.disconnect").isEnabled()


async def test_locked_integration_gives_its_reason_and_whom_to_ask(world: World) -> None:
    world.store.rows = many()
    world.store.values |= {"integration": False, "support_contact": {"email": "help@planrack.example"}}
    form = await editing(world, 5)
    assert "help@planrack.example" in form.card.barrier.text
    connect = button(form, "integration.connect")
    assert not connect.isEnabled()
    assert "help@planrack.example" in connect.toolTip()


async def test_three_failures_in_a_row_offer_the_support_report(world: World) -> None:
    failing = project(3, "Harbour", SyncState.FAILED)
    world.store.rows = [replace(failing, status=replace(failing.status, failures_in_a_row=3))]
    form = await editing(world, 3)
    assert button(form, "integration.report").isVisibleTo(form.card._connected)


async def test_choosing_the_same_kind_of_list_twice_starts_one_question_only(world: World) -> None:
    world.store.rows = many()
    world.accounts.visible = [account_projects(3, 3)]
    form = await editing(world, 5)
    for _ in range(2):
        button(form, "integration.connect").click()
    dialog = await picker(world)
    assert [one for one in form.findChildren(PickerDialog) if one.isVisible()] == [dialog]
    dialog.reject()


@pytest.mark.parametrize("size", [(1050, 665), None], ids=["1050x665", "smallest"])
async def test_tabs_and_page_need_no_scrolling(world: World, size: tuple[int, int] | None) -> None:
    world.store.rows = many()
    form = await editing(world, 5)
    world.window.resize(*(size or world.window.minimumSize().toTuple()))
    bar = form.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(1).center())
    await asyncio.sleep(0.3)
    arrows = [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    bars = [one for one in form.tabs.findChildren(QScrollBar) if one.isVisible()]
    assert (form.tabs.currentIndex(), arrows, bars) == (1, [], [])
