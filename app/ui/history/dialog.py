"""The dialog « Sync history » of one project: its runs, newest first, and the chosen one in full; live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure, FailureCode
from app.ui import dates
from app.ui.badge import LOOKS
from app.ui.controls import EmptyState, Heading, ListHeader, MutedLabel, cell_inset, plain_tip, without_icons
from app.ui.failure_words import explain
from app.ui.history import wording
from app.ui.history.detail import RunDetail
from app.ui.icons import icon
from app.ui.progress_text import describe_progress
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.domain.events import RunProgress
    from app.domain.views import ProjectStatus, Run, SheetProblem
    from app.storage.store import Store
    from app.ui.services import Services

#: More than a screen holds; the oldest runs are not kept for ever anyway.
_SHOWN = 100
_START, _TRIGGER, _OUTCOME, _DURATION, _CHANGES = range(5)
_WIDTHS = {_START: 25, _TRIGGER: 24, _DURATION: 13, _CHANGES: 34}


@dataclass(frozen=True, slots=True)
class History:
    """``refusal``: the active member has no access to the project."""

    project: ProjectStatus
    runs: tuple[Run, ...]
    problems: tuple[SheetProblem, ...]
    alive: bool
    refusal: Failure | None = None


def read_history(store: Store, project_id: int, *, engine_alive: bool) -> History:
    """Raises Failure(NOT_FOUND)."""
    project = store.shown.status(project_id, engine_alive=engine_alive)
    link = project.project.link
    try:
        problems = store.shown.problems(project_id)
    except Failure as failure:
        if failure.code is not FailureCode.NOT_ALLOWED:
            raise
        return History(project, (), (), engine_alive, failure)
    runs = store.runs.recent(link.id, _SHOWN) if link is not None else []
    return History(project, tuple(runs), tuple(problems), engine_alive)


class HistoryDialog(QDialog):
    support_requested = Signal()
    open_requested = Signal(object, object)  # project id, Procore's drawing id

    def __init__(self, services: Services, project_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._project_id = project_id
        self._history: History | None = None
        self._chosen: int | None = None
        self._title = Heading(self, factor=1.25)
        self._name = MutedLabel(self)
        self.table = QTableWidget(0, len(_WIDTHS) + 1, self)
        self.table.setObjectName("history.runs")
        self.detail = RunDetail(self)
        self.empty = EmptyState("history", self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        self._retranslate()
        self._connect()
        self.resize(self.sizeHint())  # Qt gives a dialog two thirds of the screen at most
        self._working = services.tasks.spawn(self._load(), name="sync history")

    def sizeHint(self) -> QSize:
        wanted = QSize(unit(self) * 128, unit(self) * 92)
        return wanted.boundedTo(self.screen().availableGeometry().size())

    def done(self, result: int) -> None:
        """Close; what is still being read has nowhere to go."""
        if self._working is not None:
            self._working.cancel()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        self._set_up_table()
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.table)
        lower = QWidget(self)
        inner = QVBoxLayout(lower)
        inner.setContentsMargins(0, gap, 0, 0)
        inner.addWidget(self.detail)
        self._split.addWidget(lower)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap)
        for widget in (self._title, self._name):
            column.addWidget(widget)
        column.addWidget(self._split, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._buttons)
        self._split.hide()
        self.empty.hide()
        without_icons(self)

    def _set_up_table(self) -> None:
        table = self.table
        table.setHorizontalHeader(ListHeader(table, inset=cell_inset(table)))
        header = table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_OUTCOME, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, unit(self) * width)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(unit(self) * 4)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _connect(self) -> None:
        bridge = self._services.bridge
        for signal in (bridge.run_started, bridge.run_finished):
            signal.connect(self._run_changed)
        bridge.projects_changed.connect(self._reload)
        bridge.run_progress.connect(self._progressed)
        self.table.currentCellChanged.connect(lambda row, *_rest: self._show_run(row))
        self.detail.support_requested.connect(self.support_requested)
        self.detail.drawing_chosen.connect(lambda id: self.open_requested.emit(self._project_id, id))
        self._buttons.rejected.connect(self.reject)

    # ---- what is shown -------------------------------------------------------------------------------------------

    async def _load(self) -> None:
        services = self._services
        alive = services.engine_alive()
        self._history = await services.read(read_history, services.store, self._project_id, engine_alive=alive)
        self._render()

    @Slot()
    def _reload(self) -> None:
        if self._working is not None:  # its answer would be older, and could come after the dialog is closed
            self._working.cancel()
        self._working = self._services.tasks.spawn(self._load(), name="sync history")

    @Slot(object)
    def _run_changed(self, event: object) -> None:
        if getattr(event, "project_id", None) == self._project_id:
            self._reload()

    @Slot(object)
    def _progressed(self, progress: RunProgress) -> None:
        if progress.project_id == self._project_id and self._history is not None and self._history.runs:
            item = self.table.item(0, _OUTCOME)
            if item is not None and self._runs(0):
                item.setText(self._outcome(0))

    def _render(self) -> None:
        found = self._history
        if found is None:
            return
        self._name.setText(found.project.project.name)
        self._split.setVisible(bool(found.runs))
        self.empty.setVisible(not found.runs)
        if not found.runs:
            self.empty.say(*self._empty_words(found))
            return
        first = self.table.rowCount() == 0
        kept = next((row for row, run in enumerate(found.runs) if run.id == self._chosen), 0)
        self.table.blockSignals(True)
        self.table.setRowCount(len(found.runs))
        for row, run in enumerate(found.runs):
            self._fill(row, run)
        self.table.setCurrentCell(kept, _START)
        self.table.blockSignals(False)
        self._show_run(kept)
        if first:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, row: int, run: Run) -> None:
        look = LOOKS[wording.badge(run, running=self._runs(row))]
        texts = {
            _START: dates.absolute(run.started_at),
            _TRIGGER: wording.trigger_name(run.trigger),
            _OUTCOME: self._outcome(row),
            _DURATION: wording.duration(run),
            _CHANGES: wording.changes(run),
        }
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text))
            if column == _OUTCOME:
                item.setIcon(icon(look.icon, look.tone))
            if column == _START:
                spoken = ", ".join(part for part in (*texts.values(), wording.facts(run)) if part)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.table.setItem(row, column, item)

    def _outcome(self, row: int) -> str:
        assert self._history is not None
        run = self._history.runs[row]
        name, why = wording.outcome_name(run, running=self._runs(row)), wording.reason(run)
        progress = self._services.bridge.progress(self._project_id) if self._runs(row) else None
        more = describe_progress(progress) if progress is not None else why
        return self.tr("{outcome}: {reason}").format(outcome=name, reason=more) if more else name

    def _runs(self, row: int) -> bool:
        """Whether this row's run is going on: only the newest can, and only in a living engine (S61)."""
        found = self._history
        return found is not None and found.alive and row == 0 and found.runs[0].finished_at is None

    def _show_run(self, row: int) -> None:
        found = self._history
        if found is None or not 0 <= row < len(found.runs):
            return
        run = found.runs[row]
        # The newest is followed by the next newest; another stays chosen.
        self._chosen = run.id if row else None
        ended = next((one.id for one in found.runs if one.finished_at is not None), run.id)
        now = self._services.clock()
        self.detail.show_run(
            run,
            found.project.status,
            found.problems,
            now,
            running=self._runs(row),
            newest=row == 0 or run.id == ended,
        )

    def _empty_words(self, found: History) -> tuple[str, str]:
        if found.refusal is not None:
            told = explain(found.refusal)
            return told.title, f"{told.message} {told.remedy}"
        if found.project.project.link is None:
            return self.tr("Not connected to Procore"), self.tr("Syncs are recorded once the project is connected.")
        return self.tr("No sync yet"), self.tr("The first sync has not begun.")

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Sync history"))
        self._title.setText(self.tr("Sync history"))
        self.table.setAccessibleName(self.tr("Syncs, newest first"))
        self.table.setHorizontalHeaderLabels(
            [self.tr("Start"), self.tr("Began"), self.tr("Outcome"), self.tr("Duration"), self.tr("Changes")]
        )
        self._render()
