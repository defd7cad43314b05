"""Which drawings are shown, and in which order: found out a slice at a time, for there may be ten thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from app.ui.documents.nodes import Node

    Found = Generator[None, None, list[Node]]

#: Drawings looked at in one slice: two or three milliseconds.
SLICE = 1000


def narrowed(nodes: Sequence[Node], admits: Callable[[Node], bool]) -> Found:
    """Those of ``nodes`` that are admitted, in their order."""
    found: list[Node] = []
    for part in _parts(nodes):
        found += [node for node in part if admits(node)]
        if len(part) == SLICE:
            yield
    return found


def ordered(nodes: Sequence[Node], key: Callable[[Node], Any], *, falling: bool) -> Found:
    """``nodes`` by ``key``; those with equal keys keep their order, also where it falls."""
    keys: dict[Node, Any] = {}
    line: list[Node] = []
    for part in _parts(nodes):
        keys |= {node: key(node) for node in part}
        line += sorted(part, key=keys.__getitem__, reverse=falling)
        if len(part) == SLICE:
            yield
    line.sort(key=keys.__getitem__, reverse=falling)  # of sorted runs: little more than a merge
    return line


def _parts(nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
    return (nodes[start : start + SLICE] for start in range(0, len(nodes), SLICE))
