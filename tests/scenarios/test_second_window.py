"""Two windows on one data directory, as real processes: the second raises the first and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.ui.first_window import raise_first_window

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the data directory of this test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANRACK_", "QT_"))}
    environment |= {"PYTHONPATH": str(ROOT), "PLANRACK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    started: list[subprocess.Popen[bytes]] = []

    def run() -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-P", "-m", "app"], env=environment, cwd=tmp_path))
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_for_window(home: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not raise_first_window(home):
        assert time.monotonic() < deadline, "no window answered"
        time.sleep(0.1)


def test_second_window_ends_and_the_first_goes_on(start: Start, tmp_path: Path) -> None:
    first = start()
    wait_for_window(tmp_path)
    assert start().wait(PATIENCE) == 0
    assert first.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL, and named pipes die with their program")
def test_window_that_was_killed_does_not_keep_the_next_one_out(start: Start, tmp_path: Path) -> None:
    killed = start()
    wait_for_window(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE)
    following = start()
    wait_for_window(tmp_path)
    assert following.poll() is None
