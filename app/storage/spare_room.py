"""A little of the disk, held so that people can still read when it is full.

SQLite opens no database without 32 KB for the index of its log, not even for reading. Where a full disk refuses them,
these are given up, and taken again when the store is closed or opened and there is room.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: The index, and some log: that the disk was full is noted too.
_SIZE = 256 * 1024


class SpareRoom:
    def __init__(self, home: Path) -> None:
        self._path = home / "spare-room"

    def hold(self) -> None:
        """Have it, if the disk has it."""
        with contextlib.suppress(OSError):
            if self._path.exists():
                return
            try:
                self._path.write_bytes(os.urandom(_SIZE))  # zeros some file systems do not store
            except OSError:
                self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Whether there was any to give."""
        with contextlib.suppress(OSError):
            self._path.unlink()
            return True
        return False
