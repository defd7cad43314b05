"""Many files at once: bounded, in the plan's order, and stopped early where going on would only repeat a failure."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from app.domain.failures import NOT_THE_ITEMS_FAULT, STOPS_THE_RUN, Failure, FailureCode, Reason
from app.domain.files import FetchedFile, WantedFile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from app.domain.files import JournalRow
    from app.domain.plan import Fetch
    from app.domain.records import RemoteRevision

log = logging.getLogger(__name__)

ItemOutcome: TypeAlias = FetchedFile | Failure
Done: TypeAlias = "Callable[[Fetch, ItemOutcome], Awaitable[None]]"

#: Downloads at the same time (anchors: 4-8 saturate a site link; more only cost memory).
PARALLEL = 6
#: Tries of one file for failures that are not its own fault, and the waits between them in seconds.
_WAITS = (1.0, 3.0, 8.0)
_TRIED_AGAIN = frozenset({FailureCode.NETWORK, FailureCode.SERVER, FailureCode.THROTTLED})
#: A host that asks for a longer wait (seconds) ends the run instead: the next one comes back.
_PATIENCE = 60.0
#: This many files failing in a row by the network's fault: the host is away, stop asking.
_GIVE_UP = 3


class OneFile(Protocol):
    """Fetches one file to the blob store, or raises a Failure. Its network calls are counted by ``requests``."""

    requests: int

    async def fetch(self, wanted: WantedFile, on_bytes: Callable[[int], None]) -> FetchedFile: ...


@dataclass(slots=True)
class Fetching:
    """The fetches of one run. ``fresh`` asks Procore for one revision again: a new signed URL."""

    transfer: OneFile
    fresh: Callable[[int], Awaitable[RemoteRevision]]
    journal: Mapping[int, JournalRow]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    parallel: int = PARALLEL
    #: Revisions the user is waiting for: they go first.
    preferred: set[int] = field(default_factory=set)
    downloading: set[int] = field(default_factory=set)
    _away: int = 0
    _stop: Failure | None = None

    @property
    def requests(self) -> int:
        return self.transfer.requests

    async def run(
        self, fetches: Sequence[Fetch], urls: Mapping[int, str], done: Done, *, on_bytes: Callable[[int], None]
    ) -> None:
        """Fetch all of them and hand each outcome to ``done``.

        After a failure that stops the run, or after several files in a row that the network refused, the rest is
        not tried: the failure is raised once what is under way has ended.
        """
        waiting = list(reversed(fetches))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self.parallel, len(waiting))):
                    group.create_task(self._worker(waiting, urls, done, on_bytes))
        except* Failure as group_of_failures:
            # Storage refused (disk full, database): the same for every worker, so one of them speaks for all.
            self._stop = next(f for f in group_of_failures.exceptions if isinstance(f, Failure))
        if self._stop is not None:
            raise self._stop

    async def _worker(
        self, waiting: list[Fetch], urls: Mapping[int, str], done: Done, on_bytes: Callable[[int], None]
    ) -> None:
        while waiting and self._stop is None:
            fetch = self._next(waiting)
            self.downloading.add(fetch.revision_id)
            try:
                outcome: ItemOutcome = await self._fetch(fetch, urls.get(fetch.revision_id), on_bytes)
            except Failure as failure:
                log.debug("revision %s not fetched: %s", fetch.revision_id, failure)
                outcome = failure
            finally:
                self.downloading.discard(fetch.revision_id)
            if isinstance(outcome, Failure) and self._ends_the_run(outcome):
                return
            await done(fetch, outcome)

    def _next(self, waiting: list[Fetch]) -> Fetch:
        if self.preferred:
            for index in range(len(waiting) - 1, -1, -1):
                if waiting[index].revision_id in self.preferred:
                    return waiting.pop(index)
        return waiting.pop()

    def _ends_the_run(self, failure: Failure) -> bool:
        if failure.code in STOPS_THE_RUN:
            self._stop = self._stop or failure
            return True
        if failure.code in NOT_THE_ITEMS_FAULT:
            self._away += 1
            if self._away >= _GIVE_UP:
                self._stop = self._stop or failure
                return True
        else:
            self._away = 0
        return False

    async def _fetch(self, fetch: Fetch, url: str | None, on_bytes: Callable[[int], None]) -> FetchedFile:
        """One file with its second chances: a fresh URL once, the network's and the server's faults a few times."""
        size, updated_at = fetch.size, fetch.updated_at
        waits = list(_WAITS)
        freshened = False
        while True:
            try:
                if url is None:
                    revision = await self.fresh(fetch.revision_id)
                    url, size, updated_at, freshened = revision.pdf_url, revision.pdf_size, revision.updated_at, True
                if url is None:
                    raise Failure(FailureCode.CONTRACT, Reason.NO_FILE, values={"subject": fetch.number})
                wanted = WantedFile(
                    revision_id=fetch.revision_id,
                    number=fetch.number,
                    url=url,
                    size=size,
                    updated_at=updated_at,
                    fresh=freshened,
                    resume=self.journal.get(fetch.revision_id),
                )
                file = await self.transfer.fetch(wanted, on_bytes)
            except Failure as failure:
                if failure.code in (FailureCode.URL_EXPIRED, FailureCode.CHANGED) and not freshened:
                    url = None
                elif failure.code in _TRIED_AGAIN and waits and self._stop is None:
                    wait = max(waits.pop(0), self._asked_to_wait(failure))
                    if wait > _PATIENCE:
                        raise
                    await self.sleep(wait)
                else:
                    raise
            else:
                self._away = 0
                return file

    def _asked_to_wait(self, failure: Failure) -> float:
        """Seconds that the host asked for (``Retry-After``)."""
        return 0.0 if failure.retry_at is None else (failure.retry_at - self.clock()).total_seconds()
