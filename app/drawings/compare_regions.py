"""What changed between two pictures that lie on each other: where, how much, and in as many boxes as one would circle.

Lines and fills are asked apart. A line is new where the newer picture is clearly darker than anything near in the
older one; a fill, which may be ever so pale, where that holds once all thin lines are taken out of both. What belongs
together is found on a coarse grid; what hangs together over a whole sheet (by a dimension line, by hatching) is cut
where least changed, so that each box can be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[Any]
    Mask = NDArray[Any]

#: Differences of grey (of 255) that count: of lines, of fills.
_LINE = 40
_FILL = 10
#: Of lines, where not even a pixel may be off.
_STARK = 110
#: Pixels: whatever is thinner than this is a line.
_THIN = 9
#: And whatever is narrower than this is no fill: what closely drawn lines enclose looks like one. Twice this in scans,
#: which soften them.
_WIDE = 13
#: Pixels of the grid on which changes are gathered, and how many cells apart they still belong together.
_CELL = 8
_GAP = 2
#: Fewer changed pixels than this are a speck, in a cell and in a region.
_CELL_SPECK = 2
_SPECK = 12
#: Share of the sheet's longer side above which a box is cut, unless so much of it changed that it is one thing.
_LARGEST = 0.22
_SOLID = 0.5


@dataclass(frozen=True, slots=True)
class PixelRegion:
    left: int
    top: int
    right: int
    bottom: int
    added: int
    removed: int

    @property
    def area(self) -> int:
        return (self.right - self.left) * (self.bottom - self.top)


def changes(older: Grey, newer: Grey, reach: int, noise: float = 0.0) -> tuple[Mask, Mask]:
    """Pixels that were added, and that were removed (1, else 0). ``reach``: pixels by which the same line may be off;
    0 where both were drawn alike. ``noise``: of the noisier one, in steps of grey."""
    if noise:
        older, newer = cv2.GaussianBlur(older, (5, 5), 0), cv2.GaussianBlur(newer, (5, 5), 0)
    elif reach:  # a thin line between two pixels is twice as wide and half as dark
        older, newer = cv2.blur(older, (3, 3)), cv2.blur(newer, (3, 3))
    fills = [cv2.morphologyEx(grey, cv2.MORPH_CLOSE, _square(_THIN)) for grey in (older, newer)]
    return (
        _lines(older, newer, reach, noise) | _fills(fills[0], fills[1], reach, noise),
        _lines(newer, older, reach, noise) | _fills(fills[1], fills[0], reach, noise),
    )


def _lines(before: Grey, after: Grey, reach: int, noise: float) -> Mask:
    found = _darker(before, after, max(1, reach), _LINE + round(noise))
    # Drawn alike, one digit differs from another by a pixel here and there, but by much.
    return found if reach or noise else found | _darker(before, after, 0, _STARK)


def _fills(before: Grey, after: Grey, reach: int, noise: float) -> Mask:
    found = _darker(before, after, max(1, reach) + 1, _FILL + round(2 * noise))
    return cv2.morphologyEx(found, cv2.MORPH_OPEN, _square(2 * _WIDE if noise else _WIDE))


def _darker(before: Grey, after: Grey, reach: int, least: int) -> Mask:
    """Where ``after`` is darker by more than ``least`` than anything near in ``before``."""
    near = cv2.erode(before, _square(2 * reach + 1)) if reach else before
    return cv2.threshold(cv2.subtract(near, after), least, 1, cv2.THRESH_BINARY)[1]


def _square(side: int) -> Any:
    return np.ones((side, side), np.uint8)


def regions(added: Mask, removed: Mask, *, clean: bool) -> list[PixelRegion]:
    """The changed regions, the largest first. ``clean``: both sheets were drawn alike, so that little is much."""
    speck = _SPECK if clean else 4 * _SPECK
    cells_added, cells_removed = _per_cell(added), _per_cell(removed)
    changed = cells_added + cells_removed
    # ``changed`` counts a pixel that was both twice, which moves no box.
    grown = cv2.dilate((changed >= _CELL_SPECK).astype(np.uint8), _square(2 * _GAP + 1))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(grown, connectivity=8)
    longest = round(_LARGEST * max(changed.shape))
    found = []
    for label in range(1, count):
        left, top, width, height = (int(value) for value in stats[label, :4])
        window = (slice(top, top + height), slice(left, left + width))
        own = np.where(labels[window] == label, changed[window], 0)
        for rows, columns in _pieces(own, longest):
            at = (slice(top + rows.start, top + rows.stop), slice(left + columns.start, left + columns.stop))
            region = _region(own[rows, columns] > 0, at, added, removed)
            if region is not None and region.added + region.removed >= speck:
                found.append(region)
    return sorted(found, key=lambda region: (-region.area, region.top, region.left))


def _per_cell(mask: Mask) -> NDArray[np.int64]:
    height, width = mask.shape
    padded = np.pad(mask, ((0, -height % _CELL), (0, -width % _CELL)))
    rows, columns = padded.shape[0] // _CELL, padded.shape[1] // _CELL
    counts: NDArray[np.int64] = padded.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3), dtype=np.int64)
    return counts


def _pieces(cells: NDArray[np.int64], longest: int) -> list[tuple[slice, slice]]:
    """The parts a cluster of changed cells is cut into, each at most ``longest`` long or solid."""
    done, todo = [], [(slice(0, cells.shape[0]), slice(0, cells.shape[1]))]
    while todo:
        tight = _tight(cells, todo.pop())
        if tight is None:
            continue
        rows, columns = tight
        part = cells[rows, columns]
        side = int(part.shape[1] > part.shape[0])
        if part.shape[side] <= longest or np.count_nonzero(part) >= _SOLID * part.size:
            done.append(tight)
            continue
        middle = _emptiest(part.sum(axis=1 - side))
        if side:
            todo += [
                (rows, slice(columns.start, columns.start + middle)),
                (rows, slice(columns.start + middle, columns.stop)),
            ]
        else:
            todo += [
                (slice(rows.start, rows.start + middle), columns),
                (slice(rows.start + middle, rows.stop), columns),
            ]
    return done


def _emptiest(profile: NDArray[np.int64]) -> int:
    """Where to cut: least changed, rather in the middle."""
    at = np.arange(1, len(profile))
    off = np.abs(at / len(profile) - 0.5)
    inner = off <= 0.35
    weight = (profile[at] + profile[at - 1]) * (1 + 2 * off)
    return int(at[inner][np.argmin(weight[inner])])


def _tight(cells: NDArray[np.int64], part: tuple[slice, slice]) -> tuple[slice, slice] | None:
    rows, columns = part
    held = cells[part] > 0
    down, across = np.flatnonzero(held.any(axis=1)), np.flatnonzero(held.any(axis=0))
    if not len(down):
        return None
    return (
        slice(rows.start + int(down[0]), rows.start + int(down[-1]) + 1),
        slice(columns.start + int(across[0]), columns.start + int(across[-1]) + 1),
    )


def _region(own: NDArray[np.bool_], cells: tuple[slice, slice], added: Mask, removed: Mask) -> PixelRegion | None:
    """The box around the changed pixels of these cells, or None where they have none."""
    rows, columns = cells
    top, left = rows.start * _CELL, columns.start * _CELL
    window = (slice(top, rows.stop * _CELL), slice(left, columns.stop * _CELL))
    plus, minus = added[window], removed[window]
    theirs = np.kron(own.astype(np.uint8), _square(_CELL))[: plus.shape[0], : plus.shape[1]]
    plus, minus = cv2.bitwise_and(plus, theirs), cv2.bitwise_and(minus, theirs)
    box_left, box_top, width, height = cv2.boundingRect(cv2.bitwise_or(plus, minus))
    added_count, removed_count = cv2.countNonZero(plus), cv2.countNonZero(minus)
    if not width:
        return None
    left, top = left + box_left, top + box_top
    return PixelRegion(left, top, left + width, top + height, added_count, removed_count)
