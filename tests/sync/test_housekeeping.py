"""What an engine settles before its first run."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from app.settings import Settings
from app.storage.store import Store
from app.sync.housekeeping import settle

NOW = datetime(2026, 5, 2, 9, tzinfo=UTC)


def part(store: Store, name: str, *, hours_old: float) -> Path:
    path = store.blobs.part(name)
    path.write_bytes(b"bytes")
    os.utime(path, (NOW.timestamp() - hours_old * 3600,) * 2)
    return path


def test_parts_that_nobody_knows_go_after_a_day(tmp_path: Path) -> None:
    store = Store.open(Settings(home=tmp_path), user="owner", clock=lambda: NOW)
    old, young = part(store, "1-old.part", hours_old=25), part(store, "2-young.part", hours_old=1)
    settle(store, now=NOW)
    store.close()
    assert not old.exists()
    assert young.exists()


def test_the_database_is_copied_once_a_day(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    store = Store.open(settings, user="owner", clock=lambda: NOW)
    settle(store, now=NOW)
    settle(store, now=NOW)
    store.close()
    assert len(list(settings.backups.glob("*.db"))) == 1
