from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shell_world import NOW, folder_status, link, many, project

from app.domain.states import LinkState, SyncState
from app.domain.states import Role as MemberRole
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.projects.list_model import Column, ProjectListModel, Role, Shown
from app.ui.projects.page import ProjectsPage
from app.ui.theme import unit

if TYPE_CHECKING:
    from app.domain.views import ProjectStatus

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model(qapp: QApplication) -> ProjectListModel:
    model = ProjectListModel(lambda: NOW)
    model.show(many())
    return model


@pytest.fixture
def page(qtbot: QtBot) -> ProjectsPage:
    page = ProjectsPage(lambda: NOW)
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    return page


def names(model: ProjectListModel) -> list[str]:
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def cell(model: ProjectListModel, name: str, column: Column, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return model.index(names(model).index(name), column).data(role)


def test_model_keeps_qts_rules(qapp: QApplication) -> None:
    model = ProjectListModel(lambda: NOW)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(many())
    model.sort(Column.DATE, DESCENDING)
    model.filter("depot")
    model.show(many()[:3])
    model.filter("")
    assert model.rowCount() == 3


def test_names_sort_with_accents_and_numbers_as_people_expect(model: ProjectListModel) -> None:
    assert names(model)[:3] == ["Depot 9", "Depot 10", "École Saint-Luc"]


def test_integrations_column_says_procore_and_sorts(model: ProjectListModel) -> None:
    assert cell(model, "Harbour Clinic", Column.INTEGRATIONS) == "Procore"
    assert cell(model, "Depot 9", Column.INTEGRATIONS) == ""
    model.sort(Column.INTEGRATIONS, ASCENDING)
    assert names(model)[-1] == "Depot 9"


def test_status_sorts_what_needs_attention_first(model: ProjectListModel) -> None:
    model.sort(Column.STATUS, ASCENDING)
    assert names(model)[:3] == ["Harbour Clinic", "Old Mill Lofts", "École Saint-Luc"]


def test_figures_end_at_the_same_edge_and_words_begin_at_one(model: ProjectListModel) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    right = {
        column
        for column in Column
        if model.headerData(column, Qt.Orientation.Horizontal, role) & Qt.AlignmentFlag.AlignRight.value
    }
    assert right == {Column.SHEETS, Column.SIZE}


def test_project_without_link_shows_no_state(model: ProjectListModel) -> None:
    assert cell(model, "Depot 9", Column.STATUS) == ""
    assert cell(model, "Depot 9", Column.DATE) == ""
    assert cell(model, "Depot 9", Column.STATUS, Role.STATE) is None


def test_icon_only_cells_are_read_out(model: ProjectListModel) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert cell(model, "Depot 9", Column.MENU, role) == "Actions for Depot 9"
    assert str(cell(model, "Harbour Clinic", Column.STATUS, role)).startswith("Sync failed, ")


def test_search_ignores_accents_and_finds_the_procore_name(model: ProjectListModel) -> None:
    model.filter("ecole")
    assert names(model) == ["École Saint-Luc"]
    model.filter("agrandissement")
    assert names(model) == ["École Saint-Luc"]


def test_new_snapshot_repaints_only_the_line_that_changed(model: ProjectListModel, qtbot: QtBot) -> None:
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    rows = many()
    rows[2] = project(3, "Harbour Clinic", SyncState.SYNCED, linked=link(3, name="Harbour Clinic"), days=20)
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(rows)
    row = names(model).index("Harbour Clinic")
    assert changed == [(row, row)]


def test_selection_stays_with_its_project_when_the_order_changes(page: ProjectsPage) -> None:
    page.show_statuses(many())
    page.select(3)
    page.model.sort(Column.NAME, DESCENDING)
    assert page.selected_project == 3
    page.show_statuses([*many(), project(9, "Aaa first")])
    assert page.selected_project == 3


def test_empty_workspace_welcomes_with_the_ways_on(page: ProjectsPage, qtbot: QtBot) -> None:
    page.show_statuses([], MemberRole.OWNER)
    assert page.welcome.isVisible()
    for button, signal in (
        (page.welcome.connect_button, page.welcome.connect_requested),
        (page.welcome.create_button, page.welcome.create_requested),
        (page.welcome.demo_button, page.welcome.demo_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_welcome_is_never_seen_again_once_there_is_a_project_even_an_archived_one(page: ProjectsPage) -> None:
    page.show_statuses([numbered(1, "Old Depot", "", archived=True)])
    assert not page.welcome.isVisible()


def test_who_may_not_create_a_project_is_told_why(page: ProjectsPage) -> None:
    page.show_statuses([], MemberRole.VIEWER)
    assert not page.welcome.connect_button.isEnabled()
    assert "owner" in page.welcome.connect_button.toolTip()
    assert page.welcome.demo_button.isEnabled()
    page.show_statuses(many(), MemberRole.VIEWER)
    assert not page._create.isEnabled()
    assert "owner" in page._create.toolTip()


def test_empty_state_never_flashes_before_anything_is_known(page: ProjectsPage) -> None:
    assert not page.welcome.isVisible()
    assert not page.table.isVisible()


def test_search_without_result_names_the_term_and_can_be_cleared(page: ProjectsPage) -> None:
    page.show_statuses(many())
    page.search.setText("zzz")
    assert "zzz" in page._no_hit.title.text()
    assert page._no_hit.isVisible()
    page._no_hit.button.click()
    assert page.table.isVisible()


def test_enter_and_double_click_open_the_documents(page: ProjectsPage, qtbot: QtBot) -> None:
    page.show_statuses(many())
    page.select(3)
    with qtbot.waitSignal(page.opened) as entered:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.opened) as clicked:
        page.table.doubleClicked.emit(page.model.index_of(1))
    assert (entered.args, clicked.args) == ([3], [1])


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_menu_of_a_line_opens_by_keyboard(
    page: ProjectsPage, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    page.show_statuses(many())
    page.select(3)
    with qtbot.waitSignal(page.menu_requested) as asked:
        qtbot.keyClick(page.table, key, modifier)
    assert asked.args is not None
    assert asked.args[0] == 3


def test_dots_open_the_menu_of_their_own_line(page: ProjectsPage, qtbot: QtBot) -> None:
    page.show_statuses(many())
    page.select(1)
    dots = page.table.visualRect(page.model.index_of(3).siblingAtColumn(Column.MENU)).center()
    with qtbot.waitSignal(page.menu_requested) as asked:
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(dots))
    assert asked.args is not None
    assert asked.args[0] == 3
    assert page.selected_project == 3


def test_arrow_turns_only_while_a_project_syncs(page: ProjectsPage) -> None:
    page.show_statuses(many())
    assert page.table._turning.running
    rows = many()
    rows[1] = project(2, "École Saint-Luc", SyncState.SYNCED)
    page.show_statuses(rows)
    assert not page.table._turning.running


def test_list_speaks_french(page: ProjectsPage, qapp: QApplication, qtbot: QtBot) -> None:
    page.show_statuses([project(1, "A", SyncState.FAILED)])
    switch = LanguageSwitch(qapp, LanguageChoice.FR)
    qtbot.waitUntil(lambda: page._create.text() == "+Créer un nouveau projet")
    header = [page.model.headerData(column, Qt.Orientation.Horizontal) for column in range(8)]
    assert header == ["Nom", "Numéro", "Rôle", "INTEGRATIONS", "Statut", "Date", "Feuilles", "Taille"]
    assert page.model.index(0, Column.STATUS).data() == "Échec de la synchronisation"
    switch.close()


def test_folder_that_never_succeeded_shows_never(model: ProjectListModel) -> None:
    status = folder_status(SyncState.FAILED, time=None, last_success=None)
    model.show([replace(project(1, "A", SyncState.FAILED), status=status)])
    assert model.index(0, Column.DATE).data() == "Never"


def numbered(id: int, name: str, number: str, *, archived: bool = False) -> ProjectStatus:
    row = project(id, name, SyncState.SYNCED)
    return replace(row, project=replace(row.project, number=number, archived=archived))


def test_projects_are_found_and_sorted_by_their_number(model: ProjectListModel) -> None:
    model.show([numbered(1, "Tower", "24-118"), numbered(2, "Depot", "24-9")])
    model.sort(Column.NUMBER, ASCENDING)
    assert names(model) == ["Depot", "Tower"]
    model.filter("118")
    assert names(model) == ["Tower"]


def test_list_tells_role_sheets_and_size(model: ProjectListModel, english: LanguageSwitch) -> None:
    model.show(many(), MemberRole.CO_OWNER)
    assert cell(model, "Depot 9", Column.ROLE) == "Co-owner"
    assert cell(model, "Harbour Clinic", Column.SHEETS) == "412"
    assert cell(model, "Harbour Clinic", Column.SIZE) == "1.2 GB"
    assert cell(model, "Depot 9", Column.SHEETS) == ""


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown.ATTENTION, ["Harbour Clinic", "Old Mill Lofts"]),
        (Shown.NOT_CONNECTED, ["Depot 9", "Left"]),
        (Shown.ARCHIVED, ["Old Depot"]),
    ],
)
def test_list_is_narrowed_to_one_kind(model: ProjectListModel, shown: Shown, expected: list[str]) -> None:
    left = link(8, state=LinkState.DISCONNECTED)
    rows = [*many(), numbered(7, "Old Depot", "", archived=True)]
    model.show([*rows, project(8, "Left", SyncState.DISCONNECTED, linked=left)])
    assert "Old Depot" not in names(model)
    model.narrow(shown)
    assert names(model) == expected


