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
from app.domain.states import Carried, Role
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.markups.list_model import ROW
from app.ui.markups.markup_actions import MarkupCommand
from app.ui.markups.panels import LAYERS, LIST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

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
    assert bar.text == "2 markups carried from an earlier revision: to check."
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
    assert not panel.delete.isEnabled()
    panel.opened.emit(panel.chosen()[0])
    drafter.qtbot.waitUntil(lambda: [one.id for one in drafter.board.selection] == ["far"], timeout=20_000)
    assert drafter.board.entry == 20


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
