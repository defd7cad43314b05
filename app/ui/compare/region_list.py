"""The changed regions of a sheet as a list, the largest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, Signal, Slot
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from app.ui import dates
from app.ui.controls import MutedLabel
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.comparisons import ChangedRegion

_POINTS_PER_INCH = 72
#: Share of the ink from which on a region was only added to, or only taken from.
_ONLY = 0.9


class RegionList(QWidget):
    """``chosen``: index of the region to look at."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._regions: Sequence[ChangedRegion] = ()
        self._found: int | None = None
        self.count = MutedLabel(self)
        self.list = QListWidget(self)
        self.list.setObjectName("compare.regions")
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(unit(self) // 4)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemClicked.connect(lambda _item: self._choose(self.list.currentRow()))  # again
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) // 2)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)
        self._retranslate()

    @property
    def row(self) -> int:
        """-1 while none is chosen."""
        return self.list.currentRow()

    def show_regions(self, regions: Sequence[ChangedRegion], found: int | None) -> None:
        """``found``: how many there were, of which these are the largest; None where nobody can say."""
        self._regions, self._found = regions, found
        self._fill()

    def step(self, by: int) -> None:
        """To the next one, from the last to the first again."""
        if self._regions:
            row = self.list.currentRow()
            first = 0 if by > 0 else len(self._regions) - 1
            self.list.setCurrentRow((row + by) % len(self._regions) if row >= 0 else first)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot(int)
    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row)

    def _fill(self) -> None:
        self.list.blockSignals(True)
        row = self.list.currentRow()
        self.list.clear()
        self.list.addItems([f"{number}.  {self._line(region)}" for number, region in enumerate(self._regions, 1)])
        self.list.setCurrentRow(min(row, len(self._regions) - 1) if row >= 0 else -1)
        self.list.blockSignals(False)
        text = ""
        if self._found is not None and self._found > len(self._regions):
            text = self.tr("{shown} largest of {found} changes").format(
                shown=dates.number(len(self._regions)), found=dates.number(self._found)
            )
        elif self._found is not None:
            text = self.tr("Changes found: {found}").format(found=dates.number(self._found))
        self.count.setText(text)

    def _line(self, region: ChangedRegion) -> str:
        ink = region.added + region.removed
        if region.added >= _ONLY * ink:
            kind = self.tr("Added")
        elif region.removed >= _ONLY * ink:
            kind = self.tr("Removed")
        else:
            kind = self.tr("Changed")
        width, height = (
            QLocale().toString(max(0.1, side / _POINTS_PER_INCH), "f", 1) for side in (region.width, region.height)
        )
        return self.tr("{kind}, {width} × {height} in").format(kind=kind, width=width, height=height)

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Changes, the largest first"))
        self._fill()
