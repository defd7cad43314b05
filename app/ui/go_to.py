"""What Ctrl+K offers besides sheets: the projects, and every action of the registry with its keys or its reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.ui.actions import plain_text, shortcut_text
from app.ui.palette import Entry
from app.ui.settings.subjects import Subject, subject_name
from app.ui.shell_actions import TABLE, Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.views import ProjectStatus
    from app.ui.actions import Actions
    from app.ui.overview import Snapshot


def palette_entries(
    actions: Actions,
    snapshot: Snapshot | None,
    open_project: Callable[[int], object],
    open_settings: Callable[[Subject], object],
) -> list[Entry]:
    settings = QCoreApplication.translate("Palette", "Settings")
    projects = snapshot.projects if snapshot is not None else ()
    kind = QCoreApplication.translate("Palette", "Project")
    return [
        *(
            Entry(f"{one.project.number}  {one.project.name}".strip(), "projects", kind, _opening(open_project, one))
            for one in projects
        ),
        *_actions(actions),
        *(Entry(subject_name(one), "settings", settings, partial(open_settings, one)) for one in Subject),
    ]


def _opening(open_project: Callable[[int], object], one: ProjectStatus) -> Callable[[], object]:
    return lambda: open_project(one.project.id)


def _actions(actions: Actions) -> list[Entry]:
    actions.refresh()
    entries = []
    for spec in TABLE:
        if spec.id is Command.PALETTE:
            continue
        action = actions[spec.id]
        reason = actions.reason(action)
        hint = reason or shortcut_text(action)
        entries.append(Entry(plain_text(action), spec.icon, hint, action.trigger, enabled=reason is None))
    return entries
