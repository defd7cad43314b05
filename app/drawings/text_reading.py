"""Reading the text of a page with its places through pdfium, **for the thread that owns it alone**."""

from __future__ import annotations

import ctypes
import math
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from app.drawings.text import SLANTED, SPACE, TAB, PageText, Rect, gap_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Characters of one page with their places. The densest real schedule has some 30,000 (0.1 s); beyond this it is no
#: drawing.
PLACED_LIMIT = 200_000
#: pdfium's soft hyphen at the end of a line that goes on, and what is no text at all.
_DROPPED = frozenset({0x0000, 0xFFFE, 0xFFFF, 0x00AD, 0x000D})
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
#: Degrees that a character may be off a quarter turn.
_OFF = 2.0
#: Of the height of a slanted character: how far the next one may be off its line; its width where that is not known.
_SLANT_OFF, _USUAL_WIDTH = 0.35, 0.55
_DIAGONAL = 0.3


def read_text(page: Any, path: Path, index: int) -> PageText:
    """The text of a loaded page; a page whose text cannot be read has none."""
    box = pdfium.FS_RECTF()
    handle = pdfium.FPDFText_LoadPage(page) if pdfium.FPDF_GetPageBoundingBox(page, box) else None
    if not handle:
        return PageText(path, index, "", array("f"), b"")
    try:
        return _read(handle, path, index, float(box.left), float(box.top))
    finally:
        pdfium.FPDFText_ClosePage(handle)


def _read(handle: Any, path: Path, index: int, left: float, top: float) -> PageText:
    chars: list[_Char] = []
    rect, high = pdfium.FS_RECTF(), 0
    to_rect = ctypes.byref(rect)
    for at in range(min(int(pdfium.FPDFText_CountChars(handle)), PLACED_LIMIT)):
        code = int(pdfium.FPDFText_GetUnicode(handle, at))
        if code in _HIGH:
            high = code
            continue
        if code in _LOW:
            if not high:
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code in _DROPPED or code > 0x10FFFF:
            continue
        placed = code > 0x20 and pdfium.FPDFText_GetLooseCharBox(handle, at, to_rect) and _finite(rect)
        if not placed:
            chars.append(_Char(chr(code), Rect(0.0, 0.0, 0.0, 0.0), 0))
            continue
        angle = float(pdfium.FPDFText_GetCharAngle(handle, at))
        box = Rect(rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        chars.append(_Char(chr(code), box, _turn(angle), angle))
    chars = list(_mended(chars))
    edges = array("f", (edge for char in chars for edge in char.box))
    return PageText(path, index, "".join(char.char for char in chars), edges, bytes(char.turn for char in chars))


class _Char(NamedTuple):
    char: str
    box: Rect
    turn: int
    angle: float = 0.0


def _mended(chars: list[_Char]) -> Iterator[_Char]:
    """pdfium ends the line after every letter of text that stands otherwise than most of the page: such ends are taken
    out again, or become the space that is seen there."""
    before: _Char | None = None
    blank: _Char | None = None
    for char in chars:
        if char.char == "\n":
            blank = char
            continue
        if blank is not None:
            between = _between(before, char) if before is not None else "\n"
            if between:
                yield blank._replace(char=between)
            blank = None
        yield char
        before = char
    if blank is not None:
        yield blank


def _between(before: _Char, after: _Char) -> str:
    """What is seen between two characters that pdfium puts on two lines."""
    if before.turn != after.turn or before.char.isspace() or after.char.isspace():
        return "\n"
    if before.turn != SLANTED:
        gap = gap_between(before.box, after.box, before.turn)
        return "\n" if gap is None or not -SPACE <= gap <= TAB else " " if gap > SPACE else ""
    # The boxes of slanted characters stand upright around them: what is seen follows from their middles.
    along, across = math.cos(before.angle), math.sin(before.angle)
    (x, y), (there, below) = before.box.middle, after.box.middle
    dx, dy = there - x, below - y
    (wide, high), (next_wide, _) = _upright(before), _upright(after)
    gap = (dx * along + dy * across - (wide + next_wide) / 2) / high
    if abs(dy * along - dx * across) > _SLANT_OFF * high or not -2 * SPACE <= gap <= TAB:
        return "\n"
    return " " if gap > SPACE / 2 else ""


def _upright(char: _Char) -> tuple[float, float]:
    """Width and height of a slanted character along and across its line."""
    across, down = char.box.right - char.box.left, char.box.bottom - char.box.top
    cos, sin = abs(math.cos(char.angle)), abs(math.sin(char.angle))
    lean = cos * cos - sin * sin
    if abs(lean) < _DIAGONAL:  # the box says the sum of both only
        high = (across + down) / (cos + sin) / (1 + _USUAL_WIDTH)
        return _USUAL_WIDTH * high, max(high, 1e-6)
    return (across * cos - down * sin) / lean, max((down * cos - across * sin) / lean, 1e-6)


def _finite(rect: Any) -> bool:
    return all(math.isfinite(edge) for edge in (rect.left, rect.top, rect.right, rect.bottom))


def _turn(angle: float) -> int:
    """Clockwise quarter turns, as pdfium's angle says them."""
    if not math.isfinite(angle) or angle < 0:
        return 0
    degrees = math.degrees(angle)
    quarter = round(degrees / 90)
    return quarter % 4 if abs(degrees - 90 * quarter) <= _OFF else SLANTED
