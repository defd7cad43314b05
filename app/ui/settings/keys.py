"""The names under which choices are stored, and what holds where nothing was chosen."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    THEME = "theme"
    LANGUAGE = "language"
    START_MINIMISED = "start_minimised"
    TRAY = "tray"
    WHEEL_ZOOMS = "wheel_zooms"
    NOTIFICATIONS = "notifications"
    DEFAULT_INTERVAL = "default_interval"
    BANDWIDTH_CAP = "bandwidth_cap"  # bytes per second; nothing stored: unlimited
    PROJECT_LIMIT = "project_limit"
    SUPPORT_CONTACT = "support_contact"


#: Of the switches.
DEFAULTS: dict[Key, bool] = {
    Key.START_MINIMISED: False,
    Key.TRAY: True,
    Key.NOTIFICATIONS: True,
    Key.WHEEL_ZOOMS: False,
}
