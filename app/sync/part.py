"""The part file of one download: written, hashed and checked as the bytes come.

Everything here blocks: it runs in the download worker, or in a thread, never on the engine's loop.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
import time
from contextlib import contextmanager
from io import FileIO
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.files import failure_from_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
#: Either will do: some writers spoil the last line, and readers look for the cross-reference address only.
_ENDS = (b"%%EOF", b"startxref")
_END_WITHIN = 2048
#: A crash costs at most this many bytes of a download (anchors: finding "durable offset").
CHECKPOINT = 8 * 1024 * 1024
_REHASH = 1024 * 1024
#: Beyond every file: Windows locks bytes, and would refuse others to read them.
_LOCKED_BYTE = 1 << 40
_LOCKED = frozenset({errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
_LOCK_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
_OWN = stat.S_IRUSR | stat.S_IWUSR


class Part:
    """``announced``: Procore's ``pdf_size``; ``cap``: the largest file that is accepted.

    ``durable`` is told each offset that survives a crash, ``room`` the bytes that will follow before any is written.
    Raises Failure(CORRUPT …) as soon as the bytes cannot become the announced PDF any more, Failure(NETWORK,
    CAPTIVE_PORTAL) where they are a web page instead, and Failure(LOCAL_SPACE / LOCAL_IO) for the disk.

    Who writes has the file locked: the worker of an engine that was killed a moment ago may still be at it.
    """

    def __init__(
        self,
        path: Path,
        *,
        announced: int | None,
        cap: int,
        durable: Callable[[int], None],
        room: Callable[[int], None],
    ) -> None:
        self._path = path
        self._announced = announced
        self._cap = cap
        self._tell_durable = durable
        self._make_room = room
        self._file: FileIO | None = None
        self._total: int | None = None
        self._reset()

    def holds(self, offset: int) -> bool:
        """Whether the first ``offset`` bytes are there to go on with."""
        with _disk():
            return self._path.exists() and self._path.stat().st_size >= offset

    def resume(self, offset: int) -> bool:
        """Go on after ``offset`` bytes of the file, hashing them again; False where they are not there any more."""
        with _disk():
            file = self._opened()
            view = memoryview(bytearray(_REHASH))
            while left := offset - self.offset:
                count = file.readinto(view[:left])
                if not count:
                    self._reset()
                    return False
                self._note(view[:count])
            file.truncate(offset)
        self._durable = offset
        return True

    def begin(self, total: int | None, content_type: str) -> None:
        """A body follows that starts where this part is. ``total``: the length of the whole file."""
        self._total = total
        self._html = content_type.lower().startswith("text/html")
        expected = self._announced if total is None else total
        if expected is not None and expected > self._cap:
            raise _corrupt(Reason.TOO_LARGE, f"{expected} bytes, more than {self._cap}")
        if total is not None and self._announced is not None and total != self._announced and not self._html:
            reason = Reason.TRUNCATED if total < self._announced else Reason.WRONG_LENGTH
            raise _corrupt(reason, f"{total} bytes offered, {self._announced} announced")
        self._make_room((expected or 0) - self.offset)
        if self._file is None:
            with _disk():
                file = self._opened()
                if os.fstat(file.fileno()).st_size:
                    file.truncate()

    def write(self, data: memoryview) -> None:
        size = self.offset + len(data)
        limit = self._total if self._total is not None else self._announced
        if limit is not None and size > limit:
            raise _corrupt(Reason.WRONG_LENGTH, f"more than {limit} bytes")
        if size > self._cap:
            raise _corrupt(Reason.TOO_LARGE, f"more than {self._cap} bytes")
        self._note(data)
        if self._marked is None and len(self._head) >= _MARK_WITHIN:
            self._look_at_head()
        with _disk():
            assert self._file is not None
            while data:
                data = data[self._file.write(data) or 0 :]
        if self.offset - self._durable >= CHECKPOINT:
            self.settle()

    def finish(self) -> tuple[str, int]:
        """SHA-256 and size of a body that passes every check. The file stays open for ``seal``."""
        self._look_at_head()
        expected = self._announced if self._total is None else self._total
        if expected is not None and self.offset != expected:
            raise _corrupt(Reason.TRUNCATED, f"{self.offset} of {expected} bytes")
        if not any(mark in self._tail for mark in _ENDS):
            raise _corrupt(Reason.TRUNCATED, "no end mark")
        return self._hash.hexdigest(), self.offset

    def seal(self) -> None:
        """Make a finished part durable and close it."""
        file, self._file = self._file, None
        assert file is not None
        with _disk(), file:
            _make_durable(file.fileno())

    def settle(self) -> None:
        """Make what was written durable, then say so."""
        if self._file is None or self._file.closed:
            return
        with _disk():
            _make_durable(self._file.fileno())
        self._durable = self.offset
        self._tell_durable(self.offset)

    def close(self) -> None:
        if self._file is not None:
            with _disk():
                self._file.close()

    def _opened(self) -> FileIO:
        self._file = FileIO(self._path, "r+b", opener=lambda path, flags: os.open(path, flags | os.O_CREAT, 0o666))
        _lock(self._file)
        return self._file

    def _reset(self) -> None:
        self.offset = 0
        self._durable = 0
        self._hash = hashlib.sha256()
        self._head = b""
        self._tail = b""
        self._marked: bool | None = None
        self._html = False

    def _note(self, data: memoryview) -> None:
        self._hash.update(data)
        if len(self._head) < _MARK_WITHIN:
            self._head += bytes(data[: _MARK_WITHIN - len(self._head)])
        self._tail = (self._tail + bytes(data[-_END_WITHIN:]))[-_END_WITHIN:]
        self.offset += len(data)

    def _look_at_head(self) -> None:
        self._marked = _MARK in self._head
        if self._marked:
            return
        if self.offset == self._announced:
            # As long as Procore said: this is what was uploaded, not a page that came in between.
            raise _corrupt(Reason.NOT_A_PDF, "a web page under a PDF's name, as long as announced")
        if self._html or self._head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise Failure(FailureCode.NETWORK, Reason.CAPTIVE_PORTAL, technical="a web page instead of the file")
        if not self._head:
            raise _corrupt(Reason.TRUNCATED, "an empty file")
        raise _corrupt(Reason.NOT_A_PDF, "no PDF mark")


def still_holds(path: Path, size: int, sha256: str) -> bool:
    """Whether a part that was complete has these bytes still; then it is writable again. Reads all of it."""
    with _disk():
        if not path.exists() or path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                return False
        path.chmod(_OWN)
    return True


def discard(path: Path) -> None:
    """Remove a part that nobody goes on with. A complete one is read-only, and Windows removes no such file."""
    with _disk():
        if path.exists():
            path.chmod(_OWN)
            path.unlink()


def _lock(file: FileIO) -> None:
    """For as long as the file is open. Waits a moment for a process that is about to end."""
    for pause in (*_LOCK_PAUSES, None):
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(_LOCKED_BYTE)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                file.seek(0)
            else:
                import fcntl

                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in _LOCKED:
                return  # a volume without locks
            if pause is None:
                raise
            time.sleep(pause)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure_from_disk(error) from error


def _make_durable(descriptor: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            # fsync reaches only the drive's cache there.
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError:
            pass  # a volume without it: the plain call is what there is
    os.fsync(descriptor)


def _corrupt(reason: Reason, technical: str) -> Failure:
    return Failure(FailureCode.CORRUPT, reason, technical=technical)
