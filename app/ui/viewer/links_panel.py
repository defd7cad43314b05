"""The panel that lists what the sheet refers to: for the keyboard, and to see it all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.controls import MutedLabel, Restyled
from app.ui.theme import unit
from app.ui.viewer.links_reading import link_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from app.domain.views import Drawing
    from app.ui.theme import Tokens


class LinksPanel(QWidget):
    """``chosen`` and ``opened`` carry Procore's id of a drawing."""

    chosen = Signal(object)
    opened = Signal(object, bool)  # and whether in a new tab

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _List(self)
        self.list.setObjectName("sheet.links")
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.itemDoubleClicked.connect(lambda item: self.opened.emit(_drawing(item), False))
        self.list.installEventFilter(self)
        self._nothing = MutedLabel(self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint = MutedLabel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        self._links: Sequence[tuple[Drawing, int]] = ()
        self._reason: Callable[[], str] | None = None
        self._retranslate()

    def show_links(self, links: Sequence[tuple[Drawing, int]], reason: Callable[[], str] | None = None) -> None:
        """The drawings and how often each is named; ``reason`` says why there are none."""
        self._links, self._reason = links, reason
        self._fill()

    def take_focus(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 38, super().sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            pressed: QKeyEvent = event  # type: ignore[assignment]
            item = self.list.currentItem()
            if pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                control = bool(pressed.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.opened.emit(_drawing(item), control)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot()
    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(_drawing(item))

    def _fill(self) -> None:
        self.list.clear()
        for drawing, count in self._links:
            name, *facts = link_lines(drawing)
            times = self.tr("named %n time(s)", "", count)
            item = QListWidgetItem("\n".join([name, " · ".join([*facts, times])]), self.list)
            item.setData(Qt.ItemDataRole.UserRole, drawing.procore_id)
        self.list.setVisible(bool(self._links))
        self._hint.setVisible(bool(self._links))
        self._nothing.setVisible(not self._links)
        nothing = self.tr("No number of another sheet of this project stands on this sheet.")
        self._nothing.setText(self._reason() if self._reason is not None else nothing)

    def _retranslate(self) -> None:
        self._fill()
        self.list.setAccessibleName(self.tr("Sheets named on this sheet"))
        self._hint.setText(self.tr("Enter opens the current revision, Ctrl+Enter opens it in a tab of its own."))


class _List(Restyled, QListWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        gap = unit(self)
        return (
            f"QListWidget {{ background: {scheme.surface}; border: 1px solid {scheme.border}; }}"
            f"QListWidget:focus {{ border: 1px solid {scheme.accent}; }}"
            f"QListWidget::item {{ color: {scheme.text}; padding: {gap // 2}px; border: none;"
            f" border-bottom: 1px solid {scheme.border}; }}"
            f"QListWidget::item:selected {{ background: {scheme.selection}; color: {scheme.text};"
            f" border-left: 3px solid {scheme.accent}; }}"
        )


def _drawing(item: QListWidgetItem) -> object:
    return item.data(Qt.ItemDataRole.UserRole)
