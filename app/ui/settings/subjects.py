"""The sections of the settings: their order and their names, also for those who only lead there."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Subject(StrEnum):
    """The sections, in their order."""

    GENERAL = "general"
    SYNC = "sync"
    PROJECTS = "projects"
    STORAGE = "storage"
    PROCORE = "procore"
    ACCOUNTS = "accounts"
    MEMBERS = "members"
    SUPPORT = "support"


def subject_name(subject: Subject) -> str:
    return {
        Subject.GENERAL: QCoreApplication.translate("Settings", "General"),
        Subject.SYNC: QCoreApplication.translate("Settings", "Sync"),
        Subject.PROJECTS: QCoreApplication.translate("Settings", "Procore projects"),
        Subject.STORAGE: QCoreApplication.translate("Settings", "Storage"),
        Subject.PROCORE: QCoreApplication.translate("Settings", "Procore"),
        Subject.ACCOUNTS: QCoreApplication.translate("Settings", "Procore accounts"),
        Subject.MEMBERS: QCoreApplication.translate("Settings", "Members"),
        Subject.SUPPORT: QCoreApplication.translate("Settings", "Support contact"),
    }[subject]
