"""Reads what changed in one project off the UI thread, one read at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.changes import Landmarks, Period, news
from app.domain.failures import Failure, FailureCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import DocumentsChanged, RunFinished
    from app.domain.views import Change, FolderStatus, Project
    from app.storage.store import Store
    from app.ui.services import Services


_PERIOD = "changes.period"


@dataclass(frozen=True, slots=True)
class News:
    """Everything that changed since the connection, and the moments that periods count from. ``refusal``: the active
    member has no access to the project. ``firsts``: sheets that were there when it was connected."""

    project: Project
    status: FolderStatus
    changes: tuple[Change, ...]
    firsts: int
    marks: Landmarks
    refusal: Failure | None = None
    period: Period = Period.LOOKED  # chosen the last time


def read_news(store: Store, project_id: int, now: datetime, *, engine_alive: bool) -> News:
    """Raises Failure(NOT_FOUND)."""
    found = store.shown.status(project_id, engine_alive=engine_alive)
    link = found.project.link
    refusal = None
    lines: list[Change] = []
    try:
        lines = store.shown.changes(project_id)
    except Failure as failure:
        if failure.code is not FailureCode.NOT_ALLOWED:
            raise
        refusal = failure
    runs = store.runs.recent(link.id, 2) if link is not None else []
    ended = next((run.started_at for run in runs if run.finished_at is not None), None)
    marks = Landmarks(now, store.looked.get(project_id), ended, link.connected_at if link is not None else None)
    firsts = sum(line.first for line in lines)
    stored = store.preferences.get(_PERIOD, "")
    period = Period(stored) if stored in tuple(Period) else Period.LOOKED
    return News(found.project, found.status, tuple(news(lines, None)), firsts, marks, refusal, period)


def write_period(store: Store, period: Period) -> None:
    """Begin with this period from now on. A day chosen by hand says nothing about tomorrow: then with what it was."""
    if period is not Period.DATE:
        store.preferences.set(_PERIOD, period.value)


class NewsLoader(QObject):
    """Follows one project; changes that arrive during a read lead to one more."""

    loaded = Signal(object)  # News
    outdated = Signal()  # perhaps somebody else is at the computer now: nothing that was read may be shown any more

    def __init__(self, services: Services, wanted: Callable[[], bool], parent: QObject | None = None) -> None:
        """``wanted``: whether anybody looks now; else the next look reads."""
        super().__init__(parent)
        self._services = services
        self._wanted = wanted
        self._project_id: int | None = None
        self._again = False
        self._reading = False
        bridge = services.bridge
        bridge.documents_changed.connect(self._changed)
        bridge.run_finished.connect(self._changed)
        bridge.projects_changed.connect(self._people_changed)

    def follow(self, project_id: int | None) -> None:
        """Read this project, now and whenever it changes."""
        self._project_id = project_id
        self.reload()

    def reload(self) -> None:
        self._again = True
        if not self._reading and self._project_id is not None:
            self._reading = True
            self._services.tasks.spawn(self._read(), name="what changed")

    @Slot(object)
    def _changed(self, event: DocumentsChanged | RunFinished) -> None:
        # The bytes of single sheets change no line but "file replaced", which the end of the run brings.
        if event.project_id == self._project_id and not getattr(event, "drawings", None):
            self._reload_if_wanted()

    @Slot()
    def _people_changed(self) -> None:
        if not self._wanted():
            self.outdated.emit()
        self._reload_if_wanted()

    def _reload_if_wanted(self) -> None:
        if self._wanted():
            self.reload()

    async def _read(self) -> None:
        services = self._services
        try:
            while self._again and self._project_id is not None:
                self._again = False
                project_id = self._project_id
                alive = services.engine.alive_anywhere()
                found = await services.read(read_news, services.store, project_id, services.clock(), engine_alive=alive)
                if project_id == self._project_id:
                    self.loaded.emit(found)
        finally:
            self._reading = False
            if self._again:  # asked for while a reading failed, perhaps of another project
                self.reload()
