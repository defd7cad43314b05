"""One file from its URL to the blob store, against a server that misbehaves byte by byte (contract §10)."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import FileIO
from pathlib import Path

import pytest
from byte_server import CLOSE, Asked, ByteServer, answer, chunked, ranged, redirect
from worker_thread import start_thread

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import FetchedFile, JournalRow, KnownBytes, WantedFile
from app.sync.addresses import AddressRules
from app.sync.connection import Limits
from app.sync.downloads import WorkerDownloads
from app.sync.space import SpaceBudget
from app.sync.transfer import Landed, Transfer

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MIB = 1024 * 1024


def pdf(size: int = 5000, seed: int = 1) -> bytes:
    start, end = b"%PDF-1.7\n", b"\n%%EOF\n"
    filling = hashlib.shake_256(bytes([seed])).digest(size - len(start) - len(end))
    return start + filling + end


@dataclass
class FakeJournal:
    rows: dict[int, JournalRow] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    promised: list[int] = field(default_factory=list)

    async def open(self, revision_id: int, part: str, size: int | None) -> int:
        row = len(self.rows) + 1
        self.rows[row] = JournalRow(row, 1, revision_id, part, size, 0, None)
        return row

    async def progress(self, journal_id: int, offset: int, etag: str | None) -> None:
        self.promised.append(offset)
        old = self.rows[journal_id]
        self.rows[journal_id] = JournalRow(old.id, 1, old.revision_id, old.part, old.size, offset, etag)

    async def landed(self, files: Sequence[Landed]) -> None:
        for file in files:
            old = self.rows[file.journal_id]
            self.rows[old.id] = JournalRow(
                old.id, 1, old.revision_id, old.part, old.size, file.size, file.etag, file.sha256
            )

    async def close(self, journal_id: int) -> None:
        self.closed.append(journal_id)


@dataclass
class FakeBlobs:
    folder: Path

    def part(self, name: str) -> Path:
        return self.folder / name

    def path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.pdf"

    def has(self, sha256: str, size: int) -> bool:
        target = self.path(sha256)
        return target.exists() and target.stat().st_size == size

    def adopt(self, part: Path, sha256: str, *, synced: bool) -> Path:
        assert synced or part.stat().st_mode & 0o200, "fsync opens the part for writing"
        target = self.path(sha256)
        part.rename(target)
        return target


class World:
    """A transfer with its server, journal and store."""

    def __init__(self, server: ByteServer, downloads: WorkerDownloads, folder: Path) -> None:
        self.server = server
        self.folder = folder
        self.journal = FakeJournal()
        self.received: list[int] = []
        self._loop = asyncio.get_running_loop()
        self._more = asyncio.Event()
        self.free = 10**12
        self.inspected: list[Path] = []
        self.inspection: Failure | None = None
        self.transfer = Transfer(
            downloads=downloads,
            blobs=FakeBlobs(folder),
            journal=self.journal,
            rules=AddressRules(loopback=True),
            bearer_for=self.bearer_for,
            inspect=self.inspect,
            space=SpaceBudget(lambda: self.free, lambda: 0),
            clock=lambda: NOW,
        )

    def bearer_for(self, url: str) -> dict[str, str]:
        """The sandbox's API host is 127.0.0.1; ``localhost`` plays the foreign storage host."""
        return {"Authorization": "Bearer secret", "Procore-Company-Id": "7"} if "127.0.0.1" in url else {}

    async def inspect(self, path: Path) -> int:
        self.inspected.append(path)
        if self.inspection is not None:
            raise self.inspection
        return 3

    async def fetch(self, path: str = "/sheet.pdf", **wanted: object) -> FetchedFile:
        values = {"revision_id": 5, "number": "A-101", "url": self.server.url(path), **wanted}
        return await self.transfer.fetch(WantedFile(**values), self.on_bytes)  # type: ignore[arg-type]

    def on_bytes(self, count: int) -> None:
        self.received.append(count)
        self._loop.call_soon_threadsafe(self._more.set)

    async def has_received(self, count: int) -> None:
        while sum(self.received) < count:
            self._more.clear()
            await self._more.wait()

    async def failure(self, path: str = "/sheet.pdf", **wanted: object) -> Failure:
        with pytest.raises(Failure) as caught:
            await self.fetch(path, **wanted)
        return caught.value

    def held(self, file: FetchedFile) -> bytes:
        return (self.folder / f"{file.sha256}.pdf").read_bytes()

    def parts(self) -> list[Path]:
        return sorted(self.folder.glob("*.part"))

    def begun(self, body: bytes, etag: str = '"v1"', size: int | None = None) -> JournalRow:
        """A part of an earlier run, with its row."""
        (self.folder / "old.part").write_bytes(body)
        row = JournalRow(99, 1, 5, "old.part", size, len(body), etag)
        self.journal.rows[99] = row
        return row