def test_kind_without_project_says_so_and_leads_back(page: ProjectsPage) -> None:
    page.show_statuses([project(1, "A")])
    page.narrow.setCurrentIndex(page.narrow.findData(Shown.ARCHIVED.value))
    assert page._no_hit.isVisible()
    assert "Archived" in page._no_hit.text.text()
    page._no_hit.button.click()
    assert page.table.isVisible()


def test_name_keeps_its_room_in_a_narrow_window(page: ProjectsPage) -> None:
    page.show_statuses(many())
    page.resize(640, 500)
    wide = page.table.columnWidth(Column.NAME)
    assert wide >= 30 * unit(page.table)
    assert page.table.isColumnHidden(Column.ROLE)
    assert not page.table.isColumnHidden(Column.STATUS)
    page.resize(1800, 500)
    assert not page.table.isColumnHidden(Column.ROLE)


def test_order_filter_selection_and_widths_come_back_at_the_next_start(page: ProjectsPage, qtbot: QtBot) -> None:
    page.show_statuses(many())
    wide = page.table.columnWidth(Column.STATUS) + 5 * unit(page.table)
    page.table.setColumnWidth(Column.STATUS, wide)
    page.resize(500, 500)  # what has no room keeps its width
    page.table.sortByColumn(Column.STATUS, DESCENDING)
    page.narrow.setCurrentIndex(page.narrow.findData(Shown.CONNECTED.value))
    page.select(6)
    stored = page.stored_view()

    later = ProjectsPage(lambda: NOW)
    qtbot.addWidget(later)
    later.restore_view(stored)
    later.show_statuses(many())
    assert names(later.model) == names(page.model)
    assert later.selected_project == 6
    assert abs(later.table.columnWidth(Column.STATUS) - wide) < unit(later.table)
    later.restore_view({"column": "none", "shown": 3, "selected": "x", "widths": {"status": "wide"}})
    assert later.stored_view() == stored
