"""The download worker as a process: what it is told, its death, the engine's death, and who writes a part."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from byte_server import ByteServer, answer, ranged

from app.domain.failures import Failure, FailureCode
from app.sync.connection import Limits
from app.sync.downloads import Channel, WorkerDownloads, start_process, worker_command
from app.sync.files import Complete, Job

MIB = 1024 * 1024
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc")


def pdf(size: int) -> bytes:
    start, end = b"%PDF-1.7\n", b"\n%%EOF\n"
    return start + hashlib.shake_256(b"x").digest(size - len(start) - len(end)) + end


class Listener:
    """Hears a download (``Told``)."""

    def __init__(self) -> None:
        self.count = 0
        self.offsets: list[int] = []
        self.more = asyncio.Event()

    def arrived(self, count: int) -> None:
        self.count += count
        self.more.set()

    def durable(self, offset: int, etag: str | None) -> None:
        self.offsets.append(offset)

    def room(self, size: int) -> None:
        """As much as it wants."""


class Started:
    """Remembers the workers that were started."""

    def __init__(self) -> None:
        self.pids: list[int] = []

    async def __call__(self, heard: Callable[[bytes], None], ended: Callable[[str], None]) -> Channel:
        channel = await start_process(heard, ended)
        self.pids.append(channel.pid)  # type: ignore[attr-defined]
        return channel


@pytest.fixture
def server() -> Iterator[ByteServer]:
    server = ByteServer()
    yield server
    server.close()


@pytest.fixture
def started() -> Started:
    return Started()


@pytest.fixture
async def downloads(started: Started) -> AsyncIterator[WorkerDownloads]:
    downloads = WorkerDownloads(connections=2, limits=Limits(connect=3, idle=30), start=started)
    yield downloads
    await downloads.aclose()
    assert not [pid for pid in started.pids if _lives(pid)]


def job(server: ByteServer, part: Path, **facts: object) -> Job:
    return Job(server.url(), {"Authorization": "Bearer s3cret"}, part, None, 1 << 30, **facts)  # type: ignore[arg-type]


async def test_a_file_arrives_by_another_process(
    server: ByteServer, downloads: WorkerDownloads, started: Started, tmp_path: Path
) -> None:
    server.on("/sheet.pdf", answer(pdf(3 * MIB), ETag='"v1"'))
    told = Listener()
    found = await downloads.get(job(server, tmp_path / "p"), told)
    assert found == Complete(hashlib.sha256(pdf(3 * MIB)).hexdigest(), 3 * MIB, '"v1"')
    assert (tmp_path / "p").read_bytes() == pdf(3 * MIB)
    assert told.count == 3 * MIB
    assert started.pids != [os.getpid()]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
async def test_neither_address_nor_token_is_in_arguments_or_environment(
    server: ByteServer, downloads: WorkerDownloads, started: Started, tmp_path: Path
) -> None:
    server.on("/sheet.pdf", lambda asked: [answer(pdf(3 * MIB))[:-MIB], None])
    getting = asyncio.ensure_future(downloads.get(job(server, tmp_path / "p"), Listener()))
    await asyncio.to_thread(server.waiting.wait, 10)
    process = Path(f"/proc/{started.pids[0]}")
    seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    assert b"s3cret" not in seen
    assert server.url().encode() not in seen
    getting.cancel()
    await asyncio.gather(getting, return_exceptions=True)


@posix
async def test_a_killed_worker_costs_a_network_failure_and_what_was_not_durable(
    server: ByteServer, downloads: WorkerDownloads, started: Started, tmp_path: Path
) -> None:
    body = pdf(20 * MIB)
    server.on("/sheet.pdf", lambda asked: [answer(body, ETag='"v1"')[:-MIB], None], ranged(body))
    told = Listener()
    getting = asyncio.ensure_future(downloads.get(job(server, tmp_path / "p"), told))
    while len(told.offsets) < 2:
        await asyncio.wait_for(told.more.wait(), 20)
        told.more.clear()
    os.kill(started.pids[0], signal.SIGKILL)
    with pytest.raises(Failure) as caught:
        await getting
    assert caught.value.code is FailureCode.NETWORK
    again = await downloads.get(job(server, tmp_path / "p", offset=told.offsets[-1], etag='"v1"'), Listener())
    assert again == Complete(hashlib.sha256(body).hexdigest(), len(body), '"v1"')
    assert (tmp_path / "p").read_bytes() == body
    assert server.requests[1].headers["Range"] == f"bytes={told.offsets[-1]}-"
    assert len(started.pids) == 2


async def test_a_cancelled_download_leaves_the_others_and_the_worker_alone(
    server: ByteServer, downloads: WorkerDownloads, started: Started, tmp_path: Path
) -> None:
    for number in range(5):
        server.on("/sheet.pdf", lambda asked: [answer(pdf(5000))[:-1000], None], answer(pdf(5000)))
        server.waiting.clear()
        getting = asyncio.ensure_future(downloads.get(job(server, tmp_path / f"a{number}"), Listener()))
        await asyncio.to_thread(server.waiting.wait, 10)
        other = asyncio.ensure_future(downloads.get(job(server, tmp_path / f"b{number}"), Listener()))
        getting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await getting
        assert isinstance(await other, Complete)
    assert len(started.pids) == 1


def test_the_engines_end_is_the_workers_end() -> None:
    worker = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.close()
    assert worker.wait(20) == 0
    worker.stdout.close()


@posix
async def test_a_part_that_another_process_still_writes_is_waited_for(
    server: ByteServer, downloads: WorkerDownloads, tmp_path: Path
) -> None:
    import fcntl

    body = pdf(3 * MIB)
    server.on("/sheet.pdf", ranged(body))
    part = tmp_path / "p"
    part.write_bytes(body[: 2 * MIB])
    with part.open("r+b") as late:
        fcntl.flock(late, fcntl.LOCK_EX)
        with pytest.raises(Failure) as caught:
            await downloads.get(job(server, part, offset=MIB, etag='"v1"'), Listener())
    assert caught.value.code is FailureCode.LOCAL_IO
    assert part.read_bytes() == body[: 2 * MIB]
    found = await downloads.get(job(server, part, offset=MIB, etag='"v1"'), Listener())
    assert isinstance(found, Complete)
    assert part.read_bytes() == body


async def test_a_program_that_cannot_start_a_worker_says_so(tmp_path: Path, server: ByteServer) -> None:
    async def refuse(heard: Callable[[bytes], None], ended: Callable[[str], None]) -> Channel:
        raise Failure(FailureCode.LOCAL_IO, technical="no download worker")

    downloads = WorkerDownloads(start=refuse)
    with pytest.raises(Failure):
        await downloads.get(job(server, tmp_path / "p"), Listener())
    await downloads.aclose()


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


async def test_a_worker_begins_with_the_cap_and_hears_of_each_change(server: ByteServer, tmp_path: Path) -> None:
    class Noting:
        sent = b""

        def send(self, data: bytes) -> None:
            self.sent += data

        async def close(self) -> None:
            """Nothing runs."""

    channel = Noting()

    async def start(heard: Callable[[bytes], None], ended: Callable[[str], None]) -> Channel:
        return channel

    downloads = WorkerDownloads(connections=3, limits=Limits(1, 2, 3), start=start)
    downloads.limit(70_000)
    getting = asyncio.ensure_future(downloads.get(job(server, tmp_path / "p"), Listener()))
    while b"get" not in channel.sent:
        await asyncio.wait([getting], timeout=0.01)
    downloads.limit(None)
    await asyncio.wait([getting], timeout=0.01)
    begin, get, rate = [json.loads(line) for line in channel.sent.splitlines()]
    assert begin == ["begin", 3, [1, 2, 3], 70_000]
    assert get[0] == "get"
    assert rate == ["rate", None]
    await downloads.aclose()
    await asyncio.wait([getting])
    assert getting.cancelled()
