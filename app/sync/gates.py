"""Gates in front of what a run cannot do without: each host, and this machine's disk.

A failure that is the host's or the disk's own closes its gate for everybody. Then one file at a time tries again, after
pauses that double up to a minute or when the host said so; the first that succeeds opens the gate. Pure: time and
random are handed in; only ``Gates`` waits.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.events import Waits
from app.domain.failures import FailureCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.failures import Failure
    from app.sync.waiting import Waiting

#: Seconds before the first try at a closed gate, and the longest pause between two of them.
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
#: A host that throttles and names no time is not asked again within this (seconds).
FIRST_THROTTLED_PAUSE = 5.0
#: A gate that would stay closed for longer than this (seconds) ends the run: the next one comes back to it. A host that
#: throttles is there, and says when it has time again: it is waited for longer.
PATIENCE = 45.0
PATIENCE_WITH_THROTTLED = 150.0

HOSTS_FAULT = frozenset({FailureCode.NETWORK, FailureCode.THROTTLED})
DISKS_FAULT = frozenset({FailureCode.LOCAL_SPACE, FailureCode.LOCAL_IO})


def pause_after(tries: int, *, first: float, random: float) -> float:
    """Seconds to the next try after so many failed ones (from 1): doubling, with up to a quarter more as jitter."""
    return min(LONGEST_PAUSE, first * 2.0 ** min(tries - 1, 10)) * (1.0 + random / 4.0)


@dataclass(slots=True)
class Gate:
    """Open while ``failure`` is None. ``given_up``: it stayed closed for longer than a run waits.

    Whoever is admitted calls ``enter``, and then exactly one of ``worked``, ``failed`` and ``left``, with what
    ``enter`` returned. ``now`` is monotonic seconds, ``random`` from 0 to 1.
    """

    failure: Failure | None = None
    given_up: bool = False
    #: How often somebody got through: tells a file that fails alone from a host that is away.
    successes: int = 0
    opens: float = 0.0
    _since: float = 0.0
    _tries: int = 0
    _trying: bool = False

    def admits(self, now: float) -> bool:
        if self.failure is None:
            return True
        return self.waits_for_its_time and now >= self.opens

    @property
    def waits_for_its_time(self) -> bool:
        return self.failure is not None and not self.given_up and not self._trying

    def enter(self) -> bool:
        """True where this is the try that decides whether a closed gate opens."""
        self._trying = self.failure is not None
        return self._trying

    def worked(self, deciding: bool) -> None:
        """It answered. Also what was under way when the gate closed proves that."""
        self.left(deciding)
        self.successes += 1
        if not self.given_up:
            self.failure, self._tries = None, 0

    def left(self, deciding: bool) -> None:
        """Nothing was found out."""
        if deciding:
            self._trying = False

    def failed(self, deciding: bool, failure: Failure, *, now: float, asked: float | None, random: float) -> None:
        """Close it, or keep it closed. ``asked``: seconds that the host itself wants to be left alone."""
        self.left(deciding)
        if self.given_up:
            return
        if self.failure is None:
            self._since, self._tries, self.opens = now, 0, 0.0
            deciding = True  # of those under way together, the first is the one that counts
        self.failure = failure
        if deciding:
            self._tries += 1
            first = FIRST_THROTTLED_PAUSE if failure.code is FailureCode.THROTTLED else FIRST_PAUSE
            pause = pause_after(self._tries, first=first, random=random) if asked is None else asked + random
            self.opens = now + pause
        elif asked is not None:
            self.opens = max(self.opens, now + asked + random)
        patience = PATIENCE_WITH_THROTTLED if failure.code is FailureCode.THROTTLED else PATIENCE
        self.given_up = self.opens - self._since > patience


class Gates:
    """The gates of one run, by name, and the wait in front of them: thin, in the engine's loop.

    ``clock`` is wall time, only for what is shown and for the times that hosts name.
    """

    def __init__(self, waiting: Waiting, clock: Callable[[], datetime]) -> None:
        self._waiting = waiting
        self._clock = clock
        self._gates: defaultdict[str, Gate] = defaultdict(Gate)
        self._changed = asyncio.Event()
        self._timer: asyncio.Task[None] | None = None

    def __getitem__(self, name: str) -> Gate:
        return self._gates[name]

    def admit(self, *names: str) -> bool:
        """Whether somebody who needs all of these may go now."""
        now = self._waiting.monotonic()
        return all(self[name].admits(now) for name in names)

    def closed(self, *names: str) -> bool:
        return any(self[name].failure is not None for name in names)

    def enter(self, *names: str) -> dict[str, bool]:
        """Go through; each of these must be told how it ended, with the same names."""
        return {name: self[name].enter() for name in names}

    def worked(self, name: str, deciding: bool) -> None:
        closed = self[name].failure is not None
        self[name].worked(deciding)
        if closed:
            self.tell()

    def left(self, name: str, deciding: bool) -> None:
        self[name].left(deciding)
        if deciding:
            self.tell()

    def failed(self, name: str, deciding: bool, failure: Failure) -> None:
        asked = None if failure.retry_at is None else max(0.0, (failure.retry_at - self._clock()).total_seconds())
        now, random = self._waiting.monotonic(), self._waiting.random()
        self[name].failed(deciding, failure, now=now, asked=asked, random=random)
        self.tell()

    @property
    def given_up(self) -> Failure | None:
        """Why a gate stayed closed for longer than a run waits."""
        return next((gate.failure for gate in self._gates.values() if gate.given_up), None)

    @property
    def waits(self) -> Waits | None:
        """What a run waits for that stands at a closed gate, and when it tries again."""
        closed = [gate for gate in self._gates.values() if gate.failure is not None and not gate.given_up]
        if not closed:
            return None
        last = max(closed, key=lambda gate: gate.opens)
        assert last.failure is not None
        left = max(0.0, last.opens - self._waiting.monotonic())
        return Waits(last.failure.code, self._clock() + timedelta(seconds=left))

    async def change(self) -> None:
        """Return when there may be something to do: a gate's time came, or ``tell`` was called."""
        changed = self._changed
        if self._timer is None or self._timer.done():
            self._timer = asyncio.ensure_future(self._tell_in_time())
        await changed.wait()

    def tell(self) -> None:
        """Wake everybody in ``change``."""
        if self._timer is not None and self._timer is not asyncio.current_task():
            self._timer.cancel()
            self._timer = None
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _tell_in_time(self) -> None:
        # A gate whose time has come was offered already: whoever needs it stands at another one too.
        now = self._waiting.monotonic()
        times = [gate.opens for gate in self._gates.values() if gate.waits_for_its_time and gate.opens > now]
        if times:
            await self._waiting.sleep(min(times) - now)
            self.tell()
