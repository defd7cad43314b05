"""What is found out about a PDF: on real sheets, and on files that are no use."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.inspect import check_pdf, inspect_pdf

BAD = {
    "password-required.pdf": Reason.PASSWORD,
    "truncated.pdf": Reason.TRUNCATED,
    "page-fails.pdf": Reason.UNREADABLE_PAGE,
    "not-a-pdf.pdf": Reason.NOT_A_PDF,
}


@pytest.mark.parametrize("look", [check_pdf, inspect_pdf])
@pytest.mark.parametrize(("name", "reason"), BAD.items())
def test_a_useless_file_is_refused_with_its_reason(
    sheets_folder: Path, look: object, name: str, reason: Reason
) -> None:
    with pytest.raises(Failure) as caught:
        look(sheets_folder / "bad" / name)  # type: ignore[operator]
    assert (caught.value.code, caught.value.reason) == (FailureCode.CORRUPT, reason)


def test_the_unreadable_page_is_named(sheets_folder: Path) -> None:
    with pytest.raises(Failure) as caught:
        check_pdf(sheets_folder / "bad" / "page-fails.pdf")
    assert caught.value.values["page"] == 1


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        check_pdf(tmp_path / "none.pdf")
    assert caught.value.reason is Reason.MISSING_FILE


def test_every_real_sheet_is_accepted(sheets_folder: Path) -> None:
    pages = {path.name: check_pdf(path) for path in sorted(sheets_folder.glob("*.pdf"))}
    assert len(pages) >= 39
    assert sum(pages.values()) == 119
    assert pages["od-lakehouse-set-2014-11-10.pdf"] == 16


@pytest.mark.parametrize(
    ("name", "size", "rotation"),
    [
        ("od-border-E1-30x42.pdf", (3024, 2160), 0),
        ("od-conference-A100-2016-06-13.pdf", (2160, 3024), 90),
        ("od-lakehouse-ASK-002a-2014-10-23.pdf", (1224, 792), 270),
        ("od-lakehouse-scan-field-measurements-1.pdf", (792, 612), 180),
    ],
)
def test_size_is_that_of_the_page_as_it_lies(
    sheets_folder: Path, name: str, size: tuple[int, int], rotation: int
) -> None:
    (sheet,) = inspect_pdf(sheets_folder / name).pages
    assert (round(sheet.width_pt), round(sheet.height_pt), sheet.rotation) == (*size, rotation)


def test_each_page_of_a_set_has_its_own_facts(sheets_folder: Path) -> None:
    pages = inspect_pdf(sheets_folder / "od-facility-set-2018-09-25.pdf").pages
    assert [sheet.page for sheet in pages] == list(range(6))
    assert {(round(sheet.width_pt), round(sheet.height_pt)) for sheet in pages} == {(2448, 1584), (2446, 1590)}


def test_text_is_read_and_a_scan_has_none(sheets_folder: Path) -> None:
    (plan,) = inspect_pdf(sheets_folder / "od-facility-A001-2019-07-30-r1.pdf").pages
    assert "A001" in plan.text
    assert "\x00" not in plan.text
    assert "\r" not in plan.text
    (scan,) = inspect_pdf(sheets_folder / "od-lakehouse-scan-question-4.pdf").pages
    assert scan.text == ""


def test_text_is_bounded(sheets_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.drawings.inspect.TEXT_LIMIT", 3_000)
    pages = inspect_pdf(sheets_folder / "od-lakehouse-set-2014-11-10.pdf").pages
    assert len(pages) == 16
    assert 2_000 < sum(len(sheet.text) for sheet in pages) <= 3_000
