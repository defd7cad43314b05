"""How much room each part of the data directory takes, and what of it may be thrown away."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.failures import os_failures

if TYPE_CHECKING:
    from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes. ``other``: half downloads, copies of the database, logs."""

    drawings: int
    previews: int
    database: int
    quarantine: int
    other: int
    free: int

    @property
    def total(self) -> int:
        return self.drawings + self.previews + self.database + self.quarantine + self.other


def measure(settings: Settings) -> Usage:
    """Walk through the data directory: takes a moment. Raises Failure(LOCAL_IO) where the disk cannot be asked."""
    home = settings.home
    with os_failures():
        free = shutil.disk_usage(home).free
    return Usage(
        drawings=_size(settings.blobs),
        previews=_size(settings.previews),
        database=sum(_length(path) for path in home.glob(f"{settings.database.name}*")),
        quarantine=_size(settings.quarantine),
        other=sum(_size(folder) for folder in (settings.parts, settings.backups, settings.logs)),
        free=free,
    )


def delete_previews(settings: Settings) -> None:
    """Throw the small pictures away; they are drawn again when they are next needed. Raises Failure(LOCAL_IO)."""
    with os_failures():
        for folder in tuple(settings.previews.iterdir()):
            if folder.is_dir():
                shutil.rmtree(folder)


def _size(folder: Path) -> int:
    return sum(_length(Path(parent, name)) for parent, _, names in os.walk(folder) for name in names)


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone since it was listed: a sync goes on meanwhile
        return 0
