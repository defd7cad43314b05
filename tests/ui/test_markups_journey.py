"""What people drew, through syncs, in the window: real store, real engine, a sandbox as Procore, and a mouse."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from documents_desk import Desk
from markup_world import Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.markups import Markup
from app.domain.states import Carried, EntryKind, Withdrawal
from app.drawings.render import Renderer
from app.ui.markups.markup_actions import MarkupCommand
from app.ui.markups.panels import LIST
from app.ui.viewer.window import SheetView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from app.domain.views import Entry

pytestmark = pytest.mark.timeout(120)

SHEET = "M-101"
#: Where marks are drawn, in page points; far enough from each other to be hit alone.
BOXES = ((200.0, 200.0), (500.0, 200.0), (800.0, 200.0), (1100.0, 200.0))


class Trailer(Hands):
    """A desk that was synced, with a sheet view beside it. Use ``open`` and ``close``."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.renderer = Renderer()
        self.view = self._new_view()

    def _new_view(self) -> SheetView:
        view = SheetView(self.desk.services, self.renderer)
        view.resize(1000, 700)
        view.show()
        return view

    async def open(self, entry: Entry | None = None) -> None:
        """The current revision, or another one; until its page and marks are there."""
        drawing = self.desk.drawing(SHEET)
        wanted = entry or drawing.current or drawing.entries[-1]
        self.view.show_sheet(self.desk.project_id, drawing.procore_id, wanted.id)
        await self.desk.until(lambda: self.board.entry == wanted.id and self.view.canvas.camera is not None)

    async def reopen(self) -> None:
        """Close the view at once, and open another one."""
        self.leave()
        self.view = self._new_view()
        await self.open()

    def leave(self) -> None:
        self.view.close_sheet()
        self.view.hide()
        self.view.deleteLater()

    async def close(self) -> None:
        self.leave()
        await asyncio.to_thread(self.renderer.close)

    def draw(self, count: int) -> None:
        """Boxes, by the mouse."""
        for x, y in BOXES[:count]:
            self.act(MarkupCommand.RECTANGLE)
            self.drag((x, y), (x + 40, y + 30), (x + 160, y + 120))

    def entries(self) -> tuple[Entry, ...]:
        return self.desk.workspace.store.documents.drawing(
            self.desk.project_id, self.desk.drawing(SHEET).procore_id
        ).entries

    async def stored(self, entry: Entry | None = None) -> list[Markup]:
        """What is kept of the entry shown, or of another, once everything is kept."""
        await self.desk.until(lambda: self.view.markups.saver.waiting == 0)
        shown = self.board.entry if entry is None else entry.id
        return list(self.desk.workspace.store.annotations.of_entry(shown).markups)

    @property
    def bar(self) -> Any:
        return self.view.markups.carried


@pytest.fixture
async def trailer(tmp_path: Path) -> AsyncIterator[Trailer]:
    desk = await Desk(tmp_path / "home").open()
    await desk.synced()
    made = Trailer(desk)
    await made.open()
    yield made
    await made.close()
    await desk.close()


async def test_marks_are_carried_to_a_new_revision_and_settled_there_one_by_one_and_all_at_once(
    trailer: Trailer,
) -> None:
    desk = trailer.desk
    trailer.draw(4)
    drawn = await trailer.stored()
    assert len(drawn) == 4
    desk.publish(SHEET, "1")
    await desk.synced()
    old, new = trailer.entries()
    await desk.until(lambda: not trailer.view.notice.isHidden())  # it is superseded, and stays open with its marks
    assert (trailer.board.entry, len(trailer.board.all()), trailer.bar.isVisible()) == (old.id, 4, False)

    await trailer.open()
    assert trailer.board.entry == new.id
    assert trailer.bar.text.startswith("4 markups carried from revision 0")
    assert "to revision 1" in trailer.bar.text
    trailer.bar.review.click()
    first, second, third, fourth = (one.id for one in trailer.board.all())
    trailer.bar.accept.click()
    (x, y), *_ = trailer.board.get(second).geometry.points
    trailer.drag((x + 60, y), (x + 80, y + 40), (x + 60, y + 80))  # by its edge, to its place
    assert trailer.bar.text.startswith("2 markups") or "of 2" in trailer.bar.text
    trailer.board.select(())
    trailer.bar._look_at(trailer.board.get(third))
    trailer.bar.discard.click()
    trailer.bar.end.click()
    trailer.bar.accept_all.click()
    assert not trailer.bar.isVisible()
    kept = {one.id: one for one in await trailer.stored()}
    assert {id: one.carried for id, one in kept.items()} == dict.fromkeys((first, second, fourth), Carried.CONFIRMED)
    assert kept[second].geometry.points[0].y == pytest.approx(y + 80, abs=6)
    assert {one.source_id for one in kept.values()} <= {one.id for one in drawn}
    for _ in range(2):
        trailer.act(MarkupCommand.UNDO)
    back = {one.id: one.carried for one in await trailer.stored()}
    assert (back[third], back[fourth]) == (Carried.TO_CHECK, Carried.TO_CHECK)
    assert await trailer.stored(old) == drawn


