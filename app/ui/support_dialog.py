"""« Support »: contact details from the settings, copyable diagnostics, and the support report (S22, S62)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.failures import Failure, FailureCode
from app.ui import dates
from app.ui.choosing import choose_file
from app.ui.controls import Heading, MutedLabel, Note, PlainLabel, ring_on_focus, without_icons
from app.ui.failure_words import explain
from app.ui.icons import icon
from app.ui.theme import Tone, unit

if TYPE_CHECKING:
    from pathlib import Path

    from app.ui.services import Services

REPORT_NAME = "planrack-support.zip"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of the support report: redacted text."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SupportTools:
    """``files`` collects what the report consists of, without drawings or secrets; ``save`` writes what it is given
    and nothing else. Both are called off the UI thread.
    """

    files: Callable[[], Sequence[ReportFile]]
    save: Callable[[Sequence[ReportFile], Path], object]


class SupportDialog(QDialog):
    def __init__(self, services: Services, tools: SupportTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("support")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._services = services
        self._tools = tools
        self._files: Sequence[ReportFile] = ()
        self._contact: Mapping[str, object] | None = None
        self._outcome: tuple[Callable[[], str], Tone] | None = None
        self._build()
        self._retranslate()
        self.resize(self.sizeHint())  # which Qt forgets over the lines that wrap
        self._working = [services.tasks.spawn(self._load(), name="support")]

    def sizeHint(self) -> QSize:
        wanted = QSize(unit(self) * 116, unit(self) * 84)
        return wanted.boundedTo(self.screen().availableGeometry().size())

    def done(self, result: int) -> None:
        """Close; what is still being collected has nowhere to go."""
        for task in self._working:
            if task is not None:
                task.cancel()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._title = Heading(self, factor=1.25)
        self.contact = PlainLabel(self)
        self.contact.setObjectName("support.contact")
        self.contact.setWordWrap(True)
        self.contact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._caption = MutedLabel(self)
        self.files = QListWidget(self)
        self.files.setSpacing(unit(self) // 4)
        self.files.setObjectName("support.files")
        self.files.setFixedWidth(unit(self) * 30)
        self.files.setSpacing(unit(self) // 3)
        self.files.currentRowChanged.connect(self._show_file)
        self.diagnostics = QPlainTextEdit(self)
        self.diagnostics.setObjectName("support.diagnostics")
        self.diagnostics.setReadOnly(True)
        ring_on_focus(self.diagnostics)
        self.diagnostics.setTabChangesFocus(True)
        self.outcome = Note(self)
        self.outcome.say("")
        self.copy = QPushButton(icon("copy"), "", self)
        self.copy.setObjectName("support.copy")
        self.report = QPushButton(icon("report"), "", self)
        self.report.setObjectName("support.report")
        self.report.setEnabled(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.report, QDialogButtonBox.ButtonRole.ActionRole)
        gap = unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 2, gap * 2, gap * 2, gap * 2)
        column.setSpacing(gap + 2)
        for widget in (self._title, self.contact, self._caption):
            column.addWidget(widget)
        preview = QHBoxLayout()
        preview.setSpacing(gap)
        preview.addWidget(self.files)
        preview.addWidget(self.diagnostics, 1)
        column.addLayout(preview, 1)
        column.addWidget(self.outcome)
        column.addWidget(buttons)
        without_icons(self)
        self.copy.clicked.connect(self._copy)
        self.report.clicked.connect(self._start_report)
        buttons.rejected.connect(self.reject)

    async def _load(self) -> None:
        contact: object = await self._services.read(self._services.store.preferences.get, "support_contact", None)
        self._contact = contact if isinstance(contact, Mapping) else {}
        self._say_contact()
        try:
            self._files = await self._services.read(self._tools.files)
        except OSError as problem:
            self._say_failed(problem)
            return
        self.files.addItems([self._file_text(file) for file in self._files])
        self.files.setCurrentRow(0)
        self.report.setEnabled(True)
        self.report.setToolTip("")

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Support"))
        self._title.setText(self.tr("Support"))
        self._caption.setText(
            self.tr(
                "This is all that the support report holds: no drawing, no password, no token."
                " Nothing is sent anywhere; you save the file and decide who gets it."
            )
        )
        self.files.setAccessibleName(self.tr("Files of the support report"))
        self.diagnostics.setAccessibleName(self.tr("Text of the chosen file"))
        self.copy.setText(self.tr("Copy what is shown"))
        self.report.setText(self.tr("Save the support report…"))
        self._say_contact()
        if self._files:
            for row, file in enumerate(self._files):
                self.files.item(row).setText(self._file_text(file))
        else:
            self.diagnostics.setPlainText(self.tr("Collecting…"))
            self.report.setToolTip(self.tr("Collecting…"))
        if self._outcome is not None:
            self._say(*self._outcome)

    def _file_text(self, file: ReportFile) -> str:
        return self.tr("{file} ({size})").format(file=file.name, size=dates.size(len(file.content)))

    def _say(self, text: Callable[[], str], tone: Tone) -> None:
        """Under the list, also in another language from now on."""
        self._outcome = (text, tone)
        self.outcome.say(text(), tone)

    def _say_contact(self) -> None:
        self.contact.setText("" if self._contact is None else self._contact_text(self._contact))

    @Slot(int)
    def _show_file(self, row: int) -> None:
        self.diagnostics.setPlainText(self._files[row].content.decode(errors="replace"))

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
        self._say(lambda: self.tr("What is shown is on the clipboard."), Tone.SUCCESS)

    @Slot()
    def _start_report(self) -> None:
        self._working.append(self._services.tasks.spawn(self._prepare(), name="support report"))

    async def _prepare(self) -> None:
        path = await choose_file(self, self.tr("Where to put the support report"), REPORT_NAME)
        if path is not None:
            await self.write_to(path)

    async def write_to(self, path: Path) -> None:
        """Write the report and say where it is, or why it could not be written."""
        try:
            await self._services.read(self._tools.save, self._files, path)
        except OSError as problem:
            self._say_failed(problem)
            return
        self._say(lambda: self.tr("The report is ready: {path}").format(path=path), Tone.SUCCESS)

    def _say_failed(self, problem: OSError) -> None:
        failure = Failure(FailureCode.LOCAL_IO, technical=type(problem).__name__)
        self._say(lambda: explain(failure).message, Tone.DANGER)
