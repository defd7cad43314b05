"""PDFs are opened in processes that may die; each death costs one job."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.drawings.worker_pool import PdfWorkers, worker_command

SHEET = "od-facility-A001-2019-07-30-r1.pdf"


@pytest.fixture
async def workers() -> AsyncIterator[PdfWorkers]:
    workers = PdfWorkers(count=1)
    yield workers
    await workers.aclose()
    assert workers.pids == frozenset()


def script(text: str) -> tuple[str, ...]:
    """A worker of the test's own making."""
    return sys.executable, "-c", text


async def test_a_sheet_is_checked_and_inspected_by_the_same_process(workers: PdfWorkers, sheets_folder: Path) -> None:
    assert await workers.check(sheets_folder / SHEET) == 1
    pids = workers.pids
    (sheet,) = await workers.inspect(sheets_folder / SHEET)
    assert (sheet.page, round(sheet.width_pt), round(sheet.height_pt), sheet.rotation) == (0, 2448, 1584, 0)
    assert "A001" in sheet.text
    assert workers.pids == pids
    assert len(pids) == 1


async def test_a_failure_crosses_the_process_whole(workers: PdfWorkers, sheets_folder: Path) -> None:
    with pytest.raises(Failure) as caught:
        await workers.check(sheets_folder / "bad" / "page-fails.pdf")
    assert (caught.value.code, caught.value.reason) == (FailureCode.CORRUPT, Reason.UNREADABLE_PAGE)
    assert caught.value.values == {"page": 1}
    with pytest.raises(Failure, match="password"):
        await workers.inspect(sheets_folder / "bad" / "password-required.pdf")
    assert await workers.check(sheets_folder / SHEET) == 1


async def test_paths_of_any_letters_arrive(workers: PdfWorkers, sheets_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan d'étage — 日本.pdf"
    shutil.copy(sheets_folder / SHEET, path)
    assert await workers.check(path) == 1
    await workers.thumbnail(path, tmp_path / "é.png", 64)
    assert (tmp_path / "é.png").exists()


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)", "os.kill(os.getpid(), 9)"])
async def test_a_file_that_takes_the_worker_down_costs_one_job(end: str) -> None:
    """The first job kills the worker, whichever process it lands in; any other is answered."""
    dying = f"""
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
for line in sys.stdin:
    if "evil" in line: {end}
    print('{{"result": 3}}', flush=True)
"""
    workers = PdfWorkers(count=1, command=script(dying))
    assert await workers.check(Path("good.pdf")) == 3
    with pytest.raises(Failure) as caught:
        await workers.check(Path("evil.pdf"))
    assert (caught.value.code, caught.value.reason) == (FailureCode.CORRUPT, Reason.PARSER_CRASHED)
    assert await workers.check(Path("good.pdf")) == 3
    await workers.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
async def test_a_worker_killed_while_idle_costs_nothing(workers: PdfWorkers, sheets_folder: Path) -> None:
    await workers.check(sheets_folder / SHEET)
    (pid,) = workers.pids
    os.kill(pid, signal.SIGKILL)
    assert await workers.check(sheets_folder / SHEET) == 1
    assert pid not in workers.pids


async def test_a_hung_worker_is_replaced(sheets_folder: Path) -> None:
    hanging = "import sys\nfor line in sys.stdin:\n if 'evil' not in line: print('{\"result\": 3}', flush=True)"
    workers = PdfWorkers(count=1, command=script(hanging), time_limit=0.3)
    with pytest.raises(Failure) as caught:
        await workers.check(Path("evil.pdf"))
    assert caught.value.reason is Reason.PARSER_CRASHED
    await workers.aclose()
    assert workers.pids == frozenset()


async def test_a_cancelled_job_frees_its_place(sheets_folder: Path) -> None:
    hanging = "import sys\nfor line in sys.stdin:\n if 'slow' not in line: print('{\"result\": 3}', flush=True)"
    workers = PdfWorkers(count=1, command=script(hanging))
    job = asyncio.ensure_future(workers.check(Path("slow.pdf")))
    while not workers.pids:  # noqa: ASYNC110 - the pool tells nobody when a process has started
        await asyncio.sleep(0)
    job.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await job
    assert await workers.check(Path("good.pdf")) == 3
    await workers.aclose()


async def test_jobs_share_the_processes(sheets_folder: Path) -> None:
    workers = PdfWorkers(count=2)
    paths = [sheets_folder / f"od-lakehouse-A-{number}-2015-01-29.pdf" for number in (101, 102, 201, 301)] * 5
    assert set(await asyncio.gather(*(workers.check(path) for path in paths))) == {1}
    assert len(workers.pids) <= 2
    await workers.aclose()


async def test_nothing_starts_after_the_end(workers: PdfWorkers) -> None:
    await workers.aclose()
    with pytest.raises(Failure) as caught:
        await workers.check(Path("x.pdf"))
    assert caught.value.code is FailureCode.CANCELLED


async def test_a_worker_that_cannot_start_is_a_local_failure() -> None:
    workers = PdfWorkers(command=("/nonexistent/program",))
    with pytest.raises(Failure) as caught:
        await workers.check(Path("x.pdf"))
    assert caught.value.code is FailureCode.LOCAL_IO


def test_a_worker_ends_when_its_parent_is_gone() -> None:
    process = subprocess.Popen(worker_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = process.communicate(b"", timeout=20)
    assert (process.returncode, out) == (0, b"")


def test_the_worker_imports_neither_qt_nor_the_engine() -> None:
    code = "import sys, app.drawings.worker; print([m for m in sys.modules if m.split('.')[0] in "
    code += "('PySide6', 'sqlalchemy', 'httpx', 'asyncio') or m.startswith('app.sync')])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


async def test_a_thumbnail_has_the_page_as_displayed(workers: PdfWorkers, sheets_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "first.png"
    size = await workers.thumbnail(sheets_folder / "od-lakehouse-A-101-2015-01-29.pdf", out, 300)
    assert size == (300, 194)
    data = out.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == size
    assert await asyncio.to_thread(lambda: [path.name for path in tmp_path.iterdir()]) == ["first.png"]


async def test_a_thumbnail_that_cannot_be_written_is_a_local_failure(
    workers: PdfWorkers, sheets_folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(Failure) as caught:
        await workers.thumbnail(sheets_folder / SHEET, tmp_path / "none" / "first.png", 64)
    assert caught.value.code is FailureCode.LOCAL_IO
