"""The status bar answers four questions: connected? how fresh? what is running? what needs me?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStatusBar,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.domain.states import SyncState
from app.domain.status import is_fresh
from app.ui.controls import literally, plain_tip
from app.ui.icons import icon
from app.ui.progress_text import describe_progress
from app.ui.status_text import freshness
from app.ui.theme import Tone, icon_size, unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from app.domain.events import RunProgress
    from app.domain.views import ProjectStatus
    from app.ui.overview import Snapshot

#: A sentence with its icon and tone.
Part = tuple[str, str, Tone]


class StatusLine(QStatusBar):
    """Each answer is a flat button: pressing it leads to where something can be done."""

    connection_pressed = Signal()
    freshness_pressed = Signal()
    running_pressed = Signal()
    attention_pressed = Signal()

    def __init__(
        self, clock: Callable[[], datetime], progress_of: Callable[[int], RunProgress | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._clock = clock
        self._progress_of = progress_of
        self._snapshot: Snapshot | None = None
        self._current: int | None = None
        self._connection = self._add("connection", self.connection_pressed, whole=34)
        self._freshness = self._add("freshness", self.freshness_pressed, whole=34)
        self._running = self._add("running", self.running_pressed, whole=8)
        self._attention = self._add("attention", self.attention_pressed, whole=37)
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(unit(self), 0, unit(self), 0)
        row.setSpacing(unit(self) * 2)
        for part in (self._connection, self._freshness, self._running):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._attention)
        self.addWidget(holder, 1)

    def show_snapshot(self, snapshot: Snapshot, current: int | None) -> None:
        self._snapshot, self._current = snapshot, current
        self._render()

    def show_progress(self) -> None:
        """The bridge knows a newer progress."""
        if self._snapshot is not None:
            _say(self._running, running(self._snapshot, self._progress_of))

    def texts(self) -> tuple[str, str, str, str]:
        """The four answers as they read now."""
        parts = (self._connection, self._freshness, self._running, self._attention)
        return tuple(part.accessibleName() for part in parts)  # type: ignore[return-value]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)

    def _add(self, name: str, pressed: SignalInstance, *, whole: int) -> QToolButton:
        button = _Answer(whole, self)
        button.setObjectName(f"status_line.{name}")
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(pressed)
        return button

    def _render(self) -> None:
        if self._snapshot is None:
            return
        now = self._clock()
        _say(self._connection, connection(self._snapshot))
        _say(self._freshness, fresh(self._snapshot, self._current, now))
        _say(self._running, running(self._snapshot, self._progress_of))
        _say(self._attention, attention(self._snapshot))


class _Answer(QToolButton):
    """Its text ends in … where the room ends: a long login must not hold the whole window wide. It is not cut before
    it is as narrow as ``whole`` units: how far a sync is gives way first."""

    def __init__(self, whole: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = whole
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), unit(self) * self._whole), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        room = self.width() - icon_size(self) - unit(self) * 2
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter.end()


def connection(snapshot: Snapshot) -> Part:
    """Which Procore account is connected, or what stands in the way."""
    out = [account for account in snapshot.accounts if not account.signed_in]
    if out:
        text = QCoreApplication.translate("StatusLine", "Sign in again: {login}").format(login=out[0].login)
        return text, "user", Tone.WARNING
    if not snapshot.accounts:
        return QCoreApplication.translate("StatusLine", "No Procore account"), "user", Tone.MUTED
    if len(snapshot.accounts) > 1:
        count = len(snapshot.accounts)
        text = QCoreApplication.translate("StatusLine", "%n Procore account(s)", "", count)
        return text, "user", Tone.SUCCESS
    return snapshot.accounts[0].login, "user", Tone.SUCCESS


def fresh(snapshot: Snapshot, current: int | None, now: datetime) -> Part:
    """How fresh the current project is, or all of them where none is current."""
    project = snapshot.project(current)
    if project is not None and project.project.link is not None:
        words = freshness(project.status, now)
        return words.text, "clock", Tone.WARNING if words.aged else Tone.SUCCESS
    linked = snapshot.linked
    if not linked:
        return QCoreApplication.translate("StatusLine", "Nothing connected yet"), "clock", Tone.MUTED
    aged = [one for one in linked if not is_fresh(one.status.confirmed_at, now)]
    if aged:
        count = len(aged)
        text = QCoreApplication.translate("StatusLine", "%n project(s) not confirmed for a day", "", count)
        return text, "clock", Tone.WARNING
    return QCoreApplication.translate("StatusLine", "All projects confirmed within a day"), "clock", Tone.SUCCESS


def running(snapshot: Snapshot, progress_of: Callable[[int], RunProgress | None]) -> Part:
    """What is being synced, with its progress."""
    busy = [one for one in snapshot.projects if one.status.state is SyncState.RUNNING]
    if not busy:
        return QCoreApplication.translate("StatusLine", "No sync running"), "sync", Tone.MUTED
    if len(busy) > 1:
        count = len(busy)
        text = QCoreApplication.translate("StatusLine", "%n project(s) syncing", "", count)
        return text, "sync", Tone.SUCCESS
    name, progress = busy[0].project.name, progress_of(busy[0].project.id)
    if progress is None:
        return QCoreApplication.translate("StatusLine", "Syncing {project}").format(project=name), "sync", Tone.SUCCESS
    text = QCoreApplication.translate("StatusLine", "Syncing {project}: {progress}")
    return text.format(project=name, progress=describe_progress(progress)), "sync", Tone.SUCCESS


def attention(snapshot: Snapshot) -> Part:
    """What needs the user: failed syncs and lost accesses."""
    broken = needing_attention(snapshot)
    if not broken:
        return QCoreApplication.translate("StatusLine", "Nothing needs you"), "check", Tone.MUTED
    if len(broken) == 1:
        text = QCoreApplication.translate("StatusLine", "{project} needs attention").format(
            project=broken[0].project.name
        )
        return text, "status-failed", Tone.DANGER
    count = len(broken)
    text = QCoreApplication.translate("StatusLine", "%n project(s) need attention", "", count)
    return text, "status-failed", Tone.DANGER


def needing_attention(snapshot: Snapshot) -> list[ProjectStatus]:
    """Projects whose syncs fail or that Procore no longer lets us read."""
    return [one for one in snapshot.linked if one.status.state in (SyncState.FAILED, SyncState.ACCESS_LOST)]


def _say(button: QToolButton, part: Part) -> None:
    text, name, tone = part
    button.setText(literally(text))
    button.setToolTip(plain_tip(text))
    button.setAccessibleName(text)
    button.setIcon(icon(name, tone))
