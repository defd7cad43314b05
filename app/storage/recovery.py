"""A damaged or lost database: moved aside, and replaced by the newest good backup or a new one.

Drawings are safe in any case, they are files of their own; what the backup does not know of them comes back through the
manifest at the next sync. A damaged database is never deleted, and one that another Planrack is using is not touched.

Looking at a whole database takes a second for a large one, so it is done only on suspicion: after a stop that was not
clean, where damage was met before, where the file is missing or empty.
"""

from __future__ import annotations

import contextlib
import logging
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import update

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.views import FailureNote
from app.storage.database import suspect_mark
from app.storage.durability import fsync_file, fsync_folder
from app.storage.failures import is_damage, os_failures
from app.storage.preferences import read_preference, write_preference
from app.storage.salvage import salvage_marks
from app.storage.schema import APPLICATION_ID, links, transfers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.settings import Settings
    from app.storage.database import Database

_log = logging.getLogger(__name__)

#: No database of ours with its tables is smaller (bytes).
_EMPTY = 8192
_TOLD = "recovery_notice"
_WRITTEN = re.compile(r"\d{8}T\d{6}Z")


class Soundness(StrEnum):
    SOUND = "sound"
    EMPTY = "empty"  # missing, or without a single table
    DAMAGED = "damaged"
    UNKNOWN = "unknown"  # locked, or not ours: opening it will say


@dataclass(frozen=True, slots=True)
class Recovery:
    """What took the place of a database. ``backup_of``: when the backup was written; None for a new database."""

    backup_of: datetime | None

    @property
    def notice(self) -> Failure:
        """The words for the user: what happened, what it means, what to do."""
        if self.backup_of is None:
            return Failure(FailureCode.LOCAL_IO, Reason.DATABASE_REBUILT)
        values = {"date": f"{self.backup_of.astimezone():%Y-%m-%d %H:%M}"}
        return Failure(FailureCode.LOCAL_IO, Reason.DATABASE_RESTORED, values=values)


def heal(settings: Settings, *, at: datetime) -> Recovery | None:
    """Make sure that opening the database has a chance: None where it is sound, new, or not ours to judge.

    ``after_recovery`` ends what this begins; until then every call gives the recovery again. Raises
    Failure(LOCAL_SPACE) or Failure(LOCAL_IO) where the repair itself fails; the next call begins it again.
    """
    if _suspicious(settings):
        found = examine(settings.database)
        if _needs_another(settings, found):
            return _heal(settings, at)
        if found is Soundness.SOUND:
            with os_failures():
                suspect_mark(settings.database).unlink(missing_ok=True)
    return _unfinished(settings.database)


def examine(path: Path) -> Soundness:
    """Read all of a database file, with what its log adds to it."""
    if not path.exists():
        return Soundness.EMPTY
    try:
        # Ordinary access, not read-only: the log that a killed process left must be folded in to judge it.
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=5)) as connection:
            return _examined(connection)
    except sqlite3.Error as error:
        return Soundness.DAMAGED if is_damage(error) else Soundness.UNKNOWN


def after_recovery(database: Database, recovery: Recovery) -> None:
    """Make an older state of things harmless: everything is listed again, no half-finished download is gone on with,
    marks that it does not know are saved from what it replaces, and the user will be told."""
    notice = recovery.notice
    assert notice.reason is not None
    told = {"reason": notice.reason.value, "values": dict(notice.values), "at": datetime.now(UTC).isoformat()}
    # Flushed: once the mark is gone nobody does this again.
    with database.write(flushed=True) as connection:
        connection.execute(update(links).values(last_full_listing=None))
        connection.execute(transfers.delete())
        write_preference(connection, _TOLD, told)
        damaged = _replaced(database.path, recovery)
        if damaged is not None:
            salvage_marks(connection, damaged)
    with os_failures():
        _mark(database.path).unlink(missing_ok=True)


def pending_notice(database: Database) -> FailureNote | None:
    """What the user was not told yet about a recovery."""
    with database.read() as connection:
        told: dict[str, object] = read_preference(connection, _TOLD, {})
    if not told:
        return None
    values = told.get("values")
    return FailureNote(
        FailureCode.LOCAL_IO.value,
        str(told.get("reason")),
        dict(values) if isinstance(values, dict) else {},
        datetime.fromisoformat(str(told.get("at"))),
    )


def dismiss_notice(database: Database) -> None:
    """The user was told."""
    with database.write() as connection:
        write_preference(connection, _TOLD, None)


def _heal(settings: Settings, at: datetime) -> Recovery | None:
    with _engine_lock(settings) as held:
        # Looked at again: another process may have healed it meanwhile, or be using it, damaged or not.
        if not held or not _needs_another(settings, examine(settings.database)):
            return None
        _log.error("the database is damaged or lost and is replaced")
        with os_failures():
            return _replace(settings, at)


