"""Reading the files on this machine again and comparing them with their hashes (SPEC §9, I2).

A file that fails twice in a row is put aside and counts as not here, at once: while it lies in its place a sync would
take it for good, and the folder would show green.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from app.domain.files import HeldFile
    from app.storage.blobs import BlobStore
    from app.storage.store import Store

#: Sound files are written down in groups of this many: a check that is stopped keeps what it did.
_GROUP = 200


@dataclass(frozen=True, slots=True)
class BadFile:
    """One revision whose file failed. ``procore_id``: Procore's revision id."""

    procore_id: int
    number: str
    problem: Reason
    project_id: int
    link_id: int

    @property
    def key(self) -> tuple[int, int]:
        """Which revision of which link: what a later check is compared by."""
        return self.link_id, self.procore_id


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check found: of ``checked`` files ``ok`` are what was downloaded. ``repaired``: bad before, ok now."""

    checked: int
    ok: int
    bad: tuple[BadFile, ...] = ()
    repaired: int = 0


def verify(
    store: Store,
    project_id: int | None,
    *,
    clock: Callable[[], datetime],
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Verified:
    """Read the newest file of every revision, of one project or of all. Takes minutes for gigabytes: call it in a
    thread of its own.

    ``progress``: files read and files in all, after each. ``stop`` is asked after every piece of at most 1 MiB; then
    Failure(CANCELLED). What was found until then is recorded.
    """
    return _verified(store, store.documents.files(project_id), clock, stop, progress)


def verify_again(
    store: Store,
    before: Verified,
    project_id: int | None,
    *,
    clock: Callable[[], datetime],
    stop: Callable[[], bool] = lambda: False,
) -> Verified:
    """The same question after a repair: only what was bad is read again, as it is held now; its bytes may be others."""
    files = store.documents.files(project_id)
    broken = {bad.key for bad in before.bad}
    again = _verified(
        store, [f for f in files if (f.link_id, f.procore_id) in broken], clock, stop, lambda done, total: None
    )
    return Verified(len(files), len(files) - len(again.bad), again.bad, again.ok)


def repairable(store: Store, found: Verified) -> tuple[int, ...]:
    """The projects whose next sync fetches what was bad: those that are still connected."""
    projects = map(store.projects.get, sorted({bad.project_id for bad in found.bad}))
    return tuple(project.id for project in projects if project.connection is not None)


def condemn(store: Store, sha256: str) -> None:
    """Put a damaged file aside; its revisions count as not here."""
    store.blobs.quarantine(sha256)
    store.holdings.mark_quarantined(sha256)


def read_twice(blobs: BlobStore, sha256: str, on_chunk: Callable[[int], object]) -> Reason | None:
    """What is wrong with a file, believed only when a second reading says so too: a sync may be putting good bytes
    in its place at this moment, and disks and memory misread."""
    if blobs.check(sha256, on_chunk) is None:
        return None
    return blobs.check(sha256, on_chunk)


def _verified(
    store: Store,
    files: Collection[HeldFile],
    clock: Callable[[], datetime],
    stop: Callable[[], bool],
    progress: Callable[[int, int], object],
) -> Verified:
    def on_chunk(size: int) -> None:
        if stop():
            raise Failure(FailureCode.CANCELLED)

    problems: dict[str, Reason] = {}
    sound: list[str] = []
    # The same bytes are held once and read once.
    wanted = sorted({file.sha256 for file in files})
    try:
        for done, sha256 in enumerate(wanted, start=1):
            on_chunk(0)
            problem = read_twice(store.blobs, sha256, on_chunk)
            if problem is None:
                sound.append(sha256)
            else:
                problems[sha256] = problem
                condemn(store, sha256)
            if len(sound) == _GROUP:
                store.holdings.mark_verified(sound, at=clock())
                sound = []
            progress(done, len(wanted))
    finally:
        store.holdings.mark_verified(sound, at=clock())
    bad = tuple(
        BadFile(file.procore_id, file.number, problems[file.sha256], file.project_id, file.link_id)
        for file in files
        if file.sha256 in problems
    )
    return Verified(len(files), len(files) - len(bad), bad)
