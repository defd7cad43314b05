"""Work handed to threads and its outcome handed back to the loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from app.sync.threads import Threads


@pytest.fixture
async def threads() -> AsyncIterator[Threads]:
    threads = Threads(2, "under-test")
    yield threads
    await threads.aclose(1.0)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("under-test")]


async def test_every_outcome_arrives_however_many_end_at_once(threads: Threads) -> None:
    outcomes = await asyncio.gather(*(threads(lambda n: n * n, n) for n in range(2_000)))
    assert outcomes == [n * n for n in range(2_000)]


async def test_an_error_belongs_to_whoever_waits_and_the_thread_goes_on(threads: Threads) -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            await threads(lambda: 1 // 0)
    assert await threads(int, "7", base=8) == 7


async def test_no_more_run_at_once_than_there_are_threads(threads: Threads) -> None:
    both, go = threading.Barrier(3), threading.Event()
    begun: list[int] = []

    def work(number: int) -> None:
        begun.append(number)
        both.wait(5)
        go.wait(5)

    first = [threads(work, 1), threads(work, 2)]
    third = threads(begun.append, 3)
    await asyncio.to_thread(both.wait, 5)
    assert sorted(begun) == [1, 2]
    go.set()
    await asyncio.gather(*first, third)
    assert begun[-1] == 3


async def test_cancelling_takes_back_what_was_not_begun(threads: Threads) -> None:
    go = threading.Event()
    done: list[str] = []
    busy = [threads(go.wait, 5), threads(go.wait, 5)]
    unwanted = threads(done.append, "unwanted")
    unwanted.cancel()
    go.set()
    await asyncio.gather(*busy)
    await threads(done.append, "wanted")
    assert done == ["wanted"]


async def test_closed_threads_take_no_more_work(threads: Threads) -> None:
    await threads(int)
    await threads.aclose(1.0)
    with pytest.raises(RuntimeError):
        threads(int)
