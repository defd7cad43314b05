"""``doctor``: diagnostics for support, redacted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer  # noqa: TC002 - read from annotations at run time

from app.commands.diagnosis import ConnectionFacts, DatabaseState, Diagnosis, KeyringFacts, diagnose, masked
from app.commands.engine import engine_lives
from app.commands.failing import Exit, described, sentences
from app.commands.formats import iso, moment, size
from app.commands.program import AsJson, Invocation, invocation
from app.commands.words import (
    ACCOUNT_SIGNED_IN,
    ACCOUNT_SIGNED_OUT,
    CREDENTIALS_FROM,
    CREDENTIALS_UNKNOWN,
    DATABASE_ABSENT,
    DATABASE_BAD,
    DATABASE_OK,
    DOCTOR_LABELS,
    KEYRING_UNUSABLE,
    NEVER,
    NO,
    NO_PROCORE,
    RUN_LINE,
    STATES,
    TLS_LOOPBACK,
    TLS_VERIFIED,
    UNFINISHED,
    YES,
)
from app.domain.failures import Failure
from app.domain.states import AppSource

if TYPE_CHECKING:
    from app.domain import views
    from app.domain.texts import Text

#: Runs shown per project.
_RUNS = 5


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the database says; empty where it cannot be opened, with the reason."""

    accounts: list[views.Account]
    projects: list[views.ProjectStatus]
    runs: dict[int, list[views.Run]]  # by project id
    failure: Failure | None = None


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Print diagnostics for support; nothing in them is secret."""
    with invocation(context, as_json) as call:
        found = diagnose(call.settings)
        busy = engine_lives(call.settings)
        contents = _contents(call, found, busy)
        call.give(_answer(call, found, contents, busy), _lines(call, found, contents, busy))
        if found.database.state is DatabaseState.DAMAGED or contents.failure is not None:
            call.code = Exit.FAILED


def _contents(call: Invocation, found: Diagnosis, busy: bool) -> _Contents:
    if found.database.state is not DatabaseState.SOUND:
        return _Contents([], [], {})
    try:
        store = call.store
    except Failure as failure:  # for example made by a newer Planrack: the rest is still worth reading
        return _Contents([], [], {}, failure)
    projects = store.documents.statuses(engine_alive=busy)
    links = {item.project.id: item.project.link for item in projects}
    runs = {project: store.runs.recent(link.id, _RUNS) for project, link in links.items() if link is not None}
    return _Contents(store.accounts.list(), projects, runs)


def _answer(call: Invocation, found: Diagnosis, contents: _Contents, busy: bool) -> dict[str, object]:
    failure = found.keyring.failure
    return {
        "version": found.version,
        "platform": found.platform,
        "python": found.python,
        "qt": found.qt,
        "data_directory": {"path": found.home, "exists": found.home_exists, "free_bytes": found.free_bytes},
        "database": {
            "state": found.database.state.value,
            "bytes": found.database.bytes,
            "schema": found.database.schema,
            "problem": found.database.problem,
            "failure": None if contents.failure is None else described(contents.failure, call.language),
        },
        "keyring": {
            "backend": found.keyring.backend,
            "usable": failure is None,
            "failure": None if failure is None else described(failure, call.language),
        },
        "engine_running": busy,
        "connection": {
            "api": _connection(found.api),
            "login": _connection(found.login),
            "credentials": found.app in (AppSource.ENVIRONMENT, AppSource.KEYRING),
            "credentials_from": None if found.app is None else found.app.value,
        },
        "accounts": [{"login": masked(item.login), "signed_in": item.signed_in} for item in contents.accounts],
        "projects": [_project(item, contents.runs.get(item.project.id, [])) for item in contents.projects],
    }


def _connection(facts: ConnectionFacts) -> dict[str, object]:
    return {
        "origin": facts.origin,
        "tls": facts.tls,
        "certificates_verified": facts.tls,
        "loopback": facts.loopback,
    }


def _project(item: views.ProjectStatus, runs: list[views.Run]) -> dict[str, object]:
    """By number: a project's name can name a client."""
    link, status = item.project.link, item.status
    return {
        "id": item.project.id,
        "connected": link is not None,
        "interval": None if link is None else link.interval.value,
        "state": status.state.value,
        "last_success": iso(status.last_success),
        "next_attempt": iso(status.next_attempt),
        "drawings": status.drawings,
        "revisions": status.revisions,
        "here": status.here,
        "bytes": status.bytes,
        "runs": [
            {
                "started_at": iso(run.started_at),
                "finished_at": iso(run.finished_at),
                "full": run.full,
                "outcome": None if run.outcome is None else run.outcome.value,
                "code": None if run.failure is None else run.failure.code,
                "reason": None if run.failure is None else run.failure.reason,
            }
            for run in runs
        ],
    }


