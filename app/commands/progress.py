"""What a running sync shows: a live bar per project on a terminal, one line per start elsewhere.

All of it goes to stderr, so the answer on stdout is the same with and without a terminal.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.commands.formats import clock, number, size
from app.commands.words import LISTED, RATE, SYNC_STARTED, WAITS
from app.domain.events import RunFinished, RunProgress, RunStarted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.progress import Progress, TaskID

    from app.commands.program import Invocation
    from app.domain.events import Event, Waits
    from app.domain.failures import FailureCode
    from app.domain.texts import Language
    from app.domain.views import Project
    from app.sync.runtime import Engine


@contextmanager
def shown_progress(call: Invocation, engine: Engine, projects: Sequence[Project]) -> Iterator[None]:
    """Show the engine's progress for ``projects`` until the block ends."""
    names = {project.id: project.name for project in projects}
    if on_terminal():
        with _bars(engine, names, call.language):
            yield
    elif call.as_json:
        yield
    else:
        language = call.language  # read here: the callback runs in the engine's thread
        told: dict[int, FailureCode | None] = {}

        def announce(event: Event) -> None:
            if isinstance(event, RunStarted) and event.project_id in names:
                call.note(SYNC_STARTED.say(language, project=names[event.project_id]))
            elif isinstance(event, RunProgress) and event.project_id in names:
                waits = event.waits
                code = None if waits is None else waits.code
                if waits is not None and told.get(event.project_id) is not code:
                    call.note(waiting(waits, language))
                told[event.project_id] = code

        unsubscribe = engine.subscribe(announce)
        try:
            yield
        finally:
            unsubscribe()


def on_terminal() -> bool:
    return sys.stderr.isatty()


@contextmanager
def _bars(engine: Engine, names: dict[int, str], language: Language) -> Iterator[None]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[facts]}", markup=False),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    bars = Bars(progress, names, language)
    unsubscribe = engine.subscribe(bars.take)
    try:
        with progress:
            yield
    finally:
        unsubscribe()


class Bars:
    """Engine events as rows of a ``rich`` progress display. Called in the engine's thread only."""

    def __init__(self, progress: Progress, names: dict[int, str], language: Language) -> None:
        self._progress = progress
        self._names = names
        self._language = language
        self._rows: dict[int, TaskID] = {}

    def take(self, event: Event) -> None:
        if not isinstance(event, RunStarted | RunProgress | RunFinished) or event.project_id not in self._names:
            return
        row = self._row(event.project_id)
        if isinstance(event, RunProgress):
            self._progress.update(
                row, completed=event.files_done, total=event.files_total or None, facts=facts(event, self._language)
            )
        elif isinstance(event, RunFinished):
            self._progress.update(row, total=event.report.files, completed=event.report.files, facts="")

    def _row(self, project_id: int) -> TaskID:
        if project_id not in self._rows:
            self._rows[project_id] = self._progress.add_task(self._names[project_id], total=None, facts="")
        return self._rows[project_id]


def facts(event: RunProgress, language: Language) -> str:
    """What it waits for, listed, bytes and rate, without what is not known yet (S34)."""
    parts = [] if event.waits is None else [waiting(event.waits, language)]
    parts.append(LISTED.say(language, count=number(event.listed, language)))
    if event.bytes_total:
        parts.append(f"{size(event.bytes_done, language)} / {size(event.bytes_total, language)}")
    if event.rate > 0:
        parts.append(RATE.say(language, size=size(event.rate, language)))
    return " · ".join(parts)


def waiting(waits: Waits, language: Language) -> str:
    return WAITS[waits.code].say(language, time=clock(waits.until, language))
