"""Every change of a mark is kept as soon as it is made: in a thread of its own, one after the other (I10).

What cannot be kept stays in the queue, with everything behind it, until it can: it is on the screen meanwhile.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Future

    from app.domain.markups import Markup
    from app.storage.annotations import Annotations


class Deed(Enum):
    ADD = auto()
    CHANGE = auto()
    CONFIRM = auto()
    REMOVE = auto()
    RESTORE = auto()


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to be done in the store. ``member_id``: who did it; another may be active once it can be kept."""

    deed: Deed
    markups: tuple[Markup, ...]
    member_id: int | None = None


class Saver(QObject):
    """``close`` in the end: it keeps what is still waiting. ``member_id``: who gives the orders."""

    kept = Signal(object, object)  # Order, and list[Markup]: as they are stored now, empty where that is not told
    state_changed = Signal()  # something waits, failed, or all is kept

    def __init__(self, annotations: Annotations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._annotations = annotations
        self.member_id: int | None = None
        self._waiting: deque[Order] = deque()
        self._failure: Failure | None = None
        self._lock = threading.Lock()
        self._orders = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="markups")

    @property
    def failure(self) -> Failure | None:
        """Why the oldest that waits could not be kept; nothing is tried until ``retry``."""
        return self._failure

    @property
    def waiting(self) -> int:
        """How many marks are not kept yet."""
        with self._lock:
            return sum(len(order.markups) for order in self._waiting)

    @property
    def orders(self) -> int:
        """How many were given so far."""
        return self._orders

    def over(self, entry: int, stored: Iterable[Markup]) -> list[Markup]:
        """The marks of an entry with what is not kept yet."""
        found = {one.id: one for one in stored}
        with self._lock:
            waiting = list(self._waiting)
        for order in waiting:
            for one in order.markups:
                if one.entry_id == entry and order.deed is Deed.REMOVE:
                    found.pop(one.id, None)
                elif one.entry_id == entry:
                    found[one.id] = one
        return list(found.values())

    def put(self, order: Order) -> None:
        order = replace(order, member_id=self.member_id)
        with self._lock:
            self._waiting.append(order)
            self._orders += 1
        if self._failure is None:
            self._start()

    def retry(self) -> None:
        self._failure = None
        self._start()

    def give_up(self) -> None:
        """Leave what could not be kept: the sheet shows what is stored."""
        with self._lock:
            self._waiting.clear()
        self._failure = None
        self.state_changed.emit()

    def close(self) -> Failure | None:
        """Keep what waits, trying once more what could not be kept; say why if it cannot."""
        self._failure = None
        self._start()
        self._thread.shutdown()
        return self._failure

    def _start(self) -> None:
        self._thread.submit(self._keep).add_done_callback(self._ended)

    def _ended(self, work: Future[None]) -> None:
        """In the thread."""
        problem = work.exception()
        if problem is not None:  # nobody foresaw it; what waits is kept on the screen all the same
            self._failure = Failure(FailureCode.BUG, technical=f"{type(problem).__name__}: {problem}")
        self.state_changed.emit()

    def _keep(self) -> None:
        """In the thread: all that waits, the oldest first, until one fails."""
        while True:
            with self._lock:
                if not self._waiting or self._failure is not None:
                    break
                order = self._waiting[0]
            try:
                stored = self._carry_out(order)
            except Failure as failure:
                self._failure = failure
                break
            with self._lock:
                if self._waiting and self._waiting[0] is order:
                    self._waiting.popleft()
            self.kept.emit(order, stored)

    def _carry_out(self, order: Order) -> list[Markup]:
        ids = [one.id for one in order.markups]
        annotations = self._annotations.acting(order.member_id)
        match order.deed:
            case Deed.ADD:
                return annotations.add(order.markups)
            case Deed.CHANGE:
                return annotations.change(order.markups)
            case Deed.CONFIRM:
                return annotations.confirm(order.markups)
            case Deed.REMOVE:
                annotations.remove(ids)
            case Deed.RESTORE:
                annotations.restore(ids)
        return []
