"""Which two revisions are compared, and in which colour each is painted: always on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.drawings.compare_colours import BLUE, GREY, RED
from app.ui import dates
from app.ui.controls import MutedLabel, PlainLabel, plain_tip
from app.ui.documents import wording
from app.ui.theme import scaled_font, tokens, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.views import Drawing, Entry
    from app.drawings.compare_colours import Colour


class Swatch(QWidget):
    """A patch of the colour that something is painted in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour: Colour = GREY
        self.setFixedSize(QSize(2 * unit(self), 2 * unit(self)))

    def show_colour(self, colour: Colour) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens(self.palette()).border_strong))
        painter.setBrush(QColor(*self._colour))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()


class Sides(QWidget):
    """``chosen``: another two revisions are wanted (older and newer entry's id)."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._entries: Sequence[Entry] = ()
        self._swatches = Swatch(self), Swatch(self), Swatch(self)
        self._names = PlainLabel(self), PlainLabel(self)
        self._unchanged = MutedLabel(self)
        self._unchanged.setWordWrap(False)
        self.older, self.newer = QComboBox(self), QComboBox(self)
        for name, box in (("compare.older", self.older), ("compare.newer", self.newer)):
            box.setObjectName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.activated.connect(self._choose)
        self._lay_out()
        self.set_swapped(False)
        self._retranslate()

    def show_entries(self, drawing: Drawing, entries: Sequence[Entry], older: Entry, newer: Entry) -> None:
        """The revisions of ``drawing`` that are here, oldest first, and the two that are compared."""
        self._drawing, self._entries = drawing, entries
        for box, shown in ((self.older, older), (self.newer, newer)):
            box.clear()
            for entry in reversed(entries):  # as in the list of revisions: the newest first
                box.addItem(revision_line(drawing, entry), entry.id)
            box.setCurrentIndex(box.findData(shown.id))
            box.setToolTip(plain_tip(box.currentText()))

    def set_swapped(self, swapped: bool) -> None:
        """Which of the two is red."""
        first, second, unchanged = self._swatches
        first.show_colour(BLUE if swapped else RED)
        second.show_colour(RED if swapped else BLUE)
        unchanged.show_colour(GREY)
        red, blue = self.tr("red"), self.tr("blue")
        for swatch, colour in ((first, blue if swapped else red), (second, red if swapped else blue)):
            swatch.setToolTip(colour)
            swatch.setAccessibleName(colour)

    def set_coloured(self, coloured: bool) -> None:
        """Whether colours tell the sheets apart just now."""
        for swatch in self._swatches:
            swatch.setVisible(coloured)
        self._unchanged.setVisible(coloured)

    def set_emphasis(self, side: int | None) -> None:
        """Which of the two (0 older, 1 newer) is seen alone just now."""
        for number, label in enumerate(self._names):
            label.setFont(scaled_font(self.font(), 1.0, bold=side == number))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot(int)
    def _choose(self, _index: int) -> None:
        self.chosen.emit(self.older.currentData(), self.newer.currentData())

    def _lay_out(self) -> None:
        gap = unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for swatch, label, box in zip(self._swatches, self._names, (self.older, self.newer), strict=False):
            row.addWidget(swatch)
            row.addWidget(label)
            row.addWidget(box, 1)
            row.addSpacing(gap)
            label.setBuddy(box)
        row.addWidget(self._swatches[2])
        row.addWidget(self._unchanged)

    def _retranslate(self) -> None:
        texts = self.tr("&Older"), self.tr("&Newer")
        names = self.tr("Older revision"), self.tr("Newer revision")
        for label, box, text, name in zip(self._names, (self.older, self.newer), texts, names, strict=True):
            label.setText(text)
            box.setAccessibleName(name)
        self._unchanged.setText(self.tr("Unchanged"))
        if self._drawing is None:
            return
        for box in (self.older, self.newer):
            for index in range(box.count()):
                entry = next(one for one in self._entries if one.id == box.itemData(index))
                box.setItemText(index, revision_line(self._drawing, entry))


def revision_line(drawing: Drawing, entry: Entry) -> str:
    """Number, set, date and state of a revision in one line."""
    parts = [wording.revision_name(entry), entry.drawing_set or ""]
    if entry.drawing_date is not None:
        parts.append(dates.absolute_date(entry.drawing_date))
    return " · ".join(part for part in (*parts, *wording.entry_labels(drawing, entry)) if part)
