"""The linked Procore accounts, and who works in this workspace."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.domain.roles import Act
from app.ui.ask import Answer, ask
from app.ui.controls import MutedLabel, PlainLabel, PrimaryButton, ProgressBar, plain_tip
from app.ui.icons import icon, icon_pixmap
from app.ui.role_words import role_name
from app.ui.settings.section import Section
from app.ui.theme import Tone, icon_size, tokens, unit

if TYPE_CHECKING:
    from typing import Any

    from app.domain.views import Account
    from app.ui.services import Services
    from app.ui.settings.section import SettingsData


class AccountsSection(Section):
    """Sign in again, sign out, add. What an account downloaded stays whatever happens to it here."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Procore accounts"), act=Act.CONNECT, parent=parent)
        self._signing_in: asyncio.Task[Any] | None = None
        self._list = QWidget(self)
        self._rows = QGridLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(unit(self) * 2)
        self._rows.setColumnStretch(1, 1)
        self._none = MutedLabel(self)
        self.says(self._none.setText, lambda: self.tr("No Procore account is linked yet."))
        self.waiting = MutedLabel(self)
        self.says(
            self.waiting.setText,
            lambda: self.tr("Sign in to Procore in the browser that has just opened, then come back here."),
        )
        self._bar = ProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setMaximumHeight(unit(self))
        self.says(self._bar.setAccessibleName, lambda: self.tr("Waiting for the sign-in"))
        self.cancel = QPushButton(self)
        self.cancel.setObjectName("settings.accounts.cancel")
        self.says(self.cancel.setText, lambda: self.tr("Cancel the sign-in"))
        self.add = PrimaryButton(self)
        self.add.setObjectName("settings.accounts.add")
        self.says(self.add.setText, lambda: self.tr("Add a Procore account…"))
        for widget in (self._list, self._none, self.waiting, self._bar):
            self.column.addWidget(widget)
        for button in (self.cancel, self.add):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.gated(self.add)
        self.add.clicked.connect(lambda: self._sign_in(None))
        self.cancel.clicked.connect(self._stop)
        services.bridge.accounts_changed.connect(self.changed)
        self._show_waiting(False)

    def render_data(self, data: SettingsData) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, account in enumerate(data.accounts):
            self._add_row(place, account, data.contact)
        self._none.setVisible(not data.accounts)

    def _add_row(self, place: int, account: Account, contact: str) -> None:
        sign = PlainLabel(self._list)
        tone = Tone.SUCCESS if account.signed_in else Tone.WARNING
        name = "check" if account.signed_in else "warning"
        sign.setPixmap(icon_pixmap(name, icon_size(self), tokens().color(tone), self.devicePixelRatioF()))
        state = self.tr("signed in") if account.signed_in else self.tr("signed out; nothing is synced through it")
        words = PlainLabel(self._list, self.tr("{login}: {state}").format(login=account.login, state=state))
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = QPushButton(icon("user"), self.tr("Sign in again…"), self._list)
        again.setObjectName(f"settings.accounts.again.{account.id}")
        again.setAccessibleName(self.tr("Sign in again: {login}").format(login=account.login))
        again.setEnabled(self.allowed)
        again.clicked.connect(partial(self._sign_in, account.id))
        out = QPushButton(icon("quit"), self.tr("Sign out…"), self._list)
        out.setObjectName(f"settings.accounts.out.{account.id}")
        out.setAccessibleName(self.tr("Sign out: {login}").format(login=account.login))
        out.setEnabled(account.signed_in and self.allowed)
        out.clicked.connect(lambda: self.start(lambda: self._sign_out(account)))
        if not account.signed_in:
            out.setToolTip(self.tr("It is signed out already."))
        if not self.allowed:
            for button in (again, out):
                button.setToolTip(plain_tip(self._reason(contact)))
        for column, widget in enumerate((sign, words, again, out)):
            self._rows.addWidget(widget, place, column)

    def _sign_in(self, account_id: int | None, _checked: bool = False) -> None:
        self._stop()
        self._show_waiting(True)
        self._signing_in = self.start(lambda: self._wait_for(account_id))

    async def _wait_for(self, account_id: int | None) -> None:
        try:
            await self._services.on_engine(self._services.accounts.sign_in(account_id=account_id))
            self.changed.emit()
        finally:
            if asyncio.current_task() is self._signing_in:  # else another sign-in is waited for
                self._show_waiting(False)

    async def _sign_out(self, account: Account) -> None:
        answer = await ask(
            self,
            self.tr("Sign out {login}?").format(login=account.login),
            self.tr("Projects connected through it stop syncing until somebody signs in again. Drawings stay here."),
            (
                Answer("out", self.tr("Sign out"), destructive=True),
                Answer("stay", self.tr("Stay signed in"), safe=True),
            ),
        )
        if answer == "out":
            await self._services.on_engine(self._services.accounts.sign_out(account.id))
            self.changed.emit()

    def _stop(self) -> None:
        if self._signing_in is not None:
            self._signing_in.cancel()
            self._signing_in = None
            self._show_waiting(False)

    def _show_waiting(self, waiting: bool) -> None:
        for widget in (self.waiting, self._bar, self.cancel):
            widget.setVisible(waiting)
        self.add.setVisible(not waiting)


class MembersSection(Section):
    """Who is known here and with which role; the page of the members is where that changes."""

    members_requested = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Members"), act=None, parent=parent)
        self.everyone = PlainLabel(self)
        self.everyone.setObjectName("settings.members")
        self.everyone.setWordWrap(True)
        self.everyone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.manage = QPushButton(icon("user"), "", self)
        self.manage.setObjectName("settings.members.open")
        self.says(self.manage.setText, lambda: self.tr("Members and their roles…"))
        self.manage.clicked.connect(self.members_requested)
        self.column.addWidget(self.everyone)
        self.column.addWidget(self.manage, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def render_data(self, data: SettingsData) -> None:
        self.everyone.setText("\n".join(f"{one.name} · {role_name(one.role)}" for one in data.members))
