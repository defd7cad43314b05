"""Making bytes and names survive a power cut, on each system as far as it can."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: File systems without a directory flush (some network and FAT volumes) answer with these.
_NO_DIRECTORY_FSYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOTTY, errno.EBADF})


def fsync_file(path: Path) -> None:
    """Make the bytes of a file durable. Raises OSError.

    An error fails the file: after a failed fsync the kernel may have dropped the pages, so a second call would lie.
    """
    with path.open("r+b", buffering=0) as file:  # Windows flushes only what was opened for writing
        os.fsync(file.fileno())


def fsync_folder(folder: Path | str) -> None:
    """Make the names in a folder durable, where the system knows how to. Raises OSError."""
    if sys.platform == "win32":
        return  # no such call exists there
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        os.fsync(descriptor)
        if sys.platform == "darwin":  # a plain fsync stops at the drive's own cache there
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_FSYNC:
            raise
    finally:
        os.close(descriptor)
