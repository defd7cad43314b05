"""The words of the sync history, in the language shown now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.states import RunOutcome, RunTrigger, SyncState
from app.ui import dates
from app.ui.failure_words import explain

if TYPE_CHECKING:
    from app.domain.views import Run

_MINUTE = 60


def trigger_name(trigger: RunTrigger | None) -> str:
    """Who or what began a run."""
    match trigger:
        case RunTrigger.CONNECT:
            return QCoreApplication.translate("History", "First sync after connecting")
        case RunTrigger.START:
            return QCoreApplication.translate("History", "Start of Planrack")
        case RunTrigger.SCHEDULE:
            return QCoreApplication.translate("History", "By schedule")
        case RunTrigger.MANUAL:
            return QCoreApplication.translate("History", "By hand")
        case RunTrigger.WAKE:
            return QCoreApplication.translate("History", "Computer woke up")
        case RunTrigger.NETWORK:
            return QCoreApplication.translate("History", "Network came back")
        case RunTrigger.COMMAND:
            return QCoreApplication.translate("History", "Command line")
        case None:
            return ""


def outcome_name(run: Run, *, running: bool) -> str:
    """``running``: a run without an end lives; else its program ended before it (S61)."""
    match run.outcome:
        case RunOutcome.SYNCED:
            return QCoreApplication.translate("History", "Synced")
        case RunOutcome.CANCELLED:
            return QCoreApplication.translate("History", "Stopped by hand")
        case RunOutcome.FAILED:
            return QCoreApplication.translate("History", "Failed")
        case None if running:
            return QCoreApplication.translate("History", "Running")
        case None:
            return QCoreApplication.translate("History", "Interrupted")


def badge(run: Run, *, running: bool) -> SyncState:
    """The sign of a run, as the folder's badge has them."""
    match run.outcome:
        case RunOutcome.SYNCED:
            return SyncState.SYNCED
        case RunOutcome.CANCELLED:
            return SyncState.NEVER
        case None if running:
            return SyncState.RUNNING
        case _:
            return SyncState.FAILED


def duration(run: Run) -> str:
    seconds = round(run.seconds)
    if run.finished_at is None:
        return ""
    if seconds < _MINUTE:
        return QCoreApplication.translate("History", "{seconds} s").format(seconds=seconds)
    minutes, seconds = divmod(seconds, _MINUTE)
    return QCoreApplication.translate("History", "{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)


def changes(run: Run) -> str:
    """ "1 added, 2 changed"; "nothing new" where a run was complete and found nothing."""
    # Plain names as numbers: lupdate overlooks a plural whose number is an expression.
    added, reordered, withdrawn, changed = run.added, run.reordered, run.withdrawn, run.changed
    parts = [
        (added, QCoreApplication.translate("History", "%n new", "", added)),
        (reordered, QCoreApplication.translate("History", "%n reordered", "", reordered)),
        (withdrawn, QCoreApplication.translate("History", "%n withdrawn", "", withdrawn)),
        (changed, QCoreApplication.translate("History", "%n changed", "", changed)),
    ]
    told = ", ".join(text for count, text in parts if count)
    if not told and run.outcome is RunOutcome.SYNCED:
        return QCoreApplication.translate("History", "nothing new")
    return told


def reason(run: Run) -> str:
    """The few words that say why a run failed."""
    return explain(run.failure).title if run.failure is not None and run.outcome is RunOutcome.FAILED else ""


def happened(run: Run, *, running: bool) -> tuple[str, str]:
    """What happened and what it means; and what to do, where there is something."""
    if run.failure is not None and run.outcome is RunOutcome.FAILED:
        told = explain(run.failure)
        return told.message, told.remedy
    match run.outcome:
        case RunOutcome.SYNCED:
            text = QCoreApplication.translate(
                "History", "Everything that Procore had published by then is complete on this computer."
            )
            return text, ""
        case RunOutcome.CANCELLED:
            text = QCoreApplication.translate(
                "History", "The sync was stopped. What it had downloaded was kept; the next one goes on from there."
            )
            return text, ""
        case None if running:
            return QCoreApplication.translate("History", "The sync is going on now."), ""
        case _:
            text = QCoreApplication.translate(
                "History", "Planrack ended before the sync did. What it had downloaded was kept."
            )
            remedy = QCoreApplication.translate("History", "Nothing need be done: the next sync goes on from there.")
            return text, remedy


def code(run: Run) -> str:
    """What support asks for: no text that depends on a language, no name of a project."""
    failure = run.failure
    parts = [run.started_at.isoformat(timespec="seconds"), run.outcome.value if run.outcome else "unfinished"]
    if failure is not None:
        parts += [failure.code, failure.reason or ""]
    parts.append(f"requests={run.requests} files={run.files} bytes={run.bytes}")
    return " · ".join(part for part in parts if part)


def facts(run: Run) -> str:
    """Files, data and requests of a run, in one line."""
    files, requests = run.files, run.requests
    return " · ".join(
        (
            QCoreApplication.translate("History", "%n file(s)", "", files),
            dates.size(run.bytes),
            QCoreApplication.translate("History", "%n request(s) to Procore", "", requests),
        )
    )
