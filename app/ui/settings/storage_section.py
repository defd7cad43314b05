"""Where the drawings lie, how much room they take, and what of it may be thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.storage.usage import delete_previews, measure
from app.ui import dates
from app.ui.controls import ElidedLabel, PlainLabel
from app.ui.icons import icon
from app.ui.settings.section import Section
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.storage.usage import Usage
    from app.ui.services import Services
    from app.ui.settings.section import SettingsData


class StorageSection(Section):
    """Measures each time it is shown: the walk through the folder takes a moment."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(services, lambda: self.tr("Storage"), act=None, parent=parent)
        self._usage: Usage | None = None
        self.location = ElidedLabel(self)
        self.location.setObjectName("settings.location")
        self.location.setFixedWidth(unit(self) * 56)
        caption = PlainLabel(self)
        self.says(caption.setText, lambda: self.tr("Data folder"))
        self.form.addRow(caption, self.location)
        self.drawings = self._value(lambda: self.tr("Drawings"))
        self.previews = self._value(lambda: self.tr("Previews"))
        self.database = self._value(lambda: self.tr("Database"))
        self.quarantine = self._value(lambda: self.tr("Quarantine"))
        self.other = self._value(lambda: self.tr("Backups, logs and half downloads"))
        self.total = self._value(lambda: self.tr("Total"))
        self.free = self._value(lambda: self.tr("Free on this disk"))
        self.open_folder = QPushButton(icon("folder-open"), "", self)
        self.open_folder.setObjectName("settings.open_folder")
        self.says(self.open_folder.setText, lambda: self.tr("Open folder"))
        self.delete = QPushButton(self)
        self.delete.setObjectName("settings.delete_previews")
        self.says(self.delete.setText, lambda: self.tr("Delete previews"))
        self.says(
            self.delete.setToolTip, lambda: self.tr("They are derived: they are drawn again when they are next needed.")
        )
        row = QHBoxLayout()
        row.setSpacing(unit(self))
        row.addWidget(self.open_folder)
        row.addWidget(self.delete)
        row.addStretch(1)
        self.form.addRow(row)
        self.hint(
            lambda: self.tr(
                "Drawings in quarantine did not match their checksum; they are kept for the support and downloaded"
                " again by themselves."
            )
        )
        self.hint(
            lambda: self.tr(
                "To move the folder: quit Planrack, move the folder as a whole to another local disk, and name the"
                " new place in the environment variable PLANRACK_HOME. Not a network drive, nor a folder that is"
                " synchronized to a cloud: its database would be damaged."
            )
        )
        self.column.addStretch(1)
        self.open_folder.clicked.connect(self._open)
        self.delete.clicked.connect(lambda: self.start(self._delete))

    def render_data(self, data: SettingsData) -> None:
        self.location.setText(str(self._services.settings.home))
        self._render_usage()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.start(self._measure)

    def _value(self, caption: Any) -> QLabel:
        label = PlainLabel(self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setMinimumWidth(unit(self) * 16)  # the figures end at the same edge, whatever their lengths
        name = PlainLabel(self)
        self.says(name.setText, caption)
        self.form.addRow(name, label)
        return label

    async def _measure(self) -> None:
        self._usage = await self._services.read(measure, self._services.settings)
        self._render_usage()

    async def _delete(self) -> None:
        await self._services.read(delete_previews, self._services.settings)
        await self._measure()

    def _render_usage(self) -> None:
        usage = self._usage
        unknown = self.tr("being measured…")
        for name in ("drawings", "previews", "database", "quarantine", "other", "total", "free"):
            label: QLabel = getattr(self, name)
            label.setText(unknown if usage is None else dates.size(getattr(usage, name)))
        self.delete.setEnabled(usage is not None and usage.previews > 0)

    def _open(self) -> None:
        self._services.open_url(QUrl.fromLocalFile(str(self._services.settings.home)).toString())
