"""A theme switched at run time leaves no pane behind: it looks as if the window had been opened in that theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from sheet_world import BIG, PROJECT, small_tree, status
from sheet_world import World as SheetWorld
from shell_world import account_projects, hidden_company, many

from app.domain.states import SyncState
from app.drawings.render import Renderer
from app.ui.connection.picker_dialog import PickerDialog
from app.ui.documents.page import DocumentsPage
from app.ui.theme import ThemeChoice, ThemeSwitch
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot
    from shell_world import World

DIFFERENT = 24  # of 255, in any channel: more than what blending makes of a line


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    """No blinking cursor in the pictures; light again in the end."""
    rate = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(rate)
    ThemeSwitch(qapp, ThemeChoice.LIGHT)


def differing(one: QImage, other: QImage) -> float:
    """The share of sampled points that are of another colour."""
    assert one.size() == other.size()
    points = [(x, y) for x in range(1, one.width(), 3) for y in range(1, one.height(), 3)]

    def apart(x: int, y: int) -> bool:
        a, b = one.pixelColor(x, y), other.pixelColor(x, y)
        return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) > DIFFERENT

    return sum(apart(x, y) for x, y in points) / len(points)


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


async def panes(world: World, theme: ThemeChoice, then: ThemeChoice | None) -> dict[str, QImage]:
    """Pictures of every pane, opened in ``theme``; with ``then``, taken after a switch to it."""
    world.theme.apply(theme)
    window = await world.open()
    world.messages.warn("A warning that stays.")
    window.dialogs.open_shortcuts()
    window.dialogs.open_support()
    picker = PickerDialog(world.services, window)
    picker.open()
    await world.settle()
    window.show_documents(1)
    window.projects.select(1)
    if then is not None:
        world.theme.apply(then)
    await world.settle()
    dialogs = [one for one in QApplication.topLevelWidgets() if one.objectName() in ("shortcut_sheet", "support")]
    taken = {one.objectName(): picture(one) for one in [*dialogs, picker]}
    for one in [*dialogs, picker]:
        one.close()
    taken |= {"navigation": picture(window.navigation), "status": picture(window.status)}
    taken |= {"toolbar": picture(window._toolbar), "messages": picture(world.messages)}
    for project_id in (1, 3, 5):
        window.edit_project(project_id)
        await world.settle()
        window.form.tabs.setCurrentIndex(1)
        await world.settle()
        taken[f"form {project_id}"] = picture(window.form)
    window.show_projects()
    await world.settle()
    taken["projects"] = picture(window.projects)
    return taken


@pytest.mark.parametrize(
    "start, end", [(ThemeChoice.LIGHT, ThemeChoice.DARK), (ThemeChoice.DARK, ThemeChoice.LIGHT)], ids=["dark", "light"]
)
async def test_every_pane_of_the_window_follows(world: World, start: ThemeChoice, end: ThemeChoice) -> None:
    world.store.rows = many()
    world.accounts.visible = [account_projects(3, 3, hidden=(hidden_company(),))]
    switched = await panes(world, start, end)
    world.window.hide()
    other = type(world)(world.store.rows)
    other.accounts.visible = world.accounts.visible
    fresh = await panes(other, end, None)
    await other.close()
    assert {name: share for name in fresh if (share := differing(switched[name], fresh[name])) > 0.002} == {}
    assert len(fresh) == 11


@pytest.mark.parametrize("end", [ThemeChoice.DARK, ThemeChoice.LIGHT])
def test_documents_and_sheet_follow(qtbot: QtBot, qapp: QApplication, end: ThemeChoice) -> None:
    start = ThemeChoice.LIGHT if end is ThemeChoice.DARK else ThemeChoice.DARK
    switch = ThemeSwitch(qapp, start)

    def open_both(then: Callable[[], None]) -> list[QImage]:
        world = SheetWorld(small_tree(state=status(SyncState.FAILED)))
        renderer = Renderer()
        page, sheet = DocumentsPage(world.services), SheetView(world.services, renderer)
        for one in (page, sheet):
            qtbot.addWidget(one)
            one.resize(1000, 600)
            one.show()
        page.show_project(PROJECT)
        sheet.show_sheet(PROJECT, BIG + 5)
        then()
        qapp.processEvents()
        taken = [picture(page), picture(sheet), picture(sheet.canvas)]
        sheet.close_sheet()
        renderer.close()
        world.close()
        return taken

    switched = open_both(lambda: switch.apply(end))
    fresh = open_both(lambda: None)
    assert [differing(one, other) for one, other in zip(switched, fresh, strict=True)] == [0, 0, 0]
