"""The head of the Documents page: which project, how fresh, what to find, and Sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.ui import status_text
from app.ui.controls import ElidedLabel, PlainLabel, PrimaryButton, TextField, plain_tip
from app.ui.documents.freshness_label import FreshnessLabel
from app.ui.icons import icon, icon_pixmap
from app.ui.theme import Tone, icon_size, scaled_font, tokens, unit

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.views import DocumentTree


class DocumentsHeader(QWidget):
    sync_requested = Signal()
    permissions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._linked = False
        self._sign = PlainLabel(self)
        self.title = ElidedLabel(self)
        self.title.setFont(scaled_font(self.font(), 1.5, bold=True))
        self.freshness = FreshnessLabel(self)
        self.filter = TextField(self)
        self.filter.setObjectName("documents.filter")
        self.filter.setClearButtonEnabled(True)
        self.filter.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.sync = PrimaryButton(self)
        self.sync.setObjectName("documents.sync")
        self.sync.clicked.connect(self.sync_requested)
        self.permissions = QToolButton(self)
        self.permissions.setObjectName("documents.permissions")
        self.permissions.setIcon(icon("permissions"))
        self.permissions.setIconSize(QSize(icon_size(self), icon_size(self)))
        self.permissions.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.permissions.clicked.connect(self.permissions_requested)
        self._lay_out()
        self._retranslate()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No project is chosen."""
        self.title.setText("")
        self.freshness.say(None)
        for widget in (self._sign, self.filter, self.sync, self.permissions):
            widget.hide()

    def show_project(self, tree: DocumentTree, now: datetime, *, sync_refusal: str | None) -> None:
        """``sync_refusal``: why Sync cannot be pressed, shown where it is greyed."""
        self._linked = tree.project.link is not None
        self.title.setText(tree.project.name)
        for widget in (self._sign, self.filter, self.sync, self.permissions):
            widget.setVisible(self._linked)
        self.sync.setEnabled(sync_refusal is None)
        self.sync.setToolTip(plain_tip(sync_refusal or self.tr("Ask Procore for new revisions now")))
        if not self._linked:
            self.freshness.say(None)
            return
        self.freshness.say(status_text.freshness(tree.status, now))
        name = tree.project.link.name if tree.project.link else ""
        self._sign.setToolTip(plain_tip(self.tr("Connected to the Procore project {name}").format(name=name)))
        self._draw_sign()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._draw_sign()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        gap = unit(self)
        names = QHBoxLayout()
        names.setSpacing(gap)
        names.addWidget(self._sign)
        names.addWidget(self.title, 1)
        lines = QVBoxLayout()
        lines.setSpacing(gap // 3)
        lines.addLayout(names)
        lines.addWidget(self.freshness)
        self.filter.setMinimumWidth(gap * 26)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, gap // 2)
        row.setSpacing(gap * 2)
        row.addLayout(lines, 1)
        row.addWidget(self.filter)
        row.addWidget(self.sync)
        row.addWidget(self.permissions)

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Number or title"))
        self.filter.setAccessibleName(self.tr("Filter the drawings by number or title"))
        self.sync.setText(self.tr("Sync"))
        self.permissions.setToolTip(self.tr("Permissions"))
        self.permissions.setAccessibleName(self.tr("Permissions"))

    def _draw_sign(self) -> None:
        side = round(icon_size(self) * 1.3)
        self._sign.setPixmap(icon_pixmap("procore", side, tokens().color(Tone.ACCENT), self.devicePixelRatioF()))
