"""The list of drawings, and the work of ten thousand of them done in slices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from sheet_world import BIG, NOW, entry, large_tree, small_tree, status

from app.domain.states import SyncState
from app.ui.documents.columns import Column
from app.ui.documents.filters import Filter
from app.ui.documents.line_model import LineModel, Order
from app.ui.documents.list_view import DocumentsList
from app.ui.documents.nodes import Level, NodeId, drawing_id
from app.ui.documents.tree_model import DocumentsModel
from app.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator

    from pytestqt.qtbot import QtBot

OLDER = NodeId(Level.OLDER, (BIG + 1,))


@pytest.fixture
def documents(qapp: object) -> DocumentsModel:
    return DocumentsModel(lambda: NOW)


@pytest.fixture
def line(documents: DocumentsModel) -> LineModel:
    made = LineModel(documents)
    made.follow(shown=True, revisions=True)
    return made


@pytest.fixture
def view(qtbot: QtBot, line: LineModel, documents: DocumentsModel) -> DocumentsList:
    one = DocumentsList(line, documents)
    qtbot.addWidget(one)
    one.resize(1200, 400)
    one.show()
    return one


def names(line: LineModel) -> list[str]:
    return [line.index(row, 0).data() for row in range(line.rowCount())]


def test_line_keeps_qts_rules(documents: DocumentsModel, line: LineModel) -> None:
    tester = QAbstractItemModelTester(line, QAbstractItemModelTester.FailureReportingMode.Fatal)
    documents.show(small_tree())
    plan = documents.all_drawings()[0]
    line.unfold(plan, True)
    line.sort_by(Order(Column.DATE, True))
    documents.filter(Filter("e3"))
    documents.filter(Filter())
    assert plan.drawing is not None
    assert documents.update_drawings([replace(plan.drawing, older_in_procore=0)])
    line.unfold(plan, False)
    documents.show(None)
    tester.deleteLater()


def test_revisions_unfold_below_their_drawing_by_keyboard(
    view: DocumentsList, documents: DocumentsModel, line: LineModel, qtbot: QtBot
) -> None:
    documents.show(small_tree())
    view.show_node(drawing_id(BIG + 1))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert [line.node(line.index(row, 0)).id.level for row in range(5)] == [
        Level.DRAWING,
        *(3 * [Level.ENTRY]),
        Level.OLDER,
    ]
    assert view.columnSpan(4, 0) == len(Column)  # it needs the whole row
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert len(names(line)) == 6
    node = view.current_node()
    assert node is not None and node.id == drawing_id(BIG + 1)


def test_arrow_unfolds_and_enter_opens(view: DocumentsList, documents: DocumentsModel, qtbot: QtBot) -> None:
    documents.show(small_tree())
    row = view.visualRect(view.rows.index_of(drawing_id(BIG + 1)))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 8, row.center().y()))
    assert view.rows.index_of(OLDER).isValid()
    asked: list[NodeId] = []
    view.opened.connect(lambda node: asked.append(node.id))
    view.older_requested.connect(lambda node: asked.append(node.id))
    for id in (NodeId(Level.ENTRY, (BIG + 1, 11)), OLDER):
        view.show_node(id)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == [NodeId(Level.ENTRY, (BIG + 1, 11)), OLDER]


def test_home_and_end_go_to_the_first_and_the_last_drawing(
    view: DocumentsList, documents: DocumentsModel, line: LineModel, qtbot: QtBot
) -> None:
    documents.show(small_tree())
    view.show_node(drawing_id(BIG + 3))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex() == line.index(5, 0)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex() == line.index(0, 0)


def test_revision_that_lands_is_shown_where_it_is_unfolded(documents: DocumentsModel, line: LineModel) -> None:
    documents.show(small_tree())
    plan = documents.all_drawings()[1]
    assert plan.drawing is not None
    first = replace(plan.drawing.entries[0], current=False)
    assert documents.update_drawings([replace(plan.drawing, entries=(first, entry("B", id=21, current=True)))])
    line.unfold(plan, True)
    longer = replace(plan.drawing, entries=(first, entry("B", id=21), entry("C", id=22, current=True)))
    assert documents.update_drawings([longer])
    assert [name.split(" – ")[0] for name in names(line)[1:5]] == [
        "A-102  Upper floor plan",
        "Revision C",
        "Revision B",
        "Revision A",
    ]


def test_nothing_is_laid_out_for_nobody(documents: DocumentsModel, line: LineModel) -> None:
    documents.show(small_tree())
    line.follow(shown=False)
    assert line.rowCount() == 0


def test_list_keeps_what_is_chosen_and_in_view(view: DocumentsList, documents: DocumentsModel, line: LineModel) -> None:
    documents.show(large_tree(400))
    wanted = [drawing_id(BIG + 200), drawing_id(BIG + 203)]
    view.choose(wanted)
    QCoreApplication.processEvents()
    top = line.node(view.indexAt(QPoint(1, 1))).id
    documents.show(large_tree(400))
    assert [node.id for node in view.chosen_nodes()] == wanted
    assert line.node(view.indexAt(QPoint(1, 1))).id == top


def test_only_what_is_on_the_screen_gets_its_words(view: DocumentsList, documents: DocumentsModel) -> None:
    documents.show(large_tree(10_000))
    view.grab()
    assert sum(node.roles is not None for node in documents.all_drawings()) < 60


def test_ring_turns_only_while_the_folder_syncs(view: DocumentsList, documents: DocumentsModel) -> None:
    documents.show(small_tree(state=status(SyncState.RUNNING)))
    assert view.turning.running
    documents.update_status(status())
    assert not view.turning.running


# ---- slices ----------------------------------------------------------------------------------------------------------


def test_filter_of_many_drawings_takes_several_turns_and_the_older_one_is_dropped(
    documents: DocumentsModel, qtbot: QtBot
) -> None:
    documents.show(large_tree(5000))
    resets: list[int] = []
    documents.modelReset.connect(lambda: resets.append(documents.counts[0]))
    documents.filter(Filter("D1"))
    documents.filter(Filter("D4-02"))
    assert resets == []
    assert documents.counts == (5000, 5000)
    with qtbot.waitSignal(documents.settled):
        pass
    assert resets == [documents.counts[0]]
    assert {node.folder.name for node in documents.forest.shown if node.folder} == {"Discipline 4"}


def test_taking_a_filter_away_shows_everything_at_once(documents: DocumentsModel) -> None:
    documents.show(large_tree(5000))
    documents.filter(Filter("D4"))
    documents.settle()
    assert documents.counts == (500, 5000)
    documents.filter(Filter())
    assert documents.counts == (5000, 5000)


def test_new_snapshot_shows_what_was_left_by_the_filter_until_it_was_asked_again(documents: DocumentsModel) -> None:
    documents.show(large_tree(5000))
    documents.filter(Filter("D4"))
    documents.settle()
    documents.show(large_tree(6000))
    assert documents.counts == (500, 6000)
    documents.settle()
    assert documents.counts == (600, 6000)


def test_order_of_many_drawings_is_found_out_in_slices(documents: DocumentsModel, line: LineModel) -> None:
    documents.show(large_tree(5000))
    line.sort_by(Order(Column.TITLE, falling=True))
    assert names(line)[0].startswith("D0-00001")  # until the new order is known
    line.settle()
    titles = [line.index(row, Column.TITLE).data() for row in range(line.rowCount())]
    assert titles == sorted(titles, reverse=True)


def test_work_that_is_replaced_tells_nobody(qtbot: QtBot) -> None:
    def work(name: str) -> Generator[None, None, str]:
        yield
        yield
        return name

    slices, told = Slices(), []
    slices.start(work("older"), told.append)
    slices.start(work("newer"), told.append)
    assert slices.busy
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["newer"]
    assert not slices.busy
