"""The words of the page « What changed » and of its reports, in the language shown now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.change_words import after_words, before_after, before_words, kind_words
from app.domain.changes import Family, Period, family_of, tally
from app.ui import dates
from app.ui.failure_words import current_language
from app.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.changes import Folder
    from app.domain.views import Change

#: Icon and tone of each family; the words stand beside it.
SIGNS: dict[Family, tuple[str, Tone]] = {
    Family.REVISED: ("documents", Tone.ACCENT),
    Family.ADDED: ("plus", Tone.SUCCESS),
    Family.WITHDRAWN: ("archive", Tone.WARNING),
    Family.RESTORED: ("unarchive", Tone.SUCCESS),
    Family.REORDERED: ("reordered", Tone.ACCENT),
    Family.REPLACED: ("sheet", Tone.WARNING),
    Family.RENAMED: ("edit", Tone.MUTED),
    Family.MOVED: ("folder-open", Tone.MUTED),
    Family.REDATED: ("calendar", Tone.MUTED),
    Family.FOLDERS: ("folder", Tone.MUTED),
    Family.PROJECT: ("link", Tone.MUTED),
}


def period_name(period: Period) -> str:
    match period:
        case Period.LOOKED:
            return QCoreApplication.translate("Changes", "Since I last looked")
        case Period.LAST_SYNC:
            return QCoreApplication.translate("Changes", "Last sync")
        case Period.WEEK:
            return QCoreApplication.translate("Changes", "Last 7 days")
        case Period.DATE:
            return QCoreApplication.translate("Changes", "Since a date…")
        case Period.CONNECTION:
            return QCoreApplication.translate("Changes", "Since connection")


def since_words(start: datetime | None) -> str:
    """From when on, for reports and empty states."""
    if start is None:
        return QCoreApplication.translate("Changes", "since the connection to Procore")
    return QCoreApplication.translate("Changes", "since {time}").format(time=dates.absolute(start))


def family_name(family: Family) -> str:
    match family:
        case Family.REVISED:
            return QCoreApplication.translate("Changes", "Revised")
        case Family.ADDED:
            return QCoreApplication.translate("Changes", "Added")
        case Family.WITHDRAWN:
            return QCoreApplication.translate("Changes", "Withdrawn")
        case Family.RESTORED:
            return QCoreApplication.translate("Changes", "Restored")
        case Family.REORDERED:
            return QCoreApplication.translate("Changes", "Reordered")
        case Family.REPLACED:
            return QCoreApplication.translate("Changes", "File replaced")
        case Family.RENAMED:
            return QCoreApplication.translate("Changes", "Renamed or renumbered")
        case Family.MOVED:
            return QCoreApplication.translate("Changes", "Moved")
        case Family.REDATED:
            return QCoreApplication.translate("Changes", "Dates changed")
        case Family.FOLDERS:
            return QCoreApplication.translate("Changes", "Folders and sets renamed")
        case Family.PROJECT:
            return QCoreApplication.translate("Changes", "Connection and permissions")


def folder_name(folder: Folder) -> str:
    if not folder.of_sheets:
        return QCoreApplication.translate("Changes", "The project")
    discipline = folder.discipline or QCoreApplication.translate("Documents", "No discipline")
    return f"{folder.area} › {discipline}" if folder.area else discipline


def summary(changes: Iterable[Change]) -> str:
    """ "12 revised · 3 added · 1 withdrawn", sheets counted once in each kind."""
    return summary_of(tally(changes))


def summary_of(counts: Mapping[Family, int]) -> str:
    """The same of what was counted already."""
    return " · ".join(_counted(family, count) for family, count in counts.items())


def kind_of(change: Change) -> str:
    text = kind_words(change.kind, current_language())
    return text[:1].upper() + text[1:]


def details_of(change: Change) -> str:
    """Before and after. Of what is new, number and revision have their own columns."""
    if family_of(change.kind) in (Family.ADDED, Family.REVISED):
        return ""
    return before_after(change, current_language())


def before_of(change: Change) -> str:
    return before_words(change, current_language())


def after_of(change: Change) -> str:
    return after_words(change, current_language())


def _counted(family: Family, count: int) -> str:
    # Plain literals: lupdate overlooks a text that is not written out.
    match family:
        case Family.REVISED:
            return QCoreApplication.translate("Changes", "%n revised", "", count)
        case Family.ADDED:
            return QCoreApplication.translate("Changes", "%n added", "", count)
        case Family.WITHDRAWN:
            return QCoreApplication.translate("Changes", "%n withdrawn", "sheets", count)
        case Family.RESTORED:
            return QCoreApplication.translate("Changes", "%n restored", "", count)
        case Family.REORDERED:
            return QCoreApplication.translate("Changes", "%n reordered", "sheets", count)
        case Family.REPLACED:
            return QCoreApplication.translate("Changes", "%n file(s) replaced", "", count)
        case Family.RENAMED:
            return QCoreApplication.translate("Changes", "%n renamed", "", count)
        case Family.MOVED:
            return QCoreApplication.translate("Changes", "%n moved", "", count)
        case Family.REDATED:
            return QCoreApplication.translate("Changes", "%n with other dates", "", count)
        case Family.FOLDERS:
            return QCoreApplication.translate("Changes", "%n folder(s) or set(s) renamed", "", count)
        case Family.PROJECT:
            return QCoreApplication.translate("Changes", "%n about the project", "", count)
