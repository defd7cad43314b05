"""One member: name, e-mail and role (S4). Stored at once by Save; what is not allowed is said in the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app.domain.failures import Failure
from app.domain.roles import may_give
from app.domain.states import Role
from app.ui.controls import Heading, MutedLabel, Note, PrimaryButton, TextField, without_icons
from app.ui.failure_words import in_words
from app.ui.role_words import role_name
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from app.domain.views import Member
    from app.ui.services import Services


class MemberDialog(QDialog):
    """``member`` None: a new one. ``actor``: who is editing."""

    saved = Signal()

    def __init__(self, services: Services, actor: Member, member: Member | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("member")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._actor = actor
        self._member = member
        self._build()
        self._lay_out()
        self._fill()

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 68, super().sizeHint().height())

    @Slot()
    def save(self) -> None:
        self._services.tasks.spawn(self._save(), name="member")

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Add a member") if self._member is None else self.tr("Edit member"))
        self._title = Heading(self, factor=1.25)
        self._title.setText(self.windowTitle())
        self.problem = Note(self, tone=Tone.DANGER)
        self.problem.setObjectName("member.problem")
        self.problem.say("")
        self.name, self.email = TextField(self), TextField(self)
        self.name.setObjectName("member.name")
        self.name.setMaxLength(120)
        self.email.setObjectName("member.email")
        self.email.setMaxLength(250)
        self.role = QComboBox(self)
        self.role.setObjectName("member.role")
        self.meaning = MutedLabel(self)
        self.role.currentIndexChanged.connect(self._say_meaning)
        self._buttons = QDialogButtonBox(self)
        self._save_button = PrimaryButton(self)
        self._save_button.setObjectName("member.save")
        self._save_button.setText(self.tr("Save"))
        self._save_button.setDefault(True)
        self._save_button.clicked.connect(self.save)
        self._buttons.addButton(self._save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Cancel"))
        cancel.setObjectName("member.cancel")
        self._buttons.rejected.connect(self.reject)
        without_icons(self)

    def _lay_out(self) -> None:
        gap = unit(self)
        form = QFormLayout()
        form.setHorizontalSpacing(gap * 2)
        form.setVerticalSpacing(gap + 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("E-&mail"), self.email)
        form.addRow(self.tr("&Role"), self.role)
        form.addRow("", self.meaning)
        self.meaning.setMinimumHeight(self.meaning.fontMetrics().lineSpacing() * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 4)
        column.addWidget(self._title)
        column.addWidget(self.problem)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(self._buttons)

    def _fill(self) -> None:
        before = None if self._member is None else self._member.role
        model = self.role.model()
        assert isinstance(model, QStandardItemModel)
        for role in Role:
            item = QStandardItem(role_name(role))
            item.setData(role.value, Qt.ItemDataRole.UserRole)
            allowed = role is before or may_give(self._actor.role, before, role)
            item.setEnabled(allowed)
            item.setToolTip("" if allowed else self.tr("Only an owner may make somebody an owner, or change one."))
            model.appendRow(item)
        chosen = Role.COLLABORATOR if self._member is None else self._member.role
        self.role.setCurrentIndex(self.role.findData(chosen.value))
        if self._member is not None:
            self.name.setText(self._member.name)
            self.email.setText(self._member.email)
        self._say_meaning()

    @Slot()
    def _say_meaning(self) -> None:
        chosen = self.role.currentData()
        if chosen is None:
            return
        self.meaning.setText(
            {
                Role.OWNER: self.tr("Everything: projects, connections, members, documents."),
                Role.CO_OWNER: self.tr("Everything an owner may, except changing who the owners are."),
                Role.ADMINISTRATOR: self.tr("Manages the documents of every project: sync, permissions, verification."),
                Role.COLLABORATOR: self.tr("Reads and marks up sheets, unless permissions say otherwise."),
                Role.VIEWER: self.tr("Reads sheets, unless permissions say otherwise."),
            }[Role(chosen)]
        )
        self.role.setAccessibleDescription(self.meaning.text())

    async def _save(self) -> None:
        name, email, role = self.name.text().strip(), self.email.text().strip(), Role(self.role.currentData())
        if not name:
            self.problem.say(self.tr("Give the member a name."), Tone.DANGER)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        members = self._services.store.members
        try:
            if self._member is None:
                await self._services.read(members.add, name, email, role)
            else:
                await self._services.read(members.edit, self._member.id, name=name, email=email, role=role)
        except Failure as failure:
            self.problem.say(in_words(failure), Tone.DANGER)
            return
        self.saved.emit()
        self.accept()
