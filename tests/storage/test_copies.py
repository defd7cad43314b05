"""Copies for people: whole or not at all, and never in place of something."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode
from app.storage.copies import Copy, copy_folder, copy_sheet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sheet(tmp_path: Path) -> Copy:
    source = tmp_path / "blob"
    source.write_bytes(b"%PDF sheet")
    return Copy(source, hashlib.sha256(b"%PDF sheet").hexdigest(), "A-101.pdf", "Architectural")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_folder_appears_complete_with_a_folder_for_each_discipline(sheet: Copy, out: Path) -> None:
    steps: list[tuple[int, int]] = []
    made = copy_folder([sheet, sheet], out, "Set", progress=lambda done, total: steps.append((done, total)))
    assert sorted(path.name for path in (made / "Architectural").iterdir()) == ["A-101 (2).pdf", "A-101.pdf"]
    assert steps == [(1, 2), (2, 2)]
    assert list(out.iterdir()) == [made]


def test_existing_folder_is_left_alone(sheet: Copy, out: Path) -> None:
    (out / "Set").mkdir()
    assert copy_folder([sheet], out, "Set").name == "Set (2)"
    assert list((out / "Set").iterdir()) == []


def test_cancelled_export_leaves_nothing(sheet: Copy, out: Path) -> None:
    with pytest.raises(Failure) as caught:
        copy_folder([sheet], out, "Set", stop=lambda: True)
    assert caught.value.code is FailureCode.CANCELLED
    assert list(out.iterdir()) == []


def test_changed_bytes_are_not_handed_out(sheet: Copy, out: Path) -> None:
    sheet.source.write_bytes(b"%PDF other")
    target = out / "A-101.pdf"
    target.write_bytes(b"mine")
    with pytest.raises(Failure) as caught:
        copy_sheet(sheet, target)
    assert caught.value.code is FailureCode.CORRUPT
    assert target.read_bytes() == b"mine"
    assert list(out.iterdir()) == [target]


def test_file_the_user_chose_is_replaced(sheet: Copy, out: Path) -> None:
    target = out / "A-101.pdf"
    target.write_bytes(b"mine")
    copy_sheet(sheet, target)
    assert target.read_bytes() == b"%PDF sheet"
