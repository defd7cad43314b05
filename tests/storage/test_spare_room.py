"""A full disk, as a reader meets it: SQLite finds no room for the index of its log."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode
from app.storage.database import Database
from app.storage.spare_room import SpareRoom
from app.storage.store import Store

if TYPE_CHECKING:
    from app.settings import Settings


def full_unless_given_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection opens while the spare room is held, nor any more of it is to be had."""
    real = Database._configure

    def configure(self: Database, connection: sqlite3.Connection, record: object) -> None:
        if (settings.home / "spare-room").exists():
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
            raise error
        real(self, connection, record)

    monkeypatch.setattr(Database, "_configure", configure)


def test_a_full_disk_can_be_read_and_takes_its_spare_room_again_afterwards(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Store.open(settings)
    first.projects.create("Tower")
    first.close()
    spare = settings.home / "spare-room"
    assert spare.stat().st_size >= 64 * 1024

    full_unless_given_up(settings, monkeypatch)
    reading = Store.open(settings)
    assert [project.name for project in reading.projects.list()] == ["Tower"]
    assert not spare.exists(), "taken again while the index needs it"
    reading.close()
    assert spare.exists()


def test_a_full_disk_without_spare_room_is_said_to_be_full(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(settings).close()
    (settings.home / "spare-room").unlink()

    def full(self: Database, connection: sqlite3.Connection, record: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    monkeypatch.setattr(Database, "_configure", full)
    with pytest.raises(Failure) as refused:
        Store.open(settings)
    assert refused.value.code is FailureCode.LOCAL_SPACE


def test_where_there_is_no_room_nothing_half_written_stays(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.home.mkdir(parents=True, exist_ok=True)
    spare = SpareRoom(settings.home)

    def full(path: object, data: bytes) -> int:
        (settings.home / "spare-room").touch()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.write_bytes", full)
        spare.hold()
    assert not spare.give_up()
    spare.hold()
    assert spare.give_up()
