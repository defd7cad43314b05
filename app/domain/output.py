"""What leaves the program for others to read: sheets with their stamps and markups, alone or bound into one file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.domain.markups import Markup


class Marks(StrEnum):
    """What becomes of markups on the way out."""

    NONE = "none"
    ANNOTATIONS = "annotations"  # standard PDF annotations: other readers show, list and edit them
    FLAT = "flat"  # part of the drawing: nobody can take them off


@dataclass(frozen=True, slots=True)
class IssuedSheet:
    """One file that goes out. ``stamp``: words across the corner of every page, empty for none. ``labels``: what stands
    beside a measurement, by markup id. ``title``: in the bookmarks; ``page_label``: in place of a page number."""

    source: Path
    sha256: str
    name: str
    folder: str = ""
    title: str = ""
    page_label: str = ""
    stamp: str = ""
    markups: tuple[Markup, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """False where the file that goes out is the file that came in, to the byte."""
        return bool(self.stamp or self.markups)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a bound set, in words: ``rows`` under ``columns``; ``warnings`` stand above the list."""

    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    warnings: tuple[str, ...] = ()
    bookmark: str = ""
