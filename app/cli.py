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
from app.commands.program import language_outside
from app.commands.speaking import CommandLine
from app.commands.stdout import give_up_output
from app.commands.words import NOT_PRINTED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.commands.program import Program


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"planrack {__version__}")
        raise typer.Exit


def planrack(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Every Procore drawing revision, on your machine, provably current and complete.

    Without a command the window opens.
    """


COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "sandbox": sandbox.sandbox,
    "login": accounts.login,
    "logout": accounts.logout,
    "accounts": accounts.accounts,
    "procore-projects": accounts.procore_projects,
    "connect": links.connect,
    "disconnect": links.disconnect,
    "schedule": schedule.schedule,
    "sync": sync.sync,
    "fetch-older": older.fetch_older,
    "status": reading.status,
    "tree": reading.tree,
    "search": search.search,
    "markups": markups.markups,
    "changes": reading.changes,
    "export": export.export,
    "verify": verify.verify,
    "doctor": doctor.doctor,
}
GROUPS = {"projects": projects.commands, "members": members.commands}


def command_line(*only: str) -> CommandLine:
    """Planrack's commands and groups, or those that are named."""
    made = CommandLine(
        name="planrack",
        add_completion=False,
        rich_markup_mode=None,  # plain help: nothing of rich is imported for it
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(planrack)
    for name, command in COMMANDS.items():
        if not only or name in only:
            made.command(name)(command)
    for name, group in GROUPS.items():
        if not only or name in only:
            made.add_typer(group, name=name)
    return made


app = command_line()


def run(arguments: Sequence[str], program: Program) -> int:
    """Carry out one command line. Returns the exit code; wrong usage ends with 2."""
    # Typer looks at every option of every command before it runs one, which takes longer than some commands do.
    asked = arguments[0] if arguments and arguments[0] in {*COMMANDS, *GROUPS} else None
    made = app if asked is None else command_line(asked)
    try:
        made(args=list(arguments), prog_name="planrack", obj=program)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except OSError as error:
        if not give_up_output():
            raise
        typer.echo(NOT_PRINTED.say(language_outside(program.environment), problem=error.strerror), err=True)
        return 1
    return 0
