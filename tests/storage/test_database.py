"""Transactions, threads, and SQLite's errors in our words. Every error here is a real one of SQLite."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.domain.failures import Failure, FailureCode, Reason
from app.storage.database import Database, among
from app.storage.failures import failure_from_os, failure_from_sqlite
from app.storage.schema import preferences
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings import Settings


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    Store.open(settings).close()
    opened = Database(settings.database)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 1),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("temp_store", 2),
        ("journal_size_limit", 8 * 1024 * 1024),
    ],
)
def test_every_connection_is_set_up(database: Database, pragma: str, value: object) -> None:
    with database.read() as one, database.read() as other:
        assert one.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        assert other.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    with pytest.raises(KeyError), database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value=1))
        raise KeyError

    with database.read() as connection:
        assert connection.execute(select(preferences.c.key)).all() == []


def test_what_people_made_is_flushed_and_nothing_else_waits_for_the_disk(database: Database) -> None:
    def mode() -> object:
        with database.write() as connection:
            return connection.exec_driver_sql("PRAGMA synchronous").scalar()

    with database.write(flushed=True) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert mode() == 1
    with pytest.raises(KeyError), database.write(flushed=True):
        raise KeyError
    assert mode() == 1


def test_a_reader_sees_one_moment_while_another_thread_writes(database: Database) -> None:
    def write() -> None:
        with database.write() as connection:
            connection.execute(insert(preferences).values(key="a", value=1))

    with database.read() as reader:
        before = reader.execute(select(preferences.c.key)).all()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert reader.execute(select(preferences.c.key)).all() == before == []
    with database.read() as reader:
        assert len(reader.execute(select(preferences.c.key)).all()) == 1


def test_many_threads_write_without_losing_anything(database: Database) -> None:
    def write(thread: int) -> None:
        for number in range(20):
            with database.write() as connection:
                connection.execute(insert(preferences).values(key=f"{thread}-{number}", value=number))

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(write, range(6)))

    with database.read() as connection:
        assert len(connection.execute(select(preferences.c.key)).all()) == 120


def test_a_write_that_another_process_blocks_for_long_fails_clearly(database: Database) -> None:
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")  # the pool hands the same connection to the writer
    with pytest.raises(Failure) as caught, database.write():
        pass
    other.close()

    assert caught.value.code is FailureCode.LOCAL_IO


def test_a_full_disk_is_local_space_and_the_next_write_works(database: Database) -> None:
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Failure) as caught, database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value="x" * 100_000))
    assert caught.value.code is FailureCode.LOCAL_SPACE

    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value="x" * 100_000))


def test_a_database_that_may_not_be_written_is_read_only(database: Database) -> None:
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(Failure) as caught, database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value=1))

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.READ_ONLY)


def test_a_damaged_database_is_named_and_not_written_any_more(settings: Settings) -> None:
    store = Store.open(settings)
    for number in range(200):
        store.preferences.set(f"key {number}", "x" * 500)
    store.close()
    intact = settings.database.read_bytes()
    page = 4096
    damaged = bytearray(intact)
    damaged[page : len(damaged)] = b"\xa5" * (len(damaged) - page)
    settings.database.write_bytes(bytes(damaged))

    database = Database(settings.database)
    with pytest.raises(Failure) as caught, database.read() as connection:
        connection.execute(select(preferences)).all()
    database.close()

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.DATABASE)
    assert settings.database.read_bytes() == bytes(damaged)


def test_a_mistake_of_ours_stays_visible_as_one(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(insert(preferences).values(key=None, value=1))


def test_closing_folds_the_log_back(settings: Settings) -> None:
    store = Store.open(settings)
    store.projects.create("Tower")
    store.close()

    log = settings.database.with_name(settings.database.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_a_condition_takes_any_number_of_values(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(preferences), [{"key": f"k{n}", "value": n} for n in range(50)])
        wanted = [f"k{n}" for n in range(40_000)]
        assert len(connection.execute(select(preferences.c.key).where(among(preferences.c.key, wanted))).all()) == 50
        assert connection.execute(select(preferences.c.key).where(among(preferences.c.key, []))).all() == []


def test_a_disk_too_full_for_the_index_of_the_log_is_full() -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    failure = failure_from_sqlite(error)

    assert failure is not None
    assert failure.code is FailureCode.LOCAL_SPACE


@pytest.mark.parametrize(
    ("number", "code", "reason"),
    [
        (errno.ENOSPC, FailureCode.LOCAL_SPACE, None),
        (errno.EDQUOT, FailureCode.LOCAL_SPACE, None),
        (errno.EROFS, FailureCode.LOCAL_IO, Reason.READ_ONLY),
        (errno.EACCES, FailureCode.LOCAL_IO, Reason.READ_ONLY),
        (errno.EIO, FailureCode.LOCAL_IO, None),
    ],
)
def test_errors_of_the_file_system_have_a_class(number: int, code: FailureCode, reason: Reason | None) -> None:
    failure = failure_from_os(OSError(number, os.strerror(number), "/secret/place"))

    assert (failure.code, failure.reason) == (code, reason)
    assert "/secret/place" not in str(failure)


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_read_only_folder_is_said_to_be_one(settings: Settings, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    # Permissions do not bind an administrator, and tests may run as one: the refusal is played.
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.READ_ONLY)
    assert not settings.database.exists()


def test_a_data_directory_that_is_a_file_fails_clearly(settings: Settings) -> None:
    settings.home.parent.mkdir(parents=True, exist_ok=True)
    settings.home.write_text("not a folder")

    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert caught.value.code is FailureCode.LOCAL_IO


def test_opening_leaves_no_traces_of_its_question(store: Store, settings: Settings) -> None:
    assert [path.name for path in Path(settings.home).iterdir() if path.name.startswith(".")] == []


def test_the_moment_is_another_one_after_each_commit_and_only_then(database: Database) -> None:
    before = database.moment()
    with database.read() as connection:
        connection.execute(select(preferences.c.key)).all()
    assert database.moment() == before
    with database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value=1))
        assert database.moment() == before
    after = database.moment()
    assert after != before
    other = sqlite3.connect(database.path)  # as another process
    other.execute("DELETE FROM preferences")
    other.commit()
    other.close()
    assert database.moment() != after


def test_a_folded_log_gives_its_room_to_the_disk(database: Database) -> None:
    with database.write() as connection:
        connection.execute(insert(preferences).values(key="a", value=1))
    log = database.path.with_name(database.path.name + "-wal")
    assert log.stat().st_size > 0
    database.fold()
    assert log.stat().st_size == 0
    with database.read() as connection:
        assert connection.execute(select(preferences.c.key)).scalars().all() == ["a"]
