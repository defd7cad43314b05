"""One line under the header: what the drawings are narrowed to, how many are left, and in which of three ways they are
shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from app.ui import dates
from app.ui.controls import MutedLabel, Restyled
from app.ui.documents import wording
from app.ui.documents.filters import Filter, Only
from app.ui.icons import icon
from app.ui.sorting import natural
from app.ui.theme import icon_size, unit

if TYPE_CHECKING:
    from app.domain.views import DocumentTree
    from app.ui.theme import Tokens


class Face(StrEnum):
    """The ways to look at the drawings; stored for each project."""

    TREE = "tree"
    LIST = "list"
    THUMBNAILS = "thumbnails"


_ICONS = {Face.TREE: "view-tree", Face.LIST: "view-list", Face.THUMBNAILS: "view-thumbnails"}
#: As in other file windows; Ctrl+1 and Ctrl+2 are the pages of this one.
KEYS = {Face.TREE: "Ctrl+Shift+1", Face.LIST: "Ctrl+Shift+2", Face.THUMBNAILS: "Ctrl+Shift+3"}


class FaceButton(Restyled, QToolButton):
    """One of three, and which one is on is seen in both themes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._restyle()

    def _style(self, scheme: Tokens) -> str:
        return (
            f"QToolButton {{ background: {scheme.surface}; border: 1px solid {scheme.border_strong};"
            f" border-radius: 4px; padding: {unit(self) // 3}px; }}"
            f"QToolButton:hover {{ background: {scheme.raised}; }}"
            f"QToolButton:checked {{ background: {scheme.selection}; border: 2px solid {scheme.accent}; }}"
            f"QToolButton:focus {{ border: 2px solid {scheme.text}; }}"
        )


class FilterBar(QWidget):
    """What was typed is not chosen here, but cleared with the rest."""

    narrowed = Signal()
    clear_requested = Signal()
    face_chosen = Signal(object)  # Face

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disciplines: list[str] = []
        self._sets: list[str] = []
        self._counts = (0, 0)
        self.discipline = self._box("documents.filter.discipline")
        self.drawing_set = self._box("documents.filter.set")
        self.only = self._box("documents.filter.only")
        self.count = MutedLabel(self)
        self.count.setWordWrap(False)
        self.clear = QPushButton(self)
        self.clear.setObjectName("documents.filter.clear")
        self.clear.setIcon(icon("close"))
        self.clear.clicked.connect(self.clear_requested)
        self.faces = QButtonGroup(self)
        self._buttons = {face: self._button(face) for face in Face}
        self._lay_out()
        self._retranslate()
        self.show_face(Face.TREE)

    def wanted(self, typed: str) -> Filter:
        """What is chosen, with what was ``typed`` elsewhere."""
        only = self.only.currentData()
        return Filter(
            typed.strip(),
            self.discipline.currentData(),
            self.drawing_set.currentData(),
            Only.ALL if only is None else Only(only),
        )

    def reset(self) -> None:
        """Narrow by nothing, and say nothing about it."""
        for box in (self.discipline, self.drawing_set, self.only):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)

    def show_tree(self, tree: DocumentTree) -> None:
        """Offer the disciplines and sets of this snapshot; what is chosen stays chosen while it exists."""
        parts = [part for area in tree.areas for part in area.disciplines]
        disciplines = list(dict.fromkeys(part.name or "" for part in parts))
        sets = {e.drawing_set for part in parts for one in part.drawings for e in one.entries if e.drawing_set}
        in_order = sorted(sets, key=natural)
        if (disciplines, in_order) != (self._disciplines, self._sets):
            self._disciplines, self._sets = disciplines, in_order
            self._fill()

    def show_counts(self, shown: int, all: int, *, narrows: bool) -> None:
        self._counts = (shown, all)
        text = self.tr("{shown} of {all} drawings", "", shown)
        self.count.setText(
            text.format(shown=dates.number(shown), all=dates.number(all)) if narrows else wording.drawing_count(all)
        )
        self.clear.setVisible(narrows)

    def show_face(self, face: Face) -> None:
        self._buttons[face].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.currentIndexChanged.connect(self.narrowed)
        return box

    def _button(self, face: Face) -> QToolButton:
        button = FaceButton(self)
        button.setObjectName(f"documents.face.{face.value}")
        button.setIcon(icon(_ICONS[face]))
        button.setIconSize(QSize(icon_size(self), icon_size(self)))
        button.setShortcut(QKeySequence(KEYS[face]))
        button.clicked.connect(lambda: self.face_chosen.emit(face))
        self.faces.addButton(button)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit(self))
        for box in (self.discipline, self.drawing_set, self.only):
            row.addWidget(box)
        row.addWidget(self.count)
        row.addWidget(self.clear)
        row.addStretch(1)
        faces = QHBoxLayout()
        faces.setSpacing(unit(self) // 4)
        for button in self._buttons.values():
            faces.addWidget(button)
        row.addLayout(faces)

    def _fill(self) -> None:
        all_states = (
            (Only.ALL, self.tr("All states")),
            (Only.CHANGED, self.tr("Changed since I last looked")),
            (Only.NOT_HERE, self.tr("Not here yet")),
            (Only.FAILED, self.tr("Failed")),
            (Only.TO_CHECK, self.tr("Carried annotations to check")),
            (Only.WITHDRAWN, self.tr("Withdrawn")),
            (Only.STARRED, self.tr("Favourites")),
        )
        disciplines = [(name or wording.no_discipline(), name) for name in self._disciplines]
        _refill(self.discipline, [(self.tr("All disciplines"), None), *disciplines])
        _refill(self.drawing_set, [(self.tr("All sets"), None), *((name, name) for name in self._sets)])
        _refill(self.only, [(text, None if state is Only.ALL else state.value) for state, text in all_states])

    def _retranslate(self) -> None:
        self._fill()
        self.discipline.setAccessibleName(self.tr("Show one discipline"))
        self.drawing_set.setAccessibleName(self.tr("Show one drawing set"))
        self.only.setAccessibleName(self.tr("Show drawings in one state"))
        self.clear.setText(self.tr("Clear filters"))
        names = {
            Face.TREE: self.tr("Folders"),
            Face.LIST: self.tr("List"),
            Face.THUMBNAILS: self.tr("Thumbnails"),
        }
        for face, button in self._buttons.items():
            keys = QKeySequence(KEYS[face]).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{names[face]} ({keys})")
            button.setAccessibleName(names[face])
        self.show_counts(*self._counts, narrows=self.wanted("").narrows)


def _refill(box: QComboBox, choices: list[tuple[str, str | None]]) -> None:
    """New choices; the chosen one stays, or else the first takes its place and is announced."""
    chosen = box.currentData()
    kept = next((row for row, (_text, value) in enumerate(choices) if value == chosen), 0)
    box.blockSignals(True)
    box.clear()
    for text, value in choices:
        box.addItem(text, value)
    box.setCurrentIndex(kept)
    box.blockSignals(False)
    if chosen is not None and kept == 0:
        box.currentIndexChanged.emit(0)
