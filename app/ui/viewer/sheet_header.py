"""Over an open sheet: which drawing and revision it is, how fresh that is, and the tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import status_text
from app.ui.controls import ElidedLabel, MutedLabel, plain_tip
from app.ui.documents import wording
from app.ui.documents.freshness_label import FreshnessLabel
from app.ui.theme import scaled_font, unit
from app.ui.tool_row import ToolRow
from app.ui.viewer.revision_strip import RevisionStrip
from app.ui.viewer.sheet_actions import TOOLBAR, SheetCommand
from app.ui.viewer.zoom_button import ZoomButton

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.views import Drawing, Entry, FolderStatus
    from app.ui.actions import Actions

_SET = 24  # units


class SheetHeader(QWidget):
    """``revision_chosen`` carries the entry's id, ``zoom_chosen`` 1.0 for the printed size."""

    revision_chosen = Signal(object)
    zoom_chosen = Signal(float)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.3, bold=True))
        self.details = MutedLabel(self)
        self.details.setWordWrap(False)
        self.details.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.freshness = FreshnessLabel(self)
        self.revisions = RevisionStrip(self)
        self.revisions.chosen.connect(self.revision_chosen)
        self.page = MutedLabel(self)
        self.page.setWordWrap(False)
        self.tools = ToolRow(self)
        self.zoom = ZoomButton(actions, self)
        self.zoom.chosen.connect(self.zoom_chosen)
        self._lay_out(actions)

    def show_sheet(self, drawing: Drawing, entry: Entry, status: FolderStatus, now: datetime) -> None:
        self.title.setText(f"{drawing.number}  {drawing.title}".strip())
        self.revisions.show_revisions(drawing, entry)
        parts = [part for part in (entry.drawing_set, *wording.entry_dates(entry)) if part]
        if entry.has_public_markups:
            parts.append(wording.public_markups_hint())
        self.details.setText(" · ".join(parts))
        # Which set it is stays readable in a narrow window; the rest gives way.
        wide = self.details.fontMetrics().horizontalAdvance(parts[0]) if parts else 0
        self.details.setMinimumWidth(min(wide, unit(self) * _SET))
        self.details.setToolTip(plain_tip("\n".join(parts)))
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
        self.zoom.show_zoom(zoom)

    def clear(self) -> None:
        self.title.setText("")
        self.details.setText("")
        self.show_zoom(None)
        self.page.hide()
        self.revisions.clear()
        self.freshness.say(None)

    def _lay_out(self, actions: Actions) -> None:
        gap = unit(self)
        first = QHBoxLayout()
        first.setSpacing(gap)
        first.addWidget(self.title)
        first.addWidget(self.details, 1)
        first.addWidget(self.freshness)
        for command in TOOLBAR:
            if command is None:
                self.tools.add_gap()
                continue
            self.tools.add(actions[command], f"button.{command.value}")
            if command is SheetCommand.PREVIOUS_SHEET:
                self.tools.add_fixed(self.page)
            if command is SheetCommand.ZOOM_OUT:
                self.tools.add_fixed(self.zoom)
        second = QHBoxLayout()
        second.setSpacing(gap)
        second.addWidget(self.revisions)
        second.addStretch(1)
        second.addWidget(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap // 2)
        column.addLayout(first)
        column.addLayout(second)
