"""The demo as somebody without a display runs it: one command, and the pictures say what there is to see."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.journey, pytest.mark.timeout(240)]


def demo(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANRACK_", "QT_"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "app", "demo", "--headless", "--json"],
        env={**environment, "PYTHONPATH": str(ROOT), "PLANRACK_HOME": str(home)},
        cwd=home.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=200,
        check=False,
    )


def colours(path: Path) -> int:
    """How many different colours a picture has, looked at in a grid: an empty window has a handful."""
    picture = QImage(str(path))
    assert not picture.isNull(), path
    spots = range(0, picture.width(), 7), range(0, picture.height(), 7)
    return len({picture.pixel(x, y) for x in spots[0] for y in spots[1]})


def test_the_demo_syncs_the_building_and_shows_it_and_runs_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for _ in ("first", "again"):
        done = demo(home)
        assert done.returncode == 0, done.stderr
        summary = json.loads(done.stdout)
        assert summary["state"] == "synced"
        assert summary["drawings"] >= 40
        assert summary["bytes"] > 0
        pictures = [Path(path) for path in summary["screenshots"]]
        assert [path.name for path in pictures] == ["1-projects.png", "2-documents.png", "3-sheet.png"]
        assert [path for path in pictures if colours(path) < 20] == []
        assert len({path.read_bytes() for path in pictures}) == 3
    assert sorted(path.name for path in home.iterdir()) == ["demo"]
