"""The card "PROCORE – Connect to Procore and keep information up to date" (S21-S23).

It shows a ``CardState`` and says by signals what the user wants; it does nothing by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import SyncInterval
from app.ui.connection.card_state import Barrier, CardState, Face
from app.ui.connection.connected_panel import ConnectedPanel
from app.ui.controls import Card, Heading, MutedLabel, Note, PlainLabel, PrimaryButton, ProgressBar, plain_tip
from app.ui.icons import icon
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QPoint

    from app.domain.events import RunProgress
    from app.domain.views import Link


class IntegrationCard(Card):
    """``show_state`` again after every change; ``owners`` names whom to ask where the user may not act."""

    connect_requested = Signal()
    cancel_requested = Signal()
    drop_requested = Signal()
    sync_requested = Signal()
    folder_requested = Signal()
    support_requested = Signal()
    history_requested = Signal()
    disconnect_requested = Signal()
    change_user_requested = Signal()
    interval_changed = Signal(object)  # SyncInterval
    pause_changed = Signal(bool)
    bid_requested = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("integration")
        self._clock = clock
        self._state: CardState | None = None
        self._contact = ""
        self._title = Heading(self, factor=1.1)
        self._title.setWordWrap(True)
        self.barrier = Note(self, tone=Tone.WARNING, icon="lock")
        self._offer, self._waiting = _Offer(self), _Waiting(self)
        self._pending, self._connected = _Pending(self), ConnectedPanel(clock, self)
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        column.addWidget(self._title)
        column.addWidget(self.barrier)
        # Not a stack: that would be as tall as its tallest page.
        for face in (self._offer, self._waiting, self._pending, self._connected):
            column.addWidget(face)
            face.hide()
        self._wire()
        self._retranslate()

    def show_state(self, state: CardState, contact: str) -> None:
        """``contact``: whom to ask where there is a barrier."""
        self._state, self._contact = state, contact
        self._render()

    def show_progress(self, progress: RunProgress | None) -> None:
        self._connected.show_progress(progress)

    def below_change_user(self) -> QPoint:
        """Where on the screen the menu of « Change user… » begins."""
        button = self._connected.change_user
        return button.mapToGlobal(button.rect().bottomLeft())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _wire(self) -> None:
        self._offer.button.clicked.connect(self.connect_requested)
        self._offer.folder.clicked.connect(self.folder_requested)
        self._waiting.button.clicked.connect(self.cancel_requested)
        self._pending.change.clicked.connect(self.connect_requested)
        self._pending.drop.clicked.connect(self.drop_requested)
        self._connected.sync.clicked.connect(self.sync_requested)
        self._connected.folder.clicked.connect(self.folder_requested)
        self._connected.support.clicked.connect(self.support_requested)
        self._connected.history.clicked.connect(self.history_requested)
        self._connected.report.clicked.connect(self.support_requested)
        self._connected.disconnect_button.clicked.connect(self.disconnect_requested)
        self._connected.change_user.clicked.connect(self.change_user_requested)
        self._connected.pause.clicked.connect(self.pause_changed)
        self._connected.bid.clicked.connect(self.bid_requested)
        self._connected.interval.activated.connect(
            lambda place: self.interval_changed.emit(SyncInterval(self._connected.interval.itemData(place)))
        )

    def _render(self) -> None:
        state = self._state
        if state is None:
            return
        faces: dict[Face, QWidget] = {
            Face.OFFER: self._offer,
            Face.WAITING: self._waiting,
            Face.PENDING: self._pending,
            Face.CONNECTED: self._connected,
        }
        for face, widget in faces.items():
            widget.setVisible(face is state.face)
        self.barrier.say(self._reason(state.barrier))
        self._offer.button.setEnabled(state.barrier is None)
        self._offer.button.setToolTip(plain_tip(self._reason(state.barrier)))
        self._offer.show_former(state.former)
        if state.pending is not None:
            self._pending.show_choice(state)
        if state.link is not None:
            self._connected.show_link(state, self._reason(state.barrier))

    def _reason(self, barrier: Barrier | None) -> str:
        match barrier:
            case Barrier.INTEGRATION_OFF:
                return self.tr(
                    "The Procore integration is not part of this workspace. To have it added, ask {contact}."
                ).format(contact=self._contact)
            case Barrier.ROLE:
                return self.tr(
                    "Only the owner and co-owners may connect, change or disconnect a Procore project. Ask {contact}."
                ).format(contact=self._contact)
            case None:
                return ""

    def _retranslate(self) -> None:
        self._title.setText(self.tr("PROCORE – Connect to Procore and keep information up to date"))
        self._render()


class _Offer(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._former: Link | None = None
        self._archive = Note(self, tone=Tone.WARNING, icon="unlink")
        self._archive.hide()
        self._text = MutedLabel(self)
        self.button = PrimaryButton(self)
        self.button.setObjectName("integration.connect")
        self.folder = QPushButton(icon("folder-open"), "", self)
        self.folder.setObjectName("integration.archive")
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.folder)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) * 2)
        column.addWidget(self._archive)
        column.addWidget(self._text)
        column.addLayout(row)
        column.addStretch(1)
        self._retranslate()

    def show_former(self, link: Link | None) -> None:
        """The connection that was given up, with the way to what came through it; None: there was none."""
        self._former = link
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._text.setText(
            self.tr(
                "Every published drawing revision is copied to this computer and stays readable offline."
                " Nothing is ever written to Procore."
            )
        )
        self.button.setText(self.tr("Connect"))
        self.folder.setText(self.tr("Go to folder"))
        self.folder.setVisible(self._former is not None)
        if self._former is None:
            self._archive.say("")
            return
        self._archive.say(
            self.tr(
                "Disconnected from {project} ({company}). Its drawings stay readable here as an archive;"
                " no newer revision arrives until you connect again."
            ).format(project=self._former.name, company=self._former.company)
        )


class _Waiting(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = PlainLabel(self)
        self._text.setWordWrap(True)
        self._bar = ProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(unit(self))
        self.button = QPushButton(self)
        self.button.setObjectName("integration.cancel_sign_in")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) + 2)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._text.setText(self.tr("Sign in to Procore in the browser that has just opened, then come back here."))
        self._bar.setAccessibleName(self.tr("Waiting for the sign-in"))
        self.button.setText(self.tr("Cancel the sign-in"))


class _Pending(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._note = Note(self, tone=Tone.ACCENT, icon="link")
        self._state: CardState | None = None
        self.change = QPushButton(self)
        self.change.setObjectName("integration.choose_again")
        self.drop = QPushButton(self)
        self.drop.setObjectName("integration.drop")
        row = QHBoxLayout()
        row.addWidget(self.change)
        row.addWidget(self.drop)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) + 2)
        column.addWidget(self._note)
        column.addLayout(row)
        column.addStretch(1)
        self._retranslate()

    def show_choice(self, state: CardState) -> None:
        self._state = state
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.change.setText(self.tr("Choose another project"))
        self.drop.setText(self.tr("Do not connect"))
        if self._state is not None and self._state.pending is not None:
            pending = self._state.pending
            self._note.say(
                self.tr("{project} ({company}), through {login}. Connected as soon as you press SAVE.").format(
                    project=pending.project.name, company=pending.project.company, login=pending.login
                )
            )
