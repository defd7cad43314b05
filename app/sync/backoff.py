"""When a sheet that could not be fetched is tried again. Pure.

A run that somebody asked for tries everything. One that starts by itself leaves a sheet alone until its time has come
or Procore changed it; the folder stays failed for as long as that sheet is missing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.failures import Failure, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.files import Problem
    from app.domain.plan import Fetch

#: The waits double from the first to the longest: at most ten tries in the first day, four in each later one.
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=6)

#: Another download cannot mend these: only another file in Procore, or a person who asks.
_ONLY_ANOTHER_FILE = frozenset({Reason.PASSWORD, Reason.TOO_LARGE})


def fingerprint(fetch: Fetch) -> str:
    """What Procore says of a revision's file: another fingerprint is another file, with no failures of its own yet.

    Without the address: its signature is new in every listing (contract §10).
    """
    changed = "" if fetch.updated_at is None else fetch.updated_at.isoformat()
    return f"{'' if fetch.size is None else fetch.size} {changed}"


def attempts(fetch: Fetch, known: Problem | None) -> int:
    """How often this file failed before."""
    return known.attempts if known is not None and known.fingerprint == fingerprint(fetch) else 0


def next_try(failure: Failure, failed_before: int, now: datetime) -> datetime | None:
    """When a run that starts by itself tries again; None: not before the file changes."""
    if failure.reason in _ONLY_ANOTHER_FILE:
        return None
    wait: timedelta = min(FIRST_WAIT * 2 ** min(failed_before, 10), LONGEST_WAIT)
    at = now + wait
    return at if failure.retry_at is None else max(at, failure.retry_at)


def left_alone(fetches: Iterable[Fetch], problems: Mapping[int, Problem], now: datetime) -> list[tuple[Fetch, Failure]]:
    """The sheets whose time has not come, with the failure that each had last."""
    found = []
    for fetch in fetches:
        problem = problems.get(fetch.revision_id)
        if problem is not None and attempts(fetch, problem) and not _due(problem, now):
            last = Failure(problem.code, problem.reason, problem.values, retry_at=problem.next_at)
            found.append((fetch, last))
    return found


def _due(problem: Problem, now: datetime) -> bool:
    if problem.next_at is None:
        return False
    # Noted by a clock that was ahead: nothing waits longer than the longest wait.
    return problem.next_at <= now or problem.at > now
