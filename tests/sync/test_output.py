"""Sheets leave whole or not at all, and never as a rotten copy."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pikepdf
import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.output import Cover, IssuedSheet, Marks
from app.sync.output import Output

COVER = Cover("Tower A – current set", ("2 sheets",), ("Number", "Title"), (("A-101", "Plan"),), bookmark="Cover")


@pytest.fixture
async def output() -> AsyncIterator[Output]:
    one = Output()
    yield one
    await one.aclose()


def sheet(folder: Path, name: str, *, stamp: str = "", part: str = "", pages: int = 1) -> IssuedSheet:
    path = folder / f"source-{name}"
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(600, 400))
        pdf.save(path)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return IssuedSheet(path, sha256, f"{name}.pdf", part, name, name, stamp)


def nothing(_done: int, _total: int) -> None:
    """Nobody counts."""


async def test_plain_sheet_goes_out_to_the_byte_and_a_superseded_one_with_its_stamp(
    output: Output, tmp_path: Path
) -> None:
    plain, old = sheet(tmp_path, "A-101", part="Plans"), sheet(tmp_path, "A-102", stamp="SUPERSEDED", part="Plans")
    steps: list[tuple[int, int]] = []
    made = await output.folder([plain, old], tmp_path, "set", Marks.NONE, lambda *step: steps.append(step))
    assert (made / "Plans" / "A-101.pdf").read_bytes() == plain.source.read_bytes()
    assert "PrStamp" in str((made / "Plans" / "A-102.pdf").read_bytes())
    assert steps == [(1, 2), (2, 2)]


async def test_book_takes_the_place_of_its_name_when_it_is_whole(output: Output, tmp_path: Path) -> None:
    target = tmp_path / "book.pdf"
    target.write_text("before")
    sheets = [sheet(tmp_path, "A-101"), sheet(tmp_path, "A-102", pages=2)]
    assert await output.book(sheets, COVER, target, Marks.NONE, nothing) == 4
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.parametrize("kind", ["file", "folder", "book"])
async def test_bytes_that_are_not_what_was_downloaded_do_not_leave(output: Output, tmp_path: Path, kind: str) -> None:
    good, rotten = sheet(tmp_path, "A-101"), sheet(tmp_path, "A-102", stamp="SUPERSEDED")
    rotten.source.write_bytes(rotten.source.read_bytes() + b" ")
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Failure) as caught:
        match kind:
            case "file":
                await output.file(rotten, out / "a.pdf", Marks.NONE)
            case "folder":
                await output.folder([good, rotten], out, "set", Marks.NONE, nothing)
            case _:
                await output.book([good, rotten], COVER, out / "a.pdf", Marks.NONE, nothing)
    assert (caught.value.code, caught.value.reason) == (FailureCode.CORRUPT, Reason.HASH_MISMATCH)
    assert caught.value.values["subject"] == "A-102.pdf"
    assert list(out.iterdir()) == []


async def test_file_that_cannot_be_rewritten_is_named(output: Output, tmp_path: Path, sheets_folder: Path) -> None:
    path = sheets_folder / "bad" / "password-required.pdf"
    locked = IssuedSheet(path, hashlib.sha256(path.read_bytes()).hexdigest(), "A-9.pdf", stamp="SUPERSEDED")
    with pytest.raises(Failure) as caught:
        await output.file(locked, tmp_path / "a.pdf", Marks.NONE)
    assert (caught.value.reason, caught.value.values["subject"]) == (Reason.PASSWORD, "A-9.pdf")
    assert not (tmp_path / "a.pdf").exists()


async def test_nothing_stays_behind_when_it_is_stopped(
    output: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    sheets = [sheet(tmp_path, f"A-{number}", stamp="SUPERSEDED") for number in range(20)]
    out = tmp_path / "out"
    out.mkdir()
    begun = asyncio.Event()
    task = asyncio.create_task(output.folder(sheets, out, "set", Marks.NONE, lambda *_step: begun.set()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert list(out.iterdir()) == []
    assert list(scratch.iterdir()) == []


async def test_folder_that_cannot_be_written_to_is_a_failure(output: Output, tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        await output.folder([sheet(tmp_path, "A-1")], tmp_path / "nowhere", "set", Marks.NONE, nothing)
    assert caught.value.code is FailureCode.LOCAL_IO
