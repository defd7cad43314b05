"""How several sheets are to go out: as a folder or as one PDF, and what becomes of their markups."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QDialogButtonBox, QGroupBox, QRadioButton, QVBoxLayout, QWidget

from app.domain.output import Marks
from app.ui.controls import MutedLabel
from app.ui.theme import unit


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """``book``: one bookmarked PDF in place of a folder."""

    book: bool
    marks: Marks


class ExportDialog(QDialog):
    """``marked``: how many of the sheets have markups. ``choice`` afterwards is what was chosen."""

    def __init__(self, name: str, sheets: int, marked: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export")
        self._name = name
        self._sheets = sheets
        self._marked = marked
        self._text = MutedLabel(self)
        self._form, self._marks = QGroupBox(self), QGroupBox(self)
        self.folder, self.book = QRadioButton(self._form), QRadioButton(self._form)
        self.without = QRadioButton(self._marks)
        self.annotations, self.flat = QRadioButton(self._marks), QRadioButton(self._marks)
        self._buttons = QDialogButtonBox(self)
        self.start = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._build()
        self._retranslate()

    @property
    def choice(self) -> ExportChoice:
        marks = Marks.FLAT if self.flat.isChecked() else Marks.ANNOTATIONS
        return ExportChoice(self.book.isChecked(), Marks.NONE if self.without.isChecked() else marks)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(unit(self))
        column.addWidget(self._text)
        self._groups = []
        for box, choices in (
            (self._form, (self.folder, self.book)),
            (self._marks, (self.without, self.annotations, self.flat)),
        ):
            inside = QVBoxLayout(box)
            group = QButtonGroup(self)
            for choice in choices:
                inside.addWidget(choice)
                group.addButton(choice)
            self._groups.append(group)
            column.addWidget(box)
        column.addWidget(self._buttons)
        self.folder.setChecked(True)
        (self.annotations if self._marked else self.without).setChecked(True)
        for choice in (self.annotations, self.flat):
            choice.setEnabled(self._marked > 0)
        self.start.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export: {name}").format(name=self._name))
        self._text.setText(self.tr("%n sheet(s). What is not the current revision gets a stamp.", "", self._sheets))
        self._form.setTitle(self.tr("As"))
        self.folder.setText(self.tr("A folder of PDFs, one for each sheet"))
        self.book.setText(self.tr("One PDF with a cover, bookmarks and sheet numbers"))
        self._marks.setTitle(self.tr("Markups"))
        self.without.setText(self.tr("Without markups"))
        self.annotations.setText(self.tr("As annotations that other PDF programs can show and edit"))
        self.flat.setText(self.tr("As part of the drawing, for good"))
        reason = "" if self._marked else self.tr("None of these sheets has markups.")
        for choice in (self.annotations, self.flat):
            choice.setToolTip(reason)
            choice.setAccessibleDescription(reason)
        self.start.setText(self.tr("Choose where…"))
        self._cancel.setText(self.tr("Cancel"))
