"""After the database was lost: what is on the disk is not downloaded again, and what the backup lacks comes back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from procore_world import World, sheet
from sync_desk import Desk, connect, open_desk

from app.domain.failures import Reason
from app.domain.states import CacheState, RunOutcome, SyncState
from app.settings import Settings
from app.storage.store import Store


@pytest.fixture
def world() -> World:
    known = World()
    for drawing in range(1, 6):
        known.publish(10 * drawing + 1, drawing)
    return known


@pytest.fixture
def desk(tmp_path: Path, world: World) -> Iterator[Desk]:
    opened = open_desk(tmp_path, world)
    yield opened
    opened.close()


def lose_database(desk: Desk) -> None:
    """Cut the file in half and start again."""
    desk.store.close()
    home = desk.store._settings.home
    content = (home / "planrack.db").read_bytes()
    (home / "planrack.db").write_bytes(content[: len(content) // 2])
    desk.store = Store.open(Settings(home=home), user="owner")
    desk.world.fetched.clear()


def caches(desk: Desk) -> set[CacheState]:
    return {entry.cache for drawing in desk.drawings().values() for entry in drawing.entries}


async def test_a_new_database_and_one_listing_download_nothing(desk: Desk) -> None:
    await desk.sync()
    desk.world.publish(12, 1)
    await desk.sync()
    lose_database(desk)
    assert desk.store.recovered is not None and desk.store.recovered.reason is Reason.DATABASE_REBUILT
    assert desk.store.projects.list() == []

    desk.project_id, desk.link_id = connect(desk.store)
    report = await desk.sync()

    assert (report.outcome, report.files, report.bytes) == (RunOutcome.SYNCED, 0, 0)
    assert desk.world.fetched == []
    assert desk.status().state is SyncState.SYNCED
    link = desk.store.projects.get(desk.project_id).link
    assert link is not None and link.watermark is not None, "a success moves the watermark, also without a download"
    assert caches(desk) == {CacheState.HERE}
    entry = desk.drawings()["A-101"].current
    assert entry is not None and entry.path is not None
    assert entry.path.read_bytes() == sheet(12)


async def test_an_old_backup_gets_back_what_it_did_not_know(desk: Desk) -> None:
    await desk.sync()
    desk.store.back_up()
    desk.world.publish(12, 1)
    desk.world.publish(61, 6)
    desk.world.change(21, title="Retitled since")
    await desk.sync()
    lose_database(desk)
    assert desk.store.recovered is not None and desk.store.recovered.reason is Reason.DATABASE_RESTORED
    assert len(desk.drawings()["A-101"].entries) == 1

    report = await desk.sync(full=False)

    assert (report.outcome, report.files, desk.world.fetched) == (RunOutcome.SYNCED, 0, [])
    assert [entry.procore_id for entry in desk.drawings()["A-101"].entries] == [11, 12]
    assert desk.drawings()["A-106"].current is not None
    assert desk.drawings()["A-102"].title == "Retitled since"
    assert caches(desk) == {CacheState.HERE}


async def test_only_what_is_missing_on_the_disk_is_downloaded(desk: Desk) -> None:
    await desk.sync()
    entry = desk.drawings()["A-103"].current
    assert entry is not None and entry.path is not None
    entry.path.unlink()
    lose_database(desk)
    desk.project_id, desk.link_id = connect(desk.store)
    report = await desk.sync()
    assert (report.outcome, desk.world.fetched) == (RunOutcome.SYNCED, [31])


async def test_what_procore_replaced_meanwhile_is_downloaded(desk: Desk) -> None:
    await desk.sync()
    lose_database(desk)
    desk.world.change(31, pdf_size=len(sheet(31)) + 5)
    desk.project_id, desk.link_id = connect(desk.store)
    await desk.sync()
    assert desk.world.fetched == [31]


async def test_what_came_back_without_a_download_waits_to_be_read(desk: Desk) -> None:
    await desk.sync()
    lose_database(desk)
    desk.project_id, desk.link_id = connect(desk.store)
    await desk.sync()
    waiting = desk.store.holdings.least_verified(before=desk.now, now=desk.now, limit=99)
    assert len(waiting) == 5
    assert all(blob.verified_at is None for blob in waiting)


async def test_a_torn_manifest_costs_one_download(desk: Desk) -> None:
    await desk.sync()
    manifest = desk.store._settings.blobs / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-20])
    lose_database(desk)
    desk.project_id, desk.link_id = connect(desk.store)
    report = await desk.sync()
    assert (report.outcome, len(desk.world.fetched)) == (RunOutcome.SYNCED, 1)


async def test_commits_that_a_power_cut_took_back_cost_no_download(desk: Desk, tmp_path: Path) -> None:
    """With synchronous=NORMAL the last commits may be gone after a power cut, while their files are durable."""
    before = tmp_path / "before"
    await desk.sync()
    desk.store.close()
    shutil.copyfile(desk.store._settings.database, before)
    desk.store = Store.open(desk.store._settings)
    desk.world.publish(12, 1)
    await desk.sync()
    desk.store.close()
    before.replace(desk.store._settings.database)
    desk.store = Store.open(desk.store._settings)
    desk.world.fetched.clear()
    report = await desk.sync()
    assert (report.outcome, desk.world.fetched) == (RunOutcome.SYNCED, [])
    assert [entry.procore_id for entry in desk.drawings()["A-101"].entries] == [11, 12]


async def test_a_second_link_to_the_same_procore_project_downloads_nothing(desk: Desk) -> None:
    await desk.sync()
    desk.world.fetched.clear()
    project = desk.store.projects.create("Second")
    link = desk.link()
    again = desk.store.links.connect(
        project.id,
        account_id=link.account_id,
        company_id=link.company_id,
        company=link.company,
        procore_project_id=link.procore_project_id,
        name=link.name,
        connected_at=link.connected_at,
    )
    desk.project_id, desk.link_id = project.id, again.id
    report = await desk.sync()
    assert (report.outcome, desk.world.fetched) == (RunOutcome.SYNCED, [])
    assert caches(desk) == {CacheState.HERE}
