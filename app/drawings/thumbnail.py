"""A page as a small PNG file, for lists.

PNG by hand is a few lines with zlib; nothing else here needs an imaging library. A picture of 256 pixels takes about
70 ms and 20 KB; one for the screen (1,600 pixels) would take twice the time and sixteen times the space, on every
sheet, to save the viewer a tenth of a second on the few that are opened.
"""

from __future__ import annotations

import contextlib
import math
import os
import struct
import zlib
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.drawings.tiles import Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.drawings.pages import OpenPages

#: Line drawings compress well at once; more effort costs four times the time for a fifth of the size.
_EFFORT = 1
#: How a PNG file begins.
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def write_thumbnail(
    pages: OpenPages, path: Path, page: int, out: Path, longest: int, wanted: Callable[[], bool]
) -> bool:
    """Draw a page ``longest`` pixels long as displayed and write it to ``out``, which appears complete or not at all.

    False where the page cannot be drawn, or not before ``wanted()`` says no. A picture is derived: where the disk does
    not take it there is none, and that is no failure of the page.
    """
    try:
        info = pages.info(path, page)
        scale = longest / max(info.width, info.height, 1.0)
        width, height = (max(1, math.floor(side * scale)) for side in (info.width, info.height))
        pixels = pages.draw(path, page, 0, Frame(width, height, 0, 0, width, height), wanted)
    except Failure as failure:
        if failure.code is not FailureCode.CORRUPT:
            raise
        return False
    if pixels is None:
        return False
    with contextlib.suppress(OSError):
        write_whole(out, png(pixels, width, height))
    return True


def write_whole(out: Path, content: bytes) -> None:
    """Write a file that appears complete or not at all. Raises OSError."""
    unfinished = out.with_name(f"{out.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(out)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def png(pixels: bytes, width: int, height: int) -> bytes:
    """``pixels``: rows of blue, green, red, unused, without padding."""
    colours = bytearray(3 * width * height)
    colours[0::3], colours[1::3], colours[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    row = 3 * width
    # Each row begins with its filter: none.
    rows = b"".join(b"\0" + colours[start : start + row] for start in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, _EFFORT)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
