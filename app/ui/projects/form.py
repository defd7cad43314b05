"""The project form with its tabs « GÉNÉRAL » and « INTÉGRATIONS » (S19, S20, S29, S30).

Nothing is stored before « SAUVEGARDER »: the chosen Procore project is part of the form until then, and leaving with
something unsaved asks first. What acts on an existing link (sync, disconnect, change user) acts at once.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure
from app.domain.states import LinkState, RunTrigger
from app.ui.ask import Answer, ask
from app.ui.connection import flow
from app.ui.connection.card_state import Choice, card_state
from app.ui.connection.integration_card import IntegrationCard
from app.ui.connection.link_acts import LinkActs
from app.ui.controls import FormTabs, Heading, Note, PlainLabel, PrimaryButton, TextField, literally
from app.ui.failure_words import in_words
from app.ui.projects.form_data import FormData, load_form
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from app.domain.events import RunFinished, RunProgress, RunStarted
    from app.domain.views import Account, Link
    from app.ui.services import Services


class ProjectForm(QWidget):
    """``edit`` shows a project, or a new one for None. ``closed`` says that the user is through with it."""

    closed = Signal()
    saved = Signal(int)
    folder_requested = Signal(int)
    support_requested = Signal()
    history_requested = Signal(int)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project_form")
        self._services = services
        self._acts = LinkActs(services, self)
        self._project_id: int | None = None
        self._data: FormData | None = None
        self._pending: Choice | None = None
        self._waiting = False
        self._saving = False
        self._one_save = asyncio.Lock()
        self._sitting = 0  # counts what is edited and left: what a save still waits for belongs to its own
        self._guided = False
        self._asked = 0  # a late answer never hides a newer one
        self._connecting: asyncio.Task[Any] | None = None
        self._build()
        self._lay_out()
        self._wire()
        self._retranslate()

    def edit(self, project_id: int | None, *, integrations: bool = False) -> None:
        """Show a project afresh; what was unsaved before is dropped (ask ``may_leave`` first)."""
        self._sitting += 1
        self._project_id = project_id
        self._data = self._pending = None
        self._guided = False
        self.name.clear()
        self.number.clear()
        self.problem.say("")
        self.tabs.setCurrentIndex(1 if integrations else 0)
        self._render()
        self._spawn(self._load())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_connection(self) -> None:
        """As if « Se connecter » had been pressed; after the save the folder is shown."""
        self._guided = True
        self._connect()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def project_id(self) -> int | None:
        return self._project_id

    @property
    def dirty(self) -> bool:
        """True where SAVE would change something."""
        return self._pending is not None or self._typed != self._stored

    async def may_leave(self) -> bool:
        """True where nothing is unsaved, or the user saved it or let it go."""
        self._stop_connecting()
        if not self.dirty:
            return True
        answer = await ask(
            self,
            self.tr("Leave without saving?"),
            self.tr("The Procore project you chose is not connected yet. It is dropped if you leave without saving.")
            if self._pending is not None
            else self.tr("What you changed is not saved yet."),
            (
                Answer("save", self.tr("SAVE")),
                Answer("leave", self.tr("Leave without saving"), destructive=True),
                Answer("stay", self.tr("Stay here"), safe=True),
            ),
        )
        if answer == "save":
            return await self.save()
        if answer == "leave":
            self._sitting += 1
            self._pending = None
            self._fill()
        return answer == "leave"

    async def save(self) -> bool:
        """Store the name and the connection, and start the first sync (S30). False: something is wrong, and said; or
        the form was left meanwhile."""
        if not self.name.text().strip():
            self.tabs.setCurrentIndex(0)
            self.problem.say(self.tr("Give the project a name."), Tone.DANGER)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        sitting = self._sitting
        async with self._one_save:
            if sitting != self._sitting:
                return False
            self._set_saving(True)
            try:
                project_id = await self._store(*self._typed)
            except Failure as failure:
                self._say_failed(failure, sitting)
                return False
            finally:
                self._set_saving(False)
        if sitting != self._sitting:
            self._services.bridge.projects_changed.emit()
            return False
        self.saved.emit(project_id)
        return True

    def _say_failed(self, failure: Failure, sitting: int) -> None:
        """In the form; where it was left meanwhile, above whatever is shown now."""
        if sitting == self._sitting:
            self._fail(failure)
        else:
            self._services.messages.fail(failure)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._title = Heading(self)
        self.tabs = FormTabs(self)
        self.tabs.setObjectName("project_form.tabs")
        self.name = TextField(self)
        self.name.setObjectName("project_form.name")
        self.name.setMaxLength(200)
        self._name_label = PlainLabel(self)
        self._name_label.setBuddy(self.name)
        self.number = TextField(self)
        self.number.setObjectName("project_form.number")
        self.number.setMaxLength(60)
        self._number_label = PlainLabel(self)
        self._number_label.setBuddy(self.number)
        self._read_only = Note(self, tone=Tone.WARNING, icon="lock")
        self.problem = Note(self, tone=Tone.DANGER)
        self.problem.setObjectName("project_form.problem")
        self.problem.hide()
        self.card = IntegrationCard(self._services.clock, self)
        self._save = PrimaryButton(self)
        self._save.setObjectName("project_form.save")
        self._cancel = QPushButton(self)
        self._cancel.setObjectName("project_form.cancel")

    def _lay_out(self) -> None:
        gap = unit(self)
        general = QWidget(self)
        form = QFormLayout(general)
        form.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        form.setHorizontalSpacing(gap * 2)
        form.setVerticalSpacing(gap + 2)
        self.name.setMaximumWidth(gap * 60)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._read_only)
        form.addRow(self._name_label, self.name)
        self.number.setMaximumWidth(gap * 60)
        form.addRow(self._number_label, self.number)
        integrations = QWidget(self)
        inside = QVBoxLayout(integrations)
        inside.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        self.card.setMaximumWidth(gap * 100)
        inside.addWidget(self.card)
        inside.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(integrations)
        self.tabs.addTab(general, "")
        self.tabs.addTab(scroll, "")
        buttons = QDialogButtonBox(self)  # in the order of this desktop, as in the dialogs
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._cancel, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 4)
        column.addWidget(self._title)
        column.addWidget(self.problem)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)

    def _wire(self) -> None:
        for field in (self.name, self.number):
            field.textChanged.connect(self._render_buttons)
            field.returnPressed.connect(self._save_and_close)
        self._save.clicked.connect(self._save_and_close)
        self._cancel.clicked.connect(lambda: self._spawn(self._leave()))
        self.card.connect_requested.connect(self._connect)
        self.card.cancel_requested.connect(self._stop_connecting)
        self.card.drop_requested.connect(lambda: self._choose_now(None))
        self.card.sync_requested.connect(self._sync)
        self.card.folder_requested.connect(self._open_folder)
        self.card.support_requested.connect(self.support_requested)
        self.card.history_requested.connect(self._open_history)
        self.card.disconnect_requested.connect(lambda: self._spawn(self._change(self._acts.disconnect)))
        self.card.change_user_requested.connect(self._choose_user)
        self.card.interval_changed.connect(
            lambda interval: self._spawn(self._change(lambda link: self._acts.set_interval(link, interval)))
        )
        self.card.pause_changed.connect(
            lambda paused: self._spawn(self._change(lambda link: self._acts.set_paused(link, paused)))
        )
        self.card.bid_requested.connect(lambda: self._spawn(self._change(self._acts.choose_bid)))
        bridge = self._services.bridge
        bridge.run_started.connect(self._run_changed)
        bridge.run_finished.connect(self._run_changed)
        bridge.network_changed.connect(self._network_changed)
        bridge.run_progress.connect(self._run_progressed)

    @property
    def _stored(self) -> tuple[str, str]:
        """Name and number as they are stored."""
        if self._data is None or self._data.project is None:
            return "", ""
        return self._data.project.project.name, self._data.project.project.number

    @property
    def _typed(self) -> tuple[str, str]:
        return self.name.text().strip(), self.number.text().strip()

    def _fill(self) -> None:
        name, number = self._stored
        self.name.setText(name)
        self.number.setText(number)

    @property
    def _link(self) -> Link | None:
        link = self._data.project.project.link if self._data is not None and self._data.project is not None else None
        return link if link is not None and link.state is not LinkState.DISCONNECTED else None

    def _spawn(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        return self._services.tasks.spawn(coroutine, name="project form")

    async def _load(self) -> None:
        self._asked += 1
        project_id, asked = self._project_id, self._asked
        first = self._data is None
        data = await self._services.read(
            load_form, self._services.store, project_id, engine_alive=self._services.engine_alive()
        )
        if project_id != self._project_id or asked != self._asked:
            return
        self._data = data
        if first and not any(self._typed):
            self._fill()
        self._render()

    async def _store(self, name: str, number: str) -> int:
        services, store, pending = self._services, self._services.store, self._pending
        project_id, sitting = self._project_id, self._sitting
        if project_id is None:
            project_id = (await services.read(store.projects.create, name, number=number)).id
        elif (name, number) != self._stored:
            await services.read(store.projects.rename, project_id, name)
            await services.read(store.projects.renumber, project_id, number)
        if sitting != self._sitting:  # left, and the choice dropped
            return project_id
        self._project_id = project_id
        if pending is not None:
            await services.on_engine(
                services.accounts.connect(
                    project_id,
                    pending.project.id,
                    account_id=pending.account_id,
                    company_id=pending.project.company_id,
                )
            )
            services.engine.sync([project_id], trigger=RunTrigger.CONNECT)
            if sitting != self._sitting:
                return project_id
            self._pending = None
        await self._load()
        return project_id

    @Slot()
    def _save_and_close(self) -> None:
        if self._save.isEnabled():
            self._spawn(self._save_then_close())

    async def _save_then_close(self) -> None:
        guided = self._guided and self._pending is not None
        if not await self.save():
            return
        self.closed.emit()
        if guided and self._project_id is not None:
            self.folder_requested.emit(self._project_id)

    async def _leave(self) -> None:
        if await self.may_leave():
            self.closed.emit()

    @Slot()
    def _connect(self) -> None:
        self._stop_connecting()
        self._connecting = self._spawn(self._choose())

    async def _choose(self) -> None:
        self.problem.say("")
        try:
            choice = await flow.choose_project(self._services, self, current=self._link, waiting=self._set_waiting)
        except Failure as failure:
            self._fail(failure)
            return
        if choice is not None:
            self._choose_now(choice)

    def _choose_now(self, choice: Choice | None) -> None:
        self._pending = choice
        if choice is not None and not self.name.text().strip():
            self.name.setText(choice.project.name)
        self._render()

    @Slot()
    def _stop_connecting(self) -> None:
        if self._connecting is not None:
            self._connecting.cancel()
            self._connecting = None

    def _set_waiting(self, waiting: bool) -> None:
        self._waiting = waiting
        self._render()

    @Slot()
    def _sync(self) -> None:
        if self._project_id is not None:
            self._spawn(self._services.sync([self._project_id]))

    @Slot()
    def _open_folder(self) -> None:
        if self._project_id is not None:
            self.folder_requested.emit(self._project_id)

    @Slot()
    def _open_history(self) -> None:
        if self._project_id is not None:
            self.history_requested.emit(self._project_id)

    @Slot()
    def _choose_user(self) -> None:
        """S23: another signed-in account, or a sign-in with a new one."""
        if self._data is None or self._link is None:
            return
        menu = QMenu(self)
        menu.setObjectName("project_form.users")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for account in self._data.accounts:
            if account.signed_in and account.id != self._link.account_id:
                menu.addAction(literally(account.login)).triggered.connect(partial(self._transfer_to, account))
        menu.addSeparator()
        other = menu.addAction(self.tr("Sign in with another Procore account…"))
        other.triggered.connect(partial(self._transfer_to, None))
        menu.popup(self.card.below_change_user())

    def _transfer_to(self, account: Account | None, _checked: bool = False) -> None:
        self._spawn(self._change(lambda link: self._acts.transfer(link, account, waiting=self._set_waiting)))

    async def _change(self, act: Callable[[Link], Awaitable[bool]]) -> None:
        """Let ``act`` change the link, show what came of it, and tell the others."""
        link = self._link
        if link is None:
            return
        self.problem.say("")
        try:
            changed = await act(link)
        except Failure as failure:
            self._fail(failure)
            return
        if changed:
            self.saved.emit(link.project_id)
            await self._load()

    @Slot(object)
    def _run_changed(self, event: RunStarted | RunFinished) -> None:
        if event.project_id == self._project_id and self.isVisible():
            self._spawn(self._load())

    @Slot(object)
    def _network_changed(self, _event: object) -> None:
        if self.isVisible() and self._project_id is not None:
            self._spawn(self._load())

    @Slot(object)
    def _run_progressed(self, event: RunProgress) -> None:
        if event.project_id == self._project_id:
            self.card.show_progress(event)

    def _fail(self, failure: Failure) -> None:
        self.problem.say(in_words(failure, between="\n"), Tone.DANGER)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self._render_buttons()

    def _render(self) -> None:
        data = self._data
        self._title.setText(self.tr("New project") if self._project_id is None else self.tr("Edit project"))
        self._render_buttons()
        if data is None:
            return
        for field in (self.name, self.number):
            field.setReadOnly(not data.may_edit)
        self._read_only.say(
            ""
            if data.may_edit
            else self.tr("Only the owner and co-owners may edit a project. Ask {contact}.").format(contact=data.contact)
        )
        state = card_state(
            integration=data.integration,
            role=data.member.role,
            manages=data.manages,
            link=data.project.project.link if data.project is not None else None,
            status=data.project.status if data.project is not None else None,
            pending=self._pending,
            waiting=self._waiting,
        )
        self.card.show_state(state, data.contact)

    @Slot()
    def _render_buttons(self) -> None:
        ready = self._data is not None and self._data.may_edit and self.dirty and not self._saving
        self._save.setEnabled(ready)
        self._save.setToolTip("" if ready else self.tr("There is nothing to save yet."))

    def _retranslate(self) -> None:
        self.tabs.setTabText(0, self.tr("GENERAL"))
        self.tabs.setTabText(1, self.tr("INTEGRATIONS"))
        self.tabs.setAccessibleName(self.tr("Project form"))
        self._name_label.setText(self.tr("&Name"))
        self.name.setAccessibleName(self.tr("Project name"))
        self._number_label.setText(self.tr("N&umber"))
        self.number.setAccessibleName(self.tr("Project number"))
        self.number.setPlaceholderText(self.tr("Your company's own, if it has one"))
        self._save.setText(self.tr("SAVE"))
        self._cancel.setText(self.tr("Cancel"))
        self._render()