@pytest.fixture
def server() -> Iterator[ByteServer]:
    server = ByteServer()
    yield server
    server.close()


@pytest.fixture
async def world(server: ByteServer, tmp_path: Path) -> AsyncIterator[World]:
    limits = Limits(connect=2, idle=1.2, slow=60)
    downloads = WorkerDownloads(connections=2, limits=limits, start=start_thread)
    yield World(server, downloads, tmp_path)
    await downloads.aclose()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("planrack-")]


async def test_a_file_is_held_under_its_hash(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf(), ETag='"v1"'))
    updated = datetime(2026, 1, 2, tzinfo=UTC)
    file = await world.fetch(size=5000, updated_at=updated)
    assert world.held(file) == pdf()
    assert (file.sha256, file.size) == (hashlib.sha256(pdf()).hexdigest(), 5000)
    assert (file.etag, file.updated_at, file.announced_size, file.journal_id) == ('"v1"', updated, 5000, 1)
    assert sum(world.received) == 5000
    assert world.transfer.requests == 1
    assert world.parts() == []


async def test_a_file_that_only_lacks_its_rows_is_not_downloaded_again(world: World) -> None:
    body = pdf()
    world.server.on("/sheet.pdf", answer(body))
    first = await world.fetch(size=len(body))
    stopped_before_its_rows = world.journal.rows[1]
    again = await world.fetch(size=len(body), resume=stopped_before_its_rows)
    assert (again.sha256, again.size, again.journal_id) == (first.sha256, first.size, first.journal_id)
    assert again.pages == first.pages
    assert world.inspected[-1] == world.folder / f"{first.sha256}.pdf"
    assert world.transfer.requests == 1


async def test_a_file_of_an_earlier_run_is_not_taken_for_that_of_the_time_listed_now(world: World) -> None:
    body, listed = pdf(), datetime(2026, 1, 2, tzinfo=UTC)
    world.server.on("/sheet.pdf", answer(body, ETag='"v1"'))
    await world.fetch(size=len(body))
    stopped_before_its_rows = world.journal.rows[1]
    taken = await world.fetch(size=len(body), updated_at=listed, resume=stopped_before_its_rows)
    assert taken.updated_at is None, "one of the same size may have taken its place: it is to be checked"
    checked = KnownBytes(taken.sha256, taken.size, taken.etag)
    asked = await world.fetch(size=len(body), updated_at=listed, resume=stopped_before_its_rows, held=checked)
    assert (asked.updated_at, world.transfer.requests) == (listed, 2)


def complete(world: World, body: bytes) -> JournalRow:
    """Stopped between the checks and the rename: the part is read-only already."""
    row = world.begun(body, size=len(body))
    (world.folder / "old.part").chmod(0o400)
    return replace(row, sha256=hashlib.sha256(body).hexdigest())


async def test_a_part_that_only_lacked_its_name_gets_it(world: World) -> None:
    file = await world.fetch(size=5000, resume=complete(world, pdf()))
    assert (world.held(file), file.journal_id) == (pdf(), 99)
    assert (world.parts(), world.transfer.requests) == ([], 0)


