"""When to sync by itself (S37, S54). Pure: told what the clocks say, it answers what is due.

Two clocks are read together. The wall clock places attempts of earlier starts of the program; the monotonic one cannot
be set, so a wall clock that jumps makes neither a storm of runs nor silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.states import RunTrigger
from app.domain.status import LONGEST_GAP, pace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from app.domain.states import SyncInterval

#: Seconds between two readings of the clocks.
HEARTBEAT = 5.0
#: Seconds that only a sleeping machine loses (or one so busy that its connections are as dead).
ASLEEP = 30.0
#: Attempts move by this share of the interval, so that a company's machines do not all ask at the same second.
JITTER = 0.1
#: Seconds between two runs that a wake or the network's return starts. A network that comes and goes starts no more
#: runs than the shortest interval would; an attempt that the network or the disk spoilt is made up for sooner, and only
#: after so many of them ever less often.
CALM, SPOILT = 300.0, 60.0
STEADY = 3
#: Whatever the clocks say, the schedule starts no run of a project sooner (seconds) after its last one.
BREATH = 20.0
#: An attempt that could not be made because there was no network counts as missed after its interval, or this.
MISSED_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks at one moment."""

    wall: datetime
    monotonic: float


def slept(before: Reading, now: Reading, expected: float) -> bool:
    """Whether the machine slept between two readings that should lie ``expected`` seconds apart.

    Where the monotonic clock stands still during sleep (Linux, macOS) the wall clock runs away from it; where it goes
    on (Windows) the reading comes far too late. A wall clock that is set forward looks like a short sleep; one that is
    set back does not.
    """
    passed = now.monotonic - before.monotonic
    drift = (now.wall - before.wall).total_seconds() - passed
    return drift > ASLEEP or passed - expected > ASLEEP


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that can be synced, as the schedule sees it. ``last_attempt``: start of its last recorded run;
    ``spoilt``: the network made that one fail; ``cut_off``: the program ended, or the machine slept, under it."""

    project_id: int
    interval: SyncInterval
    paused: bool
    bid_until: datetime | None
    last_attempt: datetime | None
    spoilt: bool = False
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    project_id: int
    trigger: RunTrigger


@dataclass(slots=True)
class _Known:
    """What happened to a project while the program ran. ``since``: monotonic time of its last start, or of the
    program's; ``share`` moves its next attempt (-1 to 1)."""

    since: float
    share: float
    started: bool = False
    spoilt: int = 0
    nudge: RunTrigger | None = None
    owed: bool = False


class Scheduler:
    """``random`` is from 0 to 1."""

    def __init__(self, random: Callable[[], float], now: Reading) -> None:
        self._random = random
        self._born = now.monotonic
        self._known: dict[int, _Known] = {}

    def nudge(self, projects: Iterable[int], trigger: RunTrigger) -> None:
        """The machine woke, or the network is back: these projects are synced soon, once, however often it happens."""
        for project_id in projects:
            known = self._of(project_id)
            known.nudge = known.nudge or trigger

    def interrupted(self, project_id: int) -> None:
        """Its run was cut off by the machine's sleep: another is owed, though the interval may not say so."""
        self._of(project_id).owed = True

    def started(self, project_id: int, now: Reading) -> None:
        """A run begins, whoever asked for it: that is the attempt everything before waited for."""
        spoilt = self._of(project_id).spoilt
        self._known[project_id] = _Known(now.monotonic, self._random() * 2 - 1, started=True, spoilt=spoilt)

    def ended(self, project_id: int, *, spoilt: bool) -> None:
        """The run that began last ended; ``spoilt``: it got no answer from the network, or the disk refused."""
        known = self._of(project_id)
        known.spoilt = known.spoilt + 1 if spoilt else 0

    def relieved(self, project_id: int) -> None:
        """What spoilt its last runs is mended: the next one need not wait as long as they taught."""
        known = self._of(project_id)
        known.spoilt = min(known.spoilt, 1)

    def due(self, candidates: Iterable[Candidate], running: frozenset[int], now: Reading) -> list[Start]:
        """What to start now, the longest waiting first. To be asked while there is a network."""
        found = []
        for one in candidates:
            if one.project_id in running:
                continue
            trigger = self._trigger(one, now)
            if trigger is not None:
                waited = one.last_attempt.timestamp() if one.last_attempt is not None else float("-inf")
                found.append((waited, Start(one.project_id, trigger)))
        return [start for _, start in sorted(found, key=lambda pair: pair[0])]

    def _trigger(self, one: Candidate, now: Reading) -> RunTrigger | None:
        known = self._of(one.project_id)
        since = now.monotonic - known.since
        if one.paused:
            known.nudge, known.owed = None, False
            return None
        if known.started and since < BREATH:
            return None
        if known.owed:
            return RunTrigger.WAKE
        gap = pace(one.interval, paused=False, bid_until=one.bid_until, now=now.wall)
        if gap is None:
            known.nudge = None
            return None
        if known.nudge is RunTrigger.WAKE:
            return known.nudge
        wait = _moved(gap, known.share)
        if known.spoilt and since < min(_after(known.spoilt), wait.total_seconds()):
            return None
        if self._has_waited(one, known, wait, now):
            return known.nudge or RunTrigger.SCHEDULE
        calm = SPOILT if known.spoilt or one.spoilt else CALM
        return known.nudge if not known.started or since >= calm else None

    def _has_waited(self, one: Candidate, known: _Known, wait: timedelta, now: Reading) -> bool:
        if one.last_attempt is None or (one.cut_off and not known.started):
            return True
        if now.monotonic - known.since >= wait.total_seconds():
            return True
        ago = now.wall - one.last_attempt
        if ago < timedelta(0):  # the clock was set back: how long ago that was, only this program's own time tells
            return not known.started
        return ago >= wait

    def _of(self, project_id: int) -> _Known:
        known = self._known.get(project_id)
        if known is None:
            known = self._known[project_id] = _Known(self._born, self._random() * 2 - 1)
        return known


def _after(spoilt: int) -> float:
    """Seconds from the start of the last of so many spoilt runs to the next one."""
    return SPOILT * 2.0 ** min(max(spoilt - STEADY, 0), 10)


def _moved(gap: timedelta, share: float) -> timedelta:
    """The interval with its jitter, and never past the limit of S54, though the clocks are read only now and then."""
    return min(gap * (1 + JITTER * share), LONGEST_GAP - timedelta(seconds=60))


def missed(one: Candidate, now: datetime, offline_since: datetime) -> bool:
    """Whether an attempt of a project has been due so long, while there was no network, that it counts as failed.

    Time in which nobody could try (the program closed, the machine asleep) does not count. A folder that shows the
    network's failure already is told again only after the longest gap.
    """
    gap = pace(one.interval, paused=one.paused, bid_until=one.bid_until, now=now)
    if gap is None:
        return False
    last = one.last_attempt
    if last is None or last > now:
        return now - offline_since >= max(gap, MISSED_AFTER)
    if one.spoilt:
        return now - max(last, offline_since) >= LONGEST_GAP
    return now - max(last + gap, offline_since) >= max(gap, MISSED_AFTER)
