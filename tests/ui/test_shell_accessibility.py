"""Everything that can have the focus has a name that a screen reader can say, and the same in French."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QDialog, QLineEdit, QTabBar, QWidget
from shell_world import account_projects, hidden_company, many

from app.ui.connection.picker_dialog import PickerDialog
from app.ui.i18n import LanguageChoice
from app.ui.projects.form import ProjectForm
from app.ui.support_dialog import SupportDialog

if TYPE_CHECKING:
    from shell_world import World


def nameless(root: QWidget) -> list[str]:
    """Focusable widgets under ``root`` that say nothing."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or _inner(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip() and widget is not root:
            found.append(f"{type(widget).__name__} {widget.objectName()!r} in {_path(widget)}")
    return found


def _inner(widget: QWidget) -> bool:
    """Parts of a control that Qt gives the focus to, but that speak through their owner."""
    parent = widget.parent()
    return isinstance(parent, (QComboBox, QLineEdit, QAbstractScrollArea)) or isinstance(widget, QTabBar)


def _path(widget: QWidget) -> str:
    parent = widget.parent()
    return f"{type(parent).__name__} {parent.objectName()!r}" if isinstance(parent, QWidget) else "-"


@pytest.mark.parametrize("language", [LanguageChoice.EN, LanguageChoice.FR])
async def test_everything_that_takes_the_focus_has_a_name(world: World, language: LanguageChoice) -> None:
    world.language.apply(language)
    world.store.rows = many()
    world.accounts.visible = [account_projects(3, 3, hidden=(hidden_company(),))]
    window = await world.open()
    world.messages.warn("warning")
    for project_id in (1, 3, 5):
        window.edit_project(project_id)
        await world.settle()
        assert nameless(window) == []
    window.show_documents(1)
    window.tabs.open_sheet(1, 101)
    assert nameless(window) == []

    window.dialogs.open_palette()
    window.dialogs.open_shortcuts()
    window.dialogs.open_support()
    window.dialogs.open_about()
    picker = PickerDialog(world.services, window)
    picker.open()
    await world.settle()
    dialogs = window.findChildren(QDialog)
    assert len(dialogs) == 5
    for dialog in dialogs:
        assert nameless(dialog) == []
        assert dialog.windowTitle() or dialog.objectName() == "palette"
    for dialog in dialogs:
        dialog.reject()


async def test_widgets_keep_stable_names(world: World) -> None:
    """Tests and support scripts find them by these."""
    world.store.rows = many()
    window = await world.open()
    window.edit_project(1)
    await world.settle()
    for name in (
        "navigation.projects",
        "navigation.documents",
        "projects.create",
        "projects.search",
        "projects.table",
        "project_form.name",
        "project_form.save",
        "integration.connect",
        "integration.sync",
        "integration.folder",
        "integration.support",
        "integration.disconnect",
    ):
        assert window.findChild(QWidget, name) is not None, name
    assert window.findChild(ProjectForm, "project_form") is window.form


async def test_no_button_is_without_words(world: World) -> None:
    world.store.rows = many()
    window = await world.open()
    window.edit_project(1)
    await world.settle()
    support = SupportDialog(world.services, world.support(), window)
    for button in [*window.form.findChildren(QAbstractButton), *support.findChildren(QAbstractButton)]:
        if not _inner(button):
            assert button.text() or button.accessibleName(), button.objectName()
    support.reject()
    support.deleteLater()
