"""What a running sync is doing, in one line (S34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.events import Phase
from app.domain.failures import FailureCode
from app.ui import dates

if TYPE_CHECKING:
    from app.domain.events import RunProgress, Waits

_MINUTE = 60


def describe_progress(progress: RunProgress) -> str:
    """Listed, or downloaded of all with bytes, rate and time left; the time only while it can be trusted. First of all
    what it waits for, while it stands still."""
    waiting = [] if progress.waits is None else [_waiting(progress.waits)]
    match progress.phase:
        case Phase.LISTING:
            listed = progress.listed
            doing = [QCoreApplication.translate("Progress", "Listing: %n revision(s) found", "", listed)]
        case Phase.DOWNLOADING:
            doing = _downloading(progress)
        case Phase.FINISHING:
            doing = [QCoreApplication.translate("Progress", "Checking what was downloaded")]
    return " · ".join([*waiting, *doing])


def _waiting(waits: Waits) -> str:
    match waits.code:
        case FailureCode.THROTTLED:
            text = QCoreApplication.translate("Progress", "Procore asked us to wait until {time}")
            return text.format(time=dates.clock(waits.until))
        case FailureCode.LOCAL_SPACE:
            return QCoreApplication.translate("Progress", "The disk is full: waiting for free space…")
        case FailureCode.LOCAL_IO:
            return QCoreApplication.translate("Progress", "The disk cannot be used: trying again…")
        case _:
            return QCoreApplication.translate("Progress", "Waiting for the network…")


def _downloading(progress: RunProgress) -> list[str]:
    remaining = max(0, progress.files_total - progress.files_done)
    parts = [
        QCoreApplication.translate("Progress", "{done} of {total} sheets").format(
            done=dates.number(progress.files_done), total=dates.number(progress.files_total)
        ),
        QCoreApplication.translate("Progress", "%n remaining", "", remaining),
    ]
    failed = progress.files_failed
    if failed:
        parts.append(QCoreApplication.translate("Progress", "%n failed", "", failed))
    if progress.bytes_total:
        parts.append(
            QCoreApplication.translate("Progress", "{done} of {total}").format(
                done=dates.size(progress.bytes_done), total=dates.size(progress.bytes_total)
            )
        )
    if progress.rate > 0:
        parts.append(
            QCoreApplication.translate("Progress", "{size} per second").format(size=dates.size(int(progress.rate)))
        )
    if progress.seconds_left is not None:
        parts.append(_time_left(progress.seconds_left))
    return parts


def _time_left(seconds: float) -> str:
    if seconds < _MINUTE:
        return QCoreApplication.translate("Progress", "less than a minute left")
    minutes = round(seconds / _MINUTE)
    return QCoreApplication.translate("Progress", "about %n minute(s) left", "", minutes)
