"""What happens to the marks of a layer that is to be removed: asked where the layers are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QWidget

from app.ui.controls import Note, PlainLabel
from app.ui.markups.wording import layer_name
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from app.storage.markup_layers import LayerUse


class LayerQuestion(QFrame):
    """``answered`` carries the layer, and where its marks go; None: they are deleted with it. Esc means: nothing."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("markup.layer_question")
        self._layer = ""
        self._use: LayerUse | None = None
        self.note = Note(self, tone=Tone.WARNING)
        self._label = PlainLabel(self)
        self.target = QComboBox(self)
        self.target.setObjectName("markup.layer_target")
        self.move_marks, self.delete_marks, self.cancel = QPushButton(self), QPushButton(self), QPushButton(self)
        self._label.setBuddy(self.target)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(unit(self) // 2)
        grid.addWidget(self.note, 0, 0, 1, 2)
        grid.addWidget(self._label, 1, 0, 1, 2)
        grid.addWidget(self.target, 2, 0)
        grid.addWidget(self.move_marks, 2, 1)
        grid.addWidget(self.delete_marks, 3, 0)
        grid.addWidget(self.cancel, 3, 1)
        grid.setColumnStretch(0, 1)
        self.move_marks.clicked.connect(lambda: self._answer(self.target.currentData()))
        self.delete_marks.clicked.connect(lambda: self._answer(None))
        self.cancel.clicked.connect(self.hide)
        self.hide()
        self._retranslate()

    def ask(self, layer: str, use: LayerUse, others: Sequence[str]) -> None:
        """``others``: the layers that the marks may go to."""
        self._layer, self._use = layer, use
        self.target.clear()
        for name in others:
            self.target.addItem(layer_name(name), name)
        self._retranslate()
        self.show()
        self.move_marks.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.move_marks.hasFocus():
            self.move_marks.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot()
    def _answer(self, into: str | None) -> None:
        self.hide()
        self.answered.emit(self._layer, into)

    def _retranslate(self) -> None:
        if self._use is not None:
            marks, sheets = self._use.marks, self._use.sheets
            holds = self.tr("“{layer}” holds %n markup(s),", "", marks).format(layer=layer_name(self._layer))
            where = self.tr("on %n sheet(s).", "", sheets)
            self.note.say(f"{holds} {where}")
        self._label.setText(self.tr("Move them to:"))
        self.target.setAccessibleName(self.tr("Layer that the markups go to"))
        for row in range(self.target.count()):
            self.target.setItemText(row, layer_name(self.target.itemData(row)))
        self.move_marks.setText(self.tr("Move"))
        self.delete_marks.setText(self.tr("Delete the markups"))
        self.cancel.setText(self.tr("Cancel"))
