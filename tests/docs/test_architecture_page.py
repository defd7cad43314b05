"""The pages for those who change the program name files that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("app", "tests", "tools", "benchmarks", "resources", "docs")
_FILE = re.compile(r"`([\w./-]+\.(?:py|ts|spec|toml|md))(?::[\w.]+)?`")
_FOLDER = re.compile(r"`((?:app|tests|tools|ui|sync|storage|drawings|procore|domain|commands)/[\w/]+)`")


@pytest.mark.parametrize("page", ["architecture.md"])
def test_every_file_and_folder_that_is_named_exists(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    there = [path.relative_to(ROOT).as_posix() for folder in _FOLDERS for path in (ROOT / folder).rglob("*")]
    there += [path.name for path in ROOT.iterdir()]
    missing = [
        name
        for name in {*_FILE.findall(text), *_FOLDER.findall(text)}
        if not any(f"/{path}".endswith(f"/{name.rstrip('/')}") for path in there)
    ]
    assert not missing, sorted(missing)
