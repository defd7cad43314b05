"""The structural model: column and footing types, beam marks and sizes, derived from the column grid."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .rosemont import GRID

if TYPE_CHECKING:
    from .building import Grid


@dataclass(frozen=True)
class Footing:
    mark: str
    size: int
    depth: int
    bars: str


@dataclass(frozen=True)
class Beam:
    """A girder on a grid line between two neighbouring columns."""

    mark: str
    section: str
    x0: float
    y0: float
    x1: float
    y1: float


FOOTINGS = {
    "F1": Footing("F1", 1500, 400, "6-20M E.W. BOT."),
    "F2": Footing("F2", 2100, 500, "9-20M E.W. BOT."),
    "F3": Footing("F3", 1200, 400, "5-20M E.W. BOT."),
    "F4": Footing("F4", 2600, 600, "11-25M E.W. BOT."),
}
COLUMNS = {"C1": "HSS 152x152x8.0", "C2": "HSS 203x203x9.5", "C3": "W250x73", "C4": "HSS 178x178x8.0"}
_SECTIONS = {
    "floor": (("B1", "W310x39"), ("B2", "W410x46"), ("B3", "W410x60"), ("B7", "W460x74")),
    "roof": (("B11", "W310x33"), ("B12", "W360x39"), ("B13", "W410x46"), ("B17", "W410x54")),
}
JOISTS = {"floor": ("J1", "OWSJ 450", 1200.0), "roof": ("J2", "OWSJ 400", 1500.0)}
OPENINGS = ((0.0, 19800.0, 3000.0, 25800.0), (48000.0, 19800.0, 51000.0, 25800.0), (24000.0, 19800.0, 26400.0, 22800.0))
"""Stairs S1 and S2, and the elevator."""
LOBBY_VOID = (21600.0, 0.0, 30000.0, 10800.0)


def column_mark(grid: Grid, x: float, y: float) -> str:
    x0, y0, x1, y1 = grid.box
    edges = (x in (x0, x1)) + (y in (y0, y1))
    if edges == 2:
        return "C1"
    if edges == 1:
        return "C4"
    return "C3" if x in (21600, 30000) else "C2"


def footing_mark(letter: str, number: str, stage: int) -> str:
    mark = {"C1": "F3", "C4": "F1"}.get(column_mark(GRID, dict(GRID.xs)[letter], dict(GRID.ys)[number]), "F2")
    return "F4" if stage >= 1 and (letter, number) == ("D", "5") else mark


def girders(use: str, stage: int = 0) -> list[Beam]:
    """Girders along the numbered lines; sizes follow the span."""
    sizes = _SECTIONS[use]
    found = []
    for _, y in GRID.ys:
        for (_, a), (_, b) in zip(GRID.xs, GRID.xs[1:], strict=False):
            span = b - a
            mark, section = (
                sizes[0] if y in (0, 31800) else sizes[3] if span > 8000 else sizes[1] if span < 7000 else sizes[2]
            )
            if mark == "B7":
                section = "W460x74" if stage < 1 else "W460x82"
            found.append(Beam(mark, section, a, y, b, y))
    return found


def edge_beams(use: str) -> list[Beam]:
    mark, section = _SECTIONS[use][0]
    ys = sorted(y for _, y in GRID.ys)
    return [Beam(mark, section, x, a, x, b) for x in (0.0, 51000.0) for a, b in itertools.pairwise(ys)]


def beam_rows(stage: int) -> list[tuple[str, ...]]:
    """Lines of the beam schedule."""
    rows: list[tuple[str, ...]] = []
    for use, level in (("floor", "GROUND, SECOND"), ("roof", "ROOF")):
        beams = [*girders(use, stage), *edge_beams(use)]
        for mark in dict.fromkeys(b.mark for b in sorted(beams, key=lambda b: int(b.mark[1:]))):
            mine = [b for b in beams if b.mark == mark]
            span = max(abs(b.x1 - b.x0) + abs(b.y1 - b.y0) for b in mine)
            heavy = mark in {"B7", "B17"}
            rows.append(
                (
                    mark,
                    mine[0].section,
                    level,
                    str(len(mine)),
                    f"{span:.0f}",
                    "20" if heavy else "10",
                    f"{span / 48:.0f}",
                    "4-M20" if heavy else "3-M20",
                )
            )
    return rows