def _lines(call: Invocation, found: Diagnosis, contents: _Contents, busy: bool) -> list[str]:
    def line(label: str, text: str) -> str:
        return f"{call.say(DOCTOR_LABELS[label])}: {text}"

    return [
        line("version", found.version),
        line("platform", found.platform),
        line("python", found.python),
        line("qt", found.qt or "–"),
        line("data_directory", found.home),
        line("free_space", "–" if found.free_bytes is None else size(found.free_bytes, call.language)),
        line("database", _database_text(call, found, contents)),
        line("keyring", _keyring_text(call, found.keyring)),
        line("engine", call.say(_yes_no(busy))),
        line("api", _connection_text(call, found.api)),
        line("login", _connection_text(call, found.login)),
        line("credentials", call.say(CREDENTIALS_UNKNOWN if found.app is None else CREDENTIALS_FROM[found.app])),
        *(
            line(
                "account",
                f"{masked(item.login)}, {call.say(ACCOUNT_SIGNED_IN if item.signed_in else ACCOUNT_SIGNED_OUT)}",
            )
            for item in contents.accounts
        ),
        *(
            text
            for item in contents.projects
            for text in (
                line("project", _project_text(call, item)),
                *(_run_text(call, run) for run in contents.runs.get(item.project.id, [])),
            )
        ),
    ]


def _yes_no(value: bool) -> Text:
    return YES if value else NO


def _database_text(call: Invocation, found: Diagnosis, contents: _Contents) -> str:
    if contents.failure is not None:
        return sentences(contents.failure, call.language)
    text = {
        DatabaseState.ABSENT: DATABASE_ABSENT,
        DatabaseState.SOUND: DATABASE_OK,
        DatabaseState.DAMAGED: DATABASE_BAD,
    }[found.database.state]
    return call.say(text, problem=found.database.problem)


def _keyring_text(call: Invocation, facts: KeyringFacts) -> str:
    failure = facts.failure
    if failure is None:
        return facts.backend
    return f"{call.say(KEYRING_UNUSABLE, backend=facts.backend)}. {sentences(failure, call.language)}"


def _connection_text(call: Invocation, facts: ConnectionFacts) -> str:
    return call.say(TLS_VERIFIED if facts.tls else TLS_LOOPBACK, origin=facts.origin)


def _project_text(call: Invocation, item: views.ProjectStatus) -> str:
    if item.project.link is None:
        return f"{item.project.id}, {call.say(NO_PROCORE)}"
    last = item.status.last_success
    shown = call.say(NEVER) if last is None else moment(last, call.language)
    return (
        f"{item.project.id}, {call.say(STATES[item.status.state])}, {item.status.here}/{item.status.revisions}, {shown}"
    )


def _run_text(call: Invocation, run: views.Run) -> str:
    outcome = call.say(UNFINISHED) if run.outcome is None else run.outcome.value
    because = (
        "" if run.failure is None else f" ({run.failure.code}{'/' + run.failure.reason if run.failure.reason else ''})"
    )
    return call.say(RUN_LINE, at=moment(run.started_at, call.language), outcome=outcome + because)
