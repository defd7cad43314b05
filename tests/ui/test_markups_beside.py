"""Beside drawing: scales and measurements, carried marks, the list, the layers."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markup_world import ENTRY, Drafter, mark
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from sheet_world import BIG, PROJECT

from app.domain.events import SheetsCompared
from app.domain.markups import Geometry, MarkupKind, MarkupStatus
from app.domain.measures import COMMON_SCALES, Calibration, LengthUnit
from app.domain.plane import Point
from app.domain.states import Carried, EntryKind, Role
from app.storage.markup_layers import MarkupLayer
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.markups.list_model import ROW
from app.ui.markups.markup_actions import MarkupCommand
from app.ui.markups.panels import LAYERS, LIST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.markups.layers_panel import LayersPanel
    from app.ui.markups.list_panel import ListPanel

QUARTER_INCH = next(one for one in COMMON_SCALES if one.name.startswith('1/4"'))
MARKS = (
    mark(MarkupKind.CLOUD, (300, 300), (400, 360), id="cloud", text="check the slab", carried=Carried.TO_CHECK),
    mark(MarkupKind.RECTANGLE, (500, 300), (600, 360), id="box", carried=Carried.TO_CHECK),
    mark(MarkupKind.LENGTH, (300, 500), (372, 500), id="wall", text="Wall"),
    mark(MarkupKind.COUNT, (500, 500), (520, 520), id="doors", text="Doors", layer="Doors"),
)


@pytest.fixture
def drafter(qtbot: QtBot, sheets_folder: Path, english: LanguageSwitch) -> Iterator[Drafter]:
    one = Drafter(qtbot, sheets_folder, MARKS)
    one.open()
    yield one
    one.close()


def stored(drafter: Drafter) -> dict[str, object]:
    return {one.id: one for one in drafter.stored()}


# --- scales -------------------------------------------------------------------------------------------------------


def test_measuring_asks_for_the_scale_which_is_set_by_two_points_and_verified_by_another(drafter: Drafter) -> None:
    measuring = drafter.view.markups.measuring
    wall = drafter.board.get("wall")
    assert measuring.words(wall) == "Wall\nno scale"
    drafter.act(MarkupCommand.LENGTH)
    assert measuring.bar.isVisible()
    assert "no scale" in measuring.bar.text

    measuring.bar.by_points.click()
    drafter.drag((300, 500), (340, 500), (372, 500))
    QTest.keyClicks(measuring.bar.length, "4'")
    QTest.keyClick(measuring.bar.length, Qt.Key.Key_Return)
    scale = measuring.scale
    assert scale is not None
    assert scale.metres_per_point * 72 == pytest.approx(4 * 0.3048, rel=0.05)
    assert measuring.words(wall).startswith("Wall\n")
    assert "no scale" not in measuring.words(wall)
    assert "Not verified" in measuring.bar.text

    measuring.bar.verify.click()
    drafter.drag((300, 400), (340, 400), (444, 400))
    QTest.keyClicks(measuring.bar.length, "4 ft")
    measuring.bar.use.click()
    assert measuring.scale is not None
    assert not measuring.scale.verified
    assert measuring.scale.deviation == pytest.approx(1, rel=0.1)  # twice as long as it should be
    assert "not to scale" in measuring.bar.text
    assert drafter.view.canvas.hands.tool is None


def test_common_scale_is_chosen_and_what_is_no_length_is_told(drafter: Drafter) -> None:
    bar = drafter.view.markups.measuring.bar
    drafter.act(MarkupCommand.SCALE)
    row = bar.scales.findText(QUARTER_INCH.name)
    bar.scales.activated.emit(row)
    assert drafter.world.markups.scales[ENTRY, 0].name == QUARTER_INCH.name
    assert drafter.view.markups.measuring.words(drafter.board.get("wall")) == "Wall\n4'-0\""
    bar.by_points.click()
    drafter.drag((300, 500), (340, 500), (372, 500))
    QTest.keyClicks(bar.length, "long")
    bar.use.click()
    assert "no length" in bar.text


def test_carried_scale_is_to_be_verified(qtbot: QtBot, sheets_folder: Path, english: LanguageSwitch) -> None:
    drafter = Drafter(qtbot, sheets_folder, MARKS)
    drafter.world.markups.scales[ENTRY, 0] = Calibration(
        ENTRY, 0, QUARTER_INCH.metres_per_point, LengthUnit.FEET, QUARTER_INCH.name, carried=Carried.TO_CHECK
    )
    drafter.open()
    drafter.act(MarkupCommand.AREA)
    assert "to be verified" in drafter.view.markups.measuring.bar.text
    drafter.close()


# --- carried marks ------------------------------------------------------------------------------------------------


def test_carried_marks_are_reviewed_one_by_one(drafter: Drafter) -> None:
    bar = drafter.view.markups.carried
    assert bar.text == (
        "2 markups carried from an earlier revision to revision 2 (2026-03-14), which is open here: to check."
    )
    bar.review.click()
    assert [one.id for one in drafter.board.selection] == ["cloud"]
    assert "1 of 2" in bar.text
    bar.accept.click()
    assert drafter.board.get("cloud").carried is Carried.CONFIRMED
    assert [one.id for one in drafter.board.selection] == ["box"]
    bar.discard.click()
    drafter.stored()
    assert drafter.world.markups.written == ["confirm", "remove"]
    assert not bar.isVisible()
    drafter.act(MarkupCommand.UNDO)
    assert bar.isVisible()
    assert stored(drafter).keys() >= {"box"}


def test_carried_marks_say_which_revision_they_come_from_and_which_is_open(drafter: Drafter) -> None:
    bar = drafter.view.markups.carried
    drafter.world.markups.origins = {"cloud": 11, "box": 10}
    drafter.view.markups.reader.again()
    assert bar.text == (
        "2 markups carried from revision 0 (2026-03-14) and revision 1 (2026-03-14) to revision 2 (2026-03-14),"
        " which is open here: to check."
    )
    bar.review.click()
    assert "1 of 2, from revision 1 (2026-03-14): Revision cloud: check the slab." in bar.text
    bar.end.click()
    drafter.world.markups.origins = {"cloud": ENTRY, "box": ENTRY}
    drafter.view.markups.reader.again()
    assert bar.text == "2 markups drawn before Procore replaced the file of revision 2 (2026-03-14): to check."


def test_carried_mark_that_is_dragged_to_its_place_was_looked_at(drafter: Drafter) -> None:
    drafter.drag((500, 330), (510, 340), (520, 350))
    assert drafter.board.get("box").carried is Carried.CONFIRMED


def test_all_carried_marks_are_accepted_or_discarded_in_one_step(drafter: Drafter) -> None:
    bar = drafter.view.markups.carried
    bar.accept_all.click()
    assert {one.carried for one in drafter.board.all()} == {Carried.CONFIRMED, None}
    drafter.act(MarkupCommand.UNDO)
    bar.discard_all.click()
    assert [one.id for one in drafter.board.all()] == ["wall", "doors"]
    drafter.act(MarkupCommand.UNDO)
    assert len(drafter.stored()) == 4


def test_who_may_only_look_sees_what_is_to_check_but_settles_nothing(
    qtbot: QtBot, sheets_folder: Path, english: LanguageSwitch
) -> None:
    drafter = Drafter(qtbot, sheets_folder, MARKS, role=Role.VIEWER)
    drafter.open()
    bar = drafter.view.markups.carried
    assert bar.isVisible()
    assert not bar.accept_all.isEnabled()
    assert bar.accept_all.toolTip()
    assert bar.review.isEnabled()
    drafter.close()


def test_what_nobody_looked_at_lies_better_as_soon_as_its_sheets_were_compared(drafter: Drafter) -> None:
    marks = drafter.world.markups.marks
    marks["box"] = replace(marks["box"], geometry=Geometry((Point(510, 310), Point(610, 370))))
    drafter.world.engine.tell(SheetsCompared("older", "newer"))
    drafter.qtbot.waitUntil(lambda: drafter.board.get("box").geometry.points[0] == Point(510, 310))


# --- the list -----------------------------------------------------------------------------------------------------


def listed(drafter: Drafter) -> list[str]:
    rows = drafter.view.markups.panels.list.filter
    return [rows.index(row, 0).data(ROW).markup.id for row in range(rows.rowCount())]


def test_list_is_narrowed_shows_a_mark_and_ticks_it_off(drafter: Drafter) -> None:
    drafter.act(MarkupCommand.LIST)
    panel = drafter.view.markups.panels.list
    assert sorted(listed(drafter)) == ["box", "cloud", "doors", "wall"]
    panel.search.setText("slab")
    assert listed(drafter) == ["cloud"]
    panel.search.clear()
    panel.status.setCurrentIndex(3)
    panel.status.activated.emit(3)
    assert sorted(listed(drafter)) == ["box", "cloud"]
    panel.status.setCurrentIndex(0)
    panel.status.activated.emit(0)

    drafter.view.canvas.set_zoom(6.0)
    panel.table.selectRow(listed(drafter).index("doors"))
    panel.opened.emit(panel.chosen()[0])
    assert [one.id for one in drafter.board.selection] == ["doors"]
    assert drafter.view.markups.bench.seen().covers(drafter.board.reach_of("doors"))
    panel.done.click()
    assert drafter.board.get("doors").status is MarkupStatus.DONE
    panel.delete.click()
    assert "doors" not in listed(drafter)


def test_list_of_the_project_leads_to_other_sheets(drafter: Drafter) -> None:
    other = replace(mark(MarkupKind.PEN, (100, 100), (150, 150), id="far"), entry_id=20)
    drafter.world.markups.marks["far"] = other
    drafter.world.markups.sheets = {ENTRY: (BIG + 1, "A-101"), 20: (BIG + 2, "A-102")}
    drafter.act(MarkupCommand.LIST)
    panel = drafter.view.markups.panels.list
    panel.scope.setCurrentIndex(1)
    panel.scope.activated.emit(1)
    panel.table.selectRow(listed(drafter).index("far"))
    panel.opened.emit(panel.chosen()[0])
    drafter.qtbot.waitUntil(lambda: [one.id for one in drafter.board.selection] == ["far"], timeout=20_000)
    assert drafter.board.entry == 20


def project_list(drafter: Drafter, **facts: object) -> ListPanel:
    """Open, with a mark "far" on the sheet beside, entry 20."""
    drafter.world.markups.marks["far"] = mark(MarkupKind.PEN, (100, 100), (150, 150), id="far", entry_id=20)
    drafter.world.markups.sheets = {ENTRY: (BIG + 1, "A-101"), 20: (BIG + 2, "A-102")}
    drafter.world.markups.listed = facts
    drafter.act(MarkupCommand.LIST)
    panel = drafter.view.markups.panels.list
    panel.scope.setCurrentIndex(1)
    panel.scope.activated.emit(1)
    return panel


def choose(drafter: Drafter, panel: ListPanel, *ids: str) -> None:
    panel.table.clearSelection()
    rows = panel.table.selectionModel()
    for id in ids:
        index = panel.filter.index(listed(drafter).index(id), 0)
        rows.select(index, rows.SelectionFlag.Select | rows.SelectionFlag.Rows)


def test_marks_of_other_sheets_are_ticked_off_and_deleted_from_the_list_and_that_is_taken_back(
    drafter: Drafter,
) -> None:
    panel, markups = project_list(drafter), drafter.world.markups
    choose(drafter, panel, "far", "wall")
    panel.done.click()
    drafter.qtbot.waitUntil(lambda: {markups.marks[id].status for id in ("far", "wall")} == {MarkupStatus.DONE})
    assert drafter.board.get("far") is None
    assert drafter.board.get("wall").status is MarkupStatus.DONE
    assert panel.note.text == "2 markups done."
    drafter.qtbot.waitUntil(lambda: all(row.markup.status is MarkupStatus.DONE for row in panel.chosen()))
    assert len(panel.chosen()) == 2
    panel.undo.click()
    drafter.qtbot.waitUntil(lambda: {markups.marks[id].status for id in ("far", "wall")} == {MarkupStatus.OPEN})

    drafter.qtbot.waitUntil(lambda: "far" in listed(drafter))
    choose(drafter, panel, "far")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    drafter.qtbot.waitUntil(lambda: "far" not in listed(drafter))
    assert markups.removed == {"far"}
    QTest.keyClick(panel.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    drafter.qtbot.waitUntil(lambda: "far" in listed(drafter))
    assert not panel.note.isVisible()


def test_what_was_done_to_another_sheet_from_the_list_is_undone_there_too(drafter: Drafter) -> None:
    panel = project_list(drafter)
    choose(drafter, panel, "far")
    panel.delete.click()
    drafter.qtbot.waitUntil(lambda: "far" not in listed(drafter))
    drafter.open(2)
    drafter.act(MarkupCommand.UNDO)
    assert [one.id for one in drafter.stored()] == ["far"]
    panel.undo.click()
    assert "Undo it there first" in panel.note.text
    assert [one.id for one in drafter.stored()] == ["far"]


@pytest.mark.parametrize(
    ("facts", "reason"), [({"annotate": False}, "not draw on it"), ({"entry_kind": EntryKind.ORIGINAL}, "The Original")]
)
def test_marks_that_may_not_be_changed_say_why_in_the_list(
    drafter: Drafter, facts: dict[str, object], reason: str
) -> None:
    panel = project_list(drafter, **facts)
    choose(drafter, panel, "far")
    assert not panel.delete.isEnabled()
    assert reason in panel.done.toolTip()
    choose(drafter, panel, "wall")
    assert panel.done.isEnabled()


def test_totals_are_shown_and_exported(drafter: Drafter, tmp_path: Path) -> None:
    drafter.world.markups.scales[ENTRY, 0] = Calibration(
        ENTRY, 0, QUARTER_INCH.metres_per_point, LengthUnit.FEET, QUARTER_INCH.name
    )
    drafter.world.markups.sheets = {ENTRY: (BIG + 1, "A-101")}
    drafter.open(2)
    drafter.open(1)
    drafter.act(MarkupCommand.LIST)
    panels = drafter.view.markups.panels
    lines = [panels.list.sums.topLevelItem(row) for row in range(panels.list.sums.topLevelItemCount())]
    assert [(line.text(1), line.text(3)) for line in lines] == [("Doors", "2"), ("Wall", "4'-0\"")]
    for form in ("csv", "xlsx"):
        path = tmp_path / f"marks.{form}"
        asyncio.run(panels.write(path, form, PROJECT, None, LengthUnit.FEET))
        assert path.stat().st_size > 100
    assert "Doors" in (tmp_path / "marks.csv").read_text("utf-8-sig")


# --- layers -------------------------------------------------------------------------------------------------------


def test_layers_are_hidden_added_and_drawn_on(drafter: Drafter) -> None:
    drafter.act(MarkupCommand.LAYERS)
    panel = drafter.view.markups.panels.layers
    assert [panel.list.item(row).text() for row in range(panel.list.count())] == ["Default layer", "Doors"]
    panel.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert "doors" not in [one.id for one in drafter.board.here()]

    QTest.keyClicks(panel.name, "Electrical")
    panel.add.click()
    drafter.qtbot.waitUntil(lambda: panel.list.count() == 3)
    names = [panel.list.item(row).text() for row in range(3)]
    panel.list.setCurrentRow(names.index("Electrical"))
    drafter.act(MarkupCommand.RECTANGLE)
    drafter.drag((600, 500), (620, 520), (700, 560))
    assert drafter.stored()[-1].layer == "Electrical"
    assert panel.list.item(names.index("Doors")).checkState() is Qt.CheckState.Unchecked


def names(panel: LayersPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


@pytest.fixture
def layers(drafter: Drafter) -> LayersPanel:
    """Open, with the layers Doors (with a mark) and Walls."""
    for name in ("Doors", "Walls"):
        drafter.world.markups.layers[name] = MarkupLayer(name, "#112233")
    drafter.view.markups.reader.again()
    drafter.act(MarkupCommand.LAYERS)
    panel = drafter.view.markups.panels.layers
    assert names(panel) == ["Default layer", "Doors", "Walls"]
    return panel


def rename(panel: LayersPanel, to: str) -> None:
    """By the keyboard."""
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    field = panel.list.findChildren(QLineEdit)[-1]  # an earlier one may not be gone yet
    field.selectAll()
    QTest.keyClicks(field, to)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_layer_is_renamed_with_its_marks_and_stays_hidden_and_drawn_on(drafter: Drafter, layers: LayersPanel) -> None:
    layers.list.setCurrentRow(1)
    layers.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    rename(layers, "Openings")
    drafter.qtbot.waitUntil(lambda: names(layers) == ["Default layer", "Openings", "Walls"])
    assert drafter.board.get("doors").layer == "Openings"
    assert drafter.board.hidden == {"Openings"}
    assert drafter.view.markups.bench.layer == "Openings"

    rename(layers, "Walls")
    drafter.qtbot.waitUntil(lambda: "already" in layers.note.text)
    assert names(layers) == ["Default layer", "Openings", "Walls"]
    layers.list.setCurrentRow(0)
    assert not layers.rename.isEnabled()
    assert not layers.remove.isEnabled()
    assert "always there" in layers.remove.toolTip()


def test_removing_a_layer_asks_for_its_marks_and_is_taken_back(drafter: Drafter, layers: LayersPanel) -> None:
    layers.list.setCurrentRow(1)
    layers.list.setFocus()
    QTest.keyClick(layers.list, Qt.Key.Key_Delete)
    question = layers.question
    assert question.note.text == "“Doors” holds 1 markup, on 1 sheet."
    QTest.keyClick(question.move_marks, Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert names(layers) == ["Default layer", "Doors", "Walls"]

    layers.remove.click()
    question.target.setCurrentIndex(question.target.findText("Walls"))
    QTest.keyClick(question.move_marks, Qt.Key.Key_Return)
    drafter.qtbot.waitUntil(lambda: names(layers) == ["Default layer", "Walls"])
    assert drafter.board.get("doors").layer == "Walls"
    assert drafter.view.markups.bench.layer == ""
    assert layers.note.text == "Layer “Doors” removed. 1 markup moved to “Walls”."
    layers.undo.click()
    drafter.qtbot.waitUntil(lambda: drafter.board.get("doors").layer == "Doors")
    assert "Doors" in names(layers)
    assert not layers.note.isVisible()


def test_a_layer_is_removed_with_its_marks_or_at_once_where_it_has_none(drafter: Drafter, layers: LayersPanel) -> None:
    layers.list.setCurrentRow(1)
    layers.remove.click()
    layers.question.delete_marks.click()
    drafter.qtbot.waitUntil(lambda: names(layers) == ["Default layer", "Walls"])
    assert drafter.board.get("doors") is None
    assert layers.note.text == "Layer “Doors” removed. 1 markup deleted."
    layers.undo.click()
    drafter.qtbot.waitUntil(lambda: drafter.board.get("doors") is not None)

    layers.list.setCurrentRow(names(layers).index("Walls"))
    layers.remove.click()
    assert not layers.question.isVisible()
    assert names(layers) == ["Default layer", "Doors"]


def test_layers_are_for_those_who_may_draw(qtbot: QtBot, sheets_folder: Path, english: LanguageSwitch) -> None:
    drafter = Drafter(qtbot, sheets_folder, MARKS, role=Role.VIEWER)
    drafter.open()
    drafter.act(MarkupCommand.LAYERS)
    panel = drafter.view.markups.panels.layers
    panel.list.setCurrentRow(1)
    for button in (panel.rename, panel.remove):
        assert not button.isEnabled()
        assert button.toolTip()
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    assert panel.list.findChild(QLineEdit) is None
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert not panel.question.isVisible()
    drafter.close()


# --- words --------------------------------------------------------------------------------------------------------


def test_everything_speaks_french_at_once_and_every_control_has_a_name(drafter: Drafter, qapp: QApplication) -> None:
    desk = drafter.view.markups
    desk.measuring.open()
    drafter.view.panels.open_panel(LIST)
    switch = LanguageSwitch(qapp, LanguageChoice.FR)
    QApplication.processEvents()
    assert desk.carried.accept_all.text() == "Tout accepter"
    assert "échelle" in desk.measuring.bar.text
    assert desk.panels.list.scope.itemText(1) == "Tout le projet"
    assert "Nuage" in desk.actions[MarkupCommand.CLOUD].toolTip()
    for key in (LIST, LAYERS):
        drafter.view.panels.open_panel(key)
        for one in drafter.view.findChildren(QWidget):
            if isinstance(one, (QAbstractButton, QComboBox, QLineEdit)) and one.isVisible():
                face = QAccessible.queryAccessibleInterface(one)
                assert face.text(QAccessible.Text.Name), (one.objectName(), type(one))
    switch.close()
