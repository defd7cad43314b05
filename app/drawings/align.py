"""How an older sheet lies on a newer one, and how far that can be believed.

The same place is tried first, since most revisions keep it: it is exact and costs nothing. Otherwise points that look
alike (SIFT) vote for a similarity, which is then refined by what small windows say. Every candidate is judged in the
same way: how much of the ink of both falls on ink, beyond what any two drawings do by chance. A wrong alignment of
real sheets comes to 0.02 at most, two different sheets with the same frame to 0.3, revisions of one sheet to 0.35-0.9.

numpy and OpenCV are only imported in worker processes: see ``compare``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from app.domain.comparisons import Trust, snapped
from app.domain.plane import Similarity, quarter_turns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Grey = NDArray[Any]

#: Pixels of the longer side on which ink is compared, and on which points are looked for.
_JUDGED = 2048
_LOOKED = 1200
_POINTS = 3000
#: A point that looks like a second one nearly as much as like the first says nothing: sheets are full of hatching.
_RATIO = 0.8
_FEWEST = 12
_LARGEST_SCALE = 5.0
#: Darker than this is ink.
_INK = 190
_SURE, _DOUBTFUL = 0.33, 0.12
#: From here on the same place is not questioned.
_PLAIN = 0.5
#: Shifts in pixels that no real pair needs: what falls on ink there does so by chance.
_CHANCE = ((17, 23), (-23, 17), (-17, -29), (29, -13))
_WINDOW = 256
_WINDOW_SHIFT = 8.0
#: Windows in which one shift explains the picture; in the others something changed.
_WINDOW_RESPONSE = 0.12
_FEWEST_WINDOWS = 6
#: Degrees, and share of the scale, within which a turn or a scale is taken for round.
_STRAIGHT, _LIFE_SIZE = 0.03, 0.0005
_NO_WORSE = 0.02
#: Share of the agreement that is left without any tolerance where both were drawn by the same hand.
_ALIKE = 0.93


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page in grey (0 is black), as displayed; ``scale``: pixels per point; ``noise`` of a scan, in steps of grey."""

    grey: Grey
    scale: float
    noise: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """In points."""
        height, width = self.grey.shape
        return width / self.scale, height / self.scale


@dataclass(frozen=True, slots=True)
class Alignment:
    """``similarity``: from the older to the newer page in points as displayed. ``error``: by how many points matching
    ink may be apart, 0 where the two were drawn alike."""

    similarity: Similarity
    agreement: float
    error: float

    @property
    def trust(self) -> Trust:
        if self.agreement >= _SURE:
            return Trust.SURE
        return Trust.DOUBTFUL if self.agreement >= _DOUBTFUL else Trust.NONE


def align(older: DrawnPage, newer: DrawnPage) -> Alignment:
    """The best alignment found; its ``trust`` may be NONE."""
    before, after = _reduced(older, _JUDGED), _reduced(newer, _JUDGED)
    if not _has_ink(before) and not _has_ink(after):
        return Alignment(_in_place(older, newer), 1.0, 0.0)
    best = _judged(before, after, _in_place(older, newer))
    if best.agreement < _PLAIN:
        voted = _by_points(_reduced(older, _LOOKED), _reduced(newer, _LOOKED))
        if voted is not None:
            best = max(best, _judged(before, after, voted), key=lambda one: one.agreement)
    if best.error and best.agreement >= _DOUBTFUL:
        best = _straightened(before, after, _refined(before, after, best))
    return best


def judge(older: DrawnPage, newer: DrawnPage, similarity: Similarity) -> Alignment:
    """An alignment that is given, with what speaks for it."""
    return _judged(_reduced(older, _JUDGED), _reduced(newer, _JUDGED), similarity)


