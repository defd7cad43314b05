"""The SQLite file: connections, transactions, and nothing about what the tables mean.

Readers see one consistent moment and never wait for the writer (WAL). Writers take the write lock at their first
statement (``BEGIN IMMEDIATE``), so a transaction that began cannot fail half-way because another process was faster;
threads of this process queue on a lock instead of polling SQLite's.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import threading
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError

from app.domain.failures import Failure, FailureCode, Reason
from app.storage.failures import failure_from_sqlite, is_damage, sqlite_cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Executable, Select
    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.sql.elements import ColumnElement

_log = logging.getLogger(__name__)
_WRITES = "planrack_writes"

#: synchronous=NORMAL: in WAL mode a power cut can lose the last commits but never damage the file, and a lost commit
#: only leaves files ahead of their rows, which the next run adopts. What people draw is written with FULL (``write``).
_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 8388608",
    "PRAGMA checkpoint_fullfsync = ON",  # only macOS listens: there a plain fsync stops at the drive's cache
)


def suspect_mark(database: Path) -> Path:
    """The file that says: damage was met in this database, look at all of it before it is used again."""
    return database.with_name(database.name + "-suspect")


class Database:
    """One SQLite file, open in this process. Safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = threading.RLock()
        self._damaged = False
        self._used = False
        self._watch = threading.Lock()
        self._watcher: sqlite3.Connection | None = None
        self.engine: Engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)))
        event.listen(self.engine, "connect", self._configure)
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A read transaction: all statements of the block see the same moment. Keep it short, an open reader keeps
        the log from being folded back."""
        with self._failures(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, flushed: bool = False, patient: bool = False) -> Iterator[Connection]:
        """A write transaction: everything of the block is stored, or nothing. Not to be nested.

        ``flushed``: once it is stored not even a power cut takes it back, nor what was stored before. For what people
        made, and nobody could fetch again; costs a wait for the disk. ``patient``: another process may hold the write
        lock for a minute.
        """
        with (
            self._writer,
            self._failures(),
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            _set(connection, "synchronous", "FULL", "NORMAL") if flushed else contextlib.nullcontext(),
            _set(connection, "busy_timeout", "60000", "5000") if patient else contextlib.nullcontext(),
            connection.begin(),
        ):
            yield connection

    def moment(self) -> int:
        """A number that is another one after each commit, whoever made it: what was read since it was asked for is
        still so as long as it is the same."""
        with self._watch, self._failures():
            if self._watcher is None:
                # A connection of its own: SQLite tells each what the others did.
                self._watcher = sqlite3.connect(
                    f"{self.path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
                )
            (number,) = self._watcher.execute("PRAGMA data_version").fetchone()
            return int(number)

    def fold(self) -> None:
        """Fold the log back into the file, and give its room to the disk."""
        with self._writer, self._failures(), self._raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def identity(self) -> tuple[int, int]:
        """The application id in the file, and how many tables it has. Asked without our settings: already these would
        change the file of another program."""
        if not self.path.exists():
            return 0, 0
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        with self._failures(), contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()
        return application, tables

    def close(self) -> None:
        """Tidy up and close all connections. Never raises: what was committed is safe without the tidying."""
        with self._watch:
            if self._watcher is not None:
                self._watcher.close()
                self._watcher = None
        if self._used and not self._damaged and self.path.exists():
            with contextlib.suppress(DBAPIError, sqlite3.Error), self._raw() as connection:
                connection.execute("PRAGMA optimize")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()

    def backup(self, target: Path) -> None:
        """Copy the database as it is now, consistently, while it stays in use, and prove that the copy is readable.

        Copying the file itself would miss what is still in the log.
        """
        with self._failures(), self._raw() as connection:
            copy = sqlite3.connect(target)
            try:
                connection.backup(copy)
                (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
            finally:
                copy.close()
            if verdict != "ok":
                self._note_damage(verdict)
                raise Failure(FailureCode.LOCAL_IO, Reason.DATABASE, technical=f"quick_check: {verdict}")

    def _configure(self, connection: sqlite3.Connection, _record: object) -> None:
        self._used = True
        # The driver's own transaction handling would begin deferred ones behind our back.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()

    def _note_damage(self, what: str) -> None:
        """Write no more to the file, and have the next start look at all of it."""
        _log.error("the database is damaged: %s", what)
        self._damaged = True
        with contextlib.suppress(OSError):
            suspect_mark(self.path).touch()

    @contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        pooled = self.engine.raw_connection()
        try:
            connection = pooled.dbapi_connection
            assert isinstance(connection, sqlite3.Connection)
            yield connection
        finally:
            pooled.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = sqlite_cause(error)
            if cause is None:
                raise
            if is_damage(cause):
                self._note_damage(str(cause))
            failure = failure_from_sqlite(cause)
            if failure is None:
                raise
            raise failure from error


@contextmanager
def _set(connection: Connection, pragma: str, value: str, usual: str) -> Iterator[None]:
    """Around a transaction: SQLite changes some of them only between two of them."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute(f"PRAGMA {pragma} = {value}").close()
    try:
        yield
    finally:
        driver.execute(f"PRAGMA {pragma} = {usual}").close()


def pairs(connection: Connection, statement: Select[Any]) -> dict[Any, Any]:
    """The rows of a two-column statement as a mapping."""
    return {row[0]: row[1] for row in connection.execute(statement).all()}


def plain_rows(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement as SQLite gives them: no conversion by the column types, a third of the time. For the
    tables of which a sync reads every row."""
    compiled = statement.compile(connection.engine, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    try:
        cursor.execute(str(compiled))
        while rows := cursor.fetchmany(1000):
            yield from rows
    finally:
        cursor.close()


def send(connection: Connection, statement: Executable, rows: Iterable[dict[str, Any]]) -> None:
    """One statement for many rows, a few thousand at a time: sixty thousand rows are never in memory at once."""
    left = iter(rows)
    while batch := list(islice(left, 2000)):
        connection.execute(statement, batch)


def among(column: ColumnElement[Any], values: Iterable[int | str]) -> ColumnElement[bool]:
    """``column IN (values)`` for any number of them: one parameter, so the statement is prepared once."""
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    return column.in_(select(listed.c.value))


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
