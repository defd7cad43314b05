"""What the window knows about all projects at once: read off the UI thread, refreshed when the engine says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.states import LinkState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.access import Access
    from app.domain.events import RunProgress
    from app.domain.views import Account, Member, ProjectStatus
    from app.storage.store import Store
    from app.ui.services import Services

_AGEING_MS = 60_000  # "6 h ago" must not stand still
_GATHER_MS = 60


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent picture. ``projects`` without the archived ones."""

    projects: tuple[ProjectStatus, ...]
    accounts: tuple[Account, ...]
    member: Member
    everyone: tuple[Member, ...]
    access: Mapping[int, Access]  # what the active member may do, by project
    integration: bool
    archived: tuple[ProjectStatus, ...] = ()

    def manages(self, project_id: int) -> bool:
        """Whether the active member may sync, verify and set permissions in this project (S52)."""
        return self.access[project_id].manages

    @property
    def linked(self) -> list[ProjectStatus]:
        """The projects that are connected to Procore now."""
        return [
            one
            for one in self.projects
            if one.project.link is not None and one.project.link.state is not LinkState.DISCONNECTED
        ]

    def project(self, project_id: int | None) -> ProjectStatus | None:
        return next((one for one in (*self.projects, *self.archived) if one.project.id == project_id), None)


def read_snapshot(store: Store, *, engine_alive: bool) -> Snapshot:
    everything = store.shown.statuses(engine_alive=engine_alive, archived=True)
    return Snapshot(
        projects=tuple(one for one in everything if not one.project.archived),
        accounts=tuple(store.accounts.list()),
        member=store.members.active(),
        everyone=tuple(store.members.list()),
        access=store.permissions.actives(one.project.id for one in everything),
        integration=bool(store.preferences.get("integration", True)),
        archived=tuple(one for one in everything if one.project.archived),
    )


class Overview(QObject):
    """The newest snapshot. Several requests within a moment are one reading; a late answer never hides a newer one."""

    changed = Signal(object)  # Snapshot
    progressed = Signal(object)  # RunProgress

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.snapshot: Snapshot | None = None
        self._asked = 0
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._read)
        self._ageing = QTimer(self)
        self._ageing.setInterval(_AGEING_MS)
        self._ageing.timeout.connect(self._age)
        self._ageing.start()
        bridge = services.bridge
        for signal in (bridge.run_started, bridge.run_finished, bridge.documents_changed, bridge.network_changed):
            signal.connect(self._stale)
        bridge.accounts_changed.connect(self.refresh)
        bridge.projects_changed.connect(self.refresh)
        bridge.run_progress.connect(self._progress)

    @Slot()
    def refresh(self) -> None:
        """Read again soon. What comes meanwhile puts nothing off: a busy engine would hold back all news."""
        if not self._gather.isActive():
            self._gather.start()

    def begin(self, snapshot: Snapshot) -> None:
        """Show what was read while the window was built, unless something newer came meanwhile."""
        if self.snapshot is None:
            self.snapshot = snapshot
            self.changed.emit(snapshot)

    async def load(self) -> Snapshot:
        """Read now and tell everybody."""
        self._asked += 1
        asked = self._asked
        snapshot = await self._services.read(
            read_snapshot, self._services.store, engine_alive=self._services.engine_alive()
        )
        if asked == self._asked:
            self.snapshot = snapshot
            self.changed.emit(snapshot)
        return snapshot

    @Slot(object)
    def _stale(self, _event: object) -> None:
        self.refresh()

    @Slot(object)
    def _progress(self, progress: RunProgress) -> None:
        self.progressed.emit(progress)

    @Slot()
    def _read(self) -> None:
        self._services.tasks.spawn(self.load(), name="overview")

    @Slot()
    def _age(self) -> None:
        if self.snapshot is not None:
            self.changed.emit(self.snapshot)
