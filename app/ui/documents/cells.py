"""What each cell of the document tree says: text, icon, tooltip, words for screen readers. Pure over one node."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from app.domain.states import CacheState, EntryKind
from app.ui import dates, status_text
from app.ui.documents import wording
from app.ui.documents.nodes import Level
from app.ui.failure_words import explain
from app.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, Entry
    from app.ui.documents.nodes import Node

NAME, REVISION, SET, STATUS, DATE = range(5)
_TEXT = Qt.ItemDataRole.DisplayRole
_ICON = Qt.ItemDataRole.DecorationRole
_TIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_SPOKEN_MORE = Qt.ItemDataRole.AccessibleDescriptionRole

Cells = dict[tuple[int, int], object]


class Role(IntEnum):
    """Own roles, for the delegate and for whoever opens a sheet."""

    NODE = Qt.ItemDataRole.UserRole + 1
    SYNC_STATE = Qt.ItemDataRole.UserRole + 2  # SyncState, only in the folder's Date cell
    CACHE = Qt.ItemDataRole.UserRole + 3  # CacheState, in the Status cell of sheets
    FADED = Qt.ItemDataRole.UserRole + 4  # True: text of second rank
    MENU = Qt.ItemDataRole.UserRole + 5  # True: the row has a ⋯ button


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
        text = QCoreApplication.translate("Documents", "{here} of {all} revisions here")
        count = text.format(here=dates.number(status.here), all=dates.number(status.revisions))
    spoken = QCoreApplication.translate("Documents", "Procore folder {name}, {state}")
    origin = QCoreApplication.translate("Documents", "Drawings from the Procore project {name}")
    return {
        (NAME, _TEXT): name,
        (NAME, _ICON): icon("procore"),
        (NAME, _TIP): origin.format(name=name),
        (NAME, _SPOKEN): spoken.format(name=name, state=words.accessible),
        (NAME, Role.MENU): True,
        (STATUS, _TEXT): count,
        (DATE, _TEXT): words.time,
        (DATE, _TIP): words.tooltip,
        (DATE, _SPOKEN): words.accessible,
        (DATE, _SPOKEN_MORE): words.tooltip,
        (DATE, Role.SYNC_STATE): status.state,
    }


def _sub_folder(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    name = node.name or wording.no_discipline()
    count = wording.drawing_count(sum(below.id.level is Level.DRAWING for below in node.walk()))
    return {
        (NAME, _TEXT): name,
        (NAME, _ICON): icon("folder"),
        (NAME, _SPOKEN): f"{name}, {count}",
        (STATUS, _TEXT): count,
        (STATUS, Role.FADED): True,
    }


def _drawing(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    drawing = node.drawing
    assert drawing is not None
    shown = drawing.current or (drawing.entries[-1] if drawing.entries else None)
    name = _title(drawing)
    notes = _drawing_notes(drawing)
    cells: Cells = {
        (NAME, _TEXT): name,
        (NAME, _ICON): icon("sheet"),
        (NAME, _TIP): "\n".join([name, *notes]),
        (NAME, Role.FADED): drawing.withdrawn is not None,
    }
    spoken = [name]
    if shown is not None:
        cells |= _revision_cells(shown)
        spoken += [wording.revision_name(shown), wording.cache_word(shown.cache)]
    if drawing.withdrawn is not None:
        cells[STATUS, _TEXT] = QCoreApplication.translate("Documents", "Withdrawn")
        cells[STATUS, _TIP] = "\n".join([wording.withdrawn_word(drawing.withdrawn), str(cells.get((STATUS, _TIP), ""))])
    cells[NAME, _SPOKEN] = ", ".join([*spoken, *notes])
    return cells


def _entry(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    entry, drawing = node.entry, node.drawing
    assert entry is not None
    assert drawing is not None
    name = wording.revision_name(entry)
    labels = wording.entry_labels(entry)
    look = "sheet-original" if entry.kind is EntryKind.ORIGINAL else "history"
    cells: Cells = {
        (NAME, _TEXT): f"{name} – {', '.join(labels)}",
        (NAME, _ICON): icon(look),
        (NAME, _TIP): "\n".join([f"{drawing.number} · {name}", *labels, *_entry_notes(entry)]),
        (NAME, _SPOKEN): ", ".join([drawing.number, name, *labels, wording.cache_word(entry.cache)]),
        (NAME, Role.FADED): not entry.current,
    }
    return cells | _revision_cells(entry)


def _older(node: Node, _tree: DocumentTree, _now: datetime) -> Cells:
    drawing = node.drawing
    text = wording.older_line(drawing.older_in_procore if drawing else 0)
    return {
        (NAME, _TEXT): text,
        (NAME, _ICON): icon("info"),
        (NAME, _TIP): text,
        (NAME, _SPOKEN): text,
        (NAME, Role.FADED): True,
    }


def _revision_cells(entry: Entry) -> Cells:
    """Revision, set, cache state and date of one revision: the same on its own line and on its drawing's."""
    day = wording.entry_day(entry)
    cache = wording.cache_word(entry.cache)
    cells: Cells = {
        (REVISION, _TEXT): entry.revision_number,
        (SET, _TEXT): entry.drawing_set or "",
        (SET, _TIP): entry.drawing_set,
        (STATUS, _TEXT): "" if entry.cache is CacheState.HERE else _short_cache(entry.cache),
        (STATUS, _TIP): "\n".join([cache, *_problem(entry)]),
        (STATUS, _SPOKEN): cache,
        (STATUS, Role.CACHE): entry.cache,
        (DATE, _TEXT): dates.absolute_date(day) if day is not None else "",
        (DATE, _TIP): "\n".join(wording.entry_dates(entry)),
    }
    if entry.kind is EntryKind.REORDERED:
        cells[REVISION, _ICON] = icon("reordered")
        cells[REVISION, _TIP] = wording.reordered_hint()
        cells[REVISION, _SPOKEN] = f"{entry.revision_number}. {wording.reordered_hint()}"
    return cells


def _short_cache(state: CacheState) -> str:
    match state:
        case CacheState.DOWNLOADING:
            return QCoreApplication.translate("Documents", "Downloading")
        case CacheState.FAILED:
            return QCoreApplication.translate("Documents", "Failed")
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
    return notes


def _entry_notes(entry: Entry) -> list[str]:
    notes = wording.entry_dates(entry)
    if entry.withdrawn is not None:
        notes.append(wording.withdrawn_word(entry.withdrawn))
    if entry.kind is EntryKind.REORDERED:
        notes.append(wording.reordered_hint())
    if entry.has_public_markups:
        notes.append(wording.public_markups_hint())
    if entry.bytes:
        notes.append(dates.size(entry.bytes))
    return notes


def _problem(entry: Entry) -> list[str]:
    if entry.cache is not CacheState.FAILED or entry.problem is None:
        return []
    explanation = explain(entry.problem)
    return [part for part in (explanation.message, explanation.remedy) if part]


def _title(drawing: Drawing) -> str:
    return f"{drawing.number}  {drawing.title}".strip()
