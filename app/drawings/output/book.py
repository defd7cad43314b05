"""Many files bound into one: a cover, bookmarks by folder, and sheet numbers in place of page numbers."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, String

from app.drawings.output.cover import draw_cover
from app.drawings.output.sheets import opened, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.output import Cover

#: So many files are open at a time: systems allow a few hundred.
_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Part:
    path: Path
    folder: str
    title: str
    page_label: str


def bind(parts: Sequence[Part], cover: Cover | None, target: Path, *, spare: Callable[[int], Path]) -> int:
    """Write ``parts`` one behind the other, and return the number of pages. ``spare`` names a file for a bundle that is
    written on the way. Raises like ``sheets.write_sheet``."""
    counts: list[int] = []
    bundles: list[Path] = []
    for number, start in enumerate(range(0, len(parts), _TOGETHER)):
        bundle = spare(number)
        counts += _bundle([part.path for part in parts[start : start + _TOGETHER]], bundle)
        bundles.append(bundle)
    with ExitStack() as stack:
        book = stack.enter_context(pikepdf.new())
        if cover is not None:
            book.pages.extend(stack.enter_context(pikepdf.open(io.BytesIO(draw_cover(cover)))).pages)
        first = len(book.pages)
        for bundle in bundles:
            book.pages.extend(stack.enter_context(opened(bundle)).pages)
        starts = [first + sum(counts[:index]) for index in range(len(parts))]
        _bookmarks(book, parts, starts, cover)
        _page_labels(book, parts, starts, counts)
        book.docinfo[Name.Producer] = String("Planrack")
        if cover is not None:
            book.docinfo[Name.Title] = String(cover.title)
        with writing():
            book.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(book.pages)


def _bundle(paths: Sequence[Path], target: Path) -> list[int]:
    with ExitStack() as stack:
        bundle = stack.enter_context(pikepdf.new())
        counts = []
        for path in paths:
            pdf = stack.enter_context(opened(path))
            counts.append(len(pdf.pages))
            bundle.pages.extend(pdf.pages)
        with writing():
            bundle.save(target)
    return counts


def _bookmarks(book: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[int], cover: Cover | None) -> None:
    with book.open_outline() as outline:
        if cover is not None:
            outline.root.append(OutlineItem(cover.bookmark or cover.title, 0))
        folders: dict[str, OutlineItem] = {}
        for part, start in zip(parts, starts, strict=True):
            sheet = OutlineItem(part.title, start)
            if not part.folder:
                outline.root.append(sheet)
                continue
            if part.folder not in folders:
                folders[part.folder] = OutlineItem(part.folder, start)
                outline.root.append(folders[part.folder])
            folders[part.folder].children.append(sheet)


def _page_labels(book: pikepdf.Pdf, parts: Sequence[Part], starts: Sequence[int], counts: Sequence[int]) -> None:
    """The sheet's number; with a running number behind it in files of several pages."""
    numbers: list[object] = [0, Dictionary(S=Name.r)] if starts and starts[0] > 0 else []
    for part, start, count in zip(parts, starts, counts, strict=True):
        label = Dictionary(P=String(part.page_label + ("-" if count > 1 else "")))
        if count > 1:
            label[Name.S] = Name.D
        numbers += [start, label]
    book.Root[Name.PageLabels] = Dictionary(Nums=numbers)
