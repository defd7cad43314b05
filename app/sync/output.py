"""Sheets on their way out: as files in a folder, or bound into one PDF; whole or not at all.

A sheet that goes out as it came in is copied to the byte; one with a stamp or markups is written anew by a worker
process. Either way its bytes are first held against their hash: nobody builds from a rotten copy.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tempfile
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.files import Depth
from app.domain.output import Marks
from app.drawings.worker_pool import PdfWorkers
from app.storage.copies import Copy, copy_folder, copy_sheet
from app.storage.failures import os_failures
from app.sync.stoppable import in_thread

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from app.domain.output import Cover, IssuedSheet
    from app.drawings.tiles import Frame

_CHUNK = 1024 * 1024


class Output:
    """Writes in worker processes of its own. ``aclose`` ends them. Every act raises Failure(CORRUPT) with the sheet's
    name as subject, Failure(LOCAL_SPACE) or Failure(LOCAL_IO), and leaves nothing behind then, nor when it is
    cancelled. ``progress``: sheets done, and sheets in all."""

    def __init__(self, workers: PdfWorkers | None = None) -> None:
        self._workers = workers or PdfWorkers(1)

    async def file(self, sheet: IssuedSheet, target: Path, marks: Marks) -> None:
        """One sheet under a name that was chosen, in place of what is there."""
        async with _scratch() as folder:
            prepared = await self._prepared(sheet, folder, 0, marks)
            await in_thread(lambda stop: copy_sheet(prepared, target, stop=stop))

    async def folder(
        self,
        sheets: Sequence[IssuedSheet],
        parent: Path,
        name: str,
        marks: Marks,
        progress: Callable[[int, int], object],
    ) -> Path:
        """A new folder ``name`` in ``parent``; returns it (a name that is taken gets a number)."""
        async with _scratch() as folder:
            copies = []
            for number, sheet in enumerate(sheets):
                copies.append(await self._prepared(sheet, folder, number, marks))
                progress(number + 1, len(sheets))
            return await in_thread(lambda stop: copy_folder(copies, parent, name, stop=stop))

    async def book(
        self,
        sheets: Sequence[IssuedSheet],
        cover: Cover | None,
        target: Path,
        marks: Marks,
        progress: Callable[[int, int], object],
    ) -> int:
        """One PDF with a cover and bookmarks, in place of what is there; returns its pages."""
        part = target.with_name(f".planrack-{secrets.token_hex(6)}.part")
        async with _scratch() as folder:
            written = []
            for number, sheet in enumerate(sheets):
                prepared = await self._prepared(sheet, folder, number, marks)
                written.append((prepared.source, sheet))
                progress(number + 1, len(sheets))
            try:
                bound = folder / "book.pdf"
                pages = await self._workers.bind(written, cover, bound)
                await in_thread(lambda _stop: _move(bound, part, target))
            finally:
                part.unlink(missing_ok=True)
        return pages

    async def sizes(self, sheet: IssuedSheet) -> list[tuple[float, float]]:
        """Width and height in points of its pages, as they are shown."""
        found = await self._workers.inspect(sheet.source, Depth.SIZES)
        return [(page.width_pt, page.height_pt) for page in found.pages]

    async def for_paper(self, sheet: IssuedSheet, folder: Path) -> Path:
        """The sheet with its stamp and its markups as it is to be printed: itself, or a file in ``folder``."""
        return (await self._prepared(sheet, folder, 0, Marks.FLAT)).source

    async def strips(self, path: Path, page: int, frames: Sequence[Frame], folder: Path) -> list[Path]:
        """Parts of a page, drawn into files of rows of blue, green, red, unused; the next call writes over them."""
        return await self._workers.strips(path, page, frames, folder)

    async def aclose(self) -> None:
        await self._workers.aclose()

    async def _prepared(self, sheet: IssuedSheet, folder: Path, number: int, marks: Marks) -> Copy:
        """The bytes that go out, and their hash."""
        found = await in_thread(lambda stop: _hash(sheet.source, stop))
        if found != sheet.sha256:
            raise Failure(FailureCode.CORRUPT, Reason.HASH_MISMATCH, values={"subject": sheet.name})
        copy = Copy(sheet.source, sheet.sha256, sheet.name, sheet.folder)
        if not sheet.changes:
            return copy
        written = folder / f"{number}.pdf"
        try:
            await self._workers.issue(sheet, written, marks)
        except Failure as failure:
            raise Failure(failure.code, failure.reason, {"subject": sheet.name}, failure.technical) from None
        return replace(copy, source=written, sha256=await in_thread(lambda stop: _hash(written, stop)))


def _hash(path: Path, stop: Callable[[], bool]) -> str:
    digest = hashlib.sha256()
    with os_failures(), path.open("rb") as source:
        while piece := source.read(_CHUNK):
            if stop():
                raise Failure(FailureCode.CANCELLED)
            digest.update(piece)
    return digest.hexdigest()


def _move(bound: Path, part: Path, target: Path) -> None:
    with os_failures():
        shutil.copyfile(bound, part)  # the scratch folder may lie on another disk
        part.replace(target)


@asynccontextmanager
async def _scratch() -> AsyncIterator[Path]:
    with os_failures():
        folder = Path(tempfile.mkdtemp(prefix="planrack-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
