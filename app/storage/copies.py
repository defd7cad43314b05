"""Copies of sheets for people: outside the data directory, under readable names, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.file_names import without_repeats
from app.storage.failures import os_failures

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copy:
    """One sheet: where its bytes are, their hash, and the folders (safe names, may be empty) and name it shall have."""

    source: Path
    sha256: str
    name: str
    folder: str = ""


def copy_sheet(copy: Copy, target: Path, *, stop: Callable[[], bool] = lambda: False) -> None:
    """Put the sheet at ``target``, in place of what is there: ask before. ``copy``'s own name does not count.

    ``stop`` is asked after every piece of 1 MiB; then Failure(CANCELLED). Raises Failure(CORRUPT, HASH_MISMATCH) where
    the bytes are no longer those that were downloaded, Failure(LOCAL_SPACE), Failure(LOCAL_IO).
    """
    part = target.with_name(f".planrack-{secrets.token_hex(6)}.part")
    try:
        _write(copy, part, stop)
        with os_failures():
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def copy_folder(
    copies: Sequence[Copy],
    parent: Path,
    name: str,
    *,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Path:
    """Put sheets into a new folder ``name`` in ``parent`` and return it. A name that is taken gets a number; the folder
    appears when it is complete. ``progress``: sheets written and sheets in all. Failures as in ``copy_sheet``; nothing
    is left behind then."""
    part = parent / f".planrack-{secrets.token_hex(6)}.part"
    try:
        with os_failures():
            part.mkdir()
        for done, (copy, path) in enumerate(_placed(copies, part), start=1):
            with os_failures():
                path.parent.mkdir(exist_ok=True)
            _write(copy, path, stop)
            progress(done, len(copies))
        return _rename(part, parent, name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _placed(copies: Sequence[Copy], root: Path) -> list[tuple[Copy, Path]]:
    """Each copy with its own path. Folders whose names differ in nothing but case are one folder."""
    spelled: dict[str, str] = {}
    by_folder: dict[str, list[Copy]] = {}
    for copy in copies:
        by_folder.setdefault(spelled.setdefault(copy.folder.casefold(), copy.folder), []).append(copy)
    return [
        (copy, (root / folder if folder else root) / name)
        for folder, held in by_folder.items()
        for copy, name in zip(held, without_repeats(copy.name for copy in held), strict=True)
    ]


def _rename(part: Path, parent: Path, name: str) -> Path:
    count = 1
    while True:
        target = parent / (name if count == 1 else f"{name} ({count})")
        with os_failures():
            if not os.path.lexists(target):  # a folder that is renamed onto an empty one would take its place
                part.rename(target)
                return target
        count += 1


def _write(copy: Copy, path: Path, stop: Callable[[], bool]) -> None:
    digest = hashlib.sha256()
    with os_failures(), copy.source.open("rb") as source, path.open("xb") as out:
        while piece := source.read(_CHUNK):
            if stop():
                raise Failure(FailureCode.CANCELLED)
            digest.update(piece)
            out.write(piece)
    if digest.hexdigest() != copy.sha256:
        raise Failure(FailureCode.CORRUPT, Reason.HASH_MISMATCH, values={"subject": copy.name})
