"""« Sélectionnez votre projet Procore »: the modal that opens by itself after the sign-in (S25-S28).

It only chooses: ``choice`` holds the result, and the form keeps it until it is saved (S29). A list is never empty
without its reason.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure, FailureCode
from app.ui.connection.missing_projects import HiddenCompanies, MissingProjectPanel
from app.ui.connection.picker_delegate import PickerDelegate
from app.ui.connection.picker_model import PickerModel
from app.ui.controls import Heading, MutedLabel, Note, PrimaryButton, TextField
from app.ui.failure_words import explain
from app.ui.icons import icon
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from app.domain.views import AccountProjects, Link
    from app.ui.connection.card_state import Choice
    from app.ui.services import Services

_DOWN_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The arrows move through the list while the cursor stays in the search field.
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.search and pressed and event.key() in _DOWN_KEYS:  # type: ignore[attr-defined]
            self.list.keyPressEvent(event)  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 96, unit(self) * 84)

    def _build(self) -> None:
        self._title = Heading(self, factor=1.25)
        self.accounts = QComboBox(self)
        self.accounts.setObjectName("picker.accounts")
        self._account_label = QLabel(self)
        self._account_label.setBuddy(self.accounts)
        self._add_account = QPushButton(icon("user"), "", self)
        self._add_account.setObjectName("picker.add_account")
        self.search = TextField(self)
        self.search.setObjectName("picker.search")
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.installEventFilter(self)
        self.list = QListView(self)
        self.list.setObjectName("picker.list")
        self.list.setModel(self._model)
        self.list.setItemDelegate(PickerDelegate(self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self._count = MutedLabel(self)
        self._count.setObjectName("picker.count")
        self._problems = Note(self, tone=Tone.WARNING)
        self._sign_in = QPushButton(self._problems)
        self._sign_in.setObjectName("picker.sign_in_again")
        self._problems.row.addWidget(self._sign_in)
        self._reason = Note(self, tone=Tone.WARNING)
        self._reason.setObjectName("picker.reason")
        self._used = Note(self, tone=Tone.WARNING, icon="link")
        self._used.setObjectName("picker.used")
        self._loading = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
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

    def _lay_out(self) -> None:
        gap = unit(self)
        account = QHBoxLayout()
        account.addWidget(self._account_label)
        account.addWidget(self.accounts, 1)
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
        for widget in (self.search, self.list, self._count):
            inside.addWidget(widget)
        reason = QWidget(self)
        why = QVBoxLayout(reason)
        why.setContentsMargins(0, 0, 0, 0)
        why.addWidget(self._reason)
        why.addStretch(1)
        self._faces = QStackedLayout()
        for face in (loading, listing, reason):
            self._faces.addWidget(face)
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
        column.addLayout(self._faces, 3)
        column.addWidget(self._used)
        column.addWidget(self._below, 2)
        column.addWidget(self._buttons)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._accept_choice)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.doubleClicked.connect(self._accept_choice)
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
                self._problems.say(_in_words(problem), Tone.DANGER)
            return
        if generation == self._generation:
            self.reload()

    def _render(self) -> None:
        self._fill_accounts()
        self._hidden.show_companies([company for account in self._accounts for company in account.hidden])
        self._show_problems()
        if self._failure is not None:
            self._reason.say(_in_words(self._failure), Tone.DANGER)
            self._show_face(_Face.REASON)
        elif not self._model.total:
            self._reason.say(self._why_empty(), Tone.WARNING)
            self._show_face(_Face.REASON)
        else:
            self._show_face(_Face.LIST)
            self._select_start()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_current()

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

    def _show_problems(self) -> None:
        failed = [account for account in self._accounts if account.failure is not None]
        lines = [f"{account.login}: {_in_words(account.failure)}" for account in failed if account.failure is not None]
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
        start = self._model.row_of(self._current.procore_project_id) if self._current is not None else QModelIndex()
        if not start.isValid() and self._model.rowCount():
            start = self._model.index(0)
        self.list.setCurrentIndex(start)

    def _show_face(self, face: _Face) -> None:
        self._faces.setCurrentIndex(face.value)
        self._loading.setText(self.tr("Asking Procore for your projects…"))
        if face is not _Face.LIST:
            self._connect.setEnabled(False)

    @Slot(str)
    def _search(self, text: str) -> None:
        self._model.search(text)
        self._select_start()
        self._show_current()

    @Slot(int)
    def _narrow(self, place: int) -> None:
        self._model.only(self.accounts.itemData(place))
        self._select_start()
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        choice = self._model.choice(self.list.currentIndex())
        self._count.setText(self._model.count_text())
        listed = self._faces.currentIndex() == _Face.LIST.value
        self._connect.setEnabled(choice is not None and listed)
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
        choice = self._model.choice(self.list.currentIndex())
        if choice is not None and self._connect.isEnabled():
            self.choice = choice
            self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Select your Procore project"))
        self._title.setText(self.tr("Select your Procore project"))
        self._account_label.setText(self.tr("Procore account"))
        for part in (self.accounts, self.accounts.view()):
            part.setAccessibleName(self.tr("Procore account"))
        self._add_account.setText(self.tr("Add another Procore account"))
        self._sign_in.setText(self.tr("Sign in again"))
        self.search.setPlaceholderText(self.tr("Type a project or company name"))
        self.search.setAccessibleName(self.tr("Search all Procore projects"))
        self.list.setAccessibleName(self.tr("Procore projects"))
        self._bar.setAccessibleName(self.tr("Loading"))
        self._recheck.setText(self.tr("Re-check"))
        self._connect.setText(self.tr("CONNECT"))
        self._cancel.setText(self.tr("Cancel"))
        self._loading.setText(self.tr("Asking Procore for your projects…"))


def _in_words(failure: object) -> str:
    explanation = explain(failure)  # type: ignore[arg-type]
    return " ".join(part for part in (explanation.message, explanation.remedy) if part)
