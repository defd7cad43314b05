"""The program as a user starts it, noting when it got where; for ``benchmarks.startup``. Prints one line of JSON."""

from __future__ import annotations

import time

_RUNS = time.monotonic()

import asyncio  # noqa: E402 - the first moment comes before all other modules
import gc  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
from typing import TYPE_CHECKING  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from app.ui.main_window import MainWindow


def main() -> None:
    began = float(sys.argv[1])
    moments = {"python": _RUNS}
    # As in app.__main__, which this stands for: it sets the collector before it imports the window.
    gc.set_threshold(100_000, 20, 20)
    from app import __main__ as entry
    from app import window as program

    moments["imported"] = time.monotonic()
    _note_engine(moments)
    _note_paint(moments)
    tasks: list[asyncio.Task[None]] = []
    run = program.run

    def watched(*, opened: Callable[[MainWindow], object], link: str = "") -> int:
        def both(window: MainWindow) -> None:
            opened(window)
            tasks.append(asyncio.ensure_future(_walk(window, moments)))

        return run(opened=both, link=link)

    program.run = watched  # type: ignore[assignment]
    entry.main([])
    tasks[0].result()
    print(json.dumps({name: at - began for name, at in moments.items()}))


def _note_engine(moments: dict[str, float]) -> None:
    from app.sync.runtime import Engine

    start = Engine.start

    def noted(engine: Engine, *, schedule: bool = False) -> None:
        start(engine, schedule=schedule)
        moments["opened"] = time.monotonic()

    Engine.start = noted  # type: ignore[method-assign]


def _note_paint(moments: dict[str, float]) -> None:
    from PySide6.QtWidgets import QMainWindow

    from app.ui.main_window import MainWindow

    def noted(window: MainWindow, event: QPaintEvent) -> None:
        QMainWindow.paintEvent(window, event)
        moments.setdefault("painted", time.monotonic())

    MainWindow.paintEvent = noted  # type: ignore[method-assign]


async def _walk(window: MainWindow, moments: dict[str, float]) -> None:
    try:
        await _until(lambda: window.projects.model.rowCount())
        window.projects.table.repaint()
        moments["usable"] = time.monotonic()
        assert window.overview.snapshot is not None
        window.show_documents(window.overview.snapshot.projects[0].project.id)
        page = window.tabs.widget(0)
        await _until(lambda: page.model.rowCount())
        page.view.repaint()
        moments["documents"] = time.monotonic()
        window.show_projects()  # where the next start begins
    finally:
        window.quit_requested.emit()


async def _until(true: Callable[[], object]) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for has no event of its own
        await asyncio.sleep(0.001)


if __name__ == "__main__":
    main()
