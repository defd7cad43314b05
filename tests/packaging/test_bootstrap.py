"""bootstrap.py must work before anything is installed, and never twice what was done once."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_can_read_it_and_say_what_is_missing() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_wrong_usage_names_the_commands() -> None:
    ended = subprocess.run([sys.executable, SCRIPT, "frobnicate"], capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "bootstrap.py demo" in ended.stdout
    assert "bootstrap.py test" in ended.stdout
    assert "bootstrap.py bundle" in ended.stdout


def test_every_package_has_a_name_in_every_distribution_family(bootstrap: ModuleType) -> None:
    families = {family for _program, family, _command, _before in bootstrap.MANAGERS}
    tables = [*bootstrap.OFFSCREEN.values(), *bootstrap.DISPLAY.values()]
    tables += [bootstrap.FONTS, bootstrap.XVFB, bootstrap.XAUTH, bootstrap.VENV_PACKAGE]
    assert [table for table in tables if set(table) != families] == []


def test_without_the_right_to_install_it_prints_the_exact_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/bin/dnf" if name == "dnf" else None)
    monkeypatch.setattr(bootstrap, "_as_root", lambda: None)
    with pytest.raises(bootstrap.Impossible, match="sudo dnf install -y libglvnd-egl libglvnd-glx"):
        bootstrap.install_packages([bootstrap.OFFSCREEN["libGL.so.1"], bootstrap.OFFSCREEN["libEGL.so.1"]], "missing")


def test_a_failed_refresh_of_the_package_lists_does_not_stop_the_installation(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def call(command: list[str], **_settings: object) -> int:
        ran.append(command)
        return 100 if "update" in command else 0

    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: "/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(bootstrap, "_as_root", lambda: ["sudo", "-n"])
    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    bootstrap.install_packages([bootstrap.XAUTH], "missing")
    assert ran[-1] == ["sudo", "-n", "apt-get", "install", "-y", "--no-install-recommends", "xauth"]


@pytest.fixture
def checkout(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A checkout in a folder with blanks whose virtual environment is this test's own Python."""
    root = tmp_path / "check out"
    (root / "requirements").mkdir(parents=True)
    for name in ("app", "dev"):
        (root / "requirements" / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
    (root / "app").mkdir()
    (root / "app" / "__main__.py").write_text("import sys\nprint('ran', *sys.argv[1:])\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    for name in ("VENV", "BIN", "PYTHON", "STAMP"):
        inside = getattr(bootstrap, name).relative_to(ROOT)
        monkeypatch.setattr(bootstrap, name, root / inside)
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "_venv_works", lambda: True)
    return root


@pytest.fixture
def installations(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lock files that pip was asked to install, by name; nothing is installed."""
    asked: list[str] = []

    def call(command: list[str], **_settings: object) -> int:
        asked.append(Path(command[-1]).name)
        return 0

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    return asked


def test_installing_twice_asks_pip_once(bootstrap: ModuleType, checkout: Path, installations: list[str]) -> None:
    bootstrap.install("app")
    bootstrap.install("app")
    assert installations == ["app.txt"]


def test_a_changed_lock_is_installed_again(bootstrap: ModuleType, checkout: Path, installations: list[str]) -> None:
    bootstrap.install("app")
    (checkout / "requirements" / "app.txt").write_text("# newer\n", encoding="utf-8")
    bootstrap.install("app")
    assert installations == ["app.txt", "app.txt"]


def test_the_demo_finds_all_it_needs_after_the_tests_were_installed(
    bootstrap: ModuleType, checkout: Path, installations: list[str]
) -> None:
    bootstrap.install("dev")
    bootstrap.install("app")
    assert installations == ["dev.txt"]


def test_a_failed_installation_is_not_taken_for_done(
    bootstrap: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *_args, **_settings: 1)
    with pytest.raises(bootstrap.Impossible):
        bootstrap.install("app")
    assert not bootstrap.STAMP.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the launcher is a command file there")
def test_the_command_runs_from_anywhere_and_past_a_folder_called_app(
    bootstrap: ModuleType, checkout: Path, installations: list[str], tmp_path: Path
) -> None:
    bootstrap.install("app")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "app").mkdir(parents=True)
    (elsewhere / "app" / "__main__.py").write_text("print('the wrong one')\n", encoding="utf-8")
    ended = subprocess.run(
        [checkout / ".venv" / "bin" / "planrack", "status", "--json"],
        cwd=elsewhere,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == "ran status --json\n", ended.stderr


def _checks(*codes: int) -> list[tuple[str, list[str], dict[str, str], tuple[int, ...]]]:
    program = "import sys; print('figure: tried', sys.argv[1]); sys.exit(int(sys.argv[1]))"
    return [(f"check {code}", [sys.executable, "-c", program, str(code)], {}, (0,)) for code in codes]


@pytest.fixture
def installed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(bootstrap, "install", lambda _kind: None)
    monkeypatch.setattr(bootstrap, "install_system_libraries", lambda *_args, **_settings: None)
    return bootstrap


def test_the_summary_tells_every_check_with_its_figures(
    installed: ModuleType, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(installed, "_checks", lambda _arguments: _checks(0, 0))
    assert installed.test([]) == 0
    summary = capfdbinary.readouterr().out.decode().partition("=== summary")[2]
    assert [line.split()[:3] for line in summary.splitlines() if line.startswith("check")] == [
        ["check", "0", "passed"]
    ] * 2
    assert summary.count("tried 0") == 2
    assert "everything passed" in summary


def test_the_first_failure_ends_the_run_and_the_summary_tells_what_was_not_run(
    installed: ModuleType, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(installed, "_checks", lambda _arguments: _checks(0, 3, 0))
    assert installed.test([]) == 3
    told = capfdbinary.readouterr()
    lines = [" ".join(line.split()) for line in told.out.decode().partition("=== summary")[2].splitlines()]
    assert lines[-2:] == ["tried 3", "check 0 not run"]
    assert any(line.startswith("check 3 FAILED (3)") for line in lines)
    assert b"check 3 failed (exit code 3)" in told.err
