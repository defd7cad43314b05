"""What each cell of the document tree says: text, icon, tooltip, words for screen readers. Pure over one node."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.domain.standing import Standing, standing
from app.domain.states import CacheState, EntryKind
from app.ui import dates, status_text
from app.ui.documents import wording
from app.ui.documents.columns import Column, discipline_of, shown_entry
from app.ui.documents.nodes import Level
from app.ui.failure_words import explain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, Entry
    from app.ui.documents.nodes import Node

_TEXT = Qt.ItemDataRole.DisplayRole
#: Cells hold the names of icons.
_ICON = Qt.ItemDataRole.DecorationRole
_TIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_SPOKEN_MORE = Qt.ItemDataRole.AccessibleDescriptionRole

Cells = dict[tuple[int, int], object]
_SIGNS = {Standing.CURRENT: "revision-current", Standing.ORIGINAL: "sheet-original"}


class Role(IntEnum):
    """Own roles, for the delegate and for whoever opens a sheet."""

    NODE = Qt.ItemDataRole.UserRole + 1
    SYNC_STATE = Qt.ItemDataRole.UserRole + 2  # SyncState, only in the folder's Date cell
    CACHE = Qt.ItemDataRole.UserRole + 3  # CacheState, in the Status cell of sheets
    FADED = Qt.ItemDataRole.UserRole + 4  # True: text of second rank
    STRONG = Qt.ItemDataRole.UserRole + 7  # True: bold text
    MENU = Qt.ItemDataRole.UserRole + 5  # True: the row has a ⋯ button
    ACT = Qt.ItemDataRole.UserRole + 6  # words of what the row offers to do


def cell_roles(node: Node, tree: DocumentTree, now: datetime) -> Cells:
    """All roles of one row, by column and role."""
    makers: dict[Level, Callable[[Node, DocumentTree, datetime], Cells]] = {
        Level.FOLDER: _folder,
        Level.AREA: _sub_folder,
        Level.DISCIPLINE: _sub_folder,
        Level.DRAWING: _drawing,
        Level.ENTRY: _entry,
        Level.OLDER: _older,
    }
    return makers[node.id.level](node, tree, now)


def _folder(node: Node, tree: DocumentTree, now: datetime) -> Cells:
    status = tree.status
    words = status_text.describe(status, now)
    name = node.name or ""
    count = wording.drawing_count(status.drawings)
    if status.here < status.revisions:
        count = wording.here_of(status.here, status.revisions)
    spoken = QCoreApplication.translate("Documents", "Procore folder {name}, {state}")
    origin = QCoreApplication.translate("Documents", "Drawings from the Procore project {name}")
    return {
        (Column.NAME, _TEXT): name,
        (Column.NAME, _ICON): "procore",
        (Column.NAME, _TIP): origin.format(name=name),
        (Column.NAME, _SPOKEN): spoken.format(name=name, state=words.accessible),
        (Column.NAME, Role.MENU): True,
        (Column.NAME, Role.STRONG): True,
        (Column.STATUS, _TEXT): count,
        (Column.DATE, _TEXT): words.time,
        (Column.DATE, _TIP): words.tooltip,
        (Column.DATE, _SPOKEN): words.accessible,
        (Column.DATE, _SPOKEN_MORE): words.tooltip,
        (Column.DATE, Role.SYNC_STATE): status.state,
        (Column.SIZE, _TEXT): dates.size(status.bytes) if status.bytes else "",
    }


def _sub_folder(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    name = node.name or wording.no_discipline()
    count = wording.drawing_count(_sheets_in(node))
    return {
        (Column.NAME, _TEXT): name,
        (Column.NAME, _ICON): "folder",
        (Column.NAME, _SPOKEN): f"{name}, {count}",
        (Column.STATUS, _TEXT): count,
        (Column.STATUS, Role.FADED): True,
    }


def _sheets_in(node: Node) -> int:
    """Drawings shown in a folder."""
    if node.drawing is not None:
        return 1
    return sum(map(_sheets_in, node.children))


def _drawing(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    drawing = node.drawing
    assert drawing is not None
    shown = shown_entry(node)
    name = wording.sheet_name(drawing)
    notes = _drawing_notes(drawing)
    cells: Cells = {
        (Column.NAME, _TEXT): drawing.number,
        (Column.NAME, _ICON): "sheet",
        (Column.NAME, _TIP): "\n".join([name, *notes]),
        (Column.NAME, Role.FADED): drawing.withdrawn is not None,
        (Column.TITLE, _TEXT): drawing.title,
        (Column.TITLE, _TIP): drawing.title,
        (Column.DISCIPLINE, _TEXT): discipline_of(node) or wording.no_discipline(),
    }
    spoken = [name]
    if shown is not None:
        cells |= _revision_cells(shown)
        spoken += [wording.revision_name(shown), wording.cache_word(shown.cache)]
    if drawing.withdrawn is not None:
        cells[Column.STATUS, _TEXT] = wording.withdrawn_label()
        cells[Column.STATUS, _TIP] = "\n".join(
            [wording.withdrawn_word(drawing.withdrawn), str(cells.get((Column.STATUS, _TIP), ""))]
        )
    cells[Column.NAME, _SPOKEN] = ", ".join([*spoken, *notes])
    return cells


def _entry(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    entry, drawing = node.entry, node.drawing
    assert entry is not None
    assert drawing is not None
    name = wording.revision_name(entry)
    labels = wording.entry_labels(drawing, entry)
    what = standing(drawing, entry)
    current = what is Standing.CURRENT
    cells: Cells = {
        (Column.NAME, _TEXT): name,
        (Column.TITLE, _TEXT): " · ".join(labels),
        (Column.NAME, _ICON): _SIGNS.get(what, "history"),
        (Column.NAME, _TIP): "\n".join([f"{drawing.number} · {name}", *labels, *_entry_notes(entry)]),
        (Column.NAME, _SPOKEN): ", ".join([drawing.number, name, *labels, wording.cache_word(entry.cache)]),
        (Column.NAME, Role.FADED): not entry.current,
        (Column.NAME, Role.STRONG): current,
        (Column.TITLE, Role.STRONG): current,
    }
    return cells | _revision_cells(entry)


def _older(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    drawing = node.drawing
    text = wording.older_line(drawing.older_in_procore if drawing else 0)
    return {
        (Column.NAME, _TEXT): text,
        (Column.NAME, _ICON): "info",
        (Column.NAME, _TIP): text,
        (Column.NAME, _SPOKEN): f"{text}. {wording.fetch_older()}",
        (Column.NAME, Role.FADED): True,
        (Column.NAME, Role.ACT): wording.fetch_older(),
    }


def _revision_cells(entry: Entry) -> Cells:
    """Revision, set, cache state and date of one revision: the same on its own line and on its drawing's."""
    day = wording.entry_day(entry)
    cache, status = wording.cache_word(entry.cache), _status(entry)
    cells: Cells = {
        (Column.REVISION, _TEXT): entry.revision_number,
        (Column.SET, _TEXT): entry.drawing_set or "",
        (Column.SET, _TIP): entry.drawing_set,
        (Column.STATUS, _TEXT): status,
        (Column.STATUS, _TIP): "\n".join([cache, *_problem(entry), *_to_check(entry)]),
        (Column.STATUS, _SPOKEN): cache,
        (Column.STATUS, _SPOKEN_MORE): " ".join([*_problem(entry), *_to_check(entry)]),
        (Column.STATUS, Role.CACHE): entry.cache,
        (Column.STATUS, Role.FADED): status == cache,
        (Column.DATE, _TEXT): dates.absolute_date(day) if day is not None else "",
        (Column.DATE, _TIP): "\n".join(wording.entry_dates(entry)),
        (Column.SIZE, _TEXT): dates.size(entry.bytes) if entry.bytes else "",
    }
    if entry.kind is EntryKind.REORDERED:
        cells[Column.REVISION, _ICON] = "reordered"
        cells[Column.REVISION, _TIP] = wording.reordered_hint()
        cells[Column.REVISION, _SPOKEN] = f"{entry.revision_number}. {wording.reordered_hint()}"
    return cells