async def test_a_reorder_leaves_the_original_as_it_was_and_locked_and_copies_its_marks(trailer: Trailer) -> None:
    desk = trailer.desk
    trailer.draw(2)
    drawn = await trailer.stored()
    desk.publish(SHEET, "1", days_ago=1)  # so that the other one is the one that was moved
    await desk.synced()
    first, second = desk.world.live_order(desk.world.drawing(SHEET))
    desk.world.reorder(desk.world.drawing(SHEET).id, [second, first])
    desk.world.edit_revision(first)
    await desk.synced()

    original, _between, reordered = trailer.entries()
    assert (original.kind, reordered.kind, reordered.current) == (EntryKind.ORIGINAL, EntryKind.REORDERED, True)
    assert trailer.board.entry == original.id
    await desk.until(lambda: trailer.view.markups.bench.locked)  # while it is open
    assert not trailer.view.markups.actions[MarkupCommand.RECTANGLE].isEnabled()
    assert await trailer.stored(original) == drawn
    await trailer.open()
    assert (trailer.board.entry, trailer.bar.isVisible()) == (reordered.id, False)
    copies = trailer.board.all()
    assert [one.source_id for one in copies] == [one.id for one in drawn]
    assert [one.geometry for one in copies] == [one.geometry for one in drawn]
    trailer.board.select([copies[0].id])
    trailer.act(MarkupCommand.DELETE)
    assert [one.id for one in await trailer.stored()] == [copies[1].id]
    assert await trailer.stored(original) == drawn


async def test_a_mark_being_drawn_while_a_sync_replaces_the_revision_stays_where_it_was_drawn(trailer: Trailer) -> None:
    desk = trailer.desk
    old = trailer.entries()[0]
    trailer.act(MarkupCommand.RECTANGLE)
    trailer.begin((200, 200), (260, 240), (300, 260))
    desk.publish(SHEET, "1")
    await desk.synced()
    await desk.until(lambda: not trailer.view.notice.isHidden())
    QTest.mouseRelease(trailer.view.canvas.viewport(), Qt.MouseButton.LeftButton, pos=trailer.place(300, 260))
    (drawn,) = await trailer.stored()
    assert drawn.entry_id == old.id
    assert (drawn.geometry.points[1].x, drawn.geometry.points[1].y) == pytest.approx((300, 260), abs=6)
    await trailer.open()
    assert trailer.board.all() == []


async def test_marks_of_what_was_withdrawn_or_disconnected_stay_readable(trailer: Trailer) -> None:
    desk = trailer.desk
    trailer.draw(2)
    drawn = await trailer.stored()
    desk.world.set_obsolete(desk.world.drawing(SHEET).id)
    await desk.synced()
    assert desk.drawing(SHEET).withdrawn is Withdrawal.OBSOLETE
    await trailer.reopen()
    assert [one.id for one in trailer.board.all()] == [one.id for one in drawn]

    desk.workspace.store.links.disconnect(desk._link_id())
    await trailer.reopen()
    assert [one.id for one in trailer.board.all()] == [one.id for one in drawn]
    trailer.view.panels.open_panel(LIST)
    panel = trailer.view.markups.panels.list
    panel.scope.setCurrentIndex(1)
    panel.scope.activated.emit(1)
    await desk.until(lambda: [row.markup.id for row in panel.model.rows] == [one.id for one in drawn])


async def test_marks_on_a_file_that_is_replaced_are_to_be_checked_on_the_open_sheet(trailer: Trailer) -> None:
    desk = trailer.desk
    trailer.draw(1)
    (drawn,) = await trailer.stored()
    before = trailer.view.canvas.path
    (revision,) = desk.world.live_order(desk.world.drawing(SHEET))
    desk.world.replace_file(revision)
    await desk.synced()
    await desk.until(lambda: trailer.bar.isVisible() and trailer.view.canvas.path != before)
    assert trailer.bar.text.startswith("1 markup drawn before Procore replaced the file of revision 0")
    trailer.bar.accept_all.click()
    (kept,) = await trailer.stored()
    assert (kept.id, kept.carried) == (drawn.id, Carried.CONFIRMED)


async def test_closing_the_sheet_in_the_middle_of_saving_loses_nothing(trailer: Trailer) -> None:
    trailer.draw(3)
    trailer.act(MarkupCommand.TEXT)
    trailer.drag((200, 500), (300, 520), (420, 560))
    QTest.keyClicks(trailer.view.markups.editor, "check the anchors")
    await trailer.reopen()
    kept = await trailer.stored()
    assert [one.kind.value for one in kept] == ["rectangle"] * 3 + ["text"]
    assert kept[-1].text == "check the anchors"
