"""« Permissions »: per member and folder, what is set, what follows from it, and why (S52-S53)."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure
from app.domain.states import AccessLevel
from app.ui.ask import Answer, ask
from app.ui.controls import Heading, ListHeader, MutedLabel, Note, PrimaryButton, Restyled, without_icons
from app.ui.documents import wording as documents_wording
from app.ui.failure_words import in_words
from app.ui.icons import icon
from app.ui.people.draft import FolderLine, PermissionData, PermissionDraft
from app.ui.people.wording import effective_words, level_meaning, level_name
from app.ui.role_words import role_name
from app.ui.theme import Tone, icon_size, unit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QWheelEvent

    from app.domain.access import Access, Folder
    from app.ui.services import Services
    from app.ui.theme import Tokens

_LEVEL = Qt.ItemDataRole.UserRole
_KEY = Qt.ItemDataRole.UserRole + 1
_NAME, _ACCESS, _EFFECTIVE = range(3)


class View(StrEnum):
    """What the left list chooses; the right list shows the other."""

    MEMBER = "member"
    FOLDER = "folder"


class LevelCombo(QComboBox):
    """The level of one member at one folder; the first choice is to inherit."""

    entered = Signal()  # by the keyboard or the mouse

    def __init__(self, inherited: AccessLevel, chosen: AccessLevel | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem("", None)
        self.show_inherited(inherited)
        for level in AccessLevel:
            self.addItem(level_name(level), level.value)
            self.setItemData(self.count() - 1, level_meaning(level), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(0 if chosen is None else self.findData(chosen.value))

    def show_inherited(self, level: AccessLevel) -> None:
        """Say what to inherit would mean."""
        self.setItemText(0, self.tr("Inherit ({level})").format(level=level_name(level)))

    @property
    def level(self) -> AccessLevel | None:
        chosen = self.currentData(_LEVEL)
        return None if chosen is None else AccessLevel(chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the list scrolls; a permission never changes by rolling over it


class SwitchButton(Restyled, QPushButton):
    """One of two ways to look at the same thing; which one is chosen shows in both themes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QPushButton {{ background: {scheme.raised}; color: {scheme.text}; border: 1px solid"
            f" {scheme.border_strong}; border-radius: 4px; padding: {gap // 2}px {gap + gap // 2}px;"
            " font-weight: 600; }"
            f"QPushButton:checked {{ background: {scheme.selection}; border: 2px solid {scheme.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {scheme.text}; }}"
        )


class PermissionsDialog(QDialog):
    """Nothing is stored before Save; closing with something unsaved asks first. ``saved`` once it is stored."""

    saved = Signal()

    def __init__(self, services: Services, data: PermissionData, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("permissions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self.draft = PermissionDraft(data)
        self._names = {line.folder: self._folder_name(line) for line in data.folders}
        self._view = View.MEMBER
        self._saving = False
        self._build()
        self._lay_out()
        self._show_read_only()
        self.show_view(View.MEMBER)
        room = self.sizeHint() if parent is None else parent.window().size()
        self.resize(self.sizeHint().boundedTo(room))
        self.left.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 128, unit(self) * 74)

    def show_view(self, view: View) -> None:
        """List members and show one's folders, or list folders and show who may do what in one."""
        self._view = view
        self.switch[view].setChecked(True)
        self.left.clear()
        data = self.draft.data
        if view is View.MEMBER:
            for access in data.everyone:
                self._add_left(self._member_name(access), access.member.id, "user")
        else:
            for line in data.folders:
                self._add_left("    " * line.depth + self._names[line.folder], line.folder, "folder")
        self.left.setAccessibleName(self.tr("Members") if view is View.MEMBER else self.tr("Folders"))
        first = next((at for at, one in enumerate(data.everyone) if not self.draft.by_role(one.member.id)), 0)
        self.left.setCurrentRow(first if view is View.MEMBER else 0)

    def combo(self, member_id: int, folder: Folder) -> LevelCombo | None:
        """The choice for this member and folder, where it is shown now."""
        for item in self._items():
            if item.data(0, _KEY) == (member_id, folder):
                found = self.right.itemWidget(item, _ACCESS)
                return found if isinstance(found, LevelCombo) else None
        return None

    def effective_text(self, member_id: int, folder: Folder) -> str:
        """The words beside that choice."""
        return next(item.text(_EFFECTIVE) for item in self._items() if item.data(0, _KEY) == (member_id, folder))

    @Slot()
    def save(self) -> None:
        if self.draft.dirty and not self._saving:
            self._services.tasks.spawn(self._save(), name="permissions")

    def reject(self) -> None:
        """Cancel, Escape and the window's cross."""
        if self._saving:
            return
        if self.draft.dirty:
            self._services.tasks.spawn(self._leave(), name="leave the permissions")
        else:
            super().reject()

    # ---- construction --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        project = self.draft.data.project
        self.setWindowTitle(self.tr("Permissions – {project}").format(project=project))
        self._title = Heading(self, factor=1.25)
        self._title.setText(self.windowTitle())
        self._rule = MutedLabel(self)
        self._rule.setText(
            self.tr(
                "What is set on a folder holds for everything in it, also for what Procore adds later, unless something"
                " else is set there. Owners, co-owners and administrators always manage."
            )
        )
        self.read_only = Note(self, tone=Tone.WARNING, icon="lock")
        self.problem = Note(self, tone=Tone.DANGER)
        self.problem.say("")
        self.switch = {View.MEMBER: SwitchButton(self), View.FOLDER: SwitchButton(self)}
        self.switch[View.MEMBER].setText(self.tr("By &member"))
        self.switch[View.FOLDER].setText(self.tr("By &folder"))
        group = QButtonGroup(self)
        for view, button in self.switch.items():
            button.setObjectName(f"permissions.by_{view.value}")
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, view=view: self.show_view(view))
        self.left = QListWidget(self)
        self.left.setObjectName("permissions.left")
        self.left.setIconSize(QSize(icon_size(self), icon_size(self)))
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.left.currentItemChanged.connect(self._fill)
        self.right = QTreeWidget(self)
        self.right.setObjectName("permissions.right")
        self.right.setHeader(ListHeader(self.right))
        self.right.setRootIsDecorated(False)
        self.right.setItemsExpandable(False)
        self.right.setUniformRowHeights(True)
        self.right.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.right.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.right.setColumnCount(3)
        self._buttons = QDialogButtonBox(self)
        self._save_button = PrimaryButton(self)
        self._save_button.setObjectName("permissions.save")
        self._save_button.setText(self.tr("Save"))
        self._save_button.setDefault(True)
        self._save_button.clicked.connect(self.save)
        self._buttons.addButton(self._save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self._cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setObjectName("permissions.cancel")
        self._buttons.rejected.connect(self.reject)
        without_icons(self)

    def _lay_out(self) -> None:
        gap = unit(self)
        switch = QHBoxLayout()
        switch.setSpacing(gap // 2)
        for button in self.switch.values():
            switch.addWidget(button)
        switch.addStretch(1)
        lists = QSplitter(self)
        lists.addWidget(self.left)
        lists.addWidget(self.right)
        lists.setStretchFactor(1, 1)
        lists.setSizes([gap * 32, gap * 86])
        lists.setChildrenCollapsible(False)
        header = self.right.header()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Interactive)
        self.right.setColumnWidth(_NAME, gap * 33)
        self.right.setColumnWidth(_ACCESS, gap * 24)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        for widget in (self._title, self._rule, self.read_only, self.problem):
            column.addWidget(widget)
        column.addLayout(switch)
        column.addWidget(lists, 1)
        column.addWidget(self._buttons)

    def _show_read_only(self) -> None:
        actor = self.draft.data.actor
        text = ""
        if self.draft.read_only:
            text = self.tr("Only those who manage this project's documents may change permissions. Ask: {people}.")
            text = text.format(people=", ".join(actor.ask))
        self.read_only.say(text)
        self._save_button.setVisible(not self.draft.read_only)
        self._cancel.setText(self.tr("Close") if self.draft.read_only else self.tr("Cancel"))
        self._render_save()

    def _add_left(self, text: str, key: object, icon_name: str) -> None:
        item = QListWidgetItem(icon(icon_name), text, self.left)
        item.setToolTip(text.strip())
        item.setSizeHint(QSize(0, unit(self) * 4))
        item.setData(_KEY, key)

    # ---- the right side ------------------------------------------------------------------------------------------

    @Slot()
    def _fill(self) -> None:
        chosen = self.left.currentItem()
        self.right.clear()
        if chosen is None:
            return
        key = chosen.data(_KEY)
        by_member = self._view is View.MEMBER
        first = self.tr("Folder") if by_member else self.tr("Member")
        self.right.setHeaderLabels([first, self.tr("Access"), self.tr("Effective access")])
        self.right.setAccessibleName(
            self.tr("Permissions of {name}").format(name=chosen.text().strip())
            if by_member
            else self.tr("Permissions in {name}").format(name=chosen.text().strip())
        )
        if by_member:
            for line in self.draft.data.folders:
                self._add_right("    " * line.depth + self._names[line.folder], key, line.folder, "folder")
        else:
            for access in self.draft.data.everyone:
                self._add_right(self._member_name(access), access.member.id, key, "user")
        self._tab_order()

    def _add_right(self, text: str, member_id: int, folder: Folder, icon_name: str) -> None:
        item = QTreeWidgetItem(self.right, [text, "", ""])
        item.setIcon(_NAME, icon(icon_name))
        item.setToolTip(_NAME, text.strip())
        item.setData(0, _KEY, (member_id, folder))
        item.setSizeHint(_NAME, QSize(0, unit(self) * 4))
        chosen = self.draft.access(member_id).settings.get(folder)
        if self.draft.by_role(member_id):
            chosen = AccessLevel.MANAGE
        combo = LevelCombo(self.draft.inherited(member_id, folder), chosen, self.right)
        combo.setObjectName(f"permissions.level.{member_id}.{folder}")
        member = self.draft.access(member_id).member.name
        name = self.tr("Access of {member} to {folder}").format(member=member, folder=self._names[folder])
        combo.setAccessibleName(name)
        combo.view().setAccessibleName(name)
        reason = self._refusal(member_id, folder)
        combo.setEnabled(not reason)
        combo.setToolTip(reason)
        combo.setAccessibleDescription(reason)
        combo.activated.connect(lambda _place: self._choose(combo, member_id, folder))
        combo.entered.connect(partial(self.right.scrollToItem, item))
        self.right.setItemWidget(item, _ACCESS, combo)
        self._say_effective(item)

    def _refusal(self, member_id: int, folder: Folder) -> str:
        if self.draft.by_role(member_id):
            role = role_name(self.draft.access(member_id).member.role)
            return self.tr("Always manages by role: {role}").format(role=role)
        if not self.draft.may_set(folder):
            return self.tr("You do not manage this folder. Ask: {people}.").format(
                people=", ".join(self.draft.data.actor.ask)
            )
        return ""

    def _choose(self, combo: LevelCombo, member_id: int, folder: Folder) -> None:
        self.draft.set(member_id, folder, combo.level)
        for item in self._items():
            self._say_effective(item)
            self._say_inherited(item)
        self._render_save()

    def _say_effective(self, item: QTreeWidgetItem) -> None:
        member_id, folder = item.data(0, _KEY)
        text = effective_words(self.draft.access(member_id), folder, self._names)
        item.setText(_EFFECTIVE, text)
        item.setToolTip(_EFFECTIVE, text)
        combo = self.right.itemWidget(item, _ACCESS)
        if combo is not None and combo.isEnabled():
            combo.setAccessibleDescription(self.tr("Effective: {access}").format(access=text))

    def _say_inherited(self, item: QTreeWidgetItem) -> None:
        member_id, folder = item.data(0, _KEY)
        combo = self.right.itemWidget(item, _ACCESS)
        if isinstance(combo, LevelCombo):
            combo.show_inherited(self.draft.inherited(member_id, folder))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.right.topLevelItem(row) for row in range(self.right.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _tab_order(self) -> None:
        before: QWidget = self.left
        for item in self._items():
            combo = self.right.itemWidget(item, _ACCESS)
            if combo is not None:
                QWidget.setTabOrder(before, combo)
                before = combo
        QWidget.setTabOrder(before, self._save_button)
        QWidget.setTabOrder(self._save_button, self._cancel)

    # ---- saving and leaving --------------------------------------------------------------------------------------

    async def _save(self) -> None:
        self._saving = True
        self._render_save()
        try:
            store, data = self._services.store, self.draft.data
            await self._services.read(store.permissions.change, data.project_id, self.draft.changes, names=self._names)
        except Failure as failure:
            self.problem.say(in_words(failure), Tone.DANGER)
            return
        finally:
            self._saving = False
            self._render_save()
        self.saved.emit()
        self.accept()

    async def _leave(self) -> None:
        answer = await ask(
            self,
            self.tr("Leave without saving?"),
            self.tr("The permissions you changed are not saved yet."),
            (
                Answer("save", self.tr("Save")),
                Answer("leave", self.tr("Leave without saving"), destructive=True),
                Answer("stay", self.tr("Stay here"), safe=True),
            ),
        )
        if answer == "save":
            await self._save()
        elif answer == "leave":
            super().reject()

    def _render_save(self) -> None:
        self._save_button.setEnabled(self.draft.dirty and not self._saving)
        self._save_button.setToolTip("" if self.draft.dirty else self.tr("Nothing was changed."))

    # ---- words ---------------------------------------------------------------------------------------------------

    def _member_name(self, access: Access) -> str:
        member = access.member
        text = self.tr("{name} ({role})").format(name=member.name, role=role_name(member.role))
        if member.id == self.draft.data.actor.member.id:
            return self.tr("{name} – you").format(name=text)
        return text

    def _folder_name(self, line: FolderLine) -> str:
        if line.name is not None:
            return line.name
        return documents_wording.no_discipline() if "/" in line.folder else self.tr("No area")
