"""The badge of a Procore folder: one icon, one time, never a lie (S40-S47, S54, S61)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.states import LinkState, RunOutcome, SyncInterval, SyncState

#: S54: never more than this between two attempts while the application runs, unless "manual only" was chosen.
LONGEST_GAP = timedelta(hours=12)
#: After this, "confirmed current" turns amber (SPEC §6, Freshness).
FRESH_FOR = timedelta(hours=24)


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


def next_attempt(
    interval: SyncInterval, *, paused: bool, last_attempt: datetime | None, now: datetime
) -> datetime | None:
    """When the next scheduled run is due, or None where only the user starts one. Overdue means ``now``."""
    if paused or interval.seconds is None:
        return None
    if last_attempt is None:
        return now
    gap = min(timedelta(seconds=interval.seconds), LONGEST_GAP)
    if last_attempt > now:  # the clock went backwards: a wait longer than the gap is due now
        return now if last_attempt - now > gap else last_attempt + gap
    return max(now, last_attempt + gap)
