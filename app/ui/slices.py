"""Work too long for one turn of the event loop, done a slice in each: keys, paints and scrolling come between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


class Slices(QObject):
    """One work at a time. Every ``yield`` of it ends a slice, so that its first one is done where it is started."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], object] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._work is not None

    def start(self, work: Generator[None, None, Any], done: Callable[[Any], object]) -> None:
        """Do ``work`` and hand what it returns to ``done``. What was under way is dropped, and nobody told."""
        self._work, self._done = work, done
        self._turn.start()
        self._go_on()

    def drop(self) -> None:
        self._work = self._done = None
        self._turn.stop()

    def settle(self) -> None:
        """Do now what is left, in this turn."""
        while self._work is not None:
            self._go_on()

    @Slot()
    def _go_on(self) -> None:
        work, done = self._work, self._done
        if work is None or done is None:
            return
        try:
            next(work)
        except StopIteration as end:
            self.drop()
            done(end.value)
