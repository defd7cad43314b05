"""The commit protocol of files, its crashes, and what the disk may answer."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.domain.failures import Failure, FailureCode, Reason
from app.storage.blobs import BlobStore

if TYPE_CHECKING:
    from app.settings import Settings

PDF = b"%PDF-1.7 one sheet"
SHA = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def blobs(settings: Settings) -> BlobStore:
    for folder in (settings.blobs, settings.parts, settings.quarantine):
        folder.mkdir(parents=True)
    return BlobStore(settings)


def _part(blobs: BlobStore, name: str = "one", data: bytes = PDF) -> Path:
    part = blobs.part(name)
    part.write_bytes(data)
    return part


def _fail(monkeypatch: pytest.MonkeyPatch, target: object, name: str, number: int) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(target, name, refuse)


def test_an_adopted_part_lies_under_its_hash_and_is_read_only(blobs: BlobStore, settings: Settings) -> None:
    part = _part(blobs)
    path = blobs.adopt(part, SHA)
    blobs.flush()

    assert path == settings.blobs / SHA[:2] / f"{SHA[2:]}.pdf"
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o222 == 0
    assert not part.exists()
    assert blobs.has(SHA, len(PDF))
    assert blobs.check(SHA) is None


def test_the_same_bytes_are_held_once(blobs: BlobStore) -> None:
    first = blobs.adopt(_part(blobs), SHA)
    before = first.stat()
    again = _part(blobs, "two")
    second = blobs.adopt(again, SHA)

    assert second == first
    assert (first.stat().st_ino, first.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not again.exists()


def test_a_shorter_file_under_the_same_name_is_put_aside_and_replaced(blobs: BlobStore, settings: Settings) -> None:
    _assert_replaced(blobs, settings, PDF[:5])


def test_a_rotten_file_as_long_as_the_new_one_is_put_aside_and_replaced(blobs: BlobStore, settings: Settings) -> None:
    _assert_replaced(blobs, settings, bytes([PDF[0] ^ 1]) + PDF[1:])


def _assert_replaced(blobs: BlobStore, settings: Settings, content: bytes) -> None:
    damaged = blobs.path(SHA)
    damaged.parent.mkdir()
    damaged.write_bytes(content)
    blobs.adopt(_part(blobs), SHA)

    assert blobs.check(SHA) is None
    assert [path.read_bytes() for path in settings.quarantine.iterdir()] == [content]


def test_bytes_are_durable_before_the_name_is_and_the_name_before_flush_returns(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def recorded_fsync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def recorded_rename(self: Path, target: Path) -> Path:
        order.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(Path, "rename", recorded_rename)
    blobs.adopt(_part(blobs), SHA)
    assert order == ["file", "rename"]

    blobs.flush()
    assert order[2:]
    assert set(order[2:]) == {"folder"}
    order.clear()
    blobs.flush()
    assert order == []


def test_a_part_that_its_writer_made_durable_is_not_flushed_twice(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = _part(blobs)
    _fail(monkeypatch, os, "fsync", errno.EIO)

    assert blobs.adopt(part, SHA, synced=True).exists()


def test_killed_before_the_rename_leaves_a_part_and_no_blob(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    part = _part(blobs)

    class Killed(BaseException):
        pass

    def die(self: Path, target: Path) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Path, "rename", die)
        blobs.adopt(part, SHA)
    assert not blobs.has(SHA, len(PDF))

    after = BlobStore(settings)
    assert after.stray_parts(set()) == [part]
    assert after.adopt(part, SHA).read_bytes() == PDF  # though the part was read-only already


def test_killed_after_the_rename_is_adopted_without_a_download(blobs: BlobStore, settings: Settings) -> None:
    blobs.adopt(_part(blobs), SHA)  # no flush, no row

    after = BlobStore(settings)
    assert after.has(SHA, len(PDF))
    assert after.check(SHA) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_no_space_while_flushing_is_local_space_and_keeps_the_part(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    part = _part(blobs)
    _fail(monkeypatch, os, "fsync", number)
    with pytest.raises(Failure) as caught:
        blobs.adopt(part, SHA)

    assert caught.value.code is FailureCode.LOCAL_SPACE
    assert part.exists()
    assert not blobs.path(SHA).exists()


def test_a_failed_fsync_fails_the_file(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail(monkeypatch, os, "fsync", errno.EIO)
    with pytest.raises(Failure) as caught:
        blobs.adopt(_part(blobs), SHA)

    assert (caught.value.code, caught.value.reason) == (FailureCode.LOCAL_IO, None)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_volumes_without_a_folder_flush_are_tolerated(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    blobs.adopt(_part(blobs), SHA)
    _fail(monkeypatch, os, "fsync", number)

    blobs.flush()


def test_a_folder_flush_that_failed_is_tried_again(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs.adopt(_part(blobs), SHA)
    with monkeypatch.context() as patched, pytest.raises(Failure):
        _fail(patched, os, "fsync", errno.EIO)
        blobs.flush()

    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    blobs.flush()
    assert flushed


def test_names_that_are_durable_are_not_flushed_for_the_sake_of_others(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hashlib.sha256(b"other").hexdigest()
    flushed: list[int] = []
    blobs.adopt(_part(blobs), SHA)
    blobs.flush([SHA])
    blobs.adopt(_part(blobs, "two", b"other"), other)
    monkeypatch.setattr(os, "fsync", flushed.append)

    blobs.flush([SHA])
    assert not flushed
    blobs.flush([SHA, other])
    assert flushed


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(
    settings: Settings, blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = BlobStore(settings, rename_pauses=(0.0, 0.0))
    rename, refusals = Path.rename, [1, 2]

    def busy(self: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(errno.EACCES, "held by a scanner")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", busy)
    assert patient.adopt(_part(blobs), SHA).exists()


def test_one_changed_byte_is_found(blobs: BlobStore) -> None:
    path = blobs.adopt(_part(blobs), SHA)
    path.chmod(0o644)
    path.write_bytes(PDF[:-1] + b"X")

    assert blobs.has(SHA, len(PDF))
    assert blobs.check(SHA) is Reason.HASH_MISMATCH


def test_a_missing_file_is_missing(blobs: BlobStore) -> None:
    assert blobs.check(SHA) is Reason.MISSING_FILE
    assert not blobs.has(SHA, len(PDF))
    assert blobs.quarantine(SHA) is None


def test_quarantine_keeps_every_damaged_file(blobs: BlobStore, settings: Settings) -> None:
    for _ in range(2):
        blobs.adopt(_part(blobs), SHA)
        assert blobs.quarantine(SHA) is not None
        assert blobs.check(SHA) is Reason.MISSING_FILE

    assert len(list(settings.quarantine.iterdir())) == 2


def test_stray_parts_are_those_that_nobody_knows(blobs: BlobStore) -> None:
    known, stray = _part(blobs, "known"), _part(blobs, "stray")

    assert blobs.stray_parts({known.name}) == [stray]


@pytest.mark.parametrize("name", ["../outside", "a/b", "", "..", "/absolute", "a\\b"])
def test_no_part_lies_outside_its_folder(blobs: BlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="part"):
        blobs.part(name)


@pytest.mark.parametrize("name", ["", "ab", "../" * 22, SHA.upper(), SHA + "0"])
def test_only_a_hash_is_a_name(blobs: BlobStore, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        blobs.path(name)


def test_free_space_is_the_volumes(blobs: BlobStore) -> None:
    assert 0 < blobs.free_bytes() <= blobs.disk_bytes()
