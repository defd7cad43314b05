"""A second window on a data directory raises the first one; a command that holds it is named."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from app import window as program
from app.settings import Settings
from app.sync.lock import EngineLock
from app.ui.first_window import FirstWindow, bring_forward, raise_first_window, socket_name

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_second_window_calls_the_first_and_nobody_answers_after_it_closed(qtbot: QtBot, tmp_path: Path) -> None:
    assert not raise_first_window(tmp_path)
    first = FirstWindow(tmp_path)
    with qtbot.waitSignal(first.called, timeout=5000):
        assert raise_first_window(tmp_path)
    assert not raise_first_window(tmp_path / "another")
    first.close()
    assert not raise_first_window(tmp_path)


def test_socket_left_by_a_killed_program_does_not_keep_the_next_one_from_listening(
    qtbot: QtBot, tmp_path: Path
) -> None:
    killed = FirstWindow(tmp_path)
    later = FirstWindow(tmp_path)
    with qtbot.waitSignal(later.called, timeout=5000):
        assert raise_first_window(tmp_path)
    later.close()
    killed.close()


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes carry an access list instead of a mode")
def test_only_the_same_user_may_call(qtbot: QtBot, tmp_path: Path) -> None:
    from pathlib import Path

    first = FirstWindow(tmp_path)
    assert Path(first._server.fullServerName()).stat().st_mode & 0o077 == 0
    first.close()


def test_one_folder_has_one_name_however_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert socket_name(tmp_path / "home") == socket_name(tmp_path / "home" / ".." / "home")


def test_minimized_window_comes_forward(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert not window.isMinimized()
    assert window.isVisible()


def test_command_that_holds_the_folder_is_said_and_can_be_waited_for(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANRACK_HOME", str(tmp_path))
    command = EngineLock(Settings(home=tmp_path))
    command.acquire()
    asked: list[str] = []

    def quit_at_the_second_time() -> bool:
        asked.append("retry?")
        return len(asked) < 2

    monkeypatch.setattr(program, "_ask_to_retry", quit_at_the_second_time)
    assert program.run() == 4
    assert len(asked) == 2

    def ends(_window: object = None) -> bool:
        command.release()
        return True

    monkeypatch.setattr(program, "_ask_to_retry", ends)
    assert program.run(opened=lambda window: window.close()) == 0


def test_words_of_the_busy_box(qtbot: QtBot) -> None:
    box = program.busy_box()
    qtbot.addWidget(box)
    assert "command line" in box.informativeText()
    assert [button.text() for button in box.buttons()] == ["Try again", "Quit"]
    assert all(button.icon().isNull() for button in box.buttons())
