"""The badge of a Procore folder: one icon, one time, never a lie (S40-S47, S54, S61)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.states import LinkState, RunOutcome, SyncInterval, SyncState

#: S54: never more than this between two attempts while the application runs, unless "manual only" was chosen.
LONGEST_GAP = timedelta(hours=12)
#: After this, "confirmed current" turns amber (SPEC §6, Freshness).
FRESH_FOR = timedelta(hours=24)
#: Longer than this nobody means: such an end was written by a clock that went wrong, and it is no bid mode.
LONGEST_BID = timedelta(days=31)
#: S62: after so many failed runs in a row the remedy includes a support report.
FAILURES_FOR_SUPPORT = 3


@dataclass(frozen=True, slots=True)
class Badge:
    state: SyncState
    time: datetime | None


def badge(
    link: LinkState,
    *,
    running_since: datetime | None,
    last_outcome: RunOutcome | None,
    last_success: datetime | None,
    complete: bool,
) -> Badge:
    """The state and the time shown beside it.

    ``running_since`` is the start of a run that is alive *now* (the caller knows whether its engine lives; a stale
    row is not a run, S61). ``complete``: every counted entry is held and verified. Green needs it: a folder whose
    last run succeeded but that lacks a file since then is failed, not synced.
    """
    if link is LinkState.DISCONNECTED:
        return Badge(SyncState.DISCONNECTED, last_success)
    if running_since is not None:
        return Badge(SyncState.RUNNING, running_since)
    if link is LinkState.ACCESS_LOST:
        return Badge(SyncState.ACCESS_LOST, last_success)
    if last_outcome is None:
        return Badge(SyncState.NEVER, None)
    if last_outcome is RunOutcome.SYNCED and complete:
        return Badge(SyncState.SYNCED, last_success)
    return Badge(SyncState.FAILED, last_success)


def is_fresh(confirmed_at: datetime | None, now: datetime) -> bool:
    """Whether Procore confirmed the folder recently enough to call it current (SPEC §6, Freshness)."""
    return confirmed_at is not None and now - confirmed_at <= FRESH_FOR


def bidding(bid_until: datetime | None, now: datetime) -> bool:
    """Whether bid mode is on: it ends by itself, at its time."""
    return bid_until is not None and now < bid_until <= now + LONGEST_BID


def pace(interval: SyncInterval, *, paused: bool, bid_until: datetime | None, now: datetime) -> timedelta | None:
    """The time between two attempts as things stand, or None where only the user starts one."""
    chosen = SyncInterval.FIVE_MINUTES if bidding(bid_until, now) else interval
    if paused or chosen.seconds is None:
        return None
    return min(timedelta(seconds=chosen.seconds), LONGEST_GAP)


def next_attempt(
    interval: SyncInterval,
    *,
    paused: bool,
    last_attempt: datetime | None,
    now: datetime,
    bid_until: datetime | None = None,
) -> datetime | None:
    """When the next scheduled run is due, or None where only the user starts one. Overdue means ``now``."""
    gap = pace(interval, paused=paused, bid_until=bid_until, now=now)
    if gap is None:
        return None
    if last_attempt is None:
        return now
    if last_attempt > now:  # the clock went backwards: a wait longer than the gap is due now
        return now if last_attempt - now > gap else last_attempt + gap
    return max(now, last_attempt + gap)
