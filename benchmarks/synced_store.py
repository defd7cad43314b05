"""A store with a project that was synced, without a sync: what several benchmarks ask and show."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.files import FetchedFile
from app.domain.listing import Reading, Structure
from app.domain.plan import Held, Policy
from app.domain.records import RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.settings import Settings
from app.storage.store import Store
from app.sync.plan import plan

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
DISCIPLINES = 12
_DATA = b"%PDF-1.7 plan"  # nobody opens it
_TRADES = "ASMEPCGLIFTV"


def open_store(home: Path) -> Store:
    return Store.open(Settings(home=home), clock=lambda: NOW, user="bench")


def synced(store: Store, drawings: int, revisions: int, *, own_files: bool = False) -> tuple[int, list[FetchedFile]]:
    """The project's id, and its files: all the same one, or each revision its own."""
    project = store.projects.create("Tower")
    account = store.accounts.put(1, "ana@example.com", "Ana")
    link = store.links.connect(
        project.id,
        account_id=account.id,
        company_id=10,
        company="Builders",
        procore_project_id=20,
        name="Tower",
        connected_at=NOW - timedelta(days=90),
    )
    reading = Reading(store.observations.load(link.id))
    reading.add([_revision(drawing, nth, revisions) for drawing in range(drawings) for nth in range(revisions)])
    structure = Structure(
        (RemoteArea(1, "Area"),),
        tuple(RemoteDiscipline(nth, f"Discipline {nth}", nth) for nth in range(DISCIPLINES)),
        tuple(RemoteSet(nth, f"Set {nth}") for nth in range(revisions)),
    )
    store.observations.record(link.id, None, reading.close(full=True, server_time=NOW, structure=structure))
    policy = Policy(NOW - timedelta(days=90), baseline_known=True, mirrors_reorders=True)
    planned = plan(store.observations.load(link.id), Held(), policy)
    store.holdings.apply(link.id, None, planned.bookkeeping, at=NOW)
    files = []
    for fetch in planned.fetches:
        sha256 = hashlib.sha256(str(fetch.revision_id).encode() if own_files else _DATA).hexdigest()
        files.append(FetchedFile(fetch.revision_id, sha256, len(_DATA), pages=1))
    for sha256 in {file.sha256 for file in files}:
        path = store.blobs.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_DATA)
    store.holdings.commit_files(link.id, files)
    return project.id, files


def _revision(drawing: int, nth: int, revisions: int) -> RemoteRevision:
    part = drawing % DISCIPLINES
    return RemoteRevision(
        drawing * revisions + nth,
        drawing,
        number=f"{_TRADES[part]}-{drawing // 100 + 1}.{drawing % 100:02}",
        title=f"Floor plan, part {drawing}",
        revision_number=str(nth),
        updated_at=NOW - timedelta(days=60 - nth),
        current=nth == revisions - 1,
        order_in_drawing=nth + 1,
        pdf_size=len(_DATA),
        area_id=1,
        discipline_id=part,
        discipline=f"Discipline {part}",
        set_id=nth,
    )
