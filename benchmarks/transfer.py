"""How fast many sheets arrive, beside rclone and aria2 fetching the same files from the same local server.

    python -m benchmarks.transfer [--files 2000] [--megabytes 1024] [--rounds 5] [--parallel 8]

Ours is the whole path of a file: journal row, request, SHA-256, checks, fsync, rename, directory fsync and a database
commit per 50 files. The peers only write files. Runs are interleaved, and the ratios of their medians are what counts:
below 1 we are faster than the peer. Needs nginx; a peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.files import FetchedFile, WantedFile
from app.settings import Settings
from app.storage.blobs import BlobStore
from app.sync.addresses import AddressRules
from app.sync.file_client import ThreadedFileClient
from app.sync.space import SpaceBudget
from app.sync.threads import Threads
from app.sync.transfer import Transfer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BATCH = 50


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="planrack-bench-", dir=options.folder) as name:
        folder = Path(name)
        sheets = _make_sheets(folder / "www", options.files, options.megabytes * 1024 * 1024)
        with _nginx(folder) as origin:
            runners = _runners(origin, sheets, options.parallel)
            seconds = _measure(runners, folder, options.rounds)
    total = sum(sheets.values()) / 1e6
    print(f"{len(sheets)} files, {total:.0f} MB, {options.parallel} at a time, medians of {options.rounds}")
    ours = statistics.median(seconds["planrack"])
    for name, taken in seconds.items():
        median = statistics.median(taken)
        spread = f"{min(taken):.2f}-{max(taken):.2f}"
        print(
            f"  {name:9} {median:6.2f} s ({spread})  {total / median:6.0f} MB/s  planrack/{name} = {ours / median:.2f}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--folder", type=Path, default=None, help="where to work (default: the temporary folder)")
    return parser.parse_args()


def _make_sheets(folder: Path, files: int, total: int) -> dict[str, int]:
    """Files with the sizes of real sheets: most of some 100 KB, a few of several MB. Their sum is ``total``."""
    folder.mkdir()
    dice = random.Random(20_260_301)
    weights = [dice.lognormvariate(0, 0.95) for _ in range(files)]
    noise = dice.randbytes(1024 * 1024)
    sheets = {}
    for number, weight in enumerate(weights):
        size = max(1024, int(total * weight / sum(weights)))
        start, end = b"%%PDF-1.7\n%%%08d\n" % number, b"\n%%EOF\n"
        left = size - len(start) - len(end)
        path = folder / f"{number:05}.pdf"
        path.write_bytes(start + noise * (left // len(noise)) + noise[: left % len(noise)] + end)
        sheets[path.name] = size
    return sheets


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        sys.exit("this benchmark needs nginx")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"{user} worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/errors;"
        "events { worker_connections 256; }"
        f"http {{ access_log off; sendfile on; keepalive_requests 1000000; {temporary}"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/www; autoindex on; }} }}"
    )
    server = subprocess.Popen([program, "-c", str(configuration)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _runners(origin: str, sheets: dict[str, int], parallel: int) -> dict[str, Callable[[Path], None]]:
    runners: dict[str, Callable[[Path], None]] = {
        "planrack": lambda folder: asyncio.run(_planrack(origin, sheets, parallel, folder))
    }
    if shutil.which("rclone"):
        runners["rclone"] = lambda folder: _command(
            "rclone", "copy", "-q", "--config", "", "--transfers", str(parallel),
            "--http-url", origin + "/", ":http:", str(folder / "out"),
        )  # fmt: skip
    if shutil.which("aria2c"):

        def aria2(folder: Path) -> None:
            (folder / "urls").write_text("".join(f"{origin}/{name}\n" for name in sheets))
            _command("aria2c", "-q", f"-j{parallel}", "-i", str(folder / "urls"), "-d", str(folder / "out"))

        runners["aria2"] = aria2
    return runners


def _command(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _measure(runners: dict[str, Callable[[Path], None]], folder: Path, rounds: int) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    for number in range(rounds + 1):
        for name, run in runners.items():
            # Removed only at the end: ext4 avoids inodes deleted in the last minutes, and looks at each of them.
            place = folder / f"{name}-{number}"
            place.mkdir()
            os.sync()
            before, cpu = time.perf_counter(), _cpu()
            run(place)
            taken, used = time.perf_counter() - before, _cpu() - cpu
            _forget(place)
            if number:  # the first round warms the page cache
                seconds[name].append(taken)
                print(f"  round {number} {name:9} {taken:6.2f} s, {used:5.2f} s of processor", file=sys.stderr)
    return seconds


def _forget(folder: Path) -> None:
    """Give the memory that caches what was written to the next run: memory that a virtual machine has to be given
    first costs up to ten times the copy, and would decide who looks fast."""
    os.sync()
    if hasattr(os, "posix_fadvise"):
        for path in folder.rglob("*.pdf"):
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class _Rows:
    """Journal and catalog rows in SQLite, as many transactions as the engine makes."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute("CREATE TABLE journal (id INTEGER PRIMARY KEY, revision INTEGER, part TEXT, size INTEGER)")
        self._db.execute("CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER, revision INTEGER) STRICT")

    async def open(self, revision_id: int, part: str, size: int | None) -> int:
        row = self._db.execute(
            "INSERT INTO journal (revision, part, size) VALUES (?, ?, ?)", (revision_id, part, size)
        ).lastrowid
        assert row is not None
        return row

    async def progress(self, journal_id: int, offset: int, etag: str | None) -> None:
        self._db.execute("UPDATE journal SET size = ? WHERE id = ?", (offset, journal_id))

    async def landed(self, journal_id: int, sha256: str, size: int, etag: str | None) -> None:
        self._db.execute("UPDATE journal SET part = ?, size = ? WHERE id = ?", (sha256, size, journal_id))

    async def close(self, journal_id: int) -> None:
        self._db.execute("DELETE FROM journal WHERE id = ?", (journal_id,))

    def commit(self, files: list[FetchedFile]) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany("INSERT INTO blob VALUES (?, ?, ?)", [(f.sha256, f.size, f.revision_id) for f in files])
        self._db.executemany("DELETE FROM journal WHERE id = ?", [(f.journal_id,) for f in files])
        self._db.execute("COMMIT")


