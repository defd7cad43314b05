"""Times and amounts for people, in the language and customs of the current locale."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def absolute(at: datetime) -> str:
    """Date and time to the minute, in this machine's time zone."""
    return QLocale().toString(_local(at), QLocale.FormatType.ShortFormat)


def absolute_date(day: date | datetime) -> str:
    """The date alone. A ``datetime`` is turned to this machine's time zone first."""
    shown = _local(day).date() if isinstance(day, datetime) else QDate(day.year, day.month, day.day)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def clock(at: datetime) -> str:
    """The time of day to the minute, in this machine's time zone."""
    return QLocale().toString(_local(at).time(), QLocale.FormatType.ShortFormat)


def relative(at: datetime, now: datetime) -> str:
    """How long ago, coarse ("6 h ago"); a moment ahead of ``now`` reads "in 4 h"."""
    seconds = (now - at).total_seconds()
    if abs(seconds) < _MINUTE:
        return QCoreApplication.translate("Dates", "just now") if seconds >= 0 else _ahead_soon()
    return _past(seconds) if seconds > 0 else _future(-seconds)


def size(count: int) -> str:
    """Bytes as "12 MB", with the locale's decimal mark."""
    if count < 1000:  # Qt has no singular
        return QCoreApplication.translate("Dates", "%n byte(s)", "", count)
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    return QLocale().toString(count)


def _past(seconds: float) -> str:
    if seconds < _HOUR:
        return QCoreApplication.translate("Dates", "%1 min ago").replace("%1", str(int(seconds // _MINUTE)))
    if seconds < 2 * _DAY:
        return QCoreApplication.translate("Dates", "%1 h ago").replace("%1", str(int(seconds // _HOUR)))
    return QCoreApplication.translate("Dates", "%1 d ago").replace("%1", str(int(seconds // _DAY)))


def _future(seconds: float) -> str:
    if seconds < _HOUR:
        return QCoreApplication.translate("Dates", "in %1 min").replace("%1", str(int(seconds // _MINUTE)))
    if seconds < 2 * _DAY:
        return QCoreApplication.translate("Dates", "in %1 h").replace("%1", str(int(seconds // _HOUR)))
    return QCoreApplication.translate("Dates", "in %1 d").replace("%1", str(int(seconds // _DAY)))


def _ahead_soon() -> str:
    return QCoreApplication.translate("Dates", "in a moment")


def _local(at: datetime) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(int(at.timestamp() * 1000))
