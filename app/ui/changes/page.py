"""The page « What changed » of one project: since when, what, in which discipline, and the way to the sheet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.changes import Period, seen_until, since
from app.domain.states import LinkState, SyncState
from app.ui import dates, status_text
from app.ui.changes import report, wording
from app.ui.changes.filters import ChangeFilters
from app.ui.changes.loader import News, NewsLoader, write_period
from app.ui.changes.model import ChangesModel
from app.ui.changes.picked import Choice, Picked, pick
from app.ui.changes.tree import ChangesTree
from app.ui.choosing import choose_file
from app.ui.controls import ElidedLabel, EmptyState, Heading, PlainLabel
from app.ui.documents.freshness_label import FreshnessLabel
from app.ui.failure_words import current_language, explain
from app.ui.icons import icon
from app.ui.message_bar import Message, MessageButton
from app.ui.theme import Tone, scaled_font, unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from app.domain.changes import Wanted
    from app.domain.views import Change
    from app.ui.services import Services

_TYPING_MS = 120


class ChangesPage(QWidget):
    """The mark of what was seen moves only by « Mark all as seen »: who glances at the list before a call finds it
    again after it."""

    open_requested = Signal(object, object)  # project id, Procore's drawing id: its current revision (S63)
    connect_requested = Signal(object)  # project id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes")
        self._services = services
        self._project_id: int | None = None
        self._news: News | None = None
        self._picked: Picked | None = None
        self._picking = 0
        #: Another project was come to: it begins with the period of the last time.
        self._come_afresh = False
        self.model = ChangesModel(self)
        self.tree = ChangesTree(self.model, self)
        self.filters = ChangeFilters(self)
        self._loader = NewsLoader(services, self.isVisible, self)
        self._loader.loaded.connect(self._show_news)
        self._loader.outdated.connect(self._forget)
        self._title = Heading(self)
        self._name = ElidedLabel(self)
        self.freshness = FreshnessLabel(self)
        self.summary = PlainLabel(self)
        self.summary.setObjectName("changes.summary")
        self.export = QPushButton(icon("export"), "", self)
        self.export.setObjectName("changes.export")
        self.mark = QPushButton(icon("check"), "", self)
        self.mark.setObjectName("changes.mark")
        self.empty = EmptyState("history", self)
        self._blank = QWidget(self)
        self._empty_act: Callable[[], object] = self.filters.clear
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def project_id(self) -> int | None:
        return self._project_id

    def show_project(self, project_id: int) -> None:
        if project_id != self._project_id:
            self._project_id, self._news = project_id, None
            self._come_afresh = True
            self.filters.clear()
            self.filters.set_day(self._services.clock())
            self._render()
        self._loader.follow(project_id)

    def show_last_sync(self) -> None:
        """Only what the newest sync brought."""
        self._come_afresh = False
        self.filters.clear()
        self.filters.choose(Period.LAST_SYNC)

    def focus_content(self) -> None:
        """Give the keyboard to the list, as soon as there is one."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hand_focus_on()

    def focus_filter(self) -> None:
        self.filters.focus_text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._loader.reload()

    # ---- construction --------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        gap = unit(self)
        self.summary.setFont(scaled_font(self.font(), 1.1, bold=True))
        self.summary.setWordWrap(True)
        lines = QVBoxLayout()
        lines.setSpacing(gap // 3)
        for widget in (self._title, self._name, self.freshness):
            lines.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(gap)
        head.addLayout(lines, 1)
        for button in (self.export, self.mark):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._faces = QStackedLayout()
        for face in (self._blank, self.tree, self.empty):
            self._faces.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        column.addLayout(head)
        column.addWidget(self.filters)
        column.addWidget(self.summary)
        column.addLayout(self._faces, 1)

    def _connect(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("changes.export.menu")
        self._as_csv = menu.addAction("", partial(self._start_export, "csv"))
        self._as_pdf = menu.addAction("", partial(self._start_export, "pdf"))
        self.export.setMenu(menu)
        self.mark.clicked.connect(self._mark_all)
        self.tree.opened.connect(self._open)
        self.empty.button.clicked.connect(lambda: self._empty_act())
        self.filters.changed.connect(self._typing.start)
        self.filters.period.activated.connect(self._remember_period)
        self._typing.timeout.connect(self._render)
        key = QKeySequence(QKeyCombination(Qt.Key.Key_Down))
        QShortcut(key, self.filters.text, self.tree.setFocus, context=Qt.ShortcutContext.WidgetShortcut)

    # ---- what is shown -------------------------------------------------------------------------------------------

    @Slot(object)
    def _show_news(self, found: News) -> None:
        if found.project.id != self._project_id:
            return
        self._news = found
        if self._come_afresh:
            self._come_afresh = False
            self.filters.choose(found.period)
        self._render()

    @Slot()
    def _forget(self) -> None:
        self._news = None
        self._render()

    def _start(self) -> datetime | None:
        assert self._news is not None
        return since(self.filters.chosen_period, replace(self._news.marks, day=self.filters.chosen_day))

    @Slot()
    def _render(self) -> None:
        """Everything that depends on what was read, what is chosen, or the language."""
        self._typing.stop()
        found = self._news
        for widget in (self.filters, self.export, self.mark):
            widget.setVisible(found is not None and found.refusal is None)
        self._picking += 1
        if found is None:
            self._picked = None
            self.summary.hide()
            self._name.setText("")
            self.freshness.say(None)
            self.model.show(())
            self._faces.setCurrentWidget(self._blank)
            return
        self._name.setText(found.project.name)
        linked = found.project.link is not None
        self.freshness.say(status_text.freshness(found.status, self._services.clock()) if linked else None)
        choice = Choice(self.filters.chosen_period, self._start(), self.filters.wanted, current_language())
        self._services.tasks.spawn(self._pick(found, choice, self._picking), name="pick changes")

    async def _pick(self, found: News, choice: Choice, asked: int) -> None:
        picked = await self._services.read(pick, found.changes, found.marks.looked, choice)
        if asked == self._picking:
            self._show_picked(found, picked)

    def _show_picked(self, found: News, picked: Picked) -> None:
        self._picked = picked
        self.filters.offer(picked.families, picked.folders)
        if self.filters.wanted != picked.choice.wanted:  # the period does not have what was chosen
            self._render()
            return
        looked = found.marks.looked
        self.model.show(picked.groups, looked if picked.choice.period is not Period.LOOKED else None)
        shown = bool(picked.groups)
        self.summary.setText(wording.summary_of(picked.counts))
        self.summary.setVisible(shown and found.refusal is None)
        self._follow_buttons(picked)
        if shown:
            self._faces.setCurrentWidget(self.tree)
        else:
            self._say_empty(found, picked)
            self._faces.setCurrentWidget(self.empty)
        if self.hasFocus():
            self._hand_focus_on()

    def _follow_buttons(self, picked: Picked) -> None:
        unseen, anything = picked.unseen, bool(picked.groups)
        self.mark.setEnabled(unseen)
        seen = self.tr(
            "Empties “Since I last looked”, also of what a filter hides. Until you press it, changes stay there,"
            " after a restart too. It holds for you alone: every member has their own mark."
        )
        self._explain(self.mark, seen if unseen else self.tr("You have marked everything as seen."))
        self.export.setEnabled(anything)
        saved = self.tr("Save what is shown below as a file")
        self._explain(self.export, saved if anything else self.tr("There is nothing to save: nothing is shown."))

    def _explain(self, button: QPushButton, text: str) -> None:
        button.setToolTip(text)
        button.setAccessibleDescription(text)

    def _say_empty(self, found: News, picked: Picked) -> None:
        title, text, button, act = self._empty_words(found, picked)
        self._empty_act = act
        self.empty.say(title, text, button)

    def _empty_words(self, found: News, picked: Picked) -> tuple[str, str, str, Callable[[], object]]:
        if found.refusal is not None:
            told = explain(found.refusal)
            return told.title, f"{told.message} {told.remedy}", "", self.filters.clear
        hidden = picked.in_period
        if hidden:
            text = self.tr("Changes of this period that the filters hide: %n.", "", hidden)
            return self.tr("No change matches the filters"), text, self.tr("Clear the filters"), self.filters.clear
        if found.project.link is None:
            text = self.tr("Changes are recorded once the project is connected to Procore.")
            connect = partial(self.connect_requested.emit, self._project_id)
            return self.tr("Not connected to Procore"), text, self.tr("Go to the connection"), connect
        if found.status.last_success is None and not found.firsts:
            text = self.tr("What changes in Procore after the first sync is listed here.")
            return self.tr("Not synced yet"), text, "", self.filters.clear
        title = self.tr("Nothing changed {since}").format(since=wording.since_words(picked.choice.start))
        if picked.choice.period is Period.CONNECTION:
            text = self.tr("The project has the %n sheet(s) that the first sync brought.", "", found.firsts)
            return title, f"{text} {self._as_of(found)}", "", self.filters.clear
        everything = partial(self.filters.choose, Period.CONNECTION)
        return title, self._as_of(found), self.tr("Show everything since the connection"), everything

    def _as_of(self, found: News) -> str:
        """How far "nothing" may be believed."""
        link, status = found.project.link, found.status
        if link is not None and link.state is LinkState.DISCONNECTED:
            return self.tr("The project is disconnected: Procore is no longer asked.")
        if status.state is SyncState.RUNNING:
            return self.tr("A sync is running; what it finds appears here.")
        if status.last_success is None:
            return self.tr("No sync has succeeded yet: there may be changes that Planrack does not know of.")
        when = dates.absolute(status.last_success)
        if status.state is SyncState.FAILED:
            text = self.tr("Procore was last read completely at {time}; syncs since then failed.")
            return text.format(time=when)
        return self.tr("Procore was last read completely at {time}.").format(time=when)

    def _hand_focus_on(self) -> None:
        for target in (self.tree, self.empty.button, self.filters.period):
            if target.isVisible() and target.isEnabled():
                target.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _retranslate(self) -> None:
        self._title.setText(self.tr("What changed"))
        self.export.setText(self.tr("Export"))
        self.mark.setText(self.tr("Mark all as seen"))
        self._as_csv.setText(self.tr("Table for Excel (CSV)…"))
        self._as_pdf.setText(self.tr("Report to print (PDF)…"))
        self.tree.setAccessibleName(self.tr("What changed, by discipline"))
        self.model.retranslate()
        self._render()

    # ---- acts ----------------------------------------------------------------------------------------------------

    @Slot()
    def _remember_period(self) -> None:
        chosen = self.filters.chosen_period
        self._services.tasks.spawn(self._store_period(chosen), name="period of the changes")

    async def _store_period(self, period: Period) -> None:
        await self._services.read(write_period, self._services.store, period)

    @Slot(object)
    def _open(self, change: Change) -> None:
        self.open_requested.emit(self._project_id, change.drawing_id)

    @Slot()
    def _mark_all(self) -> None:
        if self._news is not None:
            until = seen_until(self._news.changes)
            self._services.tasks.spawn(self._set_mark(self._news.project.id, until, self._news.marks.looked))

    async def _set_mark(self, project_id: int, until: datetime | None, before: datetime | None) -> None:
        await self._move_mark(project_id, until)
        undo = MessageButton(
            lambda: self.tr("Undo"),
            lambda: self._services.tasks.spawn(self._take_back(project_id, before), name="mark"),
        )
        self._services.messages.inform(
            lambda: self.tr("All changes are marked as seen."), id="changes.seen", buttons=(undo,)
        )

    async def _take_back(self, project_id: int, before: datetime | None) -> None:
        await self._move_mark(project_id, before)
        self._services.messages.dismiss("changes.seen")

    async def _move_mark(self, project_id: int, until: datetime | None) -> None:
        await self._services.read(self._services.store.looked.set, project_id, until)
        self._loader.reload()

    def _start_export(self, kind: str) -> None:
        self._services.tasks.spawn(self._export(kind), name="export")

    async def _export(self, kind: str) -> None:
        if self._news is None:
            return
        name = f"{self._file_name(self._news)}.{kind}"
        path = await choose_file(self, self.tr("Where to put the file"), name, f"*.{kind}")
        if path is not None:
            await self.save_to(path)

    async def save_to(self, path: Path) -> None:
        """Write what is shown, as PDF or CSV by the name's end, and say where it is or why it could not be written."""
        if self._news is None or self._picked is None:
            return
        try:
            if path.suffix.casefold() == ".pdf":
                await self._services.read(report.save_pdf, self._report(self._news, self._picked), path)
            else:
                await self._services.read(report.save_csv, self._picked.groups, path)
        except OSError as problem:
            words = str(problem)
            self._services.messages.post(
                Message(lambda: self._not_saved(path, words), Tone.DANGER, id="changes.export")
            )
            return
        self._services.messages.inform(lambda: self.tr("Saved: {path}").format(path=path), id="changes.export")

    def _not_saved(self, path: Path, words: str) -> str:
        text = self.tr(
            "{path} could not be saved ({reason}). If it is open in another program, close it there; or choose another"
            " folder."
        )
        return text.format(path=path, reason=words)

    def _report(self, found: News, picked: Picked) -> report.Report:
        now = self._services.clock()
        fresh = status_text.freshness(found.status, now).text if found.project.link is not None else ""
        choice = picked.choice
        period = f"{wording.period_name(choice.period).rstrip('…')} ({wording.since_words(choice.start)})"
        return report.Report(
            self.tr("What changed"),
            report.facts(found.project.name, period, _filter_words(choice.wanted), fresh, now),
            wording.summary_of(picked.counts),
            picked.groups,
        )

    def _file_name(self, found: News) -> str:
        day = self._services.clock().astimezone().date().isoformat()
        name = "".join(char if char.isalnum() or char in " -_." else "_" for char in found.project.name).strip(" .")
        title = self.tr("What changed")
        return f"{name} - {title} - {day}"


def _filter_words(wanted: Wanted) -> str:
    parts = [
        wording.family_name(wanted.family) if wanted.family is not None else "",
        wording.folder_name(wanted.folder) if wanted.folder is not None else "",
        f"“{wanted.text.strip()}”" if wanted.text.strip() else "",
    ]
    return ", ".join(part for part in parts if part)
