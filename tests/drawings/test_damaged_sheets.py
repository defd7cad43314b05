"""Damaged PDFs, thousands of kinds of them: each costs at most its own preview."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth
from app.drawings.worker_pool import PdfWorkers
from app.sandbox.plain_sheet import plain_sheet

SEED = 20_261_122
#: Larger real sheets take longer to draw than they add.
LARGEST = 300_000


def mutations(originals: list[bytes], count: int, seed: int = SEED) -> Iterator[bytes]:
    """Bytes changed, pieces taken out, doubled, or the end cut off."""
    dice = random.Random(seed)
    for _ in range(count):
        data = bytearray(dice.choice(originals))
        for _ in range(dice.choice((0, 1, 10, 200))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        start, length = dice.randrange(len(data)), dice.randrange(1, 20_000)
        match dice.randrange(6):
            case 0:
                del data[start : start + length]
            case 1:
                data[start:start] = data[start : start + length]
            case 2:
                del data[start:]
            case 3:  # numbers: lengths, offsets, sizes of pages and pictures
                for place in [place for place, byte in enumerate(data) if 48 <= byte <= 57][:: dice.randrange(5, 500)]:
                    data[place] = dice.randrange(48, 58)
        yield bytes(data)


async def _bear(originals: list[bytes], count: int, folder: Path) -> Counter[str]:
    """Check and inspect every mutation; how each was judged."""
    workers = PdfWorkers(2, time_limit=30)
    verdicts: Counter[str] = Counter()

    async def judge(number: int, data: bytes) -> None:
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        try:
            pages = await workers.check(path)
        except Failure as failure:
            assert failure.code is FailureCode.CORRUPT
            verdicts["refused"] += 1
            return
        finally:
            assert len(workers.pids) <= 2
        try:
            found = await workers.inspect(path, Depth.PREVIEWS, prefix=folder / str(number), longest=128, most=4)
        except Failure as failure:
            # Nothing else: what was accepted has pages that load.
            assert (failure.code, failure.reason) == (FailureCode.CORRUPT, Reason.PARSER_CRASHED)
            verdicts["crashed"] += 1
            return
        assert len(found.pages) == pages
        verdicts["read"] += 1

    for number, data in enumerate(mutations(originals, count)):
        await judge(number, data)
    assert all(_resident(pid) < 1024**3 for pid in workers.pids)
    await workers.aclose()
    assert workers.pids == frozenset()
    return verdicts


def _resident(pid: int) -> int:
    """Bytes of memory a process has; 0 where the system does not tell."""
    statm = Path(f"/proc/{pid}/statm")
    return int(statm.read_text().split()[1]) * 4096 if statm.exists() else 0


async def test_damaged_real_sheets_neither_crash_nor_hang_the_pool(sheets_folder: Path, tmp_path: Path) -> None:
    paths = await asyncio.to_thread(lambda: sorted(sheets_folder.glob("*.pdf")))
    originals = [path.read_bytes() for path in paths if path.stat().st_size < LARGEST]
    assert len(originals) > 5
    verdicts = await _bear(originals, 200, tmp_path)
    assert verdicts.total() == 200
    assert min(verdicts["refused"], verdicts["read"]) > 10, "both ways are taken"


async def test_damaged_generated_sheets_neither_crash_nor_hang_the_pool(tmp_path: Path) -> None:
    originals = [plain_sheet((f"A-{rooms}", "Floor plan"), rooms) for rooms in range(1, 9)]
    verdicts = await _bear(originals, 100, tmp_path)
    assert verdicts.total() == 100
    assert min(verdicts["refused"], verdicts["read"]) > 5, "both ways are taken"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_a_worker_killed_in_the_middle_of_a_file_is_replaced(tmp_path: Path) -> None:
    """As the system does when memory runs out: the file is tried once more, elsewhere."""
    path = tmp_path / "sheet.pdf"
    path.write_bytes(plain_sheet(("A-1",)))
    workers = PdfWorkers(1)
    assert await workers.check(path) == 1
    (first,) = workers.pids
    os.kill(first, signal.SIGSTOP)  # it will never get to the file
    job = asyncio.ensure_future(workers.check(path))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    assert await job == 1
    assert first not in workers.pids
    await workers.aclose()
