"""The project list as a table: name, created, integrations, status, date, and the ⋯ menu.

Order and filter are worked out on plain lists; the view keeps its selection by project id across resets.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.domain.states import SyncState
from app.ui import dates
from app.ui.sorting import folded, natural
from app.ui.status_text import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.views import ProjectStatus

Index = QModelIndex | QPersistentModelIndex

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Column(IntEnum):
    NAME = 0
    CREATED = 1
    INTEGRATIONS = 2
    STATUS = 3
    DATE = 4
    MENU = 5


class Role(IntEnum):
    PROJECT_ID = Qt.ItemDataRole.UserRole + 1
    STATE = Qt.ItemDataRole.UserRole + 2  # SyncState, or None without a Procore link


class ProjectListModel(QAbstractTableModel):
    """Shows what ``show`` was given last. Reads nothing by itself."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._all: list[ProjectStatus] = []
        self._rows: list[ProjectStatus] = []
        self._wanted = ""
        self._column = Column.NAME
        self._order = Qt.SortOrder.AscendingOrder

    def show(self, statuses: Sequence[ProjectStatus]) -> None:
        """Take a new snapshot. Only the lines that differ are repainted while the order stays the same."""
        self._all = list(statuses)
        rows = self._arranged()
        if [row.project.id for row in rows] != [row.project.id for row in self._rows]:
            self._replace(rows)
            return
        before, self._rows = self._rows, rows
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def filter(self, text: str) -> None:
        """Keep the projects whose name, or Procore project, contains ``text`` (case and accents do not matter)."""
        self._wanted = folded(text)
        self._replace(self._arranged())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column == Column.MENU:
            return
        self._column, self._order = Column(column), order
        self._replace(self._arranged())

    @property
    def total(self) -> int:
        """Projects before the filter."""
        return len(self._all)

    def status(self, project_id: int) -> ProjectStatus | None:
        return next((row for row in self._all if row.project.id == project_id), None)

    def at(self, index: Index) -> ProjectStatus | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, project_id: int) -> QModelIndex:
        """The name cell of a project; invalid when it is filtered out or unknown."""
        for place, row in enumerate(self._rows):
            if row.project.id == project_id:
                return self.index(place, Column.NAME)
        return QModelIndex()

    def running_rows(self) -> list[int]:
        return [place for place, row in enumerate(self._rows) if _state(row) is SyncState.RUNNING]

    def retranslate(self) -> None:
        """The words changed: the same lines in another language."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole and section != Column.MENU:
            return _heading(Column(section))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _heading(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index)
        if row is None:
            return None
        if role == Role.PROJECT_ID:
            return row.project.id
        if role == Role.STATE:
            return _state(row)
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible(row, column)
        return None

    def _replace(self, rows: list[ProjectStatus]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _arranged(self) -> list[ProjectStatus]:
        rows = [row for row in self._all if self._wanted in folded(_searched(row))] if self._wanted else list(self._all)
        rows.sort(key=lambda row: natural(row.project.name))
        rows.sort(key=self._key, reverse=self._order is Qt.SortOrder.DescendingOrder)
        return rows

    def _key(self, row: ProjectStatus) -> Any:
        match self._column:
            case Column.CREATED:
                return row.project.created_at
            case Column.INTEGRATIONS:
                return row.project.link is None
            case Column.STATUS:
                return _urgency(_state(row))
            case Column.DATE:
                return row.status.time or _LONG_AGO
            case _:
                return natural(row.project.name)

    def _text(self, row: ProjectStatus, column: Column) -> str:
        linked = row.project.link is not None
        match column:
            case Column.NAME:
                return row.project.name
            case Column.CREATED:
                return dates.absolute_date(row.project.created_at)
            case Column.INTEGRATIONS:
                return "Procore" if linked else ""
            case Column.STATUS:
                return describe(row.status, self._clock()).label if linked else ""
            case Column.DATE:
                return describe(row.status, self._clock()).time if linked else ""
            case Column.MENU:
                return ""

    def _tooltip(self, row: ProjectStatus, column: Column) -> str | None:
        link = row.project.link
        match column:
            case Column.NAME:
                return row.project.name
            case Column.INTEGRATIONS if link is not None:
                return QCoreApplication.translate("ProjectList", "{project} ({company}), {login}").format(
                    project=link.name, company=link.company, login=link.login
                )
            case Column.STATUS | Column.DATE if link is not None:
                return describe(row.status, self._clock()).tooltip
            case Column.MENU:
                return _menu_words(row)
            case _:
                return None

    def _accessible(self, row: ProjectStatus, column: Column) -> str:
        if column is Column.MENU:
            return _menu_words(row)
        if column is Column.STATUS and row.project.link is not None:
            return describe(row.status, self._clock()).accessible
        return self._text(row, column)


def _state(row: ProjectStatus) -> SyncState | None:
    return row.status.state if row.project.link is not None else None


def _searched(row: ProjectStatus) -> str:
    link = row.project.link
    return f"{row.project.name} {link.name} {link.company}" if link is not None else row.project.name


def _urgency(state: SyncState | None) -> int:
    order = (
        SyncState.FAILED,
        SyncState.ACCESS_LOST,
        SyncState.RUNNING,
        SyncState.NEVER,
        SyncState.SYNCED,
        SyncState.DISCONNECTED,
        None,
    )
    return order.index(state)


def _heading(column: Column) -> str:
    match column:
        case Column.NAME:
            return QCoreApplication.translate("ProjectList", "Name")
        case Column.CREATED:
            return QCoreApplication.translate("ProjectList", "Created")
        case Column.INTEGRATIONS:
            return QCoreApplication.translate("ProjectList", "INTEGRATIONS")
        case Column.STATUS:
            return QCoreApplication.translate("ProjectList", "Status")
        case Column.DATE:
            return QCoreApplication.translate("ProjectList", "Date")
        case Column.MENU:
            return QCoreApplication.translate("ProjectList", "Menu")


def _menu_words(row: ProjectStatus) -> str:
    return QCoreApplication.translate("ProjectList", "Actions for {project}").format(project=row.project.name)
