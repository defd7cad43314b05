"""When to sync by itself (S37, S54). Pure: the engine asks it every so often and starts what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.states import LinkState, SyncState
from app.domain.status import next_attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from app.domain.views import ProjectStatus


def due(projects: Iterable[ProjectStatus], last_attempts: Mapping[int, datetime], *, now: datetime) -> tuple[int, ...]:
    """Project ids whose next attempt has come, in the order given.

    ``last_attempts``: start of the last run by link id. A link that lost its access is not asked about again by itself
    (failure class ``access_lost``): its state says so, and a sync by hand finds out whether access is back.
    """
    out = []
    for entry in projects:
        link = entry.project.link
        if link is None or entry.project.archived or link.state is not LinkState.ACTIVE:
            continue
        if entry.status.state is SyncState.RUNNING:
            continue
        at = next_attempt(link.interval, paused=link.paused, last_attempt=last_attempts.get(link.id), now=now)
        if at is not None and at <= now:
            out.append(entry.project.id)
    return tuple(out)
