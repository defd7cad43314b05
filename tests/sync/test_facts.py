"""What the sheets are is found out in the background: once, in the right order, whatever the files do."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from procore_world import World
from sync_desk import Desk, open_desk

from app.domain.events import DocumentsChanged, Event, SheetsRead
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth, Inspection, SheetFacts
from app.domain.states import SyncState
from app.sync.facts import SWEEP_EVERY, FactFinder

CRASH = Failure(FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical="the worker ended with -11")


@dataclass
class Reader:
    """A finder over a synced desk, with a worker of the test's own making."""

    desk: Desk
    asked: list[tuple[str, Depth]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    refuse: Callable[[str, Depth], Failure | None] = lambda sha256, depth: None
    before: Callable[[str], object] = lambda sha256: None
    disk_full: bool = False
    now: float = 0.0

    def __post_init__(self) -> None:
        self.finder = self.again()

    def again(self) -> FactFinder:
        """As after a restart."""
        self.finder = FactFinder(
            self.desk.store,
            self.desk.database,
            inspect=self._inspect,
            tell=self.events.append,
            clock=lambda: self.now,
            lanes=1,
        )
        return self.finder

    async def _inspect(self, path: Path, depth: Depth, *, prefix: Path, longest: int, most: int) -> Inspection:
        sha256 = path.parent.name + path.stem
        self.asked.append((sha256, depth))
        self.before(sha256)
        await asyncio.sleep(0)
        failure = self.refuse(sha256, depth)
        if failure is not None:
            raise failure
        pages = (SheetFacts(0, 612.0, 792.0, 90, "" if depth is Depth.SIZES else "roof drain"),)
        if depth is not Depth.PREVIEWS:
            return Inspection(pages)
        if not self.disk_full:
            prefix.with_name(f"{prefix.name}-0.png").write_bytes(b"png")
        return Inspection(pages, 1)

    async def all(self) -> list[tuple[str, Depth]]:
        """Work until nothing is left; what was asked for meanwhile."""
        self.asked.clear()
        while await self.finder.round():
            pass
        return list(self.asked)

    def sha256(self, revision_id: int) -> str:
        (found,) = [f.sha256 for f in self.desk.store.documents.files(None) if f.procore_id == revision_id]
        return found

    def read(self) -> set[str]:
        return {sha256 for event in self.events if isinstance(event, SheetsRead) for sha256 in event.sha256s}

    def unread(self) -> int:
        return self.desk.store.search(self.desk.project_id, "x").unread

    def hits(self) -> int:
        return len(self.desk.store.search(self.desk.project_id, "roof drain").hits)


@pytest.fixture
async def reader(tmp_path: Path) -> Reader:
    """Three drawings; the first has an older revision too."""
    world = World()
    world.publish(10, 1)
    for drawing in range(1, 4):
        world.publish(10 * drawing + 1, drawing)
    desk = open_desk(tmp_path, world)
    await desk.sync()
    return Reader(desk)


@pytest.fixture(autouse=True)
def closed(reader: Reader) -> Iterator[None]:
    yield
    reader.desk.close()


async def test_every_file_is_read_once_and_found_by_its_text(reader: Reader) -> None:
    assert (reader.unread(), reader.hits()) == (4, 0)
    assert len(await reader.all()) == 4
    assert (reader.unread(), reader.hits()) == (0, 4)
    assert reader.read() == {reader.sha256(id) for id in (10, 11, 21, 31)}
    assert await reader.all() == []
    reader.again()
    assert await reader.all() == [], "nothing is done twice"


async def test_current_revisions_come_first(reader: Reader) -> None:
    asked = await reader.all()
    assert asked[-1] == (reader.sha256(10), Depth.PREVIEWS)


async def test_what_the_user_looks_at_comes_before_everything(reader: Reader) -> None:
    reader.finder.prefer([10])
    assert (await reader.all())[0][0] == reader.sha256(10)


async def test_what_the_user_turns_to_in_the_middle_comes_next(reader: Reader) -> None:
    reader.before = lambda sha256: reader.finder.prefer([10]) if len(reader.asked) == 1 else None
    asked = await reader.all()
    assert asked[1][0] == reader.sha256(10)
    assert len(asked) == 4


async def test_a_picture_is_there_when_it_is_told(reader: Reader) -> None:
    assert reader.desk.store.previews.path(reader.sha256(11)) is None
    await reader.all()
    path = reader.desk.store.previews.path(reader.sha256(11))
    assert path is not None and path.read_bytes() == b"png"
    assert reader.desk.store.previews.path(reader.sha256(11), page=1) is None


async def test_deleted_pictures_come_again_and_nothing_else_is_touched(reader: Reader) -> None:
    await reader.all()
    shutil.rmtree(reader.desk.store._settings.previews / "v1-256")
    assert await reader.all() == [], "not before the next sweep"
    reader.now += SWEEP_EVERY
    assert len(await reader.all()) == 4
    assert reader.hits() == 4
    assert await reader.all() == []


async def test_a_picture_that_is_looked_for_and_gone_is_drawn_at_once(reader: Reader) -> None:
    await reader.all()
    path = reader.desk.store.previews.path(reader.sha256(21))
    assert path is not None
    path.unlink()
    reader.finder.prefer([21])
    assert await reader.all() == [(reader.sha256(21), Depth.PREVIEWS)]
    assert path.exists()


async def test_left_overs_and_pictures_of_an_older_format_are_removed(reader: Reader) -> None:
    previews = reader.desk.store._settings.previews
    half = previews / "v1-256" / "ab" / f"{'c' * 62}-0.png.4711"
    old = previews / "v0-200" / "ab" / "x.png"
    for path in (half, old):
        path.parent.mkdir(parents=True)
        path.touch()
    mine = previews / "notes.txt"
    mine.touch()
    await reader.all()
    assert (half.exists(), old.exists(), mine.exists()) == (False, False, True)


async def test_a_full_disk_costs_the_pictures_until_there_is_room(reader: Reader) -> None:
    reader.disk_full = True
    await reader.all()
    assert reader.hits() == 4
    reader.disk_full = False
    reader.now += SWEEP_EVERY
    assert len(await reader.all()) == 4
    assert reader.desk.store.previews.path(reader.sha256(11)) is not None


@pytest.mark.parametrize(
    ("crashes", "hits"),
    [({Depth.PREVIEWS}, 4), ({Depth.PREVIEWS, Depth.TEXT}, 3), (set(Depth), 3)],
)
async def test_a_sheet_that_crashes_its_reader_is_asked_for_less(
    reader: Reader, crashes: set[Depth], hits: int
) -> None:
    evil = reader.sha256(21)
    reader.refuse = lambda sha256, depth: CRASH if sha256 == evil and depth in crashes else None
    asked = await reader.all()
    assert [depth for sha256, depth in asked if sha256 == evil] == list(Depth)[: min(3, len(crashes) + 1)]
    assert (reader.hits(), reader.unread()) == (hits, 0)
    reader.again()
    reader.now += SWEEP_EVERY
    assert await reader.all() == [], "and never again"
    assert reader.desk.status().state is SyncState.SYNCED
    with reader.desk.store.documents._database.read() as connection:
        row = connection.exec_driver_sql("SELECT done, reason FROM inspections WHERE sha256 = ?", (evil,)).one()
    assert row == (1, "parser_crashed")


async def test_a_crash_is_remembered_over_a_restart(reader: Reader) -> None:
    evil = reader.sha256(21)
    reader.refuse = lambda sha256, depth: CRASH if sha256 == evil and depth is Depth.PREVIEWS else None
    await reader.finder.round()
    reader.again()
    assert await reader.all() == [(evil, Depth.TEXT)]


async def test_a_picture_that_crashes_only_the_second_time_is_given_up(reader: Reader) -> None:
    await reader.all()
    shutil.rmtree(reader.desk.store._settings.previews / "v1-256")
    reader.refuse = lambda sha256, depth: CRASH
    reader.now += SWEEP_EVERY
    assert len(await reader.all()) == 4
    reader.now += SWEEP_EVERY
    assert await reader.all() == []
    assert reader.hits() == 4, "its text stays known"


async def test_a_file_that_is_gone_takes_the_green_away(reader: Reader) -> None:
    gone = reader.sha256(21)
    reader.desk.store.blobs.path(gone).unlink()
    missing = Failure(FailureCode.CORRUPT, Reason.MISSING_FILE)
    reader.refuse = lambda sha256, depth: missing if sha256 == gone else None
    assert len(await reader.all()) == 4
    assert DocumentsChanged(reader.desk.project_id, frozenset()) in reader.events
    assert reader.desk.status().state is SyncState.FAILED
    assert (await reader.desk.sync(full=False)).files == 1
    reader.refuse = lambda sha256, depth: None
    assert await reader.all() == [(gone, Depth.PREVIEWS)]


async def test_a_worker_that_does_not_start_is_no_fault_of_a_file(reader: Reader) -> None:
    reader.refuse = lambda sha256, depth: Failure(FailureCode.LOCAL_IO)
    with pytest.raises(Failure):
        await reader.finder.round()
    await reader.finder.work_off(60)  # logs it, and comes back
    reader.refuse = lambda sha256, depth: None
    assert {depth for _, depth in await reader.all()} == {Depth.PREVIEWS}
    assert reader.hits() == 4


async def test_work_ends_when_its_time_is_over(reader: Reader) -> None:
    never = asyncio.Event()

    async def hang(*_: object, **__: object) -> Inspection:
        await never.wait()
        raise AssertionError

    reader.finder._inspect = hang
    await reader.finder.work_off(0.01)
    reader.again()
    assert len(await reader.all()) == 4


async def test_new_files_wake_it(reader: Reader) -> None:
    running = asyncio.create_task(reader.finder.run())
    while reader.unread():  # noqa: ASYNC110 - nobody else tells when it is done
        await asyncio.sleep(0)
    reader.desk.world.publish(41, 4)
    await reader.desk.sync()
    reader.finder.notice(DocumentsChanged(reader.desk.project_id, frozenset()))
    while reader.unread():  # noqa: ASYNC110 - nobody else tells when it is done
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert reader.hits() == 5
