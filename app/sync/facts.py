"""What the sheets that are here are: sizes, text and small pictures, found out in the background.

A file is accepted after a look at its page tree, so a sync waits for none of this. What is left to do follows from
the rows and pictures that are missing, never from a queue: a killed program loses nothing, files that came back without
a download are found like any other, and so are pictures that somebody deleted.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections import deque
from typing import TYPE_CHECKING, Protocol

from app.domain.events import DocumentsChanged, RunFinished, SheetsRead
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth
from app.storage.previews import LONGEST, PAGES
from app.sync.verification import condemn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app.domain.events import Event
    from app.domain.files import Inspection, Uninspected
    from app.storage.store import Store
    from app.sync.database import DatabaseCall

log = logging.getLogger(__name__)

#: Files looked at side by side: one core is left to everybody else.
LANES = max(1, min(2, (os.cpu_count() or 1) - 1))
#: Files asked for at once.
BATCH = 200
#: Seconds between two looks at which pictures are there, and after a failure of this machine.
SWEEP_EVERY = 3600.0
#: Seconds between two events.
TELL_EVERY = 0.2
#: By the tries that took the reader down before: each asks less of the file.
_DEPTHS = (Depth.PREVIEWS, Depth.TEXT, Depth.SIZES)


class Inspect(Protocol):
    """Opens a PDF elsewhere. Raises Failure(CORRUPT)."""

    async def __call__(self, path: Path, depth: Depth, *, prefix: Path, longest: int, most: int) -> Inspection: ...


class FactFinder:
    """Belongs to the engine's loop. Never needed for a sync, so none of its failures ends anything else."""

    def __init__(
        self,
        store: Store,
        database: DatabaseCall,
        *,
        inspect: Inspect,
        tell: Callable[[Event], None],
        clock: Callable[[], float] = time.monotonic,
        lanes: int = LANES,
    ) -> None:
        self._store = store
        self._database = database
        self._inspect = inspect
        self._tell = tell
        self._clock = clock
        self._lanes = lanes
        self._more = asyncio.Event()
        self._preferred: set[int] = set()
        self._todo: deque[Uninspected] = deque()
        self._taken: set[str] = set()
        self._swept: float | None = None
        self._read: set[str] = set()
        self._told = clock()

    def notice(self, event: Event) -> None:
        """There may be new files."""
        if isinstance(event, DocumentsChanged | RunFinished):
            self._more.set()

    def prefer(self, revision_ids: Iterable[int]) -> None:
        """The user looks at these revisions: they go before everything."""
        self._preferred.update(revision_ids)
        self._more.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._more.clear()
            if not await self._round_or_log():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_EVERY):
                        await self._more.wait()

    async def work_off(self, seconds: float) -> None:
        """Until nothing is left to do, or for this long. What is left then is done another time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while await self._round_or_log():
                    pass

    async def _round_or_log(self) -> bool:
        try:
            return await self.round()
        except Failure as failure:
            log.warning("sheets were not read: %s", failure)
            return False

    async def round(self) -> bool:
        """Look at some files; False where there was nothing to do. Raises the Failure of this machine."""
        self._taken.clear()
        self._todo = deque(await self._database(self._store.inspections.due, BATCH) or await self._undrawn())
        if not self._todo and not self._preferred:
            return False
        ended = await asyncio.gather(*(self._lane() for _ in range(self._lanes)), return_exceptions=True)
        self._tell_read()
        for error in ended:
            if error is not None:
                raise error
        return bool(self._taken)

    async def _undrawn(self) -> list[Uninspected]:
        """Files whose pictures were deleted, or never written because the disk was full."""
        if self._swept is not None and self._clock() - self._swept < SWEEP_EVERY:
            return []
        self._swept = self._clock()
        there = await asyncio.to_thread(self._store.previews.counts)
        files = await self._database(self._store.inspections.drawable)
        return [file for file in files if there.get(file.sha256, 0) < file.previews]

    async def _lane(self) -> None:
        while True:
            if self._preferred:
                await self._put_first()
            if not self._todo:
                return
            file = self._todo.popleft()
            if file.sha256 not in self._taken:
                self._taken.add(file.sha256)
                await self._look_at(file)

    async def _put_first(self) -> None:
        asked, self._preferred = self._preferred, set()
        for file in await self._database(self._store.inspections.of, asked):
            if not file.known or (file.previews and self._store.previews.path(file.sha256) is None):
                self._todo.appendleft(file)

    async def _look_at(self, file: Uninspected) -> None:
        depth = Depth.PREVIEWS if file.known else _DEPTHS[min(file.attempts, len(_DEPTHS) - 1)]
        with contextlib.suppress(Failure):  # without a folder there is no picture, and a later sweep finds that
            await asyncio.to_thread(self._store.previews.make_folder, file.sha256)
        path, prefix = self._store.blobs.path(file.sha256), self._store.previews.prefix(file.sha256)
        try:
            found = await self._inspect(path, depth, prefix=prefix, longest=LONGEST, most=PAGES)
        except Failure as failure:
            if failure.code is not FailureCode.CORRUPT:
                raise
            await self._note_failure(file, failure)
            return
        if not file.known:
            reason = None if depth is Depth.PREVIEWS else Reason.PARSER_CRASHED
            tries = file.attempts + 1
            await self._database(
                self._store.inspections.record,
                file.sha256, found.pages, attempts=tries, previews=found.previews, reason=reason,
            )  # fmt: skip
        elif found.previews != file.previews:
            await self._database(self._store.inspections.record_previews, file.sha256, found.previews)
        self._read.add(file.sha256)
        if self._clock() - self._told >= TELL_EVERY:
            self._tell_read()

    async def _note_failure(self, file: Uninspected, failure: Failure) -> None:
        log.warning("%s… was not read (try %d): %s", file.sha256[:12], file.attempts + 1, failure)
        if failure.reason is Reason.MISSING_FILE:
            # Not a fault of the file: it is gone. Raises where the whole drive is.
            if await asyncio.to_thread(self._store.blobs.check, file.sha256) is not None:
                await self._database(condemn, self._store, file.sha256)
                for project_id in await self._database(self._store.documents.projects_with, file.sha256):
                    self._tell(DocumentsChanged(project_id, frozenset()))
        elif file.known:
            await self._database(self._store.inspections.record_previews, file.sha256, 0)
        else:
            tries = file.attempts + 1
            await self._database(
                self._store.inspections.record_failure,
                file.sha256, attempts=tries, reason=failure.reason, done=tries >= len(_DEPTHS),
            )  # fmt: skip

    def _tell_read(self) -> None:
        self._told = self._clock()
        if self._read:
            read, self._read = frozenset(self._read), set()
            self._tell(SheetsRead(read))
