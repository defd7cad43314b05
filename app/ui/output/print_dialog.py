"""How a sheet is to be printed: where, on which paper, fitted or to scale, with or without markups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMarginsF, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.print_layout import MOST_PAPERS
from app.ui import dates
from app.ui.controls import Note
from app.ui.output.printing import PrintJob
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Papers of the trade, for a file and where a printer does not tell which it has.
_PAPERS = (
    QPageSize.PageSizeId.Letter,
    QPageSize.PageSizeId.Legal,
    QPageSize.PageSizeId.Tabloid,
    QPageSize.PageSizeId.ArchC,
    QPageSize.PageSizeId.ArchD,
    QPageSize.PageSizeId.ArchE,
    QPageSize.PageSizeId.A4,
    QPageSize.PageSizeId.A3,
    QPageSize.PageSizeId.A2,
    QPageSize.PageSizeId.A1,
    QPageSize.PageSizeId.A0,
)
_MARGIN = 6.0  # millimetres
_SAME = 0.005  # so much off its own size is its own size


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """``printer`` is set up; without a name it prints into a file that is still to be chosen."""

    printer: QPrinter
    to_file: bool
    job: PrintJob
    markups: bool


class PrintDialog(QDialog):
    """``sizes``: of all pages of the file, in points. ``choice`` afterwards is what was chosen."""

    def __init__(
        self, sizes: Sequence[tuple[float, float]], page: int, markups: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("print")
        self._sizes = tuple(sizes)
        self._page = page
        self._count = markups
        self.printers = QComboBox(self)
        self.papers = QComboBox(self)
        self.fitted = QRadioButton(self)
        self.own_size = QRadioButton(self)
        self.scaled = QRadioButton(self)
        self.percent = QDoubleSpinBox(self)
        self.this_page = QRadioButton(self)
        self.all_pages = QRadioButton(self)
        self.markups = QCheckBox(self)
        self.note = Note(self, tone=Tone.ACCENT)
        self._buttons = QDialogButtonBox(self)
        self.start = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._form = QFormLayout()
        self._build()
        self._fill()
        self._connect()
        self._retranslate()
        self._list_papers()

    @property
    def choice(self) -> PrintChoice:
        name = self.printers.currentData()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if name is None:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        else:
            printer.setPrinterName(name)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId(self.papers.currentData())))
        printer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
        pages = range(len(self._sizes)) if self.all_pages.isChecked() else (self._page,)
        job = PrintJob(tuple((page, *self._sizes[page]) for page in pages), self._scale())
        return PrintChoice(printer, name is None, job, self.markups.isChecked())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(unit(self))
        column.addLayout(self._form)
        sizes = QVBoxLayout()
        row = QHBoxLayout()
        row.addWidget(self.scaled)
        row.addWidget(self.percent)
        row.addStretch(1)
        sizes.addWidget(self.fitted)
        sizes.addWidget(self.own_size)
        sizes.addLayout(row)
        pages = QVBoxLayout()
        pages.addWidget(self.this_page)
        pages.addWidget(self.all_pages)
        self._form.addRow(" ", self.printers)
        self._form.addRow(" ", self.papers)
        self._form.addRow(" ", sizes)
        self._form.addRow(" ", pages)
        self._form.addRow("", self.markups)
        self._pages = pages
        column.addWidget(self.note)
        column.addWidget(self._buttons)
        self._groups = [QButtonGroup(self), QButtonGroup(self)]
        for group, members in zip(
            self._groups, ((self.fitted, self.own_size, self.scaled), (self.this_page, self.all_pages)), strict=True
        ):
            for member in members:
                group.addButton(member)

    def _fill(self) -> None:
        for info in QPrinterInfo.availablePrinters():
            self.printers.addItem(info.description() or info.printerName(), info.printerName())
        self.printers.addItem("", None)
        default = self.printers.findData(QPrinterInfo.defaultPrinterName())
        self.printers.setCurrentIndex(max(0, default))
        self.percent.setRange(1, 400)
        self.percent.setDecimals(1)
        self.percent.setValue(50)
        self.fitted.setChecked(True)
        self.this_page.setChecked(True)
        self._form.setRowVisible(self._pages, len(self._sizes) > 1)
        self.markups.setChecked(self._count > 0)
        self.markups.setEnabled(self._count > 0)

    def _connect(self) -> None:
        self.printers.currentIndexChanged.connect(self._list_papers)
        self.papers.currentIndexChanged.connect(self._say)
        for button in (self.fitted, self.own_size, self.scaled, self.this_page, self.all_pages):
            button.toggled.connect(self._say)
        self.percent.valueChanged.connect(lambda _value: self.scaled.setChecked(True))
        self.percent.valueChanged.connect(self._say)
        self.start.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)

    @Slot()
    def _list_papers(self) -> None:
        name, before = self.printers.currentData(), self.papers.currentData()
        offered = [] if name is None else QPrinterInfo.printerInfo(name).supportedPageSizes()
        sizes = [one for one in offered if one.id() is not QPageSize.PageSizeId.Custom]
        sizes = sizes or [QPageSize(one) for one in _PAPERS]
        self.papers.blockSignals(True)
        self.papers.clear()
        for size in sizes:
            self.papers.addItem(size.name(), size.id().value)
        default = QPageSize.PageSizeId.Letter.value
        wanted = default if before is None else before
        self.papers.setCurrentIndex(max(0, self.papers.findData(wanted)))
        self.papers.blockSignals(False)
        self._say()

    def _scale(self) -> float | None:
        if self.fitted.isChecked():
            return None
        return 1.0 if self.own_size.isChecked() else self.percent.value() / 100

    @Slot()
    def _say(self) -> None:
        """What comes out of the printer, before it does: nobody shall scale off a fitted drawing unaware."""
        if self.papers.count() == 0:
            return
        choice = self.choice
        layouts = choice.job.layouts(choice.printer)
        papers = sum(one.rows * one.columns for one in layouts)
        if any(not one.placements for one in layouts):
            words = self.tr("More than {count} papers for one sheet: choose larger paper or a smaller scale.")
            self.note.say(words.format(count=MOST_PAPERS), Tone.WARNING)
            self.start.setEnabled(False)
            return
        self.start.setEnabled(True)
        said = [self.tr("%n paper(s).", "", papers)]
        first = layouts[0]
        if first.rows * first.columns > 1:
            words = self.tr("{rows} × {columns} papers for a sheet; they overlap by 10 mm, frames show where to cut.")
            said.append(words.format(rows=first.rows, columns=first.columns))
        if abs(first.scale - 1) <= _SAME:
            said.append(self.tr("In the drawing's own size: it can be scaled off."))
            tone = Tone.ACCENT
        else:
            words = self.tr("At {percent} % of the drawing's size: its printed scale is not true.")
            said.append(words.format(percent=dates.number(round(first.scale * 100))))
            tone = Tone.WARNING
        self.note.say(" ".join(said), tone)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Print the sheet"))
        for field, words in (
            (self.printers, self.tr("Printer:")),
            (self.papers, self.tr("Paper:")),
        ):
            label = self._form.labelForField(field)
            label.setText(words)  # type: ignore[attr-defined]
            field.setAccessibleName(words.rstrip(": \u00a0"))
        self.fitted.setText(self.tr("Fitted to the paper"))
        self.own_size.setText(self.tr("In its own size, on as many papers as it needs"))
        self.scaled.setText(self.tr("At a scale of"))
        self.percent.setSuffix(self.tr(" %"))
        self.percent.setAccessibleName(self.tr("Scale in percent"))
        self.this_page.setText(self.tr("This page"))
        self.all_pages.setText(self.tr("All %n page(s)", "", len(self._sizes)))
        self.markups.setText(self.tr("With markups"))
        self.markups.setToolTip("" if self._count else self.tr("There are no markups on this sheet."))
        self.start.setText(self.tr("Print"))
        self._cancel.setText(self.tr("Cancel"))
        self.printers.setItemText(self.printers.count() - 1, self.tr("Save as PDF…"))
        self._say()
