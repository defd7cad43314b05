"""The right side of « Permissions »: a row for each folder of a member, or each member in a folder.

A large project has hundreds of folders, and a drop-down is dear: a row gets its own, and its words, when it comes into
view or somebody asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.domain.states import AccessLevel
from app.ui.controls import ListHeader, cell_inset, plain_tip
from app.ui.icons import icon
from app.ui.people.wording import effective_words, level_meaning, level_name
from app.ui.role_words import role_name
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent, QWheelEvent

    from app.domain.access import Folder
    from app.ui.people.draft import PermissionDraft

_LEVEL = Qt.ItemDataRole.UserRole
#: How many folders a row lies in.
DEPTH = Qt.ItemDataRole.UserRole + 2
_NAME, _ACCESS, _EFFECTIVE = range(3)
#: Rows beyond the view that are made ready with it: the Tab key goes there.
_AHEAD = 8


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


class Indented(QStyledItemDelegate):
    """Moves the sign and the text of a cell to the right by its ``DEPTH``, as in a tree that is always open."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        depth = index.data(DEPTH) or 0
        behind = QStyleOptionViewItem(option)
        self.initStyleOption(behind, index)
        view = cast("QWidget", self.parent())
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, behind, painter, view)
        moved = QStyleOptionViewItem(option)
        moved.rect = option.rect.adjusted(depth * unit(view) * 2, 0, 0, 0)
        super().paint(painter, moved, index)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is called, and whose level at which folder it shows."""

    text: str
    member_id: int
    folder: Folder
    depth: int = 0


class LevelList(QTreeWidget):
    changed = Signal()  # the draft, by a choice here

    def __init__(self, draft: PermissionDraft, names: Mapping[Folder, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._draft = draft
        self._names = names
        self._lines: list[Line] = []
        self._between: tuple[QWidget, QWidget] | None = None
        self.setHeader(ListHeader(self, inset=cell_inset(self)))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setColumnCount(3)
        self.setItemDelegateForColumn(_NAME, Indented(self))
        self.verticalScrollBar().valueChanged.connect(self._make_ready)

    def set_tab_neighbours(self, before: QWidget, after: QWidget) -> None:
        """The choices are reached after one widget and before the other."""
        self._between = (before, after)

    def show_lines(self, lines: Iterable[Line], icon_name: str) -> None:
        self.clear()
        self._lines = list(lines)
        sign, size = icon(icon_name), QSize(0, unit(self) * 4)
        items = []
        for line in self._lines:
            item = QTreeWidgetItem([line.text, "", ""])
            item.setIcon(_NAME, sign)
            item.setToolTip(_NAME, plain_tip(line.text))
            item.setData(_NAME, DEPTH, line.depth)
            item.setSizeHint(_NAME, size)
            items.append(item)
        self.addTopLevelItems(items)
        self._make_ready()

    def combo(self, member_id: int, folder: Folder) -> LevelCombo | None:
        """The choice for this member and folder, where there is such a row."""
        row = self._row_of(member_id, folder)
        return None if row is None else self._combo(row)

    def effective_text(self, member_id: int, folder: Folder) -> str:
        """The words beside that choice."""
        row = self._row_of(member_id, folder)
        assert row is not None
        self._combo(row)
        return self._item(row).text(_EFFECTIVE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_ready()

    @Slot()
    def _make_ready(self) -> None:
        """Give the rows in view, and some around them, their choices."""
        if not self._lines:
            return
        top, bottom = self.indexAt(self.viewport().rect().topLeft()), self.indexAt(self.viewport().rect().bottomLeft())
        first = max(0, top.row() - _AHEAD)
        last = min(len(self._lines), (bottom.row() if bottom.isValid() else len(self._lines)) + _AHEAD)
        missing = [row for row in range(first, last) if self._made(row) is None]
        for row in missing:
            self._make(row)
        if missing:
            self._order_tabs()

    def _combo(self, row: int) -> LevelCombo:
        made = self._made(row)
        if made is None:
            made = self._make(row)
            self._order_tabs()
        return made

    def _made(self, row: int) -> LevelCombo | None:
        found = self.itemWidget(self._item(row), _ACCESS)
        return found if isinstance(found, LevelCombo) else None

    def _make(self, row: int) -> LevelCombo:
        line, draft, item = self._lines[row], self._draft, self._item(row)
        member_id, folder = line.member_id, line.folder
        access = draft.access(member_id)
        chosen = AccessLevel.MANAGE if draft.by_role(member_id) else access.settings.get(folder)
        combo = LevelCombo(draft.inherited(member_id, folder), chosen, self)
        combo.setObjectName(f"permissions.level.{member_id}.{folder}")
        name = self.tr("Access of {member} to {folder}").format(member=access.member.name, folder=self._names[folder])
        combo.setAccessibleName(name)
        combo.view().setAccessibleName(name)
        reason = self._refusal(member_id, folder)
        combo.setEnabled(not reason)
        combo.setToolTip(plain_tip(reason))
        combo.setAccessibleDescription(reason)
        combo.activated.connect(lambda _place: self._choose(combo, member_id, folder))
        combo.entered.connect(partial(self.scrollToItem, item))
        self.setItemWidget(item, _ACCESS, combo)
        self._say_effective(row, combo)
        return combo

    def _refusal(self, member_id: int, folder: Folder) -> str:
        if self._draft.by_role(member_id):
            role = role_name(self._draft.access(member_id).member.role)
            return self.tr("Always manages by role: {role}").format(role=role)
        if not self._draft.may_set(folder):
            return self.tr("You do not manage this folder. Ask: {people}.").format(
                people=", ".join(self._draft.data.actor.ask)
            )
        return ""

    def _choose(self, combo: LevelCombo, member_id: int, folder: Folder) -> None:
        self._draft.set(member_id, folder, combo.level)
        for row, line in enumerate(self._lines):
            made = self._made(row)
            if made is not None:
                self._say_effective(row, made)
                made.show_inherited(self._draft.inherited(line.member_id, line.folder))
        self.changed.emit()

    def _say_effective(self, row: int, combo: LevelCombo) -> None:
        line, item = self._lines[row], self._item(row)
        text = effective_words(self._draft.access(line.member_id), line.folder, self._names)
        item.setText(_EFFECTIVE, text)
        item.setToolTip(_EFFECTIVE, plain_tip(text))
        if combo.isEnabled():
            combo.setAccessibleDescription(self.tr("Effective: {access}").format(access=text))

    def _order_tabs(self) -> None:
        if self._between is None:
            return
        before, after = self._between
        for combo in filter(None, map(self._made, range(len(self._lines)))):
            QWidget.setTabOrder(before, combo)
            before = combo
        QWidget.setTabOrder(before, after)

    def _row_of(self, member_id: int, folder: Folder) -> int | None:
        same = (row for row, line in enumerate(self._lines) if (line.member_id, line.folder) == (member_id, folder))
        return next(same, None)

    def _item(self, row: int) -> QTreeWidgetItem:
        item = self.topLevelItem(row)
        assert item is not None
        return item
