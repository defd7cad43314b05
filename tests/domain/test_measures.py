"""Scales, what is measured with them, and how lengths are written and read in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drawn_marks import marks
from hypothesis import given
from hypothesis import strategies as st

from app.domain.markups import MEASURED, Geometry, Markup, MarkupKind
from app.domain.measures import (
    COMMON_SCALES,
    METRES_PER_INCH,
    Calibration,
    LengthUnit,
    Scale,
    Total,
    area_text,
    deviation,
    length_text,
    metres_per_point,
    parse_length,
    quantity,
    quantity_text,
    totals,
)
from app.domain.plane import Point
from app.domain.states import Carried
from app.domain.texts import Language

FEET, METRES = LengthUnit.FEET, LengthUnit.METRES
EN, FR = Language.EN, Language.FR
ACROSS = (Point(0, 0), Point(72, 0))


def test_an_eighth_of_an_inch_to_a_foot_is_one_to_ninety_six() -> None:
    ratios = {scale.name: scale.ratio for scale in COMMON_SCALES}
    assert (ratios['1/8" = 1\'-0"'], ratios['1 1/2" = 1\'-0"'], ratios['1" = 20\'-0"'], ratios["1:100"]) == (
        96,
        8,
        240,
        100,
    )


@pytest.mark.parametrize("scale", COMMON_SCALES)
def test_two_points_find_the_scale_they_were_drawn_at(scale: Scale) -> None:
    assert metres_per_point(*ACROSS, scale.ratio * METRES_PER_INCH) == pytest.approx(scale.metres_per_point)


def test_what_is_no_scale_is_none() -> None:
    assert metres_per_point(Point(1, 1), Point(1, 1), 5) is None
    assert metres_per_point(*ACROSS, 0) is None
    assert metres_per_point(*ACROSS, -1) is None
    assert metres_per_point(*ACROSS, float("nan")) is None


def test_a_second_dimension_says_how_far_off_the_scale_is() -> None:
    scale = 3.0 / 72
    assert deviation(scale, *ACROSS, 3.0) == pytest.approx(0)
    assert deviation(scale, *ACROSS, 2.4) == pytest.approx(0.25)
    assert deviation(scale, *ACROSS, 0) is None
    verified = Calibration(1, 0, scale, METRES)
    assert [replace(verified, deviation=by).verified for by in (None, 0.0, -0.01, 0.02)] == [False, True, True, False]


def _mark(kind: MarkupKind, *places: tuple[float, float], **changes: object) -> Markup:
    facts: dict[str, object] = {"page": 0, "layer": ""}
    return Markup("1", 1, kind=kind, geometry=Geometry(tuple(Point(*p) for p in places)), **(facts | changes))  # type: ignore[arg-type]


def test_a_right_angled_triangle_measures_what_it_should() -> None:
    corners = ((0, 0), (300, 0), (300, 400))
    assert quantity(_mark(MarkupKind.LENGTH, *corners), 0.01) == pytest.approx(7)
    assert quantity(_mark(MarkupKind.PERIMETER, *corners), 0.01) == pytest.approx(12)
    assert quantity(_mark(MarkupKind.AREA, *corners), 0.01) == pytest.approx(6)
    assert quantity(_mark(MarkupKind.COUNT, *corners), None) == 3
    assert quantity(_mark(MarkupKind.AREA, *corners), None) is None
    assert quantity(_mark(MarkupKind.POLYGON, *corners), 0.01) is None


def test_totals_are_by_kind_layer_and_label_and_say_what_is_not_sure() -> None:
    wall = [(0, 0), (100, 0)]
    held = [
        _mark(MarkupKind.LENGTH, *wall, text="Brick  wall"),
        _mark(MarkupKind.LENGTH, *wall, text="Brick wall", carried=Carried.TO_CHECK),
        _mark(MarkupKind.LENGTH, *wall, text="Brick wall", page=1),
        _mark(MarkupKind.LENGTH, *wall, text="Brick wall", page=2),
        _mark(MarkupKind.LENGTH, *wall, text="Brick wall", layer="Level 2"),
        _mark(MarkupKind.COUNT, (0, 0), (9, 9), text="Outlet", page=2),
        _mark(MarkupKind.RECTANGLE, *wall, text="Brick wall"),
    ]
    scales = {0: Calibration(1, 0, 0.05, METRES, deviation=0.0), 1: Calibration(1, 1, 0.01, METRES)}

    assert totals(held, lambda one: scales.get(one.page)) == (
        Total(MarkupKind.COUNT, "", "Outlet", 1, 2.0),
        Total(MarkupKind.LENGTH, "", "Brick wall", 4, 11.0, unscaled=1, unverified=1, to_check=1),
        Total(MarkupKind.LENGTH, "Level 2", "Brick wall", 1, 5.0),
    )


@given(st.lists(marks(st.sampled_from(sorted(MEASURED))), max_size=12), st.floats(1e-4, 10))
def test_no_measured_mark_is_left_out_of_the_totals(held: list[Markup], scale: float) -> None:
    found = totals(held, lambda one: Calibration(one.entry_id, one.page, scale, FEET) if one.page % 2 else None)
    assert sum(total.marks for total in found) == len(held)
    sizes = [quantity(one, scale if one.page % 2 else None) for one in held]
    assert sum(total.unscaled for total in found) == sizes.count(None)
    assert sum(total.quantity for total in found) == pytest.approx(sum(size for size in sizes if size is not None))


@pytest.mark.parametrize(
    ("metres", "feet", "metric"),
    [
        (0, '0"', "0,000 m"),
        (0.0127, '1/2"', "0,013 m"),
        (0.1524, '6"', "0,152 m"),
        (0.3048, "1'-0\"", "0,305 m"),
        (3.8227, "12'-6 1/2\"", "3,82 m"),
        (0.30479, "1'-0\"", "0,305 m"),
        (1234.5, "4 050'-2 3/8\"", "1 234,50 m"),
    ],
)
def test_lengths_are_written_as_on_drawings(metres: float, feet: str, metric: str) -> None:
    plain = [length_text(metres, unit, FR).replace("\u202f", " ").replace("\u00a0", " ") for unit in (FEET, METRES)]
    assert plain == [feet, metric]


def test_areas_and_counts_are_written_in_both_languages() -> None:
    assert area_text(116.1765, FEET, EN) == "1,250.5\u00a0sq ft"
    assert area_text(116.1765, FEET, FR) == "1\u202f250,5\u00a0pi²"
    assert area_text(1116.1765, METRES, EN) == "1,116.18\u00a0m²"
    assert quantity_text(MarkupKind.COUNT, 1234.0, FEET, EN) == "1,234"
    assert quantity_text(MarkupKind.PERIMETER, 0.6096, FEET, EN) == "2'-0\""


@pytest.mark.parametrize(
    ("typed", "inches"),
    [
        ("12'-6 1/2\"", 150.5),
        ("12'6-1/2\"", 150.5),
        ("12′ 6 1/2″", 150.5),
        ("12' 6.5''", 150.5),
        ("12 ft 6", 150),
        ("12 pi 6 po", 150),
        ("12 pieds", 144),
        ("12'-0 1/2\"", 144.5),
        ('6"', 6),
        ('1/2"', 0.5),
        ("  20 ", 240),
        ("6 1/2", 78),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_feet_and_inches_are_read_however_they_are_typed(typed: str, inches: float, language: Language) -> None:
    assert parse_length(typed, FEET, language) == pytest.approx(inches * METRES_PER_INCH)


@pytest.mark.parametrize(
    ("typed", "language", "metres"),
    [
        ("3.5 m", EN, 3.5),
        ("3,5 m", EN, 3.5),
        ("3,5 M", FR, 3.5),
        ("350cm", FR, 3.5),
        ("3500 mm", EN, 3.5),
        ("1,250 m", EN, 1250),
        ("1,250 m", FR, 1.25),
        ("1 250,5", FR, 1250.5),
        ("1\u202f250,5", FR, 1250.5),
        ("1,234,567.8 m", EN, 1234567.8),
    ],
)
def test_metres_are_read_with_the_separators_of_the_language(typed: str, language: Language, metres: float) -> None:
    assert parse_length(typed, METRES, language) == pytest.approx(metres)


@pytest.mark.parametrize("typed", ["", "-", "'", "abc", '1/0"', "1.2.3 m", "3 litres", "-4 m", "1e5", "12'-6'"])
@pytest.mark.parametrize("language", Language)
def test_what_is_no_length_is_none(typed: str, language: Language) -> None:
    assert parse_length(typed, FEET, language) is None


@given(st.text(st.sampled_from("0123456789 .,'\"/-mcftinpo\u00a0"), max_size=12), st.sampled_from(Language))
def test_reading_a_length_never_fails(typed: str, language: Language) -> None:
    found = parse_length(typed, METRES, language)
    assert found is None or found >= 0


@given(st.floats(0, 1e5), st.sampled_from(LengthUnit), st.sampled_from(Language))
def test_what_is_written_is_read_back(metres: float, unit: LengthUnit, language: Language) -> None:
    step = METRES_PER_INCH / 32 if unit is FEET else 0.005
    read = parse_length(length_text(metres, unit, language), unit, language)
    assert read is not None
    assert abs(read - metres) <= step + 1e-9
