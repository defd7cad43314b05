"""What is worth a notification: new and revised sheets after a sync, and failures that wait for a person.

Retries that happen by themselves are never told: the window shows them to whoever looks.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.domain.failures import Failure, FailureCode
from app.domain.states import ChangeKind, RunOutcome
from app.ui.failure_words import explain
from app.ui.settings.keys import DEFAULTS, Key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from app.domain.events import RunFinished, RunReport, RunStarted
    from app.domain.views import Change
    from app.ui.services import Services

_NAMED = 4
_SHEETS = (ChangeKind.ADDED, ChangeKind.REVISED, ChangeKind.REPLACED)
#: Nothing but a person ends these.
_NEEDS_SOMEBODY = frozenset(
    {
        FailureCode.AUTH,
        FailureCode.APP_NOT_INSTALLED,
        FailureCode.FORBIDDEN,
        FailureCode.ACCESS_LOST,
        FailureCode.LOCAL_SPACE,
        FailureCode.LOCAL_IO,
        FailureCode.KEYRING,
        FailureCode.CONFIGURATION,
    }
)


class Notifier(Protocol):
    def notify(self, title: str, text: str, go: Callable[[], object]) -> None:
        """Show a notification; a click on it carries ``go`` out."""


class Place(Protocol):
    """What the news need of the window."""

    def isActiveWindow(self) -> bool: ...
    def show_documents(self, project_id: int) -> None: ...
    def show_connection(self, project_id: int) -> None: ...


class News(QObject):
    """Listens to the engine. A failure is told once, until a sync of its project succeeds."""

    def __init__(self, services: Services, notifier: Notifier, window: Place, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._notifier = notifier
        self._window = window
        self._started: dict[int, datetime] = {}
        self._told: dict[int, FailureCode] = {}
        services.bridge.run_started.connect(self._note_start)
        services.bridge.run_finished.connect(self._look)

    @Slot(object)
    def _note_start(self, event: RunStarted) -> None:
        self._started[event.project_id] = event.at

    @Slot(object)
    def _look(self, event: RunFinished) -> None:
        started = self._started.pop(event.project_id, None)
        self._services.tasks.spawn(self._tell(event.project_id, event.report, started), name="news")

    async def _tell(self, project_id: int, report: RunReport, started: datetime | None) -> None:
        services = self._services
        wanted = await services.read(
            services.store.preferences.get, Key.NOTIFICATIONS.value, DEFAULTS[Key.NOTIFICATIONS]
        )
        if report.outcome is RunOutcome.SYNCED:
            self._told.pop(project_id, None)
        if not wanted or self._window.isActiveWindow():
            return  # in a window that is looked at, its own messages tell the same
        if report.outcome is RunOutcome.FAILED and report.failure is not None:
            self._tell_failure(project_id, report.project, report.failure)
        elif report.added or report.changed:
            since = started or services.clock() - timedelta(seconds=report.seconds)
            changes = await services.read(services.store.shown.changes, project_id, since)
            text = news(changes)
            if text:
                self._notifier.notify(report.project, text, lambda: self._window.show_documents(project_id))

    def _tell_failure(self, project_id: int, project: str, failure: Failure) -> None:
        if failure.code not in _NEEDS_SOMEBODY or self._told.get(project_id) is failure.code:
            return
        self._told[project_id] = failure.code
        told = explain(failure)
        self._notifier.notify(
            f"{project}: {told.title}",
            " ".join(part for part in (told.message, told.remedy) if part),
            lambda: self._window.show_connection(project_id),
        )


def news(changes: list[Change]) -> str:
    """A line for each kind of change ("3 sheets revised: A-101, A-102, E-201 – Addendum 4"); empty where no sheet
    changed. The set is named where all came with the same."""
    added = _numbers(changes, _SHEETS[:1])
    revised = [one for one in _numbers(changes, _SHEETS[1:]) if one not in added]
    count = len(added)
    lines = []
    if added:
        lines.append((QCoreApplication.translate("News", "%n new sheet(s): {sheets}", "", count), added))
    count = len(revised)
    if revised:
        lines.append((QCoreApplication.translate("News", "%n sheet(s) revised: {sheets}", "", count), revised))
    told = "\n".join(text.format(sheets=_listed(numbers)) for text, numbers in lines)
    sets = {one.drawing_set for one in changes if one.kind in _SHEETS}
    (only,) = sets if len(sets) == 1 else (None,)
    return f"{told} – {only}" if told and only else told


def _numbers(changes: list[Change], kinds: tuple[ChangeKind, ...]) -> list[str]:
    found = [one.drawing for one in changes if one.kind in kinds and one.drawing is not None]
    return list(dict.fromkeys(found))


def _listed(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_NAMED])
    count = len(numbers) - _NAMED
    if count <= 0:
        return shown
    return QCoreApplication.translate("News", "{sheets} and %n more", "", count).format(sheets=shown)
