"""What lies between the header and the tree: why a sync failed, and which folder a sub-folder belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.states import CacheState, SyncState
from app.ui import dates, status_text
from app.ui.badge import BadgeWidget
from app.ui.controls import Card, ElidedLabel, MutedLabel, Note, PlainLabel, plain_tip
from app.ui.documents import wording
from app.ui.failure_words import in_words
from app.ui.icons import icon, icon_pixmap
from app.ui.theme import Tone, icon_size, unit

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.views import DocumentTree, Drawing, Entry, FolderStatus, WithdrawalQuestion
    from app.ui.theme import Tokens


#: So many numbers are named in a question.
_NAMED = 5
_DRAWING = Qt.ItemDataRole.UserRole + 1


class FolderBanner(Card):
    """One line over the tree: where one is, and the state of the Procore folder, the only one there is (S45, S46).

    It is there for every place of a linked project, at one height: choosing a row must not move the rows.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._sign = PlainLabel()  # Card draws it with the theme, from its first moment
        super().__init__(parent)
        self.setObjectName("documents.banner")
        self._sign.setParent(self)
        self._name = ElidedLabel(self)
        self._badge = BadgeWidget(self)
        self._state = MutedLabel(self)
        self._state.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        gap = unit(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(gap, gap // 2, gap, gap // 2)
        row.setSpacing(gap)
        row.addWidget(self._sign)
        row.addWidget(self._name, 1)
        row.addWidget(self._badge)
        row.addWidget(self._state)
        self.hide()

    def show_place(self, sub_folder: str | None, folder: str, status: FolderStatus, now: datetime) -> None:
        """``sub_folder`` None: the Procore folder itself."""
        words = status_text.describe(status, now)
        if sub_folder is None:
            name = self.tr("Procore folder {folder}").format(folder=folder)
        else:
            name = self.tr("{sub_folder}, part of the Procore folder {folder}").format(
                sub_folder=sub_folder, folder=folder
            )
        self._name.setText(name)
        self._badge.set_state(status.state)
        self._badge.setToolTip(plain_tip(words.tooltip))
        self._state.setText(words.accessible)
        self._state.setToolTip(plain_tip(words.tooltip))
        self.setAccessibleName(f"{name}. {words.accessible}")
        self.show()

    def _style(self, scheme: Tokens) -> str:
        self._sign.setPixmap(
            icon_pixmap("procore", icon_size(self), scheme.color(Tone.ACCENT), self.devicePixelRatioF())
        )
        return super()._style(scheme)


class FailureBanner(QWidget):
    """Reason, remedy and next attempt of a folder that is not in sync; below it, on request, what failed."""

    sync_requested = Signal()
    support_requested = Signal()
    drawing_chosen = Signal(object)  # Procore's drawing id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Note(self, tone=Tone.DANGER)
        self._retry = QPushButton(self)
        self._retry.setObjectName("documents.failure.retry")
        self._retry.clicked.connect(self.sync_requested)
        self._which = QPushButton(self)
        self._which.setObjectName("documents.failure.which")
        self._which.setCheckable(True)
        self._support = QPushButton(self)
        self._support.setObjectName("documents.failure.support")
        self._support.clicked.connect(self.support_requested)
        self._list = QListWidget(self)
        self._list.setObjectName("documents.failure.list")
        self._list.setWordWrap(True)
        self._list.hide()
        self._list.itemActivated.connect(self._choose)
        self._which.toggled.connect(self._list.setVisible)
        for button in (self._retry, self._which, self._support):
            self._note.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(unit(self) // 2)
        column.addWidget(self._note)
        column.addWidget(self._list)
        self.hide()

    def show_state(self, tree: DocumentTree, now: datetime, *, may_sync: bool) -> None:
        """Show what is wrong with the folder, or nothing."""
        status = tree.status
        failed = failed_sheets(tree)
        self._list_failed(failed)
        if status.state not in (SyncState.FAILED, SyncState.ACCESS_LOST, SyncState.DISCONNECTED):
            self.hide()
            return
        lost = status.state is not SyncState.FAILED
        self._note.say(self._sentence(status, len(failed), now), Tone.WARNING if lost else Tone.DANGER)
        self._retry.setText(self.tr("Sync"))
        self._retry.setVisible(may_sync and status.state is not SyncState.DISCONNECTED)
        self._which.setText(self.tr("What failed (%n)", "", len(failed)))
        self._which.setVisible(bool(failed))
        self._support.setText(self.tr("Prepare a support report"))
        self._support.setVisible(status_text.wants_support(status) and not lost)
        self._list.setAccessibleName(self.tr("Sheets that could not be downloaded"))
        self.show()

    def _sentence(self, status: FolderStatus, failed: int, now: datetime) -> str:
        parts = [status_text.label(status.state)]
        if status.failure is not None:
            parts[0] = f"{parts[0]} ({dates.relative(status.failure.at, now)})"
            parts.append(in_words(status.failure))
        elif failed:
            parts.append(self.tr("%n sheet(s) could not be downloaded.", "", failed))
        if status.state is SyncState.DISCONNECTED:
            parts.append(self.tr("Everything downloaded before stays readable."))
        if status.state is SyncState.FAILED and status.next_attempt is not None:
            parts.append(status_text.next_attempt(status, now))
        return "\n".join([parts[0], " ".join(part for part in parts[1:] if part)]).strip()

    def _list_failed(self, failed: list[tuple[Drawing, Entry]]) -> None:
        self._list.clear()
        for drawing, entry in failed:
            item = QListWidgetItem(icon("sheet-failed", Tone.DANGER), self._failed_line(drawing, entry), self._list)
            item.setData(_DRAWING, drawing.procore_id)
        self._list.setMaximumHeight(min(len(failed), 5) * unit(self) * 5 + 6)
        if not failed:
            self._which.setChecked(False)

    def _failed_line(self, drawing: Drawing, entry: Entry) -> str:
        name = f"{drawing.number} {drawing.title}, {wording.revision_name(entry)}"
        if entry.problem is None:
            return name
        return f"{name}\n{in_words(entry.problem)} {wording.next_try(entry)}"

    def _choose(self, item: QListWidgetItem) -> None:
        self.drawing_chosen.emit(item.data(_DRAWING))


class WithdrawalBanner(QWidget):
    """The question that a listing without much of the project raises: were these drawings really removed (I4)?"""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documents.withdrawal")
        self._note = Note(self, tone=Tone.WARNING)
        self._accept = QPushButton(self)
        self._accept.setObjectName("documents.withdrawal.accept")
        self._accept.clicked.connect(self.accepted)
        self._later = QPushButton(self)
        self._later.setObjectName("documents.withdrawal.later")
        self._later.clicked.connect(self._put_off)
        self._asked_at: datetime | None = None
        self._put_off_at: datetime | None = None
        for button in (self._accept, self._later):
            self._note.row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        self.hide()

    def show_question(self, question: WithdrawalQuestion | None, *, may_answer: bool) -> None:
        """Ask whoever may answer, unless this very question was put off. The failure beside it says to all others why
        the folder is not in sync."""
        self._asked_at = None if question is None else question.asked_at
        if question is None or not may_answer or self._asked_at == self._put_off_at:
            self.hide()
            return
        named = ", ".join(question.numbers[:_NAMED]) + (" …" if len(question.numbers) > _NAMED else "")
        parts = [
            self.tr("Procore no longer lists %n drawing(s): {numbers}", "", len(question.numbers)).format(
                numbers=named
            ),
            self.tr("They stay readable here, marked as withdrawn, if you confirm. Until then nothing is changed."),
        ]
        self._note.say("\n".join(parts), Tone.WARNING)
        self._accept.setText(self.tr("They were removed: mark as withdrawn"))
        self._later.setText(self.tr("Not now"))
        self.show()

    def _put_off(self) -> None:
        self._put_off_at = self._asked_at
        self.hide()


def failed_sheets(tree: DocumentTree) -> list[tuple[Drawing, Entry]]:
    """Every revision whose download failed, in the order of the tree."""
    return [
        (drawing, entry)
        for area in tree.areas
        for discipline in area.disciplines
        for drawing in discipline.drawings
        for entry in drawing.entries
        if entry.cache is CacheState.FAILED
    ]
