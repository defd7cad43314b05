"""``members``: who works in this data directory, and as what (S4)."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands import shapes
from app.commands.formats import columns
from app.commands.program import AsJson, invocation
from app.commands.words import MEMBER_ACTIVE, MEMBER_ADDED, ROLES
from app.domain.states import Role  # noqa: TC001 - read from annotations at run time

commands = typer.Typer(help="Members: list, add, choose who works here.", invoke_without_command=True)


@commands.callback()
def group(context: typer.Context, as_json: AsJson = False) -> None:
    """List the members, or work on them."""
    if context.invoked_subcommand is None:
        list_(context, as_json)


@commands.command("list")
def list_(context: typer.Context, as_json: AsJson = False) -> None:
    """List the members; the active one is marked."""
    with invocation(context, as_json) as call:
        active = call.store.members.active()
        found = call.store.members.list()
        rows = [
            ("*" if member.id == active.id else " ", member.name, member.email, call.say(ROLES[member.role]))
            for member in found
        ]
        call.give({"members": [shapes.member(member, active) for member in found]}, columns(rows))


@commands.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    role: Annotated[Role, typer.Option("--role", help="What this member may do.")],
    as_json: AsJson = False,
) -> None:
    """Add a member."""
    with invocation(context, as_json) as call:
        added = call.store.members.add(name, email, role)
        call.give(
            shapes.member(added, call.store.members.active()),
            [call.say(MEMBER_ADDED, name=added.name, role=call.say(ROLES[added.role]))],
        )


@commands.command("use")
def use(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A member's name or id.")],
    as_json: AsJson = False,
) -> None:
    """Choose who works in this data directory from now on."""
    with invocation(context, as_json) as call:
        member = call.store.members.use(name)
        call.give(
            shapes.member(member, member),
            [call.say(MEMBER_ACTIVE, name=member.name, role=call.say(ROLES[member.role]))],
        )
