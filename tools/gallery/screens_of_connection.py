"""The Procore card in every state, the picker, and what they lead to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from app.domain.events import Phase, RunProgress
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import Role
from app.domain.views import AccountProjects, FailureNote, HiddenCompanyView, PickableProject
from app.storage.folder_status import OFFLINE
from app.ui.connection.bid_dialog import BidDialog
from app.ui.connection.picker_dialog import PickerDialog
from gallery.screens import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage

_COMPANIES = ("Construction Bellerive inc.", "Groupe Beaubien Constructeurs", "Northgate Builders Ltd.")
_KINDS = ("École", "Bibliothèque", "Caserne", "Aréna", "Clinique", "Garderie", "Stationnement", "Résidence")
_PLACES = ("Villeray", "Verdun", "Lachine", "Anjou", "Ahuntsic", "Outremont", "Longueuil", "Laval", "Sherbrooke")


# ---- the card --------------------------------------------------------------------------------------------------------


@screen
async def card_locked(stage: Stage) -> QWidget:
    await stage.prefer("integration", False)
    return await _card(stage, stage.seeds.bare)


@screen
async def card_not_allowed(stage: Stage) -> QWidget:
    await stage.work_as(Role.COLLABORATOR)
    return await _card(stage, stage.seeds.bare)


@screen
async def card_not_connected(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.bare)


@screen
async def card_signing_in(stage: Stage) -> QWidget:
    await stage.sign_out()
    await _card(stage, stage.seeds.bare)
    stage.accounts.silent = True
    stage.window.form.begin_connection()
    await stage.found(QPushButton, "integration.cancel_sign_in")
    return stage.window


@screen
async def card_choosing(stage: Stage) -> QWidget:
    await _choosing(stage)
    return stage.window


@screen
async def card_pending_save(stage: Stage) -> QWidget:
    picker = await _choosing(stage)
    picker.project.choose(picker._model.choice(picker._model.index(2)))
    picker._connect.click()
    await stage.settle()
    return stage.window


@screen
async def card_synced(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.building)


@screen
async def card_read_only(stage: Stage) -> QWidget:
    await stage.work_as(Role.VIEWER)
    return await _card(stage, stage.seeds.building)


@screen
async def card_bid_mode(stage: Stage) -> QWidget:
    link = stage.store.links.of_project(stage.seeds.building)
    assert link is not None
    stage.store.links.set_bid_until(link.id, datetime.now(UTC) + timedelta(hours=5))
    stage.puts_back(lambda: stage.store.links.set_bid_until(link.id, None))
    return await _card(stage, stage.seeds.building)


@screen
async def card_running(stage: Stage) -> QWidget:
    await _card(stage, stage.seeds.running)
    stage.engine.run(stage.seeds.running, progress(stage.seeds.running))
    await stage.settle()
    return stage.window


@screen
async def card_failed(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.failed)


@screen
async def card_offline(stage: Stage) -> QWidget:
    await stage.prefer(OFFLINE, True)
    return await _card(stage, stage.seeds.building)


@screen
async def card_never_synced(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.never)


@screen
async def card_access_lost(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.lost)


@screen
async def card_disconnected(stage: Stage) -> QWidget:
    return await _card(stage, stage.seeds.disconnected)


@screen
async def disconnect_question(stage: Stage) -> QWidget:
    await _card(stage, stage.seeds.building)
    (await stage.found(QPushButton, "integration.disconnect")).click()
    await stage.settle(held=1)
    return stage.window


@screen
async def change_user_menu(stage: Stage) -> QWidget:
    await _card(stage, stage.seeds.building)
    (await stage.found(QPushButton, "integration.change_user")).click()
    return stage.window


@screen
async def bid_mode(stage: Stage) -> QWidget:
    dialog = BidDialog(None, stage.services.clock, stage.window)
    dialog.open()
    return dialog


@screen
async def bid_mode_going_on(stage: Stage) -> QWidget:
    dialog = BidDialog(stage.services.clock() + timedelta(hours=7), stage.services.clock, stage.window)
    dialog.open()
    return dialog


# ---- the picker ------------------------------------------------------------------------------------------------------


@screen
async def picker_loading(stage: Stage) -> QWidget:
    stage.accounts.silent = True
    return await _picker(stage, held=1)


@screen
async def picker_signing_in(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    stage.accounts.silent = True
    picker._add_account.click()
    await stage.settle(held=1)
    return picker


@screen
async def picker_list(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    picker.project.showPopup()
    return picker


@screen
async def picker_search(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    picker.project.field.setText("ecole beaubien")
    picker.project._typed("ecole beaubien")
    return picker


@screen
async def picker_nothing_found(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    picker.project.field.setText("Griffintown")
    picker.project._typed("Griffintown")
    return picker


@screen
async def picker_chosen(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    picker.project.choose(picker._model.choice(picker._model.index(4)))
    return picker


@screen
async def picker_already_linked(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen(used_by="Harbour Clinic")]
    picker = await _picker(stage)
    picker.project.choose(picker._model.choice(picker._model.index(0)))
    return picker


@screen
async def picker_several_accounts(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen(), seen(3, account_id=2, login="luc.gagnon@bellerive.example")]
    return await _picker(stage)


@screen
async def picker_account_signed_out(stage: Stage) -> QWidget:
    expired = FailureNote(FailureCode.AUTH.value, Reason.SIGN_IN_EXPIRED.value, {}, datetime.now(UTC))
    stage.accounts.visible = [seen(), seen(0, account_id=2, login="luc.gagnon@bellerive.example", failure=expired)]
    return await _picker(stage)


@screen
async def picker_hidden_companies(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen(12, hidden=_hidden())]
    picker = await _picker(stage)
    (await stage.found(QPushButton, "picker.copy_message.21")).click()
    return picker


@screen
async def picker_waiting_for_approval(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen(0, hidden=_hidden()[:1])]
    return await _picker(stage)


@screen
async def picker_not_here(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen()]
    picker = await _picker(stage)
    picker._missing.toggle.click()
    return picker


@screen
async def picker_empty(stage: Stage) -> QWidget:
    stage.accounts.visible = [seen(0)]
    return await _picker(stage)


@screen
async def picker_no_account(stage: Stage) -> QWidget:
    return await _picker(stage)


@screen
async def picker_error(stage: Stage) -> QWidget:
    stage.accounts.failure = Failure(FailureCode.SERVER)
    return await _picker(stage)


@screen
async def picker_offline(stage: Stage) -> QWidget:
    stage.accounts.failure = Failure(FailureCode.NETWORK, Reason.OFFLINE)
    return await _picker(stage)


# ---- their worlds ----------------------------------------------------------------------------------------------------


def progress(project_id: int) -> RunProgress:
    """In the middle of a first sync."""
    return RunProgress(
        project_id=project_id,
        phase=Phase.DOWNLOADING,
        listed=412,
        files_done=184,
        files_total=412,
        files_failed=1,
        bytes_done=301_000_000,
        bytes_total=640_000_000,
        rate=4_200_000,
        seconds_left=81,
    )


def seen(
    count: int = 143,
    *,
    account_id: int = 1,
    login: str = "marie.tremblay@example.com",
    hidden: tuple[HiddenCompanyView, ...] = (),
    failure: FailureNote | None = None,
    used_by: str | None = None,
) -> AccountProjects:
    """So many projects of one account."""
    projects = tuple(
        PickableProject(
            5000 + place,
            f"{_KINDS[place % 8]} {_PLACES[(place // 8 + place % 8) % 9]}, phase {1 + place // 72}",
            place // 8 % 3,
            _COMPANIES[place // 8 % 3],
            used_by if place == 0 else None,
        )
        for place in range(count)
    )
    return AccountProjects(account_id, login, 100, count, projects, hidden, failure)


def _hidden() -> tuple[HiddenCompanyView, ...]:
    since = datetime.now(UTC) - timedelta(days=3)
    return (
        HiddenCompanyView(21, "Granit Construction inc.", FailureCode.APP_NOT_INSTALLED.value, since),
        HiddenCompanyView(22, "Société immobilière du Bas-Saint-Laurent", FailureCode.FORBIDDEN.value, since),
    )


async def _card(stage: Stage, project_id: int) -> QWidget:
    stage.window.show_connection(project_id)
    await stage.settle()
    return stage.window


async def _choosing(stage: Stage) -> PickerDialog:
    stage.accounts.visible = [seen()]
    await _card(stage, stage.seeds.bare)
    stage.window.form.begin_connection()
    picker = await stage.found(PickerDialog, "picker")
    await stage.settle(held=1)
    return picker


async def _picker(stage: Stage, *, held: int = 0) -> PickerDialog:
    picker = PickerDialog(stage.services, stage.window)
    picker.open()
    await stage.settle(held=held)
    return picker
