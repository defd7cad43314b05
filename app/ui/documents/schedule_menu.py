"""The part of a folder's menu that says when it is synced by itself: interval, pause, bid mode (S37)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup

from app.domain.states import SyncInterval
from app.ui.connection.interval_names import interval_name
from app.ui.controls import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from PySide6.QtWidgets import QMenu

    from app.domain.views import Link
    from app.ui.connection.link_acts import LinkActs


def add_schedule(
    menu: QMenu,
    link: Link,
    acts: LinkActs,
    spawn: Callable[[Coroutine[Any, Any, bool]], object],
    *,
    refusal: str | None,
) -> None:
    """``refusal``: why this member may not change it."""
    intervals = menu.addMenu(QCoreApplication.translate("ScheduleMenu", "Sync interval"))
    intervals.setObjectName("documents.menu.interval")
    group = QActionGroup(intervals)
    for interval in SyncInterval:
        choice = intervals.addAction(interval_name(interval))
        choice.setObjectName(f"documents.menu.interval.{interval.value}")
        choice.setCheckable(True)
        choice.setChecked(interval is link.interval)
        choice.triggered.connect(lambda _checked, chosen=interval: spawn(acts.set_interval(link, chosen)))
        group.addAction(choice)
    pause = menu.addAction(QCoreApplication.translate("ScheduleMenu", "Pause automatic syncs"))
    pause.setObjectName("documents.menu.pause")
    pause.setCheckable(True)
    pause.setChecked(link.paused)
    pause.triggered.connect(lambda checked: spawn(acts.set_paused(link, checked)))
    bid = menu.addAction(QCoreApplication.translate("ScheduleMenu", "Bid mode…"))
    bid.setObjectName("documents.menu.bid")
    bid.triggered.connect(lambda _checked: spawn(acts.choose_bid(link)))
    for action in (intervals.menuAction(), pause, bid):
        action.setEnabled(refusal is None)
        action.setToolTip(plain_tip(refusal or ""))
