"""Sheet numbers: sorted as a drawing log sorts them, found however they were typed."""

from __future__ import annotations

import pytest

from app.domain.sheets import loose, sort_key


def test_numbers_sort_as_people_count() -> None:
    log = ["A-1", "A-2", "A-10", "A-101", "A-101A", "E-3.01", "E-3.2"]
    assert sorted(log[::-1], key=sort_key) == log  # noqa: C415 - the order given must not help


@pytest.mark.parametrize("typed", ["A-101", "A101", "a 101", "A.101", "A–101".replace("–", "-")])
def test_one_number_however_it_is_typed(typed: str) -> None:
    assert loose(typed) == "a101"


def test_an_empty_number_sorts_and_compares() -> None:
    assert sort_key("") == ()
    assert loose("") == ""
