"""One engine for one data directory (ARCHITECTURE §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from app.domain.failures import Failure, FailureCode
from app.storage.failures import os_failures

if TYPE_CHECKING:
    from app.settings import Settings


class EngineLock:
    """The operating system's lock on the data directory: released by death, never stale."""

    def __init__(self, settings: Settings) -> None:
        self._path = settings.lock
        self._lock = FileLock(str(settings.lock), thread_local=False)

    def acquire(self) -> None:
        """Raises Failure(ENGINE_BUSY) where another process holds it, Failure(LOCAL_IO) where it cannot be written."""
        with os_failures():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout as busy:
                raise Failure(FailureCode.ENGINE_BUSY, technical="another engine holds the data directory") from busy

    def release(self) -> None:
        self._lock.release()

    def held_by_another(self) -> bool:
        """Whether an engine of another process is alive here. Takes the lock for an instant where it is free."""
        if self._lock.is_locked or not self._path.exists():
            return False
        try:
            with self._lock.acquire(timeout=0):
                return False
        except Timeout:
            return True
        except OSError:
            return False  # nobody's engine runs in a data directory that cannot be written to
