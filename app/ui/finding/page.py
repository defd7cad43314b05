"""The search page: one field, filters, and results while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.views import Match, SearchFilter
from app.storage.search import FIRST, LIMIT
from app.ui import dates
from app.ui.controls import EmptyState, Heading, MutedLabel, Note, PlainLabel, TextField
from app.ui.documents.pictures import Pictures
from app.ui.finding.model import HitDelegate, HitModel
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QModelIndex, QObject

    from app.domain.views import SearchHit, SearchResults, SearchScope
    from app.ui.services import Services

_DELAY_MS, _RESCOPE_MS = 60, 1500
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchPage(QWidget):
    """One question is under way at a time; what was typed meanwhile is asked after it, and only the answer to what
    stands in the field is shown."""

    open_requested = Signal(object, str)  # SearchHit, the words to be marked on the sheet

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_page")
        self._services = services
        self._names: Mapping[int, str] = {}
        self._limit = FIRST
        self._asked: tuple[object, ...] | None = None  # what the answer that is shown, or under way, is to
        self._asking = False
        self._scoping = 0  # a late answer never hides a newer one
        self._found: SearchResults | None = None
        self._scope: SearchScope | None = None
        self._build()
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_projects(self, names: Mapping[int, str], current: int | None) -> None:
        """The projects there are; ``current`` is what is searched at first, None: all of them."""
        if names != self._names:
            self._names = names
            self.project.blockSignals(True)
            self.project.clear()
            self.project.addItem(self.tr("All projects"), None)
            for id, name in names.items():
                self.project.addItem(name, id)
            self.project.blockSignals(False)
        self.project.setCurrentIndex(max(0, self.project.findData(current)))
        self._rescope()
        self._ask_again()

    def focus_content(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = Heading(self)
        self.field = TextField(self)
        self.field.setObjectName("search_page.field")
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.project, self.discipline = QComboBox(self), QComboBox(self)
        self.project.setObjectName("search_page.project")
        self.discipline.setObjectName("search_page.discipline")
        for box in (self.project, self.discipline):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        self.current = QCheckBox(self)
        self.current.setObjectName("search_page.current")
        self.count = MutedLabel(self)
        self.count.setWordWrap(False)
        self.more = QPushButton(self)
        self.more.setObjectName("search_page.more")
        self.unread = Note(self, tone=Tone.WARNING)
        self.unread.hide()
        self.model = HitModel()
        self.model.setParent(self)
        self._pictures = Pictures(self._services, self)
        self.list = QListView(self)
        self.list.setObjectName("search_page.list")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self._pictures.get, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.empty = EmptyState("search", self)
        self._faces = QStackedWidget(self)
        self._faces.addWidget(self.empty)
        self._faces.addWidget(self.list)
        self._delay, self._later = QTimer(self), QTimer(self)
        for timer, pause in ((self._delay, _DELAY_MS), (self._later, _RESCOPE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(pause)

    def _lay_out(self) -> None:
        gap = unit(self)
        self._where = PlainLabel(self)
        self._where.setBuddy(self.project)
        filters = QHBoxLayout()
        filters.setSpacing(gap)
        for widget in (self._where, self.project, self.discipline, self.current):
            filters.addWidget(widget)
        filters.addStretch(1)
        results = QHBoxLayout()
        results.addWidget(self.count, 1)
        results.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        column.setSpacing(gap)
        column.addWidget(self._title)
        column.addWidget(self.field)
        column.addLayout(filters)
        column.addWidget(self.unread)
        column.addLayout(results)
        column.addWidget(self._faces, 1)

    def _connect(self) -> None:
        bridge = self._services.bridge
        self.field.textChanged.connect(lambda _text: self._delay.start())
        self.field.returnPressed.connect(lambda: self._open(self.list.currentIndex()))
        self.project.currentIndexChanged.connect(lambda _row: self._project_chosen())
        self.discipline.currentIndexChanged.connect(lambda _row: self._ask_again())
        self.current.toggled.connect(lambda _on: self._ask_again())
        self.more.clicked.connect(self._show_more)
        self.list.activated.connect(self._open)
        self._delay.timeout.connect(self._ask_again)
        self._later.timeout.connect(self._rescope)
        self._pictures.arrived.connect(self.model.refresh)
        bridge.sheets_read.connect(lambda _event: self._later.start() if not self._later.isActive() else None)
        bridge.projects_changed.connect(self._forget)

    # ---- asking --------------------------------------------------------------------------------------------------

    @property
    def _projects(self) -> tuple[int, ...]:
        chosen = self.project.currentData()
        return tuple(self._names) if chosen is None else (chosen,)

    def _question(self) -> tuple[Any, ...]:
        only = SearchFilter(self.discipline.currentData(), self.current.isChecked())
        return self._projects, self.field.text().strip(), only, self._limit

    @Slot()
    def _ask_again(self) -> None:
        if self._asked is not None and self._asked[:-1] != self._question()[:-1]:
            self._limit = FIRST
        if not self._asking and self._asked != self._question():
            self._asking = True
            self._services.tasks.spawn(self._ask(), name="search")

    async def _ask(self) -> None:
        try:
            while self._asked != (question := self._question()):
                self._asked = question
                projects, typed, only, limit = question
                found = None
                if typed:
                    search = self._services.store.shown.search_all
                    found = await self._services.read(search, projects, typed, limit=limit, only=only)
                if question == self._question() and self._asked is not None:  # else it may be for somebody else's eyes
                    self._show(found)
        finally:
            self._asking = False
            if self._asked != self._question():  # typed while a search failed
                self._ask_again()

    @Slot()
    def _rescope(self) -> None:
        self._scoping += 1
        self._services.tasks.spawn(self._read_scope(self._projects, self._scoping), name="search scope")

    async def _read_scope(self, projects: tuple[int, ...], asked: int) -> None:
        scope = await self._services.read(self._services.store.shown.search_scope, projects)
        if asked == self._scoping and projects == self._projects:
            self._scope = scope
            self._show_scope()

    @Slot()
    def _forget(self) -> None:
        """Perhaps somebody else is at the computer now, who sees something else."""
        self._asked = None
        self._show(None)
        self._rescope()
        self._ask_again()

    # ---- showing -------------------------------------------------------------------------------------------------

    def _show(self, found: SearchResults | None) -> None:
        self._found = found
        several = len(self._projects) > 1
        self.model.show(found.hits if found is not None else (), self._names if several else {})
        if self.model.hits:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()
        self._faces.setCurrentWidget(self.list if self.model.hits else self.empty)
        self._say()

    def _say(self) -> None:
        found, typed = self._found, self.field.text().strip()
        if found is None:
            self.count.setText("")
            self.empty.say(
                self.tr("Search every sheet"),
                self.tr(
                    "Numbers, titles and the words on every sheet and revision that is on this computer. Words in"
                    " quotes are found as they stand there; the last word may be a beginning."
                ),
            )
        elif not found.hits:
            self.count.setText("")
            self.empty.say(
                self.tr("Nothing found for “{words}”").format(words=typed),
                self.tr("All words must be on one sheet. Try fewer words, their beginnings, or other filters."),
            )
        else:
            count = len(found.hits)
            shown = dates.number(count)
            self.count.setText(
                self.tr("The first {count} are shown").format(count=shown)
                if found.more
                else self.tr("%n sheet(s) found", "", count)
            )
        self.count.setAccessibleName(self.count.text())
        self.more.setVisible(found is not None and found.more and self._limit < LIMIT)

    def _show_scope(self) -> None:
        scope = self._scope
        unread = scope.unread if scope is not None else 0
        self.unread.say(
            self.tr("%n file(s) here are not read yet: the words on them are not found so far.", "", unread)
            if unread
            else ""
        )
        chosen = self.discipline.currentData()
        self.discipline.blockSignals(True)
        self.discipline.clear()
        self.discipline.addItem(self.tr("All disciplines"), None)
        for name in scope.disciplines if scope is not None else ():
            self.discipline.addItem(name, name)
        self.discipline.setCurrentIndex(max(0, self.discipline.findData(chosen)))
        self.discipline.blockSignals(False)
        self._ask_again()

    @Slot()
    def _project_chosen(self) -> None:
        self._rescope()
        self._ask_again()

    @Slot()
    def _show_more(self) -> None:
        self._limit = LIMIT
        self._ask_again()
        self.list.setFocus()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            hit: SearchHit = self.model.hits[index.row()]
            self.open_requested.emit(hit, self.field.text().strip() if hit.match is Match.TEXT else "")

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Search"))
        self.field.setPlaceholderText(self.tr("Words on sheets, sheet numbers, titles"))
        self.field.setAccessibleName(self.tr("Words on sheets, sheet numbers, titles"))
        self._where.setText(self.tr("&In"))
        self.project.setAccessibleName(self.tr("Project to search"))
        self.discipline.setAccessibleName(self.tr("Discipline"))
        self.current.setText(self.tr("C&urrent revisions only"))
        self.more.setText(self.tr("Show &more"))
        self.list.setAccessibleName(self.tr("Sheets found"))
        if self.project.count():
            self.project.setItemText(0, self.tr("All projects"))
        self._show_scope()
        self._say()
        self.model.refresh(frozenset(hit.sha256 for hit in self.model.hits if hit.sha256 is not None))
