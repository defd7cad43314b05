"""Many files at once: bounded, in the plan's order, and waiting together where going on would only repeat a failure.

What becomes of a failure is decided here, by its class. The host's and the disk's own close a gate for everybody
(``gates``) and the file keeps its place; a failing server is asked three times; an address that expired or a file that
changed is asked for afresh once; what ends the run ends it; the rest is the outcome of that file.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias
from urllib.parse import urlsplit

from app.domain.failures import STOPS_THE_RUN, Failure, FailureCode, Reason
from app.domain.files import FetchedFile, WantedFile
from app.sync.gates import DISKS_FAULT, HOSTS_FAULT, Gates
from app.sync.turns import Turns
from app.sync.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from app.domain.events import Waits
    from app.domain.files import JournalRow
    from app.domain.plan import Fetch
    from app.domain.records import RemoteRevision

log = logging.getLogger(__name__)

ItemOutcome: TypeAlias = FetchedFile | Failure
Done: TypeAlias = "Callable[[Fetch, ItemOutcome], Awaitable[None]]"

#: Downloads at the same time (anchors: 4-8 saturate a site link; more only cost memory).
PARALLEL = 6
#: Tries of one file while its server fails.
_SERVER_TRIES = 3
#: A file that the host or the disk refuses this often, while others get through between, fails alone. So does one that
#: was refused so often in all, where others got through before: only the last files left are tried as often.
_ALONE = 3
_REFUSALS = 5
#: What may be mended by another address. A refusal is final only of an address that is fresh still when it comes.
_OF_THE_ADDRESS = frozenset({FailureCode.URL_EXPIRED, FailureCode.CHANGED})
#: An address younger than this (seconds) has not expired: a refusal is the file host's last word. So it is after this
#: many addresses.
_FRESH_FOR = 60.0
_FRESHENINGS = 10
_API = "api"
_DISK = "disk"
#: A file that is not as long as announced may have been replaced since it was listed.
_OTHER_LENGTH = frozenset({Reason.TRUNCATED, Reason.WRONG_LENGTH})


class OneFile(Protocol):
    """Fetches one file to the blob store, or raises a Failure. Its network calls are counted by ``requests``."""

    requests: int

    async def fetch(self, wanted: WantedFile, on_bytes: Callable[[int], None]) -> FetchedFile: ...


@dataclass(slots=True, eq=False)
class _Errand:
    """One file on its way. ``url`` None: Procore is asked for a fresh one first."""

    fetch: Fetch
    url: str | None
    #: Monotonic seconds at which Procore gave the address during this run; None for one from the listing.
    given_at: float | None = None
    #: How often Procore was asked for an address.
    freshened: int = 0
    #: The failure that made us ask whether the file was replaced.
    doubt: Failure | None = None
    server_tries: int = 0
    refusals: int = 0
    _alone: int = 0
    _successes: int = -1
    _host: str | None = None

    @property
    def host(self) -> str:
        """Whom it asks next. A file's address names one host, and what that redirects to counts as part of it."""
        if self._host is None:
            self._host = _API if self.url is None else urlsplit(self.url).netloc
        return self._host

    def point_at(self, url: str | None, given_at: float | None = None) -> None:
        self.url, self.given_at, self._host = url, given_at, None

    def fresh(self, now: float) -> bool:
        """Whether another address would be no better than this one."""
        if self.freshened >= _FRESHENINGS:
            return True
        return self.given_at is not None and now - self.given_at < _FRESH_FOR

    def refused(self, successes: int) -> bool:
        """Count a refusal at a gate through which so many got. True: this file fails alone."""
        self.refusals += 1
        self._alone += successes > self._successes
        self._successes = successes
        return self._alone >= _ALONE or (successes > 0 and self.refusals >= _REFUSALS)


