"""A row of tools in windows of every width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton

from app.ui.icons import icon
from app.ui.tool_row import ToolRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def row(qtbot: QtBot) -> ToolRow:
    made = ToolRow()
    qtbot.addWidget(made)
    for name in "abcdefgh":
        made.add(QAction(icon("sync"), name, made), name)
    made.add_fixed(QLabel("13 %", made))
    made.resize(made.sizeHint())
    made.show()
    return made


def _shown(row: ToolRow) -> str:
    return "".join(one.objectName() for one in row.findChildren(QToolButton) if one is not row.more and one.isVisible())


def test_with_room_for_all_there_is_no_menu(row: ToolRow) -> None:
    assert (_shown(row), row.more.isVisible()) == ("abcdefgh", False)


def test_last_tools_go_into_the_menu_and_come_back(row: ToolRow) -> None:
    whole = row.width()
    row.resize(whole - 3 * row.more.width(), row.height())
    shown = _shown(row)
    assert row.more.isVisible()
    assert shown == "abcdefgh"[: len(shown)]
    assert shown + "".join(action.text() for action in row.more.menu().actions()) == "abcdefgh"
    row.resize(whole, row.height())
    assert (_shown(row), row.more.isVisible()) == ("abcdefgh", False)


def test_row_never_asks_for_more_than_four_tools_its_menu_and_what_stays(row: ToolRow) -> None:
    row.resize(row.minimumSizeHint().width(), row.height())
    assert "abcd" in _shown(row)
    assert row.findChild(QLabel).isVisible()
