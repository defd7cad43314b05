"""One revision's bytes, from its signed URL to the blob store.

Commit protocol (ARCHITECTURE §4): journal row → part → stream and hash → checks → fsync → rename; the rows of the
catalog follow in batches elsewhere. Redirects are followed by hand, and each hop is admitted, and given credentials or
not, by itself (contract §10). One immediate full retry for a corrupt file; every other retry belongs to the caller.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile
from app.sync.addresses import MAX_REDIRECTS, redirected
from app.sync.answers import Asked, Body, Redirect, StartOver, Unclear, after_refusal, judge
from app.sync.part import Part, discard, still_holds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from app.domain.files import JournalRow, WantedFile
    from app.sync.addresses import AddressRules
    from app.sync.files import FileClient, Head
    from app.sync.space import SpaceBudget
    from app.sync.threads import Elsewhere

#: The largest file that is accepted.
CAP = 2 * 1024**3
#: Shorter parts are not worth a conditional request.
WORTH_RESUMING = 1024 * 1024
_REFUSAL_LIMIT = 4096
_CHECKPOINT_WAIT = 30.0
#: Failures after which the part may be gone on with. The rest say something about the bytes themselves.
_KEEPS_PART = frozenset(
    {FailureCode.NETWORK, FailureCode.THROTTLED, FailureCode.SERVER, FailureCode.URL_EXPIRED, FailureCode.AUTH}
)
#: Corrupt files that another download cannot mend.
_NO_RETRY = frozenset({Reason.PASSWORD, Reason.TOO_LARGE})


class TransferJournal(Protocol):
    """The rows that make parts resumable, for one link. Each call is durable when it returns."""

    async def open(self, revision_id: int, part: str, size: int | None) -> int: ...

    async def progress(self, journal_id: int, offset: int, etag: str | None) -> None: ...

    async def landed(self, journal_id: int, sha256: str, size: int, etag: str | None) -> None:
        """The part is complete and checked, and about to get its name."""

    async def close(self, journal_id: int) -> None:
        """The part is gone and its row with it."""


class Blobs(Protocol):
    """What the transfer needs of the blob store; blocking."""

    def part(self, name: str) -> Path: ...

    def path(self, sha256: str) -> Path: ...

    def adopt(self, part: Path, sha256: str, *, synced: bool) -> Path: ...

    def has(self, sha256: str, size: int) -> bool: ...


@dataclass(slots=True)
class Transfer:
    """Fetches files; any number of ``fetch`` calls may run at once, as far as the client allows.

    ``bearer_for``: headers for a URL, credentials only for Procore's hosts. ``inspect``: opens the PDF elsewhere,
    raises Failure(CORRUPT) for one that cannot be shown, and returns how many pages it has (None: not looked at).
    ``elsewhere``: where the disk is waited for. ``requests``: GETs sent so far.
    """

    client: FileClient
    blobs: Blobs
    journal: TransferJournal
    rules: AddressRules
    bearer_for: Callable[[str], Mapping[str, str]]
    inspect: Callable[[Path], Awaitable[int | None]]
    space: SpaceBudget
    clock: Callable[[], datetime]
    cap: int = CAP
    elsewhere: Elsewhere = asyncio.to_thread
    token: Callable[[], str] = field(default=lambda: secrets.token_hex(4))
    requests: int = 0
    _kept: dict[int, _Row] = field(default_factory=dict)
    _closed: set[int] = field(default_factory=set)

    async def fetch(self, wanted: WantedFile, on_bytes: Callable[[int], None]) -> FetchedFile:
        """Fetch, check, inspect and adopt one file. ``on_bytes`` is called in another thread with the bytes received.

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
        if row is None or row.sha256 is None or not await self.elsewhere(self._is_here, row, row.sha256, wanted.size):
            return None
        return FetchedFile(
            revision_id=wanted.revision_id,
            sha256=row.sha256,
            size=row.offset,
            etag=row.etag,
            updated_at=wanted.updated_at,
            announced_size=wanted.size,
            journal_id=row.id,
            pages=await self.inspect(self.blobs.path(row.sha256)),
        )

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
        loop = asyncio.get_running_loop()

        def checkpoint(offset: int) -> None:
            if download.etag is not None:
                saved = self.journal.progress(row.id, offset, download.etag)
                asyncio.run_coroutine_threadsafe(saved, loop).result(_CHECKPOINT_WAIT)

        path = self.blobs.part(row.part)
        part = Part(path, self.space, announced=wanted.size, cap=self.cap, checkpoint=checkpoint)
        download = _Download(part, wanted.fresh, on_bytes, self.clock)
        try:
            if row.may_go_on(wanted.size):
                download.etag = row.etag
                await self.elsewhere(part.resume, row.offset)
            elif row.offset:
                await self.journal.progress(row.id, 0, None)
            sha256, size = await self._follow(wanted.url, download)
            pages = await self.inspect(path)
            await self.journal.landed(row.id, sha256, size, download.etag)
            await self.elsewhere(self._keep, part, path, sha256)
        except Failure as failure:
            keep = failure.code in _KEEPS_PART and failure.reason is not Reason.CAPTIVE_PORTAL
            await self._leave(wanted.revision_id, row, download, keep=keep)
            raise
        except asyncio.CancelledError:
            await self._leave(wanted.revision_id, row, download, keep=True)
            raise
        return FetchedFile(
            revision_id=wanted.revision_id,
            sha256=sha256,
            size=size,
            etag=download.etag,
            updated_at=wanted.updated_at,
            announced_size=wanted.size,
            journal_id=row.id,
            pages=pages,
        )

    def _keep(self, part: Part, path: Path, sha256: str) -> None:
        part.seal()
        self.blobs.adopt(path, sha256, synced=True)

    async def _follow(self, url: str, download: _Download) -> tuple[str, int]:
        redirects = 0
        while True:
            self.rules.admit(url)
            self.requests += 1
            headers = {"User-Agent": "Planrack", **self.bearer_for(url), **download.range_headers()}
            await self.client.get(url, headers=headers, receiver=download)
            if download.result is not None:
                return download.result
            match download.answer:
                case Redirect(location):
                    redirects += 1
                    if redirects > MAX_REDIRECTS:
                        raise Failure(FailureCode.SERVER, Reason.TOO_MANY_REDIRECTS, technical="redirected too often")
                    url = redirected(url, location)
                case Unclear(status):
                    raise after_refusal(status, download.refusal)
                case _:
                    download.start_over()

    async def _leave(self, revision_id: int, row: _Row, download: _Download, *, keep: bool) -> None:
        """Put a part away that is not complete. Its own trouble (a full disk, say) must not hide why it is left."""
        part = download.part
        with contextlib.suppress(Failure):
            if keep and download.etag is not None and part.offset >= WORTH_RESUMING:
                await self.elsewhere(part.settle)
                await self.elsewhere(part.close)
                self._kept[revision_id] = replace(row, offset=part.offset, etag=download.etag)
            else:
                await self.elsewhere(part.remove)
                self._closed.add(row.id)
                await self.journal.close(row.id)


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