async def test_a_complete_part_that_a_power_cut_spoilt_is_downloaded_again(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    row = complete(world, pdf())
    (world.folder / "old.part").chmod(0o600)
    (world.folder / "old.part").write_bytes(bytes(5000))
    assert world.held(await world.fetch(size=5000, resume=row)) == pdf()
    assert world.parts() == []


async def test_a_complete_part_of_a_file_that_was_replaced_meanwhile_is_downloaded_again(world: World) -> None:
    body = pdf(6000)
    world.server.on("/sheet.pdf", answer(body))
    assert world.held(await world.fetch(size=6000, resume=complete(world, pdf()))) == body
    assert world.parts() == []


async def test_the_journal_row_is_there_before_the_request(world: World) -> None:
    rows_seen: list[int] = []

    def script(asked: Asked) -> list[bytes]:
        rows_seen.append(len(world.journal.rows))
        return [answer(pdf())]

    world.server.on("/sheet.pdf", script)
    await world.fetch()
    assert rows_seen == [1]


async def test_only_plain_headers_are_sent(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    await world.fetch()
    headers = world.server.requests[0].headers
    assert headers["Accept-Encoding"] == "identity"
    assert set(headers) == {"Host", "Accept-Encoding", "User-Agent", "Authorization", "Procore-Company-Id"}


@pytest.mark.parametrize("size", [4999, 5000, 300_000, 3 * MIB + 1])
async def test_every_framing_brings_the_same_bytes(world: World, size: int) -> None:
    body = pdf(size)
    world.server.on("/length", answer(body))
    world.server.on("/chunks", chunked(*(body[at : at + 9_999] for at in range(0, size, 9_999))))
    world.server.on("/close", lambda asked: [answer(body, length=None), CLOSE])
    for path in ("/length", "/chunks", "/close"):
        assert world.held(await world.fetch(path, size=size)) == body


async def test_connections_are_used_again(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    for _ in range(5):
        await world.fetch()
    assert {asked.connection for asked in world.server.requests} == {1}


async def test_a_kept_connection_that_died_costs_nothing(world: World) -> None:
    world.server.on("/sheet.pdf", lambda asked: [answer(pdf()), CLOSE])
    await world.fetch()
    await world.fetch()
    assert [asked.connection for asked in world.server.requests] == [1, 2]


def corrupt(reason: Reason) -> tuple[FailureCode, Reason]:
    return FailureCode.CORRUPT, reason


@pytest.mark.parametrize(
    ("bytes_sent", "size", "expected"),
    [
        pytest.param(answer(pdf()[:4000], length=5000), None, corrupt(Reason.TRUNCATED), id="cut"),
        pytest.param(answer(pdf()[:4000]), 5000, corrupt(Reason.TRUNCATED), id="shorter than announced"),
        pytest.param(answer(pdf(6000)), 5000, corrupt(Reason.WRONG_LENGTH), id="longer than announced"),
        pytest.param(answer(pdf(6000), length=None), 5000, corrupt(Reason.WRONG_LENGTH), id="longer, no length"),
        pytest.param(answer(pdf()[:4000], length=None), 5000, corrupt(Reason.TRUNCATED), id="shorter, no length"),
        pytest.param(answer(pdf(), length=4000), None, corrupt(Reason.TRUNCATED), id="length too small"),
        pytest.param(answer(pdf()[:-7]), None, corrupt(Reason.TRUNCATED), id="no end mark"),
        pytest.param(chunked(pdf(), end=False), None, corrupt(Reason.TRUNCATED), id="chunks without end"),
        pytest.param(chunked(pdf())[:-2000], None, corrupt(Reason.TRUNCATED), id="cut chunk"),
        pytest.param(answer(b""), None, corrupt(Reason.TRUNCATED), id="empty"),
        pytest.param(answer(b"PK\x03\x04" * 1000), None, corrupt(Reason.NOT_A_PDF), id="a zip"),
        pytest.param(
            answer(b" <!DOCTYPE html><p>Sign in to the Wi-Fi"), None,
            (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL), id="a web page",
        ),
        pytest.param(
            answer(b"Sign in to the Wi-Fi", Content_Type="text/html; charset=utf-8"), 5000,
            (FailureCode.NETWORK, Reason.CAPTIVE_PORTAL), id="text/html of another size",
        ),
        pytest.param(b"SSH-2.0-OpenSSH\r\n\r\n", None, (FailureCode.NETWORK, None), id="not HTTP"),
        pytest.param(answer(pdf(), "204 No Content"), None, (FailureCode.SERVER, None), id="no content"),
    ],
)  # fmt: skip
async def test_bytes_that_are_not_the_file_are_refused(
    world: World, bytes_sent: bytes, size: int | None, expected: tuple[FailureCode, Reason | None]
) -> None:
    world.server.on("/sheet.pdf", lambda asked: [bytes_sent, CLOSE])
    failure = await world.failure(size=size)
    assert (failure.code, failure.reason) == expected
    assert failure.values["subject"] == "A-101"
    assert list(world.folder.iterdir()) == []
    assert len(world.journal.closed) == len(world.journal.rows)


async def test_a_corrupt_file_is_fetched_once_more_at_once(world: World) -> None:
    world.server.on("/sheet.pdf", lambda asked: [answer(pdf()[:3000], length=5000), CLOSE], answer(pdf()))
    assert world.held(await world.fetch()) == pdf()
    assert len(world.server.requests) == 2


async def test_a_second_corrupt_answer_ends_the_try(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()[:-7]))
    await world.failure()
    assert len(world.server.requests) == 2


async def test_a_password_is_not_a_reason_to_download_again(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    world.inspection = Failure(FailureCode.CORRUPT, Reason.PASSWORD)
    assert (await world.failure()).reason is Reason.PASSWORD
    assert len(world.server.requests) == 1
    assert list(world.folder.iterdir()) == []


async def test_inspection_sees_the_complete_part_before_it_is_adopted(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    await world.fetch()
    assert [path.suffix for path in world.inspected] == [".part"]


async def test_what_inspection_found_comes_with_the_file(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    file = await world.fetch()
    assert file.pages == 3


async def test_a_row_that_was_closed_is_not_gone_on_with(world: World) -> None:
    body = pdf(3 * MIB)
    row = world.begun(b"x" * 2 * MIB, size=len(body))
    world.server.on("/sheet.pdf", answer(b"", "412 Precondition Failed"), ranged(body))
    assert (await world.failure(size=len(body), resume=row)).code is FailureCode.CHANGED
    assert world.journal.closed == [99]
    file = await world.fetch(size=len(body), resume=row)
    assert world.held(file) == body
    assert file.journal_id != 99


@pytest.mark.parametrize(
    ("status", "fresh", "code"),
    [
        ("401 Unauthorized", False, FailureCode.URL_EXPIRED),
        ("403 Forbidden", False, FailureCode.URL_EXPIRED),
        ("404 Not Found", False, FailureCode.URL_EXPIRED),
        ("410 Gone", False, FailureCode.URL_EXPIRED),
        ("401 Unauthorized", True, FailureCode.URL_EXPIRED),
        ("403 Forbidden", True, FailureCode.URL_EXPIRED),
        ("404 Not Found", True, FailureCode.GONE),
        ("410 Gone", True, FailureCode.GONE),
        ("412 Precondition Failed", False, FailureCode.CHANGED),
        ("416 Range Not Satisfiable", False, FailureCode.SERVER),
        ("429 Too Many Requests", False, FailureCode.THROTTLED),
        ("503 Service Unavailable", False, FailureCode.THROTTLED),
        ("500 Internal Server Error", False, FailureCode.SERVER),
        ("502 Bad Gateway", False, FailureCode.SERVER),
        ("511 Network Authentication Required", False, FailureCode.NETWORK),
        ("206 Partial Content", False, FailureCode.SERVER),
    ],
)
async def test_each_refusal_has_its_class(world: World, status: str, fresh: bool, code: FailureCode) -> None:
    world.server.on("/sheet.pdf", answer(b"<Error/>", status))
    failure = await world.failure(fresh=fresh)
    assert (failure.code, failure.status) == (code, int(status[:3]))
    assert list(world.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<Error><Code>ExpiredToken</Code></Error>", FailureCode.URL_EXPIRED),
        (b"<Error><Message>Request has expired</Message>" + b" " * 9000, FailureCode.URL_EXPIRED),
        (b"<Error><Code>InvalidArgument</Code></Error>", FailureCode.SERVER),
    ],
)
async def test_a_bad_request_is_expiry_only_where_it_says_so(world: World, body: bytes, code: FailureCode) -> None:
    world.server.on("/sheet.pdf", answer(body, "400 Bad Request"))
    assert (await world.failure()).code is code


@pytest.mark.parametrize(
    ("retry_after", "seconds"), [("7", 7), ("Sun, 01 Mar 2026 12:00:30 GMT", 30)], ids=["seconds", "date"]
)
async def test_a_throttled_host_says_when_to_return(world: World, retry_after: str, seconds: int) -> None:
    world.server.on("/sheet.pdf", answer(b"", "429 Too Many Requests", Retry_After=retry_after))
    assert (await world.failure()).retry_at == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
async def test_credentials_stay_behind_at_a_foreign_host(world: World, status: str) -> None:
    world.server.on("/sheet.pdf", redirect(f"http://localhost:{world.server.port}/store?sig=x", status))
    world.server.on("/store", redirect(world.server.url("/back")))
    world.server.on("/back", answer(pdf()))
    await world.fetch()
    with_token = [(asked.path, "Authorization" in asked.headers, "Procore-Company-Id" in asked.headers)
                  for asked in world.server.requests]  # fmt: skip
    assert with_token == [("/sheet.pdf", True, True), ("/store?sig=x", False, False), ("/back", True, True)]
    assert b"secret" not in repr(world.server.requests[1]).encode()
    assert world.transfer.requests == 3


async def test_five_redirects_are_followed(world: World) -> None:
    for hop in range(5):
        world.server.on(f"/{hop}", redirect(f"/{hop + 1}"))
    world.server.on("/5", answer(pdf()))
    assert world.held(await world.fetch("/0")) == pdf()


async def test_a_redirect_loop_ends_after_six_requests(world: World) -> None:
    world.server.on("/sheet.pdf", redirect("/sheet.pdf"))
    failure = await world.failure()
    assert (failure.code, failure.reason) == (FailureCode.SERVER, Reason.TOO_MANY_REDIRECTS)
    assert len(world.server.requests) == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://10.0.0.8/x", Reason.FOREIGN_ADDRESS),
        ("https://169.254.169.254/latest", Reason.FOREIGN_ADDRESS),
        ("http://storage.example/x", Reason.INSECURE),
        ("file:///etc/passwd", Reason.FOREIGN_ADDRESS),
    ],
)
async def test_a_redirect_to_a_forbidden_place_is_not_followed(world: World, location: str, reason: Reason) -> None:
    world.server.on("/sheet.pdf", redirect(location))
    failure = await world.failure()
    assert (failure.code, failure.reason) == (FailureCode.CONTRACT, reason)
    assert len(world.server.requests) == 1


async def test_a_redirect_without_an_address_is_the_servers_fault(world: World) -> None:
    world.server.on("/sheet.pdf", answer(b"", "302 Found"))
    assert (await world.failure()).code is FailureCode.SERVER


async def test_a_download_goes_on_where_it_was_cut(world: World) -> None:
    body = pdf(3 * MIB)
    world.server.on("/sheet.pdf", ranged(body))
    file = await world.fetch(size=len(body), resume=world.begun(body[: 2 * MIB], size=len(body)))
    assert world.held(file) == body
    assert file.sha256 == hashlib.sha256(body).hexdigest()
    assert file.journal_id == 99
    headers = world.server.requests[0].headers
    assert (headers["Range"], headers["If-Range"]) == (f"bytes={2 * MIB}-", '"v1"')
    assert sum(world.received) == MIB


async def test_bytes_beyond_the_durable_offset_are_not_trusted(world: World) -> None:
    body = pdf(3 * MIB)
    row = world.begun(body[: 2 * MIB], size=len(body))
    with (world.folder / "old.part").open("ab") as part:
        part.write(b"torn" * 1000)
    world.server.on("/sheet.pdf", ranged(body))
    assert world.held(await world.fetch(size=len(body), resume=row)) == body


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(lambda body: answer(body), id="range ignored"),
        pytest.param(lambda body: ranged(body, etag='"v2"'), id="etag changed"),
    ],
)
async def test_a_whole_answer_to_a_range_starts_over(world: World, script: Callable[[bytes], bytes]) -> None:
    body = pdf(3 * MIB, seed=2)
    world.server.on("/sheet.pdf", script(body))
    old = pdf(3 * MIB, seed=1)
    assert world.held(await world.fetch(resume=world.begun(old[: 2 * MIB]))) == body
    assert len(world.server.requests) == 1


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(lambda b: answer(b"", "416 Range Not Satisfiable"), id="416"),
        pytest.param(
            lambda b: answer(b[MIB:], "206 P", ETag='"v1"', Content_Range=f"bytes {MIB}-{len(b) - 1}/{len(b)}"),
            id="another start",
        ),
        pytest.param(
            lambda b: answer(
                b[2 * MIB :], "206 P", ETag='"v2"', Content_Range=f"bytes {2 * MIB}-{len(b) - 1}/{len(b)}"
            ),
            id="another etag",
        ),
        pytest.param(
            lambda b: answer(b[2 * MIB :], "206 P", Content_Range=f"bytes {2 * MIB}-{len(b) - 1}/{len(b) + 9}"),
            id="another total",
        ),
        pytest.param(lambda b: answer(b[2 * MIB :], "206 P"), id="no range said"),
    ],
)
async def test_a_part_that_does_not_fit_is_dropped(world: World, first: Callable[[bytes], bytes]) -> None:
    body = pdf(3 * MIB)
    world.server.on("/sheet.pdf", first(body), answer(body))
    assert world.held(await world.fetch(resume=world.begun(pdf(3 * MIB, seed=3)[: 2 * MIB]))) == body
    assert "Range" not in world.server.requests[1].headers
    assert len(world.server.requests) == 2


