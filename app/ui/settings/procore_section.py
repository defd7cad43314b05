"""Which app of Procore's signs people in here; the organisation's own lies in the system's keyring and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.domain.roles import Act
from app.domain.states import AppSource
from app.ui.controls import Note, PlainLabel, PrimaryButton, TextField, plain_tip
from app.ui.icons import icon
from app.ui.settings.section import Section
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from app.domain.views import AppInUse
    from app.ui.services import Services
    from app.ui.settings.section import SettingsData


class ProcoreSection(Section):
    """A secret is typed once and never shown again."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Procore"), act=Act.EDIT_PROJECT, parent=parent)
        self._app: AppInUse | None = None
        self.in_use = PlainLabel(self)
        self.in_use.setObjectName("settings.app")
        self.in_use.setWordWrap(True)
        self.in_use.setFixedWidth(unit(self) * 60)
        self.in_use.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        caption = PlainLabel(self)
        self.says(caption.setText, lambda: self.tr("App in use"))
        self.form.addRow(caption, self.in_use)
        self.redirect = self._copyable("redirect", lambda: self.tr("&Redirect URI"))
        self.redirect.setText(services.settings.redirect_uri)
        self.host = self._copyable("host", lambda: self.tr("&API host"))
        self.host.setText(services.settings.api)
        self.client_id, self.secret = TextField(self), TextField(self)
        self.client_id.setObjectName("settings.client_id")
        self.secret.setObjectName("settings.client_secret")
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.client_id, self.secret):
            field.setMinimumWidth(unit(self) * 44)
            field.textChanged.connect(self._render_buttons)
        self.field(self.client_id, lambda: self.tr("Client &id of your own app"))
        self.field(self.secret, lambda: self.tr("Its client &secret"))
        self.keep, self.forget, self.test = PrimaryButton(self), QPushButton(self), QPushButton(self)
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        for button, name, words in (
            (self.keep, "keep", lambda: self.tr("Use this app")),
            (self.forget, "forget", lambda: self.tr("Forget it")),
            (self.test, "test", lambda: self.tr("Test")),
        ):
            button.setObjectName(f"settings.app.{name}")
            self.says(button.setText, words)
            row.addWidget(button)
        row.addStretch(1)
        self.form.addRow(row)
        self.outcome = Note(self, tone=Tone.SUCCESS)
        self.outcome.hide()
        self.form.addRow(self.outcome)
        self.hint(
            lambda: self.tr(
                "Id and secret are kept in this system's keyring only, never in a file. Register the redirect URI"
                " above with the app in Procore's developer portal, letter by letter."
            )
        )
        self.column.addStretch(1)
        self.gated(self.client_id, self.secret)
        self.keep.clicked.connect(lambda: self.start(self._keep))
        self.forget.clicked.connect(lambda: self.start(self._forget))
        self.test.clicked.connect(lambda: self.start(self._test))

    def render_data(self, data: SettingsData) -> None:
        if self._app is None:
            self.in_use.setText(self.tr("Looking…"))
            self.start(self._look)
        else:
            self._render_app(self._app)
        self._render_buttons()

    def _copyable(self, name: str, caption: Any) -> TextField:
        field = TextField(self)
        field.setObjectName(f"settings.{name}")
        field.setReadOnly(True)
        field.setMinimumWidth(unit(self) * 44)
        copy = QPushButton(icon("copy"), "", self)
        copy.setObjectName(f"settings.{name}.copy")
        self.says(copy.setText, lambda: self.tr("Copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(field.text()))
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(field, 1)
        row.addWidget(copy)
        label = PlainLabel(self)
        label.setBuddy(field)
        self.says(label.setText, caption)
        self.says(field.setAccessibleName, lambda: caption().replace("&", ""))
        self.says(copy.setAccessibleName, lambda: self.tr("Copy: {name}").format(name=caption().replace("&", "")))
        self.form.addRow(label, row)
        return field

    async def _look(self) -> None:
        self._app = await self._services.on_engine(self._services.accounts.app_in_use())
        self._render_app(self._app)
        self._render_buttons()

    async def _keep(self) -> None:
        self.outcome.say("")
        client_id, secret = self.client_id.text().strip(), self.secret.text().strip()
        await self._services.on_engine(self._services.accounts.keep_app(client_id, secret))
        self.client_id.clear()
        self.secret.clear()
        await self._look()
        self.outcome.say(self.tr("Kept in the keyring. People sign in through this app from now on."), Tone.SUCCESS)

    async def _forget(self) -> None:
        self.outcome.say("")
        await self._services.on_engine(self._services.accounts.forget_app())
        await self._look()
        self.outcome.say(self.tr("The app is forgotten."), Tone.SUCCESS)

    async def _test(self) -> None:
        self.outcome.say(self.tr("Asking Procore…"), Tone.ACCENT)
        self.test.setEnabled(False)
        try:
            await self._services.on_engine(self._services.accounts.check_app())
            self.outcome.say(self.tr("Procore knows this app."), Tone.SUCCESS)
        except BaseException:
            self.outcome.say("")
            raise
        finally:
            self._render_buttons()

    def _render_app(self, app: AppInUse) -> None:
        match app.source:
            case AppSource.ENVIRONMENT:
                text = self.tr("{id}, from the environment (PLANRACK_CLIENT_ID). It goes before one of your own.")
            case AppSource.KEYRING:
                text = self.tr("{id}, your organization's own, from the keyring")
            case AppSource.NONE:
                text = self.tr("None. Nobody can sign in before there is one.")
        self.in_use.setText(text.format(id=app.client_id))
        self.in_use.setFixedHeight(self.in_use.heightForWidth(self.in_use.width()))  # a form gives it one line

    def _render_buttons(self) -> None:
        source = self._app.source if self._app is not None else None
        typed = bool(self.client_id.text().strip() and self.secret.text().strip())
        empty = self.tr("Fill in id and secret first.")
        for button, reason in (
            (self.keep, "" if typed else empty),
            (self.forget, "" if source is AppSource.KEYRING else self.tr("No app of your own is stored.")),
            (self.test, self.tr("There is no app to test.") if source in (None, AppSource.NONE) else ""),
        ):
            if not self.allowed and button is not self.test:
                reason = self.gate.text or reason or empty
            button.setEnabled(not reason)
            button.setToolTip(plain_tip(reason))
            button.setAccessibleDescription(reason)
