"""PNG files written by hand must be read by others as they were meant."""

from __future__ import annotations

import io

import pytest

from app.drawings.thumbnail import png


def test_colours_and_rows_survive() -> None:
    image = pytest.importorskip("PIL.Image")
    red, green, blue, white = b"\x00\x00\xff\x07", b"\x00\xff\x00\x07", b"\xff\x00\x00\x07", b"\xff\xff\xff\x07"
    picture = image.open(io.BytesIO(png(red + green + blue + white + white + red, 3, 2)))
    assert picture.size == (3, 2)
    assert [picture.getpixel((x, y)) for y in range(2) for x in range(3)] == [
        (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255), (255, 255, 255), (255, 0, 0),
    ]  # fmt: skip