@pytest.mark.parametrize(
    ("kept", "etag", "size"),
    [
        pytest.param(MIB - 1, '"v1"', 3 * MIB, id="short part"),
        pytest.param(2 * MIB, None, 3 * MIB, id="no validator"),
        pytest.param(2 * MIB, '"v1"', 3 * MIB - 1, id="announced size changed"),
    ],
)
async def test_what_cannot_be_gone_on_with_is_asked_for_whole(
    world: World, kept: int, etag: str | None, size: int
) -> None:
    body = pdf(3 * MIB)
    world.server.on("/sheet.pdf", ranged(body))
    row = world.begun(body[:kept], etag=etag, size=size)  # type: ignore[arg-type]
    assert world.held(await world.fetch(size=3 * MIB, resume=row)) == body
    assert "Range" not in world.server.requests[0].headers


async def test_a_part_that_vanished_is_asked_for_whole(world: World) -> None:
    body = pdf(3 * MIB)
    world.server.on("/sheet.pdf", ranged(body))
    row = world.begun(body[: 2 * MIB])
    (world.folder / "old.part").unlink()
    assert world.held(await world.fetch(resume=row)) == body
    assert "Range" not in world.server.requests[0].headers


async def test_a_silent_host_is_given_up_and_gone_on_with_later(world: World) -> None:
    body = pdf(3 * MIB)
    begun = answer(body, ETag='"v1"')
    world.server.on("/sheet.pdf", lambda asked: [begun[: -MIB - 100], None], ranged(body))
    failure = await world.failure(size=len(body))
    assert failure.code is FailureCode.NETWORK
    (row,) = world.journal.rows.values()
    assert row.offset > MIB
    assert row.etag == '"v1"'
    assert world.parts()[0].stat().st_size == row.offset
    assert world.held(await world.fetch(size=len(body))) == body
    assert world.server.requests[1].headers["Range"] == f"bytes={row.offset}-"
    assert len(world.journal.rows) == 1


