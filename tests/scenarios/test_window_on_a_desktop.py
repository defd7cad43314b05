"""The program as a process on a real display that has no tray: a second start, the window's cross, a quiet start.

Needs a display: ``QT_QPA_PLATFORM=xcb xvfb-run pytest -m window``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from app.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
pytestmark = [
    pytest.mark.window,
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform != "linux", reason="other desktops have a tray"),
]

#: Says ``shown`` or ``hidden``, does ``act``, and says ``forward`` once the window can be seen and has the keyboard.
PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon
from app.__main__ import main
from app import window as program

run = program.run

def watched(*, opened, **how):
    def both(window):
        opened(window)
        assert not QSystemTrayIcon.isSystemTrayAvailable()
        print("shown" if window.isVisible() else "hidden", flush=True)
        {act}
        timer = QTimer(window)

        def look():
            if window.isVisible() and window.isActiveWindow() and not window.isMinimized():
                timer.stop()
                print("forward", flush=True)

        timer.timeout.connect(look)
        timer.start(20)

    return run(opened=both, **how)

program.run = watched
raise SystemExit(main([]))
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def start(home: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the data directory of this test; ``act`` is done with the window once it is shown."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLANRACK_")}
    environment |= {"PYTHONPATH": str(ROOT), "PLANRACK_HOME": str(home)}
    started: list[subprocess.Popen[str]] = []

    def run(act: str = "pass") -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-c", PROGRAM.format(act=act)]
        started.append(subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True))
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("away", ["window.hide()", "window.showMinimized()"])
def test_a_second_start_brings_the_first_window_forward_and_ends(start: Start, away: str) -> None:
    first = start(away)
    assert says(first) == "shown"
    second = start()
    assert second.wait(PATIENCE) == 0
    assert says(second) == ""
    assert says(first) == "forward"
    first.send_signal(signal.SIGTERM)
    assert first.wait(PATIENCE) == 0


def test_without_a_tray_the_windows_cross_ends_the_program(start: Start) -> None:
    # As the window manager does it: the preference to stay in the tray is on, and there is none to stay in.
    closed = start("QTimer.singleShot(0, window.windowHandle().close)")
    assert says(closed) == "shown"
    assert closed.wait(PATIENCE) == 0


def test_without_a_tray_the_window_never_starts_out_of_sight(start: Start, home: Path) -> None:
    store = Store.open(Settings(home=home))
    store.preferences.set("start_minimised", True)
    store.close()
    shown = start("from app.ui.shell_actions import Command; window.registry[Command.QUIT].trigger()")
    assert says(shown) == "shown"
    assert shown.wait(PATIENCE) == 0
