"""Why a Procore project is not in the list: companies that hide theirs (S8-S13), and missing access (S14-S15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QToolButton, QVBoxLayout, QWidget

from app.domain.failures import FailureCode
from app.ui import dates
from app.ui.controls import Card, Heading, MutedLabel, PlainLabel
from app.ui.failure_words import admin_message
from app.ui.icons import icon
from app.ui.theme import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.views import HiddenCompanyView


class HiddenCompanies(Card):
    """Companies the user belongs to, but whose projects Procore does not show to Planrack: each with its reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hidden_companies")
        self._lines: list[_CompanyLine] = []
        self._title = Heading(self, factor=1.0)
        gap = unit(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        self._column.setSpacing(gap)
        self._column.addWidget(self._title)
        self._retranslate()
        self.hide()

    def show_companies(self, companies: Sequence[HiddenCompanyView]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_CompanyLine(company, self) for company in companies]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Companies whose projects are not listed"))


class _CompanyLine(QWidget):
    def __init__(self, company: HiddenCompanyView, parent: QWidget) -> None:
        super().__init__(parent)
        self._company = company
        self._name = PlainLabel(self, company.company)
        font = self._name.font()
        font.setBold(True)
        self._name.setFont(font)
        self._why = MutedLabel(self)
        self._copy = QPushButton(icon("copy"), "", self)
        self._copy.setObjectName(f"picker.copy_message.{company.company_id}")
        self._copy.clicked.connect(self._copy_message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) // 2)
        column.addWidget(self._name)
        column.addWidget(self._why)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        since = dates.absolute_date(self._company.since)
        if self._company.reason == FailureCode.APP_NOT_INSTALLED:
            reason = self.tr("Planrack is not installed in this company yet. Waiting for approval since {date}.")
        else:
            reason = self.tr("Procore does not let you see this company's projects. Noticed on {date}.")
        self._why.setText(reason.format(date=since))
        self._copy.setText(self.tr("Copy the message for the administrator"))
        self._copy.setAccessibleDescription(self._company.company)

    @Slot()
    def _copy_message(self) -> None:
        QGuiApplication.clipboard().setText(admin_message(self._company.company))
        self._copy.setText(self.tr("Copied"))


class MissingProjectPanel(QWidget):
    """ "My project is not here": folded until asked for; explains both remedies (S14, S15)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = QToolButton(self)
        self.toggle.setObjectName("picker.not_here")
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.toggled.connect(self._fold)
        self._text = PlainLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.toggle)
        column.addWidget(self._text)
        self._fold(False)
        self._retranslate()

    @property
    def text(self) -> str:
        return self._text.text()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    @Slot(bool)
    def _fold(self, open_: bool) -> None:
        self.toggle.setIcon(icon("chevron-down" if open_ else "chevron-right"))
        self._text.setVisible(open_)

    def _retranslate(self) -> None:
        self.toggle.setText(self.tr("My project is not here"))
        lines = (
            self.tr("The Procore user you signed in with has no access to it. There are two ways to get it:"),
            self.tr(
                "1. Someone who may add users in Procore confirms that this user has access to the project"
                " and to its Drawings tool."
            ),
            self.tr("2. Or that person adds this user to the Procore project's directory."),
            self.tr("Then press Re-check. You can also add another Procore account that has access already."),
        )
        self._text.setText("\n".join(lines))
