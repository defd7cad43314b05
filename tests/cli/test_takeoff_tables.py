"""Tables of marks and totals: numbers stay numbers, what people typed stays text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from app.domain.markup_words import CARRIED_NAMES, KIND_NAMES, STATUS_NAMES
from app.domain.markups import Geometry, ListedMarkup, Markup, MarkupKind, MarkupStatus
from app.domain.measures import Calibration, LengthUnit
from app.domain.plane import Point
from app.domain.states import Carried, EntryKind, Withdrawal
from app.domain.texts import Language
from app.takeoff import Table, csv_bytes, marks_table, taken_off, totals_table, xlsx_bytes

EN, FR = Language.EN, Language.FR
SQUARE = Geometry((Point(0, 0), Point(72, 0), Point(72, 72), Point(0, 72)))
#: An inch of paper is a metre.
SCALES = {(1, 0): Calibration(1, 0, 1 / 72, LengthUnit.METRES, deviation=0.0)}


def _listed(kind: MarkupKind = MarkupKind.AREA, text: str = "Slab", **changes: object) -> ListedMarkup:
    mark = Markup("1", 1, 0, "Concrete", kind, SQUARE, text=text)
    one = ListedMarkup(mark, 901, "S-101", "Slab plan", 9001, "2", EntryKind.NORMAL, True, None)
    return replace(one, **changes)  # type: ignore[arg-type]


def test_only_current_revisions_are_added_up() -> None:
    listed = [
        _listed(),
        _listed(current=False),
        _listed(withdrawn=Withdrawal.DELETED),
        _listed(MarkupKind.RECTANGLE),
    ]
    (total,) = taken_off(listed, SCALES)
    assert (total.marks, total.quantity) == (1, pytest.approx(1))


def test_totals_are_numbers_in_the_unit_asked_for() -> None:
    found = taken_off([_listed(), _listed(MarkupKind.PERIMETER), _listed(MarkupKind.COUNT)], SCALES)
    feet = totals_table(found, LengthUnit.FEET, FR)
    assert [row[:7] for row in feet.rows] == [
        ("décompte", "Concrete", "Slab", 1, 4, "", "4"),
        ("aire", "Concrete", "Slab", 1, 10.764, "pi²", "10,8\u00a0pi²"),
        ("périmètre", "Concrete", "Slab", 1, 13.123, "pi", "13'-1 1/2\""),
    ]
    assert [row[4:6] for row in totals_table(found, LengthUnit.METRES, EN).rows][1:] == [(1.0, "m²"), (4.0, "m")]
    assert {len(row) for row in feet.rows} == {len(feet.heads)}


def test_every_mark_has_a_line_with_the_scale_it_was_measured_at() -> None:
    carried = replace(_listed().markup, carried=Carried.TO_CHECK, entry_id=2)
    table = marks_table([_listed(), _listed(markup=carried)], SCALES, LengthUnit.METRES, EN)
    named = [dict(zip(table.heads, row, strict=True)) for row in table.rows]
    assert [row["Quantity"] for row in named] == [pytest.approx(1), None]
    assert [row["Scale"] for row in named] == ["by two points", ""]
    assert [row["Carried"] for row in named] == ["", "carried, to check"]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(begin: str, language: Language) -> None:
    table = Table("t", ("a", "b", "c"), ((f'{begin}cmd|"x";,', -1.5, None),))
    text = csv_bytes(table, language).decode("utf-8-sig")
    (_head, row) = csv.reader(io.StringIO(text, newline=""), delimiter=";" if language is FR else ",")
    assert row == [f'\'{begin}cmd|"x";,', "-1,5" if language is FR else "-1.5", ""]


def _cells(book: bytes, sheet: int) -> list[list[tuple[str, str]]]:
    """Of a sheet of a workbook: kind and content of each cell."""
    spreadsheet = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        shared = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
        strings = ["".join(item.itertext()) for item in shared.iter(f"{spreadsheet}si")]
        rows = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{sheet}.xml")).iter(f"{spreadsheet}row")
        read = []
        for row in rows:
            line = []
            for cell in row.iter(f"{spreadsheet}c"):
                assert cell.find(f"{spreadsheet}f") is None, "a formula"
                value = cell.findtext(f"{spreadsheet}v") or ""
                kind = cell.get("t", "n")
                line.append((kind, strings[int(value)] if kind == "s" else value))
            read.append(line)
        return read


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers() -> None:
    rows = (("=1+1", 2.5, None), ("https://x.invalid", 7, "@x"), ("é" * 40_000, 0, "\x02"))
    tables = [Table(name, ("a", "b", "c"), rows) for name in ("Totaux", "Annotations")]

    head, first, second, third = _cells(xlsx_bytes(tables), 2)

    assert head == [("s", "a"), ("s", "b"), ("s", "c")]
    assert first == [("s", "=1+1"), ("n", "2.5")]
    assert second == [("s", "https://x.invalid"), ("n", "7"), ("s", "@x")]
    assert (len(third[0][1]), third[1]) == (32_767, ("n", "0"))


def test_an_empty_table_is_a_workbook_too() -> None:
    assert _cells(xlsx_bytes([Table("Empty", ("a",), ())]), 1) == [[("s", "a")]]


def test_every_kind_and_state_has_a_name_of_its_own_in_both_languages() -> None:
    for names, members in ((KIND_NAMES, MarkupKind), (STATUS_NAMES, MarkupStatus), (CARRIED_NAMES, (None, *Carried))):
        assert set(names) == set(members)
        for language in Language:
            said = [text.say(language) for text in names.values()]
            assert len(set(said)) == len(said)
            assert not any(re.search(r"[{}]", words) for words in said)
