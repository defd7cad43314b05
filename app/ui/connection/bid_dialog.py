"""Bid mode: until when a project is synced every five minutes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Slot
from PySide6.QtWidgets import QDateTimeEdit, QDialog, QDialogButtonBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.status import LONGEST_BID, bidding
from app.ui import dates
from app.ui.controls import MutedLabel, PrimaryButton
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Callable

#: Bids are mostly due at the end of a working day.
_CLOSING = time(17)


class BidDialog(QDialog):
    """``until`` afterwards is what was chosen: a moment, or None to end bid mode."""

    def __init__(self, until: datetime | None, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bid")
        self._clock = clock
        self.until = until
        self._moments = closings(clock())
        self._choices = [QRadioButton(self) for _ in self._moments]
        self._other = QRadioButton(self)
        self._moment = QDateTimeEdit(self)
        self._buttons = QDialogButtonBox(self)
        self._start = PrimaryButton(self)
        self._start.setText(self.tr("Start") if until is None else self.tr("Change the end"))
        self._start.setObjectName("bid.start")
        self._start.setDefault(True)
        self._buttons.addButton(self._start, QDialogButtonBox.ButtonRole.AcceptRole)
        self._start.clicked.connect(self._accept_choice)
        self._build(until)
        self._say(until)
        self._check()

    def _build(self, until: datetime | None) -> None:
        now = self._clock()
        self._text = MutedLabel(self)
        self._moment.setObjectName("bid.moment")
        self._moment.setCalendarPopup(True)
        self._moment.setDateTime(_shown(until or now + timedelta(hours=4)))
        self._moment.dateTimeChanged.connect(lambda: self._other.setChecked(True))
        self._moment.dateTimeChanged.connect(self._check)
        column = QVBoxLayout(self)
        gap = unit(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        column.addWidget(self._text)
        for number, choice in enumerate(self._choices):
            choice.setObjectName(f"bid.choice.{number}")
            column.addWidget(choice)
        row = QHBoxLayout()
        row.addWidget(self._other)
        row.addWidget(self._moment, 1)
        column.addLayout(row)
        column.addWidget(self._buttons)
        for choice in (*self._choices, self._other):
            choice.toggled.connect(self._check)
        (self._choices[0] if until is None else self._other).setChecked(True)

    def _say(self, until: datetime | None) -> None:
        self.setWindowTitle(self.tr("Bid mode"))
        self._text.setText(self.tr("The project is synced every 5 minutes until then, and afterwards as before."))
        for choice, moment in zip(self._choices, self._moments, strict=True):
            choice.setText(self.tr("Until {time}").format(time=dates.absolute(moment)))
        self._other.setText(self.tr("Until another time:"))
        self._moment.setAccessibleName(self.tr("End of bid mode"))
        if until is not None:
            end = self._buttons.addButton(self.tr("End bid mode"), QDialogButtonBox.ButtonRole.DestructiveRole)
            end.setObjectName("bid.end")
            end.clicked.connect(self._accept_end)
        cancel = self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.clicked.connect(self.reject)

    def _chosen(self) -> datetime:
        for choice, moment in zip(self._choices, self._moments, strict=True):
            if choice.isChecked():
                return moment
        return datetime.fromtimestamp(self._moment.dateTime().toSecsSinceEpoch(), UTC)

    @Slot()
    def _check(self) -> None:
        possible = bidding(self._chosen(), self._clock())
        self._start.setEnabled(possible)
        self._start.setToolTip("" if possible else self.tr("A time ahead, at most %n day(s)", "", LONGEST_BID.days))

    @Slot()
    def _accept_choice(self) -> None:
        self.until = self._chosen()
        self.accept()

    @Slot()
    def _accept_end(self) -> None:
        self.until = None
        self.accept()


def closings(now: datetime) -> tuple[datetime, ...]:
    """The next ends of a working day, in this machine's time: today's if it is still ahead, and tomorrow's."""
    here = now.astimezone()
    today = datetime.combine(here.date(), _CLOSING).astimezone(UTC)
    tomorrow = datetime.combine(here.date() + timedelta(days=1), _CLOSING).astimezone(UTC)
    return (today, tomorrow) if today > now else (tomorrow,)


def _shown(at: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
