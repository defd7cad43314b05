"""From the render thread to the UI thread: deliveries pile up, one queued signal announces them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.drawings.render import Delivery


class Inbox(QObject):
    """``put`` is called in the render thread; ``take`` in the UI thread, when ``arrived`` came over its queue."""

    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliveries: deque[Delivery] = deque()
        self._announced = False

    def put(self, delivery: Delivery) -> None:
        self._deliveries.append(delivery)
        if not self._announced:
            self._announced = True
            self.arrived.emit()

    def take(self) -> list[Delivery]:
        """Everything that arrived so far, oldest first."""
        self._announced = False  # before emptying: what comes during it is announced again
        taken = []
        while self._deliveries:
            taken.append(self._deliveries.popleft())
        return taken
