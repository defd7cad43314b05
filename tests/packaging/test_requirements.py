"""The lock files hold everything that pyproject.toml asks for, by hash, and name no registry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", text)
    return {canonicalize_name(package): version for package, version in pins}


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_each_dependency_is_locked_at_a_version_it_allows(requirement: str) -> None:
    wanted = Requirement(requirement)
    version = locked("app")[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(Version(version))


@pytest.mark.parametrize("requirement", PROJECT["optional-dependencies"]["dev"])
def test_each_development_tool_is_locked(requirement: str) -> None:
    wanted = Requirement(requirement)
    assert wanted.specifier.contains(Version(locked("dev")[canonicalize_name(wanted.name)]))


def test_tests_run_with_the_versions_that_are_shipped() -> None:
    app, dev = locked("app"), locked("dev")
    assert {package: dev.get(package) for package in app} == app


@pytest.mark.parametrize("name", ["app", "dev"])
def test_lock_files_hold_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = [block for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if "==" in block]
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
