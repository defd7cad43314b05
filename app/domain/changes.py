"""What changed in a project, as people ask for it: since when, of which kind, in which discipline. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.change_words import before_after
from app.domain.sheets import answers, sort_key
from app.domain.states import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.domain.texts import Language
    from app.domain.views import Change


class Period(StrEnum):
    """Since when changes are asked for."""

    LOOKED = "looked"  # since the member marked everything as seen
    LAST_SYNC = "last_sync"
    WEEK = "week"
    DATE = "date"
    CONNECTION = "connection"


class Family(StrEnum):
    """Kinds of changes as people tell them apart, the most telling first."""

    REVISED = "revised"
    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REORDERED = "reordered"
    REPLACED = "replaced"
    RENAMED = "renamed"  # renumbered, retitled, relabelled
    MOVED = "moved"
    REDATED = "redated"
    FOLDERS = "folders"
    PROJECT = "project"


_FAMILIES: dict[ChangeKind, Family] = {
    ChangeKind.ADDED: Family.ADDED,
    ChangeKind.REVISED: Family.REVISED,
    ChangeKind.REORDERED: Family.REORDERED,
    ChangeKind.RENUMBERED: Family.RENAMED,
    ChangeKind.RETITLED: Family.RENAMED,
    ChangeKind.RELABELLED: Family.RENAMED,
    ChangeKind.RENAMED: Family.FOLDERS,
    ChangeKind.MOVED: Family.MOVED,
    ChangeKind.OBSOLETED: Family.WITHDRAWN,
    ChangeKind.DELETED: Family.WITHDRAWN,
    ChangeKind.RESTORED: Family.RESTORED,
    ChangeKind.REPLACED: Family.REPLACED,
    ChangeKind.REDATED: Family.REDATED,
    ChangeKind.CONNECTED: Family.PROJECT,
    ChangeKind.TRANSFERRED: Family.PROJECT,
    ChangeKind.DISCONNECTED: Family.PROJECT,
    ChangeKind.PERMISSION: Family.PROJECT,
}


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The moments that periods count from. ``looked``: up to where the member has seen everything (exclusive), None
    before the first time. ``day`` is the date chosen by hand, at its beginning."""

    now: datetime
    looked: datetime | None = None
    last_sync: datetime | None = None
    connected: datetime | None = None
    day: datetime | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown: all of it where nothing is chosen."""

    family: Family | None = None
    folder: Folder | None = None
    text: str = ""

    @property
    def everything(self) -> bool:
        return self.family is None and self.folder is None and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a sheet lies. Both names None: « Sans discipline ». ``of_sheets`` False: lines about the project itself."""

    area: str | None
    discipline: str | None
    of_sheets: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    folder: Folder
    changes: tuple[Change, ...]


#: Renamed folders and sets, and what was done to the connection.
THE_PROJECT = Folder(None, None, of_sheets=False)


def family_of(kind: ChangeKind) -> Family:
    return _FAMILIES[kind]


def folder_of(change: Change) -> Folder:
    if change.drawing_id is None:
        return THE_PROJECT
    return Folder(change.area, change.discipline)


def since(period: Period, marks: Landmarks) -> datetime | None:
    """The first moment of ``period``; None: from the beginning on."""
    match period:
        case Period.LOOKED:
            return marks.looked
        case Period.LAST_SYNC:
            return marks.last_sync
        case Period.WEEK:
            return marks.now - timedelta(days=7)
        case Period.DATE:
            return marks.day
        case Period.CONNECTION:
            return marks.connected


def start_of(year: int, month: int, day: int) -> datetime:
    """The beginning of a day in this machine's time zone."""
    return datetime(year, month, day).astimezone()


def news(changes: Iterable[Change], start: datetime | None) -> list[Change]:
    """The lines from ``start`` on. What was there when the project was connected is no news."""
    return [change for change in changes if not change.first and (start is None or change.at >= start)]


def seen_until(changes: Iterable[Change]) -> datetime | None:
    """The mark behind everything in ``changes``: a line that is written afterwards is news again."""
    newest = max((change.at for change in changes), default=None)
    return None if newest is None else newest + timedelta(microseconds=1)


def matching(changes: Iterable[Change], wanted: Wanted, language: Language) -> list[Change]:
    """Those of the kind and in the folder that are wanted, whose number, title, set or words have the text."""
    return [
        change
        for change in changes
        if (wanted.family is None or family_of(change.kind) is wanted.family)
        and (wanted.folder is None or folder_of(change) == wanted.folder)
        and (not wanted.text.strip() or _has(change, wanted.text, language))
    ]


def grouped(changes: Iterable[Change]) -> list[Group]:
    """By folder in Procore's order, the project's own lines last; in each by number, the newest first."""
    return [Group(folder, tuple(sorted(lines, key=_order))) for folder, lines in _by_folder(changes)]


def tally(changes: Iterable[Change]) -> dict[Family, int]:
    """How many sheets (for the project's own lines: how many lines) each family touches, the most telling first."""
    touched: dict[Family, set[object]] = {}
    for place, change in enumerate(changes):
        key: object = ("line", place) if change.drawing_id is None else change.drawing_id
        touched.setdefault(family_of(change.kind), set()).add(key)
    return {family: len(touched[family]) for family in Family if family in touched}


def folders_in(changes: Sequence[Change]) -> list[Folder]:
    """The folders that a filter can offer, in order."""
    return [folder for folder, _ in _by_folder(changes)]


def _by_folder(changes: Iterable[Change]) -> list[tuple[Folder, list[Change]]]:
    folders: dict[Folder, list[Change]] = {}
    for change in changes:
        folders.setdefault(folder_of(change), []).append(change)
    places = sorted(folders, key=lambda folder: (not folder.of_sheets, min(c.folder_order for c in folders[folder])))
    return [(folder, folders[folder]) for folder in places]


def _order(change: Change) -> tuple[object, ...]:
    return sort_key(change.drawing or ""), change.drawing_id or 0, -change.at.timestamp()


def _has(change: Change, text: str, language: Language) -> bool:
    rest = " ".join(filter(None, (change.title, change.drawing_set, before_after(change, language))))
    return answers(text, change.drawing or "", rest)
