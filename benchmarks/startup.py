"""From the start of the process to a window that can be used: 10,000 drawings and 60,000 revisions in the store.

    python -m benchmarks.startup [--rounds 5] [--platform offscreen] [--home FOLDER]

Every start is a process of its own, the real program with its engine and schedule, over a project that is in sync; the
peer of each round is a bare PySide6 window with an empty table. The limit: one second to the list of projects. Making
the store, with a first sync that downloads 10,000 small files, takes minutes; with ``--home`` it is kept there for the
next time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_project import linked_workspace, stand_in
from benchmarks.figures import Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1.0
#: In the order in which they come; names of the moments the child tells.
MOMENTS = (
    ("python", "Python runs"),
    ("imported", "modules of the window imported"),
    ("opened", "store open, engine started"),
    ("painted", "first window painted"),
    ("usable", "projects listed and painted"),
    ("documents", "Documents open, first rows painted"),
)
PEER = """
import sys, time
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableWidget(20, 5, window))
window.show()
QCoreApplication.processEvents()
print(time.monotonic() - float(sys.argv[1]))
"""


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    home = options.home or Path(tempfile.mkdtemp(prefix="planrack-startup-"))
    os.environ["QT_QPA_PLATFORM"] = options.platform
    try:
        make_store(home)
        start(home), peer()  # the files are in the system's cache from here on
        rounds = [(start(home), peer()) for _ in range(options.rounds)]
    finally:
        if options.home is None:
            shutil.rmtree(home, ignore_errors=True)
    alone_takes = statistics.median(bare for _, bare in rounds)
    for name, words in MOMENTS:
        middle = statistics.median(times[name] for times, _ in rounds)
        yield Figure(words, middle, "s", "bare window", alone_takes, LIMIT if name == "usable" else None)


def make_store(home: Path) -> None:
    """The project in sync and every sheet read, so that the measured program has nothing to do but to start."""
    home.mkdir(parents=True, exist_ok=True)
    if (home / "planrack.db").exists():
        return
    with stand_in(600) as port:
        workspace, project = linked_workspace(home, port)
        workspace.engine.start()
        try:
            (report,) = workspace.engine.sync([project], full=True).result(900)
            assert report.failure is None, report.failure
            workspace.engine.read_sheets(within=600).result()
        finally:
            workspace.close()


def start(home: Path) -> dict[str, float]:
    """One start of the program: seconds from before its process was made to each moment."""
    environment = {**os.environ, "PLANRACK_HOME": str(home), "PLANRACK_PROCORE_API": "http://127.0.0.1:9"}
    # As installed: with compiled modules, whatever this shell thinks of writing them.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.startup_probe", str(began)],
        env=environment, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return times


def peer() -> float:
    done = subprocess.run(
        [sys.executable, "-c", PEER, str(time.monotonic())], check=True, stdout=subprocess.PIPE, text=True
    )
    return float(done.stdout)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=sized(5, 1))
    parser.add_argument("--platform", default="offscreen", help="Qt's platform: offscreen, xcb, …")
    parser.add_argument("--home", type=Path, help="keep the store here")
    return parser


if __name__ == "__main__":
    alone(options, figures)
