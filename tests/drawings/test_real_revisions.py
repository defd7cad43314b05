"""Successive revisions of real sheets: laid on each other as they lie, with regions that somebody would circle."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.comparisons import Trust
from app.domain.plane import Similarity
from app.drawings.compare import compare_pages
from app.drawings.worker_pool import PdfWorkers

A601 = "od-lakehouse-A-601-2014-11-05.pdf", "od-lakehouse-A-601-2014-11-18.pdf"
A001 = "od-facility-A001-2019-07-30-r1.pdf", "od-facility-A001-2019-07-30-r2.pdf"
L100 = "od-facility-L-100-2019-09-24.pdf", "od-facility-L-100-2019-10-15.pdf"
A010 = "od-oakfire-A010-2019-07-11.pdf", "od-oakfire-A010-2019-08-08.pdf"


@pytest.mark.parametrize(
    ("names", "fewest", "most"),
    [(A601, 10, 40), (A001, 5, 15), (L100, 20, 60), (A010, 15, 45)],
    ids=lambda one: str(one),
)
def test_revisions_of_a_sheet_differ_in_places(
    names: tuple[str, str], fewest: int, most: int, sheets_folder: Path
) -> None:
    found = compare_pages((sheets_folder / names[0], 0), (sheets_folder / names[1], 0))
    assert (found.trust, found.alignment) == (Trust.SURE, Similarity())
    assert fewest <= found.found <= most


def test_a_half_size_print_with_a_turned_page_is_laid_on_the_full_one(sheets_folder: Path) -> None:
    whole_set, single = sheets_folder / "od-lakehouse-set-2014-11-10.pdf", "od-lakehouse-A-102-2015-01-29.pdf"
    found = compare_pages((whole_set, 1), (sheets_folder / single, 0))
    assert found.trust is Trust.SURE
    assert found.alignment is not None
    assert found.alignment.scale == pytest.approx(0.3705, abs=0.0005)
    assert found.alignment.degrees == pytest.approx(-90, abs=0.02)


def test_sheets_of_different_buildings_are_not_laid_on_each_other(sheets_folder: Path) -> None:
    found = compare_pages((sheets_folder / A010[0], 0), (sheets_folder / A601[1], 0))
    assert (found.trust, found.alignment, found.regions) == (Trust.NONE, None, ())


async def test_a_worker_process_compares(sheets_folder: Path, tmp_path: Path) -> None:
    workers = PdfWorkers(1)
    older, newer = ((sheets_folder / name, 0) for name in A001)
    try:
        found = await workers.compare(older, newer, tmp_path / "picture.png")
        assert found == compare_pages(older, newer)
        assert (tmp_path / "picture.png").stat().st_size > 10_000
        moved = await workers.compare(older, newer, tmp_path / "moved.png", Similarity(1, 0, 0, 72))
        assert (moved.trust, moved.alignment) == (Trust.MANUAL, Similarity(1, 0, 0, 72))
    finally:
        await workers.aclose()
