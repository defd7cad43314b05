"""Revisions are compared with the one before: ahead of time, last of everything, once; and when somebody asks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from procore_world import World
from sync_desk import Desk, open_desk

from app.domain.comparisons import ChangedRegion, Comparison, PagePair, Trust
from app.domain.events import Event, RunFinished, SheetsCompared
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import SheetFacts
from app.domain.plane import Similarity
from app.sync.comparing import LINGER, PAUSE, Comparing

FOUND = Comparison(Similarity(1.0, 0.0, 2.5, 0.0), Trust.SURE, 0.8, (ChangedRegion(1, 2, 3, 4, 5, 0.5),), 7)
CRASH = Failure(FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical="the worker ended with -11")


@dataclass
class Comparer:
    desk: Desk
    busy: bool = False
    refusal: Failure | None = None
    asked: list[tuple[Path, Path, Path, Similarity | None]] = field(default_factory=list)
    workers: list[bool] = field(default_factory=list)  # background or not
    open: int = 0
    slept: list[float] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    never: bool = False
    begun: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.comparing = Comparing(
            self.desk.store,
            self.desk.database,
            worker=self._start,
            busy=lambda: self.busy,
            tell=self.told.append,
            sleep=self._sleep,
        )

    def _start(self, background: bool) -> Comparer:
        self.workers.append(background)
        self.open += 1
        return self

    async def compare(
        self, older: tuple[Path, int], newer: tuple[Path, int], picture: Path, by_hand: Similarity | None = None
    ) -> Comparison:
        self.asked.append((older[0], newer[0], picture, by_hand))
        self.begun.set()
        if self.never:
            await asyncio.Event().wait()
        if self.refusal is not None:
            raise self.refusal
        return FOUND

    async def aclose(self) -> None:
        self.open -= 1

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)

    def read_all(self, pages: int = 1) -> None:
        for file in self.desk.store.inspections.due(100):
            facts = [SheetFacts(page, 612.0, 792.0) for page in range(pages)]
            self.desk.store.inspections.record(file.sha256, facts, attempts=1, previews=0, reason=None)

    def sha256(self, revision_id: int) -> str:
        (found,) = [f.sha256 for f in self.desk.store.documents.files(None) if f.procore_id == revision_id]
        return found


@pytest.fixture
async def comparer(tmp_path: Path) -> Comparer:
    """Two drawings; the first has two older revisions."""
    world = World()
    for revision in (10, 11, 12):
        world.publish(revision, 1)
    world.publish(21, 2)
    desk = open_desk(tmp_path, world)
    await desk.sync()
    return Comparer(desk)


@pytest.fixture(autouse=True)
def closed(comparer: Comparer) -> Iterator[None]:
    yield
    comparer.desk.close()


def pair(comparer: Comparer) -> PagePair:
    return PagePair(comparer.sha256(11), 0, comparer.sha256(12), 0)


async def test_the_current_revision_is_compared_with_the_one_before_and_only_once(comparer: Comparer) -> None:
    comparer.read_all()
    assert await comparer.comparing.round()
    store = comparer.desk.store
    blobs = store.blobs
    assert [one[:2] for one in comparer.asked] == [(blobs.path(pair(comparer).older), blobs.path(pair(comparer).newer))]
    assert store.comparisons.get(pair(comparer)) == FOUND
    assert (comparer.workers, comparer.open) == ([True], 0)
    assert comparer.told == [SheetsCompared(pair(comparer).older, pair(comparer).newer)]
    assert not await comparer.comparing.round()


async def test_all_files_are_read_first(comparer: Comparer) -> None:
    assert not await comparer.comparing.round()
    comparer.read_all()
    assert await comparer.comparing.round()


async def test_never_beside_a_sync(comparer: Comparer) -> None:
    comparer.read_all()
    comparer.busy = True
    assert not await comparer.comparing.round()
    assert comparer.asked == []


async def test_each_page_of_a_set_is_compared(comparer: Comparer) -> None:
    comparer.read_all(pages=3)
    assert await comparer.comparing.round()
    assert len(comparer.asked) == 3
    assert not await comparer.comparing.round()


async def test_a_file_that_takes_the_process_down_is_not_tried_again_ahead_of_time(comparer: Comparer) -> None:
    comparer.read_all()
    comparer.refusal = CRASH
    assert await comparer.comparing.round()
    assert not await comparer.comparing.round()
    assert comparer.desk.store.comparisons.get(pair(comparer)) is None
    comparer.refusal = None
    assert await comparer.comparing.compare(pair(comparer)) == FOUND
    assert comparer.desk.store.comparisons.get(pair(comparer)) == FOUND


async def test_a_full_disk_is_no_fault_of_the_sheets(comparer: Comparer) -> None:
    comparer.read_all()
    comparer.refusal = Failure(FailureCode.LOCAL_SPACE)
    with pytest.raises(Failure) as raised:
        await comparer.comparing.round()
    assert raised.value.code is FailureCode.LOCAL_SPACE
    assert comparer.open == 0
    comparer.refusal = None
    assert await comparer.comparing.round()


async def test_whoever_asks_gets_an_answer_or_the_reason(comparer: Comparer) -> None:
    comparer.refusal = CRASH
    with pytest.raises(Failure) as raised:
        await comparer.comparing.compare(pair(comparer))
    assert raised.value.reason is Reason.PARSER_CRASHED


async def test_what_was_laid_by_hand_holds(comparer: Comparer) -> None:
    comparer.read_all()
    by_hand = Similarity(2.0, 0.0, 5.0, 5.0)
    await comparer.comparing.compare(pair(comparer))
    await comparer.comparing.compare(pair(comparer), by_hand)
    automatic, manual = comparer.asked
    assert (automatic[3], manual[3]) == (None, by_hand)
    assert automatic[2] != manual[2], "a picture of another way of laying them is another picture"
    assert manual[2] == comparer.desk.store.comparisons.picture(pair(comparer), by_hand)


async def test_the_process_for_people_goes_after_a_while(comparer: Comparer) -> None:
    await comparer.comparing.compare(pair(comparer))
    await comparer.comparing.compare(pair(comparer))
    assert (comparer.workers, comparer.open) == ([False], 1)
    for _ in range(5):
        await asyncio.sleep(0)
    assert comparer.slept[-1] == LINGER
    assert comparer.open == 0


async def test_a_question_that_is_taken_back_ends(comparer: Comparer) -> None:
    comparer.never = True
    asking = asyncio.create_task(comparer.comparing.compare(pair(comparer)))
    await comparer.begun.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert comparer.desk.store.comparisons.get(pair(comparer)) is None
    await comparer.comparing.aclose()
    assert comparer.open == 0


async def test_after_a_flock_of_events_it_looks_once_for_work(comparer: Comparer) -> None:
    comparer.read_all()
    comparer.busy = True
    running = asyncio.create_task(comparer.comparing.run())
    for _ in range(20):
        await asyncio.sleep(0)
    comparer.busy = False
    for _ in range(5):
        comparer.comparing.notice(RunFinished(comparer.desk.project_id, None))  # type: ignore[arg-type]
    await comparer.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert comparer.slept[:1] == [PAUSE]
    assert len(comparer.asked) == 1
