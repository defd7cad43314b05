"""The layers of a project's marks: which are shown, and on which one draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from app.domain.sheets import sort_key
from app.ui.controls import MutedLabel, TextField
from app.ui.markups.property_bar import swatch
from app.ui.markups.styles import INKS
from app.ui.markups.wording import layer_name
from app.ui.theme import icon_size, unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.storage.markup_layers import MarkupLayer

_LAYER = Qt.ItemDataRole.UserRole


class LayersPanel(QWidget):
    """The chosen line is the layer that is drawn on."""

    active_changed = Signal(str)
    hidden_changed = Signal(object)  # frozenset[str]
    added = Signal(str, str)  # name, colour
    assigned = Signal(str)  # the marks that are chosen shall be on this layer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setObjectName("markup.layer_list")
        self.name = TextField(self)
        self.name.setObjectName("markup.layer_name")
        self.add = QPushButton(self)
        self.assign = QPushButton(self)
        self._hint = MutedLabel(self)
        new = QHBoxLayout()
        new.addWidget(self.name, 1)
        new.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        column.addWidget(self.assign)
        column.addLayout(new)
        self.list.itemChanged.connect(self._checked)
        self.list.currentItemChanged.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.name.textChanged.connect(self._allow)
        self.assign.clicked.connect(lambda: self.assigned.emit(self.active))
        self._locked: str | None = None
        self._layers: Sequence[MarkupLayer] = ()
        self._others: frozenset[str] = frozenset()
        self._retranslate()

    @property
    def active(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_LAYER)) if item is not None else ""

    def show_layers(self, layers: Sequence[MarkupLayer], used: Iterable[str], locked: str | None) -> None:
        """``used``: names that marks have, also of layers that are not listed."""
        self._layers, self._locked = layers, locked
        self._others = frozenset(used) - {one.name for one in layers} - {""}
        self._fill()

    def set_chosen(self, count: int) -> None:
        """So many marks are chosen."""
        self.assign.setEnabled(bool(count) and self._locked is None)
        self.assign.setToolTip(self._locked or ("" if count else self.tr("No markup is selected.")))

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 36, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._fill()
        super().changeEvent(event)

    def _fill(self) -> None:
        active, hidden = self.active, self._hidden()
        self.list.blockSignals(True)
        self.list.clear()
        others = [(name, "") for name in sorted(self._others, key=sort_key)]
        for name, colour in [("", ""), *((one.name, one.colour) for one in self._layers), *others]:
            item = QListWidgetItem(layer_name(name), self.list)
            item.setData(_LAYER, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if name in hidden else Qt.CheckState.Checked)
            if colour:
                item.setIcon(swatch(colour, icon_size(self), self.devicePixelRatioF()))
            if name == active:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._allow()

    def _hidden(self) -> frozenset[str]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return frozenset(str(one.data(_LAYER)) for one in items if one.checkState() is Qt.CheckState.Unchecked)

    @Slot()
    def _checked(self) -> None:
        self.hidden_changed.emit(self._hidden())

    @Slot()
    def _choose(self) -> None:
        self.active_changed.emit(self.active)

    @Slot()
    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if not name or self._locked is not None:
            return
        self.name.clear()
        self.added.emit(name, INKS[len(self._layers) % len(INKS)])

    @Slot()
    def _allow(self) -> None:
        named = bool(self.name.text().strip())
        self.add.setEnabled(named and self._locked is None)
        self.add.setToolTip(self._locked or ("" if named else self.tr("Type a name first.")))

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Layers of markups"))
        self.name.setAccessibleName(self.tr("Name of the new layer"))
        self.name.setPlaceholderText(self.tr("New layer"))
        self.add.setText(self.tr("Add"))
        self.assign.setText(self.tr("Move the selected markups here"))
        self._hint.setText(self.tr("Ticked layers are shown. What you draw goes onto the selected one."))
        self._fill()
