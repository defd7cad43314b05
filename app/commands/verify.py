"""``verify``: read every file on disk again, say whether a project is ready for site, fetch what is bad (SPEC §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.engine import engine_running, run_sync
from app.commands.failing import Exit, exit_code, sentences
from app.commands.formats import columns, moment, number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.words import FILES_GOOD, OF_PROJECT, REPAIR_HINT, REPAIRED
from app.domain.failures import Failure, FailureCode
from app.domain.states import RunOutcome

if TYPE_CHECKING:
    from app.sync.readiness import Readiness
    from app.sync.verification import Verified


def verify(
    context: typer.Context,
    project: Annotated[str | None, typer.Argument(metavar="PROJECT", help="Name or id; all if none.")] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Download what is bad again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check every held sheet against its SHA-256. A file that fails is put aside and counts as not here."""
    from app.sync.verification import repairable, verify_again
    from app.sync.verification import verify as read_files

    with invocation(context, as_json) as call:
        only = None if project is None else call.store.projects.find(project).id
        for one in call.store.projects.list(archived=True):
            if only in (None, one.id):
                call.require_manage(one)
        found = read_files(call.store, only, clock=call.program.clock)
        if repair and found.bad:
            _fetch_again(call, repairable(call.store, found))
            found = verify_again(call.store, found, only, clock=call.program.clock)
        call.give(_answer(found), _lines(call, found, _readiness(call, found, only), repair))
        if found.bad:
            call.code = max(call.code, Exit.FAILED)


def _fetch_again(call: Invocation, project_ids: tuple[int, ...]) -> None:
    """A full sync sees what is missing and fetches it."""
    if not project_ids:
        return
    with engine_running(call) as engine:
        reports = run_sync(call, engine, project_ids, full=True)
    for report in reports:
        if report.outcome is not RunOutcome.SYNCED and report.failure is not None:
            call.note(f"{report.project}: {sentences(report.failure, call.language)}")
            call.code = max(call.code, exit_code(report.failure.code))


def _readiness(call: Invocation, found: Verified, only: int | None) -> list[Readiness]:
    """Of the project that was named, or of every one that was ever connected and is not archived."""
    from app.sync.readiness import readiness

    if call.as_json:
        return []
    ids = [item.id for item in call.store.projects.list() if item.link is not None] if only is None else [only]
    # Only drawings and times are read from the tree: whether a run lives makes no difference to them.
    trees = [call.store.documents.tree(id, engine_alive=False) for id in ids]
    return [readiness(tree, found, now=call.program.clock()) for tree in trees]


def _answer(found: Verified) -> dict[str, object]:
    return {
        "checked": found.checked,
        "ok": found.ok,
        "bad": [
            {"procore_id": bad.procore_id, "number": bad.number, "problem": bad.problem.value} for bad in found.bad
        ],
        "repaired": found.repaired,
    }


def _lines(call: Invocation, found: Verified, projects: list[Readiness], repair: bool) -> list[str]:
    language = call.language
    lines = [line for ready in projects for line in _ready_lines(call, ready, named=len(projects) > 1)]
    if not projects:
        lines.append(call.say(FILES_GOOD, ok=number(found.ok, language), checked=number(found.checked, language)))
    if found.repaired:
        lines.append(call.say(REPAIRED, count=number(found.repaired, language)))
    lines += columns(
        [
            [bad.number, sentences(Failure(FailureCode.CORRUPT, bad.problem, values={"subject": bad.number}), language)]
            for bad in found.bad
        ]
    )
    if found.bad and not repair:
        lines.append(call.say(REPAIR_HINT))
    return lines


def _ready_lines(call: Invocation, found: Readiness, *, named: bool) -> list[str]:
    from app.sync.readiness import Lack, headline, why

    language = call.language
    said = headline(
        found, language, number=lambda count: number(count, language), moment=lambda at: moment(at, language)
    )
    # Damaged files are listed once for all projects.
    lacking = [lack for lack in found.lacking if lack.lack is not Lack.DAMAGED]
    return [
        call.say(OF_PROJECT, project=found.project, said=said) if named else said,
        *columns([[lack.number, why(lack, language)] for lack in lacking]),
    ]
