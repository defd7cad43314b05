"""A screen of its own in memory, and hands on it: Xvfb, and xdotool for keys. Nothing of the program is known here."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: Seconds for anything that is waited for, on a machine that has other things to do.
PATIENCE = 90.0
_SIZE = "1440x900x24"
_LOOK_EVERY = 0.05


class Absent(Exception):
    """What was waited for did not come."""


def until(what: str, true: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until ``true()``. Raises Absent, which says ``what`` was missed."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise Absent(f"{what}: not within {patience:.0f} s")
        time.sleep(_LOOK_EVERY)


@contextmanager
def display() -> Iterator[str]:
    """The name of a new display, for as long as it lasts."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


class Hands:
    """Presses keys on a display, in the window that has the focus."""

    def __init__(self, name: str) -> None:
        self._environment = {"DISPLAY": name, "PATH": os.environ["PATH"]}

    def window(self, title: str, program: subprocess.Popen[str]) -> str:
        """The number of the window with this title, once it is seen, and gives it the keyboard."""
        found: list[str] = []

        def seen() -> bool:
            if program.poll() is not None:
                raise Absent(f"{title}: the program ended with {program.returncode}")
            found[:] = self._run("search", "--onlyvisible", "--name", f"^{title}$").split()
            return bool(found)

        until(f"window {title}", seen)
        return found[0]

    def hold(self, window: str) -> None:
        """Give the keyboard to a window: there is nobody here to manage windows."""
        self._run("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        self._run("key", "--delay", "40", *keys)

    def write(self, text: str) -> None:
        self._run("type", "--delay", "40", text)

    def _run(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, text=True, check=False)
        return done.stdout


def take_picture(display_name: str, path: Path) -> None:
    """The whole screen as a PNG file, taken by another process: this one stays without Qt."""
    import sys

    code = (
        "import sys; from PySide6.QtGui import QGuiApplication; a = QGuiApplication([]);"
        "ok = a.primaryScreen().grabWindow(0).save(sys.argv[1]); sys.exit(not ok)"
    )
    environment = {**os.environ, "DISPLAY": display_name, "QT_QPA_PLATFORM": "xcb"}
    subprocess.run([sys.executable, "-c", code, str(path)], env=environment, check=True)
