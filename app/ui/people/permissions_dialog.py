"""« Permissions »: per member and folder, what is set, what follows from it, and why (S52-S53)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure
from app.ui.ask import Answer, ask
from app.ui.controls import Heading, MutedLabel, Note, PrimaryButton, Restyled, plain_tip, without_icons
from app.ui.documents import wording as documents_wording
from app.ui.failure_words import in_words
from app.ui.icons import icon
from app.ui.people.draft import PermissionData, PermissionDraft
from app.ui.people.level_list import DEPTH, Indented, LevelList, Line
from app.ui.role_words import role_name
from app.ui.theme import Tone, icon_size, unit

if TYPE_CHECKING:
    from app.domain.access import Access, Folder, FolderLine
    from app.ui.people.level_list import LevelCombo
    from app.ui.services import Services
    from app.ui.theme import Tokens

_KEY = Qt.ItemDataRole.UserRole + 1
_NAME, _ACCESS, _EFFECTIVE = range(3)


class View(StrEnum):
    """What the left list chooses; the right list shows the other."""

    MEMBER = "member"
    FOLDER = "folder"


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
        return QSize(unit(self) * 140, unit(self) * 74)

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
                self._add_left(self._names[line.folder], line.folder, "folder", line.depth)
        self.left.setAccessibleName(self.tr("Members") if view is View.MEMBER else self.tr("Folders"))
        first = next((at for at, one in enumerate(data.everyone) if not self.draft.by_role(one.member.id)), 0)
        self.left.setCurrentRow(first if view is View.MEMBER else 0)

    def combo(self, member_id: int, folder: Folder) -> LevelCombo | None:
        """The choice for this member and folder, where it is shown now."""
        return self.right.combo(member_id, folder)

    def effective_text(self, member_id: int, folder: Folder) -> str:
        """The words beside that choice."""
        return self.right.effective_text(member_id, folder)

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
        self.left.setItemDelegate(Indented(self.left))
        self.left.currentItemChanged.connect(self._fill)
        self.right = LevelList(self.draft, self._names, self)
        self.right.setObjectName("permissions.right")
        self.right.changed.connect(self._render_save)
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
        self.right.set_tab_neighbours(self.left, self._save_button)
        QWidget.setTabOrder(self._save_button, self._cancel)
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
        lists.setSizes([gap * 36, gap * 100])
        lists.setChildrenCollapsible(False)
        header = self.right.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.right.setColumnWidth(_ACCESS, gap * 24)
        self.right.setColumnWidth(_EFFECTIVE, gap * 32)
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

    def _add_left(self, text: str, key: object, icon_name: str, depth: int = 0) -> None:
        item = QListWidgetItem(icon(icon_name), text, self.left)
        item.setToolTip(plain_tip(text))
        item.setSizeHint(QSize(0, unit(self) * 4))
        item.setData(_KEY, key)
        item.setData(DEPTH, depth)

    # ---- the right side ------------------------------------------------------------------------------------------

    @Slot()
    def _fill(self) -> None:
        chosen = self.left.currentItem()
        if chosen is None:
            return
        key = chosen.data(_KEY)
        by_member = self._view is View.MEMBER
        first = self.tr("Folder") if by_member else self.tr("Member")
        self.right.setHeaderLabels([first, self.tr("Access"), self.tr("Effective access")])
        self.right.setAccessibleName(
            self.tr("Permissions of {name}").format(name=chosen.text())
            if by_member
            else self.tr("Permissions in {name}").format(name=chosen.text())
        )
        if by_member:
            lines = [Line(self._names[one.folder], key, one.folder, one.depth) for one in self.draft.data.folders]
        else:
            lines = [Line(self._member_name(one), one.member.id, key) for one in self.draft.data.everyone]
        self.right.show_lines(lines, "folder" if by_member else "user")

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
