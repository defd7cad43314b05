"""The marks of a sheet or of a project as rows of a table, and which of them are shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from app.domain.markups import MarkupStatus
from app.domain.sheets import sort_key
from app.domain.states import Carried
from app.ui import dates
from app.ui.controls import plain_tip
from app.ui.icons import icon
from app.ui.markups.wording import kind_name, layer_name, state_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from app.domain.markups import Markup

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
SORT = Qt.ItemDataRole.UserRole + 1
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class MarkRow(NamedTuple):
    """``drawing_id`` is Procore's; ``sheet``: number and revision for people; ``locked``: why it cannot be changed."""

    markup: Markup
    drawing_id: int
    sheet: str
    locked: str | None = None


class MarksModel(QAbstractTableModel):
    """Kind, text, sheet, status, author, time, layer."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[MarkRow] = ()

    @property
    def rows(self) -> Sequence[MarkRow]:
        return self._rows

    def show(self, rows: Sequence[MarkRow]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 7

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words_of(row)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.words_of(row)[index.column()])
        if role == SORT:
            if index.column() == 5:
                return (row.markup.created_at or _LONG_AGO).timestamp()
            return sort_key(self.words_of(row)[index.column()])
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icon(f"mark-{row.markup.kind.value}")
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 3:
            if row.markup.carried is Carried.TO_CHECK:
                return icon("warning")
            return icon("check") if row.markup.status is MarkupStatus.DONE else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        return None

    def retranslate(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("Kind"),
            self.tr("Text"),
            self.tr("Sheet"),
            self.tr("Status"),
            self.tr("Author"),
            self.tr("Drawn"),
            self.tr("Layer"),
        )

    def words_of(self, row: MarkRow) -> tuple[str, ...]:
        """What stands in the columns of a row."""
        one = row.markup
        return (
            kind_name(one.kind),
            " ".join(one.text.split()),
            row.sheet,
            state_words(one.status, one.carried),
            one.author,
            dates.absolute(one.created_at) if one.created_at is not None else "",
            layer_name(one.layer),
        )


class MarksFilter(QSortFilterProxyModel):
    """By words anywhere in a row, and by status."""

    def __init__(self, model: MarksModel) -> None:
        super().__init__()
        self._model = model
        self._words: tuple[str, ...] = ()
        self._status: str = ""
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def narrow(self, words: str, status: str) -> None:
        """``status``: ``open``, ``done``, ``to_check``, or empty for all."""
        self._words, self._status = tuple(words.casefold().split()), status
        self.invalidate()

    def filterAcceptsRow(self, row: int, _parent: _Index) -> bool:
        one = self._model.rows[row].markup
        if self._status == Carried.TO_CHECK:
            fits = one.carried is Carried.TO_CHECK
        else:
            fits = not self._status or one.status == self._status
        text = " ".join(self._model.words_of(self._model.rows[row])).casefold()
        return fits and all(word in text for word in self._words)
