"""Names of copies: readable, and safe on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_names import LONGEST, safe_name, sheet_file_name, without_repeats


def test_name_says_number_revision_and_title() -> None:
    assert sheet_file_name("A-101", "Rev B", "Basement Floor Plan") == "A-101 Rev B - Basement Floor Plan.pdf"


def test_superseded_sheet_says_so_however_long_its_title_is() -> None:
    name = sheet_file_name("A-101", "Rev A", "Very long title " * 20, "SUPERSEDED")
    assert name.endswith("(SUPERSEDED).pdf")
    assert len(name) <= LONGEST + 4


@pytest.mark.parametrize("typed", ["CON", "nul.txt", "LPT1", "com9.pdf", "aux"])
def test_devices_of_windows_are_no_names(typed: str) -> None:
    assert safe_name(typed) == f"_{typed}"


@pytest.mark.parametrize("typed", ["..", ".", "", "   ", "...", "\u202e"])
def test_nothing_and_dots_become_another_name(typed: str) -> None:
    assert safe_name(typed, "sheet") == "sheet"


@given(st.text(max_size=300))
def test_no_name_is_a_path(text: str) -> None:
    name = safe_name(text)
    assert name not in ("", ".", "..")
    assert not set(name) & set('<>:"/\\|?*\x00\n')
    assert name == name.strip(" .") and len(name) <= LONGEST + 1


def test_same_names_get_numbers_whatever_their_case() -> None:
    assert without_repeats(["Plan.pdf", "PLAN.pdf", "Plan.pdf"]) == ["Plan.pdf", "PLAN (2).pdf", "Plan (3).pdf"]
