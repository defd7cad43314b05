"""Finding words in the text of a page as people type them: case, accents and line ends apart."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import NamedTuple

#: Ways of writing the same sign; drawings are full of them.
_SAME = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’ʼ′", "'"), **dict.fromkeys("“”„″«»", '"'), "×": "x", "⁄": "/"}
)
#: More hits than these on one sheet are none: one letter was typed.
MOST = 5000


class Found(NamedTuple):
    """Where a hit begins and ends in the text."""

    start: int
    end: int


class Searchable:
    """A text folded once, for many questions."""

    def __init__(self, text: str) -> None:
        self._folded, self._places = _folded(text)

    def find(self, typed: str) -> list[Found]:
        """Every place where ``typed`` stands, in the order of the text. A blank in it stands for any run of blanks and
        line ends."""
        wanted, _ = _folded(typed)
        wanted = wanted.strip()
        if not wanted:
            return []
        found: list[Found] = []
        at = self._folded.find(wanted)
        while at >= 0 and len(found) < MOST:
            end = at + len(wanted)
            found.append(Found(self._places[at], self._places[end - 1] + 1))
            at = self._folded.find(wanted, end)
        return found

    def find_words(self, typed: str) -> list[Found]:
        """Where all of ``typed`` stands; else every word that begins like one of it, as the index finds sheets."""
        whole = self.find(typed.replace('"', " "))
        if whole:
            return whole
        found: set[Found] = set()
        for word in typed.replace('"', " ").split():
            found.update(one for one in self.find(word) if self._begins_word(one))
        return sorted(found)[:MOST]

    def _begins_word(self, found: Found) -> bool:
        at = bisect_left(self._places, found.start)
        return at == 0 or not self._folded[at - 1].isalnum()


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place it comes from."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_SAME)):
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                places.append(at)
            continue
        plain = char.casefold() if char.isascii() else _plain(char)
        chars.extend(plain)
        places.extend([at] * len(plain))
    return "".join(chars), places


def _plain(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char.casefold())
    return "".join(one for one in decomposed if not unicodedata.combining(one) and not one.isspace())
