"""New data directories at once: the database of each is a copy of one that was migrated at the first."""

from __future__ import annotations

import contextlib
import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from app.storage import store
from app.storage.database import Database
from app.storage.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Opening a store where there is none runs every migration, a thousand times in a run of all tests. What is there
    already is migrated as ever, and so are tests that call ``migrate`` themselves and programs of their own."""
    folder = tmp_path_factory.mktemp("migrated")
    template = folder / "planrack.db"
    one_at_a_time = threading.Lock()

    def copied(database: Database, backups: Path, *, at: datetime) -> None:
        # Where the copy cannot be made, migrating says why.
        with one_at_a_time, contextlib.suppress(OSError):
            if not template.exists():
                made = Database(template)
                migrate(made, folder, at=datetime(2026, 1, 1, tzinfo=UTC))
                made.close()
            if not database.path.exists():
                shutil.copyfile(template, database.path)
        migrate(database, backups, at=at)

    with mock.patch.object(store, "migrate", copied):
        yield
