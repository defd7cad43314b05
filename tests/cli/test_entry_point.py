"""The one entry point decides between the window, a command and a worker before it imports any of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import app
from app import __main__, __version__

ROOT = Path(__file__).resolve().parents[2]


class Recorder:
    """Stands in for ``app.window`` or ``app.drawings.worker`` and counts its calls."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.calls = 0

    def run(self, **_settings: object) -> int:
        self.calls += 1
        return self.code


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder(7)
    module = ModuleType("app.window")
    module.run = recorder.run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.window", module)
    monkeypatch.setattr(app, "window", module, raising=False)
    return recorder


def test_without_arguments_the_window_opens(window: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert __main__.main([]) == 7
    assert window.calls == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_window_is_refused_with_a_reason(
    window: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert __main__.main([]) == 1
    assert window.calls == 0
    assert "planrack --help" in capsys.readouterr().err


def test_a_worker_process_comes_before_everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(0)
    import app.drawings

    module = ModuleType("app.drawings.worker")
    module.main = recorder.run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.drawings.worker", module)
    monkeypatch.setattr(app.drawings, "worker", module, raising=False)
    assert __main__.main(["--pdf-worker", "anything"]) == 0
    assert recorder.calls == 1


def test_a_command_returns_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["--version"]) == 0
    assert capsys.readouterr().out == f"planrack {__version__}\n"
    assert __main__.main(["frobnicate"]) == 2


_WINDOW = """
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from app.signals import close_on_signals
application = QApplication([])
with close_on_signals() as watch:
    window = QWidget()
    window.show()
    watch(window)
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), int(sys.argv[1])))
    application.exec()
print("closed", signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals cannot be sent to one process there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_an_idle_window_as_its_button_does(number: signal.Signals) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _WINDOW, str(int(number))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "closed True\n"), ended.stderr
