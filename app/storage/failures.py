"""The one place where errors of SQLite and of the file system become ``Failure``s.

Errors that only a mistake of ours can cause (a violated constraint, wrong SQL) pass through unchanged: they are bugs
and shall look like bugs.
"""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.domain.failures import Failure, FailureCode, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.exc import DBAPIError

_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})

_SQLITE: dict[int, tuple[FailureCode, Reason | None]] = {
    sqlite3.SQLITE_FULL: (FailureCode.LOCAL_SPACE, None),
    sqlite3.SQLITE_READONLY: (FailureCode.LOCAL_IO, Reason.READ_ONLY),
    sqlite3.SQLITE_PERM: (FailureCode.LOCAL_IO, Reason.READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: (FailureCode.LOCAL_IO, Reason.DATABASE),
    sqlite3.SQLITE_IOERR: (FailureCode.LOCAL_IO, None),
    sqlite3.SQLITE_CORRUPT: (FailureCode.LOCAL_IO, Reason.DATABASE),
    sqlite3.SQLITE_NOTADB: (FailureCode.LOCAL_IO, Reason.DATABASE),
    # busy_timeout has passed already: another process holds a write for seconds.
    sqlite3.SQLITE_BUSY: (FailureCode.LOCAL_IO, Reason.DATABASE),
    sqlite3.SQLITE_LOCKED: (FailureCode.LOCAL_IO, Reason.DATABASE),
}
#: Extended codes that say more. On a full disk already the index of the log, which every reader needs, finds no room.
_SQLITE_EXTENDED: dict[int, tuple[FailureCode, Reason | None]] = {
    sqlite3.SQLITE_IOERR_SHMSIZE: (FailureCode.LOCAL_SPACE, None),
}
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def failure_from_os(error: OSError) -> Failure:
    """The failure class of a file system error. ``technical`` names the error, never the file."""
    technical = f"{errno.errorcode.get(error.errno or 0, 'OSError')}: {error.strerror}"
    if error.errno in _NO_SPACE:
        return Failure(FailureCode.LOCAL_SPACE, technical=technical)
    if error.errno in _NOT_WRITABLE:
        return Failure(FailureCode.LOCAL_IO, Reason.READ_ONLY, technical=technical)
    return Failure(FailureCode.LOCAL_IO, technical=technical)


def failure_from_sqlite(error: sqlite3.Error) -> Failure | None:
    """The failure class of a database error, or None where it tells of a bug."""
    known = _SQLITE_EXTENDED.get(getattr(error, "sqlite_errorcode", 0)) or _SQLITE.get(_primary_code(error))
    if known is None:
        return None
    code, reason = known
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    return Failure(code, reason, technical=f"{name}: {error}")


def is_damage(error: sqlite3.Error) -> bool:
    """True where the file itself is broken: then nothing may be written to it any more, not even a checkpoint."""
    return _primary_code(error) in _DAMAGED


def sqlite_cause(error: DBAPIError | sqlite3.Error) -> sqlite3.Error | None:
    """SQLite's own error inside SQLAlchemy's."""
    if isinstance(error, sqlite3.Error):
        return error
    return error.orig if isinstance(error.orig, sqlite3.Error) else None


@contextmanager
def os_failures() -> Iterator[None]:
    """Turn an OSError of the block into a Failure."""
    try:
        yield
    except OSError as error:
        raise failure_from_os(error) from error


def _primary_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
