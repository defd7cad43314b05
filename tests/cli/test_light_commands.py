"""A command pays only for what it uses: ``status`` in a shell prompt must not load a window or a network stack."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("PySide6", "qasync", "httpx", "httpcore", "keyring", "truststore", "uvicorn", "starlette", "reportlab")
HEAVY += ("pypdfium2", "PIL", "rich", "alembic")

_LIST = """
import sys
from app.__main__ import main
code = main(sys.argv[1:])
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(home: Path, *arguments: str) -> set[str]:
    """Top-level modules that are loaded when a command ends in a process of its own."""
    ended = subprocess.run(
        [sys.executable, "-c", _LIST, *arguments],
        env={**os.environ, "PLANRACK_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.splitlines()[-1].split())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that exists already: making its database is allowed to load more."""
    home = tmp_path_factory.mktemp("home") / "data"
    loaded_by(home, "projects", "create", "Tower A", "--json")
    return home


@pytest.mark.parametrize("arguments", [("status", "--json"), ("tree", "Tower A"), ("members",), ("--help",)])
def test_reading_commands_load_no_window_no_network_and_no_keyring(home: Path, arguments: tuple[str, ...]) -> None:
    assert loaded_by(home, *arguments) & set(HEAVY) == set()


def test_a_command_whose_output_is_closed_ends_without_a_traceback(home: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", 'exec "$0" -m app status >&-', sys.executable],
        env={**os.environ, "PLANRACK_HOME": str(home), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="a device of Linux")
@pytest.mark.parametrize("arguments", ["status --json", "projects list", "--help", "--version"])
def test_an_answer_that_cannot_be_written_is_said_in_one_line(home: Path, arguments: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", f'exec "$0" -m app {arguments} > /dev/full', sys.executable],
        env={**os.environ, "PLANRACK_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    told = "Planrack could not write its answer: No space left on device.\n"
    assert (ended.returncode, ended.stderr) == (1, told)


def test_the_version_needs_no_database(home: Path) -> None:
    assert "sqlalchemy" not in loaded_by(home, "--version")