@dataclass(slots=True)
class Fetching:
    """The fetches of one run. ``fresh`` asks Procore for one revision again: a new signed URL."""

    transfer: OneFile
    fresh: Callable[[int], Awaitable[RemoteRevision]]
    journal: Mapping[int, JournalRow]
    waiting: Waiting = field(default_factory=Waiting)
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    parallel: int = PARALLEL
    #: Revisions the user is waiting for: they go first.
    preferred: set[int] = field(default_factory=set)
    downloading: set[int] = field(default_factory=set)
    _gates: Gates = field(init=False)
    _queue: list[_Errand] = field(default_factory=list)
    _turns: Turns = field(default_factory=lambda: Turns((), PARALLEL))
    _stop: Failure | None = None

    def __post_init__(self) -> None:
        self._gates = Gates(self.waiting, self.clock)

    @property
    def requests(self) -> int:
        return self.transfer.requests

    @property
    def waits(self) -> Waits | None:
        """What the files wait for, while a gate is closed."""
        return self._gates.waits

    async def run(
        self, fetches: Sequence[Fetch], urls: Mapping[int, str], done: Done, *, on_bytes: Callable[[int], None]
    ) -> None:
        """Fetch all of them and hand each outcome to ``done``.

        After a failure that stops the run the rest is not tried: it is raised once what is under way has ended. A host
        or a disk that stays away for longer than a run waits is raised too, after the files that do not need it.
        """
        self._queue = [_Errand(fetch, urls.get(fetch.revision_id)) for fetch in reversed(fetches)]
        self._turns = Turns(fetches, min(PARALLEL, self.parallel))
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(self.parallel, len(fetches))):
                    group.create_task(self._worker(done, on_bytes))
        except* Failure as group_of_failures:
            # Storage refused (disk full, database): the same for every worker, so one of them speaks for all.
            self._stop = next(f for f in group_of_failures.exceptions if isinstance(f, Failure))
        finally:
            self._gates.tell()
        failure = self._stop or self._gates.given_up
        if failure is not None:
            raise failure

    async def _worker(self, done: Done, on_bytes: Callable[[int], None]) -> None:
        while (errand := await self._next()) is not None:
            self.downloading.add(errand.fetch.revision_id)
            self._turns.begin(errand.fetch)
            outcome: ItemOutcome | None = None
            try:
                outcome = await self._carry_out(errand, on_bytes)
            finally:
                self.downloading.discard(errand.fetch.revision_id)
                self._turns.end(errand.fetch, waits_again=outcome is None)
            if outcome is None:
                self._queue.append(errand)
            elif isinstance(outcome, Failure) and outcome.code in STOPS_THE_RUN:
                self._stop = self._stop or outcome
                self._gates.tell()
            else:
                await done(errand.fetch, outcome)

    async def _next(self) -> _Errand | None:
        """The next file that may be asked for, once there is one; None where nothing is left to do."""
        while self._stop is None:
            if self._gates.given_up is not None:
                self._queue = [errand for errand in self._queue if not self._hopeless(errand)]
            index = self._choose()
            if index is not None:
                return self._queue.pop(index)
            if not self._queue:
                break
            await self._gates.change()
        self._gates.tell()
        return None

    def _choose(self) -> int | None:
        """Which file is next: what the user waits for, else the plan's order, in which large files may have to let
        small ones go first. At a closed gate it is the one that was refused least, so that no single file keeps it
        closed."""
        best: tuple[bool, bool, int] | None = None
        chosen = None
        for index in range(len(self._queue) - 1, -1, -1):
            errand = self._queue[index]
            refusals = errand.refusals if self._gates.closed(_DISK, errand.host) else 0
            wanted = errand.fetch.revision_id in self.preferred
            rank = (not wanted, not wanted and self._turns.held_back(errand.fetch), refusals)
            if (best is None or rank < best) and self._gates.admit(_DISK, errand.host):
                best, chosen = rank, index
                if rank == (not self.preferred, False, 0):
                    break
        else:
            # What is here already is looked for no more: with nothing to prefer the first one is taken at sight.
            self.preferred.intersection_update([errand.fetch.revision_id for errand in self._queue])
        return chosen

    def _hopeless(self, errand: _Errand) -> bool:
        return self._gates[_DISK].given_up or self._gates[errand.host].given_up

    async def _carry_out(self, errand: _Errand, on_bytes: Callable[[int], None]) -> ItemOutcome | None:
        """One file with its second chances; None: it has to wait at a gate and keeps its place."""
        while True:
            host = errand.host
            passed = self._gates.enter(_DISK, host)
            try:
                file = await self._step(errand, on_bytes)
            except Failure as failure:
                log.debug("revision %s not fetched: %s", errand.fetch.revision_id, failure)
                at_fault = host if failure.code in HOSTS_FAULT else _DISK if failure.code in DISKS_FAULT else None
                if at_fault is not None:
                    self._gates.failed(at_fault, passed.pop(at_fault), failure)
                    self._leave(passed)
                    errand.given_at = None
                    return failure if errand.refused(self._gates[at_fault].successes) else None
                self._gates.worked(host, passed.pop(host))  # whatever it answered, it is there
                self._leave(passed)
                if not self._second_chance(errand, failure):
                    return failure
                if failure.code is FailureCode.SERVER:
                    await self.waiting.sleep(4.0 ** (errand.server_tries - 1) * (0.5 + self.waiting.random()))
            except BaseException:
                self._leave(passed)
                raise
            else:
                self._gates.worked(host, passed.pop(host))
                if file is not None:
                    self._gates.worked(_DISK, passed.pop(_DISK))
                    return file
                self._leave(passed)
            if self._stop is not None or not self._gates.admit(_DISK, errand.host):
                errand.given_at = None  # until its turn comes, the address may expire
                return None

    def _leave(self, passed: Mapping[str, bool]) -> None:
        for name, deciding in passed.items():
            self._gates.left(name, deciding)

    async def _step(self, errand: _Errand, on_bytes: Callable[[int], None]) -> FetchedFile | None:
        """Ask for a fresh address where one is needed, else for the file."""
        fetch = errand.fetch
        if errand.url is None:
            await self._freshen(errand)
            return None
        wanted = WantedFile(
            revision_id=fetch.revision_id,
            number=fetch.number,
            url=errand.url,
            size=fetch.size,
            updated_at=fetch.updated_at,
            fresh=errand.fresh(self.waiting.monotonic()),
            resume=self.journal.get(fetch.revision_id),
            held=fetch.held,
        )
        return await self.transfer.fetch(wanted, on_bytes)

    async def _freshen(self, errand: _Errand) -> None:
        fetch = errand.fetch
        revision = await self.fresh(fetch.revision_id)
        if fetch.size is not None and revision.pdf_size not in (None, fetch.size):
            told = f"{revision.pdf_size} bytes now, {fetch.size} when it was listed"
            raise Failure(FailureCode.CHANGED, values={"subject": fetch.number}, technical=told)
        if errand.doubt is not None:
            raise errand.doubt
        if revision.pdf_url is None:
            raise Failure(FailureCode.CONTRACT, Reason.NO_FILE, values={"subject": fetch.number})
        errand.freshened += 1
        errand.point_at(revision.pdf_url, self.waiting.monotonic())

    def _second_chance(self, errand: _Errand, failure: Failure) -> bool:
        if errand.url is None:
            return False  # Procore's own answer about this revision
        if failure.code is FailureCode.SERVER:
            errand.server_tries += 1
            return errand.server_tries < _SERVER_TRIES
        replaced = failure.code is FailureCode.CORRUPT and failure.reason in _OTHER_LENGTH
        if errand.fresh(self.waiting.monotonic()) or not (replaced or failure.code in _OF_THE_ADDRESS):
            return False
        errand.doubt = failure if replaced else None
        errand.point_at(None)
        return True
