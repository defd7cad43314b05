"""How names are compared: case and accents do not matter, and numbers inside count as numbers."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"(\d+)")


def folded(text: str) -> str:
    """``text`` for matching: "École" finds "ecole"."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text.strip().casefold()) if not unicodedata.combining(char)
    )


def natural(text: str) -> tuple[tuple[int, int | str], ...]:
    """A sort key in which "Phase 10" comes after "Phase 9"."""
    parts = _DIGITS.split(folded(text))
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)
