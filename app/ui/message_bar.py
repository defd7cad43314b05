"""Inline messages over the content: stacked, replaceable by id, never a box in the way.

Information fades after six seconds (not while the pointer is over it); warnings and errors stay until they are closed,
replaced or resolved by ``dismiss``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractAnimation, QEvent, QPropertyAnimation, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.failures import Failure, FailureCode
from app.ui.controls import MutedLabel, Note
from app.ui.failure_words import in_words
from app.ui.icons import icon
from app.ui.theme import Tone, unit

FADE_AFTER_MS = 6000
_FADE_MS = 400
_SHOWN = 3
_MOST_BUTTONS = 2

#: A sentence, or a function that gives it in the language shown now.
Words = str | Callable[[], str]


@dataclass(frozen=True, slots=True)
class MessageButton:
    text: Words
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """``id``: a later message with the same one takes the place of this (empty: none does)."""

    text: Words
    tone: Tone = Tone.ACCENT
    id: str = ""
    buttons: tuple[MessageButton, ...] = ()

    def __post_init__(self) -> None:
        if len(self.buttons) > _MOST_BUTTONS:
            raise ValueError("a message has at most two buttons")

    @property
    def stays(self) -> bool:
        return self.tone in (Tone.WARNING, Tone.DANGER)


class Messages(QWidget):
    """The bar. Empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None, *, fade_after_ms: int = FADE_AFTER_MS) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self._fade_after_ms = fade_after_ms
        self._rows: list[_Row] = []
        self._more = MutedLabel(self)
        self._more.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(unit(self) // 2)
        self._column.addWidget(self._more)
        self.hide()

    def post(self, message: Message) -> None:
        """Show ``message`` on top, in place of an earlier one with its id."""
        if message.id:
            self._remove([row for row in self._rows if row.message.id == message.id])
        row = _Row(message, self, self._fade_after_ms)
        row.closed.connect(lambda: self._remove([row]))
        self._rows.insert(0, row)
        self._column.insertWidget(0, row)
        self._arrange()
        announcement = QAccessibleAnnouncementEvent(self, row.note.text)
        QAccessible.updateAccessibility(announcement)

    def inform(self, text: Words, *, id: str = "", buttons: tuple[MessageButton, ...] = ()) -> None:
        self.post(Message(text, Tone.ACCENT, id, buttons))

    def warn(self, text: Words, *, id: str = "", buttons: tuple[MessageButton, ...] = ()) -> None:
        self.post(Message(text, Tone.WARNING, id, buttons))

    def fail(
        self, failure: BaseException, *, id: str = "", buttons: tuple[MessageButton, ...] = (), subject: str = ""
    ) -> None:
        """Show a failure: what happened and what to do, for ``subject``. What the user cancelled is no news."""
        if isinstance(failure, Failure) and failure.code is FailureCode.CANCELLED:
            return
        self.post(Message(lambda: _failure_text(failure, subject), Tone.DANGER, id or type(failure).__name__, buttons))

    def dismiss(self, id: str) -> None:
        """Take the message with this id away: what it said is resolved."""
        self._remove([row for row in self._rows if row.message.id == id])

    def shown(self) -> list[Message]:
        """Newest first."""
        return [row.message for row in self._rows]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._arrange()
        super().changeEvent(event)

    def _remove(self, rows: list[_Row]) -> None:
        for row in rows:
            if row in self._rows:
                self._rows.remove(row)
                row.stop()
                row.hide()
                self._column.removeWidget(row)
                row.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for place, row in enumerate(self._rows):
            row.setVisible(place < _SHOWN)
        hidden = len(self._rows) - _SHOWN
        self._more.setText(self.tr("%n more message(s)", "", max(0, hidden)))
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(self._rows))


class _Row(QWidget):
    def __init__(self, message: Message, parent: QWidget, fade_after_ms: int) -> None:
        super().__init__(parent)
        self.message = message
        self.note = Note(self, tone=message.tone)
        self._buttons = [self._button(one) for one in message.buttons]
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setIcon(icon("close"))
        self.closed = self._close.clicked
        for button in (*self._buttons, self._close):
            self.note.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.note)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fade)
        self._fading: QPropertyAnimation | None = None
        self._fade_after_ms = fade_after_ms
        self._retranslate()
        self._wait()

    def stop(self) -> None:
        self._timer.stop()
        if self._fading is not None:
            self._fading.stop()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._wait()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _button(self, one: MessageButton) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda: one.run())
        return button

    def _retranslate(self) -> None:
        self.note.say(_said(self.message.text))
        for button, one in zip(self._buttons, self.message.buttons, strict=True):
            button.setText(_said(one.text))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))

    def _wait(self) -> None:
        if not self.message.stays:
            self._timer.start(self._fade_after_ms)

    @Slot()
    def _fade(self) -> None:
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fading = QPropertyAnimation(effect, b"opacity", self)
        self._fading.setDuration(_FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.finished.connect(self._close.click)
        self._fading.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)


def _said(words: Words) -> str:
    return words if isinstance(words, str) else words()


def _failure_text(failure: BaseException, subject: str) -> str:
    text = in_words(failure)
    return f"{subject}\n{text}" if subject else text
