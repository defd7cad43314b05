"""What a PDF file holds: can it be read, how many pages, their sizes, rotation and text, and how they look.

``check_pdf`` runs before a download is accepted. It looks at the page tree and loads no page: over thousands of damaged
real sheets it refused exactly those with a page that pdfium does not load, and it takes about 0.15 ms a file, where
loading the pages parses their content (up to 650 ms for one heavy page). ``inspect_pdf`` does that once the sheet is
here. Both belong in a worker process: a PDF comes from outside, and pdfium may crash on it.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from app.domain.files import Depth, Inspection, SheetFacts
from app.drawings.pages import OpenPages, load_document, unreadable
from app.drawings.thumbnail import write_thumbnail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Characters of text kept per file: a schedule sheet has some 30,000; more than this is not a drawing.
TEXT_LIMIT = 2_000_000
#: Seconds for drawing the pages of one file. A real page takes well under one.
DRAWING_LIMIT = 20.0


def check_pdf(path: Path) -> int:
    """The number of pages of a file that can be shown.

    Raises Failure(CORRUPT) with PASSWORD, NOT_A_PDF, TRUNCATED or UNREADABLE_PAGE. Page content is not looked at.
    """
    return len(_sizes(path))


def inspect_pdf(
    path: Path,
    depth: Depth = Depth.TEXT,
    *,
    picture: Callable[[int], Path | None] = lambda page: None,
    longest: int = 0,
    clock: Callable[[], float] = time.monotonic,
) -> Inspection:
    """What is to be known of a file, in one pass over it. Raises like ``check_pdf``.

    ``picture``: where the picture of a page is written, ``longest`` pixels long; None for a page that needs none. A
    page that does not draw within the time for its file goes without; so does one where the disk takes no picture.
    """
    if depth is Depth.SIZES:
        return Inspection(tuple(SheetFacts(page, *size) for page, size in enumerate(_sizes(path))))
    pages = OpenPages(documents=1, pages=1)
    facts = []
    room, drawn = TEXT_LIMIT, 0
    until = clock() + DRAWING_LIMIT
    try:
        index, count = 0, 1
        while index < count:
            info = pages.info(path, index)
            count = info.count
            # pdfium tells the size as displayed; ours is the page as it lies.
            width, height = (info.height, info.width) if info.rotation % 2 else (info.width, info.height)
            text = pages.placed_text(path, index).text[:room]
            room -= len(text)
            facts.append(SheetFacts(index, width, height, info.rotation % 4 * 90, text))
            out = picture(index) if depth is Depth.PREVIEWS else None
            if out is not None:
                drawn += write_thumbnail(pages, path, index, out, longest, lambda: clock() < until)
            index += 1
    finally:
        pages.close()
    return Inspection(tuple(facts), drawn)


def _sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page as displayed, from the page tree alone."""
    size = pdfium.FS_SIZEF()
    sizes = []
    with _document(path) as (document, count):
        for index in range(count):
            if not pdfium.FPDF_GetPageSizeByIndexF(document, index, size) or not (size.width > 0 and size.height > 0):
                raise unreadable(index, count)
            sizes.append((float(size.width), float(size.height)))
    return sizes


@contextmanager
def _document(path: Path) -> Iterator[tuple[Any, int]]:
    document = load_document(path)
    try:
        count = int(pdfium.FPDF_GetPageCount(document))
        if count < 1:
            raise unreadable(0, count)
        yield document, count
    finally:
        pdfium.FPDF_CloseDocument(document)
