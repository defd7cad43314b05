"""Parts of a page for a printer, drawn one after the other while the page is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode
from app.drawings.pages import OpenPages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.drawings.tiles import Frame


def draw_strips(path: Path, page: int, frames: Sequence[Frame], folder: Path) -> list[str]:
    """Write the pixels of each frame (rows of blue, green, red, unused, without padding) to ``<number>.strip`` in
    ``folder``, and return the names. Raises Failure(CORRUPT) and Failure(LOCAL_IO)."""
    pages = OpenPages(documents=1, pages=1)
    names = []
    try:
        for number, frame in enumerate(frames):
            pixels = pages.draw(path, page, 0, frame, lambda: True)
            assert pixels is not None  # nobody stops it
            name = f"{number}.strip"
            (folder / name).write_bytes(pixels)
            names.append(name)
    except OSError as error:
        raise Failure(FailureCode.LOCAL_IO, technical=f"{type(error).__name__} {error.errno}") from None
    finally:
        pages.close()
    return names
