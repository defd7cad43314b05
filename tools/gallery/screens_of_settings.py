"""Every section of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.states import AppSource, Role
from app.domain.views import AppInUse
from app.ui.settings.subjects import Subject
from gallery.screens import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery.stage import Stage


@screen
async def settings_general(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.GENERAL)


@screen
async def settings_sync(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.SYNC)


@screen
async def settings_projects(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.PROJECTS)


@screen
async def settings_storage(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.STORAGE)


@screen
async def settings_procore(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.PROCORE)


@screen
async def settings_procore_without_app(stage: Stage) -> QWidget:
    stage.accounts.app = AppInUse(AppSource.NONE, None)
    return await _settings(stage, Subject.PROCORE)


@screen
async def settings_accounts(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.ACCOUNTS)


@screen
async def settings_accounts_signed_out(stage: Stage) -> QWidget:
    await stage.sign_out()
    return await _settings(stage, Subject.ACCOUNTS)


@screen
async def settings_members(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.MEMBERS)


@screen
async def settings_support(stage: Stage) -> QWidget:
    return await _settings(stage, Subject.SUPPORT)


@screen
async def settings_refused(stage: Stage) -> QWidget:
    await stage.work_as(Role.VIEWER)
    return await _settings(stage, Subject.PROJECTS)


async def _settings(stage: Stage, subject: Subject) -> QWidget:
    stage.window.show_settings(subject)
    await stage.settle()
    return stage.window
