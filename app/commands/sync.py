"""``sync``: bring projects up to date now, and say how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands import shapes
from app.commands.engine import engine_running, read_on, run_sync
from app.commands.failing import Exit, exit_code, not_connected, sentences
from app.commands.formats import decimal, number, size
from app.commands.program import AsJson, Invocation, invocation
from app.commands.progress import shown_progress
from app.commands.words import (
    NO_WITHDRAWALS_ASKED,
    NOTHING_TO_SYNC,
    OUTCOMES,
    RUN_CHANGES,
    RUN_ENDED,
    WITHDRAWALS_ACCEPTED,
)
from app.domain.states import RunOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain import views
    from app.domain.events import RunReport

#: Seconds after a sync for finding out the text of what came. The rest is left to the next sync, or to the window.
READ_FOR = 10.0


def sync(
    context: typer.Context,
    projects: Annotated[list[str] | None, typer.Argument(metavar="PROJECT", help="Names or ids; all if none.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Compare everything again, not only what changed.")] = False,
    accept_withdrawals: Annotated[
        bool,
        typer.Option(
            "--accept-withdrawals",
            help="Confirm that Procore really removed the drawings that the last sync asked about.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Sync linked projects from Procore."""
    with invocation(context, as_json) as call:
        call.require_integration()
        targets = _targets(call, projects or [])
        if not targets:
            call.give({"runs": []}, [call.say(NOTHING_TO_SYNC)])
            return
        if accept_withdrawals:
            _accept_withdrawals(call, targets)
        with engine_running(call) as engine, shown_progress(call, engine, targets):
            reports = run_sync(call, engine, [target.id for target in targets], full=full)
            read_on(engine, READ_FOR)
        report_runs(call, reports, {"runs": [shapes.run(report, call.language) for report in reports]})


def _accept_withdrawals(call: Invocation, targets: Sequence[views.Project]) -> None:
    """Only what was asked about is confirmed: a larger loss is asked about again."""
    for target in targets:
        assert target.link is not None  # one of the linked ones
        count = call.store.withdrawals.accept(target.link.id, at=call.program.clock())
        said = WITHDRAWALS_ACCEPTED if count else NO_WITHDRAWALS_ASKED
        call.note(call.say(said, project=target.name, count=count))


def report_runs(call: Invocation, reports: list[RunReport], answer: object, *, before: Sequence[str] = ()) -> None:
    """Say how runs ended: ``answer`` as JSON, or lines for people after those of ``before``; set the exit code."""
    call.give(answer, [*before, *(line for report in reports for line in _lines(call, report))])
    for report in reports:
        if report.failure is not None:
            call.note(f"{report.project}: {sentences(report.failure, call.language)}")
    call.code = _worst(reports)


def _targets(call: Invocation, names: list[str]) -> list[views.Project]:
    """The named projects; or every linked one that is not archived and that the active member manages."""
    if not names:
        linked = [project for project in call.store.projects.list() if project.connection is not None]
        access = call.store.permissions.actives(project.id for project in linked)
        managed = [project for project in linked if access[project.id].manages]
        if linked and not managed:
            call.require_manage(linked[0])
        return managed
    found = {project.id: project for project in map(call.store.projects.find, names)}
    for project in found.values():
        call.require_manage(project)
        if project.connection is None:
            raise not_connected(project.name)
    return list(found.values())


def _lines(call: Invocation, report: RunReport) -> list[str]:
    language = call.language
    ended = call.say(
        RUN_ENDED,
        project=report.project,
        outcome=call.say(OUTCOMES[report.outcome]),
        seconds=decimal(report.seconds, language),
        files=number(report.files, language),
        size=size(report.bytes, language),
        requests=number(report.requests, language),
    )
    changes = call.say(
        RUN_CHANGES,
        added=number(report.added, language),
        reordered=number(report.reordered, language),
        withdrawn=number(report.withdrawn, language),
        changed=number(report.changed, language),
    )
    return [ended, changes] if report.added or report.reordered or report.withdrawn or report.changed else [ended]


def _worst(reports: list[RunReport]) -> Exit:
    """One exit code for several runs: a sign-in that is needed says more than a plain failure."""
    codes = {
        Exit.FAILED if report.failure is None else exit_code(report.failure.code)
        for report in reports
        if report.outcome is not RunOutcome.SYNCED
    }
    for code in (Exit.BUSY, Exit.SIGN_IN, Exit.FAILED):
        if code in codes:
            return code
    return Exit.DONE
