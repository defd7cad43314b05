"""What stands in the place of a sheet: the canvas with it, or why it cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.failures import FailureCode, Reason
from app.domain.standing import standing
from app.domain.states import CacheState
from app.ui.controls import EmptyState
from app.ui.documents import wording
from app.ui.failure_words import explain, in_words

if TYPE_CHECKING:
    from app.domain.failures import Failure
    from app.domain.views import Drawing, Entry
    from app.ui.viewer.view import SheetCanvas

_PASSING = (Reason.TOO_SLOW, Reason.DRAWING_CRASHED)


class SheetFaces(QStackedWidget):
    """Blank at first. ``older_wanted`` carries the id of an entry; ``again``: the sheet that failed is to be tried."""

    older_wanted = Signal(object)
    again = Signal()

    def __init__(self, canvas: SheetCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._older: Entry | None = None
        self.absent = EmptyState("sheet-waiting", self)
        self.unreadable = EmptyState("sheet-failed", self)
        for face in (QWidget(self), canvas, self.absent, self.unreadable):
            self.addWidget(face)
        self.absent.button.clicked.connect(self._open_older)
        self.unreadable.button.clicked.connect(self.again)

    @property
    def shows_sheet(self) -> bool:
        return self.currentWidget() is self._canvas

    def show_canvas(self) -> None:
        self.setCurrentWidget(self._canvas)

    def say_absent(self, drawing: Drawing, entry: Entry | None) -> None:
        """The file of ``entry`` is not here; None where a drawing has no revision at all."""
        title = self.tr("This sheet is not on this computer yet")
        text = self.tr("It opens here by itself as soon as it is downloaded.")
        if entry is not None and entry.cache is CacheState.FAILED:
            title = self.tr("This sheet could not be downloaded")
            if entry.problem is not None:
                text = in_words(entry.problem)
        elif entry is not None and entry.cache is CacheState.ABSENT:
            title = self.tr("This sheet was not downloaded")
            text = self.tr("The project is no longer connected to Procore. What was downloaded before stays readable.")
        elif entry is not None:
            text = f"{wording.cache_word(entry.cache)}. {text}"
        self._older = next((one for one in reversed(drawing.entries) if one.cache is CacheState.HERE), None)
        button = ""
        if self._older is not None:
            button = self.tr("Open {older} ({state})").format(
                older=wording.revision_name(self._older), state=wording.standing_word(standing(drawing, self._older))
            )
        self.absent.say(title, text, button)
        self.setCurrentWidget(self.absent)

    def say_unreadable(self, failure: Failure) -> None:
        # What is wrong with the bytes stays wrong; how long drawing takes, or what memory is left, does not.
        passing = failure.code is FailureCode.LOCAL_IO or failure.reason in _PASSING
        again = self.tr("Try again") if passing else ""
        self.unreadable.say(explain(failure).title, in_words(failure, between="\n"), again)
        self.setCurrentWidget(self.unreadable)

    @Slot()
    def _open_older(self) -> None:
        if self._older is not None:
            self.older_wanted.emit(self._older.id)
