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
from app.domain.files import Depth
from app.drawings.worker_pool import TIME_LIMIT, PdfWorkers, check_limit, worker_command

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
    (sheet,) = (await workers.inspect(sheets_folder / SHEET)).pages
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
    found = await workers.inspect(path, Depth.PREVIEWS, prefix=tmp_path / "é", longest=64, most=1)
    assert found.previews == 1
    assert (tmp_path / "é-0.png").exists()


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


async def test_a_worker_that_starts_while_the_others_are_ended_is_given_nothing_to_do() -> None:
    workers = PdfWorkers(count=1, command=script("import sys\nfor line in sys.stdin: pass"))
    check = asyncio.create_task(workers.check(Path("slow.pdf")))
    await asyncio.sleep(0)
    await workers.aclose()
    with pytest.raises(Failure) as caught:
        await check
    assert caught.value.code is FailureCode.CANCELLED
    assert workers.pids == frozenset()


def test_a_check_is_given_up_sooner_than_a_reading_but_a_large_file_on_a_slow_disk_gets_its_time(
    tmp_path: Path,
) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(500_000_000)
    assert check_limit(tmp_path / "missing.pdf") == 20 < TIME_LIMIT
    assert check_limit(large) == 70


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


async def test_a_picture_has_the_page_as_displayed(workers: PdfWorkers, sheets_folder: Path, tmp_path: Path) -> None:
    path = sheets_folder / "od-lakehouse-A-101-2015-01-29.pdf"
    found = await workers.inspect(path, Depth.PREVIEWS, prefix=tmp_path / "first", longest=300, most=64)
    assert (found.previews, len(found.pages)) == (1, 1)
    data = (tmp_path / "first-0.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (300, 194)
    assert await asyncio.to_thread(lambda: [path.name for path in tmp_path.iterdir()]) == ["first-0.png"]


async def test_only_so_many_pages_get_a_picture(workers: PdfWorkers, sheets_folder: Path, tmp_path: Path) -> None:
    path = sheets_folder / "od-lakehouse-set-2014-11-10.pdf"
    found = await workers.inspect(path, Depth.PREVIEWS, prefix=tmp_path / "set", longest=32, most=3)
    assert (found.previews, len(found.pages)) == (3, 16)
    assert await asyncio.to_thread(lambda: len(list(tmp_path.iterdir()))) == 3


async def test_a_disk_that_takes_no_picture_costs_only_the_picture(
    workers: PdfWorkers, sheets_folder: Path, tmp_path: Path
) -> None:
    found = await workers.inspect(
        sheets_folder / SHEET, Depth.PREVIEWS, prefix=tmp_path / "none" / "first", longest=64, most=1
    )
    assert "A001" in found.pages[0].text
    assert found.previews == 1, "there should be one, so it is tried again"


async def test_sizes_alone_need_no_page(workers: PdfWorkers, sheets_folder: Path) -> None:
    for name in (SHEET, "od-conference-A100-2016-06-13.pdf"):
        (sheet,) = (await workers.inspect(sheets_folder / name, Depth.SIZES)).pages
        (whole,) = (await workers.inspect(sheets_folder / name)).pages
        shown = (whole.height_pt, whole.width_pt) if whole.rotation % 180 else (whole.width_pt, whole.height_pt)
        assert (sheet.width_pt, sheet.height_pt, sheet.rotation, sheet.text) == (*shown, 0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="niceness")
async def test_work_in_the_background_has_the_lowest_priority(sheets_folder: Path) -> None:
    for background, expected in ((True, 19), (False, os.getpriority(os.PRIO_PROCESS, 0))):
        workers = PdfWorkers(1, background=background)
        await workers.check(sheets_folder / SHEET)
        (pid,) = workers.pids
        assert os.getpriority(os.PRIO_PROCESS, pid) == expected
        await workers.aclose()


def test_a_worker_in_a_file_that_never_ends_ends_with_its_parent(tmp_path: Path) -> None:
    """Whoever asked was killed: the pipe closes, and the job is still under way."""
    fifo = tmp_path / "never"
    hangs = "import app.drawings.worker as w\n"
    hangs += f"w.check_pdf = lambda path: open({str(fifo)!r}).read()\nw.main()"
    os.mkfifo(fifo)
    process = subprocess.Popen([sys.executable, "-c", hangs], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(b'{"do": "check", "path": "x"}\n')
    process.stdin.flush()
    writer = os.open(fifo, os.O_WRONLY)  # returns once the worker is in the middle of its file
    process.communicate(timeout=20)
    os.close(writer)
    assert process.returncode == 0


async def test_a_file_that_takes_long_holds_up_no_other() -> None:
    """One of two workers is busy for ever; all the rest goes through the other."""
    hanging = "import sys\nfor line in sys.stdin:\n if 'slow' not in line: print('{\"result\": 3}', flush=True)"
    workers = PdfWorkers(count=2, command=script(hanging))
    slow = asyncio.ensure_future(workers.check(Path("slow.pdf")))
    assert await asyncio.gather(*(workers.check(Path(f"{n}.pdf")) for n in range(40))) == [3] * 40
    assert not slow.done()
    slow.cancel()
    await asyncio.gather(slow, return_exceptions=True)
    await workers.aclose()
