"""The choices of S37 in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.states import SyncInterval


def interval_name(interval: SyncInterval) -> str:
    match interval:
        case SyncInterval.FIVE_MINUTES:
            return QCoreApplication.translate("Interval", "5 minutes")
        case SyncInterval.QUARTER_HOUR:
            return QCoreApplication.translate("Interval", "15 minutes")
        case SyncInterval.HOUR:
            return QCoreApplication.translate("Interval", "1 hour")
        case SyncInterval.FOUR_HOURS:
            return QCoreApplication.translate("Interval", "4 hours")
        case SyncInterval.TWELVE_HOURS:
            return QCoreApplication.translate("Interval", "12 hours")
        case SyncInterval.MANUAL:
            return QCoreApplication.translate("Interval", "Only when I start it")
