"""The worker processes as an asyncio service: a PDF that kills its parser costs one job, never the application."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from app.domain.comparisons import ChangedRegion, Comparison, Trust
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth, Inspection, SheetFacts
from app.domain.plane import Similarity
from app.drawings.failure_wire import failure_from_json
from app.drawings.output.wire import bind_job, issue_job

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from app.domain.output import Cover, IssuedSheet, Marks
    from app.drawings.tiles import Frame

#: Seconds. Real sheets take well under one; a file that takes this long is built to. The start of a process counts.
TIME_LIMIT = 60.0
#: The cheap check of a file takes a third of a millisecond, and a sync waits for it: less is enough, with what a slow
#: disk needs to read so many bytes a second.
CHECK_LIMIT = 20.0
_SLOW_DISK = 10_000_000
#: For writing: a set of thousands of sheets is as long as the disk is slow.
_WRITING_LIMIT = 900.0
_LEAVE = 2.0
#: Longest answer line: the text of a whole set, escaped.
_LINE = 64 * 1024 * 1024


def worker_command(*more: str) -> tuple[str, ...]:
    """How this program starts itself as a worker, with ``more`` arguments."""
    if getattr(sys, "frozen", False):
        return sys.executable, "--pdf-worker", *more
    # -P: a folder named "app" where the program was started must not be taken for ours.
    return sys.executable, "-P", "-m", "app.drawings.worker", *more


def check_limit(path: Path) -> float:
    """Seconds that ``check`` of this file may take."""
    try:
        return CHECK_LIMIT + path.stat().st_size / _SLOW_DISK
    except OSError:  # the worker says what is wrong with it
        return CHECK_LIMIT


class PdfWorkers:
    """Up to ``count`` processes, started when first needed and again after one died or was killed.

    Every job raises Failure(CORRUPT, PARSER_CRASHED) where the file took its worker down or past the time limit. A
    cancelled job kills its worker. ``background``: they get what processor time nobody else wants. Belongs to one
    event loop; ``aclose`` ends the processes.
    """

    def __init__(
        self,
        count: int = 2,
        *,
        background: bool = False,
        time_limit: float = TIME_LIMIT,
        command: Sequence[str] | None = None,
    ) -> None:
        self._command = tuple(command or worker_command(*(("--background",) if background else ())))
        self._flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        if background:
            self._flags |= getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)
        self._time_limit = time_limit
        self._slots = asyncio.Semaphore(count)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._closed = False

    @property
    def pids(self) -> frozenset[int]:
        """The processes that are alive, as far as is known."""
        return frozenset(worker.pid for worker in (*self._idle, *self._busy) if worker.alive)

    async def check(self, path: Path) -> int:
        """See ``inspect.check_pdf``: number of pages, or Failure(CORRUPT). About 0.3 ms, the way there included."""
        return int(await self._run({"do": "check", "path": str(path)}, min(self._time_limit, check_limit(path))))

    async def inspect(
        self, path: Path, depth: Depth = Depth.TEXT, *, prefix: Path | None = None, longest: int = 0, most: int = 0
    ) -> Inspection:
        """See ``inspect.inspect_pdf``. With previews, the first ``most`` pages become ``<prefix>-<page>.png``."""
        job: dict[str, object] = {"do": "inspect", "path": str(path), "depth": depth.value}
        job |= {"prefix": str(prefix), "longest": longest, "most": most if prefix else 0}
        previews, rows = await self._run(job)
        return Inspection(tuple(SheetFacts(*row) for row in rows), previews)

    async def issue(self, sheet: IssuedSheet, target: Path, marks: Marks) -> int:
        """Write a sheet with its stamp and markups, see ``output.sheets.write_sheet``."""
        return int(await self._run(issue_job(sheet, target, marks), _WRITING_LIMIT))

    async def strips(self, path: Path, page: int, frames: Sequence[Frame], folder: Path) -> list[Path]:
        """Draw parts of a page into files in ``folder``, see ``strips.draw_strips``."""
        told = [[f.page_width, f.page_height, f.left, f.top, f.width, f.height] for f in frames]
        job = {"do": "strips", "path": str(path), "page": page, "frames": told, "folder": str(folder)}
        names: list[str] = await self._run(job, _WRITING_LIMIT)
        return [folder / name for name in names]

    async def bind(self, sheets: Sequence[tuple[Path, IssuedSheet]], cover: Cover | None, target: Path) -> int:
        """Bind files into one, see ``output.book.bind``; returns its pages. Beside each file: what it is."""
        return int(await self._run(bind_job(sheets, cover, target), _WRITING_LIMIT))

    async def compare(
        self, older: tuple[Path, int], newer: tuple[Path, int], picture: Path, by_hand: Similarity | None = None
    ) -> Comparison:
        """See ``compare.compare_pages``."""
        job: dict[str, object] = {"do": "compare", "path": str(older[0]), "page": older[1]}
        job |= {"newer": str(newer[0]), "newer_page": newer[1], "picture": str(picture)}
        alignment, trust, agreement, regions, found = await self._run(
            job | {"by_hand": None if by_hand is None else astuple(by_hand)}
        )
        return Comparison(
            None if alignment is None else Similarity(*alignment),
            Trust(trust),
            agreement,
            tuple(ChangedRegion(*region) for region in regions),
            found,
        )

    async def aclose(self) -> None:
        """End all processes. Jobs under way end as crashed."""
        self._closed = True
        workers = (*self._idle, *self._busy)
        self._idle.clear()
        await asyncio.gather(*(worker.leave() for worker in workers))

    async def _run(self, job: Mapping[str, object], limit: float | None = None) -> Any:
        async with self._slots:
            while True:
                used = bool(self._idle)
                worker = self._idle.pop() if used else await self._start()
                try:
                    answer = await self._ask(worker, job, limit or self._time_limit)
                except _Died as died:
                    # One that had served before may have been killed while it was idle: then the file is innocent.
                    if used and not self._closed:
                        continue
                    raise Failure(FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical=str(died)) from None
                return _result(answer)

    async def _ask(self, worker: _Worker, job: Mapping[str, object], limit: float) -> dict[str, Any]:
        self._busy.add(worker)
        healthy = False
        try:
            async with asyncio.timeout(limit):
                answer = await worker.ask(job)
            healthy = True
            return answer
        except TimeoutError:
            raise Failure(
                FailureCode.CORRUPT, Reason.PARSER_CRASHED, technical=f"no answer within {limit:g} s"
            ) from None
        finally:
            self._busy.discard(worker)
            if healthy and not self._closed:
                self._idle.append(worker)
            else:
                await worker.kill()

    async def _start(self) -> _Worker:
        closed = Failure(FailureCode.CANCELLED, technical="the PDF workers are closed")
        if self._closed:
            raise closed
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                limit=_LINE,
                creationflags=self._flags,
            )
        except OSError as error:
            raise Failure(FailureCode.LOCAL_IO, technical=f"no PDF worker: {error.strerror}") from error
        worker = _Worker(process)
        if self._closed:  # while it was being started
            await worker.kill()
            raise closed
        return worker


class _Died(Exception):
    """The process ended instead of answering."""


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = process.pid

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, job: Mapping[str, object]) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(json.dumps(dict(job)).encode("ascii") + b"\n")
            await stdin.drain()
            line = await stdout.readline()
        except (OSError, ValueError) as error:  # ValueError: a line beyond the limit
            raise _Died(type(error).__name__) from None
        if not line.endswith(b"\n"):
            code = await self._process.wait()
            raise _Died(f"the worker ended with {code}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def leave(self) -> None:
        """Ask the process to end, and make it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE):
                await self._process.wait()
        await self.kill()

    async def kill(self) -> None:
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


def _result(answer: dict[str, Any]) -> Any:
    told = answer.get("failure")
    if told is None:
        return answer["result"]
    raise failure_from_json(told)
