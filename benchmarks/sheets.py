"""How fast sheets are checked before they are accepted, and read afterwards, beside poppler's tools on the same files.

    python -m benchmarks.sheets FOLDER [--rounds 3]

``check`` is what a sync waits for; its peer is ``pdfinfo``. ``read`` happens in the background: sizes, rotation, text
and a picture of 256 pixels in one pass; its peers are ``pdfinfo``, ``pdftotext`` and ``pdftoppm`` one after the
other. Ours goes through the pool with its pipes, in one process like each of them. Runs are interleaved; below 1 we are
faster. Reading stops at 64 pictures a file; the peer draws as many.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.files import Depth
from app.drawings.worker_pool import PdfWorkers
from app.storage.previews import LONGEST, PAGES
from benchmarks.figures import Absent, Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Told


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=sized(3, 1))
    return parser


def figures(options: argparse.Namespace) -> Iterator[Told]:
    files = sorted(options.folder.glob("*.pdf"))[: sized(10_000, 4)]
    if not files:
        sys.exit("needs a folder of PDF files")
    tools = ("pdfinfo", "pdftotext", "pdftoppm")
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        yield Absent(f"poppler's {', '.join(missing)}")
    for name, ours, peer, repeat in (("check", _check, _peer_check, 10), ("read", _read, _peer_read, 1)):
        yield _compare(name, ours, None if missing else peer, files * repeat, options.rounds)


def _compare(
    name: str,
    ours: Callable[[list[Path], Path], None],
    peer: Callable[[list[Path], Path], None] | None,
    files: list[Path],
    rounds: int,
) -> Figure:
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for run, seconds in zip((ours, peer), taken, strict=True):
            if run is None:
                continue
            with tempfile.TemporaryDirectory(prefix="planrack-bench-") as out:
                before = time.perf_counter()
                run(files, Path(out))
                if number:  # the first round warms the page cache
                    seconds.append(time.perf_counter() - before)
    mine, theirs = (1000 * statistics.median(seconds) / len(files) if seconds else None for seconds in taken)
    assert mine is not None
    return Figure(f"{name}, a file", mine, "ms", "poppler", theirs)


def _check(files: list[Path], out: Path) -> None:
    async def run() -> None:
        workers = PdfWorkers(1)
        await asyncio.gather(*(workers.check(path) for path in files))
        await workers.aclose()

    asyncio.run(run())


def _peer_check(files: list[Path], out: Path) -> None:
    for path in files:
        _quietly("pdfinfo", str(path))


def _read(files: list[Path], out: Path) -> None:
    async def run() -> None:
        workers = PdfWorkers(1)
        for number, path in enumerate(files):
            await workers.inspect(path, Depth.PREVIEWS, prefix=out / str(number), longest=LONGEST, most=PAGES)
        await workers.aclose()

    asyncio.run(run())


def _peer_read(files: list[Path], out: Path) -> None:
    for number, path in enumerate(files):
        _quietly("pdfinfo", "-l", "-1", str(path))
        _quietly("pdftotext", str(path), str(out / f"{number}.txt"))
        _quietly("pdftoppm", "-png", "-scale-to", str(LONGEST), "-l", str(PAGES), str(path), str(out / str(number)))


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    alone(options, figures)
