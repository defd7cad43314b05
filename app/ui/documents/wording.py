"""The words of drawings, revisions and cached sheets, shared by the tree and the viewer so that they never differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.standing import Standing, standing
from app.domain.states import CacheState, EntryKind, Withdrawal
from app.ui import dates

if TYPE_CHECKING:
    from datetime import date

    from app.domain.views import Drawing, Entry


def cache_word(state: CacheState) -> str:
    """Whether the sheet's bytes are here. Not a sync state (S45)."""
    match state:
        case CacheState.HERE:
            return QCoreApplication.translate("Documents", "On this computer")
        case CacheState.DOWNLOADING:
            return QCoreApplication.translate("Documents", "Downloading")
        case CacheState.WAITING:
            return QCoreApplication.translate("Documents", "Waiting to be downloaded")
        case CacheState.FAILED:
            return QCoreApplication.translate("Documents", "Not downloaded: failed")
        case CacheState.ABSENT:
            return not_downloaded()


def not_downloaded() -> str:
    """In an archive, where nothing waits any more."""
    return QCoreApplication.translate("Documents", "Not downloaded")


def withdrawn_word(withdrawal: Withdrawal) -> str:
    match withdrawal:
        case Withdrawal.OBSOLETE:
            return QCoreApplication.translate("Documents", "Withdrawn: obsolete in Procore")
        case Withdrawal.DELETED:
            return QCoreApplication.translate("Documents", "Withdrawn: deleted in Procore")
        case Withdrawal.MISSING:
            return QCoreApplication.translate("Documents", "Withdrawn: no longer in Procore")


def standing_word(standing: Standing) -> str:
    match standing:
        case Standing.CURRENT:
            return QCoreApplication.translate("Documents", "Current")
        case Standing.SUPERSEDED:
            return QCoreApplication.translate("Documents", "Superseded")
        case Standing.ORIGINAL:
            return QCoreApplication.translate("Documents", "Original")
        case Standing.WITHDRAWN:
            return withdrawn_label()


def entry_labels(drawing: Drawing, entry: Entry) -> list[str]:
    """What a line of the revision list is: current or superseded, Original, reordered, withdrawn, carried (SPEC §8)."""
    labels = [standing_word(standing(drawing, entry))]
    if entry.kind is EntryKind.REORDERED:
        labels.append(QCoreApplication.translate("Documents", "Reordered"))
    if entry.to_check:
        labels.append(carried_label(entry.to_check))
    return labels


def sheet_name(drawing: Drawing) -> str:
    """Number and title in one line."""
    return f"{drawing.number}  {drawing.title}".strip()


def revision_name(entry: Entry) -> str:
    """ "Revision 2"; Procore's label may be missing."""
    if not entry.revision_number:
        return QCoreApplication.translate("Documents", "Revision without number")
    return QCoreApplication.translate("Documents", "Revision {number}").format(number=entry.revision_number)


def short_revision(entry: Entry) -> str:
    """ "Rev 2", where there is little room, and in the names of files."""
    if not entry.revision_number:
        return ""
    return QCoreApplication.translate("Documents", "Rev {number}").format(number=entry.revision_number)


def withdrawn_label() -> str:
    return QCoreApplication.translate("Documents", "Withdrawn")


def carried_label(count: int) -> str:
    """Annotations came along from an earlier revision, and nobody confirmed them yet (SPEC §7)."""
    text = QCoreApplication.translate("Documents", "Carried, to check ({count})")
    return text.format(count=dates.number(count))


def carried_hint(count: int) -> str:
    return QCoreApplication.translate(
        "Documents",
        "%n annotation(s) carried over from an earlier revision, not confirmed yet: open the sheet to check.",
        None,
        count,
    )


def next_try(entry: Entry) -> str:
    """When a revision that could not be downloaded is tried again. A sync started by hand tries everything."""
    if entry.next_at is None:
        return QCoreApplication.translate("Documents", "Tried again when you start a sync.")
    text = QCoreApplication.translate("Documents", "Tried again by the first sync after {time}, or when you start one.")
    return text.format(time=dates.absolute(entry.next_at))


def reordered_hint() -> str:
    """S59, verbatim in French."""
    return QCoreApplication.translate(
        "Documents",
        "This file was reordered in Procore and may include new annotations. "
        "See the “Original” version for the version before the reordering.",
    )


def older_line(count: int) -> str:
    """The hole that is shown (S50)."""
    if count == 1:
        return QCoreApplication.translate("Documents", "1 older revision is in Procore, not downloaded")
    return QCoreApplication.translate("Documents", "%n older revisions are in Procore, not downloaded", None, count)


def fetch_older() -> str:
    """The act that closes the hole (S50)."""
    return QCoreApplication.translate("Documents", "Fetch older revisions")


def public_markups_hint() -> str:
    """S6: Procore's own markups are not imported."""
    return QCoreApplication.translate(
        "Documents", "This revision has public markups in Procore; they are not imported."
    )


def entry_day(entry: Entry) -> date | None:
    """The date by which people know the revision: drawn, else received, else changed in Procore."""
    return entry.drawing_date or entry.received_date or entry.updated_at


def entry_dates(entry: Entry) -> list[str]:
    """The revision's dates as sentences."""
    lines = []
    if entry.drawing_date is not None:
        text = QCoreApplication.translate("Documents", "Drawn {date}")
        lines.append(text.format(date=dates.absolute_date(entry.drawing_date)))
    if entry.received_date is not None:
        text = QCoreApplication.translate("Documents", "Received {date}")
        lines.append(text.format(date=dates.absolute_date(entry.received_date)))
    return lines


def no_discipline() -> str:
    return QCoreApplication.translate("Documents", "No discipline")


def drawing_count(count: int) -> str:
    return QCoreApplication.translate("Documents", "%n drawing(s)", None, count)


def here_of(here: int, all: int) -> str:
    text = QCoreApplication.translate("Documents", "%n of {all} revisions here", None, here)
    return text.format(all=dates.number(all))
