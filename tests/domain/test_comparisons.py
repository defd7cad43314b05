"""How pages lie on each other, as arithmetic; which pages of two sets belong together."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.comparisons import from_two_pairs, pair_pages, snapped
from app.domain.files import SheetFacts
from app.domain.plane import Point, Similarity, quarter_turns

NUMBERS = st.floats(-5000, 5000)
TURNS = st.floats(-math.pi, math.pi)
SIMILARITIES = st.builds(
    lambda scale, turn, dx, dy: Similarity(scale * math.cos(turn), scale * math.sin(turn), dx, dy),
    st.floats(0.1, 10),
    TURNS,
    NUMBERS,
    NUMBERS,
)


@given(SIMILARITIES, NUMBERS, NUMBERS)
def test_the_way_back_leads_back(similarity: Similarity, x: float, y: float) -> None:
    there = similarity.apply(x, y)
    assert similarity.inverse().apply(*there) == pytest.approx((x, y), abs=1e-5)


@given(SIMILARITIES, SIMILARITIES, NUMBERS, NUMBERS)
def test_one_after_the_other(first: Similarity, second: Similarity, x: float, y: float) -> None:
    assert first.then(second).apply(x, y) == pytest.approx(second.apply(*first.apply(x, y)), abs=1e-4)


@given(SIMILARITIES)
def test_two_pairs_of_points_say_how_pages_lie(similarity: Similarity) -> None:
    older = (Point(100, 200), Point(900, 700))
    newer = (similarity.apply(*older[0]), similarity.apply(*older[1]))
    found = from_two_pairs(older, newer)
    assert found is not None
    assert found.apply(300, 50) == pytest.approx(similarity.apply(300, 50), abs=1e-4)


def test_one_point_twice_says_nothing() -> None:
    same, other = (Point(1, 1), Point(1, 1)), (Point(1, 1), Point(5, 5))
    assert from_two_pairs(same, other) is None
    assert from_two_pairs(other, same) is None


@pytest.mark.parametrize("turns", [-1, 0, 1, 2, 3, 5])
def test_a_turned_page_begins_at_its_top_left_corner(turns: int) -> None:
    turned = quarter_turns(turns, 300, 200)
    corners = [turned.apply(x, y) for x in (0, 300) for y in (0, 200)]
    size = (200, 300) if turns % 2 else (300, 200)
    assert {tuple(corner) for corner in corners} == {(x, y) for x in (0, size[0]) for y in (0, size[1])}
    # Clockwise: what was at the top left is at the top right after one turn.
    if turns % 4 == 1:
        assert turned.apply(0, 0) == (200, 0)


def test_what_is_nearly_round_becomes_round() -> None:
    nearly = Similarity(0.00001, 1.0001, 5, 6)
    assert snapped(nearly, degrees=0.02, scale=0.0005) == Similarity(0, 1, 5, 6)
    askew = Similarity(math.cos(0.01), math.sin(0.01), 5, 6)
    assert snapped(askew, degrees=0.02, scale=0.0005).degrees == pytest.approx(math.degrees(0.01))
    larger = Similarity(1.5, 0.0, 0, 0)
    assert snapped(larger, degrees=0.02, scale=0.0005) == larger


def sheet(page: int, text: str = "") -> SheetFacts:
    return SheetFacts(page, 612, 792, 0, text)


def test_pages_of_a_set_belong_together_by_their_words() -> None:
    frame = "Lake House David Schultz scale date"
    older = [sheet(0, f"{frame} A-101 kitchen pantry"), sheet(1, f"{frame} A-201 south elevation stone")]
    newer = [
        sheet(0, f"{frame} A-101 kitchen pantry laundry"),
        sheet(1, f"{frame} A-112 roof plan gutters"),
        sheet(2, f"{frame} A-201 south elevation stone"),
    ]
    assert pair_pages(older, newer) == [(0, 0), (1, 2)]


def test_pages_without_words_keep_their_order() -> None:
    assert pair_pages([sheet(0), sheet(1)], [sheet(0), sheet(1), sheet(2)]) == [(0, 0), (1, 1)]
    assert pair_pages([sheet(0)], [sheet(0)]) == [(0, 0)]
    assert pair_pages([], [sheet(0)]) == []


@given(
    st.lists(st.sampled_from(["a b", "c d", "", "a d"]), max_size=5),
    st.lists(st.sampled_from(["a b", "c"]), max_size=5),
)
def test_every_page_of_the_shorter_file_has_a_partner_of_its_own(older: list[str], newer: list[str]) -> None:
    pairs = pair_pages([sheet(i, t) for i, t in enumerate(older)], [sheet(i, t) for i, t in enumerate(newer)])
    assert len(pairs) == min(len(older), len(newer))
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
