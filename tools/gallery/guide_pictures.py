"""The pictures of the guides: exactly those that the pages link, small enough to live in the repository."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).resolve().parents[2] / "docs"
_PICTURE = re.compile(r"!\[[^]]*\]\((?:docs/\w+/)?pictures/([\w-]+)\.png\)")
#: Colours of a picture, chosen for their distance from each other: else the greys of letters take those of a state.
_COLOURS = 256


def linked_pictures() -> list[str]:
    """The screens that the guides and the README show."""
    pages = [*DOCS.glob("*/*.md"), DOCS.parent / "README.md"]
    return sorted({name for page in pages for name in _PICTURE.findall(page.read_text(encoding="utf-8"))})


def put_into_guides(taken: Path) -> int:
    """Replace the guides' pictures with ``taken/<language>-light/<screen>.png``; returns their size in bytes."""
    total = 0
    for source in sorted(taken.iterdir()):
        folder = DOCS / source.name.partition("-")[0] / "pictures"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for picture in sorted(source.iterdir()):
            target = folder / picture.name
            with Image.open(picture) as image:
                small = image.convert("RGB").quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
            small.save(target, optimize=True)
            total += target.stat().st_size
    return total
