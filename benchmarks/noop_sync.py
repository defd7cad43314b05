"""What a sync costs that finds nothing new: 10,000 drawings, 60,000 revisions, the real engine over real sockets.

    python -m benchmarks.noop_sync [--rounds 3]

Limits: incremental 4 requests, full 4 and the pages; 2 s of processor time; one write transaction besides the two that
record the start and the end of the run (S61: a run that dies must be seen to have begun). The first sync, which makes
the state, downloads 10,000 small files and takes a minute or more.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import event

from app.domain.states import RunOutcome, RunTrigger
from benchmarks.big_project import DRAWINGS, REVISIONS, linked_workspace, stand_in
from benchmarks.figures import Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.events import RunReport
    from app.workspace import Workspace

CPU_LIMIT = 2.0
PAGES = -(-DRAWINGS * REVISIONS // 1000)


class Transactions:
    """Counts the write transactions of a store."""

    def __init__(self, workspace: Workspace) -> None:
        self.count = 0
        event.listen(workspace.store.runs._database.engine, "before_cursor_execute", self._note)

    def _note(self, connection: object, cursor: object, statement: str, *rest: object) -> None:
        self.count += statement == "BEGIN IMMEDIATE"


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=sized(3, 1))
    return parser


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    home = Path(tempfile.mkdtemp(prefix="planrack-noop-"))
    try:
        with stand_in(600) as port:
            workspace, project = linked_workspace(home, port)
            workspace.engine.start()
            try:
                first = sync(workspace, project, full=True)
                print(f"first sync: {first.files} files in {first.seconds:.0f} s")
                for name, full in (("incremental", False), ("full", True)):
                    yield from measure(workspace, project, name, full=full, rounds=options.rounds)
            finally:
                workspace.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    yield Figure("largest memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")


def measure(workspace: Workspace, project: int, name: str, *, full: bool, rounds: int) -> Iterator[Figure]:
    transactions = Transactions(workspace)
    cpu, wall = [], []
    for _ in range(rounds):
        transactions.count = 0
        start, began = time.process_time(), time.perf_counter()
        report = sync(workspace, project, full=full)
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - began)
        assert (report.outcome, report.files, report.full) == (RunOutcome.SYNCED, 0, full), report
    yield Figure(f"{name}: requests", report.requests, "", most=4 + (PAGES if full else 0))
    yield Figure(f"{name}: processor", statistics.median(cpu), "s", most=CPU_LIMIT)
    yield Figure(f"{name}: time", statistics.median(wall), "s")
    yield Figure(f"{name}: write transactions", transactions.count, "", most=3)


def sync(workspace: Workspace, project: int, *, full: bool) -> RunReport:
    (report,) = workspace.engine.sync([project], full=full, trigger=RunTrigger.SCHEDULE).result(600)
    return report


if __name__ == "__main__":
    alone(options, figures)
