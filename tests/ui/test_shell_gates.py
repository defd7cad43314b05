"""Every action of the window, and who may do it: a new one does not pass without an answer (S4, S52)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from shell_world import link, project

from app.domain.access import ROOT
from app.domain.states import AccessLevel, Role, SyncState
from app.ui.shell_actions import Command

if TYPE_CHECKING:
    from shell_world import World

#: What belongs to the owners, and what asks for manage in the projects it concerns. All else is for anybody: places to
#: go, which show there what the member may see, and choices of one's own.
OWNERS = {Command.NEW_PROJECT, Command.ARCHIVE, Command.UNARCHIVE}
MANAGERS = {Command.SYNC, Command.SYNC_ALL, Command.STOP_SYNC}
#: For whoever sees a sheet, and while one is in front: here none is.
READERS = {Command.COPY_LINK}
ANYBODY = {
    Command.OPEN_DOCUMENTS,
    Command.EDIT_PROJECT,
    Command.PERMISSIONS,
    Command.QUIT,
    Command.SHOW_PROJECTS,
    Command.SHOW_DOCUMENTS,
    Command.SHOW_CHANGES,
    Command.SYNC_HISTORY,
    Command.SHOW_MEMBERS,
    Command.SETTINGS,
    Command.PALETTE,
    Command.FIND,
    Command.SEARCH,
    Command.NEXT_PANE,
    Command.PREVIOUS_PANE,
    *(command for command in Command if command.value.startswith(("theme_", "language_"))),
    Command.GUIDE,
    Command.SHORTCUTS,
    Command.SUPPORT,
    Command.ABOUT,
}


def test_every_action_is_in_one_of_the_lists() -> None:
    assert set(Command) == OWNERS | MANAGERS | ANYBODY | READERS
    assert len(set(Command)) == len(OWNERS) + len(MANAGERS) + len(ANYBODY) + len(READERS)


@pytest.mark.parametrize(
    ("role", "level", "allowed"),
    [
        (Role.OWNER, None, OWNERS | MANAGERS),
        (Role.CO_OWNER, None, OWNERS | MANAGERS),
        (Role.ADMINISTRATOR, None, MANAGERS),
        (Role.COLLABORATOR, None, set()),
        (Role.COLLABORATOR, AccessLevel.MANAGE, MANAGERS),
        (Role.VIEWER, None, set()),
        (Role.VIEWER, AccessLevel.NONE, set()),
    ],
)
async def test_each_member_finds_enabled_what_is_theirs_and_the_rest_says_why(
    world: World, role: Role, level: AccessLevel | None, allowed: set[Command]
) -> None:
    world.store.rows = [
        project(1, "Tower", SyncState.SYNCED),
        project(2, "Depot", SyncState.RUNNING, linked=link(2, name="Depot")),
    ]
    world.store.everyone[0] = replace(world.store.everyone[0], role=role)
    world.store.levels = {} if level is None else {ROOT: level}
    window = await world.open()
    window.projects.select(1)
    for command in Command:
        action = window.registry[command]
        if command is Command.UNARCHIVE:  # for archived projects alone, and in their menu alone
            continue
        assert action.isEnabled() is (command in allowed | ANYBODY), command
        if not action.isEnabled():
            assert action.toolTip(), command
