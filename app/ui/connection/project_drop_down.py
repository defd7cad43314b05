"""The drop-down with type-ahead of the project picker (S25-S27): every Procore project, the company beside each.

It opens by typing, by a click, by Alt+Down, F4 or an arrow key. What is typed is searched in names and companies of
all projects; Enter takes the marked line, Escape closes the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QSizePolicy, QWidget

from app.ui.connection.picker_delegate import PickerDelegate
from app.ui.controls import Restyled
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens, unit

if TYPE_CHECKING:
    from app.ui.connection.card_state import Choice
    from app.ui.connection.picker_model import PickerModel
    from app.ui.theme import Tokens

_ROWS = 10
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class ProjectDropDown(Restyled, QComboBox):
    """An editable combo box whose list is that of ``model``; the box itself holds no items.

    ``choice`` is what was taken from the list, or typed in full; typing anything else gives it up.
    """

    choice_changed = Signal()

    def __init__(self, model: PickerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._choice: Choice | None = None
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.popup = QListView()
        self.popup.setUniformItemSizes(True)
        self._completer = QCompleter(model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)  # the model searches
        self._completer.setMaxVisibleItems(_ROWS)
        self._completer.setWrapAround(False)
        self._completer.setPopup(self.popup)
        self._completer.setWidget(self)
        # The box's own completer would write into the line.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.popup.setItemDelegate(PickerDelegate(self.popup))  # after setPopup, which brings one of its own
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._restyle()

    @property
    def field(self) -> QLineEdit:
        """Where one types."""
        field = self.lineEdit()
        assert field is not None
        return field

    @property
    def choice(self) -> Choice | None:
        return self._choice

    def choose(self, choice: Choice | None) -> None:
        """Show this one as chosen, or none."""
        self._model.search("")
        self.field.setText(choice.project.name if choice is not None else "")
        self.field.setCursorPosition(0)
        self._set(choice)

    def search(self, text: str) -> None:
        """As if ``text`` were typed, without opening the list."""
        self._model.search(text)
        self._set(self._model.named(text))

    def showPopup(self) -> None:
        """Open the list: all projects where one is chosen or nothing typed, else what matches."""
        self._model.search("" if self._choice is not None else self.field.text())
        if self._choice is not None:
            self.field.selectAll()
        self._open()

    def hidePopup(self) -> None:
        self.popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ARROWS and plain:
            self.showPopup()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.MouseButtonRelease and not self.popup.isVisible():
            self.showPopup()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, scheme = icon_size(self), tokens()
        area = QRectF(self.width() - side - unit(self) / 2 - 1, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        paint_icon(painter, area, "chevron-down", scheme.color(Tone.TEXT if self.isEnabled() else Tone.MUTED))
        painter.end()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        self.field.setObjectName(f"{name}.field")
        self.popup.setObjectName(f"{name}.list")

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 60, max(super().sizeHint().height(), unit(self) * 4 + 2))

    @Slot(str)
    def _typed(self, text: str) -> None:
        self.search(text)
        self._open()

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        choice = self._model.choice(self._model.index(index.row()))
        if choice is not None:
            self.choose(choice)

    def _open(self) -> None:
        if not self._model.rowCount():
            self.popup.hide()
            return
        self._completer.complete()
        row = self._model.row_of(self._choice.project.id).row() if self._choice is not None else 0
        # The completer's own model stands between: same rows, other indexes.
        self.popup.setCurrentIndex(self.popup.model().index(max(0, row), 0))

    def _set(self, choice: Choice | None) -> None:
        self._choice = choice
        self.choice_changed.emit()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QComboBox {{ background: {scheme.surface}; color: {scheme.text}; border: 1px solid"
            f" {scheme.border_strong}; border-radius: 4px; padding: {gap // 2}px {gap // 2}px;"
            f" placeholder-text-color: {scheme.muted}; }}"
            f"QComboBox:focus {{ border: 2px solid {scheme.accent}; padding: {gap // 2 - 1}px; }}"
            f"QComboBox::drop-down {{ border: none; width: {icon_size(self) + gap}px; }}"
            "QComboBox::down-arrow { image: none; }"  # a picture there would not follow the theme: it is painted
        )
