"""Two sheets compared: aligned, their changed regions found, and both put into one picture.

Belongs in a worker process: the files come from outside, and numpy and OpenCV, which nothing else needs, take time and
memory to load. That process imports this module when it is first asked to compare.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import cv2
import numpy as np

from app.domain.comparisons import ChangedRegion, Comparison, Trust
from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.align import DrawnPage, align, judge, laid
from app.drawings.compare_picture import together, write_picture
from app.drawings.compare_regions import changes, regions
from app.drawings.pages import OpenPages
from app.drawings.tiles import Frame, upright

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.domain.plane import Similarity
    from app.drawings.compare_regions import PixelRegion
    from app.drawings.tiles import PageInfo

#: Pixels of the longer side: what is compared (writing of 2.4 mm on an E sheet is 9 pixels high), and what is kept.
DRAWN = 4096
KEPT = 2048
#: Regions that are kept. Nobody goes through more than this one by one.
MOST = 500
#: Seconds for drawing one page.
_LIMIT = 20.0

Page = tuple["Path", int]


def compare_pages(
    older: Page,
    newer: Page,
    *,
    picture: Path | None = None,
    by_hand: Similarity | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Comparison:
    """Compare two pages (file, page counted from 0); ``by_hand``: laid like this. ``picture``: where both are written
    as one, unless they cannot be aligned. Raises Failure(CORRUPT) where one cannot be drawn, Failure(LOCAL_IO)."""
    pages = OpenPages(documents=2, pages=2)
    try:
        info_older, info_newer = pages.info(*older), pages.info(*newer)
        drawn_older, drawn_newer = (_draw(pages, info, clock() + _LIMIT, clock) for info in (info_older, info_newer))
    finally:
        pages.close()
    # As displayed and as they lie: between them the pages' own turns.
    to_shown, to_lying = upright(info_older), upright(info_newer).inverse()
    if by_hand is None:
        aligned = align(drawn_older, drawn_newer)
        trust = aligned.trust
    else:
        aligned = judge(drawn_older, drawn_newer, to_shown.inverse().then(by_hand).then(to_lying.inverse()))
        trust = Trust.MANUAL
    agreement = round(aligned.agreement, 4)
    if trust is Trust.NONE:
        return Comparison(None, trust, agreement)
    below = laid(drawn_older, drawn_newer, aligned.similarity)
    noise = max(drawn_older.noise, drawn_newer.noise)
    reach = math.ceil(aligned.error * drawn_newer.scale) + (noise > 0)
    found = regions(*changes(below, drawn_newer.grey, reach, noise), clean=not reach)
    if picture is not None:
        _keep(below, drawn_newer, picture)
    return Comparison(
        by_hand or to_shown.then(aligned.similarity).then(to_lying),
        trust,
        agreement,
        tuple(_in_points(region, drawn_newer.scale, to_lying) for region in found[:MOST]),
        len(found),
    )


def _draw(pages: OpenPages, info: PageInfo, until: float, clock: Callable[[], float]) -> DrawnPage:
    scale = DRAWN / max(info.width, info.height, 1.0)
    width, height = (max(1, round(side * scale)) for side in (info.width, info.height))
    frame = Frame(width, height, 0, 0, width, height)
    pixels = pages.draw(info.path, info.page, 0, frame, lambda: clock() < until)
    if pixels is None:
        raise Failure(
            FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical=f"page {info.page + 1} was not drawn in {_LIMIT:g} s"
        )
    colours = np.frombuffer(pixels, np.uint8).reshape(height, width, 4)
    grey = cv2.cvtColor(colours, cv2.COLOR_BGRA2GRAY)
    noise = _noise(grey)
    return DrawnPage(_on_white(grey) if noise else grey, scale, noise)


def _noise(grey: cv2.typing.MatLike) -> float:
    """Of a scan, in steps of grey. What was drawn has none: more than half of any sheet is plain paper."""
    middle = cv2.medianBlur(grey, 5)
    return float(np.median(cv2.absdiff(grey, middle)[::3, ::3])) / 0.6745


def _on_white(grey: cv2.typing.MatLike) -> cv2.typing.MatLike:
    """Scanned paper made white, as far as it is paper: its brightness in the neighbourhood becomes the brightest."""
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // 32), max(1, height // 32)), interpolation=cv2.INTER_AREA)
    paper = cv2.blur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (5, 5))
    return cv2.divide(grey, cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR), scale=255)


def _keep(older: cv2.typing.MatLike, newer: DrawnPage, out: Path) -> None:
    height, width = newer.grey.shape
    factor = min(1.0, KEPT / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    small = (cv2.resize(grey, size, interpolation=cv2.INTER_AREA) for grey in (older, newer.grey))
    write_picture(together(*small), out)


def _in_points(region: PixelRegion, scale: float, to_lying: Similarity) -> ChangedRegion:
    one = to_lying.apply(region.left / scale, region.top / scale)
    other = to_lying.apply(region.right / scale, region.bottom / scale)
    left, top = min(one.x, other.x), min(one.y, other.y)
    numbers = (left, top, abs(one.x - other.x), abs(one.y - other.y))
    ink = (region.added / scale**2, region.removed / scale**2)
    return ChangedRegion(*(round(number, 2) for number in (*numbers, *ink)))
