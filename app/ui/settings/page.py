"""The page « Paramètres »: the list of sections, and the chosen one beside it. Everything is saved as it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.controls import Heading
from app.ui.settings.choices import GeneralSection, ProjectsSection, SupportContactSection, SyncSection
from app.ui.settings.people_sections import AccountsSection, MembersSection
from app.ui.settings.procore_section import ProcoreSection
from app.ui.settings.section import read_settings
from app.ui.settings.storage_section import StorageSection
from app.ui.settings.subjects import Subject, subject_name
from app.ui.theme import unit

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.ui.services import Services
    from app.ui.settings.section import Section


class SettingsPage(QWidget):
    """``saved`` after every change that others may want to know."""

    saved = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self._services = services
        self._asked = 0
        self.general, self.sync = GeneralSection(services, self), SyncSection(services, self)
        self.members = MembersSection(services, self)
        self.sections: dict[Subject, Section] = {
            Subject.GENERAL: self.general,
            Subject.SYNC: self.sync,
            Subject.PROJECTS: ProjectsSection(services, self),
            Subject.STORAGE: StorageSection(services, self),
            Subject.PROCORE: ProcoreSection(services, self),
            Subject.ACCOUNTS: AccountsSection(services, self),
            Subject.MEMBERS: self.members,
            Subject.SUPPORT: SupportContactSection(services, self),
        }
        self._title = Heading(self)
        self.list = QListWidget(self)
        self.list.setObjectName("settings.sections")
        self.list.setSpacing(unit(self) // 2)
        self._stack = QStackedWidget(self)
        for section in self.sections.values():
            item = QListWidgetItem(self.list)
            item.setSizeHint(QSize(0, unit(self) * 4))
            self._stack.addWidget(_scrolled(section))
            section.changed.connect(self._changed)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        gap = unit(self)
        row = QHBoxLayout()
        row.setSpacing(gap * 2)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap * 2)
        column.addWidget(self._title)
        column.addLayout(row, 1)
        self.list.setCurrentRow(0)
        self._retranslate()

    def show_subject(self, subject: Subject) -> None:
        self.list.setCurrentRow(list(self.sections).index(subject))

    @property
    def subject(self) -> Subject:
        return list(self.sections)[self.list.currentRow()]

    def focus_content(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        """Read everything again."""
        self._services.tasks.spawn(self._load(), name="settings")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 110, unit(self) * 60)

    async def _load(self) -> None:
        self._asked += 1
        asked = self._asked
        data = await self._services.read(read_settings, self._services.store)
        if asked != self._asked:  # what was read may be from before the last choice
            return
        for section in self.sections.values():
            section.show_data(data)

    def _changed(self) -> None:
        self.load()
        self.saved.emit()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Sections of the settings"))
        for place, subject in enumerate(self.sections):
            self.list.item(place).setText(subject_name(subject))
        widest = max(self.fontMetrics().horizontalAdvance(subject_name(one)) for one in Subject)
        self.list.setFixedWidth(widest + unit(self) * 5)


def _scrolled(section: Section) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(section)
    return area
