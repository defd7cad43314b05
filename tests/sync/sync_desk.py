"""A linked project on this machine and the run button: one sync at a time, on the real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from procore_world import START, PassingTime, Transfer, World

from app.domain.events import Event, RunReport
from app.domain.states import RunTrigger
from app.domain.views import DocumentTree, Drawing, FolderStatus, Link
from app.settings import Settings
from app.storage.store import Store
from app.sync.database import DatabaseThread
from app.sync.fetching import Fetching
from app.sync.progress import Progress
from app.sync.run import SyncRun

AFTER_THE_GATE = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass
class Desk:
    """A linked project on this machine, and the run button."""

    store: Store
    world: World
    project_id: int
    link_id: int
    database: DatabaseThread
    stopping: bool = False
    now: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    time: PassingTime = field(default_factory=PassingTime)

    def link(self) -> Link:
        return self.store.links.get(self.link_id)

    async def sync(self, *, full: bool = True, trigger: RunTrigger = RunTrigger.MANUAL) -> RunReport:
        self.now += timedelta(hours=1)
        return await self.prepared(full=full, trigger=trigger, tell=lambda event: None).execute()

    def prepared(self, *, full: bool, trigger: RunTrigger, tell: Callable[[Event], None]) -> SyncRun:
        """A run that was recorded as begun."""
        run_id = self.store.runs.start(self.link_id, trigger=trigger, full=full, at=self.now)
        transfer = Transfer(self.world, self.store)

        async def fresh(revision_id: int) -> object:
            return await self.world.revision(0, 0, revision_id)

        return SyncRun(
            store=self.store,
            project=self.store.projects.get(self.project_id),
            link=self.link(),
            run_id=run_id,
            api=self.world,
            fetching=Fetching(transfer, fresh, {}, waiting=self.time.waiting, clock=lambda: self.now),  # type: ignore[arg-type]
            full=full,
            progress=Progress(self.project_id, clock=lambda: 0.0, tell=tell),
            database=self.database,
            now=lambda: self.now,
            monotonic=lambda: 0.0,
            tell=tell,
            stopping=lambda: self.stopping,
            everything=trigger.asked_for,
        )

    def tree(self) -> DocumentTree:
        return self.store.documents.tree(self.project_id, engine_alive=True)

    def status(self) -> FolderStatus:
        return self.store.documents.status(self.project_id, engine_alive=True).status

    def drawings(self) -> dict[str, Drawing]:
        return {d.number: d for area in self.tree().areas for disc in area.disciplines for d in disc.drawings}

    def close(self) -> None:
        self.database.close()
        self.store.close()


def open_desk(home: Path, world: World) -> Desk:
    """A new project, connected to ``world``."""
    store = Store.open(Settings(home=home), user="owner")
    return Desk(store, world, *connect(store), DatabaseThread())


def connect(store: Store) -> tuple[int, int]:
    """A project with its link: their ids."""
    project = store.projects.create("School", created_at=AFTER_THE_GATE)
    account = store.accounts.put(99, "estimator@example.com", "Estimator")
    link = store.links.connect(
        project.id,
        account_id=account.id,
        company_id=1,
        company="Builder",
        procore_project_id=2,
        name="School (Procore)",
        connected_at=START,
    )
    return project.id, link.id
