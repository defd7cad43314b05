from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QWidget
from shell_world import many

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import AppSource, Role, SyncInterval
from app.domain.views import AppInUse
from app.settings import Settings
from app.storage.usage import delete_previews, measure
from app.ui.navigation import Place
from app.ui.settings.subjects import Subject, subject_name
from app.ui.shell_actions import Command
from app.ui.theme import DARK, tokens

if TYPE_CHECKING:
    from pathlib import Path

    from shell_world import World

    from app.ui.settings.choices import SupportContactSection, SyncSection
    from app.ui.settings.page import SettingsPage


async def opened(world: World, subject: Subject = Subject.GENERAL) -> SettingsPage:
    window = await world.open()
    window.show_settings(subject)
    await world.settle()
    return window.settings


def pressed(page: QWidget, name: str) -> QPushButton:
    button = page.findChild(QPushButton, name)
    assert button is not None, name
    button.click()
    return button


async def test_settings_open_by_keys_and_by_the_navigation(world: World) -> None:
    window = await world.open()
    window.registry[Command.SETTINGS].trigger()
    await world.settle()
    assert window.settings.isVisible()
    assert window.navigation._buttons[Place.SETTINGS].isChecked()
    window.show_projects()
    window.navigation._buttons[Place.SETTINGS].click()
    assert window.settings.isVisible()
    await world.settle()
    assert [key.toString() for key in window.registry[Command.SETTINGS].shortcuts()] == ["Ctrl+,"]


async def test_every_section_is_found_by_the_palette(world: World) -> None:
    window = await world.open()
    window.dialogs.open_palette()
    palette = next(iter(window.findChildren(QWidget, "palette")))
    palette.field.setText("settings storage")  # type: ignore[attr-defined]
    (entry,) = palette.shown()  # type: ignore[attr-defined]
    entry.run()
    assert window.settings.subject is Subject.STORAGE
    palette.close()
    await world.settle()


async def test_theme_and_language_hold_at_once_and_are_marked_in_the_menu(world: World) -> None:
    page = await opened(world)
    page.general.theme.setCurrentIndex(2)
    page.general.theme.activated.emit(2)
    page.general.language.setCurrentIndex(2)
    page.general.language.activated.emit(2)
    await world.settle()
    assert tokens() is DARK
    assert world.store.values["theme"] == "dark"
    assert world.window.registry[Command.THEME_DARK].isChecked()
    assert page._title.text() == "Paramètres"
    assert page.list.item(0).text() == "Général"


async def test_wheel_zooms_on_every_sheet_as_soon_as_it_is_chosen(world: World) -> None:
    page = await opened(world)
    assert page.general.wheel.currentText() == "Scrolls, with Ctrl it zooms"
    page.general.wheel.setCurrentIndex(1)
    page.general.wheel.activated.emit(1)
    assert world.window._services.wheel.zooms  # what the hands of every canvas ask
    await world.settle()
    assert world.store.values["wheel_zooms"] is True
    assert page.general.wheel.currentText() == "Zooms, with Ctrl it scrolls"


async def test_switches_are_saved_as_they_are_pressed(world: World) -> None:
    page = await opened(world)
    assert (page.general.tray.isChecked(), page.general.notifications.isChecked()) == (True, True)
    page.general.notifications.click()
    page.general.minimised.click()
    await world.settle()
    assert world.store.values["notifications"] is False
    assert world.store.values["start_minimised"] is True


async def test_bandwidth_is_unlimited_or_a_number_of_bytes_a_second(world: World) -> None:
    page = await opened(world, Subject.SYNC)
    sync: SyncSection = page.sync
    assert not sync.limited.isChecked()
    sync.limited.click()
    sync.cap.setValue(2.5)
    await world.settle()
    assert world.engine.caps[-1] == 2_500_000
    world.store.values["bandwidth_cap"] = 2_500_000
    page.load()
    await world.settle()
    assert (sync.limited.isChecked(), sync.cap.value()) == (True, 2.5)
    sync.limited.click()
    await world.settle()
    assert world.engine.caps[-1] is None


async def test_new_connections_take_the_interval_that_was_chosen(world: World) -> None:
    page = await opened(world, Subject.SYNC)
    place = page.sync.interval.findData(SyncInterval.HOUR.value)
    page.sync.interval.setCurrentIndex(place)
    page.sync.interval.activated.emit(place)
    await world.settle()
    assert world.store.values["default_interval"] == "1h"


async def test_support_contact_is_stored_when_a_field_is_left(world: World) -> None:
    page = await opened(world, Subject.SUPPORT)
    section: SupportContactSection = page.sections[Subject.SUPPORT]  # type: ignore[assignment]
    section.fields["email"].setText(" help@example.com ")
    section.fields["email"].editingFinished.emit()
    await world.settle()
    assert world.store.values["support_contact"] == {"email": "help@example.com"}


