"""``verify``: read every file on disk again, compare it with its SHA-256, and fetch what is bad anew (SPEC §9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.engine import engine_running, run_sync
from app.commands.failing import Exit, exit_code, sentences
from app.commands.formats import columns, number
from app.commands.program import AsJson, Invocation, invocation
from app.commands.words import NOT_ALL_GOOD, REPAIR_HINT, REPAIRED, VERIFIED
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.roles import Act
from app.domain.states import LinkState, RunOutcome

if TYPE_CHECKING:
    from app.domain.files import HeldFile


def verify(
    context: typer.Context,
    project: Annotated[str | None, typer.Argument(metavar="[PROJECT]", help="Name or id; all if none.")] = None,
    repair: Annotated[bool, typer.Option("--repair", help="Download what is bad again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check every held sheet against its SHA-256. A file that fails is put aside and counts as not here."""
    with invocation(context, as_json) as call:
        if repair:
            call.require(Act.SYNC)
        only = None if project is None else call.store.projects.find(project).id
        checked = call.store.documents.files(only)
        problems = _check(call, checked)
        broken = {_key(file) for file in checked if file.sha256 in problems}
        repaired = 0
        if repair and broken:
            _fetch_again(call, {file.project_id for file in checked if file.sha256 in problems})
            # What was bad may have been replaced by other bytes: look at what is held now.
            checked = call.store.documents.files(only)
            problems = _check(call, checked)
            repaired = len([file for file in checked if _key(file) in broken and file.sha256 not in problems])
        _report(call, checked, problems, repaired, repair)


def _key(file: HeldFile) -> tuple[int, int]:
    return file.link_id, file.procore_id


def _check(call: Invocation, files: list[HeldFile]) -> dict[str, Reason]:
    """What is wrong, by SHA-256. The same bytes are held once and read once."""
    problems: dict[str, Reason] = {}
    sound: list[str] = []
    for sha256 in sorted({file.sha256 for file in files}):
        problem = call.store.blobs.check(sha256)
        if problem is None:
            sound.append(sha256)
            continue
        problems[sha256] = problem
        # At once: while the file lies in its place, a sync would take it for good, and the folder would show green.
        call.store.blobs.quarantine(sha256)
        call.store.holdings.mark_quarantined(sha256)
    call.store.holdings.mark_verified(sound, at=call.program.clock())
    return problems


def _fetch_again(call: Invocation, project_ids: set[int]) -> None:
    """A full sync of the projects that are still connected sees what is missing and fetches it."""
    projects = map(call.store.projects.get, sorted(project_ids))
    linked = [item.id for item in projects if item.link is not None and item.link.state is not LinkState.DISCONNECTED]
    if not linked:
        return
    with engine_running(call) as engine:
        reports = run_sync(call, engine, linked, full=True)
    for report in reports:
        if report.outcome is not RunOutcome.SYNCED and report.failure is not None:
            call.note(f"{report.project}: {sentences(report.failure, call.language)}")
            call.code = max(call.code, exit_code(report.failure.code))


def _report(
    call: Invocation, checked: list[HeldFile], problems: dict[str, Reason], repaired: int, repair: bool
) -> None:
    language = call.language
    bad = [file for file in checked if file.sha256 in problems]
    good = len(checked) - len(bad)
    text = NOT_ALL_GOOD if bad else VERIFIED
    lines = [call.say(text, ok=number(good, language), checked=number(len(checked), language))]
    if repaired:
        lines.append(call.say(REPAIRED, count=number(repaired, language)))
    lines += columns([[file.number, _sentence(call, file, problems[file.sha256])] for file in bad])
    if bad and not repair:
        lines.append(call.say(REPAIR_HINT))
    call.give(
        {
            "checked": len(checked),
            "ok": good,
            "bad": [
                {"procore_id": file.procore_id, "number": file.number, "problem": problems[file.sha256].value}
                for file in bad
            ],
            "repaired": repaired,
        },
        lines,
    )
    if bad:
        call.code = max(call.code, Exit.FAILED)


def _sentence(call: Invocation, file: HeldFile, problem: Reason) -> str:
    return sentences(Failure(FailureCode.CORRUPT, problem, values={"subject": file.number}), call.language)
