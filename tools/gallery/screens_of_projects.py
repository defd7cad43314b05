"""The list of projects, the first welcome, and the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.domain.states import Role
from app.ui.projects.list_model import Column
from app.ui.projects.page import Shown
from gallery.screens import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage


@screen
async def welcome(stage: Stage) -> QWidget:
    await stage.without_projects()
    return stage.window


@screen
async def welcome_refused(stage: Stage) -> QWidget:
    await stage.without_projects()
    await stage.work_as(Role.VIEWER)
    return stage.window


@screen
async def projects(stage: Stage) -> QWidget:
    stage.window.projects.select(stage.seeds.building)
    return stage.window


@screen
async def projects_nothing_found(stage: Stage) -> QWidget:
    stage.window.projects.search.setText("Griffintown")
    return stage.window


@screen
async def projects_archived(stage: Stage) -> QWidget:
    page = stage.window.projects
    page.narrow.setCurrentIndex(page.narrow.findData(Shown.ARCHIVED.value))
    return stage.window


@screen
async def projects_all_archived(stage: Stage) -> QWidget:
    await stage.with_all_archived()
    return stage.window


@screen
async def projects_menu(stage: Stage) -> QWidget:
    table = stage.window.projects.table
    index = stage.window.projects.model.index_of(stage.seeds.building).siblingAtColumn(Column.MENU)
    below = table.viewport().mapToGlobal(table.visualRect(index).bottomLeft())
    table.menu_requested.emit(stage.seeds.building, below - QPoint(200, 0))
    return stage.window


@screen
async def project_new(stage: Stage) -> QWidget:
    stage.window.edit_project(None)
    await stage.settle()
    return stage.window


@screen
async def project_general(stage: Stage) -> QWidget:
    stage.window.edit_project(stage.seeds.building)
    await stage.settle()
    return stage.window


@screen
async def project_general_refused(stage: Stage) -> QWidget:
    await stage.work_as(Role.COLLABORATOR)
    return await project_general(stage)


@screen
async def project_without_name(stage: Stage) -> QWidget:
    await project_new(stage)
    form = stage.window.form
    form.number.setText("26-040")
    stage.services.tasks.spawn(form.save())
    await stage.settle()
    return stage.window


@screen
async def project_unsaved(stage: Stage) -> QWidget:
    await project_general(stage)
    stage.window.form.name.setText("Centre communautaire de Rosemont, lot 2")
    stage.window.show_projects()
    await stage.settle(held=1)
    return stage.window
