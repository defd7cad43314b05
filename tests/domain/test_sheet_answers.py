"""Sheets are found as people type their numbers (SPEC §8)."""

from __future__ import annotations

import pytest

from app.domain.sheets import answers


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("e31", "E-3.01", ""),
        ("e301", "E-3.01", ""),
        ("E 3.01", "E-3.01", ""),
        ("101", "A-101", ""),
        ("a 101 plan", "A-101", "Plan du sous-sol"),
        ("electrique etage", "E-001", "Étage 2 – plan électrique"),
        ("", "A-101", ""),
    ],
)
def test_sheet_is_found(typed: str, number: str, title: str) -> None:
    assert answers(typed, number, title)


@pytest.mark.parametrize(("typed", "number"), [("e31", "E-4.01"), ("a102", "A-101"), ("e31", "E-2.31")])
def test_other_sheet_is_not_found(typed: str, number: str) -> None:
    assert not answers(typed, number, "Roof plan")
