"""The layers of a project's marks: which are shown, and on which one draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.sheets import sort_key
from app.ui.controls import MutedLabel, Note, TextField
from app.ui.markups.layer_question import LayerQuestion
from app.ui.markups.property_bar import swatch
from app.ui.markups.styles import INKS
from app.ui.markups.wording import layer_name
from app.ui.panes import in_order
from app.ui.theme import icon_size, unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from app.storage.markup_layers import MarkupLayer

_LAYER = Qt.ItemDataRole.UserRole


class LayersPanel(QWidget):
    """The chosen line is the layer that is drawn on."""

    active_changed = Signal(str)
    hidden_changed = Signal(object)  # frozenset[str]
    added = Signal(str, str)  # name, colour
    renamed = Signal(str, str)  # from, to
    removal_wanted = Signal(str)  # somebody has to be asked what happens to the marks
    taken_back = Signal()  # the removal that was told
    assigned = Signal(str)  # the marks that are chosen shall be on this layer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setSpacing(unit(self) // 4)
        self.list.setObjectName("markup.layer_list")
        self.name = TextField(self)
        self.name.setObjectName("markup.layer_name")
        self.add = QPushButton(self)
        self.assign, self.rename, self.remove = QPushButton(self), QPushButton(self), QPushButton(self)
        self.question = LayerQuestion(self)
        self.note, self.undo = Note(self), QPushButton(self)
        self.undo.setObjectName("markup.layer_undo")
        self.note.row.addWidget(self.undo)
        self.note.hide()
        self._hint = MutedLabel(self)
        self._hint.setWordWrap(True)
        new = QHBoxLayout()
        new.addWidget(self.name, 1)
        new.addWidget(self.add)
        acts = QHBoxLayout()
        acts.addWidget(self.rename)
        acts.addWidget(self.remove)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        column.addLayout(acts)
        column.addWidget(self.question)
        column.addWidget(self.note)
        column.addWidget(self.assign)
        column.addLayout(new)
        in_order(self.list, self.rename, self.remove)
        in_order(self.undo, self.assign, self.name, self.add)
        self.list.itemChanged.connect(self._changed)
        self.list.currentItemChanged.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.name.textChanged.connect(self._allow)
        self.assign.clicked.connect(lambda: self.assigned.emit(self.active))
        self.rename.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))
        self.remove.clicked.connect(lambda: self.removal_wanted.emit(self.active))
        self.undo.clicked.connect(self.taken_back)
        triggers = QAbstractItemView.EditTrigger
        self.list.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self.list.itemDelegate().closeEditor.connect(self._fill, Qt.ConnectionType.QueuedConnection)
        self.list.installEventFilter(self)
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

    def names(self) -> list[str]:
        """Of all layers that are listed, the one that is always there first."""
        return [str(self.list.item(row).data(_LAYER)) for row in range(self.list.count())]

    def call(self, name: str, new: str) -> None:
        """A layer was renamed: it stays the one that is drawn on, and hidden, until it is listed anew."""
        self.list.blockSignals(True)
        for row in range(self.list.count()):
            if self.list.item(row).data(_LAYER) == name:
                self.list.item(row).setData(_LAYER, new)
        self.list.blockSignals(False)
        self.active_changed.emit(self.active)
        self.hidden_changed.emit(self._hidden())

    def tell(self, text: str, *, undo: bool = False) -> None:
        """What came of it; nothing for an empty text."""
        self.undo.setVisible(undo)
        self.note.say(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and event.type() == QEvent.Type.KeyPress:
            pressed: QKeyEvent = event  # type: ignore[assignment]
            if pressed.key() == Qt.Key.Key_Delete and self.remove.isEnabled():
                self.removal_wanted.emit(self.active)
                return True
            if pressed.matches(QKeySequence.StandardKey.Undo) and self.undo.isVisible():
                self.taken_back.emit()
                return True
        return super().eventFilter(watched, event)

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

    @Slot()
    def _fill(self) -> None:
        if self.list.state() is QAbstractItemView.State.EditingState:
            return  # its field would go; what is listed is renewed when it is done
        active, hidden = self.active, self._hidden()
        self.list.blockSignals(True)
        self.list.clear()
        others = [(name, "") for name in sorted(self._others, key=sort_key)]
        for name, colour in [("", ""), *((one.name, one.colour) for one in self._layers), *others]:
            item = QListWidgetItem(layer_name(name), self.list)
            item.setData(_LAYER, name)
            editable = Qt.ItemFlag.ItemIsEditable if name and self._locked is None else Qt.ItemFlag.NoItemFlags
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | editable)
            item.setCheckState(Qt.CheckState.Unchecked if name in hidden else Qt.CheckState.Checked)
            if colour:
                item.setIcon(swatch(colour, icon_size(self), self.devicePixelRatioF()))
            if name == active:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        if self.active != active:
            self.active_changed.emit(self.active)
        self._allow()

    def _hidden(self) -> frozenset[str]:
        items = [self.list.item(row) for row in range(self.list.count())]
        return frozenset(str(one.data(_LAYER)) for one in items if one.checkState() is Qt.CheckState.Unchecked)

    @Slot(object)
    def _changed(self, item: QListWidgetItem) -> None:
        """Ticked, or renamed in place."""
        name, typed = str(item.data(_LAYER)), " ".join(item.text().split())
        if item.text() == layer_name(name):
            self.hidden_changed.emit(self._hidden())
            return
        self.list.blockSignals(True)
        item.setText(layer_name(name))  # until it is stored
        self.list.blockSignals(False)
        if not typed or typed == name:
            return
        if typed in self.names() or typed == layer_name(""):
            self.tell(self.tr("There is a layer “{name}” already. Choose another name.").format(name=typed))
        else:
            self.tell("")
            self.renamed.emit(name, typed)

    @Slot()
    def _choose(self) -> None:
        self.question.hide()
        self.active_changed.emit(self.active)
        self._allow()

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
        reason = self._locked or (None if self.active else self.tr("The default layer is always there."))
        for button in (self.rename, self.remove):
            button.setEnabled(reason is None)
            button.setToolTip(reason or "")
            button.setAccessibleDescription(reason or "")

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Layers of markups"))
        self.name.setAccessibleName(self.tr("Name of the new layer"))
        self.name.setPlaceholderText(self.tr("New layer"))
        self.add.setText(self.tr("Add"))
        self.rename.setText(self.tr("Rename"))
        self.remove.setText(self.tr("Remove…"))
        self.undo.setText(self.tr("Undo"))
        self.tell("")
        self.assign.setText(self.tr("Move the selected markups here"))
        self._hint.setText(self.tr("Ticked layers are shown. What you draw goes onto the selected one."))
        self._fill()
