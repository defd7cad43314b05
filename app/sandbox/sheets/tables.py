"""Schedules: ruled tables whose rows report where they are, so that a revision can be clouded around one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .pen import BOLD, FINE, HEAVY, MEDIUM, SANS, Pen, Rect, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Column:
    title: str
    width: float
    align: str = "l"


def table(
    page: Pen,
    x: float,
    top: float,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    row: float = 11.4,
    size: float = 6.0,
) -> list[Rect]:
    """Draws a schedule downwards from (x, top) in points; returns the rectangle of every row."""
    width = sum(c.width for c in columns)
    head = row * 1.7
    if title:
        page.rect(x, top - 17, x + width, top, MEDIUM, fill=0.88)
        page.text(x + width / 2, top - 12.3, title, 9.0, BOLD, "c")
        top -= 17
    page.rect(x, top - head, x + width, top, MEDIUM, fill=0.95)
    left = x
    for column in columns:
        words = column.title.split("|")
        for i, part in enumerate(words):
            page.text(
                left + column.width / 2,
                top - head / 2 + (len(words) - 1) * size * 0.55 - i * size * 1.1 - size * 0.35,
                part,
                size * 0.92,
                BOLD,
                "c",
            )
        left += column.width
    boxes: list[Rect] = []
    level = top - head
    for cells in rows:
        boxes.append((x, level - row, x + width, level))
        left = x
        for column, cell in zip(columns, cells, strict=True):
            place = {"l": left + 3, "c": left + column.width / 2, "r": left + column.width - 3}[column.align]
            page.text(
                place, level - row / 2 - size * 0.36, _fit(cell, column.width - 4, size), size, SANS, column.align
            )
            left += column.width
        level -= row
    page.lines([(x, b[1], x + width, b[1]) for b in boxes], FINE)
    left = x
    for column in columns[:-1]:
        left += column.width
        page.line(left, top, left, level, FINE)
    page.rect(x, level, x + width, top, HEAVY)
    return boxes


def _fit(words: str, width: float, size: float) -> str:
    while words and text_width(words, size) > width:
        words = words[:-1]
    return words


def numbered_notes(
    page: Pen, x: float, top: float, title: str, notes: Sequence[str], width: float, size: float = 7.6
) -> list[Rect]:
    """A heading and numbered notes; returns the rectangle of every note."""
    page.text(x, top - 10, title, 9.5, BOLD)
    page.line(x, top - 14, x + width, top - 14, MEDIUM)
    level = top - 19
    boxes: list[Rect] = []
    for i, note in enumerate(notes, 1):
        page.text(x + 13, level - size, f"{i}.", size, SANS, "r")
        used = page.block(x + 19, level, note, width - 19, size)
        boxes.append((x, level - used - 1, x + width, level))
        level -= used + size * 0.5
    return boxes


def keyed_legend(
    page: Pen, x: float, top: float, title: str, rows: Sequence[tuple[str, str]], width: float, size: float = 7.4
) -> float:
    """Two columns of key and meaning; returns the bottom."""
    page.text(x, top - 10, title, 9.5, BOLD)
    page.line(x, top - 14, x + width, top - 14, MEDIUM)
    level = top - 19
    for key, meaning in rows:
        page.text(x + 2, level - size, key, size, BOLD)
        used = page.block(x + 52, level, meaning, width - 52, size)
        level -= used + size * 0.4
    return level
