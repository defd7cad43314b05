"""The project list as a table: name, number, role, integrations, status, date, sheets, size, and the ⋯ menu.

Order and filter are worked out on plain lists; the view keeps its selection by project id across resets.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.domain.states import LinkState, SyncState
from app.ui import dates
from app.ui.controls import plain_tip
from app.ui.role_words import role_name
from app.ui.sorting import folded, natural
from app.ui.status_text import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.domain.states import Role as MemberRole
    from app.domain.views import ProjectStatus

Index = QModelIndex | QPersistentModelIndex

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Column(IntEnum):
    NAME = 0
    NUMBER = 1
    ROLE = 2
    INTEGRATIONS = 3
    STATUS = 4
    DATE = 5
    SHEETS = 6
    SIZE = 7
    MENU = 8


#: Figures, which end at the same edge.
COUNTED = frozenset({Column.SHEETS, Column.SIZE})


class Shown(StrEnum):
    """Which projects the list is narrowed to; stored with the window's state."""

    ALL = "all"
    ATTENTION = "attention"
    CONNECTED = "connected"
    NOT_CONNECTED = "not_connected"
    ARCHIVED = "archived"


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
        self._shown = Shown.ALL
        self._role: MemberRole | None = None
        self._column = Column.NAME
        self._order = Qt.SortOrder.AscendingOrder

    def show(self, statuses: Sequence[ProjectStatus], role: MemberRole | None = None) -> None:
        """Take a new snapshot, archived projects included, and the role of whoever looks at it.

        Only the lines that differ are repainted while the order stays the same.
        """
        if role is not self._role:
            self._role = role
            self._repaint(range(len(self._rows)))
        self._all = list(statuses)
        rows = self._arranged()
        if [row.project.id for row in rows] != [row.project.id for row in self._rows]:
            self._replace(rows)
            return
        before, self._rows = self._rows, rows
        self._repaint(place for place, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new)

    def filter(self, text: str) -> None:
        """Keep the projects whose name, number or Procore project contains ``text``: case and accents do not matter."""
        self._wanted = folded(text)
        self._replace(self._arranged())

    def narrow(self, shown: Shown) -> None:
        """Keep one kind of project; the archived ones are seen in no other."""
        self._shown = shown
        self._replace(self._arranged())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column == Column.MENU:
            return
        self._column, self._order = Column(column), order
        self._replace(self._arranged())

    @property
    def total(self) -> int:
        """Projects before the filter and the search, archived ones included."""
        return len(self._all)

    @property
    def narrowed(self) -> Shown:
        return self._shown

    @property
    def order(self) -> tuple[Column, Qt.SortOrder]:
        return self._column, self._order

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
        self._repaint(range(len(self._rows)))
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
            side = Qt.AlignmentFlag.AlignRight if section in COUNTED else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
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
            return plain_tip(self._tooltip(row, column) or "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible(row, column)
        return None

    def _repaint(self, places: Iterable[int]) -> None:
        for place in places:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def _replace(self, rows: list[ProjectStatus]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _arranged(self) -> list[ProjectStatus]:
        rows = [row for row in self._all if _belongs(row, self._shown)]
        if self._wanted:
            rows = [row for row in rows if self._wanted in folded(_searched(row))]
        rows.sort(key=lambda row: natural(row.project.name))
        rows.sort(key=self._key, reverse=self._order is Qt.SortOrder.DescendingOrder)
        return rows

    def _key(self, row: ProjectStatus) -> Any:
        match self._column:
            case Column.NUMBER:
                return natural(row.project.number)
            case Column.INTEGRATIONS:
                return row.project.link is None
            case Column.STATUS:
                return _urgency(_state(row))
            case Column.DATE:
                return row.status.time or _LONG_AGO
            case Column.SHEETS:
                return row.status.drawings
            case Column.SIZE:
                return row.status.bytes
            case _:
                return natural(row.project.name)

    def _text(self, row: ProjectStatus, column: Column) -> str:
        linked = row.project.link is not None
        match column:
            case Column.NAME:
                return row.project.name
            case Column.NUMBER:
                return row.project.number
            case Column.ROLE:
                return role_name(self._role) if self._role is not None else ""
            case Column.INTEGRATIONS:
                return "Procore" if linked else ""
            case Column.STATUS:
                return describe(row.status, self._clock()).label if linked else ""
            case Column.DATE:
                return describe(row.status, self._clock()).time if linked else ""
            case Column.SHEETS:
                return dates.number(row.status.drawings) if linked else ""
            case Column.SIZE:
                return dates.size(row.status.bytes) if row.status.bytes else ""
            case Column.MENU:
                return ""

    def _tooltip(self, row: ProjectStatus, column: Column) -> str | None:
        link = row.project.link
        match column:
            case Column.NAME:
                created = QCoreApplication.translate("ProjectList", "Created on {date}")
                return f"{row.project.name}\n{created.format(date=dates.absolute_date(row.project.created_at))}"
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
    link, own = row.project.link, f"{row.project.name} {row.project.number}"
    return f"{own} {link.name} {link.company}" if link is not None else own


def _belongs(row: ProjectStatus, shown: Shown) -> bool:
    if row.project.archived or shown is Shown.ARCHIVED:
        return row.project.archived and shown is Shown.ARCHIVED
    connected = row.project.link is not None and row.project.link.state is not LinkState.DISCONNECTED
    match shown:
        case Shown.ATTENTION:
            return _state(row) in (SyncState.FAILED, SyncState.ACCESS_LOST)
        case Shown.CONNECTED:
            return connected
        case Shown.NOT_CONNECTED:
            return not connected
        case _:
            return True


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
        case Column.NUMBER:
            return QCoreApplication.translate("ProjectList", "Number")
        case Column.ROLE:
            return QCoreApplication.translate("ProjectList", "Role")
        case Column.INTEGRATIONS:
            return QCoreApplication.translate("ProjectList", "INTEGRATIONS")
        case Column.STATUS:
            return QCoreApplication.translate("ProjectList", "Status")
        case Column.DATE:
            return QCoreApplication.translate("ProjectList", "Date")
        case Column.SHEETS:
            return QCoreApplication.translate("ProjectList", "Sheets")
        case Column.SIZE:
            return QCoreApplication.translate("ProjectList", "Size")
        case Column.MENU:
            return QCoreApplication.translate("ProjectList", "Menu")


def _menu_words(row: ProjectStatus) -> str:
    return QCoreApplication.translate("ProjectList", "Actions for {project}").format(project=row.project.name)
