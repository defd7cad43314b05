"""What of the changes is shown: since when, which kind, which folder, which text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.changes import Family, Folder, Period, Wanted, start_of
from app.ui.changes import wording
from app.ui.controls import TextField
from app.ui.icons import icon
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class ChangeFilters(QWidget):
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = self._choice("changes.period")
        for period in Period:
            self.period.addItem("", period)
        self.day = QDateEdit(self)
        self.day.setObjectName("changes.day")
        self.day.setCalendarPopup(True)
        self.day.dateChanged.connect(self.changed)
        self.family = self._choice("changes.family")
        self.folder = self._choice("changes.folder")
        self.text = TextField(self)
        self.text.setObjectName("changes.text")
        self.text.setClearButtonEnabled(True)
        self.text.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.text.textChanged.connect(self.changed)
        self._families: Sequence[Family] = ()
        self._folders: Sequence[Folder] = ()
        self._lay_out()
        self._retranslate()
        self._show_day()
        self.period.currentIndexChanged.connect(self._show_day)

    @property
    def chosen_period(self) -> Period:
        return Period(self.period.currentData())

    @property
    def chosen_day(self) -> datetime:
        """The beginning of the day that the calendar shows."""
        shown = self.day.date()
        return start_of(shown.year(), shown.month(), shown.day())

    @property
    def wanted(self) -> Wanted:
        family, folder = self.family.currentIndex() - 1, self.folder.currentIndex() - 1
        return Wanted(
            self._families[family] if family >= 0 else None,
            self._folders[folder] if folder >= 0 else None,
            self.text.text(),
        )

    def choose(self, period: Period) -> None:
        self.period.setCurrentIndex(self.period.findData(period))

    def set_day(self, today: datetime) -> None:
        """A first date for the calendar, which ends today."""
        shown = today.astimezone()
        day = QDate(shown.year, shown.month, shown.day)
        self.day.blockSignals(True)
        self.day.setMaximumDate(day)
        self.day.setDate(day.addDays(-1))
        self.day.blockSignals(False)

    def offer(self, families: Iterable[Family], folders: Iterable[Folder]) -> None:
        """What there is to choose from; a choice that is still among it stays."""
        wanted = self.wanted
        self._families, self._folders = tuple(families), tuple(folders)
        self._refill(wanted)

    def clear(self) -> None:
        """Show every kind, folder and text of the period."""
        for choice in (self.family, self.folder):
            choice.setCurrentIndex(0)
        self.text.clear()

    def focus_text(self) -> None:
        self.text.setFocus()
        self.text.selectAll()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _choice(self, name: str) -> QComboBox:
        choice = QComboBox(self)
        choice.setObjectName(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choice.setMinimumWidth(unit(self) * 14)
        choice.currentIndexChanged.connect(self.changed)
        return choice

    def _lay_out(self) -> None:
        gap = unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for choice in (self.period, self.day, self.family, self.folder):
            row.addWidget(choice)
        self.text.setMinimumWidth(gap * 14)
        self.text.setMaximumWidth(gap * 40)
        row.addWidget(self.text, 1)
        row.addStretch(0)

    def _refill(self, wanted: Wanted) -> None:
        for choice, first, items, chosen in (
            (self.family, self.tr("All changes"), [wording.family_name(one) for one in self._families], wanted.family),
            (
                self.folder,
                self.tr("All disciplines"),
                [wording.folder_name(one) for one in self._folders],
                wanted.folder,
            ),
        ):
            known: Sequence[object] = self._families if choice is self.family else self._folders
            choice.blockSignals(True)
            choice.clear()
            choice.addItems([first, *items])
            choice.setCurrentIndex(known.index(chosen) + 1 if chosen in known else 0)
            choice.blockSignals(False)

    def _retranslate(self) -> None:
        for place, period in enumerate(Period):
            self.period.setItemText(place, wording.period_name(period))
        self._refill(self.wanted)
        names = {
            self.period: self.tr("Changes since when"),
            self.family: self.tr("Which kind of change"),
            self.folder: self.tr("Which discipline"),
        }
        for choice, name in names.items():
            choice.setAccessibleName(name)
            choice.view().setAccessibleName(name)
        for part in (self.day, self.day.lineEdit()):
            part.setAccessibleName(self.tr("Changes since this date"))
        self.text.setPlaceholderText(self.tr("Number, title or set"))
        self.text.setAccessibleName(self.tr("Filter the changes by number, title, set or words"))

    @Slot()
    def _show_day(self) -> None:
        self.day.setVisible(self.chosen_period is Period.DATE)
