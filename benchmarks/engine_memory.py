"""How much memory the engine takes: a first sync of 10,000 drawings with 60,000 revisions, and then syncs without news.

    python -m benchmarks.engine_memory [--gigabytes 0.2] [--home DIRECTORY]

The real engine in a process of its own over real sockets; it and every process it starts are looked at five times a
second. Limit: 200 MB, flat. What counts is what each process has for itself and its share of what several have
together (PSS, so Linux only). The files need their size on the disk, once: ``--gigabytes 10`` is the documented figure.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.states import RunOutcome, RunTrigger
from benchmarks.big_project import DRAWINGS, linked_workspace, stand_in
from benchmarks.figures import Absent, Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from benchmarks.figures import Told

LIMIT = 200.0
_EVERY = 0.2


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gigabytes", type=float, default=sized(200, 10) / 1000)
    parser.add_argument("--home", type=Path, default=None)
    return parser


def figures(options: argparse.Namespace) -> Iterator[Told]:
    if not Path("/proc/self/smaps_rollup").exists():
        yield Absent("/proc, which tells the memory of processes")
        return
    home = Path(tempfile.mkdtemp(prefix="planrack-memory-", dir=options.home))
    size = int(options.gigabytes * 1e9 / DRAWINGS)
    needed = int(options.gigabytes * 1.1e9)
    if shutil.disk_usage(home).free < needed + 5e9:
        raise SystemExit(f"not enough free disk space for {options.gigabytes} GB of files")
    try:
        with stand_in(size) as port:
            yield from _watch(home, port)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _watch(home: Path, port: int) -> Iterator[Figure]:
    ours, theirs = multiprocessing.Pipe()
    engine = multiprocessing.get_context("spawn").Process(target=_engine, args=(home, port, theirs))
    engine.start()
    assert engine.pid is not None
    phase, samples, started = "start", [], time.monotonic()
    while engine.is_alive():
        time.sleep(_EVERY)
        samples.append((_family(engine.pid), _pss(engine.pid)))
        if ours.poll():
            if samples:
                yield _report(phase, samples, time.monotonic() - started)
            phase, samples, started = ours.recv(), [], time.monotonic()
    engine.join()


def _report(phase: str, samples: list[tuple[float, float]], seconds: float) -> Figure:
    both = [family for family, _ in samples]
    quarters = [max(both[len(both) * i // 4 : max(1, len(both) * (i + 1) // 4)] or [0.0]) for i in range(4)]
    print(
        f"{phase:16} {seconds:5.0f} s  largest {max(both):4.0f} MB ({max(both) / LIMIT:.2f} of the limit), "
        f"median {statistics.median(both):4.0f} MB; the engine's process {max(own for _, own in samples):4.0f} MB; "
        f"largest by quarter {', '.join(f'{q:.0f}' for q in quarters)}",
        flush=True,
    )
    return Figure(f"{phase}, largest", max(both), "MB", most=LIMIT)


def _engine(home: Path, port: int, pipe: Connection) -> None:
    workspace, project = linked_workspace(home, port)
    workspace.engine.start()
    try:
        for phase, full in (("first sync", True), ("full, no news", True), ("incremental", False)):
            pipe.send(phase)
            time.sleep(2 * _EVERY)
            (report,) = workspace.engine.sync([project], full=full, trigger=RunTrigger.SCHEDULE).result(3600)
            assert report.outcome is RunOutcome.SYNCED, report
        pipe.send("idle")
        time.sleep(2)
        pipe.send("end")
    finally:
        workspace.close()


def _family(pid: int) -> float:
    return sum(_pss(each) for each in _descendants(pid))


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _descendants(int(child))
    return found


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    alone(options, figures)
