"""Folders, list and thumbnails: filters, order, columns, selection, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from sheet_world import BIG, PROJECT, World, small_tree

from app.domain.events import SheetsRead
from app.ui.documents.columns import Column
from app.ui.documents.filter_bar import Face
from app.ui.documents.line_model import Order
from app.ui.documents.nodes import drawing_id
from app.ui.documents.page import DocumentsPage
from app.ui.documents.pictures import Pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def world() -> Iterator[World]:
    made = World(small_tree())
    made.changed = {BIG + 2}
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, world: World) -> DocumentsPage:
    return opened(qtbot, world)


def opened(qtbot: QtBot, world: World, width: int = 1400) -> DocumentsPage:
    page = DocumentsPage(world.services)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.show_project(PROJECT)
    QCoreApplication.processEvents()
    return page


def choose(page: DocumentsPage, box: str, value: str) -> None:
    combo = getattr(page.bar, box)
    combo.setCurrentIndex(combo.findData(value))


def numbers(page: DocumentsPage) -> list[str]:
    return [node.drawing.number for node in page.model.forest.shown if node.drawing is not None]


def in_line(page: DocumentsPage) -> list[str]:
    line = page.faces.line
    return [line.index(row, 0).data().split()[0] for row in range(line.rowCount())]


@pytest.mark.parametrize(
    ("box", "value", "left"),
    [
        ("discipline", "Electrical", ["E-3.01", "E-3.02"]),
        ("discipline", "", ["X-1"]),
        ("drawing_set", "IFC set", ["A-101", "A-102", "A-601", "E-3.01", "E-3.02", "X-1"]),
        ("only", "failed", ["E-3.02"]),
        ("only", "not_here", ["E-3.01"]),
        ("only", "withdrawn", ["X-1"]),
        ("only", "changed", ["A-102"]),
    ],
)
def test_filters_narrow_and_say_how_many_are_left(page: DocumentsPage, box: str, value: str, left: list[str]) -> None:
    choose(page, box, value)
    assert numbers(page) == left
    assert page.bar.count.text() == f"{len(left)} of 6 drawings"
    page.bar.clear.click()
    assert len(numbers(page)) == 6
    assert not page.bar.clear.isVisible()


def test_filters_that_leave_nothing_say_so_and_stay_in_view(page: DocumentsPage, world: World) -> None:
    choose(page, "discipline", "Electrical")
    choose(page, "only", "withdrawn")
    assert page.empty.isVisible() and page.bar.isVisible()
    page.empty.button.click()
    assert page.tree.isVisible()


def test_list_shows_all_drawings_in_the_order_asked_for(page: DocumentsPage) -> None:
    page.choose_face(Face.LIST)
    assert page.faces.line.rowCount() == 6
    heads = page.faces.list.horizontalHeader()
    heads.sectionClicked.emit(Column.TITLE)
    assert in_line(page) == ["A-601", "A-101", "E-3.02", "E-3.01", "X-1", "A-102"]
    heads.sectionClicked.emit(Column.TITLE)
    assert page.faces.line.order == Order(Column.TITLE, True)
    assert heads.isSortIndicatorShown()
    assert in_line(page)[0] == "A-102"
    assert (heads.sortIndicatorSection(), heads.sortIndicatorOrder()) == (Column.TITLE, Qt.SortOrder.DescendingOrder)


def test_each_way_keeps_what_is_selected(page: DocumentsPage) -> None:
    wanted = [drawing_id(BIG + 2), drawing_id(BIG + 4)]
    page.tree.choose(wanted)
    for face in (Face.LIST, Face.THUMBNAILS, Face.TREE):
        page.choose_face(face)
        assert [node.id for node in page.view.chosen_nodes()] == wanted


def test_way_to_look_and_columns_are_remembered(page: DocumentsPage, world: World, qtbot: QtBot) -> None:
    page.choose_face(Face.LIST)
    page.faces.list.columns.put_away(Column.SET, shown=False)
    again = opened(qtbot, world)
    assert again.faces.face is Face.LIST
    assert again.faces.list.isColumnHidden(Column.SET)
    assert not again.faces.list.isColumnHidden(Column.REVISION)
    assert again.faces.tree.columns.chosen()[1] == ["SET"]  # everybody's columns


def test_first_column_has_a_remembered_width_in_the_tree_and_another_in_the_list(
    page: DocumentsPage, world: World, qtbot: QtBot
) -> None:
    page.tree.header().resizeSection(Column.NAME, 300)
    page.choose_face(Face.LIST)
    page.faces.list.horizontalHeader().resizeSection(Column.NAME, 150)
    again = opened(qtbot, world)
    widths = again.tree.columnWidth(Column.NAME), again.faces.list.columnWidth(Column.NAME)
    assert all(abs(width - wanted) < 10 for width, wanted in zip(widths, (300, 150), strict=True))


def test_column_made_wider_in_the_list_is_so_in_the_tree_except_for_the_first(page: DocumentsPage) -> None:
    tree, numbers_alone = page.tree.columnWidth(Column.NAME), page.faces.list.columnWidth(Column.NAME)
    page.choose_face(Face.LIST)
    page.faces.list.horizontalHeader().resizeSection(Column.SET, 300)
    page.choose_face(Face.TREE)
    assert abs(page.tree.columnWidth(Column.SET) - 300) < 10
    assert page.tree.columnWidth(Column.NAME) == tree > numbers_alone


@pytest.mark.usefixtures("english")
def test_folders_say_how_many_are_left_by_a_filter(page: DocumentsPage) -> None:
    folder = page.model.index_of(page.model.folders()[1].id).siblingAtColumn(Column.STATUS)
    assert folder.data() == "3 drawings"
    page.header.filter.setText("A-10")
    folder = page.model.index_of(page.model.folders()[1].id).siblingAtColumn(Column.STATUS)
    assert folder.data() == "2 drawings"


def test_title_has_a_column_where_there_is_room(page: DocumentsPage) -> None:
    index = page.model.index_of(drawing_id(BIG + 1))
    assert (index.data(), index.siblingAtColumn(Column.TITLE).data()) == ("A-101", "Ground floor plan")
    page.resize(600, 700)
    QCoreApplication.processEvents()
    assert page.model.index_of(drawing_id(BIG + 1)).data() == "A-101  Ground floor plan"


@pytest.mark.parametrize(("key", "face"), [("2", Face.LIST), ("3", Face.THUMBNAILS), ("1", Face.TREE)])
def test_ways_to_look_have_keys(page: DocumentsPage, qtbot: QtBot, key: str, face: Face) -> None:
    page.choose_face(Face.LIST if face is Face.TREE else Face.TREE)
    page.activateWindow()
    chord = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, key, chord)
    qtbot.waitUntil(lambda: page.faces.face is face)


def test_sheet_that_lands_under_a_filter_leaves_it(page: DocumentsPage, world: World) -> None:
    choose(page, "only", "failed")
    mended = page.model.forest.shown[0].drawing
    assert mended is not None
    from dataclasses import replace

    from app.domain.states import CacheState

    here = replace(mended, entries=tuple(replace(one, cache=CacheState.HERE) for one in mended.entries))
    assert page.model.update_drawings([here])
    assert numbers(page) == []


def test_pictures_come_once_they_are_drawn_and_keep_to_their_budget(world: World, tmp_path: Path) -> None:
    pictures = Pictures(world.services, budget=3 * 64 * 64 * 4)
    assert pictures.get("ab") is None
    arrived: list[object] = []
    pictures.arrived.connect(arrived.append)
    for name in ("ab", "b", "c", "d", "e"):
        path = tmp_path / f"{name}.png"
        image = QImage(64, 64, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        assert image.save(str(path))
        world.previews[name] = path
    assert pictures.get("ab") is None  # not looked for again until somebody says that it is there
    world.engine.tell(SheetsRead(frozenset({"ab"})))
    QCoreApplication.processEvents()
    assert arrived == [frozenset({"ab"})]
    for name in ("ab", "b", "c", "d", "e"):
        pictures.get(name)
    assert pictures.get("e") is not None
    assert pictures.bytes <= 3 * 64 * 64 * 4
    pictures.deleteLater()
