"""The words of a Procore folder's state: label, time, tooltip, accessible text, freshness (SPEC §6).

One table for the list, the folder, the card and the status bar, so that they can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.states import SyncState
from app.domain.status import FAILURES_FOR_SUPPORT, is_fresh
from app.ui import dates
from app.ui.badge import LOOKS
from app.ui.failure_words import explain

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.views import FolderStatus
    from app.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class StatusWords:
    """``time`` is what the « Date » column shows; ``tooltip`` is plain text, several lines."""

    icon: str
    tone: Tone
    label: str
    time: str
    relative: str
    accessible: str
    tooltip: str


@dataclass(frozen=True, slots=True)
class Freshness:
    """``aged``: older than a day or not complete, shown in amber."""

    text: str
    aged: bool


def label(state: SyncState) -> str:
    """The state in words, verbatim from the source."""
    match state:
        case SyncState.SYNCED:
            return QCoreApplication.translate("Status", "Synced")
        case SyncState.RUNNING:
            return QCoreApplication.translate("Status", "Syncing")
        case SyncState.FAILED:
            return QCoreApplication.translate("Status", "Sync failed")
        case SyncState.NEVER:
            return QCoreApplication.translate("Status", "Not synced yet")
        case SyncState.ACCESS_LOST:
            return QCoreApplication.translate("Status", "Access lost")
        case SyncState.DISCONNECTED:
            return QCoreApplication.translate("Status", "Disconnected")


def describe(status: FolderStatus, now: datetime) -> StatusWords:
    """Everything a view needs to show ``status``."""
    look = LOOKS[status.state]
    words = label(status.state)
    time = dates.absolute(status.time) if status.time else QCoreApplication.translate("Status", "Never")
    relative = dates.relative(status.time, now) if status.time else ""
    tooltip = "\n".join([words, *_details(status, now)])
    return StatusWords(
        icon=look.icon,
        tone=look.tone,
        label=words,
        time=time,
        relative=relative,
        accessible=_sentence(status).format(state=words, time=time),
        tooltip=tooltip,
    )


def _sentence(status: FolderStatus) -> str:
    """The time shown with a failure is that of the last success (SPEC §6): beside the words, it must say so."""
    if status.state in (SyncState.FAILED, SyncState.ACCESS_LOST):
        return QCoreApplication.translate("Status", "{state}, last success: {time}")
    if status.time is None:
        return "{state}"
    return QCoreApplication.translate("Status", "{state}, {time}")


def freshness(status: FolderStatus, now: datetime) -> Freshness:
    """ "Confirmed current 6 h ago": when Procore last confirmed the folder, amber after 24 h."""
    aged = not is_fresh(status.confirmed_at, now)
    if status.confirmed_at is None:
        return Freshness(_never_confirmed(status), aged)
    when = dates.relative(status.confirmed_at, now)
    if status.offline:
        text = QCoreApplication.translate("Status", "Offline – showing what was confirmed {when}").format(when=when)
    else:
        text = QCoreApplication.translate("Status", "Confirmed current {when}").format(when=when)
    return Freshness(text, aged)


def _never_confirmed(status: FolderStatus) -> str:
    if status.offline:
        return QCoreApplication.translate("Status", "Offline – never confirmed as current")
    return QCoreApplication.translate("Status", "Never confirmed as current")


def wants_support(status: FolderStatus) -> bool:
    """True after three failures in a row: offer to prepare a support report (S62)."""
    return status.failures_in_a_row >= FAILURES_FOR_SUPPORT


def _details(status: FolderStatus, now: datetime) -> list[str]:
    lines: list[str] = []
    if status.state is SyncState.RUNNING and status.time:
        lines.append(_line(QCoreApplication.translate("Status", "Started {time}"), status.time))
    if status.failure is not None and status.state in (SyncState.FAILED, SyncState.ACCESS_LOST):
        explanation = explain(status.failure)
        lines.append(_line(QCoreApplication.translate("Status", "Failed {time}"), status.failure.at))
        lines += [part for part in (explanation.message, explanation.remedy) if part]
    if status.state is SyncState.DISCONNECTED:
        lines.append(QCoreApplication.translate("Status", "Everything downloaded before stays readable."))
    if status.state is not SyncState.NEVER:
        lines.append(_last_success(status))
    if status.state not in (SyncState.RUNNING, SyncState.DISCONNECTED, SyncState.ACCESS_LOST):
        lines.append(next_attempt(status, now))
    if status.bid_until is not None:
        lines.append(_line(QCoreApplication.translate("Status", "Bid mode until {time}"), status.bid_until))
    return lines


def _last_success(status: FolderStatus) -> str:
    if status.last_success is None:
        return QCoreApplication.translate("Status", "Last successful sync: never")
    return _line(QCoreApplication.translate("Status", "Last successful sync: {time}"), status.last_success)


def next_attempt(status: FolderStatus, now: datetime) -> str:
    """When the folder is synced next, in words."""
    if status.next_attempt is None:
        return QCoreApplication.translate("Status", "Next attempt: when you start one")
    if status.offline:
        return QCoreApplication.translate("Status", "Next attempt: when the network is back")
    if status.next_attempt <= now:
        return QCoreApplication.translate("Status", "Next attempt: shortly")
    return _line(QCoreApplication.translate("Status", "Next attempt: {time}"), status.next_attempt)


def _line(sentence: str, at: datetime) -> str:
    return sentence.format(time=dates.absolute(at))
