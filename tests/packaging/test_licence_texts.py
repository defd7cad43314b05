"""A build carries the licence text of everything in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licence_texts", ROOT / "tools" / "licence_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_projects_own_licence_comes_first(licences: ModuleType) -> None:
    source, folder = licences.licence_texts([])[0]
    assert folder == "licences/planrack"
    assert "Apache License" in Path(source).read_text(encoding="utf-8")


def test_installed_packages_bring_their_texts(licences: ModuleType) -> None:
    found = [Path(source) for source, folder in licences.licence_texts(["httpx"]) if folder == "licences/httpx"]
    assert any("Redistribution" in path.read_text(encoding="utf-8") for path in found)


def test_packages_of_other_systems_are_passed_over(licences: ModuleType) -> None:
    assert licences.licence_texts(["no-such-distribution"]) == licences.licence_texts([])


def test_names_are_read_from_the_lock(licences: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1.0 \\\n    --hash=sha256:aa\n    # via two\nTwo.x==2 ; sys_platform == 'win32'\n", "utf-8")
    assert licences.locked_names(lock) == ["one", "Two.x"]
