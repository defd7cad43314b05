from __future__ import annotations

import asyncio
from random import Random

import pytest
from paced_time import PacedTime

from app.domain.failures import Failure, FailureCode
from app.procore.pacer import Pacer, Priority


def gate(time: PacedTime, *, jitter: float = 0.5) -> Pacer:
    return Pacer(clock=time.now, monotonic=time.monotonic, sleep=time.sleep, random=lambda: jitter)


async def ask(pacer: Pacer, headers: dict[str, str] | None, priority: Priority = Priority.LISTING) -> None:
    await pacer.admit(priority)
    pacer.done(headers)


async def test_an_unknown_server_is_asked_at_once() -> None:
    time = PacedTime()
    pacer = gate(time)
    for _ in range(5):
        await ask(pacer, {})
    assert time.passed == 0


async def test_an_exhausted_short_window_is_waited_out() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(25, 0, 8))
    await ask(pacer, {})
    assert 8 <= time.passed < 9.5


async def test_the_reset_is_read_in_the_servers_clock() -> None:
    time = PacedTime(server_ahead=3600)
    pacer = gate(time)
    await ask(pacer, time.rate_headers(25, 0, 8))
    await ask(pacer, {})
    assert 8 <= time.passed < 9.5


async def test_requests_between_two_answers_are_counted_here() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(25, 3, 8))
    for _ in range(3):
        await pacer.admit(Priority.USER)
    assert time.passed == 0
    await pacer.admit(Priority.USER)
    assert time.passed >= 8


async def test_requests_under_way_are_not_forgotten_when_the_first_answer_comes() -> None:
    time = PacedTime()
    pacer = gate(time)
    for _ in range(3):
        await pacer.admit()
    pacer.done(time.rate_headers(4, 2, 8))  # of 3 sent, the server counted 2 so far
    await pacer.admit(patience=60)
    assert time.passed >= 8


async def test_an_answer_that_was_overtaken_does_not_reopen_the_window() -> None:
    time = PacedTime()
    pacer = gate(time)
    for _ in range(2):
        await pacer.admit()
    early, late = time.rate_headers(25, 1, 8), time.rate_headers(25, 0, 8)
    pacer.done(late)
    pacer.done(early)
    await pacer.admit()
    assert time.passed >= 8


async def test_the_hourly_window_outlives_the_short_one() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(600, 1, 1800))
    await ask(pacer, time.rate_headers(25, 20, 9))
    await ask(pacer, {})
    assert time.passed >= 1800


async def test_near_the_end_of_the_hour_the_windows_are_told_apart_by_their_size() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(600, 300, 20))
    await ask(pacer, time.rate_headers(25, 24, 9))
    await time.sleep(12)
    await ask(pacer, time.rate_headers(600, 0, 7))
    before = time.passed
    await pacer.admit()
    assert time.passed - before >= 7


async def test_after_a_reset_a_full_window_is_assumed_until_told_otherwise() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(2, 0, 5))
    await ask(pacer, {})
    waited = time.passed
    await ask(pacer, {})
    assert time.passed == waited


async def test_too_many_requests_close_the_gate_for_everybody_until_the_reset_and_a_little_more() -> None:
    time = PacedTime()
    pacer = gate(time, jitter=0.25)
    pacer.overloaded({"Retry-After": "6"})
    await asyncio.gather(*(ask(pacer, {}) for _ in range(4)))
    assert time.passed == pytest.approx(6.25)


async def test_an_overload_without_a_time_is_waited_out_longer_each_time() -> None:
    time = PacedTime()
    pacer = gate(time, jitter=0.0)
    waits = []
    for _ in range(3):
        before = time.passed
        pacer.overloaded({})
        pacer.overloaded({})  # a second request met the same closed window: counted once
        await ask(pacer, {})
        waits.append(time.passed - before)
    assert waits == pytest.approx([5, 10, 20])
    pacer.calm()
    before = time.passed
    pacer.overloaded({})
    await ask(pacer, {})
    assert time.passed - before == pytest.approx(5)


async def test_somebody_waiting_at_a_dialog_goes_first() -> None:
    time = PacedTime()
    opened = asyncio.Event()

    async def sleep_until_opened(_seconds: float) -> None:
        await opened.wait()

    pacer = Pacer(clock=time.now, monotonic=time.monotonic, sleep=sleep_until_opened, random=lambda: 0.0)
    pacer.overloaded({"Retry-After": "6"})
    order: list[str] = []

    async def pass_through(name: str, priority: Priority) -> None:
        await pacer.admit(priority)
        order.append(name)
        pacer.done(None)

    async with asyncio.TaskGroup() as group:
        for name, priority in [
            ("detail", Priority.DETAIL),
            ("listing", Priority.LISTING),
            ("second listing", Priority.LISTING),
            ("user", Priority.USER),
        ]:
            group.create_task(pass_through(name, priority))
        await asyncio.sleep(0)
        time.passed = 7
        opened.set()
    assert order == ["user", "listing", "second listing", "detail"]


