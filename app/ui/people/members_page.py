"""The page « Membres »: who works in this data directory, as what, and which profile is in use (S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure
from app.domain.roles import Act, may, may_give
from app.domain.states import Role
from app.ui.ask import Answer, ask
from app.ui.controls import Heading, ListHeader, MutedLabel, Note, PrimaryButton, plain_tip
from app.ui.failure_words import in_words
from app.ui.icons import icon
from app.ui.panes import in_order
from app.ui.people.member_dialog import MemberDialog
from app.ui.people.wording import no_passwords
from app.ui.role_words import role_name
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.views import Member
    from app.ui.overview import Snapshot
    from app.ui.services import Services

_ID = Qt.ItemDataRole.UserRole
_NAME, _EMAIL, _ROLE, _USE = range(4)


class MembersPage(QWidget):
    """Shows snapshots. ``changed`` once something was stored: whoever listens reads a new snapshot."""

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("members")
        self._services = services
        self._active: Member | None = None
        self._everyone: tuple[Member, ...] = ()
        self._title = Heading(self)
        self._passwords = MutedLabel(self)
        self.problem = Note(self, tone=Tone.DANGER)
        self.problem.setObjectName("members.problem")
        self.problem.say("")
        self.refusal = Note(self, tone=Tone.WARNING, icon="lock")
        self.refusal.say("")
        self.list = QTreeWidget(self)
        self.add, self.edit, self.use, self.remove = PrimaryButton(self), *(QPushButton(self) for _ in range(3))
        self._set_up()
        self._lay_out()
        in_order(self.add, self.list, self.edit, self.use, self.remove)
        self._retranslate()

    def show_members(self, snapshot: Snapshot) -> None:
        """Show who there is, keeping the chosen line."""
        chosen = self.chosen
        self._active, self._everyone = snapshot.member, snapshot.everyone
        self.list.clear()
        for member in self._everyone:
            item = QTreeWidgetItem(self.list, self._cells(member))
            item.setIcon(_NAME, icon("user"))
            item.setSizeHint(_NAME, QSize(0, unit(self) * 4))
            item.setData(_NAME, _ID, member.id)
            if chosen is not None and member.id == chosen.id:
                self.list.setCurrentItem(item)
        first = self.list.topLevelItem(0)
        if self.list.currentItem() is None and first is not None:
            self.list.setCurrentItem(first)
        self._render()

    @property
    def chosen(self) -> Member | None:
        """The member of the chosen line."""
        item = self.list.currentItem()
        return None if item is None else self._member(item.data(_NAME, _ID))

    def use_profile(self, member_id: int) -> None:
        """Make a member the one who works here."""
        self._spawn_act(lambda: self._services.store.members.use(member_id))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- construction --------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.list.setObjectName("members.list")
        self.list.setHeader(ListHeader(self.list))
        self.list.setColumnCount(4)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_EMAIL, 36), (_ROLE, 22), (_USE, 14)):
            self.list.setColumnWidth(column, unit(self) * width)
        self.list.itemActivated.connect(lambda _item, _column: self._edit())
        self.list.currentItemChanged.connect(self._render)
        self.list.customContextMenuRequested.connect(self._menu)
        QShortcut(QKeySequence.StandardKey.Delete, self.list, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        for button, name, picture, act in (
            (self.add, "add", "plus", self._add),
            (self.edit, "edit", "edit", self._edit),
            (self.use, "use", "user-change", self._use),
            (self.remove, "remove", "close", self._remove),
        ):
            button.setObjectName(f"members.{name}")
            if button is not self.add:
                button.setIcon(icon(picture))
            button.clicked.connect(act)

    def _lay_out(self) -> None:
        gap = unit(self)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.add)
        acts = QHBoxLayout()
        acts.setSpacing(gap)
        for button in (self.edit, self.use, self.remove):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        column.addLayout(head)
        column.addWidget(self._passwords)
        column.addWidget(self.refusal)
        column.addWidget(self.problem)
        column.addWidget(self.list, 1)
        column.addLayout(acts)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Members"))
        self._passwords.setText(no_passwords())
        self.add.setText(self.tr("Add a member"))
        self.edit.setText(self.tr("&Edit…"))
        self.use.setText(self.tr("&Work as this member"))
        self.remove.setText(self.tr("&Remove"))
        self.list.setAccessibleName(self.tr("Members"))
        self.list.setHeaderLabels([self.tr("Name"), self.tr("E-mail"), self.tr("Role"), self.tr("Profile")])
        for row, member in enumerate(self._everyone):
            item = self.list.topLevelItem(row)
            for column, text in enumerate(self._cells(member)):
                if item is not None:
                    item.setText(column, text)
        self._render()

    def _cells(self, member: Member) -> list[str]:
        you = self._active is not None and member.id == self._active.id
        return [member.name, member.email, role_name(member.role), self.tr("You") if you else ""]

    # ---- what may be done ----------------------------------------------------------------------------------------

    @Slot()
    def _render(self) -> None:
        for button, reason in (
            (self.add, self._why_not_edit()),
            (self.edit, self._why_not_edit() or self._why_not_touch()),
            (self.use, self._why_not_use()),
            (self.remove, self._why_not_edit() or self._why_not_touch() or self._why_not_remove()),
        ):
            button.setEnabled(not reason)
            button.setToolTip(plain_tip(reason))
            button.setAccessibleDescription(reason)
        self.refusal.say(self._why_not_edit())

    def _why_not_edit(self) -> str:
        if self._active is None or may(self._active.role, Act.EDIT_MEMBERS):
            return ""
        owners = ", ".join(one.name for one in self._everyone if may(one.role, Act.EDIT_MEMBERS))
        return self.tr("Only the owner and co-owners may change members. Ask: {people}.").format(people=owners)

    def _why_not_touch(self) -> str:
        chosen = self.chosen
        if self._active is None or chosen is None:
            return self.tr("Choose a member first.")
        if not may_give(self._active.role, chosen.role, chosen.role):
            return self.tr("Only an owner may make somebody an owner, or change one.")
        return ""

    def _why_not_use(self) -> str:
        chosen = self.chosen
        if self._active is None or chosen is None:
            return self.tr("Choose a member first.")
        return self.tr("This profile is in use already.") if chosen.id == self._active.id else ""

    def _why_not_remove(self) -> str:
        chosen = self.chosen
        assert chosen is not None
        if [one.id for one in self._everyone if one.role is Role.OWNER] == [chosen.id]:
            return self.tr("There must always be an owner. Make another member the owner first.")
        if self._active is not None and chosen.id == self._active.id:
            return self.tr("This profile is in use. Choose another one first.")
        return ""

    # ---- doing it ------------------------------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        self._open(None)

    @Slot()
    def _edit(self) -> None:
        if self.edit.isEnabled():
            self._open(self.chosen)

    def _open(self, member: Member | None) -> None:
        if self._active is None:
            return
        self.problem.say("")
        dialog = MemberDialog(self._services, self._active, member, self)
        dialog.saved.connect(self.changed)
        dialog.open()

    @Slot()
    def _use(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.use.isEnabled():
            self.use_profile(chosen.id)

    @Slot()
    def _remove(self) -> None:
        chosen = self.chosen
        if chosen is not None and self.remove.isEnabled():
            self._services.tasks.spawn(self._ask_and_remove(chosen), name="remove a member")

    async def _ask_and_remove(self, member: Member) -> None:
        answer = await ask(
            self,
            self.tr("Remove {name}?").format(name=member.name),
            self.tr("Their permissions are forgotten. Their markups are kept."),
            (
                Answer("remove", self.tr("Remove"), destructive=True),
                Answer("keep", self.tr("Keep"), safe=True),
            ),
        )
        if answer == "remove":
            await self._act(lambda: self._services.store.members.remove(member.id))

    def _spawn_act(self, act: Callable[[], object]) -> None:
        self._services.tasks.spawn(self._act(act), name="member")

    async def _act(self, act: Callable[[], object]) -> None:
        try:
            await self._services.read(act)
        except Failure as failure:
            self.problem.say(in_words(failure), Tone.DANGER)
            return
        self.problem.say("")
        self.changed.emit()

    @Slot(QPoint)
    def _menu(self, at: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.setObjectName("members.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for button in (self.edit, self.use, self.remove):
            action = menu.addAction(button.icon(), button.text(), button.click)
            action.setEnabled(button.isEnabled())
            action.setToolTip(button.toolTip())
        menu.popup(self.list.viewport().mapToGlobal(at))

    def _member(self, member_id: int) -> Member | None:
        return next((one for one in self._everyone if one.id == member_id), None)
