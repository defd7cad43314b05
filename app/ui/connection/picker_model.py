"""The Procore projects one can choose: at most 100 per account shown, all of them searched (S16, S17, S25)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.ui import dates
from app.ui.connection.card_state import Choice
from app.ui.controls import plain_tip
from app.ui.sorting import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.views import AccountProjects

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    COMPANY = Qt.ItemDataRole.UserRole + 1
    LOGIN = Qt.ItemDataRole.UserRole + 2  # empty while there is one account only
    USED_BY = Qt.ItemDataRole.UserRole + 3


class PickerModel(QAbstractListModel):
    """``show`` takes what the accounts see; ``search`` and ``only`` narrow it."""

    def __init__(self) -> None:
        super().__init__()
        self._accounts: list[AccountProjects] = []
        self._only: int | None = None
        self._wanted: list[str] = []
        self._rows: list[Choice] = []

    def show(self, accounts: Sequence[AccountProjects]) -> None:
        self._accounts = list(accounts)
        if self._only not in {account.account_id for account in self._accounts}:
            self._only = None
        self._arrange()

    def only(self, account_id: int | None) -> None:
        """Narrow to one account; None: all."""
        self._only = account_id
        self._arrange()

    def search(self, text: str) -> None:
        """Every word must occur in the name or the company, anywhere, with or without accents."""
        self._wanted = folded(text).split()
        self._arrange()

    def choice(self, index: Index) -> Choice | None:
        """What stands in this row; None for no row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def named(self, text: str) -> Choice | None:
        """The one project whose whole name this is; None where there is none, or several of that name."""
        same = [row for row in self._rows if folded(row.project.name) == folded(text)]
        return same[0] if len(same) == 1 else None

    def single(self) -> Choice | None:
        """The only project there is."""
        return self._rows[0] if self.total == 1 and len(self._rows) == 1 else None

    def row_of(self, project_id: int) -> QModelIndex:
        for place, row in enumerate(self._rows):
            if row.project.id == project_id:
                return self.index(place)
        return QModelIndex()

    @property
    def total(self) -> int:
        """Projects of the accounts looked at, shown or not."""
        return sum(account.total for account in self._seen())

    def count_text(self) -> str:
        """ "100 of 143 shown", or how many match while something is typed."""
        shown, total = len(self._rows), self.total
        if self._wanted and not shown:
            return QCoreApplication.translate(
                "Picker", "No project or company of that name. “My project is not here” says what to do."
            )
        if self._wanted:
            return QCoreApplication.translate("Picker", "%n match(es)", "", shown)
        text = QCoreApplication.translate("Picker", "{shown} of {total} shown").format(
            shown=dates.number(shown), total=dates.number(total)
        )
        if shown < total:
            return text + ". " + QCoreApplication.translate("Picker", "Type to search all of them.")
        return text

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.choice(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.project.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._in_words(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._in_words(row)
            case Role.COMPANY:
                return row.project.company
            case Role.LOGIN:
                return row.login if len(self._seen()) > 1 else ""
            case Role.USED_BY:
                return row.project.used_by or ""
        return None

    def _seen(self) -> list[AccountProjects]:
        return [account for account in self._accounts if self._only is None or account.account_id == self._only]

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = [
            Choice(account.account_id, account.login, project)
            for account in self._seen()
            for project in (account.projects if self._wanted else account.projects[: account.shown])
            if all(word in folded(f"{project.name} {project.company}") for word in self._wanted)
        ]
        self.endResetModel()

    def _in_words(self, row: Choice) -> str:
        text = QCoreApplication.translate("Picker", "{project}, {company}").format(
            project=row.project.name, company=row.project.company
        )
        if row.project.used_by:
            text += ". " + QCoreApplication.translate("Picker", "Already connected to “{project}”").format(
                project=row.project.used_by
            )
        return text
