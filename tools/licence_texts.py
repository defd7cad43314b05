"""The licence texts of everything that a build ships, as (file, folder in the build) pairs.

What is shipped is what ``requirements/app.txt`` locks, as far as it is installed on the building machine.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==")
_TEXT = re.compile(r"(?i)^(licen[cs]e|copying|notice|authors)")


def locked_names(lock: Path = ROOT / "requirements" / "app.txt") -> list[str]:
    """Distribution names in a lock file, in its order."""
    found = (_LOCKED.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    return [match.group(1) for match in found if match is not None]


def licence_texts(names: list[str] | None = None) -> list[tuple[str, str]]:
    """Licence, copyright and notice files of the distributions, each in ``licences/<distribution>``."""
    own = str(ROOT / "LICENSE")
    # The drawings inside qt-material-icons are Google's, under our own licence, whose text that package leaves out.
    pairs = [(own, "licences/planrack"), (own, "licences/material-symbols")]
    for name in locked_names() if names is None else names:
        try:
            files = metadata.distribution(name).files or []
        except metadata.PackageNotFoundError:
            continue  # for another system
        for file in files:
            path = Path(str(file.locate()))
            if ".dist-info" in str(file) and _TEXT.match(path.name) and path.is_file():
                pairs.append((str(path), f"licences/{name}"))
    return pairs
