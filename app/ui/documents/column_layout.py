"""The columns of a tree or list of drawings: as wide as the user made them, and as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QMenu

from app.ui.documents.columns import ALWAYS, LEFT_OUT, NAME_WITH_TITLE, NUMBER_ALONE, WIDTHS, Column, column_name
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtWidgets import QAbstractItemView


class TitledRows(Protocol):
    def set_titles_apart(self, apart: bool) -> None: ...


class ColumnLayout(QObject):
    """Belongs to one ``view``; ``with_discipline``: its rows do not lie in folders that say it."""

    changed = Signal()  # by the user

    def __init__(
        self, view: QAbstractItemView, header: QHeaderView, rows: TitledRows, *, with_discipline: bool
    ) -> None:
        super().__init__(view)
        self._view = view
        self._header = header
        self._rows = rows
        self._never = frozenset() if with_discipline else frozenset({Column.DISCIPLINE})
        #: Beside its title a drawing's name is a number; folders have names, and lie in each other.
        self._first = NUMBER_ALONE if with_discipline else NAME_WITH_TITLE
        self.first_name = "NUMBER" if with_discipline else Column.NAME.name
        self._put_away: frozenset[Column] = frozenset()  # by the user
        self._widths: dict[Column, int] = {}
        self._fitting = False
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(unit(view) * 8)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._menu)
        header.sectionResized.connect(self._resized)

    def use(self, widths: Mapping[str, int], hidden: Collection[str]) -> None:
        """Take widths (in units of the grid) and the columns that the user put away, both by name in code; the first
        column is called ``first_name``, because tree and list have a width of their own for it."""
        self._put_away = frozenset(column for column in Column if column.name in hidden and column not in ALWAYS)
        self._fitting = True
        for column, width in (WIDTHS | {Column.NAME: self._first}).items():
            wanted = unit(self._view) * min(max(widths.get(self._stored_name(column), width), 8), 200)
            self._widths[column] = wanted
            self._header.resizeSection(column, wanted)
        self._fitting = False
        self.fit(self._view.viewport().width())

    def chosen(self) -> tuple[dict[str, int], list[str]]:
        """What ``use`` takes. A column that was made no wider or narrower is not among the widths."""
        usual = WIDTHS | {Column.NAME: self._first}
        widths = {column: round(self._wanted_width(column) / unit(self._view)) for column in Column}
        changed = {self._stored_name(column): width for column, width in widths.items() if width != usual[column]}
        return changed, sorted(column.name for column in self._put_away)

    def put_away(self, column: Column, *, shown: bool) -> None:
        """Show a column, or no longer, as the user asks."""
        self._put_away = self._put_away - {column} if shown else self._put_away | {column}
        self.fit(self._view.viewport().width())
        self.changed.emit()

    def fit(self, room: int) -> None:
        """Leave out what there is no room for, the least needed first; the name or the title takes what is left."""
        self._widths = {column: self._wanted_width(column) for column in Column}
        wanted = self._widths | {Column.NAME: unit(self._view) * self._first}
        gone = set(self._put_away | self._never)
        for column in LEFT_OUT:
            if sum(width for one, width in wanted.items() if one not in gone) <= room:
                break
            gone.add(column)
        apart = Column.TITLE not in gone
        header, modes = self._header, QHeaderView.ResizeMode
        self._fitting = True
        for column in Column:
            if header.isSectionHidden(column) is not (column in gone):
                header.setSectionHidden(column, column in gone)
        header.setSectionResizeMode(Column.TITLE, modes.Stretch if apart else modes.Interactive)
        header.setSectionResizeMode(Column.NAME, modes.Interactive if apart else modes.Stretch)
        if apart:  # it may have been stretched
            header.resizeSection(Column.NAME, self._widths[Column.NAME])
        self._fitting = False
        self._rows.set_titles_apart(apart)

    def _stored_name(self, column: Column) -> str:
        return self.first_name if column is Column.NAME else column.name

    def _wanted_width(self, column: Column) -> int:
        header = self._header
        stretched = Column.NAME if header.isSectionHidden(Column.TITLE) else Column.TITLE
        if column is stretched or header.isSectionHidden(column):
            return self._widths.get(column, unit(self._view) * WIDTHS[column])
        return header.sectionSize(column)

    @Slot(QPoint)
    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setObjectName("documents.columns")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in Column:
            if column not in ALWAYS and column not in self._never:
                action = menu.addAction(column_name(column))
                action.setObjectName(f"documents.columns.{column.name.lower()}")
                action.setCheckable(True)
                action.setChecked(column not in self._put_away)
                action.toggled.connect(lambda shown, column=column: self.put_away(column, shown=shown))
        menu.popup(self._header.mapToGlobal(at))

    @Slot()
    def _resized(self) -> None:
        if not self._fitting and self._view.isVisible():
            self.changed.emit()
