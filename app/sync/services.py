"""What a run talks to, put together: the account's client, the transfer, the journal, a progress meter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import Event
    from app.domain.states import RunTrigger
    from app.domain.views import Project
    from app.sync.fetching import Fetching
    from app.sync.run import SyncRun


@dataclass(frozen=True, slots=True)
class RunParts:
    """One run and the parts of it the engine reaches into."""

    run: SyncRun
    fetching: Fetching
    started_at: datetime


class Services(Protocol):
    """Builds runs; owns what outlives them (clients, workers)."""

    async def open_run(
        self,
        project: Project,
        *,
        full: bool,
        trigger: RunTrigger,
        tell: Callable[[Event], None],
        stopping: Callable[[], bool],
    ) -> RunParts:
        """Record the start of a run and put its parts together."""

    async def abandon_run(self, parts: RunParts) -> None:
        """Record that a run ended by a defect of ours."""

    async def close(self) -> None:
        """Close clients and workers."""
