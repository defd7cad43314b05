"""Sheet numbers: sorting them as a drawing log does, and finding them however they were typed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = re.compile(r"(\d+)")
_SEPARATORS = re.compile(r"[\s.\-_/·]+")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def sort_key(number: str) -> tuple[tuple[int, int, str], ...]:
    """Natural order: ``A-2`` before ``A-10``, ``A-101`` before ``A-101A``."""
    folded = _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", number).casefold()).strip()
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in _PARTS.split(folded) if part)


def loose(number: str) -> str:
    """The number without case and separators: ``A-101``, ``A101``, ``A 101`` and ``A.101`` are one (SPEC §8)."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", number)).casefold()


#: What is compared of one sheet: its number in two spellings, and all its words.
SheetKeys = tuple[str, str, str]


def sheet_keys(number: str, title: str = "") -> SheetKeys:
    """To be made once for each sheet of a long list that is searched at every key press."""
    return loose(number), _shortest(number), _plain(f"{number} {title}")


def answering(typed: str) -> Callable[[SheetKeys], bool]:
    """See ``answers``, for many sheets."""
    part, shortest, words = loose(typed), _shortest(typed), _plain(typed).split()

    def meant(keys: SheetKeys) -> bool:
        return part in keys[0] or shortest in keys[1] or all(word in keys[2] for word in words)

    return meant


def answers(typed: str, number: str, title: str = "") -> bool:
    """True where a sheet is meant by what somebody typed: part of its number, without separators and leading zeros
    (``e31`` finds ``E-3.01``), or words of its title in any order, accents and case apart."""
    return answering(typed)(sheet_keys(number, title))


#: After the ranks of numbers.
TITLE_RANK = 3


def ranking(typed: str) -> Callable[[SheetKeys], int | None]:
    """How well a sheet answers what was typed: 0 it is its number, 1 the number's beginning, 2 a part of it,
    ``TITLE_RANK`` where every word is in number or title, in any order, accents and case apart; else None."""
    part, shortest, words = loose(typed), _shortest(typed), _plain(typed).split()

    def rank(keys: SheetKeys) -> int | None:
        if (part and part in keys[0]) or (shortest and shortest in keys[1]):
            return min(_likeness(part, keys[0]), _likeness(shortest, keys[1]))
        for word in words:
            if word not in keys[2]:
                return None
        return TITLE_RANK

    return rank


def _likeness(part: str, number: str) -> int:
    if not part or part not in number:
        return TITLE_RANK
    return 0 if part == number else 1 if number.startswith(part) else 2


def _shortest(number: str) -> str:
    return loose(_LEADING_ZEROS.sub("", number))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
