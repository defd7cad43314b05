"""The bar over the sheet in which one types what to find on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.ui import dates
from app.ui.controls import FlatButton, MutedLabel, TextField
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def no_text_reason() -> str:
    """Why nothing can be found or selected on a scan."""
    return QCoreApplication.translate("FindBar", "This sheet is a picture: it has no text to find.")


def find_on_this_sheet() -> str:
    return QCoreApplication.translate("FindBar", "Find on this sheet")


def not_on_this_sheet() -> str:
    return QCoreApplication.translate("FindBar", "Not found on this sheet")


class FindBar(QWidget):
    """Hidden until ``open``. It finds nothing itself; it is told how many there are. ``prompt`` and ``nothing`` are
    its words where something else than a sheet is searched."""

    typed = Signal(str)
    stepped = Signal(int)  # 1 the next hit, -1 the one before
    closed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        prompt: Callable[[], str] = find_on_this_sheet,
        nothing: Callable[[], str] = not_on_this_sheet,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sheet.find_bar")
        self._prompt = prompt
        self._nothing = nothing
        self.field = TextField(self)
        self.field.setObjectName("sheet.find_field")
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self.typed)
        self.count = MutedLabel(self)
        self.count.setObjectName("sheet.find_count")
        self.count.setWordWrap(False)
        self.previous = self._button("chevron-up", "sheet.find_previous")
        self.next = self._button("chevron-down", "sheet.find_next")
        self._close = self._button("close", "sheet.find_close")
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self._close.clicked.connect(self.closed)
        self.field.setMinimumWidth(unit(self) * 34)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        row.addWidget(self.field)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 1)
        row.addWidget(self._close)
        self.hide()
        self._retranslate()

    def open(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def say_count(self, current: int, count: int) -> None:
        """Which hit of how many; ``current`` counts from 0, -1 where none is current yet."""
        if count == 0:
            self._say(self._nothing())
        elif current < 0:
            self._say(self.tr("%n hit(s)", "", count))
        else:
            which, all_of_them = dates.number(current + 1), dates.number(count)
            self._say(self.tr("{which} of {count}").format(which=which, count=all_of_them))
        self._allow(count > 0)

    def say_nothing(self) -> None:
        """Nothing is typed."""
        self._say("")
        self._allow(False)

    def say_reading(self) -> None:
        self._say(self.tr("Reading the sheet…"))
        self._allow(False)

    def say_picture(self) -> None:
        self._say(no_text_reason())
        self._allow(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.stepped.emit(-1 if back else 1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                return False
        return True

    def _button(self, icon_name: str, name: str) -> QToolButton:
        button = FlatButton(self, icon_name)
        button.setObjectName(name)
        return button

    def _allow(self, some: bool) -> None:
        reason = "" if some else self.count.text() or self.tr("Type what to find first.")
        for button, words in ((self.previous, self.tr("Previous hit")), (self.next, self.tr("Next hit"))):
            button.setEnabled(some)
            button.setAccessibleName(words)
            button.setAccessibleDescription(reason)
            keys = "Shift+F3" if button is self.previous else "F3"
            button.setToolTip(f"{words} ({keys})" + (f"\n{reason}" if reason else ""))

    def _say(self, text: str) -> None:
        self.count.setText(text)
        self.count.setAccessibleName(text)

    def _retranslate(self) -> None:
        for widget in (self, self.field):
            widget.setAccessibleName(self._prompt())
        self.field.setPlaceholderText(self._prompt())
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close the search"))
        self._allow(self.next.isEnabled())
