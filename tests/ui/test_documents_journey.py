"""What people do with the Documents page, with the real engine and a sandbox as the server, and how it goes wrong."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from documents_desk import Desk

from app.domain.output import Marks
from app.domain.states import CacheState, RunOutcome, SyncState, Withdrawal
from app.sandbox.faults import Fault, Kind, Target
from app.ui.documents.columns import Column
from app.ui.documents.filter_bar import Face
from app.ui.documents.nodes import Level, NodeId
from app.ui.output.export_dialog import ExportChoice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from app.sandbox.world import World

pytestmark = pytest.mark.timeout(120)


def with_an_older_revision(world: World) -> None:
    """A-101 got its second revision before anybody connected."""
    world.publish(world.drawing("A-101").id, "1", at=world.revisions_of(world.drawing("A-101").id)[0].updated_at)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = await Desk(tmp_path / "home", prepare=with_an_older_revision).open()
    yield made
    await made.close()


@pytest.fixture
async def large_desk(tmp_path: Path) -> AsyncIterator[Desk]:
    made = await Desk(tmp_path / "home", "large:70").open()
    yield made
    await made.close()


async def test_first_sync_then_a_new_revision_is_found_as_changed(desk: Desk) -> None:
    page = desk.page
    assert page.empty.title.text() == "Not synced yet"
    await desk.synced()
    assert desk.numbers() == ["A-101", "A-102", "S-101", "M-101", "E-101"]
    assert all(desk.drawing(number).entries[-1].cache is CacheState.HERE for number in desk.numbers())
    assert page.header.freshness.text() == "Confirmed current just now"

    looked = desk.workspace.store.ledger.changes(desk.project_id)[-1].at
    desk.workspace.store.looked.set(desk.project_id, looked)
    desk.publish("S-101", "B")
    await desk.synced()
    page.bar.only.setCurrentIndex(page.bar.only.findData("changed"))
    await desk.until(lambda: desk.numbers() == ["S-101"])
    assert desk.revisions("S-101") == ["0", "B"]
    row = page.model.index_of(desk.ids("S-101")[0])
    older = page.model.index(1, 0, row)
    assert (older.data(), older.siblingAtColumn(Column.TITLE).data()) == ("Revision 0", "Superseded")


async def test_filters_narrow_and_an_empty_answer_offers_the_way_back(desk: Desk) -> None:
    await desk.synced()
    page = desk.page
    page.header.filter.setText("e101")
    assert desk.numbers() == ["E-101"]
    page.bar.discipline.setCurrentIndex(page.bar.discipline.findData("Structural"))
    assert page.empty.title.text() == "No drawing is left"
    page.empty.button.click()
    assert len(desk.numbers()) == 5
    page.choose_face(Face.LIST)
    page.bar.discipline.setCurrentIndex(page.bar.discipline.findData("Structural"))
    assert page.faces.line.rowCount() == 1


async def test_verify_finds_damage_and_repair_downloads_it_again(desk: Desk) -> None:
    await desk.synced()
    desk.folder_menu()["verify"].trigger()
    assert await desk.told() == "5 of 5 sheets, all readable."
    spoil(desk, "M-101")
    desk.folder_menu()["verify"].trigger()
    assert await desk.told() == "4 of 5 sheets are readable."
    assert desk.page.work.lines.item(0).text().startswith("M-101: ")
    await desk.until(lambda: desk.drawing("M-101").entries[-1].cache is not CacheState.HERE)
    desk.page.work._buttons[0].click()
    assert await desk.told() == "5 of 5 sheets, all readable. 1 repaired."
    await desk.until(lambda: desk.drawing("M-101").entries[-1].cache is CacheState.HERE)


async def test_ready_for_site_says_yes_and_what_lacks(desk: Desk) -> None:
    await desk.synced()
    desk.folder_menu()["ready"].trigger()
    assert (await desk.told()).startswith("Ready for site.")
    desk.break_file(desk.publish("M-101", "1"))
    await desk.synced()
    desk.folder_menu()["ready"].trigger()
    assert (await desk.told()).startswith("Not ready for site.")
    assert any(desk.page.work.lines.item(row).text().startswith("M-101") for row in range(desk.page.work.lines.count()))


async def test_older_revisions_come_from_the_row_that_says_that_they_lack(desk: Desk) -> None:
    await desk.synced()
    assert desk.revisions("A-101") == ["1"]
    older = NodeId(Level.OLDER, desk.ids("A-101")[0].key)
    desk.page.tree.open_row(desk.page.model.index_of(older))
    assert await desk.told() == "1 older revision fetched."
    await desk.until(lambda: desk.revisions("A-101") == ["0", "1"])
    assert not desk.page.model.index_of(older).isValid()


async def test_who_stops_fetching_older_revisions_stops_the_sync(desk: Desk) -> None:
    await desk.synced()
    (oldest, _newest) = desk.world.revisions_of(desk.world.drawing("A-101").id)
    desk.break_file(oldest.id, Kind.HANG)
    desk.menu(desk.ids("A-101"))["older"].trigger()
    await desk.until(lambda: oldest.id in desk.workspace.engine.downloading())
    desk.page.work.cancel.click()
    assert await desk.told() == "Stopped. What was asked for comes with the next sync."
    await desk.until(lambda: not desk.page.running())
    desk.sandbox.faults.clear()
    await desk.synced()
    assert desk.revisions("A-101") == ["0", "1"]


async def test_current_set_and_a_selection_are_saved_as_readable_copies(desk: Desk, tmp_path: Path) -> None:
    await desk.synced()
    out = tmp_path / "out"
    out.mkdir()

    async def choose(_title: str) -> Path:
        return out

    async def as_folder(_name: str, _sheets: int, _marked: int) -> ExportChoice:
        return ExportChoice(book=False, marks=Marks.ANNOTATIONS)

    desk.page.acts.choose_folder = choose
    desk.page.acts.choose_export = as_folder
    desk.folder_menu()["export.current"].trigger()
    assert (await desk.told()).startswith("5 sheets saved")
    copies = {path.name[:5]: path for path in out.rglob("*.pdf")}
    assert sorted(copies) == ["A-101", "A-102", "E-101", "M-101", "S-101"]
    kept = desk.drawing("A-101").entries[-1].sha256
    assert hashlib.sha256(copies["A-101"].read_bytes()).hexdigest() == kept
    assert copies["E-101"].parent.name == "Electrical"

    desk.menu(desk.ids("A-101", "S-101"))["copy"].trigger()
    assert (await desk.told()).startswith("2 sheets saved")
    (chosen,) = [folder for folder in out.iterdir() if "2 sheets" in folder.name]
    assert sorted(path.name[:5] for path in chosen.glob("*.pdf")) == ["A-101", "S-101"]


async def test_one_sheet_that_fails_is_named_with_its_next_try_and_the_rest_is_here(desk: Desk) -> None:
    await desk.synced()
    desk.break_file(desk.publish("E-101", "1"))
    await desk.synced()
    page = desk.page
    assert desk.status().state is SyncState.FAILED
    assert page.failure.isVisible()
    line = page.failure._list.item(0).text()
    assert line.startswith("E-101 ") and "Tried again by the first sync after" in line
    page.failure._list.itemActivated.emit(page.failure._list.item(0))
    node = page.tree.current_node()
    assert node is not None and node.id == desk.ids("E-101")[0]
    desk.sandbox.faults.clear()
    page.failure._retry.click()
    await desk.until(lambda: desk.status().state is SyncState.SYNCED and not page.failure.isVisible())


async def test_sync_that_is_stopped_says_so_and_keeps_what_it_has(desk: Desk) -> None:
    await desk.synced()
    new = desk.publish("S-101", "1")
    desk.break_file(new, Kind.HANG)
    desk.page.header.sync.click()
    await desk.until(lambda: new in desk.workspace.engine.downloading())
    desk.page.strip.cancel_requested.emit()
    await desk.until(lambda: not desk.page.running() and desk.page.failure.isVisible())
    run = desk.workspace.store.runs.recent(desk._link_id(), 1)[0]
    assert run.outcome is RunOutcome.CANCELLED
    assert desk.revisions("S-101") == ["0", "1"]


async def test_without_procore_the_folder_says_why_and_stays_readable(desk: Desk) -> None:
    await desk.synced()
    desk.sandbox.faults.add(Fault(Target.LIST, Kind.RESET, times=0))
    await desk.synced()
    page = desk.page
    assert desk.status().state is SyncState.FAILED
    assert page.failure.isVisible() and "Sync failed" in page.failure._note.text
    assert page.tree.isVisible() and len(desk.numbers()) == 5
    opened: list[int] = []
    page.open_requested.connect(lambda _project, drawing, _entry: opened.append(drawing))
    page.tree.open_row(page.model.index_of(desk.ids("A-101")[0]))
    assert opened == [desk.drawing("A-101").procore_id]
    desk.sandbox.faults.clear()
    await desk.synced()
    assert not page.failure.isVisible()


async def test_access_that_was_taken_away_leaves_a_readable_archive(desk: Desk) -> None:
    await desk.synced()
    (project,) = desk.world.projects.values()
    for user in project.members:
        desk.world.set_access(user, project.id, False)
    await desk.synced()
    assert desk.status().state is SyncState.ACCESS_LOST
    assert desk.page.failure.isVisible()
    assert desk.page.tree.isVisible() and len(desk.numbers()) == 5


async def test_drawings_that_vanish_in_a_mass_are_asked_about_and_then_marked(large_desk: Desk) -> None:
    desk = large_desk
    await desk.synced()
    gone = list(desk.world.drawings.values())[:60]
    for drawing in gone:
        del desk.world.drawings[drawing.id]
    await desk.synced()
    page = desk.page
    assert page.withdrawal.isVisible()
    assert desk.drawing(gone[0].number).withdrawn is None
    page.withdrawal._accept.click()
    await desk.until(lambda: desk.drawing(gone[0].number).withdrawn is Withdrawal.MISSING)
    await desk.until(lambda: not page.withdrawal.isVisible())
    row = page.model.index_of(desk.ids(gone[0].number)[0])
    assert row.siblingAtColumn(Column.STATUS).data() == "Withdrawn"


def spoil(desk: Desk, number: str) -> None:
    path = desk.drawing(number).entries[-1].path
    assert path is not None
    path.chmod(0o600)
    path.write_bytes(b"x" * path.stat().st_size)
