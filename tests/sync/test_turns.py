"""Large files beside small ones."""

from __future__ import annotations

from app.domain.plan import Fetch
from app.sync.turns import LARGE, LARGE_BYTES, Turns

SMALL = 500_000


def fetches(*sizes: int | None) -> list[Fetch]:
    return [Fetch(number, number, str(number), size, 0, "new") for number, size in enumerate(sizes, 1)]


def test_large_files_take_half_of_the_slots_while_small_ones_wait() -> None:
    *large, _ = waiting = fetches(*[LARGE] * 6, SMALL)
    turns = Turns(waiting, slots=6)
    begun = 0
    while not turns.held_back(large[begun]):
        turns.begin(large[begun])
        begun += 1
    assert begun == 3
    turns.end(large[0], waits_again=False)
    assert not turns.held_back(large[begun])


def test_they_are_no_more_bytes_than_the_budget_but_always_one() -> None:
    huge, other, _ = waiting = fetches(LARGE_BYTES * 2, LARGE, SMALL)
    turns = Turns(waiting, slots=6)
    assert not turns.held_back(huge)
    turns.begin(huge)
    assert turns.held_back(other)


def test_large_files_get_everything_where_no_small_one_waits() -> None:
    *large, small = waiting = fetches(*[LARGE_BYTES] * 6, SMALL)
    turns = Turns(waiting, slots=6)
    turns.begin(small)
    for fetch in large:
        assert not turns.held_back(fetch)
        turns.begin(fetch)
    turns.end(small, waits_again=True)
    turns.end(large[0], waits_again=True)
    assert turns.held_back(large[0])


def test_small_files_and_those_of_unknown_size_are_never_held_back() -> None:
    large, small, unknown = waiting = fetches(LARGE, SMALL, None)
    turns = Turns(waiting, slots=1)
    turns.begin(large)
    assert not turns.held_back(small)
    assert not turns.held_back(unknown)
