"""Where one is: Projects › Name › Documents › Discipline › Sheet. Every step but the last leads there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.controls import ElidedLabel, LinkButton, PlainLabel, literally, plain_tip
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step; ``go`` None: there is nowhere to go. ``id`` tells apart what may have the same name."""

    text: str
    go: Callable[[], object] | None = None
    id: object = None


class Breadcrumb(QWidget):
    """Shows nothing for a single step: the navigation marks that place already."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("breadcrumb")
        self._shown: tuple[Crumb, ...] = ()
        self._row = QHBoxLayout(self)
        gap = unit(self)
        self._row.setContentsMargins(gap * 2, gap // 2, gap * 2, 0)
        self._row.setSpacing(gap // 2)
        self.hide()

    def show_path(self, path: tuple[Crumb, ...]) -> None:
        if [(one.text, one.id) for one in path] == [(one.text, one.id) for one in self._shown]:
            return
        self._shown = path
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.setVisible(len(path) > 1)
        for place, crumb in enumerate(path):
            if place:
                self._row.addWidget(PlainLabel(self, "›"))
            self._row.addWidget(self._step(crumb))
        self._row.addStretch(1)
        self.setAccessibleName(" › ".join(self.texts()))

    def texts(self) -> list[str]:
        return [one.text for one in self._shown]

    def follow(self, place: int) -> None:
        """Go to the step at ``place``."""
        go = self._shown[place].go
        if go is not None:
            go()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._shown = ()
        super().changeEvent(event)

    def _step(self, crumb: Crumb) -> QWidget:
        if crumb.go is None:
            label = ElidedLabel(self)
            label.setText(crumb.text)
            return label
        button = LinkButton(self)
        shown = self.fontMetrics().elidedText(crumb.text, Qt.TextElideMode.ElideRight, unit(self) * 40)
        button.setText(literally(shown))
        button.setToolTip(plain_tip(crumb.text))
        button.setAccessibleName(crumb.text)
        button.clicked.connect(lambda: crumb.go() if crumb.go is not None else None)
        return button
