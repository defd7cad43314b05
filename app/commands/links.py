"""``connect`` and ``disconnect``: the link between a project and a Procore project."""

from __future__ import annotations

from typing import Annotated

import typer

from app.commands import shapes
from app.commands.engine import on_accounts
from app.commands.failing import missing, not_connected
from app.commands.formats import iso
from app.commands.program import AsJson, invocation
from app.commands.projects import Project  # noqa: TC001 - read from annotations at run time
from app.commands.words import ALSO_USED_BY, CONNECTED, DISCONNECTED
from app.domain.roles import Act
from app.domain.states import LinkState


def connect(
    context: typer.Context,
    project: Project,
    procore_project_id: Annotated[
        int, typer.Argument(metavar="PROCORE_PROJECT_ID", help="Its id, as procore-projects lists it.")
    ],
    account: Annotated[str | None, typer.Option("--account", metavar="LOGIN", help="Which linked account.")] = None,
    company: Annotated[int | None, typer.Option("--company", metavar="ID", help="The Procore company's id.")] = None,
    as_json: AsJson = False,
) -> None:
    """Link a project to a Procore project. The next sync is the first."""
    with invocation(context, as_json) as call:
        call.require_integration()
        call.require(Act.CONNECT)
        ours = call.store.projects.find(project)
        chosen = None
        if account is not None:
            chosen = call.store.accounts.find(account)
            if chosen is None:
                raise missing("account", account)
        link = on_accounts(
            call,
            lambda accounts: accounts.connect(
                ours.id,
                procore_project_id,
                account_id=None if chosen is None else chosen.id,
                company_id=company,
            ),
        )
        users = call.store.links.using(link.company_id, link.procore_project_id)
        others = [other.name for other in users if other.id != ours.id]
        if others:  # allowed, but never unnoticed (S28)
            call.note(call.say(ALSO_USED_BY, projects=", ".join(others)))
        call.give(
            {
                "project": ours.name,
                "procore": shapes.procore(link),
                "connected_at": iso(link.connected_at),
                "also_used_by": others,
            },
            [call.say(CONNECTED, project=ours.name, name=link.name, company=link.company, login=link.login)],
        )


def disconnect(context: typer.Context, project: Project, as_json: AsJson = False) -> None:
    """End the link of a project. Everything that was synced stays readable."""
    with invocation(context, as_json) as call:
        call.require(Act.DISCONNECT)
        ours = call.store.projects.find(project)
        if ours.connection is None:
            raise not_connected(ours.name)
        call.store.links.disconnect(ours.connection.id)
        call.give(
            {"project": ours.name, "state": LinkState.DISCONNECTED.value},
            [call.say(DISCONNECTED, project=ours.name)],
        )
