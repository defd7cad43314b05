"""``projects``: create, list, rename, archive."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from app.commands import shapes
from app.commands.program import AsJson, invocation
from app.commands.speaking import CommandLine
from app.commands.words import (
    ARCHIVED,
    NO_PROJECTS,
    PROJECT_ARCHIVED,
    PROJECT_CREATED,
    PROJECT_RENAMED,
    PROJECT_RESTORED,
)
from app.domain.roles import Act

commands = CommandLine(help="Projects: list, create, rename, archive.", invoke_without_command=True)

Project = Annotated[str, typer.Argument(metavar="PROJECT", help="A project's name or id.")]


def parse_moment(text: str) -> datetime:
    """ISO 8601; a time without a zone is this machine's local time. Wrong usage otherwise."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("not an ISO 8601 time, for example 2025-11-03T09:00:00Z") from None
    return at.astimezone(UTC)


@commands.callback()
def group(context: typer.Context, as_json: AsJson = False) -> None:
    """List the projects, or work on them."""
    if context.invoked_subcommand is None:
        list_(context, as_json)


@commands.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List all projects, archived ones last."""
    with invocation(context, as_json) as call:
        found = sorted(call.store.projects.list(archived=True), key=lambda item: item.archived)
        lines = [f"{item.id}  {item.name}" + (f"  ({call.say(ARCHIVED)})" if item.archived else "") for item in found]
        call.give(
            {"projects": [shapes.listed_project(item) for item in found]},
            lines or [call.say(NO_PROJECTS)],
        )


@commands.command("create")
def create(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the project is called.")],
    created_at: Annotated[
        datetime | None,
        typer.Option("--created-at", metavar="ISO", parser=parse_moment, help="When the project began (default: now)."),
    ] = None,
    number: Annotated[str, typer.Option("--number", metavar="NUMBER", help="The number your company gives it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Create a project."""
    if not name.strip():
        raise typer.BadParameter("a project needs a name", param_hint="NAME")
    with invocation(context, as_json) as call:
        call.require(Act.EDIT_PROJECT)
        made = call.store.projects.create(name.strip(), created_at, number=number.strip())
        call.give(shapes.project(made), [call.say(PROJECT_CREATED, name=made.name, id=made.id)])


@commands.command("rename")
def rename(
    context: typer.Context,
    project: Project,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the project is called.")],
    as_json: AsJson = False,
) -> None:
    """Give a project another name."""
    if not name.strip():
        raise typer.BadParameter("a project needs a name", param_hint="NAME")
    with invocation(context, as_json) as call:
        call.require(Act.EDIT_PROJECT)
        found = call.store.projects.find(project)
        renamed = call.store.projects.rename(found.id, name.strip())
        call.give(shapes.project(renamed), [call.say(PROJECT_RENAMED, id=renamed.id, name=renamed.name)])


@commands.command("archive")
def archive(
    context: typer.Context,
    project: Project,
    restore: Annotated[bool, typer.Option("--restore", help="Take it out of the archive again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a project into the archive: it stays readable and is not synced."""
    with invocation(context, as_json) as call:
        call.require(Act.EDIT_PROJECT)
        found = call.store.projects.find(project)
        changed = call.store.projects.archive(found.id, archived=not restore)
        text = PROJECT_RESTORED if restore else PROJECT_ARCHIVED
        call.give(shapes.listed_project(changed), [call.say(text, name=changed.name)])
