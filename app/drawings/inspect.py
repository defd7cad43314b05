"""What a PDF file holds: can it be read, how many pages, their sizes, rotation and text.

Two depths, decided by measurement on real sheets: looking at the page tree takes about 1 ms a file and finds what makes
a file useless, so ``check_pdf`` runs before a download is accepted; loading pages parses their content (up to 260 ms
for one heavy page), so ``inspect_pdf`` runs once the sheet is here. Both belong in a worker process: a PDF comes from
outside, and pdfium may crash on it.
"""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import SheetFacts
from app.drawings.pages import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Characters of text kept per file: a schedule sheet has some 30,000; more than this is not a drawing.
TEXT_LIMIT = 2_000_000
#: What pdfium writes for a soft hyphen, and what SQLite's search would stop at.
_NOT_TEXT = {0xFFFE: None, 0x00: None}


@dataclass(frozen=True, slots=True)
class PdfFacts:
    pages: tuple[SheetFacts, ...]


def check_pdf(path: Path) -> int:
    """The number of pages of a file that can be shown.

    Raises Failure(CORRUPT) with PASSWORD, NOT_A_PDF, TRUNCATED or UNREADABLE_PAGE. Page content is not looked at.
    """
    with _document(path) as (document, count):
        size = pdfium.FS_SIZEF()
        for index in range(count):
            if not pdfium.FPDF_GetPageSizeByIndexF(document, index, size) or not (size.width > 0 and size.height > 0):
                raise _unreadable(index, count)
        return count


def inspect_pdf(path: Path) -> PdfFacts:
    """Size, rotation and text of every page. Raises like ``check_pdf``."""
    pages = []
    room = TEXT_LIMIT
    with _document(path) as (document, count):
        for index in range(count):
            page = pdfium.FPDF_LoadPage(document, index)
            if not page:
                raise _unreadable(index, count)
            try:
                facts = _facts(page, index, room)
            finally:
                pdfium.FPDF_ClosePage(page)
            room -= len(facts.text)
            pages.append(facts)
    return PdfFacts(tuple(pages))


@contextmanager
def _document(path: Path) -> Iterator[tuple[Any, int]]:
    if not path.is_file():
        raise Failure(FailureCode.CORRUPT, Reason.MISSING_FILE, technical=f"no file {path.name}")
    document = pdfium.FPDF_LoadDocument(str(path).encode("utf-8", "surrogateescape") + b"\0", None)
    if not document:
        raise refusal(path, int(pdfium.FPDF_GetLastError()))
    try:
        count = int(pdfium.FPDF_GetPageCount(document))
        if count < 1:
            raise _unreadable(0, count)
        yield document, count
    finally:
        pdfium.FPDF_CloseDocument(document)


def _facts(page: Any, index: int, room: int) -> SheetFacts:
    width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    turns = max(0, int(pdfium.FPDFPage_GetRotation(page))) % 4
    if turns % 2:  # pdfium tells the size as displayed; ours is the page as it lies
        width, height = height, width
    return SheetFacts(index, width, height, turns * 90, _text(page, room))


def _text(page: Any, room: int) -> str:
    """The page's text, at most ``room`` characters; a page whose text cannot be read has none, and is still a page."""
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        return ""
    try:
        count = min(int(pdfium.FPDFText_CountChars(handle)), room)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = int(pdfium.FPDFText_GetText(handle, 0, count, buffer))
    finally:
        pdfium.FPDFText_ClosePage(handle)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "ignore")
    return text.translate(_NOT_TEXT).replace("\r\n", "\n")[:room]


def _unreadable(index: int, count: int) -> Failure:
    return Failure(
        FailureCode.CORRUPT,
        Reason.UNREADABLE_PAGE,
        values={"page": index + 1},
        technical=f"page {index + 1} of {count} does not load",
    )
