"""Members, profiles and permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

from app.domain.states import Role
from app.ui.people.member_dialog import MemberDialog
from app.ui.people.permissions_dialog import PermissionsDialog, View
from gallery.screens import screen
from gallery.screens_of_documents import documents

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage


@screen
async def members(stage: Stage) -> QWidget:
    stage.window.show_members()
    await stage.settle()
    return stage.window


@screen
async def members_refused(stage: Stage) -> QWidget:
    await stage.work_as(Role.VIEWER)
    return await members(stage)


@screen
async def member_new(stage: Stage) -> QWidget:
    await members(stage)
    stage.window.members.add.click()
    return await stage.found(MemberDialog, "member")


@screen
async def member_without_name(stage: Stage) -> QWidget:
    dialog = await member_new(stage)
    assert isinstance(dialog, MemberDialog)
    dialog.save()
    await stage.settle()
    return dialog


@screen
async def member_edited(stage: Stage) -> QWidget:
    await members(stage)
    stage.window.members.edit.click()
    return await stage.found(MemberDialog, "member")


@screen
async def member_removal(stage: Stage) -> QWidget:
    await members(stage)
    page = stage.window.members
    page.list.setCurrentItem(page.list.topLevelItem(page.list.topLevelItemCount() - 1))
    page.remove.click()
    await stage.settle(held=1)
    return stage.window


@screen
async def profile_menu(stage: Stage) -> QWidget:
    button = await stage.found(QAbstractButton, "navigation.profile")
    button.click()
    return stage.window


@screen
async def permissions_by_member(stage: Stage) -> QWidget:
    return await _permissions(stage, View.MEMBER)


@screen
async def permissions_by_folder(stage: Stage) -> QWidget:
    return await _permissions(stage, View.FOLDER)


@screen
async def permissions_read_only(stage: Stage) -> QWidget:
    await stage.work_as(Role.VIEWER)
    return await _permissions(stage, View.MEMBER)


async def _permissions(stage: Stage, view: View) -> QWidget:
    page = await documents(stage, stage.seeds.building)
    page.open_permissions()
    dialog = await stage.found(PermissionsDialog, "permissions")
    await stage.settle()
    dialog.show_view(view)
    return dialog
