"""Databases opened at once: a new one is a copy of the first, and all of them share the statements compiled so far."""

from __future__ import annotations

import contextlib
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from sqlalchemy import Engine, create_engine

from app.storage import database as databases
from app.storage import store
from app.storage.database import Database
from app.storage.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

#: More than the product has statements.
_STATEMENTS = 3000


@contextlib.contextmanager
def compiled_once() -> Iterator[None]:
    """Statements are compiled once in a process, as where there is one database; not once more for each of thousands.
    SQLAlchemy keeps them with an engine, by its dialect."""
    first = create_engine("sqlite+pysqlite://", query_cache_size=_STATEMENTS)
    first.connect().close()  # from now on its dialect knows this SQLite

    def sharing(*given: Any, **options: Any) -> Engine:
        made = create_engine(*given, **options)
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
        return made

    with mock.patch.object(databases, "create_engine", sharing):
        yield
    first.dispose()


@pytest.fixture(scope="session", autouse=True)
def statements_compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Opening a store where there is none runs every migration, a thousand times in a run of all tests. What is there
    already is migrated as ever, and so are tests that call ``migrate`` themselves and programs of their own."""
    folder = tmp_path_factory.mktemp("migrated")
    template = folder / "planrack.db"
    one_at_a_time = threading.Lock()
    # Before any test: the simulation's machines have one connection for whatever database they open.
    made = Database(template)
    migrate(made, folder, at=datetime(2026, 1, 1, tzinfo=UTC))
    made.close()

    def copied(database: Database, backups: Path, *, at: datetime) -> None:
        # Where the copy cannot be made, migrating says why.
        with one_at_a_time, contextlib.suppress(OSError):
            if not database.path.exists():
                shutil.copyfile(template, database.path)
        migrate(database, backups, at=at)

    with mock.patch.object(store, "migrate", copied):
        yield
