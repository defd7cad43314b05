"""« Sélectionnez votre projet Procore »: the modal that opens by itself after the sign-in (S25-S28).

It only chooses: ``choice`` holds the result, and the form keeps it until it is saved (S29). A list is never empty
without its reason.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure, FailureCode
from app.ui.connection.missing_projects import HiddenCompanies, MissingProjectPanel
from app.ui.connection.picker_model import PickerModel
from app.ui.connection.project_drop_down import ProjectDropDown
from app.ui.controls import Heading, MutedLabel, Note, PlainLabel, PrimaryButton, ProgressBar, without_icons
from app.ui.failure_words import in_words
from app.ui.icons import icon
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from app.domain.views import AccountProjects, Link
    from app.ui.connection.card_state import Choice
    from app.ui.services import Services


class _Face(Enum):
    LOADING = 0
    LIST = 1
    REASON = 2


class PickerDialog(QDialog):
    """Open it with ``loop.finished``; accepted means that ``choice`` is set. Loads by itself once shown."""

    def __init__(
        self,
        services: Services,
        parent: QWidget | None = None,
        *,
        account_id: int | None = None,
        current: Link | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("picker")
        self.setModal(True)
        self.choice: Choice | None = None
        self._services = services
        self._account_id = account_id
        self._current = current
        self._accounts: list[AccountProjects] = []
        self._failure: BaseException | None = None
        self._generation = 0  # an answer to an older question is dropped
        self._task: asyncio.Task[Any] | None = None
        self._model = PickerModel()
        self._model.setParent(self)
        self._build()
        self._lay_out()
        self._wire()
        self._retranslate()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Ask Procore again for the projects of every linked account."""
        self._generation += 1
        self._show_face(_Face.LOADING)
        self._task = self._services.tasks.spawn(self._load(self._generation), name="picker")

    def done(self, result: int) -> None:
        """Close; what is still being asked, a sign-in in the browser included, ends with the dialog."""
        self._generation += 1
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 96, unit(self) * 70)

    def _build(self) -> None:
        self._face = _Face.LOADING
        self._title = Heading(self, factor=1.25)
        self.accounts = QComboBox(self)
        self.accounts.setObjectName("picker.accounts")
        self.accounts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._account_label = PlainLabel(self)
        self._account_label.setBuddy(self.accounts)
        for one in (self._account_label, self.accounts):
            one.hide()
        self._add_account = QPushButton(icon("user"), "", self)
        self._add_account.setObjectName("picker.add_account")
        self.project = ProjectDropDown(self._model, self)
        self.project.setObjectName("picker.project")
        self._project_label = PlainLabel(self)
        self._project_label.setBuddy(self.project)
        self._chosen = Note(self, tone=Tone.SUCCESS, icon="check")
        self._chosen.setObjectName("picker.chosen")
        self._count = MutedLabel(self)
        self._count.setObjectName("picker.count")
        self._problems = Note(self, tone=Tone.WARNING)
        self._sign_in = QPushButton(self._problems)
        self._sign_in.setObjectName("picker.sign_in_again")
        self._problems.row.addWidget(self._sign_in)
        self._problems.say("")
        self._reason = Note(self, tone=Tone.WARNING)
        self._reason.setObjectName("picker.reason")
        self._used = Note(self, tone=Tone.WARNING, icon="link")
        self._used.setObjectName("picker.used")
        self._loading = PlainLabel(self)
        self._bar = ProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setMaximumHeight(unit(self))
        self._hidden = HiddenCompanies(self)
        self._missing = MissingProjectPanel(self)
        self._connect = PrimaryButton(self)
        self._connect.setObjectName("picker.connect")
        self._recheck = QPushButton(icon("sync"), "", self)
        self._recheck.setObjectName("picker.recheck")
        self._buttons = QDialogButtonBox(self)
        self._buttons.addButton(self._recheck, QDialogButtonBox.ButtonRole.ResetRole)
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setObjectName("picker.cancel")
        self._buttons.addButton(self._connect, QDialogButtonBox.ButtonRole.AcceptRole)
        self._connect.setDefault(True)
        without_icons(self)

    def _lay_out(self) -> None:
        gap = unit(self)
        account = QHBoxLayout()
        account.addWidget(self._account_label)
        account.addWidget(self.accounts)
        account.addStretch(1)
        account.addWidget(self._add_account)
        loading = QWidget(self)
        waiting = QVBoxLayout(loading)
        waiting.addStretch(1)
        waiting.addWidget(self._loading, 0, Qt.AlignmentFlag.AlignHCenter)
        waiting.addWidget(self._bar)
        waiting.addStretch(1)
        listing = QWidget(self)
        inside = QVBoxLayout(listing)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(gap)
        for widget in (self._project_label, self.project, self._count, self._chosen, self._used):
            inside.addWidget(widget)
        inside.addStretch(1)
        reason = QWidget(self)
        why = QVBoxLayout(reason)
        why.setContentsMargins(0, 0, 0, 0)
        why.addWidget(self._reason)
        why.addStretch(1)
        self._faces = dict(zip(_Face, (loading, listing, reason), strict=True))
        self._below = QScrollArea(self)
        self._below.setWidgetResizable(True)
        self._below.setFrameShape(QScrollArea.Shape.NoFrame)
        self._below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self._below)
        help_column = QVBoxLayout(inner)
        help_column.setContentsMargins(0, 0, 0, 0)
        help_column.addWidget(self._hidden)
        help_column.addWidget(self._missing)
        help_column.addStretch(1)
        self._below.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        column.addWidget(self._title)
        column.addLayout(account)
        column.addWidget(self._problems)
        for face in self._faces.values():  # no stack: it would be as tall as the tallest
            column.addWidget(face)
        column.addWidget(self._below, 1)
        column.addWidget(self._buttons)

    def _wire(self) -> None:
        self.project.choice_changed.connect(self._show_choice)
        self.accounts.activated.connect(self._narrow)
        self._add_account.clicked.connect(lambda: self._start_sign_in(None))
        self._sign_in.clicked.connect(lambda: self._start_sign_in(self._signed_out()))
        self._recheck.clicked.connect(self.reload)
        self._buttons.accepted.connect(self._accept_choice)
        self._buttons.rejected.connect(self.reject)

    async def _load(self, generation: int) -> None:
        failure: BaseException | None = None
        accounts: Sequence[AccountProjects] = ()
        try:
            accounts = await self._services.on_engine(self._services.accounts.visible_projects())
        except Failure as problem:
            failure = problem
        if generation == self._generation:
            self._accounts, self._failure = list(accounts), failure
            self._model.show(self._accounts)
            self._render()

    def _start_sign_in(self, account_id: int | None) -> None:
        self._generation += 1
        self._show_face(_Face.LOADING)
        self._loading.setText(self.tr("Sign in to Procore in the browser that has just opened."))
        work = self._sign_in_and_load(account_id, self._generation)
        self._task = self._services.tasks.spawn(work, name="picker sign-in")

    async def _sign_in_and_load(self, account_id: int | None, generation: int) -> None:
        try:
            await self._services.on_engine(self._services.accounts.sign_in(account_id=account_id))
        except Failure as problem:
            if generation == self._generation:
                self._render()
                self._problems.say(in_words(problem), Tone.DANGER)
            return
        if generation == self._generation:
            self.reload()

    def _render(self) -> None:
        self._fill_accounts()
        self._hidden.show_companies([company for account in self._accounts for company in account.hidden])
        self._show_problems()
        if self._failure is not None:
            self._reason.say(in_words(self._failure), Tone.DANGER)
            self._show_face(_Face.REASON)
        elif not self._model.total:
            self._reason.say(self._why_empty(), Tone.WARNING)
            self._show_face(_Face.REASON)
        else:
            self._show_face(_Face.LIST)
            self._select_start()
            self.project.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_choice()

    def _fill_accounts(self) -> None:
        chosen = self.accounts.currentData()
        self.accounts.clear()
        if len(self._accounts) > 1:
            self.accounts.addItem(self.tr("All accounts"), None)
        for account in self._accounts:
            self.accounts.addItem(account.login, account.account_id)
        wanted = chosen if chosen is not None else self._account_id
        self.accounts.setCurrentIndex(max(0, self.accounts.findData(wanted)))
        self._model.only(self.accounts.currentData())
        for one in (self._account_label, self.accounts):
            one.setVisible(bool(self._accounts))

    def _name_add_account(self) -> None:
        first = self._face is _Face.REASON and not self._accounts and self._failure is None
        self._add_account.setText(self.tr("Add a Procore account") if first else self.tr("Add another Procore account"))

    def _show_problems(self) -> None:
        failed = [account for account in self._accounts if account.failure is not None]
        lines = [
            self.tr("{login}: {reason}").format(login=account.login, reason=in_words(account.failure))
            for account in failed
            if account.failure is not None
        ]
        self._problems.say("\n".join(lines), Tone.WARNING)
        self._sign_in.setVisible(self._signed_out() is not None)

    def _signed_out(self) -> int | None:
        for account in self._accounts:
            if account.failure is not None and account.failure.code == FailureCode.AUTH:
                return account.account_id
        return None

    def _why_empty(self) -> str:
        if not self._accounts:
            return self.tr("No Procore account is linked yet. Add one to see its projects.")
        if any(account.failure is not None for account in self._accounts):
            return self.tr("The projects could not be listed. The reason is above.")
        if any(account.hidden for account in self._accounts):
            return self.tr("None of your Procore companies lets Planrack list its projects yet. Each is named below.")
        return self.tr("Procore lists no active project for this user. “My project is not here” says what to do.")

    def _select_start(self) -> None:
        """The project connected now, or the only one; else the user's own choice."""
        start = self._model.single()
        if self._current is not None:
            start = self._model.choice(self._model.row_of(self._current.procore_project_id))
        self.project.choose(start)

    def _show_face(self, face: _Face) -> None:
        self._face = face
        for one, widget in self._faces.items():
            widget.setVisible(one is face)
        self._name_add_account()
        self._loading.setText(self.tr("Asking Procore for your projects…"))
        if face is not _Face.LIST:
            self._connect.setEnabled(False)

    @Slot(int)
    def _narrow(self, place: int) -> None:
        self._model.only(self.accounts.itemData(place))
        self._select_start()

    @Slot()
    def _show_choice(self) -> None:
        choice = self.project.choice
        self._count.setText(self._model.count_text())
        listed = self._face is _Face.LIST
        self._connect.setEnabled(choice is not None and listed)
        self._chosen.say(
            self.tr("{project}\n{company} · {login}").format(
                project=choice.project.name, company=choice.project.company, login=choice.login
            )
            if choice is not None
            else ""
        )
        used = choice.project.used_by if choice is not None and listed else None
        self._used.say(
            self.tr(
                "“{project}” is already connected to this Procore project."
                " A second project may be connected to it too, but each keeps its own markups."
            ).format(project=used)
            if used
            else ""
        )

    @Slot()
    def _accept_choice(self) -> None:
        choice = self.project.choice
        if choice is not None and self._connect.isEnabled():
            self.choice = choice
            self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Select your Procore project"))
        self._title.setText(self.tr("Select your Procore project"))
        self._account_label.setText(self.tr("Procore account"))
        for part in (self.accounts, self.accounts.view()):
            part.setAccessibleName(self.tr("Procore account"))
        self._name_add_account()
        self._sign_in.setText(self.tr("Sign in again"))
        self._project_label.setText(self.tr("Procore project"))
        self.project.field.setPlaceholderText(self.tr("Type a project or company name"))
        for one in (self.project, self.project.field, self.project.view()):
            one.setAccessibleName(self.tr("Procore project"))
        self.project.popup.setAccessibleName(self.tr("Procore projects"))
        self._bar.setAccessibleName(self.tr("Loading"))
        self._recheck.setText(self.tr("Re-check"))
        self._connect.setText(self.tr("CONNECT"))
        self._cancel.setText(self.tr("Cancel"))
        self._loading.setText(self.tr("Asking Procore for your projects…"))