def _status(entry: Entry) -> str:
    match entry.cache:
        case CacheState.HERE:
            carried = entry.to_check and entry.current
            return wording.carried_label(entry.to_check) if carried else wording.cache_word(entry.cache)
        case CacheState.DOWNLOADING:
            return QCoreApplication.translate("Documents", "Downloading")
        case CacheState.FAILED:
            return QCoreApplication.translate("Documents", "Failed")
        case CacheState.ABSENT:
            return wording.not_downloaded()
        case _:
            return QCoreApplication.translate("Documents", "Waiting")


def _drawing_notes(drawing: Drawing) -> list[str]:
    notes = []
    if drawing.withdrawn is not None:
        notes.append(wording.withdrawn_word(drawing.withdrawn))
    if drawing.older_in_procore:
        notes.append(wording.older_line(drawing.older_in_procore))
    if drawing.current is not None and drawing.current.kind is EntryKind.REORDERED:
        notes.append(wording.reordered_hint())
    if drawing.current is not None:
        notes += _to_check(drawing.current)
    return notes


def _entry_notes(entry: Entry) -> list[str]:
    notes = wording.entry_dates(entry)
    if entry.withdrawn is not None:
        notes.append(wording.withdrawn_word(entry.withdrawn))
    if entry.kind is EntryKind.REORDERED:
        notes.append(wording.reordered_hint())
    notes += _to_check(entry)
    if entry.has_public_markups:
        notes.append(wording.public_markups_hint())
    if entry.bytes:
        notes.append(dates.size(entry.bytes))
    return notes


def _to_check(entry: Entry) -> list[str]:
    return [wording.carried_hint(entry.to_check)] if entry.to_check else []


def _problem(entry: Entry) -> list[str]:
    if entry.cache is not CacheState.FAILED or entry.problem is None:
        return []
    explanation = explain(entry.problem)
    return [part for part in (explanation.message, explanation.remedy, wording.next_try(entry)) if part]
