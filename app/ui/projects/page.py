"""The page « Projets »: search, the list, and the way to a new project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.roles import Act, may
from app.ui.badge import Turning
from app.ui.controls import EmptyState, Heading, ListHeader, PlainLabel, PrimaryButton, TextField, plain_tip
from app.ui.icons import icon
from app.ui.panes import in_order
from app.ui.projects.list_model import Column, ProjectListModel, Role, Shown
from app.ui.projects.row_delegate import ProjectRowDelegate
from app.ui.row_keys import asks_for_menu, opens_row
from app.ui.theme import unit
from app.ui.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from app.domain.states import Role as MemberRole
    from app.domain.views import ProjectStatus

#: Widths in units. What does not fit beside a readable name is left out, the least needed first.
_NAME_WIDTH = 30
_WIDTHS = {
    Column.NUMBER: 13,
    Column.ROLE: 16,
    Column.INTEGRATIONS: 20,
    Column.STATUS: 30,
    Column.DATE: 25,
    Column.SHEETS: 13,
    Column.SIZE: 12,
    Column.MENU: 6,
}
_LEFT_OUT = (Column.ROLE, Column.SIZE, Column.NUMBER, Column.SHEETS, Column.DATE)


class ProjectTable(QTableView):
    """The list itself. The Menu key and Shift+F10 open the same menu as ⋯ and the right button."""

    menu_requested = Signal(int, QPoint)  # project id, global position
    opened = Signal(int)

    def __init__(self, model: ProjectListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projects.table")
        self._model = model
        #: Also of columns that have no room now.
        self._wanted = {column: unit(self) * width for column, width in _WIDTHS.items()}
        self._turning = Turning(self)
        self._turning.ticked.connect(self._turn)
        delegate = ProjectRowDelegate(self._turning, self)
        delegate.menu_clicked.connect(self._menu_of)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self._set_up()
        model.modelReset.connect(self._watch_running)
        model.dataChanged.connect(self._watch_running)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if opens_row(event) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        if asks_for_menu(event) and self.currentIndex().isValid():
            self._menu_of(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - unit(self) * _NAME_WIDTH
        wanted = dict(self._wanted)
        for column in _LEFT_OUT:
            hidden = sum(wanted.values()) > room
            self.setColumnHidden(column, hidden)
            if hidden:
                del wanted[column]
        super().resizeEvent(event)

    def stored_widths(self) -> dict[str, int]:
        """In units, by the name of the column in code."""
        return {column.name.lower(): round(width / unit(self)) for column, width in self._wanted.items()}

    def restore_widths(self, stored: Mapping[str, object]) -> None:
        for column in _WIDTHS:
            width = stored.get(column.name.lower())
            if isinstance(width, int) and width > 0 and column is not Column.MENU:
                self._wanted[column] = unit(self) * width
                self.setColumnWidth(column, unit(self) * width)

    @Slot(int, int, int)
    def _note_width(self, section: int, _before: int, width: int) -> None:
        if width and section in self._wanted:
            self._wanted[Column(section)] = width

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and index.isValid():
            self.menu_requested.emit(index.data(Role.PROJECT_ID), event.globalPos())

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(unit(self) * 5)
        header = ListHeader(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(Column.MENU, QHeaderView.ResizeMode.Fixed)
        for column, width in self._wanted.items():
            self.setColumnWidth(column, width)
        header.sectionResized.connect(self._note_width)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.column() != Column.MENU:
            self.opened.emit(index.data(Role.PROJECT_ID))

    @Slot(QModelIndex)
    def _menu_of(self, index: QModelIndex) -> None:
        cell = self.visualRect(index.siblingAtColumn(Column.MENU))
        self.menu_requested.emit(index.data(Role.PROJECT_ID), self.viewport().mapToGlobal(cell.bottomLeft()))

    @Slot()
    def _watch_running(self) -> None:
        self._turning.set_running(bool(self._model.running_rows()))

    @Slot()
    def _turn(self) -> None:
        for row in self._model.running_rows():
            self.viewport().update(self.visualRect(self._model.index(row, Column.STATUS)))


class ProjectsPage(QWidget):
    """Shows snapshots; what its signals ask for is done by whoever listens."""

    create_requested = Signal()
    opened = Signal(int)
    selected = Signal(object)  # project id, or None
    menu_requested = Signal(int, QPoint)

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("projects")
        self.model = ProjectListModel(clock)
        self.model.setParent(self)
        self._kept: int | None = None
        self._loaded = False
        self._title = Heading(self)
        self._create = PrimaryButton(self)
        self._create.setObjectName("projects.create")
        self._create.clicked.connect(self.create_requested)
        self.search = TextField(self)
        self.search.setObjectName("projects.search")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._search)
        self.narrow = QComboBox(self)
        self.narrow.setObjectName("projects.narrow")
        for shown in Shown:
            self.narrow.addItem("", shown.value)
        self.narrow.currentIndexChanged.connect(self._narrow)
        self.table = ProjectTable(self.model, self)
        self.table.opened.connect(self.opened)
        self.table.menu_requested.connect(self._ask_menu)
        self.table.selectionModel().currentRowChanged.connect(self._select)
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._restore)
        self.welcome = Welcome(self)
        self._no_hit = EmptyState("search", self)
        self._no_hit.button.setObjectName("projects.empty.clear")
        self._no_hit.button.clicked.connect(self._show_all)
        self._blank = PlainLabel(self)
        self._lay_out()
        in_order(self.narrow, self.search, self._create, self.table)
        self._retranslate()

    def show_statuses(self, statuses: Sequence[ProjectStatus], role: MemberRole | None = None) -> None:
        """Show this snapshot; the first one ends the blank start (an empty state never flashes before it is known)."""
        self._loaded = True
        self.model.show(statuses, role)
        refused = role is not None and not may(role, Act.EDIT_PROJECT)
        reason = self.tr("Only the owner and co-owners may create a project.") if refused else ""
        self.welcome.allow(reason)
        self._create.setEnabled(not refused)
        self._create.setToolTip(plain_tip(reason))
        self._choose_face()

    def stored_view(self) -> dict[str, object]:
        """Order, filter, selection and widths, for ``restore_view`` of the next start."""
        column, order = self.model.order
        return {
            "column": column.name.lower(),
            "descending": order is Qt.SortOrder.DescendingOrder,
            "shown": self.model.narrowed.value,
            "selected": self.selected_project,
            "widths": self.table.stored_widths(),
        }

    def restore_view(self, stored: Mapping[str, object]) -> None:
        """Take up what ``stored_view`` gave; what makes no sense (another version wrote it) is left as it is."""
        column = str(stored.get("column", "")).upper()
        if column in Column.__members__ and Column[column] is not Column.MENU:
            descending = Qt.SortOrder.DescendingOrder if stored.get("descending") else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(Column[column], descending)
        place = self.narrow.findData(stored.get("shown"))
        if place >= 0:
            self.narrow.setCurrentIndex(place)
        widths = stored.get("widths")
        if isinstance(widths, dict):
            self.table.restore_widths(widths)
        selected = stored.get("selected")
        if isinstance(selected, int):
            self._kept = selected
            self.select(selected)

    def select(self, project_id: int) -> None:
        index = self.model.index_of(project_id)
        if index.isValid():
            self.table.setCurrentIndex(index)

    @property
    def selected_project(self) -> int | None:
        row = self.model.at(self.table.currentIndex())
        return row.project.id if row is not None else None

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        head = QHBoxLayout()
        head.setSpacing(gap * 2)
        head.addWidget(self._title)
        head.addStretch(1)
        self.search.setMinimumWidth(gap * 12)
        self.search.setMaximumWidth(gap * 34)
        head.addWidget(self.narrow)
        head.addWidget(self.search, 4)
        head.addWidget(self._create)
        self._faces = QStackedLayout()
        for face in (self._blank, self.table, self.welcome, self._no_hit):
            self._faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        column.addLayout(head)
        column.addLayout(self._faces, 1)

    def _choose_face(self) -> None:
        if not self._loaded:
            face: QWidget = self._blank
        elif self.model.rowCount():
            face = self.table
        else:
            face = self._no_hit if self.model.total else self.welcome
        self._faces.setCurrentWidget(face)
        for widget in (self._title, self._create, self.search, self.narrow):
            widget.setVisible(face is not self.welcome)
        if self.search.text():
            self._no_hit.say(
                self.tr("Nothing found for “{text}”").format(text=self.search.text()),
                self.tr("No project shown here has this in its name, its number or its Procore project."),
                self.tr("Show all projects"),
                icon_name="search",
            )
        elif self.narrow.currentData() == Shown.ALL.value:
            self._no_hit.say(
                self.tr("Every project is archived"),
                self.tr("Archived projects stay readable, and can be taken out of the archive."),
                self.tr("Show the archived projects"),
                icon_name="archive",
            )
        else:
            self._no_hit.say(
                self.tr("No project here"),
                self.tr("No project is of the kind chosen above: {kind}.").format(kind=self.narrow.currentText()),
                self.tr("Show all projects"),
                icon_name="search",
            )

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Projects"))
        self._create.setText(self.tr("+ Create a new project"))
        self.search.setPlaceholderText(self.tr("Search projects"))
        self.search.setAccessibleName(self.tr("Search projects"))
        self.table.setAccessibleName(self.tr("Projects"))
        for part in (self.narrow, self.narrow.view()):
            part.setAccessibleName(self.tr("Which projects"))
        kinds = {
            Shown.ALL: self.tr("All projects"),
            Shown.ATTENTION: self.tr("Needing attention"),
            Shown.CONNECTED: self.tr("Connected to Procore"),
            Shown.NOT_CONNECTED: self.tr("Not connected"),
            Shown.ARCHIVED: self.tr("Archived"),
        }
        for place in range(self.narrow.count()):
            self.narrow.setItemText(place, kinds[Shown(self.narrow.itemData(place))])
        self.model.retranslate()
        self._choose_face()

    @Slot(str)
    def _search(self, text: str) -> None:
        self.model.filter(text)
        self._choose_face()

    @Slot(int)
    def _narrow(self, _place: int) -> None:
        self.model.narrow(Shown(self.narrow.currentData()))
        self._choose_face()

    @Slot()
    def _show_all(self) -> None:
        """What there is: without a search, of every kind, or of the only kind there is."""
        searched, all_kinds = bool(self.search.text()), self.narrow.currentData() == Shown.ALL.value
        shown = Shown.ALL if searched or not all_kinds else Shown.ARCHIVED
        self.narrow.setCurrentIndex(self.narrow.findData(shown.value))
        self.search.clear()

    @Slot(int, QPoint)
    def _ask_menu(self, project_id: int, position: QPoint) -> None:
        self.select(project_id)
        self.menu_requested.emit(project_id, position)

    @Slot(QModelIndex, QModelIndex)
    def _select(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.selected.emit(self.selected_project)

    @Slot()
    def _remember(self) -> None:
        self._kept = self.selected_project or self._kept

    @Slot()
    def _restore(self) -> None:
        if self._kept is not None:
            self.select(self._kept)
        # A screen reader stays silent in a table without a current cell.
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, Column.NAME))

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 110, unit(self) * 60)
