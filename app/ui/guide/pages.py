"""Which pages the guide has, in both languages. Pure, over the files that are shipped with the program.

The index of a language lists its pages; the same place in the other index is the same page in the other language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.texts import Language

FOLDER = Path(__file__).resolve().parents[3] / "docs"
_ENTRY = re.compile(r"^(?:- |\d+\. )\[([^]]+)\]\(([\w-]+\.md)\)", re.MULTILINE)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GuidePage:
    title: str
    path: Path


def guide_pages(language: Language) -> tuple[GuidePage, ...]:
    """The index and every page it lists, in its order. Raises OSError where the guide was not shipped."""
    index = FOLDER / language.value / "index.md"
    text = index.read_text(encoding="utf-8")
    title = _TITLE.search(text)
    first = GuidePage(title[1] if title else index.stem, index)
    return (first, *(GuidePage(words, index.parent / name) for words, name in _ENTRY.findall(text)))


def anchor(heading: str) -> str:
    """How links name a heading: as on the pages where the guide is read in the browser."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
