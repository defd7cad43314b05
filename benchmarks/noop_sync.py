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

if TYPE_CHECKING:
    from app.domain.events import RunReport
    from app.workspace import Workspace

CPU_LIMIT = 2.0
PAGES = DRAWINGS * REVISIONS // 1000


class Transactions:
    """Counts the write transactions of a store."""

    def __init__(self, workspace: Workspace) -> None:
        self.count = 0
        event.listen(workspace.store.runs._database.engine, "before_cursor_execute", self._note)

    def _note(self, connection: object, cursor: object, statement: str, *rest: object) -> None:
        self.count += statement == "BEGIN IMMEDIATE"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds: int = parser.parse_args().rounds
    home = Path(tempfile.mkdtemp(prefix="planrack-noop-"))
    try:
        with stand_in(600) as port:
            workspace, project = linked_workspace(home, port)
            workspace.engine.start()
            try:
                first = sync(workspace, project, full=True)
                print(f"first sync: {first.files} files in {first.seconds:.0f} s")
                for name, full in (("incremental", False), ("full", True)):
                    measure(workspace, project, name, full=full, rounds=rounds)
            finally:
                workspace.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    print(f"largest memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def measure(workspace: Workspace, project: int, name: str, *, full: bool, rounds: int) -> None:
    transactions = Transactions(workspace)
    cpu, wall = [], []
    for _ in range(rounds):
        transactions.count = 0
        start, began = time.process_time(), time.perf_counter()
        report = sync(workspace, project, full=full)
        cpu.append(time.process_time() - start)
        wall.append(time.perf_counter() - began)
        assert (report.outcome, report.files, report.full) == (RunOutcome.SYNCED, 0, full), report
    allowed = 4 + (PAGES if full else 0)
    print(
        f"{name:12} {report.requests} requests ({report.requests / allowed:.2f} of the limit)  "
        f"{statistics.median(cpu):.2f} s processor ({statistics.median(cpu) / CPU_LIMIT:.2f} of the limit)  "
        f"{statistics.median(wall):.2f} s  {transactions.count - 2} + 2 write transactions"
    )


def sync(workspace: Workspace, project: int, *, full: bool) -> RunReport:
    (report,) = workspace.engine.sync([project], full=full, trigger=RunTrigger.SCHEDULE).result(600)
    return report


if __name__ == "__main__":
    main()
