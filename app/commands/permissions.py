"""``members permissions``: what each member may do in the folders of a project, why, and changing it (S52-S53)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.failing import missing
from app.commands.formats import columns
from app.commands.program import AsJson, Invocation, invocation
from app.commands.projects import Project  # noqa: TC001 - read from annotations at run time
from app.commands.words import ALWAYS_MANAGES, CAUSES, NO_AREA, SEVERAL_FOLDERS
from app.domain.access import ROOT, FolderLine, folder_lines
from app.domain.change_words import LEVELS, ROLES
from app.domain.issue_words import NO_DISCIPLINE
from app.domain.roles import always_manages
from app.domain.states import AccessLevel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.access import Access, Folder


class Setting(StrEnum):
    """What can be set on a folder: a level, or nothing of its own."""

    NONE = "none"
    VIEW = "view"
    ANNOTATE = "annotate"
    MANAGE = "manage"
    INHERIT = "inherit"


@dataclass(frozen=True, slots=True)
class _Folders:
    """Those that the active member sees, in the order of the tree, with their names in the language of the answer."""

    lines: tuple[FolderLine, ...]
    names: dict[Folder, str]


def permissions(
    context: typer.Context,
    project: Project,
    member: Annotated[
        str | None, typer.Option("--member", metavar="NAME", help="Only of this member: a name, an e-mail or an id.")
    ] = None,
    folder: Annotated[
        str | None, typer.Option("--folder", metavar="FOLDER", help="Only in this folder: its name, or its id.")
    ] = None,
    setting: Annotated[
        Setting | None,
        typer.Option(
            "--set", help="What --member may do from now on in --folder; without --folder, in the whole project."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what each member may do in the folders of a project, and why; or change it for one member."""
    if setting is not None and member is None:
        raise typer.BadParameter("--set goes with --member", param_hint="--set")
    with invocation(context, as_json) as call:
        ours = call.store.projects.find(project)
        call.require_sight(ours)
        seen = _folders(call, ours.id)
        wanted = _named(call, seen, folder)
        if setting is not None:
            _set(call, ours.id, member or "", ROOT if folder is None else _only(call, wanted, folder), setting, seen)
        everyone = call.store.permissions.everyone(ours.id)
        if member is not None:
            chosen = call.store.members.find(member)
            everyone = [access for access in everyone if access.member.id == chosen.id]
        answer = {
            "project": ours.name,
            "permissions": [
                shapes.permission(access, line.folder, seen.names) for access in everyone for line in wanted
            ],
        }
        call.give(answer, columns([_cells(call, access, line, seen) for access in everyone for line in wanted]))


def _folders(call: Invocation, project_id: int) -> _Folders:
    tree, _access = call.store.shown.tree(project_id, engine_alive=False)
    lines = folder_lines(tree, call.store.permissions.everyone(project_id))
    return _Folders(lines, {line.folder: _name(call, line) for line in lines})


def _name(call: Invocation, line: FolderLine) -> str:
    if line.name is not None:
        return line.name
    return call.say(NO_DISCIPLINE if "/" in line.folder else NO_AREA)


def _named(call: Invocation, seen: _Folders, wanted: str | None) -> list[FolderLine]:
    """All, or those with this id or name."""
    if wanted is None:
        return list(seen.lines)
    same = wanted.strip().casefold()
    found = [line for line in seen.lines if same in (line.folder, seen.names[line.folder].casefold())]
    if not found:
        raise missing("folder", wanted)
    return found


def _only(call: Invocation, found: Sequence[FolderLine], wanted: str) -> Folder:
    """Two areas may have a discipline of the same name: what is set must not depend on luck."""
    if len(found) > 1:
        ids = ", ".join(line.folder for line in found)
        raise typer.BadParameter(call.say(SEVERAL_FOLDERS, name=wanted, ids=ids), param_hint="--folder")
    return found[0].folder


def _set(call: Invocation, project_id: int, name: str, folder: Folder, setting: Setting, seen: _Folders) -> None:
    member = call.store.members.find(name)
    call.store.permissions.active(project_id).require(AccessLevel.MANAGE, seen.names[folder], folder)
    if always_manages(member.role):
        said = call.say(ALWAYS_MANAGES, name=member.name, role=call.say(ROLES[member.role]))
        raise typer.BadParameter(said, param_hint="--member")
    level = None if setting is Setting.INHERIT else AccessLevel(setting.value)
    call.store.permissions.change(project_id, {(member.id, folder): level}, names=seen.names)


def _cells(call: Invocation, access: Access, line: FolderLine, seen: _Folders) -> list[str]:
    found = access.effective(line.folder)
    source = "" if found.source is None else seen.names.get(found.source, "")
    cause = call.say(CAUSES[found.cause], role=call.say(ROLES[access.member.role]), folder=source)
    return [access.member.name, "  " * line.depth + seen.names[line.folder], call.say(LEVELS[found.level]), cause]
