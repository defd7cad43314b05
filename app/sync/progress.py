"""How far a run is: counted exactly, told at most ten times a second."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from app.domain.events import Phase, RunProgress, Waits

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds between two progress events (ARCHITECTURE §2).
INTERVAL = 0.1
#: The rate is taken over this many seconds; a shorter history gives no time left.
_WINDOW = 5.0
_TRUSTED = 2.0


class Progress:
    """Counters of one run, in the engine's loop. ``clock`` is monotonic seconds; ``tell`` receives each snapshot."""

    def __init__(self, project_id: int, *, clock: Callable[[], float], tell: Callable[[RunProgress], None]) -> None:
        self._project_id = project_id
        self._clock = clock
        self._tell = tell
        self._dirty = False
        self._told: Waits | None = None
        #: What the run waits for now.
        self.waits: Callable[[], Waits | None] = lambda: None
        self._samples: deque[tuple[float, int]] = deque()
        self.phase = Phase.LISTING
        self.listed = 0
        self.files_total = 0
        self.files_done = 0
        self.files_failed = 0
        self.bytes_total = 0
        self.bytes_done = 0

    def start_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.tell_now()

    def set_listed(self, count: int) -> None:
        self.listed = count
        self._dirty = True

    def set_work(self, files: int, size: int) -> None:
        """What will be downloaded: files, and the bytes Procore announced for them."""
        self.files_total, self.bytes_total = files, size
        self.start_phase(Phase.DOWNLOADING)

    def add_bytes(self, count: int) -> None:
        self.bytes_done += count
        self._dirty = True

    def file_done(self) -> None:
        self.files_done += 1
        self._dirty = True

    def file_failed(self) -> None:
        self.files_failed += 1
        self._dirty = True

    def tell_now(self) -> None:
        self._dirty = False
        snapshot = self.snapshot()
        self._told = snapshot.waits
        self._tell(snapshot)

    async def report(self) -> None:
        """Tell what changed, every ``INTERVAL``, until cancelled."""
        while True:
            await asyncio.sleep(INTERVAL)
            if self._dirty or _differ(self.waits(), self._told):
                self.tell_now()

    def snapshot(self) -> RunProgress:
        rate, left = self._rate()
        return RunProgress(
            self._project_id,
            self.phase,
            self.listed,
            self.files_done,
            self.files_total,
            self.files_failed,
            self.bytes_done,
            max(self.bytes_total, self.bytes_done),
            rate,
            left,
            self.waits(),
        )

    def _rate(self) -> tuple[float, float | None]:
        now = self._clock()
        self._samples.append((now, self.bytes_done))
        while now - self._samples[0][0] > _WINDOW:
            self._samples.popleft()
        since, then = self._samples[0]
        span = now - since
        if span <= 0:
            return 0.0, None
        rate = (self.bytes_done - then) / span
        if span < _TRUSTED or rate <= 0:
            return rate, None
        return rate, max(0, self.bytes_total - self.bytes_done) / rate


def _differ(now: Waits | None, told: Waits | None) -> bool:
    """Whether a wait is another one. Its time is computed whenever it is asked for: parts of a second are noise."""
    if now is None or told is None:
        return now is not told
    return now.code is not told.code or abs((now.until - told.until).total_seconds()) >= 1.0
