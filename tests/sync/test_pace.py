"""The bandwidth cap, in time that passes only where somebody waits."""

from __future__ import annotations

import pytest

from app.sync.pace import Pace, usable_rate


class Line:
    """A host that always has more, read by several connections in turn as fast as the pace lets them."""

    def __init__(self, connections: int) -> None:
        self.now = 0.0
        self.pace = Pace(lambda: self.now)
        self.free_at = [0.0] * connections
        self.received = 0

    def read_until(self, end: float, size: int = 512 * 1024) -> int:
        """The bytes that all of them received by then."""
        before = self.received
        while (turn := min(self.free_at)) < end:
            self.now = max(self.now, turn)
            most = self.pace.most
            count = size if most is None else min(size, most)
            self.received += count
            self.free_at[self.free_at.index(turn)] = self.now + max(self.pace.take(count), 1e-4)
        self.now = end
        return self.received - before


@pytest.mark.parametrize("rate", [50_000, 1_000_000, 80_000_000])
@pytest.mark.parametrize("connections", [1, 6])
def test_all_connections_together_stay_within_a_tenth_of_the_cap(rate: int, connections: int) -> None:
    line = Line(connections)
    line.pace.limit(rate)
    assert line.read_until(20.0) == pytest.approx(20 * rate, rel=0.1)


def test_a_cap_holds_from_the_moment_it_is_set_and_goes_when_it_is_lifted() -> None:
    line = Line(6)
    unlimited = line.read_until(1.0)
    line.pace.limit(1_000_000)
    assert line.read_until(11.0) == pytest.approx(10_000_000, rel=0.1)
    line.pace.limit(4_000_000)
    assert line.read_until(21.0) == pytest.approx(40_000_000, rel=0.1)
    line.pace.limit(None)
    line.read_until(22.0)
    assert line.read_until(23.0) == pytest.approx(unlimited, rel=0.1)


def test_a_pause_is_not_followed_by_a_flood() -> None:
    line = Line(1)
    line.pace.limit(1_000_000)
    line.now = 60.0
    line.free_at = [60.0]
    assert line.read_until(61.0) == pytest.approx(1_000_000, rel=0.25)


@pytest.mark.parametrize(("stored", "rate"), [(None, None), (0, None), (-5, None), (True, None), ("9", None), (9, 9)])
def test_a_stored_cap_that_makes_no_sense_is_none(stored: object, rate: int | None) -> None:
    assert usable_rate(stored) == rate
