"""Opening PDF files and drawing their pages through pdfium's plain C interface, **for one thread alone**.

pdfium is not thread-safe, not even across documents, and the finalizers of pypdfium2's own objects run in whichever
thread collects garbage. So handles stay in here, nothing of pdfium is handed out, and everything is closed by hand.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.text_reading import read_text
from app.drawings.tiles import PageInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.domain.plane import Similarity
    from app.drawings.text import PageText
    from app.drawings.tiles import Frame

_BYTES_PER_PIXEL = 4
_HEAD = 1024


class OpenPages:
    """The files and pages in use, least recently used ones closed first."""

    def __init__(self, *, documents: int = 4, pages: int = 8) -> None:
        self._limit = documents
        self._page_limit = pages
        self._documents: OrderedDict[Path, _Document] = OrderedDict()

    def info(self, path: Path, page: int) -> PageInfo:
        """Facts of one page. Raises Failure(CORRUPT) where the file or the page cannot be read."""
        document = self._document(path)
        handle = document.page(page)
        return PageInfo(
            path=path,
            page=page,
            count=document.count,
            width=float(pdfium.FPDF_GetPageWidthF(handle)),
            height=float(pdfium.FPDF_GetPageHeightF(handle)),
            rotation=max(0, int(pdfium.FPDFPage_GetRotation(handle))),
        )

    def draw(
        self, path: Path, page: int, rotation: int, frame: Frame, wanted: Callable[[], bool], *, grey: bool = False
    ) -> bytes | None:
        """The pixels of a frame (rows of blue, green, red, unused, without padding), or None once ``wanted()`` says no.

        ``wanted`` is asked every few milliseconds. Raises Failure(CORRUPT) like ``info``.
        """
        document = self._document(path)
        flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0)
        return _draw(document.page(page), document.form, rotation, frame, wanted, flags)

    def draw_laid(self, path: Path, page: int, laid: Similarity, size: tuple[float, float], frame: Frame) -> bytes:
        """A page in grey as it lies on another one, of ``size`` in points as shown: what the frame on that one shows.
        ``laid`` leads from points of this page as displayed to the other's as shown. Not to be stopped."""
        document = self._document(path)
        return _draw_laid(document.page(page), document.form, laid, size, frame)

    def placed_text(self, path: Path, page: int) -> PageText:
        """The text of a page with the place of every character; a page whose text cannot be read has none, and is
        still a page. Raises Failure(CORRUPT) like ``info``."""
        return read_text(self._document(path).page(page), path, page)

    def close(self) -> None:
        """Close everything. More may be opened afterwards."""
        while self._documents:
            self._documents.popitem()[1].close()

    def _document(self, path: Path) -> _Document:
        known = self._documents.get(path)
        if known is not None:
            self._documents.move_to_end(path)
            return known
        opened = _Document(path, self._page_limit)
        self._documents[path] = opened
        while len(self._documents) > self._limit:
            self._documents.popitem(last=False)[1].close()
        return opened


class _Document:
    """One open file with its loaded pages."""

    def __init__(self, path: Path, page_limit: int) -> None:
        self._handle = load_document(path)
        self.count = int(pdfium.FPDF_GetPageCount(self._handle))
        self._page_limit = page_limit
        self._pages: OrderedDict[int, Any] = OrderedDict()
        self.form: Any = None
        if pdfium.FPDF_GetFormType(self._handle) != pdfium.FORMTYPE_NONE:
            # Seals and signatures of engineers are form fields: without this they would be missing on the sheet.
            self._form_config = pdfium.FPDF_FORMFILLINFO(version=2)
            self.form = pdfium.FPDFDOC_InitFormFillEnvironment(self._handle, self._form_config)

    def page(self, index: int) -> Any:
        if index in self._pages:
            self._pages.move_to_end(index)
            return self._pages[index]
        handle = pdfium.FPDF_LoadPage(self._handle, index) if 0 <= index < self.count else None
        if not handle:
            raise unreadable(index, self.count)
        if self.form:
            pdfium.FORM_OnAfterLoadPage(handle, self.form)
        self._pages[index] = handle
        while len(self._pages) > self._page_limit:
            self._close_page(self._pages.popitem(last=False)[1])
        return handle

    def close(self) -> None:
        while self._pages:
            self._close_page(self._pages.popitem()[1])
        if self.form:
            pdfium.FPDFDOC_ExitFormFillEnvironment(self.form)
        pdfium.FPDF_CloseDocument(self._handle)

    def _close_page(self, handle: Any) -> None:
        if self.form:
            pdfium.FORM_OnBeforeClosePage(handle, self.form)
        pdfium.FPDF_ClosePage(handle)


