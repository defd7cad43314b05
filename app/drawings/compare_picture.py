"""One picture that holds two sheets: how it looks (older red, newer blue, either alone) is a matter of its colours.

Each pixel is a number of 8 bits: darkness of the older sheet in the upper four, of the newer one in the lower four.
With a table of 256 colours that is an ordinary indexed picture, which the window repaints by another table.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import cv2

from app.domain.failures import Failure, FailureCode
from app.drawings.compare_colours import flat, table
from app.drawings.thumbnail import SIGNATURE, chunk, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: A fifth smaller than with the least, for a twentieth of a second.
_EFFORT = 6


def together(older: NDArray[Any], newer: NDArray[Any]) -> NDArray[Any]:
    """Two grey pictures of one size (0 is black) as one."""
    picture: NDArray[Any] = (~older & 0xF0) | (~newer >> 4)
    return picture


def write_picture(picture: NDArray[Any], out: Path) -> None:
    """As a PNG file, which appears complete or not at all. Raises Failure(LOCAL_IO)."""
    height, width = picture.shape
    rows = cv2.copyMakeBorder(picture, 0, 0, 1, 0, cv2.BORDER_CONSTANT, value=(0,)).tobytes()  # each row's filter: none
    content = (
        SIGNATURE
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", flat(table()))
        + chunk(b"IDAT", zlib.compress(rows, _EFFORT))
        + chunk(b"IEND", b"")
    )
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_whole(out, content)
    except OSError as error:
        raise Failure(FailureCode.LOCAL_IO, technical=f"{type(error).__name__} writing {out.name}") from error
