"""Over an open sheet: which drawing and revision it is, how fresh that is, and the tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.states import EntryKind
from app.ui import dates, status_text
from app.ui.controls import ElidedLabel, MutedLabel
from app.ui.documents import wording
from app.ui.documents.freshness_label import FreshnessLabel
from app.ui.icons import icon
from app.ui.theme import icon_size, scaled_font, unit
from app.ui.viewer.sheet_actions import TOOLBAR

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.views import Drawing, Entry, FolderStatus
    from app.ui.actions import Actions


class SheetHeader(QWidget):
    """``revision_chosen`` carries the entry's id."""

    revision_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.3, bold=True))
        self.details = MutedLabel(self)
        self.details.setWordWrap(False)
        self.details.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.freshness = FreshnessLabel(self)
        self.revisions = QComboBox(self)
        self.revisions.setObjectName("sheet.revisions")
        self.revisions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.revisions.activated.connect(self._choose)
        self.page = MutedLabel(self)
        self.page.setWordWrap(False)
        self.zoom = QLabel(self)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("6 400 %"))
        self._lay_out(actions)
        self._retranslate()

    def show_sheet(self, drawing: Drawing, entry: Entry, status: FolderStatus, now: datetime) -> None:
        self.title.setText(f"{drawing.number}  {drawing.title}".strip())
        self._list_revisions(drawing, entry)
        parts = [part for part in (entry.drawing_set, *wording.entry_dates(entry)) if part]
        if entry.has_public_markups:
            parts.append(wording.public_markups_hint())
        self.details.setText(" · ".join(parts))
        self.details.setToolTip("\n".join(parts))
        self.show_freshness(status, now)

    def show_freshness(self, status: FolderStatus, now: datetime) -> None:
        self.freshness.say(status_text.freshness(status, now))

    def show_page(self, page: int, count: int) -> None:
        """Which page of the file; nothing is said of a file with one page."""
        self.page.setVisible(count > 1)
        self.page.setText(self.tr("Page {page} of {count}").format(page=page + 1, count=count))

    @Slot(float)
    def show_zoom(self, zoom: float | None) -> None:
        """1.0 is the printed size; None while no sheet is shown."""
        percent = "" if zoom is None else dates.number(round(zoom * 100))
        self.zoom.setText(self.tr("{percent} %").format(percent=percent) if percent else "")
        self.zoom.setAccessibleName(self.tr("Zoom {percent} %").format(percent=percent) if percent else "")

    def clear(self) -> None:
        self.title.setText("")
        self.details.setText("")
        self.show_zoom(None)
        self.page.hide()
        self.revisions.clear()
        self.freshness.say(None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self, actions: Actions) -> None:
        gap = unit(self)
        first = QHBoxLayout()
        first.setSpacing(gap)
        first.addWidget(self.title, 1)
        for command in TOOLBAR:
            if command is None:
                first.addSpacing(gap)
                first.addWidget(self.page)
                first.addSpacing(gap)
                continue
            button = QToolButton(self)
            button.setDefaultAction(actions[command])
            button.setObjectName(f"button.{command.value}")
            button.setAutoRaise(True)
            button.setIconSize(QSize(icon_size(self), icon_size(self)))
            first.addWidget(button)
            if button.objectName() == "button.sheet.zoom_out":
                first.addWidget(self.zoom)
        second = QHBoxLayout()
        second.setSpacing(gap)
        second.addWidget(self.revisions)
        second.addWidget(self.details, 1)
        second.addWidget(self.freshness)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addLayout(first)
        column.addLayout(second)

    def _list_revisions(self, drawing: Drawing, shown: Entry) -> None:
        self.revisions.clear()
        for entry in reversed(drawing.entries):
            text = f"{wording.revision_name(entry)} – {', '.join(wording.entry_labels(entry))}"
            self.revisions.addItem(text, entry.id)
            row = self.revisions.count() - 1
            tips = [wording.cache_word(entry.cache), *wording.entry_dates(entry)]
            if entry.kind is EntryKind.REORDERED:
                self.revisions.setItemIcon(row, icon("reordered"))
                tips.insert(0, wording.reordered_hint())
            elif entry.kind is EntryKind.ORIGINAL:
                self.revisions.setItemIcon(row, icon("sheet-original"))
            self.revisions.setItemData(row, "\n".join(tips), Qt.ItemDataRole.ToolTipRole)
        if drawing.older_in_procore:
            self.revisions.addItem(wording.older_line(drawing.older_in_procore))
            self.revisions.model().item(self.revisions.count() - 1).setEnabled(False)  # type: ignore[attr-defined]
        self.revisions.setCurrentIndex(self.revisions.findData(shown.id))
        reordered = shown.kind is EntryKind.REORDERED
        self.revisions.setToolTip(wording.reordered_hint() if reordered else "")

    @Slot(int)
    def _choose(self, row: int) -> None:
        entry_id = self.revisions.itemData(row)
        if entry_id is not None:
            self.revision_chosen.emit(entry_id)

    def _retranslate(self) -> None:
        self.revisions.setAccessibleName(self.tr("Revision shown"))