async def test_an_expired_url_is_gone_on_with_under_a_fresh_one(world: World) -> None:
    body = pdf(3 * MIB)
    world.server.on("/old", answer(b"", "403 Forbidden"))
    world.server.on("/fresh", ranged(body))
    row = world.begun(body[: 2 * MIB])
    assert (await world.failure("/old", resume=row)).code is FailureCode.URL_EXPIRED
    assert world.held(await world.fetch("/fresh", fresh=True)) == body
    assert world.server.requests[1].headers["Range"] == f"bytes={2 * MIB}-"


async def test_cancelling_is_prompt_and_keeps_the_part(world: World) -> None:
    body = pdf(3 * MIB)
    begun = answer(body, ETag='"v1"')
    world.server.on("/sheet.pdf", lambda asked: [begun[:-MIB], None], ranged(body))
    fetching = asyncio.ensure_future(world.fetch(size=len(body)))
    await asyncio.to_thread(world.server.waiting.wait, 5)
    await world.has_received(MIB)
    began = asyncio.get_running_loop().time()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    assert asyncio.get_running_loop().time() - began < 1
    (row,) = world.journal.rows.values()
    assert row.offset >= MIB
    assert world.held(await world.fetch(size=len(body))) == body
    assert "Range" in world.server.requests[1].headers