def _suspicious(settings: Settings) -> bool:
    database = settings.database
    if suspect_mark(database).exists():
        return True
    if not database.exists() or database.stat().st_size < _EMPTY:
        return _had_one(settings)
    # A clean stop folds the log back; one that is left is a process that lives, or one that was killed.
    log = database.with_name(database.name + "-wal")
    if not log.exists() or log.stat().st_size == 0:
        return False
    with _engine_lock(settings) as nobody_lives:
        return nobody_lives


def _needs_another(settings: Settings, found: Soundness) -> bool:
    if found is Soundness.EMPTY:
        return _had_one(settings)
    # What is no database at all may be somebody's own file, unless ours was here before.
    return found is Soundness.DAMAGED and (_is_ours(settings.database) or _had_one(settings))


def _had_one(settings: Settings) -> bool:
    """Whether this data directory has had a database of ours: it left a backup, or files with a manifest."""
    manifest = settings.blobs / "manifest.jsonl"
    return bool(_backups(settings)) or (manifest.exists() and manifest.stat().st_size > 0)


def _is_ours(path: Path) -> bool:
    """The header's own word, readable even where nothing else is."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        header = file.read(100)
        return header.startswith(b"SQLite format 3\0") and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    return False


def _examined(connection: sqlite3.Connection) -> Soundness:
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if not tables:
        return Soundness.EMPTY
    if application != APPLICATION_ID:
        return Soundness.UNKNOWN
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return Soundness.SOUND if verdict == "ok" else Soundness.DAMAGED


@contextlib.contextmanager
def _engine_lock(settings: Settings) -> Iterator[bool]:
    from filelock import FileLock, Timeout  # late: most starts have no need of it

    lock = FileLock(str(settings.lock), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _replace(settings: Settings, at: datetime) -> Recovery:
    """In this order, because a crash in between must lead here again: the old files away, all of them, before another
    database stands beside a log that is not its own."""
    database = settings.database
    _move_aside(database, at)
    backup = next(filter(_usable, _backups(settings)), None)
    recovery = Recovery(None if backup is None else _written_at(backup))
    _mark(database).write_text("" if recovery.backup_of is None else recovery.backup_of.isoformat())
    fsync_file(_mark(database))
    if backup is not None:
        _put_in_place(backup, database)
    suspect_mark(database).unlink(missing_ok=True)
    return recovery


def _mark(database: Path) -> Path:
    """The file that says: this database took the place of another, and nobody drew the consequences yet."""
    return database.with_name(database.name + "-recovered")


def _unfinished(database: Path) -> Recovery | None:
    try:
        written = _mark(database).read_text()
    except OSError:
        return None
    try:
        return Recovery(datetime.fromisoformat(written) if written else None)
    except ValueError:
        return Recovery(None)


def _move_aside(database: Path, at: datetime) -> None:
    stem = f"{database.name}.corrupt-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    name, count = stem, 1
    while any(database.with_name(name + end).exists() for end in ("", "-wal", "-shm")):
        name, count = f"{stem}-{count}", count + 1
    for end in ("", "-wal", "-shm"):  # the database first: without it a left-over log is known to be one
        source = database.with_name(database.name + end)
        if source.exists():
            source.rename(database.with_name(name + end))
    fsync_folder(database.parent)


def _replaced(database: Path, recovery: Recovery) -> Path | None:
    """What was moved aside last, if it was more than a log. Not where the backup is younger: it is of a database that
    came after, in which the same numbers may be those of other entries."""
    aside = database.parent.glob(f"{database.name}.corrupt-*")
    newest = max((path for path in aside if not path.name.endswith(("-wal", "-shm"))), default=None)
    if newest is None or (recovery.backup_of is not None and _written_at(newest) < recovery.backup_of):
        return None
    return newest


def _backups(settings: Settings) -> list[Path]:
    """Newest first, whatever they were made for."""
    dated = [path for path in settings.backups.glob("planrack-*.db") if _WRITTEN.search(path.name)]
    return sorted(dated, key=_written_at, reverse=True)


def _written_at(path: Path) -> datetime:
    """The time in its name."""
    found = _WRITTEN.search(path.name)
    assert found is not None
    return datetime.strptime(found[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _usable(backup: Path) -> bool:
    try:
        # Immutable: looking at a backup must leave no files beside it.
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            return _examined(connection) is Soundness.SOUND
    except sqlite3.Error as error:
        _log.error("a backup cannot be used: %s", error)
        return False


def _put_in_place(backup: Path, database: Path) -> None:
    unfinished = database.with_name(database.name + ".restoring")
    shutil.copyfile(backup, unfinished)
    fsync_file(unfinished)
    unfinished.replace(database)
    fsync_folder(database.parent)
