"""A Procore project in memory, behind the same door as the real one: what the engine's tests sync from."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile
from app.domain.records import BadRecord, RemoteArea, RemoteDiscipline, RemoteRevision, RemoteSet
from app.procore.client import Page
from app.storage.store import Store
from app.sync.waiting import Waiting

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
_BY_ID = attrgetter("id")


class PassingTime:
    """Time that passes only where somebody waits for it."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.waits: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)

    @property
    def waiting(self) -> Waiting:
        return Waiting(sleep=self.sleep, monotonic=lambda: self.passed, random=lambda: 0.0)


def sheet(revision_id: int) -> bytes:
    """The bytes behind a revision: small, whole, and its own."""
    return b"%PDF-1.4\n% revision " + str(revision_id).encode() + b"\n%%EOF\n"


@dataclass
class World:
    """Edit ``revisions`` and the switches; the clock is Procore's."""

    revisions: dict[int, RemoteRevision] = field(default_factory=dict)
    now: datetime = START
    requests: int = 0
    server_time: datetime | None = None
    page_size: int = 2
    #: Revisions that every listing names twice.
    doubled: list[int] = field(default_factory=list)
    #: Called before each answer with what is asked for; may raise a Failure or change the world.
    before: Callable[[str], None] = lambda what: None
    #: Failures by revision id, raised by the transfer as long as they are there.
    broken: dict[int, Failure] = field(default_factory=dict)
    fetched: list[int] = field(default_factory=list)
    #: Records of the first page of revisions that do not decode.
    bad: list[BadRecord] = field(default_factory=list)
    #: Other bytes than a revision's own ones.
    files: dict[int, bytes] = field(default_factory=dict)

    def publish(self, revision_id: int, drawing: int, **members: object) -> RemoteRevision:
        """Issue a revision as the current and newest one of its drawing."""
        self.now += timedelta(minutes=1)
        mine = [r for r in self.revisions.values() if r.drawing_id == drawing]
        for other in mine:
            self.revisions[other.id] = replace(other, current=False)
        known: dict[str, object] = {
            "number": f"A-{100 + drawing}",
            "title": f"Plan {drawing}",
            "revision_number": str(len(mine)),
            "updated_at": self.now,
            "current": True,
            "order_in_drawing": len(mine) + 1,
            "pdf_size": len(sheet(revision_id)),
            "area_id": 1,
            "discipline_id": 7,
            "discipline": "Architectural",
            "pdf_url": f"https://files.invalid/{revision_id}",
        }
        revision = RemoteRevision(revision_id, drawing, **{**known, **members})  # type: ignore[arg-type]
        self.revisions[revision_id] = revision
        return revision

    def change(self, revision_id: int, **members: object) -> None:
        self.revisions[revision_id] = replace(self.revisions[revision_id], **members)  # type: ignore[arg-type]

    def _answer(self, what: str) -> None:
        self.requests += 1
        self.before(what)
        self.server_time = self.now

    async def areas(self, company_id: int, project_id: int) -> list[RemoteArea]:
        self._answer("areas")
        return [RemoteArea(1, "Main building")]

    async def disciplines(self, company_id: int, project_id: int) -> list[RemoteDiscipline]:
        self._answer("disciplines")
        return [RemoteDiscipline(7, "Architectural", 0)]

    async def drawing_sets(self, company_id: int, project_id: int) -> list[RemoteSet]:
        self._answer("sets")
        return [RemoteSet(3, "Bid set")]

    async def revision_pages(
        self, company_id: int, project_id: int, *, deleted: bool = False, updated_since: datetime | None = None
    ) -> AsyncIterator[Page[RemoteRevision]]:
        def rows() -> list[RemoteRevision]:
            return [
                r
                for r in sorted([*self.revisions.values(), *map(self.revisions.__getitem__, self.doubled)], key=_BY_ID)
                if r.deleted is deleted and (updated_since is None or (r.updated_at or self.now) >= updated_since)
            ]

        page = 1
        while True:
            self._answer("deleted" if deleted else f"revisions {page}")
            listed = rows()
            items = listed[(page - 1) * self.page_size : page * self.page_size]
            bad = self.bad if page == 1 and not deleted else []
            total = len(listed) + (0 if deleted else len(self.bad))
            yield Page(items=items, bad=bad, total=total)
            if page * self.page_size >= len(listed):
                return
            page += 1

    async def project(self, company_id: int, project_id: int) -> None:
        self._answer("project")

    def waits_until(self) -> datetime | None:
        return None

    async def revision(self, company_id: int, project_id: int, revision_id: int) -> RemoteRevision:
        self._answer("revision")
        return self.revisions[revision_id]

    def bearer_for(self, url: str) -> dict[str, str]:
        return {}


@dataclass
class Transfer:
    """Puts the world's bytes into the real blob store."""

    world: World
    store: Store
    requests: int = 0

    async def fetch(self, wanted: object, on_bytes: Callable[[int], None]) -> FetchedFile:
        self.requests += 1
        revision_id: int = wanted.revision_id  # type: ignore[attr-defined]
        self.world.before(f"file {revision_id}")
        await asyncio.sleep(0)
        if revision_id in self.world.broken:
            raise self.world.broken[revision_id]
        body = self.world.files.get(revision_id, sheet(revision_id))
        held = wanted.held  # type: ignore[attr-defined]
        if held is not None and held.sha256 == hashlib.sha256(body).hexdigest():
            same = FetchedFile(revision_id, held.sha256, held.size, unchanged=True)
            return replace(same, updated_at=wanted.updated_at, announced_size=wanted.size)  # type: ignore[attr-defined]
        on_bytes(len(body))
        sha256 = hashlib.sha256(body).hexdigest()
        part = self.store.blobs.part(f"{revision_id}.part")
        part.write_bytes(body)
        self.store.blobs.adopt(part, sha256)
        self.world.fetched.append(revision_id)
        return FetchedFile(
            revision_id,
            sha256,
            len(body),
            updated_at=wanted.updated_at,  # type: ignore[attr-defined]
            announced_size=wanted.size,  # type: ignore[attr-defined]
        )


def unreadable(number: str) -> Failure:
    return Failure(FailureCode.CORRUPT, Reason.PASSWORD, values={"subject": number})
