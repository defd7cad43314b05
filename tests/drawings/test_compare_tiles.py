"""Two pages drawn together by the painter lie on each other as the alignment says, at every scale and turn."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from app.domain.plane import Similarity, quarter_turns
from app.drawings.compare_tiles import paired
from app.drawings.pages import OpenPages
from app.drawings.tiles import TILE, TileKey, frame_of, upright
from tests.drawings.compare_sheets import HEIGHT, WIDTH, Plan, write

PLAN = Plan()


def inks(pixels: bytes, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    picture = np.frombuffer(pixels, np.uint8).reshape(height, width)
    return picture >> 4, picture & 15


def test_darkness_of_both_sheets_is_in_each_byte() -> None:
    older = bytes([0, 0, 0, 0, 255, 255, 255, 0, 255, 255, 255, 9])
    newer = bytes([255, 255, 255, 0, 0, 0, 0, 0, 255, 255, 255, 7])
    assert paired(older, newer) == bytes([0xF0, 0x0F, 0x00])


@pytest.mark.parametrize("rotation", [0, 1, 2, 3])
@pytest.mark.parametrize("level", [-1, 3])
@pytest.mark.parametrize("turned", [0, 90])
def test_an_aligned_page_covers_the_other(tmp_path: Path, rotation: int, level: int, turned: int) -> None:
    """Half the size and perhaps lying on its side: its ink still falls on the ink of the newer one."""
    older, newer = write(tmp_path / "1.pdf", PLAN, size=0.5), write(tmp_path / "2.pdf", PLAN, rotate=turned)
    pages = OpenPages()
    try:
        info = pages.info(newer, 0)
        shown = Similarity(2.0).then(quarter_turns(rotation, WIDTH, HEIGHT))
        key = TileKey(newer, 0, rotation, level, 1, 1) if level > 0 else TileKey(newer, 0, rotation, level)
        frame = frame_of(key, info.width, info.height)
        assert frame is not None
        size = (HEIGHT, WIDTH) if rotation % 2 else (WIDTH, HEIGHT)
        drawn = pages.draw(newer, 0, rotation, frame, lambda: True, grey=True)
        assert drawn is not None
        dark_older, dark_newer = inks(
            paired(pages.draw_laid(older, 0, shown, size, frame), drawn), frame.width, frame.height
        )
    finally:
        pages.close()
    assert frame.width <= TILE or key.whole
    both, either = ((dark_older > 4) & (dark_newer > 4)).sum(), ((dark_older > 4) | (dark_newer > 4)).sum()
    assert both > 0.85 * either > 0


def test_page_points_become_points_as_displayed(tmp_path: Path) -> None:
    pages = OpenPages()
    try:
        info = pages.info(write(tmp_path / "1.pdf", PLAN, rotate=90), 0)
    finally:
        pages.close()
    assert (info.width, info.height) == (WIDTH, HEIGHT)
    assert upright(info).apply(0, 0) == (WIDTH, 0)
    assert math.isclose(upright(info).degrees, 90)
