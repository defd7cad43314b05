"""The gate in front of a host or the disk: who may go when, and for how long a run waits. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.failures import Failure, FailureCode
from app.sync.gates import LONGEST_PAUSE, PATIENCE_WITH_THROTTLED, Gate, Gates, pause_after
from app.sync.waiting import Waiting

AWAY = Failure(FailureCode.NETWORK)
BUSY = Failure(FailureCode.THROTTLED)


@dataclass
class Door:
    """A gate and its clock; ``random`` is always 0: no jitter."""

    gate: Gate = field(default_factory=Gate)
    now: float = 1000.0

    def try_(self, failure: Failure | None = None, *, asked: float | None = None) -> None:
        """Somebody goes, and it ends at once."""
        assert self.gate.admits(self.now)
        self.end(self.gate.enter(), failure, asked=asked)

    def end(self, deciding: bool, failure: Failure | None, *, asked: float | None = None) -> None:
        if failure is None:
            self.gate.worked(deciding)
        else:
            self.gate.failed(deciding, failure, now=self.now, asked=asked, random=0.0)

    def pause(self) -> float:
        """Until the next try, which is now."""
        pause = self.gate.opens - self.now
        self.now = self.gate.opens
        return pause


@pytest.mark.parametrize(
    ("tries", "first", "random", "seconds"),
    [
        (1, 1.0, 0.0, 1.0),
        (2, 1.0, 0.0, 2.0),
        (6, 1.0, 0.0, 32.0),
        (7, 1.0, 0.0, 60.0),
        (500, 1.0, 0.0, 60.0),
        (2, 1.0, 1.0, 2.5),
        (1, 5.0, 0.0, 5.0),
        (500, 5.0, 1.0, 75.0),
    ],
)
def test_pauses_double_to_a_minute_with_a_quarter_of_jitter(
    tries: int, first: float, random: float, seconds: float
) -> None:
    assert pause_after(tries, first=first, random=random) == seconds


def test_one_failure_closes_the_gate_for_everybody_and_one_success_opens_it() -> None:
    door = Door()
    door.try_(AWAY)
    assert not door.gate.admits(door.now)
    assert not door.gate.admits(door.now + 0.9)
    door.now += 1.0
    assert door.gate.admits(door.now)
    trying = door.gate.enter()
    assert not door.gate.admits(door.now + 100), "a second try beside the first"
    door.end(trying, None)
    assert door.gate.failure is None
    assert [door.gate.admits(door.now) for _ in range(3)] == [True] * 3


def test_a_host_that_stays_away_is_tried_at_growing_distances_and_then_given_up() -> None:
    door, pauses = Door(), []
    door.try_(AWAY)
    while not door.gate.given_up:
        pauses.append(door.pause())
        door.try_(AWAY)
    assert pauses == [1, 2, 4, 8, 16]
    assert door.gate.failure is AWAY
    assert not door.gate.admits(door.now + 10_000)


def test_files_that_fail_together_count_once() -> None:
    door = Door()
    under_way = [door.gate.enter() for _ in range(6)]
    for deciding in under_way:
        door.end(deciding, AWAY)
    assert door.pause() == 1.0
    door.try_(AWAY)
    assert door.pause() == 2.0


def test_what_was_under_way_and_arrives_proves_the_host() -> None:
    door = Door()
    first, second = door.gate.enter(), door.gate.enter()
    door.end(first, AWAY)
    door.end(second, None)
    assert door.gate.admits(door.now)


def test_after_a_success_the_pauses_begin_anew() -> None:
    door = Door()
    for _ in range(4):
        door.try_(AWAY)
        door.pause()
    door.try_()
    door.try_(AWAY)
    assert door.pause() == 1.0


def test_a_host_that_names_a_time_is_left_alone_until_then_by_everybody() -> None:
    door = Door()
    first, second = door.gate.enter(), door.gate.enter()
    door.end(first, BUSY, asked=20.0)
    door.end(second, BUSY, asked=45.0)
    assert door.pause() == 45.0
    assert not door.gate.given_up


def test_a_host_that_names_no_time_is_given_five_seconds_first() -> None:
    door = Door()
    door.try_(BUSY)
    assert door.pause() == 5.0


def test_a_time_beyond_patience_is_not_waited_for() -> None:
    door = Door()
    door.try_(BUSY, asked=PATIENCE_WITH_THROTTLED + 1)
    assert door.gate.given_up


def test_a_try_that_found_nothing_out_lets_the_next_one_go() -> None:
    door = Door()
    door.try_(AWAY)
    door.pause()
    door.gate.left(door.gate.enter())
    assert door.gate.admits(door.now)
    assert door.gate.failure is AWAY


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 90), st.floats(0, 1)), max_size=60))
def test_whatever_happens_a_closed_gate_opens_in_time_or_is_given_up(
    answers: list[tuple[bool, float, float]],
) -> None:
    gate, now = Gate(), 0.0
    for works, took, random in answers:
        if gate.given_up:
            break
        now = max(now, gate.opens)
        assert gate.admits(now)
        deciding = gate.enter()
        now += took
        if works:
            gate.worked(deciding)
            assert gate.admits(now)
        else:
            gate.failed(deciding, AWAY, now=now, asked=None, random=random)
            assert now < gate.opens <= now + LONGEST_PAUSE * 1.25


async def test_who_needs_two_gates_sleeps_until_the_later_one_opens() -> None:
    now, slept = 1000.0, []

    async def sleep(seconds: float) -> None:
        nonlocal now
        assert seconds > 0, "it spins: nothing can have changed"
        slept.append(seconds)
        now += seconds

    waiting = Waiting(sleep=sleep, monotonic=lambda: now, random=lambda: 0.0)
    gates = Gates(waiting, lambda: datetime(2026, 3, 1, tzinfo=UTC))
    for name in ("host", "disk"):
        gates.failed(name, gates.enter(name)[name], AWAY)
    now = gates["disk"].opens
    gates.failed("disk", gates.enter("disk")["disk"], AWAY)
    while not gates.admit("host", "disk"):
        await gates.change()
    assert slept == [2.0]
