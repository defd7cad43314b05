"""A damaged or lost database at the start: what is moved, what takes its place, and what the user is told."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from linked_world import HandClock, connect
from sqlalchemy import Connection

from app.domain.failure_texts import explain
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.listing import Reading
from app.domain.texts import Language
from app.settings import Settings
from app.storage import recovery
from app.storage.database import suspect_mark
from app.storage.journal import Opened
from app.storage.recovery import Soundness, examine, heal
from app.storage.store import Store

PAGE = 4096


def write_down(settings: Settings, clock: HandClock, *, names: tuple[str, ...] = ("Tower",), copy: bool = True) -> None:
    """A data directory with projects, backed up and closed cleanly."""
    store = Store.open(settings, clock=clock, user="ana")
    for name in names:
        store.projects.create(name)
    for number in range(100):
        store.preferences.set(f"filler {number}", "x" * 500)
    if copy:
        store.back_up()
    store.close()


def add_later(settings: Settings, clock: HandClock, name: str) -> None:
    """What no backup knows."""
    store = Store.open(settings, clock=clock)
    store.projects.create(name)
    store.close()


def names(store: Store) -> list[str]:
    return [project.name for project in store.projects.list()]


def corrupt_page(settings: Settings) -> None:
    content = bytearray(settings.database.read_bytes())
    content[PAGE : 12 * PAGE] = b"\xa5" * (11 * PAGE)
    settings.database.write_bytes(bytes(content))


def truncate(settings: Settings) -> None:
    content = settings.database.read_bytes()
    settings.database.write_bytes(content[: len(content) // 2 // PAGE * PAGE])


def overwrite_header(settings: Settings) -> None:
    content = settings.database.read_bytes()
    settings.database.write_bytes(b"\0" * 100 + content[100:])


def empty(settings: Settings) -> None:
    settings.database.write_bytes(b"")


def remove(settings: Settings) -> None:
    settings.database.unlink()


Damage = Callable[[Settings], None]
DAMAGES = (corrupt_page, truncate, overwrite_header, empty, remove)


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_newest_backup_takes_the_place_of_a_damaged_database(
    settings: Settings, clock: HandClock, damage: Damage
) -> None:
    write_down(settings, clock)
    clock.pass_(days=1)
    add_later(settings, clock, "Since the backup")
    damage(settings)
    found = settings.database.read_bytes() if settings.database.exists() else None

    store = Store.open(settings, clock=clock)
    told = store.recovered
    seen = names(store)
    store.close()

    assert seen == ["Tower"]
    assert told is not None and told.reason is Reason.DATABASE_RESTORED
    assert str(told.values["date"]).startswith("2026-03-02")
    kept = sorted(settings.home.glob("planrack.db.corrupt-*"))
    assert [path.read_bytes() for path in kept if not path.name.endswith(("-wal", "-shm"))] == (
        [] if found is None else [found]
    )
    assert examine(settings.database) is Soundness.SOUND
    assert not suspect_mark(settings.database).exists()


@pytest.mark.parametrize("damage", [corrupt_page, truncate])
def test_without_a_backup_a_new_database_is_begun_and_the_old_one_kept(
    settings: Settings, clock: HandClock, damage
) -> None:  # type: ignore[no-untyped-def]
    write_down(settings, clock, copy=False)
    damage(settings)
    store = Store.open(settings, clock=clock, user="ana")
    assert store.recovered is not None and store.recovered.reason is Reason.DATABASE_REBUILT
    assert names(store) == []
    assert [member.name for member in store.members.list()] == ["ana"]
    store.close()
    assert len(list(settings.home.glob("planrack.db.corrupt-*"))) >= 1


def test_a_backup_that_is_damaged_itself_gives_way_to_an_older_one(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    clock.pass_(days=1)
    write_down(settings, clock, names=("Newer",))
    newest = max(settings.backups.iterdir())
    content = bytearray(newest.read_bytes())
    content[PAGE : 12 * PAGE] = b"\xa5" * (11 * PAGE)
    newest.write_bytes(bytes(content))
    truncate(settings)
    store = Store.open(settings, clock=clock)
    assert names(store) == ["Tower"]
    store.close()
    assert {path.suffix for path in settings.backups.iterdir()} == {".db"}, "looking leaves nothing behind"


def test_the_newest_backup_counts_whatever_it_was_made_for(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    clock.pass_(days=1)
    add_later(settings, clock, "Office")
    (daily,) = settings.backups.iterdir()
    shutil.copyfile(settings.database, settings.backups / "planrack-before-0002-20260303T090000Z.db")
    assert daily.name.startswith("planrack-daily")
    remove(settings)
    store = Store.open(settings, clock=clock)
    assert names(store) == ["Tower", "Office"]
    store.close()


def test_a_log_that_is_lost_with_all_it_held_brings_the_backup(settings: Settings, clock: HandClock) -> None:
    """A first session that was killed has everything in its log; without it the database is an empty page."""
    write_down(settings, clock)
    for file in settings.home.glob("planrack.db*"):
        file.unlink()
    empty_one = sqlite3.connect(settings.database)
    empty_one.execute("PRAGMA journal_mode = WAL")
    empty_one.close()
    assert settings.database.stat().st_size == PAGE
    store = Store.open(settings, clock=clock)
    assert names(store) == ["Tower"]
    store.close()


def test_an_older_state_without_its_log_is_sound_and_stays(
    settings: Settings, clock: HandClock, tmp_path: Path
) -> None:
    write_down(settings, clock)
    store = Store.open(settings, clock=clock)
    store.projects.create("Only in the log")
    shutil.copyfile(settings.database, tmp_path / "as it was")
    store.close()
    (tmp_path / "as it was").replace(settings.database)
    again = Store.open(settings, clock=clock)
    assert again.recovered is None
    assert names(again) == ["Tower"]
    again.close()


def test_a_stale_log_is_never_put_beside_a_restored_database(settings: Settings, clock: HandClock) -> None:
    """A crash between moving the database and moving its log."""
    write_down(settings, clock)
    store = Store.open(settings, clock=clock)
    store.projects.create("In the log")
    log = settings.database.with_name("planrack.db-wal")
    stale = log.read_bytes()
    store.close()
    remove(settings)
    log.write_bytes(stale)
    again = Store.open(settings, clock=clock)
    assert names(again) == ["Tower"]
    again.close()
    assert any(path.read_bytes() == stale for path in settings.home.glob("planrack.db.corrupt-*-wal"))


def test_a_crash_anywhere_in_the_repair_is_repaired_by_the_next_start(
    settings: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = False
    steps = 0
    while not done:
        shutil.rmtree(settings.home, ignore_errors=True)
        write_down(settings, clock)
        truncate(settings)
        suspect_mark(settings.database).touch()
        with monkeypatch.context() as patched:
            done = _healed_within(patched, settings, clock, steps)
        steps += 1
        store = Store.open(settings, clock=clock)
        assert names(store) == ["Tower"]
        assert store.recovered is not None and store.recovery_notice() is not None
        store.close()
        again = Store.open(settings, clock=clock)
        assert again.recovered is None
        again.close()
    assert steps > 6


class PowerCut(Exception):
    pass


def _healed_within(patched: pytest.MonkeyPatch, settings: Settings, clock: HandClock, steps: int) -> bool:
    """Carry out that many effects of the repair, then no more; whether it came to its end."""
    left = [steps]

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def effect(*arguments: object, **named: object) -> object:
            if left[0] == 0:
                raise PowerCut
            left[0] -= 1
            return real(*arguments, **named)

        return effect

    effects = ((Path, "rename"), (Path, "replace"), (Path, "write_text"), (Path, "unlink"), (shutil, "copyfile"))
    for owner, name in (*effects, (recovery, "fsync_file"), (recovery, "fsync_folder")):
        patched.setattr(owner, name, counted(getattr(owner, name)))
    try:
        heal(settings, at=clock())
    except PowerCut:
        return False
    return True


def test_damage_met_while_running_is_healed_by_the_next_start(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    store = Store.open(settings, clock=clock)
    content = bytearray(settings.database.read_bytes())
    content[3 * PAGE :] = b"\xa5" * (len(content) - 3 * PAGE)
    settings.database.write_bytes(bytes(content))
    with pytest.raises(Failure) as caught:
        for number in range(100):
            store.preferences.get(f"filler {number}", "")
            store.projects.list()
            store.documents.statuses(engine_alive=False)
    assert caught.value.reason is Reason.DATABASE
    store.close()
    assert suspect_mark(settings.database).exists()

    again = Store.open(settings, clock=clock)
    assert names(again) == ["Tower"]
    assert again.recovered is not None
    again.close()


def test_a_damaged_database_is_never_copied_over_the_good_backups(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    before = {path.name: path.read_bytes() for path in settings.backups.iterdir()}
    store = Store.open(settings, clock=clock)
    content = bytearray(settings.database.read_bytes())
    content[5 * PAGE :] = b"\xa5" * (len(content) - 5 * PAGE)
    settings.database.write_bytes(bytes(content))
    clock.pass_(days=1)
    with pytest.raises(Failure):
        store.back_up()
    store.close()
    assert {path.name: path.read_bytes() for path in settings.backups.glob("*.db")} == before
    assert suspect_mark(settings.database).exists()


def test_a_database_that_an_engine_is_using_is_not_touched(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    truncate(settings)
    damaged = settings.database.read_bytes()
    with FileLock(str(settings.lock)), pytest.raises(Failure) as caught:
        Store.open(settings, clock=clock)
    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, Reason.DATABASE)
    assert settings.database.read_bytes() == damaged
    store = Store.open(settings, clock=clock)
    assert names(store) == ["Tower"]
    store.close()


def test_a_stop_that_was_not_clean_is_looked_at_and_a_sound_database_stays(
    settings: Settings, clock: HandClock, tmp_path: Path
) -> None:
    write_down(settings, clock)
    store = Store.open(settings, clock=clock)
    store.projects.create("Killed")
    killed = tmp_path / "killed"
    shutil.copytree(settings.home, killed, ignore=shutil.ignore_patterns("*.lock"))
    store.close()
    again = Store.open(Settings(home=killed), clock=clock)
    assert again.recovered is None
    assert names(again) == ["Tower", "Killed"]
    again.close()


def test_a_first_start_is_no_recovery(settings: Settings, clock: HandClock) -> None:
    store = Store.open(settings, clock=clock)
    assert store.recovered is None
    assert store.recovery_notice() is None
    store.close()


def test_the_user_is_told_until_it_was_read(settings: Settings, clock: HandClock) -> None:
    write_down(settings, clock)
    truncate(settings)
    Store.open(settings, clock=clock).close()
    later = Store.open(settings, clock=clock)
    assert later.recovered is None, "only the start that did it says so by itself"
    notice = later.recovery_notice()
    assert notice is not None and notice.reason == Reason.DATABASE_RESTORED
    english, french = explain(notice, Language.EN), explain(notice, Language.FR)
    assert "2026-03-02" in english.message and "2026-03-02" in french.message
    assert "not downloaded again" in english.remedy and "pas téléchargés de nouveau" in french.remedy
    later.dismiss_recovery_notice()
    assert later.recovery_notice() is None
    later.close()


def test_after_a_restoration_everything_is_listed_again_and_no_part_is_gone_on_with(
    settings: Settings, clock: HandClock
) -> None:
    store = Store.open(settings, clock=clock)
    _, link = connect(store)
    listing = Reading(store.observations.load(link.id)).close(full=True, server_time=clock(), structure=None)
    store.holdings.follow(link.id, None, listing, (), at=clock(), in_sync=True)
    store.journal.note([Opened(link.id, 50, "50.part", 100)])
    store.back_up()
    store.close()
    clock.pass_(minutes=5)
    truncate(settings)
    again = Store.open(settings, clock=clock)
    assert again.links.get(link.id).last_full_listing is None
    assert again.journal.entries() == []
    again.close()


def test_what_follows_from_a_recovery_is_on_the_disk_before_its_mark_goes(
    settings: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[object] = []

    def salvage(connection: Connection, damaged: Path) -> int:
        modes.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
        return 0

    write_down(settings, clock)
    truncate(settings)
    monkeypatch.setattr(recovery, "salvage_marks", salvage)
    Store.open(settings, clock=clock).close()
    assert modes == [2]  # FULL


def test_two_damages_keep_two_files(settings: Settings, clock: HandClock) -> None:
    for _ in range(2):
        write_down(settings, clock)
        truncate(settings)
        Store.open(settings, clock=clock).close()
    kept = [path for path in settings.home.glob("planrack.db.corrupt-*") if not path.name.endswith(("-wal", "-shm"))]
    assert len(kept) == 2


def test_after_a_clean_stop_the_database_is_not_read_through(
    settings: Settings, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_down(settings, clock)

    def refuse(path: Path) -> Soundness:
        raise AssertionError("the whole database was read without a reason")

    monkeypatch.setattr(recovery, "examine", refuse)
    assert heal(settings, at=clock() + timedelta(days=1)) is None
