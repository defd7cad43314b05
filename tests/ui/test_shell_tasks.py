from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.domain.events import DocumentsChanged, Event, ProjectsChanged, RunFinished, RunProgress, RunReport, RunStarted
from app.domain.states import RunOutcome
from app.ui.ask import Answer, ask
from app.ui.engine_bridge import EngineBridge
from app.ui.loop import finished, new_loop
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

from shell_world import NOW
from test_shell_status import progress


class Source:
    def __init__(self) -> None:
        self.listeners: list[Callable[[Event], None]] = []

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        self.listeners.append(callback)
        return lambda: self.listeners.remove(callback)

    def tell_from_a_thread(self, *events: Event) -> None:
        def tell() -> None:
            for event in events:
                for listener in tuple(self.listeners):
                    listener(event)

        thread = threading.Thread(target=tell)
        thread.start()
        thread.join()


def test_events_of_the_engine_thread_arrive_in_the_ui_thread(qtbot: QtBot, qapp: QApplication) -> None:
    source = Source()
    bridge = EngineBridge(source)
    threads: list[QThread] = []
    bridge.documents_changed.connect(lambda _event: threads.append(QThread.currentThread()))

    with qtbot.waitSignal(bridge.projects_changed):
        source.tell_from_a_thread(DocumentsChanged(1, frozenset({2**60})), ProjectsChanged())

    assert threads == [qapp.thread()]
    bridge.close()
    assert source.listeners == []


def test_two_thousand_events_come_through_in_order(qtbot: QtBot) -> None:
    """A bad Qt for Python wheel loses references with every signal and aborts after some hundred."""
    source = Source()
    bridge = EngineBridge(source)
    seen: list[int] = []
    bridge.run_started.connect(lambda event: seen.append(event.project_id))
    source.tell_from_a_thread(*(RunStarted(number, NOW) for number in range(2000)))
    qtbot.waitUntil(lambda: len(seen) == 2000)
    assert seen == list(range(2000))
    bridge.close()


def test_progress_is_known_while_a_run_goes_on_and_forgotten_after(qtbot: QtBot) -> None:
    source = Source()
    bridge = EngineBridge(source)
    now: RunProgress = progress()
    source.tell_from_a_thread(RunStarted(1, NOW), now)
    qtbot.waitUntil(lambda: bridge.progress(1) == now)
    source.tell_from_a_thread(RunFinished(1, RunReport(1, "A", RunOutcome.SYNCED, None, True)))
    qtbot.waitUntil(lambda: bridge.progress(1) is None)
    bridge.close()


def test_nothing_arrives_after_the_bridge_is_closed(qtbot: QtBot) -> None:
    source = Source()
    bridge = EngineBridge(source)
    seen: list[object] = []
    bridge.run_started.connect(seen.append)
    source.tell_from_a_thread(RunStarted(1, NOW))  # queued, not delivered yet
    bridge.close()
    qtbot.wait(1)
    assert seen == []


async def test_failing_task_is_reported_and_a_cancelled_one_is_not() -> None:
    reports: list[BaseException] = []
    tasks = Tasks(reports.append)

    async def fail() -> None:
        raise RuntimeError("broken")

    tasks.spawn(fail())
    waiting = tasks.spawn(asyncio.Event().wait())
    assert waiting is not None
    waiting.cancel()
    await tasks.settle()
    assert [str(one) for one in reports] == ["broken"]
    assert tasks.running == 0


async def test_closing_cancels_what_runs_and_starts_nothing_more() -> None:
    tasks = Tasks(pytest.fail)
    forever = tasks.spawn(asyncio.Event().wait())
    await tasks.close()
    assert forever is not None
    assert forever.cancelled()
    assert tasks.spawn(asyncio.sleep(0)) is None


async def test_dialog_is_awaited_without_a_nested_loop() -> None:
    dialog = QDialog()
    turns = 0

    async def count_then_accept() -> None:
        nonlocal turns
        while turns < 5:
            await asyncio.sleep(0)
            turns += 1
        dialog.accept()

    other = asyncio.create_task(count_then_accept())
    assert await finished(dialog) == QDialog.DialogCode.Accepted
    assert turns == 5
    await other
    dialog.deleteLater()


async def test_closed_question_means_the_safe_answer() -> None:
    parent = QDialog()
    answers = (Answer("delete", "Delete", destructive=True), Answer("stay", "Stay", safe=True))
    question = asyncio.create_task(ask(parent, "Sure?", "Think.", answers))
    box = None
    while box is None:
        await asyncio.sleep(0)
        box = parent.findChild(QDialog, "ask")
    box.reject()
    assert await question == "stay"
    parent.deleteLater()


def test_task_that_goes_on_while_its_loop_stops_still_has_it(qapp: QApplication) -> None:
    loop = new_loop(qapp)
    seen: list[object] = []

    async def goes_on() -> None:
        await asyncio.sleep(0)
        seen.append(asyncio.get_running_loop())

    async def main() -> asyncio.Task[None]:
        return asyncio.ensure_future(goes_on())

    task = loop.run_until_complete(main())
    while not task.done():  # nobody runs the loop; Qt processes events, as it does while the program ends
        qapp.processEvents()
    loop.close()
    assert task.exception() is None
    assert seen == [loop]