async def test_closing_the_client_ends_what_is_running(world: World) -> None:
    world.server.on("/sheet.pdf", lambda asked: [None])
    fetching = asyncio.ensure_future(world.fetch())
    await asyncio.to_thread(world.server.waiting.wait, 5)
    await world.transfer.downloads.aclose()
    with pytest.raises(asyncio.CancelledError):
        await fetching


async def test_a_long_download_leaves_checkpoints(world: World) -> None:
    body = pdf(20 * MIB)
    world.server.on("/sheet.pdf", answer(body, ETag='"v1"'))
    await world.fetch()
    assert world.journal.rows[1].offset >= 16 * MIB
    assert world.journal.rows[1].etag == '"v1"'


async def test_without_a_strong_validator_nothing_is_promised(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf(10 * MIB), ETag='W/"v1"'))
    file = await world.fetch()
    assert file.etag is None
    assert world.journal.promised == []


async def test_a_file_that_does_not_fit_is_not_begun(world: World) -> None:
    world.server.on("/sheet.pdf", answer(pdf()))
    world.free = 4999
    assert (await world.failure()).code is FailureCode.LOCAL_SPACE
    assert world.received == []
    world.free = 5000
    await world.fetch()


async def test_promised_bytes_count_as_taken(world: World) -> None:
    world.free = 9_000
    promise = world.transfer.space.promise(5_000)
    world.server.on("/sheet.pdf", answer(pdf()))
    assert (await world.failure()).code is FailureCode.LOCAL_SPACE
    promise.release()
    await world.fetch()


