"""The manifest: what it promises after a crash, and after the disk lied."""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from linked_world import World
from sqlalchemy import delete, select, update

from app.domain.failures import Failure, FailureCode
from app.domain.files import FetchedFile
from app.storage.manifest import Manifest, ManifestLine
from app.storage.schema import blobs, contents
from app.storage.schema import revisions as revision_table

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ONE = ManifestLine(10, 20, 50, "ab" * 32, 1234, 1234, AT, '"tag"', AT)
TWO = replace(ONE, revision_id=51, sha256="cd" * 32, updated_at=None, announced_size=None, etag=None)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    return Manifest(tmp_path / "manifest.jsonl")


def file_of(manifest: Manifest) -> Path:
    return manifest._path


def test_lines_come_back_as_they_were_written(manifest: Manifest) -> None:
    manifest.append([ONE])
    manifest.append([TWO])
    assert list(manifest.lines()) == [ONE, TWO]


def test_a_manifest_that_is_not_there_says_nothing(manifest: Manifest) -> None:
    assert list(manifest.lines()) == []
    assert not manifest.exists


def test_a_line_that_a_crash_tore_is_ignored_at_every_length_and_spoils_no_later_one(manifest: Manifest) -> None:
    manifest.append([ONE])
    whole = file_of(manifest).read_bytes()
    manifest.append([TWO])
    both = file_of(manifest).read_bytes()
    for length in range(len(whole) + 1, len(both) - 1):
        file_of(manifest).write_bytes(both[:length])
        assert list(manifest.lines()) == [ONE]
        manifest.append([replace(TWO, revision_id=99)])
        assert [line.revision_id for line in manifest.lines()] == [50, 99]


def test_a_flipped_bit_anywhere_never_gives_another_line(manifest: Manifest) -> None:
    manifest.append([ONE, TWO])
    whole = file_of(manifest).read_bytes()
    for place in range(whole.index(b"\n")):
        for bit in (1, 4, 16):
            file_of(manifest).write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            assert set(manifest.lines()) <= {ONE, TWO}


def test_repetition_is_compacted_and_the_newest_version_stays_last(manifest: Manifest) -> None:
    replaced = replace(ONE, sha256="ef" * 32)
    manifest.append([ONE, TWO, replaced, ONE, TWO, ONE, TWO, replaced])
    before = file_of(manifest).stat().st_size
    assert manifest.compact(at_least=1)
    assert file_of(manifest).stat().st_size < before / 2
    assert list(manifest.lines()) == [ONE, TWO, replaced]
    assert not manifest.compact(at_least=1)


def test_a_disk_without_room_for_the_shorter_one_keeps_the_longer_one_alone(
    manifest: Manifest, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest.append([ONE] * 10)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failure):
        manifest.compact(at_least=1)
    assert [path.name for path in file_of(manifest).parent.iterdir()] == ["manifest.jsonl"]
    assert list(manifest.lines()) == [ONE] * 10


def test_a_small_manifest_is_left_alone(manifest: Manifest) -> None:
    manifest.append([ONE] * 10)
    assert not manifest.compact(at_least=10_000)


