"""Sheet numbers in the text of a sheet: « SEE 3/A-501 » leads to drawing A-501, however it is spelled there.

A callout is only what cannot be anything else: a date, a dimension, a room or part of a longer number is no link.
A link that is missing costs a moment; one that leads to a wrong sheet costs more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.domain.sheets import loose

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SIGNS = r".\-_·‐‑‒–—−"
_ATOM = re.compile(r"[^\W_]+")
_SIGN = re.compile(rf" ?[{_SIGNS}] ?|[-‐‑]\n")
_SEPARATOR = re.compile(rf"[{_SIGNS}\s/]")
_SHEET = r"\b(?:sheet|sht|dwg|drawing|feuille|dessin)s?\.?\s*(?:no\.?|n[o°º]|#)?\s*"
#: Right before a number that consists of digits alone.
_NAMED = re.compile(rf"(?:{_SHEET})$", re.IGNORECASE)
#: Right before one that is too short to be known by itself: also a detail's number, before a stroke or above.
_ANNOUNCED = re.compile(rf"(?:{_SHEET}|\b(?:see|voir|ref\.?|réf\.?)\s+|/|(?:^|\n)\s*\d{{1,2}}\s*\n)$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:of|de|sur|/)\s*\d", re.IGNORECASE)
#: Right after a quantity.
_MEASURE = re.compile(r"\s*['\"′″°%²³]")
_UNIT = re.compile(
    r"\s*(?:[x×@]|mm|cm|m[23²³]?|km|in|ft|kg|g|lbs?|psi|k?pa|mpa|s\.?f|sq|gal|amps?|va?|k?w|kva|hp|cfm|gpm|l/s|o\.c)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
_LOOK_BEHIND = 24
#: Pieces that one number may be drawn in.
_PIECES = 6
#: A number without its separators that is this short is also a grid line, a tag, a type of wall.
_SHORT = 2


class Callout(NamedTuple):
    """Where it begins and ends in the text, and the drawings of that number: several where numbers repeat."""

    start: int
    end: int
    drawings: tuple[int, ...]


class _Spelling(NamedTuple):
    exact: str
    breaks: frozenset[int]  # places in the loose number where a separator stands
    drawing: int


class SheetNumbers:
    """The numbers that callouts may lead to, by the id of their drawing. To be made once for many sheets."""

    def __init__(self, numbers: Mapping[int, str]) -> None:
        self._known: dict[str, list[_Spelling]] = {}
        for drawing, number in numbers.items():
            key = loose(number)
            if any(char.isdigit() for char in key):
                breaks = _breaks(number)
                self._known.setdefault(key, []).append(_Spelling(_exact(number), breaks, drawing))
        self._beginnings = {key[:length] for key in self._known for length in range(1, len(key) + 1)}

    def begins(self, part: str) -> bool:
        return part in self._beginnings

    def meant(self, key: str, spelled: str, breaks: frozenset[int]) -> list[_Spelling]:
        """The drawings that a spelling may mean: of exactly that one, else of all where they agree on one."""
        fitting = [
            one
            for one in self._known.get(key, ())
            if all(at in one.breaks or key[at - 1].isdigit() != key[at].isdigit() for at in breaks)
        ]
        exact = [one for one in fitting if one.exact == _exact(spelled)]
        if exact or len({one.exact for one in fitting}) == 1:
            return exact or fitting
        return []


def find_callouts(
    text: str,
    numbers: SheetNumbers,
    *,
    own: str = "",
    touching: Callable[[int, int], bool] = lambda _before, _after: False,
) -> list[Callout]:
    """The callouts of a text, in its order. ``own``: the number of the sheet itself, which leads nowhere.

    ``touching``: whether two characters of the text are drawn as one word, whatever stands between them.
    """
    atoms = [match.span() for match in _ATOM.finditer(text)]
    own_key = loose(own)
    found: list[Callout] = []
    first = 0
    while first < len(atoms):
        taken, drawings = _longest(text, atoms, first, numbers, own_key, touching)
        if drawings:
            found.append(Callout(atoms[first][0], atoms[first + taken - 1][1], drawings))
        first += max(taken, 1)
    return found


def _longest(
    text: str,
    atoms: list[tuple[int, int]],
    first: int,
    numbers: SheetNumbers,
    own: str,
    touching: Callable[[int, int], bool],
) -> tuple[int, tuple[int, ...]]:
    """How many atoms from ``first`` on are a number, and the drawings it leads to (none for the sheet's own)."""
    start = atoms[first][0]
    if _continues_before(text, start):
        return 0, ()
    key, spelled, breaks = "", "", set[int]()
    best: tuple[int, tuple[int, ...]] = (0, ())
    for count, (begin, end) in enumerate(atoms[first : first + _PIECES], start=1):
        if count > 1:
            before = atoms[first + count - 2][1]
            gap = text[before:begin]
            if touching(before - 1, begin):
                spelled += gap.strip()
                if gap.strip():
                    breaks.add(len(key))
            elif _SIGN.fullmatch(gap) or (gap == " " and _changes(text[before - 1], text[begin])):
                spelled += gap
                breaks.add(len(key))
            else:
                break
        spelled += text[begin:end]
        key += loose(text[begin:end])
        if not numbers.begins(key):
            break
        meant = numbers.meant(key, spelled, frozenset(breaks))
        if meant and _stands_alone(text, start, end, key, spelled, meant):
            best = count, () if key == own else tuple(one.drawing for one in meant)
    return best


def _stands_alone(text: str, start: int, end: int, key: str, spelled: str, meant: list[_Spelling]) -> bool:
    if _MEASURE.match(text, end) or _continues_after(text, end):
        return False
    before = text[max(0, start - _LOOK_BEHIND) : start]
    if key.isdecimal():
        return bool(_NAMED.search(before)) and not _COUNTED.match(text, end)
    exact = meant[0].exact == _exact(spelled)
    if len(key) <= _SHORT and not (exact and _ANNOUNCED.search(before)):
        return False
    if exact:
        return True
    if " " in spelled and not spelled[0].isupper():
        return False
    return not _UNIT.match(text, end)


def _continues_before(text: str, start: int) -> bool:
    """True where a longer word or number goes on into this place."""
    if start == 0:
        return False
    if text[start - 1] == "@":
        return True
    return start > 1 and text[start - 1] in ".-_–‐‑−," and text[start - 2].isalnum()


def _continues_after(text: str, end: int) -> bool:
    rest = text[end : end + 1]
    if rest == "@":
        return True
    if not rest or rest not in ".-_–‐‑−,":
        return False
    atom = _ATOM.match(text, end + 1)
    # A-101.dwg, A-101-TYP: a word that follows makes no other number of it.
    return atom is not None and not (atom[0].isalpha() and len(atom[0]) > 1)


def _changes(one: str, other: str) -> bool:
    return one.isalpha() and other.isdigit()


def _breaks(number: str) -> frozenset[int]:
    """Places in the loose number before which separators stand."""
    breaks, length = set[int](), 0
    for piece in re.split(_SEPARATOR, number):
        breaks.add(length)
        length += len(loose(piece))
    return frozenset(breaks - {0, length})


def _exact(number: str) -> str:
    return " ".join(number.replace("\n", "").split()).casefold()
