"""Two sheets compared: what changed is found where it is, what did not change is not, and what does not fit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.comparisons import ChangedRegion, Comparison, Trust, from_two_pairs
from app.domain.plane import Point, Similarity
from app.drawings.compare import compare_pages
from tests.drawings.compare_sheets import FILL, HEIGHT, NOTE, WALL, WIDTH, Plan, scan, write

PLAN = Plan()


def compare(older: Path, newer: Path, **more: object) -> Comparison:
    return compare_pages((older, 0), (newer, 0), **more)  # type: ignore[arg-type]


def covers(region: ChangedRegion, box: tuple[int, int, int, int], slack: float = 4) -> bool:
    left, top, right, bottom = box
    return (
        left - slack <= region.left
        and top - slack <= region.top
        and region.left + region.width <= right + slack
        and region.top + region.height <= bottom + slack
    )


def test_identical_sheets_have_no_regions(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.pdf", PLAN), write(tmp_path / "2.pdf", PLAN)
    found = compare(one, two)
    assert found.trust is Trust.SURE
    assert found.alignment == Similarity()
    assert found.same
    assert found.agreement == pytest.approx(1, abs=1e-3)


def test_a_digit_a_wall_and_a_pale_fill_are_found_where_they_are(tmp_path: Path) -> None:
    older = write(tmp_path / "1.pdf", PLAN)
    newer = write(tmp_path / "2.pdf", Plan(note="12'-8\"", wall=True, fill=0.92))
    fill, wall, note = compare(older, newer).regions  # the largest first
    assert covers(fill, FILL) and fill.area > 0.9 * 100 * 100
    assert covers(wall, WALL)
    assert covers(note, NOTE)
    assert wall.added > 200 and wall.removed == 0
    assert note.added > 0 and note.removed > 0


def test_what_is_gone_is_removed_ink(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", Plan(wall=True)), write(tmp_path / "2.pdf", PLAN)
    (wall,) = compare(older, newer).regions
    assert covers(wall, WALL)
    assert wall.removed > 200 and wall.added == 0


def test_another_size_of_page_is_no_change(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", PLAN, size=2.0), write(tmp_path / "2.pdf", Plan(wall=True))
    found = compare(older, newer)
    assert found.alignment is not None
    assert found.alignment.scale == pytest.approx(0.5, abs=1e-3)
    assert [covers(region, WALL) for region in found.regions] == [True]


def test_regions_are_in_points_of_the_page_as_it_lies(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", PLAN), write(tmp_path / "2.pdf", Plan(wall=True), rotate=90)
    found = compare(older, newer)
    (wall,) = found.regions
    # Shown, it is where it was; the page lies a quarter turn further back: x = y shown, y = width - x shown.
    left, top, right, bottom = WALL
    assert covers(wall, (top, round(WIDTH) - right, bottom, round(WIDTH) - left))
    assert found.alignment is not None
    assert found.alignment.apply(0, 0) == pytest.approx((0, WIDTH), abs=0.5)
    assert found.alignment.apply(WIDTH, HEIGHT) == pytest.approx((HEIGHT, 0), abs=0.5)


@pytest.mark.parametrize("degrees", [0.6, -1.4, 180.3])
def test_a_scan_lies_on_the_drawing_it_was_made_of(tmp_path: Path, degrees: float) -> None:
    drawing = write(tmp_path / "1.pdf", PLAN)
    scanned = scan(write(tmp_path / "2.pdf", Plan(wall=True)), tmp_path / "scan.pdf", degrees=degrees)
    found = compare(scanned, drawing)
    assert found.trust is Trust.SURE
    assert found.alignment is not None
    assert found.alignment.degrees == pytest.approx((degrees + 180) % 360 - 180, abs=0.05)
    assert any(covers(region, WALL, slack=8) and region.removed > region.added for region in found.regions)
    assert found.found <= 8  # noise and softened edges are no changes


def test_two_scans_of_one_drawing_are_alike(tmp_path: Path) -> None:
    drawing = write(tmp_path / "1.pdf", PLAN)
    one = scan(drawing, tmp_path / "a.pdf", degrees=0.5, seed=1)
    two = scan(drawing, tmp_path / "b.pdf", degrees=-0.5, seed=2)
    found = compare(one, two)
    assert found.trust is Trust.SURE
    assert found.found <= 3


def test_different_sheets_are_not_laid_on_each_other(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", PLAN), write(tmp_path / "2.pdf", Plan(frame_only=True))
    other = scan(write(tmp_path / "3.pdf", Plan(seed=99)), tmp_path / "scan.pdf", degrees=20)
    out = tmp_path / "picture.png"
    assert compare(other, newer, picture=out).trust is Trust.NONE
    assert not out.exists()
    assert compare(older, other) == Comparison(None, Trust.NONE, pytest.approx(0, abs=0.12))


def test_the_same_frame_around_another_drawing_is_doubtful(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", PLAN), write(tmp_path / "2.pdf", Plan(seed=2))
    found = compare(older, newer)
    assert found.trust is Trust.DOUBTFUL
    assert found.alignment == Similarity()


def test_empty_pages_are_alike(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    for name in ("1.pdf", "2.pdf"):
        canvas = Canvas(str(tmp_path / name), pagesize=(300, 200))
        canvas.showPage()
        canvas.save()
    assert compare(tmp_path / "1.pdf", tmp_path / "2.pdf").same


def test_what_was_laid_by_hand_is_believed(tmp_path: Path) -> None:
    older, newer = write(tmp_path / "1.pdf", PLAN, size=0.5), write(tmp_path / "2.pdf", PLAN)
    by_hand = from_two_pairs((Point(0, 0), Point(100, 50)), (Point(0, 0), Point(200, 100)))
    assert by_hand is not None
    found = compare(older, newer, by_hand=by_hand)
    assert found.trust is Trust.MANUAL
    assert found.alignment is not None
    assert found.alignment.scale == pytest.approx(2)
    assert found.found <= 3
    wrong = compare(older, newer, by_hand=Similarity(2.0, 0.0, 40.0, 25.0))
    assert wrong.found > 20


def test_the_picture_holds_both_sheets(tmp_path: Path) -> None:
    import cv2

    older, newer = write(tmp_path / "1.pdf", Plan(fill=0.2)), write(tmp_path / "2.pdf", PLAN)
    out = tmp_path / "folder" / "picture.png"
    compare(older, newer, picture=out)
    picture = cv2.imread(str(out))
    assert picture is not None
    assert max(picture.shape) == 2048
    scale = 2048 / WIDTH
    blue, green, red = (int(part) for part in picture[round(550 * scale), round(950 * scale)])
    assert red > 180 and green < 120 and blue < 120  # older alone
    assert list(picture[round(10 * scale), round(10 * scale)]) == [255, 255, 255]
    assert [path.name for path in out.parent.iterdir()] == ["picture.png"]