def laid(older: DrawnPage, newer: DrawnPage, similarity: Similarity) -> Grey:
    """The older page as it lies on the newer one, pixel on pixel; white where it does not reach."""
    height, width = newer.grey.shape
    matrix = _matrix(older, newer, similarity)
    if older.grey.shape == (height, width) and np.allclose(matrix, np.eye(2, 3), rtol=0, atol=1e-6):
        return older.grey
    grey, shrink = older.grey, float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if shrink < 0.75:  # interpolating between four pixels would skip thin lines
        small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        older = DrawnPage(small, older.scale * shrink)
        grey, matrix = older.grey, _matrix(older, newer, similarity)
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255,))


def _matrix(older: DrawnPage, newer: DrawnPage, similarity: Similarity) -> NDArray[np.float64]:
    """The same in pixels, whose whole numbers are the middles of pixels."""
    enlarged = newer.scale / older.scale
    a, b = similarity.a * enlarged, similarity.b * enlarged
    x, y = similarity.dx * newer.scale, similarity.dy * newer.scale
    return np.array([[a, -b, x + (a - b - 1) / 2], [b, a, y + (a + b - 1) / 2]])


def _reduced(page: DrawnPage, longest: int) -> DrawnPage:
    factor = longest / max(page.grey.shape)
    if factor >= 1:
        return page
    height, width = (max(1, round(side * factor)) for side in page.grey.shape)
    return DrawnPage(cv2.resize(page.grey, (width, height), interpolation=cv2.INTER_AREA), page.scale * factor)


def _in_place(older: DrawnPage, newer: DrawnPage) -> Similarity:
    """The older page fitted onto the newer one: the same place where they have the same shape."""
    (before, before_down), (after, after_down) = older.size, newer.size
    scale = min(after / before, after_down / before_down)
    if abs(scale - 1) < 0.002:
        scale = 1.0
    return Similarity(scale)


def _has_ink(page: DrawnPage) -> bool:
    return bool(page.grey.min(initial=255) < _INK)


def _judged(older: DrawnPage, newer: DrawnPage, similarity: Similarity) -> Alignment:
    before, after = (
        cv2.threshold(grey, _INK - 1, 255, cv2.THRESH_BINARY_INV)[1]
        for grey in (laid(older, newer, similarity), newer.grey)
    )
    near, exact = (_agreement(before, after, reach) for reach in (1, 0))
    alike = all(one >= _ALIKE * other for one, other in zip(exact, near, strict=True))
    return Alignment(similarity, max(near), 0.0 if alike else 1 / newer.scale)


def _agreement(before: Grey, after: Grey, reach: int) -> tuple[float, float]:
    """How much of the ink of each sheet the other confirms, beyond chance. The better of the two counts: what was only
    added to, or only taken from, still agrees. ``reach``: pixels by which ink may be off."""
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * reach + 1, 2 * reach + 1))
    wide_before, wide_after = (cv2.dilate(ink, around) if reach else ink for ink in (before, after))
    return _confirmed(before, wide_after), _confirmed(after, wide_before)


def _confirmed(ink: Grey, other: Grey) -> float:
    total = cv2.countNonZero(ink)
    if not total:
        return 0.0
    met = _met(ink, other, 0, 0) / total
    chance = sum(_met(ink, other, *shift) for shift in _CHANCE) / len(_CHANCE) / total
    return max(0.0, (met - chance) / (1 - chance)) if chance < 1 else 0.0


def _met(ink: Grey, other: Grey, right: int, down: int) -> int:
    height, width = ink.shape
    if abs(right) >= width or abs(down) >= height:
        return 0
    here = ink[max(0, down) : height + min(0, down), max(0, right) : width + min(0, right)]
    there = other[max(0, -down) : height + min(0, -down), max(0, -right) : width + min(0, -right)]
    return cv2.countNonZero(cv2.bitwise_and(here, there))


def _by_points(older: DrawnPage, newer: DrawnPage) -> Similarity | None:
    """What points that look alike vote for."""
    (before, seen_before), (after, seen_after) = _points(older), _points(newer)
    if min(len(before), len(after)) < _FEWEST:
        return None
    which, met = _pairs(seen_before, seen_after)
    if len(which) < _FEWEST:
        return None
    cv2.setRNGSeed(1)  # the same sheets always give the same answer
    matrix, held = cv2.estimateAffinePartial2D(
        before[which], after[met], method=cv2.RANSAC, ransacReprojThreshold=2 / newer.scale,
        maxIters=5000, confidence=0.999,
    )  # fmt: skip
    if matrix is None or int(held.sum()) < _FEWEST:
        return None
    found = _similarity(matrix)
    fits = (newer.scale / older.scale) * found.scale
    if not 1 / _LARGEST_SCALE < fits < _LARGEST_SCALE:
        return None
    return found


