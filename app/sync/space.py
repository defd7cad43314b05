"""Room on the disk, counting the bytes that running downloads have been promised but have not written yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Callable

#: Never filled by downloads: the database, previews and the user's own work live on the same volume. A small volume
#: keeps a twentieth of its size.
RESERVE = 256 * 1024 * 1024
_SHARE = 20


class SpaceBudget:
    """``free``: bytes left on the volume of the store; ``disk``: its size. In the engine's loop."""

    def __init__(self, free: Callable[[], int], disk: Callable[[], int]) -> None:
        self._free = free
        self._disk = disk
        self._promised = 0

    def promise(self, size: int) -> Promise:
        """Set ``size`` bytes aside. Raises Failure(LOCAL_SPACE) where they are not there."""
        promise = Promise(self)
        promise.extend(size)
        return promise

    def _take(self, size: int) -> None:
        free, reserve = self._free(), min(RESERVE, self._disk() // _SHARE)
        if free - reserve - self._promised < size:
            raise Failure(
                FailureCode.LOCAL_SPACE,
                values={"needed": size + self._promised + reserve, "free": free},
                technical=f"{free} bytes free, {self._promised} promised, {size} more wanted",
            )
        self._promised += size

    def _give_back(self, size: int) -> None:
        self._promised -= size


class Promise:
    """The bytes set aside for one download; what it has written counts as taken from the volume."""

    def __init__(self, budget: SpaceBudget) -> None:
        self._budget = budget
        self._left = 0

    def extend(self, size: int) -> None:
        if size > 0:
            self._budget._take(size)
            self._left += size

    def cover(self, size: int) -> None:
        """Have at least ``size`` bytes set aside. Raises as ``extend``."""
        self.extend(size - self._left)

    def spend(self, size: int) -> None:
        """``size`` bytes were written. Raises Failure(LOCAL_SPACE) where they go beyond the promise and do not fit."""
        if size > self._left:
            self.extend(size - self._left)
        self._left -= size
        self._budget._give_back(size)

    def release(self) -> None:
        left, self._left = self._left, 0
        self._budget._give_back(left)
