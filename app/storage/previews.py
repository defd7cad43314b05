"""Small pictures of sheets. All of them are derived: whoever deletes them makes them be drawn again.

The name of a file says all that it depends on: format, size, the hash of the bytes, the page.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from app.storage.failures import os_failures

if TYPE_CHECKING:
    from pathlib import Path

#: Of the way of drawing.
FORMAT = 1
#: Pixels of the longer side.
LONGEST = 256
#: Pages drawn of one file: a bound set has some dozens, and nobody looks at a list of a thousand pictures.
PAGES = 64
_NAME = re.compile(r"([0-9a-f]{62})-\d+\.png")
_GENERATION = re.compile(r"v\d+-\d+")


class Previews:
    """``previews/``. Safe to use from any thread."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._folder = folder / f"v{FORMAT}-{LONGEST}"

    def path(self, sha256: str, page: int = 0) -> Path | None:
        """The picture of a page (counted from 0) as a PNG file, or None where there is none (yet)."""
        path = self.prefix(sha256).with_name(f"{sha256[2:]}-{page}.png")
        return path if path.is_file() else None

    def prefix(self, sha256: str) -> Path:
        """What the pictures of a file are called, up to the page: ``<prefix>-<page>.png``."""
        return self._folder / sha256[:2] / sha256[2:]

    def make_folder(self, sha256: str) -> None:
        """Raises Failure(LOCAL_SPACE) or Failure(LOCAL_IO)."""
        with os_failures():
            self.prefix(sha256).parent.mkdir(parents=True, exist_ok=True)

    def counts(self) -> dict[str, int]:
        """How many pictures there are of each file. Removes what an older version drew, and what was left half
        drawn. Raises Failure(LOCAL_IO)."""
        counts: dict[str, int] = {}
        with os_failures():
            for stale in self._root.iterdir():
                if stale != self._folder and _GENERATION.fullmatch(stale.name):
                    shutil.rmtree(stale, ignore_errors=True)
            for folder in self._folder.iterdir() if self._folder.is_dir() else ():
                for path in folder.iterdir():
                    if match := _NAME.fullmatch(path.name):
                        sha256 = folder.name + match[1]
                        counts[sha256] = counts.get(sha256, 0) + 1
                    else:
                        path.unlink(missing_ok=True)
        return counts
