"""Copies of the database beside it: one before each migration, one for each day, the newest of each kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.failures import os_failures

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.storage.database import Database

_KEPT = 2
DAILY = "daily"


def back_up(database: Database, folder: Path, *, at: datetime, label: str) -> Path:
    """Write ``planrack-<label>-<time>.db`` into ``folder`` and return it. It appears only when it is complete."""
    with os_failures():
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"planrack-{label}-{at:%Y%m%dT%H%M%SZ}.db"
        unfinished = target.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        database.backup(unfinished)
        unfinished.replace(target)
    return target


def back_up_daily(database: Database, folder: Path, *, at: datetime) -> Path | None:
    """Today's copy, unless there is one already; the two newest daily copies stay. ``at`` in UTC."""
    with os_failures():
        if any(folder.glob(f"planrack-{DAILY}-{at:%Y%m%d}T*.db")):
            return None
        made = back_up(database, folder, at=at, label=DAILY)
        for old in sorted(folder.glob(f"planrack-{DAILY}-*.db"))[:-_KEPT]:
            old.unlink()
    return made
