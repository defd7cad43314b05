"""How late the window is while a sync runs at full speed, beside the same window at rest.

    python -m benchmarks.window_frames [--files 1000] [--rest 8] [--platform offscreen]

The real window shows the Documents page of a project; Procore's sandbox runs in another process and serves as many
small sheets as asked for. A timer asks for a turn of the UI thread every 16 ms, as frames and key presses do; what it
waits longer is its lateness. The window at rest, in the same run, is the peer: the ratios say what the engine costs it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from app import window as program
from app.sandbox.browser_stand_in import allow
from app.settings import Settings
from app.workspace import Workspace
from benchmarks.figures import Figure, alone, sized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.events import RunReport
    from app.ui.main_window import MainWindow

_FRAME = 0.016


class Lateness(QObject):
    """Milliseconds by which each 16 ms turn came late, between ``start`` and ``stop``."""

    def __init__(self) -> None:
        super().__init__()
        self._late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(_FRAME * 1000))
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        self._late = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return sorted(self._late)

    @Slot()
    def _turn(self) -> None:
        now = time.perf_counter()
        self._late.append(max(0.0, now - self._last - _FRAME) * 1000)
        self._last = now


class Keyring:
    """Tokens for the length of this process."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._entries.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._entries[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self._entries.pop((service, username), None)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--files", type=int, default=sized(1000, 100))
    parser.add_argument("--rest", type=float, default=sized(8, 2), help="seconds at rest")
    parser.add_argument("--platform", default="offscreen", help="Qt's platform: offscreen, xcb, …")
    return parser


def figures(options: argparse.Namespace) -> Iterator[Figure]:
    os.environ["QT_QPA_PLATFORM"] = options.platform
    with tempfile.TemporaryDirectory(prefix="planrack-bench-") as name, _sandbox(options.files) as server:
        settings = Settings(
            home=Path(name),
            api=server["api"],
            login=server["login"],
            client_id=server["client_id"],
            client_secret=server["client_secret"],
            redirect_port=8937,
        )
        workspace = Workspace.open(settings, keyring=Keyring())
        workspace.engine.start()
        try:
            measured: dict[str, list[float]] = {}
            reports: list[RunReport] = []
            tasks: list[asyncio.Task[None]] = []
            act = partial(_measure, workspace, options.rest, measured, reports)
            program.run(workspace, opened=lambda window: tasks.append(asyncio.ensure_future(act(window))))
            tasks[0].result()
        finally:
            workspace.close()
    yield from _figures(measured, reports[0])


@contextmanager
def _sandbox(files: int) -> Iterator[dict[str, str]]:
    command = [sys.executable, "-m", "app", "sandbox", "--scenario", f"large:{files}", "--json"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    try:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
    finally:
        server.terminate()
        server.wait()


async def _measure(
    workspace: Workspace,
    rest: float,
    measured: dict[str, list[float]],
    reports: list[RunReport],
    window: MainWindow,
) -> None:
    try:
        project_id = await _link(workspace)
        window.show_documents(project_id)
        await asyncio.sleep(1.0)
        clock = Lateness()
        clock.start()
        done = await asyncio.wrap_future(workspace.engine.sync([project_id], full=True))
        measured["syncing"] = clock.stop()
        reports += done
        await asyncio.sleep(2.0)
        clock.start()
        await asyncio.sleep(rest)
        measured["at rest"] = clock.stop()
    finally:
        window.quit_requested.emit()


async def _link(workspace: Workspace) -> int:
    async def link() -> int:
        account = await workspace.accounts.sign_in(open_browser=allow)
        (seen,) = await workspace.accounts.visible_projects(account.id)
        project = workspace.store.projects.create("Benchmark")
        await workspace.accounts.connect(project.id, seen.projects[0].id)
        return project.id

    return await asyncio.wrap_future(workspace.engine.submit(link()))


def _figures(measured: dict[str, list[float]], report: RunReport) -> Iterator[Figure]:
    if report.failure is not None:
        sys.exit(f"the sync failed: {report.failure}")
    rate = report.files / report.seconds
    print(f"{report.files} files, {report.bytes / 1e6:.1f} MB in {report.seconds:.1f} s ({rate:.0f} files/s)")
    for what, share in (("median", 0.5), ("99th", 0.99), ("worst", 1.0)):
        syncing, at_rest = (_share(measured[state], share) for state in ("syncing", "at rest"))
        yield Figure(f"lateness while syncing, {what}", syncing, "ms", "at rest", at_rest, 16 if share < 1 else None)


def _share(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


if __name__ == "__main__":
    alone(options, figures)
