"""One run in full: what happened, what it means, what to do, which sheets are not here, and the code for support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import RunOutcome, SyncState
from app.ui import dates, status_text
from app.ui.controls import MutedLabel, Note, PlainLabel
from app.ui.failure_words import in_words
from app.ui.history import wording
from app.ui.icons import icon
from app.ui.theme import Tone, scaled_font, unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.views import FolderStatus, Run, SheetProblem

_DRAWING = Qt.ItemDataRole.UserRole + 1
_TONES = {
    RunOutcome.SYNCED: Tone.SUCCESS,
    RunOutcome.CANCELLED: Tone.MUTED,
    RunOutcome.FAILED: Tone.DANGER,
    None: Tone.ACCENT,
}


class RunDetail(QWidget):
    support_requested = Signal()
    drawing_chosen = Signal(object)  # Procore's drawing id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code_text = ""
        self.title = PlainLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.1, bold=True))
        self.note = Note(self)
        self.facts = MutedLabel(self)
        self.next = PlainLabel(self)
        self.next.setWordWrap(True)
        self.code = PlainLabel(self)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.code.setWordWrap(True)
        self.copy = QPushButton(icon("copy"), "", self)
        self.copy.setObjectName("history.copy")
        self.copy.clicked.connect(self._copy)
        self.hint = Note(self, tone=Tone.WARNING)
        self.support = QPushButton(icon("report"), "", self)
        self.support.setObjectName("history.support")
        self.support.clicked.connect(self.support_requested)
        self.hint.row.addWidget(self.support)
        self._sheets_title = PlainLabel(self)
        self.sheets = QListWidget(self)
        self.sheets.setObjectName("history.sheets")
        self.sheets.setWordWrap(True)
        self.sheets.itemActivated.connect(lambda item: self.drawing_chosen.emit(item.data(_DRAWING)))
        self._lay_out()
        self._retranslate()

    def show_run(
        self,
        run: Run,
        status: FolderStatus,
        problems: Sequence[SheetProblem],
        now: datetime,
        *,
        running: bool,
        newest: bool,
    ) -> None:
        """``problems`` and what comes next belong to the ``newest`` run: they are as of now."""
        outcome = wording.outcome_name(run, running=running)
        self.title.setText(f"{outcome}, {dates.absolute(run.started_at)}")
        happened, remedy = wording.happened(run, running=running)
        tone = _TONES[run.outcome] if run.outcome is not None or running else Tone.DANGER
        self.note.say("\n".join(part for part in (wording.reason(run), happened, remedy) if part), tone)
        self.facts.setText(wording.facts(run))
        self.next.setText(status_text.next_attempt(status, now))
        ended = status.state in (SyncState.DISCONNECTED, SyncState.ACCESS_LOST)
        self.next.setVisible(newest and not running and not ended)
        failed = status.failures_in_a_row
        wants = newest and status_text.wants_support(status)
        text = self.tr("%n syncs failed in a row. A support report says what is needed to help.", "", failed)
        self.hint.say(text if wants else "")
        self._code_text = wording.code(run)
        self.code.setText(self.tr("For support: {code}").format(code=self._code_text))
        self._list(problems if newest else (), now)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        last = QHBoxLayout()
        last.addWidget(self.code, 1)
        last.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        for widget in (self.title, self.note, self.hint, self.facts, self.next, self._sheets_title):
            column.addWidget(widget)
        column.addWidget(self.sheets, 1)
        column.addLayout(last)
        column.addStretch(0)

    def _list(self, problems: Sequence[SheetProblem], now: datetime) -> None:
        self.sheets.clear()
        for one in problems:
            name = self.tr("{number} {title}, revision {revision}").format(
                number=one.number, title=one.title, revision=one.revision or "–"
            )
            text = f"{name}\n{in_words(one.failure)} {self._next_try(one, now)}"
            item = QListWidgetItem(icon("sheet-failed", Tone.DANGER), text, self.sheets)
            item.setData(_DRAWING, one.drawing_id)
        self.sheets.setVisible(bool(problems))
        count = len(problems)
        self._sheets_title.setText(self.tr("%n sheet(s) not here for a reason of their own:", "", count))
        self._sheets_title.setVisible(bool(problems))

    def _next_try(self, one: SheetProblem, now: datetime) -> str:
        tries = one.attempts
        tried = self.tr("Tried %n time(s).", "", tries)
        if one.next_at is None or one.next_at <= now:
            following = self.tr("Next try: with the next sync.")
        else:
            following = self.tr("Next try: {time}.").format(time=dates.absolute(one.next_at))
        return f"{tried} {following}"

    def _retranslate(self) -> None:
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the technical code for support"))
        self.copy.setAccessibleName(self.tr("Copy the technical code for support"))
        self.support.setText(self.tr("Prepare a support report"))
        self.sheets.setAccessibleName(self.tr("Sheets that could not be downloaded"))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code_text)
