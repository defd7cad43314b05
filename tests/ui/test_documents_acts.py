"""Verify, ready for site, older revisions, copies: what they ask for, what they say, who may."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu
from sheet_world import BIG, PROJECT, World, drawing, entry, small_tree, tree

from app.domain.events import RunReport
from app.domain.failures import Failure, FailureCode, Reason
from app.domain.output import Marks
from app.domain.states import Role, RunOutcome
from app.domain.views import Area, Discipline
from app.sync.readiness import Lack, NotReady, Readiness
from app.sync.verification import BadFile, Verified
from app.ui.documents.nodes import Level, NodeId, drawing_id
from app.ui.documents.page import DocumentsPage
from app.ui.output.export_dialog import ExportChoice, ExportDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.domain.views import DocumentTree

FOLDER = NodeId(Level.FOLDER, (3,))

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Callable[..., tuple[World, DocumentsPage]]]:
    worlds: list[World] = []

    def make(shown: DocumentTree | None = None, role: Role = Role.OWNER) -> tuple[World, DocumentsPage]:
        world = World(shown or small_tree(), role)
        worlds.append(world)
        page = DocumentsPage(world.services)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        page.show_project(PROJECT)
        return world, page

    yield make
    for one in worlds:
        one.close()


def menu_of(page: DocumentsPage, *ids: NodeId) -> dict[str, QAction]:
    page.tree.choose(ids)
    page.tree.menu_requested.emit(page.model.node(page.model.index_of(ids[0])), QPoint(5, 5))
    menu = page.findChildren(QMenu, "documents.menu")[-1]
    found = {action.objectName(): action for action in menu.findChildren(QAction)}
    menu.hide()
    return found


def test_verify_says_that_all_is_readable(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage()
    world.engine.answer = Verified(412, 412)
    menu_of(page, FOLDER)["documents.menu.verify"].trigger()
    assert world.engine.asked == [("verify", PROJECT)]
    assert page.work.text == "412 of 412 sheets, all readable."


def test_damaged_sheets_are_listed_and_repaired(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage()
    world.engine.answer = Verified(9, 8, (BadFile(1, "A-101", Reason.HASH_MISMATCH, PROJECT, 3),))
    page.acts.verify(PROJECT)
    assert page.work.text == "8 of 9 sheets are readable."
    assert page.work.lines.item(0).text().startswith("A-101: ")
    world.engine.answer = Verified(9, 9, repaired=1)
    page.work._buttons[0].click()
    assert world.engine.asked[-1] == ("repair", PROJECT)
    assert page.work.text == "9 of 9 sheets, all readable. 1 repaired."


def test_ready_for_site_says_what_lacks(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage()
    world.engine.answer = Readiness("Clinic", 9, 8, (NotReady(1, "E-1", "0", Lack.NOT_HERE),), None, stale=True)
    menu_of(page, FOLDER)["documents.menu.ready"].trigger()
    assert page.work.text.startswith("Not ready for site. 8 of 9 sheets are good.")
    assert page.work.lines.item(0).text() == "E-1: Not downloaded yet."


def test_act_that_fails_says_why_and_one_that_is_stopped_says_that(
    stage: Callable[..., tuple[World, DocumentsPage]],
) -> None:
    world, page = stage()
    world.engine.answer = Failure(FailureCode.LOCAL_IO)
    page.acts.verify(PROJECT)
    assert len(page.work.text) > 20
    world.engine.answer = Failure(FailureCode.CANCELLED)
    page.acts.verify(PROJECT)
    assert page.work.text == "Stopped."


def test_counts_of_an_act_that_was_left_are_not_those_of_the_next(
    stage: Callable[..., tuple[World, DocumentsPage]],
) -> None:
    world, page = stage()
    with world.tasks.held():
        world.engine.answer = Verified(2, 2)
        page.acts.verify(PROJECT)  # it has counted 1 of 2, which nobody has heard yet
        page.acts.leave()
        world.engine.answer = Readiness("Clinic", 9, 9, (), None, stale=False)
        page.acts.ready_for_site(PROJECT)
        QCoreApplication.processEvents()
        assert page.work.text == "Reading the files on this computer…"


def test_hole_is_closed_from_its_own_row(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage()
    report = RunReport(PROJECT, "Clinic", RunOutcome.SYNCED, None, False)
    world.engine.answer = (3, report)
    row = page.model.index_of(NodeId(Level.OLDER, (BIG + 1,)))
    page.tree.open_row(row)
    assert world.engine.asked == [("older", [BIG + 1])]
    assert page.work.text == "3 older revisions fetched."
    menu_of(page, FOLDER)["documents.menu.older"].trigger()
    assert world.engine.asked[-1] == ("older", None)


def test_viewer_reads_why_managing_acts_are_refused(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage(role=Role.VIEWER)
    folder = menu_of(page, FOLDER)
    for id in ("verify", "ready", "older", "sync"):
        assert not folder[f"documents.menu.{id}"].isEnabled(), id
        assert "Olive Owner" in folder[f"documents.menu.{id}"].toolTip()
    assert not menu_of(page, drawing_id(BIG + 1))["documents.menu.older"].isEnabled()
    page.tree.open_row(page.model.index_of(NodeId(Level.OLDER, (BIG + 1,))))
    assert world.engine.asked == []
    assert "Olive Owner" in page.work.text  # the link says why it does nothing


def test_favourites_are_made_in_the_menu_and_can_be_shown_alone(
    stage: Callable[..., tuple[World, DocumentsPage]],
) -> None:
    world, page = stage()
    both = (drawing_id(BIG + 4), drawing_id(BIG + 5))
    menu_of(page, both[0])["documents.menu.star"].trigger()
    assert world.shelf.stars == [(PROJECT, BIG + 4)]
    add = menu_of(page, *both)["documents.menu.star"]
    assert add.text() == "Add to favourites"
    add.trigger()
    page.bar.only.setCurrentIndex(page.bar.only.findData("starred"))
    page.model.settle()
    assert [node.drawing.procore_id for node in page.model.forest.shown if node.drawing] == [BIG + 4, BIG + 5]
    remove = menu_of(page, *both)["documents.menu.star"]
    assert remove.text() == "Remove from favourites"
    remove.trigger()
    page.model.settle()
    assert world.shelf.stars == []
    assert page.model.forest.shown == []


async def as_folder(_name: str, _sheets: int, _marked: int) -> ExportChoice:
    return ExportChoice(book=False, marks=Marks.NONE)


def with_files(folder: Path) -> DocumentTree:
    def kept(number: str, id: int, **how: object) -> object:
        path = folder / f"blob{id}"
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(600, 400 + id))
            pdf.save(path)
        return entry(number, id=id, path=path, sha256=hashlib.sha256(path.read_bytes()).hexdigest(), **how)

    plan = drawing(1, "A-101", "Floor: plan", kept("A", 1), kept("B", 2, current=True))  # type: ignore[arg-type]
    power = drawing(2, "E-1", "Power", kept("0", 3, current=True))  # type: ignore[arg-type]
    lacking = drawing(3, "E-2", "Light", entry("0", id=30, current=True, sha256=None, path=None))
    parts = (Discipline(1, "Architectural", (plan,)), Discipline(2, "Electrical", (power, lacking)))
    return tree(Area(1, "A", parts))


def test_copy_of_a_superseded_revision_says_so_in_its_name(
    stage: Callable[..., tuple[World, DocumentsPage]], tmp_path: Path
) -> None:
    _world, page = stage(with_files(tmp_path))
    proposed: list[str] = []

    async def choose(_title: str, name: str) -> Path:
        proposed.append(name)
        return tmp_path / "copy.pdf"

    page.acts.choose_file = choose
    menu_of(page, NodeId(Level.ENTRY, (BIG + 1, 1)))["documents.menu.copy"].trigger()
    assert proposed == ["A-101 Rev A - Floor- plan (SUPERSEDED).pdf"]
    with pikepdf.open(tmp_path / "copy.pdf") as pdf:
        assert float(pdf.pages[0].mediabox[3]) == 401
        assert any("PrStamp" in name for name in pdf.pages[0].resources.XObject)


def test_current_set_is_exported_by_discipline_and_says_what_lacks(
    stage: Callable[..., tuple[World, DocumentsPage]], tmp_path: Path
) -> None:
    world, page = stage(with_files(tmp_path))
    out = tmp_path / "out"
    out.mkdir()

    async def choose(_title: str) -> Path:
        return out

    page.acts.choose_folder = choose
    page.acts.choose_export = as_folder
    menu_of(page, FOLDER)["documents.menu.export.current"].trigger()
    (made,) = out.iterdir()
    assert made.name == "Lakeside Clinic, bid 12 - Current set"
    assert sorted(str(path.relative_to(made)) for path in made.rglob("*.pdf")) == [
        "Architectural/A-101 Rev B - Floor- plan.pdf",
        "Electrical/E-1 Rev 0 - Power.pdf",
    ]
    assert "missing there: 1 sheet." in page.work.text
    page.work._buttons[0].click()
    assert world.opened_urls == [made.as_uri()]


def test_current_set_is_exported_as_one_pdf_with_a_cover(
    stage: Callable[..., tuple[World, DocumentsPage]], tmp_path: Path
) -> None:
    _world, page = stage(with_files(tmp_path))

    async def as_book(_name: str, sheets: int, marked: int) -> ExportChoice:
        assert (sheets, marked) == (2, 0)
        return ExportChoice(book=True, marks=Marks.NONE)

    async def choose(_title: str, name: str) -> Path:
        return tmp_path / name

    page.acts.choose_file = choose
    page.acts.choose_export = as_book
    menu_of(page, FOLDER)["documents.menu.export.current"].trigger()
    with pikepdf.open(tmp_path / "Lakeside Clinic, bid 12 - Current set.pdf") as pdf:
        assert [pdf.pages[number].label for number in range(3)] == ["i", "A-101", "E-1"]
    assert page.work.text.startswith("2 sheets saved")


def test_export_that_is_given_up_writes_nothing(
    stage: Callable[..., tuple[World, DocumentsPage]], tmp_path: Path
) -> None:
    _world, page = stage(with_files(tmp_path))

    async def nothing(_name: str, _sheets: int, _marked: int) -> None:
        return None

    page.acts.choose_export = nothing
    menu_of(page, FOLDER)["documents.menu.export.current"].trigger()
    assert not page.work.isVisible()


@pytest.mark.parametrize("marked", [0, 2])
def test_export_offers_markups_where_there_are_some(qtbot: QtBot, english: None, marked: int) -> None:
    dialog = ExportDialog("Clinic - Current set", 12, marked)
    qtbot.addWidget(dialog)
    assert dialog.flat.isEnabled() == bool(marked)
    assert dialog.choice == ExportChoice(False, Marks.ANNOTATIONS if marked else Marks.NONE)
    dialog.book.setChecked(True)
    assert dialog.choice.book


def test_selection_is_opened_and_preferred_together(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    world, page = stage()
    world.engine.now_running.add(PROJECT)
    opened: list[int] = []
    page.open_requested.connect(lambda _project, drawing, _entry: opened.append(drawing))
    actions = menu_of(page, drawing_id(BIG + 4), drawing_id(BIG + 5))
    actions["documents.menu.open"].trigger()
    actions["documents.menu.prefer"].trigger()
    QCoreApplication.processEvents()
    assert opened == [BIG + 4, BIG + 5]
    assert world.engine.preferred == [BIG + 41, BIG + 50]


def test_one_drawing_gives_a_link_and_several_none(stage: Callable[..., tuple[World, DocumentsPage]]) -> None:
    _world, page = stage()
    menu_of(page, drawing_id(BIG + 1))["documents.menu.link"].trigger()
    assert QGuiApplication.clipboard().text() == f"planrack://open?project=99&drawing={BIG + 1}"
    assert "documents.menu.link" not in menu_of(page, drawing_id(BIG + 1), drawing_id(BIG + 2))
