"""Questions that a coroutine asks and awaits; nothing else in the window is modal but them and the project picker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QMessageBox, QSpacerItem

from app.ui.controls import without_icons
from app.ui.loop import finished
from app.ui.theme import scaled_font, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget


#: Length of a line of text, in units.
_LINE = 54


@dataclass(frozen=True, slots=True)
class Answer:
    """``id`` is what ``ask`` returns. ``safe``: Escape and Enter mean this one."""

    id: str
    text: str
    safe: bool = False
    destructive: bool = False


async def ask(parent: QWidget, title: str, text: str, answers: Sequence[Answer]) -> str:
    """Show the question and return the id of the answer; the safe one where the box is closed."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, parent=parent)
    box.setObjectName("ask")
    box.setInformativeText(text)
    as_heading_and_lines(box)
    buttons: dict[QPushButton, Answer] = {}
    safe = next(answer.id for answer in answers if answer.safe)
    for answer in answers:
        button = box.addButton(answer.text, _role(answer))
        button.setObjectName(f"ask.{answer.id}")
        buttons[button] = answer
        if answer.safe:
            box.setDefaultButton(button)
            box.setEscapeButton(button)
    without_icons(box)
    await finished(box)
    clicked = box.clickedButton()
    box.deleteLater()
    return next((answer.id for button, answer in buttons.items() if button is clicked), safe)


def as_heading_and_lines(box: QMessageBox) -> None:
    """Give the text of ``box`` the weight of a heading, and what is below it lines of a length that reads well: Qt
    breaks them where the short text above ends."""
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)  # names are in it
        if label.objectName() == "qt_msgbox_label":
            label.setFont(scaled_font(box.font(), 1.15, bold=True))
        elif label.objectName() == "qt_msgbox_informativelabel":
            label.setFixedWidth(unit(box) * _LINE)
    layout = box.layout()
    assert isinstance(layout, QGridLayout)
    for place in range(layout.count()):
        room = layout.itemAt(place)
        if isinstance(room, QSpacerItem) and room.sizeHint().height() <= 1:
            room.changeSize(0, 0)  # Qt indents the text by it where no icon stands before
    layout.setHorizontalSpacing(0 if box.iconPixmap().isNull() else unit(box) * 2)
    layout.setContentsMargins(*(unit(box) * 2,) * 4)
    layout.invalidate()


def _role(answer: Answer) -> QMessageBox.ButtonRole:
    if answer.safe:
        return QMessageBox.ButtonRole.RejectRole
    return QMessageBox.ButtonRole.DestructiveRole if answer.destructive else QMessageBox.ButtonRole.AcceptRole