async def test_a_failed_download_gives_its_promise_back(world: World) -> None:
    world.free = 6_000
    world.server.on("/sheet.pdf", lambda asked: [answer(pdf()[:100], length=5000), CLOSE])
    await world.failure()
    world.server.on("/sheet.pdf", answer(pdf()))
    await world.fetch()


@pytest.mark.parametrize("length", [-1, None], ids=["announced", "unannounced"])
async def test_a_file_beyond_the_cap_is_refused(world: World, length: int | None) -> None:
    world.transfer.cap = 4_000
    world.server.on("/sheet.pdf", lambda asked: [answer(pdf(), length=length), CLOSE])
    failure = await world.failure()
    assert (failure.code, failure.reason) == (FailureCode.CORRUPT, Reason.TOO_LARGE)
    assert len(world.server.requests) == 1


async def test_a_host_that_is_not_there_is_a_network_failure(world: World) -> None:
    world.server.close()
    failure = await world.failure()
    assert failure.code is FailureCode.NETWORK
    assert "ECONNREFUSED" in failure.technical


async def test_no_failure_repeats_the_signed_url(world: World) -> None:
    world.server.on("/sheet.pdf", answer(b"", "500 Oops"))
    failure = await world.failure("/sheet.pdf?sig=topsecret")
    assert "topsecret" not in repr(failure)


