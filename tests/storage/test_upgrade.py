"""Databases of earlier versions: opened, copied before, and migrated, with nothing lost wherever it is interrupted."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from old_databases import VERSIONS, Rows, read_rows, write_database
from sqlalchemy import event

from app.domain.failures import Failure, FailureCode, Reason
from app.settings import Settings
from app.storage.database import Database
from app.storage.migrate import HEAD, migrate
from app.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OLDER = VERSIONS[:-1]
#: What a migration has taken away for good, because nothing reads it.
_DROPPED = {("observed_revisions", "generation")}


@pytest.fixture(scope="session")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A database file of each version. Not to be changed."""
    folder = tmp_path_factory.mktemp("old")
    files = {version: folder / version / "planrack.db" for version in VERSIONS}
    for version, path in files.items():
        write_database(path, version)
    return files


def home_with(home: Path, database: Path) -> Settings:
    settings = Settings(home=home)
    home.mkdir(parents=True)
    settings.backups.mkdir()
    shutil.copyfile(database, settings.database)
    return settings


def upgrade(settings: Settings, *prepare: Callable[[Database], None], at: datetime = NOW) -> None:
    """Migrate and nothing else. Without waiting for the disk: these tests stop programs and not computers."""
    database = Database(settings.database)
    event.listen(database.engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous = OFF").close())
    for each in prepare:
        each(database)
    try:
        migrate(database, settings.backups, at=at)
    finally:
        database.close()


def assert_nothing_lost(before: Rows, path: Path) -> None:
    """Every table that was there still has each of its rows, with the values it had."""
    after = read_rows(path)
    for table, rows in before.items():
        if table == "alembic_version":
            continue
        now = after[table]
        if rows:
            assert {(table, column) for column in rows[0].keys() - now[0].keys()} <= _DROPPED
        kept = [column for column in (rows[0] if rows else ()) if (table, column) not in _DROPPED]
        assert sorted(repr([row[column] for column in kept]) for row in now) == sorted(
            repr([row[column] for column in kept]) for row in rows
        ), table
    assert after["alembic_version"] == [{"version_num": HEAD}]


def assert_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        # Of the search index: that it says what the sheets say.
        connection.execute("INSERT INTO sheet_text (sheet_text, rank) VALUES ('integrity-check', 1)")


def tables_of(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
        ).fetchall()


def backups_of(settings: Settings) -> list[Path]:
    return sorted(settings.backups.iterdir())


def test_every_table_of_today_has_something_in_it(old_files: dict[str, Path]) -> None:
    """A new table belongs into the content of its version, or nothing here says anything about it."""
    assert [table for table, rows in read_rows(old_files[HEAD]).items() if not rows] == []


@pytest.mark.parametrize("version", OLDER)
def test_an_older_database_is_copied_migrated_and_reads_as_before(
    old_files: dict[str, Path], tmp_path: Path, version: str
) -> None:
    before = read_rows(old_files[version])
    settings = home_with(tmp_path / "home", old_files[version])

    store = Store.open(settings, clock=lambda: NOW)
    names = [project.name for project in store.projects.list(archived=True)]
    drawing = store.documents.drawing(1, 701)
    entries = [(entry.kind.value, entry.current) for entry in drawing.entries]
    found = store.search(1, "a101").hits
    marks = store.annotations.of_entry(2).markups
    store.close()

    assert names == ["Tour Bellerive", "Old school"]
    assert entries == [("normal", False), ("original", False), ("reordered", True)]
    assert [hit.number for hit in found] == ["A-101"]
    assert [mark.id for mark in marks] == ["m-1"]
    assert_nothing_lost(before, settings.database)
    assert_sound(settings.database)
    assert tables_of(settings.database) == tables_of(old_files[HEAD])
    (copy,) = backups_of(settings)
    assert read_rows(copy) == before
    assert tables_of(copy) == tables_of(old_files[version])


def test_what_was_only_known_by_its_listing_is_told_in_the_new_way(old_files: dict[str, Path], tmp_path: Path) -> None:
    settings = home_with(tmp_path / "home", old_files["0004"])
    upgrade(settings)
    rows = read_rows(settings.database)

    assert {row["revision_id"]: row["missing"] for row in rows["observed_revisions"]} == {
        9100: 0,
        9101: 0,
        9102: 0,
        9103: 1,  # the newest full listing did not have it
    }
    assert {row["procore_id"]: (row["drawing_date"], row["received_date"]) for row in rows["revisions"]} == {
        9100: ("2025-01-05", None),
        9101: ("2026-02-05", "2026-02-07"),
        9102: (None, None),
        9103: (None, None),
    }


def _taking_pictures(settings: Settings, album: Path) -> Callable[[Database], None]:
    """Before every statement and around the commit, the files as a process killed there would leave them."""

    def take(*_: object) -> None:
        picture = Settings(home=album / f"{len(list(album.iterdir())):03}")
        picture.backups.mkdir(parents=True)
        for end in ("", "-wal"):  # what is in the shared memory is worked out again
            source = settings.database.with_name(settings.database.name + end)
            if source.exists():
                shutil.copyfile(source, picture.home / source.name)
        for copy in backups_of(settings):
            shutil.copyfile(copy, picture.backups / copy.name)

    def listen(database: Database) -> None:
        # A small cache: what is not committed yet goes to the log early, as it does for a large database.
        event.listen(database.engine, "connect", lambda driver, _: driver.execute("PRAGMA cache_size = 4").close())
        for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(database.engine, moment, take)

    album.mkdir()
    return listen


@pytest.mark.parametrize("version", OLDER)
def test_a_kill_at_any_statement_leaves_the_old_database_and_then_its_copy(
    old_files: dict[str, Path], tmp_path: Path, version: str
) -> None:
    before = read_rows(old_files[version])
    settings = home_with(tmp_path / "home", old_files[version])
    upgrade(settings, _taking_pictures(settings, tmp_path / "album"))
    pictures = [Settings(home=home) for home in sorted((tmp_path / "album").iterdir())]
    assert len(pictures) > 10

    copied = 0
    for number, picture in enumerate(pictures):
        again = number in (len(pictures) // 2, len(pictures) - 1)
        if again:
            shutil.copytree(picture.home, tmp_path / f"again-{number}")
        assert read_rows(picture.database) == before
        copied += len(backups_of(picture))
        for copy in backups_of(picture):
            assert read_rows(copy) == before
        if again:
            settings = Settings(home=tmp_path / f"again-{number}")
            Store.open(settings, clock=lambda: NOW).close()
            assert_nothing_lost(before, settings.database)
            assert_sound(settings.database)
            assert list(settings.home.glob("*.corrupt-*")) == []
    assert 0 < copied < len(pictures)  # killed before the copy as well as after it


def test_a_failure_at_any_statement_leaves_the_old_database(old_files: dict[str, Path], tmp_path: Path) -> None:
    before = read_rows(old_files["0001"])
    settings = home_with(tmp_path / "home", old_files["0001"])
    left = 0

    def fail(database: Database) -> None:
        @event.listens_for(database.engine, "before_cursor_execute")
        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise InterruptedError

    failed = 0
    while failed < 1000:
        left = failed
        try:
            upgrade(settings, fail)
        except InterruptedError:
            failed += 1
            assert read_rows(settings.database) == before
        else:
            break

    assert failed > 30
    assert_nothing_lost(before, settings.database)
    assert_sound(settings.database)


def test_a_disk_that_fills_up_anywhere_in_the_migration_leaves_the_old_database(
    old_files: dict[str, Path], tmp_path: Path
) -> None:
    before = read_rows(old_files["0001"])
    settings = home_with(tmp_path / "home", old_files["0001"])
    full = old_files["0001"].stat().st_size // 4096
    refused = 0

    def fill(database: Database) -> None:
        pragma = f"PRAGMA max_page_count = {full + refused}"
        event.listen(database.engine, "connect", lambda driver, _: driver.execute(pragma).close())

    while refused < 1000:
        try:
            upgrade(settings, fill)
        except Failure as failure:
            refused += 1
            assert failure.code is FailureCode.LOCAL_SPACE
            assert read_rows(settings.database) == before
        else:
            break

    assert refused > 3
    assert len(backups_of(settings)) == 1  # trying again and again does not fill it the more
    assert_nothing_lost(before, settings.database)


def test_a_disk_without_room_for_the_copy_is_said_and_nothing_is_migrated(
    old_files: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_rows(old_files["0004"])
    settings = home_with(tmp_path / "home", old_files["0004"])
    connect = sqlite3.connect

    def small(target: Any, *args: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(target, *args, **named)
        if str(target).endswith(".unfinished"):
            connection.execute("PRAGMA max_page_count = 9")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", small)
        with pytest.raises(Failure) as caught:
            Store.open(settings, clock=lambda: NOW)

    assert caught.value.code is FailureCode.LOCAL_SPACE
    assert backups_of(settings) == []
    assert read_rows(settings.database) == before


def test_what_a_kill_left_of_a_copy_is_cleared_away_and_two_copies_stay(
    old_files: dict[str, Path], tmp_path: Path
) -> None:
    settings = home_with(tmp_path / "home", old_files["0006"])
    half = "before-0007-20260101T000000Z.unfinished"
    for name in (half, f"{half}-journal", "daily-20260101T000000Z.unfinished"):
        (settings.backups / f"planrack-{name}").write_bytes(b"half")
    for name in ("before-0005-20260101T000000Z", "before-0006-20260102T000000Z", "daily-20260101T000000Z"):
        (settings.backups / f"planrack-{name}.db").write_bytes(b"older")
    upgrade(settings)

    assert [path.name for path in backups_of(settings)] == [
        "planrack-before-0006-20260102T000000Z.db",
        f"planrack-before-{HEAD}-20260302T080000Z.db",
        "planrack-daily-20260101T000000Z.db",
        "planrack-daily-20260101T000000Z.unfinished",
    ]


def test_a_database_that_may_not_be_written_is_left_with_its_copy(old_files: dict[str, Path], tmp_path: Path) -> None:
    before = read_rows(old_files["0004"])
    settings = home_with(tmp_path / "home", old_files["0004"])

    def forbid(database: Database) -> None:
        event.listen(database.engine, "connect", lambda driver, _: driver.execute("PRAGMA query_only = ON").close())

    with pytest.raises(Failure) as caught:
        upgrade(settings, forbid)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.READ_ONLY)
    assert read_rows(settings.database) == before


@pytest.mark.parametrize("version", ["0001", None])
def test_two_that_open_at_once_migrate_once(old_files: dict[str, Path], tmp_path: Path, version: str | None) -> None:
    settings = Settings(home=tmp_path / "home")
    if version is not None:
        home_with(settings.home, old_files[version])
    starting = Barrier(3)

    def start() -> list[str]:
        starting.wait()
        store = Store.open(settings, clock=lambda: NOW)
        try:
            return [member.name for member in store.members.list()]
        finally:
            store.close()

    with ThreadPoolExecutor(3) as threads:
        opened = [threads.submit(start) for _ in range(3)]
    members = [each.result() for each in opened]

    assert members[0] == members[1] == members[2]
    assert len(backups_of(settings)) == (0 if version is None else 1)
    assert_sound(settings.database)


def test_a_copy_made_before_a_migration_takes_the_place_of_a_lost_database(
    old_files: dict[str, Path], tmp_path: Path
) -> None:
    before = read_rows(old_files["0003"])
    settings = home_with(tmp_path / "home", old_files["0003"])
    upgrade(settings)
    settings.database.unlink()
    store = Store.open(settings, clock=lambda: NOW)
    assert store.recovered is not None
    store.close()

    after = read_rows(settings.database)
    for table in ("projects", "entries", "contents", "annotations", "ledger"):
        assert len(after[table]) == len(before[table])
    assert_sound(settings.database)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_database_of_another_program_is_not_changed_by_a_byte(tmp_path: Path, journal: str) -> None:
    settings = Settings(home=tmp_path / "home")
    settings.home.mkdir()
    with closing(sqlite3.connect(settings.database)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        connection.execute("PRAGMA application_id = 252006674")
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    before = settings.database.read_bytes()

    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.DATABASE)
    assert settings.database.read_bytes() == before
    assert backups_of(settings) == []