def test_every_fetched_file_is_written_down(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.fetch(50, 51, announced_size=8, updated_at=AT)
    lines = list(world.store.blobs.manifest.lines())
    assert [(line.company_id, line.procore_project_id, line.revision_id) for line in lines] == [
        (10, 20, 50),
        (10, 20, 51),
    ]
    assert {(line.announced_size, line.updated_at) for line in lines} == {(8, AT)}


def test_the_manifest_of_an_older_data_directory_is_written_from_its_database(world: World) -> None:
    world.hold_drawing(5, 50, 51)
    world.fetch(50, 51)
    world.fetch(50, content="replaced")
    path = file_of(world.store.blobs.manifest)
    written = list(world.store.blobs.manifest.lines())
    path.unlink()
    world.store.holdings.write_manifest()
    assert {line.key for line in world.store.blobs.manifest.lines()} == {line.key for line in written}
    assert [line.sha256 for line in world.store.blobs.manifest.lines() if line.revision_id == 50] == [
        line.sha256 for line in written if line.revision_id == 50
    ]


def forget(world: World, *revisions: int) -> None:
    """As a database does that was restored from before these revisions were fetched."""
    with world.store.holdings._database.write() as connection:
        ids = select(revision_table.c.id).where(revision_table.c.procore_id.in_(revisions))
        connection.execute(delete(contents).where(contents.c.revision_id.in_(ids)))
        connection.execute(delete(blobs).where(blobs.c.sha256.not_in(select(contents.c.sha256))))


def test_forgotten_files_are_taken_back_with_all_their_versions(world: World) -> None:
    world.hold_drawing(5, 50)
    world.fetch(50, content="first", announced_size=7)
    (newest,) = world.fetch(50, content="second", announced_size=8)
    forget(world, 50)
    assert world.store.holdings.load(world.link.id).revisions[50].sha256 is None
    assert world.store.holdings.take_back(world.link.id, {50: 8}) == 1
    held = world.store.holdings.load(world.link.id).revisions[50]
    assert (held.sha256, held.fetched_size) == (newest, 8)
    (blob, *_) = world.store.holdings.least_verified(before=AT, now=AT, limit=9)
    assert blob.verified_at is None


def test_nothing_is_taken_back_where_the_newest_file_is_gone(world: World) -> None:
    world.hold_drawing(5, 50)
    world.fetch(50, content="first")
    (newest,) = world.fetch(50, content="second")
    forget(world, 50)
    world.store.blobs.path(newest).unlink()
    assert world.store.holdings.take_back(world.link.id, {50: None}) == 0


def test_a_file_of_another_size_is_not_taken_back(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    forget(world, 50)
    path = world.store.blobs.path(sha256)
    path.chmod(0o600)
    path.write_bytes(b"%PDF- short")
    assert world.store.holdings.take_back(world.link.id, {50: None}) == 0


def test_a_file_that_failed_before_is_taken_back_only_if_its_bytes_are_right(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    path = world.store.blobs.path(sha256)
    good = path.read_bytes()
    world.store.holdings.mark_quarantined(sha256)
    path.chmod(0o600)
    path.write_bytes(good[:-1] + b"x")
    assert world.store.holdings.take_back(world.link.id, {50: None}) == 0
    path.write_bytes(good)
    assert world.store.holdings.take_back(world.link.id, {50: None}) == 1
    assert world.store.holdings.load(world.link.id).revisions[50].sha256 == sha256


def test_another_projects_lines_are_not_believed(world: World) -> None:
    world.hold_drawing(5, 50)
    (sha256,) = world.fetch(50)
    forget(world, 50)
    path = file_of(world.store.blobs.manifest)
    (line,) = world.store.blobs.manifest.lines()
    path.unlink()
    world.store.blobs.manifest.append([replace(line, procore_project_id=21)])
    assert world.store.holdings.take_back(world.link.id, {50: None}) == 0
    assert world.store.blobs.has(sha256, line.size)


def test_a_replacement_that_is_here_is_taken_back_over_the_older_file(world: World) -> None:
    world.hold_drawing(5, 50)
    (older,) = world.fetch(50, content="first", announced_size=7)
    (newer,) = world.fetch(50, content="second", announced_size=8)
    with world.store.holdings._database.write() as connection:
        connection.execute(delete(contents).where(contents.c.sha256 == newer))
        connection.execute(update(contents).where(contents.c.sha256 == older).values(current=True))
    assert world.store.holdings.take_back(world.link.id, {50: 9}) == 0
    assert world.store.holdings.take_back(world.link.id, {50: 8}) == 1
    assert world.store.holdings.load(world.link.id).revisions[50].sha256 == newer


def test_a_full_disk_at_the_manifest_leaves_no_rows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.hold_drawing(5, 50)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    part = world.store.blobs.part("p")
    part.write_bytes(b"%PDF- x")
    sha256 = hashlib.sha256(b"%PDF- x").hexdigest()
    world.store.blobs.adopt(part, sha256)
    world.store.blobs.flush()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failure) as caught:
        world.store.holdings.commit_files(world.link.id, [FetchedFile(50, sha256, 7)])
    assert caught.value.code is FailureCode.LOCAL_SPACE
    assert world.store.holdings.load(world.link.id).revisions[50].sha256 is None
