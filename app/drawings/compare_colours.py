"""The colours of a picture that holds two sheets (see ``compare_picture``): what the eyes are shown is a table of 256.

Each number says how dark the older sheet is there (upper four bits) and the newer one (lower four).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int]

#: SPEC §8: older red, newer blue, unchanged grey. Each is told from the others by its darkness too.
RED: Colour = (208, 24, 24)
BLUE: Colour = (16, 72, 224)
GREY: Colour = (110, 110, 110)
BLACK: Colour = (0, 0, 0)
_DARKEST = 15


class Shown(Enum):
    """What of the two sheets is painted."""

    OVERLAY = "overlay"
    OLDER = "older"
    NEWER = "newer"


def table(shown: Shown = Shown.OVERLAY, *, swapped: bool = False, balance: float = 0.5) -> list[Colour]:
    """Red, green and blue for each of the 256 numbers. ``swapped``: older blue, newer red. ``balance``: from 0, only
    the older sheet, over 0.5, both in full, to 1, only the newer one."""
    if shown is not Shown.OVERLAY:
        shift = 4 if shown is Shown.OLDER else 0
        return [_mixed(((number >> shift & 15) / _DARKEST, BLACK)) for number in range(256)]
    older_colour, newer_colour = (BLUE, RED) if swapped else (RED, BLUE)
    older_share, newer_share = min(1.0, 2 * (1 - balance)), min(1.0, 2 * balance)
    colours = []
    for number in range(256):
        older, newer = (number >> 4) / _DARKEST * older_share, (number & 15) / _DARKEST * newer_share
        both = min(older, newer)
        colours.append(_mixed((both, GREY), (older - both, older_colour), (newer - both, newer_colour)))
    return colours


def _mixed(*inks: tuple[float, Colour]) -> Colour:
    """White paper under so much of each ink."""
    red, green, blue = (255 - sum(share * (255 - colour[part]) for share, colour in inks) for part in range(3))
    return round(red), round(green), round(blue)


def flat(colours: Sequence[Colour]) -> bytes:
    return bytes(part for colour in colours for part in colour)
