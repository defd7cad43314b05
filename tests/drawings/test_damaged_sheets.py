"""Damaged PDFs, thousands of kinds of them: each costs at most its own preview."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from mutants import LARGEST, look_at_all, mutations

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth
from app.drawings.worker_pool import PdfWorkers
from app.sandbox.plain_sheet import plain_sheet


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


def test_damaged_sheets_neither_crash_nor_hang_the_viewer(sheets_folder: Path, tmp_path: Path) -> None:
    """As many as there is time for; ``python -m tests.drawings.mutants`` looks at a thousand."""
    originals = [path.read_bytes() for path in sorted(sheets_folder.glob("*.pdf")) if path.stat().st_size < LARGEST]
    verdicts, _ = look_at_all(originals, 60, tmp_path)
    assert verdicts.total() == 60
    assert min(verdicts["drawn"], verdicts.total() - verdicts["drawn"]) > 5, "both ways are taken"


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
