"""Says that marks could not be kept, and that they are still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QPushButton

from app.ui.controls import Note
from app.ui.failure_words import in_words
from app.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.markups.saving import Saver


class SaveNote(Note):
    """Shown as long as something could not be saved."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone=Tone.DANGER)
        self._saver = saver
        self._again = QPushButton(self)
        self._again.setObjectName("markup.save_again")
        self._leave = QPushButton(self)
        self._leave.setObjectName("markup.save_give_up")
        for button in (self._again, self._leave):
            self.row.addWidget(button)
        self._again.clicked.connect(saver.retry)
        self._leave.clicked.connect(saver.give_up)
        self.given_up = self._leave.clicked
        self.hide()
        self.renew()

    @Slot()
    def renew(self) -> None:
        """Say how it is now."""
        failure, waiting = self._saver.failure, self._saver.waiting
        self._again.setText(self.tr("Save again"))
        self._leave.setText(self.tr("Discard what is not saved"))
        if failure is None:
            self.say("")
            return
        self.say(
            self.tr("%n change(s) of markups could not be saved. They stay on the sheet while it is open.", "", waiting)
            + " "
            + in_words(failure)
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.renew()
        super().changeEvent(event)
