"""Callouts lead to the sheets they name, however they are spelled, and nothing else is taken for one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.sheets import loose
from app.drawings.callouts import SheetNumbers, find_callouts
from app.drawings.pages import OpenPages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SET = {1: "A-101", 2: "A-501", 3: "E-3.01", 4: "S1.02", 5: "M-2", 6: "A-101A", 7: "12", 8: "L-100", 9: "B2"}


def leads(text: str, numbers: Mapping[int, str] = SET, *, own: str = "") -> list[tuple[str, tuple[int, ...]]]:
    return [(text[one.start : one.end], one.drawings) for one in find_callouts(text, SheetNumbers(numbers), own=own)]


@pytest.mark.parametrize("spelled", ["A-501", "A501", "A 501", "A.501", "A - 501", "A–501", "A\u2011501", "A-\n501"])
@pytest.mark.parametrize("around", ["{}", "SEE {}", "1/{}", "3\n{}\n", "({})", "{}, TYP.", "{}.", "VOIR 2/{} ET"])
def test_a_number_is_found_in_every_spelling_and_place(spelled: str, around: str) -> None:
    assert leads(around.format(spelled)) == [(spelled, (2,))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see E-3.01", [("E-3.01", (3,))]),
        ("see E301", [("E301", (3,))]),
        ("S1.02 S-1.02 S102", [("S1.02", (4,)), ("S-1.02", (4,)), ("S102", (4,))]),
        ("A-101A and A-101", [("A-101A", (6,)), ("A-101", (1,))]),
        ("a-101 a101", [("a-101", (1,)), ("a101", (1,))]),
        ("SHEET 12, DWG. NO. 12, feuille 12", [("12", (7,))] * 3),
        ("SEE M-2, 3/M-2\n4\nM-2", [("M-2", (5,))] * 3),
        ("4/B2, SHEET B2", [("B2", (9,)), ("B2", (9,))]),
        ("A-101.dwg", [("A-101", (1,))]),
        ("A-101-TYP", [("A-101", (1,))]),
        ("A-101/A-501", [("A-101", (1,)), ("A-501", (2,))]),
    ],
)
def test_numbers_of_all_kinds(text: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert leads(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "E-30.1 and E-3-0-1",
        "A-101.1, A-101-2, A-1010, A-101B",
        "BA-101 and X-A-101 and 1.A-101",
        "provide a 101 sheet pad",
        "A 101 mm pipe, A 101 x 50 sleeve, A-101' span, A101\" deep, A 501°",
        "2014-10-12, 12/12/2014, 12.12.2014",
        "12'-12\" AFF, 12 mm, 12x12",
        "514-555-0112, 1 (800) 501-0112",
        "GRID B2, WALL TYPE M2, PAINT M-2\nM-2",
        "SHEET 12 OF 40, FEUILLE 12 DE 40",
        "info@a101.com",
        "EA 101, TEA-501",
        "ROOM 101A, DOOR 12, L 10 0",
        "A-10 1",
    ],
)
def test_what_is_no_callout_leads_nowhere(text: str) -> None:
    assert leads(text) == []


def test_the_own_number_leads_nowhere_and_hides_no_other() -> None:
    assert leads("A-101 A 101 A-501", own="A-101") == [("A-501", (2,))]


def test_two_numbers_that_differ_in_separators_alone_are_told_apart_or_left_alone() -> None:
    numbers = {1: "E-301", 2: "E-3.01"}
    assert leads("E-301, E-3.01, E3.01, E301", numbers) == [("E-301", (1,)), ("E-3.01", (2,)), ("E3.01", (2,))]


def test_a_number_that_several_drawings_have_leads_to_all_of_them() -> None:
    assert leads("A-101", {1: "A-101", 2: "A-101"}) == [("A-101", (1, 2))]


def test_a_number_that_is_drawn_in_pieces_is_put_together() -> None:
    text = "A-5 01 A-5 01"
    touching = {(2, 4)}
    found = find_callouts(text, SheetNumbers(SET), touching=lambda one, other: (one, other) in touching)
    assert [(one.start, one.end, one.drawings) for one in found] == [(0, 6, (2,))]


@pytest.mark.parametrize(
    ("name", "own", "found"),
    [
        ("od-oakfire-A010-2019-07-11.pdf", "A010", {"A200": 2, "A201": 2, "A300": 4, "A301": 1}),
        ("od-lakehouse-A-101-2015-01-29.pdf", "A-101", {"A-301": 3, "A-302": 3, "A-303": 2, "A-304": 2, "A-305": 3}),
        ("va-building28-finish-plan.pdf", "", {}),
    ],
)
def test_callouts_of_real_sheets_are_their_sections_and_details(
    sheets_folder: Path, name: str, own: str, found: dict[str, int]
) -> None:
    numbers = [f"{letter}-{number}" for letter in "ASEMP" for number in (*range(1, 10), *range(100, 400), "010")]
    pages = OpenPages()
    text = pages.placed_text(sheets_folder / name, 0)
    pages.close()
    links = find_callouts(text.text, SheetNumbers(dict(enumerate(numbers))), own=own, touching=text.touching)
    assert Counter(text.text[one.start : one.end] for one in links) == found


# ---- whatever the numbers are ------------------------------------------------------------------------------------

NUMBERS = st.from_regex(r"[A-Z]{1,2}(-|\.|)[1-9]\d{1,2}(\.\d\d)?[A-C]?", fullmatch=True)
SETS = st.lists(NUMBERS, min_size=1, max_size=8, unique_by=loose).map(lambda them: dict(enumerate(them, start=1)))
NOISE = st.one_of(
    st.from_regex(r"(19|20)\d\d[-/.](0[1-9]|1[0-2])[-/.](0[1-9]|[12]\d)", fullmatch=True),
    st.from_regex(r"\d{1,2}' ?- ?\d{1,2}( \d/\d)?\"", fullmatch=True),
    st.from_regex(r"(\(\d{3}\) |\d{3}-)\d{3}-\d{4}", fullmatch=True),
    st.from_regex(r"\d{2,5} ?(mm|x \d{2,4})", fullmatch=True),
    st.from_regex(r"[A-Z]?[a-z]{3,9}|[A-Z]{3,9}", fullmatch=True),
    st.from_regex(r"[\"'()#@&;:,*]{1,3}", fullmatch=True),
)


@given(SETS, st.lists(NOISE, max_size=25), st.sampled_from([" ", "\n", "  \n"]))
def test_dates_dimensions_telephones_and_words_are_never_links(
    numbers: dict[int, str], noise: list[str], between: str
) -> None:
    assert leads(between.join(noise), numbers) == []


@given(SETS, st.lists(NOISE, max_size=6), st.data())
def test_every_tolerant_spelling_among_anything_is_found(
    numbers: dict[int, str], noise: list[str], data: st.DataObject
) -> None:
    drawing = data.draw(st.sampled_from(sorted(numbers)))
    letters, rest = re.fullmatch(r"([A-Z]+)[-.]?(.*)", numbers[drawing]).groups()  # type: ignore[union-attr]
    spelled = data.draw(st.sampled_from(["-", "", " ", ".", " - "])).join((letters, rest))
    before = data.draw(st.sampled_from(["\n", " SEE ", "\n2/", " ("]))
    found = leads(f"{' '.join(noise)}{before}{spelled}\n", numbers)
    assert found == [(spelled, (drawing,))]


@given(SETS, st.text(alphabet="ABE-. /\n0123x'", max_size=60))
def test_whatever_is_linked_spells_a_number_of_the_set_and_never_the_own(numbers: dict[int, str], text: str) -> None:
    own = numbers[1]
    end = 0
    for one in find_callouts(text, SheetNumbers(numbers), own=own):
        assert end <= one.start < one.end
        end = one.end
        assert {loose(numbers[drawing]) for drawing in one.drawings} == {loose(text[one.start : one.end])}
        assert loose(own) != loose(text[one.start : one.end])