class _Download:
    """Receives the answers to one file's requests; called in a thread of the client."""

    def __init__(self, part: Part, fresh: bool, on_bytes: Callable[[int], None], clock: Callable[[], datetime]) -> None:
        self.part = part
        self.etag: str | None = None
        self.answer: Body | Redirect | StartOver | Unclear | None = None
        self.refusal = b""
        self.result: tuple[str, int] | None = None
        self._fresh = fresh
        self._on_bytes = on_bytes
        self._clock = clock
        self._whole = False

    def range_headers(self) -> dict[str, str]:
        if self._whole or not self.part.offset or self.etag is None:
            return {}
        return {"Range": f"bytes={self.part.offset}-", "If-Range": self.etag}

    def start_over(self) -> None:
        """Ask for the whole file from now on."""
        self._whole = True

    def head(self, head: Head) -> bool:
        asked = Asked(self.part.offset if self.range_headers() else 0, self.etag, self._fresh)
        self.refusal = b""
        self.answer = judge(head, asked, self._clock())
        if isinstance(self.answer, Body):
            self.etag = self.answer.etag
            self.part.begin(self.answer.offset, self.answer.total, head.headers.get("content-type", ""))
        return isinstance(self.answer, Body | Unclear)

    def chunk(self, data: memoryview) -> None:
        self._on_bytes(len(data))
        if isinstance(self.answer, Body):
            self.part.write(data)
        elif isinstance(self.answer, Unclear):
            self.refusal = (self.refusal + bytes(data))[:_REFUSAL_LIMIT]
            if len(self.refusal) == _REFUSAL_LIMIT:
                raise after_refusal(self.answer.status, self.refusal)

    def end(self) -> None:
        if isinstance(self.answer, Body):
            self.result = self.part.finish()
