"""The left navigation (S18): « INFO ORGANISATION » leads to the projects, « INFO PROJET » into the current one."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.controls import ElidedLabel, PlainLabel
from app.ui.icons import icon
from app.ui.people.profile_button import ProfileButton
from app.ui.theme import icon_size, scaled_font, tokens, unit


class Place(StrEnum):
    """Where the navigation leads."""

    PROJECTS = "projects"
    MEMBERS = "members"
    SEARCH = "search"
    DOCUMENTS = "documents"
    CHANGES = "changes"
    SETTINGS = "settings"

    @property
    def of_project(self) -> bool:
        """It leads to something of the current project."""
        return self in (Place.DOCUMENTS, Place.CHANGES)


class Navigation(QFrame):
    """Two groups of places, the second of which needs a current project and says so while there is none; at the foot,
    who is at this computer."""

    chosen = Signal(object)  # Place

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self._organization = self._caption()
        self._project = self._caption()
        self._name = ElidedLabel(self)
        self._name.setObjectName("navigation.project")
        self._buttons = {
            Place.PROJECTS: self._button("projects"),
            Place.MEMBERS: self._button("user"),
            Place.SEARCH: self._button("search"),
            Place.DOCUMENTS: self._button("documents"),
            Place.CHANGES: self._button("history"),
            Place.SETTINGS: self._button("settings"),
        }
        self.profile = ProfileButton(self)
        self.profile.members_requested.connect(lambda: self.chosen.emit(Place.MEMBERS))
        group = QButtonGroup(self)
        for place, button in self._buttons.items():
            group.addButton(button)
            button.setObjectName(f"navigation.{place.value}")
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
        self._lay_out()
        self._restyle()
        self.set_project(None)

    def set_project(self, name: str | None) -> None:
        """Name the current project; None: there is none yet."""
        self._current = name
        for place, button in self._buttons.items():
            button.setEnabled(name is not None or not place.of_project)
        self._retranslate()

    def set_place(self, place: Place) -> None:
        self._buttons[place].setChecked(True)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 26, super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange):
            self._restyle()
        super().changeEvent(event)

    def _caption(self) -> QLabel:
        label = PlainLabel(self)
        label.setFont(scaled_font(label.font(), 0.85, bold=True))
        label.setProperty("caption", True)
        label.setIndent(0)
        return label

    def _button(self, icon_name: str) -> QPushButton:
        button = QPushButton(icon(icon_name), "", self)
        button.setCheckable(True)
        button.setIconSize(QSize(icon_size(self), icon_size(self)))
        return button

    def _lay_out(self) -> None:
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap * 2, gap, gap)
        column.setSpacing(gap // 2)
        column.addWidget(self._organization)
        column.addWidget(self._buttons[Place.PROJECTS])
        column.addWidget(self._buttons[Place.SEARCH])
        column.addWidget(self._buttons[Place.MEMBERS])
        column.addSpacing(gap * 2)
        column.addWidget(self._project)
        column.addWidget(self._name)
        column.addWidget(self._buttons[Place.DOCUMENTS])
        column.addWidget(self._buttons[Place.CHANGES])
        column.addStretch(1)
        column.addWidget(self._buttons[Place.SETTINGS])
        column.addWidget(self.profile)

    def _retranslate(self) -> None:
        self._organization.setText(self.tr("ORGANIZATION INFO"))
        self._project.setText(self.tr("PROJECT INFO"))
        self._name.setText(self._current if self._current is not None else self.tr("No project selected"))
        self._buttons[Place.PROJECTS].setText(self.tr("Projects"))
        self._buttons[Place.MEMBERS].setText(self.tr("Members"))
        self._buttons[Place.SEARCH].setText(self.tr("Search"))
        self._buttons[Place.DOCUMENTS].setText(self.tr("Documents"))
        self._buttons[Place.SETTINGS].setText(self.tr("Settings"))
        self._buttons[Place.CHANGES].setText(self.tr("What changed"))
        for place, button in self._buttons.items():
            wanting = place.of_project and not self._current
            button.setToolTip(self.tr("Select a project first.") if wanting else "")

    def _restyle(self) -> None:
        scheme, gap = tokens(), unit(self)
        style = (
            f"#navigation {{ background: {scheme.sunken}; border: none; border-right: 1px solid {scheme.border}; }}"
            f"#navigation QLabel {{ color: {scheme.text}; padding: 0 {gap}px; }}"
            f'#navigation QLabel[caption="true"] {{ color: {scheme.muted}; }}'
            f"#navigation QPushButton {{ text-align: left; border: 2px solid transparent; border-radius: 4px;"
            f" padding: {gap - 2}px; color: {scheme.text}; background: transparent; }}"
            f"#navigation QPushButton:hover {{ background: {scheme.window}; }}"
            f"#navigation QPushButton:checked {{ background: {scheme.selection}; font-weight: 600;"
            f" border-left: 3px solid {scheme.accent}; }}"
            f"#navigation QPushButton:focus {{ border-color: {scheme.accent}; }}"
            f"#navigation QPushButton:disabled {{ color: {scheme.disabled}; }}"
        )
        if style != self.styleSheet():
            self.setStyleSheet(style)