@pytest.mark.parametrize(
    "subject", [Subject.SYNC, Subject.PROJECTS, Subject.PROCORE, Subject.ACCOUNTS, Subject.SUPPORT]
)
async def test_who_is_no_owner_sees_why_and_whom_to_ask(world: World, subject: Subject) -> None:
    world.store.everyone[0] = world.store.everyone[0].__class__(1, "Sam", "", Role.VIEWER)
    page = await opened(world, subject)
    section = page.sections[subject]
    assert "Olive Owner" in section.gate.text
    assert section._gated
    for widget in section._gated:
        assert not widget.isEnabled()
        assert "Olive Owner" in widget.toolTip()


async def test_general_settings_are_everybodys(world: World) -> None:
    world.store.everyone[0] = world.store.everyone[0].__class__(1, "Sam", "", Role.VIEWER)
    page = await opened(world)
    assert page.general.tray.isEnabled()
    assert not page.general.gate.text


async def test_own_app_goes_to_the_keyring_and_its_secret_is_not_shown_again(world: World) -> None:
    world.accounts.app = AppInUse(AppSource.NONE, None)
    page = await opened(world, Subject.PROCORE)
    section = page.sections[Subject.PROCORE]
    assert not section.keep.isEnabled()
    section.client_id.setText("our-id")
    section.secret.setText("hush")
    assert section.secret.echoMode() is QLineEdit.EchoMode.Password
    pressed(page, "settings.app.keep")
    await world.until(lambda: "our-id" in section.in_use.text())
    assert world.accounts.kept == [("our-id", "hush")]
    assert section.secret.text() == ""
    assert "hush" not in str(world.store.values)
    pressed(page, "settings.app.forget")
    await world.until(lambda: section.in_use.text().startswith("None"))


async def test_test_says_whether_procore_knows_the_app(world: World) -> None:
    page = await opened(world, Subject.PROCORE)
    section = page.sections[Subject.PROCORE]
    await world.until(lambda: section.test.isEnabled())
    pressed(page, "settings.app.test")
    await world.until(lambda: section.outcome.text == "Procore knows this app.")
    world.accounts.failure = Failure(FailureCode.CONFIGURATION, Reason.WRONG_CREDENTIALS)
    pressed(page, "settings.app.test")
    await world.until(lambda: section.problem.text)
    assert section.outcome.text == ""


async def test_redirect_uri_can_be_copied(world: World) -> None:
    page = await opened(world, Subject.PROCORE)
    pressed(page, "settings.redirect.copy")
    assert QGuiApplication.clipboard().text() == world.services.settings.redirect_uri


async def test_account_is_signed_out_after_a_question_and_in_again(world: World) -> None:
    page = await opened(world, Subject.ACCOUNTS)
    pressed(page, "settings.accounts.out.1")
    await world.until(lambda: page.findChild(QMessageBox, "ask") is not None)
    pressed(page, "ask.out")
    await world.until(lambda: not world.store.known_accounts[0].signed_in)
    await world.settle()
    pressed(page, "settings.accounts.again.1")
    await world.until(lambda: world.accounts.sign_ins == [1])


async def test_sign_in_can_be_given_up(world: World) -> None:
    world.accounts.hold_sign_in = True
    page = await opened(world, Subject.ACCOUNTS)
    pressed(page, "settings.accounts.add")
    await world.until(lambda: world.accounts.sign_ins)
    cancel = page.findChild(QPushButton, "settings.accounts.cancel")
    assert cancel is not None
    assert cancel.isVisible()
    cancel.click()
    await world.until(world.accounts.sign_in_cancelled.is_set)
    await world.until(lambda: not cancel.isVisible())


async def test_what_cannot_be_saved_is_said_in_the_section(world: World) -> None:
    page = await opened(world)

    def full(_key: str, _value: object) -> None:
        raise Failure(FailureCode.LOCAL_SPACE)

    world.store.preferences.set = full
    page.general.notifications.click()
    await world.until(lambda: page.general.problem.text)


async def test_sections_are_reached_by_keys(world: World) -> None:
    world.store.rows = many()
    page = await opened(world)
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.subject is Subject.SYNC
    assert {subject_name(one) for one in Subject} == {page.list.item(n).text() for n in range(page.list.count())}


def test_room_is_told_apart_and_previews_can_go(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    for folder, count in ((settings.blobs / "ab", 300), (settings.previews / "v1-256", 40), (settings.quarantine, 5)):
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(b"x" * count)
    settings.database.write_bytes(b"x" * 7)
    found = measure(settings)
    assert (found.drawings, found.previews, found.quarantine, found.database) == (300, 40, 5, 7)
    assert found.total == 352
    delete_previews(settings)
    after = measure(settings)
    assert (after.previews, after.drawings) == (0, 300)