async def _planrack(origin: str, sheets: dict[str, int], parallel: int, folder: Path) -> None:
    settings = Settings(home=folder)
    for needed in (settings.blobs, settings.parts, settings.quarantine):
        needed.mkdir()
    blobs, rows = BlobStore(settings), _Rows(folder / "planrack.db")
    client, disk = ThreadedFileClient(parallel=parallel), Threads(parallel, "planrack-parts")

    async def inspect(path: Path) -> int | None:
        return None  # the files of this benchmark are not drawings

    transfer = Transfer(
        client=client,
        blobs=blobs,
        journal=rows,
        rules=AddressRules(loopback=True),
        bearer_for=lambda url: {},
        inspect=inspect,
        space=SpaceBudget(blobs.free_bytes),
        clock=lambda: datetime.now(UTC),
        elsewhere=disk,
    )
    waiting = [WantedFile(n, name, f"{origin}/{name}", size) for n, (name, size) in enumerate(sheets.items())]
    landed: list[FetchedFile] = []

    async def worker() -> None:
        while waiting:
            landed.append(await transfer.fetch(waiting.pop(), lambda count: None))
            if len(landed) >= _BATCH:
                batch = landed[:]
                landed.clear()
                await asyncio.to_thread(blobs.flush)
                rows.commit(batch)

    async with asyncio.TaskGroup() as group:
        for _ in range(2 * parallel):  # as the engine: half of them wait for the disk
            group.create_task(worker())
    blobs.flush()
    rows.commit(landed)
    await client.aclose()
    await disk.aclose(1.0)


if __name__ == "__main__":
    main()