@pytest.mark.parametrize(
    ("error", "code", "reason"),
    [
        (errno.ENOSPC, FailureCode.LOCAL_SPACE, None),
        (errno.EDQUOT, FailureCode.LOCAL_SPACE, None),
        (errno.EROFS, FailureCode.LOCAL_IO, Reason.READ_ONLY),
        (errno.EIO, FailureCode.LOCAL_IO, None),
    ],
)
async def test_trouble_with_the_disk_is_not_blamed_on_the_network(
    world: World, monkeypatch: pytest.MonkeyPatch, error: int, code: FailureCode, reason: Reason | None
) -> None:
    class BadDisk(FileIO):
        def write(self, data: object) -> int:
            raise OSError(error, "as the test wants")

    monkeypatch.setattr("app.sync.part.FileIO", BadDisk)
    world.server.on("/sheet.pdf", answer(pdf()))
    failure = await world.failure()
    assert (failure.code, failure.reason) == (code, reason)
    assert world.parts() == []


HELD = KnownBytes("ab" * 32, 5000, '"v1"')


@pytest.mark.parametrize(
    "same",
    [
        answer(status="304 Not Modified", length=None),
        answer(b"%", "206 Partial Content", ETag='"v1"', Content_Range="bytes 0-0/5000"),
    ],
)
async def test_a_host_that_still_has_the_bytes_held_sends_none(world: World, same: bytes) -> None:
    world.server.on("/sheet.pdf", same)
    file = await world.fetch(size=5000, updated_at=NOW, held=HELD)
    assert (file.unchanged, file.sha256, file.etag, file.updated_at) == (True, HELD.sha256, '"v1"', NOW)
    (asked,) = world.server.requests
    assert (asked.headers["If-None-Match"], asked.headers["Range"]) == ('"v1"', "bytes=0-0")
    assert list(world.folder.iterdir()) == []
    assert world.inspected == []


async def test_other_bytes_of_the_same_size_are_downloaded(world: World) -> None:
    body = pdf()
    other = answer(body[:1], "206 Partial Content", ETag='"v2"', Content_Range=f"bytes 0-0/{len(body)}")
    world.server.on("/sheet.pdf", other, answer(body, ETag='"v2"'))
    file = await world.fetch(size=len(body), held=HELD)
    assert (file.unchanged, file.sha256, file.etag) == (False, hashlib.sha256(body).hexdigest(), '"v2"')
    assert "Range" not in world.server.requests[1].headers


async def test_a_host_without_conditions_sends_the_file_at_once(world: World) -> None:
    body = pdf()
    world.server.on("/sheet.pdf", answer(body))
    file = await world.fetch(size=len(body), held=HELD)
    assert (file.unchanged, file.sha256) == (False, hashlib.sha256(body).hexdigest())
    assert len(world.server.requests) == 1


async def test_without_a_validator_the_file_is_downloaded(world: World) -> None:
    body = pdf()
    world.server.on("/sheet.pdf", answer(body))
    assert not (await world.fetch(size=len(body), held=replace(HELD, etag=None))).unchanged
    assert "If-None-Match" not in world.server.requests[0].headers


async def test_the_condition_follows_a_redirect(world: World) -> None:
    world.server.on("/sheet.pdf", redirect("/stored.pdf"))
    world.server.on("/stored.pdf", answer(status="304 Not Modified", length=None))
    assert (await world.fetch(held=HELD)).unchanged
