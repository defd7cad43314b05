"""A sheet onto paper: drawn in a worker process strip by strip, painted here one strip at a time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter, QPen

from app.domain.failures import Failure, FailureCode
from app.domain.print_layout import bands, laid_out
from app.drawings.tiles import Frame

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from app.domain.print_layout import Layout, Placement

    #: Draws parts of a page into files.
    Draw = Callable[[int, Sequence[Frame]], Awaitable[list[Path]]]

#: Pixels of a strip: 8 MB, painted in a few milliseconds.
_STRIP = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PrintJob:
    """``pages``: which of the file, with the size of each in points. ``scale`` None: fitted to the paper."""

    pages: tuple[tuple[int, float, float], ...]
    scale: float | None

    def layouts(self, printer: QPrinter) -> list[Layout]:
        across, down = printable(printer)
        return [laid_out(width, height, across, down, self.scale) for _page, width, height in self.pages]


def printable(printer: QPrinter) -> tuple[float, float]:
    """Width and height in points of what can be printed on upright paper."""
    layout = QPageLayout(printer.pageLayout())
    layout.setOrientation(QPageLayout.Orientation.Portrait)
    area = layout.paintRect(QPageLayout.Unit.Point)
    return area.width(), area.height()


async def print_pages(
    job: PrintJob, printer: QPrinter, draw: Draw, progress: Callable[[int, int], object], wanted: Callable[[], bool]
) -> int:
    """Print, and return the number of papers. Raises Failure(LOCAL_IO) where the printer refuses, and
    Failure(CANCELLED) once ``wanted`` says no: what is on its way to the printer is taken back where it can be."""
    layouts = job.layouts(printer)
    total = sum(len(layout.placements) for layout in layouts)
    printer.setPageOrientation(_orientation(layouts[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise Failure(FailureCode.LOCAL_IO, technical="the printer did not begin")
    done = 0
    try:
        for (page, width, height), layout in zip(job.pages, layouts, strict=True):
            for placement in layout.placements:
                if not wanted():
                    printer.abort()
                    raise Failure(FailureCode.CANCELLED)
                if done:
                    printer.setPageOrientation(_orientation(layout))
                    if not printer.newPage():
                        raise Failure(FailureCode.LOCAL_IO, technical="the printer gave no new page")
                await _paint(painter, printer, draw, page, width, height, placement)
                done += 1
                progress(done, total)
    except asyncio.CancelledError:  # the sheet is closed: half a set of papers serves nobody
        printer.abort()
        raise
    finally:
        painter.end()
    return done


async def _paint(
    painter: QPainter, printer: QPrinter, draw: Draw, page: int, width: float, height: float, placement: Placement
) -> None:
    dots = printer.resolution()
    strips = bands(width, height, placement, dots, _STRIP)
    frames = [Frame(s.page_width, s.page_height, s.left, s.top, s.width, s.height) for s in strips]
    per_pixel = width / strips[0].page_width * placement.scale * dots / 72
    x, y = placement.x * dots / 72, placement.y * dots / 72
    left, top = strips[0].left, strips[0].top
    for frame, path in zip(frames, await draw(page, frames), strict=True):
        pixels = await asyncio.to_thread(path.read_bytes)
        image = QImage(pixels, frame.width, frame.height, frame.width * 4, QImage.Format.Format_RGB32)
        place = QRectF(
            x + (frame.left - left) * per_pixel,
            y + (frame.top - top) * per_pixel,
            frame.width * per_pixel,
            frame.height * per_pixel,
        )
        painter.drawImage(place, image)
    if (placement.width, placement.height) != (width, height):  # where to cut
        painter.setPen(QPen())
        painter.drawRect(
            QRectF(x, y, placement.width * placement.scale * dots / 72, placement.height * placement.scale * dots / 72)
        )


def _orientation(layout: Layout) -> QPageLayout.Orientation:
    return QPageLayout.Orientation.Landscape if layout.landscape else QPageLayout.Orientation.Portrait
