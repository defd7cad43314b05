"""Open sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.comparisons import Comparison, PagePair, Trust
from app.domain.markups import MarkupKind
from app.domain.plane import Point
from app.domain.states import Carried
from app.drawings.compare import compare_pages
from app.storage.markup_layers import LayerUse
from app.ui.compare.compare_actions import CompareCommand
from app.ui.compare.window import CompareWindow
from app.ui.viewer.geometry import Box
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.window import SheetView
from gallery.screens import screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.domain.views import Drawing
    from gallery.stage import Stage

#: Where ``_mark`` draws, with some of the sheet around it.
_MARKED = Box(150, 150, 720, 480)


@screen
async def sheet(stage: Stage) -> QWidget:
    await _open(stage, "A-101")
    return stage.window


@screen
async def sheet_superseded(stage: Stage) -> QWidget:
    drawing = _drawing(stage, "A-101")
    await _open(stage, "A-101", next(one.id for one in drawing.entries if not one.current))
    return stage.window


@screen
async def sheet_reordered(stage: Stage) -> QWidget:
    drawing = _drawing(stage, "A-102")
    await _open(stage, "A-102", drawing.entries[0].id)
    return stage.window


@screen
async def sheet_of_many_revisions(stage: Stage) -> QWidget:
    await _open(stage, "A-102")
    return stage.window


@screen
async def sheet_withdrawn(stage: Stage) -> QWidget:
    await _open(stage, "P-101")
    return stage.window


@screen
async def sheet_not_here(stage: Stage) -> QWidget:
    await _open(stage, "A-101", project=stage.seeds.failed)
    return stage.window


@screen
async def sheet_unreadable(stage: Stage) -> QWidget:
    view = await _open(stage, stage.seeds.damaged)
    await stage.until(view.faces.unreadable.isVisible)
    return stage.window


@screen
async def sheets_in_many_tabs(stage: Stage) -> QWidget:
    for number in ("A-101", "A-102", "A-201", "S-101", "M-101", "E-101", "P-102", "G-001"):
        await _open(stage, number)
    return stage.window


@screen
async def sheet_find(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    view.focus_find()
    view.text.bar.field.setText("storage")
    await stage.until(lambda: view.text.text is not None and view.text.bar.next.isEnabled())
    return stage.window


@screen
async def sheet_find_nothing(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    view.focus_find()
    view.text.bar.field.setText("zebra")
    await stage.until(lambda: view.text.text is not None)
    return stage.window


@screen
async def sheet_links(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await stage.until(lambda: view.links.callouts)
    view.panels.open_panel("links")
    return stage.window


@screen
async def sheet_select_text(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await stage.until(lambda: view.text.text is not None)
    view.commands[SheetCommand.SELECT_ALL].trigger()
    return stage.window


@screen
async def sheet_markups(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await _mark(stage, view)
    view.panels.open_panel("markups")
    await stage.settled_layout()
    view.canvas.show_box(_MARKED)
    return stage.window


@screen
async def sheet_markups_scale(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await _mark(stage, view)
    view.markups.measuring.open()
    view.markups.board.select([view.markups.board.here()[0].id])
    return stage.window


@screen
async def sheet_markups_layers(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await _mark(stage, view)
    view.panels.open_panel("markup-layers")
    return stage.window


@screen
async def sheet_markups_layer_removed(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await _mark(stage, view)
    view.panels.open_panel("markup-layers")
    panel = view.markups.panels.layers
    panel.added.emit("Electrical", "#1557b0")
    await stage.until(lambda: "Electrical" in panel.names())
    panel.list.setCurrentRow(panel.names().index("Electrical"))
    panel.question.ask("Electrical", LayerUse(12, 3), ["", "Openings"])
    return stage.window


@screen
async def sheet_markups_carried(stage: Stage) -> QWidget:
    view = await _open(stage, "A-101")
    await _mark(stage, view)
    board, drawing = view.markups.board, view.drawing
    assert drawing is not None
    board.put([replace(one, carried=Carried.TO_CHECK) for one in board.all()[:3]])
    origins = {one.id: drawing.entries[0].id for one in board.all()}
    view.markups.carried.know(origins, drawing, view.entry)
    view.panels.open_panel("markups")
    view.markups.panels.list.tell(view.markups.panels.tr("%n markup(s) done.", "", 2))
    return stage.window


@screen
async def sheet_comparison(stage: Stage) -> QWidget:
    return await _compare(stage)


@screen
async def sheet_comparison_beside(stage: Stage) -> QWidget:
    compared = await _compare(stage)
    compared.commands[CompareCommand.BESIDE].trigger()
    return compared


@screen
async def sheet_comparison_by_hand(stage: Stage) -> QWidget:
    compared = await _compare(stage)
    compared.commands[CompareCommand.ALIGN].trigger()
    return compared


@screen
async def sheet_comparison_unaligned(stage: Stage) -> QWidget:
    return await _compare(stage, Comparison(None, Trust.NONE, 0.01))


async def _compare(stage: Stage, found: Comparison | None = None) -> CompareWindow:
    """The current revision with the one before, found out already: by nobody, or as ``found``."""
    view = await _open(stage, "A-101")
    assert view.drawing is not None
    older, newer = view.drawing.entries[-2:]
    assert older.path and older.sha256 and newer.path and newer.sha256
    pair = PagePair(older.sha256, 0, newer.sha256, 0)
    if found is None:
        found = compare_pages((older.path, 0), (newer.path, 0), picture=stage.store.comparisons.picture(pair))
    stage.store.comparisons.record(pair, found)
    view.commands[SheetCommand.COMPARE].trigger()
    compared = await stage.found(CompareWindow, "compare")
    await stage.until(lambda: compared.comparison is not None)
    return compared


@screen
async def search_empty(stage: Stage) -> QWidget:
    stage.window.show_search()
    await stage.settle()
    return stage.window


@screen
async def search_words(stage: Stage) -> QWidget:
    return await _search(stage, "fire dampers")


@screen
async def search_number(stage: Stage) -> QWidget:
    return await _search(stage, "a10")


@screen
async def search_nothing(stage: Stage) -> QWidget:
    return await _search(stage, "zanzibar")


async def _search(stage: Stage, words: str) -> QWidget:
    stage.window.show_search()
    await stage.settle()
    page = stage.window.pages.search
    page.project.setCurrentIndex(0)
    page.field.setText(words)
    await stage.until(lambda: page._found is not None)
    await stage.settle()
    return stage.window


async def _open(stage: Stage, number: str, entry: int | None = None, *, project: int | None = None) -> SheetView:
    shown = project or stage.seeds.building
    stage.window.show_documents(shown)
    await stage.settle()
    stage.window.tabs.open_sheet(shown, _drawing(stage, number, shown).procore_id, entry)
    await stage.settle()
    view = stage.window.tabs.currentWidget()
    assert isinstance(view, SheetView)
    view.canvas.fit_page()  # not where another screen left it
    return view


async def _mark(stage: Stage, view: SheetView) -> None:
    """A few marks, as people draw them; the same ones for every picture."""
    desk = view.markups
    await stage.until(lambda: desk.board.entry is not None and view.canvas.camera is not None)
    if not desk.board.here():
        bench = desk.bench
        bench.add(bench.mark(MarkupKind.CLOUD, (Point(200, 200), Point(420, 330)), text="Check the slab"), again=False)
        bench.add(bench.mark(MarkupKind.ARROW, (Point(600, 420), Point(430, 300))), again=False)
        bench.add(bench.mark(MarkupKind.TEXT, (Point(610, 410), Point(800, 440)), text="See 4/A-501"), again=False)
        bench.add(bench.mark(MarkupKind.COUNT, (Point(300, 500), Point(340, 500), Point(380, 500))), again=False)
        bench.add(bench.mark(MarkupKind.LENGTH, (Point(300, 560), Point(520, 560)), text="Wall"), again=False)
    await stage.until(lambda: desk.saver.waiting == 0)
    view.canvas.show_box(_MARKED)


def _drawing(stage: Stage, number: str, project: int | None = None) -> Drawing:
    tree = stage.store.documents.tree(project or stage.seeds.building, engine_alive=True)
    every = (one for area in tree.areas for part in area.disciplines for one in part.drawings)
    return next(one for one in every if one.number == number)
