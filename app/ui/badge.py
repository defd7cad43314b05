"""The picture of a Procore folder's state: green check, turning green arrow, red exclamation (SPEC §6).

Shapes differ per state, so that the colour is never the only sign; the words are in ``status_text``.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.states import SyncState
from app.ui.icons import paint_icon
from app.ui.theme import Tone, icon_size, tokens

_STEP_MS = 80
_DEGREES_PER_STEP = 24


@dataclass(frozen=True, slots=True)
class BadgeLook:
    icon: str
    tone: Tone
    turns: bool = False


LOOKS: dict[SyncState, BadgeLook] = {
    SyncState.SYNCED: BadgeLook("status-synced", Tone.SUCCESS),
    SyncState.RUNNING: BadgeLook("status-running", Tone.SUCCESS, turns=True),
    SyncState.FAILED: BadgeLook("status-failed", Tone.DANGER),
    SyncState.NEVER: BadgeLook("status-never", Tone.MUTED),
    SyncState.ACCESS_LOST: BadgeLook("status-lost", Tone.WARNING),
    SyncState.DISCONNECTED: BadgeLook("status-disconnected", Tone.MUTED),
}


def paint_badge(painter: QPainter, rect: QRectF, state: SyncState, *, angle: float = 0.0) -> None:
    """Draw the badge of ``state`` into ``rect``, in the colours of the current theme; ``angle`` turns the arrow."""
    look = LOOKS[state]
    _paint_turned(painter, rect, look.icon, tokens().color(look.tone), angle if look.turns else 0.0)


def _paint_turned(painter: QPainter, rect: QRectF, name: str, color: QColor, angle: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if angle:
        painter.translate(rect.center())
        painter.rotate(angle)
        painter.translate(-rect.center())
    paint_icon(painter, rect, name, color)
    painter.restore()


class Turning(QObject):
    """One clock for every turning arrow of a view: it ticks only while something turns."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.angle = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._tick)

    def set_running(self, running: bool) -> None:
        if running and not self._timer.isActive():
            self._timer.start()
        elif not running:
            self._timer.stop()
            self.angle = 0.0

    @property
    def running(self) -> bool:
        return self._timer.isActive()

    @Slot()
    def _tick(self) -> None:
        self.angle = (self.angle + _DEGREES_PER_STEP) % 360
        self.ticked.emit()


class BadgeWidget(QWidget):
    """A badge on its own; it carries no text, so the label beside it must say the state in words."""

    def __init__(self, parent: QWidget | None = None, *, side: int | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._state = SyncState.NEVER
        self._turning = Turning(self)
        self._turning.ticked.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def state(self) -> SyncState:
        return self._state

    def set_state(self, state: SyncState) -> None:
        self._state = state
        self._turning.set_running(LOOKS[state].turns)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._side or icon_size(self)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._state, angle=self._turning.angle)
        painter.end()
