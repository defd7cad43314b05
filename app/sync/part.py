"""The part file of one download: written, hashed and checked as the bytes come.

Everything here blocks, so it runs in a thread of the file client or a worker thread, never on the engine's loop.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import contextmanager
from io import FileIO
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.sync.files import failure_from_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.sync.space import SpaceBudget

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
#: Either will do: some writers spoil the last line, and readers look for the cross-reference address only.
_ENDS = (b"%%EOF", b"startxref")
_END_WITHIN = 2048
#: A crash costs at most this many bytes of a download (anchors: finding "durable offset").
CHECKPOINT = 8 * 1024 * 1024
_REHASH = 1024 * 1024
_OWN = stat.S_IRUSR | stat.S_IWUSR


class Part:
    """``announced``: Procore's ``pdf_size``; ``cap``: the largest file that is accepted.

    ``checkpoint`` is told each offset that is durable. Raises Failure(CORRUPT …) as soon as the bytes cannot become
    the announced PDF any more, Failure(NETWORK, CAPTIVE_PORTAL) where they are a web page instead, and
    Failure(LOCAL_SPACE / LOCAL_IO) for the disk.
    """

    def __init__(
        self, path: Path, space: SpaceBudget, *, announced: int | None, cap: int, checkpoint: Callable[[int], None]
    ) -> None:
        self._path = path
        self._promise = space.promise(0)
        self._announced = announced
        self._cap = cap
        self._checkpoint = checkpoint
        self._file: FileIO | None = None
        self._total: int | None = None
        self._reset()

    def resume(self, offset: int) -> None:
        """Go on after ``offset`` bytes of the file, hashing them again; from the start where they are not there."""
        with _disk():
            if not self._path.exists() or self._path.stat().st_size < offset:
                return
            file = self._opened("r+b")
            view = memoryview(bytearray(_REHASH))
            while left := offset - self.offset:
                count = file.readinto(view[:left])
                if not count:
                    self._reset()
                    return
                self._note(view[:count])
            file.truncate(offset)
        self._durable = offset

    def begin(self, offset: int, total: int | None, content_type: str) -> None:
        """A body follows that starts at ``offset``: where this part is, or 0."""
        if offset != self.offset:
            self._reset()
        self._total = total
        self._html = content_type.lower().startswith("text/html")
        expected = self._announced if total is None else total
        if expected is not None and expected > self._cap:
            raise _corrupt(Reason.TOO_LARGE, f"{expected} bytes, more than {self._cap}")
        if total is not None and self._announced is not None and total != self._announced and not self._html:
            reason = Reason.TRUNCATED if total < self._announced else Reason.WRONG_LENGTH
            raise _corrupt(reason, f"{total} bytes offered, {self._announced} announced")
        self._promise.release()
        self._promise.extend((expected or 0) - self.offset)
        with _disk():
            if self._file is None:
                self._opened("wb")
            elif not self.offset:
                self._file.seek(0)
                self._file.truncate()

    def write(self, data: memoryview) -> None:
        size = self.offset + len(data)
        limit = self._total if self._total is not None else self._announced
        if limit is not None and size > limit:
            raise _corrupt(Reason.WRONG_LENGTH, f"more than {limit} bytes")
        if size > self._cap:
            raise _corrupt(Reason.TOO_LARGE, f"more than {self._cap} bytes")
        self._promise.spend(len(data))
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
        self._promise.release()
        self._look_at_head()
        expected = self._announced if self._total is None else self._total
        if expected is not None and self.offset != expected:
            raise _corrupt(Reason.TRUNCATED, f"{self.offset} of {expected} bytes")
        if not any(mark in self._tail for mark in _ENDS):
            raise _corrupt(Reason.TRUNCATED, "no end mark")
        return self._hash.hexdigest(), self.offset

    def seal(self) -> None:
        """Make a finished part durable and close it. A cancelled download may be put away meanwhile."""
        file, self._file = self._file, None
        assert file is not None
        with _disk(), file:
            _make_durable(file.fileno())

    def settle(self) -> None:
        """Make what was written durable, then tell ``checkpoint``."""
        if self._file is None or self._file.closed:
            return
        with _disk():
            _make_durable(self._file.fileno())
        self._durable = self.offset
        self._checkpoint(self.offset)

    def close(self) -> None:
        self._promise.release()
        if self._file is not None:
            with _disk():
                self._file.close()

    def remove(self) -> None:
        self.close()
        with _disk():
            self._path.unlink(missing_ok=True)

    def _opened(self, mode: str) -> FileIO:
        self._file = FileIO(self._path, mode)
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
