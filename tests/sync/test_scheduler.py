"""When the engine syncs by itself (S37, S54), and what clocks that jump do to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.states import RunTrigger, SyncInterval
from app.sync.scheduler import (
    ASLEEP,
    BREATH,
    CALM,
    HEARTBEAT,
    SPOILT,
    Candidate,
    Reading,
    Scheduler,
    Start,
    missed,
    slept,
)

NOW = datetime(2026, 5, 2, 9, tzinfo=UTC)
SCHOOL = Candidate(3, SyncInterval.HOUR, paused=False, bid_until=None, last_attempt=NOW)
TIMED = [one for one in SyncInterval if one.seconds is not None]


def reading(seconds: float = 0.0, *, wall: float | None = None) -> Reading:
    return Reading(NOW + timedelta(seconds=seconds if wall is None else wall), seconds)


def scheduler(share: float = 0.0) -> Scheduler:
    """``share``: where in its jitter every attempt lies, -1 to 1."""
    return Scheduler(lambda: (share + 1) / 2, reading())


def triggers(found: list[Start]) -> list[RunTrigger]:
    return [start.trigger for start in found]


def test_a_project_never_tried_is_due() -> None:
    assert scheduler().due([replace(SCHOOL, last_attempt=None)], frozenset(), reading()) == [
        Start(3, RunTrigger.SCHEDULE)
    ]


def test_a_project_waits_for_its_interval() -> None:
    made = scheduler()
    assert made.due([SCHOOL], frozenset(), reading(3599)) == []
    assert triggers(made.due([SCHOOL], frozenset(), reading(3600))) == [RunTrigger.SCHEDULE]


def test_an_overdue_project_is_due_however_long_the_program_was_closed() -> None:
    last = replace(SCHOOL, interval=SyncInterval.TWELVE_HOURS, last_attempt=NOW - timedelta(days=9))
    assert scheduler().due([last], frozenset(), reading())


def test_a_run_that_the_end_of_the_program_cut_off_is_due_at_the_start() -> None:
    cut_off = replace(SCHOOL, interval=SyncInterval.TWELVE_HOURS, cut_off=True)
    assert scheduler().due([cut_off], frozenset(), reading())
    assert not scheduler().due([replace(cut_off, paused=True)], frozenset(), reading())


@pytest.mark.parametrize("waiting", [replace(SCHOOL, paused=True), replace(SCHOOL, interval=SyncInterval.MANUAL)])
def test_some_projects_are_left_alone(waiting: Candidate) -> None:
    assert scheduler().due([replace(waiting, last_attempt=None)], frozenset(), reading()) == []


def test_a_project_that_is_being_synced_is_left_alone() -> None:
    assert scheduler().due([replace(SCHOOL, last_attempt=None)], frozenset({3}), reading()) == []


def test_the_longest_waiting_comes_first() -> None:
    old = replace(SCHOOL, project_id=8, last_attempt=NOW - timedelta(hours=9))
    older = replace(SCHOOL, project_id=5, last_attempt=NOW - timedelta(hours=12))
    never = replace(SCHOOL, project_id=9, last_attempt=None)
    assert [start.project_id for start in scheduler().due([old, older, never], frozenset(), reading())] == [9, 5, 8]


@pytest.mark.parametrize(("share", "at"), [(-1.0, 3240), (0.0, 3600), (1.0, 3960)])
def test_the_interval_varies_by_a_tenth(share: float, at: float) -> None:
    made = scheduler(share)
    assert not made.due([SCHOOL], frozenset(), reading(at - 1))
    assert made.due([SCHOOL], frozenset(), reading(at))


def test_jitter_never_passes_twelve_hours() -> None:
    last = replace(SCHOOL, interval=SyncInterval.TWELVE_HOURS)
    assert scheduler(1.0).due([last], frozenset(), reading(12 * 3600 - 30))


def test_bid_mode_asks_every_five_minutes_and_ends_by_itself() -> None:
    bidding = replace(SCHOOL, interval=SyncInterval.MANUAL, bid_until=NOW + timedelta(minutes=6))
    assert scheduler().due([bidding], frozenset(), reading(300))
    assert not scheduler().due([bidding], frozenset(), reading(361))


def test_the_end_of_a_bid_that_no_one_means_is_no_bid_mode() -> None:
    wrong = replace(SCHOOL, interval=SyncInterval.MANUAL, bid_until=NOW + timedelta(days=900))
    assert not scheduler().due([wrong], frozenset(), reading(4000))


# --- wake and network -------------------------------------------------------------------------------------------------


def test_waking_the_network_and_the_interval_together_are_one_run() -> None:
    made = scheduler()
    made.nudge([3], RunTrigger.WAKE)
    made.nudge([3], RunTrigger.NETWORK)
    assert triggers(made.due([SCHOOL], frozenset(), reading(4000))) == [RunTrigger.WAKE]
    made.started(3, reading(4000))
    made.ended(3, spoilt=False)
    after = replace(SCHOOL, last_attempt=NOW + timedelta(seconds=4000))
    assert not made.due([after], frozenset(), reading(4000 + BREATH))
    assert not made.due([after], frozenset(), reading(7599))


def test_a_network_that_returns_soon_after_a_run_starts_the_next_one_later() -> None:
    made = scheduler()
    made.started(3, reading(0))
    made.ended(3, spoilt=False)
    made.nudge([3], RunTrigger.NETWORK)
    assert not made.due([SCHOOL], frozenset(), reading(CALM - 1))
    assert triggers(made.due([SCHOOL], frozenset(), reading(CALM))) == [RunTrigger.NETWORK]


def test_a_run_that_the_network_spoilt_is_made_up_for_sooner_but_ever_less_often() -> None:
    made = scheduler()
    at = 0.0
    for wait in (SPOILT, SPOILT, SPOILT, 2 * SPOILT, 4 * SPOILT):
        made.started(3, reading(at))
        made.ended(3, spoilt=True)
        made.nudge([3], RunTrigger.NETWORK)
        assert not made.due([SCHOOL], frozenset(), reading(at + wait - 1))
        assert made.due([SCHOOL], frozenset(), reading(at + wait))
        at += wait


def test_what_is_mended_is_not_waited_for_as_long_as_what_failed_often() -> None:
    made = scheduler()
    for count in range(8):
        made.started(3, reading(count * SPOILT))
        made.ended(3, spoilt=True)
    made.nudge([3], RunTrigger.SCHEDULE)
    assert not made.due([SCHOOL], frozenset(), reading(8 * SPOILT))
    made.relieved(3)
    assert made.due([SCHOOL], frozenset(), reading(8 * SPOILT))


def test_a_run_that_sleep_cut_off_starts_again_also_where_only_the_user_starts_one() -> None:
    manual = replace(SCHOOL, interval=SyncInterval.MANUAL)
    made = scheduler()
    made.started(3, reading(0))
    made.interrupted(3)
    assert not made.due([replace(manual, paused=True)], frozenset(), reading(60))
    made.interrupted(3)
    assert triggers(made.due([manual], frozenset(), reading(60))) == [RunTrigger.WAKE]


def test_what_happened_during_a_pause_is_forgotten() -> None:
    made = scheduler()
    made.nudge([3], RunTrigger.WAKE)
    assert not made.due([replace(SCHOOL, paused=True)], frozenset(), reading(60))
    assert not made.due([SCHOOL], frozenset(), reading(61))


@pytest.mark.parametrize(
    ("after", "asleep"),
    [
        (reading(5), False),
        (reading(5 + ASLEEP), False),  # busy, but not more than that
        (reading(6 + ASLEEP), True),  # Windows: its clock goes on
        (reading(5, wall=6 + ASLEEP), True),  # Linux, macOS: it stands still
        (reading(5, wall=-7200), False),  # somebody set the clock back
    ],
)
def test_sleep_is_told_by_two_clocks(after: Reading, asleep: bool) -> None:
    assert slept(reading(), after, HEARTBEAT) is asleep


# --- offline ----------------------------------------------------------------------------------------------------------


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


@pytest.mark.parametrize(
    ("interval", "fails_after"),
    [(SyncInterval.FIVE_MINUTES, 1 + 1 / 12), (SyncInterval.FOUR_HOURS, 8), (SyncInterval.TWELVE_HOURS, 24)],
)
def test_an_attempt_is_missed_when_it_has_been_due_for_its_interval(interval: SyncInterval, fails_after: float) -> None:
    one = replace(SCHOOL, interval=interval)
    assert not missed(one, hours(fails_after - 0.02), offline_since=NOW)
    assert missed(one, hours(fails_after + 0.001), offline_since=NOW)


def test_time_in_which_nobody_could_try_is_not_missed() -> None:
    assert not missed(SCHOOL, hours(9.9), offline_since=hours(9))
    assert missed(SCHOOL, hours(10), offline_since=hours(9))


def test_a_failure_that_is_shown_already_is_told_again_after_twelve_hours() -> None:
    told = replace(SCHOOL, spoilt=True)
    assert not missed(told, hours(11.9), offline_since=NOW)
    assert missed(told, hours(12), offline_since=NOW)


@pytest.mark.parametrize("quiet", [replace(SCHOOL, paused=True), replace(SCHOOL, interval=SyncInterval.MANUAL)])
def test_what_is_not_scheduled_is_not_missed(quiet: Candidate) -> None:
    assert not missed(quiet, hours(400), offline_since=NOW)


# --- properties -------------------------------------------------------------------------------------------------------


@dataclass
class Machine:
    """Clocks, one project, and a schedule that is asked at every heartbeat. ``wall`` may be set; sleep stops the
    monotonic clock, as on Linux."""

    scheduler: Scheduler
    one: Candidate
    monotonic: float = 0.0
    shift: float = 0.0  # what wall time has gained on the monotonic clock
    starts: list[tuple[float, datetime, RunTrigger]] = field(default_factory=list)
    lasts: float = 2.0
    _running_until: float | None = None
    _before: Reading | None = None

    def now(self) -> Reading:
        return Reading(NOW + timedelta(seconds=self.monotonic + self.shift), self.monotonic)

    def awake(self, seconds: float) -> None:
        end = self.monotonic + seconds
        while self.monotonic < end:
            self.beat()
            self.monotonic += HEARTBEAT

    def beat(self) -> None:
        now = self.now()
        if self._running_until is not None and self.monotonic >= self._running_until:
            self._running_until = None
            self.scheduler.ended(self.one.project_id, spoilt=False)
        if self._before is not None and slept(self._before, now, HEARTBEAT):
            self.scheduler.nudge([self.one.project_id], RunTrigger.WAKE)
            if self._running_until is not None:
                self._running_until = None
                self.scheduler.interrupted(self.one.project_id)
        self._before = now
        running = frozenset({self.one.project_id} if self._running_until is not None else ())
        for start in self.scheduler.due([self.one], running, now):
            assert not running, "two runs of one project at once"
            self.starts.append((self.monotonic, now.wall, start.trigger))
            self.scheduler.started(start.project_id, now)
            self.one = replace(self.one, last_attempt=now.wall)
            self._running_until = self.monotonic + self.lasts


def machine(seed: int, interval: SyncInterval, *, paused: bool = False, lasts: float = 2.0) -> Machine:
    one = Candidate(3, interval, paused, None, NOW - timedelta(minutes=1))
    return Machine(Scheduler(Random(seed).random, reading()), one, lasts=lasts)


seeds = st.integers(0, 2**32)
jumps = st.lists(st.floats(-40_000, 40_000), min_size=1, max_size=12)


@given(seeds, st.sampled_from(TIMED))
def test_a_program_that_runs_on_never_waits_longer_than_its_interval_and_a_tenth(
    seed: int, interval: SyncInterval
) -> None:
    made = machine(seed, interval)
    assert interval.seconds is not None
    made.awake(3 * interval.seconds)
    times = [0.0, *(at for at, _, _ in made.starts)]
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert gaps
    assert max(gaps) <= min(interval.seconds * 1.1 + HEARTBEAT, 12 * 3600)
    assert min(gaps[1:], default=interval.seconds) >= interval.seconds * 0.9


@given(seeds, st.sampled_from(TIMED), st.floats(ASLEEP + 6, 40 * 3600), st.booleans())
def test_a_sleep_of_any_length_is_followed_by_exactly_one_run(
    seed: int, interval: SyncInterval, asleep: float, monotonic_goes_on: bool
) -> None:
    made = machine(seed, interval)
    made.awake(200)
    before = len(made.starts)
    if monotonic_goes_on:
        made.monotonic += asleep
    else:
        made.shift += asleep
    made.awake(200)
    assert [trigger for _, _, trigger in made.starts[before:]] == [RunTrigger.WAKE]


@given(seeds, st.floats(60, 40 * 3600))
def test_a_sleep_in_the_middle_of_a_run_is_followed_by_exactly_one_run(seed: int, asleep: float) -> None:
    made = machine(seed, SyncInterval.QUARTER_HOUR, lasts=10_000)
    made.awake(1200)
    assert len(made.starts) == 1
    made.shift += asleep
    made.awake(100)
    assert [trigger for _, _, trigger in made.starts[1:]] == [RunTrigger.WAKE]


@given(seeds, st.sampled_from(TIMED), jumps)
def test_clock_jumps_make_no_storm_and_no_silence(seed: int, interval: SyncInterval, shifts: list[float]) -> None:
    made = machine(seed, interval)
    assert interval.seconds is not None
    for shift in shifts:
        made.shift += shift
        made.awake(400)
    assert len(made.starts) <= len(shifts) * (1 + 400 / 270) + 1
    began = len(made.starts)
    made.awake(interval.seconds * 1.1 + 2 * HEARTBEAT)
    assert len(made.starts) > began, "silence"


@given(seeds, st.sampled_from(list(SyncInterval)), jumps)
def test_paused_never_runs_by_itself(seed: int, interval: SyncInterval, shifts: list[float]) -> None:
    made = machine(seed, interval, paused=True)
    made.one = replace(made.one, bid_until=NOW + timedelta(days=1))
    for shift in shifts:
        made.shift += shift
        made.scheduler.nudge([3], RunTrigger.NETWORK)
        made.awake(100)
    assert made.starts == []


@given(seeds, st.sampled_from([SyncInterval.FOUR_HOURS, SyncInterval.MANUAL]), st.floats(600, 20_000))
def test_after_bid_mode_the_interval_is_as_before(seed: int, interval: SyncInterval, length: float) -> None:
    made = machine(seed, interval)
    made.one = replace(made.one, bid_until=NOW + timedelta(seconds=length))
    made.awake(length)
    during = len(made.starts)
    made.awake(4 * 3600)
    assert during >= length / (330 + HEARTBEAT) - 1
    assert len(made.starts) - during <= (0 if interval is SyncInterval.MANUAL else 2)


def test_a_network_that_flaps_starts_no_run_per_flap() -> None:
    made = machine(7, SyncInterval.HOUR)
    for _ in range(1000):
        made.scheduler.nudge([3], RunTrigger.NETWORK)
        made.awake(HEARTBEAT)
    assert 1 < len(made.starts) <= 1000 * HEARTBEAT / CALM + 1
