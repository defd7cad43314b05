"""Questions that a coroutine asks and awaits; nothing else in the window is modal but them and the project picker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from app.ui.controls import without_icons
from app.ui.loop import finished

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton, QWidget


@dataclass(frozen=True, slots=True)
class Answer:
    """``id`` is what ``ask`` returns. ``safe``: Escape and Enter mean this one."""

    id: str
    text: str
    safe: bool = False
    destructive: bool = False


async def ask(parent: QWidget, title: str, text: str, answers: Sequence[Answer]) -> str:
    """Show the question and return the id of the answer; the safe one where the box is closed."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, f"{title}", parent=parent)
    box.setObjectName("ask")
    box.setInformativeText(text)
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


def _role(answer: Answer) -> QMessageBox.ButtonRole:
    if answer.safe:
        return QMessageBox.ButtonRole.RejectRole
    return QMessageBox.ButtonRole.DestructiveRole if answer.destructive else QMessageBox.ButtonRole.AcceptRole
