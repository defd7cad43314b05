from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.failures import Failure, FailureCode, Reason
from app.ui.controls import Note
from app.ui.i18n import LanguageChoice, LanguageSwitch
from app.ui.message_bar import Message, MessageButton, Messages
from app.ui.theme import Tone


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[Messages]:
    never_shown = QWidget()  # what the pointer rests on would not fade
    qtbot.addWidget(never_shown)
    yield Messages(never_shown, fade_after_ms=20)


def texts(bar: Messages) -> list[str]:
    return [one.text if isinstance(one.text, str) else one.text() for one in bar.shown()]


def test_newest_message_stands_first(bar: Messages) -> None:
    bar.warn("one")
    bar.warn("two")
    assert texts(bar) == ["two", "one"]


def test_message_with_the_same_id_takes_the_place_of_the_earlier(bar: Messages) -> None:
    bar.warn("offline", id="network")
    bar.warn("other")
    bar.warn("still offline", id="network")
    assert texts(bar) == ["still offline", "other"]


def test_information_fades_and_errors_stay(bar: Messages, qtbot: QtBot) -> None:
    bar.fail(Failure(FailureCode.NETWORK, Reason.OFFLINE))
    bar.inform("done")
    qtbot.waitUntil(lambda: len(bar.shown()) == 1, timeout=5000)
    assert bar.shown()[0].tone is Tone.DANGER


def test_bar_takes_no_room_once_everything_is_dismissed(bar: Messages) -> None:
    bar.warn("offline", id="network")
    assert not bar.isHidden()
    bar.dismiss("network")
    assert bar.isHidden()


def test_a_message_has_at_most_two_buttons() -> None:
    button = MessageButton("Again", lambda: None)
    with pytest.raises(ValueError, match="two buttons"):
        Message("text", buttons=(button, button, button))


def test_what_the_user_cancelled_is_no_news(bar: Messages) -> None:
    bar.fail(Failure(FailureCode.CANCELLED))
    assert bar.shown() == []


def test_only_three_are_shown_and_the_rest_is_counted(bar: Messages) -> None:
    for place in range(5):
        bar.warn(f"message {place}")
    assert [row.isHidden() for row in bar._rows] == [False, False, False, True, True]
    assert "2" in bar._more.text()


def test_failure_speaks_the_language_shown_now(bar: Messages, qtbot: QtBot, qapp: QApplication) -> None:
    switch = LanguageSwitch(qapp, LanguageChoice.EN)
    bar.fail(Failure(FailureCode.NETWORK, Reason.OFFLINE), subject="Harbour Clinic")
    english = bar._rows[0].note.text
    switch.apply(LanguageChoice.FR)
    qtbot.waitUntil(lambda: bar._rows[0].note.text != english)
    assert bar._rows[0].note.text.startswith("Harbour Clinic\n")
    switch.close()


def test_first_of_several_lines_is_the_title_of_a_message(bar: Messages) -> None:
    bar.warn("Harbour Clinic\nThe disk is full.\nFree some space.")
    bar.warn("The disk is full.")
    notes = {
        note.text: [label.text() for label in note.findChildren(QLabel) if label.isVisibleTo(note)]
        for note in bar.findChildren(Note)
    }
    bold = {label.text() for label in bar.findChildren(QLabel) if label.isVisibleTo(bar) and label.font().bold()}
    assert bold == {"Harbour Clinic"}
    assert "The disk is full.\nFree some space." in notes["Harbour Clinic\nThe disk is full.\nFree some space."]
    assert "The disk is full." in notes["The disk is full."]
