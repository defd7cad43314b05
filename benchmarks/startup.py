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

from benchmarks.big_project import linked_workspace, stand_in

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


def main() -> None:
    options = _options()
    home = options.home or Path(tempfile.mkdtemp(prefix="planrack-startup-"))
    os.environ["QT_QPA_PLATFORM"] = options.platform
    try:
        make_store(home)
        start(home), peer()  # the files are in the system's cache from here on
        rounds = [(start(home), peer()) for _ in range(options.rounds)]
    finally:
        if options.home is None:
            shutil.rmtree(home, ignore_errors=True)
    tell([times for times, _ in rounds], [bare for _, bare in rounds])


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


def tell(rounds: list[dict[str, float]], bare: list[float]) -> None:
    alone = statistics.median(bare)
    print(f"bare PySide6 window  {alone:5.2f} s   ({len(bare)} rounds, medians)")
    for name, words in MOMENTS:
        middle = statistics.median(times[name] for times in rounds)
        share = f"  {middle / LIMIT:.2f} of the limit" if name == "usable" else ""
        print(f"{words:34} {middle:5.2f} s  {middle / alone:5.2f} x the bare window{share}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--platform", default="offscreen", help="Qt's platform: offscreen, xcb, …")
    parser.add_argument("--home", type=Path, help="keep the store here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
