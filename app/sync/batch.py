"""Files that landed, committed together: directory fsync and one transaction, then the signal.

The order is the whole of crash safety: files may be ahead of rows, never behind (ARCHITECTURE §4).
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.domain.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.files import FetchedFile
    from app.domain.plan import Fetch
    from app.storage.store import Store
    from app.sync.database import DatabaseCall

#: A batch is written when it holds this many files, or when its oldest file waits this long (seconds).
FILES = 250
PATIENCE = 0.5


class CommitBatch:
    """Collects fetched files and commits them in groups. ``close`` commits the rest.

    Both raise the Failure of storage. A group that could not be committed is tried again by ``close``.
    """

    def __init__(
        self,
        store: Store,
        link_id: int,
        run_id: int,
        database: DatabaseCall,
        *,
        landed: Callable[[frozenset[int]], None],
    ) -> None:
        self._store = store
        self._link_id = link_id
        self._run_id = run_id
        self._database = database
        self._landed = landed
        self._waiting: list[tuple[Fetch, FetchedFile]] = []
        self._timer: asyncio.Task[None] | None = None
        self._writing = asyncio.Lock()
        self._refused: Failure | None = None  # what the timer met: the next file must not be the one to lose it
        #: Files whose bytes differ from the ones held before under the same revision.
        self.replaced = 0

    async def add(self, fetch: Fetch, file: FetchedFile) -> None:
        self._waiting.append((fetch, file))
        if self._refused is not None:
            raise self._refused
        if len(self._waiting) >= FILES:
            await self._write()
        elif self._timer is None:
            self._timer = asyncio.ensure_future(self._write_later())

    async def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            await asyncio.gather(self._timer, return_exceptions=True)
            self._timer = None
        await self._write()

    async def _write_later(self) -> None:
        await asyncio.sleep(PATIENCE)
        self._timer = None
        try:
            await self._write()
        except Failure as failure:
            self._refused = failure

    async def _write(self) -> None:
        async with self._writing:
            batch, self._waiting = self._waiting, []
            if not batch:
                return
            # A cancelled run must not lose a batch between the flush and the commit.
            try:
                await asyncio.shield(asyncio.ensure_future(self._commit(batch)))
            except Failure:
                self._waiting = batch + self._waiting
                raise

    async def _commit(self, batch: list[tuple[Fetch, FetchedFile]]) -> None:
        files = [file for _, file in batch]
        # Not in the database's thread: the downloads under way wait for that one.
        await asyncio.to_thread(self._store.blobs.flush)
        self.replaced += await self._database(
            self._store.holdings.commit_files, self._link_id, files, run_id=self._run_id
        )
        self._landed(frozenset(fetch.drawing_id for fetch, _ in batch))
