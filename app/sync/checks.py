"""Verification for whoever talks to the engine: read in a thread of its own, tell what changed, repair by a sync."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from app.domain.events import DocumentsChanged
from app.domain.states import RunTrigger
from app.sync.readiness import readiness
from app.sync.stoppable import in_thread
from app.sync.verification import repairable, verify, verify_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import Event, RunReport
    from app.storage.store import Store
    from app.sync.readiness import Readiness
    from app.sync.verification import Verified

    #: Files read, and files in all; called in the thread that reads.
    Counts = Callable[[int, int], object]


def nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far it is."""


class Sync(Protocol):
    async def __call__(self, project_ids: list[int], *, full: bool, trigger: RunTrigger) -> list[RunReport]: ...


class Checks:
    """``sync`` runs a sync of these projects and waits for it."""

    def __init__(
        self, store: Store, sync: Sync, *, clock: Callable[[], datetime], tell: Callable[[Event], None]
    ) -> None:
        self._store = store
        self._sync = sync
        self._clock = clock
        self._tell = tell

    async def verify(self, project_id: int | None, *, repair: bool, progress: Counts = nobody) -> Verified:
        """See ``Engine.verify``. What a repair could not fetch stays bad in the answer."""
        found = await in_thread(
            lambda stop: verify(self._store, project_id, clock=self._clock, stop=stop, progress=progress)
        )
        for changed in sorted({bad.project_id for bad in found.bad}):
            self._tell(DocumentsChanged(changed, frozenset()))
        if not repair or not found.bad:
            return found
        await self._sync(list(repairable(self._store, found)), full=True, trigger=RunTrigger.MANUAL)
        return await in_thread(lambda stop: verify_again(self._store, found, project_id, clock=self._clock, stop=stop))

    async def readiness(self, project_id: int, progress: Counts = nobody) -> Readiness:
        """See ``Engine.readiness``."""
        found = await self.verify(project_id, repair=False, progress=progress)
        tree = await asyncio.to_thread(self._store.documents.tree, project_id, engine_alive=True)
        return readiness(tree, found, now=self._clock())
