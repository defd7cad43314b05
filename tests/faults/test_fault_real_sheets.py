"""Real construction sheets through the whole of it, broken ones among them: the good ones sync, verify and open."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_desk import FaultDesk

from app.domain.failures import FailureCode, Reason
from app.domain.states import CacheState, RunOutcome, SyncState
from app.domain.views import Entry
from app.drawings.render import Delivery, RenderedTile, Renderer, TileKey

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def desk(tmp_path: Path, sheets_folder: Path) -> Iterator[FaultDesk]:
    desk = FaultDesk(tmp_path / "home", f"folder:{sheets_folder}").open()
    yield desk
    desk.close()


def entries(desk: FaultDesk) -> dict[str, Entry]:
    """The current entry of each drawing by its number."""
    tree = desk.workspace.store.documents.tree(desk.project_id, engine_alive=True)
    drawings = [d for area in tree.areas for discipline in area.disciplines for d in discipline.drawings]
    return {d.number: d.entries[-1] for d in drawings}


def test_every_good_sheet_arrives_and_opens_and_every_broken_one_says_why(desk: FaultDesk, sheets_folder: Path) -> None:
    report = desk.sync()
    assert report.failure is not None
    assert (report.outcome, report.failure.code) == (RunOutcome.FAILED, FailureCode.CORRUPT)
    now = entries(desk)
    reasons = {number: e.problem.reason for number, e in now.items() if e.problem is not None}
    assert reasons == {
        "bad-not-a-pdf": Reason.NOT_A_PDF,
        "bad-page-fails": Reason.UNREADABLE_PAGE,
        "bad-password-required": Reason.PASSWORD,
        "bad-truncated": Reason.TRUNCATED,
    }
    here = {number: e for number, e in now.items() if e.cache is CacheState.HERE}
    assert len(here) == len(now) - len(reasons)
    for entry in here.values():
        assert entry.sha256 is not None
        assert desk.workspace.store.blobs.check(entry.sha256) is None
    blank = [number for number, e in here.items() if e.path is None or not shows_something(e.path)]
    assert blank == []
    assert desk.workspace.store.documents.status(desk.project_id, engine_alive=True).status.state is SyncState.FAILED


def test_a_broken_sheet_that_is_mended_turns_the_folder_green(desk: FaultDesk) -> None:
    desk.sync()
    good = next(iter(sorted(n for n in entries(desk) if not n.startswith("bad-"))))
    for number in [n for n in entries(desk) if n.startswith("bad-")]:
        drawing = desk.world.drawing(number)
        desk.world.delete(drawing.order[-1])
    assert desk.sync().outcome is RunOutcome.SYNCED
    assert good in entries(desk)


def shows_something(path: Path) -> bool:
    """Whether the first page, drawn small, has more than one colour."""
    inbox: queue.Queue[Delivery] = queue.Queue()
    renderer = Renderer()
    try:
        renderer.channel(inbox.put).request([TileKey(path, 0, 0, -5)])
        tile = inbox.get(timeout=60)
    finally:
        renderer.close()
    return isinstance(tile, RenderedTile) and len(set(tile.pixels)) > 1
