"""The icon in the system's tray: the state of all projects, a menu, and notifications.

A shortcut, never the only way: many desktops have no tray, and some get one late. So whether there is one is asked
again whenever it matters.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.domain.states import SyncState
from app.ui import dates
from app.ui.icons import icon
from app.ui.settings.keys import DEFAULTS, Key
from app.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from app.domain.views import ProjectStatus
    from app.ui.main_window import MainWindow
    from app.ui.overview import Snapshot
    from app.ui.services import Services

_ASK_AGAIN_MS = 15_000


class TrayState(StrEnum):
    """The worst of all projects wins; what is running shows only while nothing needs the user."""

    ATTENTION = "attention"
    SYNCING = "syncing"
    OFFLINE = "offline"
    SYNCED = "synced"
    NOTHING = "nothing"  # no project is connected


_ICONS = {
    TrayState.ATTENTION: ("status-failed", Tone.DANGER),
    TrayState.SYNCING: ("status-running", Tone.SUCCESS),
    TrayState.OFFLINE: ("offline", Tone.WARNING),
    TrayState.SYNCED: ("status-synced", Tone.SUCCESS),
}


def tray_state(snapshot: Snapshot) -> TrayState:
    linked = snapshot.linked
    states = {one.status.state for one in linked}
    if any(not one.signed_in for one in snapshot.accounts) or states & {SyncState.FAILED, SyncState.ACCESS_LOST}:
        return TrayState.ATTENTION
    if SyncState.RUNNING in states:
        return TrayState.SYNCING
    if any(one.status.offline for one in linked):
        return TrayState.OFFLINE
    return TrayState.SYNCED if linked else TrayState.NOTHING


class Tray(QObject):
    """One per window. ``close`` takes the icon away."""

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._services = services
        self._icon: QSystemTrayIcon | None = None
        self._clicked: Callable[[], object] | None = None
        self._told = False
        self.menu = QMenu(window)
        self.menu.setObjectName("tray.menu")
        self.open = self.menu.addAction("", self._open)
        self.menu.addSeparator()
        self.sync = self.menu.addAction("", window.commands.sync_all)
        self.pause = self.menu.addAction("", self._pause)
        self.last = self.menu.addAction("")
        self.last.setEnabled(False)
        self.menu.addSeparator()
        self.quit = self.menu.addAction("", window.close)
        self._again = QTimer(self)
        self._again.setInterval(_ASK_AGAIN_MS)
        self._again.timeout.connect(self._appear)
        window.overview.changed.connect(self._show)
        services.language.changed.connect(self._retranslate)
        services.theme.changed.connect(self._retranslate)
        self._appear()
        self._again.start()
        self._retranslate()

    @property
    def present(self) -> bool:
        """Whether there is a tray with our icon in it, now."""
        self._appear()
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def stays(self) -> bool:
        """Whether closing the window leaves Planrack syncing here; says so the first time."""
        if not (self.present and self._services.store.preferences.get(Key.TRAY.value, DEFAULTS[Key.TRAY])):
            return False
        store = self._services.store
        if not self._told and not store.preferences.get("tray_told", False):
            store.preferences.set("tray_told", True)
            self.notify(
                QCoreApplication.translate("Tray", "Planrack keeps syncing"),
                QCoreApplication.translate("Tray", "It is in the tray. To end it, choose Quit in its menu there."),
                self._open,
            )
        self._told = True
        return True

    def notify(self, title: str, text: str, go: Callable[[], object]) -> None:
        """Show a notification of the desktop; a click on it carries ``go`` out. Nothing without a tray."""
        if self._icon is not None:
            self._clicked = go
            self._icon.showMessage(title, without_markup(text), icon("sync", Tone.ACCENT))

    def close(self) -> None:
        self._again.stop()
        if self._icon is not None:
            self._icon.hide()

    @Slot()
    def _appear(self) -> None:
        if self._icon is not None or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._message_clicked)
        self._retranslate()
        self._icon.show()

    @Slot(object)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._open()

    @Slot()
    def _message_clicked(self) -> None:
        self._open()
        if self._clicked is not None:
            self._clicked()

    def _open(self) -> None:
        self._window.come_forward()

    def _pause(self) -> None:
        snapshot = self._window.overview.snapshot
        if snapshot is None:
            return
        paused = not _paused(snapshot)
        links = [one.project.link.id for one in _manageable(snapshot) if one.project.link is not None]

        async def store() -> None:
            for link_id in links:
                await self._services.read(self._services.store.links.set_paused, link_id, paused)
            await self._window.overview.load()

        self._services.tasks.spawn(store(), name="pause")

    @Slot()
    def _retranslate(self) -> None:
        self.open.setText(QCoreApplication.translate("Tray", "Open Planrack"))
        self.sync.setText(QCoreApplication.translate("Tray", "Sync all projects"))
        self.quit.setText(QCoreApplication.translate("Tray", "Quit"))
        snapshot = self._window.overview.snapshot
        if snapshot is not None:
            self._show(snapshot)
        else:
            self._show_state(TrayState.NOTHING)

    @Slot(object)
    def _show(self, snapshot: Snapshot) -> None:
        self._show_state(tray_state(snapshot))
        _enable(self.sync, bool(_manageable(snapshot)))
        _enable(self.pause, bool(_manageable(snapshot)))
        self.pause.setText(
            QCoreApplication.translate("Tray", "Resume syncing")
            if _paused(snapshot)
            else QCoreApplication.translate("Tray", "Pause syncing")
        )
        times = [one.status.last_success for one in snapshot.linked if one.status.last_success is not None]
        self.last.setText(
            QCoreApplication.translate("Tray", "Last sync: {time}").format(
                time=dates.relative(max(times), self._services.clock())
            )
            if times
            else QCoreApplication.translate("Tray", "Last sync: never")
        )

    def _show_state(self, state: TrayState) -> None:
        if self._icon is None:
            return
        words = {
            TrayState.ATTENTION: QCoreApplication.translate("Tray", "Planrack: something needs you"),
            TrayState.SYNCING: QCoreApplication.translate("Tray", "Planrack: syncing"),
            TrayState.OFFLINE: QCoreApplication.translate("Tray", "Planrack: offline"),
            TrayState.SYNCED: QCoreApplication.translate("Tray", "Planrack: synced"),
            TrayState.NOTHING: QCoreApplication.translate("Tray", "Planrack: no project is connected"),
        }
        self._icon.setIcon(icon(*_ICONS[state]) if state in _ICONS else self._window.windowIcon())
        self._icon.setToolTip(words[state])


def without_markup(text: str) -> str:
    """``text`` for a notification: some desktops read tags in its body, others show what is escaped. An invisible
    joiner after each < leaves no tag to read and looks the same on all."""
    return text.replace("<", "<\u2060")


def _manageable(snapshot: Snapshot) -> list[ProjectStatus]:
    return [one for one in snapshot.linked if snapshot.manages(one.project.id)]


def _paused(snapshot: Snapshot) -> bool:
    found = _manageable(snapshot)
    return bool(found) and all(one.project.link is not None and one.project.link.paused for one in found)


def _enable(action: QAction, enabled: bool) -> None:
    action.setEnabled(enabled)
    action.setToolTip("" if enabled else QCoreApplication.translate("Tray", "No project can be synced."))
