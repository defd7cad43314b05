"""Levels of access and their causes in words, in the language shown now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.access import Cause
from app.domain.states import AccessLevel
from app.ui.role_words import role_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.domain.access import Access, Folder


def level_name(level: AccessLevel) -> str:
    return {
        AccessLevel.NONE: QCoreApplication.translate("People", "No access"),
        AccessLevel.VIEW: QCoreApplication.translate("People", "View"),
        AccessLevel.ANNOTATE: QCoreApplication.translate("People", "Annotate"),
        AccessLevel.MANAGE: QCoreApplication.translate("People", "Manage"),
    }[level]


def level_meaning(level: AccessLevel) -> str:
    return {
        AccessLevel.NONE: QCoreApplication.translate("People", "The folder and its sheets are not shown."),
        AccessLevel.VIEW: QCoreApplication.translate("People", "Open, search, print and export sheets."),
        AccessLevel.ANNOTATE: QCoreApplication.translate("People", "View, and draw markups."),
        AccessLevel.MANAGE: QCoreApplication.translate(
            "People", "Annotate, and sync, verify, fetch older revisions and set permissions."
        ),
    }[level]


def effective_words(access: Access, folder: Folder, names: Mapping[Folder, str]) -> str:
    """ "View – inherited from Architecture": the level that holds at ``folder``, and why."""
    found = access.effective(folder)
    if found.cause is Cause.ROLE:
        cause = QCoreApplication.translate("People", "role: {role}").format(role=role_name(access.member.role))
    elif found.cause is Cause.SET:
        cause = QCoreApplication.translate("People", "set here")
    else:
        source = names.get(found.source, "") if found.source is not None else ""
        cause = QCoreApplication.translate("People", "inherited from {folder}").format(folder=source)
    return QCoreApplication.translate("People", "{level} – {cause}").format(level=level_name(found.level), cause=cause)


def no_passwords() -> str:
    """The honest line about profiles."""
    return QCoreApplication.translate(
        "People",
        "Profiles have no passwords: whoever sits at this computer can choose any of them. They keep people from"
        " mistakes, not from each other.",
    )
