"""The demo keeps to itself: its own folder, its own tokens, its own port."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo import MemoryKeyring, empty_home
from app.display import has_display
from app.domain.failures import Failure, FailureCode
from app.settings import Settings
from app.sync.lock import EngineLock


def test_each_demo_begins_with_an_empty_folder(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home" / "demo")
    empty_home(settings)
    drawing = settings.home / "blobs" / "drawing.pdf"
    drawing.parent.mkdir()
    drawing.write_bytes(b"%PDF-")
    drawing.chmod(0o444)
    empty_home(settings)
    assert [path.name for path in settings.home.iterdir()] == [".planrack-demo"]


def test_a_folder_that_no_demo_made_is_not_emptied(tmp_path: Path) -> None:
    precious = tmp_path / "demo" / "thesis.txt"
    precious.parent.mkdir()
    precious.write_text("years of work", encoding="utf-8")
    with pytest.raises(Failure) as caught:
        empty_home(Settings(home=precious.parent))
    assert caught.value.code is FailureCode.CONFIGURATION
    assert precious.read_text(encoding="utf-8") == "years of work"


def test_a_demo_that_is_running_is_not_pulled_away(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "demo")
    empty_home(settings)
    running = EngineLock(settings)
    running.acquire()
    try:
        with pytest.raises(Failure) as caught:
            empty_home(settings)
    finally:
        running.release()
    assert caught.value.code is FailureCode.ENGINE_BUSY
    assert settings.home.exists()


def test_tokens_live_as_long_as_the_process() -> None:
    ring = MemoryKeyring()
    ring.set_password("service", "refresh", "token")
    assert ring.get_password("service", "refresh") == "token"
    assert MemoryKeyring().get_password("service", "refresh") is None
    ring.delete_password("service", "refresh")
    ring.delete_password("service", "refresh")
    assert ring.get_password("service", "refresh") is None


@pytest.mark.parametrize(
    ("environment", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_only_linux_can_be_without_a_display(environment: dict[str, str], platform: str, shown: bool) -> None:
    assert has_display(environment, platform) is shown
