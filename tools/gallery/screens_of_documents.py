"""The folder of a project in its faces and states, what changed in it, and the history of its syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QPushButton, QToolButton

from app.domain.events import RunStarted
from app.domain.states import Role
from app.storage.folder_status import OFFLINE
from app.ui.documents.filter_bar import Face
from app.ui.documents.filters import Only
from app.ui.documents.nodes import drawing_id
from app.ui.documents.remembered import write_face
from app.ui.history.dialog import HistoryDialog
from gallery.screens import screen
from gallery.screens_of_connection import progress

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.documents.page import DocumentsPage
    from gallery.stage import Stage


@screen
async def documents_tree(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    _unfold(page, stage, "A-101", "A-102")
    return stage.window


@screen
async def documents_list(stage: Stage) -> QWidget:
    await _with_face(stage, Face.LIST)
    return stage.window


@screen
async def documents_thumbnails(stage: Stage) -> QWidget:
    await _with_face(stage, Face.THUMBNAILS)
    return stage.window


@screen
async def documents_filtered(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    page.header.filter.setText("e10")
    return stage.window


@screen
async def documents_nothing_left(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    page.header.filter.setText("Z-999")
    return stage.window


@screen
async def documents_menu_of_folder(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    page.tree.menu_requested.emit(page.model.index(0, 0).internalPointer(), page.mapToGlobal(QPoint(160, 190)))
    return stage.window


@screen
async def documents_menu_of_drawing(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    _unfold(page, stage, "A-102")
    node = page.view.current_node()
    page.tree.menu_requested.emit(node, page.mapToGlobal(QPoint(160, 260)))
    return stage.window


@screen
async def documents_running(stage: Stage) -> QWidget:
    project = stage.seeds.running
    await documents(stage, project)
    stage.engine.run(project, RunStarted(project, stage.services.clock()), progress(project))
    await stage.settle()
    return stage.window


@screen
async def documents_failed(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.failed)
    return stage.window


@screen
async def documents_one_sheet_failed(stage: Stage) -> QWidget:
    """Among sheets that wait, one could not be fetched, and says why and when it is tried again."""
    page = await documents(stage, stage.seeds.failed)
    page.bar.only.setCurrentIndex(page.bar.only.findData(Only.FAILED.value))
    return stage.window


@screen
async def documents_offline(stage: Stage) -> QWidget:
    await stage.prefer(OFFLINE, True)
    await documents(stage, stage.seeds.building)
    return stage.window


@screen
async def documents_withdrawn_question(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.questioned)
    return stage.window


@screen
async def documents_access_lost(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.lost)
    return stage.window


@screen
async def documents_archive(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.disconnected)
    return stage.window


@screen
async def documents_not_synced_yet(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.never)
    return stage.window


@screen
async def documents_empty(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.empty)
    return stage.window


@screen
async def documents_not_connected(stage: Stage) -> QWidget:
    await documents(stage, stage.seeds.bare)
    return stage.window


@screen
async def documents_no_access(stage: Stage) -> QWidget:
    await stage.work_as(Role.VIEWER)
    await documents(stage, stage.seeds.restricted)
    return stage.window


@screen
async def documents_verifying(stage: Stage) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    page.acts.verify(stage.seeds.building)
    await stage.settle(held=1)
    return stage.window


@screen
async def changes(stage: Stage) -> QWidget:
    stage.window.show_changes(stage.seeds.building)
    await stage.settle()
    return stage.window


@screen
async def changes_of_a_replaced_file(stage: Stage) -> QWidget:
    await changes(stage)
    stage.window.changes.filters.text.setText("S-101")
    await stage.settle()
    return stage.window


@screen
async def changes_export_menu(stage: Stage) -> QWidget:
    await changes(stage)
    export = next(
        one
        for kind in (QPushButton, QToolButton)
        for one in stage.window.changes.findChildren(kind)
        if one.objectName() == "changes.export"
    )
    QTimer.singleShot(0, export.showMenu)  # which runs a loop of its own
    await stage.until(lambda: export.menu().isVisible())
    return stage.window


@screen
async def changes_none(stage: Stage) -> QWidget:
    stage.window.show_changes(stage.seeds.empty)
    await stage.settle()
    return stage.window


@screen
async def changes_not_connected(stage: Stage) -> QWidget:
    stage.window.show_changes(stage.seeds.bare)
    await stage.settle()
    return stage.window


@screen
async def history(stage: Stage) -> QWidget:
    return await _history(stage, stage.seeds.building)


@screen
async def history_of_failures(stage: Stage) -> QWidget:
    return await _history(stage, stage.seeds.failed)


@screen
async def history_empty(stage: Stage) -> QWidget:
    return await _history(stage, stage.seeds.never)


async def documents(stage: Stage, project_id: int) -> DocumentsPage:
    """The folder of a project, in front."""
    stage.window.show_documents(project_id)
    await stage.settle()
    return stage.window.tabs.widget(0)  # type: ignore[return-value]


async def _with_face(stage: Stage, face: Face) -> None:
    (await documents(stage, stage.seeds.building)).choose_face(face)
    stage.puts_back(lambda: write_face(stage.store, stage.seeds.building, Face.TREE))
    await stage.settle()


async def _history(stage: Stage, project_id: int) -> QWidget:
    stage.window.dialogs.open_history(project_id)
    dialog = await stage.found(HistoryDialog, "history")
    await stage.settle()
    return dialog


def _unfold(page: DocumentsPage, stage: Stage, *numbers: str) -> None:
    """Show the revisions of these drawings; the last one is chosen."""
    tree = stage.store.documents.tree(stage.seeds.building, engine_alive=True)
    ids = {one.number: one.procore_id for area in tree.areas for part in area.disciplines for one in part.drawings}
    for number in numbers:
        page.tree.show_node(drawing_id(ids[number]))
        page.tree.expand(page.tree.currentIndex())
