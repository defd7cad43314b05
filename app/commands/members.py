"""``members``: who works in this data directory, and as what (S4)."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands import permissions, shapes
from app.commands.formats import columns
from app.commands.program import AsJson, invocation
from app.commands.speaking import CommandLine
from app.commands.words import MEMBER_ACTIVE, MEMBER_ADDED, MEMBER_REMOVED, MEMBER_ROLE
from app.domain.change_words import ROLES
from app.domain.states import Role  # noqa: TC001 - read from annotations at run time

commands = CommandLine(
    help="Members: list, add, give a role, remove, choose who works here, and what each may do in a project.",
    invoke_without_command=True,
)

Member = Annotated[str, typer.Argument(metavar="NAME", help="A member's name, e-mail or id.")]


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
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the member is called.")],
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The member's e-mail.")],
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


@commands.command("role")
def role(
    context: typer.Context,
    name: Member,
    wanted: Annotated[Role, typer.Argument(metavar="ROLE", help="What this member may do.")],
    as_json: AsJson = False,
) -> None:
    """Give a member another role."""
    with invocation(context, as_json) as call:
        found = call.store.members.find(name)
        changed = call.store.members.edit(found.id, name=found.name, email=found.email, role=wanted)
        call.give(
            shapes.member(changed, call.store.members.active()),
            [call.say(MEMBER_ROLE, name=changed.name, role=call.say(ROLES[changed.role]))],
        )


@commands.command("remove")
def remove(context: typer.Context, name: Member, as_json: AsJson = False) -> None:
    """Remove a member. What they drew stays."""
    with invocation(context, as_json) as call:
        removed = call.store.members.remove(call.store.members.find(name).id)
        call.give(shapes.member(removed, call.store.members.active()), [call.say(MEMBER_REMOVED, name=removed.name)])


@commands.command("use")
def use(context: typer.Context, name: Member, as_json: AsJson = False) -> None:
    """Choose who works in this data directory from now on."""
    with invocation(context, as_json) as call:
        member = call.store.members.use(name)
        call.give(
            shapes.member(member, member),
            [call.say(MEMBER_ACTIVE, name=member.name, role=call.say(ROLES[member.role]))],
        )


commands.command("permissions")(permissions.permissions)
