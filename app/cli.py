"""The command line, assembled. What a command does is in ``app.commands``, one module per group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app import __version__
from app.commands import (
    accounts,
    demo,
    doctor,
    export,
    links,
    markups,
    members,
    older,
    projects,
    reading,
    sandbox,
    schedule,
    search,
    sync,
    verify,
)
from app.commands.speaking import CommandLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.commands.program import Program

app = CommandLine(
    name="planrack",
    add_completion=False,
    rich_markup_mode=None,  # plain help: nothing of rich is imported for it
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planrack {__version__}")
        raise typer.Exit


@app.callback()
def planrack(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Every Procore drawing revision, on your machine, provably current and complete.

    Without a command the window opens.
    """


app.command("demo")(demo.demo)
app.command("sandbox")(sandbox.sandbox)
app.command("login")(accounts.login)
app.command("logout")(accounts.logout)
app.command("accounts")(accounts.accounts)
app.command("procore-projects")(accounts.procore_projects)
app.add_typer(projects.commands, name="projects")
app.add_typer(members.commands, name="members")
app.command("connect")(links.connect)
app.command("disconnect")(links.disconnect)
app.command("schedule")(schedule.schedule)
app.command("sync")(sync.sync)
app.command("fetch-older")(older.fetch_older)
app.command("status")(reading.status)
app.command("tree")(reading.tree)
app.command("search")(search.search)
app.command("markups")(markups.markups)
app.command("changes")(reading.changes)
app.command("export")(export.export)
app.command("verify")(verify.verify)
app.command("doctor")(doctor.doctor)


def run(arguments: Sequence[str], program: Program) -> int:
    """Carry out one command line. Returns the exit code; wrong usage ends with 2."""
    try:
        app(args=list(arguments), prog_name="planrack", obj=program)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0
