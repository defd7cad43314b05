"""One data directory, and syncs of it that stop dead at a numbered step: real store and transfer, made-up Procore.

Every port is wired: the API, the file host, the inspection of PDFs, the blob store and its renames, the catalog. A step
is the moment before such a call, which is also the moment after the one before it.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

from procore_world import PassingTime, World

from app.domain.events import RunReport
from app.domain.failures import Failure
from app.domain.states import RunTrigger
from app.settings import Settings
from app.storage.store import Store
from app.sync.addresses import AddressRules
from app.sync.database import DatabaseThread
from app.sync.download import Download
from app.sync.fetching import Fetching
from app.sync.files import Complete, Declined, Head, Job, Told
from app.sync.housekeeping import settle
from app.sync.progress import Progress
from app.sync.run import SyncRun
from app.sync.services import LinkJournal
from app.sync.space import SpaceBudget
from app.sync.transfer import Transfer

_PIECES = 2


class Crash(BaseException):
    """The process is gone. Whatever still unwinds meets it again at its next port, so nothing more reaches the disk."""


class Wire:
    """Counts the steps, and cuts one: ``crash_at`` it, or ``fail_at`` it (a number, or the first of that name), once,
    with ``failure``. ``failed`` and ``failed_at``: that failure and the step, once it was raised."""

    def __init__(
        self, *, crash_at: int | None = None, fail_at: int | str | None = None, failure: Failure | None = None
    ) -> None:
        self._crash_at = crash_at
        self._fail_at = fail_at
        self._failure = failure
        self._lock = threading.Lock()
        self.steps: list[str] = []
        self.dead = False
        self.failed: Failure | None = None
        self.failed_at = "no step"

    def step(self, name: str) -> None:
        """The moment before ``name`` is done, which is the moment after what was done last."""
        with self._lock:
            if not self.dead:
                self.steps.append(name)
                self.dead = len(self.steps) - 1 == self._crash_at
            if self.dead:
                raise Crash(name)
            if self._failure is not None and self.failed is None and self._fail_at in (name, len(self.steps) - 1):
                self.failed, self.failed_at = self._failure, name
                raise self._failure

    def wired(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            self.step(name)
            return function(*args, **kwargs)

        return call


def body_of(world: World, revision_id: int) -> bytes:
    """The bytes behind a revision: as long as Procore says, and its own."""
    size = world.revisions[revision_id].pdf_size
    assert size is not None
    head, tail = b"%PDF-1.4\n% revision " + str(revision_id).encode() + b"\n", b"\n%%EOF\n"
    return head + b"." * (size - len(head) - len(tail)) + tail


@dataclass
class _Files:
    """The file host and the worker at once: whole files and the rest of them, in pieces."""

    world: World
    wire: Wire
    served: Counter[int]
    open: list[Download] = field(default_factory=list)

    async def get(self, job: Job, told: Told) -> Complete | Declined:
        revision_id = int(job.url.rsplit("/", 1)[1])
        self.wire.step(f"file {revision_id}")
        download = Download(job, told)
        self.open.append(download)
        body = body_of(self.world, revision_id)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        first, headers = 0, download.headers()
        if headers.get("If-None-Match") == etag:
            download.head(Head(304, {"etag": etag}))
            return download.outcome()
        if headers.get("If-Range") == etag:
            first = int(headers["Range"].removeprefix("bytes=").removesuffix("-"))
        self.served[revision_id] += first == 0
        answered = {"etag": etag, "content-type": "application/pdf", "content-length": str(len(body) - first)}
        if first:
            answered["content-range"] = f"bytes {first}-{len(body) - 1}/{len(body)}"
        if download.head(Head(206 if first else 200, answered)):
            piece = -(-len(body) // _PIECES)
            for start in range(first, len(body), piece):
                await asyncio.sleep(0)
                self.wire.step(f"piece of file {revision_id}")
                download.chunk(memoryview(body[start : start + piece]))
            download.end()
        self.wire.step(f"fsync of file {revision_id}")
        if not download.sealed:
            download.seal()
        return download.outcome()

    async def aclose(self) -> None:
        """Nothing is open on this side."""

    def let_go(self) -> None:
        """Close the parts, which the death of a process does by itself."""
        for download in self.open:
            download.close()


@dataclass
class _Database:
    """The engine's door to storage, wired."""

    thread: DatabaseThread
    wire: Wire

    async def __call__(self, function: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        self.wire.step(f"catalog {function.__qualname__}")
        return await self.thread(function, *args, **kwargs)


@dataclass
class Machine:
    """``served``: how often each revision was asked for from its first byte, over all runs."""

    home: Path
    world: World
    now: datetime
    served: Counter[int] = field(default_factory=Counter)

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = Store.open(Settings(home=self.home), user="owner")
        try:
            yield store
        finally:
            store.close()

    def sync(self, wire: Wire | None = None) -> RunReport | None:
        """A full sync, as an engine does one that has just taken the data directory. None where it was cut short."""
        wire = wire or Wire()
        self.now += timedelta(hours=1)
        with self.store() as store:
            store.runs.close_interrupted(at=self.now)
            settle(store, now=self.now)
            thread, files = DatabaseThread(), _Files(self.world, wire, self.served)
            try:
                with _wired(store, self.world, wire):
                    return asyncio.run(self._run(store, _Database(thread, wire), files, wire))
            except (Crash, BaseExceptionGroup):
                assert wire.dead
                return None
            finally:
                thread.close()
                files.let_go()
                if wire.dead:
                    self._leave_as_the_kill_left_it()

    def _leave_as_the_kill_left_it(self) -> None:
        """Go on with a copy made now: closing the store tidies the database up, which a kill does not."""
        home = self.home.with_name(f"{self.home.name}-")
        shutil.copytree(self.home, home)
        self.home = home

    async def _run(self, store: Store, database: _Database, files: _Files, wire: Wire) -> RunReport:
        (project,) = store.projects.list()
        assert project.link is not None
        link = project.link
        run_id = store.runs.start(link.id, trigger=RunTrigger.MANUAL, full=True, at=self.now)
        transfer = Transfer(
            downloads=files,
            blobs=store.blobs,
            journal=LinkJournal(store, link.id, database),  # type: ignore[arg-type]
            rules=AddressRules(),
            bearer_for=self.world.bearer_for,
            inspect=partial(_inspect, wire),
            space=SpaceBudget(lambda: 1 << 40, lambda: 1 << 40),
            clock=lambda: self.now,
        )

        async def fresh(revision_id: int) -> object:
            return await self.world.revision(0, 0, revision_id)

        journal = {row.revision_id: row for row in store.journal.entries(link.id)}
        fetching = Fetching(transfer, fresh, journal, waiting=PassingTime().waiting, parallel=2)  # type: ignore[arg-type]
        run = SyncRun(
            store=store,
            project=project,
            link=link,
            run_id=run_id,
            api=self.world,
            fetching=fetching,
            full=True,
            progress=Progress(project.id, clock=lambda: 0.0, tell=lambda event: None),
            database=database,  # type: ignore[arg-type]
            now=lambda: self.now,
            monotonic=lambda: 0.0,
            tell=lambda event: None,
            stopping=lambda: False,
        )
        report = await run.execute()
        wire.step("the end")
        return report

    def sha256(self, revision_id: int) -> str:
        return hashlib.sha256(body_of(self.world, revision_id)).hexdigest()

    def landed(self) -> set[str]:
        return {path.parent.name + path.stem for path in (self.home / "blobs").glob("*/*.pdf")}


async def _inspect(wire: Wire, path: Path) -> int:
    wire.step("inspection")
    return 1


@contextmanager
def _wired(store: Store, world: World, wire: Wire) -> Iterator[None]:
    """Put the wire into what the run reaches without asking the database's door."""
    world.before = lambda what: wire.step(f"api {what}")
    with (
        mock.patch.object(store.blobs, "adopt", wire.wired("adoption", store.blobs.adopt)),
        mock.patch.object(store.blobs, "flush", wire.wired("flush", store.blobs.flush)),
        mock.patch.object(Path, "rename", wire.wired("rename", Path.rename)),
    ):
        yield
    world.before = lambda what: None
