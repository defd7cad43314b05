"""The order of a drawing's revisions, and which of them moved (S56-S58).

Pure. Procore gives each revision a number ``order_in_drawing`` whose base and direction are undocumented
(contract §9): the direction is taken from where the current revisions stand.
"""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.records import RemoteRevision

_BY_ORDER = attrgetter("order_in_drawing")
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def larger_is_newer(drawings: Iterable[Sequence[RemoteRevision]]) -> bool:
    """Whether a larger ``order_in_drawing`` means a newer revision, by majority over the drawings of a project.

    Each drawing with several revisions votes by where its only current one stands. Without a vote: larger is newer.
    """
    votes = 0
    for revisions in drawings:
        if len(revisions) < 2:
            continue
        current = [r.order_in_drawing for r in revisions if r.current]
        orders = [r.order_in_drawing for r in revisions if r.order_in_drawing is not None]
        if len(current) != 1 or current[0] is None or len(set(orders)) != len(revisions):
            continue
        if current[0] == max(orders):
            votes += 1
        elif current[0] == min(orders):
            votes -= 1
    return votes >= 0


def in_procore_order(revisions: Iterable[RemoteRevision], *, larger_is_newer: bool) -> list[RemoteRevision]:
    """The revisions of one drawing, oldest first.

    Where Procore numbers them all and apart, that is the order. Otherwise ids stand in (they grow with time), with the
    current revision last: an order that cannot be read must not bury the sheet people build from.
    """
    listed = list(revisions)
    orders = {r.order_in_drawing for r in listed}
    if None not in orders and len(orders) == len(listed):
        return sorted(listed, key=_BY_ORDER, reverse=not larger_is_newer)
    # Of several flags only the newest counts: a listing of changes leaves the old one where it was.
    current = max((r.id for r in listed if r.current), default=None)
    return sorted(listed, key=lambda r: (r.id == current, r.id))


def moved(before: Sequence[int], after: Sequence[int], updated_at: Mapping[int, datetime | None]) -> frozenset[int]:
    """The smallest set of revision ids whose moving turns ``before`` into ``after`` (S56).

    Both hold the same ids. What stays is a longest increasing subsequence; among several of them the one whose rest,
    the moved ones, was updated later.
    """
    if list(before) == list(after):
        return frozenset()
    place = {revision: index for index, revision in enumerate(before)}
    by_age = sorted(before, key=lambda r: (updated_at.get(r) or _EARLIEST, r))
    age = {revision: rank for rank, revision in enumerate(by_age)}
    best: list[tuple[int, int]] = []  # (length, -sum of ages) of the best chain ending here
    link: list[int | None] = []
    for index, revision in enumerate(after):
        chain, previous = (0, 0), None
        for earlier in range(index):
            if place[after[earlier]] < place[revision] and best[earlier] > chain:
                chain, previous = best[earlier], earlier
        best.append((chain[0] + 1, chain[1] - age[revision]))
        link.append(previous)
    stays: set[int] = set()
    at: int | None = max(range(len(after)), key=lambda i: best[i])
    while at is not None:
        stays.add(after[at])
        at = link[at]
    return frozenset(before) - stays
