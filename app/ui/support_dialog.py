"""« Support »: contact details from the settings, copyable diagnostics, and the support report (S22, S62)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure, FailureCode
from app.ui.controls import Heading, MutedLabel, Note, without_icons
from app.ui.failure_words import explain
from app.ui.icons import icon
from app.ui.loop import finished
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from app.ui.services import Services

REPORT_NAME = "planrack-support.zip"


@dataclass(frozen=True, slots=True)
class SupportTools:
    """``diagnostics`` gives redacted text; ``write_report`` writes it with the logs, without drawings or secrets.

    Both are called off the UI thread.
    """

    diagnostics: Callable[[], str]
    write_report: Callable[[Path], object]


class SupportDialog(QDialog):
    def __init__(self, services: Services, tools: SupportTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("support")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._tools = tools
        self._build()
        self._working = [services.tasks.spawn(self._load(), name="support")]

    def sizeHint(self) -> QSize:
        return QSize(unit(self) * 78, unit(self) * 66)

    def done(self, result: int) -> None:
        """Close; what is still being collected has nowhere to go."""
        for task in self._working:
            if task is not None:
                task.cancel()
        super().done(result)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Support"))
        title = Heading(self, factor=1.25)
        title.setText(self.tr("Support"))
        self.contact = QLabel(self)
        self.contact.setObjectName("support.contact")
        self.contact.setWordWrap(True)
        self.contact.setTextFormat(Qt.TextFormat.PlainText)
        self.contact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        caption = MutedLabel(self)
        caption.setText(self.tr("Diagnostics. They hold no drawing, no password and no token."))
        self.diagnostics = QPlainTextEdit(self)
        self.diagnostics.setObjectName("support.diagnostics")
        self.diagnostics.setReadOnly(True)
        self.diagnostics.setTabChangesFocus(True)
        self.diagnostics.setAccessibleName(self.tr("Diagnostics"))
        self.diagnostics.setPlainText(self.tr("Collecting…"))
        self.outcome = Note(self)
        self.outcome.say("")
        self.copy = QPushButton(icon("copy"), self.tr("Copy the diagnostics"), self)
        self.copy.setObjectName("support.copy")
        self.report = QPushButton(icon("report"), self.tr("Prepare a support report"), self)
        self.report.setObjectName("support.report")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.report, QDialogButtonBox.ButtonRole.ActionRole)
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        for widget in (title, self.contact, caption):
            column.addWidget(widget)
        column.addWidget(self.diagnostics, 1)
        column.addWidget(self.outcome)
        column.addWidget(buttons)
        without_icons(self)
        self.copy.clicked.connect(self._copy)
        self.report.clicked.connect(self._start_report)
        buttons.rejected.connect(self.reject)

    async def _load(self) -> None:
        contact: object = await self._services.read(self._services.store.preferences.get, "support_contact", None)
        self.contact.setText(self._contact_text(contact if isinstance(contact, Mapping) else {}))
        self.diagnostics.setPlainText(await self._services.read(self._tools.diagnostics))

    def _contact_text(self, contact: Mapping[str, object]) -> str:
        fields = {
            "name": self.tr("Contact: {value}"),
            "phone": self.tr("Phone: {value}"),
            "email": self.tr("E-mail: {value}"),
            "hours": self.tr("Hours: {value}"),
            "web": self.tr("Web: {value}"),
        }
        lines = [text.format(value=contact[key]) for key, text in fields.items() if contact.get(key)]
        return "\n".join(lines) or self.tr("No support contact is set for this workspace. Ask its owner whom to call.")

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.diagnostics.toPlainText())
        self.outcome.say(self.tr("The diagnostics are on the clipboard."), Tone.SUCCESS)

    @Slot()
    def _start_report(self) -> None:
        self._working.append(self._services.tasks.spawn(self._prepare(), name="support report"))

    async def _prepare(self) -> None:
        chooser = QFileDialog(self, self.tr("Where to put the support report"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.selectFile(REPORT_NAME)
        without_icons(chooser)
        accepted = await finished(chooser) == QDialog.DialogCode.Accepted
        files = chooser.selectedFiles()
        chooser.deleteLater()
        if accepted and files:
            await self.write_to(Path(files[0]))

    async def write_to(self, path: Path) -> None:
        """Write the report and say where it is, or why it could not be written."""
        try:
            await self._services.read(self._tools.write_report, path)
        except OSError as problem:
            explanation = explain(Failure(FailureCode.LOCAL_IO, technical=type(problem).__name__))
            self.outcome.say(explanation.message, Tone.DANGER)
            return
        self.outcome.say(self.tr("The report is ready: {path}").format(path=path), Tone.SUCCESS)
