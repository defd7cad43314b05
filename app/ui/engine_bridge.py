"""The engine's events in the UI thread, as Qt signals.

The engine calls back in its own thread. Emitting a signal over a queued connection is the only thing that happens
there; everything else happens when the UI thread takes the event from its queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.events import (
    AccountsChanged,
    DocumentsChanged,
    Event,
    NetworkChanged,
    ProjectsChanged,
    RunFinished,
    RunProgress,
    RunStarted,
    SheetsCompared,
    SheetsRead,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class EventSource(Protocol):
    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``callback`` in the engine thread for every event, until the returned function is called."""


class EngineBridge(QObject):
    """One signal per kind of event, each carrying the event. ``close()`` before the engine stops."""

    run_started = Signal(object)  # RunStarted
    run_progress = Signal(object)  # RunProgress
    documents_changed = Signal(object)  # DocumentsChanged
    sheets_read = Signal(object)  # SheetsRead
    sheets_compared = Signal(object)  # SheetsCompared
    run_finished = Signal(object)  # RunFinished
    accounts_changed = Signal()
    projects_changed = Signal()
    network_changed = Signal(object)  # NetworkChanged

    _arrived = Signal(object)

    def __init__(self, source: EventSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._progress: dict[int, RunProgress] = {}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] | None = source.subscribe(self._arrived.emit)

    def progress(self, project_id: int) -> RunProgress | None:
        """The newest progress of a run that is going on, None for a project at rest."""
        return self._progress.get(project_id)

    def close(self) -> None:
        """Stop listening; events already queued are dropped."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    @Slot(object)
    def _deliver(self, event: Event) -> None:
        if self._unsubscribe is None:
            return
        match event:
            case RunStarted():
                self._progress.pop(event.project_id, None)
                self.run_started.emit(event)
            case RunProgress():
                self._progress[event.project_id] = event
                self.run_progress.emit(event)
            case DocumentsChanged():
                self.documents_changed.emit(event)
            case SheetsRead():
                self.sheets_read.emit(event)
            case SheetsCompared():
                self.sheets_compared.emit(event)
            case RunFinished():
                self._progress.pop(event.project_id, None)
                self.run_finished.emit(event)
            case AccountsChanged():
                self.accounts_changed.emit()
            case ProjectsChanged():
                self.projects_changed.emit()
            case NetworkChanged():
                self.network_changed.emit(event)
