"""The permissions dialog: what is set, what follows, why, and nothing lost or stored by accident (S52-S53)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from people_world import ARCHITECTURE, POWER, People
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.domain.access import ROOT, FolderLine, discipline_folder
from app.domain.states import AccessLevel, ChangeKind, Role
from app.ui.i18n import LanguageChoice
from app.ui.people.draft import load_permissions
from app.ui.people.level_list import DEPTH, LevelCombo
from app.ui.people.permissions_dialog import PermissionsDialog, View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shell_world import World

    from app.domain.access import Folder


@pytest.fixture
async def people(world: World, tmp_path: Path) -> Iterator[People]:
    made = People(world, tmp_path / "home")
    yield made
    made.close()


def choose(dialog: PermissionsDialog, people: People, folder: Folder, level: AccessLevel | None) -> None:
    """As somebody at the keyboard does: open the choice, and take one."""
    combo = dialog.combo(people.luc.id, folder)
    assert combo is not None
    combo.setFocus()
    combo.setCurrentIndex(0 if level is None else combo.findData(level.value))
    combo.activated.emit(combo.currentIndex())


def save(dialog: PermissionsDialog) -> QPushButton:
    found = dialog.findChild(QPushButton, "permissions.save")
    assert isinstance(found, QPushButton)
    return found


def settings(people: People) -> dict[Folder, AccessLevel]:
    return dict(people.store.permissions.everyone(people.project)[1].settings)


async def test_effective_access_and_its_cause_follow_each_choice(people: People) -> None:
    dialog = people.dialog()
    luc = people.luc.id
    assert dialog.effective_text(luc, POWER) == "Annotate – role: Collaborator"
    choose(dialog, people, ROOT, AccessLevel.VIEW)
    assert dialog.effective_text(luc, ROOT) == "View – set here"
    assert dialog.effective_text(luc, POWER) == "View – inherited from Tower in Procore"
    choose(dialog, people, POWER, AccessLevel.NONE)
    assert dialog.effective_text(luc, POWER) == "No access – set here"
    combo = dialog.combo(luc, POWER)
    assert combo is not None
    assert combo.itemText(0) == "Inherit (View)"
    choose(dialog, people, POWER, None)
    assert dialog.effective_text(luc, POWER) == "View – inherited from Tower in Procore"
    choose(dialog, people, ROOT, None)
    assert not dialog.draft.dirty and not save(dialog).isEnabled()
    dialog.reject()


async def test_save_stores_and_the_ledger_names_the_folder(people: People) -> None:
    dialog = people.dialog()
    choose(dialog, people, POWER, AccessLevel.NONE)
    told = []
    dialog.saved.connect(lambda: told.append(True))
    save(dialog).click()
    await people.world.until(lambda: bool(told))
    assert settings(people) == {POWER: AccessLevel.NONE}
    line = people.store.ledger.changes(people.project)[-1]
    assert line.kind is ChangeKind.PERMISSION
    assert line.after == {"member": "Luc", "folder": "Power", "level": "none", "by": "Olive"}


@pytest.mark.parametrize(("answer", "closed", "kept"), [("stay", False, {}), ("leave", True, {}), ("save", True, None)])
async def test_what_is_unsaved_is_not_lost_without_a_word(
    people: People, answer: str, closed: bool, kept: dict[Folder, AccessLevel] | None
) -> None:
    dialog = people.dialog()
    ended = []
    dialog.finished.connect(ended.append)
    choose(dialog, people, ARCHITECTURE, AccessLevel.VIEW)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await people.world.until(lambda: dialog.findChild(QMessageBox) is not None)
    box = dialog.findChild(QMessageBox)
    assert box is not None and not ended
    button = box.findChild(QPushButton, f"ask.{answer}")
    assert button is not None
    button.click()
    await people.world.tasks.settle()
    assert bool(ended) is closed
    assert settings(people) == ({ARCHITECTURE: AccessLevel.VIEW} if kept is None else kept)
    if not closed:
        choose(dialog, people, ARCHITECTURE, None)
        dialog.reject()


async def test_who_manages_by_role_cannot_be_limited_and_the_reason_is_said(people: People) -> None:
    dialog = people.dialog()
    dialog.left.setCurrentRow(0)
    combo = dialog.combo(people.owner.id, ROOT)
    assert combo is not None and not combo.isEnabled()
    assert combo.toolTip() == "Always manages by role: Owner" == combo.accessibleDescription()
    assert dialog.effective_text(people.owner.id, POWER) == "Manage – role: Owner"
    dialog.reject()


async def test_by_folder_shows_everybody_in_one_folder_with_the_same_edits(people: People) -> None:
    dialog = people.dialog()
    choose(dialog, people, POWER, AccessLevel.MANAGE)
    button = dialog.switch[View.FOLDER]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert [(item.text(), item.data(DEPTH)) for item in map(dialog.left.item, range(dialog.left.count()))] == [
        ("Tower in Procore", 0),
        ("Architecture", 1),
        ("Power", 1),
        ("Structure", 1),
    ]
    dialog.left.setCurrentRow(2)
    assert dialog.effective_text(people.luc.id, POWER) == "Manage – set here"
    assert dialog.effective_text(people.owner.id, POWER) == "Manage – role: Owner"
    choose(dialog, people, POWER, None)
    assert not dialog.draft.dirty
    dialog.reject()


async def test_a_member_who_may_not_manage_reads_and_is_told_whom_to_ask(people: People) -> None:
    people.store.members.use(people.luc.id)
    dialog = people.dialog()
    assert "Ask: Olive" in dialog.read_only.text
    combo = dialog.combo(people.luc.id, ROOT)
    assert combo is not None and not combo.isEnabled() and "Ask: Olive" in combo.toolTip()
    assert not save(dialog).isVisible()
    dialog.reject()


async def test_who_manages_one_folder_edits_that_one(people: People) -> None:
    people.store.permissions.change(people.project, {(people.luc.id, POWER): AccessLevel.MANAGE}, names={})
    zoe = people.store.members.add("Zoé", "zoe@example.com", Role.VIEWER)
    people.store.members.use(people.luc.id)
    dialog = people.dialog()
    dialog.left.setCurrentRow(2)
    enabled = {folder: dialog.combo(zoe.id, folder).isEnabled() for folder in (ROOT, ARCHITECTURE, POWER)}  # type: ignore[union-attr]
    assert enabled == {ROOT: False, ARCHITECTURE: False, POWER: True}
    dialog.reject()


async def test_everything_is_reached_and_done_by_keyboard(people: People) -> None:
    dialog = people.dialog()
    await people.world.until(dialog.isActiveWindow)
    dialog.left.setFocus()
    reached = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {f"permissions.level.{people.luc.id}.{folder}" for folder in (ROOT, ARCHITECTURE, POWER)} <= set(reached)
    assert {"permissions.cancel", "permissions.by_member"} & set(reached)

    combo = dialog.combo(people.luc.id, ROOT)
    assert combo is not None
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert dialog.draft.changes == {(people.luc.id, ROOT): AccessLevel.NONE}
    dialog.draft.set(people.luc.id, ROOT, None)
    dialog.reject()


async def test_the_wheel_never_changes_a_permission(people: People) -> None:
    dialog = people.dialog()
    combo = dialog.combo(people.luc.id, ROOT)
    assert combo is not None
    combo.setFocus()
    at = QPointF(combo.rect().center())
    turn = QWheelEvent(
        at, combo.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert not dialog.draft.dirty and combo.level is None
    dialog.reject()


async def test_the_dialog_speaks_french(people: People) -> None:
    people.world.language.apply(LanguageChoice.FR)
    dialog = people.dialog()
    choose(dialog, people, ROOT, AccessLevel.VIEW)
    assert dialog.effective_text(people.luc.id, POWER) == "Lire – hérité de Tower in Procore"
    assert save(dialog).text() == "Sauvegarder"
    dialog.draft.set(people.luc.id, ROOT, None)
    dialog.reject()
    people.world.language.apply(LanguageChoice.EN)


async def test_of_hundreds_of_folders_only_those_in_view_get_their_choices(people: People) -> None:
    folders = [discipline_folder(1, id) for id in range(1000, 1450)]
    data = load_permissions(people.store, people.project, engine_alive=False)
    many = (*data.folders, *(FolderLine(folder, f"Folder {at}", 1) for at, folder in enumerate(folders)))
    dialog = PermissionsDialog(people.services, replace(data, folders=many))
    dialog.open()
    await people.world.until(dialog.isActiveWindow)
    made = dialog.findChildren(LevelCombo)
    assert 4 <= len(made) < 80
    last = folders[-1]
    assert f"permissions.level.{people.luc.id}.{last}" not in {combo.objectName() for combo in made}

    dialog.right.verticalScrollBar().setValue(dialog.right.verticalScrollBar().maximum())
    assert f"permissions.level.{people.luc.id}.{last}" in {one.objectName() for one in dialog.findChildren(LevelCombo)}
    choose(dialog, people, ROOT, AccessLevel.NONE)
    assert dialog.effective_text(people.luc.id, last) == "No access – inherited from Tower in Procore"
    assert dialog.effective_text(people.luc.id, folders[200]) == "No access – inherited from Tower in Procore"
    dialog.draft.set(people.luc.id, ROOT, None)
    dialog.reject()


async def test_the_tab_key_goes_on_through_folders_that_were_not_in_view(people: People) -> None:
    folders = [discipline_folder(1, id) for id in range(1000, 1100)]
    data = load_permissions(people.store, people.project, engine_alive=False)
    many = tuple(FolderLine(folder, f"Folder {at}", 1) for at, folder in enumerate(folders))
    dialog = PermissionsDialog(people.services, replace(data, folders=many))
    dialog.open()
    await people.world.until(dialog.isActiveWindow)
    first = dialog.combo(people.luc.id, folders[0])
    assert first is not None
    first.setFocus()
    reached = []
    for _ in folders:
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == [f"permissions.level.{people.luc.id}.{folder}" for folder in folders]
    dialog.reject()
