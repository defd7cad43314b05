"""How far a run is, told seldom enough and truthfully."""

from __future__ import annotations

from app.domain.events import Phase, RunProgress
from app.sync.progress import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def meter() -> tuple[Progress, Clock, list[RunProgress]]:
    clock, told = Clock(), list[RunProgress]()
    return Progress(5, clock=clock, tell=told.append), clock, told


def test_work_is_told_when_it_is_known() -> None:
    progress, _, told = meter()
    progress.set_work(12, 4_000)
    assert told[-1] == RunProgress(5, Phase.DOWNLOADING, 0, 0, 12, 0, 0, 4_000, 0.0, None)


def test_a_thousand_small_pieces_are_not_a_thousand_events() -> None:
    progress, _, told = meter()
    for _ in range(1000):
        progress.add_bytes(10)
    assert told == []
    assert progress.snapshot().bytes_done == 10_000


def test_the_time_left_is_told_only_once_the_rate_can_be_trusted() -> None:
    progress, clock, _ = meter()
    progress.set_work(1, 10_000)
    clock.now += 1
    progress.add_bytes(1_000)
    assert progress.snapshot().seconds_left is None
    clock.now += 3
    progress.add_bytes(3_000)
    now = progress.snapshot()
    assert (now.rate, now.seconds_left) == (1_000.0, 6.0)


def test_a_rate_forgets_what_was_long_ago() -> None:
    progress, clock, _ = meter()
    progress.set_work(1, 10_000)
    progress.add_bytes(5_000)
    for _ in range(8):
        clock.now += 1
        progress.snapshot()
    assert progress.snapshot().rate == 0.0


def test_more_bytes_than_announced_never_look_like_more_than_all() -> None:
    progress, _, _ = meter()
    progress.set_work(1, 100)
    progress.add_bytes(150)
    now = progress.snapshot()
    assert now.bytes_done <= now.bytes_total