@contextmanager
def _paper(frame: Frame) -> Iterator[tuple[Any, ctypes.Array[ctypes.c_char]]]:
    """A white bitmap as large as a frame, and the buffer that holds its pixels."""
    stride = frame.width * _BYTES_PER_PIXEL
    buffer = ctypes.create_string_buffer(stride * frame.height)
    bitmap = pdfium.FPDFBitmap_CreateEx(frame.width, frame.height, pdfium.FPDFBitmap_BGRx, buffer, stride)
    if not bitmap:
        raise Failure(FailureCode.CORRUPT, Reason.UNREADABLE_PAGE, technical="no bitmap of that size")
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, frame.width, frame.height, 0xFFFFFFFF)
        yield bitmap, buffer
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _draw(page: Any, form: Any, rotation: int, frame: Frame, wanted: Callable[[], bool], flags: int) -> bytes | None:
    place = (-frame.left, -frame.top, frame.page_width, frame.page_height, rotation, flags)
    # pdfium asks after every hundred objects or so; "pause" is only ever answered to a drawing nobody wants any more.
    pause = pdfium.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _pause: not wanted())
    with _paper(frame) as (bitmap, buffer):
        try:
            state = pdfium.FPDF_RenderPageBitmap_Start(bitmap, page, *place, pause)
            while state == pdfium.FPDF_RENDER_TOBECONTINUED and wanted():
                state = pdfium.FPDF_RenderPage_Continue(page, pause)
        finally:
            pdfium.FPDF_RenderPage_Close(page)
        if state == pdfium.FPDF_RENDER_TOBECONTINUED:
            return None
        if state != pdfium.FPDF_RENDER_DONE:
            raise Failure(FailureCode.CORRUPT, Reason.UNREADABLE_PAGE, technical=f"pdfium render state {state}")
        if form:
            pdfium.FPDF_FFLDraw(form, bitmap, page, *place)
        return buffer.raw


def _draw_laid(page: Any, form: Any, laid: Similarity, size: tuple[float, float], frame: Frame) -> bytes:
    across, down = frame.page_width / size[0], frame.page_height / size[1]
    width, height = float(pdfium.FPDF_GetPageWidthF(page)), float(pdfium.FPDF_GetPageHeightF(page))
    # The matrix begins where pdfium has drawn the page into whole points.
    more_x, more_y = width / max(1, int(width)), height / max(1, int(height))
    matrix = pdfium.FS_MATRIX(
        laid.a * across * more_x, laid.b * down * more_x,
        -laid.b * across * more_y, laid.a * down * more_y,
        laid.dx * across - frame.left, laid.dy * down - frame.top,
    )  # fmt: skip
    flags = pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
    with _paper(frame) as (bitmap, buffer):
        clip = pdfium.FS_RECTF(0, 0, frame.width, frame.height)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, flags)
        if form:
            # pdfium draws fields only at quarter turns, in whole pixels.
            corners = [laid.apply(x, y) for x in (0, width) for y in (0, height)]
            left, top = min(at.x for at in corners) * across, min(at.y for at in corners) * down
            right, bottom = max(at.x for at in corners) * across, max(at.y for at in corners) * down
            place = (round(left) - frame.left, round(top) - frame.top, round(right - left), round(bottom - top))
            pdfium.FPDF_FFLDraw(form, bitmap, page, *place, round(laid.degrees / 90) % 4, flags)
        return buffer.raw


def load_document(path: Path) -> Any:
    """The handle of a file, for the caller to close. Raises Failure(CORRUPT)."""
    if not path.is_file():
        raise Failure(FailureCode.CORRUPT, Reason.MISSING_FILE, technical=f"no file {path.name}")
    # Undecodable parts of a POSIX name travel as they are; pdfium wants UTF-8 on every system.
    handle = pdfium.FPDF_LoadDocument(str(path).encode("utf-8", "surrogateescape") + b"\0", None)
    if not handle:
        raise _refusal(path, int(pdfium.FPDF_GetLastError()))
    return handle


def unreadable(index: int, count: int) -> Failure:
    """Of a page that does not load."""
    return Failure(
        FailureCode.CORRUPT,
        Reason.UNREADABLE_PAGE,
        values={"page": index + 1},
        technical=f"page {index + 1} of {count} does not load",
    )


def _refusal(path: Path, error: int) -> Failure:
    """Why a file did not open, told as far as its two ends and pdfium's error number tell it."""
    technical = f"pdfium error {error}"
    if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return Failure(FailureCode.CORRUPT, Reason.PASSWORD, technical=technical)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(max(0, path.stat().st_size - _HEAD))
            tail = file.read()
    except OSError as error_on_disk:
        return Failure(FailureCode.LOCAL_IO, technical=f"{type(error_on_disk).__name__} reading {path.name}")
    if b"%PDF-" not in head:
        return Failure(FailureCode.CORRUPT, Reason.NOT_A_PDF, technical=technical)
    if b"%%EOF" not in tail:
        return Failure(FailureCode.CORRUPT, Reason.TRUNCATED, technical=technical)
    return Failure(FailureCode.CORRUPT, Reason.UNREADABLE_PAGE, values={"page": 1}, technical=technical)
