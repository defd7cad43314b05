"""The text of a page with the place of every character. Pure data and arithmetic.

Places are page points: PDF points, origin top left of the page before any rotation. The characters stand in the order
in which the file draws them, which mostly is the order of reading within a block, and seldom between blocks.
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: In place of a quarter turn: text that stands at a slant.
SLANTED = 4
#: Of the height of a line. Two characters overlap more than this across their line, or are on different lines.
_SAME_LINE = 0.5
#: A gap wider than this part of the height is read as a space, and wider than the other as a tab.
SPACE, TAB = 0.25, 2.5


class Rect(NamedTuple):
    """Page points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def joined(self, other: Rect) -> Rect:
        """The smallest one around both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def distance(self, x: float, y: float) -> float:
        """From a point to the nearest edge; 0 inside."""
        return math.hypot(max(self.left - x, 0.0, x - self.right), max(self.top - y, 0.0, y - self.bottom))


@dataclass(frozen=True, slots=True)
class PageText:
    """``edges``: left, top, right and bottom of each character of ``text``. ``turns``: clockwise quarter turns of each
    on the unrotated page, or ``SLANTED``. What was put in for reading (spaces, line ends) has no area."""

    path: Path
    page: int
    text: str
    edges: array[float] = field(repr=False)
    turns: bytes = field(repr=False)

    def box(self, at: int) -> Rect:
        return Rect(*self.edges[4 * at : 4 * at + 4])

    def drawn(self, at: int) -> bool:
        """True for a character that is seen."""
        left, top, right, bottom = self.edges[4 * at : 4 * at + 4]
        return right > left and bottom > top and not self.text[at].isspace()

    def boxes(self, start: int, end: int) -> list[Rect]:
        """What to mark for these characters: one box for each piece of a line, one for each slanted character."""
        found: list[Rect] = []
        before: int | None = None
        for at in range(start, end):
            if not self.drawn(at):
                continue
            box = self.box(at)
            if before is not None and self._side_by_side(before, at):
                found[-1] = found[-1].joined(box)
            else:
                found.append(box)
            before = at
        return found

    def outline(self, start: int, end: int) -> Rect | None:
        """One box around these characters; None where nothing of them is seen."""
        whole: Rect | None = None
        for box in self.boxes(start, end):
            whole = box if whole is None else whole.joined(box)
        return whole

    def nearest(self, x: float, y: float, reach: float = math.inf) -> int | None:
        """The character under a point, or the nearest within ``reach`` points."""
        best, found, edges = reach, None, self.edges
        for at in range(len(self.text)):
            left, top, right, bottom = edges[4 * at : 4 * at + 4]
            if left - best > x or right + best < x or top - best > y or bottom + best < y or not self.drawn(at):
                continue
            distance = Rect(left, top, right, bottom).distance(x, y)
            if distance < best or found is None:
                best, found = distance, at
        return found

    def word(self, at: int) -> tuple[int, int]:
        """Where the word around a character begins and ends: up to the next blank."""
        start = end = at
        while start > 0 and self._continues(start - 1, start):
            start -= 1
        while end + 1 < len(self.text) and self._continues(end, end + 1):
            end += 1
        return start, end + 1

    def inside(self, rect: Rect) -> list[int]:
        """The characters whose middle lies in ``rect``."""
        return [at for at in range(len(self.text)) if self.drawn(at) and rect.holds(*self.box(at).middle)]

    def touching(self, before: int, after: int) -> bool:
        """True where two characters are drawn as one word, whatever was put between them for reading."""
        turn = self.turns[before]
        gap = gap_between(self.box(before), self.box(after), turn) if turn == self.turns[after] else None
        return gap is not None and -SPACE <= gap <= SPACE

    def as_read(self, places: Iterable[int]) -> str:
        """These characters as one reads them: lines from top to bottom for the eye, words from left to right, whatever
        order the file draws them in."""
        by_turn: dict[int, list[int]] = {}
        for at in places:
            if self.drawn(at):
                by_turn.setdefault(self.turns[at], []).append(at)
        blocks = sorted(by_turn.items(), key=lambda pair: -len(pair[1]))
        return "\n".join(line for turn, members in blocks for line in self._lines_read(turn, members))

    def _lines_read(self, turn: int, members: Sequence[int]) -> Iterator[str]:
        if turn == SLANTED:
            yield "".join(self._with_blanks(members))
            return
        lines: list[list[tuple[_Span, int]]] = []
        for span, at in sorted((_along(self.box(at), turn), at) for at in members):
            # By the baseline's own order: a line is what overlaps its last character across.
            home = next((line for line in reversed(lines[-3:]) if _overlap(line[-1][0], span)), None)
            if home is None:
                lines.append([(span, at)])
            else:
                home.append((span, at))
        for line in lines:
            line.sort(key=lambda pair: pair[0].start)
            yield "".join(self._spaced(line))

    def _with_blanks(self, members: Sequence[int]) -> Iterator[str]:
        for before, at in zip([members[0], *members], members, strict=False):
            between = self.text[before + 1 : at]
            yield between if between.isspace() else ""
            yield self.text[at]

    def _spaced(self, line: list[tuple[_Span, int]]) -> Iterator[str]:
        before: _Span | None = None
        for span, at in line:
            if before is not None:
                gap = (span.start - before.end) / max(span.height, 1e-6)
                yield "\t" if gap > TAB else " " if gap > SPACE else ""
            yield self.text[at]
            before = span

    def _continues(self, before: int, after: int) -> bool:
        return self.drawn(before) and self.drawn(after) and self._same_line(before, after)

    def _side_by_side(self, one: int, other: int) -> bool:
        turn = self.turns[one]
        gap = gap_between(self.box(one), self.box(other), turn) if turn == self.turns[other] else None
        return gap is not None and abs(gap) <= TAB

    def _same_line(self, one: int, other: int) -> bool:
        turn = self.turns[one]
        if turn == SLANTED or turn != self.turns[other]:
            return False
        return _overlap(_along(self.box(one), turn), _along(self.box(other), turn))


def text_to_wire(read: PageText) -> tuple[dict[str, Any], bytes]:
    """A page's text on its way from one process to another: words that JSON takes, and bytes."""
    return {"text": read.text}, read.edges.tobytes() + read.turns


def text_from_wire(path: Path, page: int, text: str, body: bytes) -> PageText:
    """What ``text_to_wire`` said."""
    edges = array("f", body[: len(body) - len(text)])
    return PageText(path, page, text, edges, body[len(body) - len(text) :])


def gap_between(before: Rect, after: Rect, turn: int) -> float | None:
    """From one character to the next of its line, in heights of the line; None where they are not on one."""
    if turn == SLANTED:
        return None
    one, other = _along(before, turn), _along(after, turn)
    return (other.start - one.end) / max(one.height, other.height, 1e-6) if _overlap(one, other) else None


class _Span(NamedTuple):
    """A character seen along its line: ``top`` grows downwards for whoever reads it, ``start`` to the right."""

    top: float
    start: float
    bottom: float
    end: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


def _along(box: Rect, turn: int) -> _Span:
    match turn:
        case 1:
            return _Span(-box.right, box.top, -box.left, box.bottom)
        case 2:
            return _Span(-box.bottom, -box.right, -box.top, -box.left)
        case 3:
            return _Span(box.left, -box.bottom, box.right, -box.top)
        case _:
            return _Span(box.top, box.left, box.bottom, box.right)


def _overlap(one: _Span, other: _Span) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_LINE * min(one.height, other.height)
