"""Something long that a person asked for: how far it is, with the way to stop it; then what came of it, in one note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.controls import Card, Note, PlainLabel, ProgressBar
from app.ui.icons import icon
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

Words = Callable[[], str]
_LINES = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it. ``lines``: particulars, one for each sheet. ``buttons``: what can be done now."""

    words: Words
    tone: Tone = Tone.SUCCESS
    lines: Callable[[], Sequence[str]] = field(default=lambda: ())
    buttons: tuple[tuple[Words, Callable[[], object]], ...] = ()


class WorkStrip(QWidget):
    """Hidden while there is nothing to say. What it says is asked for again when the language changes."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Callable[[int, int], str] | None = None
        self._done = (0, 0)
        self._outcome: Outcome | None = None
        self._buttons: list[QPushButton] = []
        self._card = Card(self)
        self._text = PlainLabel(self._card)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._bar = ProgressBar(self._card)
        self._bar.setMaximumHeight(unit(self))
        self.cancel = QPushButton(self._card)
        self.cancel.setObjectName("documents.work.cancel")
        self.cancel.clicked.connect(self._ask_cancel)
        self.note = Note(self)
        self.lines = QListWidget(self)
        self.lines.setObjectName("documents.work.lines")
        self.lines.setWordWrap(True)
        self._close = QToolButton(self.note)
        self._close.setObjectName("documents.work.close")
        self._close.setAutoRaise(True)
        self._close.setIcon(icon("close"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self.dismiss)
        self.note.row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._retranslate()
        self.dismiss()

    @property
    def busy(self) -> bool:
        return self._words is not None

    @property
    def text(self) -> str:
        """What is said now."""
        return self._text.text() if self.busy else self.note.text

    def begin(self, words: Callable[[int, int], str]) -> None:
        """Show that it began. ``words`` of how many are done, of how many in all (0: not known)."""
        self.dismiss()
        self._words = words
        self.cancel.setEnabled(True)
        self.progress(0, 0)
        self._card.show()
        self.show()

    @Slot(int, int)
    def progress(self, done: int, total: int) -> None:
        if self._words is not None:
            self._done = (done, total)
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._say()

    def tell(self, outcome: Outcome) -> None:
        """It is over: say what came of it, until the user closes the note."""
        self.dismiss()
        self._outcome = outcome
        self._say()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.note.text))

    def point_out(self) -> None:
        """Bring what is under way into view."""
        self.cancel.setFocus()

    @Slot()
    def dismiss(self) -> None:
        self._words = self._outcome = None
        self._done = (0, 0)
        for part in (self._card, self.note, self.lines, self):
            part.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        words = QVBoxLayout()
        words.setSpacing(gap // 2)
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(gap, gap, gap, gap)
        row.setSpacing(gap)
        row.addLayout(words, 1)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        for part in (self._card, self.note, self.lines):
            column.addWidget(part)

    def _retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self.lines.setAccessibleName(self.tr("Particulars"))
        self._say()

    def _say(self) -> None:
        if self._words is not None:
            text = self._words(*self._done)
            self._text.setText(text)
            self._card.setAccessibleName(text)
        if self._outcome is None:
            return
        self.note.say(self._outcome.words(), self._outcome.tone)
        for button in self._buttons:
            button.deleteLater()
        self._buttons = []
        for words, act in self._outcome.buttons:
            button = QPushButton(words(), self.note)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.note.row.insertWidget(self.note.row.count() - 1, button)
            self._buttons.append(button)
        self.lines.clear()
        lines = self._outcome.lines()
        self.lines.addItems(list(lines))
        self.lines.setMaximumHeight(min(len(lines), _LINES) * unit(self) * 3 + 6)
        self.lines.setVisible(bool(lines))

    @Slot()
    def _ask_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel_requested.emit()
