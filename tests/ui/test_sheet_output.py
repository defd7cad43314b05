"""The open sheet on paper and as a copy: its stamp and its markups go along, and nobody scales off a fitted print."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageSize
from pytestqt.qtbot import QtBot
from sheet_world import BIG, PROJECT, World, small_tree

from app.domain.markups import Geometry, Markup, MarkupKind
from app.domain.plane import Point
from app.drawings.render import Renderer
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.output.print_dialog import PrintDialog
from app.ui.theme import Tone
from app.ui.viewer.sheet_actions import SheetCommand
from app.ui.viewer.window import SheetView

PLAN = "od-lakehouse-A-101-2015-01-29.pdf"
SUPERSEDED, CURRENT = 10, 12
MARK = Markup("m", CURRENT, 0, "", MarkupKind.RECTANGLE, Geometry((Point(100, 100), Point(300, 200))))


class Desk:
    """A sheet view whose engine has a loop in a thread of its own."""

    def __init__(self, qtbot: QtBot, folder: Path, out: Path) -> None:
        self.qtbot = qtbot
        self.out = out
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.world = World(small_tree([folder / PLAN] * 8))
        sha256 = hashlib.sha256((folder / PLAN).read_bytes()).hexdigest()
        for drawing in (BIG + 1, BIG + 2):
            self.world.change(
                drawing, lambda one: replace(one, entries=tuple(replace(e, sha256=sha256) for e in one.entries))
            )
        self.world.markups.marks[MARK.id] = MARK
        self.world.engine.submit = self.submit  # type: ignore[attr-defined]
        self.renderer = Renderer()
        self.view = SheetView(self.world.services, self.renderer)
        self.view.output.choose_file = self.choose
        self.view.output.ask = self.answer
        self.asked: list[PrintDialog] = []
        self.accepts = True
        self.set_up: Any = lambda dialog: None
        qtbot.addWidget(self.view)
        self.view.resize(900, 600)
        self.view.show()

    def submit(self, coroutine: Coroutine[Any, Any, Any]) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop)

    async def choose(self, _title: str, name: str) -> Path | None:
        return self.out / name

    async def answer(self, dialog: PrintDialog) -> int:
        self.asked.append(dialog)
        self.set_up(dialog)
        return self.accepts

    def open(self, entry: int = CURRENT) -> None:
        with self.qtbot.waitSignal(self.view.canvas.drawn, timeout=20_000):
            self.view.show_sheet(PROJECT, BIG + 1, entry)

    def act(self, command: SheetCommand) -> None:
        action = self.view.commands[command]
        assert action.isEnabled()
        action.trigger()

    @property
    def written(self) -> Path:
        (path,) = self.out.glob("*.pdf")
        return path

    def close(self) -> None:
        self.view.close_sheet()
        self.renderer.close()
        self.world.close()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def desk(qtbot: QtBot, sheets_folder: Path, tmp_path: Path, english: None) -> Iterator[Desk]:
    one = Desk(qtbot, sheets_folder, tmp_path)
    yield one
    one.close()


def test_copy_of_the_current_revision_has_its_markups_and_no_stamp(desk: Desk) -> None:
    desk.open()
    desk.act(SheetCommand.SAVE_COPY)
    assert desk.view.output.strip.text == f"Saved: {desk.written.name}"
    with pikepdf.open(desk.written) as pdf:
        assert [str(one.Subtype) for one in pdf.pages[0].obj.Annots] == ["/Square"]
        assert b"PrStamp" not in desk.written.read_bytes()


def test_copy_of_a_superseded_revision_is_stamped_and_says_so_in_its_name(desk: Desk) -> None:
    desk.open(SUPERSEDED)
    desk.act(SheetCommand.SAVE_COPY)
    assert "SUPERSEDED" in desk.written.name
    assert b"PrStamp" in desk.written.read_bytes()


def test_sheet_is_printed_fitted_to_one_paper(desk: Desk) -> None:
    desk.open()
    desk.act(SheetCommand.PRINT)
    (dialog,) = desk.asked
    assert dialog.note.tone is Tone.WARNING
    assert "its printed scale is not true" in dialog.note.text
    assert desk.view.output.strip.text == f"1 page saved: {desk.written.name}"
    with pikepdf.open(desk.written) as pdf:
        assert len(pdf.pages) == 1
        assert float(pdf.pages[0].mediabox[2]) > float(pdf.pages[0].mediabox[3])  # turned, as the sheet is wide


def test_sheet_is_printed_in_its_own_size_over_several_papers(desk: Desk) -> None:
    def own_size(dialog: PrintDialog) -> None:
        dialog.own_size.setChecked(True)
        dialog.papers.setCurrentIndex(dialog.papers.findData(QPageSize.PageSizeId.Letter.value))

    desk.set_up = own_size
    desk.open()
    desk.act(SheetCommand.PRINT)
    (dialog,) = desk.asked
    assert "can be scaled off" in dialog.note.text
    assert dialog.note.tone is Tone.ACCENT
    with pikepdf.open(desk.written) as pdf:
        assert len(pdf.pages) == int(dialog.note.text.split()[0])
        assert len(pdf.pages) > 1


def test_too_many_papers_cannot_be_printed(qtbot: QtBot, english: None) -> None:
    dialog = PrintDialog([(2592.0, 1728.0)], 0, 0)
    qtbot.addWidget(dialog)
    assert dialog.start.isEnabled()
    dialog.percent.setValue(400)
    assert not dialog.start.isEnabled()
    assert "choose larger paper" in dialog.note.text


def test_print_asked_for_twice_before_the_dialog_is_there_opens_one(desk: Desk) -> None:
    desk.accepts = False
    desk.open()
    with desk.world.tasks.held():
        desk.act(SheetCommand.PRINT)
        desk.act(SheetCommand.PRINT)
    assert len(desk.asked) == 1
    desk.act(SheetCommand.PRINT)
    assert len(desk.asked) == 2, "given up, it can be asked for again"


def test_print_that_is_given_up_writes_nothing(desk: Desk) -> None:
    desk.accepts = False
    desk.open()
    desk.act(SheetCommand.PRINT)
    assert desk.asked
    assert list(desk.out.glob("*.pdf")) == []
    assert not desk.view.output.strip.isVisible()


def test_damaged_file_is_not_printed_and_the_reason_stands_in_the_strip(desk: Desk) -> None:
    desk.open()
    desk.world.change(
        BIG + 1, lambda one: replace(one, entries=tuple(replace(e, sha256="0" * 64) for e in one.entries))
    )
    desk.view.show_sheet(PROJECT, BIG + 1, CURRENT)
    desk.act(SheetCommand.PRINT)
    assert desk.view.output.strip.note.tone is Tone.DANGER
    assert "no longer what was downloaded" in desk.view.output.strip.text


def test_dialog_speaks_french(qtbot: QtBot, english: LanguageSwitch) -> None:
    dialog = PrintDialog([(2592.0, 1728.0), (612.0, 792.0)], 0, 3)
    qtbot.addWidget(dialog)
    english.apply(LanguageChoice.FR)
    QCoreApplication.processEvents()
    assert dialog.windowTitle() == "Imprimer la feuille"
    assert dialog.all_pages.text() == "Les 2 pages"
    assert "l’échelle indiquée n’est plus juste" in dialog.note.text
