"""A clock that only moves when told, one connected project, and short words to fill it."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from app.domain.events import RunReport
from app.domain.files import FetchedFile
from app.domain.listing import Reading
from app.domain.plan import Arrange, HeldDrawing, HeldEntry, PutDrawing, PutRevision
from app.domain.states import EntryKind, RunOutcome, RunTrigger, Wanted
from app.storage.schema import annotation_table

if TYPE_CHECKING:
    from app.domain.failures import Failure
    from app.domain.listing import Listing, Structure
    from app.domain.plan import Bookkeeping
    from app.domain.records import BadRecord, RemoteRevision
    from app.domain.views import Link, Project
    from app.storage.store import Store

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class HandClock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@dataclass
class World:
    """One project that is connected to a Procore project."""

    store: Store
    clock: HandClock
    project: Project
    link: Link

    def list_(
        self,
        *revisions: RemoteRevision,
        full: bool = True,
        run_id: int | None = None,
        structure: Structure | None = None,
        bad: tuple[BadRecord, ...] = (),
        link_id: int | None = None,
    ) -> Listing:
        observations = self.store.observations
        link_id = link_id or self.link.id
        reading = Reading(observations.load(link_id))
        reading.add(revisions)
        reading.put_aside(bad)
        listing = reading.close(full=full, server_time=self.clock(), structure=structure)
        observations.record(link_id, run_id, listing)
        return listing

    def apply(self, *operations: Bookkeeping, run_id: int | None = None) -> None:
        self.store.holdings.apply(self.link.id, run_id, operations, at=self.clock())

    def hold_drawing(self, drawing_id: int, *revisions: int, number: str = "", **place: object) -> None:
        """A drawing with these revisions, oldest first, the last one current."""
        self.apply(
            PutDrawing(drawing(drawing_id, number=number, **place)),
            *(put_revision(revision, drawing_id) for revision in revisions),
            Arrange(
                drawing_id,
                tuple(HeldEntry(None, revision, EntryKind.NORMAL, revision == revisions[-1]) for revision in revisions),
            ),
        )

    def fetch(self, *revisions: int, content: str = "", **facts: object) -> list[str]:
        """Give revisions their bytes; returns the hashes."""
        files = []
        for revision in revisions:
            data = f"%PDF- {content or revision}".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            part = self.store.blobs.part(f"p-{revision}")
            part.write_bytes(data)
            self.store.blobs.adopt(part, sha256)
            files.append(FetchedFile(revision, sha256, len(data), **facts))
        self.store.holdings.commit_files(self.link.id, files)
        return [file.sha256 for file in files]

    def run(
        self, outcome: RunOutcome = RunOutcome.SYNCED, failure: Failure | None = None, *, minutes: float = 5
    ) -> int:
        """A run that begins now and ends ``minutes`` later."""
        run_id = self.store.runs.start(self.link.id, trigger=RunTrigger.MANUAL, full=True, at=self.clock())
        report = RunReport(self.project.id, self.project.name, outcome, failure, full=True)
        self.store.runs.finish(run_id, report, at=self.clock.pass_(minutes=minutes))
        return run_id


def drawing(drawing_id: int, number: str = "", **changes: object) -> HeldDrawing:
    facts: dict[str, object] = {"title": "Plan", "area_id": 1, "discipline_id": 7, "discipline": "Architecture"}
    return HeldDrawing(drawing_id, number or f"A-{drawing_id}", **(facts | changes))


def put_revision(revision_id: int, drawing_id: int, wanted: Wanted = Wanted.SINCE_CONNECTION) -> PutRevision:
    return PutRevision(revision_id, drawing_id, wanted, str(revision_id % 10), None)


def connect(store: Store, name: str = "Tower", procore_project_id: int = 20) -> tuple[Project, Link]:
    project = store.projects.create(name)
    account = store.accounts.put(1, "ana@example.com", "Ana")
    link = store.links.connect(
        project.id,
        account_id=account.id,
        company_id=10,
        company="Builders",
        procore_project_id=procore_project_id,
        name="Procore tower",
        connected_at=START,
    )
    return project, link


def draw(world: World, entry_id: int, text: str = "check this", *, page: int = 0, **changes: object) -> str:
    """An annotation on an entry; returns its id."""
    row = {
        "id": str(uuid.uuid4()),
        "entry_id": entry_id,
        "page": page,
        "layer": "default",
        "kind": "cloud",
        "geometry": {"points": [[1, 2], [3, 4]]},
        "style": {"colour": "#ff0000"},
        "text": text,
        "author": "Ana",
        "created_at": START,
        "modified_at": START,
    } | changes
    with world.store.holdings._database.write() as connection:
        connection.execute(insert(annotation_table), [row])
    return str(row["id"])


def drawn(world: World, entry_id: int) -> list[dict[str, Any]]:
    """The annotations of an entry, as stored."""
    mine = select(annotation_table).where(annotation_table.c.entry_id == entry_id).order_by(annotation_table.c.text)
    with world.store.holdings._database.read() as connection:
        return [dict(row) for row in connection.execute(mine).mappings()]
