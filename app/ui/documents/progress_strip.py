"""What a running sync does, in one strip over the tree, with the way to stop it (S34)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.events import Phase
from app.domain.states import SyncState
from app.ui.badge import BadgeWidget
from app.ui.controls import Card, PlainLabel, ProgressBar, plain_tip
from app.ui.progress_text import describe_progress
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.domain.events import RunProgress

_STEPS = 1000


class ProgressStrip(Card):
    """Hidden unless a sync runs."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress: RunProgress | None = None
        self._refusal: str | None = None
        self._badge = BadgeWidget(self)
        self._text = PlainLabel(self)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bar = ProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(unit(self))
        self._cancel = QPushButton(self)
        self._cancel.setObjectName("documents.progress.cancel")
        self._cancel.clicked.connect(self._ask_cancel)
        gap = unit(self)
        lines = QVBoxLayout()
        lines.setSpacing(gap // 2)
        lines.addWidget(self._text)
        lines.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addWidget(self._badge)
        row.addLayout(lines, 1)
        row.addWidget(self._cancel)
        self._retranslate()
        self.hide()

    def begin(self) -> None:
        """A run started; what it does is not known yet."""
        self._progress = None
        self._badge.set_state(SyncState.RUNNING)
        self._cancel.setEnabled(self._refusal is None)
        self._bar.setRange(0, 0)
        self._say()
        self.show()

    def refuse_stopping(self, reason: str | None) -> None:
        """Say why the run cannot be stopped here; None: it can."""
        if reason != self._refusal:
            self._refusal = reason
            self._cancel.setEnabled(reason is None)
            self._retranslate()

    def show_progress(self, progress: RunProgress) -> None:
        if self.isHidden():
            self.begin()
        self._progress = progress
        if progress.phase is Phase.LISTING:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _STEPS)
            self._bar.setValue(round(_share(progress) * _STEPS))
        self._say()

    def end(self) -> None:
        self._badge.set_state(SyncState.SYNCED)  # stops the clock of the turning arrow
        self.hide()

    def point_out(self) -> None:
        """Bring the running sync into view (S38)."""
        self._cancel.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._cancel.setText(self.tr("Cancel"))
        said = self._refusal or self.tr("Stop this sync. What is downloaded stays.")
        self._cancel.setToolTip(plain_tip(said))
        self._cancel.setAccessibleDescription(said)
        self._bar.setAccessibleName(self.tr("Progress of the sync"))
        self._say()

    def _say(self) -> None:
        text = describe_progress(self._progress) if self._progress is not None else self.tr("Starting the sync…")
        self._text.setText(text)
        self._text.setToolTip(plain_tip(text))
        self.setAccessibleName(text)

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self.cancel_requested.emit()


def _share(progress: RunProgress) -> float:
    """Bytes where they are known, plus one for each file, so that the bar also moves on tiny files."""
    total = progress.bytes_total + progress.files_total
    return (progress.bytes_done + progress.files_done) / total if total else 1.0
