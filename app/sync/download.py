"""One job from the answer's head to a durable part. Blocking; the network itself is somebody else's.

What the answer of another kind than a body means (a redirect, a refusal) is not decided here: it goes back as it is.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain.failures import Failure
from app.sync.answers import Asked, Body, judge
from app.sync.files import Complete, Declined
from app.sync.part import Part

if TYPE_CHECKING:
    from app.sync.files import Head, Job, Told

#: Shorter parts are not worth a conditional request.
WORTH_RESUMING = 1024 * 1024
_REFUSAL_LIMIT = 4096
#: Bytes and seconds between two words about how many arrived.
_TELL_BYTES = 1024 * 1024
_TELL_EVERY = 0.5
_BODY = frozenset({200, 206})
_MAY_SAY_MORE = 400
_NO_MATTER = datetime(2000, 1, 1, tzinfo=UTC)  # no answer with a body depends on the time


class Download:
    """A ``Receiver`` for the answer to one job. Use it as it stands here: ``headers``, the answer, ``seal`` or
    ``leave``, ``outcome``."""

    def __init__(self, job: Job, told: Told) -> None:
        self._job = job
        self._told = told
        self._part = Part(
            job.part, announced=job.announced, cap=job.cap, durable=self._durable, room=self._ask_for_room
        )
        self._offset = job.offset if job.offset and self._part.holds(job.offset) else 0
        self._etag: str | None = job.etag
        self._declined: Declined | None = None
        self._complete: Complete | None = None
        #: Bytes that arrived and that ``told`` has not heard of.
        self.untold = 0
        self._told_at = time.monotonic()

    @property
    def sealed(self) -> bool:
        """Nothing is left to be made durable."""
        return self._complete is None

    def headers(self) -> dict[str, str]:
        """The job's, and what asks for the rest of a file only."""
        if not self._offset or self._etag is None:
            return dict(self._job.headers)
        return {**self._job.headers, "Range": f"bytes={self._offset}-", "If-Range": self._etag}

    def head(self, head: Head) -> bool:
        body = self._body(head)
        if body is None:
            self._declined = Declined(head, self._offset)
            return head.status == _MAY_SAY_MORE
        self._etag = body.etag
        if body.offset == 0 and self._offset:
            self._told.durable(0, None)  # what is there is about to be written over
        self._part.begin(body.total, head.headers.get("content-type", ""))
        return True

    def chunk(self, data: memoryview) -> None:
        if self._declined is not None:
            more = bytes(data[: _REFUSAL_LIMIT - len(self._declined.body)])
            self._declined = Declined(self._declined.head, self._offset, self._declined.body + more)
            return
        self.untold += len(data)
        if self.untold >= _TELL_BYTES or time.monotonic() - self._told_at > _TELL_EVERY:
            self._tell()
        self._part.write(data)

    def end(self) -> None:
        if self._declined is None:
            self._complete = Complete(*self._part.finish(), self._etag)

    def seal(self) -> None:
        """Make a finished part durable."""
        self._part.seal()

    def leave(self) -> None:
        """Close a part that is not complete; what is worth going on with is made durable."""
        if self._part.offset >= WORTH_RESUMING:
            self._tell()
            self._part.settle()
        self.close()

    def close(self) -> None:
        self._part.close()

    def outcome(self) -> Complete | Declined:
        found = self._complete or self._declined
        assert found is not None, "the answer has not ended"
        return found

    def _body(self, head: Head) -> Body | None:
        if head.status not in _BODY:
            return None
        try:
            found = judge(head, Asked(self._offset, self._etag, fresh=True), _NO_MATTER)
        except Failure:
            return None
        if not isinstance(found, Body) or (found.offset and not self._part.resume(found.offset)):
            return None
        return found

    def _tell(self) -> None:
        untold, self.untold = self.untold, 0
        self._told_at = time.monotonic()
        if untold:
            self._told.arrived(untold)

    def _durable(self, offset: int) -> None:
        if self._etag is not None:
            self._told.durable(offset, self._etag)

    def _ask_for_room(self, size: int) -> None:
        if size > self._job.room:
            self._told.room(size - self._job.room)
