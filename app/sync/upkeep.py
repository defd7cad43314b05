"""What the engine does when nothing else is to be done: read old files again slowly, copy the database every day.

Disks lose bits in silence. A file that nobody has read for a month is read again, at a rate that nobody notices, and
never while a sync runs.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.events import DocumentsChanged
from app.domain.failures import Failure
from app.sync.housekeeping import back_up, forget_dead
from app.sync.verification import condemn, read_twice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from app.domain.events import Event
    from app.domain.failures import Reason
    from app.domain.files import StoredBlob
    from app.storage.store import Store
    from app.sync.database import DatabaseCall

log = logging.getLogger(__name__)

#: Every file is read again at least this often, while the engine runs with its schedule.
EVERY = timedelta(days=30)
#: Bytes per second, at most.
RATE = 5 * 1024 * 1024
#: Files asked for at once, and recorded together.
BATCH = 20
#: Seconds between two looks while a sync runs, and while nothing is due.
BUSY_PAUSE = 5.0
IDLE_PAUSE = 3600.0


@dataclass(frozen=True, slots=True)
class Read:
    """Read these files, in this order."""

    blobs: tuple[StoredBlob, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """Nothing to read for this many seconds."""

    seconds: float


def what_next(oldest: Sequence[StoredBlob], *, busy: bool, now: datetime) -> Read | Rest:
    """Pure. ``oldest``: held files, the longest unread first. A clock that went back makes nothing due early, and what
    was read in its future is due at once: nobody knows when that was."""
    if busy:
        return Rest(BUSY_PAUSE)
    due = tuple(blob for blob in oldest if blob.verified_at is None or not _fresh(blob.verified_at, now))
    return Read(due) if due else Rest(IDLE_PAUSE)


def _fresh(verified_at: datetime, now: datetime) -> bool:
    return timedelta(0) <= now - verified_at < EVERY


class Upkeep:
    """The loop. ``busy``: a sync is under way. ``wait`` sleeps in the reading thread and says whether to stop."""

    def __init__(
        self,
        store: Store,
        database: DatabaseCall,
        *,
        busy: Callable[[], bool],
        clock: Callable[[], datetime],
        tell: Callable[[Event], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        wait: Callable[[threading.Event, float], bool] = threading.Event.wait,
    ) -> None:
        self._store = store
        self._database = database
        self._busy = busy
        self._clock = clock
        self._tell = tell
        self._sleep = sleep
        self._wait = wait
        self._stop = threading.Event()

    async def run(self) -> None:
        """Until cancelled. Nothing here is needed for a sync, so no failure here ends it or the engine."""
        try:
            while True:
                try:
                    rest = await self.step()
                except Failure as failure:
                    log.warning("upkeep: %s", failure)
                    rest = IDLE_PAUSE
                await self._sleep(rest)
        finally:
            self._stop.set()  # the thread that reads may be in the middle of a file

    async def step(self) -> float:
        """Do what is due; the seconds until the next step."""
        now = self._clock()
        oldest: list[StoredBlob] = []
        if not self._busy():
            await self._database(back_up, self._store)
            await self._database(forget_dead, self._store, now=now)
            oldest = await self._database(self._store.holdings.least_verified, before=now - EVERY, now=now, limit=BATCH)
        step = what_next(oldest, busy=self._busy(), now=now)
        if isinstance(step, Rest):
            return step.seconds
        return 0.0 if await self._read(step.blobs) else IDLE_PAUSE

    async def _read(self, due: Sequence[StoredBlob]) -> bool:
        """Read files and record what they are; False where one could not even be read, which is not tried at once
        again."""
        sound: list[StoredBlob] = []
        all_read = True
        try:
            for blob in due:
                try:
                    problem = await asyncio.to_thread(self._read_slowly, blob.sha256)
                except Failure as failure:
                    log.warning("a file was not read: %s", failure)
                    all_read = False
                    continue
                if problem is None:
                    sound.append(blob)
                else:
                    log.error("a file failed its check: %s", problem.value)
                    await self._database(condemn, self._store, blob.sha256)
                    for project_id in await self._database(self._store.documents.projects_with, blob.sha256):
                        self._tell(DocumentsChanged(project_id, frozenset()))
        finally:
            at = self._clock()
            await self._database(self._store.holdings.mark_verified, [blob.sha256 for blob in sound], at=at)
        return all_read

    def _read_slowly(self, sha256: str) -> Reason | None:
        return read_twice(self._store.blobs, sha256, self._pace)

    def _pace(self, size: int) -> None:
        """Called in the reading thread after each piece."""
        if self._wait(self._stop, size / RATE):
            raise _Stopped
        while self._busy():
            if self._wait(self._stop, BUSY_PAUSE):
                raise _Stopped


class _Stopped(Exception):
    """The engine stops."""
