"""One revision's bytes, from its signed URL to the blob store.

Commit protocol (ARCHITECTURE §4): journal row → part → stream and hash → checks → fsync → rename; the rows of the
catalog follow in batches elsewhere. Redirects are followed by hand, and each hop is admitted, and given credentials or
not, by itself (contract §10). One immediate full retry for a corrupt file; every other retry belongs to the caller.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile
from app.sync.addresses import MAX_REDIRECTS, redirected
from app.sync.answers import Asked, Redirect, Unclear, after_refusal, judge, strong_etag
from app.sync.download import WORTH_RESUMING
from app.sync.files import Complete, Job
from app.sync.grouped import Grouped
from app.sync.part import discard, still_holds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.files import JournalRow, WantedFile
    from app.sync.addresses import AddressRules
    from app.sync.files import Downloads
    from app.sync.space import Promise, SpaceBudget

#: The largest file that is accepted.
CAP = 2 * 1024**3
#: Failures after which the part may be gone on with. The rest say something about the bytes themselves.
_KEEPS_PART = frozenset(
    {FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.SERVER, FailureCode.URL_EXPIRED, FailureCode.AUTH}
)
#: Corrupt files that another download cannot mend.
_NO_RETRY = frozenset({Reason.PASSWORD, Reason.TOO_LARGE})


class TransferJournal(Protocol):
    """The rows that make parts resumable, for one link. Each call is durable when it returns."""

    async def open(self, revision_id: int, part: str, size: int | None) -> int: ...

    def progress(self, journal_id: int, offset: int, etag: str | None) -> Coroutine[Any, Any, None]: ...

    async def landed(self, files: Sequence[Landed]) -> None:
        """These parts are complete and checked, and about to get their names."""

    async def close(self, journal_id: int) -> None:
        """The part is gone and its row with it."""


@dataclass(frozen=True, slots=True)
class Landed:
    """A part that is complete, checked and durable, with its journal row."""

    journal_id: int
    part: Path
    sha256: str
    size: int
    etag: str | None


class Blobs(Protocol):
    """What the transfer needs of the blob store; blocking."""

    def part(self, name: str) -> Path: ...

    def path(self, sha256: str) -> Path: ...

    def adopt(self, part: Path, sha256: str, *, synced: bool) -> Path: ...

    def has(self, sha256: str, size: int) -> bool: ...


@dataclass(slots=True)
class Transfer:
    """Fetches files; any number of ``fetch`` calls may run at once.

    ``bearer_for``: headers for a URL, credentials only for Procore's hosts. ``inspect``: opens the PDF elsewhere,
    raises Failure(CORRUPT) for one that cannot be shown, and returns how many pages it has (None: not looked at).
    ``requests``: GETs sent so far.
    """

    downloads: Downloads
    blobs: Blobs
    journal: TransferJournal
    rules: AddressRules
    bearer_for: Callable[[str], Mapping[str, str]]
    inspect: Callable[[Path], Awaitable[int | None]]
    space: SpaceBudget
    clock: Callable[[], datetime]
    cap: int = CAP
    token: Callable[[], str] = field(default_factory=lambda: partial(_token, secrets.token_hex(4), itertools.count()))
    requests: int = 0
    _kept: dict[int, _Row] = field(default_factory=dict)
    _closed: set[int] = field(default_factory=set)
    _keep: Grouped[Landed, None] = field(init=False)

    def __post_init__(self) -> None:
        self._keep = Grouped(self._keep_all)

    async def fetch(self, wanted: WantedFile, on_bytes: Callable[[int], None]) -> FetchedFile:
        """Fetch, check, inspect and adopt one file. ``on_bytes`` is called with the bytes received.

        Raises Failure; ``URL_EXPIRED`` asks for another try with a fresh URL. When cancelled, or after a failure that
        says nothing about the bytes, a part of 1 MiB or more is kept with its row, and the next ``fetch`` of the same
        revision goes on with it.
        """
        if wanted.resume is not None and wanted.resume.id in self._closed:
            wanted = replace(wanted, resume=None)
        landed = await self._landed(wanted)
        if landed is not None:
            return landed
        row = self._kept.pop(wanted.revision_id, None) or _Row.of(wanted.resume) or await self._open(wanted)
        try:
            try:
                return await self._attempt(wanted, row, on_bytes)
            except Failure as failure:
                if failure.code is not FailureCode.CORRUPT or failure.reason in _NO_RETRY:
                    raise
            return await self._attempt(wanted, await self._open(wanted), on_bytes)
        except Failure as failure:
            failure.values = {"subject": wanted.number, **failure.values}
            raise

    async def _landed(self, wanted: WantedFile) -> FetchedFile | None:
        """The file of an earlier run that was stopped between its checks and its rows. Nothing is downloaded."""
        row = wanted.resume
        if row is None or row.sha256 is None:
            return None
        if not await asyncio.to_thread(self._is_here, row, row.sha256, wanted.size):
            return None
        pages = await self.inspect(self.blobs.path(row.sha256))
        self._closed.add(row.id)
        file = _fetched(wanted, row.id, Complete(row.sha256, row.offset, row.etag), pages=pages)
        # It may have been replaced since by one of the same size: nobody knows of which time these bytes are.
        return replace(file, updated_at=None)

    def _is_here(self, row: JournalRow, sha256: str, announced: int | None) -> bool:
        """Gives a complete part its name, where that is what was missing."""
        if row.size == announced and self.blobs.has(sha256, row.offset):
            return True
        part = self.blobs.part(row.part)
        if row.size == announced and still_holds(part, row.offset, sha256):
            self.blobs.adopt(part, sha256, synced=False)
            return True
        discard(part)
        return False

    async def _open(self, wanted: WantedFile) -> _Row:
        name = f"{wanted.revision_id}-{self.token()}.part"
        return _Row(await self.journal.open(wanted.revision_id, name, wanted.size), name, wanted.size)

    async def _attempt(self, wanted: WantedFile, row: _Row, on_bytes: Callable[[int], None]) -> FetchedFile:
        progress = _Progress(self.space.promise(0), on_bytes, partial(self.journal.progress, row.id))
        path = self.blobs.part(row.part)
        try:
            if row.may_go_on(wanted.size):
                progress.offset, progress.etag = row.offset, row.etag
            elif row.offset:
                await self.journal.progress(row.id, 0, None)
            found = await self._follow(wanted, path, progress)
            if found is None:
                assert wanted.held is not None  # nothing else is asked about
                held = Complete(wanted.held.sha256, wanted.held.size, wanted.held.etag)
                return _fetched(wanted, row.id, held, unchanged=True)
            pages = await self.inspect(path)
            await progress.saved()
            await self._keep(Landed(row.id, path, found.sha256, found.size, found.etag))
        except Failure as failure:
            keep = failure.code in _KEEPS_PART and failure.reason is not Reason.CAPTIVE_PORTAL
            await self._leave(wanted.revision_id, row, progress, keep=keep)
            raise
        except asyncio.CancelledError:
            await self._leave(wanted.revision_id, row, progress, keep=True)
            raise
        finally:
            progress.promise.release()
        return _fetched(wanted, row.id, found, pages=pages)

    async def _follow(self, wanted: WantedFile, path: Path, progress: _Progress) -> Complete | None:
        """The complete part; None where the file host still has the bytes that are held."""
        url, redirects, whole = wanted.url, 0, False
        held = None if wanted.held is None or progress.offset else wanted.held.etag
        while True:
            self.rules.admit(url)
            offset, etag = (0, None) if whole else (progress.offset, progress.etag)
            room = max(0, (wanted.size or 0) - offset)
            progress.promise.cover(room)
            self.requests += 1
            headers = {"User-Agent": "Planrack", **self.bearer_for(url)}
            if held is not None:
                # Whether file hosts know either is not documented (contract §10): asked both ways, one answer will do.
                headers |= {"If-None-Match": held, "Range": "bytes=0-0"}
            answer = await self.downloads.get(
                Job(url, headers, path, wanted.size, self.cap, room, offset, etag), progress
            )
            if isinstance(answer, Complete):
                return answer
            if held is not None and answer.head.status in (206, 304):
                if answer.head.status == 304 or strong_etag(answer.head.headers) == held:
                    return None
                held = None
                continue
            match judge(answer.head, Asked(answer.offset, etag, wanted.fresh), self.clock()):
                case Redirect(location):
                    redirects += 1
                    if redirects > MAX_REDIRECTS:
                        raise Failure(FailureCode.SERVER, Reason.TOO_MANY_REDIRECTS, technical="redirected too often")
                    url = redirected(url, location)
                case Unclear(status):
                    raise after_refusal(status, answer.body)
                case _:
                    whole = True

    async def _keep_all(self, files: list[Landed]) -> list[Failure | None]:
        await self.journal.landed(files)
        return await asyncio.to_thread(lambda: [self._named(file) for file in files])

    def _named(self, file: Landed) -> Failure | None:
        try:
            self.blobs.adopt(file.part, file.sha256, synced=True)
        except Failure as failure:
            return failure
        return None

    async def _leave(self, revision_id: int, row: _Row, progress: _Progress, *, keep: bool) -> None:
        """Put a part away that is not complete. Its own trouble (a full disk, say) must not hide why it is left."""
        with contextlib.suppress(Failure):
            await progress.saved()
            if keep and progress.etag is not None and progress.offset >= WORTH_RESUMING:
                self._kept[revision_id] = replace(row, offset=progress.offset, etag=progress.etag)
            else:
                await asyncio.to_thread(discard, self.blobs.part(row.part))
                self._closed.add(row.id)
                await self.journal.close(row.id)


def _token(run: str, count: Iterator[int]) -> str:
    return f"{run}{next(count):x}"


def _fetched(
    wanted: WantedFile, journal_id: int, found: Complete, *, pages: int | None = None, unchanged: bool = False
) -> FetchedFile:
    return FetchedFile(
        revision_id=wanted.revision_id,
        sha256=found.sha256,
        size=found.size,
        etag=found.etag,
        updated_at=wanted.updated_at,
        announced_size=wanted.size,
        journal_id=journal_id,
        pages=pages,
        unchanged=unchanged,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """The journal row of a part, as far as the transfer needs it."""

    id: int
    part: str
    size: int | None
    offset: int = 0
    etag: str | None = None

    @classmethod
    def of(cls, row: JournalRow | None) -> _Row | None:
        # What was complete is held, or was discarded.
        return None if row is None or row.sha256 else cls(row.id, row.part, row.size, row.offset, row.etag)

    def may_go_on(self, announced: int | None) -> bool:
        return self.etag is not None and self.offset >= WORTH_RESUMING and self.size == announced


@dataclass(slots=True)
class _Progress:
    """How far a part is, as its download tells it (``Told``). ``save`` notes what is durable in the journal."""

    promise: Promise
    on_bytes: Callable[[int], None]
    save: Callable[[int, str | None], Coroutine[Any, Any, None]]
    offset: int = 0
    etag: str | None = None
    _saving: list[asyncio.Task[None]] = field(default_factory=list)

    def arrived(self, count: int) -> None:
        self.on_bytes(count)
        self.promise.spend(count)

    def durable(self, offset: int, etag: str | None) -> None:
        self.offset, self.etag = offset, etag
        self._saving.append(asyncio.ensure_future(self.save(offset, etag)))

    def room(self, size: int) -> None:
        self.promise.extend(size)

    async def saved(self) -> None:
        """Wait until the journal knows what is durable."""
        saving, self._saving = self._saving, []
        if saving:
            await asyncio.gather(*saving)
