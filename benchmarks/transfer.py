"""How fast many sheets arrive, beside rclone and aria2 fetching the same files from the same local server.

    python -m benchmarks.transfer [--files 2000] [--megabytes 1024] [--rounds 5] [--parallel 8]

Ours is the product's own path of a file, from the plan to its rows: journal, request, SHA-256, checks, fsync, rename,
directory fsync, manifest, and the catalogue's transaction; "with pages" also has each PDF opened by the PDF workers.
The peers only write files. Runs are interleaved, and the ratios of their medians are what counts: below 1 we are
faster than the peer. At the end one run is cancelled half-way. Needs nginx; a peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.failures import Failure
from app.domain.plan import Arrange, Fetch, HeldDrawing, HeldEntry, PutDrawing, PutRevision
from app.domain.states import EntryKind, Wanted
from app.drawings.worker_pool import PdfWorkers
from app.settings import Settings
from app.storage.store import Store, utc_now
from app.sync.addresses import AddressRules
from app.sync.batch import CommitBatch
from app.sync.database import DatabaseThread
from app.sync.downloads import WorkerDownloads
from app.sync.fetching import Fetching
from app.sync.services import LinkJournal
from app.sync.space import SpaceBudget
from app.sync.transfer import Transfer
from benchmarks.figures import Absent, Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.domain.files import FetchedFile
    from app.domain.plan import Bookkeeping
    from app.domain.records import RemoteRevision
    from benchmarks.figures import Told


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=sized(2000, 100))
    parser.add_argument("--megabytes", type=int, default=sized(1024, 20))
    parser.add_argument("--rounds", type=int, default=sized(5, 1))
    parser.add_argument("--parallel", type=int, default=8)
    parser.add_argument("--folder", type=Path, default=None, help="where to work (default: the temporary folder)")
    return parser


def figures(options: argparse.Namespace) -> Iterator[Told]:
    missing = [name for name in ("rclone", "aria2c") if not shutil.which(name)]
    yield from (Absent(name) for name in missing)
    if _nginx_program() is None:
        yield Absent("nginx, from which everybody fetches")
        return
    with tempfile.TemporaryDirectory(prefix="planrack-bench-", dir=options.folder) as name:
        folder = Path(name)
        sheets = _make_sheets(folder / "www", options.files, options.megabytes * 1024 * 1024)
        with _nginx(folder) as origin:
            taken = _measure(_runners(origin, sheets, options.parallel), folder, options.rounds)
            (folder / "cancelled").mkdir()
            idle, again = asyncio.run(_Ours(origin, sheets, options.parallel, folder / "cancelled").cancel())
    total = sum(sheets.values()) / 1e6
    print(f"{len(sheets)} files, {total:.0f} MB, {options.parallel} at a time, medians of {options.rounds}")
    medians = {name: statistics.median(one.seconds for one in found) for name, found in taken.items()}
    for name, found in taken.items():
        processor = statistics.median(one.processor for one in found)
        print(f"  {name:10} {medians[name]:6.2f} s  {total / medians[name]:6.0f} MB/s  {processor:6.2f} s of processor")
    ours = medians.pop("planrack")
    for name, median in medians.items():
        yield Figure(f"{len(sheets)} files, {total:.0f} MB", ours, "s", name, median)
    yield Figure("cancelled half-way: idle after", idle, "s", most=1.0)
    yield Figure("first file of the next run after", again, "s")


def _nginx_program() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def _make_sheets(folder: Path, files: int, total: int) -> dict[str, int]:
    """Files with the sizes of real sheets: most of some 100 KB, a few of several MB. Their sum is ``total``."""
    folder.mkdir()
    dice = random.Random(20_260_301)
    weights = [dice.lognormvariate(0, 0.95) for _ in range(files)]
    noise = dice.randbytes(1024 * 1024)
    sheets = {}
    for number, weight in enumerate(weights):
        size = max(2048, int(total * weight / sum(weights)))
        path = folder / f"{number:05}.pdf"
        path.write_bytes(_sheet(number, size, noise))
        sheets[path.name] = size
    return sheets


def _sheet(number: int, size: int, noise: bytes) -> bytes:
    """A PDF of one page and exactly this size, most of it a stream that nobody reads."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 3024 2160]>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    data = b"%PDF-1.7\n"
    places = []
    for index, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (index, content)
    places.append(len(data))
    table = b"xref\n0 5\n0000000000 65535 f \n"
    end = b"trailer<</Size 5/Root 1 0 R/Sheet %09d>>\nstartxref\n%010d\n%%%%EOF\n"
    around = len(b"4 0 obj<</Length 0000000000>>stream\n\nendstream endobj\n")
    left = size - len(data) - around - len(table) - 4 * 20 - len(end % (0, 0))
    stream = noise * (left // len(noise)) + noise[: left % len(noise)]
    data += b"4 0 obj<</Length %010d>>stream\n%s\nendstream endobj\n" % (left, stream)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + entries + end % (number, len(data))


@contextmanager
def _nginx(folder: Path) -> Iterator[str]:
    program = _nginx_program()
    assert program is not None
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


def _runners(origin: str, sheets: dict[str, int], parallel: int) -> dict[str, Callable[[Path], Callable[[], None]]]:
    """Each gets a folder ready and returns what is timed."""

    def ours(folder: Path, *, pages: bool) -> Callable[[], None]:
        ready = _Ours(origin, sheets, parallel, folder)
        return lambda: ready.run(pages=pages)

    runners: dict[str, Callable[[Path], Callable[[], None]]] = {
        "planrack": partial(ours, pages=False),
        "with pages": partial(ours, pages=True),
    }
    if shutil.which("rclone"):
        # With its HEAD requests: without them it does not know the sizes, and takes more than twice as long.
        runners["rclone"] = lambda folder: lambda: _command(
            "rclone", "copy", "-q", "--config", "", "--transfers", str(parallel),
            "--http-url", origin + "/", ":http:", str(folder / "out"),
        )  # fmt: skip
    if shutil.which("aria2c"):

        def aria2(folder: Path) -> Callable[[], None]:
            (folder / "urls").write_text("".join(f"{origin}/{name}\n" for name in sheets))
            return lambda: _command(
                "aria2c", "-q", f"-j{parallel}", "-i", str(folder / "urls"), "-d", str(folder / "o")
            )

        runners["aria2"] = aria2
    return runners


def _command(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@dataclass(frozen=True)
class _Taken:
    seconds: float
    processor: float


def _measure(
    runners: dict[str, Callable[[Path], Callable[[], None]]], folder: Path, rounds: int
) -> dict[str, list[_Taken]]:
    taken: dict[str, list[_Taken]] = {name: [] for name in runners}
    for number in range(rounds + 1):
        for name, prepare in runners.items():
            # Removed only at the end: ext4 avoids inodes deleted in the last minutes, and looks at each of them.
            place = folder / f"{name}-{number}"
            place.mkdir()
            run = prepare(place)
            os.sync()
            before, processor = time.perf_counter(), _processor()
            run()
            found = _Taken(time.perf_counter() - before, _processor() - processor)
            _forget(place)
            if number:  # the first round warms the page cache
                taken[name].append(found)
                print(f"  round {number} {name:10} {found.seconds:6.2f} s", file=sys.stderr)
    return taken


def _forget(folder: Path) -> None:
    """Give the memory that caches what was written to the next run: memory that a virtual machine has to be given
    first costs up to ten times the copy, and would decide who looks fast."""
    os.sync()
    if hasattr(os, "posix_fadvise"):
        for path in folder.rglob("*.pdf"):
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


def _processor() -> float:
    """Seconds that this process and the ones it has waited for used; not nginx's."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class _Ours:
    """What a run of the engine is made of, over a data directory of its own; the listing and the plan are done."""

    def __init__(self, origin: str, sheets: dict[str, int], parallel: int, folder: Path) -> None:
        settings = Settings(home=folder)
        self.store = Store.open(settings)
        self._link = self._connect()
        self._urls = {number: f"{origin}/{name}" for number, name in enumerate(sheets, 1)}
        self._fetches = [Fetch(number, number, "", size, 0, "new") for number, size in enumerate(sheets.values(), 1)]
        self._parallel = parallel
        self._list(len(sheets))

    def run(self, *, pages: bool) -> None:
        failed = asyncio.run(self.fetch(pages=pages))
        self.store.close()
        if failed:
            sys.exit(f"{len(failed)} files failed: {failed[0]}")

    async def cancel(self) -> tuple[float, float]:
        """Seconds from a cancellation in the middle to the end of everything, and from there to the next file."""
        half_way, first = asyncio.Event(), asyncio.Event()
        services = _Services(self.store, self._link, self._parallel)
        fetching = asyncio.ensure_future(self._fetch(services, len(self._fetches) // 2, half_way))
        await half_way.wait()
        before = time.perf_counter()
        fetching.cancel()
        await asyncio.wait([fetching])
        idle = time.perf_counter()
        fetching = asyncio.ensure_future(self._fetch(services, 1, first))
        await first.wait()
        again = time.perf_counter()
        fetching.cancel()
        await asyncio.wait([fetching])
        await services.close()
        self.store.close()
        return idle - before, again - idle

    async def fetch(self, *, pages: bool) -> list[Failure]:
        services = _Services(self.store, self._link, self._parallel, pages=pages)
        try:
            return await self._fetch(services, 0, asyncio.Event())
        finally:
            await services.close()

    async def _fetch(self, services: _Services, number: int, reached: asyncio.Event) -> list[Failure]:
        """Fetch everything; ``reached`` is set when so many are here. Returns what failed."""
        batch = CommitBatch(self.store, self._link, None, services.database, landed=lambda drawings: None)
        failed: list[Failure] = []
        here = 0

        async def done(fetch: Fetch, outcome: FetchedFile | Failure) -> None:
            nonlocal here
            if isinstance(outcome, Failure):
                failed.append(outcome)
                return
            await batch.add(fetch, outcome)
            here += 1
            if here == number:
                reached.set()

        fetching = Fetching(services.transfer, _no_fresh_url, {}, parallel=4 * self._parallel)
        try:
            await fetching.run(self._fetches, self._urls, done, on_bytes=lambda count: None)
        finally:
            await batch.close()
        return failed

    def _connect(self) -> int:
        project = self.store.projects.create("Benchmark")
        account = self.store.accounts.put(1, "bench@example.org", None)
        link = self.store.links.connect(
            project.id,
            account_id=account.id,
            company_id=1,
            company="Benchmark",
            procore_project_id=1,
            name="Benchmark",
            connected_at=utc_now(),
        )
        return link.id

    def _list(self, sheets: int) -> None:
        operations: list[Bookkeeping] = []
        for number in range(1, sheets + 1):
            operations.append(PutDrawing(HeldDrawing(number, str(number), "Plan", 1, 1, "Architecture")))
            operations.append(PutRevision(number, number, Wanted.SINCE_CONNECTION, "1", None))
            operations.append(Arrange(number, (HeldEntry(None, number, EntryKind.NORMAL, True),)))
        self.store.holdings.apply(self._link, None, operations, at=utc_now())


class _Services:
    """What outlives a run. ``pages``: the PDF workers look at each file, as in the engine."""

    def __init__(self, store: Store, link_id: int, parallel: int, *, pages: bool = False) -> None:
        self.database = DatabaseThread()
        self._workers = PdfWorkers()
        self._downloads = WorkerDownloads(connections=parallel)
        self.transfer = Transfer(
            downloads=self._downloads,
            blobs=store.blobs,
            journal=LinkJournal(store, link_id, self.database),
            rules=AddressRules(loopback=True),
            bearer_for=lambda url: {},
            inspect=self._workers.check if pages else _not_looked_at,
            space=SpaceBudget(store.blobs.free_bytes, store.blobs.disk_bytes),
            clock=utc_now,
        )

    async def close(self) -> None:
        await self._downloads.aclose()
        await self._workers.aclose()
        self.database.close()


async def _not_looked_at(path: Path) -> int | None:
    return None


async def _no_fresh_url(revision_id: int) -> RemoteRevision:
    raise AssertionError("no address of this benchmark expires")


if __name__ == "__main__":
    alone(options, figures)
