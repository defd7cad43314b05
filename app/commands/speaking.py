"""Commands that speak the language of their user also in their help, and where they were used wrongly.

Typer writes both through the context's formatter. Only then is ``help`` imported: no other command pays for it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from app.commands.program import Program, language_outside

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.texts import Language


class _Context(typer.Context):
    def make_formatter(self) -> Any:
        from app.commands.help import Formatter

        return Formatter(_language(self.obj), width=self.terminal_width)


class _Command(TyperCommand):
    context_class = _Context


class _Group(TyperGroup):
    context_class = _Context

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """As Typer's own, with whole sentences."""
        formatter.write_commands([(name, command.help or "") for name, command in self.commands.items()])

    def main(self, *arguments: Any, **settings: Any) -> Any:
        """As Typer's own, which ends the process, with another text for wrong usage."""
        settings["standalone_mode"] = False
        try:
            code = super().main(*arguments, **settings)
        except typer.TyperException as error:
            from app.commands.help import wrong_usage

            typer.echo(wrong_usage(error, _language(settings.get("obj"))), err=True)
            code = error.exit_code
        sys.exit(code if isinstance(code, int) else 0)


class CommandLine(typer.Typer):
    """A Typer of such commands and groups."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=_Group, **settings)

    def command(self, *arguments: Any, **settings: Any) -> Callable[[Any], Any]:
        return super().command(*arguments, cls=_Command, **settings)


def _language(program: object) -> Language:
    return language_outside((program if isinstance(program, Program) else Program()).environment)
