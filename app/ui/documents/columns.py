"""The columns of the document tree and list: which there are, how wide, and by what a list is put in order."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.domain.states import CacheState
from app.ui.documents import wording
from app.ui.sorting import folded, natural

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.views import Entry
    from app.ui.documents.nodes import Node


class Column(IntEnum):
    NAME = 0
    TITLE = 1
    DISCIPLINE = 2  # only where the folders are not shown
    REVISION = 3
    SET = 4
    STATUS = 5  # of a sheet: whether it is here
    DATE = 6  # of the folder: its state
    SIZE = 7


#: Widths in units, of the grid of the layout. What does not fit is left out, the least needed first; the title then
#: stands beside the number.
WIDTHS = {
    Column.NAME: 42,
    Column.TITLE: 36,
    Column.DISCIPLINE: 20,
    Column.REVISION: 13,
    Column.SET: 20,
    Column.STATUS: 22,
    Column.DATE: 24,
    Column.SIZE: 13,
}
LEFT_OUT = (Column.SIZE, Column.TITLE, Column.SET, Column.DISCIPLINE, Column.STATUS, Column.REVISION)
#: What a name needs at least where it is the only words of a row, and where it is a number alone.
NAME_WITH_TITLE, NUMBER_ALONE = 42, 24
#: Without these a row says nothing, or hides the folder's state.
ALWAYS = frozenset({Column.NAME, Column.DATE})


def column_name(column: Column) -> str:
    return {
        Column.NAME: QCoreApplication.translate("Documents", "Name"),
        Column.TITLE: QCoreApplication.translate("Documents", "Title"),
        Column.DISCIPLINE: QCoreApplication.translate("Documents", "Discipline"),
        Column.REVISION: QCoreApplication.translate("Documents", "Revision"),
        Column.SET: QCoreApplication.translate("Documents", "Set"),
        Column.STATUS: QCoreApplication.translate("Documents", "Status"),
        Column.DATE: QCoreApplication.translate("Documents", "Date"),
        Column.SIZE: QCoreApplication.translate("Documents", "Size"),
    }[column]


def order_of(column: Column) -> Callable[[Node], Any] | None:
    """By what drawings are put in order; None: by their numbers, as everything else is where this leaves them equal."""
    return _ORDERS.get(column)


def discipline_of(node: Node) -> str:
    """The name of the discipline that a drawing lies in."""
    return (node.folder.name if node.folder is not None else None) or ""


def shown_entry(node: Node) -> Entry | None:
    """The revision that stands for a drawing in lists."""
    return node.drawing.shown if node.drawing is not None else None


def _title(node: Node) -> str:
    return folded(node.drawing.title) if node.drawing is not None else ""


def _place(node: Node) -> int:
    """Procore's order of the disciplines, which is that of the folders (S39)."""
    return node.folder.place if node.folder is not None else 0


def _revision(node: Node) -> tuple[tuple[int, int | str], ...]:
    entry = shown_entry(node)
    return natural(entry.revision_number) if entry is not None else ()


def _set(node: Node) -> tuple[tuple[int, int | str], ...]:
    entry = shown_entry(node)
    return natural(entry.drawing_set or "") if entry is not None else ()


_TROUBLE = {
    CacheState.FAILED: 0,
    CacheState.WAITING: 1,
    CacheState.ABSENT: 1,
    CacheState.DOWNLOADING: 2,
    CacheState.HERE: 3,
}


def _status(node: Node) -> int:
    entry = shown_entry(node)
    return 4 if entry is None else _TROUBLE[entry.cache]


def _date(node: Node) -> str:
    entry = shown_entry(node)
    day = wording.entry_day(entry) if entry is not None else None
    return day.isoformat() if day is not None else ""


def _size(node: Node) -> int:
    entry = shown_entry(node)
    return (entry.bytes or 0) if entry is not None else 0


_ORDERS: dict[Column, Callable[[Node], Any]] = {
    Column.TITLE: _title,
    Column.DISCIPLINE: _place,
    Column.REVISION: _revision,
    Column.SET: _set,
    Column.STATUS: _status,
    Column.DATE: _date,
    Column.SIZE: _size,
}
