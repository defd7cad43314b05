"""Large files leave room for small ones: a few sets of 500 MB must not hold up two thousand sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.plan import Fetch

#: From this size on (bytes) a file counts as large: on a site's line it holds its connection for a while.
LARGE = 16 * 1024 * 1024
#: While small files wait, the large ones under way are no more than this many bytes; one is always allowed.
LARGE_BYTES = 512 * 1024 * 1024


class Turns:
    """Counts who waits and who is under way. ``slots``: how many files arrive at once.

    While small files wait, large ones get at most half of the slots and ``LARGE_BYTES``. Where no small one waits, they
    get everything.
    """

    def __init__(self, fetches: Iterable[Fetch], slots: int) -> None:
        self._half = max(1, slots // 2)
        self._small_waiting = sum(not _is_large(fetch) for fetch in fetches)
        self._large: dict[int, int] = {}

    def held_back(self, fetch: Fetch) -> bool:
        """Whether a waiting file should let others go first."""
        if not self._small_waiting or not self._large or not _is_large(fetch):
            return False
        return len(self._large) >= self._half or sum(self._large.values()) + (fetch.size or 0) > LARGE_BYTES

    def begin(self, fetch: Fetch) -> None:
        if _is_large(fetch):
            self._large[fetch.revision_id] = fetch.size or 0
        else:
            self._small_waiting -= 1

    def end(self, fetch: Fetch, *, waits_again: bool) -> None:
        if _is_large(fetch):
            del self._large[fetch.revision_id]
        elif waits_again:
            self._small_waiting += 1


def _is_large(fetch: Fetch) -> bool:
    return (fetch.size or 0) >= LARGE
