"""A name that looks like markup is shown as it is written: names come from Procore and from colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QSystemTrayIcon, QWidget
from sheet_world import BIG, PROJECT, drawing, entry, tree
from sheet_world import World as SheetWorld
from shell_world import link, project

from app.domain.states import SyncState
from app.domain.views import Area, Discipline
from app.ui.ask import as_heading_and_lines
from app.ui.breadcrumb import Breadcrumb, Crumb
from app.ui.controls import EmptyState, Note, plain_tip
from app.ui.documents.nodes import drawing_id
from app.ui.documents.page import DocumentsPage
from app.ui.tray import Tray

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from shell_world import World

NAME = '<b>x</b><img src="file:///etc/passwd">'


def as_read(tip: str) -> str:
    """What a tooltip shows."""
    return QtGui.QTextDocumentFragment.fromHtml(tip).toPlainText() if QtGui.Qt.mightBeRichText(tip) else tip


def assert_literal(widget: QWidget) -> int:
    """Nothing in ``widget`` reads the name as markup; returns how often it is shown."""
    shown = 0
    for one in (widget, *widget.findChildren(QWidget)):
        if isinstance(one, QLabel) and NAME in one.text():
            assert one.textFormat() == Qt.TextFormat.PlainText, one
            shown += 1
        assert "<b>x" not in one.toolTip() or NAME in as_read(one.toolTip()), one
        shown += NAME in as_read(one.toolTip())
    return shown


def tips(model: QAbstractItemModel, parent: QModelIndex) -> list[str]:
    """What the tooltips of a row say, one after the other."""
    found = [
        model.index(parent.row(), column, parent.parent()).data(Qt.ItemDataRole.ToolTipRole)
        for column in range(model.columnCount(parent.parent()))
    ]
    return [as_read(one) for one in found if one]


def test_tags_of_a_name_stay_text_in_a_tooltip_and_other_text_stays_as_it_is() -> None:
    assert as_read(plain_tip(f"{NAME}\nsecond line")) == f"{NAME}\nsecond line"
    assert plain_tip("A-101 & 5 < 6\nRévision 2") == "A-101 & 5 < 6\nRévision 2"


def test_labels_notes_and_empty_states_show_a_name_as_it_is(qtbot: QtBot) -> None:
    note, empty = Note(), EmptyState("documents")
    crumbs = Breadcrumb()
    for widget in (note, empty, crumbs):
        qtbot.addWidget(widget)
    note.say(f"{NAME}\n{NAME}")
    empty.say(NAME, NAME)
    crumbs.show_path((Crumb(NAME, lambda: None, 1), Crumb(NAME, None, 2)))
    assert assert_literal(note) == 2
    assert assert_literal(empty) == 2
    assert assert_literal(crumbs) == 3  # the link's tooltip, the last step and its tooltip


def test_a_question_shows_a_name_as_it_is(qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, NAME, NAME)
    qtbot.addWidget(box)
    box.setInformativeText(NAME)
    as_heading_and_lines(box)
    assert assert_literal(box) == 2


async def test_a_project_of_such_a_name_is_shown_as_it_is_in_the_whole_window(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _icon: None)  # there is none where tests run
    told: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, _title, text, _sign: told.append(text))
    world.store.rows = [project(1, NAME, SyncState.SYNCED, linked=link(1, name=NAME, company=NAME))]
    window = await world.open()
    world.messages.warn(lambda: f"{NAME} is full")
    window.show_documents(1)
    await world.settle()
    assert assert_literal(window) >= 3  # navigation, path, message
    model = window.projects.table.model()
    row = model.index(0, 0)
    assert row.data() == NAME
    assert any(NAME in one for one in tips(model, row))
    window.show_connection(1)
    await world.settle()
    assert assert_literal(window.form) >= 1
    tray = Tray(window, world.services)
    tray.notify(NAME, NAME, lambda: None)
    assert told[0].replace("\u2060", "") == NAME
    assert "<b>" not in told[0]
    assert "<img" not in told[0]
    tray.close()


def test_a_drawing_of_such_a_name_is_shown_as_it_is(qtbot: QtBot) -> None:
    sheet = drawing(7, NAME, NAME, entry("0", id=70, current=True, drawing_set=NAME))
    shown = tree(Area(1, NAME, (Discipline(1, NAME, (sheet,)),)))
    world = SheetWorld(shown)
    page = DocumentsPage(world.services)
    qtbot.addWidget(page)
    page.show_project(PROJECT)
    qtbot.waitUntil(lambda: page.model.index_of(drawing_id(BIG + 7)).isValid())
    index = page.model.index_of(drawing_id(BIG + 7))
    assert index.data() == f"{NAME}  {NAME}"
    assert [NAME in one for one in tips(page.model, index)].count(True) >= 2
    assert_literal(page)
    world.close()
