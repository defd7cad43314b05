"""Sheet numbers: sorting them as a drawing log does, and finding them however they were typed."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"(\d+)")
_SEPARATORS = re.compile(r"[\s.\-_/·]+")


def sort_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Natural order: ``A-2`` before ``A-10``, ``A-101`` before ``A-101A``."""
    folded = _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", number).casefold()).strip()
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in _PARTS.split(folded) if part)


def loose(number: str) -> str:
    """The number without case and separators: ``A-101``, ``A101``, ``A 101`` and ``A.101`` are one (SPEC §8)."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).casefold()
