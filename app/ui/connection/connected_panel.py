"""The face of the Procore card once a project is connected (S22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import SyncInterval, SyncState
from app.ui import dates
from app.ui.badge import BadgeWidget
from app.ui.connection.interval_names import interval_name
from app.ui.controls import LinkButton, MutedLabel, Note, PlainLabel, PrimaryButton, plain_tip
from app.ui.icons import icon
from app.ui.panes import in_order
from app.ui.progress_text import describe_progress
from app.ui.status_text import describe, freshness, wants_support
from app.ui.theme import Tone, tokens, unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import RunProgress
    from app.ui.connection.card_state import CardState


class ConnectedPanel(QWidget):
    """Procore project and user, status with its time, and what can be done about them."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._clock = clock
        self._state: CardState | None = None
        self._reason = ""
        self._badge = BadgeWidget(self)
        self._status, self._fresh, self._project, self._user = (PlainLabel(self) for _ in range(4))
        for label in (self._project, self._user):
            label.setWordWrap(True)
        for label in (self._status, self._fresh, self._project, self._user):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fresh.setObjectName("integration.freshness")
        self._captions = [MutedLabel(self) for _ in range(4)]
        self._progress = MutedLabel(self)
        self._failure = Note(self, tone=Tone.DANGER)
        self.report = QPushButton(self)
        self.report.setObjectName("integration.report")
        self.sync = PrimaryButton(self)
        self.folder, self.change_user, self.disconnect_button = (QPushButton(self) for _ in range(3))
        self.history, self.support = LinkButton(self), LinkButton(self)
        self.interval = QComboBox(self)
        self.bid = QPushButton(self)
        self.pause = QCheckBox(self)
        self._bid_note = MutedLabel(self)
        for wrapped in (self._progress, self._bid_note):
            wrapped.setMinimumWidth(unit(self) * 60)  # a form keeps the height that the text has at its narrowest
        self._name_widgets()
        self._lay_out()
        self._retranslate()

    def show_link(self, state: CardState, reason: str) -> None:
        self._state, self._reason = state, reason
        self._render()

    def show_progress(self, progress: RunProgress | None) -> None:
        self._progress.setText(describe_progress(progress) if progress is not None else "")
        self._progress.setVisible(progress is not None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.ApplicationPaletteChange:
            self._render()
        super().changeEvent(event)

    def _name_widgets(self) -> None:
        self._status.setObjectName("integration.status")
        self.sync.setObjectName("integration.sync")
        self.folder.setObjectName("integration.folder")
        self.folder.setIcon(icon("folder-open"))
        self.history.setObjectName("integration.history")
        self.support.setObjectName("integration.support")
        self.change_user.setObjectName("integration.change_user")
        self.change_user.setIcon(icon("user-change"))
        self.disconnect_button.setObjectName("integration.disconnect")
        self.disconnect_button.setIcon(icon("unlink"))
        self.interval.setObjectName("integration.interval")
        self.bid.setObjectName("integration.bid")
        self.pause.setObjectName("integration.pause")
        self._bid_note.setObjectName("integration.bid_note")
        for one in SyncInterval:
            self.interval.addItem("", one.value)

    def _lay_out(self) -> None:
        gap = unit(self)
        status = QHBoxLayout()
        status.setSpacing(gap)
        status.addWidget(self._badge)
        status.addWidget(self._status, 1)
        details = QFormLayout()
        details.setHorizontalSpacing(gap * 2)
        details.setVerticalSpacing(gap)
        details.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        details.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        details.addRow(self._captions[0], self._project)
        details.addRow(self._captions[1], self._user)
        details.addRow(self._captions[2], status)
        details.addRow("", self._fresh)
        details.addRow("", self._progress)
        interval = QHBoxLayout()
        interval.setSpacing(gap)
        for widget in (self.interval, self.bid, self.pause):
            interval.addWidget(widget)
        interval.addStretch(1)
        details.addRow(self._captions[3], interval)
        details.addRow("", self._bid_note)
        first = QHBoxLayout()
        first.setSpacing(gap)
        for widget in (self.sync, self.folder, self.history, self.support):
            first.addWidget(widget)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(gap)
        second.addWidget(self.change_user)
        second.addWidget(self.disconnect_button)
        in_order(self.interval, self.bid, self.pause, self.report, self.sync, self.folder, self.history, self.support)
        in_order(self.support, self.change_user, self.disconnect_button)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap + 4)
        self._failure.row.addWidget(self.report)
        column.addLayout(details)
        column.addWidget(self._failure)
        column.addLayout(first)
        column.addSpacing(gap)
        column.addLayout(second)
        column.addStretch(1)
        self._progress.hide()

    def _render(self) -> None:
        state = self._state
        if state is None or state.link is None:
            return
        link = state.link
        self._project.setText(self.tr("{project} ({company})").format(project=link.name, company=link.company))
        self._user.setText(link.login)
        self.interval.setCurrentIndex(self.interval.findData(link.interval.value))
        self.pause.setChecked(link.paused)
        self.change_user.setEnabled(state.may_disconnect and not self._reason)
        self.change_user.setToolTip(plain_tip(self._reason))
        self.disconnect_button.setEnabled(state.may_disconnect)  # also where the integration is no longer to be had
        self.disconnect_button.setToolTip("" if state.may_disconnect else plain_tip(self._reason))
        for managing in (self.sync, self.interval, self.bid, self.pause):
            managing.setEnabled(state.may_sync)
            managing.setToolTip("" if state.may_sync else plain_tip(self._sync_reason()))
        if state.may_sync:
            self.pause.setToolTip(self.tr("While paused, only you start a sync"))
        self._show_status(state)

    def _show_status(self, state: CardState) -> None:
        status, now = state.status, self._clock()
        if status is None:
            return
        words, fresh = describe(status, now), freshness(status, now)
        self._badge.set_state(status.state)
        self._badge.setToolTip(plain_tip(words.tooltip))
        self._status.setText(words.accessible)
        self._status.setToolTip(plain_tip(words.tooltip))
        bid = status.bid_until
        self._bid_note.setText(self.tr("Bid mode until {time}").format(time=dates.absolute(bid)) if bid else "")
        self._bid_note.setVisible(bid is not None)
        self._fresh.setText(fresh.text)
        self._fresh.setStyleSheet(f"QLabel {{ color: {tokens().warning}; font-weight: 600; }}" if fresh.aged else "")
        broken = status.state in (SyncState.FAILED, SyncState.ACCESS_LOST)
        self._failure.say(words.tooltip.partition("\n")[2] if broken else "")
        self.report.setVisible(broken and wants_support(status))
        if status.state is not SyncState.RUNNING:
            self.show_progress(None)

    def _sync_reason(self) -> str:
        return self._reason or self.tr("Your role does not include syncing. Ask an owner or an administrator.")

    def _retranslate(self) -> None:
        captions = (
            self.tr("Procore project"),
            self.tr("Procore user"),
            self.tr("Status"),
            self.tr("Sync interval"),
        )
        for label, text in zip(self._captions, captions, strict=True):
            label.setText(text)
        self.sync.setText(self.tr("Sync"))
        self.folder.setText(self.tr("Go to folder"))
        self.history.setText(self.tr("Sync history"))
        self.support.setText(self.tr("Support"))
        self.report.setText(self.tr("Prepare a support report"))
        self.change_user.setText(self.tr("Change user…"))
        self.disconnect_button.setText(self.tr("Disconnect…"))
        for part in (self.interval, self.interval.view()):
            part.setAccessibleName(self.tr("Sync interval"))
        for place in range(self.interval.count()):
            self.interval.setItemText(place, interval_name(SyncInterval(self.interval.itemData(place))))
        self.bid.setText(self.tr("Bid mode…"))
        self.bid.setAccessibleDescription(self.tr("Sync every 5 minutes until a time you choose"))
        self.pause.setText(self.tr("Paused"))
        self._render()
