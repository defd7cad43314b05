"""What lies around the pages: messages, the go-to field, menus, the tray, support, shortcuts, about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu

from app.domain.events import RunFinished, RunReport
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome
from app.ui.guide.window import GuideWindow
from app.ui.palette import Palette
from app.window import busy_box
from gallery.screens import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage


@screen
async def messages(stage: Stage) -> QWidget:
    """A success, a failure, and a warning with a button."""
    failure = Failure(FailureCode.LOCAL_SPACE, values={"subject": "A-101"})
    _finish(stage, stage.seeds.building, None)
    _finish(stage, stage.seeds.failed, failure)
    await stage.settle()
    await stage.until(lambda: len(stage.services.messages.shown()) == 2)
    return stage.window


@screen
async def messages_more_than_fit(stage: Stage) -> QWidget:
    messages = stage.services.messages
    for code in (FailureCode.SERVER, FailureCode.THROTTLED, FailureCode.AUTH, FailureCode.LOCAL_SPACE):
        messages.fail(Failure(code, values={"subject": "A-101"}), id=code.value, subject="Harbour Clinic")
    return stage.window


@screen
async def go_to(stage: Stage) -> QWidget:
    stage.window.dialogs.open_palette()
    await stage.found(Palette, "palette")
    return stage.window


@screen
async def go_to_a_sheet(stage: Stage) -> QWidget:
    stage.window.dialogs.open_palette()
    palette = await stage.found(Palette, "palette")
    palette.field.setText("e10")
    await stage.until(lambda: any("E-101" in entry.text for entry in palette.shown()))
    return stage.window


@screen
async def menu_of_projects(stage: Stage) -> QWidget:
    return _opened_menu(stage, 1)


@screen
async def menu_of_view(stage: Stage) -> QWidget:
    return _opened_menu(stage, 2)


@screen
async def tray_menu(stage: Stage) -> QWidget:
    menu = next(one for one in stage.window.findChildren(QMenu) if one.objectName() == "tray.menu")
    menu.popup(stage.window.mapToGlobal(QPoint(300, 300)))
    return menu


@screen
async def support(stage: Stage) -> QWidget:
    stage.window.dialogs.open_support()
    dialog = await stage.found(QDialog, "support")
    await stage.settle()
    return dialog


@screen
async def guide(stage: Stage) -> QWidget:
    stage.window.dialogs.open_guide()
    return _dialog(stage)


@screen
async def guide_find(stage: Stage) -> QWidget:
    stage.window.dialogs.open_guide()
    window = await stage.found(GuideWindow, "guide")
    window.contents.setCurrentRow(8)
    window.bar.open()
    window.bar.field.setText("Procore")
    return window


@screen
async def shortcuts(stage: Stage) -> QWidget:
    stage.window.dialogs.open_shortcuts()
    return _dialog(stage)


@screen
async def about(stage: Stage) -> QWidget:
    stage.window.dialogs.open_about()
    return _dialog(stage)


@screen
async def busy_in_the_command_line(_stage: Stage) -> QWidget:
    box = busy_box()
    box.show()
    return box


def _finish(stage: Stage, project_id: int, failure: Failure | None) -> None:
    outcome = RunOutcome.SYNCED if failure is None else RunOutcome.FAILED
    name = stage.store.projects.get(project_id).name
    report = RunReport(project_id, name, outcome, failure, full=True, added=4, reordered=1, changed=2)
    stage.window.commands._by_hand.add(project_id)
    stage.engine.tell(RunFinished(project_id, report))


def _opened_menu(stage: Stage, place: int) -> QWidget:
    bar = stage.window.menuBar()
    action = bar.actions()[place]
    menu = action.menu()
    assert isinstance(menu, QMenu)
    menu.popup(bar.mapToGlobal(bar.actionGeometry(action).bottomLeft()))
    return stage.window


def _dialog(stage: Stage) -> QWidget:
    return next(one for one in stage.window.findChildren(QDialog) if one.isVisible())
