"""Folders with the lines of what changed in them, as a tree of two levels."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.domain.changes import family_of
from app.ui import dates
from app.ui.changes import wording
from app.ui.controls import plain_tip
from app.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.changes import Group
    from app.domain.views import Change

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

#: Internal id of a folder's row; a line has the row of its folder.
_FOLDER = (1 << 32) - 1


class Column(IntEnum):
    SHEET = 0
    KIND = 1
    DETAILS = 2
    REVISION = 3
    SET = 4
    WHEN = 5


class ChangesModel(QAbstractItemModel):
    """``unseen``: lines from then on are bold; None: none are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[Group] = ()
        self._unseen: datetime | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, groups: Sequence[Group], unseen: datetime | None = None) -> None:
        self.beginResetModel()
        self._groups, self._unseen = groups, unseen
        self.endResetModel()

    @property
    def groups(self) -> Sequence[Group]:
        return self._groups

    def change(self, index: Index) -> Change | None:
        """The line at ``index``; None for a folder."""
        if not index.isValid() or index.internalId() == _FOLDER:
            return None
        return self._groups[index.internalId()].changes[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _FOLDER and parent.column() == 0:
            return len(self._groups[parent.row()].changes)
        return 0

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:
        return not parent.isValid() or (parent.internalId() == _FOLDER and parent.column() == 0)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:
        return len(Column)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() if parent.isValid() else _FOLDER)

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        if not index.isValid() or index.internalId() == _FOLDER:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _FOLDER)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        change = self.change(index)
        if change is None:
            return self._of_folder(self._groups[index.row()], index.column(), role)
        return self._of_line(change, Column(index.column()), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return {
            Column.SHEET: self.tr("Sheet"),
            Column.KIND: self.tr("Change"),
            Column.DETAILS: self.tr("Before → after"),
            Column.REVISION: self.tr("Revision"),
            Column.SET: self.tr("Set"),
            Column.WHEN: self.tr("When"),
        }[Column(section)]

    def retranslate(self) -> None:
        """Every text is in another language now; what is unfolded and chosen stays."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self.layoutChanged.emit()

    def _of_folder(self, group: Group, column: int, role: int) -> Any:
        if column != Column.SHEET:
            return None
        name = wording.folder_name(group.folder)
        if role == Role.DisplayRole:
            return f"{name}  ({dates.number(len(group.changes))})"
        if role == Role.AccessibleTextRole:
            return f"{name}. {wording.summary(group.changes)}"
        if role == Role.ToolTipRole:
            return wording.summary(group.changes)
        return self._bold if role == Role.FontRole else None

    def _of_line(self, change: Change, column: Column, role: int) -> Any:
        if role == Role.DisplayRole:
            return _text(change, column)
        if role == Role.ToolTipRole:
            return plain_tip(_text(change, column))
        if role == Role.DecorationRole and column is Column.KIND:
            return icon(*wording.SIGNS[family_of(change.kind)])
        unseen = self._unseen is not None and change.at >= self._unseen
        if role == Role.FontRole and unseen and column in (Column.SHEET, Column.KIND):
            return self._bold
        if role == Role.AccessibleTextRole and column is Column.SHEET:
            parts = [*(_text(change, one) for one in Column), self.tr("not seen yet") if unseen else ""]
            return ", ".join(part for part in parts if part)
        return None


def _text(change: Change, column: Column) -> str:
    match column:
        case Column.SHEET:
            return f"{change.drawing or ''}  {change.title or ''}".strip()
        case Column.KIND:
            return wording.kind_of(change)
        case Column.DETAILS:
            return wording.details_of(change)
        case Column.REVISION:
            return change.revision or ""
        case Column.SET:
            return change.drawing_set or ""
        case Column.WHEN:
            return dates.absolute(change.at)
