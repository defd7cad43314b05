"""What every section of the settings is made of: a heading, why it is locked, a form, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from app.domain.failures import Failure
from app.domain.roles import Act, may
from app.ui.controls import Heading, MutedLabel, Note, PlainLabel, plain_tip
from app.ui.failure_words import in_words
from app.ui.settings.keys import Key
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Mapping, Sequence

    from app.domain.states import Role
    from app.domain.views import Account, Member
    from app.storage.store import Store
    from app.ui.services import Services


@dataclass(frozen=True, slots=True)
class SettingsData:
    """Everything the sections show, read in one go off the UI thread."""

    values: Mapping[Key, object]
    role: Role
    accounts: tuple[Account, ...]
    members: tuple[Member, ...]
    contact: str  # whom to ask for what one may not change


def read_settings(store: Store) -> SettingsData:
    members = tuple(store.members.list())
    return SettingsData(
        values={key: store.preferences.get(key.value, None) for key in Key},
        role=store.members.active().role,
        accounts=tuple(store.accounts.list()),
        members=members,
        contact=", ".join(one.name for one in members if may(one.role, Act.EDIT_PROJECT)),
    )


class Section(QWidget):
    """``words`` are functions, asked again whenever the language changes. ``act``: who may change what is here (S4);
    None for what concerns this computer alone."""

    changed = Signal()

    def __init__(self, services: Services, title: Callable[[], str], *, act: Act | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._act = act
        self.data: SettingsData | None = None
        self._texts: list[tuple[Callable[[str], object], Callable[[], str]]] = []
        self._gated: list[QWidget] = []
        heading = Heading(self, factor=1.25)
        self.says(heading.setText, title)
        self.gate = Note(self, tone=Tone.WARNING, icon="lock")
        self.problem = Note(self, tone=Tone.DANGER)
        for note in (self.gate, self.problem):
            note.hide()
        gap = unit(self)
        self.setMaximumWidth(gap * 104)  # lines that can be read
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(gap * 2)
        self.form.setVerticalSpacing(gap + 2)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        self.column.setSpacing(gap + 4)
        for widget in (heading, self.gate, self.problem):
            self.column.addWidget(widget)
        self.column.addLayout(self.form)

    def says(self, setter: Callable[[str], object], words: Callable[[], str]) -> None:
        """Give ``setter`` these words now and in every later language."""
        self._texts.append((setter, words))
        setter(words())

    def field(self, widget: QWidget, caption: Callable[[], str], *, gated: bool = True) -> None:
        """A line of the form."""
        label = PlainLabel(self)
        label.setBuddy(widget)
        self.says(label.setText, caption)
        self.says(widget.setAccessibleName, lambda: caption().replace("&", ""))
        if isinstance(widget, QComboBox):
            self.says(widget.view().setAccessibleName, lambda: caption().replace("&", ""))
        self.form.addRow(label, widget)
        if gated:
            self._gated.append(widget)

    def hint(self, words: Callable[[], str]) -> MutedLabel:
        """A sentence under the form so far."""
        label = MutedLabel(self)
        self.says(label.setText, words)
        self.form.addRow(label)
        return label

    def choices(self, box: QComboBox, options: Sequence[tuple[object, Callable[[], str]]]) -> None:
        for place, (value, words) in enumerate(options):
            box.addItem("", value)
            self.says(lambda text, place=place: box.setItemText(place, text), words)  # type: ignore[misc]

    def gated(self, *widgets: QWidget) -> None:
        """Only who may ``act`` uses these."""
        self._gated.extend(widgets)

    def show_data(self, data: SettingsData) -> None:
        self.data = data
        self.render_data(data)
        self._render_gate()

    def render_data(self, data: SettingsData) -> None:
        """Put what is stored into the controls."""

    def value(self, key: Key) -> object:
        return self.data.values.get(key) if self.data is not None else None

    @property
    def allowed(self) -> bool:
        return self._act is None or (self.data is not None and may(self.data.role, self._act))

    def save(self, key: Key, value: object) -> None:
        """Store a choice; what goes wrong is said here."""
        self.start(lambda: self._save(key, value))

    def start(self, act: Callable[[], Coroutine[Any, Any, Any]]) -> asyncio.Task[Any] | None:
        """Carry ``act`` out; a failure of it is said here."""
        return self._services.tasks.spawn(self._said(act), name="settings")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for setter, words in self._texts:
                setter(words())
            if self.data is not None:
                self.show_data(self.data)
        super().changeEvent(event)

    async def _save(self, key: Key, value: object) -> None:
        await self._services.read(self._services.store.preferences.set, key.value, value)
        self.changed.emit()

    async def _said(self, act: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self.problem.say("")
        try:
            await act()
        except Failure as failure:
            self.problem.say(in_words(failure), Tone.DANGER)

    def _render_gate(self) -> None:
        reason = "" if self.allowed or self.data is None else self._reason(self.data.contact)
        self.gate.say(reason)
        for widget in self._gated:
            widget.setEnabled(not reason)
            widget.setToolTip(plain_tip(reason))
            widget.setAccessibleDescription(reason)

    def _reason(self, contact: str) -> str:
        return self.tr("Only the owner and co-owners may change this. Ask {contact}.").format(contact=contact)
