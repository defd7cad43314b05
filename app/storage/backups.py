"""Copies of the database beside it: one before each migration, one for each day, the two newest of each kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.storage.failures import os_failures

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.storage.database import Database

_KEPT = 2
_BEFORE, _DAILY = "before", "daily"


def back_up_before(database: Database, folder: Path, head: str, *, at: datetime) -> None:
    """Copy the database before it is migrated to ``head``; the two newest such copies stay. ``at`` in UTC."""
    with os_failures():
        _back_up(database, folder, _BEFORE, f"-{head}", at)


def back_up_daily(database: Database, folder: Path, *, at: datetime) -> Path | None:
    """Today's copy, unless there is one already; the two newest daily copies stay. ``at`` in UTC."""
    with os_failures():
        if any(folder.glob(f"planrack-{_DAILY}-{at:%Y%m%d}T*.db")):
            return None
        return _back_up(database, folder, _DAILY, "", at)


def _back_up(database: Database, folder: Path, kind: str, note: str, at: datetime) -> Path:
    """The copy appears only when it is complete. Nobody else makes one of this kind meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"planrack-{kind}-*.unfinished*"):  # by a process that died, with SQLite's own files
        left.unlink()
    target = folder / f"planrack-{kind}{note}-{at:%Y%m%dT%H%M%SZ}.db"
    unfinished = target.with_suffix(".unfinished")
    try:
        database.backup(unfinished)
    except BaseException:
        unfinished.unlink(missing_ok=True)  # on a full disk it is in the way of everything else
        raise
    unfinished.replace(target)
    for old in sorted(folder.glob(f"planrack-{kind}-*.db"))[:-_KEPT]:
        old.unlink()
    return target
