"""The slow reading of old files: what comes next, at which rate, and never beside a sync."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from procore_world import START, World, sheet
from sqlalchemy import update
from sync_desk import Desk, open_desk

from app.domain.events import DocumentsChanged, Event
from app.domain.failures import Failure, FailureCode
from app.domain.files import StoredBlob
from app.domain.states import SyncState
from app.storage.blobs import BlobStore
from app.storage.journal import Opened
from app.storage.schema import blobs
from app.sync.upkeep import BUSY_PAUSE, EVERY, IDLE_PAUSE, RATE, Read, Rest, Upkeep, what_next

NOW = START


def blob(days_ago: float | None) -> StoredBlob:
    return StoredBlob("ab" * 32, 100, None if days_ago is None else NOW - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("days_ago", "due"), [(None, True), (30, True), (31, True), (29.9, False), (0, False), (-1, True)]
)
def test_what_was_not_read_for_a_month_or_at_an_unknown_time_is_due(days_ago: float | None, due: bool) -> None:
    found = what_next([blob(days_ago)], busy=False, now=NOW)
    assert isinstance(found, Read) is due


def test_only_what_is_due_is_read_in_the_order_given() -> None:
    never, old, young = blob(None), blob(40), blob(1)
    assert what_next([never, old, young], busy=False, now=NOW) == Read((never, old))


def test_beside_a_sync_nothing_is_read() -> None:
    assert what_next([blob(None)], busy=True, now=NOW) == Rest(BUSY_PAUSE)


def test_with_nothing_to_read_it_rests_long() -> None:
    assert what_next([], busy=False, now=NOW) == Rest(IDLE_PAUSE)


@dataclass
class Corner:
    """An upkeep over a synced desk, with waits that take no time."""

    desk: Desk
    busy: bool = False
    waits: list[float] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    on_wait: Callable[[], object] = lambda: None

    def __post_init__(self) -> None:
        self.upkeep = Upkeep(
            self.desk.store,
            self.desk.database,
            busy=lambda: self.busy,
            clock=lambda: self.desk.now,
            tell=self.events.append,
            wait=self._wait,
        )

    def _wait(self, stop: threading.Event, seconds: float) -> bool:
        self.waits.append(seconds)
        self.on_wait()
        return stop.is_set()

    def unread(self) -> int:
        now = self.desk.now
        return len(self.desk.store.holdings.least_verified(before=now - EVERY, now=now, limit=99))


@pytest.fixture
async def corner(tmp_path: Path) -> Corner:
    world = World()
    for drawing in range(1, 4):
        world.publish(10 * drawing + 1, drawing)
    desk = open_desk(tmp_path, world)
    await desk.sync()
    desk.now = datetime.now(UTC)  # the store wrote down that it read these files by this clock
    return Corner(desk)


@pytest.fixture(autouse=True)
def closed(corner: Corner) -> Iterator[None]:
    yield
    corner.desk.close()


async def test_a_month_later_everything_is_read_once_and_then_it_rests(corner: Corner) -> None:
    assert await corner.upkeep.step() == IDLE_PAUSE
    corner.desk.now += timedelta(days=31)
    assert corner.unread() == 3
    assert await corner.upkeep.step() == 0.0
    assert corner.unread() == 0
    assert await corner.upkeep.step() == IDLE_PAUSE


async def test_reading_never_exceeds_its_rate(corner: Corner) -> None:
    corner.desk.now += timedelta(days=31)
    await corner.upkeep.step()
    read = sum(len(sheet(10 * drawing + 1)) for drawing in (1, 2, 3))
    assert sum(corner.waits) == pytest.approx(read / RATE)
    assert RATE <= 5 * 1024 * 1024


async def test_a_sync_that_begins_makes_the_reading_pause(corner: Corner) -> None:
    corner.desk.now += timedelta(days=31)
    paused: list[float] = []

    def begin_and_end() -> None:
        corner.busy = len(corner.waits) in (1, 2)
        if len(corner.waits) in (2, 3):
            paused.append(corner.waits[-1])

    corner.on_wait = begin_and_end
    await corner.upkeep.step()
    assert paused == [BUSY_PAUSE, BUSY_PAUSE]
    assert corner.unread() == 0


async def test_what_a_dead_download_left_behind_goes_but_never_during_a_sync(corner: Corner) -> None:
    store = corner.desk.store
    store.journal.note([Opened(corner.desk.link_id, 777, "777.part", None)])  # a revision that there never was
    part = store.blobs.part("777.part")
    part.write_bytes(b"bytes")
    long_ago = corner.desk.now.timestamp() - 2 * 24 * 3600
    os.utime(part, (long_ago, long_ago))
    corner.busy = True
    await corner.upkeep.step()
    assert part.exists() and len(store.journal.entries()) == 1
    corner.busy = False
    await corner.upkeep.step()
    assert not part.exists() and not store.journal.entries()


async def test_damage_takes_the_green_away_and_is_told(corner: Corner) -> None:
    desk = corner.desk
    desk.now += timedelta(days=31)
    entry = desk.drawings()["A-102"].current
    assert entry is not None and entry.path is not None
    entry.path.chmod(0o600)
    entry.path.write_bytes(b"x" * entry.path.stat().st_size)
    await corner.upkeep.step()
    assert desk.status().state is SyncState.FAILED
    assert corner.events == [DocumentsChanged(desk.project_id, frozenset())]
    assert corner.unread() == 0
    report = await desk.sync(full=False)
    assert report.files == 1
    assert desk.status().state is SyncState.SYNCED


async def test_what_came_back_without_a_download_is_read_first(corner: Corner) -> None:
    desk = corner.desk
    (first, *_) = desk.store.documents.files(desk.project_id)
    with desk.store.holdings._database.write() as connection:
        connection.execute(update(blobs).where(blobs.c.sha256 == first.sha256).values(verified_at=None))
    await corner.upkeep.step()
    assert corner.unread() == 0


async def test_a_file_that_refuses_to_be_read_is_not_tried_without_end(
    corner: Corner, monkeypatch: pytest.MonkeyPatch
) -> None:
    corner.desk.now += timedelta(days=31)

    def refuse(*_: object) -> None:
        raise Failure(FailureCode.LOCAL_IO)

    monkeypatch.setattr(BlobStore, "check", refuse)
    assert await corner.upkeep.step() == IDLE_PAUSE
    assert corner.unread() == 3
    assert corner.desk.status().state is SyncState.SYNCED


async def test_the_database_is_copied_once_a_day_for_as_long_as_the_engine_runs(corner: Corner) -> None:
    desk = corner.desk
    backups = desk.store._settings.backups
    desk.store._clock = lambda: desk.now
    for day in range(3):
        await corner.upkeep.step()
        await corner.upkeep.step()
        assert len(list(backups.glob("planrack-daily-*.db"))) == min(day + 1, 2)
        desk.now += timedelta(days=1)


async def test_stopping_ends_the_reading_in_the_middle_of_a_file(corner: Corner) -> None:
    corner.desk.now += timedelta(days=31)
    begun, go_on = threading.Event(), threading.Event()

    def wait(stop: threading.Event, seconds: float) -> bool:
        begun.set()
        go_on.wait(10)
        return stop.is_set()

    corner.upkeep._wait = wait
    running = asyncio.create_task(corner.upkeep.run())
    await asyncio.to_thread(begun.wait, 10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    go_on.set()
    assert corner.unread() == 3
