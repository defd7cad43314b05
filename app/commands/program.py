"""One invocation of a command: what it may open, the language it answers in, and how it ends.

The entry point hands every command a ``Program``. A command runs inside ``invocation(...)``: that closes whatever
was opened and turns a ``Failure`` into the reason on stderr, ``{"error": …}`` on stdout and the right exit code.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from app.commands import failing
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.roles import Act, may
from app.domain.states import AccessLevel
from app.domain.texts import Language, Text, system_language
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.commands.demo import DemoSummary, RunDemo
    from app.domain.views import Project
    from app.storage.store import Store
    from app.workspace import Workspace

#: Names are Procore's or other people's: none may move the cursor, set a title or turn the direction of what follows.
_UNPRINTABLE = dict.fromkeys((*range(9), *range(11, 13), *range(14, 32), *range(127, 160)), " ") | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
)

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]


def _open_store(settings: Settings) -> Store:
    from app.storage.store import Store

    return Store.open(settings)


def _open_workspace(settings: Settings) -> Workspace:
    from app.workspace import Workspace

    return Workspace.open(settings)


def _no_demo(call: Invocation, *, headless: bool) -> DemoSummary:
    raise Failure(FailureCode.CONFIGURATION, values={"name": "demo"}, technical="assembled without a demo")


@dataclass(frozen=True)
class Program:
    """The ports of the command line. Tests replace them; the entry point fills in ``run_demo``."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    open_store: Callable[[Settings], Store] = _open_store
    open_workspace: Callable[[Settings], Workspace] = _open_workspace
    run_demo: RunDemo = _no_demo
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


class Invocation:
    """A running command. ``store`` and ``workspace`` open on first use and are closed when the command ends."""

    def __init__(self, program: Program, as_json: bool) -> None:
        self.program = program
        self.as_json = as_json
        self.code = failing.Exit.DONE
        self._settings: Settings | None = None
        self._store: Store | None = None
        self._workspace: Workspace | None = None

    @property
    def settings(self) -> Settings:
        if self._settings is None:
            self._settings = Settings.from_environment(self.program.environment)
        return self._settings

    @property
    def store(self) -> Store:
        """The data directory alone: no engine, no network, no keyring."""
        if self._workspace is not None:
            return self._workspace.store
        if self._store is None:
            self._store = self.program.open_store(self.settings)
            self._say_recovered(self._store)
        return self._store

    @property
    def workspace(self) -> Workspace:
        """Store, engine (not started) and accounts. Takes over from a store that was opened alone."""
        if self._workspace is None:
            if self._store is not None:
                self._store.close()
                self._store = None
            self._workspace = self.program.open_workspace(self.settings)
            self._say_recovered(self._workspace.store)
        return self._workspace

    def _say_recovered(self, store: Store) -> None:
        if store.recovered is not None:
            self.note(failing.sentences(store.recovered, self.language))

    @property
    def language(self) -> Language:
        """The language chosen in the window where one was chosen, else the system's."""
        if self._store is None and self._workspace is None:
            return language_outside(self.program.environment)
        chosen = self.store.preferences.get("language", "system")
        return Language(chosen) if chosen in tuple(Language) else system_language(self.program.environment)

    def require(self, act: Act) -> None:
        """Raises Failure(NOT_ALLOWED) where the active member may not do ``act`` (S4)."""
        member = self.store.members.active()
        if not may(member.role, act):
            raise Failure(
                FailureCode.NOT_ALLOWED, Reason.ROLE, values={"role": member.role.value, "subject": member.name}
            )

    def require_manage(self, project: Project) -> None:
        """Raises Failure(NOT_ALLOWED) where the active member may not manage the project's documents (S52)."""
        self.store.permissions.active(project.id).require(AccessLevel.MANAGE, project.name)

    def require_sight(self, project: Project) -> None:
        """Raises Failure(NOT_ALLOWED) where the active member has no access to any folder of the project (S52)."""
        access = self.store.permissions.active(project.id)
        if not access.anything:
            raise access.refusal(Reason.NO_ACCESS, project.name)

    def require_integration(self) -> None:
        """Raises Failure(NOT_ALLOWED) where the workspace is not entitled to the Procore integration (S2)."""
        if not self.store.preferences.get("integration", True):
            raise Failure(FailureCode.NOT_ALLOWED, Reason.INTEGRATION_OFF)

    def say(self, text: Text, **values: object) -> str:
        return text.say(self.language, **values)

    def give(self, answer: object, lines: Iterable[str]) -> None:
        """The command's result: ``answer`` as one JSON line, or ``lines`` for people."""
        if self.as_json:
            typer.echo(json.dumps(answer))
        else:
            for line in lines:
                typer.echo(line.translate(_UNPRINTABLE))

    def note(self, line: str) -> None:
        """Something beside the result, on stderr: stdout stays parseable."""
        typer.echo(line.translate(_UNPRINTABLE), err=True)

    def fail(self, failure: Failure) -> None:
        """Report ``failure`` and set the exit code."""
        message = failing.sentences(failure, self.language)
        self.note(message)
        if self.as_json:
            typer.echo(json.dumps(failing.error(failure, self.language)))
        self.code = failing.exit_code_of(failure)

    def close(self) -> None:
        for held in (self._workspace, self._store):
            if held is not None:
                held.close()
        self._workspace = self._store = None


def language_outside(environment: Mapping[str, str]) -> Language:
    """``Invocation.language`` where no store is open: before a command runs, and where one cannot be opened."""
    from app.storage.chosen_language import chosen_language

    try:
        chosen = chosen_language(Settings.from_environment(environment).database)
    except Failure:  # of a variable that makes no sense: said by the command that needs it
        chosen = None
    return chosen or system_language(environment)


@contextmanager
def invocation(context: typer.Context, as_json: bool) -> Iterator[Invocation]:
    """Run a command's body. ``--json`` counts before a sub-command too (``planrack projects --json list``)."""
    parent = context.parent
    as_json = as_json or bool(parent is not None and parent.params.get("as_json"))
    call = Invocation(context.obj if isinstance(context.obj, Program) else Program(), as_json)
    try:
        try:
            yield call
        except Failure as failure:
            call.fail(failure)
        except KeyboardInterrupt:
            call.fail(Failure(FailureCode.CANCELLED))
    finally:
        call.close()
        if sys.stdout is not None:  # started with it closed
            sys.stdout.flush()
    if call.code is not failing.Exit.DONE:
        raise typer.Exit(int(call.code))
