"""The end of bid mode, as people mean it: the end of a working day, or a moment of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.connection.bid_dialog import BidDialog, closings
from app.ui.network_hints import as_hint

MORNING = datetime(2026, 11, 20, 9).astimezone(UTC)


def made(qtbot: QtBot, until: datetime | None = None) -> BidDialog:
    dialog = BidDialog(until, lambda: MORNING)
    qtbot.addWidget(dialog)
    return dialog


def press(dialog: BidDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def test_offered_are_the_ends_of_today_and_tomorrow() -> None:
    assert [(moment.astimezone().day, moment.astimezone().hour) for moment in closings(MORNING)] == [(20, 17), (21, 17)]
    evening = MORNING + timedelta(hours=9)
    assert [moment.astimezone().day for moment in closings(evening)] == [21]


def test_start_takes_the_choice(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    press(dialog, "bid.start")
    assert dialog.until == closings(MORNING)[0]
    assert dialog.result() == BidDialog.DialogCode.Accepted


def test_a_moment_that_has_passed_cannot_be_started(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    start = dialog.findChild(QPushButton, "bid.start")
    assert start is not None
    dialog._moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(MORNING.timestamp()) - 60))
    assert not start.isEnabled()
    assert "31" in start.toolTip()
    ahead = MORNING + timedelta(days=2)
    dialog._moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(ahead.timestamp())))
    start.click()
    assert dialog.until == ahead


def test_bid_mode_can_be_ended_only_where_it_is_on(qtbot: QtBot) -> None:
    assert made(qtbot).findChild(QPushButton, "bid.end") is None
    dialog = made(qtbot, MORNING + timedelta(hours=3))
    press(dialog, "bid.end")
    assert dialog.until is None
    assert dialog.result() == BidDialog.DialogCode.Accepted


def test_a_network_that_may_or_may_not_lead_out_is_no_hint() -> None:
    reachability = QNetworkInformation.Reachability
    assert as_hint(reachability.Online) is True
    assert as_hint(reachability.Disconnected) is False
    assert {as_hint(one) for one in (reachability.Unknown, reachability.Local, reachability.Site)} == {None}
