"""Revisions compared with the revision before: ahead of time in the background, and when somebody asks.

Last of everything: never beside a sync, and only once all files were read. What is left to do follows from the rows
that are missing (``storage/comparisons.py``), so a killed program loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Protocol

from app.domain.events import DocumentsChanged, RunFinished, SheetsCompared, SheetsRead
from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from app.domain.comparisons import Comparison, PagePair
    from app.domain.events import Event
    from app.domain.plane import Similarity
    from app.storage.store import Store
    from app.sync.database import DatabaseCall

log = logging.getLogger(__name__)

#: Files asked for at once.
BATCH = 200
#: Seconds after an event before looking for work: to look takes a second in the largest projects, and events come in
#: flocks.
PAUSE = 5.0
#: Seconds after which the process that compares for people is let go: it holds some 150 MB.
LINGER = 60.0


class ComparingWorker(Protocol):
    """A process that compares. Raises Failure(CORRUPT), Failure(LOCAL_IO). Closed once nothing is left to do."""

    async def compare(
        self, older: tuple[Path, int], newer: tuple[Path, int], picture: Path, by_hand: Similarity | None = None
    ) -> Comparison: ...
    async def aclose(self) -> None: ...


class Comparing:
    """Belongs to the engine's loop. ``worker``: makes one, for the background or not. ``busy``: a sync is under way."""

    def __init__(
        self,
        store: Store,
        database: DatabaseCall,
        *,
        worker: Callable[[bool], ComparingWorker],
        busy: Callable[[], bool],
        tell: Callable[[Event], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._database = database
        self._worker = worker
        self._busy = busy
        self._tell = tell
        self._sleep = sleep
        self._more = asyncio.Event()
        self._for_people: ComparingWorker | None = None
        self._asking = 0
        self._letting_go: asyncio.Task[None] | None = None

    def notice(self, event: Event) -> None:
        """There may be new revisions, or files that were read, or the sync is over."""
        if isinstance(event, DocumentsChanged | RunFinished | SheetsRead):
            self._more.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._more.clear()
            try:
                more = await self.round()
            except Failure as failure:
                log.warning("sheets were not compared: %s", failure)
                more = False
            if not more:
                await self._more.wait()
                await self._sleep(PAUSE)

    async def round(self) -> bool:
        """Compare some pages; False where there was nothing to do, or not now. Raises the Failure of this machine."""
        if self._busy():
            return False
        # Not in the database thread: a sync that begins meanwhile would wait for it.
        if await asyncio.to_thread(self._store.inspections.due, 1):
            return False
        pairs = await asyncio.to_thread(self._store.comparisons.due, BATCH)
        if not pairs:
            return False
        worker = self._worker(True)
        try:
            for pair in pairs:
                if self._busy():
                    return False
                with contextlib.suppress(_NotComparable):
                    await self._compare(worker, pair, None)
        finally:
            await worker.aclose()
        await asyncio.to_thread(self._store.comparisons.trim)
        return True

    async def compare(self, pair: PagePair, by_hand: Similarity | None = None) -> Comparison:
        """Compare two pages now, laid ``by_hand`` or automatically, and keep what was found out. Raises Failure;
        cancelling ends the work."""
        self._keep()
        if self._for_people is None:
            self._for_people = self._worker(False)
        self._asking += 1
        try:
            return await self._compare(self._for_people, pair, by_hand)
        except _NotComparable as refused:
            raise refused.failure from None
        finally:
            self._asking -= 1
            if not self._asking:
                self._letting_go = asyncio.get_running_loop().create_task(self._let_go())

    async def aclose(self) -> None:
        """End the process that compares for people."""
        self._keep()
        worker, self._for_people = self._for_people, None
        if worker is not None:
            await worker.aclose()

    def _keep(self) -> None:
        if self._letting_go is not None:
            self._letting_go.cancel()
            self._letting_go = None

    async def _let_go(self) -> None:
        await self._sleep(LINGER)
        self._letting_go = None
        await self.aclose()

    async def _compare(self, worker: ComparingWorker, pair: PagePair, by_hand: Similarity | None) -> Comparison:
        blobs, comparisons = self._store.blobs, self._store.comparisons
        await asyncio.to_thread(comparisons.make_folder, pair)
        try:
            found = await worker.compare(
                (blobs.path(pair.older), pair.older_page),
                (blobs.path(pair.newer), pair.newer_page),
                comparisons.picture(pair, by_hand),
                by_hand,
            )
        except Failure as failure:
            if failure.code is not FailureCode.CORRUPT:
                raise
            log.warning("%s… and %s… were not compared: %s", pair.older[:12], pair.newer[:12], failure)
            if by_hand is None:
                await self._database(comparisons.record_failure, pair, failure.reason)
            raise _NotComparable(failure) from None
        await self._database(comparisons.record, pair, found)
        self._tell(SheetsCompared(pair.older, pair.newer))
        return found


class _NotComparable(Exception):
    """One of the files does not let itself be drawn; the next two may."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure
