"""The drawings themselves, each under the SHA-256 of its bytes, read-only, never replaced.

A file becomes part of the store by one rename, after its bytes are durable; a crash at any moment leaves either a part
or a complete blob. Names that Procore gives never reach the disk.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import stat
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.failures import Reason
from app.storage.durability import fsync_file, fsync_folder
from app.storage.failures import failure_from_os, os_failures
from app.storage.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.settings import Settings

_HASH = re.compile(r"[0-9a-f]{64}")
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_READ_ONLY = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
_CHUNK = 1024 * 1024
#: On Windows a virus scanner holds a new file for some 10-100 ms, and renaming it fails meanwhile.
_RENAME_PAUSES = (0.02, 0.05, 0.1, 0.2) if sys.platform == "win32" else ()


class BlobStore:
    """``blobs/``, ``parts/`` and ``quarantine/``: one volume, because a rename across volumes is a copy.

    Every method may raise Failure(LOCAL_SPACE) or Failure(LOCAL_IO). Safe to use from any thread.
    """

    def __init__(self, settings: Settings, *, rename_pauses: tuple[float, ...] = _RENAME_PAUSES) -> None:
        self._blobs = settings.blobs
        self._folder = str(settings.blobs)
        self._parts = settings.parts
        self._quarantine = settings.quarantine
        self._rename_pauses = rename_pauses
        #: Which revision each file belongs to, on the disk itself: it survives the loss of the database.
        self.manifest = Manifest(settings.blobs / "manifest.jsonl")
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        #: Names that a power cut may still take back, each with the folder that has to be flushed for it.
        self._unflushed: dict[str, str] = {}

    def part(self, name: str) -> Path:
        """Where the download called ``name`` is written. The file may exist from an earlier run."""
        if not _PART.fullmatch(name):
            raise ValueError(f"not a name for a part: {name!r}")
        return self._parts / name

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return Path(self.file(sha256))

    def file(self, sha256: str) -> str:
        """``path`` as text. A tree asks this 60,000 times, and paths take half of the time of reading it."""
        if not _HASH.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return f"{self._folder}/{sha256[:2]}/{sha256[2:]}.pdf"

    def has(self, sha256: str, size: int) -> bool:
        """True where a file of that name and size is here. Looks at no bytes: that is ``check``."""
        with os_failures():
            found = _found(self.path(sha256))
            return found is not None and _is_file(found, size)

    def adopt(self, part: Path, sha256: str, *, synced: bool = False) -> Path:
        """Make a complete part the blob of that hash and return its path. The part is gone afterwards.

        The caller hashed what it wrote. ``synced``: it has called fsync on the part already. The new name is durable
        only after ``flush``. Bytes that are here already are kept, and the part is removed.
        """
        target = self.path(sha256)
        folder = target.parent
        with os_failures():
            found = _found(target)
            if found is not None:
                # Read, not only looked at: what a check put aside may be back in its place after a power cut.
                if _is_file(found, part.stat().st_size) and self.check(sha256) is None:
                    part.unlink()
                    return target
                self.quarantine(sha256)
            if not synced:
                fsync_file(part)
            self._make_folder(folder)
            # Before the rename: under its final name a blob is never writable.
            part.chmod(_READ_ONLY)
            self._rename(part, target)
            self._remember(target)
        return target

    def flush(self, needed: Iterable[str] | None = None) -> None:
        """Make the renames since the last call durable. Call it before rows that name these files are committed.

        ``needed``: only where one of these hashes is among the renamed; the others may wait for the next call.
        """
        names = None if needed is None else [os.fspath(self.path(sha256)) for sha256 in needed]
        with self._flushing:  # who comes second must not return before the first is done with what it took
            with self._lock:
                if names is not None and self._unflushed.keys().isdisjoint(names):
                    return
                unflushed, self._unflushed = self._unflushed, {}
            if sys.platform == "win32":
                return  # no such call exists there; a file that a power cut renamed back is adopted again
            try:
                for folder in set(unflushed.values()):
                    fsync_folder(folder)
            except OSError as error:
                with self._lock:
                    self._unflushed |= unflushed
                raise failure_from_os(error) from error

    def check(self, sha256: str, on_chunk: Callable[[int], object] = lambda size: None) -> Reason | None:
        """Read every byte and compare with the name: None where all is well, else MISSING_FILE, HASH_MISMATCH, or
        UNREADABLE_FILE where the disk itself refuses the bytes.

        ``on_chunk`` is called with the size of each piece that was read (at most 1 MiB); what it raises ends the check.
        """
        path = self.path(sha256)
        digest = hashlib.sha256()
        try:
            with path.open("rb", buffering=0) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    on_chunk(len(chunk))
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not self._blobs.is_dir():
                raise failure_from_os(error) from error  # the whole cache is gone (a drive unplugged), not this file
            if isinstance(error, FileNotFoundError) or path.is_dir():
                return Reason.MISSING_FILE
            if error.errno == errno.EIO:
                return Reason.UNREADABLE_FILE
            raise failure_from_os(error) from error
        return None if digest.hexdigest() == sha256 else Reason.HASH_MISMATCH

    def quarantine(self, sha256: str) -> Path | None:
        """Move a damaged file out of the way and return where it is now; None where there was no file."""
        source = self.path(sha256)
        with os_failures():
            self._make_folder(self._quarantine)
            target = self._quarantine / f"{sha256}.pdf"
            count = 1
            while target.exists():
                target = self._quarantine / f"{sha256}-{count}.pdf"
                count += 1
            try:
                self._rename(source, target)
            except FileNotFoundError:
                return None
            self._remember(source)
            self._remember(target)
        return target

    def free_bytes(self) -> int:
        """Space left on the volume of the store."""
        with os_failures():
            return shutil.disk_usage(self._blobs).free

    def disk_bytes(self) -> int:
        """Size of the volume of the store."""
        with os_failures():
            return shutil.disk_usage(self._blobs).total

    def stray_parts(self, known: set[str]) -> list[Path]:
        """Parts whose names no journal row knows, in a fixed order."""
        with os_failures():
            return sorted(path for path in self._parts.iterdir() if path.is_file() and path.name not in known)

    def _make_folder(self, folder: Path) -> None:
        if not os.path.isdir(folder):  # noqa: PTH112 - a third of the time, for every file
            folder.mkdir(parents=True, exist_ok=True)
            self._remember(folder)

    def _remember(self, name: Path) -> None:
        with self._lock:
            self._unflushed[os.fspath(name)] = os.path.dirname(name)  # noqa: PTH120 - for every file

    def _rename(self, source: Path, target: Path) -> None:
        for pause in self._rename_pauses:
            try:
                source.rename(target)
            except PermissionError:
                time.sleep(pause)
            else:
                return
        # On Windows another thread may have put the same bytes there first; elsewhere rename replaces equal bytes.
        try:
            source.rename(target)
        except FileExistsError:
            source.chmod(stat.S_IREAD | stat.S_IWRITE)
            source.unlink()


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_file(found: os.stat_result, size: int) -> bool:
    return found.st_size == size and stat.S_ISREG(found.st_mode)