def _points(page: DrawnPage) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points in points of the page, and what each looks like."""
    found, looks = cv2.SIFT.create(nfeatures=_POINTS, contrastThreshold=0.03).detectAndCompute(page.grey, None)
    if looks is None:
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    places = (np.array([point.pt for point in found], np.float32) + 0.5) / page.scale
    return places.astype(np.float32), looks / np.maximum(1e-6, np.linalg.norm(looks, axis=1, keepdims=True))


def _pairs(before: NDArray[np.float32], after: NDArray[np.float32]) -> tuple[NDArray[Any], NDArray[Any]]:
    alike = before @ after.T
    rows = np.arange(len(alike))
    best = alike.argmax(axis=1)
    first = alike[rows, best]
    alike[rows, best] = -1
    second = alike.max(axis=1)
    clear = 2 - 2 * first < _RATIO**2 * (2 - 2 * second)
    return rows[clear], best[clear]


def _refined(older: DrawnPage, newer: DrawnPage, found: Alignment) -> Alignment:
    """What windows all over the sheet say of the shift that is left, taken together; kept only if it is better."""
    best = found
    for _ in range(2):
        middles, shifts = _shifts(laid(older, newer, best.similarity), newer.grey)
        if len(middles) < _FEWEST_WINDOWS:
            break
        cv2.setRNGSeed(1)
        matrix, _held = cv2.estimateAffinePartial2D(
            middles / newer.scale, (middles + shifts) / newer.scale, method=cv2.RANSAC,
            ransacReprojThreshold=1 / newer.scale, maxIters=2000, confidence=0.99,
        )  # fmt: skip
        if matrix is None:
            break
        better = _judged(older, newer, best.similarity.then(_similarity(matrix)))
        if better.agreement <= best.agreement:
            break
        best = better
    return best


def _straightened(older: DrawnPage, newer: DrawnPage, found: Alignment) -> Alignment:
    """Turn, scale and place made round where the sheets say nothing against it: what was measured is never quite."""
    straight = snapped(found.similarity, degrees=_STRAIGHT, scale=_LIFE_SIZE)
    width, height = newer.size
    home = quarter_turns(round(straight.degrees / 90), *older.size)
    off = math.dist(straight.apply(width / 2, height / 2), home.apply(width / 2, height / 2))
    if straight.scale == 1.0 and off * newer.scale < 1.0:
        straight = home
    judged = _judged(older, newer, straight)
    return judged if judged.agreement >= found.agreement - _NO_WORSE else found


def _similarity(matrix: NDArray[Any]) -> Similarity:
    return Similarity(*(float(matrix[at]) for at in ((0, 0), (1, 0), (0, 2), (1, 2))))


def _shifts(before: Grey, after: Grey) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    height, width = after.shape
    side = min(_WINDOW, height, width)
    hann = cv2.createHanningWindow((side, side), cv2.CV_32F)
    middles, shifts = [], []
    for top in range(0, height - side + 1, side):
        for left in range(0, width - side + 1, side):
            pair = [255 - grey[top : top + side, left : left + side].astype(np.float32) for grey in (before, after)]
            if min(float(one.mean()) for one in pair) < 1:
                continue
            (right, down), response = cv2.phaseCorrelate(pair[0], pair[1], hann)
            if response >= _WINDOW_RESPONSE and max(abs(right), abs(down)) <= _WINDOW_SHIFT:
                middles.append((left + side / 2, top + side / 2))
                shifts.append((right, down))
    return np.array(middles, np.float32).reshape(-1, 2), np.array(shifts, np.float32).reshape(-1, 2)
