"""The document tree: what it shows, and what survives a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from sheet_world import BIG, NOW, drawing, entry, large_tree, small_tree, status, tree

from app.domain.states import CacheState, SyncState
from app.domain.views import Area, Discipline, FailureNote
from app.ui import dates
from app.ui.documents.cells import Role
from app.ui.documents.columns import Column
from app.ui.documents.filters import Filter, Only
from app.ui.documents.nodes import Level, NodeId, drawing_id
from app.ui.documents.tree_model import DocumentsModel
from app.ui.documents.tree_view import DocumentsTree

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.domain.views import DocumentTree

FOLDER = NodeId(Level.FOLDER, (3,))
FAILURE = FailureNote("corrupt", "truncated", {}, NOW)


@pytest.fixture
def model(qapp: object) -> DocumentsModel:
    return DocumentsModel(lambda: NOW)


def texts(model: DocumentsModel, id: NodeId) -> list[object]:
    index = model.index_of(id)
    return [index.siblingAtColumn(column).data() for column in Column]


def names(model: DocumentsModel, parent: QModelIndex) -> list[object]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def rows_changed(model: DocumentsModel) -> list[object]:
    seen: list[object] = []
    model.dataChanged.connect(lambda first, _last: seen.append(first.data()))
    return seen


def test_model_keeps_qts_rules(model: DocumentsModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown = small_tree()
    model.show(shown)
    first = model.index_of(drawing_id(BIG + 1))
    assert model.rowCount(first) == 4  # unfold, so that its lines are replaced below
    plan = shown.areas[0].disciplines[0].drawings[0]
    longer = replace(plan, entries=(*plan.entries[:-1], entry("2", id=12), entry("3", id=13, current=True)))
    assert model.update_drawings([longer])
    assert model.update_drawings([replace(longer, entries=longer.entries[:1], older_in_procore=0)])
    model.filter(Filter("e3"))
    model.update_status(status(SyncState.RUNNING))
    model.filter(Filter(""))
    model.retranslate()
    model.show(None)
    tester.deleteLater()


def test_disciplines_lie_under_the_folder_and_nameless_ones_get_a_name(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert names(model, QModelIndex()) == ["Lakeside Clinic"]
    assert names(model, model.index_of(FOLDER)) == ["Architectural", "Electrical", "No discipline"]


def test_areas_are_a_level_only_where_there_are_several(model: DocumentsModel) -> None:
    plans = (Discipline(1, "Architectural", (drawing(1, "A-1", "Plan"),)),)
    model.show(tree(Area(1, "Building A", plans), Area(2, "Building B", ())))
    assert names(model, model.index_of(FOLDER)) == ["Building A", "Building B"]
    assert names(model, model.index_of(NodeId(Level.AREA, (1,)))) == ["Architectural"]


def test_drawing_shows_its_current_revision(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert texts(model, drawing_id(BIG + 1))[:5] == [
        "A-101  Ground floor plan",
        "Ground floor plan",
        "Architectural",
        "2",
        "IFC set",
    ]
    assert texts(model, drawing_id(BIG + 4))[Column.STATUS] == "Downloading"


def test_revisions_are_newest_first_and_end_with_what_is_not_downloaded(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert names(model, model.index_of(drawing_id(BIG + 1))) == [
        "Revision 2 – Current",
        "Revision 1 – Superseded",
        "Revision 0 – Superseded",
        "3 older revisions are in Procore, not downloaded",
    ]
    assert names(model, model.index_of(drawing_id(BIG + 3))) == [
        "Revision B – Current · Reordered",
        "Revision C – Superseded",
        "Revision B – Original",
    ]


def test_single_revision_needs_no_list(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert not model.hasChildren(model.index_of(drawing_id(BIG + 2)))
    assert model.hasChildren(model.index_of(drawing_id(BIG + 1)))


def test_reordered_revision_carries_the_hint(model: DocumentsModel) -> None:
    model.show(small_tree())
    cell = model.index_of(drawing_id(BIG + 3)).siblingAtColumn(Column.REVISION)
    assert "reordered in Procore" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    plain = model.index_of(drawing_id(BIG + 2)).siblingAtColumn(Column.REVISION)
    assert plain.data(Qt.ItemDataRole.DecorationRole) is None


def test_hole_of_older_revisions_is_in_the_drawings_tooltip(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert "3 older" in model.index_of(drawing_id(BIG + 1)).data(Qt.ItemDataRole.ToolTipRole)


def test_only_the_folder_has_a_sync_state(model: DocumentsModel) -> None:
    model.show(small_tree(state=status(SyncState.FAILED)))
    having = [
        node.id.level
        for node in model.node(QModelIndex()).walk()
        if node.id.level is not Level.ROOT
        and model.index_of(node.id).siblingAtColumn(Column.DATE).data(Role.SYNC_STATE) is not None
    ]
    assert having == [Level.FOLDER]


@pytest.mark.parametrize("state", list(SyncState))
def test_folder_says_its_state_in_words(model: DocumentsModel, state: SyncState) -> None:
    model.show(small_tree(state=status(state)))
    cell = model.index_of(FOLDER).siblingAtColumn(Column.DATE)
    assert cell.data(Role.SYNC_STATE) == state
    assert len(cell.data(Qt.ItemDataRole.AccessibleTextRole)) > 5


def test_failed_sheet_says_why(model: DocumentsModel) -> None:
    model.show(small_tree())
    cell = model.index_of(drawing_id(BIG + 5)).siblingAtColumn(Column.STATUS)
    assert cell.data(Role.CACHE) == CacheState.FAILED
    assert len(cell.data(Qt.ItemDataRole.ToolTipRole).splitlines()) > 1


@pytest.mark.usefixtures("english")
def test_failed_sheet_says_when_it_is_tried_again(model: DocumentsModel) -> None:
    later = NOW + timedelta(minutes=40)
    lost = entry("0", id=70, current=True, cache=CacheState.FAILED, sha256=None, problem=FAILURE, next_at=later)
    never = replace(lost, id=71, next_at=None)
    model.show(
        tree(Area(1, "A", (Discipline(1, "A", (drawing(7, "A-1", "Plan", lost), drawing(8, "A-2", "", never))),)))
    )
    said = [
        model.index_of(drawing_id(BIG + id)).siblingAtColumn(Column.STATUS).data(Qt.ItemDataRole.ToolTipRole)
        for id in (7, 8)
    ]
    assert f"first sync after {dates.absolute(later)}" in said[0]
    assert "Tried again when you start a sync." in said[1]


@pytest.mark.usefixtures("english")
def test_carried_annotations_that_wait_for_a_check_are_told(model: DocumentsModel) -> None:
    before, now = entry("0", id=70, annotations=2), entry("1", id=71, current=True, annotations=2, to_check=2)
    plain = drawing(8, "A-2", "Section")
    model.show(tree(Area(1, "A", (Discipline(1, "A", (drawing(7, "A-1", "Plan", before, now), plain)),))))
    row = model.index_of(drawing_id(BIG + 7))
    assert row.siblingAtColumn(Column.STATUS).data() == "Carried, to check (2)"
    assert "2 annotations carried over" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert [model.index(place, 0, row).data() for place in range(2)] == [
        "Revision 1 – Current · Carried, to check (2)",
        "Revision 0 – Superseded",
    ]
    model.filter(Filter(only=Only.TO_CHECK))
    assert model.drawing_ids() == [BIG + 7]


def test_every_row_can_be_spoken(model: DocumentsModel) -> None:
    model.show(small_tree())
    for node in model.node(QModelIndex()).walk():
        for one in [node, *node.children]:
            if one.id.level is not Level.ROOT:
                assert model.index_of(one.id).data(Qt.ItemDataRole.AccessibleTextRole), one.id


@pytest.mark.parametrize(("typed", "found"), [("e31", ["E-3.01"]), ("plan niveau", []), ("FLOOR", ["A-101", "A-102"])])
def test_filter_finds_sheets_as_they_are_typed(model: DocumentsModel, typed: str, found: list[str]) -> None:
    model.show(small_tree())
    model.filter(Filter(typed))
    by_id = {BIG + 1: "A-101", BIG + 2: "A-102", BIG + 4: "E-3.01"}
    assert [by_id[id] for id in model.drawing_ids()] == found


def test_change_of_one_drawing_touches_only_its_rows(model: DocumentsModel) -> None:
    shown = small_tree()
    model.show(shown)
    changed = rows_changed(model)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    power = shown.areas[0].disciplines[1].drawings[0]
    landed = replace(power, entries=(power.entries[0], replace(power.entries[1], cache=CacheState.HERE)))
    assert model.update_drawings([landed, shown.areas[0].disciplines[0].drawings[1]])
    assert changed == ["E-3.01  Power plan, level 3"]
    assert resets == []
    assert texts(model, drawing_id(BIG + 4))[Column.STATUS] == "On this computer"


def test_unknown_drawing_asks_for_a_new_snapshot(model: DocumentsModel) -> None:
    model.show(small_tree())
    assert not model.update_drawings([drawing(77, "A-777", "New")])


def test_change_of_a_drawing_hidden_by_the_filter_shows_when_the_filter_goes(model: DocumentsModel) -> None:
    shown = small_tree()
    model.show(shown)
    model.filter(Filter("a101"))
    assert model.update_drawings([replace(shown.areas[0].disciplines[0].drawings[1], title="Attic")])
    model.filter(Filter(""))
    assert texts(model, drawing_id(BIG + 2))[0] == "A-102  Attic"


@pytest.fixture
def view(qtbot: QtBot, model: DocumentsModel) -> DocumentsTree:
    one = DocumentsTree(model)
    qtbot.addWidget(one)
    one.resize(900, 300)
    one.show()
    return one


def unfolded(view: DocumentsTree, model: DocumentsModel) -> set[NodeId]:
    return {
        node.id
        for node in model.node(QModelIndex()).walk()
        if node.id.level is not Level.ROOT and view.isExpanded(model.index_of(node.id))
    }


def test_new_snapshot_keeps_what_is_unfolded_selected_and_in_view(
    view: DocumentsTree, model: DocumentsModel, qtbot: QtBot
) -> None:
    model.show(large_tree(400))
    view.show()
    view.expand(model.index_of(NodeId(Level.DISCIPLINE, (1, 4))))
    view.expand(model.index_of(drawing_id(BIG + 170)))
    chosen = NodeId(Level.ENTRY, (BIG + 170, 1700))
    assert view.show_node(chosen)
    before, top = unfolded(view, model), view.verticalScrollBar().value()
    model.show(with_one_more(large_tree(400)))
    assert unfolded(view, model) == before
    node = view.current_node()
    assert node is not None
    assert node.id == chosen
    row = view.visualRect(model.index_of(NodeId(Level.DISCIPLINE, (1, 0)))).height()
    assert abs(view.verticalScrollBar().value() - top) <= 2 * row


def test_filter_unfolds_hits_and_gives_back_what_was_folded(view: DocumentsTree, model: DocumentsModel) -> None:
    model.show(large_tree(400))
    before = unfolded(view, model)
    assert before == {FOLDER}
    model.filter(Filter("D4-00170"))
    assert NodeId(Level.DISCIPLINE, (1, 4)) in unfolded(view, model)
    model.filter(Filter(""))
    assert unfolded(view, model) == before


def test_enter_opens_a_drawing_and_unfolds_a_folder(view: DocumentsTree, model: DocumentsModel, qtbot: QtBot) -> None:
    model.show(large_tree(400))
    view.show()
    opened: list[NodeId] = []
    view.opened.connect(lambda node: opened.append(node.id))
    discipline = NodeId(Level.DISCIPLINE, (1, 0))
    view.show_node(discipline)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert discipline in unfolded(view, model)
    view.show_node(drawing_id(BIG + 3))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [drawing_id(BIG + 3)]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)],
)
def test_menu_comes_by_keyboard(
    view: DocumentsTree, model: DocumentsModel, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    model.show(small_tree())
    asked: list[NodeId] = []
    view.menu_requested.connect(lambda node, _at: asked.append(node.id))
    view.show_node(FOLDER)
    qtbot.keyClick(view, key, modifier)
    assert asked == [FOLDER]


def test_ten_thousand_drawings_are_not_touched_one_by_one(
    view: DocumentsTree, model: DocumentsModel, qtbot: QtBot
) -> None:
    view.show()
    model.show(large_tree(10_000))
    view.expand(model.index_of(NodeId(Level.DISCIPLINE, (1, 3))))
    view.grab()
    made = sum(node.roles is not None for node in model.node(QModelIndex()).walk())
    assert made < 100  # only what is on the screen got its words
    assert not any(node.unfolded for node in model.node(QModelIndex()).walk() if node.id.level is Level.DRAWING)


def test_arrow_turns_only_while_the_folder_syncs(view: DocumentsTree, model: DocumentsModel) -> None:
    model.show(small_tree(state=status(SyncState.RUNNING)))
    assert view.turning.running
    model.update_status(status())
    assert not view.turning.running


def test_two_thousand_reads_and_signals_leave_the_interpreter_alive(model: DocumentsModel) -> None:
    # A PySide6 wheel once dropped a reference to True with every emit, and the process died after some hundred.
    model.show(small_tree())
    seen = rows_changed(model)
    index = model.index_of(FOLDER)
    for _ in range(2000):
        model.dataChanged.emit(index, index)
        assert index.data() == "Lakeside Clinic"
        assert index.data(Role.MENU) is True
    assert len(seen) == 2000


def with_one_more(shown: DocumentTree) -> DocumentTree:
    first = shown.areas[0].disciplines[0]
    more = replace(first, drawings=(*first.drawings, drawing(9999, "D0-99999", "One more", entry("0", id=99_990))))
    return replace(shown, areas=(replace(shown.areas[0], disciplines=(more, *shown.areas[0].disciplines[1:])),))


def test_narrow_tree_leaves_columns_out_rather_than_the_name(view: DocumentsTree, model: DocumentsModel) -> None:
    model.show(small_tree())
    view.show()
    view.resize(1300, 400)
    assert not view.isColumnHidden(Column.TITLE) and not view.isColumnHidden(Column.SET)
    view.resize(560, 400)
    assert view.columnWidth(Column.NAME) > 200
    assert not view.isColumnHidden(Column.DATE) and view.isColumnHidden(Column.SET)
    view.resize(1300, 400)
    assert view.columnWidth(Column.SET) > 100


def test_revision_to_build_from_stands_out_from_the_others(model: DocumentsModel) -> None:
    model.show(small_tree())
    plan = model.index_of(drawing_id(BIG + 1))
    rows = [model.cells(model.index(row, 0, plan)) for row in range(3)]
    strong = [
        cells[Column.NAME, Qt.ItemDataRole.DisplayRole] for cells in rows if cells.get((Column.NAME, Role.STRONG))
    ]
    signs = [cells[Column.NAME, Qt.ItemDataRole.DecorationRole] for cells in rows]
    assert strong == ["Revision 2"]
    assert sorted(signs) == ["history", "history", "revision-current"]
