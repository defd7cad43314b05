"""Two windows on one data directory, as real processes: the second raises the first and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.ui.first_window import raise_first_window

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
#: The window's program, which says when it is shown.
PROGRAM = "from app.window import run; raise SystemExit(run(opened=lambda window: print('shown', flush=True)))"
pytestmark = [pytest.mark.journey, pytest.mark.timeout(180)]

Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the program on the data directory of this test."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANRACK_", "QT_"))}
    environment |= {"PYTHONPATH": str(ROOT), "PLANRACK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    started: list[subprocess.Popen[bytes]] = []

    def run() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-c", PROGRAM]
        started.append(subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE))
        return started[-1]

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for_window(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == b"shown\n"


def test_second_window_ends_and_the_first_goes_on(start: Start) -> None:
    first = start()
    wait_for_window(first)
    assert start().wait(PATIENCE) == 0
    assert first.poll() is None


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL, and named pipes die with their program")
def test_window_that_was_killed_does_not_keep_the_next_one_out(start: Start, tmp_path: Path) -> None:
    killed = start()
    wait_for_window(killed)
    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE)
    following = start()
    wait_for_window(following)
    assert raise_first_window(tmp_path)
    assert following.poll() is None
