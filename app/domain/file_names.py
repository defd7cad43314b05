"""Names of files that people will see: made from what Procore calls a sheet, and safe on every system.

Only for copies that leave the data directory; what is kept in it has no such names.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters of a name without its ending: with a folder or two above it, a path stays within Windows' 260.
LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)


def safe_name(text: str, otherwise: str = "_") -> str:
    """``text`` as the name of a file or folder, on Windows, macOS and Linux alike. ``otherwise``: where nothing of it
    is left. Never a path, never "." or "..", never a device of Windows."""
    name = unicodedata.normalize("NFC", text)
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cf", "Cs"))
    name = _SPACES.sub(" ", _FORBIDDEN.sub("-", name)).strip(" .")[:LONGEST].strip(" .")
    if not name:
        return otherwise
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def sheet_file_name(number: str, revision: str, title: str, label: str = "") -> str:
    """ "A-101 Rev B - Basement Floor Plan (SUPERSEDED).pdf". ``revision`` and ``label`` are words, or empty. Where it
    gets too long the title is cut, never what warns."""
    head = " ".join(part for part in (number, revision) if part)
    tail = f" ({label})" if label else ""
    body = " - ".join(part for part in (head, title) if part)
    room = LONGEST - len(safe_name(tail, "")) - 2
    return safe_name(safe_name(body)[:room].rstrip(" .-") + tail) + ".pdf"


def without_repeats(names: Iterable[str]) -> list[str]:
    """The same names, where one that was there before gets a number: "Plan.pdf", "Plan (2).pdf". Upper and lower case
    are one, as they are on most disks."""
    taken: set[str] = set()
    result = []
    for name in names:
        stem, dot, ending = name.rpartition(".")
        if not stem:
            stem, dot, ending = name, "", ""
        free, count = name, 1
        while free.casefold() in taken:
            count += 1
            free = f"{stem} ({count}){dot}{ending}"
        taken.add(free.casefold())
        result.append(free)
    return result
