"""What waits at the same time is done in one go."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.failures import Failure, FailureCode
from app.sync.grouped import Grouped


class Work:
    """Doubles numbers; slow until ``go``. ``groups`` is what it was called with."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []
        self.go = asyncio.Event()
        self.called = asyncio.Event()
        self.refusal: Exception | None = None

    async def __call__(self, items: list[int]) -> list[int | Failure]:
        self.groups.append(items)
        self.called.set()
        await self.go.wait()
        if self.refusal is not None:
            raise self.refusal
        return [Failure(FailureCode.LOCAL_IO) if item < 0 else 2 * item for item in items]


async def test_those_who_come_meanwhile_share_the_next_call_in_their_order() -> None:
    work = Work()
    double = Grouped(work)
    calls = [asyncio.ensure_future(double(1))]
    await work.called.wait()
    calls += [asyncio.ensure_future(double(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    work.go.set()
    assert await asyncio.gather(*calls) == [2, 4, 6, 8]
    assert work.groups == [[1], [2, 3, 4]]


async def test_a_failure_belongs_to_its_item() -> None:
    work = Work()
    work.go.set()
    double = Grouped(work)
    good, bad = await asyncio.gather(double(1), double(-1), return_exceptions=True)
    assert good == 2
    assert isinstance(bad, Failure)


async def test_what_the_call_itself_meets_everybody_meets_and_the_next_one_works() -> None:
    work = Work()
    work.go.set()
    double = Grouped(work)
    work.refusal = Failure(FailureCode.LOCAL_SPACE)
    met = await asyncio.gather(double(1), double(2), return_exceptions=True)
    assert met == [work.refusal, work.refusal]
    work.refusal = None
    assert await double(3) == 6


async def test_work_that_nobody_waits_for_any_more_is_done_and_the_others_get_theirs() -> None:
    work = Work()
    double = Grouped(work)
    first, second = asyncio.ensure_future(double(1)), asyncio.ensure_future(double(2))
    await work.called.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    work.go.set()
    assert await second == 4
    assert [item for group in work.groups for item in group] == [1, 2]
