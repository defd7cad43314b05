"""The tables, the migrations that make them, and what happens to files that are older, newer or foreign."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.domain.failures import Failure, FailureCode, Reason
from app.storage.column_types import Day, UtcTime
from app.storage.database import Database
from app.storage.migrate import HEAD, SCRIPTS, migrate, stored_revision
from app.storage.schema import APPLICATION_ID, metadata
from app.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def _scripts(folder: Path | None = None) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(folder or SCRIPTS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _statements(path: Path) -> dict[str, str]:
    """Every table and index of a file, with white space that means nothing taken out."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
            "AND name <> 'alembic_version'"
        ).fetchall()
    connection.close()
    return {name: re.sub(r" ?([(),]) ?", r"\1", re.sub(r"\s+", " ", sql)).strip() for name, sql in rows}


def test_head_is_the_newest_migration() -> None:
    assert _scripts().get_heads() == [HEAD]


def test_migrated_tables_are_the_tables_of_the_schema(store: Store, settings: Settings, tmp_path: Path) -> None:
    direct = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    metadata.create_all(direct)
    direct.dispose()

    assert _statements(settings.database) == _statements(tmp_path / "direct.db")


def test_alembic_sees_nothing_to_change(store: Store, settings: Settings) -> None:
    engine = create_engine(f"sqlite:///{settings.database}")
    with engine.connect() as connection:
        ours = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: not (name or "").startswith("sheet_text")}
        )
        difference = compare_metadata(ours, metadata)
    engine.dispose()

    assert difference == []


def test_every_table_is_strict(store: Store, settings: Settings) -> None:
    connection = sqlite3.connect(settings.database)
    loose = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'sheet_text%'"  # the search index's own
    ).fetchall()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    connection.close()

    assert loose == []
    assert application == APPLICATION_ID


def test_foreign_keys_that_are_followed_have_an_index() -> None:
    """Deleting a row looks for its children: without an index that reads whole tables."""
    missing = []
    for table in metadata.sorted_tables:
        leading = {index.columns.keys()[0] for index in table.indexes} | {table.primary_key.columns.keys()[0]}
        missing += [str(key.parent) for key in table.foreign_keys if key.ondelete and key.parent.name not in leading]

    assert missing == []


def test_opening_an_up_to_date_directory_needs_no_alembic(store: Store, settings: Settings) -> None:
    script = (
        "import sys, pathlib; from app.settings import Settings; from app.storage.store import Store; "
        "Store.open(Settings(pathlib.Path(sys.argv[1]))).close(); "
        "sys.exit('alembic' in sys.modules or 'sqlalchemy.orm' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(settings.home)], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


def test_opening_again_keeps_what_was_stored(settings: Settings) -> None:
    first = Store.open(settings)
    project = first.projects.create("Tower")
    first.close()
    second = Store.open(settings)
    try:
        assert second.projects.list() == [project]
        assert len(second.members.list()) == 1
    finally:
        second.close()


NEXT = f"{int(HEAD) + 1:04}"


def _with_another_migration(folder: Path) -> Path:
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_more.py").write_text(
        f"from alembic import op\nrevision = '{NEXT}'\ndown_revision = '{HEAD}'\n\n"
        "def upgrade():\n    op.execute('CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT')\n"
    )
    return folder


def test_an_older_database_is_backed_up_before_it_is_migrated(settings: Settings, tmp_path: Path) -> None:
    store = Store.open(settings)
    store.projects.create("Tower")
    store.close()
    database = Database(settings.database)
    migrate(database, settings.backups, at=NOW, head=NEXT, scripts=_with_another_migration(tmp_path / "scripts"))
    with database.read() as connection:
        assert stored_revision(connection) == NEXT
    database.close()

    (copy,) = settings.backups.iterdir()
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert connection.execute("SELECT name FROM projects").fetchall() == [("Tower",)]
    connection.close()


def test_a_migration_that_fails_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    Store.open(settings).close()
    scripts = _with_another_migration(tmp_path / "scripts")
    with (scripts / "versions" / f"{NEXT}_more.py").open("a") as file:
        file.write("    raise RuntimeError('half-way')\n")
    before = _statements(settings.database)
    database = Database(settings.database)
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(database, settings.backups, at=NOW, head=NEXT, scripts=scripts)
    with database.read() as connection:
        assert stored_revision(connection) == HEAD
    database.close()

    assert _statements(settings.database) == before


@pytest.mark.parametrize("newer", [NEXT, "9999", "a1b2c3"])
def test_a_newer_database_is_refused_and_not_touched(settings: Settings, newer: str) -> None:
    Store.open(settings).close()
    connection = sqlite3.connect(settings.database)
    connection.execute("UPDATE alembic_version SET version_num = ?", (newer,))
    connection.execute("DELETE FROM members")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = settings.database.read_bytes()

    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.NEWER_DATABASE)
    assert settings.database.read_bytes() == before
    assert list(settings.backups.iterdir()) == []


def test_a_file_that_is_no_database_is_refused_and_not_touched(settings: Settings) -> None:
    settings.home.mkdir(parents=True)
    settings.database.write_bytes(b"my shopping list, and a lot more of it" * 100)

    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.DATABASE)
    assert settings.database.read_bytes().startswith(b"my shopping list")


def test_the_database_of_another_program_is_refused(settings: Settings) -> None:
    settings.home.mkdir(parents=True)
    connection = sqlite3.connect(settings.database)
    connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.commit()
    connection.close()

    with pytest.raises(Failure) as caught:
        Store.open(settings)

    assert caught.value.reason is Reason.DATABASE
    assert set(_statements(settings.database)) == {"theirs"}


def test_times_are_stored_so_that_text_order_is_time_order(store: Store) -> None:
    spelled = UtcTime()
    eastern = timezone(timedelta(hours=-5))
    times = [
        datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
        datetime(2026, 3, 2, 3, 0, 0, 1, tzinfo=eastern),
        datetime(2026, 3, 2, 4, 0, tzinfo=eastern),
    ]
    stored = [spelled.process_bind_param(time, None) for time in times]

    assert stored == sorted(stored)
    assert {len(text) for text in stored} == {27}
    assert [spelled.process_result_value(text, None) for text in stored] == times


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        UtcTime().process_bind_param(datetime(2026, 3, 2), None)  # noqa: DTZ001


def test_dates_come_back_as_dates() -> None:
    assert Day().process_result_value(Day().process_bind_param(date(2026, 3, 2), None), None) == date(2026, 3, 2)