async def test_patience_that_would_be_exceeded_fails_at_once_with_the_time() -> None:
    time = PacedTime()
    pacer = gate(time, jitter=0.0)
    pacer.overloaded({"Retry-After": "600"})
    with pytest.raises(Failure) as caught:
        await pacer.admit(Priority.USER, patience=30)
    assert caught.value.code is FailureCode.THROTTLED
    assert caught.value.retry_at is not None and (caught.value.retry_at - time.now()).total_seconds() == 600
    assert time.passed == 0


async def test_giving_up_in_line_lets_the_next_one_through() -> None:
    time = PacedTime()
    held = asyncio.Event()

    async def held_sleep(_seconds: float) -> None:
        await held.wait()

    pacer = Pacer(clock=time.now, monotonic=time.monotonic, sleep=held_sleep, random=lambda: 0.0)
    pacer.overloaded({"Retry-After": "6"})
    first, second = asyncio.create_task(pacer.admit()), asyncio.create_task(pacer.admit())
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    time.passed = 7
    held.set()
    await asyncio.wait_for(second, 1)


async def test_a_reset_that_makes_no_sense_does_not_close_the_gate_for_ever() -> None:
    time = PacedTime()
    pacer = gate(time)
    headers = {**time.rate_headers(25, 0, 8), "X-Rate-Limit-Reset": "99999999999"}
    await ask(pacer, headers)
    await ask(pacer, {})
    assert time.passed <= 3700


async def test_no_window_is_ever_exceeded_by_a_client_that_obeys() -> None:
    """A fixed-window server counts; every admitted request must fit (I6)."""
    time = PacedTime()
    pacer = gate(time)
    limit, length, used, window = 7, 10.0, 0, 0.0
    for _ in range(60):
        await pacer.admit()
        if time.passed - window >= length:
            window += length * ((time.passed - window) // length)
            used = 0
        used += 1
        assert used <= limit
        pacer.done(time.rate_headers(limit, limit - used, length - (time.passed - window)))


@pytest.mark.parametrize(("priority", "left"), [(Priority.LISTING, 2), (Priority.DETAIL, 5)])
async def test_work_in_the_background_leaves_the_end_of_a_window_to_people(priority: Priority, left: int) -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(25, left, 8))
    opens_at = pacer.opens_at(priority)
    assert opens_at is not None and 8 <= (opens_at - time.now()).total_seconds() < 9.5
    await ask(pacer, {}, Priority.USER)
    assert time.passed == 0
    await ask(pacer, {}, priority)
    assert time.passed >= 8


async def test_what_is_kept_back_of_the_hour_is_a_handful_of_requests() -> None:
    time = PacedTime()
    pacer = gate(time)
    await ask(pacer, time.rate_headers(3600, 11, 1800))
    await ask(pacer, {}, Priority.DETAIL)
    assert time.passed == 0
    assert pacer.opens_at(Priority.DETAIL) is not None
    assert pacer.opens_at(Priority.LISTING) is None


@pytest.mark.parametrize("seed", range(100))
async def test_a_limit_that_changes_under_way_is_exceeded_only_until_the_next_answer(seed: int) -> None:
    """A server with two fixed windows and limits that move: a request beyond one may come only where no answer told
    of it yet (I6)."""
    dice = Random(seed)
    time = PacedTime()
    pacer = gate(time)
    limits, lengths = [dice.randint(3, 30), dice.randint(40, 200)], [10.0, 3600.0]
    used, began, told = [0, 0], [0.0, 0.0], list(limits)
    for _ in range(120):
        if dice.random() < 0.05:
            limits[:] = [dice.randint(3, 30), limits[1]] if dice.random() < 0.5 else [limits[0], dice.randint(40, 200)]
        await pacer.admit(dice.choice(list(Priority)))
        for which, length in enumerate(lengths):
            if time.passed - began[which] >= length:
                began[which] += length * ((time.passed - began[which]) // length)
                used[which] = 0
            used[which] += 1
        refused = any(count > limit for count, limit in zip(used, limits, strict=True))
        assert not refused or any(before > now for before, now in zip(told, limits, strict=True))
        told = list(limits)
        nearer = min((1, 0), key=lambda which: limits[which] - used[which])
        headers = time.rate_headers(
            limits[nearer], max(0, limits[nearer] - used[nearer]), lengths[nearer] - (time.passed - began[nearer])
        )
        if refused:
            pacer.overloaded(headers)
        pacer.done(headers)
