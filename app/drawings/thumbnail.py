"""A page as a small PNG file: 1,500 pixels for the first paint of a sheet, 256 for lists (long side).

The pictures are derived: they lie in ``previews/`` and may be deleted at any time. PNG by hand is a few lines with
zlib; nothing else here needs an imaging library.
"""

from __future__ import annotations

import errno
import math
import os
import struct
import zlib
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.drawings.pages import OpenPages
from app.drawings.tiles import Frame

if TYPE_CHECKING:
    from pathlib import Path

FIRST_PAINT = 1500
IN_LISTS = 256
#: Line drawings compress well at once; more effort costs four times the time for a fifth of the size.
_EFFORT = 1
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_thumbnail(path: Path, out: Path, longest: int, page: int = 0) -> tuple[int, int]:
    """Draw a page ``longest`` pixels long as displayed, write it to ``out`` and return its width and height.

    ``out`` appears complete or not at all. Raises Failure(CORRUPT) for a page that does not load and Failure(LOCAL_IO)
    where ``out`` cannot be written.
    """
    pages = OpenPages(documents=1, pages=1)
    try:
        info = pages.info(path, page)
        scale = longest / max(info.width, info.height, 1.0)
        width, height = (max(1, math.floor(side * scale)) for side in (info.width, info.height))
        pixels = pages.draw(path, page, 0, Frame(width, height, 0, 0, width, height), lambda: True)
    finally:
        pages.close()
    if pixels is None:  # only a drawing that is no longer wanted ends without pixels
        raise Failure(FailureCode.CANCELLED)
    unfinished = out.with_name(f"{out.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(png(pixels, width, height))
        unfinished.replace(out)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        code = FailureCode.LOCAL_SPACE if error.errno in _NO_SPACE else FailureCode.LOCAL_IO
        raise Failure(code, technical=f"a preview could not be written: {error.strerror}") from error
    return width, height


def png(pixels: bytes, width: int, height: int) -> bytes:
    """``pixels``: rows of blue, green, red, unused, without padding."""
    colours = bytearray(3 * width * height)
    colours[0::3], colours[1::3], colours[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
    row = 3 * width
    # Each row begins with its filter: none.
    rows = b"".join(b"\0" + colours[start : start + row] for start in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _block(b"IHDR", header)
        + _block(b"IDAT", zlib.compress(rows, _EFFORT))
        + _block(b"IEND", b"")
    )


def _block(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
