"""One file on its way out: its stamp, and its markups."""

from __future__ import annotations

import errno
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pikepdf

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.output import Marks
from app.drawings.output.annotations import add_annotations, flatten, shield
from app.drawings.output.ink import Paper
from app.drawings.output.stamp import put_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from app.domain.markups import Markup

_A_PAGE = 1.0
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as readers show it: size in points, turned by ``rotation`` quarters clockwise; its crop box."""

    width: float
    height: float
    rotation: int
    box: tuple[float, float, float, float]

    @property
    def paper(self) -> Paper:
        return Paper(self.box[0], self.box[3], self.rotation)

    @property
    def to_paper(self) -> tuple[float, float, float, float, float, float]:
        """The matrix from the page as shown (origin bottom left, y upwards) to the PDF's own space."""
        left, bottom, right, top = self.box
        return (
            (1, 0, 0, 1, left, bottom),
            (0, 1, -1, 0, right, bottom),
            (-1, 0, 0, -1, right, top),
            (0, -1, 1, 0, left, top),
        )[self.rotation]


def write_sheet(
    source: Path, target: Path, *, stamp: str, markups: Sequence[Markup], labels: dict[str, str], marks: Marks
) -> int:
    """Write ``source`` to ``target`` with a stamp on every page and its markups; returns how many of these lie on a
    page that the file has. A file that may only be read keeps that restriction.

    Raises Failure(CORRUPT) for a file that cannot be rewritten, Failure(LOCAL_SPACE) and Failure(LOCAL_IO).
    """
    by_page: dict[int, list[Markup]] = defaultdict(list)
    for markup in markups if marks is not Marks.NONE else ():
        by_page[markup.page].append(markup)
    written = 0
    with opened(source) as pdf:
        for number, page in enumerate(pdf.pages):
            on_page = by_page.get(number, [])
            if not on_page and not stamp:
                continue
            shown = shown_page(page)
            if stamp or marks is Marks.FLAT:
                shield(page)
            if marks is Marks.FLAT:
                flatten(pdf, page, shown.paper, on_page, labels)
            elif on_page:
                add_annotations(pdf, page, shown.paper, on_page, labels)
            if stamp:
                put_stamp(pdf, page, shown, stamp)
            written += len(on_page)
        with writing():
            pdf.save(target, encryption=pdf.is_encrypted)
    return written


def shown_page(page: pikepdf.Page) -> Shown:
    """How pdfium, and so the screen, shows a page: its crop box within its media box."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right - left < _A_PAGE or top - bottom < _A_PAGE:
        left, bottom, right, top = media
    rotation = round(_inherited_number(page.obj, pikepdf.Name.Rotate) / 90) % 4
    wide, high = right - left, top - bottom
    return Shown(*((high, wide) if rotation % 2 else (wide, high)), rotation, (left, bottom, right, top))


@contextmanager
def opened(source: Path) -> Iterator[pikepdf.Pdf]:
    """A file to be read and written again. Raises like ``write_sheet``."""
    try:
        with pikepdf.open(source, access_mode=pikepdf.AccessMode.stream) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise Failure(FailureCode.CORRUPT, Reason.PASSWORD, technical=str(error)) from None
    except pikepdf.PdfError as error:
        technical = f"{type(error).__name__} while writing {source.name}"
        raise Failure(FailureCode.CORRUPT, Reason.UNREADABLE_PAGE, technical=technical) from None


@contextmanager
def writing() -> Iterator[None]:
    """The disk's refusals as failures."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        code = FailureCode.LOCAL_SPACE if full else FailureCode.LOCAL_IO
        raise Failure(code, technical=f"{type(error).__name__} {error.errno} while writing a PDF") from None


def _inherited_number(node: pikepdf.Object, key: pikepdf.Name) -> float:
    """0 where neither the page nor what it hangs on says."""
    for _level in range(_DEEPEST):  # damaged trees have circles
        if key in node:
            value = node[key]
            return float(value) if isinstance(value, (int, float, Decimal)) else 0.0
        if pikepdf.Name.Parent not in node:
            break
        node = node[pikepdf.Name.Parent]
    return 0.0


def _box(array: pikepdf.Array) -> tuple[float, float, float, float]:
    a, b, c, d = (float(number) for number in array)
    return min(a, c), min(b, d), max(a, c), max(b, d)
