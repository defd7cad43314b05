"""Reading the files again: every kind of damage is found, put aside at once, and told."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from procore_world import World
from sync_desk import Desk, open_desk

from app.domain.failures import Failure, FailureCode, Reason
from app.domain.states import CacheState, RunOutcome, SyncState
from app.storage.blobs import BlobStore
from app.sync.verification import BadFile, Verified, repairable, verify, verify_again


@pytest.fixture
async def desk(tmp_path: Path) -> Desk:
    world = World()
    for drawing in range(1, 5):
        world.publish(10 * drawing + 1, drawing)
    opened = open_desk(tmp_path, world)
    await opened.sync()
    return opened


@pytest.fixture(autouse=True)
def closed(desk: Desk) -> Iterator[None]:
    yield
    desk.close()


def path_of(desk: Desk, number: str) -> Path:
    entry = desk.drawings()[number].current
    assert entry is not None and entry.path is not None
    return entry.path


def check(desk: Desk, **options: object) -> Verified:
    return verify(desk.store, desk.project_id, clock=lambda: desk.now, **options)  # type: ignore[arg-type]


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(bytes(content))


def truncate(path: Path) -> None:
    path.chmod(0o600)
    os.truncate(path, path.stat().st_size - 1)


def zero_fill(path: Path) -> None:
    size = path.stat().st_size
    path.chmod(0o600)
    path.write_bytes(b"\0" * size)


def delete(path: Path) -> None:
    path.unlink()


def replace_by_a_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("x")


DAMAGES = [
    (flip_a_bit, Reason.HASH_MISMATCH),
    (truncate, Reason.HASH_MISMATCH),
    (zero_fill, Reason.HASH_MISMATCH),
    (delete, Reason.MISSING_FILE),
    (replace_by_a_directory, Reason.MISSING_FILE),
]


async def test_sound_files_are_counted_and_recorded_as_read(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []
    assert check(desk, progress=lambda done, total: seen.append((done, total))) == Verified(4, 4)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    later = desk.now
    assert desk.store.holdings.least_verified(before=later, now=later, limit=9) == []


@pytest.mark.parametrize(("damage", "problem"), DAMAGES)
async def test_damage_is_found_the_green_goes_and_the_next_sync_repairs_it(
    desk: Desk, damage: Callable[[Path], None], problem: Reason
) -> None:
    path = path_of(desk, "A-102")
    good = path.read_bytes()
    damage(path)
    found = check(desk)

    assert found == Verified(4, 3, (BadFile(21, "A-102", problem, desk.project_id, desk.link_id),))
    assert not path.exists()
    assert desk.status().state is SyncState.FAILED
    entry = desk.drawings()["A-102"].current
    assert entry is not None and entry.cache is CacheState.WAITING
    assert repairable(desk.store, found) == (desk.project_id,)

    report = await desk.sync(full=False)
    assert (report.outcome, report.files) == (RunOutcome.SYNCED, 1)
    assert path.read_bytes() == good
    assert verify_again(desk.store, found, desk.project_id, clock=lambda: desk.now) == Verified(4, 4, (), 1)
    assert desk.status().state is SyncState.SYNCED


async def test_what_is_damaged_lies_in_the_quarantine_for_whoever_asks_why(desk: Desk) -> None:
    path = path_of(desk, "A-102")
    flip_a_bit(path)
    damaged = path.read_bytes()
    check(desk)
    (kept,) = desk.store._settings.quarantine.iterdir()
    assert kept.read_bytes() == damaged


async def test_what_is_bad_stays_bad_until_it_is_fetched(desk: Desk) -> None:
    delete(path_of(desk, "A-102"))
    first = check(desk)
    assert check(desk) == first
    assert verify_again(desk.store, first, desk.project_id, clock=lambda: desk.now) == first


async def test_a_repair_may_bring_other_bytes(desk: Desk) -> None:
    delete(path_of(desk, "A-102"))
    found = check(desk)
    desk.world.change(21, pdf_size=None)
    await desk.sync()
    again = verify_again(desk.store, found, None, clock=lambda: desk.now)
    assert (again.bad, again.repaired) == ((), 1)


async def test_a_disconnected_project_has_nothing_to_repair_from(desk: Desk) -> None:
    delete(path_of(desk, "A-102"))
    found = check(desk)
    desk.store.links.disconnect(desk.link_id)
    assert repairable(desk.store, found) == ()


async def test_a_check_that_is_stopped_keeps_what_it_read(desk: Desk) -> None:
    answers = iter([False] * 5)
    with pytest.raises(Failure) as caught:
        check(desk, stop=lambda: next(answers, True))
    assert caught.value.code is FailureCode.CANCELLED
    unread = desk.store.holdings.least_verified(before=desk.now, now=desk.now, limit=9)
    assert 0 < len(unread) < 4


async def test_one_misreading_condemns_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    check_file, misreadings = BlobStore.check, [Reason.HASH_MISMATCH]

    def misread(self: BlobStore, sha256: str, on_chunk: Callable[[int], object]) -> Reason | None:
        return misreadings.pop() if misreadings else check_file(self, sha256, on_chunk)

    monkeypatch.setattr(BlobStore, "check", misread)
    assert check(desk) == Verified(4, 4)


async def test_a_place_the_disk_cannot_read_is_bad_and_the_rest_is_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, opened = path_of(desk, "A-102"), Path.open

    def refuse(self: Path, *arguments: object, **named: object) -> object:
        if self == bad:
            raise OSError(errno.EIO, "bad sector")
        return opened(self, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    found = check(desk)
    assert [(file.number, file.problem) for file in found.bad] == [("A-102", Reason.UNREADABLE_FILE)]
    assert found.ok == 3


async def test_a_cache_that_is_away_altogether_condemns_nothing(desk: Desk) -> None:
    """A drive that was unplugged is no reason to download everything again."""
    blobs = desk.store._settings.blobs
    away = blobs.with_name("unplugged")
    blobs.rename(away)
    with pytest.raises(Failure) as caught:
        check(desk)
    away.rename(blobs)
    assert caught.value.code is FailureCode.LOCAL_IO
    assert desk.status().state is SyncState.SYNCED
    assert check(desk) == Verified(4, 4)


async def test_the_same_bytes_are_read_once_and_named_for_every_revision(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = desk.store.projects.create("Second")
    link = desk.link()
    second = desk.store.links.connect(
        project.id,
        account_id=link.account_id,
        company_id=link.company_id,
        company=link.company,
        procore_project_id=link.procore_project_id,
        name=link.name,
        connected_at=link.connected_at,
    )
    path = path_of(desk, "A-102")
    first_project = desk.project_id
    desk.project_id, desk.link_id = project.id, second.id
    await desk.sync()
    flip_a_bit(path)
    found = verify(desk.store, None, clock=lambda: desk.now)
    assert [(bad.project_id, bad.procore_id) for bad in found.bad] == [(first_project, 21), (project.id, 21)]
    assert len(list(desk.store._settings.quarantine.iterdir())) == 1
